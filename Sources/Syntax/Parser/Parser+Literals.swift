// The values of numbers and characters.

extension Parser {
  mutating func parseNumber() -> Expression {
    let number = token
    advance()
    height = 1
    switch number.kind {
    case .integer: return Expression(.integer(integer(number)), number.span)
    case .float32:
      let value = Float(digits(number, replacingF: true)) ?? .nan
      if value.isInfinite { reportOverflow(number) }
      return Expression(.float32(value), number.span)
    default:
      let value = float(number)
      if value.isInfinite { reportOverflow(number) }
      return Expression(.float(value), number.span)
    }
  }

  private mutating func reportOverflow(_ number: Token) {
    report(
      "number-overflow", "overflow in numeric constant \(text(number))", at: number.span,
      hint: "a number of any size is written `big\"\(text(number))\"`; infinity is `Inf`")
  }

  private func integer(_ number: Token) -> IntegerLiteral {
    var start = Int(number.start)
    let end = Int(number.end)
    var radix = 10
    if end - start > 2, bytes[start] == UInt8(ascii: "0") {
      switch bytes[start + 1] {
      case UInt8(ascii: "x"): radix = 16
      case UInt8(ascii: "b"): radix = 2
      case UInt8(ascii: "o"): radix = 8
      default: break
      }
      if radix != 10 { start += 2 }
    }
    let written = bytes[start..<end]
    let digits =
      written.contains(UInt8(ascii: "_"))
      ? String(decoding: written.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
      : String(decoding: written, as: UTF8.self)
    return IntegerLiteral(digits: digits, radix: radix, value: Int(digits, radix: radix))
  }

  private func digits(_ number: Token, replacingF: Bool = false) -> String {
    var written: [UInt8] = []
    written.reserveCapacity(number.length + 1)
    for byte in bytes[Int(number.start)..<Int(number.end)] where byte != UInt8(ascii: "_") {
      written.append(replacingF && byte == UInt8(ascii: "f") ? UInt8(ascii: "e") : byte)
    }
    // Swift wants a digit on both sides of the point.
    if let point = written.firstIndex(of: UInt8(ascii: ".")) {
      let after = point + 1
      if after == written.count || !Identifiers.isASCIIDigit(written[after]),
        written.count < 2 || written[1] != UInt8(ascii: "x")
      {
        written.insert(UInt8(ascii: "0"), at: after)
      }
      if point == 0 { written.insert(UInt8(ascii: "0"), at: 0) }
    }
    return String(decoding: written, as: UTF8.self)
  }

  private func float(_ number: Token) -> Double {
    // Few digits over a small power of ten are exact in two operations (Clinger, PLDI 1990).
    var mantissa = 0
    var places = 0
    var seenPoint = false
    if number.length <= 16 {
      scan: do {
        for byte in bytes[Int(number.start)..<Int(number.end)] {
          switch byte {
          case UInt8(ascii: "0")...UInt8(ascii: "9"):
            mantissa = mantissa * 10 + Int(byte - UInt8(ascii: "0"))
            if seenPoint { places += 1 }
          case UInt8(ascii: "."): seenPoint = true
          default:
            places = -1
            break scan
          }
        }
      }
      if places >= 0, mantissa < 1 << 53 { return Double(mantissa) / Self.powersOfTen[places] }
    }
    return Double(digits(number)) ?? .nan
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
  ]

  mutating func parseCharacter(_ token: Token) -> Expression {
    height = 1
    let content = Int(token.start) + 1..<max(Int(token.start) + 1, Int(token.end) - 1)
    // The lexer has said what is wrong with 'text'; it goes on as a string.
    if token.flags.contains(.mismatched) {
      return Expression(.string([.text(unescaped(bytes[content], at: content.lowerBound))]), token.span)
    }
    let text = content.isEmpty ? "'" : unescaped(bytes[content], at: content.lowerBound)
    let scalars = text.unicodeScalars
    guard let first = scalars.first, scalars.count == 1 else {
      report("bad-character-literal", "a character literal holds one character", at: token.span)
      return Expression(.character(scalars.first ?? "\u{FFFD}"), token.span)
    }
    return Expression(.character(first), token.span)
  }
}
