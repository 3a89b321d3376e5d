// The words of the language: what the lexer cuts source text into.

/// How tightly an operator binds, loosest first; Julia's table.
enum Precedence: UInt8, Comparable {
  case none, equation, pair, conditional, arrow, or, and, comparison, pipeLeft, pipeRight, colon, plus, times, rational
  case shift, power
  /// Operators that only stand before their operand: `!`, `√`.
  case prefix

  static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

  /// The next tighter level.
  var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .prefix }
}

/// One word of source text, with what the parser has to know of the blanks before it.
struct Token {
  enum Kind: UInt8 {
    case endOfSource
    case integer, float, float32, character
    /// `"` or `"""`, the text between, and the end; `$` before an interpolated name or parenthesis.
    case stringStart, stringText, interpolation, stringEnd
    /// The quoted part of `raw"…"`, quotes included.
    case rawString
    case command
    case name, macroName
    /// `in` and `isa`.
    case wordOperator
    case openParenthesis, closeParenthesis, openBracket, closeBracket, openBrace, closeBrace
    case comma, semicolon, dot, ellipsis
    /// `=`, `.=`, and `+=` and its kin.
    case assign, dotAssign, update
    case arrow, question, colon, doubleColon
    /// Postfix `'`.
    case prime
    case `operator`
    /// Text that is no token; the lexer has reported it.
    case bad
    case begin, end, `if`, elseif, `else`, `for`, `while`, function, `return`, `let`, `do`, `try`, `catch`, finally
    case `struct`, const, global, local, using, `import`, `break`, `continue`, quote, `where`, `true`, `false`
    case module, macro, export
  }

  struct Flags: OptionSet {
    let rawValue: UInt8

    static let spaceBefore = Flags(rawValue: 1)
    static let newlineBefore = Flags(rawValue: 2)
    static let dotted = Flags(rawValue: 4)
    /// The operator can stand before its only operand.
    static let canBePrefix = Flags(rawValue: 8)
    /// The bracket was closed by one of another kind; the single quotes hold more than a character.
    static let mismatched = Flags(rawValue: 16)
    /// Names with characters outside ASCII, which have to be normalised.
    static let nonASCII = Flags(rawValue: 32)
    /// The bracket is still open where the text ends.
    static let openAtEnd = Flags(rawValue: 64)
  }

  var kind: Kind
  var flags: Flags
  var precedence = Precedence.none
  var start: Int32
  var end: Int32
  /// For an opening bracket the index of the token that closes it, or -1.
  var match: Int32 = -1

  init(_ kind: Kind, flags: Flags = [], precedence: Precedence = .none, start: Int, end: Int) {
    self.kind = kind
    self.flags = flags
    self.precedence = precedence
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }

  var span: Span { Span(Int(start), Int(end)) }
  var length: Int { Int(end - start) }
  var spaceBefore: Bool { flags.contains(.spaceBefore) }
  var newlineBefore: Bool { flags.contains(.newlineBefore) }
  var isDotted: Bool { flags.contains(.dotted) }
  var canBePrefix: Bool { flags.contains(.canBePrefix) }
}

extension Token.Kind {
  var isKeyword: Bool { rawValue >= Token.Kind.begin.rawValue }

  var isNumber: Bool { self == .integer || self == .float || self == .float32 }

  var isOpeningBracket: Bool { self == .openParenthesis || self == .openBracket || self == .openBrace }

  var isClosingBracket: Bool { self == .closeParenthesis || self == .closeBracket || self == .closeBrace }

  /// Whether the word opens a block that `end` closes.
  var opensBlock: Bool {
    switch self {
    case .begin, .if, .for, .while, .function, .let, .do, .try, .struct, .quote, .module, .macro: true
    default: false
    }
  }

  /// Whether the word ends a block or one of its parts.
  var endsBlock: Bool {
    switch self {
    case .end, .else, .elseif, .catch, .finally, .endOfSource: true
    default: false
    }
  }

  /// The keyword of a word of at most eight ASCII letters, packed with the first letter lowest.
  init?(packedWord: UInt64) {
    guard let kind = Self.keywords[packedWord] else { return nil }
    self = kind
  }

  static func pack(_ word: String) -> UInt64 {
    word.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The keywords as they are written.
  static let words: [(String, Token.Kind)] = [
    ("begin", .begin), ("end", .end), ("if", .if), ("elseif", .elseif), ("else", .else), ("for", .for),
    ("while", .while), ("function", .function), ("return", .return), ("let", .let), ("do", .do), ("try", .try),
    ("catch", .catch), ("finally", .finally), ("struct", .struct), ("const", .const), ("global", .global),
    ("local", .local), ("using", .using), ("import", .import), ("break", .break), ("continue", .continue),
    ("quote", .quote), ("where", .where), ("true", .true), ("false", .false), ("module", .module),
    ("macro", .macro), ("export", .export), ("in", .wordOperator), ("isa", .wordOperator),
  ]

  private static let keywords = Dictionary(uniqueKeysWithValues: words.map { (pack($0.0), $0.1) })
}
