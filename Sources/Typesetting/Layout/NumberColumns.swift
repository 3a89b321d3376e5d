// Columns of numbers in a matrix, set so that their points stand below each other.

extension Table {
  /// The table with each column that holds nothing but numbers aligned at the point. A matrix whose author gives its
  /// columns stays as it is.
  var withAlignedNumbers: Table {
    guard kind == .matrix, columns.isEmpty else { return self }
    let count = rows.map(\.cells.count).max() ?? 0
    var table = self
    table.columns = Array(repeating: Column(), count: count)
    for column in 0..<count {
      let cells = rows.map { column < $0.cells.count ? NumberCell($0.cells[column]) : .other }
      guard !cells.contains(.other), cells.contains(where: \.isNumber) else { continue }
      let decimals = cells.map(\.decimals).max() ?? 0
      table.columns[column].alignment = .right
      for row in rows.indices {
        let room = NumberCell.width(ofDecimals: decimals) - NumberCell.width(ofDecimals: cells[row].decimals)
        // Dots stand above the last digit before the point.
        let space = cells[row] == .dots ? room + NumberCell.digit / 4 : room
        if space > 0 { table.rows[row].cells[column].append(Atom(.space(space), nil)) }
      }
    }
    return table
  }
}

/// What a cell holds, as far as the alignment of numbers goes.
private enum NumberCell: Equatable {
  case number(decimals: Int)
  /// What stands where a number could: a fraction, infinity, a word such as NaN.
  case whole
  case dots
  case other

  /// Widths in the mathematical font, in em.
  static let digit = 0.5
  private static let point = 0.278

  init(_ atoms: [Atom]) {
    var rest = atoms[...]
    if case .symbol(let sign)? = rest.first?.content, sign.text == "−" || sign.text == "-" { rest = rest.dropFirst() }
    guard rest.count == 1, let content = rest.first?.content else {
      self = .other
      return
    }
    switch content {
    case .number(let text): self = .number(decimals: text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0)
    case .symbol(let symbol) where symbol.text == "⋮": self = .dots
    case .symbol, .identifier, .fraction: self = .whole
    default: self = .other
    }
  }

  var isNumber: Bool { if case .number = self { true } else { false } }

  var decimals: Int { if case .number(let decimals) = self { decimals } else { 0 } }

  static func width(ofDecimals count: Int) -> Double { count == 0 ? 0 : point + digit * Double(count) }
}
