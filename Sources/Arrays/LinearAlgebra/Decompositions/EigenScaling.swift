// What scaling a matrix before its eigenvalue problem may cost.

/// Scaling gives digits to the small eigenvalues of badly scaled matrices, but may cost those of all (D. S. Watkins, "A case
/// where balancing is harmful", Electron. Trans. Numer. Anal. 23, 2006): where the residuals show that, it is left out.
enum EigenScaling {
  /// Factors that differ by no more cost a digit at most.
  static let harmlessSpread = 16.0

  /// The largest of LAPACK's factors `low` to `high`, counted from 1, as a multiple of the smallest.
  static func spread(_ factors: UnsafePointer<Double>, _ low: Int32, _ high: Int32) -> Double {
    guard low >= 1, high >= low else { return 1 }
    let scaled = UnsafeBufferPointer(start: factors + Int(low - 1), count: Int(high - low) + 1)
    return (scaled.max() ?? 1) / (scaled.min() ?? 1)
  }

  /// Whether A V = V Λ within 10 n ε of the largest element of A.
  /// - Parameters:
  ///   - product: A V, n×n.
  ///   - vectors: V, with the complex pair u ± iv as the two columns u and v.
  static func isHarmless(
    _ product: UnsafePointer<Double>, _ vectors: UnsafePointer<Double>, _ real: UnsafePointer<Double>,
    _ imaginary: UnsafePointer<Double>, _ n: Int, largest: Double
  ) -> Bool {
    let bound = 10 * Double(n) * Double.ulpOfOne * largest
    for j in 0..<n {
      let vector = vectors + j * n
      // The other part of a complex vector.
      let other = imaginary[j] == 0 ? vector : imaginary[j] > 0 ? vector + n : vector - n
      for i in 0..<n {
        let residual = product[i + j * n] - real[j] * vector[i] + imaginary[j] * other[i]
        guard residual.magnitude <= bound else { return false }
      }
    }
    return true
  }

  /// The same for complex vectors.
  static func isHarmless(
    _ product: Matrix<Complex<Double>>, _ vectors: Matrix<Complex<Double>>, _ values: Vector<Complex<Double>>,
    largest: Double
  ) -> Bool {
    let n = values.count
    let bound = 10 * Double(n) * Double.ulpOfOne * largest
    let (p, v) = (product.pointer, vectors.pointer)
    for j in 0..<n {
      let value = values.pointer[j]
      for i in 0..<n {
        let residual = p[i + j * n] - value * v[i + j * n]
        guard residual.real.magnitude <= bound, residual.imaginary.magnitude <= bound else { return false }
      }
    }
    return true
  }
}
