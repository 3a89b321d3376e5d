/// An exact fraction of integers of any size, in lowest terms with a positive denominator.
public struct BigRational: Sendable, Hashable {
  /// The numerator; carries the sign.
  public let numerator: BigInteger

  /// The denominator, at least 1 and without common divisor with the numerator.
  public let denominator: BigInteger

  /// The parts as they are: they have no common divisor, and the denominator is positive.
  public init(lowestTerms numerator: BigInteger, _ denominator: BigInteger) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The fraction `numerator` / `denominator` in lowest terms, or `nil` if the denominator is zero.
  public init?(_ numerator: BigInteger, over denominator: BigInteger) {
    guard !denominator.isZero else { return nil }
    self.init(reducing: numerator, denominator)
  }

  /// Reduces to lowest terms; the denominator is not zero.
  init(reducing numerator: BigInteger, _ denominator: BigInteger) {
    let divisor = numerator.greatestCommonDivisor(denominator)
    let signed = denominator.isNegative ? -divisor : divisor
    self.numerator = signed == 1 ? numerator : numerator / signed
    self.denominator = signed == 1 ? denominator : denominator / signed
  }

  /// The integer `value` as a fraction over 1.
  public init(_ value: BigInteger) { self.init(lowestTerms: value, 1) }

  /// Whether the denominator is 1.
  public var isInteger: Bool { denominator == 1 }

  /// Whether the value is zero.
  public var isZero: Bool { numerator.isZero }

  /// −1, 0 or 1 as the value is negative, zero or positive.
  public var signum: Int { numerator.signum }
}

extension BigRational: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(BigInteger(value)) }
}

extension BigRational: CustomStringConvertible {
  /// Numerator and denominator with `//` between, as in `-3//4`; also for integers, as in `2//1`.
  public var description: String { "\(numerator)//\(denominator)" }
}

extension BigRational: Comparable {
  public static func < (left: BigRational, right: BigRational) -> Bool { compare(left, right) < 0 }

  /// Negative, zero or positive as `left` is less than, equal to or greater than `right`.
  public static func compare(_ left: BigRational, _ right: BigRational) -> Int {
    if left.denominator == right.denominator { return BigInteger.compare(left.numerator, right.numerator) }
    return BigInteger.compare(left.numerator * right.denominator, right.numerator * left.denominator)
  }
}
