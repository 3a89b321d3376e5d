// Between fractions and floating-point numbers.

extension BigRational {
  /// The fraction equal to `value`, a dyadic one, or `nil` for NaN and infinities.
  public init?(exactly value: Double) {
    guard value.isFinite else { return nil }
    if value == 0 {
      self = 0
      return
    }
    // value = significand · 2^exponent with an integer significand of at most 53 bits.
    let exponent = max(Int(value.exponent), -1022) - 52
    let significand = BigInteger(Int(value.significandBitPattern | (value.isSubnormal ? 0 : 1 << 52)))
    let signed = value < 0 ? -significand : significand
    if exponent >= 0 {
      self.init(signed << exponent)
    } else {
      self.init(reducing: signed, BigInteger(1) << -exponent)
    }
  }

  /// The simplest fraction (of smallest denominator) within `tolerance` of `value`, or `nil` if `value` is not finite.
  ///
  /// It is the first continued fraction or intermediate fraction that falls in the interval, found by walking down the
  /// Stern–Brocot tree (Graham, Knuth, Patashnik, Concrete Mathematics, section 4.5).
  public init?(_ value: Double, tolerance: Double) {
    guard let exact = BigRational(exactly: value), tolerance >= 0,
      let width = BigRational(exactly: tolerance)
    else { return nil }
    self = BigRational.simplest(between: exact - width, and: exact + width)
  }

  /// The fraction of smallest denominator in the closed interval.
  public static func simplest(between low: BigRational, and high: BigRational) -> BigRational {
    precondition(low <= high, "an interval goes from its lower to its upper end")
    if low.signum <= 0 && high.signum >= 0 { return 0 }
    if high.signum < 0 { return -simplest(between: -high, and: -low) }
    // Peel off common leading terms of the two continued fractions.
    var terms: [BigInteger] = []
    var (low, high) = (low, high)
    while true {
      let floor = low.rounded(.down)
      if low.isInteger || BigRational(floor) + 1 <= high {
        terms.append(low.isInteger ? floor : floor + 1)
        break
      }
      terms.append(floor)
      let (a, b) = (low - BigRational(floor), high - BigRational(floor))
      (low, high) = (1 / b, 1 / a)
    }
    var result = BigRational(0)
    for (index, term) in terms.reversed().enumerated() {
      result = index == 0 ? BigRational(term) : BigRational(term) + 1 / result
    }
    return result
  }

  /// The fraction with denominator at most `maximumDenominator` whose nearest double is `value`, or `nil` if there is
  /// none: 0.1 is 1//10, 0.333 is 333//1000.
  public init?(_ value: Double, maximumDenominator: Int) {
    guard value.isFinite, value.magnitude < 0x1p53,
      let candidate = BigRational(value, tolerance: value.ulp / 2),
      candidate.denominator <= BigInteger(maximumDenominator), Double(candidate) == value
    else { return nil }
    self = candidate
  }
}

extension Double {
  /// The double nearest to `rational`, to the even one of two equally near.
  public init(_ rational: BigRational) {
    if rational.isInteger {
      self.init(rational.numerator)
      return
    }
    // A quotient of at least 65 bits, of which the leading 64 and a mark for the rest decide the rounding.
    let shift = max(0, 66 - (rational.numerator.bitWidth - rational.denominator.bitWidth))
    let (quotient, rest) = (rational.numerator.magnitude << shift)
      .quotientAndRemainder(dividingBy: rational.denominator)
    guard let (bits, exponent) = quotient.leadingBits() else {
      self = 0
      return
    }
    self.init(
      isNegative: rational.signum < 0, leadingBits: rest.isZero ? bits : bits | 1, exponent: exponent - shift)
  }
}
