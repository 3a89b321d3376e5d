// An integer of any size.
import CFLINT

/// An integer of any size.
///
/// A value that fits in `Int` is held inline without allocation; anything larger is a FLINT integer on the heap.
/// Division by zero, and operations whose result would not fit in memory, trap, as they do for `Int`; callers that
/// take untrusted input test with `isZero` and the size estimates of `BigInteger+Size.swift` first.
public struct BigInteger: Sendable {
  enum Representation: Sendable {
    case word(Int)
    /// Only for values outside the range of `Int`.
    case large(LargeInteger)
  }

  let representation: Representation

  /// The integer `value`.
  public init(_ value: Int) { representation = .word(value) }

  /// The integer `value`.
  public init<Source: BinaryInteger>(_ value: Source) {
    if let word = Int(exactly: value) {
      self.init(word)
      return
    }
    // From the most significant word down.
    let words = value.magnitude.words
    var result = BigInteger(0)
    for word in words.reversed() { result = (result << UInt.bitWidth) | BigInteger(unsigned: word) }
    self = value < 0 ? -result : result
  }

  init(unsigned word: UInt) {
    if let small = Int(exactly: word) {
      representation = .word(small)
    } else {
      var value: fmpz = 0
      fmpz_init_set_ui(&value, word)
      representation = .large(LargeInteger(owning: value))
    }
  }

  /// The value as a machine integer, or `nil` if it does not fit.
  public var asInt: Int? {
    switch representation {
    case .word(let word): word
    case .large: nil
    }
  }

  /// Whether the value is zero.
  public var isZero: Bool { asInt == 0 }

  /// Whether the value is below zero.
  public var isNegative: Bool { signum < 0 }

  /// Whether the value is divisible by two.
  public var isEven: Bool {
    switch representation {
    case .word(let word): word & 1 == 0
    case .large: flintQuery { fmpz_is_even($0) } != 0
    }
  }

  /// −1, 0 or 1 as the value is negative, zero or positive.
  public var signum: Int {
    switch representation {
    case .word(let word): word.signum()
    case .large: Int(flintQuery { fmpz_sgn($0) })
    }
  }
}

extension BigInteger: ExpressibleByIntegerLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
}

extension Int {
  /// The value of `integer`, or `nil` if it does not fit.
  public init?(exactly integer: BigInteger) {
    guard let word = integer.asInt else { return nil }
    self = word
  }
}

// MARK: - Comparing

extension BigInteger: Hashable, Comparable {
  public static func == (left: BigInteger, right: BigInteger) -> Bool {
    switch (left.representation, right.representation) {
    case (.word(let a), .word(let b)): a == b
    case (.large(let a), .large(let b)): a === b || compare(left, right) == 0
    default: false
    }
  }

  public static func < (left: BigInteger, right: BigInteger) -> Bool { compare(left, right) < 0 }

  /// Negative, zero or positive as `left` is less than, equal to or greater than `right`.
  public static func compare(_ left: BigInteger, _ right: BigInteger) -> Int {
    switch (left.representation, right.representation) {
    case (.word(let a), .word(let b)): return a < b ? -1 : (a == b ? 0 : 1)
    case (.word, .large): return -right.signum
    case (.large, .word): return left.signum
    case (.large(let a), .large(let b)):
      var (x, y) = (a.value, b.value)
      defer { withExtendedLifetime((a, b)) {} }
      return Int(fmpz_cmp(&x, &y).signum())
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch representation {
    case .word(let word): hasher.combine(word)
    case .large:
      // The residue modulo the prime 2^61 - 1 depends on every bit.
      hasher.combine(flintQuery { fmpz_fdiv_ui($0, (1 << 61) - 1) })
      hasher.combine(signum)
    }
  }
}
