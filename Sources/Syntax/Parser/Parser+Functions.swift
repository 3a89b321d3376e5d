// Definitions of functions: short, long, arrows and `do` blocks; parameters and what a signature carries behind them.

extension Parser {
  // MARK: - Short definitions

  /// Whether a short definition begins here: a callee, its parameters, perhaps a type and `where`, then `=`.
  func isSignatureOfDefinition() -> Bool {
    guard !isRecovering else { return false }
    var place = index
    switch token.kind {
    case .name:
      place += 1
      while tokens[place].kind == .dot, !tokens[place].spaceBefore {
        switch tokens[place + 1].kind {
        case .name: place += 2
        case .colon:
          let name = tokens[min(place + 2, tokens.count - 1)]
          place =
            name.kind == .openParenthesis && name.match > 0 ? Int(name.match) + 1 : min(place + 3, tokens.count - 1)
        default: return false
        }
      }
      if tokens[place].kind == .openBrace, !tokens[place].spaceBefore {
        guard tokens[place].match > 0 else { return false }
        place = Int(tokens[place].match) + 1
      }
    case .operator:
      place += 1
    case .openParenthesis:
      guard token.match > 0 else { return false }
      place = Int(token.match) + 1
    default:
      return false
    }
    guard tokens[place].kind == .openParenthesis, !tokens[place].spaceBefore, tokens[place].match > 0 else {
      return false
    }
    let behind = Int(tokens[place].match) + 1
    place = behind
    while true {
      let candidate = tokens[place]
      if candidate.newlineBefore, !context.contains(.newlinesAreBlank) { return false }
      switch candidate.kind {
      case .assign: return true
      case .doubleColon, .where: place += 1
      case .name, .dot, .integer: if place == behind { return false } else { place += 1 }
      case .operator where candidate.precedence == .comparison: if place == behind { return false } else { place += 1 }
      case .openBrace, .openParenthesis:
        guard place > behind, candidate.match > 0 else { return false }
        place = Int(candidate.match) + 1
      default: return false
      }
    }
  }

  mutating func parseShortDefinition(commas: Bool) -> Expression {
    let start = Int(token.start)
    let outer = context
    let name = parseCallee()
    var function = parseSignature(form: .short, name: name)
    let signatureHeight = height
    context = outer
    guard !isRecovering, token.kind == .assign else { return failAtUnexpected(token) }
    advance()
    if token.kind == .endOfSource || ends(token) { return failWithoutOperand(after: previous) }
    let body = parseAssignment(commas: commas)
    grow(max(signatureHeight, height), by: 2)
    function.body = body
    return Expression(.function(function), Span(start, max(start, body.span.end)))
  }

  /// Whether `a ⊕ b` before an equals sign is the signature of a definition. Operators of ASCII are left out: whoever
  /// writes `a + b = c` hardly means to define a sum.
  func isInfixSignature(_ target: Expression) -> Bool {
    guard !isRecovering, let (sign, operands) = target.infix, !sign.isDotted,
      sign.name.unicodeScalars.first?.isASCII == false
    else { return false }
    return operands.allSatisfy { operand in
      switch operand.kind {
      case .name, .typed: true
      default: false
      }
    }
  }

  /// The rest of `a ⊕ b = …`, from the equals sign.
  @inline(never) mutating func parseInfixDefinition(_ target: Expression, commas: Bool) -> Expression {
    guard let (sign, operands) = target.infix else { return failAtUnexpected(token) }
    let targetHeight = height
    advance()
    if token.kind == .endOfSource || ends(token) { return failWithoutOperand(after: previous) }
    let body = parseAssignment(commas: commas)
    grow(max(targetHeight, height), by: 2)
    let parameters = operands.map { operand in
      if case .typed(let pattern, let type) = operand.kind {
        return Parameter(pattern: pattern, type: type, span: operand.span)
      }
      return Parameter(pattern: operand, span: operand.span)
    }
    let name = Expression(.operatorName(sign), sign.span)
    return Expression(
      .function(Function(form: .short, name: name, parameters: parameters, body: body)), target.span.union(body.span))
  }

  /// What is defined: a name, a field, an operator, a type with parameters, or a typed value in parentheses.
  private mutating func parseCallee() -> Expression {
    let first = token
    height = 1
    switch first.kind {
    case .operator:
      advance()
      return Expression(.operatorName(operatorName(first)), first.span)
    case .openParenthesis:
      return parseParentheses()
    case .name, .wordOperator:
      advance()
      var callee = Expression(.name(text(first)), first.span)
      while token.kind == .dot, !token.spaceBefore, !isRecovering {
        advance()
        if token.kind == .colon { advance() }
        guard let part = takeSymbolName() else { return failAtUnexpected(token) }
        callee = Expression(.field(callee, part), span(from: Int(first.start)))
        grow(height)
      }
      if token.kind == .openBrace, !token.spaceBefore {
        callee = Expression(.parameters(callee, parseBraceList()), span(from: Int(first.start)))
      }
      return callee
    default:
      return failAtUnexpected(first)
    }
  }

