// Sparse factorisations of matrices of any shape, for least squares.
import CEigen

/// The factorisation A[:, q] = Q R of a sparse matrix by Householder reflections, with the numerical rank.
///
/// The columns are in an order that keeps R sparse (COLAMD). A column of which the earlier ones leave no more than the
/// tolerance counts as dependent (Heath 1982): R has a row for each independent column. Q is kept as reflections.
public struct SparseQRDecomposition<Element: LinearAlgebraScalar>: Sendable {
  let factors: SparseFactors<Element>

  /// Factors a matrix of any shape.
  ///
  /// What is left of a column counts as zero up to `tolerance`; by default 20 (m + n) ε times the largest norm of a column,
  /// as in SuiteSparseQR (Davis 2011). Throws `notFinite` or `tooMuchMemory`.
  public init(_ matrix: SparseMatrix<Element>, tolerance: Double? = nil) throws(LinearAlgebraError) {
    let bound: Double
    if let tolerance {
      bound = max(0, tolerance)
    } else {
      var largest = 0.0
      for j in 0..<matrix.columns {
        let squares = matrix.range(j).map { matrix.values.pointer[$0].modulus }
        largest = max(largest, squares.withUnsafeBufferPointer(Norms.euclidean))
      }
      bound = 20 * Double(matrix.rows + matrix.columns) * Double.ulpOfOne * largest
    }
    factors = try SparseFactors(matrix) { ceigen_factor_qr($0, bound, $1, $2, $3) }
  }

  /// The number of columns that are independent within the tolerance.
  public var rank: Int { factors.rank }

  /// The order q of the columns, counted from zero.
  public var columnPermutation: [Int] { factors.orders.columns }

  /// The number of elements stored in R and in the reflections.
  public var factorCount: Int { factors.count(ceigen_lower) + factors.count(ceigen_upper) }

  /// The factor R of size rank×n, in steps: the leading element of each row is right of that in the row above.
  public func upper() throws(LinearAlgebraError) -> SparseMatrix<Element> {
    try factors.part(ceigen_upper, rows: rank, columns: factors.columns)
  }

  /// An X that minimises ‖A X − B‖: the basic solution, in which the elements for dependent columns are zero. If the rank is
  /// less than n there are others, of which another may have a smaller norm.
  public func solve(_ b: DenseArray<Element>) throws(LinearAlgebraError) -> DenseArray<Element> {
    try factors.solve(b, transposing: .none)
  }
}
