// How large an integer is, and how large a result would be: what a caller asks before it computes.
import CFLINT

extension BigInteger {
  /// The number of bits of the absolute value: 0 for 0, 1 for ±1, 8 for 255.
  public var bitWidth: Int {
    switch representation {
    case .word(let word): Int.bitWidth - word.magnitude.leadingZeroBitCount
    case .large: Int(flintQuery { fmpz_bits($0) })
    }
  }

  /// The most bits that an integer may have: GMP ends the process beyond about 2³⁷, memory usually sooner.
  public static let maximumBitWidth = 1 << 36

  /// An upper bound for the bits of `self * other`, exact up to one bit.
  public func productBitWidth(_ other: BigInteger) -> Int { bitWidth + other.bitWidth }

  /// An upper bound for the bits of `power(exponent)`, or `nil` if not even the bound fits in an `Int`.
  public func powerBitWidth(_ exponent: UInt) -> Int? {
    guard let exponent = Int(exactly: exponent) else { return magnitude <= 1 ? 1 : nil }
    if magnitude <= 1 { return 1 }
    let (bits, overflow) = bitWidth.multipliedReportingOverflow(by: exponent)
    return overflow ? nil : bits
  }

  /// An upper bound for the bits of n!, from n! ≤ nⁿ.
  public static func factorialBitWidth(_ n: UInt) -> Int? { BigInteger(unsigned: n).powerBitWidth(n) }

  /// An upper bound for the number of digits of the value in base ten.
  public var decimalDigitBound: Int { Int(Double(bitWidth) * 0.30103) + 1 }

  static func requireFits(_ bits: Int) {
    precondition(bits <= maximumBitWidth, "an integer of \(bits) bits is too large")
  }
}
