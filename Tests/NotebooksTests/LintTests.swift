// The rules of `nabla lint`: each finds what it should, and nothing in a text that is good.

import Foundation
import Syntax
import Testing

@testable import Notebooks

@Suite struct LintTests {
  /// A text that breaks a rule, and one that does not.
  struct Example: Sendable, CustomTestStringConvertible {
    var code: String
    var bad: String
    var good: String
    var testDescription: String { "\(code): \(bad.debugDescription)" }

    init(_ code: String, bad: String, good: String) {
      self.code = code
      self.bad = bad
      self.good = good
    }
  }

  static func cell(_ code: String) -> String { "```nabla\n\(code)\n```\n" }

  static let examples: [Example] = [
    Example("unused-name", bad: cell("x = 1\ny = 2\ny"), good: cell("x = 1\ny = 2\nx + y")),
    Example("unused-name", bad: cell("totl = 1;") + cell("2"), good: cell("total = 1;") + "Here `= total`.\n"),
    Example("unused-name", bad: cell("f(x) = x\n1"), good: cell("f(x) = x\nf(1)")),
    Example("unused-name", bad: cell("a, b = 1, 2\n3"), good: cell("a, b = 1, 2\na")),
    Example("unused-name", bad: cell("x = 1\n3"), good: cell("x = 1  # => 1\n3")),
    Example("unused-name", bad: cell("x = 1\n3"), good: cell("_x = 1\nconst g = 9.81\n3")),
    Example("unused-name", bad: cell("x = 1\n3"), good: cell("x = 1\n3") + "The value of `x` is of no use here.\n"),
    Example("unused-name", bad: cell("x = 1\n3"), good: cell("x = 1\nlet y = 2\n  (; x, y)\nend")),
    Example("unused-name", bad: cell("x = 1\n3"), good: cell("x = 1\n\"$x\"")),
    Example("unused-name", bad: cell("x = 1\n3"), good: cell("x = (1,")),
    Example("unused-name", bad: cell("f(t) = t^2\n3"), good: cell("f(t) = t^2\n∇f")),
    Example("unused-parameter", bad: "---\nparams: {n: 1}\n---\n" + cell("1"), good: "---\nparams: {n: 1}\n---\n" + cell("n")),
    Example("unused-argument", bad: cell("f(x, y) = x"), good: cell("f(x, _y) = x\ng(x, y) = x + y\nh(x, n = 2) = x^n")),
    Example("unused-argument", bad: cell("function f(a; b = 1)\n  a\nend"), good: cell("kind(x) = 1\nkind(x::Int) = 2\none(::Int, s::String) = 1")),
    Example("shadowed-function", bad: cell("sum = 3\nsum"), good: cell("e = 1\nσ = 2\ntotal = 3\nvalues, vectors = (1, 2)\ntotal + e + σ")),
    Example("unattached-expectation", bad: cell("for i in 1:2\n  i  # => 1\nend"), good: cell("1 + 1  # => 2\n# a comment")),
    Example("unattached-expectation", bad: cell("f(x) = begin\n  x  # => 1\nend"), good: cell("#| eval: false\nfor i in 1:2\n  i  # => 1\nend")),
    Example("unformatted", bad: cell("x=1"), good: cell("x = 1")),
    Example("long-line", bad: cell("s = \"\(String(repeating: "é", count: 97))\""), good: cell("s = \"\(String(repeating: "é", count: 94))\"")),
    Example("tab", bad: cell("if true\n\t1\nend"), good: cell("s = \"a\tb\"")),
    Example("tab", bad: cell("x = 1\t# one\nx"), good: "\ttext of a code block\n"),
    Example("trailing-blanks", bad: "a \nb\n", good: "a  \nb\n"),
    Example("trailing-blanks", bad: "a  \n\nb\n", good: "a $x\\ $\\ \nb\n"),
    Example("trailing-blanks", bad: "a\n   \nb\n", good: "```julia\na \n```\n"),
    Example("trailing-blanks", bad: cell("x = 1  "), good: cell("s = \"\"\"a  \nb\"\"\"")),
    Example("heading-skip", bad: "## A\n\n#### B\n", good: "# A\n\n## B\n\n### C\n\n## D\n"),
    Example("heading-skip", bad: "### A\n", good: "## A\n"),
    Example("duplicate-heading", bad: "## A\n\n## A\n", good: "## A\n\n## A {#sec-other}\n"),
    Example("two-titles", bad: "# A\n\n# B\n", good: "# A\n\n## B\n"),
    Example("unused-label", bad: "$$\nx\n$$ {#eq-a}\n", good: "$$\nx\n$$ {#eq-a}\n\nBy [this equation](#eq-a).\n"),
    Example("unused-footnote", bad: "A.[^a]\n\n[^a]: B.\n[^b]: C.\n", good: "A.[^A]\n\n[^a]: B.\n\n```text\n[^b]: C.\n```\n"),
    Example("missing-alt-text", bad: "A ![](a.svg) b.\n", good: "A ![a circle](a.svg) b.\n"),
    Example("missing-alt-text", bad: "```nabla\n#| label: fig-a\n1\n```\n", good: "```nabla\n#| label: fig-a\n#| fig-alt: A\n1\n```\n"),
    Example("link-text", bad: "Click [here](#a).\n", good: "Read [the lesson that is here](#a).\n"),
    Example("tex-delimiters", bad: "Let \\(x_1\\) be.\n", good: "Let $x_1$ be `\\(x\\)`, \\(an aside.\n"),
    Example("tex-delimiters", bad: "So \\[x^2 = 1\\] holds.\n", good: "See \\[1\\] and \\\\[x^2\\\\].\n"),
    Example("foreign-key", bad: "---\nkernelspec: julia\n---\n", good: "---\ntitle: julia\n---\n"),
    Example("unknown-rule", bad: "---\nlint: {ignore: [unused-nam]}\n---\n", good: "---\nlint: {ignore: [unused-name, tab]}\n---\n"),
  ]

