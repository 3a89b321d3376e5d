// Products with sparse matrices. Zeros that are not stored are no operands: they make no NaN of an infinity.
import ComplexModule

extension SparseMatrix {
  /// The product op(A) X with a dense vector or matrix, without forming the transpose.
  ///
  /// Throws `dimensionMismatch`, `wrongRank` or `tooMuchMemory`.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  public func multiplied(
    by x: DenseArray<Element>, transposing operation: MatrixOperation = .none
  ) throws(LinearAlgebraError) -> DenseArray<Element> {
    guard x.rank == 1 || x.rank == 2 else { throw .wrongRank(x.rank) }
    let (m, inner) = operation == .none ? (rows, columns) : (columns, rows)
    guard inner == x.rows else {
      throw .dimensionMismatch("the inner dimensions of a \(m)×\(inner) and a \(x.rows)×\(x.columns) matrix differ")
    }
    let shape = x.rank == 1 ? [m] : [m, x.columns]
    try MemoryBudget.requireDense(shape, of: Element.self)
    let result = DenseArray<Element>(repeating: .zero, shape: shape)
    for k in 0..<x.columns {
      multiply(x.pointer + k * inner, transposing: operation, into: result.pointer + k * m)
    }
    return result
  }

  /// y ← y + A x, or y ← op(A) x for a transposed A.
  @inline(__always) func multiply(
    _ x: UnsafePointer<Element>, transposing operation: MatrixOperation, into y: UnsafeMutablePointer<Element>
  ) {
    let (row, a) = (rowIndices.buffer.baseAddress, values.pointer)
    switch operation {
    case .none:
      for j in 0..<columns {
        let factor = x[j]
        for p in range(j) { y[row[p]] += a[p] * factor }
      }
    case .transpose:
      for j in 0..<columns {
        var sum = Element.zero
        for p in range(j) { sum += a[p] * x[row[p]] }
        y[j] = sum
      }
    case .adjoint:
      for j in 0..<columns {
        var sum = Element.zero
        for p in range(j) { sum += a[p].conjugated * x[row[p]] }
        y[j] = sum
      }
    }
  }

  /// The product op(A) op(B) of two sparse matrices by Gustavson's algorithm (Two fast algorithms for sparse matrices, ACM
  /// TOMS 4, 1978); a transpose is formed. Elements that cancel are stored as zeros.
  ///
  /// Throws `dimensionMismatch` or `tooMuchMemory`.
  public func multiplied(
    by other: SparseMatrix, transposing operation: MatrixOperation = .none, _ otherOperation: MatrixOperation = .none
  ) throws(LinearAlgebraError) -> SparseMatrix {
    try applying(operation).product(other.applying(otherOperation))
  }

  private func applying(_ operation: MatrixOperation) -> SparseMatrix {
    switch operation {
    case .none: self
    case .transpose: transposed()
    case .adjoint: adjoint()
    }
  }

  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  private func product(_ other: SparseMatrix) throws(LinearAlgebraError) -> SparseMatrix {
    guard columns == other.rows else {
      throw .dimensionMismatch(
        "the inner dimensions of a \(rows)×\(columns) and a \(other.rows)×\(other.columns) matrix differ")
    }
    try Self.requireShape(rows, other.columns)
    let result = SparseColumns<Element>(
      rows: rows, columns: other.columns, capacity: storedCount + other.storedCount)
    // The column in the making, dense, and which column last touched each row.
    let sums = ArrayStorage<Element>(repeating: .zero, count: rows)
    let touched = ArrayStorage<Int>(repeating: -1, count: rows)
    let (sum, mark) = (sums.baseAddress, touched.baseAddress)
    let (row, a) = (rowIndices.buffer.baseAddress, values.pointer)
    let (rowB, b) = (other.rowIndices.buffer.baseAddress, other.values.pointer)
    for j in 0..<other.columns {
      // The new rows go into room for as many as there can be.
      let start = result.indices.count
      let most = other.range(j).reduce(0) { $0 + range(rowB[$1]).count }
      result.indices.reserveCapacity(start + min(rows, most))
      result.values.reserveCapacity(start + min(rows, most))
      let indices = result.indices.baseAddress + start
      var count = 0
      for q in other.range(j) {
        let (k, factor) = (rowB[q], b[q])
        for p in range(k) {
          let i = row[p]
          if mark[i] == j {
            sum[i] += a[p] * factor
          } else {
            mark[i] = j
            sum[i] = a[p] * factor
            indices[count] = i
            count += 1
          }
        }
      }
      try Self.requireStorage(start + count)
      if count > rows / 16 {
        // Nearly full: a walk over all rows is shorter than sorting.
        var k = 0
        for i in 0..<rows where mark[i] == j {
          indices[k] = i
          k += 1
        }
      } else {
        var rows = UnsafeMutableBufferPointer(start: indices, count: count)
        rows.sort()
      }
      let elements = result.values.baseAddress + start
      for k in 0..<count { elements[k] = sum[indices[k]] }
      result.setCount(start + count)
      result.endColumn()
    }
    return result.matrix()
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The product X op(A) of a dense matrix and a sparse one. A vector counts as a column.
  ///
  /// Throws `dimensionMismatch`, `wrongRank` or `tooMuchMemory`.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  public func multiplied(
    by a: SparseMatrix<Element>, transposing operation: MatrixOperation = .none
  ) throws(LinearAlgebraError) -> Matrix<Element> {
    guard rank == 1 || rank == 2 else { throw .wrongRank(rank) }
    let (inner, n) = operation == .none ? (a.rows, a.columns) : (a.columns, a.rows)
    guard columns == inner else {
      throw .dimensionMismatch("the inner dimensions of a \(rows)×\(columns) and a \(inner)×\(n) matrix differ")
    }
    try MemoryBudget.requireDense([rows, n], of: Element.self)
    let result = Matrix<Element>(repeating: .zero, shape: [rows, n])
    let (m, conjugates) = (rows, operation == .adjoint)
    for j in 0..<a.columns {
      for p in a.range(j) {
        let i = a.rowIndices.buffer.baseAddress[p]
        let value = conjugates ? a.values.pointer[p].conjugated : a.values.pointer[p]
        let (source, target) = operation == .none ? (pointer + i * m, result.pointer + j * m)
          : (pointer + j * m, result.pointer + i * m)
        for k in 0..<m { target[k] += source[k] * value }
      }
    }
    return result
  }
}
