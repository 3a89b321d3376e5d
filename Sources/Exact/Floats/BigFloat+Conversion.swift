// Between floats of any precision and the other kinds of numbers.
import CFLINT

extension BigFloat {
  /// The number rounded to the context's precision.
  public init(_ value: Double, in context: Context = Context()) {
    self.init(precision: context.precision) { _ = mpfr_set_d($0, value, context.rounding.mode) }
  }

  /// The number rounded to the context's precision.
  public init(_ value: BigInteger, in context: Context = Context()) {
    self.init(precision: context.precision) { target in
      value.flintQuery { cflint_set_fmpz(target, $0, context.rounding.mode) }
    }
  }

  /// The number rounded to the context's precision.
  public init(_ value: BigRational, in context: Context = Context()) {
    self.init(precision: context.precision) { target in
      value.numerator.flintQuery { n in
        value.denominator.flintQuery { cflint_set_fraction(target, n, $0, context.rounding.mode) }
      }
    }
  }

  /// The number without rounding, at a precision that holds it.
  public init(exactly value: Double) { self.init(value, in: Context(precision: 53)) }

  /// The number without rounding, at a precision that holds it; `nil` if it has more bits than the highest precision.
  public init?(exactly value: BigInteger) {
    guard value.bitWidth <= BigFloat.precisions.upperBound else { return nil }
    self.init(value, in: Context(precision: max(64, value.bitWidth)))
  }

  /// The bits that the whole part takes, 0 below 1; `nil` for infinities and NaN.
  public var integerBitWidth: Int? {
    guard isFinite else { return nil }
    return isZero ? 0 : max(0, Int(query(mpfr_get_exp)))
  }

  /// The whole number that `rule` makes of the value, or `nil` for infinities and NaN. Its size is `integerBitWidth`, which
  /// may be more than memory can hold.
  public func integer(_ rule: FloatingPointRoundingRule = .towardZero) -> BigInteger? {
    guard isFinite else { return nil }
    let whole = rounded(rule)
    return whole.query { source in
      var result: fmpz = 0
      cflint_get_fmpz(&result, source, MPFR_RNDZ)
      return BigInteger(owning: result)
    }
  }

  /// The fraction s · 2^e with an odd integer s that the number is; `nil` for infinities and NaN, (0, 0) for zero.
  public var exactParts: (significand: BigInteger, exponent: Int)? {
    guard isFinite else { return nil }
    if isZero { return (0, 0) }
    // x = 0.b₁b₂… · 2^e with `precision` bits.
    let shift = precision - Int(query(mpfr_get_exp))
    guard let whole = Context(precision: precision).scaled(self, byPowerOfTwo: shift).integer() else { return nil }
    let zeros = whole.trailingZeroBitCount ?? 0
    return (whole >> zeros, zeros - shift)
  }

  /// The double nearest to the number, or the one that `rounding` gives.
  public func double(_ rounding: Rounding = .nearest) -> Double { query { mpfr_get_d($0, rounding.mode) } }

  /// The single-precision float nearest to the number, or the one that `rounding` gives.
  public func float(_ rounding: Rounding = .nearest) -> Float { query { mpfr_get_flt($0, rounding.mode) } }
}

// MARK: - The sequence of floats

extension BigFloat {
  /// The next larger number of the same precision.
  public var nextUp: BigFloat { moved(mpfr_nextabove) }

  /// The next smaller number of the same precision.
  public var nextDown: BigFloat { moved(mpfr_nextbelow) }

  private func moved(_ step: (Target) -> Void) -> BigFloat {
    BigFloat(precision: precision) { target in
      query { _ = mpfr_set(target, $0, MPFR_RNDN) }
      step(target)
    }
  }

  /// The exponent e of x = s · 2^e with 1 ≤ |s| < 2; `nil` for zero, infinities and NaN.
  public var exponent: Int? { isFinite && !isZero ? Int(query(mpfr_get_exp)) - 1 : nil }

  /// The factor s of x = s · 2^e with 1 ≤ |s| < 2; the number itself for zero, infinities and NaN.
  public var significand: BigFloat {
    guard let exponent else { return self }
    return Context(precision: precision).scaled(self, byPowerOfTwo: -exponent)
  }

  /// The distance from 1 to the next larger number of a precision.
  public static func ulpOfOne(precision: Int) -> BigFloat {
    BigFloat(precision: precision) { _ = mpfr_set_si_2exp($0, 1, 1 - precision, MPFR_RNDN) }
  }
}
