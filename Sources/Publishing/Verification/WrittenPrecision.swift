// New numbers in place of old ones, in the precision that their author chose.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Numbers as precise as somebody wrote them.
enum WrittenPrecision {
  /// A result whose decimals are rounded to as many as the old text has; where that leaves fewer than two digits, to as many
  /// significant ones.
  static func text(_ result: String, like old: String) -> String {
    let written = NumericText(old[...]).numbers.filter { !$0.isInteger }.compactMap { decimals($0.text) }
    guard let decimals = written.max() else { return result }
    let text = NumericText(result[...])
    var rounded = ""
    for (index, word) in text.words.enumerated() {
      rounded += word
      if index < text.numbers.count { rounded += round(text.numbers[index], decimals) }
    }
    return rounded
  }

  /// The digits behind the point.
  private static func decimals(_ number: Substring) -> Int? {
    guard let point = number.firstIndex(of: ".") else { return nil }
    return number[number.index(after: point)...].prefix { $0.isNumber }.count
  }

  private static func round(_ number: NumericText.Number, _ decimals: Int) -> String {
    let written = String(number.text)
    guard !number.isInteger, number.value.isFinite, let own = self.decimals(number.text), own > decimals else { return written }
    let exponentMark = written.firstIndex { $0 == "e" || $0 == "E" }
    let exponent = exponentMark.map { String(written[$0...]) } ?? ""
    guard let mantissa = Double(written[..<(exponentMark ?? written.endIndex)]) else { return written }
    let smallest = 10 * (Double("1e-\(decimals)") ?? 0)
    let digits = abs(mantissa) >= smallest || mantissa == 0 ? decimals : decimals - Int(log10(abs(mantissa)).rounded(.down))
    return format(mantissa, min(digits, own)) + exponent
  }

  /// Correctly rounded to a number of decimals.
  private static func format(_ value: Double, _ decimals: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 400)
    let count = withVaList([Int32(decimals), value]) { vsnprintf(&buffer, buffer.count, "%.*f", $0) }
    return String(decoding: buffer.prefix(max(0, min(Int(count), buffer.count - 1))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
