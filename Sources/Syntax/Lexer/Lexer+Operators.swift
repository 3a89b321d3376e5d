// Operators of ASCII signs, longest first, and what begins with a dot.

extension Lexer {
  /// Appends an operator, with the sub- or superscripts that may follow it.
  mutating func finishOperator(
    from start: Int, _ precedence: Precedence, prefix: Bool = false, extra: Token.Flags = []
  ) {
    while byte(position) >= 0x80 {
      let (scalar, length) = scalar(at: position)
      guard OperatorTable.isSuffix(scalar) else { break }
      position += length
      flags.insert(.nonASCII)
    }
    append(.operator, from: start, precedence: precedence, extra: prefix ? extra.union(.canBePrefix) : extra)
  }

  private func follows(_ text: StaticString) -> Bool {
    let length = text.utf8CodeUnitCount
    guard position + length <= bytes.count else { return false }
    for i in 0..<length where bytes[position + i] != text.utf8Start[i] { return false }
    return true
  }

  /// Reads the operator at `position`; `start` lies before it when it is dotted.
  mutating func readASCIIOperator(from start: Int) {
    let dotted: Token.Flags = start < position ? .dotted : []

    func matched(_ lexer: inout Lexer, _ text: StaticString, _ precedence: Precedence, prefix: Bool = false) -> Bool {
      guard lexer.follows(text) else { return false }
      lexer.position += text.utf8CodeUnitCount
      lexer.finishOperator(from: start, precedence, prefix: prefix, extra: dotted)
      return true
    }
    func matched(_ lexer: inout Lexer, _ text: StaticString, kind: Token.Kind) -> Bool {
      guard lexer.follows(text) else { return false }
      lexer.position += text.utf8CodeUnitCount
      lexer.append(kind, from: start, extra: dotted)
      return true
    }

    let found: Bool
    switch bytes[position] {
    case UInt8(ascii: "+"):
      found =
        matched(&self, "++", .plus) || matched(&self, "+=", kind: .update) || matched(&self, "+", .plus, prefix: true)
    case UInt8(ascii: "-"):
      found =
        matched(&self, "-->", .arrow) || matched(&self, "->", kind: .arrow) || matched(&self, "-=", kind: .update)
        || matched(&self, "-", .plus, prefix: true)
    case UInt8(ascii: "*"):
      if follows("**") {
        reportForeign("foreign-power", "`**` is not an operator", length: 2, hint: "powers are written with `^`")
        found = matched(&self, "**", .power)
      } else {
        found = matched(&self, "*=", kind: .update) || matched(&self, "*", .times)
      }
    case UInt8(ascii: "/"):
      found =
        matched(&self, "//=", kind: .update) || matched(&self, "//", .rational) || matched(&self, "/=", kind: .update)
        || matched(&self, "/", .times)
    case UInt8(ascii: "\\"):
      found = matched(&self, "\\=", kind: .update) || matched(&self, "\\", .times)
    case UInt8(ascii: "^"):
      found = matched(&self, "^=", kind: .update) || matched(&self, "^", .power)
    case UInt8(ascii: "%"):
      found = matched(&self, "%=", kind: .update) || matched(&self, "%", .times)
    case UInt8(ascii: "<"):
      if follows("<>") {
        reportForeign(
          "foreign-unequal", "`<>` is not an operator", length: 2, hint: "“not equal” is written `!=` or `≠`")
        found = matched(&self, "<>", .comparison)
      } else {
        found =
          matched(&self, "<-->", .arrow) || matched(&self, "<--", .arrow) || matched(&self, "<<=", kind: .update)
          || matched(&self, "<<", .shift) || matched(&self, "<=", .comparison) || matched(&self, "<|", .pipeLeft)
          || matched(&self, "<:", .comparison, prefix: true) || matched(&self, "<", .comparison)
      }
    case UInt8(ascii: ">"):
      found =
        matched(&self, ">>>=", kind: .update) || matched(&self, ">>>", .shift) || matched(&self, ">>=", kind: .update)
        || matched(&self, ">>", .shift) || matched(&self, ">=", .comparison)
        || matched(&self, ">:", .comparison, prefix: true) || matched(&self, ">", .comparison)
    case UInt8(ascii: "="):
      found =
        matched(&self, "===", .comparison) || matched(&self, "==", .comparison) || matched(&self, "=>", .pair)
        || matched(&self, "=", kind: dotted.isEmpty ? .assign : .dotAssign)
    case UInt8(ascii: "!"):
      found =
        matched(&self, "!==", .comparison) || matched(&self, "!=", .comparison)
        || matched(&self, "!", .prefix, prefix: true)
    case UInt8(ascii: "&"):
      found =
        matched(&self, "&&", .and) || matched(&self, "&=", kind: .update) || matched(&self, "&", .times, prefix: true)
    case UInt8(ascii: "|"):
      found =
        matched(&self, "||", .or) || matched(&self, "|>", .pipeRight) || matched(&self, "|=", kind: .update)
        || matched(&self, "|", .plus)
    case UInt8(ascii: "~"):
      if follows("~="), !follows("~==") {
        reportForeign(
          "foreign-unequal", "`~=` is not an operator", length: 2, hint: "“not equal” is written `!=` or `≠`")
        found = matched(&self, "~=", .comparison)
      } else {
        found = matched(&self, "~", .equation, prefix: true)
      }
    case UInt8(ascii: "$"):
      found = matched(&self, "$", .prefix, prefix: true)
    case UInt8(ascii: ":"):
      found = matched(&self, "::", kind: .doubleColon) || matched(&self, ":", kind: .colon)
    case UInt8(ascii: "?"):
      found = matched(&self, "?", kind: .question)
    default:
      found = false
    }
    if !found {
      let character = Unicode.Scalar(bytes[position])
      position += 1
      let code = String(character.value, radix: 16, uppercase: true)
      let shown =
        character.value < 0x20 || character.value == 0x7F
        ? "U+00" + (code.utf8.count < 2 ? "0" : "") + code : "`\(character)`"
      report("bad-character", "unexpected character \(shown)", at: Span(position - 1, position))
      append(.bad, from: start)
    }
  }

