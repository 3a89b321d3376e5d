// Cells: expected results that nothing compares, and how the lines look.

import Syntax

extension LintRule {
  /// So many characters fit beside each other on a page.
  static let lineLength = 100

  static func unattachedExpectations(_ page: LintedPage) -> [Finding] {
    page.cells.filter { $1.options.eval && !$0.hasErrors }.flatMap { code, cell in
      ExpectedValue.unattached(in: code.program).map { Finding(cell.placed($0)) }
    }
  }

  static func unformattedCells(_ page: LintedPage) -> [Finding] {
    page.cells.compactMap { _, cell in
      page.notebook.formatted(cell).edits.first.map {
        Finding("the cell is not in the style of `nabla fmt`", at: Span($0.range.lowerBound, $0.range.upperBound))
      }
    }
  }

  static func longLines(_ page: LintedPage) -> [Finding] {
    var findings: [Finding] = []
    for cell in page.notebook.cells {
      let bytes = Array(cell.source.utf8)
      for line in cell.lines where line.role == .code {
        let length = bytes[line.range].count { $0 & 0xC0 != 0x80 }
        guard length > lineLength else { continue }
        let start = cell.map.fileOffset(of: line.range.lowerBound)
        findings.append(
          Finding("this line has \(length) characters", at: Span(start, start), hint: "break it behind a comma or an operator"))
      }
    }
    return findings
  }

  static func tabs(_ page: LintedPage) -> [Finding] {
    var lines: Set<Int> = []
    return page.notebook.tabEdits().compactMap { edit in
      // One finding for each line.
      guard lines.insert(page.notebook.location(of: edit.range.lowerBound).line).inserted else { return nil }
      return Finding("a tab", at: Span(edit.range.lowerBound, edit.range.upperBound), hint: "use blanks")
    }
  }

  static func trailingBlanks(_ page: LintedPage) -> [Finding] {
    page.notebook.trailingBlankEdits().map { Finding("the line ends in blanks", at: Span($0.range.lowerBound, $0.range.upperBound)) }
  }
}

extension Notebook {
  /// Tabs of cells become blanks; those of strings and options are meant.
  func tabEdits() -> [Edit] {
    var edits: [Edit] = []
    for cell in cells where cell.source.utf8.contains(0x09) {
      let bytes = Array(cell.source.utf8)
      let strings = cell.stringSpans
      for line in cell.lines where line.role != .option {
        for offset in line.range where bytes[offset] == 0x09 {
          let place = cell.map.fileOffset(of: offset)
          guard strings.span(holding: offset) == nil, source.utf8[place] == 0x09 else { continue }
          edits.append(Edit(range: place..<place + 1, text: "  "))
        }
      }
    }
    return edits
  }

  /// Blanks at the ends of lines go, where they mean nothing: two behind a line of a paragraph break it, and in strings and
  /// in code that is only shown every blank may be meant.
  func trailingBlankEdits() -> [Edit] {
    let zones = LintedPage(self, LintSurroundings()).zones()
    let strings = cells.map { cell in cell.stringSpans.map { cell.map.fileSpan(of: $0) } }
    var edits: [Edit] = []
    for line in 1...max(1, source.lineCount) {
      let range = source.range(ofLine: line)
      let text = source.utf8[range]
      let blanks = text.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
      guard blanks > 0 else { continue }
      let tail = (range.upperBound - blanks)..<range.upperBound
      switch zones[line] {
      case .verbatim, .frontMatter: continue
      case .cell(let index):
        if let string = strings[index].span(holding: tail.lowerBound), range.upperBound < string.end { continue }
      case .prose:
        if blanks < text.count {
          // `\ ` is a blank of a formula.
          if source.utf8[tail.lowerBound - 1] == UInt8(ascii: "\\") { continue }
          let breaksLine = blanks > 1 && !source.utf8[tail].contains(0x09)
          let isLast = line == source.lineCount || source.utf8[source.range(ofLine: line + 1)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
          if breaksLine, !isLast { continue }
        }
      }
      edits.append(Edit(range: tail, text: ""))
    }
    return edits
  }
}

extension Cell {
  /// The strings of the code, quotes included, in order.
  fileprivate var stringSpans: [Span] { Highlighter.spans(of: source).filter { $0.1 == .string }.map(\.0) }
}

extension [Span] {
  /// The span that holds an offset, of spans in order that do not overlap.
  fileprivate func span(holding offset: Int) -> Span? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].end <= offset { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].start <= offset ? self[low] : nil
  }
}
