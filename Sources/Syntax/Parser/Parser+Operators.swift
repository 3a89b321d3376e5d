// Assignments and infix operators, by precedence climbing.

extension Parser {
  // MARK: - Assignment

  /// An assignment or what stands on its left; with `commas`, tuples without parentheses on both sides.
  mutating func parseAssignment(commas: Bool) -> Expression {
    guard depth < Self.nestingLimit else { return tooDeep() }
    if needsLargeStack { return onLargeStack { $0.parseAssignment(commas: commas) } }
    depth += 1
    defer { depth -= 1 }

    if isSignatureOfDefinition() { return parseShortDefinition(commas: commas) }
    let left = commas ? parseTuple() : parseBinary(.pair)
    guard !breaksLine else { return left }
    let leftHeight = height
    let sign = token
    switch sign.kind {
    case .assign:
      if isInfixSignature(left) { return parseInfixDefinition(left, commas: commas) }
      checkTarget(left, sign)
      advance()
      let right = parseAssignment(commas: commas)
      grow(max(leftHeight, height))
      return Expression(.assignment(left, right), left.span.union(right.span))
    case .dotAssign:
      checkTarget(left, sign)
      advance()
      let right = parseAssignment(commas: commas)
      grow(max(leftHeight, height))
      return Expression(.dotAssignment(left, right), left.span.union(right.span))
    case .update:
      let name = operatorName(sign)
      // `view(A, :, 1) .+= 1` changes what the call gives.
      if case .call = left.kind, name.isDotted {} else { checkTarget(left, sign) }
      advance()
      let right = parseAssignment(commas: commas)
      grow(max(leftHeight, height))
      return Expression(.update(name, left, right), left.span.union(right.span))
    case .operator where sign.precedence == .equation:
      guard !standsAsPrefix(sign) else { return left }
      let name = operatorName(sign)
      advance()
      let right = parseAssignment(commas: commas)
      grow(max(leftHeight, height))
      return Expression(.binary(name, left, right), left.span.union(right.span))
    case .colon where next.kind == .assign && !next.spaceBefore:
      return fail(
        "foreign-assignment", "`:=` is not an operator", at: Span(Int(sign.start), Int(next.end)),
        hint: "values are named with `=`")
    default:
      return left
    }
  }

  /// Expressions with commas between them, a tuple if there is one.
  private mutating func parseTuple() -> Expression {
    let first = parseBinary(.pair)
    guard token.kind == .comma, !breaksLine else { return first }
    var elements = [first]
    var tallest = height
    while token.kind == .comma, !breaksLine {
      advance()
      // `x, = …`
      if token.kind == .assign { break }
      if token.kind == .endOfSource || ends(token) {
        fail("missing-expression", "something is missing after this comma", at: previous.span)
        break
      }
      elements.append(parseBinary(.pair))
      tallest = max(tallest, height)
    }
    grow(tallest)
    return Expression(.tuple(elements), span(from: first.span.start))
  }

  /// Whether something can be assigned to.
  private mutating func checkTarget(_ target: Expression, _ sign: Token) {
    switch target.kind {
    case .name, .index, .field, .error, .typed, .parameters, .prefixedString, .macroCall, .dotCall, .operatorName:
      return
    case .tuple(let elements):
      for element in elements { checkTarget(element, sign) }
    case .namedTuple(let parts):
      for part in parts where part.name == nil { reportTarget(part.value, sign) }
    case .splat(let inner): checkTarget(inner, sign)
    case .call where sign.kind == .dotAssign: return
    // `r[] = x` stores in a reference.
    case .vector(let elements, element: .some) where elements.isEmpty: return
    case .unary(let prefix, let operand):
      // `$x` in quoted code.
      if prefix.name != "$" { reportTarget(operand.span.start < target.span.start ? operand : target, sign) }
    default: reportTarget(target, sign)
    }
  }

