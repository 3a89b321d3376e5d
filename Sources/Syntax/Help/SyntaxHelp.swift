// What is said about a word or sign that the language itself knows, for help, hover and completion.

/// The explanation of one keyword or operator.
public struct SyntaxHelp: Sendable {
  public var name: String
  /// Other words and signs that the explanation is about.
  public var others: [String]
  /// How it is written.
  public var form: String
  /// What it means, in a sentence or two.
  public var text: String
  /// Statements that run; `# => value` behind one says what it gives.
  public var example: String

  init(_ name: String, others: [String] = [], _ form: String, _ text: String, _ example: String) {
    self.name = name
    self.others = others
    self.form = form
    self.text = text
    self.example = example
  }

  /// The words that the lexer takes for keywords.
  public static var reservedWords: [String] { Token.Kind.words.map(\.0) }
}
