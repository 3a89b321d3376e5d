// Files that cells write lie beside the page, and the page can show and link to them.

import Engine
import Foundation
import Notebooks
import Testing

@testable import Publishing

@Suite struct SavedFileTests {
  private static let source = """
    # Page

    ```nabla
    p = plot([1, 4, 9])
    savefig(p, "a plot.svg");
    savefig(p, "plot.png");
    savefig("plot.pdf")
    ```

    ![The plot](page_files/plot.png) and [on paper](page_files/plot.pdf), [as it is](page_files/a%20plot.svg)
    """

  @Test func `a saved plot lies beside the page, which shows it`() throws {
    let folder = try TemporaryFolder(["page.md": Self.source])
    let publisher = Publisher(forms: [.html, .markdown], outputFolder: folder.path + "/out")
    let report = EngineThread.run { publisher.render(file: folder.path + "/page.md") }
    #expect(report.trouble == nil && report.problems.isEmpty, "\(report.problems)")
    #expect(try folder.text("out/page_files/a plot.svg").hasPrefix("<svg"))
    #expect(folder.exists("out/page_files/plot.png") && folder.exists("out/page_files/plot.pdf"))
    let html = try folder.text("out/page.html")
    #expect(html.contains("src=\"data:image/png;base64,") && html.contains("href=\"page_files/plot.pdf\""))
    #expect(try folder.text("out/page.md").contains("![The plot](page_files/plot.png)"))
    // Nothing of it lies beside the source.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["out", "page.md"])
  }

  @Test func `a page whose saved file is gone is built again`() throws {
    let folder = try TemporaryFolder(["page.md": Self.source])
    var publisher = Publisher(forms: [.html], outputFolder: folder.path + "/out")
    publisher.cache = PageCache(folder: folder.path + "/cache", stamp: "1")
    let work = publisher
    func render() -> PageReport { EngineThread.run { work.render(file: folder.path + "/page.md") } }
    #expect(!render().isReused && render().isReused)
    try FileManager.default.removeItem(atPath: folder.path + "/out/page_files/plot.png")
    #expect(!render().isReused && folder.exists("out/page_files/plot.png"))
  }

  @Test func `a link to a file that no cell writes is reported, in a page and in verification`() throws {
    let text = Self.source.replacingOccurrences(of: "(page_files/plot.pdf)", with: "(page_files/plt.pdf)")
    let folder = try TemporaryFolder(["page.md": text])
    let publisher = Publisher(forms: [.html], outputFolder: folder.path + "/out")
    let rendered = EngineThread.run { publisher.render(file: folder.path + "/page.md") }
    let verified = EngineThread.run { publisher.verify([folder.path + "/page.md"], VerificationOptions()) }
    let expected: [String?] = ["no cell writes the file `page_files/plt.pdf`", "did you mean `plot.pdf`?"]
    #expect(rendered.problems.first.map { [$0.message, $0.hint] } == expected)
    #expect(verified.pages.first?.problems.first.map { [$0.message, $0.hint] } == expected)
    #expect(!folder.exists("page_files"))
  }

  @Test func `files that lie in the folder beside the page can be linked to as ever`() throws {
    let folder = try TemporaryFolder([
      "page.md": "# Page\n\n[Data](page_files/data.csv)\n\n```nabla\n1\n```\n", "page_files/data.csv": "1,2\n",
    ])
    let publisher = Publisher(forms: [.html], outputFolder: folder.path + "/out")
    #expect(EngineThread.run { publisher.render(file: folder.path + "/page.md") }.problems.isEmpty)
  }

  @Test(arguments: ["fig-a.svg", "FIG-A.SVG"])
  func `a file does not take the place of a figure`(name: String) throws {
    let folder = try TemporaryFolder([
      "page.md": "# Page\n\n```nabla\n#| label: fig-a\n#| fig-cap: A\np = plot([1, 2])\nsavefig(p, \"\(name)\");\np\n```\n\n@fig-a\n"
    ])
    let publisher = Publisher(forms: [.markdown], outputFolder: folder.path + "/out")
    let report = EngineThread.run { publisher.render(file: folder.path + "/page.md") }
    #expect(report.trouble?.contains("a cell saves a file under the name of another one, or of a figure of the page") == true)
    #expect(!folder.exists("out"))
  }

  @Test func `saved files are verified with the page that is recorded`() throws {
    let folder = try TemporaryFolder(["course/page.md": Self.source, "output/page.md": ""])
    let page = folder.path + "/course/page.md"
    _ = EngineThread.run { Publisher().update([page]) }
    func problems() -> [String] {
      EngineThread.run { Publisher().verify([page]) }.pages.flatMap(\.problems).map(\.message)
    }
    #expect(problems().isEmpty)
    let saved = folder.path + "/output/page_files/"
    let svg = try String(contentsOfFile: saved + "a plot.svg", encoding: .utf8)
    try svg.replacingOccurrences(of: "9", with: "8").write(toFile: saved + "a plot.svg", atomically: false, encoding: .utf8)
    try FileManager.default.removeItem(atPath: saved + "plot.png")
    #expect(problems().count == 2 && problems().contains { $0.contains("plot.png") })
  }

  @Test(arguments: [
    ("savefig(\"x.svg\")", "there is no plot in this cell yet for `savefig` to change"),
    ("plot([1]); savefig(\"../x.svg\")", "\"../x.svg\" is no plain file name"),
    ("plot([1]); savefig(\".svg\")", "\".svg\" is no plain file name"),
    ("plot([1]); savefig(\"x\")", "\"x\" does not say what kind of file it is"),
    ("plot([1]); savefig(\"x.jpg\")", "plots cannot be written as .jpg files"),
    ("plot([1]); savefig(\"x.png\", dpi = 1e9)", "dpi: a picture has 10 to 2400 pixels an inch"),
    ("plot([1], size = (8000, 8000)); savefig(\"x.png\", dpi = 2400)", "pixels are too many for a picture"),
    ("savefig(1, \"x.png\")", "no method matching savefig"),
  ])
  func `what cannot be saved is told`(code: String, message: String) throws {
    let page = try Rendered("# Page\n\n```nabla\n\(code)\n```\n")
    #expect(page.messages.count == 1 && page.messages[0].contains(message), "\(page.messages)")
  }
}
