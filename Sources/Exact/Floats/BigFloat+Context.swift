// Arithmetic at a precision and in a direction of rounding.
import CFLINT

extension BigFloat {
  /// How a result that lies between two floats becomes one of them.
  public enum Rounding: Sendable, Hashable, CaseIterable {
    /// To the nearest one, ties to the even one.
    case nearest
    case towardZero
    case up
    case down
    case awayFromZero

    var mode: mpfr_rnd_t {
      switch self {
      case .nearest: MPFR_RNDN
      case .towardZero: MPFR_RNDZ
      case .up: MPFR_RNDU
      case .down: MPFR_RNDD
      case .awayFromZero: MPFR_RNDA
      }
    }
  }

  /// The precision in bits and the rounding of results.
  public struct Context: Sendable, Hashable {
    public var precision: Int
    public var rounding: Rounding

    /// The precision must lie in `BigFloat.precisions`.
    public init(precision: Int = 256, rounding: Rounding = .nearest) {
      self.precision = precision
      self.rounding = rounding
    }
  }
}

extension BigFloat.Context {
  typealias Target = BigFloat.Target
  typealias Source = BigFloat.Source

  /// The result of an MPFR function of one number.
  func result(_ x: BigFloat, _ function: (Target, Source, mpfr_rnd_t) -> Int32) -> BigFloat {
    BigFloat(precision: precision) { target in x.query { _ = function(target, $0, rounding.mode) } }
  }

  /// The result of an MPFR function of two numbers.
  func result(
    _ x: BigFloat, _ y: BigFloat, _ function: (Target, Source, Source, mpfr_rnd_t) -> Int32
  ) -> BigFloat {
    BigFloat(precision: precision) { target in
      x.query { first in y.query { _ = function(target, first, $0, rounding.mode) } }
    }
  }

  /// The number rounded to this precision.
  public func rounded(_ x: BigFloat) -> BigFloat { result(x, mpfr_set) }

  public func sum(_ x: BigFloat, _ y: BigFloat) -> BigFloat { result(x, y, mpfr_add) }
  public func difference(_ x: BigFloat, _ y: BigFloat) -> BigFloat { result(x, y, mpfr_sub) }
  public func product(_ x: BigFloat, _ y: BigFloat) -> BigFloat { result(x, y, mpfr_mul) }
  public func quotient(_ x: BigFloat, _ y: BigFloat) -> BigFloat { result(x, y, mpfr_div) }
  public func negative(_ x: BigFloat) -> BigFloat { result(x, mpfr_neg) }
  public func magnitude(_ x: BigFloat) -> BigFloat { result(x, mpfr_abs) }

  /// x · y + z, rounded once.
  public func fusedProduct(_ x: BigFloat, _ y: BigFloat, plus z: BigFloat) -> BigFloat {
    BigFloat(precision: precision) { target in
      x.query { x in y.query { y in z.query { _ = mpfr_fma(target, x, y, $0, rounding.mode) } } }
    }
  }

  /// x^y; NaN for a negative x unless y is whole.
  public func power(_ x: BigFloat, _ y: BigFloat) -> BigFloat { result(x, y, mpfr_pow) }

  /// The quotient rounded toward zero to a whole number, which is then rounded to the precision.
  public func truncatedQuotient(_ x: BigFloat, _ y: BigFloat) -> BigFloat {
    let towardZero = BigFloat.Context(precision: precision, rounding: .towardZero)
    return towardZero.result(x, y, mpfr_div).rounded(.towardZero)
  }

  /// x - n y with the quotient n rounded toward zero; the sign is that of x.
  public func truncatedRemainder(_ x: BigFloat, _ y: BigFloat) -> BigFloat { result(x, y, mpfr_fmod) }

  /// x - n y with the quotient n rounded to nearest, ties to even.
  public func nearestRemainder(_ x: BigFloat, _ y: BigFloat) -> BigFloat { result(x, y, mpfr_remainder) }

  /// √(x² + y²) without overflow.
  public func hypotenuse(_ x: BigFloat, _ y: BigFloat) -> BigFloat { result(x, y, mpfr_hypot) }

  /// The angle of the point (x, y) in (-π, π].
  public func angle(y: BigFloat, x: BigFloat) -> BigFloat { result(y, x, mpfr_atan2) }

  /// x · 2^exponent.
  public func scaled(_ x: BigFloat, byPowerOfTwo exponent: Int) -> BigFloat {
    result(x) { mpfr_mul_2si($0, $1, exponent, $2) }
  }

  /// The real n-th root, n ≥ 1; NaN for a negative x and even n.
  public func root(_ x: BigFloat, _ n: UInt) -> BigFloat { result(x) { mpfr_rootn_ui($0, $1, n, $2) } }
}

// MARK: - Operators

extension BigFloat {
  private static func wider(_ left: BigFloat, _ right: BigFloat) -> Context {
    Context(precision: max(left.precision, right.precision))
  }

  public static func + (left: BigFloat, right: BigFloat) -> BigFloat { wider(left, right).sum(left, right) }
  public static func - (left: BigFloat, right: BigFloat) -> BigFloat { wider(left, right).difference(left, right) }
  public static func * (left: BigFloat, right: BigFloat) -> BigFloat { wider(left, right).product(left, right) }
  public static func / (left: BigFloat, right: BigFloat) -> BigFloat { wider(left, right).quotient(left, right) }
  public static prefix func - (value: BigFloat) -> BigFloat { Context(precision: value.precision).negative(value) }

  /// The absolute value.
  public var magnitude: BigFloat { Context(precision: precision).magnitude(self) }

  /// The nearest whole number by a rule, of the same precision: exact, as it has no more bits than the number.
  public func rounded(_ rule: FloatingPointRoundingRule) -> BigFloat {
    Context(precision: precision).result(self) { target, source, mode in
      switch rule {
      case .down: mpfr_rint_floor(target, source, mode)
      case .up: mpfr_rint_ceil(target, source, mode)
      case .towardZero: mpfr_rint_trunc(target, source, mode)
      case .toNearestOrAwayFromZero: mpfr_rint_round(target, source, mode)
      case .awayFromZero:
        mpfr_signbit(source) != 0 ? mpfr_rint_floor(target, source, mode) : mpfr_rint_ceil(target, source, mode)
      default: mpfr_rint_roundeven(target, source, mode)
      }
    }
  }
}
