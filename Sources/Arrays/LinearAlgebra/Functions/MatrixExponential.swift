// The exponential of a square matrix.
import RealModule

extension DenseArray where Element: LinearAlgebraScalar {
  /// The exponential of a square matrix.
  ///
  /// Hermitian matrices go through their eigenvalues; others through balancing, a Padé approximant of degree 3 to 13
  /// and repeated squaring: N. J. Higham, "The scaling and squaring method for the matrix exponential revisited", SIAM
  /// J. Matrix Anal. Appl. 26 (2005), algorithm 2.3, with the scaling of A. H. Al-Mohy and N. J. Higham, "A new scaling and
  /// squaring algorithm for the matrix exponential", ibid. 31 (2009), which does not scale away the small elements
  /// beside large ones that do not matter. Elements beyond the range become infinite or NaN.
  public func exponential() throws(LinearAlgebraError) -> DenseArray {
    let n = try lapackOrder()
    try requireFinite()
    guard n > 0 else { return self }
    if isHermitian { return try symmetricFunction(Double.exp) }
    let balanced = try self.balanced()
    let result = try balanced.matrix.balancedExponential()
    result.undo(balanced)
    return result
  }

  /// The Padé approximant of the exponential with scaling and squaring.
  private func balancedExponential() throws(LinearAlgebraError) -> DenseArray {
    let norm = largestColumnSum
    for (bound, coefficients) in PadeExponential.low where norm <= bound {
      return try padeQuotient(coefficients)
    }
    let a2 = try multiplied(by: self)
    let a4 = try a2.multiplied(by: a2)
    let a6 = try a4.multiplied(by: a2)
    // ‖Aᵏ‖^(1/k) says for how large a matrix the series behaves, which may be far below ‖A‖.
    let size = max(Double.root(a6.largestColumnSum, 6), Double.root(a4.estimatedNormOfSquare, 8))
    guard size.isFinite else { return try scaledExponential(norm) }
    var squarings = PadeExponential.squarings(size, PadeExponential.boundOfPowers)
    squarings += PadeExponential.moreSquarings(self, norm, squarings)
    let result = try scaled(-squarings).padeQuotient13(
      a2.scaled(-2 * squarings), a4.scaled(-4 * squarings), a6.scaled(-6 * squarings))
    return try result.squared(squarings)
  }

  /// The same where the powers of A leave the range.
  private func scaledExponential(_ norm: Double) throws(LinearAlgebraError) -> DenseArray {
    // A norm beyond the range still comes from elements within it; the result overflows then in any case.
    let squarings = PadeExponential.squarings(min(norm, .greatestFiniteMagnitude), PadeExponential.bound13)
    let a = scaled(-squarings)
    let a2 = try a.multiplied(by: a)
    let a4 = try a2.multiplied(by: a2)
    return try a.padeQuotient13(a2, a4, a4.multiplied(by: a2)).squared(squarings)
  }

  private func squared(_ times: Int) throws(LinearAlgebraError) -> DenseArray {
    var result = self
    for _ in 0..<times { result = try result.multiplied(by: result) }
    return result
  }

  /// The matrix times a power of two.
  private func scaled(_ exponent: Int) -> DenseArray {
    let factor = Element(real: Double(sign: .plus, exponent: exponent, significand: 1))
    return exponent == 0 ? self : map { $0 * factor }
  }

  /// An estimate of ‖A²‖₁.
  private var estimatedNormOfSquare: Double {
    guard rows < Int32.max else { return .infinity }
    let (n, a) = (Int32(truncatingIfNeeded: rows), self)
    let scratch = DenseArray(repeating: .zero, shape: [rows])
    func square(_ operation: MatrixOperation, _ x: UnsafeMutablePointer<Element>) {
      Element.gemv(operation, n, n, a.pointer, n, x, scratch.pointer)
      Element.gemv(operation, n, n, a.pointer, n, scratch.pointer, x)
    }
    return NormEstimate.oneNorm(order: rows) { square(.none, $0) } adjoint: { square(.adjoint, $0) }
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

  /// The approximant of degree 13 from powers of the matrix.
  private func padeQuotient13(
    _ a2: DenseArray, _ a4: DenseArray, _ a6: DenseArray
  ) throws(LinearAlgebraError) -> DenseArray {
    let b = PadeExponential.coefficients13
    let identity = DenseArray.identity(rows)
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
  /// The bound of degree 13 for ‖Aᵏ‖^(1/k) in place of the norm (Al-Mohy and Higham 2009, table 3.1).
  static let boundOfPowers = 4.25

  /// How often a matrix of this size must be halved; that of a nilpotent one may be zero.
  static func squarings(_ size: Double, _ bound: Double) -> Int {
    size > bound ? Int(Double.log2(size / bound).rounded(.up)) : 0
  }

  /// The halvings that keep rounding errors of the approximant below those of the result: the function ℓ of Al-Mohy and
  /// Higham 2009, equation 5.1, for degree 13.
  static func moreSquarings<Element: LinearAlgebraScalar>(
    _ matrix: Matrix<Element>, _ norm: Double, _ squarings: Int
  ) -> Int {
    let n = matrix.rows
    let scale = Double(sign: .plus, exponent: -squarings, significand: 1)
    let moduli = Matrix(rows: n, columns: n) { matrix.pointer[$0 + $1 * n].modulus * scale }
    // The largest column sum of |A|²⁷ is the largest element of (|A|ᵀ)²⁷ times ones.
    let (x, y) = (Vector<Double>(repeating: 1, shape: [n]), Vector<Double>(repeating: 0, shape: [n]))
    var exponent = 0.0
    let order = Int32(truncatingIfNeeded: n)
    for _ in 0..<27 {
      Double.gemv(.transpose, order, order, moduli.pointer, order, x.pointer, y.pointer)
      let largest = y.norm(.infinity)
      guard largest > 0, largest.isFinite else { return 0 }
      exponent += Double.log2(largest)
      for i in 0..<n { x.pointer[i] = y.pointer[i] / largest }
    }
    // log₂ of 1/(C(26, 13) · 27!) is −116.4.
    let excess = exponent - 116.4 - Double.log2(norm * scale) + 53
    return max(0, Int((excess / 26).rounded(.up)))
  }

  static let coefficients13: [Double] = [
    64_764_752_532_480_000, 32_382_376_266_240_000, 7_771_770_303_897_600, 1_187_353_796_428_800, 129_060_195_264_000,
    10_559_470_521_600, 670_442_572_800, 33_522_128_640, 1_323_241_920, 40_840_800, 960_960, 16_380, 182, 1,
  ]
}
