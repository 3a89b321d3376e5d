// Least squares of any rank: the solution of smallest norm.

extension DenseArray where Element: LinearAlgebraScalar {
  /// The X of smallest Frobenius norm among those that minimise ‖A X − B‖.
  ///
  /// It comes from a complete orthogonal factorisation (LAPACK `gelsy`). Singular values below `tolerance` times the
  /// largest count as zero; by default min(m, n)·ε.
  public func leastSquares(_ b: DenseArray, tolerance: Double? = nil) throws(LinearAlgebraError) -> DenseArray {
    try minimumNormSolution(b, tolerance).solution
  }

  /// The least-squares solution of smallest norm, the rank, and the factorisation that gave them.
  func minimumNormSolution(
    _ b: DenseArray, _ tolerance: Double?
  ) throws(LinearAlgebraError) -> MinimumNormSolution<Element> {
    let (m, n) = try lapackSize()
    try requireRows(of: b)
    try requireFinite()
    try b.requireFinite()
    let columns = b.columns
    let shape = b.rank == 1 ? [Int(n)] : [Int(n), columns]
    let factors = copied(as: [Int(m), Int(n)])
    guard m > 0, n > 0, columns > 0 else {
      return MinimumNormSolution(solution: DenseArray(repeating: .zero, shape: shape), rank: 0, factors: factors)
    }
    let height = Int(max(m, n))
    let x = Matrix<Element>(repeating: .zero, shape: [height, columns])
    for j in 0..<columns {
      (x.pointer + j * height).update(from: b.pointer + j * Int(m), count: Int(m))
    }
    var pivots = [Int32](repeating: 0, count: Int(n))
    var rank: Int32 = 0
    let info = Element.gelsy(
      m, n, Int32(truncatingIfNeeded: columns), factors.pointer, factors.leadingDimension, x.pointer,
      x.leadingDimension, &pivots, tolerance ?? Double(min(m, n)) * Double.ulpOfOne, &rank)
    try requireSuccess(info, "least squares")
    return MinimumNormSolution(
      solution: x[0..<Int(n), 0..<columns].reshaped(shape), rank: Int(rank), factors: factors)
  }
}

/// What a complete orthogonal factorisation gives.
struct MinimumNormSolution<Element: LinearAlgebraScalar> {
  let solution: DenseArray<Element>
  let rank: Int
  /// LAPACK's factorisation, with a triangle of the order of the rank that has the same singular values.
  let factors: Matrix<Element>

  /// An estimate of 1/(‖T‖₁ ‖T⁻¹‖₁) for that triangle T, with columns of unit length if the rank is full.
  var reciprocalCondition: Double {
    guard rank > 0 else { return 1 }
    let triangle = factors[0..<rank, 0..<rank].upperTriangle()
    if rank == factors.columns {
      for j in 0..<rank {
        let length = triangle.column(j).norm()
        for i in 0...j { triangle.pointer[i + j * rank] /= Element(real: length) }
      }
    }
    return TriangularCondition.reciprocal(.upper, triangle)
  }
}
