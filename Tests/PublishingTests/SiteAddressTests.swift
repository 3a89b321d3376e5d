// What a site says of itself to servers, search engines, and programs that show links.

import Foundation
import Testing

@testable import Publishing

@Suite struct SiteAddressTests {
  private static let files = [
    "README.md": "---\ntitle: Course\nauthor: [A & B, C]\n---\n\n- [One](a/one%20two.md)\n",
    "a/one two.md": "---\ndescription: The \"first\" *one*.\nkeywords: [x, y]\n---\n# One\n", "a/README.md": "# Part\n",
  ]

  @Test func withAnAddressThereIsAMapOfTheSite() throws {
    let site = try RenderedSite(Self.files, address: "https://example.org/course")
    #expect(site.messages.isEmpty)
    let map = try site.text("sitemap.xml")
    #expect(
      map.matches(of: #/<loc>(.*?)<\/loc>/#).map { String($0.output.1) } == [
        "https://example.org/course/", "https://example.org/course/a/one%20two.html", "https://example.org/course/a/",
      ])
    let page = try site.text("a/one two.html")
    #expect(page.contains("<link rel=\"canonical\" href=\"https://example.org/course/a/one%20two.html\">"))
    #expect(page.contains("<meta property=\"og:url\" content=\"https://example.org/course/a/one%20two.html\">"))
    for name in ["index", "a/one two", "404"] { #expect(PageStructure.problems(of: try site.text(name + ".html")) == [], "\(name)") }
  }

  @Test func withoutAnAddressNothingSaysOne() throws {
    let site = try RenderedSite(Self.files)
    #expect(!site.folder.exists("out/sitemap.xml"))
    for name in ["index", "a/one two"] {
      let page = try site.text(name + ".html")
      #expect(!page.contains("canonical") && !page.contains("og:url"))
    }
  }

  @Test func pagesSayWhatTheyAre() throws {
    let site = try RenderedSite(Self.files)
    func metadata(_ page: String) throws -> [String: String] {
      let pairs = try site.text(page).matches(of: #/<meta (?:name|property)="([^"]*)" content="([^"]*)">/#)
        .map { (String($0.output.1), String($0.output.2)) }
      return Dictionary(pairs) { first, _ in first }.filter { !["viewport", "generator", "color-scheme"].contains($0.key) }
    }
    #expect(try metadata("index.html") == ["og:title": "Course", "og:type": "website", "author": "A &amp; B, C"])
    let description = "The &quot;first&quot; one."
    #expect(
      try metadata("a/one two.html") == [
        "og:title": "One", "og:type": "article", "description": description, "og:description": description, "keywords": "x, y",
      ])
  }

  @Test func thePageForMissingOnesIsReadAnywhere() throws {
    let page = try RenderedSite(Self.files, address: "https://example.org/course/").text("404.html")
    for link in ["/course/assets/nabla.css", "/course/assets/nabla.js", "/course/index.html", "/course/a/one%20two.html"] {
      #expect(page.contains("\"\(link)\""), "\(link)")
    }
    #expect(page.contains("<meta name=\"robots\" content=\"noindex\">"))
    #expect(try RenderedSite(Self.files).text("404.html").contains("href=\"assets/nabla.css\""))
    // The author's own stays.
    #expect(try RenderedSite(["404.md": "# Lost\n", "a.md": "# A\n"]).text("404.html").contains("<h1 id=\"lost\">Lost</h1>"))
  }

  @Test(arguments: ["example.org", "ftp://example.org", "https://", "https:///a", "https://a b", "https://a/?x", "https://a/#x", "https://a\"", "javascript:x"])
  func whatIsNoAddressIsNone(_ text: String) { #expect(SiteAddress(text) == nil) }
}
