// Sums, products, powers, and the ways of dividing integers.
import CFLINT

extension BigInteger: SignedNumeric {
  public init?<Source: BinaryInteger>(exactly source: Source) { self.init(source) }

  /// The absolute value.
  public var magnitude: BigInteger { isNegative ? -self : self }

  public static func + (left: BigInteger, right: BigInteger) -> BigInteger {
    if case .word(let a) = left.representation, case .word(let b) = right.representation {
      let (sum, overflow) = a.addingReportingOverflow(b)
      if !overflow { return BigInteger(sum) }
    }
    return flint(left, right, fmpz_add)
  }

  public static func - (left: BigInteger, right: BigInteger) -> BigInteger {
    if case .word(let a) = left.representation, case .word(let b) = right.representation {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      if !overflow { return BigInteger(difference) }
    }
    return flint(left, right, fmpz_sub)
  }

  public static func * (left: BigInteger, right: BigInteger) -> BigInteger {
    if case .word(let a) = left.representation, case .word(let b) = right.representation {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      if !overflow { return BigInteger(product) }
    }
    requireFits(left.bitWidth + right.bitWidth)
    return flint(left, right, fmpz_mul)
  }

  public static func += (left: inout BigInteger, right: BigInteger) { left = left + right }

  public static func -= (left: inout BigInteger, right: BigInteger) { left = left - right }

  public static func *= (left: inout BigInteger, right: BigInteger) { left = left * right }

  public static prefix func - (value: BigInteger) -> BigInteger {
    if case .word(let word) = value.representation, word != .min { return BigInteger(-word) }
    return flint(value, fmpz_neg)
  }

  public mutating func negate() { self = -self }

  /// This value to the power `exponent`; 0⁰ is 1.
  public func power(_ exponent: UInt) -> BigInteger {
    if case .word(let word) = representation {
      if word == 0 { return exponent == 0 ? 1 : 0 }
      if word == 1 || exponent == 0 { return 1 }
      if word == -1 { return exponent & 1 == 0 ? 1 : -1 }
    }
    BigInteger.requireFits(powerBitWidth(exponent) ?? .max)
    return BigInteger.flint(self) { fmpz_pow_ui($0, $1, exponent) }
  }
}

// MARK: - Division

extension BigInteger {
  /// The quotient rounded toward zero. Traps if `right` is zero.
  public static func / (left: BigInteger, right: BigInteger) -> BigInteger {
    left.quotientAndRemainder(dividingBy: right).quotient
  }

  /// The remainder with the sign of `left`, of the quotient rounded toward zero. Traps if `right` is zero.
  public static func % (left: BigInteger, right: BigInteger) -> BigInteger {
    left.quotientAndRemainder(dividingBy: right).remainder
  }

  /// The quotient rounded toward zero, and the remainder with the sign of this value. Traps if `divisor` is zero.
  public func quotientAndRemainder(
    dividingBy divisor: BigInteger
  ) -> (quotient: BigInteger, remainder: BigInteger) {
    precondition(!divisor.isZero, "division by zero")
    if case .word(let a) = representation, case .word(let b) = divisor.representation {
      let (quotient, overflow) = a.dividedReportingOverflow(by: b)
      if !overflow { return (BigInteger(quotient), BigInteger(a % b)) }
    }
    return BigInteger.flintPair(self, divisor, fmpz_tdiv_qr)
  }

  /// The quotient rounded down, and the remainder with the sign of `divisor`. Traps if `divisor` is zero.
  public func flooredQuotientAndRemainder(
    dividingBy divisor: BigInteger
  ) -> (quotient: BigInteger, remainder: BigInteger) {
    precondition(!divisor.isZero, "division by zero")
    if case .word(let a) = representation, case .word(let b) = divisor.representation {
      let (quotient, overflow) = a.dividedReportingOverflow(by: b)
      if !overflow {
        let remainder = a % b
        let isAdjusted = remainder != 0 && (remainder < 0) != (b < 0)
        return isAdjusted
          ? (BigInteger(quotient - 1), BigInteger(remainder + b)) : (BigInteger(quotient), BigInteger(remainder))
      }
    }
    return BigInteger.flintPair(self, divisor, fmpz_fdiv_qr)
  }

  /// The quotient rounded down. Traps if `divisor` is zero.
  public func flooredQuotient(dividingBy divisor: BigInteger) -> BigInteger {
    flooredQuotientAndRemainder(dividingBy: divisor).quotient
  }

  /// The remainder of the quotient rounded down; it has the sign of `divisor`. Traps if `divisor` is zero.
  public func flooredRemainder(dividingBy divisor: BigInteger) -> BigInteger {
    flooredQuotientAndRemainder(dividingBy: divisor).remainder
  }

  /// The quotient rounded up. Traps if `divisor` is zero.
  public func ceilingQuotient(dividingBy divisor: BigInteger) -> BigInteger {
    -(-self).flooredQuotient(dividingBy: divisor)
  }

  /// Whether this value divides `other` without remainder; zero divides only zero.
  public func divides(_ other: BigInteger) -> Bool { isZero ? other.isZero : (other % self).isZero }
}
