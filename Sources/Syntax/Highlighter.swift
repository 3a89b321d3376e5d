// Source text cut into classes of tokens, for colouring it on a page or in a terminal.

/// What a stretch of source is to a reader.
public enum TokenClass: String, Hashable, Sendable, CaseIterable {
  case keyword, `operator`, number, string, comment
  /// A name that is called or defined as a function.
  case function
  case macro, symbol
  /// A name after `::`, `<:` or `struct`, or before `{`.
  case type
  /// `true`, `nothing`, `π` and the like.
  case constant
  case name, punctuation
  /// Blanks, and what is none of these.
  case text
}

/// Classifies source text by the parser's own lexer.
public enum Highlighter {
  /// Consecutive spans that cover the text without gaps, each with its class. Never fails, whatever the text is.
  public static func spans(of source: String) -> [(Span, TokenClass)] {
    let bytes = Array(source.utf8)
    let lexer = Lexer.run(bytes)
    var painter = Painter(bytes: bytes, tokens: lexer.tokens)
    var comment = 0
    for index in lexer.tokens.indices {
      let token = lexer.tokens[index]
      while comment < lexer.comments.count, lexer.comments[comment].start < token.start || token.kind == .endOfSource {
        painter.paint(lexer.comments[comment], .comment)
        comment += 1
      }
      painter.paint(token.span, painter.tokenClass(at: index))
    }
    painter.paint(Span(bytes.count, bytes.count), .text)
    return painter.spans
  }

  private struct Painter {
    let bytes: [UInt8]
    let tokens: ContiguousArray<Token>
    var spans: [(Span, TokenClass)] = []
    var end = 0

    /// Adds a span and, before it, the text since the last one; neighbours of one string join.
    mutating func paint(_ span: Span, _ tokenClass: TokenClass) {
      if span.start > end { spans.append((Span(end, span.start), .text)) }
      let start = max(span.start, end)
      guard span.end > start else {
        end = max(end, span.start)
        return
      }
      if tokenClass == .string, let last = spans.last, last.1 == .string, last.0.end == start {
        spans[spans.count - 1].0.end = span.end
      } else {
        spans.append((Span(start, span.end), tokenClass))
      }
      end = span.end
    }

    func tokenClass(at index: Int) -> TokenClass {
      let token = tokens[index]
      let following = tokens[min(index + 1, tokens.count - 1)]
      let before = index > 0 ? tokens[index - 1] : nil
      switch token.kind {
      case .endOfSource: return .text
      case .integer, .float, .float32: return .number
      case .character, .stringStart, .stringText, .stringEnd, .rawString, .command: return .string
      case .interpolation: return .operator
      case .macroName: return .macro
      case .name:
        if following.kind == .rawString, !following.spaceBefore { return .string }
        if isQuoted(index) { return .symbol }
        if let before, before.kind == .rawString, !token.spaceBefore { return .string }
        return nameClass(token, before: before, following: following)
      case .wordOperator: return isQuoted(index) ? .symbol : .operator
      case .true, .false: return .constant
      case .where: return .keyword
      case .end where isIndexEnd(index): return .number
      case let kind where kind.isKeyword: return isQuoted(index) ? .symbol : .keyword
      case .openParenthesis, .closeParenthesis, .openBracket, .closeBracket, .openBrace, .closeBrace, .comma,
        .semicolon, .dot:
        return .punctuation
      case .colon: return isSymbolColon(index) ? .symbol : .operator
      case .operator where isQuoted(index): return .symbol
      case .assign, .dotAssign, .update, .arrow, .question, .doubleColon, .prime, .ellipsis, .operator:
        return .operator
      default: return .text
      }
    }

    private func nameClass(_ token: Token, before: Token?, following: Token) -> TokenClass {
      if following.kind == .openParenthesis, !following.spaceBefore { return .function }
      if following.kind == .dot, !following.spaceBefore {
        let place = tokens.firstIndexAfter(following)
        if let place, tokens[place].kind == .openParenthesis, !tokens[place].spaceBefore { return .function }
      }
      if following.kind == .openBrace, !following.spaceBefore { return .type }
      if let before {
        if before.kind == .doubleColon || before.kind == .struct { return .type }
        if before.kind == .operator, before.length == 2, bytes[Int(before.start) + 1] == UInt8(ascii: ":") {
          return .type
        }
      }
      let text = String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
      if (text == "mutable" && following.kind == .struct) || (text == "abstract" && following.kind == .name) {
        return .keyword
      }
      switch text {
      case "nothing", "missing", "pi", "π", "ℯ", "im", "Inf", "NaN", "∞": return .constant
      default: return .name
      }
    }

    /// Whether a colon right before makes the word a symbol.
    private func isQuoted(_ index: Int) -> Bool {
      index > 0 && !tokens[index].spaceBefore && tokens[index - 1].kind == .colon && isSymbolColon(index - 1)
    }

    /// Whether a colon quotes: it follows no value, and something follows it.
    private func isSymbolColon(_ index: Int) -> Bool {
      let following = tokens[index + 1]
      guard !following.spaceBefore, following.kind != .endOfSource else { return false }
      switch following.kind {
      case .name, .wordOperator, .operator: break
      case let kind where kind.isKeyword: break
      default: return false
      }
      guard index > 0 else { return true }
      let before = tokens[index - 1]
      switch before.kind {
      case .name, .integer, .float, .float32, .character, .stringEnd, .rawString, .closeParenthesis, .closeBracket,
        .closeBrace, .prime, .end, .true, .false:
        return tokens[index].spaceBefore && !following.spaceBefore
      default: return true
      }
    }

    /// Whether an `end` stands in an index: the innermost thing open before it is a bracket.
    private func isIndexEnd(_ index: Int) -> Bool {
      indexEnds.contains(index)
    }

    /// The `end`s that are indices.
    private let indexEnds: Set<Int>

    init(bytes: [UInt8], tokens: ContiguousArray<Token>) {
      self.bytes = bytes
      self.tokens = tokens
      var found: Set<Int> = []
      var open: [Token.Kind] = []
      for (index, token) in tokens.enumerated() {
        switch token.kind {
        case .end where open.last == .openBracket: found.insert(index)
        case .end where open.last?.opensBlock == true: open.removeLast()
        case let kind where kind.isOpeningBracket: open.append(kind)
        case .closeParenthesis, .closeBracket, .closeBrace:
          if let place = open.lastIndex(where: \.isOpeningBracket) { open.removeSubrange(place...) }
        case let kind where kind.opensBlock:
          // `for` and `if` of a comprehension, and `begin` of an index, open no block.
          if open.last?.isOpeningBracket == true, kind == .for || kind == .if || kind == .begin { break }
          open.append(kind)
        default: break
        }
      }
      indexEnds = found
    }
  }
}

extension ContiguousArray<Token> {
  /// The index of the token right behind another one; they lie in the order of the text.
  fileprivate func firstIndexAfter(_ token: Token) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].start < token.end { low = middle + 1 } else { high = middle }
    }
    return low < count ? low : nil
  }
}
