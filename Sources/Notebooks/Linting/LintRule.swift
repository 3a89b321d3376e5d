// One thing that `nabla lint` looks for, and what it found.

import Syntax

/// A rule of good style for notebooks.
public struct LintRule: Sendable {
  /// A place where a text breaks a rule.
  struct Finding {
    var message: String
    var span: Span
    var hint: String?

    init(_ message: String, at span: Span, hint: String? = nil) {
      self.message = message
      self.span = span
      self.hint = hint
    }

    /// What another check found.
    init(_ diagnostic: Diagnostic) { self.init(diagnostic.message, at: diagnostic.span, hint: diagnostic.hint) }
  }

  /// The stable name, by which the rule is switched off.
  public let code: String
  public let severity: Diagnostic.Severity
  /// What the rule asks of a text, in one line.
  public let summary: String
  /// Whether `--fix` mends what the rule finds.
  public let isFixable: Bool
  let find: @Sendable (LintedPage) -> [Finding]

  init(
    _ code: String, _ severity: Diagnostic.Severity, _ summary: String, isFixable: Bool = false,
    find: @escaping @Sendable (LintedPage) -> [Finding]
  ) {
    self.code = code
    self.severity = severity
    self.summary = summary
    self.isFixable = isFixable
    self.find = find
  }
}
