// Tables: their conversion, their captions, and the limit on their size.

import CMarkdown
import Syntax

extension DocumentParser {
  // MARK: - Conversion

  mutating func convertTable(_ node: MarkdownNode) -> Block {
    let columns = Int(markdown_table_columns(node.pointer))
    var alignments: [Table.Alignment] = []
    for column in 0..<columns {
      switch markdown_table_alignment(node.pointer, Int32(column)) {
      case UInt8(ascii: "l"): alignments.append(.left)
      case UInt8(ascii: "c"): alignments.append(.center)
      case UInt8(ascii: "r"): alignments.append(.right)
      default: alignments.append(.none)
      }
    }
    // The header was the last line of a paragraph, whose other lines cmark leaves in the table's own content.
    let opening = node.content
    let headerLine = node.startLine + max(0, opening.count { $0 == 0x0A } - 1)
    var header: [Table.Cell] = []
    var rows: [[Table.Cell]] = []
    var span: Span?
    var child = node.firstChild
    while let row = child {
      let isHeader = span == nil
      let line = clampedLine(isHeader ? headerLine : row.startLine)
      let range = lines.range(line, in: bytes)
      let places = cellPlaces(of: row, in: range)
      var cells: [Table.Cell] = []
      var cell = row.firstChild
      while let current = cell {
        let map = cells.count < places.count ? places[cells.count] : endOfLine(range)
        cells.append(convertTableCell(current, map))
        cell = current.next
      }
      reportSplitFormulas(places, columns: columns, in: range)
      let start = places.first?.pieces.first?.file ?? range.lowerBound
      span = Span(span?.start ?? start, range.upperBound)
      if isHeader { header = cells } else { rows.append(cells) }
      child = row.next
    }
    let table = Table(alignments: alignments, header: header, rows: rows, caption: nil, attributes: nil)
    return Block(.table(table), span ?? blockStart(of: node))
  }

  private func endOfLine(_ range: Range<Int>) -> SourceMap {
    SourceMap(pieces: [.init(text: 0, file: range.upperBound, fileEnd: range.upperBound)])
  }

  private mutating func convertTableCell(_ node: MarkdownNode, _ map: SourceMap) -> Table.Cell {
    let content = node.content
    var text = LeafText(
      content: content, map: map, firstLine: node.startLine,
      columnOffset: node.startColumn - 1 + node.internalOffset)
    let inlines = convertInlines(of: node, in: &text, depth: 0)
    return Table.Cell(content: inlines, span: map.fileSpan(of: Span(0, content.count)))
  }

  /// Where the text of each cell of a row stands. A row is the end of its line, but how long an end the tree does not
  /// tell: it is the first one whose first cell reads as cmark's does.
  private func cellPlaces(of row: MarkdownNode, in line: Range<Int>) -> [SourceMap] {
    let first = row.firstChild?.content
    var start = line.lowerBound
    while start < line.upperBound, [0x20, 0x09, UInt8(ascii: ">")].contains(bytes[start]) { start += 1 }
    let likely = start
    // Before the row stand at most the markers of lists and quotes.
    var markers = 64
    while start < line.upperBound, markers > 0 {
      if let cell = splitRow(start..<line.upperBound, limit: 1).first, let first, unescaped(cell).elementsEqual(first) {
        return splitRow(start..<line.upperBound).map { map(of: $0) }
      }
      if bytes[start] > 0x20 { markers -= 1 }
      start += 1
    }
    return splitRow(likely..<line.upperBound).map { map(of: $0) }
  }

