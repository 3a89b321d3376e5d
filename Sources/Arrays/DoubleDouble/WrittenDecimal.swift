// A Double as the decimal number that it was read from.

extension DoubleDouble {
  /// The shortest decimal number that rounds to `value`, to 32 digits: 10000000.1 for the `Double` nearest to it, which
  /// is off by 4·10⁻¹⁰.
  ///
  /// Where data were typed or measured in decimals this is what they were before a `Double` rounded them, and where not
  /// it is within half a unit of the last place. A number from 2⁵³ on or below 10⁻¹⁵ stays as it is.
  init(written value: Double) {
    self.init(value)
    guard value.magnitude < 0x1p53, value.magnitude > 1e-15, value != value.rounded() else { return }
    var (digits, exponent, isFraction, hasExponent, written) = (0, 0, false, false, 0)
    var exponentIsNegative = false
    for byte in value.magnitude.description.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = Int(byte - UInt8(ascii: "0"))
        if hasExponent {
          written = written * 10 + digit
        } else {
          // At most 17 digits, which fit.
          digits = digits &* 10 &+ digit
          if isFraction { exponent -= 1 }
        }
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"): hasExponent = true
      case UInt8(ascii: "-"): exponentIsNegative = true
      default: break
      }
    }
    exponent += exponentIsNegative ? -written : written
    let (top, rest) = digits.quotientAndRemainder(dividingBy: 1_000_000_000)
    var decimal = DoubleDouble(product: Double(top), 1e9) + Double(rest)
    // A fraction of a number in this range has fewer than 33 decimals: two exact powers of ten are enough.
    while exponent < 0 {
      let step = min(-exponent, 16)
      decimal = decimal / DoubleDouble(Self.powersOfTen[step])
      exponent += step
    }
    if exponent == 0 { self = value < 0 ? -decimal : decimal }
  }

  /// 1 to 10¹⁶, which are doubles.
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
  ]
}
