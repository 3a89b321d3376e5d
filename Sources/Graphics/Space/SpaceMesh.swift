/// Points in rows and columns, joined to a surface: the graph of a function over a rectangular grid, or any points.
public struct SpaceMesh: Hashable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Row by row; over a grid one value for each column.
  let x: [Double]
  /// Row by row; over a grid one value for each row.
  let y: [Double]
  /// Row by row.
  let z: [Double]
  /// Whether x depends on the column only and y on the row only.
  let isGraph: Bool

  /// The graph of the values of a grid.
  public init(_ grid: Grid) {
    rows = grid.rows
    columns = grid.columns
    x = grid.x
    y = grid.y
    z = grid.values
    isGraph = true
  }

  /// Any points, row by row, `rows × columns` of them.
  public init(rows: Int, columns: Int, x: [Double], y: [Double], z: [Double]) throws(FigureError) {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflow else { throw .invalidOption("z", "a grid has rows and columns") }
    try FigureLimit.check(count, "cells", FigureLimit.cells)
    for (name, values) in [("x", x), ("y", y), ("z", z)] {
      try FigureLimit.checkSame(name, values.count, "rows × columns", count)
    }
    self.rows = rows
    self.columns = columns
    self.x = x
    self.y = y
    self.z = z
    isGraph = false
  }

  /// The surface (u, v) ↦ (`x`, `y`, `z`); `u` runs along the rows and `v` along the columns.
  public init(
    u: [Double], v: [Double], x: (Double, Double) throws -> Double, y: (Double, Double) throws -> Double,
    z: (Double, Double) throws -> Double
  ) throws {
    let (count, overflow) = u.count.multipliedReportingOverflow(by: v.count)
    try FigureLimit.check(overflow ? Int.max : count, "cells", FigureLimit.cells)
    var points: (x: [Double], y: [Double], z: [Double]) = ([], [], [])
    for b in v {
      for a in u {
        points.x.append(try x(a, b))
        points.y.append(try y(a, b))
        points.z.append(try z(a, b))
      }
    }
    try self.init(rows: v.count, columns: u.count, x: points.x, y: points.y, z: points.z)
  }

  subscript(row: Int, column: Int) -> SpacePoint {
    let place = row * columns + column
    return isGraph ? SpacePoint(x[column], y[row], z[place]) : SpacePoint(x[place], y[place], z[place])
  }

  var data: [DataColumn] {
    isGraph
      ? [DataColumn("columns", x), DataColumn("rows", y), DataColumn("z", z)]
      : [DataColumn("x", x), DataColumn("y", y), DataColumn("z", z)]
  }

  func demand(on scales: (AxisScale, AxisScale, AxisScale)) -> SpaceDemand {
    var demand = SpaceDemand(x, y, z, on: scales)
    if isGraph {
      demand.x?.exactLower = true
      demand.x?.exactUpper = true
      demand.y?.exactLower = true
      demand.y?.exactUpper = true
    }
    return demand
  }

  /// At most `limit` + 1 places out of `count`, evenly spread, with both ends.
  static func places(_ count: Int, limit: Int) -> [Int] {
    guard count > limit + 1 else { return Array(0..<count) }
    return (0...limit).map { $0 * (count - 1) / limit }
  }
}
