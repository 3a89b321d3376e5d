// Columns of a sparse matrix that is being made.

/// The columns of a new matrix: elements are appended to the last, which `endColumn` closes.
struct SparseColumns<Element: LinearAlgebraScalar> {
  let rows: Int
  let starts: ArrayStorage<Int>
  let indices: ArrayStorage<Int>
  let values: ArrayStorage<Element>

  /// No columns, with room for `capacity` elements.
  init(rows: Int, columns: Int, capacity: Int = 0) {
    self.rows = rows
    starts = ArrayStorage(capacity: columns + 1)
    starts.append(0)
    indices = ArrayStorage(capacity: capacity)
    values = ArrayStorage(capacity: capacity)
  }

  @inline(__always) func append(_ row: Int, _ value: Element) {
    indices.append(row)
    values.append(value)
  }

  /// Closes a column whose rows ascend.
  @inline(__always) func endColumn() { starts.append(indices.count) }

  /// Closes a column whose rows are in any order; elements of one row become one by `combine`, in the order they came.
  func endUnsortedColumn(_ combine: (Element, Element) -> Element = { $0 + $1 }) {
    let (start, end) = (starts[starts.count - 1], indices.count)
    let (row, value) = (indices.baseAddress, values.baseAddress)
    if end - start <= 24 {
      for p in start..<end {
        let (movedRow, movedValue) = (row[p], value[p])
        var q = p
        while q > start, row[q - 1] > movedRow {
          (row[q], value[q]) = (row[q - 1], value[q - 1])
          q -= 1
        }
        (row[q], value[q]) = (movedRow, movedValue)
      }
    } else if (start + 1..<end).contains(where: { row[$0] < row[$0 - 1] }) {
      var order = (start..<end).map { (row: row[$0], position: $0) }
      order.sort { $0.row != $1.row ? $0.row < $1.row : $0.position < $1.position }
      let sorted = order.map { value[$0.position] }
      for (k, entry) in order.enumerated() { (row[start + k], value[start + k]) = (entry.row, sorted[k]) }
    }
    var kept = start
    for p in start..<end {
      if kept > start, row[kept - 1] == row[p] {
        value[kept - 1] = combine(value[kept - 1], value[p])
      } else {
        (row[kept], value[kept]) = (row[p], value[p])
        kept += 1
      }
    }
    indices.removeSubrange(kept..<end)
    values.removeSubrange(kept..<end)
    endColumn()
  }

  /// Says that so many elements were written into the memory, of which the capacity was enough.
  func setCount(_ count: Int) {
    indices.setCount(count)
    values.setCount(count)
  }

  /// The matrix of the columns that were closed.
  func matrix() -> SparseMatrix<Element> {
    SparseMatrix(
      unchecked: rows, starts.count - 1, columnStarts: Vector(buffer: starts, shape: [starts.count]),
      rowIndices: Vector(buffer: indices, shape: [indices.count]),
      values: Vector(buffer: values, shape: [values.count]))
  }
}
