// Source text set in one style: blanks, indentation and empty lines; the author's line breaks and comments stay.

/// Sets source text in the style of the language.
///
/// Only blanks and empty lines change: one blank around operators (`a + b`, none in `x^2`, `1:n`, `1//3` and `2x`), one
/// behind commas, two more at the beginning of a line for each block, at most one empty line. Strings, comments and
/// line breaks are the author's, and so are the gaps between the elements of a matrix of several lines, simple
/// fractions (`π/4`), and the `=` of keyword arguments, which follow the first of their list.
public enum Formatter {
  /// What formatting gives.
  public struct Result: Sendable {
    /// The text in its style; the text as it was if it cannot be parsed.
    public var text: String
    /// For each line of `text` the 1-based line of the source that it came from.
    public var sourceLines: [Int]
    /// Why the text was left as it was; empty if it was not.
    public var diagnostics: [Diagnostic]
  }

  /// Formats source text. Text with errors comes back as it is, with what is wrong.
  public static func format(_ source: String) -> Result {
    let program = Parser.parse(source)
    let errors = program.diagnostics.filter { $0.severity == .error }
    if !errors.isEmpty { return unchanged(program.source, source, errors) }
    guard let result = rewrite(program) else { return unchanged(program.source, source, [cannotFormat]) }
    // Blanks can carry meaning, so that nothing is believed here that parsing does not confirm.
    guard isSame(program, Parser.parse(result.text)) else { return unchanged(program.source, source, [cannotFormat]) }
    return result
  }

  /// The text in its style, without a check that it still means the same; `nil` if its blocks and brackets do not nest.
  static func rewrite(_ program: Program) -> Result? {
    let lexer = Lexer.run(program.source.utf8)
    let roles = LargeStack.run { TokenRoles(program, lexer.tokens) }
    guard let roles else { return nil }
    var layout = FormatterLayout(
      source: program.source, tokens: lexer.tokens, comments: lexer.comments, roles: roles.roles)
    return layout.run()
  }

  /// Whether two programs have the same statements, in the same way shown or not, with the same comments behind them.
  static func isSame(_ a: Program, _ b: Program) -> Bool {
    guard a.comments.count == b.comments.count, b.diagnostics.count == a.diagnostics.count, a.hasSameStatements(as: b)
    else { return false }
    for (x, y) in zip(a.statements, b.statements) where x.trailingComment?.text != y.trailingComment?.text { return false }
    return zip(a.comments, b.comments).allSatisfy { $0.text == $1.text }
  }

  private static func unchanged(_ source: SourceText, _ text: String, _ diagnostics: [Diagnostic]) -> Result {
    Result(text: text, sourceLines: Array(1...source.lineCount), diagnostics: diagnostics)
  }

  private static var cannotFormat: Diagnostic {
    Diagnostic(
      .error, "cannot-format", "this block cannot be formatted without changing what it means", at: Span(0, 0),
      hint: "it was left as it is")
  }
}

extension Program {
  /// Whether another program does the same: its statements have the same trees, and show their values or do not.
  public func hasSameStatements(as other: Program) -> Bool {
    statements.count == other.statements.count
      && zip(statements, other.statements).allSatisfy {
        $0.isSilent == $1.isSilent && $0.expression.debugDescription == $1.expression.debugDescription
      }
  }
}
