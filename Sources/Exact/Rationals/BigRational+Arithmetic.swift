// Arithmetic of fractions; sums and products cancel early (Knuth, The Art of Computer Programming 2, section 4.5.1).

extension BigRational: SignedNumeric {
  public init?<Source: BinaryInteger>(exactly source: Source) { self.init(BigInteger(source)) }

  /// The absolute value.
  public var magnitude: BigRational { BigRational(lowestTerms: numerator.magnitude, denominator) }

  public static func + (left: BigRational, right: BigRational) -> BigRational {
    sum(left, right.numerator, right.denominator)
  }

  public static func - (left: BigRational, right: BigRational) -> BigRational {
    sum(left, -right.numerator, right.denominator)
  }

  private static func sum(_ left: BigRational, _ numerator: BigInteger, _ denominator: BigInteger) -> BigRational {
    let common = left.denominator.greatestCommonDivisor(denominator)
    if common == 1 {
      return BigRational(
        lowestTerms: left.numerator * denominator + numerator * left.denominator, left.denominator * denominator)
    }
    let total = left.numerator * (denominator / common) + numerator * (left.denominator / common)
    let rest = total.greatestCommonDivisor(common)
    return BigRational(lowestTerms: total / rest, (left.denominator / common) * (denominator / rest))
  }

  public static func * (left: BigRational, right: BigRational) -> BigRational {
    let first = left.numerator.greatestCommonDivisor(right.denominator)
    let second = right.numerator.greatestCommonDivisor(left.denominator)
    return BigRational(
      lowestTerms: (left.numerator / first) * (right.numerator / second),
      (left.denominator / second) * (right.denominator / first))
  }

  /// The quotient. Traps if `right` is zero.
  public static func / (left: BigRational, right: BigRational) -> BigRational {
    guard let inverse = right.reciprocal else { preconditionFailure("division by zero") }
    return left * inverse
  }

  public static func += (left: inout BigRational, right: BigRational) { left = left + right }

  public static func -= (left: inout BigRational, right: BigRational) { left = left - right }

  public static func *= (left: inout BigRational, right: BigRational) { left = left * right }

  public static func /= (left: inout BigRational, right: BigRational) { left = left / right }

  public static prefix func - (value: BigRational) -> BigRational {
    BigRational(lowestTerms: -value.numerator, value.denominator)
  }

  /// 1 / x, or `nil` for zero.
  public var reciprocal: BigRational? {
    switch numerator.signum {
    case 0: nil
    case 1: BigRational(lowestTerms: denominator, numerator)
    default: BigRational(lowestTerms: -denominator, -numerator)
    }
  }

  /// The power with an integer exponent, or `nil` for a negative power of zero.
  public func power(_ exponent: Int) -> BigRational? {
    let size = exponent.magnitude
    guard exponent < 0 else { return BigRational(lowestTerms: numerator.power(size), denominator.power(size)) }
    guard let base = reciprocal else { return nil }
    return BigRational(lowestTerms: base.numerator.power(size), base.denominator.power(size))
  }

  /// The value rounded to an integer; the rules are those of `Double.rounded(_:)`.
  public func rounded(_ rule: FloatingPointRoundingRule = .toNearestOrAwayFromZero) -> BigInteger {
    let (floor, rest) = numerator.flooredQuotientAndRemainder(dividingBy: denominator)
    guard !rest.isZero else { return floor }
    let order = BigInteger.compare(rest + rest, denominator)
    switch rule {
    case .down: return floor
    case .up: return floor + 1
    case .towardZero: return numerator.isNegative ? floor + 1 : floor
    case .awayFromZero: return numerator.isNegative ? floor : floor + 1
    case .toNearestOrEven: return order > 0 || (order == 0 && !floor.isEven) ? floor + 1 : floor
    case .toNearestOrAwayFromZero: return order > 0 || (order == 0 && !numerator.isNegative) ? floor + 1 : floor
    @unknown default: return floor
    }
  }

  /// This value minus `divisor` times the quotient rounded down; has the sign of `divisor`. Traps for divisor zero.
  public func flooredRemainder(dividingBy divisor: BigRational) -> BigRational {
    self - divisor * BigRational((self / divisor).rounded(.down))
  }
}
