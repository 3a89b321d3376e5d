/// The factorisation A = L Lᴴ = Uᴴ U of a Hermitian positive definite matrix (LAPACK `potrf`).
public struct CholeskyDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// The factor: lower triangular L or upper triangular U, zero in the other triangle.
  public let factor: Matrix<Element>

  /// Which of the two the factor is.
  public let triangle: Triangle

  /// The factorisation with a given factor, which is zero in the other triangle.
  init(factor: Matrix<Element>, _ triangle: Triangle) {
    self.factor = factor
    self.triangle = triangle
  }

  /// Factors the matrix that `triangle` of `matrix` and its mirror image form; the other triangle is not read.
  ///
  /// Throws `notPositiveDefinite` with the order of the first leading minor that is not positive.
  public init(_ matrix: Matrix<Element>, triangle: Triangle = .upper) throws(LinearAlgebraError) {
    let n = try matrix.lapackOrder()
    try matrix.requireFinite()
    let factor = triangle == .upper ? matrix.upperTriangle() : matrix.lowerTriangle()
    let info = n == 0 ? 0 : Element.potrf(triangle, n, factor.pointer, factor.leadingDimension)
    if info > 0 { throw .notPositiveDefinite(minor: Int(info)) }
    guard info == 0 else { throw .notFinite }
    self.factor = factor
    self.triangle = triangle
  }

  /// The lower triangular factor L with A = L Lᴴ.
  public var lower: Matrix<Element> { triangle == .lower ? factor : factor.adjoint() }

  /// The upper triangular factor U with A = Uᴴ U.
  public var upper: Matrix<Element> { triangle == .upper ? factor : factor.adjoint() }

  /// The determinant, the squared product of the diagonal.
  public var determinant: Double {
    (0..<factor.rows).reduce(1.0) { $0 * (factor[$1, $1].realPart * factor[$1, $1].realPart) }
  }

  /// The logarithm of the determinant, which does not overflow.
  public var logarithmicDeterminant: Double {
    2 * (0..<factor.rows).reduce(0.0) { $0 + Double.log(factor[$1, $1].realPart) }
  }

  /// The solution of A X = B.
  public func solve(_ b: DenseArray<Element>) throws(LinearAlgebraError) -> DenseArray<Element> {
    let n = try factor.lapackOrder()
    let (rows, columns) = try b.lapackSize()
    guard rows == n else {
      throw .dimensionMismatch("a \(n)×\(n) matrix and a right-hand side of \(rows) rows do not fit")
    }
    try b.requireFinite()
    let x = b.copied()
    guard !x.isEmpty else { return x }
    let info = Element.potrs(
      triangle, n, columns, factor.pointer, factor.leadingDimension, x.pointer, x.leadingDimension)
    guard info == 0 else { throw .notFinite }
    return x
  }

  /// An estimate of 1/(‖A‖₁ ‖A⁻¹‖₁), from estimates of both norms.
  public var reciprocalCondition: Double {
    let n = factor.rows
    guard n > 0, n < Int32.max else { return 1 }
    let (order, a) = (Int32(truncatingIfNeeded: n), factor.pointer)
    let (first, second): (MatrixOperation, MatrixOperation) = triangle == .upper ? (.adjoint, .none) : (.none, .adjoint)
    func solve(_ x: UnsafeMutablePointer<Element>) {
      Elimination.solveTriangular(triangle, first, a, order, x, columns: 1)
      Elimination.solveTriangular(triangle, second, a, order, x, columns: 1)
    }
    let inverse = NormEstimate.oneNorm(order: n, solve, adjoint: solve)
    let scratch = Vector<Element>(repeating: .zero, shape: [n])
    func apply(_ x: UnsafeMutablePointer<Element>) {
      // A x = Fᴴ (F x) or F (Fᴴ x)
      Element.gemv(second, order, order, a, order, x, scratch.pointer)
      Element.gemv(first, order, order, a, order, scratch.pointer, x)
    }
    return NormEstimate.reciprocal(NormEstimate.oneNorm(order: n, apply, adjoint: apply), inverse)
  }

  /// The inverse, which is exactly Hermitian.
  public func inverse() throws(LinearAlgebraError) -> Matrix<Element> {
    let result = try solve(.identity(factor.rows))
    result.mirrorUpperTriangle()
    return result
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The Cholesky factorisation. Throws `notHermitian` or `notPositiveDefinite`.
  public func cholesky() throws(LinearAlgebraError) -> CholeskyDecomposition<Element> {
    let n = try lapackOrder()
    guard n == 0 || isHermitian else { throw isFinite ? .notHermitian : .notFinite }
    return try CholeskyDecomposition(self)
  }
}
