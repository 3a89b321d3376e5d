// Floating-point numbers as text: the fewest digits that read back as the same number, in Julia's layout.

/// How floats are written.
enum FloatText {
  /// The digits of a positive finite number: 0.d₁d₂d₃… · 10^point.
  private struct Decimal {
    var digits: [UInt8]
    var point: Int
  }

  /// The text of a double: `1.0`, `1.0e-5`, `Inf`.
  /// - Parameter isCompact: whether at most six significant digits are shown, as in the columns of a matrix.
  static func text(_ x: Double, isCompact: Bool = false) -> String {
    if let special = special(x) { return special }
    var decimal = decimal(x.magnitude.description)
    if isCompact { shorten(&decimal, of: x.magnitude) }
    return (x.sign == .minus ? "-" : "") + layOut(decimal, exponentMark: "e").text
  }

  /// The text of a single-precision number: `1.0f0`, or `1.0` where the type is known.
  static func text(_ x: Float, isCompact: Bool = false, isTyped: Bool = true) -> String {
    if let special = special(Double(x)) { return special + (!isTyped ? "" : x.isFinite ? "f0" : "32") }
    var decimal = decimal(x.magnitude.description)
    if isCompact { shorten(&decimal, of: Double(x.magnitude)) }
    let layout = layOut(decimal, exponentMark: "f")
    return (x.sign == .minus ? "-" : "") + layout.text + (isTyped && !layout.hasExponent ? "f0" : "")
  }

  /// What `print` writes of a single-precision number.
  static func untyped(_ x: Float) -> String {
    if let special = special(Double(x)) { return special }
    return (x.sign == .minus ? "-" : "") + layOut(decimal(x.magnitude.description), exponentMark: "e").text
  }

  /// The text of a half-precision number: the fewest digits that only this one reads back from, with an exponent from
  /// 1000 on.
  static func text(_ x: Float16, isCompact: Bool = false) -> String {
    if let special = special(Double(x)) { return special }
    let exact = decimal(Double(x).magnitude.description)
    for count in 1...5 {
      var rounded = exact
      shorten(&rounded, of: Double(x.magnitude), to: count)
      let text = layOut(rounded, exponentMark: "e", plainPlaces: 3).text
      if let value = Double(text), Float16(value) == x.magnitude { return (x.sign == .minus ? "-" : "") + text }
    }
    return (x.sign == .minus ? "-" : "") + layOut(exact, exponentMark: "e", plainPlaces: 3).text
  }

  private static func special(_ x: Double) -> String? {
    if x.isNaN { return "NaN" }
    if x.isInfinite { return x < 0 ? "-Inf" : "Inf" }
    return x == 0 ? (x.sign == .minus ? "-0.0" : "0.0") : nil
  }

  /// Takes Swift's description of a positive number apart; its digits are the shortest, too.
  private static func decimal(_ description: String) -> Decimal {
    var digits: [UInt8] = []
    var point: Int?
    var exponent = 0
    var isNegativeExponent = false
    var isInExponent = false
    for byte in description.utf8 {
      switch byte {
      case UInt8(ascii: "."): point = digits.count
      case UInt8(ascii: "e"): isInExponent = true
      case UInt8(ascii: "-"): isNegativeExponent = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if isInExponent { exponent = exponent * 10 + Int(digit) } else { digits.append(digit) }
      default: break
      }
    }
    let leading = digits.prefix { $0 == 0 }.count
    let position = (point ?? digits.count) - leading + (isNegativeExponent ? -exponent : exponent)
    digits.removeFirst(leading)
    while digits.last == 0 { digits.removeLast() }
    return Decimal(digits: digits, point: position)
  }

  /// Rounds to six digits, or to `kept`. A tie goes to even where the decimal is the number itself, up where it only stands for it.
  private static func shorten(_ decimal: inout Decimal, of x: Double, to kept: Int = 6) {
    guard decimal.digits.count > kept else { return }
    let isTie = decimal.digits.count == kept + 1 && decimal.digits[kept] == 5
    var roundsUp = decimal.digits[kept] >= 5
    if isTie, decimal.digits[kept - 1].isMultiple(of: 2), isExact(decimal, x) { roundsUp = false }
    decimal.digits.removeLast(decimal.digits.count - kept)
    if roundsUp {
      var position = kept - 1
      while position >= 0, decimal.digits[position] == 9 {
        decimal.digits[position] = 0
        position -= 1
      }
      if position >= 0 {
        decimal.digits[position] += 1
      } else {
        decimal.digits = [1]
        decimal.point += 1
      }
    }
    while decimal.digits.last == 0 { decimal.digits.removeLast() }
  }

  /// Whether seven digits are all of the number's binary value.
  private static func isExact(_ decimal: Decimal, _ x: Double) -> Bool {
    let integer = decimal.digits.reduce(0.0) { $0 * 10 + Double($1) }
    let places = decimal.digits.count - decimal.point
    // 10^22 is the last power of ten that a double holds, and a dyadic fraction of seven digits has ten places at most.
    guard places >= -22, places <= 10 else { return false }
    var power = 1.0
    for _ in 0..<abs(places) { power *= 10 }
    if places >= 0 { return x * power == integer && (-integer).addingProduct(x, power) == 0 }
    return integer * power == x && (-x).addingProduct(integer, power) == 0
  }

  /// Lays the digits out: with an exponent below 10⁻⁴ and from 10⁶ on.
  private static func layOut(_ decimal: Decimal, exponentMark: Character, plainPlaces: Int = 6) -> (text: String, hasExponent: Bool) {
    let digits = String(decoding: decimal.digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    let point = decimal.point
    let count = digits.utf8.count
    if point > -4, point <= plainPlaces {
      if point <= 0 { return ("0." + String(repeating: "0", count: -point) + digits, false) }
      if point >= count { return (digits + String(repeating: "0", count: point - count) + ".0", false) }
      return ("\(digits.prefix(point)).\(digits.dropFirst(point))", false)
    }
    let fraction = count == 1 ? "0" : String(digits.dropFirst())
    return ("\(digits.prefix(1)).\(fraction)\(exponentMark)\(point - 1)", true)
  }
}
