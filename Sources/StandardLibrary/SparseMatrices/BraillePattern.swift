// The places of the stored elements of a large matrix as a picture of braille dots, as Julia shows it.

import Arrays

enum BraillePattern {
  /// The dots of a cell, down its first column and then its second.
  private static let dots: [UInt32] = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80]

  /// The picture in at most 20 lines of at most 40 cells, between brackets.
  static func text(_ matrix: any SparseStorage) -> String {
    let (m, n) = (matrix.shape[0], matrix.shape[1])
    let (mostLines, mostCells) = (20, 40)
    var (height, width) = (m, n)
    if m > 4 * mostLines || n > 2 * mostCells {
      let scale = min(Double(2 * mostCells) / Double(n), Double(4 * mostLines) / Double(m))
      height = Int(scale * Double(m))
      width = Int(scale * Double(n))
    }
    height = max(height, 8)
    width = max(width, 4)
    let (lines, cells) = ((height - 1) / 4 + 1, (width - 1) / 2 + 1)
    var grid = [[UInt32]](repeating: [UInt32](repeating: 0x2800, count: cells), count: lines)
    let rowScale = Double(max(1, height - 1)) / Double(max(1, m - 1))
    let columnScale = Double(max(1, width - 1)) / Double(max(1, n - 1))
    let (starts, rows) = (matrix.columnStarts, matrix.rowIndices)
    for column in 0..<n {
      let x = Int((Double(column) * columnScale + 1).rounded(.toNearestOrEven)) - 1
      for place in starts[column]..<starts[column + 1] {
        let y = Int((Double(rows[place]) * rowScale + 1).rounded(.toNearestOrEven)) - 1
        grid[y / 4][x / 2] |= dots[x % 2 * 4 + y % 4]
      }
    }
    return grid.enumerated().map { line, cells in
      let (left, right) = line == 0 ? ("⎡", "⎤") : line == lines - 1 ? ("⎣", "⎦") : ("⎢", "⎥")
      let text = cells.compactMap { Unicode.Scalar($0).map { String(Character($0)) } }.joined()
      return left + text + right
    }.joined(separator: "\n")
  }
}
