// Between integers and floating-point numbers.
import CFLINT

extension BigInteger {
  /// The integral part of `value`, or `nil` for NaN and infinities.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    if let word = Int(exactly: value.rounded(.towardZero)) {
      self.init(word)
      return
    }
    // Here |value| ≥ 2^63, so it is an integer: a 53-bit significand times a power of two.
    let significand = BigInteger(Int(value.significandBitPattern | 1 << 52))
    let result = significand << (Int(value.exponent) - 52)
    self = value < 0 ? -result : result
  }

  /// The integer equal to `value`, or `nil` if it has a fractional part or is not finite.
  public init?(exactly value: Double) {
    guard value.rounded(.towardZero) == value else { return nil }
    self.init(value)
  }

  /// Negative, zero or positive as this value is less than, equal to or greater than `other`, without rounding;
  /// `nil` if `other` is NaN.
  public func compare(_ other: Double) -> Int? {
    if other.isNaN { return nil }
    if other.isInfinite { return other > 0 ? -1 : 1 }
    guard let integral = BigInteger(other) else { return nil }
    let order = BigInteger.compare(self, integral)
    if order != 0 { return order }
    let fraction = other - other.rounded(.towardZero)
    return fraction > 0 ? -1 : (fraction < 0 ? 1 : 0)
  }

  /// The 64 most significant bits of the absolute value, the lowest one set too if anything below them is, and the
  /// power of two to multiply by; `nil` for zero.
  func leadingBits() -> (bits: UInt64, exponent: Int)? {
    if isZero { return nil }
    let shift = bitWidth - 64
    let size = magnitude
    guard shift > 0 else { return (size.flintQuery { UInt64(fmpz_get_ui($0)) } << UInt64(-shift), shift) }
    let top = (size >> shift).flintQuery { UInt64(fmpz_get_ui($0)) }
    let isInexact = (size.trailingZeroBitCount ?? 0) < shift
    return (isInexact ? top | 1 : top, shift)
  }
}

extension Double {
  /// The double nearest to `integer`, to the even one of two equally near; infinite beyond the range.
  public init(_ integer: BigInteger) {
    if let word = integer.asInt {
      self.init(word)
    } else if let (bits, exponent) = integer.leadingBits() {
      self.init(isNegative: integer.isNegative, leadingBits: bits, exponent: exponent)
    } else {
      self = 0
    }
  }

  /// The double equal to `integer`, or `nil` if there is none.
  public init?(exactly integer: BigInteger) {
    self.init(integer)
    guard integer.compare(self) == 0 else { return nil }
  }

  /// The double nearest to ±`leadingBits` · 2^`exponent`, where the highest of the 64 bits is set and the lowest one
  /// stands for everything not shown; correct for subnormal results too.
  init(isNegative: Bool, leadingBits: UInt64, exponent: Int) {
    let sign: FloatingPointSign = isNegative ? .minus : .plus
    // The value lies in [2^(exponent + 63), 2^(exponent + 64)).
    let dropped = min(max(11, -1074 - exponent), 65)
    guard dropped <= 64 else {
      self = isNegative ? -0.0 : 0
      return
    }
    let kept = dropped == 64 ? 0 : leadingBits >> UInt64(dropped)
    let rest = dropped == 64 ? leadingBits : leadingBits & ((1 << UInt64(dropped)) - 1)
    let half: UInt64 = 1 << UInt64(dropped - 1)
    let isRoundedUp = rest > half || (rest == half && kept & 1 == 1)
    self = Double(sign: sign, exponent: exponent + dropped, significand: Double(kept + (isRoundedUp ? 1 : 0)))
  }
}
