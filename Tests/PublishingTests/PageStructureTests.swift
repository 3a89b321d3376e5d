// Every page is put together as HTML and its readers need it.

import Engine
import Foundation
import Publishing
import Testing

@Suite struct PageStructureTests {
  @Test func aPageWithEveryElementIsWellBuilt() throws {
    let page = try Rendered(Specimen.source, files: Specimen.files)
    #expect(PageStructure.problems(of: page.html) == [])
    let site = try RenderedSite(Specimen.files.merging(["README.md": Specimen.source, "a/b.md": "# Other\n\nText.\n"]) { $1 })
    for name in ["index", "a/b"] { #expect(PageStructure.problems(of: try site.text(name + ".html")) == [], "\(name)") }
  }

  @Test func theCourseIsWellBuilt() throws {
    let pages = RenderedCourse.shared.pages
    #expect(pages.count >= 14)
    for page in pages {
      let html = try String(contentsOfFile: page, encoding: .utf8)
      #expect(PageStructure.problems(of: html) == [], "\(page)")
    }
  }

  @Test(arguments: ["Text only.", "", "## Second level first", "# One\n\n# Two\n\n## Below", "> # In a quotation",
  "---\ntitle: T\n---\n# A\n# B\n"])
  func everyPageHasOneTitle(_ source: String) throws {
    let page = try Rendered(source)
    #expect(PageStructure.problems(of: page.html).filter { !$0.contains("below level") } == [])
  }

  @Test func furtherTitlesGoDownByOne() throws {
    let page = try Rendered("# One\n\n# Two\n\n## Below\n")
    #expect(page.html.contains("<h1 id=\"one\">One") && page.html.contains("<h2 id=\"two\">Two") && page.html.contains("<h3 id=\"below\">"))
    let named = try Rendered("---\ntitle: The page\n---\n# One\n\n# Two\n")
    #expect(named.html.contains("<h1>The page</h1>") && named.html.contains("<h2 id=\"one\">One"))
  }

  @Test func aPageWithoutTitleIsCalledByItsFile() throws {
    let page = try Rendered("Text.")
    #expect(page.html.contains("<title>page</title>") && page.html.contains("<h1 class=\"unseen\">page</h1>"))
  }

  @Test func formulasKeepTheirSourceForReadersByEar() throws {
    let page = try Rendered("$\\frac{1}{2}$")
    #expect(page.html.contains("<annotation encoding=\"application/x-tex\">\\frac{1}{2}</annotation>"))
  }

  @Test(arguments: [
    ("<p><div></div></p>", "<div>"), ("<ul><p>x</p></ul>", "<p>"), ("<a href='#content'>x<a href='y'>z</a></a>", "<a> in a link"),
    ("<p id='x'>a</p><p id='x'>b</p>", "a second time"), ("<a href='#nowhere'>x</a>", "no id nowhere"), ("<p class='a' class='b'>x</p>",
    "twice"),
    ("<img src='https://example.org/a.png' alt=''>", "loads"), ("<p onclick='x()'>x</p>", "handler"), ("<img src='a.png'>", "alternative"),
    ("<h3>x</h3>", "below level"), ("<h1>y</h1>", "2 elements h1"), ("<a href='x'></a>", "without a name"), ("<b>x", "</main>"),
    ("<pre tabindex='0'>x</pre>", "without a name"), ("<p>a & b</p>", "bare &"), ("<math><mfrac><mn>1</mn></mfrac></math>", "1 parts"),
    ("<a href='javascript:x'>x</a>", "a link to"), ("<blink>x</blink>", "<blink>"), ("<p wrong='x'>x</p>", "<p wrong>"),
  ])
  func theCheckSeesWhatItShould(_ html: String, _ problem: String) {
    let page = "<!doctype html>\n<html lang=\"en\"><head><title>x</title></head><body><main id=\"content\"><h1>x</h1>\(html)</main>"
      + "</body></html>"
    let problems = PageStructure.problems(of: page)
    #expect(problems.contains { $0.contains(problem) }, "\(problems)")
    #expect(PageStructure.problems(of: page.replacing(html, with: "")) == [])
  }
}

/// The notebooks of the repository as a site, rendered once.
struct RenderedCourse {
  /// The paths of all pages.
  let pages: [String]

  static let shared = RenderedCourse()
  private static let folder = NSTemporaryDirectory() + "nabla-course-" + UUID().uuidString

  private init() {
    atexit { try? FileManager.default.removeItem(atPath: RenderedCourse.folder) }
    let publisher = Publisher(forms: [.html], outputFolder: Self.folder)
    let reports = EngineThread.run { publisher.render(folder: GoldenPageTests.root + "/notebooks") }
    pages = reports.flatMap(\.written).filter { $0.hasSuffix(".html") }
  }
}
