// What happens when a file or its form is wrong: the right exit code, one clear message, and no half-written page.

import Foundation
import Testing

@Suite struct BadFileTests {
  // MARK: - Files

  @Test(arguments: ["render", "verify"])
  func `A missing file is named`(_ command: String) throws {
    let folder = try Workplace()
    let outcome = try folder.nabla(command, "absent.md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors == "error: absent.md: no such file\n")
    #expect(folder.files().isEmpty)
  }

  @Test func `A missing file leaves the other pages`() throws {
    let folder = try Workplace()
    try folder.write("Text.\n", to: "good.md")
    let outcome = try folder.nabla("render", "absent.md", "good.md", "-o", "out")
    #expect(outcome.exitCode == 1)
    #expect(folder.exists("out/good.html"))
  }

  @Test func `A missing file of eval is named`() throws {
    let outcome = try Workplace().nabla("eval", "absent.jl")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("error: absent.jl: ") && outcome.errors.contains("help: "))
  }

  @Test(arguments: ["render", "verify"])
  func `A folder without notebooks is an error`(_ command: String) throws {
    let folder = try Workplace()
    try folder.write("no notebook", to: "empty/data.csv")
    let outcome = try folder.nabla(command, "empty")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors == "error: empty: there are no Markdown files in this folder\n")
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"), arguments: ["render", "verify"])
  func `An unreadable file is named`(_ command: String) throws {
    let folder = try Workplace()
    try folder.write("Text.\n", to: "page.md")
    chmod(folder.path + "/page.md", 0)
    let outcome = try folder.nabla(command, "page.md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors == "error: page.md: not permitted to read this file\n")
  }

  @Test(arguments: ["render", "verify"])
  func `Bytes that are not UTF-8 are shown by their line`(_ command: String) throws {
    let folder = try Workplace()
    try folder.write(Data("One.\n\nTw".utf8) + Data([0xFF]) + Data("o.\n".utf8), to: "page.md")
    let outcome = try folder.nabla(command, "page.md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("error: page.md:3: not UTF-8"))
    #expect(!folder.exists("page.html"))
  }

  @Test func `Eval refuses bytes that are not UTF-8`() throws {
    let folder = try Workplace()
    try folder.write(Data([0x31, 0xC3, 0x28]), to: "a.jl")
    let outcome = try folder.nabla("eval", "a.jl")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("UTF-8"))
  }

  @Test func `A page with Windows line ends, a byte order mark and zero bytes is read`() throws {
    let folder = try Workplace()
    try folder.write("\u{FEFF}---\r\ntitle: T\r\n---\r\n\r\n```nabla\r\n6 * 7\r\n```\r\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md", "--to", "html")
    #expect(outcome.errors.isEmpty)
    #expect(try folder.read("page.html").contains("42"))
    try folder.write("a\u{0}b\n", to: "zero.md")
    #expect(try folder.nabla("render", "zero.md").exitCode == 0)
  }

  @Test func `An empty file is an empty page`() throws {
    let folder = try Workplace()
    try folder.write("", to: "page.md")
    let outcome = try folder.nabla("render", "page.md")
    #expect(outcome.exitCode == 0)
    #expect(outcome.errors.isEmpty)
    #expect(try folder.read("page.html").hasPrefix("<!doctype html>"))
  }

  // MARK: - Output

  @Test func `An output folder that is a file is an error, and the file stays`() throws {
    let folder = try Workplace()
    try folder.write("Text.\n", to: "page.md")
    try folder.write("precious", to: "out")
    let outcome = try folder.nabla("render", "page.md", "-o", "out")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("error: out: "))
    #expect(try folder.read("out") == "precious")
  }

