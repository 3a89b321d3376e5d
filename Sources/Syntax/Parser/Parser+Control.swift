// The forms that begin with a keyword, but for definitions of functions and types.

extension Parser {
  mutating func parseForm(_ opener: Token) -> Expression {
    guard depth < Self.nestingLimit else { return tooDeep() }
    let start = Int(opener.start)
    switch opener.kind {
    case .begin: return parseBegin(opener)
    case .quote:
      quoteDepth += 1
      let block = parseBegin(opener)
      quoteDepth -= 1
      grow(height)
      return Expression(.quote(block), block.span)
    case .if: return parseIf(opener)
    case .for: return parseFor(opener)
    case .while: return parseWhile(opener)
    case .let: return parseLet(opener)
    case .try: return parseTry(opener)
    case .function: return parseFunction(opener)
    case .struct: return parseStructure(opener, isMutable: false)
    case .return: return parseReturn()
    case .const: return parseConst(opener)
    case .global, .local: return parseScope(opener)
    case .using, .import: return parseUsing(opener)
    case .break, .continue:
      advance()
      return Expression(opener.kind == .break ? .break : .continue, opener.span)
    default:
      return failAtUnexpected(opener, from: start)
    }
  }

  private mutating func parseBegin(_ opener: Token) -> Expression {
    advance()
    var block = parseBlock()
    expectEnd(of: opener)
    block.span = span(from: Int(opener.start))
    return block
  }

  /// The condition of `if`, `elseif` and `while`.
  private mutating func parseCondition(of opener: Token) -> Expression {
    advance()
    let outer = context
    context = [.header]
    defer { context = outer }
    if token.newlineBefore || token.kind == .endOfSource || token.kind == .semicolon {
      let missing = fail("missing-condition", "`\(text(opener))` has no condition", at: opener.span)
      resynchronizeAtBody()
      return missing
    }
    let condition = parseNested(.conditional)
    checkHeader(after: condition)
    resynchronizeAtBody()
    return condition
  }

  private mutating func parseIf(_ opener: Token) -> Expression {
    var branches: [(condition: Expression, body: Expression)] = []
    var otherwise: Expression?
    var tallest = 0
    var part = opener
    while true {
      let condition = parseCondition(of: part)
      tallest = max(tallest, height)
      let body = parseBlock(of: .if)
      tallest = max(tallest, height)
      branches.append((condition, body))
      if isRecovering { break }
      if token.kind == .elseif {
        part = token
      } else if isForeignElseif {
        report("foreign-elseif", "`\(text(token))` is not a keyword", at: token.span, hint: "write `elseif`")
        part = token
      } else {
        break
      }
    }
    if token.kind == .else, !isRecovering {
      advance()
      if token.kind == .if, !token.newlineBefore, elseIf == nil { elseIf = Span(Int(previous.start), Int(token.end)) }
      skipForeignColon()
      otherwise = parseBlock()
      tallest = max(tallest, height)
    }
    expectEnd(of: opener)
    grow(tallest, by: 2)
    return Expression(.if(branches, else: otherwise), span(from: Int(opener.start)))
  }

  private mutating func parseFor(_ opener: Token) -> Expression {
    advance()
    let outer = context
    context = [.header]
    checkForeignLoop()
    let iterations = isRecovering ? [] : parseIterations()
    if let last = iterations.last { checkHeader(after: last.iterable) }
    context = outer
    let headHeight = height
    resynchronizeAtBody()
    let body = parseBlock()
    expectEnd(of: opener)
    grow(max(headHeight, height), by: 2)
    return Expression(.for(iterations, body: body), span(from: Int(opener.start)))
  }

  private mutating func parseWhile(_ opener: Token) -> Expression {
    let condition = parseCondition(of: opener)
    let headHeight = height
    let body = parseBlock()
    expectEnd(of: opener)
    grow(max(headHeight, height), by: 2)
    return Expression(.while(condition, body: body), span(from: Int(opener.start)))
  }

  private mutating func parseLet(_ opener: Token) -> Expression {
    advance()
    let outer = context
    context = []
    defer { context = outer }
    var bindings: [Expression] = []
    var tallest = 0
    while !token.newlineBefore, token.kind != .semicolon, !token.kind.endsBlock, !isRecovering {
      let binding = parseAssignment(commas: false)
      switch binding.kind {
      case .name, .typed, .assignment, .function, .error: break
      default:
        report("bad-binding", "`let` binds names", at: binding.span, hint: "write `let x = 1, y = 2`")
      }
      bindings.append(binding)
      tallest = max(tallest, height)
      guard token.kind == .comma, !token.newlineBefore else { break }
      advance()
      // A comma at the end of the line goes on with the bindings.
      if token.newlineBefore, !isRecovering, !token.kind.endsBlock { token.flags.remove(.newlineBefore) }
    }
    if !isRecovering, !token.newlineBefore, token.kind != .semicolon, !token.kind.endsBlock {
      failAfter(bindings.last ?? Expression(.error, opener.span))
    }
    resynchronizeAtBody()
    let body = parseBlock()
    expectEnd(of: opener)
    grow(max(tallest, height), by: 2)
    return Expression(.let(bindings, body: body), span(from: Int(opener.start)))
  }

