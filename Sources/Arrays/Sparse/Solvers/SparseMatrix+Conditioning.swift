// A solution of a sparse system that tells how many of its digits the condition has left.

extension SparseMatrix {
  /// The solution X of A X = B as `solve` gives it, and Skeel's condition number of the system as for dense matrices
  /// (`ConditionedSolution`), from a few solves with the factorisation.
  ///
  /// The condition of least squares is not estimated: it is given as 1. Throws what `solve` throws.
  public func solveWithCondition(_ b: DenseArray<Element>) throws(LinearAlgebraError) -> ConditionedSolution<Element> {
    guard b.rank == 1 || b.rank == 2 else { throw .wrongRank(b.rank) }
    guard b.rows == rows else {
      throw .dimensionMismatch("a \(rows)×\(columns) matrix and a right-hand side of \(b.rows) rows do not fit")
    }
    let factors = try factorized()
    let solution = try factors.solve(b)
    if case .qr(let triangle) = factors {
      return ConditionedSolution(solution: solution, reciprocalCondition: 1, rank: triangle.rank)
    }
    return ConditionedSolution(
      solution: solution, reciprocalCondition: try reciprocalCondition(of: solution, factors), rank: rows)
  }

  /// 1 / max ‖ |A⁻¹| |A| |x| ‖∞ / ‖x‖∞ over the columns x of the solution; 0 if it is beyond the range.
  private func reciprocalCondition(
    of solution: DenseArray<Element>, _ factors: SparseFactorization<Element>
  ) throws(LinearAlgebraError) -> Double {
    let n = rows
    guard n > 0, solution.count > 0 else { return 1 }
    let magnitudes = mapStored { $0.modulus }
    var weights = Vector<Double>(repeating: 0, shape: [n])
    for k in 0..<solution.count / n {
      let x = (0..<n).map { solution.pointer[k * n + $0].modulus }
      guard let largest = x.max(), largest > 0 else { continue }
      let sums = try magnitudes.multiplied(by: Vector(x.map { $0 / largest }))
      weights = Vector((0..<n).map { max(weights[$0], sums[$0]) })
    }
    let norm = try factors.inverseNormEstimate(weights: weights)
    return norm.isFinite ? min(1, 1 / max(norm, .leastNormalMagnitude)) : 0
  }
}
