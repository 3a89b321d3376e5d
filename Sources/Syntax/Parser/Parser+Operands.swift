// Operands of operators: juxtaposition, prefixes, powers, and the types that `::` and `where` attach.

extension Parser {
  mutating func parseOperand() -> Expression {
    parseWhere(parseJuxtaposition())
  }

  /// `T where …`, a binary operator of its own.
  mutating func parseWhere(_ expression: Expression) -> Expression {
    var left = expression
    while token.kind == .where, !breaksLine, !context.contains(.whereEnds) {
      let leftHeight = height
      let name = Operator("where", span: token.span)
      advance()
      let variables = parseTypeVariables()
      grow(max(leftHeight, height))
      let right =
        variables.count == 1
        ? variables[0] : Expression(.tuple(variables), span(from: variables.first?.span.start ?? name.span.end))
      left = Expression(.binary(name, left, right), left.span.union(right.span))
    }
    return left
  }

  /// What follows `where`: `T`, `T <: Real`, or several in braces.
  mutating func parseTypeVariables() -> [Expression] {
    if token.kind == .openBrace { return parseBraceList() }
    let outer = context
    context.insert(.whereEnds)
    defer { context = outer }
    return [typeVariable(parseBinary(.comparison))]
  }

  /// A bound in the form the tree promises: `T <: Real` as a binary operator.
  func typeVariable(_ expression: Expression) -> Expression {
    if case .comparison(let operands, let operators) = expression.kind, operators.count == 1 {
      return Expression(.binary(operators[0], operands[0], operands[1]), expression.span)
    }
    return expression
  }

  private mutating func parseJuxtaposition() -> Expression {
    var left = parseUnary()
    while isJuxtaposed {
      if previous.kind == .stringEnd || previous.kind == .rawString || token.kind == .stringStart {
        return fail(
          "string-juxtaposition", "a string cannot stand right beside a value", at: token.span,
          hint: "strings are joined with `*` or `string(…)`")
      }
      let leftHeight = height
      let right = token.kind == .operator ? parseUnary() : parsePower()
      grow(max(leftHeight, height))
      left = Expression(.juxtaposition(left, right), left.span.union(right.span))
    }
    return left
  }

  /// Whether a value follows without a blank, which multiplies.
  private var isJuxtaposed: Bool {
    guard !token.spaceBefore, index > 0 else { return false }
    let before = previous.kind
    switch token.kind {
    case .name, .openParenthesis, .openBracket, .openBrace, .stringStart, .character, .begin, .true, .false,
      .where, .macroName, .integer, .float, .float32:
      if before.isNumber { return token.kind != .begin && token.kind != .where }
      switch token.kind {
      case .integer, .float, .float32, .macroName, .begin, .where, .openBracket, .openBrace: return false
      default: break
      }
      switch before {
      case .closeParenthesis, .closeBracket, .closeBrace, .prime, .stringEnd, .rawString, .character, .name, .end:
        return true
      default: return false
      }
    case .operator:
      // `2√x`
      guard token.precedence == .prefix, !token.isDotted, bytes[Int(token.start)] >= 0x80 else { return false }
      return before.isNumber || before == .closeParenthesis || before == .closeBracket || before == .prime
        || before == .name
    default:
      return false
    }
  }

  mutating func parseUnary() -> Expression {
    guard token.kind == .operator, token.canBePrefix else { return parsePower() }
    guard depth < Self.nestingLimit else { return tooDeep() }
    if needsLargeStack { return onLargeStack { $0.parseUnary() } }
    depth += 1
    defer { depth -= 1 }

    let sign = token
    if quoteDepth == 0, bytes[Int(sign.start)] == UInt8(ascii: "$") { return failAtUnexpected(sign) }
    if isOperatorAsValue {
      // `x--`
      if index > 0, previous.kind == .operator, previous.precedence == .plus, previous.end == sign.start {
        advance()
        return failWithoutOperand(after: sign)
      }
      return parsePower()
    }
    if let negative = parseSignedNumber() { return negative }
    if next.kind == .openParenthesis, !next.spaceBefore, argumentsFollow(index + 1) { return parsePower() }
    let name = operatorName(sign)
    advance()
    let operand = sign.precedence == .comparison ? parseWhere(parseJuxtaposition()) : parseUnary()
    grow(height)
    return Expression(.unary(name, operand), Span(Int(sign.start), operand.span.end))
  }

