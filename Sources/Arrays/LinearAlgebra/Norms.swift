// Norms of arrays and operator norms of matrices.
import CLAPACK
import ComplexModule
import RealModule

extension DenseArray where Element: LinearAlgebraScalar {
  /// The p-norm (Σ |xᵢ|ᵖ)^(1/p) of all elements; for a matrix with p = 2 the Frobenius norm.
  ///
  /// p = ∞ gives the largest and −∞ the smallest modulus, 0 the number of non-zero elements. No p overflows or
  /// underflows on the way. An empty array has norm 0, and NaN elements give NaN.
  public func norm(_ p: Double = 2) -> Double {
    guard !isEmpty else { return 0 }
    let moduli = self.moduli
    return moduli.withUnsafeBufferPointer { values in
      switch p {
      case 2: Norms.euclidean(values)
      case 1: Norms.absoluteSum(values)
      case .infinity: Norms.largest(values)
      case -.infinity: Norms.smallest(values)
      case 0: values.reduce(0) { $1 == 0 ? $0 : $0 + 1 }
      default: Norms.power(values, p)
      }
    }
  }

  /// |xᵢ| for every element, except that a real array is returned as it is: its norms look at magnitudes only.
  private var moduli: DenseArray<Double> {
    if let real = same(as: Double.self) { return real }
    let result = DenseArray<Double>(uninitializedShape: shape)
    for i in 0..<count { result.pointer[i] = pointer[i].modulus }
    return result
  }

  /// The operator norm induced by the vector p-norm for p = 1 (largest column sum), 2 (largest singular value) or ∞
  /// (largest row sum), or `nil` for another p.
  public func operatorNorm(_ p: Double = 2) throws(LinearAlgebraError) -> Double? {
    let (m, n) = try lapackSize()
    switch p {
    case 1: return largestColumnSum
    case .infinity:
      var sums = [Double](repeating: 0, count: Int(m))
      for j in 0..<Int(n) {
        for i in 0..<Int(m) { sums[i] += pointer[i + j * Int(m)].modulus }
      }
      return sums.withUnsafeBufferPointer(Norms.largest)
    case 2:
      guard !isEmpty else { return 0 }
      return try singularValues()[0]
    default: return nil
    }
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The largest sum of the moduli in a column, or NaN.
  var largestColumnSum: Double {
    @specialized(where Element == Double)
    @specialized(where Element == Complex<Double>)
    get {
      var result = 0.0
      for j in 0..<columns {
        var sum = 0.0
        if rows >= 32, let real = same(as: Double.self) {
          sum = VectorLoops.absoluteSum(real.pointer + j * rows, count: rows)
        } else {
          for i in j * rows..<(j + 1) * rows { sum += pointer[i].modulus }
        }
        if !(sum <= result) { result = sum }
        if sum.isNaN { return .nan }
      }
      return result
    }
  }
}

/// Norms of a list of real numbers.
enum Norms {
  static func largest(_ values: UnsafeBufferPointer<Double>) -> Double {
    var result = 0.0
    for value in values {
      if value.isNaN { return .nan }
      result = max(result, value.magnitude)
    }
    return result
  }

  static func smallest(_ values: UnsafeBufferPointer<Double>) -> Double {
    var result = Double.infinity
    for value in values {
      if value.isNaN { return .nan }
      result = min(result, value.magnitude)
    }
    return result
  }

  static func absoluteSum(_ values: UnsafeBufferPointer<Double>) -> Double {
    if values.count >= 32, let n = Int32(exactly: values.count) { return cblas_dasum(n, values.baseAddress, 1) }
    return values.reduce(0) { $0 + $1.magnitude }
  }

  /// The square root of the sum of squares, scaled only when the plain sum would leave the range.
  static func euclidean(_ values: UnsafeBufferPointer<Double>) -> Double {
    if values.count >= 32, let n = Int32(exactly: values.count) { return cblas_dnrm2(n, values.baseAddress, 1) }
    let largest = largest(values)
    guard largest > 0, largest < .infinity else { return largest }
    let bound = largest * largest
    if bound.isNormal && (bound * Double(values.count)).isFinite {
      return values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
    // Scaling by a power of two is exact; the bound keeps that power itself in range.
    let scale = Double(sign: .plus, exponent: min(max(-Int(largest.exponent), -1000), 1000), significand: 1)
    return values.reduce(0) { $0 + ($1 * scale) * ($1 * scale) }.squareRoot() / scale
  }

  static func power(_ values: UnsafeBufferPointer<Double>, _ p: Double) -> Double {
    let extreme = p > 0 ? largest(values) : smallest(values)
    guard extreme > 0, extreme < .infinity else { return p.isNaN ? .nan : extreme }
    let sum = values.reduce(0.0) { $0 + Double.pow($1.magnitude / extreme, p) }
    return extreme * Double.pow(sum, 1 / p)
  }
}
