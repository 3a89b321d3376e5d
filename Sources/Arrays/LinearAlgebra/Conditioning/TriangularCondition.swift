// The condition of triangular matrices, on which that of factorisations rests.

enum TriangularCondition {
  /// An estimate of 1/(‖T‖₁ ‖T⁻¹‖₁) for one triangle T of a square matrix; 0 if T is singular, 1 if it is empty.
  static func reciprocal<Element: LinearAlgebraScalar>(_ triangle: Triangle, _ matrix: Matrix<Element>) -> Double {
    let (n, a) = (matrix.rows, matrix.pointer)
    guard n > 0, n < Int32.max else { return 1 }
    var norm = 0.0
    for j in 0..<n {
      if a[j + j * n] == .zero { return 0 }
      var sum = 0.0
      for i in triangle == .upper ? 0..<(j + 1) : j..<n { sum += a[i + j * n].modulus }
      norm = max(norm, sum)
    }
    let order = Int32(truncatingIfNeeded: n)
    let inverse = NormEstimate.oneNorm(order: n) { x in
      Elimination.solveTriangular(triangle, .none, a, order, x, columns: 1)
    } adjoint: { x in
      Elimination.solveTriangular(triangle, .adjoint, a, order, x, columns: 1)
    }
    return NormEstimate.reciprocal(norm, inverse)
  }
}

extension NormEstimate {
  /// 1/(‖A‖ ‖A⁻¹‖) without overflow on the way; 0 if the norm of the inverse is beyond the range.
  static func reciprocal(_ norm: Double, _ normOfInverse: Double) -> Double {
    guard normOfInverse.isFinite, normOfInverse > 0, norm > 0 else { return 0 }
    return min(1, (1 / normOfInverse) / norm)
  }
}