  private mutating func parseTry(_ opener: Token) -> Expression {
    advance()
    skipForeignColon()
    let body = parseBlock(of: .try)
    var form = Try(body: body, variable: nil, handler: nil, elseBody: nil, finallyBody: nil)
    var tallest = height
    if token.kind == .catch, !isRecovering {
      parseCatch(into: &form, &tallest)
    } else if isForeignCatch {
      reportForeignCatch()
      form.handler = parseBlock()
    }
    if token.kind == .else, !isRecovering {
      advance()
      form.elseBody = parseBlock()
      tallest = max(tallest, height)
    }
    if token.kind == .finally, !isRecovering {
      advance()
      form.finallyBody = parseBlock()
      tallest = max(tallest, height)
    }
    // `finally` may stand before `catch`.
    if token.kind == .catch, form.handler == nil, !isRecovering { parseCatch(into: &form, &tallest) }
    expectEnd(of: opener)
    if form.handler == nil, form.finallyBody == nil, !isRecovering {
      report(
        "try-alone", "`try` has neither `catch` nor `finally`", at: opener.span,
        hint: "add `catch` to go on after an error")
    }
    grow(tallest, by: 2)
    return Expression(.try(form), span(from: Int(opener.start)))
  }

  private mutating func parseCatch(into form: inout Try, _ tallest: inout Int) {
    advance()
    if token.kind == .name, !token.newlineBefore, isCatchVariable {
      form.variable = text(token)
      advance()
    }
    skipForeignColon()
    form.handler = parseBlock()
    tallest = max(tallest, height)
  }

  /// Whether the name behind `catch` is the error's, not the handler's first statement.
  private var isCatchVariable: Bool {
    next.newlineBefore || next.kind == .semicolon || next.kind.endsBlock || next.kind == .name || next.kind.isKeyword
      || next.kind == .colon
  }

  private mutating func parseReturn() -> Expression {
    let word = token
    advance()
    if isAtEnd || token.kind == .endOfSource {
      height = 1
      return Expression(.return(nil), word.span)
    }
    let value = parseAssignment(commas: !context.contains(.newlinesAreBlank) && !context.contains(.blanksSeparate))
    grow(height)
    return Expression(.return(value), Span(Int(word.start), value.span.end))
  }

  private mutating func parseConst(_ word: Token) -> Expression {
    advance()
    let value = parseAssignment(commas: true)
    grow(height)
    switch value.kind {
    case .assignment, .global, .function, .error: break
    default:
      report("const-without-value", "`const` has to name a value", at: value.span, hint: "write `const c = 299792458`")
    }
    return Expression(.const(value), Span(Int(word.start), value.span.end))
  }

  private mutating func parseScope(_ word: Token) -> Expression {
    advance()
    if token.kind == .const {
      let value = parseConst(token)
      grow(height)
      return Expression(.global([value]), Span(Int(word.start), value.span.end))
    }
    if isAtEnd || token.kind == .endOfSource {
      return fail("missing-name", "a name is missing behind `\(text(word))`", at: word.span)
    }
    let value = parseAssignment(commas: true)
    var names = [value]
    if case .tuple(let elements) = value.kind { names = elements }
    for name in names {
      switch name.kind {
      case .name, .typed, .assignment, .update, .function, .error, .tuple: break
      default: report("bad-target", "`\(text(word))` is followed by names", at: name.span)
      }
    }
    grow(height)
    let span = Span(Int(word.start), value.span.end)
    return Expression(word.kind == .global ? .global(names) : .local(names), span)
  }

  /// `using A, B.C: d` and `import A as B`.
  private mutating func parseUsing(_ word: Token) -> Expression {
    advance()
    var imports: [Import] = []
    while !isRecovering {
      while token.kind == .dot || token.kind == .ellipsis { advance() }
      guard token.kind == .name, !token.newlineBefore else {
        fail("missing-name", "the name of a package is missing", at: gap)
        break
      }
      var path = [text(token)]
      advance()
      while token.kind == .dot, !token.newlineBefore, next.kind == .name || next.kind == .macroName {
        advance()
        path.append(text(token))
        advance()
      }
      imports.append(Import(path: path, alias: parseAlias(), names: []))
      if token.kind == .colon, !token.newlineBefore {
        advance()
        imports[imports.count - 1].names = parseImportedNames()
        break
      }
      guard token.kind == .comma else { break }
      advance()
    }
    height = 1
    return Expression(.using(imports, extends: word.kind == .import), span(from: Int(word.start)))
  }

  private mutating func parseImportedNames() -> [(name: String, alias: String?)] {
    var names: [(name: String, alias: String?)] = []
    while !isRecovering {
      let name: String
      switch token.kind {
      case .name, .macroName, .operator, .wordOperator: name = text(token)
      case .openParenthesis where token.match == index + 2:
        advance()
        name = text(token)
        advance()
      default:
        fail("missing-name", "the name of an import is missing", at: gap)
        return names
      }
      advance()
      names.append((name, parseAlias()))
      guard token.kind == .comma else { break }
      advance()
    }
    return names
  }

  /// The name after `as`.
  private mutating func parseAlias() -> String? {
    guard token.kind == .name, token(token, is: "as"), !token.newlineBefore, next.kind == .name else { return nil }
    advance()
    defer { advance() }
    return text(token)
  }
}
