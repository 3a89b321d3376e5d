// Sparse factorisations of Hermitian matrices.
import CEigen
import RealModule

/// The factorisation A[p, p] = L D Lᴴ of a sparse Hermitian matrix, with unit lower triangular L and real diagonal D.
///
/// The order p is one of approximate minimum degree (Amestoy, Davis & Duff 1996), which keeps L sparse. There is no
/// pivoting: for a matrix that is neither positive nor negative definite the error can be large, and pivots can be zero.
public struct SparseLDLDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// The diagonal of D.
  public let diagonal: Vector<Double>

  let factors: SparseFactors<Element>

  /// Factors a Hermitian matrix, of which only the lower triangle is read.
  ///
  /// Throws `notSquare`, `notFinite`, `singular` for a zero pivot, or `tooMuchMemory`.
  public init(_ matrix: SparseMatrix<Element>) throws(LinearAlgebraError) {
    try matrix.requireSquare()
    factors = try SparseFactors(matrix) { ceigen_factor_ldl($0, $1, $2, $3) }
    let diagonal = try factors.part(ceigen_diagonal, rows: matrix.rows, columns: matrix.rows).values.map(\.realPart)
    if let pivot = diagonal.elements.firstIndex(of: 0) { throw .singular(pivot: pivot + 1) }
    guard diagonal.isFinite else { throw .undefined("the factors are beyond the range of floating-point numbers") }
    self.diagonal = diagonal
  }

  /// The order p of rows and columns, counted from zero.
  public var permutation: [Int] { factors.orders.rows }

  /// The number of elements stored in L.
  public var factorCount: Int { factors.count(ceigen_lower) }

  /// The unit lower triangular factor L.
  public func lower() throws(LinearAlgebraError) -> SparseMatrix<Element> {
    try factors.part(ceigen_lower, rows: factors.rows, columns: factors.rows)
  }

  /// Whether all pivots are positive, which makes the matrix positive definite.
  public var isPositiveDefinite: Bool { diagonal.elements.allSatisfy { $0 > 0 } }

  /// The determinant, the product of the pivots.
  public var determinant: Double { diagonal.product() }

  /// The logarithm of |det A| and its sign.
  public var logarithmicDeterminant: (logarithm: Double, sign: Double) {
    (
      diagonal.map { Double.log($0.magnitude) }.sum(),
      diagonal.elements.reduce(1) { $1 < 0 ? -$0 : $0 }
    )
  }

  /// The solution of op(A) X = B.
  public func solve(
    _ b: DenseArray<Element>, transposing operation: MatrixOperation = .none
  ) throws(LinearAlgebraError) -> DenseArray<Element> {
    try factors.solve(b, transposing: operation)
  }
}

/// The factorisation A[p, p] = L Lᴴ of a sparse Hermitian positive definite matrix, in an order p that keeps L sparse.
public struct SparseCholeskyDecomposition<Element: LinearAlgebraScalar>: Sendable {
  let factors: SparseLDLDecomposition<Element>

  /// Factors a Hermitian matrix, of which only the lower triangle is read.
  ///
  /// Throws `notPositiveDefinite` with the order of the leading minor of A[p, p], `notSquare`, `notFinite` or
  /// `tooMuchMemory`.
  public init(_ matrix: SparseMatrix<Element>) throws(LinearAlgebraError) {
    do {
      factors = try SparseLDLDecomposition(matrix)
    } catch {
      if case .singular(let pivot) = error { throw .notPositiveDefinite(minor: pivot) }
      throw error
    }
    if let minor = factors.diagonal.elements.firstIndex(where: { !($0 > 0) }) {
      throw .notPositiveDefinite(minor: minor + 1)
    }
  }

  /// The order p of rows and columns, counted from zero.
  public var permutation: [Int] { factors.permutation }

  /// The number of elements stored in L.
  public var factorCount: Int { factors.factorCount }

  /// The lower triangular factor L with a positive diagonal.
  public func lower() throws(LinearAlgebraError) -> SparseMatrix<Element> {
    let result = try factors.lower()
    for j in 0..<result.columns {
      let factor = Element(real: factors.diagonal[j].squareRoot())
      for p in result.range(j) { result.values.pointer[p] *= factor }
    }
    return result
  }

  /// The determinant.
  public var determinant: Double { factors.determinant }

  /// The logarithm of the determinant, which does not overflow.
  public var logarithmicDeterminant: Double { factors.logarithmicDeterminant.logarithm }

  /// The solution of op(A) X = B.
  public func solve(
    _ b: DenseArray<Element>, transposing operation: MatrixOperation = .none
  ) throws(LinearAlgebraError) -> DenseArray<Element> {
    try factors.solve(b, transposing: operation)
  }
}