  /// Parameters with what follows them: a return type and type variables.
  private mutating func parseSignature(form: Function.Form, name: Expression?) -> Function {
    let nameHeight = height
    let (parameters, keywords) = parseParameters()
    var tallest = max(nameHeight, height)
    var returnType: Expression?
    var variables: [Expression] = []
    if token.kind == .doubleColon, !breaksLine {
      advance()
      returnType = parseCall()
      tallest = max(tallest, height)
    }
    while token.kind == .where, !breaksLine, !isRecovering {
      advance()
      variables += parseTypeVariables()
      tallest = max(tallest, height)
    }
    height = tallest
    return Function(
      form: form, name: name, parameters: parameters, keywords: keywords, typeVariables: variables,
      returnType: returnType, body: nil)
  }

  // MARK: - Parameters

  /// `(a, b::T = 1, rest...; key = 2, others...)`.
  private mutating func parseParameters() -> (positional: [Parameter], keywords: [Parameter]) {
    let open = token
    guard depth < Self.nestingLimit else {
      tooDeep()
      return ([], [])
    }
    guard enter() else { return ([], []) }
    depth += 1
    defer { depth -= 1 }
    let outer = context
    context = [.newlinesAreBlank, .forEnds]
    defer { leave(outer) }
    var positional: [Parameter] = []
    var keywords: [Parameter] = []
    var afterSemicolon = false
    var tallest = 0
    while token.kind != .closeParenthesis, !isRecovering {
      if token.kind == .semicolon {
        afterSemicolon = true
        advance()
        continue
      }
      let parameter = parseParameter()
      if afterSemicolon { keywords.append(parameter) } else { positional.append(parameter) }
      tallest = max(tallest, height)
      switch token.kind {
      case .operator, .wordOperator, .openParenthesis, .openBracket, .dot, .prime, .colon: failAtParameter()
      default: break
      }
      guard separate(open, closing: .closeParenthesis) else { break }
    }
    close(open, .closeParenthesis)
    grow(tallest, by: 2)
    return (positional, keywords)
  }

  mutating func parseParameter() -> Parameter {
    let start = Int(token.start)
    height = 1
    var pattern: Expression?
    var tallest = 1
    switch token.kind {
    case .doubleColon: break
    case .name where !(next.kind == .rawString && !next.spaceBefore):
      pattern = Expression(.name(text(token)), token.span)
      advance()
    case .openParenthesis:
      let tuple = parseParentheses()
      checkPattern(tuple)
      pattern = tuple
    case .macroName:
      let call = parseMacro()
      pattern = call
      if case .macroCall("nospecialize", let arguments) = call.kind, let first = arguments.first { pattern = first }
    default:
      failAtParameter()
      return Parameter(pattern: nil, span: span(from: start))
    }
    tallest = max(tallest, height)
    var type: Expression?
    if token.kind == .doubleColon, !isRecovering {
      advance()
      type = parseType()
      tallest = max(tallest, height)
    }
    var isVariadic = false
    if token.kind == .ellipsis {
      isVariadic = true
      advance()
    }
    var defaultValue: Expression?
    if token.kind == .assign, !isRecovering {
      advance()
      if token.kind == .endOfSource || ends(token) {
        defaultValue = failWithoutOperand(after: previous)
      } else {
        defaultValue = parseAssignment(commas: false)
      }
      tallest = max(tallest, height)
    }
    height = tallest
    return Parameter(
      pattern: pattern, type: type, defaultValue: defaultValue, isVariadic: isVariadic, span: span(from: start))
  }

  /// A parameter in parentheses takes its argument apart into names.
  private mutating func checkPattern(_ pattern: Expression) {
    switch pattern.kind {
    case .name, .error, .namedTuple: return
    case .typed(let name?, _): checkPattern(name)
    case .splat(let inner): checkPattern(inner)
    case .tuple(let elements):
      for element in elements { checkPattern(element) }
    default:
      report("bad-parameter", "a parameter has to be a name", at: pattern.span)
    }
  }

  // MARK: - Functions without a name

  /// `(x, y) -> body`.
  mutating func parseArrowFunction() -> Expression {
    let start = Int(token.start)
    let outer = context
    let (parameters, keywords) = parseParameters()
    context = outer
    return parseArrowBody(parameters, keywords, start)
  }

