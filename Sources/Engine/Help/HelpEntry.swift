// What help says about one name of the language.

/// The help of one name: a function, constant, type, macro, keyword or operator.
public struct HelpEntry: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case keyword, `operator`, macro, type, constant, function
  }

  public var kind: Kind
  /// The name that lists show.
  public var name: String
  /// Other names of the same thing.
  public var others: [String]
  /// The subject that it belongs to: `Linear algebra`.
  public var topic: String
  /// How it is written: `round(x, digits = 0)`.
  public var signature: String
  /// What it does, in Markdown of one paragraph.
  public var text: String
  /// Statements that run; `# => value` behind one says what it gives. Empty if there is nothing to run.
  public var example: String
  /// Where a method comes from in the literature.
  public var source: String?

  public init(
    _ kind: Kind, _ name: String, others: [String] = [], topic: String, signature: String, text: String,
    example: String = "", source: String? = nil
  ) {
    self.kind = kind
    self.name = name
    self.others = others
    self.topic = topic
    self.signature = signature
    self.text = text
    self.example = example
    self.source = source
  }

  /// The help as plain text in lines of at most `width` columns.
  public func page(width: Int = 80) -> String {
    var page = "\(signature)\n  \(kind.rawValue) · \(topic)\n"
    if !text.isEmpty { page += "\n" + Self.filled(text, width: width) }
    if !example.isEmpty {
      page += "\n" + example.split(separator: "\n").map { "    \($0)\n" }.joined()
    }
    if !others.isEmpty { page += "\n" + Self.filled("Also: " + others.joined(separator: " "), width: width) }
    if let source { page += "\n" + Self.filled("Source: " + source, width: width) }
    return page
  }

  /// The words of a text in lines of at most `width` columns, each with two blanks before it.
  private static func filled(_ text: String, width: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      if !line.isEmpty, TextWidth.of(line) + 1 + TextWidth.of(String(word)) > width - 2 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { "  \($0)\n" }.joined()
  }
}
