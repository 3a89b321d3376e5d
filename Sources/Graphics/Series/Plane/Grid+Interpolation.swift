// Values between the points of a grid.

extension Grid {
  /// The bilinear interpolant at a place; not a number outside the grid.
  func interpolated(_ x: Double, _ y: Double) -> Double {
    guard let (column, s) = Grid.place(of: x, in: self.x), let (row, t) = Grid.place(of: y, in: self.y) else {
      return .nan
    }
    // A corner of no weight does not count, whatever its value.
    func mixed(_ a: Double, _ b: Double, _ share: Double) -> Double {
      share == 0 ? a : share == 1 ? b : a * (1 - share) + b * share
    }
    let nextColumn = min(column + 1, columns - 1)
    let nextRow = min(row + 1, rows - 1)
    return mixed(
      mixed(self[row, column], self[row, nextColumn], s), mixed(self[nextRow, column], self[nextRow, nextColumn], s), t)
  }

  /// The interval of monotone `positions` in which `value` lies, and how far along.
  private static func place(of value: Double, in positions: [Double]) -> (index: Int, share: Double)? {
    guard let first = positions.first, let last = positions.last, value >= min(first, last), value <= max(first, last)
    else { return nil }
    guard positions.count > 1 else { return (0, 0) }
    let ascends = last > first
    var low = 0
    var high = positions.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if (value >= positions[middle]) == ascends { low = middle } else { high = middle }
    }
    return (low, (value - positions[low]) / (positions[low + 1] - positions[low]))
  }
}
