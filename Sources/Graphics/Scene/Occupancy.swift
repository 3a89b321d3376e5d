/// A coarse record of where ink lies in the plot area: the legend goes where there is least.
struct Occupancy: Sendable {
  private static let columns = 64
  private static let rows = 40
  let frame: Rect
  private var cells: [UInt8]

  init(frame: Rect) {
    self.frame = frame
    cells = [UInt8](repeating: 0, count: Occupancy.columns * Occupancy.rows)
  }

  mutating func mark(_ point: Point) {
    guard frame.width > 0, frame.height > 0, point.isFinite else { return }
    func cell(_ share: Double, of count: Int) -> Int { Int(min(max(share * Double(count), 0), Double(count - 1))) }
    let column = cell((point.x - frame.minX) / frame.width, of: Occupancy.columns)
    let row = cell((point.y - frame.minY) / frame.height, of: Occupancy.rows)
    let index = row * Occupancy.columns + column
    if cells[index] < 255 { cells[index] += 1 }
  }

  mutating func mark(_ line: [Point]) {
    guard line.count > 1 else { return }
    let pitch = max(1, min(frame.width / Double(Occupancy.columns), frame.height / Double(Occupancy.rows)))
    for index in 1..<line.count {
      // A line in the frame crosses it once, whatever its ends are.
      let crossing = Double(Occupancy.columns + Occupancy.rows)
      let steps = Int(max(1, min(line[index - 1].distance(to: line[index]) / pitch, 2 * crossing)))
      for step in 1...steps {
        mark(line[index - 1].interpolated(to: line[index], Double(step) / Double(steps)))
      }
    }
  }

  mutating func mark(_ rect: Rect) {
    guard let shown = rect.intersection(frame), frame.width > 0, frame.height > 0 else { return }
    let dx = frame.width / Double(Occupancy.columns)
    let dy = frame.height / Double(Occupancy.rows)
    for y in stride(from: shown.minY, through: shown.maxY, by: dy) {
      for x in stride(from: shown.minX, through: shown.maxX, by: dx) { mark(Point(x, y)) }
    }
  }

  mutating func mark(area upper: [Point], _ lower: [Point]) {
    mark(upper)
    mark(lower)
    for (a, b) in zip(upper, lower) { mark([a, b]) }
  }

  /// Takes over the ink of another record of the same frame.
  mutating func add(_ other: Occupancy) {
    for index in cells.indices { cells[index] |= other.cells[index] }
  }

  /// The number of inked cells under a rectangle.
  func ink(under rect: Rect) -> Int {
    guard frame.width > 0, frame.height > 0 else { return 0 }
    let dx = frame.width / Double(Occupancy.columns)
    let dy = frame.height / Double(Occupancy.rows)
    var count = 0
    for row in 0..<Occupancy.rows {
      for column in 0..<Occupancy.columns where cells[row * Occupancy.columns + column] > 0 {
        let x = frame.minX + Double(column) * dx
        let y = frame.minY + Double(row) * dy
        if x + dx > rect.minX, x < rect.maxX, y + dy > rect.minY, y < rect.maxY { count += 1 }
      }
    }
    return count
  }
}
