// Balancing: a permutation and a scaling of the variables after which rows and columns have like sizes.

/// D⁻¹ Pᵀ A P D for a permutation P and powers of two D, which make the norms of rows and columns alike.
struct BalancedMatrix<Element: LinearAlgebraScalar> {
  let matrix: Matrix<Element>
  /// The first and the last row, counted from zero, of the part that was scaled.
  fileprivate let low: Int
  fileprivate let high: Int
  fileprivate let scale: [Double]
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The balanced form of a square matrix that is not empty.
  func balanced() throws(LinearAlgebraError) -> BalancedMatrix<Element> {
    let n = try lapackOrder()
    let result = copied()
    var (low, high): (Int32, Int32) = (1, n)
    var scale = [Double](repeating: 1, count: Int(n))
    try requireSuccess(Element.gebal(n, result.pointer, result.leadingDimension, &low, &high, &scale), "balancing")
    return BalancedMatrix(matrix: result, low: Int(low) - 1, high: Int(high) - 1, scale: scale)
  }

  /// The matrix as it is, for functions of it that need no balance.
  var unbalanced: BalancedMatrix<Element> {
    BalancedMatrix(matrix: self, low: 0, high: rows - 1, scale: [Double](repeating: 1, count: rows))
  }

  /// Turns a function of the balanced matrix in place into that of the original: D X D⁻¹, then the exchanges in reverse
  /// order.
  func undo<Original>(_ balanced: BalancedMatrix<Original>) {
    let (n, low, high, scale) = (rows, balanced.low, balanced.high, balanced.scale)
    for j in low...max(low, high) {
      let factor = Element(real: scale[j])
      for i in 0..<n { pointer[j + i * n] *= factor }
      for i in 0..<n { pointer[i + j * n] /= factor }
    }
    func exchange(_ j: Int) {
      let other = Int(scale[j]) - 1
      guard other != j else { return }
      for i in 0..<n { swap(&pointer[j + i * n], &pointer[other + i * n]) }
      for i in 0..<n { swap(&pointer[i + j * n], &pointer[i + other * n]) }
    }
    for j in stride(from: low - 1, through: 0, by: -1) { exchange(j) }
    for j in (high + 1)..<max(n, high + 1) { exchange(j) }
  }
}
