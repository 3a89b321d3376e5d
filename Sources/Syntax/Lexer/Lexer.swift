// From source text to tokens, in one pass over its bytes; strings, comments and brackets are resolved here.

/// Cuts source text into tokens. Never fails: what it cannot read becomes a `bad` token and a diagnostic.
struct Lexer {
  let bytes: [UInt8]
  var position = 0
  var tokens: ContiguousArray<Token> = []
  var comments: [Span] = []
  var diagnostics: [Diagnostic] = []
  /// Whether the text ended inside a string or block comment.
  var endsInsideToken = false
  var hasUnclosedString = false
  /// In a second reading, after a quote was found without its partner, strings end with their line, so that the line
  /// which lacks the quote is the one that is named.
  let stringsEndWithLine: Bool

  var flags: Token.Flags = []
  private var brackets: [OpenBracket] = []
  /// The open brackets of each kind since the innermost interpolation.
  private var openCounts = SIMD4<Int32>()

  struct OpenBracket {
    var token: Int
    var kind: Token.Kind
    /// For `$(` in a string: how that string is quoted, and the counts to restore.
    var interpolation: StringDelimiter?
    var outerCounts = SIMD4<Int32>()
  }

  enum StringDelimiter {
    case single, triple
  }

  init(_ bytes: [UInt8], stringsEndWithLine: Bool = false) {
    self.bytes = bytes
    self.stringsEndWithLine = stringsEndWithLine
  }

  /// Reads all of the text.
  static func run(_ bytes: [UInt8]) -> Lexer {
    var lexer = Lexer(bytes)
    lexer.run()
    guard lexer.endsInsideToken else { return lexer }
    var strict = Lexer(bytes, stringsEndWithLine: true)
    strict.run()
    strict.endsInsideToken = true
    if strict.diagnostics.isEmpty { strict.diagnostics = lexer.diagnostics }
    return strict
  }

