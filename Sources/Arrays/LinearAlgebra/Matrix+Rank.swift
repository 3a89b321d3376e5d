// What the singular values say about a matrix: rank, null space, pseudoinverse, condition.
import RealModule

extension DenseArray where Element: LinearAlgebraScalar {
  /// The number of singular values above `tolerance`, by default min(m, n)·ε·σ₁.
  public func matrixRank(tolerance: Double? = nil) throws(LinearAlgebraError) -> Int {
    SingularValueDecomposition<Element>.rank(try singularValues(), tolerance)
  }

  /// An orthonormal basis of the vectors that the matrix takes to zero, as columns: the right singular vectors whose
  /// singular values do not exceed min(m, n)·ε·σ₁, or `tolerance`.
  public func nullSpace(tolerance: Double? = nil) throws(LinearAlgebraError) -> DenseArray {
    let n = columns
    guard !isEmpty else { return .identity(n) }
    let decomposition = try svd(full: true)
    return decomposition.rightAdjoint[decomposition.rank(tolerance: tolerance)..<n, 0..<n].adjoint()
  }

  /// The Moore–Penrose pseudoinverse; singular values up to min(m, n)·ε·σ₁, or `tolerance`, count as zero.
  public func pseudoinverse(tolerance: Double? = nil) throws(LinearAlgebraError) -> DenseArray {
    try svd().pseudoinverse(tolerance: tolerance)
  }

  /// The condition number ‖A‖·‖A⁻¹‖ in the operator norm for p = 2 (σ₁/σₙ, any shape), 1 or ∞ (square matrices);
  /// infinite for a singular matrix, and `nil` for another p.
  public func conditionNumber(_ p: Double = 2) throws(LinearAlgebraError) -> Double? {
    if p == 2 {
      let values = try singularValues()
      guard let largest = values.elements.first, let smallest = values.elements.last else { return 0 }
      return largest == 0 ? .infinity : largest / smallest
    }
    guard p == 1 || p == .infinity else { return nil }
    _ = try lapackOrder()
    let inverse: DenseArray
    do {
      inverse = try self.inverse()
    } catch {
      if case .singular = error { return .infinity }
      throw error
    }
    guard let norm = try operatorNorm(p), let normOfInverse = try inverse.operatorNorm(p) else { return nil }
    return norm * normOfInverse
  }

  /// The reduced row echelon form by Gauss–Jordan elimination with partial pivoting.
  ///
  /// Elements up to `tolerance` count as zero; by default the distance from the largest modulus to the next
  /// floating-point number. Throws `notFinite`.
  public func reducedRowEchelonForm(tolerance: Double? = nil) throws(LinearAlgebraError) -> DenseArray {
    let (m, n) = try lapackSize()
    let (rows, columns) = (Int(m), Int(n))
    try requireFinite()
    let result = copied()
    let a = result.pointer
    let bound = tolerance ?? norm(.infinity).ulp
    var pivotRow = 0
    for j in 0..<columns where pivotRow < rows {
      var best = pivotRow
      for i in pivotRow..<rows where a[i + j * rows].modulus > a[best + j * rows].modulus { best = i }
      guard a[best + j * rows].modulus > bound else {
        for i in pivotRow..<rows { a[i + j * rows] = .zero }
        continue
      }
      let pivot = a[best + j * rows]
      for k in j..<columns {
        let element = a[best + k * rows]
        a[best + k * rows] = a[pivotRow + k * rows]
        a[pivotRow + k * rows] = element / pivot
      }
      for i in 0..<rows where i != pivotRow {
        let factor = a[i + j * rows]
        for k in j..<columns { a[i + k * rows] -= factor * a[pivotRow + k * rows] }
      }
      pivotRow += 1
    }
    return result
  }
}
