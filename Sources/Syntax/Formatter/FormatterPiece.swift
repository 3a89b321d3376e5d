// What the formatter moves about: tokens, whole strings, and comments.

/// A stretch of source that stays as it is, while the blanks around it may change.
struct FormatterPiece {
  enum Content {
    case token
    /// A string from its opening to its closing quote.
    case string
    case comment
  }

  var content: Content
  var kind: Token.Kind
  var role: TokenRoles.Role
  var precedence: Precedence
  var span: Span
  /// Blanks before it on its line, in columns; line breaks before it.
  var gap = 0
  var lineBreaks = 0
  /// 1-based lines of its beginning and end.
  var firstLine = 0
  var lastLine = 0
  /// The column (from 0) where it stood.
  var column = 0
  /// Whether it is `begin` or `end` in an index, or a word behind a colon.
  var isWord: Bool { kind.isKeyword && role != .value && kind != .true && kind != .false }

  /// Whether it opens a block that `end` closes.
  var opensBlock: Bool { role == .opener || kind.opensBlock && role != .value && role != .clause }
  var closesBlock: Bool { kind == .end && role != .value }
  /// Whether it begins another part of its block.
  var dividesBlock: Bool {
    guard role != .value else { return false }
    return kind == .else || kind == .elseif || kind == .catch || kind == .finally
  }

  /// Whether a line that ends with it goes on.
  var demandsMore: Bool {
    switch kind {
    case .operator, .wordOperator: role != .value
    case .comma, .assign, .dotAssign, .update, .arrow, .question, .doubleColon: true
    case .colon: role == .tight || role == .spaced
    case .where: true
    default: false
    }
  }

  /// Whether a value can end with it.
  var endsValue: Bool {
    if content == .string { return true }
    switch kind {
    case .name, .integer, .float, .float32, .character, .rawString, .prime, .true, .false: return true
    case .end: return true
    default: return kind.isClosingBracket || role == .value
    }
  }
}

extension FormatterPiece {
  /// The tokens and comments of a text in order, each string as one piece.
  static func pieces(
    of source: SourceText, _ tokens: ContiguousArray<Token>, _ comments: [Span], _ roles: [TokenRoles.Role]
  ) -> [FormatterPiece] {
    var pieces: [FormatterPiece] = []
    var comment = 0
    var index = 0
    func takeComments(before offset: Int) {
      while comment < comments.count, comments[comment].start < offset {
        pieces.append(
          FormatterPiece(content: .comment, kind: .bad, role: .none, precedence: .none, span: comments[comment]))
        comment += 1
      }
    }
    while tokens[index].kind != .endOfSource {
      let token = tokens[index]
      takeComments(before: Int(token.start))
      var piece = FormatterPiece(
        content: .token, kind: token.kind, role: roles[index], precedence: token.precedence, span: token.span)
      if token.kind == .stringStart {
        var depth = 0
        repeat {
          if tokens[index].kind == .stringStart { depth += 1 }
          if tokens[index].kind == .stringEnd { depth -= 1 }
          index += 1
        } while depth > 0 && tokens[index].kind != .endOfSource
        piece.content = .string
        piece.span.end = Int(tokens[index - 1].end)
        // Comments inside an interpolation belong to the string.
        while comment < comments.count, comments[comment].start < piece.span.end { comment += 1 }
      } else {
        index += 1
      }
      pieces.append(piece)
    }
    takeComments(before: Int.max)
    measure(&pieces, source.utf8)
    return pieces
  }

  /// The column after a byte of UTF-8; tabs end at every fourth.
  static func column(_ column: Int, after byte: UInt8) -> Int {
    if byte == UInt8(ascii: "\t") { return (column / 4 + 1) * 4 }
    return byte & 0xC0 == 0x80 ? column : column + 1
  }

  /// Notes lines, columns and gaps.
  private static func measure(_ pieces: inout [FormatterPiece], _ bytes: [UInt8]) {
    var line = 1
    var column = 0
    var offset = 0
    func advance(to end: Int) {
      while offset < end {
        switch bytes[offset] {
        case UInt8(ascii: "\n"):
          line += 1
          column = 0
        // Elsewhere than at the end of a line it is a blank.
        case UInt8(ascii: "\r") where offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n"): break
        case let byte: column = FormatterPiece.column(column, after: byte)
        }
        offset += 1
      }
    }
    for index in pieces.indices {
      let lineBefore = line
      let columnBefore = column
      advance(to: pieces[index].span.start)
      pieces[index].lineBreaks = line - lineBefore
      pieces[index].gap = line == lineBefore ? column - columnBefore : column
      pieces[index].firstLine = line
      pieces[index].column = column
      advance(to: pieces[index].span.end)
      pieces[index].lastLine = line
    }
  }
}
