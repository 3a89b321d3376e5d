/// Points in the plane counted in hexagons (Carr, Littlefield, Nicholson and Littlefield, "Scatterplot matrix techniques for
/// large N", 1987): the nearer of the centres of two interleaved rectangular lattices.
public struct HexagonBins: Hashable, Sendable {
  /// Centres of the hexagons that hold points, row by row, and the weight in each.
  public let x: [Double]
  public let y: [Double]
  public let heights: [Double]
  /// Distances between neighbouring centres: along x, and along y of every second row.
  public let width: Double
  public let rise: Double
  /// The centre at the lower left.
  private let originX: Double
  private let originY: Double
  private let columns: Int
  private let rows: Int
  /// Which entry a cell of the lattice is; −1 for empty ones.
  private let entries: [Int32]

  /// `gridSize` hexagons across the range of x, and as many along y as make them regular on a square plot area, unless
  /// `rowCount` says otherwise.
  public init(
    x: [Double], y: [Double], gridSize: Int = 25, rowCount: Int? = nil, weights: [Double]? = nil
  ) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.check(x.count, "points", FigureLimit.points)
    if let weights { try FigureLimit.checkSame("x", x.count, "weights", weights.count) }
    let across = gridSize
    let up = rowCount ?? max(1, Int((Double(min(gridSize, 1000)) / 3.0.squareRoot()).rounded()))
    guard (1...500).contains(across), (1...500).contains(up) else {
      throw .invalidOption("gridsize", "the number of hexagons along an axis is between 1 and 500")
    }
    let places = x.indices.filter {
      x[$0].isFinite && y[$0].isFinite && x[$0].magnitude <= AxisScale.largest && y[$0].magnitude <= AxisScale.largest
    }
    func range(_ values: [Double]) -> Limits {
      let limits = Limits(of: places.lazy.map { values[$0] }) ?? Limits(0, 1)
      let smallest = max(limits.lower.magnitude, limits.upper.magnitude) * 1e-12
      if limits.span > smallest { return limits }
      let room = max(0.5, limits.lower.magnitude * 1e-6)
      return Limits(limits.lower - room, limits.upper + room)
    }
    let xRange = range(x)
    let yRange = range(y)
    width = xRange.span / Double(across)
    rise = yRange.span / Double(up)
    originX = xRange.lower
    originY = yRange.lower
    // Half steps: even rows have whole columns, odd rows half ones.
    columns = across + 1
    rows = 2 * up + 1
    var sums = [Double](repeating: 0, count: columns * rows)
    for place in places {
      let u = (x[place] - originX) / width
      let v = (y[place] - originY) / rise
      sums[HexagonBins.cell(u, v, columns, rows)] += weights?[place] ?? 1
    }
    var entries = [Int32](repeating: -1, count: sums.count)
    var centresX: [Double] = []
    var centresY: [Double] = []
    var heights: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns where sums[row * columns + column] > 0 {
        entries[row * columns + column] = Int32(heights.count)
        centresX.append(originX + (Double(column) + (row % 2 == 1 ? 0.5 : 0)) * width)
        centresY.append(originY + Double(row) / 2 * rise)
        heights.append(sums[row * columns + column])
      }
    }
    self.x = centresX
    self.y = centresY
    self.heights = heights
    self.entries = entries
  }

  /// The nearest centre to a place in lattice units, where a step up counts √3 times a step across.
  private static func cell(_ u: Double, _ v: Double, _ columns: Int, _ rows: Int) -> Int {
    let evenColumn = u.rounded()
    let evenRow = v.rounded()
    let oddColumn = u.rounded(.down)
    let oddRow = v.rounded(.down)
    let even = (u - evenColumn) * (u - evenColumn) + 3 * (v - evenRow) * (v - evenRow)
    let du = u - oddColumn - 0.5
    let dv = v - oddRow - 0.5
    let isEven = even <= du * du + 3 * dv * dv
    let column = isEven ? evenColumn : oddColumn
    let row = isEven ? 2 * evenRow : 2 * oddRow + 1
    return Int(min(max(0, row), Double(rows - 1))) * columns + Int(min(max(0, column), Double(columns - 1)))
  }

  /// The hexagon with points that a place lies in.
  func entry(at x: Double, _ y: Double) -> Int? {
    let u = (x - originX) / width
    let v = (y - originY) / rise
    guard u > -0.6, v > -0.4, u < Double(columns), v < Double(rows) / 2 + 0.4 else { return nil }
    // Beyond the outer hexagons there is nothing, though the nearest centre is theirs.
    let cell = HexagonBins.cell(u, v, columns, rows)
    let row = cell / columns
    let du = (u - Double(cell % columns) - (row % 2 == 1 ? 0.5 : 0)).magnitude
    let dv = (v - Double(row) / 2).magnitude
    guard du <= 0.5, 3 * dv <= 1 - du else { return nil }
    return entries[cell] >= 0 ? Int(entries[cell]) : nil
  }

  /// The corners of a hexagon relative to its centre: a point at the top and at the bottom.
  var corners: [(x: Double, y: Double)] {
    let half = width / 2
    let sixth = rise / 6
    return [(0, 2 * sixth), (half, sixth), (half, -sixth), (0, -2 * sixth), (-half, -sixth), (-half, sixth)]
  }
}
