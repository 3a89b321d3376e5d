/// The decomposition A = V diag(λ) Vᴴ of a symmetric or Hermitian matrix (LAPACK `syevd`,
/// `heevr`; `SmallSymmetricEigen` for a small real one).
public struct SymmetricEigenDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// The eigenvalues in ascending order.
  public let values: Vector<Double>

  /// The orthonormal eigenvectors, as columns.
  public let vectors: Matrix<Element>

  init(values: Vector<Double>, vectors: Matrix<Element>) {
    self.values = values
    self.vectors = vectors
  }

  /// Decomposes the matrix that `triangle` of `matrix` and its mirror image form; the other triangle is not read.
  @specialized(where Element == Double)
  public init(_ matrix: Matrix<Element>, triangle: Triangle = .upper) throws(LinearAlgebraError) {
    let vectors = Matrix<Element>(repeating: .zero, shape: [matrix.rows, matrix.rows])
    values = try Self.compute(matrix, triangle, vectors)
    self.vectors = vectors
  }

  fileprivate static func compute(
    _ matrix: Matrix<Element>, _ triangle: Triangle, _ vectors: Matrix<Element>?
  ) throws(LinearAlgebraError) -> Vector<Double> {
    let n = try matrix.lapackOrder()
    try matrix.requireFinite()
    let values = Vector<Double>(repeating: 0, shape: [Int(n)])
    guard n > 0 else { return values }
    if n <= SmallSymmetricEigen.largestOrder, let real = matrix.same(as: Double.self),
      SmallSymmetricEigen.decompose(
        real.pointer, Int(n), triangle, values.pointer, vectors?.same(as: Double.self)?.pointer)
    {
      return values
    }
    let scratch = matrix.copied()
    let info = Element.syev(
      triangle, n, scratch.pointer, scratch.leadingDimension, values.buffer.baseAddress, vectors?.pointer)
    try requireSuccess(info, "symmetric eigenvalue decomposition")
    return values
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// Eigenvalues and eigenvectors of the Hermitian matrix given by one triangle.
  public func symmetricEigen(
    triangle: Triangle = .upper
  ) throws(LinearAlgebraError) -> SymmetricEigenDecomposition<Element> {
    try SymmetricEigenDecomposition(self, triangle: triangle)
  }

  /// The eigenvalues, in ascending order, of the Hermitian matrix given by one triangle.
  public func symmetricEigenvalues(triangle: Triangle = .upper) throws(LinearAlgebraError) -> Vector<Double> {
    try SymmetricEigenDecomposition.compute(self, triangle, nil)
  }
}
