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

  private init(form: Matrix<Element>, vectors: Matrix<Element>, values: Vector<Complex<Double>>) {
    self.form = form
    self.vectors = vectors
    self.values = values
  }

  /// The decomposition with the selected eigenvalues at the front of the diagonal, where both of a complex pair of a real
  /// matrix go with either (LAPACK `trsen`). Throws `didNotConverge` if eigenvalues are too close to be exchanged.
  public func reordered(selecting selected: [Bool]) throws(LinearAlgebraError) -> SchurDecomposition {
    guard selected.count == values.count else {
      throw .dimensionMismatch("\(selected.count) choices for \(values.count) eigenvalues")
    }
    let (form, vectors, values) = (form.copied(), vectors.copied(), values.copied())
    guard !values.isEmpty else { return self }
    let info = Element.trsen(
      selected.map { $0 ? 1 : 0 }, form.leadingDimension, form.pointer, form.leadingDimension, values.pointer,
      vectors.pointer)
    try requireSuccess(info, "reordering of a Schur decomposition")
    return SchurDecomposition(form: form, vectors: vectors, values: values)
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The Schur decomposition.
  public func schur() throws(LinearAlgebraError) -> SchurDecomposition<Element> { try SchurDecomposition(self) }
}
