// What the search of a site knows of its pages.

import Foundation
import Testing

@testable import Publishing

@Suite struct SearchTests {
  /// The index of a site as a browser reads it.
  private func index(_ files: [String: String]) throws -> [[Any]] {
    let script = try RenderedSite(files).text("assets/nabla-search.js")
    let list = try #require(script.hasPrefix("nablaSearch=[\n") ? script.dropFirst("nablaSearch=".count) : nil)
    return try #require(try JSONSerialization.jsonObject(with: Data(list.utf8)) as? [[Any]])
  }

  /// The sections of a page by itself: heading, id and text.
  private func sections(_ source: String) throws -> [[String]] {
    try #require(try index(["page.md": source]).first?.last as? [[String]])
  }

  @Test func pagesAreCutAtTheirHeadings() throws {
    let index = try index([
      "README.md": "# Course\n\n- [One](a%20b/one.md)\n",
      "a b/one.md": "Before.\n\n# One\n\nA [link](../README.md)\nand *more*.\n\n## Two $x^2$ {#sec-two}\n\n- a\n- b\n\n> [!THEOREM] Big\n> Yes[^1].\n\n[^1]: Note.\n",
    ])
    #expect(index.map { $0[0] as? String } == ["Course", "One"])
    #expect(index.map { $0[1] as? String } == ["index.html", "a%20b/one.html"])
    let sections = index[1][2] as? [[String]]
    #expect(
      sections == [
        ["", "", "Before. A link and more."], ["Two x2", "sec-two", "a b Theorem 1 Big Yes."], ["Footnotes", "fn-1", "Note."],
      ])
  }

  @Test func whatPagesDoNotShowIsNotFound() throws {
    func cell(_ options: String, _ code: String) -> String { "```nabla\n\(options)\(code)\n```\n\n" }
    let source = """
      # One

      > [!EXERCISE] Try {#exr-a}
      > Think.

      """ + "\n" + cell("", "seen = 1\nhiddenLine = 2  # hide") + cell("#| echo: false\n", "notEchoed = 1") + cell("#| include: false\n", "excluded = 1")
      + cell("#| starter: exr-a\n", "started = 1") + cell("#| solution: exr-a\n", "started = 2")
      + cell("#| check: exr-a\n", "@test started == 2") + cell("#| check: exr-a\n#| hidden: true\n", "@test started > 1")
      + "<!-- comment -->\n\n```python\nshown()\n```\n"
    #expect(try sections(source).map(\.[2]) == ["Exercise 1 Try Think. seen = 1 started = 1 shown()"])
  }

  @Test func valuesAndFormulasAreTextAsOnThePage() throws {
    let text = try sections("Now `= 1 + 1` of $\\operatorname{rank} A \\le 2$ and $\\alpha < \\beta\\,\\text{if so}$ holds.\n\n$$\nA = U \\Sigma\n$$\n")[0][2]
    #expect(text == "Now 2 of rank A ≤ 2 and α < β if so holds. A = UΣ", "\(text)")
  }

  @Test func nothingLeavesTheTextsOfTheIndex() throws {
    let hostile = "\\\"];alert(1)//</script>\t\u{2028}\u{7F}"
    let entry = SearchIndex.entry(title: hostile, address: "a.html", [SearchSection(heading: hostile, id: "x", text: " a \n\u{0} b ")])
    #expect(!entry.contains("\n"))
    let value = try JSONSerialization.jsonObject(with: Data(entry.utf8)) as? [Any]
    #expect(value?[0] as? String == "\\\"];alert(1)//</script> \u{2028}")
    #expect((value?[2] as? [[String]])?[0][2] == "a b")
  }

  @Test func pagesByThemselvesHaveNoSearch() throws {
    #expect(!(try Rendered("# One\n").html.contains("nabla-search")))
  }
}
