// Least squares and rank from a QR factorisation.

extension QRDecomposition {
  /// An estimate of the numerical rank: the number of diagonal elements of R above `tolerance` times the largest, by
  /// default max(m, n)·ε. It is reliable with pivoting only.
  public func rank(tolerance: Double? = nil) -> Int {
    let count = min(factors.rows, factors.columns)
    let sizes = (0..<count).map { factors[$0, $0].modulus }
    guard let largest = sizes.max(), largest > 0 else { return 0 }
    let bound = (tolerance ?? Double(max(factors.rows, factors.columns)) * Double.ulpOfOne) * largest
    return sizes.prefix { $0 > bound }.count
  }

  /// The X that minimises ‖A X − B‖, of smallest norm if there are several.
  ///
  /// With pivoting, columns beyond `rank(tolerance:)` count as combinations of those before. Without, a matrix with as
  /// many rows as columns or more must have full rank, or the error is `singular`.
  public func solve(
    _ b: DenseArray<Element>, tolerance: Double? = nil
  ) throws(LinearAlgebraError) -> DenseArray<Element> {
    let (m, n) = (factors.rows, factors.columns)
    try factors.requireRows(of: b)
    try b.requireFinite()
    let width = b.columns
    let rank = permutation == nil ? min(m, n) : rank(tolerance: tolerance)
    let x = Matrix<Element>(repeating: .zero, shape: [n, width])
    let shape = b.rank == 1 ? [n] : [n, width]
    guard rank > 0, width > 0 else { return x.reshaped(shape) }
    let turned = try applyOrthogonal(to: b, adjoint: true).reshaped([m, width])[0..<rank, 0..<width]
    let basic: Matrix<Element>
    if rank == n {
      basic = try upper[0..<n, 0..<n].solveTriangular(.upper, turned)
    } else {
      // [R₁₁ R₁₂] = Sᴴ Zᴴ; the shortest solution is Z S⁻ᴴ times the right-hand side.
      let rows = upper[0..<rank, 0..<n]
      let adjoint = try QRDecomposition(rows.adjoint())
      let short = try adjoint.upper.solveTriangular(.upper, turned, transposing: .adjoint)
      let padded = Matrix<Element>(repeating: .zero, shape: [n, width])
      for j in 0..<width { (padded.pointer + j * n).update(from: short.pointer + j * rank, count: rank) }
      basic = try adjoint.applyOrthogonal(to: padded)
    }
    for j in 0..<width {
      for i in 0..<n { x.pointer[(permutation?[i] ?? i) + j * n] = basic.pointer[i + j * n] }
    }
    return x.reshaped(shape)
  }

  /// An estimate of the reciprocal condition number of R in the 1-norm; 0 if it is singular, and for a wide matrix that of
  /// its square part.
  public var reciprocalCondition: Double {
    let k = min(factors.rows, factors.columns)
    return TriangularCondition.reciprocal(.upper, upper[0..<k, 0..<k])
  }
}
