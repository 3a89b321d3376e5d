// Bit operations on integers as two's complement numbers with infinitely many sign bits.
import CFLINT

extension BigInteger {
  public static func & (left: BigInteger, right: BigInteger) -> BigInteger {
    if case .word(let a) = left.representation, case .word(let b) = right.representation { return BigInteger(a & b) }
    return flint(left, right, fmpz_and)
  }

  public static func | (left: BigInteger, right: BigInteger) -> BigInteger {
    if case .word(let a) = left.representation, case .word(let b) = right.representation { return BigInteger(a | b) }
    return flint(left, right, fmpz_or)
  }

  public static func ^ (left: BigInteger, right: BigInteger) -> BigInteger {
    if case .word(let a) = left.representation, case .word(let b) = right.representation { return BigInteger(a ^ b) }
    return flint(left, right, fmpz_xor)
  }

  public static prefix func ~ (value: BigInteger) -> BigInteger { -value - 1 }

  /// The value times 2^count, exact; a negative count shifts right.
  public static func << (value: BigInteger, count: Int) -> BigInteger {
    guard count >= 0 else { return count == .min ? value >> .max : value >> -count }
    guard !value.isZero, count > 0 else { return value }
    if case .word(let word) = value.representation, count < Int.bitWidth {
      let shifted = word << count
      if shifted >> count == word { return BigInteger(shifted) }
    }
    requireFits(count > maximumBitWidth ? count : value.bitWidth + count)
    return flint(value) { fmpz_mul_2exp($0, $1, UInt(count)) }
  }

  /// The value divided by 2^count, rounded down; a negative count shifts left.
  public static func >> (value: BigInteger, count: Int) -> BigInteger {
    guard count >= 0 else { return count == .min ? value << .max : value << -count }
    if case .word(let word) = value.representation { return BigInteger(word >> min(count, Int.bitWidth - 1)) }
    return flint(value) { fmpz_fdiv_q_2exp($0, $1, UInt(count)) }
  }

  /// Whether bit `index` is set, counted from the least significant one.
  public func testBit(_ index: Int) -> Bool {
    precondition(index >= 0, "a bit index cannot be negative")
    return !((self >> index).isEven)
  }

  /// The number of zero bits below the lowest set bit, or `nil` for zero.
  public var trailingZeroBitCount: Int? {
    switch representation {
    case .word(let word): word == 0 ? nil : word.trailingZeroBitCount
    case .large: Int(flintQuery { fmpz_val2($0) })
    }
  }

  /// The number of set bits of a value that is not negative, or `nil` for a negative one, which has infinitely many.
  public var nonzeroBitCount: Int? {
    guard !isNegative else { return nil }
    return switch representation {
    case .word(let word): word.nonzeroBitCount
    case .large: Int(flintQuery { fmpz_popcnt($0) })
    }
  }
}
