// Products of matrices and vectors.
import ComplexModule

extension DenseArray where Element: LinearAlgebraScalar {
  /// The matrix product op(A) op(B).
  ///
  /// A vector counts as a column. Matrix times vector is a vector; any other product is a matrix. The product of a
  /// matrix with its own adjoint is exactly Hermitian. Throws `dimensionMismatch` if the inner dimensions differ.
  @specialized(where Element == Double)
  public func multiplied(
    by other: DenseArray, transposing operation: MatrixOperation = .none,
    _ otherOperation: MatrixOperation = .none
  ) throws(LinearAlgebraError) -> DenseArray {
    let (rowsA, columnsA) = try lapackSize()
    let (rowsB, columnsB) = try other.lapackSize()
    let (m, inner) = operation == .none ? (rowsA, columnsA) : (columnsA, rowsA)
    let (innerB, n) = otherOperation == .none ? (rowsB, columnsB) : (columnsB, rowsB)
    guard inner == innerB else {
      throw .dimensionMismatch(
        "the inner dimensions of a \(m)×\(inner) and a \(innerB)×\(n) matrix differ")
    }
    let isVector = other.rank == 1 && otherOperation == .none && rank == 2
    let shape = isVector ? [Int(m)] : [Int(m), Int(n)]
    guard inner > 0 else { return DenseArray(repeating: .zero, shape: shape) }
    let result = DenseArray(uninitializedShape: shape)
    guard !result.isEmpty else { return result }

    if buffer === other.buffer, shape[0] == (shape.last ?? 0), rank == 2, other.rank == 2, self.shape == other.shape,
      Self.areAdjoint(operation, otherOperation)
    {
      Element.herk(operation == .none ? .none : .adjoint, m, inner, pointer, leadingDimension, result.pointer)
      result.mirrorUpperTriangle()
    } else if Int(m) * Int(n) * Int(inner) <= SmallProduct.largestWork {
      smallProduct(operation, other, otherOperation, into: result, Int(m), Int(n), Int(inner))
    } else {
      // Adding to zeros takes less time than letting `gemm` multiply what is there by zero, and some versions of `gemv` keep
      // what is not a number when they do.
      result.pointer.initialize(repeating: .zero, count: result.count)
      if n == 1, otherOperation == .none {
        Element.gemv(operation, rowsA, columnsA, pointer, leadingDimension, other.pointer, result.pointer)
      } else {
        Element.gemm(
          operation, otherOperation, m, n, inner, pointer, leadingDimension, other.pointer, other.leadingDimension,
          result.pointer, m)
      }
    }
    return result
  }

  private static func areAdjoint(_ first: MatrixOperation, _ second: MatrixOperation) -> Bool {
    switch (first, second) {
    case (.none, .adjoint), (.adjoint, .none): true
    case (.none, .transpose), (.transpose, .none): !Element.isComplex
    default: false
    }
  }

  /// Copies the upper triangle, conjugated, to the lower one.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  func mirrorUpperTriangle() {
    let (n, a) = (rows, pointer)
    for j in 0..<n {
      for i in 0..<j { a[j + i * n] = a[i + j * n].conjugated }
    }
  }

  /// The product by plain loops, of any of the two transposed.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  private func smallProduct(
    _ operation: MatrixOperation, _ other: DenseArray, _ otherOperation: MatrixOperation, into result: DenseArray,
    _ m: Int, _ n: Int, _ inner: Int
  ) {
    let (a, b, c) = (pointer, other.pointer, result.pointer)
    if operation == .none, otherOperation == .none {
      return SmallProduct.multiply(a, b, into: c, m, inner, n)
    }
    let (rowStrideA, columnStrideA) = operation == .none ? (1, rows) : (rows, 1)
    let (rowStrideB, columnStrideB) = otherOperation == .none ? (1, other.rows) : (other.rows, 1)
    let (conjugateA, conjugateB) = (operation == .adjoint, otherOperation == .adjoint)
    for j in 0..<n {
      for i in 0..<m {
        var sum = Element.zero
        for l in 0..<inner {
          let (left, right) = (a[i * rowStrideA + l * columnStrideA], b[l * rowStrideB + j * columnStrideB])
          sum += (conjugateA ? left.conjugated : left) * (conjugateB ? right.conjugated : right)
        }
        c[i + j * m] = sum
      }
    }
  }

  /// The conjugate transpose; for a real array the transpose.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  public func adjoint() -> DenseArray { transposed { $0.conjugated } }
}
