// Blanks and comments.

extension Lexer {
  /// Moves to the next token, noting in `flags` whether blanks and line breaks came before it.
  mutating func skipBlanks() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0B, 0x0C:
        flags.insert(.spaceBefore)
        position += 1
      case UInt8(ascii: "\n"):
        flags.formUnion([.spaceBefore, .newlineBefore])
        position += 1
      case UInt8(ascii: "#"):
        flags.insert(.spaceBefore)
        skipComment()
      case UInt8(ascii: "%") where startsForeignComment:
        reportForeignComment("%")
      case UInt8(ascii: "/") where byte(position + 1) == UInt8(ascii: "/") && startsForeignComment:
        reportForeignComment("//")
      case 0x80...:
        let (scalar, length) = scalar(at: position)
        guard scalar.properties.isWhitespace || scalar == "\u{FEFF}" else { return }
        flags.insert(.spaceBefore)
        position += length
      default:
        return
      }
    }
  }

  private mutating func skipComment() {
    let start = position
    guard byte(position + 1) == UInt8(ascii: "="), byte(position + 2) != UInt8(ascii: ">") else {
      skipLine()
      comments.append(Span(start, position))
      if byte(start + 1) == UInt8(ascii: "=") {
        report(
          "arrow-comment", "`#=>` would begin a comment of several lines", at: Span(start, start + 3),
          hint: "an expected result is written `# => value`, with a space")
      }
      return
    }
    var depth = 1
    position += 2
    while depth > 0, position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "=") where byte(position + 1) == UInt8(ascii: "#"):
        depth -= 1
        position += 2
      case UInt8(ascii: "#") where byte(position + 1) == UInt8(ascii: "="):
        depth += 1
        position += 2
      case UInt8(ascii: "\n"):
        flags.insert(.newlineBefore)
        position += 1
      default:
        position += 1
      }
    }
    comments.append(Span(start, position))
    if depth > 0 {
      endsInsideToken = true
      report(
        "unclosed-comment", "the comment that begins here is not closed", at: Span(start, start + 2),
        hint: "close it with `=#`")
    }
  }

  mutating func skipLine() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    if position > 0, position < bytes.count, bytes[position - 1] == UInt8(ascii: "\r") { position -= 1 }
  }

  /// Whether a line of statements begins here, where no binary operator can stand.
  private var startsForeignComment: Bool {
    guard flags.contains(.newlineBefore) || tokens.isEmpty, isOutsideBrackets else { return false }
    guard let last = tokens.last else { return true }
    switch last.kind {
    case .operator, .assign, .update, .dotAssign, .comma, .wordOperator, .arrow, .colon, .question: return false
    default: return true
    }
  }

  private mutating func reportForeignComment(_ sign: String) {
    let start = position
    skipLine()
    flags.insert(.spaceBefore)
    comments.append(Span(start, position))
    report(
      "foreign-comment", "`\(sign)` does not begin a comment", at: Span(start, start + sign.utf8.count),
      hint: "comments begin with `#`")
  }
}
