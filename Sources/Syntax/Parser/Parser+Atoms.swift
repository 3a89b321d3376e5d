// The smallest values: literals, names, operators as values, symbols, and the words that begin a form.

extension Parser {
  mutating func parseAtom() -> Expression {
    height = 1
    let first = token
    switch first.kind {
    case .name, .wordOperator:
      return parseName()
    case .integer, .float, .float32:
      return parseNumber()
    case .stringStart:
      return parseString()
    case .character:
      advance()
      return parseCharacter(first)
    case .true, .false:
      advance()
      return Expression(.boolean(first.kind == .true), first.span)
    case .openParenthesis:
      return parseParentheses()
    case .openBracket:
      return parseBrackets(of: nil)
    case .openBrace:
      return failAtBraces()
    case .colon:
      return parseColon()
    case .operator where first.precedence != .equation || next.kind.isClosingBracket || next.kind == .comma:
      return parseOperatorName()
    case .macroName:
      return parseMacro()
    case .end where context.contains(.endIsIndex):
      advance()
      return Expression(.indexEnd, first.span)
    case .begin where context.contains(.endIsIndex):
      advance()
      return Expression(.indexBegin, first.span)
    case .begin, .if, .for, .while, .function, .return, .let, .try, .struct, .const, .global, .local, .using, .import,
      .break, .continue, .quote:
      return parseForm(first)
    case .module, .macro, .export:
      return failAtUnsupported(first)
    default:
      return failAtUnexpected(first)
    }
  }

  private mutating func parseName() -> Expression {
    let name = token
    if next.kind == .rawString, !next.spaceBefore {
      let literal = parsePrefixedString()
      // `var"any name"`
      guard case .prefixedString("var", let text, _) = literal.kind else { return literal }
      return Expression(.name(text), literal.span)
    }
    if let form = parseContextualForm() { return form }
    advance()
    return Expression(.name(text(name)), name.span)
  }

  private mutating func parseOperatorName() -> Expression {
    let sign = token
    let following = next
    if sign.precedence == .prefix, bytes[Int(sign.start)] == UInt8(ascii: "$") { return failAtUnexpected(sign) }
    let isCalled = following.kind == .openParenthesis && !following.spaceBefore
    let standsAlone =
      ends(following) || following.kind == .endOfSource || following.kind == .assign
      || following.newlineBefore && !context.contains(.newlinesAreBlank)
      || following.kind == .dot || following.kind == .for
      || following.kind == .operator && token(following, is: "∘")
    guard isCalled || standsAlone || context.contains(.blanksSeparate) && following.spaceBefore,
      sign.isDotted || sign.precedence != .or && sign.precedence != .and
    else { return failAtUnexpected(sign) }
    advance()
    return Expression(.operatorName(operatorName(sign)), sign.span)
  }

  // MARK: - Symbols

  /// A lone colon, `:name` or `:(expression)`.
  private mutating func parseColon() -> Expression {
    let colon = token
    let following = next
    advance()
    if following.spaceBefore || ends(following) && following.kind != .end && !following.kind.isKeyword
      || following.kind == .endOfSource
    {
      return Expression(.colon, colon.span)
    }
    let start = Int(colon.start)
    switch following.kind {
    case .openParenthesis:
      return parseQuote(start)
    case .integer, .float, .float32, .stringStart, .character, .true, .false:
      let value = parseAtom()
      return Expression(.quote(value), Span(start, value.span.end))
    case .openBracket:
      let value = parseBrackets(of: nil)
      grow(height)
      return Expression(.quote(value), Span(start, value.span.end))
    default:
      guard let name = takeSymbolName() else { return failAtUnexpected(token) }
      return Expression(.symbol(name), span(from: start))
    }
  }

  /// The name behind a colon: any word or operator.
  mutating func takeSymbolName() -> String? {
    let token = token
    switch token.kind {
    case .name, .wordOperator, .operator, .assign, .dotAssign, .update, .arrow, .question, .colon, .doubleColon,
      .ellipsis, .dot:
      advance()
      return text(token)
    case .openParenthesis:
      // `Base.:(==)`
      guard token.match == index + 2 else { return nil }
      advance()
      let name = text(self.token)
      advance()
      advance()
      return name
    case let kind where kind.isKeyword:
      advance()
      return text(token)
    default:
      return nil
    }
  }

  /// `:(…)`; an operator alone in the parentheses is a symbol.
  private mutating func parseQuote(_ start: Int) -> Expression {
    if token.match == index + 2 {
      switch next.kind {
      case .operator, .assign, .dotAssign, .update, .arrow, .question, .colon, .doubleColon, .ellipsis:
        let name = takeSymbolName() ?? ""
        return Expression(.symbol(name), span(from: start))
      default: break
      }
    }
    quoteDepth += 1
    let value = parseParentheses()
    quoteDepth -= 1
    grow(height)
    return Expression(.quote(value), span(from: start))
  }
}
