/// Points from (0, 0) on sorted into square cells, to find those near a place; a mark tells kinds of points apart.
struct PointBuckets {
  private let cell: Double
  private let columns: Int
  private let rows: Int
  private var buckets: [[(x: Double, y: Double, mark: Int)]]

  init(width: Double, height: Double, cell: Double) {
    let cell = cell > 0 ? cell : 1
    columns = Int(max(1, min(2000, (width / cell).rounded(.up))))
    rows = Int(max(1, min(2000, (height / cell).rounded(.up))))
    self.cell = cell
    buckets = [[(x: Double, y: Double, mark: Int)]](repeating: [], count: columns * rows)
  }

  private func place(_ value: Double, _ count: Int) -> Int { Int(min(max(value / cell, 0), Double(count - 1))) }

  mutating func insert(_ x: Double, _ y: Double, mark: Int = 0) {
    guard x.isFinite, y.isFinite else { return }
    buckets[place(y, rows) * columns + place(x, columns)].append((x, y, mark))
  }

  /// Whether a point without the mark `except` lies nearer than `distance`, which is at most the cell.
  func hasPoint(near x: Double, _ y: Double, within distance: Double, except: Int? = nil) -> Bool {
    let (column, row) = (place(x, columns), place(y, rows))
    for r in max(0, row - 1)...min(rows - 1, row + 1) {
      for c in max(0, column - 1)...min(columns - 1, column + 1) {
        for point in buckets[r * columns + c] where point.mark != except {
          let dx = point.x - x
          let dy = point.y - y
          if dx * dx + dy * dy < distance * distance { return true }
        }
      }
    }
    return false
  }
}
