// Numbers a + b √d.

/// A number a + b √d with rational a and b and an integer d: real for d > 0, complex for d < 0, where √d = i √|d|.
///
/// Numbers with one d form a field. The operators of two numbers that are both irrational need one d, or two numbers b √d and
/// c √e to multiply and divide; else they trap. `sum`, `product` and `quotient` give `nil` instead.
public struct QuadraticNumber: Hashable, Sendable {
  /// The rational part a.
  public let rational: BigRational

  /// The factor b of the root; 0 for a rational number.
  public let coefficient: BigRational

  /// The number d under the root: free of squares (see `BigInteger.squareParts`), 1 if the number is rational.
  public let radicand: BigInteger

  private init(rational: BigRational, coefficient: BigRational, freeRadicand: BigInteger) {
    self.rational = rational
    self.coefficient = coefficient
    radicand = coefficient.isZero ? 1 : freeRadicand
  }

  /// The number a + b √n for any integer n, whose square factors are taken out of the root.
  public init(_ rational: BigRational, _ coefficient: BigRational, radicand: BigInteger) {
    let (root, free) = coefficient.isZero ? (0, 1) : radicand.squareParts
    let factor = coefficient * BigRational(root)
    if free == 1 || factor.isZero {
      self.init(rational + factor)
    } else {
      self.init(rational: rational, coefficient: factor, freeRadicand: free)
    }
  }

  public init(_ rational: BigRational) {
    self.init(rational: rational, coefficient: 0, freeRadicand: 1)
  }

  /// The number as a fraction, or `nil` if it is irrational.
  public var asRational: BigRational? { coefficient.isZero ? rational : nil }

  public var isRational: Bool { coefficient.isZero }

  /// Whether the number has no imaginary part.
  public var isReal: Bool { radicand.signum > 0 }

  /// The number a − b √d.
  public var conjugate: QuadraticNumber {
    QuadraticNumber(rational: rational, coefficient: -coefficient, freeRadicand: radicand)
  }

  public var realPart: QuadraticNumber { isReal ? self : QuadraticNumber(rational) }

  public var imaginaryPart: QuadraticNumber {
    if isReal { return 0 }
    // Under a root of −1 nothing is left; no square is taken out of −d that is not in d.
    return radicand == -1
      ? QuadraticNumber(coefficient)
      : QuadraticNumber(rational: 0, coefficient: coefficient, freeRadicand: -radicand)
  }

  /// The norm a² − b² d, the product with the conjugate.
  public var norm: BigRational { rational * rational - coefficient * coefficient * BigRational(radicand) }
}

extension QuadraticNumber: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(BigRational(BigInteger(value))) }
}

// MARK: - Arithmetic

extension QuadraticNumber: ExactField {
  public static var zero: QuadraticNumber { 0 }
  public static var one: QuadraticNumber { 1 }
  public var isZero: Bool { rational.isZero && coefficient.isZero }

  /// The radicand of the field in which both numbers are.
  private static func commonRadicand(_ left: QuadraticNumber, _ right: QuadraticNumber) -> BigInteger? {
    if left.isRational { return right.radicand }
    return right.isRational || left.radicand == right.radicand ? left.radicand : nil
  }

  /// The sum, or `nil` if it is no quadratic number.
  public static func sum(_ left: QuadraticNumber, _ right: QuadraticNumber) -> QuadraticNumber? {
    guard let radicand = commonRadicand(left, right) else { return nil }
    return QuadraticNumber(
      rational: left.rational + right.rational, coefficient: left.coefficient + right.coefficient, freeRadicand: radicand)
  }

