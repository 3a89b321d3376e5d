// Statements of a block: where they end, what follows them, and whether more has to come.

import Syntax
import Testing

@Suite struct StatementTests {
  @Test func statementsEndWithTheirLineOrSemicolon() {
    expectTrees([
      "a\nb": "a\nb", "a; b": "a\nb", "a +\nb": "(+ a b)", "a\n+ b": "a\n(+ b)", "f(x)\n(y)": "(call f x)\ny",
      "x = 1;; y": "(= x 1)\ny", "a\r\nb\r\n": "a\nb", "": "", "  \n# only a comment\n": "", "a |>\n  f": "(|> a f)",
      "x\n[1]": "x\n(vect 1)",
      "\u{FEFF}a\u{A0}+ b": "(+ a b)",
    ])
  }

  @Test func silence() {
    let program = Parser.parse("a; b;\nc\n; d ;")
    #expect(program.statements.map(\.isSilent) == [true, true, false, true])
  }

  @Test func trailingComments() {
    let program = Parser.parse(
      """
      a  # => 1
      b; # => 2
      c; d # => 3
      f(x,  # inner
        y)  # => 4
      # alone
      e #= block =# # => 5
      g
      "# no comment"
      """)
    #expect(
      program.statements.map { $0.trailingComment?.text } == [
        "# => 1", "# => 2", nil, "# => 3", "# => 4", "# => 5", nil, nil,
      ])
    #expect(program.comments.count == 8)
    let comment = program.statements[0].trailingComment
    #expect(comment.map { program.source[$0.span] } == "# => 1")
  }

  @Test func nestedCommentsAreSkipped() {
    #expect(tree("a #= x #= y =# z =# + b") == "(+ a b)")
    #expect(tree("f(a, #= x =# b)") == "(call f a b)")
  }

  @Test(arguments: [
    "f(", "[1,", "begin", "if x", "if x\n y\nelse", "function f(x)", "x = ", "1 +", "\"abc", "\"\"\"abc", "#= abc",
    "f(x) do y", "x ->", "a ?", "a ? b :", "@test begin", "\"$(", "let x = 1", "raw\"abc", "[1 2", "(a, b",
    "for i in", "try\n x\ncatch", "struct P", "a,", "f(x) =", "{1, ",
  ])
  func incompleteSourceAsksForMore(_ source: String) {
    #expect(Parser.parse(source).isIncomplete, "\(source)")
  }

  @Test(arguments: [
    "x", "f(x))", "x +* y", "end", "1 2\nf(", "a ]", "\"\\q\"", "try x end", "const x", "f(x y", "x y", "3 = x",
    "if x y end", "",
  ])
  func completeOrWrongSourceDoesNot(_ source: String) {
    // `f(x y` is unfinished and wrong: the open bracket comes first.
    #expect(Parser.parse(source).isIncomplete == (source == "f(x y"), "\(source)")
  }

  @Test func inlineValuesAreOneExpression() {
    #expect(Parser.parseExpression("σ[1] + 2").diagnostics.isEmpty)
    #expect(Parser.parseExpression("").diagnostics.map(\.identifier) == ["missing-expression"])
    #expect(Parser.parseExpression("a; b").diagnostics.map(\.identifier) == ["several-expressions"])
  }

  @Test func locations() {
    let source = SourceText("αβ = 1\nx y")
    #expect(
      source.location(of: Parser.parse("αβ = 1\nx y").diagnostics[0].span.start) == SourceLocation(line: 2, column: 3))
  }
}