  private mutating func reportTarget(_ target: Expression, _ sign: Token) {
    let hint: String
    switch target.kind {
    case .call: hint = "the definition of a function is written `f(x) = …`"
    case .binary(let name, _, _) where name.name == "where":
      hint = "the definition of a function is written `f(x) where T = …`"
    case .boolean, .integer, .float, .string, .character, .comparison, .and, .or: hint = "equality is tested with `==`"
    default: hint = "a name, an index `x[i]`, a field `x.a` or a tuple of those can be; an equation is written `a ~ b`"
    }
    report("bad-target", "this cannot be assigned to", at: target.span, hint: hint)
  }

  // MARK: - Infix operators

  /// Whether an operator with a blank before it and none behind belongs to what follows, as in `[1 -2]`.
  func standsAsPrefix(_ sign: Token) -> Bool {
    context.contains(.blanksSeparate) && sign.spaceBefore && sign.canBePrefix && !next.spaceBefore
  }

  /// An expression of operators that bind at least as tightly as `minimum`.
  mutating func parseBinary(_ minimum: Precedence) -> Expression {
    if needsLargeStack { return onLargeStack { $0.parseBinary(minimum) } }
    var left = parseOperand()
    while !breaksLine {
      switch token.kind {
      case .operator, .wordOperator:
        let precedence = token.precedence
        guard precedence >= minimum, precedence < .power, !standsAsPrefix(token) else { return left }
        left = parseInfix(left, precedence)
      case .colon:
        guard minimum <= .colon, !context.contains(.colonEnds), !(next.kind == .assign && !next.spaceBefore) else {
          return left
        }
        if context.contains(.blanksSeparate), token.spaceBefore, !next.spaceBefore { return left }
        guard let range = parseRange(left) else { return left }
        left = range
      case .ellipsis:
        guard minimum <= .colon, !(context.contains(.blanksSeparate) && token.spaceBefore) else { return left }
        advance()
        grow(height)
        left = Expression(.splat(left), span(from: left.span.start))
      case .question:
        guard minimum <= .conditional else { return left }
        left = parseConditional(left)
      default:
        return left
      }
    }
    return left
  }

  /// The same where a head or clause holds an expression that is no assignment.
  mutating func parseNested(_ minimum: Precedence) -> Expression {
    guard depth < Self.nestingLimit else { return tooDeep() }
    depth += 1
    defer { depth -= 1 }
    return parseBinary(minimum)
  }

  private mutating func parseInfix(_ left: Expression, _ precedence: Precedence) -> Expression {
    let leftHeight = height
    let sign = token
    let name = operatorName(sign)
    switch precedence {
    case .comparison:
      return parseComparison(left)
    case .pair, .arrow, .or, .and, .pipeLeft:
      let right = parseRightOperand(of: sign, precedence)
      grow(max(leftHeight, height))
      let span = left.span.union(right.span)
      if !sign.isDotted, precedence == .or { return Expression(.or(left, right), span) }
      if !sign.isDotted, precedence == .and { return Expression(.and(left, right), span) }
      return Expression(.binary(name, left, right), span)
    case .plus where name.name == "+" && !name.isDotted, .times where name.name == "*" && !name.isDotted:
      return parseAssociative(left, name, precedence)
    default:
      let right = parseRightOperand(of: sign, precedence.tighter)
      grow(max(leftHeight, height))
      return Expression(.binary(name, left, right), left.span.union(right.span))
    }
  }

  /// Takes an operator and what stands on its right.
  private mutating func parseRightOperand(of sign: Token, _ minimum: Precedence) -> Expression {
    advance()
    if token.kind == .endOfSource || ends(token) || token.newlineBefore && self.token(sign, is: "++") {
      return failWithoutOperand(after: sign)
    }
    return parseNested(minimum)
  }

  /// `a + b + c` is one sum.
  private mutating func parseAssociative(_ left: Expression, _ name: Operator, _ precedence: Precedence) -> Expression {
    var operands = [left]
    var tallest = height
    while !breaksLine, token.kind == .operator, token.length == 1, !token.isDotted,
      bytes[Int(token.start)] == name.name.utf8.first, !standsAsPrefix(token)
    {
      let right = parseRightOperand(of: token, precedence.tighter)
      tallest = max(tallest, height)
      operands.append(right)
    }
    grow(tallest)
    let span = left.span.union(operands[operands.count - 1].span)
    if operands.count == 2 { return Expression(.binary(name, left, operands[1]), span) }
    return Expression(.associative(name, operands), span)
  }

