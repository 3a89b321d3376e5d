// Eigenvalues of pairs of matrices: A v = λ B v.
import ComplexModule

/// Eigenvalues and right eigenvectors of a pair of square matrices, A v = λ B v (LAPACK `ggev`).
public struct GeneralizedEigenDecomposition: Sendable {
  /// The numerators α of the eigenvalues α/β.
  public let numerators: Vector<Complex<Double>>

  /// The denominators β; zero for an infinite eigenvalue, both zero where det(A − λB) vanishes for all λ.
  public let denominators: Vector<Complex<Double>>

  /// The eigenvectors, as columns whose largest component has real and imaginary parts with magnitudes that add up to 1.
  public let vectors: Matrix<Complex<Double>>

  /// The eigenvalues α/β sorted by real part, then imaginary part, the infinite ones last; NaN where both are zero.
  public let values: Vector<Complex<Double>>

  /// Decomposes a pair of square matrices of the same order.
  public init<Element: LinearAlgebraScalar>(
    _ a: Matrix<Element>, _ b: Matrix<Element>
  ) throws(LinearAlgebraError) {
    let n = try a.requirePair(b)
    let (order, scratchA, scratchB) = (Int(n), a.copied(), b.copied())
    let alpha = Vector<Complex<Double>>(repeating: .zero, shape: [order])
    let beta = Vector<Complex<Double>>(repeating: .zero, shape: [order])
    let vectors = Matrix<Complex<Double>>(repeating: .zero, shape: [order, order])
    if n > 0 {
      try requireSuccess(
        Element.ggev(n, scratchA.pointer, n, scratchB.pointer, n, alpha.pointer, beta.pointer, vectors.pointer),
        "generalised eigenvalue decomposition")
    }
    let values = (0..<order).map { Self.quotient(alpha[$0], beta[$0]) }
    let sorted = (0..<order).sorted { i, j in
      let (x, y) = (values[i], values[j])
      if x.isFinite != y.isFinite { return x.isFinite }
      if !x.isFinite || x == y { return i < j }
      return x.real != y.real ? x.real < y.real : x.imaginary < y.imaginary
    }
    self.values = Vector(sorted.map { values[$0] })
    numerators = Vector(sorted.map { alpha[$0] })
    denominators = Vector(sorted.map { beta[$0] })
    self.vectors = vectors.selecting([Array(0..<order), sorted])
  }

  private static func quotient(_ a: Complex<Double>, _ b: Complex<Double>) -> Complex<Double> {
    if b != .zero { return b.imaginary == 0 ? Complex(a.real / b.real, a.imaginary / b.real) : a / b }
    return a == .zero ? Complex(.nan, .nan) : Complex(.infinity, 0)
  }
}

/// The decomposition of a pair of Hermitian matrices with a positive definite second one: Vᴴ A V = diag(λ) and
/// Vᴴ B V = I (LAPACK `sygvd`, `hegvd`).
public struct SymmetricPairEigenDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// The eigenvalues in ascending order.
  public let values: Vector<Double>

  /// The eigenvectors, as columns that are orthonormal in the scalar product of B.
  public let vectors: Matrix<Element>

  /// Decomposes the pair in one triangle of each; the other triangles are not read. Throws `notPositiveDefinite` for B.
  public init(_ a: Matrix<Element>, _ b: Matrix<Element>, triangle: Triangle = .upper) throws(LinearAlgebraError) {
    let n = try a.requirePair(b)
    let (vectors, scratch) = (a.copied(), b.copied())
    let values = Vector<Double>(repeating: 0, shape: [Int(n)])
    if n > 0 {
      let info = Element.hegvd(triangle, true, n, vectors.pointer, n, scratch.pointer, n, values.buffer.baseAddress)
      if info > n { throw .notPositiveDefinite(minor: Int(info - n)) }
      try requireSuccess(info, "generalised symmetric eigenvalue decomposition")
    }
    self.values = values
    self.vectors = vectors
  }
}

/// The generalised Schur form A = Q S Zᴴ, B = Q T Zᴴ with unitary Q and Z and triangular S and T (QZ algorithm, LAPACK
/// `gges`); for real matrices S has 2×2 blocks on its diagonal for complex pairs of eigenvalues.
public struct GeneralizedSchurDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// S, the form of A.
  public let first: Matrix<Element>

  /// T, the form of B.
  public let second: Matrix<Element>

  /// The columns of Q.
  public let left: Matrix<Element>

  /// The columns of Z.
  public let right: Matrix<Element>

  /// The numerators α of the eigenvalues α/β.
  public let numerators: Vector<Complex<Double>>

  /// The denominators β.
  public let denominators: Vector<Complex<Double>>

  /// Decomposes a pair of square matrices of the same order.
  public init(_ a: Matrix<Element>, _ b: Matrix<Element>) throws(LinearAlgebraError) {
    let n = try a.requirePair(b)
    let order = Int(n)
    first = a.copied()
    second = b.copied()
    left = Matrix(repeating: .zero, shape: [order, order])
    right = Matrix(repeating: .zero, shape: [order, order])
    numerators = Vector(repeating: .zero, shape: [order])
    denominators = Vector(repeating: .zero, shape: [order])
    guard n > 0 else { return }
    try requireSuccess(
      Element.gges(
        n, first.pointer, n, second.pointer, n, numerators.pointer, denominators.pointer, left.pointer, right.pointer),
      "generalised Schur decomposition")
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The common order of two square matrices.
  fileprivate func requirePair(_ other: DenseArray) throws(LinearAlgebraError) -> Int32 {
    let n = try lapackOrder()
    guard try other.lapackOrder() == n else {
      throw .dimensionMismatch("matrices of the orders \(n) and \(other.rows) are not a pair")
    }
    try requireFinite()
    try other.requireFinite()
    return n
  }

  /// The eigenvalues and eigenvectors of A v = λ B v.
  public func eigen(with b: DenseArray) throws(LinearAlgebraError) -> GeneralizedEigenDecomposition {
    try GeneralizedEigenDecomposition(self, b)
  }

  /// The eigenvalues and eigenvectors of A v = λ B v for Hermitian A and positive definite B.
  public func symmetricEigen(
    with b: DenseArray
  ) throws(LinearAlgebraError) -> SymmetricPairEigenDecomposition<Element> {
    guard try requirePair(b) == 0 || (isHermitian && b.isHermitian) else { throw .notHermitian }
    return try SymmetricPairEigenDecomposition(self, b)
  }

  /// The generalised Schur decomposition of A and B.
  public func schur(with b: DenseArray) throws(LinearAlgebraError) -> GeneralizedSchurDecomposition<Element> {
    try GeneralizedSchurDecomposition(self, b)
  }
}
