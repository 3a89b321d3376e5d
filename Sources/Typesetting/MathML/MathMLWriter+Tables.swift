// Matrices, aligned equations and arrays as MathML tables; `Formula.styleSheet` holds their alignment and spacing.

extension MathMLWriter {
  mutating func writeTable(_ table: Table, _ outer: MathStyle) {
    let table = alignsNumbers ? table.withAlignedNumbers : table
    let isFenced = !(table.left.isEmpty && table.right.isEmpty)
    if isFenced { output += "<mrow>" }
    let extent = isFenced ? Extent.measure([Atom(.table(table.withoutFences))], outer) : nil
    writeFence(table.left, .prefix, around: extent, outer)
    let hasTags = table.rows.contains { $0.tag != nil }
    output += "<mtable class=\"tex-\(table.className)"
    if hasTags { output += " tex-tagged" }
    output += "\""
    if table.style != .text || outer > .text { output += table.style.attributes(in: outer) }
    output += ">"
    let columnCount = table.rows.map(\.cells.count).max() ?? 0
    for index in table.rows.indices {
      writeRow(table, index, columnCount: columnCount, hasTags: hasTags)
    }
    output += "</mtable>"
    writeFence(table.right, .postfix, around: extent, outer)
    if isFenced { output += "</mrow>" }
  }

  private mutating func writeRow(_ table: Table, _ index: Int, columnCount: Int, hasTags: Bool) {
    let row = table.rows[index]
    output += "<mtr>"
    if hasTags { output += "<mtd class=\"tex-margin\"></mtd>" }
    let hasLines = !(row.linesAbove.isEmpty && table.linesBelow.isEmpty && table.trailingLines.isEmpty)
      || table.columns.contains { !$0.linesBefore.isEmpty }
    // Lines and tags need every cell of the row, other tables only those that are written.
    let count = hasLines || hasTags ? columnCount : row.cells.count
    for column in 0..<count {
      output += "<mtd"
      writeCellAttributes(table, index, column)
      output += ">"
      if column < row.cells.count {
        let cell = table.content(row, column)
        // In the columns after &, and in lines that go on, a relation or sign follows something and has its space.
        let continues = table.isAligned ? column % 2 == 1 : table.kind == .multline && index > 0
        let strut = column == 0 ? table.strut : nil
        // What stands at the ends of a cell keeps its place there, by which a browser tells a sign from an operator.
        let isStrutFirst = strut != nil && cell.first?.isSymbol != true
        if let strut, isStrutFirst { writeStrut(strut.height, strut.depth) }
        if strut != nil, !isStrutFirst, cell.last?.isSymbol == true { output += "<mrow>" }
        writeAtoms(
          cell, table.style, before: continues ? .ordinary : nil, isOpen: (false, false), leadingGap: continues)
        if let strut, !isStrutFirst {
          if cell.last?.isSymbol == true { output += "</mrow>" }
          writeStrut(strut.height, strut.depth)
        }
      }
      output += "</mtd>"
    }
    if hasTags {
      output += "<mtd class=\"tex-tag\">"
      if let tag = row.tag { writeElement(tag, .text) }
      output += "</mtd>"
    }
    output += "</mtr>"
  }

  private mutating func writeCellAttributes(_ table: Table, _ index: Int, _ column: Int) {
    let row = table.rows[index]
    let isLast = index == table.rows.count - 1
    var classes: [String] = []
    switch table.kind == .multline ? table.alignment(ofRow: index) : table.alignment(ofColumn: column) {
    case .left: classes.append("tex-l")
    case .right: classes.append("tex-r")
    case .center: break
    }
    if let line = row.linesAbove.first { classes.append(line == .solid ? "tex-above" : "tex-above-dashed") }
    if row.linesAbove.count > 1 { classes.append("tex-double-above") }
    if isLast, let line = table.linesBelow.first { classes.append(line == .solid ? "tex-below" : "tex-below-dashed") }
    if column < table.columns.count, let line = table.columns[column].linesBefore.first {
      classes.append(line == .solid ? "tex-before" : "tex-before-dashed")
      if table.columns[column].linesBefore.count > 1 { classes.append("tex-double-before") }
    }
    if column == table.columns.count - 1, let line = table.trailingLines.first {
      classes.append(line == .solid ? "tex-after" : "tex-after-dashed")
      if table.trailingLines.count > 1 { classes.append("tex-double-after") }
    }
    if column < table.columns.count, table.columns[column].separator != nil {
      classes.append("tex-no-space")
    }
    let next = column + 1 < table.columns.count ? table.columns[column + 1].separator : table.trailingSeparator
    if next != nil {
      classes.append("tex-no-space-after")
    }
    if !classes.isEmpty { output += " class=\"\(classes.joined(separator: " "))\"" }
    if let gap = row.gap, !isLast {
      // Added to the space that a cell has below it anyway.
      output += " style=\"padding-bottom:\(Length.format(max(0, gap + table.kind.verticalPadding)))em\""
    }
  }
}

extension Table {
  fileprivate var withoutFences: Table {
    var copy = self
    (copy.left, copy.right) = ("", "")
    return copy
  }

  fileprivate var isAligned: Bool { kind == .aligned || kind == .alignedAt }

  fileprivate var className: String {
    switch kind {
    case .matrix: "matrix"
    case .small: "small"
    case .cases: "cases"
    case .aligned: "aligned"
    case .alignedAt: "aligned tex-alignedat"
    case .gathered: "gathered"
    case .multline: "gathered tex-multline"
    case .array: "array"
    case .substack: "substack"
    case .lines: "lines"
    case .diagram: "diagram"
    }
  }

  /// A cell with what its column's `@{…}` adds.
  fileprivate func content(_ row: Row, _ column: Int) -> [Atom] {
    var cell = row.cells[column]
    if column < columns.count, let separator = columns[column].separator { cell = separator + cell }
    if column == columns.count - 1 { cell += trailingSeparator ?? [] }
    return cell
  }

  /// `multline`: the first line stands at the left, the last one at the right.
  fileprivate func alignment(ofRow row: Int) -> Alignment {
    row == 0 && rows.count > 1 ? .left : row == rows.count - 1 && row > 0 ? .right : .center
  }

  fileprivate func alignment(ofColumn column: Int) -> Alignment {
    switch kind {
    case .aligned, .alignedAt: return column % 2 == 0 ? .right : .left
    case .cases: return .left
    case .matrix, .array, .substack:
      // matrix* gives one letter for all columns.
      guard let last = columns.last else { return .center }
      return column < columns.count ? columns[column].alignment : kind == .matrix ? last.alignment : .center
    default: return .center
    }
  }
}
