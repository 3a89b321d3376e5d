// The exponential of a square matrix.
import RealModule

extension DenseArray where Element: LinearAlgebraScalar {
  /// The exponential of a square matrix.
  ///
  /// Hermitian matrices go through their eigenvalues; others through balancing, a Padé approximant of degree 3 to 13
  /// and repeated squaring: N. J. Higham, "The scaling and squaring method for the matrix exponential revisited", SIAM
  /// J. Matrix Anal. Appl. 26 (2005), algorithm 2.3. Elements beyond the range become infinite or NaN.
  public func exponential() throws(LinearAlgebraError) -> DenseArray {
    let n = try lapackOrder()
    try requireFinite()
    guard n > 0 else { return self }
    if isHermitian { return try symmetricFunction(Double.exp) }

    let balanced = copied()
    var (low, high): (Int32, Int32) = (1, n)
    var scale = [Double](repeating: 1, count: Int(n))
    try requireSuccess(
      Element.gebal(n, balanced.pointer, balanced.leadingDimension, &low, &high, &scale), "balancing")
    let result = try balanced.balancedExponential()
    result.undoBalancing(low: Int(low) - 1, high: Int(high) - 1, scale)
    return result
  }

  /// The Padé approximant of the exponential with scaling and squaring.
  private func balancedExponential() throws(LinearAlgebraError) -> DenseArray {
    guard let norm = try operatorNorm(1) else { return self }
    for (bound, coefficients) in PadeExponential.low where norm <= bound {
      return try padeQuotient(coefficients)
    }
    // A norm beyond the range still comes from elements within it; the result overflows then in any case.
    let bounded = min(norm, .greatestFiniteMagnitude)
    let squarings = max(0, Int(Double.log2(bounded / PadeExponential.bound13).rounded(.up)))
    let scaling = Element(real: Double(sign: .plus, exponent: -squarings, significand: 1))
    var result = try map { $0 * scaling }.padeQuotient13()
    for _ in 0..<squarings { result = try result.multiplied(by: result) }
    return result
  }

  /// (V − U)⁻¹ (V + U) for the even part V and the odd part U of a polynomial with ascending `coefficients`.
  private func padeQuotient(_ coefficients: [Double]) throws(LinearAlgebraError) -> DenseArray {
    let square = try multiplied(by: self)
    var power = DenseArray.identity(rows)
    var odd = power.map { $0 * Element(real: coefficients[1]) }
    var even = power.map { $0 * Element(real: coefficients[0]) }
    for k in 1..<coefficients.count / 2 {
      power = try power.multiplied(by: square)
      odd.add(power, times: coefficients[2 * k + 1])
      even.add(power, times: coefficients[2 * k])
    }
    return try Self.quotient(even: even, odd: multiplied(by: odd))
  }

  /// The approximant of degree 13, evaluated with six matrix products.
  private func padeQuotient13() throws(LinearAlgebraError) -> DenseArray {
    let b = PadeExponential.coefficients13
    let identity = DenseArray.identity(rows)
    let a2 = try multiplied(by: self)
    let a4 = try a2.multiplied(by: a2)
    let a6 = try a4.multiplied(by: a2)
    func combination(_ c6: Double, _ c4: Double, _ c2: Double, _ c0: Double) -> DenseArray {
      var sum = a6.map { $0 * Element(real: c6) }
      sum.add(a4, times: c4)
      sum.add(a2, times: c2)
      sum.add(identity, times: c0)
      return sum
    }
    var odd = try a6.multiplied(by: combination(b[13], b[11], b[9], 0))
    odd.add(combination(b[7], b[5], b[3], b[1]), times: 1)
    var even = try a6.multiplied(by: combination(b[12], b[10], b[8], 0))
    even.add(combination(b[6], b[4], b[2], b[0]), times: 1)
    return try Self.quotient(even: even, odd: multiplied(by: odd))
  }

  private static func quotient(even: DenseArray, odd: DenseArray) throws(LinearAlgebraError) -> DenseArray {
    var (denominator, numerator) = (even, even)
    denominator.add(odd, times: -1)
    numerator.add(odd, times: 1)
    return try denominator.lu().solve(numerator)
  }

  /// Adds `factor` times `other`.
  mutating func add(_ other: DenseArray, times factor: Double) {
    makeUnique()
    let scalar = Element(real: factor)
    for i in 0..<count { pointer[i] += scalar * other.pointer[i] }
  }

  /// Turns a function of the balanced matrix into that of the original: D X D⁻¹, then the exchanges in reverse order.
  private func undoBalancing(low: Int, high: Int, _ scale: [Double]) {
    let n = rows
    for j in low...high {
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

  /// V diag(f(λ)) Vᴴ for a Hermitian matrix; exactly Hermitian.
  private func symmetricFunction(_ function: (Double) -> Double) throws(LinearAlgebraError) -> DenseArray {
    try symmetricEigen().applying { Element(real: function($0)) }
  }
}

/// The Padé approximants of the exponential: coefficients (2m − k)! m! / ((2m)! k! (m − k)!) times a common factor, and
/// the largest norms for which each degree is accurate (Higham 2005, table 2.3).
private enum PadeExponential {
  static let low: [(bound: Double, coefficients: [Double])] = [
    (0.015, [120, 60, 12, 1]),
    (0.25, [30240, 15120, 3360, 420, 30, 1]),
    (0.95, [17_297_280, 8_648_640, 1_995_840, 277_200, 25_200, 1_512, 56, 1]),
    (2.1, [17_643_225_600, 8_821_612_800, 2_075_673_600, 302_702_400, 30_270_240, 2_162_160, 110_880, 3_960, 90, 1]),
  ]
  static let bound13 = 5.4
  static let coefficients13: [Double] = [
    64_764_752_532_480_000, 32_382_376_266_240_000, 7_771_770_303_897_600, 1_187_353_796_428_800, 129_060_195_264_000,
    10_559_470_521_600, 670_442_572_800, 33_522_128_640, 1_323_241_920, 40_840_800, 960_960, 16_380, 182, 1,
  ]
}
