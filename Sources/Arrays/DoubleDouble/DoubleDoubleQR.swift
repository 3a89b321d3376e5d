// QR factorisation in twice the working precision.

/// The Householder factorisation A = Q R of a matrix with at least as many rows as columns, in double-double arithmetic.
///
/// Columns are scaled by powers of two to lengths near one first, which loses nothing. With 32 digits of working
/// precision a condition number of 10¹⁶ leaves sixteen in the result, so no refinement is needed.
final class DoubleDoubleQR {
  /// The Householder vectors, from the diagonal down; R above the diagonal.
  private let factors: DoubleDoubleMatrix
  private var diagonal: [DoubleDouble] = []
  /// 2 / vᵀv for each Householder vector v.
  private var weights: [DoubleDouble] = []
  /// Column j of A is that of the factorisation divided by `scales[j]`.
  private let scales: [Double]

  /// Factors `matrix` in place.
  ///
  /// - Parameter tolerance: How near to the span of the columns before it a column may lie, relative to its length.
  /// Throws `undefined` for a column nearer than that, the linear dependence of which rounding errors hide.
  init(_ matrix: DoubleDoubleMatrix, tolerance: Double) throws(LinearAlgebraError) {
    factors = matrix
    let (m, n) = (matrix.rows, matrix.columns)
    precondition(m >= n, "the factorisation needs at least as many rows as columns")
    scales = (0..<n).map { j in
      let largest = Norms.largest(UnsafeBufferPointer(start: matrix.high + j * m, count: m))
      return largest > 0 && largest.isFinite ? Self.powerOfTwo(below: 1 / largest) : 1
    }
    var lengths: [DoubleDouble] = []
    for j in 0..<n {
      matrix.scale(column: j, by: scales[j])
      lengths.append(matrix.dot(j, matrix, j).squareRoot())
    }
    for k in 0..<n {
      let length = matrix.dot(k, matrix, k, from: k).squareRoot()
      guard length.high > tolerance * lengths[k].high else {
        throw .undefined("the columns are linearly dependent: column \(k + 1) is a combination of those before it")
      }
      let pivot = matrix[k, k]
      let reflected = pivot.high > 0 ? -length : length
      matrix[k, k] = pivot - reflected
      diagonal.append(reflected)
      // vᵀv = 2 length (length + |pivot|)
      weights.append(DoubleDouble.one / (length * (length + pivot.magnitude)))
      for j in k + 1..<max(n, k + 1) { reflect(matrix, j, k) }
    }
  }

  /// The power of two nearest below a positive number.
  static func powerOfTwo(below x: Double) -> Double { x.isNormal ? x.binade : 1 }

  private func reflect(_ target: DoubleDoubleMatrix, _ column: Int, _ k: Int) {
    let product = factors.dot(k, target, column, from: k)
    target.add(-(product * weights[k]), factors, k, to: column, from: k)
  }

  /// The least-squares solutions for the columns of `right`, which becomes Qᵀ times it.
  func solve(_ right: DoubleDoubleMatrix) -> DoubleDoubleMatrix {
    let n = factors.columns
    let x = DoubleDoubleMatrix(rows: n, columns: right.columns)
    for j in 0..<right.columns {
      for k in 0..<n { reflect(right, j, k) }
      for i in stride(from: n - 1, through: 0, by: -1) {
        var sum = right[i, j]
        for k in i + 1..<max(n, i + 1) { sum -= factors[i, k] * x[k, j] }
        x[i, j] = sum / diagonal[i]
      }
      for i in 0..<n { x[i, j] = x[i, j] * scales[i] }
    }
    return x
  }

  /// The residuals B − A X as `Double`, from the right-hand side that `solve` has turned; it is destroyed.
  func residuals(_ turned: DoubleDoubleMatrix) -> Matrix<Double> {
    let n = factors.columns
    for j in 0..<turned.columns {
      for k in 0..<n { turned[k, j] = .zero }
      for k in stride(from: n - 1, through: 0, by: -1) { reflect(turned, j, k) }
    }
    return turned.rounded
  }

  /// ‖B − A X‖² for each column of the right-hand side that `solve` has turned.
  func squaredResiduals(_ turned: DoubleDoubleMatrix) -> [DoubleDouble] {
    (0..<turned.columns).map { turned.dot($0, turned, $0, from: factors.columns) }
  }

  /// R⁻¹ for the R of the matrix before scaling: (AᵀA)⁻¹ = R⁻¹ R⁻ᵀ.
  func inverseTriangle() -> DoubleDoubleMatrix {
    let n = factors.columns
    let inverse = DoubleDoubleMatrix(rows: n, columns: n)
    for j in 0..<n {
      inverse[j, j] = DoubleDouble.one / diagonal[j]
      for i in stride(from: j - 1, through: 0, by: -1) {
        var sum = DoubleDouble.zero
        for k in i + 1...j { sum -= factors[i, k] * inverse[k, j] }
        inverse[i, j] = sum / diagonal[i]
      }
    }
    for j in 0..<n {
      for i in 0...j { inverse[i, j] = inverse[i, j] * scales[i] }
    }
    return inverse
  }
}
