// Values over the plane as arguments of a plot: matrices and functions of two variables.

import Engine
import Graphics

extension PlotReader {
  /// The values over a grid: `(z)`, `(x, y, z)` or `(x, y, f)`; names of the columns and rows where they are named.
  func grid(_ arguments: [Value]) throws -> (grid: Grid, columns: [String], rows: [String]) {
    guard arguments.count == 1 || arguments.count == 3 else {
      throw machine.noMethod(name, arguments, hint: "it takes a matrix, (x, y, matrix), or (x, y, f)")
    }
    func axis(_ value: Value) throws -> ([Double], [String]) {
      if let texts = try attributes.texts(value) { return (texts.indices.map { Double($0 + 1) }, texts) }
      return (try numbers(value), [])
    }
    let last = arguments[arguments.count - 1]
    let (x, columns) = arguments.count == 3 ? try axis(arguments[0]) : ([], [])
    let (y, rows) = arguments.count == 3 ? try axis(arguments[1]) : ([], [])
    if isFunction(last) {
      guard arguments.count == 3 else {
        throw machine.noMethod(name, arguments, hint: "say where: \(name)(x, y, f) with two vectors or ranges")
      }
      let (cells, overflow) = x.count.multipliedReportingOverflow(by: y.count)
      guard !overflow, cells <= 4_000_000 else {
        throw RuntimeError.argument("a grid of \(x.count) × \(y.count) cells is more than a figure can hold")
      }
      let evaluate = callable(last)
      return try checked { (try Grid(x: x, y: y) { try evaluate([$0, $1]) }, columns, rows) }
    }
    guard let matrix = try matrix(last) else {
      throw machine.noMethod(
        name, arguments, hint: "the values are a matrix with a row for each y and a column for each x")
    }
    let (height, width) = (matrix.rows, matrix.columns)
    if arguments.count == 3, x.count != width || y.count != height {
      throw RuntimeError.dimensionMismatch(
        "z is \(height)×\(width), x has \(x.count) values and y has \(y.count)",
        hint: x.count == height && y.count == width
          ? "rows of z belong to y and columns to x: did you mean z'?"
          : "z has a row for each y and a column for each x")
    }
    return try checked {
      let own = arguments.count == 3
      let grid = try Grid(rows: height, columns: width, values: matrix.values, x: own ? x : nil, y: own ? y : nil)
      return (grid, columns, rows)
    }
  }
}
