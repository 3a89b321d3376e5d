// What the elements of an exact matrix can do.

/// Numbers or polynomials that add and multiply without rounding.
public protocol ExactRing: Hashable, Sendable {
  static var zero: Self { get }
  static var one: Self { get }
  static func + (left: Self, right: Self) -> Self
  static func - (left: Self, right: Self) -> Self
  static func * (left: Self, right: Self) -> Self
  static prefix func - (value: Self) -> Self

  /// The element as TeX, as it stands alone.
  var tex: String { get }

  /// The element as text, as it stands alone: `-3/2`.
  var text: String { get }

  /// The element as a factor before another, and whether it needs a minus sign there: (−3/2) is (`3/2`, true).
  func factor(tex: Bool) -> (text: String, isNegative: Bool)
}

extension ExactRing {
  /// Whether the element is zero.
  public var isZero: Bool { self == Self.zero }
}

/// Numbers that also divide without rounding.
public protocol ExactField: ExactRing {
  /// 1 / x, or `nil` for zero.
  var reciprocal: Self? { get }

  init(_ rational: BigRational)
}

extension BigInteger: ExactRing {
  public static var zero: BigInteger { 0 }
  public static var one: BigInteger { 1 }
  public var tex: String { description }
  public var text: String { description }
  public func factor(tex: Bool) -> (text: String, isNegative: Bool) { (magnitude.description, isNegative) }
}

extension BigRational: ExactField {
  public static var zero: BigRational { 0 }
  public static var one: BigRational { 1 }

  public init(_ rational: BigRational) { self = rational }

  /// A small fraction with its sign in front: `-\tfrac{3}{2}`.
  public var tex: String {
    if isInteger { return numerator.description }
    return "\(numerator.isNegative ? "-" : "")\\tfrac{\(numerator.magnitude)}{\(denominator)}"
  }

  /// An integer or a fraction with one slash: `-3/2`.
  public var text: String { isInteger ? numerator.description : "\(numerator)/\(denominator)" }

  public func factor(tex: Bool) -> (text: String, isNegative: Bool) {
    (tex ? magnitude.tex : magnitude.text, signum < 0)
  }
}
