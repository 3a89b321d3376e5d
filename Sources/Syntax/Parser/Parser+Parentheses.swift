// Everything that begins with `(`: a group, a tuple, a named tuple, a block, a generator, a function.

extension Parser {
  mutating func parseParentheses() -> Expression {
    if needsLargeStack { return onLargeStack { $0.parseParentheses() } }
    let open = token
    if open.match > 0 {
      let after = tokens[Int(open.match) + 1]
      if after.kind == .arrow, !(after.newlineBefore && !context.contains(.newlinesAreBlank)) {
        return parseArrowFunction()
      }
    }
    guard enter() else { return Expression(.error, open.span) }
    let outer = context
    context = context.intersection(.endIsIndex).union([.newlinesAreBlank, .forEnds])
    let result = parseGroup(open)
    leave(outer)
    return result
  }

  private mutating func parseGroup(_ open: Token) -> Expression {
    let start = Int(open.start)
    if token.kind == .closeParenthesis {
      advance()
      height = 1
      return Expression(.tuple([]), span(from: start))
    }
    if token.kind == .semicolon { return parseNamedTuple(open) }
    if next.kind == .closeParenthesis, token.kind == .operator {
      let sign = token
      advance()
      advance()
      return Expression(.operatorName(operatorName(sign)), span(from: start))
    }

    let firstIsNamed = token.kind == .name && next.kind == .assign
    var first = parseAssignment(commas: false)
    switch token.kind {
    case .comma:
      return parseTuple(open, first, firstIsNamed: firstIsNamed)
    case .semicolon:
      return parseSequence(open, first)
    case .for where !isRecovering:
      first = parseGenerator(first)
    default: break
    }
    close(open, .closeParenthesis)
    first.span = span(from: start)
    return first
  }

  /// `(a, b)`, or `(a = 1, b = 2)`.
  private mutating func parseTuple(_ open: Token, _ first: Expression, firstIsNamed: Bool) -> Expression {
    var elements = [first]
    var isNamed = [firstIsNamed]
    var tallest = height
    while token.kind == .comma, !isRecovering {
      advance()
      if token.kind == .closeParenthesis { break }
      if token.kind == .comma {
        fail("missing-element", "an element is missing before this comma", at: token.span)
        break
      }
      isNamed.append(token.kind == .name && next.kind == .assign)
      elements.append(parseAssignment(commas: false))
      tallest = max(tallest, height)
    }
    if token.kind == .semicolon, !isRecovering {
      fail(
        "mixed-separators", "commas and semicolons cannot be mixed in parentheses", at: token.span,
        hint: "a tuple is written `(a, b)`, a named tuple `(; a = 1, b = 2)`, a sequence `(a; b)`")
    }
    close(open, .closeParenthesis)
    grow(tallest, by: 2)
    let span = span(from: Int(open.start))
    guard isNamed.contains(true) else { return Expression(.tuple(elements), span) }
    var parts: [KeywordArgument] = []
    for (element, named) in zip(elements, isNamed) {
      if named, case .assignment(let target, let value) = element.kind, case .name(let name) = target.kind {
        parts.append(KeywordArgument(name: name, value: value, span: element.span))
      } else {
        parts.append(keyword(from: element))
      }
    }
    return Expression(.namedTuple(parts), span)
  }

  /// `(; a = 1, b, c...)`.
  private mutating func parseNamedTuple(_ open: Token) -> Expression {
    advance()
    var parts: [KeywordArgument] = []
    var tallest = 0
    while token.kind != .closeParenthesis, !isRecovering {
      if token.kind == .name, next.kind == .assign {
        parts.append(parseKeyword())
      } else {
        parts.append(keyword(from: parseAssignment(commas: false)))
      }
      tallest = max(tallest, height)
      guard token.kind == .comma else { break }
      advance()
    }
    close(open, .closeParenthesis)
    grow(tallest, by: 2)
    return Expression(.namedTuple(parts), span(from: Int(open.start)))
  }

  /// `(a; b; c)`.
  private mutating func parseSequence(_ open: Token, _ first: Expression) -> Expression {
    var statements = [first]
    var tallest = height
    while token.kind == .semicolon, !isRecovering {
      advance()
      if token.kind == .closeParenthesis { break }
      statements.append(parseAssignment(commas: false))
      tallest = max(tallest, height)
    }
    close(open, .closeParenthesis)
    grow(tallest, by: 2)
    return Expression(.block(statements), span(from: Int(open.start)))
  }
}
