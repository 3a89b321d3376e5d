// Matrices with three diagonals, solved in a number of operations that is a multiple of their order.
import CLAPACK
import RealModule

/// A matrix that is zero outside of its main diagonal and the two beside it.
public struct TridiagonalMatrix<Element: LinearAlgebraScalar>: Hashable, Sendable {
  /// The diagonal below the main one, n − 1 elements.
  public let lower: Vector<Element>

  /// The main diagonal, n elements.
  public let diagonal: Vector<Element>

  /// The diagonal above the main one, n − 1 elements.
  public let upper: Vector<Element>

  /// Throws `dimensionMismatch` unless the lengths fit, and `notFinite`.
  public init(
    lower: Vector<Element>, diagonal: Vector<Element>, upper: Vector<Element>
  ) throws(LinearAlgebraError) {
    let beside = max(0, diagonal.count - 1)
    guard lower.count == beside, upper.count == beside, lower.rank == 1, diagonal.rank == 1, upper.rank == 1 else {
      throw .dimensionMismatch(
        "diagonals of \(lower.count), \(diagonal.count) and \(upper.count) elements are not those of a tridiagonal matrix")
    }
    try lower.requireFinite()
    try diagonal.requireFinite()
    try upper.requireFinite()
    self.lower = lower
    self.diagonal = diagonal
    self.upper = upper
  }

  /// The matrix with all its zeros.
  public var dense: Matrix<Element> {
    let n = diagonal.count
    return Matrix(rows: n, columns: n) { i, j in
      i == j ? diagonal[i] : (i == j + 1 ? lower[j] : (j == i + 1 ? upper[i] : .zero))
    }
  }

  /// The solution of A X = B by elimination with partial pivoting (LAPACK's algorithm `gtsv`). Throws `singular`.
  public func solve(_ b: DenseArray<Element>) throws(LinearAlgebraError) -> DenseArray<Element> {
    let n = diagonal.count
    guard b.rank == 1 || b.rank == 2, b.rows == n else {
      throw .dimensionMismatch("a \(n)×\(n) matrix and a right-hand side of \(b.rows) rows do not fit")
    }
    try b.requireFinite()
    let x = b.copied()
    let zeroPivot = Self.eliminate(lower.copied(), diagonal.copied(), upper.copied(), x)
    if zeroPivot > 0 { throw .singular(pivot: zeroPivot) }
    return x
  }

  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  private static func eliminate(
    _ below: Vector<Element>, _ diagonal: Vector<Element>, _ above: Vector<Element>, _ right: DenseArray<Element>
  ) -> Int {
    let (n, d, x, width) = (diagonal.count, diagonal.pointer, right.pointer, right.columns)
    let (lower, upper) = (below.pointer, above.pointer)
    // An exchange of rows fills the second diagonal above the main one, which takes the place of the lower one.
    for i in 0..<max(0, n - 1) {
      if lower[i].modulus > d[i].modulus {
        let factor = d[i] / lower[i]
        d[i] = lower[i]
        let next = d[i + 1]
        d[i + 1] = upper[i] - factor * next
        upper[i] = next
        if i + 2 < n {
          lower[i] = upper[i + 1]
          upper[i + 1] = -factor * upper[i + 1]
        } else {
          lower[i] = .zero
        }
        for j in 0..<width {
          let column = x + j * n
          let value = column[i]
          column[i] = column[i + 1]
          column[i + 1] = value - factor * column[i + 1]
        }
      } else {
        if d[i] == .zero { return i + 1 }
        let factor = lower[i] / d[i]
        d[i + 1] -= factor * upper[i]
        lower[i] = .zero
        for j in 0..<width { x[i + 1 + j * n] -= factor * x[i + j * n] }
      }
    }
    if n > 0, d[n - 1] == .zero { return n }
    for j in 0..<width {
      let column = x + j * n
      for i in stride(from: n - 1, through: 0, by: -1) {
        var sum = column[i]
        if i + 1 < n { sum -= upper[i] * column[i + 1] }
        if i + 2 < n { sum -= lower[i] * column[i + 2] }
        column[i] = sum / d[i]
      }
    }
    return 0
  }
}

/// A real symmetric matrix that is zero outside of its main diagonal and the two beside it.
public struct SymmetricTridiagonalMatrix: Hashable, Sendable {
  /// The main diagonal, n elements.
  public let diagonal: Vector<Double>

  /// The diagonals beside the main one, n − 1 elements.
  public let offDiagonal: Vector<Double>

  /// Throws `dimensionMismatch` unless the lengths fit, and `notFinite`.
  public init(diagonal: Vector<Double>, offDiagonal: Vector<Double>) throws(LinearAlgebraError) {
    general = try TridiagonalMatrix(lower: offDiagonal, diagonal: diagonal, upper: offDiagonal)
    self.diagonal = diagonal
    self.offDiagonal = offDiagonal
  }

  /// The same matrix without the knowledge that it is symmetric.
  public let general: TridiagonalMatrix<Double>

  /// The solution of A X = B: by the factorisation L D Lᵀ for a positive definite matrix, else by elimination with
  /// partial pivoting. Throws `singular`.
  public func solve(_ b: DenseArray<Double>) throws(LinearAlgebraError) -> DenseArray<Double> {
    let n = diagonal.count
    guard b.rank == 1 || b.rank == 2, b.rows == n else {
      throw .dimensionMismatch("a \(n)×\(n) matrix and a right-hand side of \(b.rows) rows do not fit")
    }
    try b.requireFinite()
    let (pivots, factors, x) = (diagonal.copied(), offDiagonal.copied(), b.copied())
    for i in 0..<n {
      guard pivots.pointer[i] > 0 else { return try general.solve(b) }
      guard i + 1 < n else { break }
      let element = factors.pointer[i]
      factors.pointer[i] = element / pivots.pointer[i]
      pivots.pointer[i + 1] -= factors.pointer[i] * element
    }
    for j in 0..<b.columns {
      let column = x.pointer + j * n
      for i in 1..<max(n, 1) { column[i] -= factors.pointer[i - 1] * column[i - 1] }
      for i in stride(from: n - 1, through: 0, by: -1) {
        column[i] /= pivots.pointer[i]
        if i + 1 < n { column[i] -= factors.pointer[i] * column[i + 1] }
      }
    }
    return x
  }

  /// The eigenvalues in ascending order and the orthonormal eigenvectors, by divide and conquer (LAPACK `stevd`).
  public func eigen() throws(LinearAlgebraError) -> SymmetricEigenDecomposition<Double> {
    let n = diagonal.count
    let vectors = Matrix<Double>(repeating: 0, shape: [n, n])
    return SymmetricEigenDecomposition(values: try values(vectors), vectors: vectors)
  }

  /// The eigenvalues in ascending order.
  public func eigenvalues() throws(LinearAlgebraError) -> Vector<Double> { try values(nil) }

  private func values(_ vectors: Matrix<Double>?) throws(LinearAlgebraError) -> Vector<Double> {
    guard let n = Int32(exactly: diagonal.count) else {
      throw .tooLarge(rows: diagonal.count, columns: diagonal.count)
    }
    let (values, scratch) = (diagonal.copied(), offDiagonal.copied())
    guard n > 0 else { return values }
    let info = LAPACKE_dstevd(
      LAPACK_COL_MAJOR, code(vectors == nil ? "N" : "V"), n, values.pointer, scratch.pointer, vectors?.pointer, n)
    try requireSuccess(info, "symmetric tridiagonal eigenvalue decomposition")
    return values
  }
}
