// Condition numbers of matrices of which only solves are at hand.

/// Estimates of norms of inverses.
public enum ConditionEstimate {
  /// A lower bound of ‖A⁻¹‖₁, seldom less than a third of it, from a few solves with A and Aᴴ.
  ///
  /// Hager (1984) with the improvements of Higham (FORTRAN codes for estimating the one-norm of a matrix, ACM TOMS 14,
  /// 1988, algorithm 4.1, as in LAPACK's `lacon`). The result is the same in every run.
  public static func inverseNorm<Element: LinearAlgebraScalar>(
    order n: Int, solve: (Vector<Element>) throws(LinearAlgebraError) -> Vector<Element>,
    solveAdjoint: (Vector<Element>) throws(LinearAlgebraError) -> Vector<Element>
  ) throws(LinearAlgebraError) -> Double {
    guard n > 0 else { return 0 }
    var x = try solve(Vector(repeating: Element(real: 1 / Double(n)), shape: [n]))
    if n == 1 { return x[0].modulus }
    var estimate = x.norm(1)
    var previous = -1
    for _ in 0..<5 {
      let z = try solveAdjoint(x.map { $0 == .zero ? 1 : $0.sign })
      var largest = 0
      for i in 1..<n where z[i].modulus > z[largest].modulus { largest = i }
      if previous >= 0, z[largest].modulus <= z[previous].modulus { break }
      previous = largest
      var unit = Vector<Element>(repeating: .zero, shape: [n])
      unit[largest] = 1
      x = try solve(unit)
      let next = x.norm(1)
      if next <= estimate { break }
      estimate = next
    }
    // A vector that finds what cancellation hid from the iteration.
    let alternating = Vector((0..<n).map { i in
      Element(real: (i % 2 == 0 ? 1 : -1) * (1 + Double(i) / Double(n - 1)))
    })
    return max(estimate, 2 * (try solve(alternating).norm(1)) / (3 * Double(n)))
  }
}
