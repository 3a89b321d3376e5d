/// The factorisation A[p, p] = L Lᴴ of a positive semidefinite matrix with complete pivoting (LAPACK `pstrf`), where L
/// has as many columns as A has rank.
public struct PivotedCholeskyDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// The lower trapezoidal factor L, n×rank, with a diagonal that does not increase.
  public let lower: Matrix<Element>

  /// The order p of rows and columns, counted from zero.
  public let permutation: [Int]

  /// The numerical rank.
  public var rank: Int { lower.columns }

  /// Factors the Hermitian matrix in the lower triangle of `matrix`; the other triangle is not read.
  ///
  /// The factorisation ends when no element on the diagonal of what is left exceeds `tolerance`, by default n·ε times the
  /// largest. Throws `notPositiveDefinite` if more is left than rounding errors of a semidefinite matrix.
  public init(_ matrix: Matrix<Element>, tolerance: Double? = nil) throws(LinearAlgebraError) {
    let n = try matrix.lapackOrder()
    try matrix.requireFinite()
    let (order, factors) = (Int(n), matrix.lowerTriangle())
    let largest = (0..<order).reduce(0.0) { max($0, factors[$1, $1].realPart) }
    let bound = max(tolerance ?? Double(order) * Double.ulpOfOne * largest, 0)
    var pivots = [Int32](repeating: 0, count: order)
    var rank: Int32 = 0
    if largest > 0 {
      let info = Element.pstrf(n, factors.pointer, factors.leadingDimension, &pivots, &rank, bound)
      guard info >= 0 else { throw .didNotConverge("LAPACK's pivoted Cholesky factorisation (info \(info))") }
    } else {
      pivots = (0..<n).map { $0 + 1 }
    }
    let permutation = pivots.map { Int($0) - 1 }
    let lower = Matrix(rows: order, columns: Int(rank)) { $0 >= $1 ? factors[$0, $1] : .zero }
    if rank < n {
      let product = try lower.multiplied(by: lower, transposing: .none, .adjoint)
      let allowance = 8 * max(bound, Double(order) * Double.ulpOfOne * largest)
      for j in 0..<order {
        for i in j..<order {
          let (row, column) = (permutation[i], permutation[j])
          let element = row >= column ? matrix[row, column] : matrix[column, row].conjugated
          guard (product[i, j] - element).modulus <= allowance else { throw .notPositiveDefinite(minor: Int(rank) + 1) }
        }
      }
    }
    self.lower = lower
    self.permutation = permutation
  }

  /// The solution of A X = B for a matrix of full rank. Throws `singular`.
  public func solve(_ b: DenseArray<Element>) throws(LinearAlgebraError) -> DenseArray<Element> {
    try lower.requireRows(of: b)
    guard rank == lower.rows else { throw .singular(pivot: rank + 1) }
    let columns = Array(0..<b.columns)
    let turned = b.rank == 1 ? b.selecting([permutation]) : b.selecting([permutation, columns])
    let half = try lower.solveTriangular(.lower, turned)
    let solution = try lower.solveTriangular(.lower, half, transposing: .adjoint)
    let x = DenseArray<Element>(repeating: .zero, shape: b.shape)
    for j in columns {
      for (i, row) in permutation.enumerated() {
        x.pointer[row + j * lower.rows] = solution.pointer[i + j * lower.rows]
      }
    }
    return x
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The Cholesky factorisation with pivoting of a positive semidefinite matrix. Throws `notHermitian`.
  public func pivotedCholesky(
    tolerance: Double? = nil
  ) throws(LinearAlgebraError) -> PivotedCholeskyDecomposition<Element> {
    let n = try lapackOrder()
    guard n == 0 || isHermitian else { throw isFinite ? .notHermitian : .notFinite }
    return try PivotedCholeskyDecomposition(self, tolerance: tolerance)
  }
}
