// Files that are meant to break the program, by their names, their size or their content: each ends in a page or in a message
// with a place, and soon.

import Foundation
import Testing

@Suite struct HostileFileTests {
  // MARK: - Names

  static let names = [
    "a \"q\" 's' <b>&amp;.md", "line\nbreak.md", "tab\there.md", "-rf.md", "ünï🎉.md", "a#b?c%41.md", "javascript:alert(1).md", " lead.md",
    "$(touch pwned).md", "`x`.md", "a\\b.md", "[x](y).md", "--><script>alert(1)<!--.md", "{x}_$y^z~.md",
    "sub.md/inner.md", String(repeating: "x", count: 200) + ".md",
  ]

  @Test func `Pages are written and found whatever their files are called`() throws {
    let folder = try Workplace()
    for name in Self.names { try folder.write("# Title\n\nText.\n\n```nabla\nplot([1, 2])\n```\n", to: "in/" + name) }
    let outcome = try folder.nabla("render", "in", "-o", "out", "--to", "html,md")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(folder.files().filter { $0.hasPrefix("out/") && $0.hasSuffix(".html") && $0 != "out/404.html" }.count == Self.names.count)
    #expect(!folder.exists("pwned") && !folder.exists("in/pwned"))
    for name in Self.names {
      let page = "out/" + name.dropLast(3) + ".html"
      let html = try folder.read(page)
      let base = URL(fileURLWithPath: folder.path + "/" + page)
      // Every link of the page, as a browser resolves it, leads to a file.
      let links = html.matches(of: #/(?:href|src)="([^"#][^"]*)"/#).map { String($0.output.1) }
      #expect(links.count > Self.names.count)
      for link in links {
        let target = try #require(URL(string: link, relativeTo: base), "\(link)")
        #expect(target.isFileURL && FileManager.default.fileExists(atPath: target.path), "\(link)")
      }
      // So does the figure of the rendered Markdown, whose head is one comment.
      let markdown = try folder.read(String(page.dropLast(5)) + ".md")
      let figure = try #require(markdown.firstMatch(of: #/\]\(([^ ()<>]+\.svg)\)/#).map { String($0.output.1) })
      #expect(FileManager.default.fileExists(atPath: try #require(URL(string: figure, relativeTo: base)).path), "\(figure)")
      #expect(!markdown.contains("<script") && markdown.ranges(of: "<!--").count == 1)
    }
  }

  @Test func `Two pages of one name are an error, and the first stays`() throws {
    let folder = try Workplace()
    try folder.write("# The index\n", to: "in/README.md")
    try folder.write("# Another\n", to: "in/index.md")
    let outcome = try folder.nabla("render", "in", "-o", "out")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors == "error: in/index.md: its page would replace that of README.md: rename one of them\n")
    #expect(try folder.read("out/index.html").contains("The index"))
  }

