// A floating-point number of any precision, over MPFR.
import CFLINT

/// A binary floating-point number with as many significant bits as it was made with.
///
/// Every operation rounds its exact result once, to a precision and in a direction: those of a `Context`, or, for Swift's
/// operators, the larger precision of the operands and to nearest. As in IEEE 754 there are signed zeros, infinities and
/// NaN; the exponents reach ±2^30, numbers of three hundred million digits.
///
/// Source: L. Fousse, G. Hanrot, V. Lefèvre, P. Pélissier, P. Zimmermann, MPFR, ACM TOMS 33 (2007).
public struct BigFloat: Sendable {
  /// The precisions, in bits, that a number can have. The upper end is a limit of this type, not of MPFR: beyond it single
  /// operations would take minutes.
  public static let precisions = 1...(1 << 20)

  /// The memory of one number. Never changed after it is made, so threads can share it.
  final class Storage: @unchecked Sendable {
    let value: __mpfr_struct

    init(owning value: __mpfr_struct) { self.value = value }

    deinit {
      var value = value
      mpfr_clear(&value)
    }
  }

  typealias Target = UnsafeMutablePointer<__mpfr_struct>
  typealias Source = UnsafePointer<__mpfr_struct>

  let storage: Storage

  /// A number of `precision` bits that `fill` gives its value.
  init(precision: Int, _ fill: (Target) -> Void) {
    precondition(BigFloat.precisions.contains(precision), "a precision lies between 1 and 2^20 bits")
    var value = __mpfr_struct()
    mpfr_init2(&value, precision)
    fill(&value)
    storage = Storage(owning: value)
  }

  /// What an MPFR function finds out about the number.
  func query<Answer>(_ function: (Source) -> Answer) -> Answer {
    var value = storage.value
    let answer = function(&value)
    withExtendedLifetime(storage) {}
    return answer
  }

  /// The number of significant bits.
  public var precision: Int { Int(storage.value._mpfr_prec) }

  public var isNaN: Bool { query(mpfr_nan_p) != 0 }
  public var isInfinite: Bool { query(mpfr_inf_p) != 0 }
  public var isFinite: Bool { query(mpfr_number_p) != 0 }
  /// Whether the number is 0 or -0.
  public var isZero: Bool { query(mpfr_zero_p) != 0 }
  /// Whether the number is finite and whole.
  public var isInteger: Bool { query(mpfr_integer_p) != 0 }
  /// Whether the sign is minus, as in -0 too.
  public var hasMinusSign: Bool { query(mpfr_signbit) != 0 }

  /// −1, 0 or 1 as the value is negative, zero or positive; 0 for NaN.
  public var signum: Int { isNaN ? 0 : Int(query(mpfr_sgn).signum()) }

  public static func infinity(precision: Int = 256) -> BigFloat { BigFloat(precision: precision) { mpfr_set_inf($0, 1) } }
  public static func nan(precision: Int = 256) -> BigFloat { BigFloat(precision: precision) { mpfr_set_nan($0) } }
}

// MARK: - Comparing

extension BigFloat {
  /// Negative, zero or positive as the number is less than, equal to or greater than the other; `nil` with NaN.
  public func compare(_ other: BigFloat) -> Int? {
    if isNaN || other.isNaN { return nil }
    return query { x in other.query { Int(mpfr_cmp3(x, $0, 1).signum()) } }
  }

  /// The same for a double, without rounding.
  public func compare(_ other: Double) -> Int? {
    if isNaN || other.isNaN { return nil }
    return query { Int(mpfr_cmp_d($0, other).signum()) }
  }

  /// The same for an integer, without rounding.
  public func compare(_ other: BigInteger) -> Int? {
    if isNaN { return nil }
    return query { x in other.flintQuery { Int(cflint_cmp_fmpz(x, $0).signum()) } }
  }

  /// The same for a fraction, without rounding.
  public func compare(_ other: BigRational) -> Int? {
    if isNaN { return nil }
    return query { x in
      other.numerator.flintQuery { n in other.denominator.flintQuery { Int(cflint_cmp_fraction(x, n, $0).signum()) } }
    }
  }
}

/// As for `Double`, NaN is unequal to itself and in no order with anything.
extension BigFloat: Comparable {
  public static func == (left: BigFloat, right: BigFloat) -> Bool { left.compare(right) == 0 }
  public static func < (left: BigFloat, right: BigFloat) -> Bool { left.compare(right).map { $0 < 0 } ?? false }
  public static func <= (left: BigFloat, right: BigFloat) -> Bool { left.compare(right).map { $0 <= 0 } ?? false }
  public static func > (left: BigFloat, right: BigFloat) -> Bool { left.compare(right).map { $0 > 0 } ?? false }
  public static func >= (left: BigFloat, right: BigFloat) -> Bool { left.compare(right).map { $0 >= 0 } ?? false }
}
