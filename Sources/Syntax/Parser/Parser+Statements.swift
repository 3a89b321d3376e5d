// Statements, one after the other: of the whole text and of blocks.

extension Parser {
  mutating func parseProgram() -> [Statement] {
    var statements: [Statement] = []
    var comment = 0
    while true {
      while token.kind == .semicolon { advance() }
      guard token.kind != .endOfSource else { break }
      let start = index
      var expression = parseStatement()
      resynchronize(from: start)
      if index == start { advance() }
      if isDocumentation(expression, from: start) { expression = parseDocumented(by: expression) }
      let isSilent = token.kind == .semicolon && !token.newlineBefore
      var after = index
      while tokens[after].kind == .semicolon { after += 1 }
      let trailing = trailingComment(
        after: expression.span.end, before: tokens[after], lastLine: Int(tokens[index > 0 ? index - 1 : 0].end),
        from: &comment)
      statements.append(Statement(expression, isSilent: isSilent, trailingComment: trailing))
    }
    return statements
  }

  /// Whether a string stands on the line above a definition, which it then explains.
  private func isDocumentation(_ expression: Expression, from start: Int) -> Bool {
    guard case .string = expression.kind, tokens[start].kind == .stringStart, token.newlineBefore, !isRecovering,
      Int(previous.end) == expression.span.end
    else { return false }
    let between = bytes[Int(previous.end)..<Int(token.start)]
    guard between.count(where: { $0 == UInt8(ascii: "\n") }) == 1 else { return false }
    switch token.kind {
    case .function, .struct, .const: return true
    case .name where next.kind == .struct || next.kind == .name: return true
    default: return isSignatureOfDefinition()
    }
  }

  /// The definition that follows a string, as Julia's `@doc` of both.
  private mutating func parseDocumented(by text: Expression) -> Expression {
    let start = index
    let textHeight = height
    let definition = parseStatement()
    resynchronize(from: start)
    if index == start { advance() }
    switch definition.kind {
    case .function, .structure, .abstractType, .const: break
    default: return definition
    }
    grow(max(textHeight, height))
    return Expression(.macroCall("doc", [text, definition]), text.span.union(definition.span))
  }

  /// The comment that ends the line of a statement, the next token standing on a later line or not at all.
  private func trailingComment(after end: Int, before next: Token, lastLine: Int, from comment: inout Int) -> Comment? {
    while comment < commentSpans.count, commentSpans[comment].start < end { comment += 1 }
    guard next.newlineBefore || next.kind == .endOfSource else { return nil }
    var found: Span?
    var place = end
    var candidate = comment
    while candidate < commentSpans.count, commentSpans[candidate].start < next.start || next.kind == .endOfSource {
      let span = commentSpans[candidate]
      if bytes[place..<span.start].contains(UInt8(ascii: "\n")) { break }
      found = span
      place = span.end
      candidate += 1
    }
    return found.map { Comment(text: String(decoding: bytes[$0.start..<$0.end], as: UTF8.self), span: $0) }
  }

  /// One statement, up to the end of its line or `;`; anything left over is an error.
  mutating func parseStatement() -> Expression {
    if let foreign = parseForeignStatement() { return foreign }
    let expression = parseAssignment(commas: true)
    checkStatementEnd(after: expression)
    return expression
  }

  private mutating func checkStatementEnd(after expression: Expression) {
    guard !isRecovering, !token.newlineBefore else { return }
    switch token.kind {
    case .semicolon, .endOfSource, .end, .else, .elseif, .catch, .finally: return
    case let kind where kind.isClosingBracket && openBrackets > 0: return
    default: failAfter(expression)
    }
  }

  /// The statements up to the word or bracket that ends a block; in an `if` or `try` also up to Python's word for it.
  mutating func parseBlock(of opener: Token.Kind = .begin) -> Expression {
    let outer = context
    context = []
    defer { context = outer }
    var statements: [Expression] = []
    var tallest = 0
    let start = Int(previous.end)
    while true {
      while token.kind == .semicolon { advance() }
      if token.kind.endsBlock || token.kind.isClosingBracket && openBrackets > 0 { break }
      if opener == .if && isForeignElseif || opener == .try && isForeignCatch { break }
      let first = index
      statements.append(parseStatement())
      resynchronize(from: first)
      tallest = max(tallest, height)
    }
    grow(tallest, by: 2)
    guard let first = statements.first, let last = statements.last else {
      return Expression(.block([]), Span(start, start))
    }
    return Expression(.block(statements), first.span.union(last.span))
  }

  /// The column of a token that begins its line.
  private func indentation(of token: Token) -> Int? {
    var start = Int(token.start)
    while start > 0, bytes[start - 1] == UInt8(ascii: " ") || bytes[start - 1] == UInt8(ascii: "\t") { start -= 1 }
    guard start == 0 || bytes[start - 1] == UInt8(ascii: "\n") else { return nil }
    return Int(token.start) - start
  }

  /// Takes the `end` of a block, or says that the block which `opener` began has none.
  mutating func expectEnd(of opener: Token) {
    guard !isRecovering else { return }
    if token.kind == .end {
      if misalignedBlock == nil, token.newlineBefore, let column = indentation(of: opener),
        indentation(of: token) ?? column < column
      {
        misalignedBlock = opener
      }
      return advance()
    }
    let word = text(opener)
    switch token.kind {
    case .endOfSource:
      let hint =
        elseIf != nil
        ? "`else if` begins an `if` of its own, which needs its own `end`; did you mean `elseif`?"
        : opener.kind == .let ? "a `let` block ends with `end`; to give a name a value write `x = 1` alone" : "close it with `end`"
      // One missing `end` leaves all blocks around it open.
      if hasUnclosedBlock {
        isRecovering = true
        return
      }
      hasUnclosedBlock = true
      let blamed = elseIf == nil ? misalignedBlock ?? opener : opener
      fail("unclosed-block", "the block that `\(text(blamed))` begins has no `end`", at: blamed.span, hint: hint)
    case let kind where kind.isClosingBracket:
      fail(
        "unclosed-block", "the block that `\(word)` begins has no `end` before this bracket", at: opener.span,
        hint: "close it with `end`")
    default:
      fail("unexpected-\(text(token))", "`\(text(token))` does not belong to `\(word)`", at: token.span)
    }
  }
}
