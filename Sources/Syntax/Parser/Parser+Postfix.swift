// What stands right behind a value: arguments, indices, type parameters, fields, the adjoint.

extension Parser {
  /// A value with everything that belongs to it; also `::Type` without a value.
  mutating func parseCall() -> Expression {
    if token.kind == .doubleColon {
      guard depth < Self.nestingLimit else { return tooDeep() }
      if needsLargeStack { return onLargeStack { $0.parseCall() } }
      depth += 1
      defer { depth -= 1 }
      let start = Int(token.start)
      advance()
      let type = parseType()
      grow(height)
      return Expression(.typed(nil, type), Span(start, type.span.end))
    }
    let first = token
    let atom = parseAtom()
    // Forms that end with `end` take nothing behind them.
    if first.kind.isKeyword, first.kind != .true, first.kind != .false, first.kind != .begin || !isIndex(atom) {
      if first.kind != .end { return atom }
    }
    return parsePostfix(atom, isNumber: first.kind.isNumber)
  }

  private func isIndex(_ expression: Expression) -> Bool {
    if case .indexBegin = expression.kind { return true }
    return false
  }

  private mutating func parsePostfix(_ base: Expression, isNumber: Bool) -> Expression {
    var left = base
    while !token.spaceBefore, !isRecovering {
      let leftHeight = height
      let start = left.span.start
      switch token.kind {
      case .openParenthesis:
        if isNumber, left.span == base.span { return left }
        var arguments = parseArguments()
        if token.kind == .do, !breaksLine { addDoBlock(to: &arguments) }
        grow(max(leftHeight, height))
        left = Expression(.call(left, arguments), span(from: start))
      case .openBracket:
        let content = parseBrackets(of: left)
        grow(max(leftHeight, height))
        left = content
      case .openBrace:
        let list = parseBraceList()
        grow(max(leftHeight, height))
        left = Expression(.parameters(left, list), span(from: start))
      case .dot:
        guard let part = parseDot(left) else { return left }
        left = part
        grow(max(leftHeight, height))
      case .prime:
        advance()
        grow(leftHeight)
        left = Expression(.adjoint(left), span(from: start))
      default:
        return left
      }
    }
    return left
  }

  /// `.name`, `.(arguments)` or `.:operator` behind a value.
  private mutating func parseDot(_ base: Expression) -> Expression? {
    let start = base.span.start
    let dot = token
    advance()
    if token.newlineBefore || token.kind == .endOfSource {
      return fail("missing-field", "the name of a field is missing behind `.`", at: dot.span)
    }
    switch token.kind {
    case .openParenthesis:
      let arguments = parseArguments()
      return Expression(.dotCall(base, arguments), span(from: start))
    case .name:
      let name = text(token)
      advance()
      height = 1
      return Expression(.field(base, name), span(from: start))
    case .colon:
      advance()
      guard let name = takeSymbolName() else {
        return fail("missing-field", "the name of a field is missing behind `.`", at: dot.span)
      }
      height = 1
      return Expression(.field(base, name), span(from: start))
    case .macroName:
      // `Base.@time`: the module adds nothing.
      return parseMacro()
    case .operator where bytes[Int(token.start)] == UInt8(ascii: "$"):
      advance()
      return fail(
        "missing-field", "a field is named, it cannot be computed here", at: span(from: start),
        hint: "use `getfield(x, name)`")
    default:
      return fail("missing-field", "the name of a field is missing behind `.`", at: dot.span)
    }
  }

  // MARK: - Arguments

  /// The arguments in parentheses.
  mutating func parseArguments() -> Arguments {
    let open = token
    guard enter() else { return Arguments([]) }
    let outer = context
    context = context.intersection(.endIsIndex).union([.newlinesAreBlank, .forEnds])
    defer { leave(outer) }
    var arguments = Arguments([])
    var tallest = 0
    var afterSemicolon = false
    while token.kind != .closeParenthesis, !isRecovering {
      if token.kind == .semicolon {
        afterSemicolon = true
        advance()
        continue
      }
      if token.kind == .comma {
        fail("missing-argument", "an argument is missing before this comma", at: token.span)
        break
      }
      if token.kind == .name, next.kind == .assign {
        arguments.keywords.append(parseKeyword())
      } else {
        let first = token
        var value = parseAssignment(commas: false)
        if token.kind == .for, !isRecovering { value = parseGenerator(value) }
        if afterSemicolon {
          arguments.keywords.append(keyword(from: value))
        } else {
          if case .assignment(let target, _) = value.kind, first.kind != .openParenthesis {
            report(
              "bad-keyword", "the name of a keyword argument has to be a plain name", at: target.span,
              hint: "to compare, write `==`; an assignment as an argument is put in parentheses")
          }
          arguments.positional.append(value)
        }
      }
      tallest = max(tallest, height)
      guard separate(open, closing: .closeParenthesis) else { break }
    }
    close(open, .closeParenthesis)
    grow(tallest, by: 2)
    return arguments
  }

