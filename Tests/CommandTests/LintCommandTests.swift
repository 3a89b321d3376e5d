// `nabla lint`: how it exits, what it writes in each format, and what it mends.

import Foundation
import Testing

@Suite struct LintCommandTests {
  private let bad = "See @fig-b, and\n\n```nabla\nx=1\t\nsum = 2\nsum\n```\n"

  @Test func `The course has nothing to mend`() throws {
    let folder = try Workplace()
    let outcome = try folder.nabla("lint", Program.package + "/notebooks")
    #expect(outcome.exitCode == 0, "\(outcome.output)")
    #expect(outcome.errors == "")
  }

  @Test func `Findings for a reader have their place and code`() throws {
    let folder = try Workplace()
    try folder.write(bad, to: "a.md")
    let outcome = try folder.nabla("lint", "a.md")
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.output.hasPrefix(
        """
        error: there is nothing called `fig-b` on this page [unresolved-reference]
         --> a.md:1:5
          |
        1 | See @fig-b, and
          |     ^^^^^^

        """))
    #expect(outcome.output.hasSuffix("1 page: 1 error, 4 warnings, 1 note\n"))
    try folder.write("Text.\n", to: "b.md")
    #expect(try folder.nabla("lint", "b.md").output == "1 page: nothing to say\n")
  }

  @Test func `Notes alone are no failure`() throws {
    let folder = try Workplace()
    try folder.write("```nabla\nx=1\n```\n", to: "a.md")
    let outcome = try folder.nabla("lint", ".")
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.hasSuffix("1 page: 1 note\n"))
  }

  @Test func `Findings for a program are JSON`() throws {
    let folder = try Workplace()
    try folder.write(bad, to: "a.md")
    let outcome = try folder.nabla("lint", "a.md", "--format", "json")
    #expect(outcome.exitCode == 1)
    let records = try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
    #expect(records.count == 6)
    #expect(records[0]["code"] as? String == "unresolved-reference")
    #expect(records[0]["line"] as? Int == 1 && records[0]["column"] as? Int == 5 && records[0]["endColumn"] as? Int == 11)
    #expect(records.contains { $0["code"] as? String == "unformatted" && $0["fixable"] as? Bool == true })
    try folder.write("Text.\n", to: "b.md")
    let clean = try folder.nabla("lint", "b.md", "--format", "json").output
    #expect((try JSONSerialization.jsonObject(with: Data(clean.utf8)) as? [Any])?.isEmpty == true)
  }

  @Test func `Findings for a workflow are annotations, whatever stands in names`() throws {
    let folder = try Workplace()
    try folder.write("[here](#a%25)\n", to: "a,b:100%.md")
    let outcome = try folder.nabla("lint", "a,b:100%.md", "--format", "github")
    #expect(outcome.exitCode == 1)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("::") && $0.contains("file=a%2Cb%3A100%25.md,line=1,endLine=1,col=1,") })
  }

  @Test func `Mending writes the file once, and leaves what a person has to decide`() throws {
    let folder = try Workplace()
    try folder.write("\u{FEFF}" + bad.replacingOccurrences(of: "\n", with: "\r\n"), to: "c/a.md")
    let first = try folder.nabla("lint", "--fix", "c")
    #expect(first.exitCode == 1)
    #expect(first.output.hasPrefix("mended c/a.md\n"))
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder.path + "/c/a.md")), as: UTF8.self)
    #expect(text == "\u{FEFF}See @fig-b, and\r\n\r\n```nabla\r\nx = 1\r\nsum = 2\r\nsum\r\n```\r\n")
    #expect(!(try folder.nabla("lint", "--fix", "c").output.contains("mended")))
    #expect(folder.files() == ["c", "c/a.md"])
  }

  @Test(arguments: [
    ("unresolved-reference", "See @fig-a.\n", "See @eq-a.\n\n$$\nx\n$$ {#eq-a}\n"),
    (
      "unresolved-reference", "See @fig-a-1.\n",
      "See @fig-a-1.\n\n```nabla\n#| label: fig-a\n#| fig-cap: A\n#| fig-subcap: [l, r]\n1\n```\n"
    ),
    ("unknown-citation", "As [@golub] says.\n", "As \\[@golub] says.\n"),
    ("bibliography", "---\nbibliography: gone.bib\n---\n", "Text.\n"),
    ("missing-file", "[words](nowhere.md)\n", "[words](https://example.org/nowhere.md)\n"),
    ("outside-root", "[words](../nowhere.md)\n", "[words](page.md)\n"),
    ("missing-anchor", "[words](#nowhere)\n", "# Some Where\n\n[words](#some-where)\n"),
  ])
  func `What leads nowhere is found`(_ code: String, _ bad: String, _ good: String) throws {
    let folder = try Workplace()
    try folder.write(bad, to: "page.md")
    #expect(try folder.nabla("lint", "page.md").output.contains("[\(code)]"))
    try folder.write(good, to: "page.md")
    #expect(!(try folder.nabla("lint", "page.md").output.contains("[\(code)]")))
  }

  @Test func `Pages of a folder may refer to each other`() throws {
    let folder = try Workplace()
    try folder.write("# A\n\nBy @eq-b and [there](b.md#eq-b).\n", to: "a.md")
    try folder.write("# B\n\n$$\nx\n$$ {#eq-b}\n", to: "b.md")
    #expect(try folder.nabla("lint", ".").output == "2 pages: nothing to say\n")
    #expect(try folder.nabla("lint", "a.md").exitCode == 1)
    try folder.write("$$\nx\n$$ {#eq-b}\n", to: "c.md")
    #expect(try folder.nabla("lint", ".").output.contains("`eq-b` is on several pages: `b.md`, `c.md`"))
  }

  @Test func `Rules are listed and switched off`() throws {
    let folder = try Workplace()
    let rules = try folder.nabla("lint", "--rules")
    #expect(rules.exitCode == 0)
    #expect(rules.output.contains("trailing-blanks         warning  "))
    try folder.write("[here](https://example.org)\n", to: "a.md")
    #expect(try folder.nabla("lint", "a.md").exitCode == 1)
    #expect(try folder.nabla("lint", "a.md", "--ignore", "link-text").exitCode == 0)
  }

  @Test func `Wrong usage and missing files are told apart`() throws {
    let folder = try Workplace()
    #expect(try folder.nabla("lint").exitCode == 2)
    #expect(try folder.nabla("lint", "--rules", "a.md").exitCode == 2)
    #expect(try folder.nabla("lint", "a.md", "--format", "xml").exitCode == 2)
    let unknown = try folder.nabla("lint", "a.md", "--ignore", "link-tekst")
    #expect(unknown.exitCode == 2)
    #expect(unknown.errors.contains("there is no rule `link-tekst`; did you mean `link-text`?"))
    let missing = try folder.nabla("lint", "none.md")
    #expect(missing.exitCode == 1)
    #expect(missing.errors == "error: none.md: no such file\n")
  }
}