  /// The product, or `nil` if it is no quadratic number that is seen to be one: both have two terms and different roots.
  public static func product(_ left: QuadraticNumber, _ right: QuadraticNumber) -> QuadraticNumber? {
    if let radicand = commonRadicand(left, right) {
      if left.isRational && right.isRational { return QuadraticNumber(left.rational * right.rational) }
      let (a, b, c, d) = (left.rational, left.coefficient, right.rational, right.coefficient)
      return QuadraticNumber(
        rational: a * c + b * d * BigRational(radicand), coefficient: a * d + b * c, freeRadicand: radicand)
    }
    guard left.rational.isZero, right.rational.isZero else { return nil }
    // √d √e = g √(d/g · e/g) with g = gcd(d, e), which is negative here where both are: i² = −1.
    let divisor = left.radicand.greatestCommonDivisor(right.radicand)
    let free = (left.radicand / divisor) * (right.radicand / divisor)
    let isNegative = left.radicand.isNegative && right.radicand.isNegative
    let factor = left.coefficient * right.coefficient * BigRational(isNegative ? -divisor : divisor)
    // A square only where radicands kept square factors.
    if let root = free.magnitude.integerSquareRoot, root * root == free.magnitude {
      let whole = factor * BigRational(root)
      return free.signum > 0 ? QuadraticNumber(whole) : QuadraticNumber(rational: 0, coefficient: whole, freeRadicand: -1)
    }
    return QuadraticNumber(rational: 0, coefficient: factor, freeRadicand: free)
  }

  /// The quotient, or `nil` if the divisor is zero or the quotient no quadratic number, as for products.
  public static func quotient(_ left: QuadraticNumber, _ right: QuadraticNumber) -> QuadraticNumber? {
    guard let inverse = right.reciprocal else { return nil }
    return product(left, inverse)
  }

  public var reciprocal: QuadraticNumber? {
    guard let inverse = norm.reciprocal else { return nil }
    return QuadraticNumber(
      rational: rational * inverse, coefficient: -coefficient * inverse, freeRadicand: radicand)
  }

  public static func + (left: QuadraticNumber, right: QuadraticNumber) -> QuadraticNumber {
    guard let result = sum(left, right) else { preconditionFailure("a sum of different square roots") }
    return result
  }

  public static func - (left: QuadraticNumber, right: QuadraticNumber) -> QuadraticNumber { left + -right }

  public static prefix func - (value: QuadraticNumber) -> QuadraticNumber {
    QuadraticNumber(rational: -value.rational, coefficient: -value.coefficient, freeRadicand: value.radicand)
  }

  public static func * (left: QuadraticNumber, right: QuadraticNumber) -> QuadraticNumber {
    guard let result = product(left, right) else { preconditionFailure("a product of sums of different square roots") }
    return result
  }

  /// The quotient. Traps if `right` is zero.
  public static func / (left: QuadraticNumber, right: QuadraticNumber) -> QuadraticNumber {
    guard let inverse = right.reciprocal else { preconditionFailure("division by zero") }
    return left * inverse
  }
}

// MARK: - Comparing

extension QuadraticNumber {
  /// −1, 0 or 1 as the real number is negative, zero or positive; `nil` for a number that is not real.
  public var signum: Int? {
    guard isReal else { return nil }
    let (first, second) = (rational.signum, coefficient.signum)
    if first * second >= 0 { return first == 0 ? second : first }
    // Opposite signs: the larger of a² and b² d decides.
    return first * norm.signum
  }

  /// Negative, zero or positive as the real number is less than, equal to or greater than the other, exactly, also for different
  /// roots; `nil` if one of them is not real.
  public func compare(_ other: QuadraticNumber) -> Int? {
    guard isReal, other.isReal else { return nil }
    // The sign of u + v with u in ℚ(√d) and v = −c √e.
    let u = QuadraticNumber(
      rational: rational - other.rational, coefficient: coefficient, freeRadicand: radicand)
    if let difference = QuadraticNumber.sum(self, -other) { return difference.signum }
    let (first, second) = (u.signum ?? 0, -other.coefficient.signum)
    if first * second >= 0 { return first == 0 ? second : first }
    let square = other.coefficient * other.coefficient * BigRational(other.radicand)
    let order = (u * u - QuadraticNumber(square)).signum ?? 0
    return first * order
  }
}
