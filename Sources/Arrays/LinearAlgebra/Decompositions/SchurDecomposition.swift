/// The factorisation A = Z T Zᴴ with unitary Z and triangular T; for a real matrix T is real and has 2×2 blocks on its
/// diagonal for complex pairs of eigenvalues (LAPACK `gees`).
public struct SchurDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// The Schur form T.
  public let form: Matrix<Element>

  /// The Schur vectors, the columns of Z.
  public let vectors: Matrix<Element>

  /// The eigenvalues, in the order of the diagonal of T.
  public let values: Vector<Complex<Double>>

  /// Decomposes a square matrix.
  public init(_ matrix: Matrix<Element>) throws(LinearAlgebraError) {
    let n = try matrix.lapackOrder()
    try matrix.requireFinite()
    let form = matrix.copied()
    let vectors = Matrix<Element>(repeating: .zero, shape: [Int(n), Int(n)])
    let values = Vector<Complex<Double>>(repeating: .zero, shape: [Int(n)])
    if n > 0 {
      try requireSuccess(
        Element.gees(n, form.pointer, form.leadingDimension, values.pointer, vectors.pointer), "Schur decomposition")
    }
    self.form = form
    self.vectors = vectors
    self.values = values
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The Schur decomposition.
  public func schur() throws(LinearAlgebraError) -> SchurDecomposition<Element> { try SchurDecomposition(self) }
}
