/// Level lines of a grid by marching squares, saddles decided by the mean of the cell; linear interpolation along
/// edges.
struct MarchingSquares {
  let grid: Grid

  /// An edge of the grid: the horizontal one from (row, column) to the right, or the vertical one upwards.
  private struct Edge: Hashable {
    var row: Int
    var column: Int
    var isVertical: Bool
  }

  /// Lines where the values cross `level`, joined across cells; closed ones are so marked. Cells with a corner that
  /// is not a number have none.
  func lines(at level: Double) -> [Polyline] {
    var segments: [(Edge, Edge)] = []
    guard grid.rows > 1, grid.columns > 1 else { return [] }
    for row in 0..<(grid.rows - 1) {
      for column in 0..<(grid.columns - 1) { cell(row, column, level, &segments) }
    }
    return join(segments, level)
  }

  private func cell(_ row: Int, _ column: Int, _ level: Double, _ segments: inout [(Edge, Edge)]) {
    let a = grid[row, column]
    let b = grid[row, column + 1]
    let c = grid[row + 1, column + 1]
    let d = grid[row + 1, column]
    guard a.isFinite, b.isFinite, c.isFinite, d.isFinite else { return }
    let index = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0)
    let bottom = Edge(row: row, column: column, isVertical: false)
    let top = Edge(row: row + 1, column: column, isVertical: false)
    let left = Edge(row: row, column: column, isVertical: true)
    let right = Edge(row: row, column: column + 1, isVertical: true)
    switch index {
    case 1, 14: segments.append((left, bottom))
    case 2, 13: segments.append((bottom, right))
    case 3, 12: segments.append((left, right))
    case 4, 11: segments.append((right, top))
    case 6, 9: segments.append((bottom, top))
    case 7, 8: segments.append((left, top))
    case 5, 10:
      let isHigh = a / 4 + b / 4 + c / 4 + d / 4 >= level
      if (index == 5) == isHigh {
        segments.append((left, top))
        segments.append((bottom, right))
      } else {
        segments.append((left, bottom))
        segments.append((right, top))
      }
    default: break
    }
  }

  private func join(_ segments: [(Edge, Edge)], _ level: Double) -> [Polyline] {
    SegmentChains.join(segments).map { path in
      var points = path.map { point($0, level) }
      let closed = path.count > 2 && path.first == path.last
      if closed { points.removeLast() }
      return Polyline(points, closed: closed)
    }
  }

  /// Where the level crosses an edge, in data coordinates.
  private func point(_ edge: Edge, _ level: Double) -> Point {
    let a = grid[edge.row, edge.column]
    let x = grid.x[edge.column]
    let y = grid.y[edge.row]
    if edge.isVertical {
      let t = fraction(a, grid[edge.row + 1, edge.column], level)
      return Point(x, y + (grid.y[edge.row + 1] - y) * t)
    }
    let t = fraction(a, grid[edge.row, edge.column + 1], level)
    return Point(x + (grid.x[edge.column + 1] - x) * t, y)
  }

  private func fraction(_ a: Double, _ b: Double, _ level: Double) -> Double {
    // Beside the rim of `region(above:)` the line runs along the last value.
    if a == MarchingSquares.rim { return 1 }
    if b == MarchingSquares.rim { return 0 }
    let t = (level - a) / (b - a)
    return t.isFinite ? min(1, max(0, t)) : 0.5
  }
}

// MARK: - Filled regions

extension MarchingSquares {
  fileprivate static let rim = -Double.greatestFiniteMagnitude

  /// Closed outlines of the region where the values are at least `level`, to be filled by the even-odd rule. Cells
  /// with a corner that is not a number stay outside.
  func region(above level: Double) -> [[Point]] {
    // A rim of low values of no width closes every line; what is not a number is as low as the rim.
    let low = MarchingSquares.rim
    let columns = grid.columns + 2
    var values = [Double](repeating: low, count: columns * (grid.rows + 2))
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let value = grid[row, column]
        values[(row + 1) * columns + column + 1] = value.isFinite ? value : low
      }
    }
    guard let x0 = grid.x.first, let x1 = grid.x.last, let y0 = grid.y.first, let y1 = grid.y.last else { return [] }
    let padded = Grid(
      paddedX: [x0] + grid.x + [x1], paddedY: [y0] + grid.y + [y1], values: values)
    return MarchingSquares(grid: padded).lines(at: level).filter(\.closed).map(\.points)
  }
}

extension Grid {
  /// A grid whose first and last lines coincide with their neighbours.
  fileprivate init(paddedX: [Double], paddedY: [Double], values: [Double]) {
    x = paddedX
    y = paddedY
    self.values = values
  }
}
