// Reading numbers from text, as Julia's `parse` does.

import Exact

/// Numbers written as text.
enum NumberText {
  /// What was wrong with a text, in Julia's words.
  struct Failure: Error {
    var message: String
  }

  /// An integer with an optional sign; without a base, `0x`, `0o` and `0b` give one.
  static func integer(_ text: String, base: Int?) throws(Failure) -> BigInteger {
    let trimmed = trim(text)
    var digits = trimmed[...]
    let shown = quoted(text)
    if digits.isEmpty {
      throw Failure(message: text.isEmpty ? "input string is empty" : "input string only contains whitespace")
    }
    var isNegative = false
    if let sign = digits.first, sign == "+" || sign == "-" {
      isNegative = sign == "-"
      digits = digits.dropFirst()
      if digits.isEmpty { throw Failure(message: "premature end of integer: \(shown)") }
    }
    var radix = base ?? 10
    if base == nil, digits.count > 2, digits.first == "0" {
      switch digits.dropFirst().first {
      case "x": radix = 16
      case "o": radix = 8
      case "b": radix = 2
      default: break
      }
      if radix != 10 { digits = digits.dropFirst(2) }
    }
    guard (2...62).contains(radix) else {
      throw Failure(message: "invalid base: base must be 2 ≤ base ≤ 62, got \(radix)")
    }
    var plain = ""
    for scalar in digits.unicodeScalars {
      guard let value = digit(scalar, base: radix), value < radix else {
        throw Failure(message: "invalid base \(radix) digit \(quoted(scalar)) in \(shown)")
      }
      plain.unicodeScalars.append(scalar)
    }
    if radix <= 36 {
      guard let value = BigInteger(plain.lowercased(), radix: radix) else {
        throw Failure(message: "invalid number format \(shown) for BigInt")
      }
      return isNegative ? -value : value
    }
    var value = BigInteger(0)
    for scalar in plain.unicodeScalars {
      value = value * BigInteger(radix) + BigInteger(digit(scalar, base: radix) ?? 0)
    }
    return isNegative ? -value : value
  }

  /// An integer of nothing but a sign and digits of a base up to 36, if it fits; `nil` for any other text.
  static func plainInteger(_ bytes: UnsafeBufferPointer<UInt8>, base: Int) -> Int? {
    guard (2...36).contains(base) else { return nil }
    var position = 0
    var isNegative = false
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      position = 1
    }
    if position == bytes.count { return nil }
    // Up to twelve digits fit in every base.
    let isShort = bytes.count <= 12
    var value = 0
    while position < bytes.count {
      var digit = Int(bytes[position])
      switch digit {
      case 48...57: digit -= 48
      case 65...90: digit -= 55
      case 97...122: digit -= 87
      default: return nil
      }
      if digit >= base { return nil }
      if isShort {
        value = value &* base &+ digit
      } else {
        let (product, overflow) = value.multipliedReportingOverflow(by: base)
        let (sum, isBeyond) = product.addingReportingOverflow(digit)
        if overflow || isBeyond { return nil }
        value = sum
      }
      position += 1
    }
    return isNegative ? -value : value
  }

  private static func digit(_ scalar: Unicode.Scalar, base: Int) -> Int? {
    switch scalar {
    case "0"..."9": Int(scalar.value) - 48
    case "A"..."Z": Int(scalar.value) - 55
    case "a"..."z": Int(scalar.value) - (base <= 36 ? 87 : 61)
    default: nil
    }
  }

  /// A float: decimal or hexadecimal, with an exponent, `Inf`, `NaN`.
  static func float(_ text: String) -> Double? {
    let trimmed = trim(text)
    if trimmed.isEmpty { return nil }
    var body = trimmed[...]
    if let sign = body.first, sign == "+" || sign == "-" { body = body.dropFirst() }
    switch body.lowercased() {
    case "inf", "infinity", "nan": break
    default:
      guard let first = body.unicodeScalars.first, first == "." || ("0"..."9").contains(first),
        body.unicodeScalars.allSatisfy({ $0.isASCII }), body != "."
      else { return nil }
    }
    var source = String(trimmed)
    if !source.lowercased().hasPrefix("0x"), !source.lowercased().contains("inf"), let f = source.lastIndex(of: "f") {
      source.replaceSubrange(f...f, with: "e")
    }
    if source.hasSuffix(".") { source += "0" }
    if source.hasPrefix("+") { source.removeFirst() }
    if let point = source.firstIndex(of: "."), source.index(after: point) < source.endIndex,
      source[source.index(after: point)] == "e" || source[source.index(after: point)] == "E"
    {
      source.insert("0", at: source.index(after: point))
    }
    return Double(source)
  }

  /// A complex number: `3.2e-1 + 4.5im`, `2im`, `1.5`.
  static func complex(_ text: String) -> (re: String, im: String)? {
    let compact = String(text.filter { $0 != " " })
    for suffix in ["im", "i", "j"] where compact.hasSuffix(suffix) && compact.lowercased() != "inf" {
      let body = compact.dropLast(suffix.count)
      // The sign that parts them is the last that follows neither an exponent nor the start.
      var cut = body.startIndex
      var previous: Character = " "
      for index in body.indices {
        let character = body[index]
        if index != body.startIndex, character == "+" || character == "-", previous != "e", previous != "E" {
          cut = index
        }
        previous = character
      }
      var imaginary = String(body[cut...])
      if imaginary.isEmpty || imaginary == "+" || imaginary == "-" { imaginary += "1" }
      let real = String(body[..<cut])
      return (real.isEmpty ? "0" : real, imaginary)
    }
    return (compact, "0")
  }

  static func trim(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(Substring(scalars))
  }

  static func quoted(_ text: String) -> String { "\"\(text)\"" }
  private static func quoted(_ scalar: Unicode.Scalar) -> String { "'\(scalar)'" }
}
