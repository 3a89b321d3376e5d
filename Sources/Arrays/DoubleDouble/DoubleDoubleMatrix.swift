// Columns of numbers of twice the precision.
import CKernels

/// A matrix of double-double numbers in column-major order, the high and the low parts apart for vector loops.
final class DoubleDoubleMatrix {
  let rows: Int
  let columns: Int
  let high: UnsafeMutablePointer<Double>
  let low: UnsafeMutablePointer<Double>

  /// A matrix of zeros; rows · columns must be the count of an array that exists.
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    high = LargeMemory.allocate(Double.self, capacity: 2 * rows * columns)
    high.initialize(repeating: 0, count: 2 * rows * columns)
    low = high + rows * columns
  }

  /// The elements of an array of rank one or two.
  convenience init(_ array: DenseArray<Double>) {
    self.init(rows: array.rows, columns: array.columns)
    high.update(from: array.pointer, count: array.count)
  }

  deinit { LargeMemory.deallocate(high, capacity: 2 * rows * columns) }

  subscript(row: Int, column: Int) -> DoubleDouble {
    get {
      var result = DoubleDouble(high[row + column * rows])
      result.low = low[row + column * rows]
      return result
    }
    set {
      high[row + column * rows] = newValue.high
      low[row + column * rows] = newValue.low
    }
  }

  /// The matrix rounded to `Double`.
  var rounded: Matrix<Double> {
    let result = Matrix<Double>(uninitializedShape: [rows, columns])
    result.pointer.update(from: high, count: rows * columns)
    return result
  }

  /// Multiplies a column by a power of two.
  func scale(column: Int, by factor: Double) {
    for i in column * rows..<(column + 1) * rows {
      high[i] *= factor
      low[i] *= factor
    }
  }

  /// The scalar product of two columns, the second of any matrix with as many rows, from row `start` on.
  func dot(_ column: Int, _ other: DoubleDoubleMatrix, _ otherColumn: Int, from start: Int = 0) -> DoubleDouble {
    let (x, y) = (start + column * rows, start + otherColumn * rows)
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2) { result in
      guard let sum = result.baseAddress else { return .zero }
      ckernels_double_double_dot(high + x, low + x, other.high + y, other.low + y, rows - start, sum)
      return DoubleDouble(fast: sum[0], sum[1])
    }
  }

  /// The scalar product of `count` numbers with a column.
  func dot(_ numbers: UnsafePointer<Double>, _ column: Int) -> DoubleDouble {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2) { result in
      guard let sum = result.baseAddress else { return .zero }
      ckernels_double_double_dot(numbers, nil, high + column * rows, low + column * rows, rows, sum)
      return DoubleDouble(fast: sum[0], sum[1])
    }
  }

  /// Adds a multiple of a column of another matrix to a column, from row `start` on.
  func add(_ factor: DoubleDouble, _ other: DoubleDoubleMatrix, _ otherColumn: Int, to column: Int, from start: Int = 0) {
    let (x, y) = (start + otherColumn * rows, start + column * rows)
    ckernels_double_double_add_scaled(
      factor.high, factor.low, other.high + x, other.low + x, high + y, low + y, rows - start)
  }

  /// Adds a multiple of as many numbers as there are rows to a column.
  func add(_ factor: DoubleDouble, _ numbers: UnsafePointer<Double>, to column: Int) {
    ckernels_double_double_add_scaled(
      factor.high, factor.low, numbers, nil, high + column * rows, low + column * rows, rows)
  }
}
