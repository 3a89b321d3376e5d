// Lines: their indentation, the empty ones between them, and the comments behind them.

/// Puts the pieces of a text together again.
struct FormatterLayout {
  private let source: SourceText
  private let pieces: [FormatterPiece]
  private let spacing: FormatterSpacing
  private var frames: [Frame] = []
  private var lines: [Line] = []
  /// The new column of each piece.
  private var columns: [Int]
  /// The indentation of the line that a statement began, and where it stood.
  private var statementIndent = 0

  /// A block or bracket that is open.
  private struct Frame {
    var opener: Int
    var isBlock: Bool
    /// The new indentation of the line of the opener, and the old one.
    var indent: Int
    var oldIndent: Int
    /// How far its lines move; for a bracket that ends its line, known when the first line inside is set.
    var shift: Int
    var isHanging = false
    var isTable = false
  }

  private struct Line {
    var text: String
    var sourceLine: Int
    /// The comment that ends the line: its text, the column where it stood (moved with the line), and the blanks before
    /// it.
    var comment: (text: String, column: Int, gap: Int)?
    /// The width of the last line of `text`.
    var width = 0
  }

  private static let step = 2

  init(source: SourceText, tokens: ContiguousArray<Token>, comments: [Span], roles: [TokenRoles.Role]) {
    self.source = source
    pieces = FormatterPiece.pieces(of: source, tokens, comments, roles)
    spacing = FormatterSpacing(pieces: pieces, bytes: source.utf8)
    columns = Array(repeating: 0, count: pieces.count)
  }

  /// The text in its style; `nil` if its blocks and brackets do not nest.
  mutating func run() -> Formatter.Result? {
    var index = 0
    while index < pieces.count {
      if index > 0, pieces[index].lineBreaks > 1 {
        lines.append(Line(text: "", sourceLine: pieces[index].firstLine - 1))
      }
      var end = index + 1
      while end < pieces.count, pieces[end].lineBreaks == 0 { end += 1 }
      guard setLine(index..<end) else { return nil }
      index = end
    }
    guard frames.isEmpty else { return nil }
    alignComments()
    return result()
  }

  private func result() -> Formatter.Result {
    var text = ""
    var sourceLines: [Int] = []
    let isDOS =
      source.lineCount > 1 && source.range(ofLine: 1).upperBound < source.utf8.count
      && source.utf8[source.range(ofLine: 1).upperBound] == UInt8(ascii: "\r")
    let lineBreak = isDOS ? "\r\n" : "\n"
    let endsWithBreak = source.utf8.last == UInt8(ascii: "\n")
    for (index, line) in lines.enumerated() {
      text += line.text
      if index < lines.count - 1 || endsWithBreak { text += lineBreak }
      // The lines of a string or comment follow each other as in the source.
      for offset in 0...line.text.utf8.count(where: { $0 == UInt8(ascii: "\n") }) {
        sourceLines.append(line.sourceLine + offset)
      }
    }
    return Formatter.Result(text: text, sourceLines: sourceLines, diagnostics: [])
  }

  // MARK: - One line

  private mutating func setLine(_ range: Range<Int>) -> Bool {
    let first = range.lowerBound
    let indent = indentation(of: first)
    let oldIndent = pieces[first].column
    if frames.last?.isBlock ?? true, !isContinuation(first) { statementIndent = indent }
    var line = Line(text: String(repeating: " ", count: indent), sourceLine: pieces[first].firstLine, width: indent)
    for index in range {
      let piece = pieces[index]
      let text = source[piece.span]
      if index > first {
        let isLineComment =
          piece.content == .comment && piece.firstLine == piece.lastLine && index == range.upperBound - 1
        if isLineComment {
          line.comment = (text, piece.column + indent - oldIndent, piece.gap)
          break
        }
        let gap = spacing.gap(before: index, inTable: frames.last?.isTable == true)
        line.text += String(repeating: " ", count: gap)
        line.width += gap
      }
      columns[index] = line.width
      line.text += text
      line.width = width(of: text, from: line.width)
      guard nest(index, isLast: index == range.upperBound - 1, indent: indent, oldIndent: oldIndent) else {
        return false
      }
    }
    lines.append(line)
    return true
  }

  /// The column at the end of a text that begins in a column.
  private func width(of text: String, from column: Int) -> Int {
    text.utf8.reduce(column) { $1 == UInt8(ascii: "\n") ? 0 : FormatterPiece.column($0, after: $1) }
  }