  /// Whether the operator stands alone: `reduce(+, x)`, `(-)`, `op = +`.
  private var isOperatorAsValue: Bool {
    let next = next
    if next.kind == .dot, !next.spaceBefore, peek(2).kind == .openParenthesis { return true }
    if next.newlineBefore, !context.contains(.newlinesAreBlank) { return true }
    // `(√∘+)(3, 6)`
    if next.kind == .operator, !next.canBePrefix, !next.isDotted, token(next, is: "∘") { return true }
    return ends(next) || next.kind == .endOfSource || next.kind == .assign
  }

  /// `-2`, which is a literal unless a power or an index follows, as in `-2^x`.
  private mutating func parseSignedNumber() -> Expression? {
    let number = next
    guard !token.isDotted, number.kind.isNumber, !number.spaceBefore,
      token.length == 1 || token.flags.contains(.nonASCII), token.precedence == .plus
    else { return nil }
    let first = bytes[Int(token.start)]
    guard first == UInt8(ascii: "-"), !isPrefixedRadix(number) else { return nil }
    let after = peek(2)
    if after.kind == .operator, after.precedence == .power,
      !(after.newlineBefore && !context.contains(.newlinesAreBlank))
    {
      return nil
    }
    if !after.spaceBefore, after.kind == .openBracket || after.kind == .prime || after.kind == .dot { return nil }
    let start = Int(token.start)
    advance()
    var literal = parseNumber()
    literal.span.start = start
    switch literal.kind {
    case .integer(let integer):
      let digits = "-" + integer.digits
      literal.kind = .integer(
        IntegerLiteral(digits: digits, radix: 10, value: integer.value.map { -$0 } ?? Int(digits)))
    case .float(let value): literal.kind = .float(-value)
    case .float32(let value): literal.kind = .float32(-value)
    default: break
    }
    return parseDeclared(literal)
  }

  private func isPrefixedRadix(_ number: Token) -> Bool {
    guard number.length > 2, bytes[Int(number.start)] == UInt8(ascii: "0") else { return false }
    let letter = bytes[Int(number.start) + 1]
    return letter == UInt8(ascii: "x") || letter == UInt8(ascii: "b") || letter == UInt8(ascii: "o")
  }

  /// Whether parentheses behind a prefix operator hold arguments, as in `+(a, b)`, and not its operand.
  private func argumentsFollow(_ open: Int) -> Bool {
    let close = Int(tokens[open].match)
    guard close > 0 else { return false }
    if close == open + 1 || tokens[open + 1].kind == .semicolon { return true }
    if tokens[close - 1].kind == .ellipsis { return true }
    var place = open + 1
    while place < close {
      let candidate = tokens[place]
      if candidate.kind == .comma { return true }
      place = candidate.kind.isOpeningBracket && candidate.match > 0 ? Int(candidate.match) + 1 : place + 1
    }
    return false
  }

  mutating func parsePower() -> Expression {
    if needsLargeStack { return onLargeStack { $0.parsePower() } }
    let base = parseDeclared(parseCall())
    return parseExponent(base)
  }

  private mutating func parseExponent(_ base: Expression) -> Expression {
    guard token.kind == .operator, token.precedence == .power, !breaksLine, !isRecovering else { return base }
    let baseHeight = height
    let sign = token
    advance()
    if token.kind == .endOfSource || ends(token) { return failWithoutOperand(after: sign) }
    guard depth < Self.nestingLimit else { return tooDeep() }
    depth += 1
    defer { depth -= 1 }
    // The base of a further power takes it: the operator is right associative.
    let exponent = parseExponent(parseJuxtaposition())
    grow(max(baseHeight, height))
    return Expression(.binary(operatorName(sign), base, exponent), base.span.union(exponent.span))
  }

  /// `value::Type`, and the arrow of a function: it binds tightly on its left and loosely on its right.
  mutating func parseDeclared(_ expression: Expression) -> Expression {
    var left = expression
    while token.kind == .doubleColon, !breaksLine, !isRecovering {
      let leftHeight = height
      advance()
      let type = parseType()
      grow(max(leftHeight, height))
      left = Expression(.typed(left, type), left.span.union(type.span))
    }
    guard token.kind == .arrow, !breaksLine else { return left }
    return parseArrow(from: left)
  }

  mutating func parseType() -> Expression {
    parseWhere(parseCall())
  }
}