  private mutating func parseComparison(_ left: Expression) -> Expression {
    var operands = [left]
    var operators: [Operator] = []
    var tallest = height
    while !breaksLine, token.kind == .operator || token.kind == .wordOperator, token.precedence == .comparison,
      !standsAsPrefix(token)
    {
      operators.append(operatorName(token))
      operands.append(parseRightOperand(of: token, .pipeLeft))
      tallest = max(tallest, height)
    }
    grow(tallest)
    return Expression(.comparison(operands, operators), left.span.union(operands[operands.count - 1].span))
  }

  /// `a:b` or `a:b:c`; `nil` for the colon that Python puts behind a condition, which is skipped.
  private mutating func parseRange(_ start: Expression) -> Expression? {
    var tallest = height
    var parts = [start]
    while parts.count < 3, token.kind == .colon, !breaksLine {
      if parts.count > 1, context.contains(.blanksSeparate), token.spaceBefore, !next.spaceBefore { break }
      let colon = token
      if next.newlineBefore || next.kind == .endOfSource, context.contains(.header) {
        reportForeignColon(colon)
        advance()
        if parts.count == 1 { return nil }
        break
      }
      advance()
      if token.kind == .endOfSource || ends(token) || breaksLine {
        var hint: String?
        if case .call = start.kind { hint = "a function is defined by `f(x) = …` or `function f(x) … end`, without a colon" }
        fail("missing-operand", "the range has no end after `:`", at: colon.span, hint: hint)
        break
      }
      parts.append(parseBinary(.plus))
      tallest = max(tallest, height)
    }
    grow(tallest)
    let span = start.span.union(parts[parts.count - 1].span)
    switch parts.count {
    case 1: return Expression(.error, start.span)
    case 2: return Expression(.range(start, step: nil, parts[1]), span)
    default: return Expression(.range(start, step: parts[1], parts[2]), span)
    }
  }

  private mutating func parseConditional(_ condition: Expression) -> Expression {
    let question = token
    var tallest = height
    if !question.spaceBefore || !next.spaceBefore && next.kind != .endOfSource {
      report(
        "conditional-blanks", "`?` needs a blank on both sides", at: question.span, hint: "write `condition ? a : b`")
    }
    advance()
    if token.kind == .endOfSource || ends(token) { return failWithoutOperand(after: question) }
    let outer = context
    context.insert(.colonEnds)
    let then = parseAssignment(commas: false)
    context = outer
    tallest = max(tallest, height)
    guard token.kind == .colon else {
      fail(
        "missing-colon", "the conditional has no `:`", at: question.span,
        hint: "write `condition ? a : b`")
      return Expression(.error, span(from: condition.span.start))
    }
    if !token.spaceBefore || !next.spaceBefore && next.kind != .endOfSource {
      report(
        "conditional-blanks", "`:` needs a blank on both sides", at: token.span, hint: "write `condition ? a : b`")
    }
    advance()
    if token.kind == .endOfSource || ends(token) { return failWithoutOperand(after: previous) }
    let otherwise = parseAssignment(commas: false)
    grow(max(tallest, height))
    return Expression(
      .conditional(condition, then: then, else: otherwise), condition.span.union(otherwise.span))
  }

  /// The operator of a token: without its dot, the `=` of an update, and in its usual spelling.
  func operatorName(_ token: Token) -> Operator {
    var start = Int(token.start)
    var end = Int(token.end)
    if token.isDotted { start += 1 }
    if token.kind == .update { end -= 1 }
    var name = String(decoding: bytes[start..<end], as: UTF8.self)
    if name.utf8.count > 1 {
      switch name {
      case "**": name = "^"
      case "~=", "<>": name = "!="
      case let text where text.utf8.contains(where: { $0 >= 0x80 }): name = Identifiers.normalized(text)
      default: break
      }
    }
    return Operator(name, isDotted: token.isDotted, span: token.span)
  }
}