  @Test func `A name that is too long is an error of that page only`() throws {
    let folder = try Workplace()
    try folder.write("Text.\n", to: "in/" + String(repeating: "x", count: 250) + ".md")
    try folder.write("Text.\n", to: "in/other.md")
    let outcome = try folder.nabla("render", "in", "-o", "out")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("error: out/xxx") && outcome.errors.hasSuffix("File name too long\n"))
    #expect(folder.exists("out/other.html"))
  }

  @Test(arguments: ["../outside.md", "a/../../outside.md", "/etc/passwd", "..%2Foutside.md", "file:///etc/passwd"])
  func `Nothing outside of the folder is read for a page`(_ address: String) throws {
    let folder = try Workplace()
    try folder.write("secret", to: "outside.md")
    try folder.write("---\nbibliography: \(address)\n---\n\n![x](\(address)) and [y](\(address))\n", to: "in/page.md")
    let outcome = try folder.nabla("render", "in/page.md", "-o", "out")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("in/page.md:"))
    #expect(!(try folder.read("out/page.html").contains("secret")))
    #expect(folder.files().filter { $0.hasPrefix("out/") } == ["out/page.html"])
  }

  // MARK: - Mistakes

  @Test func `Every mistake is shown at its place, and the page is written`() throws {
    let folder = try Workplace()
    let lines = [
      "---", "titel: x", "seed: many", "toc: perhaps", "---", "# A {#sec-a key=\"v}", "", "## B {#sec-b}", "", "## C {#sec-b}", "",
      "See @sec-none and [x](#nowhere) and ![y](none.png) and [z](none.md).", "", "$$", "x", "$$ {#eq-a}", "", "$$", "y", "$$ {#eq-a}", "",
      "```nabla", "#| label: [1, 2]", "#| fig-wdith: 3", "1", "```", "", "$\\unknown$ and $\\frac{1$", "", "Last.",
    ]
    try folder.write(lines.joined(separator: "\n"), to: "page.md")
    let outcome = try folder.nabla("render", "page.md")
    #expect(outcome.exitCode == 1)
    for line in [2, 3, 4, 6, 10, 12, 20, 23, 24, 28] { #expect(outcome.errors.contains("page.md:\(line):"),
    "line \(line): \(outcome.errors)") }
    #expect(try folder.read("page.html").contains("Last."))
  }

  @Test func `Bytes that are not UTF-8 are placed, deep in a large file too`() throws {
    let folder = try Workplace()
    var data = Data(String(repeating: "A line of text.\n", count: 100_000).utf8)
    data += Data("and ".utf8) + Data([0xC3, 0x28]) + Data(" here\n".utf8) + Data(String(repeating: "More.\n", count: 1_000).utf8)
    try folder.write(data, to: "page.md")
    let outcome = try folder.nabla("render", "page.md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("error: page.md:100001: not UTF-8"))
    #expect(!folder.exists("page.html"))
  }

  // MARK: - Size

  @Test(arguments: ["> ", "- ", "1. ", "> - ", "* > 1. "])
  func `A hundred thousand levels of lists and quotes are one message and a page`(_ mark: String) throws {
    let folder = try Workplace()
    try folder.write(String(repeating: mark, count: 100_000 / (mark.count / 2)) + "deep\n\nAfter.\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md", "-o", "out", "--to", "html,md")
    #expect(outcome.exitCode == 1 && !outcome.wasKilled)
    #expect(outcome.errors.hasPrefix("error: lists and quotes nest more than 100 levels deep\n --> page.md:1:"))
    #expect(outcome.errors.utf8.count < 2_000)
    #expect(try folder.read("out/page.html").contains("After."))
  }

  @Test func `Thousands of mistakes on one line are not thousands of copies of it`() throws {
    let folder = try Workplace()
    try folder.write(String(repeating: "@sec-none ", count: 20_000) + "\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md")
    #expect(outcome.exitCode == 1 && !outcome.wasKilled)
    #expect(outcome.errors.utf8.count < 200_000)
    #expect(outcome.errors.hasSuffix("note: page.md: 19800 more problems\n"))
  }

  private static func row(_ cell: String) -> String { String(repeating: "|" + cell, count: 400) + "|\n" }

  @Test(arguments: [
    ("a table", row("a") + row("-"), row("1")), ("headings", "# One\n\n", "## Again\n\n"), ("footnotes", "", "x[^N]\n\n[^N]: y\n\n"),
    ("values", "", "`= 1 + N` "), ("formulas", "", "$x_{N}$ "), ("call-outs", "", "> [!NOTE]\n> N\n\n"),
    ("references", "# One {#sec-one}\n\n", "@sec-one "), ("cells", "", "```nabla\nN\n```\n\n"),
  ])
  func `Ten times as much takes some ten times as long`(_ what: String, _ head: String, _ piece: String) throws {
    let folder = try Workplace()
    func time(_ count: Int) throws -> Double {
      let text = head + (0..<count).map { piece.replacingOccurrences(of: "N", with: "\($0)") }.joined()
      try folder.write(text + "\n", to: "page.md")
      let start = Date()
      let outcome = try folder.nabla("render", "page.md", "--to", "html")
      #expect(outcome.exitCode == 0 && !outcome.wasKilled, "\(what): \(outcome.errors.prefix(500))")
      return Date().timeIntervalSince(start)
    }
    let (few, many) = (try time(100), try time(1_000))
    // Other tests run meanwhile; quadratic time would be a hundred times as long.
    #expect(many < 40 * few + 1, "\(what): \(few) and \(many) seconds")
  }

  @Test func `A figure of millions of points is a small drawing or an error`() throws {
    let folder = try Workplace()
    try folder.write("```nabla\nplot(1:2_000_000)\n```\n\n```nabla\nheatmap(zeros(3000, 3000))\n```\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md")
    #expect(outcome.exitCode == 1 && !outcome.wasKilled)
    #expect(outcome.errors.contains("9000000 cells are more than") && outcome.errors.contains("page.md:6:1"))
    #expect(try folder.read("page.html").utf8.count < 500_000)
  }
}