  /// `name = value`.
  mutating func parseKeyword() -> KeywordArgument {
    let name = token
    advance()
    advance()
    if token.kind == .endOfSource || ends(token) {
      let missing = failWithoutOperand(after: previous)
      return KeywordArgument(name: text(name), value: missing, span: name.span)
    }
    let value = parseAssignment(commas: false)
    return KeywordArgument(name: text(name), value: value, span: Span(Int(name.start), value.span.end))
  }

  /// What stands after the semicolon without `=`: a name for itself, a field, or a splat.
  mutating func keyword(from value: Expression) -> KeywordArgument {
    switch value.kind {
    case .name(let name): return KeywordArgument(name: name, value: value, span: value.span)
    case .field(_, let name): return KeywordArgument(name: name, value: value, span: value.span)
    case .splat, .error: return KeywordArgument(name: nil, value: value, span: value.span)
    case .binary(let pair, _, _) where pair.name == "=>":
      return KeywordArgument(name: nil, value: value, span: value.span)
    default:
      report(
        "bad-keyword", "after `;` stand keyword arguments", at: value.span,
        hint: "write `name = value`, or use a comma before it")
      return KeywordArgument(name: nil, value: value, span: value.span)
    }
  }

  // MARK: - Brackets

  /// Goes into a bracket, or fails at one that is never closed.
  mutating func enter() -> Bool {
    guard !isRecovering else { return false }
    let open = token
    if open.match < 0 {
      if open.flags.contains(.openAtEnd), diagnostics.isEmpty { isIncomplete = true }
      fail(
        "unclosed-bracket", "`\(text(open))` is not closed", at: open.span,
        hint: "close it with `\(Self.partner(of: open.kind))`")
      return false
    }
    if open.flags.contains(.mismatched) {
      let close = tokens[Int(open.match)]
      fail(
        "mismatched-bracket", "`\(text(open))` is closed by `\(text(close))`", at: close.span,
        hint: "close it with `\(Self.partner(of: open.kind))`")
      return false
    }
    openBrackets += 1
    advance()
    return true
  }

  /// Comes back out of a bracket.
  mutating func leave(_ outer: Context) {
    openBrackets -= 1
    context = outer
  }

  static func partner(of kind: Token.Kind) -> String {
    switch kind {
    case .openBracket: "]"
    case .openBrace: "}"
    default: ")"
    }
  }

  /// After an element of a list: takes a comma, or says that one is missing; false where the list ends.
  mutating func separate(_ open: Token, closing: Token.Kind) -> Bool {
    guard !isRecovering else { return false }
    if token.kind == .comma {
      advance()
      return true
    }
    return token.kind == .semicolon
  }

  /// Takes the closing bracket of a list.
  mutating func close(_ open: Token, _ kind: Token.Kind) {
    guard !isRecovering else { return }
    if token.kind == kind { return advance() }
    failInList(open)
  }

  /// `{…}` behind a type or `where`.
  mutating func parseBraceList() -> [Expression] {
    let open = token
    guard enter() else { return [] }
    let outer = context
    context = [.newlinesAreBlank, .forEnds]
    defer { leave(outer) }
    var elements: [Expression] = []
    var tallest = 0
    while token.kind != .closeBrace, !isRecovering, token.kind != .comma {
      elements.append(typeVariable(parseAssignment(commas: false)))
      tallest = max(tallest, height)
      guard separate(open, closing: .closeBrace), token.kind != .semicolon else { break }
    }
    close(open, .closeBrace)
    grow(tallest, by: 2)
    return elements
  }
}
