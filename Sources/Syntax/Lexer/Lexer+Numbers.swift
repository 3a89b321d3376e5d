// Numbers: where a literal ends and of which kind it is; the parser takes its value.

extension Lexer {
  mutating func readNumber() {
    let start = position
    if bytes[start] == UInt8(ascii: "0"), readRadixNumber() { return }
    skipDigits()
    var kind = Token.Kind.integer
    if byte(position) == UInt8(ascii: "."), byte(position + 1) != UInt8(ascii: ".") {
      kind = .float
      position += 1
      if Identifiers.isASCIIDigit(byte(position)) {
        skipDigits()
      } else {
        checkTrailingPoint(from: start)
        if byte(position) == UInt8(ascii: ".") { kind = .integer }
      }
    }
    readExponent(&kind)
    append(kind, from: start)
  }

  /// A number that begins with its point.
  mutating func readFraction() {
    let start = position
    position += 1
    skipDigits()
    var kind = Token.Kind.float
    readExponent(&kind)
    append(kind, from: start)
  }

  private mutating func skipDigits() {
    while Identifiers.isASCIIDigit(byte(position))
      || byte(position) == UInt8(ascii: "_") && Identifiers.isASCIIDigit(byte(position + 1))
    {
      position += 1
    }
  }

  private mutating func readExponent(_ kind: inout Token.Kind) {
    let letter = byte(position)
    guard letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E") || letter == UInt8(ascii: "f") else { return }
    var digits = position + 1
    if byte(digits) == UInt8(ascii: "-") || byte(digits) == UInt8(ascii: "+") { digits += 1 }
    guard Identifiers.isASCIIDigit(byte(digits)) else { return }
    position = digits
    skipDigits()
    kind = letter == UInt8(ascii: "f") ? .float32 : .float
  }

  /// `1.` before an operator or a name can be read in two ways; Julia asks for a space, and so do we.
  private mutating func checkTrailingPoint(from start: Int) {
    switch byte(position) {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "\\"),
      UInt8(ascii: "^"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "|"),
      UInt8(ascii: "%"), UInt8(ascii: "="), UInt8(ascii: "!"):
      position -= 1
      report(
        "ambiguous-point", "the point could belong to the number or to the operator", at: Span(position, position + 2),
        hint: "add a space: `1 .+ x` for elementwise, `1. + x` for a decimal point")
    case UInt8(ascii: "("):
      report(
        "ambiguous-point", "a number that ends in a point cannot stand right before its factor",
        at: Span(start, position), hint: "write the multiplication: `2. * (x)`")
    case let next where Identifiers.isASCIIStart(next) && next != UInt8(ascii: "e") && next != UInt8(ascii: "f"):
      report(
        "ambiguous-point", "a number that ends in a point cannot stand right before a name",
        at: Span(start, position), hint: "write the multiplication: `2. * x`")
    default: break
    }
  }

  /// `0x…`, `0b…`, `0o…`; false if it is none of them.
  private mutating func readRadixNumber() -> Bool {
    let start = position
    let isDigit: (UInt8) -> Bool
    switch byte(start + 1) {
    case UInt8(ascii: "x"):
      isDigit = { Identifiers.isASCIIDigit($0) || ($0 | 0x20) &- 0x61 < 6 }
    case UInt8(ascii: "b"):
      isDigit = { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") }
    case UInt8(ascii: "o"):
      isDigit = { $0 &- 0x30 < 8 }
    default:
      return false
    }
    var end = start + 2
    while isDigit(byte(end)) || byte(end) == UInt8(ascii: "_") && isDigit(byte(end + 1)) { end += 1 }
    position = end
    let isFraction = byte(start + 1) == UInt8(ascii: "x") && byte(end) == UInt8(ascii: ".") && isDigit(byte(end + 1))
    if end == start + 2 && !isFraction || Identifiers.isASCIIDigit(byte(end)) {
      while Identifiers.isASCIIStart(byte(position)) || Identifiers.isASCIIDigit(byte(position)) { position += 1 }
      report(
        "bad-number", "this number has a digit that its base lacks, or none", at: Span(start, position),
        hint: "`0x` begins a hexadecimal, `0o` an octal, `0b` a binary number")
      append(.bad, from: start)
      return true
    }
    var kind = Token.Kind.integer
    if byte(start + 1) == UInt8(ascii: "x") {
      // A hexadecimal fraction has to have its binary exponent: 0x1.8p3.
      var look = end
      if byte(look) == UInt8(ascii: ".") {
        look += 1
        while isDigit(byte(look)) { look += 1 }
      }
      if byte(look) | 0x20 == UInt8(ascii: "p") {
        look += 1
        if byte(look) == UInt8(ascii: "-") || byte(look) == UInt8(ascii: "+") { look += 1 }
        if Identifiers.isASCIIDigit(byte(look)) {
          while Identifiers.isASCIIDigit(byte(look)) { look += 1 }
          position = look
          kind = .float
        }
      }
    }
    append(kind, from: start)
    return true
  }
}
