// What a page with sliders shows, and what it carries.

import Testing

import Notebooks
@testable import Publishing

@Suite struct SliderPageTests {
  private let source = """
    # Powers

    ```nabla
    n = slider(1:4, label="n", value=2);
    k = slider([1, 10], label="<k>");
    ```

    ```nabla
    [n k; k n]
    ```

    The square of `= n` is $\\val{n}^2 = \\val{n^2}$, and parity is `= isodd(n) ? "odd" : "even"`.

    ```nabla
    k + 1
    ```
    """

  @Test func `the page shows the first state and carries each other one once`() throws {
    let page = try Rendered(source)
    #expect(page.report.problems == [])
    let html = page.html
    #expect(html.contains("<p class=\"slider\" data-slider=\"0\" data-initial=\"1\" data-values=\"1\n2\n3\n4\"><span>n</span> <output>2</output></p>"))
    #expect(html.contains("<span>&lt;k&gt;</span>"))
    // The matrix in eight states, the number of the formula in four, the word in two, the last result in two.
    #expect(html.contains("<div class=\"states\" data-sliders=\"0 1\" data-states=\"1 2 0 3 4 5 6 7\">"))
    #expect(html.contains("<span class=\"states\" data-sliders=\"0\" data-states=\"1 0 2 3\">"))
    #expect(html.contains("<span class=\"states\" data-sliders=\"0\" data-states=\"1 0 1 0\">"))
    #expect(html.contains("<div class=\"states\" data-sliders=\"1\" data-states=\"0 1\">"))
    #expect(html.firstRange(of: "input.setAttribute(\"aria-valuetext\"") != nil)
    #expect(PageStructure.problems(of: html) == [])
  }

  @Test func `a page without sliders has nothing of them`() throws {
    let html = try Rendered("```nabla\n1 + 1\n```\n").html
    #expect(!html.contains("<template") && !html.contains("data-slider"))
  }

  @Test func `states that take too much room are an error, and the page shows the first`() throws {
    let page = try Rendered("```nabla\nn = slider(1:100);\nprintln(repeat(string(n, base=2, pad=10), 10000))\n```\n")
    #expect(page.report.problems.map(\.identifier) == ["states-too-large"])
    #expect(!page.html.contains("<template"))
  }
}