  /// The arrow behind a single parameter without parentheses.
  mutating func parseArrow(from left: Expression) -> Expression {
    var parameter = Parameter(pattern: left, span: left.span)
    switch left.kind {
    case .name: break
    case .typed(let name, let type):
      parameter.pattern = name
      parameter.type = type
      if let name { checkPattern(name) }
    case .tuple(let elements):
      let parameters = elements.map { Parameter(pattern: $0, span: $0.span) }
      checkPattern(left)
      return parseArrowBody(parameters, [], left.span.start)
    case .call:
      report(
        "bad-parameter", "only names can stand before `->`", at: left.span,
        hint: "`f(x) = …` defines a function with a name")
    default:
      report("bad-parameter", "a parameter has to be a name", at: left.span, hint: "write `x -> …` or `(x, y) -> …`")
    }
    return parseArrowBody([parameter], [], left.span.start)
  }

  private mutating func parseArrowBody(_ parameters: [Parameter], _ keywords: [Parameter], _ start: Int) -> Expression {
    let parametersHeight = height
    let arrow = token
    guard !isRecovering, arrow.kind == .arrow else { return Expression(.error, span(from: start)) }
    advance()
    if token.kind == .endOfSource || ends(token) { return failWithoutOperand(after: arrow) }
    let body = parseAssignment(commas: false)
    grow(max(parametersHeight, height), by: 2)
    let function = Function(form: .anonymous, name: nil, parameters: parameters, keywords: keywords, body: body)
    return Expression(.function(function), Span(start, max(start, body.span.end)))
  }

  /// `do x, y … end` behind a call.
  mutating func addDoBlock(to arguments: inout Arguments) {
    let opener = token
    advance()
    var parameters: [Parameter] = []
    var tallest = height
    let outer = context
    context = []
    while !token.newlineBefore, token.kind != .semicolon, !token.kind.endsBlock, !isRecovering {
      parameters.append(parseParameter())
      tallest = max(tallest, height)
      guard token.kind == .comma, !token.newlineBefore else { break }
      advance()
    }
    if !isRecovering, !token.newlineBefore, token.kind != .semicolon, !token.kind.endsBlock { failAtParameter() }
    resynchronizeAtBody()
    let body = parseBlock()
    context = outer
    expectEnd(of: opener)
    grow(max(tallest, height), by: 2)
    let function = Function(form: .doBlock, name: nil, parameters: parameters, body: body)
    arguments.positional.insert(Expression(.function(function), span(from: Int(opener.start))), at: 0)
    arguments.hasDoBlock = true
  }

  // MARK: - Long definitions

  /// `function f(x) … end`, also without a name, also without parameters and body.
  mutating func parseFunction(_ opener: Token) -> Expression {
    let start = Int(opener.start)
    advance()
    let outer = context
    context = []
    defer { context = outer }
    var name: Expression?
    if token.kind == .openParenthesis {
      // `function (p::P)(x)` names a type, `function (x)` nothing.
      if token.match > 0 {
        let after = tokens[Int(token.match) + 1]
        if after.kind == .openParenthesis, !after.spaceBefore { name = parseCallee() }
      }
    } else {
      if let foreign = parseForeignFunction(opener) { return foreign }
      name = parseCallee()
      if !isRecovering, token.kind == .end {
        advance()
        let function = Function(form: .long, name: name, parameters: [], body: nil)
        return Expression(.function(function), span(from: start))
      }
    }
    height = 1
    var function = Function(form: name == nil ? .anonymous : .long, name: name, parameters: [], body: nil)
    if !isRecovering {
      if token.kind == .openParenthesis {
        if name != nil, token.spaceBefore {
          report(
            "blank-before-bracket", "no blank can stand before these parentheses", at: token.span,
            hint: "write `function f(x)`")
        }
        function = parseSignature(form: function.form, name: name)
        checkLongSignature()
      } else {
        fail(
          "missing-parameters", "the function has no parameters in parentheses", at: gap,
          hint: "write `function f(x)`, or `f()` if there are none")
      }
    }
    let signatureHeight = height
    resynchronizeAtBody()
    function.body = parseBlock()
    expectEnd(of: opener)
    grow(max(signatureHeight, height), by: 2)
    return Expression(.function(function), span(from: start))
  }

  private mutating func checkLongSignature() {
    guard !isRecovering, !token.newlineBefore else { return }
    switch token.kind {
    case .assign:
      report(
        "function-equals", "no `=` is written after the parameters of `function`", at: token.span,
        hint: "either `f(x) = …` alone, or `function f(x) … end`")
      advance()
    case .openBrace: failAtForeignBlock()
    default: skipForeignColon()
    }
  }
}

extension Expression {
  /// The operator between two operands, and these.
  fileprivate var infix: (sign: Operator, operands: [Expression])? {
    switch kind {
    case .binary(let sign, let left, let right): (sign, [left, right])
    case .comparison(let operands, let signs) where operands.count == 2: (signs[0], operands)
    default: nil
    }
  }
}
