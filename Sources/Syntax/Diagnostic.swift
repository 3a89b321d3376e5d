// What is wrong with a piece of source, as a fact with a place; how it is printed is decided elsewhere.

/// One finding about source text: a stable identifier, words for the reader, the place, and a hint where one is known.
///
/// Messages are lower case without a full stop. `Place` is a `Span` while the text is a cell's code; a document maps it to
/// its own places.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, Hashable, Codable, Sendable {
    case error, warning, note
  }

  public var severity: Severity
  /// A stable name such as `unclosed-string`; wording may change, this may not.
  public var identifier: String
  public var message: String
  public var span: Span
  public var hint: String?

  public init(
    _ severity: Severity = .error, _ identifier: String, _ message: String, at span: Span, hint: String? = nil
  ) {
    self.severity = severity
    self.identifier = identifier
    self.message = message
    self.span = span
    self.hint = hint
  }
}
