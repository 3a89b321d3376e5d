// Sizes that the source asks for: of the figures of cells, and of images.

import Publishing
import Testing

@Suite struct SizeTests {
  private func page(_ options: String, _ code: String = "plot([1, 2])") throws -> Rendered {
    try Rendered("```nabla\n#| label: fig-a\n\(options)\n\(code)\n```\n")
  }

  @Test(arguments: [
    ("#| fig-width: 5\n#| fig-height: 3", "width=\"480\" height=\"288\""),
    ("#| fig-width: 320px", "width=\"320\" height=\"200\""),
    ("#| fig-height: 5cm", "height=\"188.98\""),
  ])
  func `A figure has the size that its cell gives`(_ options: String, _ size: String) throws {
    let page = try page(options)
    #expect(page.messages.isEmpty)
    #expect(page.html.contains(size))
    // It is drawn anew, not scaled: the size of its letters stays.
    #expect(page.html.contains("viewBox=\"0 0 \(size.contains("480") ? "480 288" : size.contains("320") ? "320 200" : "302.36 188.98")\""))
  }

  @Test func `The size of a cell goes before that of the plot`() throws {
    let page = try page("#| fig-width: 300px\n#| fig-height: 200px", "plot([1, 2], size=(700, 500))")
    #expect(page.html.contains("width=\"300\" height=\"200\""))
  }

  @Test func `A size that a figure cannot have is reported`() throws {
    let page = try page("#| fig-width: 0.2")
    #expect(page.messages.count == 1 && page.messages[0].hasPrefix("the figure cannot have this size: "))
    #expect(page.report.problems.first?.hint == "a length without a unit counts inches, as in Quarto")
  }

  @Test func `Images have a width and a height`() throws {
    let files = ["d.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"]
    let page = try Rendered(
      "![Half of *it*](d.svg){width=50%}\n\nA ![small](d.svg){width=3cm height=\"20.5px\"} one.\n", files: files)
    #expect(page.messages.isEmpty)
    #expect(page.html.contains("alt=\"Half of it\" style=\"width:50%\">"))
    #expect(page.html.contains("alt=\"small\" style=\"width:113.386px;height:20.5px\">"))
    #expect(page.markdown.contains("<img src=\"d.svg\" alt=\"Half of it\" width=\"50%\">\n\n**Figure 1.** Half of *it*"))
    #expect(page.markdown.contains("A <img src=\"d.svg\" alt=\"small\" width=\"113\" height=\"21\"> one."))
  }

  @Test(arguments: ["width=wide", "width=0", "width=120%", "height=50%", "width=-3px", "width=1e9cm", "width=3furlongs"])
  func `Lengths that are none are reported`(_ attribute: String) throws {
    let page = try Rendered("![a](d.svg){\(attribute)}\n", files: ["d.svg": "<svg/>"])
    let parts = attribute.split(separator: "=")
    #expect(page.messages == ["`\(parts[0])` of an image cannot be `\(parts[1])`"])
    #expect(!page.html.contains("d.svg\" alt=\"a\" style"))
  }
}
