// A solution that tells how many of its digits the condition of the system has left.
import RealModule

/// The solution of a linear system with an estimate of how far it magnifies relative errors.
public struct ConditionedSolution<Element: LinearAlgebraScalar>: Sendable {
  /// The solution X of A X = B, or the least-squares solution of smallest norm.
  public let solution: DenseArray<Element>

  /// The reciprocal of the condition number, between 0 and 1.
  ///
  /// For a square matrix it is Skeel's condition number of the system, ‖ |A⁻¹| |A| |x| ‖∞ / ‖x‖∞, for the column x of X
  /// where it is largest, estimated by `NormEstimate`. It says how much the relative errors of the elements of A are
  /// magnified in x at worst; it is at most ‖A‖∞ ‖A⁻¹‖∞, and scaling the rows or the columns of A, which costs no
  /// digits, does not change it (Higham, Accuracy and Stability of Numerical Algorithms, section 7.2). Where a bound
  /// from below that is cheaper is above 10⁻⁷, it is that bound. For least squares it is σₙ/σ₁ of the numerical rank,
  /// estimated from the triangle of the QR factorisation after scaling its columns.
  public let reciprocalCondition: Double

  /// The numerical rank of A.
  public let rank: Int

  /// The decimal digits of the largest elements of the solution that can be trusted, between 0 and 16:
  /// log₁₀(reciprocal condition) more than the 15.95 digits of a `Double`.
  public var digitsLeft: Double { max(0, Double.log10(reciprocalCondition / (Double.ulpOfOne / 2))) }

  /// Whether the condition has eaten more than half of the digits.
  public var losesHalfOfTheDigits: Bool { digitsLeft < 7.975 }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The solution X of A X = B as `solve` gives it, and the condition of the system.
  ///
  /// The estimate costs O(n²) beside the factorisation. Least squares of real numbers with columns that are independent, but
  /// so nearly dependent that digits are lost, are refined (`leastSquares(_:refined:)`). Throws what `solve` throws.
  @specialized(where Element == Double)
  public func solveWithCondition(_ b: DenseArray) throws(LinearAlgebraError) -> ConditionedSolution<Element> {
    try requireRows(of: b)
    guard rank == 2, rows == columns else {
      let result = try minimumNormSolution(b, nil)
      let reciprocal = result.reciprocalCondition
      var solution = result.solution
      if result.rank == columns, reciprocal < 1e-3, rows >= columns, let a = same(as: Double.self),
        let right = b.same(as: Double.self),
        let refined = try a.leastSquares(right, refined: true).same(as: Element.self)
      {
        solution = refined
      }
      return ConditionedSolution(solution: solution, reciprocalCondition: reciprocal, rank: result.rank)
    }
    var reciprocal = 1.0
    let solution = try squareSolution(b, condition: &reciprocal)
    return ConditionedSolution(solution: solution, reciprocalCondition: reciprocal, rank: rows)
  }

  /// Throws unless `b` is a vector or matrix with as many rows as this.
  func requireRows(of b: DenseArray) throws(LinearAlgebraError) {
    let (m, n) = try lapackSize()
    let (rowsB, _) = try b.lapackSize()
    guard rowsB == m else {
      throw .dimensionMismatch("a \(m)×\(n) matrix and a right-hand side of \(rowsB) rows do not fit")
    }
  }
}

/// The condition of a square system from its solution and a way to solve with its matrix.
enum SystemCondition {
  /// 1 / max ‖ |A⁻¹| |A| |x| ‖∞ / ‖x‖∞ over the columns x of the solution; 0 if it is beyond the range.
  /// - Parameter bound: Replaces a vector w by one that is not below |A⁻¹| w, if that is cheaper than the estimate; returns
  ///   whether it is equal.
  @inline(__always)
  static func reciprocal<Element: LinearAlgebraScalar>(
    _ a: UnsafeMutablePointer<Element>, _ n: Int, solution: UnsafeMutablePointer<Element>, columns: Int,
    bound: ((UnsafeMutablePointer<Double>) -> Bool)?, solve: (UnsafeMutablePointer<Element>) -> Void,
    solveAdjoint: (UnsafeMutablePointer<Element>) -> Void
  ) -> Double {
    reciprocal(
      n, solution: solution, columns: columns,
      addMagnitudes: { shares, sums in
        for k in 0..<n {
          let share = shares[k]
          if share == 0 { continue }
          let elements = a + k * n
          for i in 0..<n { sums[i] += elements[i].modulus * share }
        }
      }, bound: bound, solve: solve, solveAdjoint: solveAdjoint)
  }

  /// The same for a matrix that is known by how |A| times a vector is added to another.
  @inline(__always)
  static func reciprocal<Element: LinearAlgebraScalar>(
    _ n: Int, solution: UnsafeMutablePointer<Element>, columns: Int,
    addMagnitudes: (_ vector: UnsafeMutablePointer<Double>, _ sums: UnsafeMutablePointer<Double>) -> Void,
    bound: ((UnsafeMutablePointer<Double>) -> Bool)?, solve: (UnsafeMutablePointer<Element>) -> Void,
    solveAdjoint: (UnsafeMutablePointer<Element>) -> Void
  ) -> Double {
    guard n > 0, columns > 0 else { return 1 }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * n) { scratch in
      guard let weights = scratch.baseAddress else { return 1 }
      let (shares, sums) = (weights + n, weights + 2 * n)
      weights.initialize(repeating: 0, count: n)
      for j in 0..<columns {
        let x = solution + j * n
        var largest = 0.0
        for i in 0..<n { largest = max(largest, x[i].modulus) }
        guard largest > 0 else { continue }
        guard largest.isFinite else { return 0 }
        for i in 0..<n { (shares + i).initialize(to: x[i].modulus / largest) }
        sums.initialize(repeating: 0, count: n)
        addMagnitudes(shares, sums)
        for i in 0..<n { weights[i] = max(weights[i], sums[i]) }
      }
      if let bound {
        sums.update(from: weights, count: n)
        let isEqual = bound(sums)
        // Sums beyond the range leave infinity times zero, which says nothing.
        let largest = (0..<n).reduce(0) { max($0, sums[$1].isNaN ? .infinity : sums[$1]) }
        if isEqual || largest < 1e7 { return 1 / max(largest, 1) }
      }
      // ‖A⁻¹ W‖∞ = ‖W A⁻ᴴ‖₁
      let norm = NormEstimate.oneNorm(order: n) { (x: UnsafeMutablePointer<Element>) in
        solveAdjoint(x)
        for i in 0..<n { x[i] = Element(real: weights[i]) * x[i] }
      } adjoint: { x in
        for i in 0..<n { x[i] = Element(real: weights[i]) * x[i] }
        solve(x)
      }
      return norm.isFinite ? min(1, 1 / max(norm, .leastNormalMagnitude)) : 0
    }
  }
}
