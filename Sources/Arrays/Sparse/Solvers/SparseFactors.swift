// The factorisations of the C++ library: made, kept and released.
import CEigen

/// A factorisation that Eigen keeps. Its memory is never changed after it is made.
final class SparseFactors<Element: LinearAlgebraScalar>: @unchecked Sendable {
  let rows: Int
  let columns: Int
  private let handle: OpaquePointer

  typealias Maker = (
    _ matrix: ceigen_matrix, _ memory: Int64, _ factors: UnsafeMutablePointer<OpaquePointer?>,
    _ detail: UnsafeMutablePointer<Int64>
  ) -> ceigen_status

  /// Calls `make` with the matrix, which must be finite.
  ///
  /// Throws `singular`, with the pivot if it is known and 0 otherwise, `tooMuchMemory` or `tooLarge`.
  init(_ matrix: SparseMatrix<Element>, _ make: Maker) throws(LinearAlgebraError) {
    guard matrix.isFinite else { throw .notFinite }
    // Eigen's indices have 32 bits.
    let most = Int(Int32.max) / 2
    guard matrix.rows < most, matrix.columns < most, matrix.storedCount < most else {
      throw .tooLarge(rows: matrix.rows, columns: matrix.columns)
    }
    var factors: OpaquePointer?
    var detail: Int64 = 0
    let description = ceigen_matrix(
      rows: Int64(matrix.rows), columns: Int64(matrix.columns), starts: Self.indices(matrix.columnStarts),
      indices: Self.indices(matrix.rowIndices), values: Self.numbers(matrix.values.pointer),
      is_complex: Element.isComplex)
    let status = make(description, Int64(MemoryBudget.bytes), &factors, &detail)
    withExtendedLifetime(matrix) {}
    switch status {
    case ceigen_zero_pivot: throw .singular(pivot: Int(detail))
    case ceigen_too_large: throw .tooMuchMemory(bytes: detail > 0 ? Int(detail) : nil)
    default: break
    }
    guard let factors else { throw .didNotConverge("the sparse factorisation") }
    handle = factors
    rows = matrix.rows
    columns = matrix.columns
  }

  deinit { ceigen_release(handle) }

  private static func indices(_ vector: Vector<Int>) -> UnsafePointer<Int64> {
    UnsafeRawPointer(vector.buffer.baseAddress).assumingMemoryBound(to: Int64.self)
  }

  private static func numbers(_ elements: UnsafePointer<Element>) -> UnsafePointer<Double> {
    UnsafeRawPointer(elements).assumingMemoryBound(to: Double.self)
  }

  /// The rank that QR found; the order of other factorisations.
  var rank: Int { Int(ceigen_rank(handle)) }

  func count(_ part: ceigen_part) -> Int { Int(ceigen_part_count(handle, part)) }

  /// A part as a matrix of this shape. Throws `tooMuchMemory`.
  func part(_ part: ceigen_part, rows: Int, columns: Int) throws(LinearAlgebraError) -> SparseMatrix<Element> {
    let count = count(part)
    try SparseMatrix<Element>.requireStorage(count)
    let starts = Vector<Int>(repeating: 0, shape: [columns + 1])
    let indices = Vector<Int>(uninitializedShape: [count])
    let values = Vector<Element>(uninitializedShape: [count])
    let status = ceigen_copy_part(
      handle, part, UnsafeMutablePointer(mutating: Self.indices(starts)),
      UnsafeMutablePointer(mutating: Self.indices(indices)),
      UnsafeMutablePointer(mutating: Self.numbers(values.pointer)))
    guard status == ceigen_success else { throw .tooMuchMemory(bytes: nil) }
    return SparseMatrix(unchecked: rows, columns, columnStarts: starts, rowIndices: indices, values: values)
  }

  /// The orders of the rows and columns that the factors belong to.
  var orders: (rows: [Int], columns: [Int]) {
    var (rowOrder, columnOrder) = ([Int64](0..<Int64(rows)), [Int64](0..<Int64(columns)))
    ceigen_copy_orders(handle, &rowOrder, &columnOrder)
    return (rowOrder.map { Int($0) }, columnOrder.map { Int($0) })
  }

  /// The solution of op(A) X = B, of which the caller says how many rows it has.
  ///
  /// Throws `dimensionMismatch`, `wrongRank`, `notFinite` or, if the solution overflows, `undefined`.
  func solve(
    _ b: DenseArray<Element>, transposing operation: MatrixOperation
  ) throws(LinearAlgebraError) -> DenseArray<Element> {
    guard b.rank == 1 || b.rank == 2 else { throw .wrongRank(b.rank) }
    guard b.rows == rows else {
      throw .dimensionMismatch("a \(rows)×\(columns) matrix and a right-hand side of \(b.rows) rows do not fit")
    }
    guard b.isFinite else { throw .notFinite }
    let shape = b.rank == 1 ? [columns] : [columns, b.columns]
    try MemoryBudget.requireDense(shape, of: Element.self)
    let x = DenseArray<Element>(uninitializedShape: shape)
    let kind: ceigen_operation =
      switch operation {
      case .none: ceigen_as_is
      case .transpose: ceigen_transposed
      case .adjoint: ceigen_adjoint
      }
    let status = ceigen_solve(
      handle, kind, Self.numbers(b.pointer), UnsafeMutablePointer(mutating: Self.numbers(x.pointer)), Int64(b.columns))
    guard status == ceigen_success else { throw .tooMuchMemory(bytes: nil) }
    guard x.isFinite else { throw .undefined("the solution is beyond the range of floating-point numbers") }
    return x
  }
}
