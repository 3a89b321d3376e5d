// A matrix of which only some elements are stored, column after column.

/// A sparse matrix in compressed columns: the elements that are not stored are zero.
///
/// It is a value, as `DenseArray` is. The elements of column `j` are at the positions `columnStarts[j]..<columnStarts[j + 1]`
/// of `rowIndices` and `values`, by ascending row, each row once. A stored element may be zero. Indices count from zero.
///
/// ```swift
/// let a = try SparseMatrix(rows: 2, columns: 2, rowIndices: [0, 1, 1], columnIndices: [0, 0, 1], values: [2.0, 1, 3])
/// let x = try a.solve([2, 4])        // [1, 1]
/// ```
public struct SparseMatrix<Element: LinearAlgebraScalar>: Sendable {
  /// The number of rows.
  public let rows: Int

  /// The number of columns.
  public let columns: Int

  /// Where each column starts; one more than there are columns.
  public internal(set) var columnStarts: Vector<Int>

  /// The row of each stored element.
  public internal(set) var rowIndices: Vector<Int>

  /// The stored elements. Whoever keeps a reference to the buffer and changes it changes the matrix.
  public internal(set) var values: Vector<Element>

  /// Wraps arrays that are known to be right.
  init(
    unchecked rows: Int, _ columns: Int, columnStarts: Vector<Int>, rowIndices: Vector<Int>, values: Vector<Element>
  ) {
    self.rows = rows
    self.columns = columns
    self.columnStarts = columnStarts
    self.rowIndices = rowIndices
    self.values = values
  }

  /// A matrix from its compressed columns, which are checked. Throws `dimensionMismatch` if they describe none.
  public init(
    rows: Int, columns: Int, columnStarts: Vector<Int>, rowIndices: Vector<Int>, values: Vector<Element>
  ) throws(LinearAlgebraError) {
    try Self.requireShape(rows, columns)
    guard columnStarts.count == columns + 1, columnStarts[0] == 0, columnStarts[columns] == rowIndices.count,
      rowIndices.count == values.count
    else { throw .dimensionMismatch("the starts of the columns do not fit the stored elements") }
    for j in 0..<columns {
      let (start, end) = (columnStarts[j], columnStarts[j + 1])
      guard start <= end, end <= rowIndices.count else {
        throw .dimensionMismatch("column \(j + 1) ends before it starts")
      }
      for p in start..<end {
        let row = rowIndices[p]
        guard row >= 0, row < rows, p == start || rowIndices[p - 1] < row else {
          throw .dimensionMismatch("the row indices of column \(j + 1) do not ascend from 1 to \(rows)")
        }
      }
    }
    self.init(unchecked: rows, columns, columnStarts: columnStarts, rowIndices: rowIndices, values: values)
  }

  /// The matrix without a stored element.
  public init(rows: Int, columns: Int) throws(LinearAlgebraError) {
    try Self.requireShape(rows, columns)
    self.init(
      unchecked: rows, columns, columnStarts: Vector(repeating: 0, shape: [columns + 1]), rowIndices: [], values: [])
  }

  static func requireShape(_ rows: Int, _ columns: Int) throws(LinearAlgebraError) {
    guard rows >= 0, columns >= 0, rows < Int.max, columns < Int.max else {
      throw .dimensionMismatch("a \(rows)×\(columns) matrix cannot exist")
    }
    // The rows are the columns of the transpose.
    try MemoryBudget.require(max(rows, columns) + 1, of: Int.self)
  }

  /// Throws `tooMuchMemory` unless this many elements can be stored.
  static func requireStorage(_ count: Int) throws(LinearAlgebraError) {
    let each = MemoryLayout<Element>.stride + MemoryLayout<Int>.stride
    let (needed, overflow) = count.multipliedReportingOverflow(by: each)
    guard !overflow, needed <= MemoryBudget.bytes else { throw .tooMuchMemory(bytes: overflow ? nil : needed) }
  }
}

// MARK: - Elements

extension SparseMatrix {
  /// The numbers of rows and columns.
  public var shape: [Int] { [rows, columns] }

  /// The number of stored elements.
  public var storedCount: Int { rowIndices.count }

  /// The number of stored elements that are not zero.
  public var nonzeroCount: Int { (0..<storedCount).reduce(0) { values[$1] == .zero ? $0 : $0 + 1 } }

  /// Whether every stored element is finite.
  public var isFinite: Bool { values.isFinite }

  /// The share of the elements that is stored; 0 for a matrix without elements.
  public var density: Double {
    rows == 0 || columns == 0 ? 0 : Double(storedCount) / Double(rows) / Double(columns)
  }

  /// The positions of the elements of column `j`.
  @inline(__always) func range(_ j: Int) -> Range<Int> {
    let starts = columnStarts.buffer.baseAddress
    return Range(uncheckedBounds: (starts[j], starts[j + 1]))
  }

  /// The stored elements with their rows and columns, column by column.
  public var triplets: (rows: Vector<Int>, columns: Vector<Int>, values: Vector<Element>) {
    let columnIndices = Vector<Int>(uninitializedShape: [storedCount])
    for j in 0..<columns {
      for p in range(j) { columnIndices.buffer.baseAddress[p] = j }
    }
    return (rowIndices, columnIndices, values)
  }

  /// The first position in column `j` whose row is at least `row`, by binary search.
  func position(_ row: Int, _ j: Int) -> Int {
    let indices = rowIndices.buffer.baseAddress
    var (low, high) = (range(j).lowerBound, range(j).upperBound)
    while low < high {
      let middle = (low + high) / 2
      if indices[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The element in `row` and `column`; traps outside of the matrix.
  ///
  /// Reading searches the column. Writing to a place that is stored does too; a new element other than zero moves all that
  /// are stored after it, so a matrix is better made from triplets at once.
  public subscript(row: Int, column: Int) -> Element {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "matrix index out of range")
      let p = position(row, column)
      return p < range(column).upperBound && rowIndices[p] == row ? values[p] : .zero
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "matrix index out of range")
      let p = position(row, column)
      if p < range(column).upperBound, rowIndices[p] == row {
        values[p] = newValue
        return
      }
      guard newValue != .zero else { return }
      columnStarts.makeUnique()
      rowIndices.makeUnique()
      values.makeUnique()
      rowIndices.buffer.insert(row, at: p)
      values.buffer.insert(newValue, at: p)
      rowIndices.shape = [rowIndices.buffer.count]
      values.shape = [values.buffer.count]
      for j in column + 1...columns { columnStarts.buffer.baseAddress[j] += 1 }
    }
  }
}

// MARK: - Comparing

extension SparseMatrix: Equatable {
  /// Whether the shapes are the same and the elements equal one by one; a stored zero equals one that is not stored.
  public static func == (left: SparseMatrix, right: SparseMatrix) -> Bool {
    guard left.rows == right.rows, left.columns == right.columns else { return false }
    for j in 0..<left.columns {
      var (p, q) = (left.range(j).lowerBound, right.range(j).lowerBound)
      let (pEnd, qEnd) = (left.range(j).upperBound, right.range(j).upperBound)
      while p < pEnd || q < qEnd {
        let rowP = p < pEnd ? left.rowIndices[p] : .max
        let rowQ = q < qEnd ? right.rowIndices[q] : .max
        if rowP == rowQ {
          guard left.values[p] == right.values[q] else { return false }
          (p, q) = (p + 1, q + 1)
        } else if rowP < rowQ {
          guard left.values[p] == .zero else { return false }
          p += 1
        } else {
          guard right.values[q] == .zero else { return false }
          q += 1
        }
      }
    }
    return true
  }
}