  private mutating func reportForeign(_ identifier: String, _ message: String, length: Int, hint: String) {
    report(identifier, message, at: Span(position, position + length), hint: hint)
  }

  /// A field's dot, a splat, a range, a fraction, or a dotted operator.
  mutating func readDot() {
    let start = position
    let next = byte(start + 1)
    switch next {
    case UInt8(ascii: "."):
      if byte(start + 2) == UInt8(ascii: ".") {
        position += 3
        append(.ellipsis, from: start)
      } else {
        position += 2
        finishOperator(from: start, .colon)
      }
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      readFraction()
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "\\"),
      UInt8(ascii: "^"), UInt8(ascii: "%"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="),
      UInt8(ascii: "!"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      position += 1
      readASCIIOperator(from: start)
    case 0x80...:
      let (scalar, length) = scalar(at: start + 1)
      if let entry = OperatorTable.entry(for: scalar) {
        position += 1 + length
        if byte(position) == UInt8(ascii: "="), byte(position + 1) != UInt8(ascii: "="),
          scalar == "÷" || scalar == "⊻" || scalar == "\u{2212}"
        {
          position += 1
          append(.update, from: start, extra: .dotted)
        } else {
          finishOperator(from: start, entry.precedence, prefix: entry.canBePrefix, extra: .dotted)
        }
      } else {
        position += 1
        append(.dot, from: start)
      }
    case UInt8(ascii: "'"):
      position += 2
      report(
        "dot-transpose", "`.'` is not an operator", at: Span(start, position),
        hint: "`transpose(A)` transposes without conjugation, `A'` with it")
      append(.prime, from: start)
    default:
      position += 1
      append(.dot, from: start)
    }
  }
}
