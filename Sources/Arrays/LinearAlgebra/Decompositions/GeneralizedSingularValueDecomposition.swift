/// The decomposition A = U D₁ R₀ Qᴴ, B = V D₂ R₀ Qᴴ of two matrices with the same number of columns, with unitary U, V and
/// Q and D₁ᴴD₁ + D₂ᴴD₂ = I (LAPACK `ggsvd3`; Golub and Van Loan, Matrix Computations, section 6.1.6).
///
/// With l the numerical rank of B and k + l that of [A; B]: D₁ has the cosines on its diagonal, the first k of which are 1; D₂
/// has the sines of the other l on the diagonal that begins in the column k; R₀ has zeros and then a triangle of order k + l.
public struct GeneralizedSingularValueDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// U, m×m.
  public let left: Matrix<Element>

  /// V, p×p.
  public let right: Matrix<Element>

  /// Q, n×n.
  public let common: Matrix<Element>

  /// How many columns have nothing of B.
  public let k: Int

  /// The rank of B.
  public let l: Int

  /// The k + l cosines.
  public let cosines: Vector<Double>

  /// The k + l sines, with which the squares of the cosines and the sines add up to 1.
  public let sines: Vector<Double>

  /// The triangle R of order k + l, the last columns of R₀.
  public let triangle: Matrix<Element>

  /// Decomposes an m×n and a p×n matrix. Throws `dimensionMismatch`, `notFinite`, or `didNotConverge`.
  public init(_ a: Matrix<Element>, _ b: Matrix<Element>) throws(LinearAlgebraError) {
    let (m, n) = try a.lapackSize()
    let (p, columns) = try b.lapackSize()
    guard columns == n else { throw .dimensionMismatch("matrices of \(n) and \(columns) columns have no common decomposition") }
    try a.requireFinite()
    try b.requireFinite()
    let (formA, formB) = (a.copied(), b.copied())
    let (rowsA, rowsB, order) = (Int(m), Int(p), Int(n))
    let (u, v, q) = (Matrix<Element>.identity(rowsA), Matrix<Element>.identity(rowsB), Matrix<Element>.identity(order))
    let alpha = Vector<Double>(repeating: 0, shape: [order])
    let beta = Vector<Double>(repeating: 0, shape: [order])
    var (first, second): (Int32, Int32) = (0, 0)
    if n > 0, m > 0 || p > 0 {
      let info = Element.ggsvd(
        m, n, p, &first, &second, formA.pointer, formB.pointer, alpha.pointer, beta.pointer, u.pointer, v.pointer, q.pointer)
      if info > 0 { throw .didNotConverge("generalised singular value decomposition") }
      try requireSuccess(info, "generalised singular value decomposition")
    }
    let (k, l) = (Int(first), Int(second))
    let rank = k + l
    (left, right, common, self.k, self.l) = (u, v, q, k, l)
    cosines = alpha[0..<rank]
    sines = beta[0..<rank]
    // The rows that A has no room for lie in B.
    triangle = Matrix(rows: rank, columns: rank) { i, j in
      if i > j { return .zero }
      return i < rowsA ? formA[i, order - rank + j] : formB[i - k, order - rank + j]
    }
  }

  /// The generalised singular values, cosines divided by sines; the first k are infinite.
  public var values: Vector<Double> { Vector((0..<cosines.count).map { cosines[$0] / sines[$0] }) }

  /// D₁, m×(k + l).
  public var firstDiagonal: Matrix<Element> {
    Matrix(rows: left.rows, columns: k + l) { $0 == $1 ? Element(real: cosines[$0]) : .zero }
  }

  /// D₂, p×(k + l).
  public var secondDiagonal: Matrix<Element> {
    Matrix(rows: right.rows, columns: k + l) { $0 < l && $0 + k == $1 ? Element(real: sines[$1]) : .zero }
  }

  /// R₀, (k + l)×n.
  public var paddedTriangle: Matrix<Element> {
    let zeros = common.rows - k - l
    return Matrix(rows: k + l, columns: common.rows) { $1 < zeros ? .zero : triangle[$0, $1 - zeros] }
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The generalised singular value decomposition of this matrix and one with as many columns.
  public func svd(with b: DenseArray) throws(LinearAlgebraError) -> GeneralizedSingularValueDecomposition<Element> {
    try GeneralizedSingularValueDecomposition(self, b)
  }
}
