// Numbers as labels: a true minus, thin spaces between thousands, powers of ten as superscripts.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

enum NumberLabel {
  static let minus = "\u{2212}"
  private static let thinSpace = "\u{2009}"

  /// `value` rounded to `decimals` places; thousands are grouped from 10 000.
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? minus + "∞" : "∞" }
    let scaled = (value.magnitude * power10(decimals)).rounded()
    guard scaled < 9e15 else { return scientific(value, digits: 4) }
    let whole = UInt64(scaled)
    let unit = UInt64(power10(decimals))
    var text = grouped(whole / unit)
    if decimals > 0 {
      let fraction = String(whole % unit)
      text += "." + String(repeating: "0", count: decimals - fraction.utf8.count) + fraction
    }
    return value < 0 && whole > 0 ? minus + text : text
  }

  /// At most `digits` significant digits, without trailing zeros: for sentences and values beside marks.
  static func short(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, decimals: 0) }
    let exponent = decimalExponent(value)
    if exponent > 8 || exponent < -4 { return scientific(value, digits: digits) }
    let decimals = max(0, digits - 1 - exponent)
    var text = fixed(value, decimals: decimals)
    if decimals > 0 {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return text
  }

  /// `1.5 × 10⁻⁷`.
  static func scientific(_ value: Double, digits: Int) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, decimals: 0) }
    var exponent = decimalExponent(value)
    var mantissa = value / pow(10, Double(exponent))
    let unit = power10(digits - 1)
    mantissa = (mantissa * unit).rounded() / unit
    if mantissa.magnitude >= 10 {
      mantissa /= 10
      exponent += 1
    }
    let text = short(mantissa, digits: digits)
    let power = "10" + superscript(exponent)
    return text == "1" ? power : text == minus + "1" ? minus + power : text + " × " + power
  }

  static func superscript(_ value: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    var text = value < 0 ? "⁻" : ""
    for character in String(value.magnitude) { text.append(digits[character.wholeNumberValue ?? 0]) }
    return text
  }

  /// floor(log₁₀ |value|), exact at the powers of ten; 0 for 0.
  static func decimalExponent(_ value: Double) -> Int {
    guard value != 0, value.isFinite else { return 0 }
    let magnitude = value.magnitude
    var exponent = Int(log10(magnitude).rounded(.down))
    if pow(10, Double(exponent + 1)) <= magnitude { exponent += 1 }
    if exponent > -300, pow(10, Double(exponent)) > magnitude { exponent -= 1 }
    return exponent
  }

  static func power10(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<max(0, min(exponent, 22)) { result *= 10 }
    return result
  }

  private static func grouped(_ whole: UInt64) -> String {
    let digits = String(whole)
    guard digits.utf8.count > 4 else { return digits }
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index) % 3 == 0 { result += thinSpace }
      result.append(digit)
    }
    return result
  }
}
