// What a formula's source is cut into.

/// One token of TeX: a character, a command, a run of spaces.
struct Token {
  enum Kind: Equatable {
    case character(Unicode.Scalar)
    /// A control sequence without its backslash.
    case command(String)
    case space
    /// The content of `\verb`.
    case verbatim(String)
    /// `#1` to `#9` in a macro's body.
    case parameter(Int)
    case end
  }

  var kind: Kind
  /// UTF-8 offsets in the formula's source; for tokens out of a macro, those of its call.
  var range: Range<Int>

  func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
    kind == .character(scalar)
  }

  /// The token as TeX text, for messages and for arguments that are read as they stand.
  var text: String {
    switch kind {
    case .character(let scalar): String(Character(scalar))
    case .command(let name): "\\" + name
    case .space: " "
    case .verbatim(let text): text
    case .parameter(let number): "#\(number)"
    case .end: ""
    }
  }
}

/// A cursor over the UTF-8 of a source that yields tokens.
struct Lexer {
  private let bytes: [UInt8]
  private var position = 0
  /// Tokens of a macro's body are placed at its call, not in its own text.
  private let fixedRange: Range<Int>?

  init(_ source: String, at fixedRange: Range<Int>? = nil) {
    bytes = Array(source.utf8)
    self.fixedRange = fixedRange
  }

  var endOffset: Int { bytes.count }

  mutating func next() -> Token {
    let start = position
    guard let first = peekByte() else { return token(.end, from: start) }
    switch first {
    case UInt8(ascii: "\\"):
      return command(from: start)
    case UInt8(ascii: "%"):
      skipComment()
      return next(after: start)
    case 0x20, 0x09, 0x0A, 0x0D:
      skipSpaces()
      return token(.space, from: start)
    case UInt8(ascii: "#"):
      position += 1
      if let digit = peekByte(), digit >= UInt8(ascii: "1"), digit <= UInt8(ascii: "9") {
        position += 1
        return token(.parameter(Int(digit - UInt8(ascii: "0"))), from: start)
      }
      return token(.character("#"), from: start)
    default:
      let scalar = nextScalar()
      return token(.character(scalar), from: start)
    }
  }

  // A comment is followed by whatever comes next; a loop in place of recursion, because comments may come by the
  // thousand.
  private mutating func next(after start: Int) -> Token {
    while peekByte() == UInt8(ascii: "%") { skipComment() }
    return peekByte() == nil ? token(.end, from: start) : next()
  }

  /// The bytes up to the brace that closes a group whose opening brace has been read; nil when none does.
  mutating func verbatimGroup() -> String? {
    let start = position
    var depth = 0
    while let byte = peekByte() {
      position += 1
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") {
        if depth == 0 { return String(decoding: bytes[start..<(position - 1)], as: UTF8.self) }
        depth -= 1
      }
    }
    return nil
  }

  private func peekByte() -> UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  private func token(_ kind: Token.Kind, from start: Int) -> Token {
    Token(kind: kind, range: fixedRange ?? start..<position)
  }

  private mutating func skipComment() {
    while let byte = peekByte(), byte != 0x0A { position += 1 }
    skipSpaces()
  }

  private mutating func skipSpaces() {
    while let byte = peekByte(), byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) { position += 1 }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }

  private mutating func command(from start: Int) -> Token {
    position += 1
    guard let first = peekByte() else { return token(.command(""), from: start) }
    if !(Lexer.isLetter(first) || first == UInt8(ascii: "@")) {
      let scalar = nextScalar()
      let isBlank = scalar == "\n" || scalar == "\t" || scalar == "\r"
      return token(.command(isBlank ? " " : String(Character(scalar))), from: start)
    }
    while let byte = peekByte(), Lexer.isLetter(byte) || byte == UInt8(ascii: "@") { position += 1 }
    let name = String(decoding: bytes[(start + 1)..<position], as: UTF8.self)
    if name == "verb" { return verbatim(from: start) }
    let token = token(.command(name), from: start)
    skipSpaces()
    return token
  }

  /// `\verb|…|`: any delimiter, nothing in between is read as TeX.
  private mutating func verbatim(from start: Int) -> Token {
    // \verb* shows its spaces.
    let showsSpaces = peekByte() == UInt8(ascii: "*")
    if showsSpaces { position += 1 }
    guard peekByte() != nil else { return token(.command("verb"), from: start) }
    let delimiter = nextScalar()
    var text = ""
    while peekByte() != nil {
      let scalar = nextScalar()
      if scalar == delimiter { return token(.verbatim(text), from: start) }
      text.unicodeScalars.append(showsSpaces && scalar == " " ? "␣" : scalar)
    }
    return token(.command("verb"), from: start)
  }

  /// Decodes one scalar; the bytes come from a `String` and are therefore valid UTF-8.
  private mutating func nextScalar() -> Unicode.Scalar {
    let first = bytes[position]
    position += 1
    if first < 0x80 { return Unicode.Scalar(first) }
    let (length, mask): (Int, UInt8) = first >= 0xF0 ? (3, 0x07) : first >= 0xE0 ? (2, 0x0F) : (1, 0x1F)
    var value = UInt32(first & mask)
    for _ in 0..<length where position < bytes.count {
      value = value << 6 | UInt32(bytes[position] & 0x3F)
      position += 1
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