  /// Opens and closes blocks and brackets.
  private mutating func nest(_ index: Int, isLast: Bool, indent: Int, oldIndent: Int) -> Bool {
    let piece = pieces[index]
    guard piece.content == .token else { return true }
    if piece.kind.isOpeningBracket || piece.opensBlock {
      var frame = Frame(
        opener: index, isBlock: !piece.kind.isOpeningBracket, indent: indent, oldIndent: oldIndent,
        shift: columns[index] - piece.column)
      frame.isTable = piece.role == .table
      let next = index + 1 < pieces.count ? pieces[index + 1] : nil
      if !frame.isBlock, isLast || next?.content == .comment && next?.span.start != nil && isFollowedByBreak(index + 1)
      {
        frame.isHanging = true
        frame.shift = hangingShift(index, indent: indent)
      }
      frames.append(frame)
    } else if piece.kind.isClosingBracket {
      guard let top = frames.popLast(), !top.isBlock else { return false }
    } else if piece.closesBlock {
      guard let top = frames.popLast(), top.isBlock else { return false }
    }
    return true
  }

  private func isFollowedByBreak(_ index: Int) -> Bool {
    index + 1 >= pieces.count || pieces[index + 1].lineBreaks > 0
  }

  /// How far the lines in a bracket that ends its line move, so that the leftmost stands one step in.
  private func hangingShift(_ opener: Int, indent: Int) -> Int {
    var depth = 0
    var leftmost = Int.max
    for piece in pieces[(opener + 1)...] {
      if piece.kind.isClosingBracket, piece.content == .token {
        if depth == 0 { break }
        depth -= 1
      }
      if depth == 0, piece.lineBreaks > 0, piece.content != .comment { leftmost = min(leftmost, piece.column) }
      if piece.kind.isOpeningBracket, piece.content == .token { depth += 1 }
    }
    return leftmost == Int.max ? 0 : indent + Self.step - leftmost
  }

  // MARK: - Indentation

  /// Whether a line goes on with the statement of the line before, outside brackets.
  private func isContinuation(_ first: Int) -> Bool {
    guard let before = previousToken(first) else { return false }
    return pieces[before].demandsMore
  }

  private func previousToken(_ index: Int) -> Int? {
    var place = index - 1
    while place >= 0, pieces[place].content == .comment { place -= 1 }
    return place >= 0 ? place : nil
  }

  private func indentation(of first: Int) -> Int {
    let piece = pieces[first]
    guard let frame = frames.last else {
      return isContinuation(first) ? continuation(first, base: statementIndent) : 0
    }
    if frame.isBlock {
      if piece.content == .token, piece.closesBlock || piece.dividesBlock { return frame.indent }
      return isContinuation(first) ? continuation(first, base: statementIndent) : frame.indent + Self.step
    }
    if piece.content == .token, piece.kind.isClosingBracket {
      if frame.isHanging || piece.column == frame.oldIndent { return frame.indent }
      return max(frame.indent, piece.column + frame.shift)
    }
    return max(
      frame.isHanging ? frame.indent + Self.step : min(frame.indent + Self.step, columns[frame.opener] + 1),
      piece.column + frame.shift)
  }

  /// A line that goes on after an operator or comma: under the same piece of the line before, or as far in as it was.
  private func continuation(_ first: Int, base: Int) -> Int {
    guard let before = previousToken(first) else { return base }
    let line = pieces[before].lastLine
    var place = before
    while place > 0, pieces[place].firstLine == line, pieces[place].lineBreaks == 0 { place -= 1 }
    var shift = columns[place] - pieces[place].column
    for index in place...before where pieces[index].column == pieces[first].column && pieces[index].firstLine == line {
      shift = columns[index] - pieces[index].column
    }
    return max(base + Self.step, pieces[first].column + shift)
  }

  // MARK: - Comments

  /// Comments behind code stay in their column, those of neighbouring lines together, as far as the code leaves room.
  private mutating func alignComments() {
    var index = 0
    while index < lines.count {
      guard let first = lines[index].comment else {
        index += 1
        continue
      }
      var end = index + 1
      while end < lines.count, let next = lines[end].comment, next.column == first.column { end += 1 }
      let group = index..<end
      let gap = max(1, min(2, group.compactMap { lines[$0].comment?.gap }.min() ?? 2))
      let column = max(first.column, (group.map { lines[$0].width }.max() ?? 0) + gap)
      for place in group {
        guard let comment = lines[place].comment else { continue }
        lines[place].text += String(repeating: " ", count: column - lines[place].width) + comment.text
      }
      index = end
    }
  }
}
