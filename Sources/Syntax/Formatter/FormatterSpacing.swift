// Whether a blank stands between two neighbours on a line.

/// Decides about the blanks between pieces.
struct FormatterSpacing {
  let pieces: [FormatterPiece]
  let bytes: [UInt8]

  /// The number of blanks before a piece, which is not the first of its line; `inTable` says that the gaps of the
  /// innermost bracket are the author's.
  func gap(before index: Int, inTable: Bool) -> Int {
    let piece = pieces[index]
    guard isSpaced(index) else { return 0 }
    return inTable ? max(1, piece.gap) : 1
  }

  /// Whether the author set a blank, or a line break, before a piece.
  private func had(_ index: Int) -> Bool {
    guard pieces.indices.contains(index) else { return true }
    return pieces[index].gap > 0 || pieces[index].lineBreaks > 0
  }

  private func isSpaced(_ index: Int) -> Bool {
    let left = pieces[index - 1]
    let right = pieces[index]
    if left.content == .comment || right.content == .comment { return had(index) }
    if left.kind.isOpeningBracket || right.kind.isClosingBracket { return false }
    if right.kind == .comma { return false }
    if right.kind == .semicolon { return left.kind == .semicolon && had(index) }
    if left.kind == .comma || left.kind == .semicolon { return true }
    if left.role == .quote { return false }
    if left.kind == .dot || right.kind == .dot { return left.kind == .dot ? false : had(index) }
    if right.kind == .ellipsis { return left.endsValue && !left.kind.isNumber ? false : had(index) }
    if left.kind == .doubleColon { return false }
    if right.kind == .doubleColon { return left.endsValue ? false : had(index) }
    if isOperator(right) { return isSpacedOperator(index) }
    if isOperator(left) { return isSpacedOperator(index - 1) }
    if left.role == .prefix { return isSpacedBehindPrefix(index) }
    if left.isWord, left.kind != .end { return true }
    if right.isWord { return true }
    return had(index)
  }

  // MARK: - Operators

  /// Whether a piece stands between two operands.
  private func isOperator(_ piece: FormatterPiece) -> Bool {
    switch piece.role {
    case .spaced, .tight, .asWritten: return true
    case .none:
      switch piece.kind {
      case .assign, .dotAssign, .update, .arrow, .question: return true
      default: return false
      }
    default: return false
    }
  }

  /// Whether an operator between operands has blanks, on both sides then.
  private func isSpacedOperator(_ index: Int) -> Bool {
    switch pieces[index].role {
    case .tight: return needsBlanks(index)
    case .asWritten: return had(index) && had(index + 1) || needsBlanks(index)
    default: return true
    }
  }

  /// Whether an operator without blanks would merge with a neighbour: `2 .^ x`, `a : :b`, `0. -1:2`.
  private func needsBlanks(_ index: Int) -> Bool {
    if pieces[index].kind == .wordOperator { return true }
    let sign = pieces[index].span
    let isDotted = bytes[sign.start] == UInt8(ascii: ".")
    if index > 0 {
      let left = pieces[index - 1]
      if left.kind.isNumber, isDotted { return true }
      if left.kind.isNumber, bytes[left.span.end - 1] == UInt8(ascii: "."), had(index) { return true }
      if isSign(left), had(index) { return true }
      let isSum = bytes[sign.start] == UInt8(ascii: "-") || bytes[sign.start] == UInt8(ascii: "+")
      if isSum, isExponentMark(index - 1), index + 1 < pieces.count, pieces[index + 1].kind.isNumber { return true }
      if left.kind == .operator || left.kind == .wordOperator, left.role == .value { return true }
    }
    guard index + 1 < pieces.count, had(index + 1) else { return false }
    let right = pieces[index + 1]
    if right.lineBreaks > 0 { return false }
    let first = bytes[right.span.start]
    if right.kind.isNumber { return first == UInt8(ascii: ".") && bytes[sign.end - 1] == UInt8(ascii: ".") }
    guard isSign(right) else { return false }
    if pieces[index].kind == .assign { return first == UInt8(ascii: "=") || first == UInt8(ascii: ">") }
    let isMinus = right.role == .prefix && right.span.end == right.span.start + 1 && first == UInt8(ascii: "-")
    let text = String(decoding: bytes[sign.start..<sign.end], as: UTF8.self)
    return !(isMinus && (text == ":" || text == "^" || text == ".^"))
  }

  /// Whether a piece is a name that a sign and digits would turn into an exponent: `e` in `1e - 0`.
  private func isExponentMark(_ index: Int) -> Bool {
    let piece = pieces[index]
    guard piece.kind == .name, piece.span.end == piece.span.start + 1, index > 0, !had(index) else { return false }
    return pieces[index - 1].kind.isNumber && [0x65, 0x45, 0x66, 0x70, 0x50].contains(bytes[piece.span.start])
  }

  private func isSign(_ piece: FormatterPiece) -> Bool {
    switch piece.kind {
    case .operator, .colon, .assign, .dotAssign, .update, .arrow, .question, .dot, .ellipsis, .doubleColon: true
    default: false
    }
  }

  private func isSpacedBehindPrefix(_ index: Int) -> Bool {
    let right = pieces[index]
    switch right.kind {
    case .name, .openBracket, .macroName: return false
    default: return had(index)
    }
  }
}
