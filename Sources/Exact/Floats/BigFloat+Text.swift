// Reading and writing floats of any precision.
import CFLINT

extension BigFloat: CustomStringConvertible {
  /// The number that the text spells: decimal, or hexadecimal after `0x`, with an exponent, `Inf` or `NaN`; `nil` for
  /// anything else.
  public init?(_ text: String, in context: Context = Context()) {
    var source = text
    if source.hasPrefix("+") { source.removeFirst() }
    guard let first = source.utf8.first, first != UInt8(ascii: "@"), !source.utf8.contains(where: { $0 <= 32 }) else {
      return nil
    }
    if source.hasPrefix("-"), source.utf8.dropFirst().first == UInt8(ascii: "@") { return nil }
    if text.hasPrefix("+"), first == UInt8(ascii: "+") || first == UInt8(ascii: "-") { return nil }
    var isWhole = false
    self.init(precision: context.precision) { target in
      source.withCString { start in
        var end: UnsafeMutablePointer<CChar>?
        _ = mpfr_strtofr(target, start, &end, 0, context.rounding.mode)
        isWhole = end.map { $0.pointee == 0 && UnsafePointer($0) != start } ?? false
      }
    }
    guard isWhole else { return nil }
  }

  /// Decimal digits, enough of them to read the same number back, and without the zeros at their end: a sign, the
  /// digits d₁d₂… and the place p of 0.d₁d₂… · 10^p; `nil` for infinities and NaN.
  ///
  /// - Parameter count: how many digits to round to instead.
  public func decimal(count: Int = 0) -> (isNegative: Bool, digits: String, place: Int)? {
    guard isFinite else { return nil }
    var place: mpfr_exp_t = 0
    let digits = query { source -> String in
      guard let text = mpfr_get_str(nil, &place, 10, count, source, MPFR_RNDN) else { return "0" }
      defer { mpfr_free_str(text) }
      return String(cString: text)
    }
    var body = digits.hasPrefix("-") ? String(digits.dropFirst()) : digits
    while body.count > 1, body.hasSuffix("0") { body.removeLast() }
    return (hasMinusSign, body, isZero ? 1 : Int(place))
  }

  /// The number in decimal, with all digits that tell it from its neighbours.
  public var description: String { description(digits: 0) }

  /// The number in decimal: `123.25`, `1.5e-07`, `2.0e+30`, `Inf`, `NaN`; with `digits` significant ones if that is not 0.
  public func description(digits count: Int) -> String {
    guard let (isNegative, digits, place) = decimal(count: count) else {
      return isNaN ? "NaN" : hasMinusSign ? "-Inf" : "Inf"
    }
    let sign = isNegative ? "-" : ""
    let exponent = place - 1
    if exponent > -5, exponent < 6 {
      if place <= 0 { return "\(sign)0.\(String(repeating: "0", count: -place))\(digits)" }
      let whole = digits.prefix(place)
      let padding = String(repeating: "0", count: place - whole.count)
      let fraction = digits.dropFirst(place)
      return "\(sign)\(whole)\(padding).\(fraction.isEmpty ? "0" : String(fraction))"
    }
    let fraction = digits.dropFirst()
    let magnitude = String(exponent.magnitude)
    let shown = magnitude.count < 2 ? "0\(magnitude)" : magnitude
    return "\(sign)\(digits.prefix(1)).\(fraction.isEmpty ? "0" : String(fraction))e\(exponent < 0 ? "-" : "+")\(shown)"
  }
}

extension BigFloat {
  /// The forms of C's `printf`.
  public enum Format: String, Sendable {
    case fixed = "f"
    case scientific = "e"
    /// The shorter of the two, with that many significant digits.
    case general = "g"
  }

  /// The number with so many places after the point (`general`: significant digits), rounded once to nearest.
  ///
  /// The fixed form has as many characters as the number has decimal places: callers look at `exponent` first.
  public func text(_ format: Format, places: Int) -> String {
    let conversion = CChar(bitPattern: format.rawValue.utf8.first ?? UInt8(ascii: "g"))
    return query { source in
      guard let text = cflint_text(source, conversion, Int32(clamping: places)) else { return description }
      defer { mpfr_free_str(text) }
      return String(cString: text)
    }
  }
}