  /// The byte at an offset; 0 beyond the end.
  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  /// The character at an offset and its length; the text is valid UTF-8.
  func scalar(at offset: Int) -> (Unicode.Scalar, length: Int) {
    let first = UInt32(byte(offset))
    let rest = { (i: Int) in UInt32(byte(offset + i) & 0x3F) }
    let value: UInt32
    let length: Int
    switch first {
    case 0..<0x80: (value, length) = (first, 1)
    case 0x80..<0xE0: (value, length) = ((first & 0x1F) << 6 | rest(1), 2)
    case 0xE0..<0xF0: (value, length) = ((first & 0x0F) << 12 | rest(1) << 6 | rest(2), 3)
    default: (value, length) = ((first & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), 4)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  private mutating func run() {
    tokens.reserveCapacity(bytes.count / 3 + 8)
    while true {
      skipBlanks()
      guard position < bytes.count else { break }
      readToken()
    }
    for bracket in brackets { tokens[bracket.token].flags.insert(.openAtEnd) }
    append(.endOfSource, from: bytes.count)
  }

  // MARK: - Tokens

  mutating func append(_ kind: Token.Kind, from start: Int, precedence: Precedence = .none, extra: Token.Flags = []) {
    tokens.append(Token(kind, flags: flags.union(extra), precedence: precedence, start: start, end: position))
    flags = []
  }

  mutating func report(_ identifier: String, _ message: String, at span: Span, hint: String? = nil) {
    guard diagnostics.count < Parser.diagnosticLimit * 5 else { return }
    diagnostics.append(Diagnostic(.error, identifier, message, at: span, hint: hint))
  }

  private mutating func readToken() {
    let start = position
    let first = bytes[start]
    switch first {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      readName()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      readNumber()
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
      position += 1
      open(first == UInt8(ascii: "(") ? .openParenthesis : first == UInt8(ascii: "[") ? .openBracket : .openBrace)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      position += 1
      close(first == UInt8(ascii: ")") ? .closeParenthesis : first == UInt8(ascii: "]") ? .closeBracket : .closeBrace)
    case UInt8(ascii: ","):
      position += 1
      append(.comma, from: start)
    case UInt8(ascii: ";"):
      while byte(position) == UInt8(ascii: ";") { position += 1 }
      append(.semicolon, from: start)
    case UInt8(ascii: "\""):
      readString()
    case UInt8(ascii: "'"):
      readQuote()
    case UInt8(ascii: "`"):
      readCommand()
    case UInt8(ascii: "@"):
      readMacroName()
    case UInt8(ascii: "."):
      readDot()
    default:
      if first < 0x80 {
        readASCIIOperator(from: start)
      } else {
        readNonASCII()
      }
    }
  }

  private mutating func readName() {
    let start = position
    var packed: UInt64 = 0
    var isShort = true
    while true {
      let next = byte(position)
      if next < 0x80 {
        guard Identifiers.isASCIIStart(next) || Identifiers.isASCIIDigit(next) || next == UInt8(ascii: "!") else {
          break
        }
        // `a!=b` compares.
        if next == UInt8(ascii: "!"), byte(position + 1) == UInt8(ascii: "=") { break }
        if position - start < 8 { packed |= UInt64(next) << UInt64(8 * (position - start)) } else { isShort = false }
        position += 1
      } else {
        let (scalar, length) = scalar(at: position)
        guard Identifiers.isContinuation(scalar) else { break }
        position += length
        flags.insert(.nonASCII)
        isShort = false
      }
    }
    if isShort, position - start > 1, let kind = Token.Kind(packedWord: packed), !isFieldName {
      append(kind, from: start, precedence: kind == .wordOperator ? .comparison : .none)
    } else {
      append(.name, from: start)
    }
    // `raw"…"`: a quote right behind a name takes the text as it stands.
    if tokens[tokens.count - 1].kind == .name, byte(position) == UInt8(ascii: "\"") { readRawString() }
  }

  /// Whether the word being read follows a field's dot, where keywords are names.
  private var isFieldName: Bool {
    flags.isDisjoint(with: .spaceBefore) && tokens.last?.kind == .dot
  }

  private mutating func readNonASCII() {
    let start = position
    let (scalar, length) = scalar(at: start)
    if Identifiers.isStart(scalar) {
      readName()
    } else if let entry = OperatorTable.entry(for: scalar) {
      position += length
      if byte(position) == UInt8(ascii: "="), byte(position + 1) != UInt8(ascii: "="),
        scalar == "÷" || scalar == "⊻" || scalar == "\u{2212}"
      {
        position += 1
        append(.update, from: start)
      } else {
        finishOperator(from: start, entry.precedence, prefix: entry.canBePrefix)
      }
    } else {
      position += length
      reportBadCharacter(scalar, at: Span(start, position))
      append(.bad, from: start)
    }
  }

  private mutating func reportBadCharacter(_ scalar: Unicode.Scalar, at span: Span) {
    var hint: String?
    switch scalar {
    case "\u{201C}", "\u{201D}", "\u{201E}": hint = "strings are written between straight quotes \"…\""
    case "\u{2018}", "\u{2019}": hint = "the adjoint and characters are written with the straight quote '"
    case "\u{2013}", "\u{2014}": hint = "the minus sign is -"
    case "\u{00D7}": hint = "multiplication is *"
    default: break
    }
    let code = String(scalar.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
    let isVisible = scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format
    report(
      "bad-character", isVisible ? "unexpected character \(scalar) (\(name))" : "unexpected character \(name)",
      at: span,
      hint: hint)
  }

  private mutating func readMacroName() {
    let start = position
    position += 1
    let next = byte(position)
    if next == UInt8(ascii: "."), !Identifiers.isASCIIStart(byte(position + 1)) {
      position += 1
      return append(.macroName, from: start)
    }
    let beginning = position
    while true {
      let next = byte(position)
      if next < 0x80 {
        // `@Base.time`: a module's macro.
        let isDot =
          next == UInt8(ascii: ".") && position > beginning && Identifiers.isASCIIStart(byte(position + 1))
        guard
          Identifiers.isASCIIStart(next) || isDot
            || position > beginning
              && (Identifiers.isASCIIDigit(next) || next == UInt8(ascii: "!"))
        else { break }
        position += 1
      } else {
        let (scalar, length) = scalar(at: position)
        guard Identifiers.isContinuation(scalar) else { break }
        position += length
        flags.insert(.nonASCII)
      }
    }
    if position > beginning { return append(.macroName, from: start) }
    if next == UInt8(ascii: "(") {
      report(
        "matlab-function", "`@` does not make a function", at: Span(start, position),
        hint: "a function without a name is written `x -> x^2`")
    } else {
      report("bad-macro", "`@` is not followed by the name of a macro", at: Span(start, position))
    }
    append(.bad, from: start)
  }

  // MARK: - Brackets

  private static func lane(_ kind: Token.Kind) -> Int {
    switch kind {
    case .openParenthesis, .closeParenthesis: 0
    case .openBracket, .closeBracket: 1
    default: 2
    }
  }

  /// Whether no bracket is open at this place.
  var isOutsideBrackets: Bool { brackets.isEmpty }

  mutating func open(_ kind: Token.Kind, interpolation: StringDelimiter? = nil) {
    append(kind, from: position - 1)
    brackets.append(
      OpenBracket(token: tokens.count - 1, kind: kind, interpolation: interpolation, outerCounts: openCounts))
    if interpolation != nil { openCounts = .zero }
    openCounts[Self.lane(kind)] += 1
  }

  private mutating func close(_ kind: Token.Kind) {
    append(kind, from: position - 1)
    let lane = Self.lane(kind)
    guard var top = brackets.popLast() else { return }
    if openCounts[lane] == 0 {
      // No partner at all: the innermost bracket was meant, unless that would end a string's interpolation.
      if top.interpolation != nil {
        brackets.append(top)
        return
      }
      openCounts[Self.lane(top.kind)] -= 1
      tokens[top.token].match = Int32(tokens.count - 1)
      tokens[top.token].flags.insert(.mismatched)
      return
    }
    // Brackets between the two were never closed.
    while Self.lane(top.kind) != lane, let next = brackets.popLast() {
      openCounts[Self.lane(top.kind)] -= 1
      top = next
    }
    openCounts[lane] -= 1
    tokens[top.token].match = Int32(tokens.count - 1)
    if let delimiter = top.interpolation {
      openCounts = top.outerCounts
      readStringBody(delimiter, from: position)
    }
  }
}
