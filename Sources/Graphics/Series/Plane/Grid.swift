/// Values over a rectangular grid, row by row: row r belongs to y[r], column c to x[c].
public struct Grid: Hashable, Sendable {
  public let x: [Double]
  public let y: [Double]
  /// `y.count` rows of `x.count` values.
  public let values: [Double]

  public var columns: Int { x.count }
  public var rows: Int { y.count }

  /// `x` and `y` ascend or descend; without them columns and rows are numbered from 1.
  public init(rows: Int, columns: Int, values: [Double], x: [Double]? = nil, y: [Double]? = nil) throws(FigureError) {
    let (cells, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard rows >= 0, columns >= 0, !overflow else { throw .invalidOption("z", "a grid has rows and columns") }
    try FigureLimit.check(cells, "cells", FigureLimit.cells)
    try FigureLimit.checkSame("z", values.count, "rows × columns", cells)
    if let x { try FigureLimit.checkSame("x", x.count, "the columns of z", columns) }
    if let y { try FigureLimit.checkSame("y", y.count, "the rows of z", rows) }
    self.x = x ?? (0..<columns).map { Double($0 + 1) }
    self.y = y ?? (0..<rows).map { Double($0 + 1) }
    for (name, axis) in [("x", self.x), ("y", self.y)] {
      guard axis.allSatisfy(\.isFinite), Grid.isMonotone(axis) else {
        throw .invalidOption(name, "the positions of a grid ascend or descend")
      }
    }
    self.values = values
  }

  /// The values of `function` over a grid.
  public init(
    x: [Double], y: [Double], _ function: (Double, Double) throws -> Double
  ) throws {
    let (count, overflow) = x.count.multipliedReportingOverflow(by: y.count)
    try FigureLimit.check(overflow ? Int.max : count, "cells", FigureLimit.cells)
    var values: [Double] = []
    values.reserveCapacity(count)
    for b in y { for a in x { values.append(try function(a, b)) } }
    try self.init(rows: y.count, columns: x.count, values: values, x: x, y: y)
  }

  /// A grid whose sizes are known to agree.
  init(unchecked values: [Double], x: [Double], y: [Double]) {
    self.x = x
    self.y = y
    self.values = values
  }

  /// At most about `limit` cells: every so many rows and columns, evenly spaced, with the outer ones.
  func thinned(to limit: Int) -> Grid {
    guard values.count > limit else { return self }
    let share = (Double(limit) / Double(values.count)).squareRoot()
    func places(_ count: Int) -> [Int] { SpaceMesh.places(count, limit: max(1, Int(Double(count) * share))) }
    let (rows, columns) = (places(rows), places(columns))
    return Grid(
      unchecked: rows.flatMap { row in columns.map { self[row, $0] } }, x: columns.map { x[$0] }, y: rows.map { y[$0] })
  }

  subscript(row: Int, column: Int) -> Double { values[row * columns + column] }

  private static func isMonotone(_ values: [Double]) -> Bool {
    guard values.count > 1 else { return true }
    let ascends = values[1] > values[0]
    for (a, b) in zip(values, values.dropFirst()) where a == b || (b > a) != ascends { return false }
    return true
  }

  /// Borders between cells: half way between centres.
  static func borders(_ centres: [Double]) -> [Double] {
    guard let first = centres.first, let last = centres.last else { return [] }
    guard centres.count > 1 else { return [first - 0.5, first + 0.5] }
    var result = [first - (centres[1] - first) / 2]
    for (a, b) in zip(centres, centres.dropFirst()) { result.append((a + b) / 2) }
    result.append(last + (last - centres[centres.count - 2]) / 2)
    return result
  }

  static func isUniform(_ centres: [Double]) -> Bool {
    guard centres.count > 2 else { return true }
    let step = (centres[centres.count - 1] - centres[0]) / Double(centres.count - 1)
    for (index, value) in centres.enumerated()
    where (value - (centres[0] + Double(index) * step)).magnitude > 1e-6 * step.magnitude { return false }
    return true
  }
}