  /// The trimmed cells of a row: what stands between bars that no backslash escapes.
  private func splitRow(_ range: Range<Int>, limit: Int = .max) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    var start = range.lowerBound
    if start < range.upperBound, bytes[start] == UInt8(ascii: "|") { start += 1 }
    var offset = start
    func add(_ end: Int) {
      var cell = start..<end
      while let first = cell.first, bytes[first] <= 0x20 { cell = first + 1..<cell.upperBound }
      while let last = cell.last, bytes[last] <= 0x20 { cell = cell.lowerBound..<last }
      cells.append(cell)
    }
    while offset < range.upperBound {
      if bytes[offset] == UInt8(ascii: "\\") {
        offset += 1
      } else if bytes[offset] == UInt8(ascii: "|") {
        add(offset)
        if cells.count == limit { return cells }
        start = offset + 1
      }
      offset += 1
    }
    if bytes[min(start, range.upperBound)..<range.upperBound].contains(where: { $0 > 0x20 }) { add(range.upperBound) }
    return cells
  }

  /// The text of a cell as cmark passes it on: `\|` is `|`.
  private func unescaped(_ range: Range<Int>) -> [UInt8] {
    var text: [UInt8] = []
    var offset = range.lowerBound
    while offset < range.upperBound {
      if bytes[offset] == UInt8(ascii: "\\"), offset + 1 < range.upperBound, bytes[offset + 1] == UInt8(ascii: "|") {
        offset += 1
      }
      text.append(bytes[offset])
      offset += 1
    }
    return text
  }

  private func map(of range: Range<Int>) -> SourceMap {
    var map = SourceMap(pieces: [.init(text: 0, file: range.lowerBound, fileEnd: range.upperBound)])
    var removed = 0
    var offset = range.lowerBound
    while offset + 1 < range.upperBound {
      if bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "|") {
        removed += 1
        map.append(text: offset + 1 - range.lowerBound - removed, file: offset + 1, fileEnd: range.upperBound)
        offset += 1
      }
      offset += 1
    }
    return map
  }

  // MARK: - What a bar breaks

  /// A bar within a formula ends the cell: then an odd dollar stands on either side of it, and often there are more
  /// cells than columns. A dollar before a digit is taken for a price as long as the number of cells is right.
  private mutating func reportSplitFormulas(_ places: [SourceMap], columns: Int, in line: Range<Int>) {
    let isSurplus = places.count > columns
    var opening: Span?
    var isExplained = false
    for place in places {
      guard let piece = place.pieces.first else { continue }
      let span = Span(piece.file, piece.fileEnd)
      guard hasOddDollar(span) else { continue }
      if let first = opening {
        report(
          .warning, "split-formula", "the bar within this formula ends the table cell",
          at: Span(first.start, span.end), hint: "in tables, write `\\vert` or `\\mid` for a bar")
        opening = nil
        isExplained = true
      } else if isSurplus || !hasPrice(span) {
        opening = span
      }
    }
    guard isSurplus, !isExplained, let piece = places[columns].pieces.first else { return }
    report(
      .warning, "surplus-cell", "this row has more cells than the table has columns",
      at: Span(piece.file, line.upperBound), hint: "what is surplus is not shown; a bar within a cell is written `\\|`")
  }

  /// Whether a dollar stands before a digit.
  private func hasPrice(_ span: Span) -> Bool {
    (span.start..<max(span.start, span.end - 1)).contains {
      bytes[$0] == UInt8(ascii: "$") && bytes[$0 + 1] >= 0x30 && bytes[$0 + 1] <= 0x39
    }
  }

  /// Whether a cell has an odd number of dollars outside code spans.
  private func hasOddDollar(_ span: Span) -> Bool {
    var isOdd = false
    var isCode = false
    var offset = span.start
    while offset < span.end {
      switch bytes[offset] {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "`"): isCode.toggle()
      case UInt8(ascii: "$") where !isCode: isOdd.toggle()
      default: break
      }
      offset += 1
    }
    return isOdd
  }

  // MARK: - Captions

  /// A paragraph right behind a table that begins with `: ` is the table's caption: the table with it.
  mutating func takeTableCaption(_ inlines: inout [Inline], after block: Block?) -> Block? {
    guard var block, case .table(var table) = block.kind, table.caption == nil else { return nil }
    guard let first = inlines.first, case .text(let text) = first.kind, text.hasPrefix(": ") else { return nil }
    let rest = String(text.dropFirst(2))
    let end = inlines.last?.span.end ?? first.span.end
    inlines[0] = Inline(.text(rest), Span(min(first.span.start + 2, first.span.end), first.span.end))
    if rest.isEmpty { inlines.removeFirst() }
    table.attributes = takeTrailingAttributes(&inlines)
    table.caption = inlines
    block.kind = .table(table)
    block.span.end = end
    if let attributes = table.attributes, let id = attributes.id { addTarget(id, .table, at: attributes.span) }
    return block
  }

  // MARK: - Size

  /// Cells that all tables together may have, padding included; cmark's time grows with columns times following lines.
  static let maximumTableCells = 500_000

  /// The lines of tables that would be too large, found before parsing.
  mutating func omittedTables(from start: Int) -> [markdown_range] {
    var omitted: [markdown_range] = []
    var total = 0
    let limit = max(Self.maximumTableCells, bytes.count / 2)
    var line = max(2, lines.line(of: start) + 1)
    while line <= lines.count {
      let range = lines.range(line, in: bytes)
      guard let columns = delimiterColumns(range), columns > 1,
        columns == barColumns(lines.range(line - 1, in: bytes))
      else {
        line += 1
        continue
      }
      var next = line + 1
      while next <= lines.count, !isBlank(lines.range(next, in: bytes)) { next += 1 }
      let size = (next - line).multipliedReportingOverflow(by: columns)
      if size.overflow || total + size.partialValue > limit {
        report(
          "table-too-large", "this table is too large: \(columns) columns and \(next - line - 1) lines",
          at: Span(range.lowerBound, range.upperBound),
          hint: "at most \(Self.maximumTableCells) cells are set; show a part of the data, or draw it")
        omitted.append(
          markdown_range(start: lines.fullRange(line - 1).lowerBound, end: lines.fullRange(next - 1).upperBound))
      } else {
        total += size.partialValue
      }
      line = next
    }
    return omitted
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
  }

  /// The number of columns that a line such as `|---|:-:|` sets, `nil` for other lines.
  private func delimiterColumns(_ range: Range<Int>) -> Int? {
    var columns = 0
    var isRun = false
    var hasMark = false
    for offset in range {
      switch bytes[offset] {
      case UInt8(ascii: "-"):
        if !isRun { columns += 1 }
        isRun = true
        continue
      case UInt8(ascii: "|"), UInt8(ascii: ":"): hasMark = true
      case 0x20, 0x09, UInt8(ascii: ">"): break
      default: return nil
      }
      isRun = false
    }
    return hasMark && columns > 0 ? columns : nil
  }

  private func barColumns(_ range: Range<Int>) -> Int {
    var start = range.lowerBound
    while start < range.upperBound, [0x20, 0x09, UInt8(ascii: ">")].contains(bytes[start]) { start += 1 }
    return splitRow(start..<range.upperBound).count
  }
}