  /// Rules about what is around a page, which `LintCommandTests` have examples of.
  static let linkRules = ["unresolved-reference", "unknown-citation", "bibliography", "missing-file", "outside-root", "missing-anchor"]

  @Test(arguments: linkRules)
  func `What leads nowhere is told, unless its rule is switched off`(_ code: String) {
    let notebook = Notebook("Text.\n")
    var surroundings = LintSurroundings()
    surroundings.linkProblems = [Diagnostic(.error, code, "gone", at: Span(0, 4), hint: "come back")]
    #expect(notebook.lint(in: surroundings) == surroundings.linkProblems)
    #expect(notebook.lint(in: surroundings, ignoring: [code]).isEmpty)
  }

  static func findings(_ text: String, ignoring ignored: Set<String> = []) -> [String] {
    let notebook = Notebook(text, path: "a.md")
    return notebook.lint(in: LintSurroundings([notebook]), ignoring: ignored).map(\.identifier)
  }

  @Test(arguments: examples)
  func `A rule finds what is bad and leaves what is good`(_ example: Example) {
    #expect(Self.findings(example.bad).contains(example.code))
    #expect(!Self.findings(example.good).contains(example.code))
  }

  @Test func `Every rule has an example, and a name of its own`() {
    #expect(Set(Self.examples.map(\.code)).union(Self.linkRules) == Set(LintRule.all.map(\.code)))
    #expect(Set(LintRule.all.map(\.code)).count == LintRule.all.count)
  }

  @Test(arguments: examples)
  func `A rule is switched off by the front matter or by its name`(_ example: Example) {
    #expect(!Self.findings(example.bad, ignoring: [example.code]).contains(example.code))
    guard !example.bad.hasPrefix("---") else { return }
    #expect(!Self.findings("---\nlint:\n  ignore: \(example.code)\n---\n" + example.bad).contains(example.code))
  }

  @Test func `Findings stand at their places`() {
    let notebook = Notebook("> - A\n>\n>   ```nabla\n>   x = 1\n>   sum = 2\n>   sum\n>   ```\n")
    let findings = notebook.lint(in: LintSurroundings([notebook]))
    #expect(findings.map { "\(notebook.location(of: $0.span.start)) \($0.identifier)" } == [
      "SourceLocation(line: 4, column: 5) unused-name", "SourceLocation(line: 5, column: 5) shadowed-function",
    ])
  }

  @Test func `An unread name near to one that is missing gets a hint`() {
    let notebook = Notebook(Self.cell("totl = 3\ntotal + 1"))
    let findings = notebook.lint(in: LintSurroundings([notebook]))
    #expect(findings.first?.hint == "did you mean `total`, which no cell assigns?")
  }

  @Test func `Mistakes in the text are told with the rest`() {
    #expect(Self.findings(Self.cell("x = (1,")) .contains { $0.hasPrefix("unclosed") || $0.hasPrefix("un") })
    #expect(Self.findings("```nabla\n#| error: true\nx = (1,\n```\n") == [])
    #expect(Self.findings("---\nlint: {ignor: [tab]}\n---\n") == ["unknown-option"])
  }

  @Test func `Unknown rules get a suggestion`() {
    #expect(LintRule.hint(forUnknown: "unused-nam") == "did you mean `unused-name`?")
    #expect(LintRule.hint(forUnknown: "zzzzzzzzzzzzzz") == "`nabla lint --rules` lists them")
  }

  // MARK: - Mending

  @Test(arguments: examples)
  func `Mending twice changes nothing the second time`(_ example: Example) {
    let once = Notebook(example.bad).mended()
    #expect(Notebook(once).mended() == once)
    if LintRule.named(example.code)?.isFixable == true { #expect(!Self.findings(once).contains(example.code)) }
  }

  @Test func `Mending keeps line breaks, strings and shown code`() {
    let text =
      "a  \nb \n\n```nabla\nx=\"\"\"a  \nb\tc\"\"\"\t# c \nif true\n\tx\nend\n```\n\n```text\na \n```\n\n- c\n\n  ```nabla\n  y=[1,\n  \t2]   \n  \n  y\n  ```\n"
    let expected =
      "a  \nb\n\n```nabla\nx = \"\"\"a  \nb\tc\"\"\"  # c\nif true\n  x\nend\n```\n\n```text\na \n```\n\n- c\n\n  ```nabla\n  y = [1,\n      2]\n\n  y\n  ```\n"
    #expect(Notebook(text).mended() == expected)
    #expect(Notebook(text).mended(ignoring: ["tab", "trailing-blanks", "unformatted"]) == text)
  }

  @Test(arguments: [
    "", "\n", "\u{0}", "---\nlint: 3\n---\n", "---\nlint: {ignore: {a: b}}\n---\n", "```nabla", "```nabla\n#| label: fig-\n\t \n",
    "[^", "[^a]:\t", "\\(", "\\[\\]", "\\(\\)", "a\\", "> \t", "-\t\n\t```nabla\n\t\tx=1 \n\t```\n", "a\r\n \r\nb \r",
    "# \n# \n####### \n", "```nabla\nf(f(f)=f)=f\n(;a)=a\n∇ = 1\n∇∇=1\n:(x=1)\nx.y=1\n(a,b[1])=1,2\n```\n", "![]()", "[](#)", "[here]()",
  ])
  func `Odd texts are read and mended without harm`(_ text: String) {
    _ = Self.findings(text)
    let once = Notebook(text).mended()
    #expect(Notebook(once).mended() == once)
  }
}
