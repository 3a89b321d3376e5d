// Fields, vectors, matrices and intervals as arguments of a plot.

import Engine
import Graphics

extension PlotReader {
  /// A function of two numbers, or of a vector of them, with a vector as its value; NaN outside its domain.
  func vectorFunction(_ function: Value) -> (Double, Double) throws -> (Double, Double) {
    let machine = machine
    let attributes = attributes
    let name = name
    return { x, y in
      let mark = machine.heap.mark
      defer { machine.heap.drain(to: mark) }
      let value: Value
      do {
        value = try machine.call(function, [Value(x), Value(y)])
      } catch {
        guard machine.runtimeError(error).type == "DomainError" else { throw error }
        return (.nan, .nan)
      }
      guard let parts = try attributes.numbers(value), parts.count == 2 else {
        throw RuntimeError.argument(
          "\(name) draws fields with two components, and this one gives a value of type \(value.dataType)",
          hint: "the field is a function such as (x, y) -> (y, -x)")
      }
      return (parts[0], parts[1])
    }
  }

  /// From the least to the greatest of some numbers: `(0, 1)`, `0:0.1:1`.
  func interval(_ name: String, _ value: Value) throws -> Graphics.Limits {
    let numbers = try numbers(value).filter(\.isFinite)
    guard let low = numbers.min(), let high = numbers.max(), low < high else {
      throw RuntimeError.argument(
        "\(self.name) is drawn over an interval of \(name), and this has no length",
        hint: "write (0, 1), or a range such as 0:0.1:1")
    }
    return Graphics.Limits(low, high)
  }

  /// Rows and columns of a matrix, and its values row by row; `nil` for anything else.
  func matrix(_ value: Value) throws -> (rows: Int, columns: Int, values: [Double])? {
    let value = try (value.host as? SparseObject)?.full(machine) ?? value
    guard let array = value.array, array.rank == 2 else { return nil }
    let (rows, columns) = (array.shape[0], array.shape[1])
    let columnMajor = try numbers(value)
    var values: [Double] = []
    values.reserveCapacity(columnMajor.count)
    for row in 0..<rows {
      for column in 0..<columns { values.append(columnMajor[column * rows + row]) }
    }
    return (rows, columns, values)
  }

  /// A real matrix of two rows and columns; `nil` for anything else.
  func matrix2(_ value: Value) throws -> Matrix2? {
    guard let matrix = try matrix(value), matrix.rows == 2, matrix.columns == 2 else { return nil }
    return Matrix2(matrix.values[0], matrix.values[1], matrix.values[2], matrix.values[3])
  }

  /// The two columns of an n × 2 matrix, or the coordinates of a list of points; `nil` for anything else.
  func planePoints(_ value: Value) throws -> (x: [Double], y: [Double])? {
    if let array = value.array, array.rank == 2, array.shape[1] == 2 {
      let all = try numbers(value)
      return (Array(all.prefix(array.shape[0])), Array(all.suffix(array.shape[0])))
    }
    guard value.tag == .array, let elements = try machine.elements(value), !elements.isEmpty else { return nil }
    var (x, y): ([Double], [Double]) = ([], [])
    for element in elements {
      guard let point = try pair(element) else { return nil }
      x.append(point.0)
      y.append(point.1)
    }
    return (x, y)
  }

  /// A point or vector of the plane, `[1, 2]` or `(1, 2)`; `nil` for anything else.
  func pair(_ value: Value) throws -> (Double, Double)? {
    guard value.isArray || value.tag == .tuple || value.range != nil, let numbers = try attributes.numbers(value),
      numbers.count == 2
    else { return nil }
    return (numbers[0], numbers[1])
  }

  /// Width over height of the picture to come.
  func aspect(_ x: Graphics.Limits, _ y: Graphics.Limits) -> Double {
    options.aspectRatio == .equal ? x.span / y.span : 1.7
  }
}

extension PlotBuilder {
  /// Draws all of a plot on one, and takes over what it says about the axes when that one is empty.
  mutating func place(_ subplot: Subplot) throws {
    let target = try target() ?? 0
    if figure.subplots[target].series.isEmpty {
      let (wanted, plain) = (subplot.options, SubplotOptions())
      var options = figure.subplots[target].options
      func take<Option: Equatable>(_ option: WritableKeyPath<SubplotOptions, Option>) {
        if options[keyPath: option] == plain[keyPath: option] { options[keyPath: option] = wanted[keyPath: option] }
      }
      take(\.aspectRatio)
      take(\.frameStyle)
      take(\.grid)
      take(\.x.label)
      take(\.y.label)
      take(\.y.isFlipped)
      take(\.colorbar)
      take(\.colorLimits)
      figure.subplots[target].options = options
    }
    figure.subplots[target].series += subplot.series
  }

  /// Draws several series on one plot.
  mutating func place(together series: [any Series]) throws {
    figure.subplots[try target() ?? 0].series += series
  }
}
