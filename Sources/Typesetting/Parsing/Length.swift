// TeX's lengths in em.

enum Length {
  /// Reads `text` such as `-1.5em`, nil when it is not a length. Lengths beyond ±1,000 em are cut.
  static func em(_ text: String) -> Double? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }
    guard let value = Double(number.hasPrefix(".") ? "0" + number : number == "" ? "x" : String(number)),
      let unit = unit(text.dropFirst(number.count))
    else { return nil }
    return min(1_000, max(-1_000, value * unit))
  }

  /// One unit in em at a font size of 10 pt.
  private static func unit(_ name: Substring) -> Double? {
    switch name {
    case "em": 1
    case "ex": 0.431
    case "mu": 1 / 18.0
    case "pt": 0.1
    case "px", "bp": 0.1 * 72.27 / 72
    case "mm": 0.1 * 72.27 / 25.4
    case "cm": 0.1 * 72.27 / 2.54
    case "in": 7.227
    case "pc": 1.2
    case "dd": 0.1 * 1238 / 1157
    case "nd": 0.1 * 685 / 642
    case "nc": 0.1 * 1370 / 107
    case "cc": 1.2 * 1238 / 1157
    case "sp": 0.1 / 65536
    default: nil
    }
  }

  /// TeX's spaces and struts, which come again and again, by their ten-thousandths.
  private static func usual(_ scaled: Int) -> String? {
    switch scaled {
    case 1667: "0.1667"
    case 2222: "0.2222"
    case 2500: "0.25"
    case 2600: "0.26"
    case 2778: "0.2778"
    case 3600: "0.36"
    case 7400: "0.74"
    case 8400: "0.84"
    case 10_000: "1"
    case 20_000: "2"
    default: nil
    }
  }

  /// `value` with at most four decimals, without an exponent, for attributes.
  static func format(_ value: Double) -> String {
    let scaled = Int((value * 10_000).rounded())
    if let usual = usual(scaled) { return usual }
    var fraction = String(abs(scaled) % 10_000)
    fraction = String(repeating: "0", count: 4 - fraction.utf8.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    let whole = (scaled < 0 ? "-" : "") + String(abs(scaled) / 10_000)
    return fraction.isEmpty ? whole : whole + "." + fraction
  }
}
