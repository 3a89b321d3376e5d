// Sums, multiples and element-by-element functions of sparse matrices.
import ComplexModule

extension SparseMatrix {
  /// The matrix whose stored elements are `transform` of these; what is not stored stays zero, whatever `transform` makes
  /// of zero.
  public func mapStored<Result>(_ transform: (Element) throws -> Result) rethrows -> SparseMatrix<Result> {
    SparseMatrix<Result>(
      unchecked: rows, columns, columnStarts: columnStarts, rowIndices: rowIndices, values: try values.map(transform))
  }

  /// The matrix of `combine` of the elements of two matrices of the same shape, wherever one of them is stored; results
  /// that are zero are not stored. `combine` of two zeros must be zero.
  ///
  /// Throws `dimensionMismatch`.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  public func combined(
    with other: SparseMatrix, _ combine: (Element, Element) -> Element
  ) throws(LinearAlgebraError) -> SparseMatrix {
    guard rows == other.rows, columns == other.columns else {
      throw .dimensionMismatch("matrices of shapes \(shape) and \(other.shape) cannot be combined element by element")
    }
    try Self.requireStorage(storedCount + other.storedCount)
    let result = SparseColumns<Element>(rows: rows, columns: columns, capacity: storedCount + other.storedCount)
    let (indices, elements) = (result.indices.baseAddress, result.values.baseAddress)
    var count = 0
    let (rowsA, rowsB) = (rowIndices.buffer.baseAddress, other.rowIndices.buffer.baseAddress)
    let (a, b) = (values.pointer, other.values.pointer)
    for j in 0..<columns {
      var (p, q) = (range(j).lowerBound, other.range(j).lowerBound)
      let (pEnd, qEnd) = (range(j).upperBound, other.range(j).upperBound)
      while p < pEnd || q < qEnd {
        let rowA = p < pEnd ? rowsA[p] : .max
        let rowB = q < qEnd ? rowsB[q] : .max
        let value = combine(rowA <= rowB ? a[p] : .zero, rowB <= rowA ? b[q] : .zero)
        if value != .zero {
          (indices[count], elements[count]) = (min(rowA, rowB), value)
          count += 1
        }
        if rowA <= rowB { p += 1 }
        if rowB <= rowA { q += 1 }
      }
      result.starts.append(count)
    }
    result.setCount(count)
    return result.matrix()
  }

  /// The sum.
  public func adding(_ other: SparseMatrix) throws(LinearAlgebraError) -> SparseMatrix {
    try combined(with: other) { $0 + $1 }
  }

  /// The difference.
  public func subtracting(_ other: SparseMatrix) throws(LinearAlgebraError) -> SparseMatrix {
    try combined(with: other) { $0 - $1 }
  }

  /// The product element by element. An infinity or NaN times an element that is not stored is NaN.
  public func multipliedElementwise(by other: SparseMatrix) throws(LinearAlgebraError) -> SparseMatrix {
    try combined(with: other) { $0 * $1 }
  }

  /// Every stored element times `factor`.
  public func scaled(by factor: Element) -> SparseMatrix { mapStored { $0 * factor } }
}

// MARK: - Joining

extension SparseMatrix {
  /// The Kronecker product A ⊗ B: each element of A times the whole of B. Throws `tooMuchMemory`.
  public func kronecker(_ other: SparseMatrix) throws(LinearAlgebraError) -> SparseMatrix {
    let (height, overflowOfHeight) = rows.multipliedReportingOverflow(by: other.rows)
    let (width, overflowOfWidth) = columns.multipliedReportingOverflow(by: other.columns)
    let (count, overflowOfCount) = storedCount.multipliedReportingOverflow(by: other.storedCount)
    guard !overflowOfHeight, !overflowOfWidth, !overflowOfCount else { throw .tooMuchMemory(bytes: nil) }
    try Self.requireShape(height, width)
    try Self.requireStorage(count)
    let result = SparseColumns<Element>(rows: height, columns: width, capacity: count)
    for j in 0..<columns {
      for l in 0..<other.columns {
        for p in range(j) {
          let (base, factor) = (rowIndices.buffer.baseAddress[p] * other.rows, values.pointer[p])
          for q in other.range(l) {
            result.append(base + other.rowIndices.buffer.baseAddress[q], factor * other.values.pointer[q])
          }
        }
        result.endColumn()
      }
    }
    return result.matrix()
  }

  /// The matrices side by side. Throws `dimensionMismatch` if their numbers of rows differ.
  public static func horizontally(_ matrices: [SparseMatrix]) throws(LinearAlgebraError) -> SparseMatrix {
    let height = matrices.first?.rows ?? 0
    guard matrices.allSatisfy({ $0.rows == height }) else {
      throw .dimensionMismatch("matrices with \(matrices.map(\.rows)) rows cannot stand side by side")
    }
    let width = try total(matrices.map(\.columns))
    let count = try total(matrices.map(\.storedCount))
    try requireShape(height, width)
    try requireStorage(count)
    let result = SparseColumns<Element>(rows: height, columns: width, capacity: count)
    for matrix in matrices {
      let offset = result.indices.count
      for j in 1..<matrix.columns + 1 { result.starts.append(matrix.columnStarts[j] + offset) }
      result.indices.append(copying: UnsafeBufferPointer(matrix.rowIndices.buffer.elements))
      result.values.append(copying: UnsafeBufferPointer(matrix.values.buffer.elements))
    }
    return result.matrix()
  }

  /// The matrices below each other. Throws `dimensionMismatch` if their numbers of columns differ.
  public static func vertically(_ matrices: [SparseMatrix]) throws(LinearAlgebraError) -> SparseMatrix {
    let width = matrices.first?.columns ?? 0
    guard matrices.allSatisfy({ $0.columns == width }) else {
      throw .dimensionMismatch("matrices with \(matrices.map(\.columns)) columns cannot stand below each other")
    }
    let height = try total(matrices.map(\.rows))
    let count = try total(matrices.map(\.storedCount))
    try requireShape(height, width)
    try requireStorage(count)
    let result = SparseColumns<Element>(rows: height, columns: width, capacity: count)
    for j in 0..<width {
      var offset = 0
      for matrix in matrices {
        for p in matrix.range(j) {
          result.append(offset + matrix.rowIndices.buffer.baseAddress[p], matrix.values.pointer[p])
        }
        offset += matrix.rows
      }
      result.endColumn()
    }
    return result.matrix()
  }

  private static func total(_ lengths: [Int]) throws(LinearAlgebraError) -> Int {
    var sum = 0
    for length in lengths {
      let (next, overflow) = sum.addingReportingOverflow(length)
      guard !overflow else { throw .tooMuchMemory(bytes: nil) }
      sum = next
    }
    return sum
  }
}
