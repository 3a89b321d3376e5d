// What the singular value decomposition gives besides: the polar factors and a basis of the column space.

/// The factorisation A = U H with orthonormal columns of U and positive semidefinite H.
public struct PolarDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// The unitary factor U, m×n: of all matrices with orthonormal columns the one nearest to A.
  public let unitary: Matrix<Element>

  /// The Hermitian factor H, n×n: the square root of AᴴA.
  public let hermitian: Matrix<Element>

  /// Decomposes a matrix with at least as many rows as columns, from its singular values (Higham, Functions of Matrices,
  /// section 8.1).
  public init(_ matrix: Matrix<Element>) throws(LinearAlgebraError) {
    let (m, n) = try matrix.lapackSize()
    guard m >= n else {
      throw .dimensionMismatch("a \(m)×\(n) matrix with fewer rows than columns has no polar decomposition A = U H")
    }
    let svd = try matrix.svd()
    unitary = try svd.left.multiplied(by: svd.rightAdjoint)
    hermitian = try SymmetricEigenDecomposition(values: svd.values, vectors: svd.right).applying { Element(real: $0) }
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The polar decomposition U H.
  public func polar() throws(LinearAlgebraError) -> PolarDecomposition<Element> { try PolarDecomposition(self) }

  /// An orthonormal basis of the column space, as columns: the left singular vectors whose singular values exceed
  /// min(m, n)·ε·σ₁, or `tolerance`.
  public func columnSpace(tolerance: Double? = nil) throws(LinearAlgebraError) -> DenseArray {
    let (m, _) = try lapackSize()
    guard !isEmpty else { return DenseArray(repeating: .zero, shape: [Int(m), 0]) }
    let decomposition = try svd()
    let values = decomposition.values
    let bound = tolerance ?? Double(values.count) * Double.ulpOfOne * values[0]
    let rank = values.elements.count { $0 > bound }
    return decomposition.left[0..<Int(m), 0..<rank]
  }
}