  @Test func `A page that cannot replace what is there leaves it whole`() throws {
    let folder = try Workplace()
    try folder.write("Text.\n", to: "page.md")
    // A folder with the page's name cannot be replaced by a file.
    try folder.write("precious", to: "out/page.html/inside")
    let outcome = try folder.nabla("render", "page.md", "-o", "out")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("error: out/page.html"))
    #expect(folder.files().filter { $0.hasPrefix("out/") } == ["out/page.html", "out/page.html/inside"])
  }

  @Test func `An existing page stays whole when its source cannot be read`() throws {
    let folder = try Workplace()
    try folder.write("First.\n", to: "page.md")
    #expect(try folder.nabla("render", "page.md").exitCode == 0)
    let first = try folder.read("page.html")
    try folder.write(Data([0xFF]), to: "page.md")
    #expect(try folder.nabla("render", "page.md").exitCode == 1)
    #expect(try folder.read("page.html") == first)
  }

  @Test func `A source is never replaced by its rendered Markdown`() throws {
    let folder = try Workplace()
    let source = "```nabla\n6 * 7\n```\n"
    try folder.write(source, to: "page.md")
    let outcome = try folder.nabla("render", "page.md", "--to", "md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("-o"))
    #expect(try folder.read("page.md") == source)
  }

  // MARK: - Form

  @Test func `Broken YAML in the front matter is shown where it is`() throws {
    let folder = try Workplace()
    try folder.write("---\ntitle: A page\nkeywords: [one, two\n---\n\nText.\n\n```nabla\n6 * 7\n```\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.components("error:") == 1)
    #expect(outcome.errors.contains("page.md:3:") || outcome.errors.contains("page.md:4:"), "\(outcome.errors)")
    let page = try folder.read("page.html")
    #expect(page.contains("Text.") && page.contains("42"))
  }

  @Test func `Broken YAML in a cell's options is shown where it is`() throws {
    let folder = try Workplace()
    try folder.write("Text.\n\n```nabla\n#| fig-cap: \"no end\n6 * 7\n```\n\nAfter.\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("page.md:4:"), "\(outcome.errors)")
    #expect(try folder.read("page.html").contains("After."))
  }

  @Test func `A colon in a caption without quotes gets the hint to quote it`() throws {
    let folder = try Workplace()
    try folder.write("```nabla\n#| fig-cap: Left: the circle\n6 * 7\n```\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("page.md:2:"))
    #expect(outcome.errors.contains("quote"), "\(outcome.errors)")
  }

  @Test func `An unknown option comes with a suggestion`() throws {
    let folder = try Workplace()
    try folder.write("```nabla\n#| fig-capt: \"A circle\"\n6 * 7\n```\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("page.md:2:4\n"), "\(outcome.errors)")
    #expect(outcome.errors.contains("help: ") && outcome.errors.contains("fig-cap`"), "\(outcome.errors)")
    #expect(try folder.read("page.html").contains("42"))
  }

  @Test func `A fence that is not closed is shown by its first line`() throws {
    let folder = try Workplace()
    try folder.write("Text.\n\n```nabla\n6 * 7\n\nMore text.\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("page.md:3:1\n"), "\(outcome.errors)")
    #expect(outcome.errors.contains("help: "))
    #expect(try folder.read("page.html").contains("Text."))
  }

  @Test func `An unknown command of a formula is shown where it is`() throws {
    let folder = try Workplace()
    try folder.write("Text $x + \\foo{y}$ and $\\frac{1$.\n\nAfter.\n", to: "page.md")
    let outcome = try folder.nabla("verify", "page.md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("page.md:1:11\n"), "\(outcome.errors)")
    #expect(outcome.errors.contains("\\foo"))
  }

  @Test func `An unresolved reference and a link to nowhere are shown where they are`() throws {
    let folder = try Workplace()
    try folder.write("# A {#sec-a}\n\nSee @sec-b, and [this](absent.md).\n", to: "page.md")
    let outcome = try folder.nabla("verify", "page.md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("page.md:3:5\n"), "\(outcome.errors)")
    #expect(outcome.errors.contains("absent.md"))
    #expect(outcome.errors.contains("sec-a"))
  }

  @Test func `A wrong number breaks verifying`() throws {
    let folder = try Workplace()
    try folder.write("```nabla\nsqrt(2)  # => 1.4142\n6 * 7    # => 43\n```\n", to: "page.md")
    let outcome = try folder.nabla("verify", "page.md")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.components("error:") == 1)
    #expect(outcome.errors.contains("page.md:3:") && outcome.errors.contains("43") && outcome.errors.contains("42"))
    #expect(outcome.output.contains("1 problem"))
  }

  @Test func `Every failure of a page is listed, and cells that need a failed one are named`() throws {
    let folder = try Workplace()
    try folder.write(
      "```nabla\na = 1 ÷ 0\n```\n\n```nabla\nb = a + 1\n```\n\n```nabla\nc = 6 * 7\n```\n\n```nabla\nsqrt(-1)\n```\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md", "-o", "out", "--to", "md,html")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("DivideError") && outcome.errors.contains("DomainError"))
    let page = try folder.read("out/page.md")
    #expect(page.contains("42"))
    #expect(page.contains("Not run: ") && page.contains("line 1"))
    #expect(try folder.read("out/page.html").contains("2 cells failed"))
  }

  // MARK: - Usage

  @Test(arguments: [
    ["rendr", "page.md"], ["render"], ["verify"], ["render", "page.md", "--to", "docx"], ["render", "page.md", "--no-such"],
    ["render", "page.md", "-P", "novalue"], ["render", "page.md", "-o", "page.html"], ["eval", "a", "b"],
  ])
  func `Wrong usage is said on standard error, with exit code 2`(_ arguments: [String]) throws {
    let folder = try Workplace()
    try folder.write("Text.\n", to: "page.md")
    let outcome = try folder.shell((["nabla"] + arguments).joined(separator: " "))
    #expect(outcome.exitCode == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("Error: ") || outcome.errors.hasPrefix("error: "), "\(outcome.errors)")
    #expect(outcome.errors.lowercased().contains("usage: nabla"))
    #expect(folder.files() == ["page.md"])
  }

  @Test(arguments: ["--help", "help", "render --help", "verify --help", "eval --help", "--version"])
  func `Help goes to standard output`(_ arguments: String) throws {
    let outcome = try Workplace().shell("nabla \(arguments)")
    #expect(outcome.exitCode == 0)
    #expect(outcome.errors.isEmpty)
    #expect(!outcome.output.isEmpty)
  }

  @Test func `A misspelt parameter comes with a suggestion`() throws {
    let folder = try Workplace()
    try folder.write("---\nparams:\n  count: 3\n---\n\n```nabla\ncount + 1\n```\n", to: "page.md")
    let wrong = try folder.nabla("render", "page.md", "-P", "cuont=5")
    #expect(wrong.exitCode == 1)
    #expect(wrong.errors.contains("count"))
    let right = try folder.nabla("render", "page.md", "-P", "count=5")
    #expect(right.exitCode == 0, "\(right.errors)")
    #expect(try folder.read("page.html").contains("6"))
  }

  // MARK: - Size

  @Test(arguments: ["> ", "- ", "*", "[", "![", "`", "$", "# ", "|", "<div>", "[^1]", "\\", "&", "~~", "```nabla\n", "$$\n", "{#", "@"])
  func `Deep and repeated marks of Markdown end in a page`(_ mark: String) throws {
    let folder = try Workplace()
    try folder.write(String(repeating: mark, count: 20_000) + " x\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md", "-o", "out", "--to", "html,md")
    #expect(!outcome.wasKilled)
    #expect(outcome.exitCode == 0 || outcome.exitCode == 1)
    #expect(folder.exists("out/page.html"))
  }

  @Test func `A formula as deep as can be is typeset or refused`() throws {
    let folder = try Workplace()
    try folder.write("$$\n" + String(repeating: "{", count: 50_000) + "x" + String(repeating: "}", count: 50_000) + "\n$$\n\n"
      + "$" + String(repeating: "\\sqrt", count: 20_000) + "x$\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md")
    #expect(!outcome.wasKilled)
    #expect(outcome.errors.utf8.count < 1_000_000)
  }

  @Test func `Text without end stops at the limit of output`() throws {
    let folder = try Workplace()
    try folder.write("---\nlimits:\n  steps: 10000000\n---\n\n```nabla\nwhile true\n  println(\"and so on\")\nend\n```\n", to: "page.md")
    let outcome = try folder.nabla("render", "page.md")
    #expect(!outcome.wasKilled)
    #expect(outcome.exitCode == 1)
    #expect(try folder.read("page.html").utf8.count < 4_000_000)
  }
}
