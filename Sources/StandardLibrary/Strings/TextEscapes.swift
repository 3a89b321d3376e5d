// Backslash escapes in text.

enum TextEscapes {
  /// The text with its escapes resolved; `nil` where one has no meaning.
  static func unescape(_ text: String) -> String? {
    unescapedBytes(text).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a text with its escapes resolved, of which `\xff` is one.
  static func unescapedBytes(_ text: String) -> [UInt8]? {
    var scalars = text.unicodeScalars[...]
    var bytes: [UInt8] = []
    while let scalar = scalars.popFirst() {
      guard scalar == "\\" else {
        bytes += UTF8.encode(scalar).map { Array($0) } ?? []
        continue
      }
      guard let code = scalars.popFirst() else { return nil }
      func number(radix: Int, maximum: Int) -> UInt32? {
        var digits = ""
        while digits.count < maximum, let next = scalars.first, Int(String(next), radix: radix) != nil {
          digits.unicodeScalars.append(next)
          scalars.removeFirst()
        }
        return UInt32(digits, radix: radix)
      }
      switch code {
      case "n": bytes.append(10)
      case "t": bytes.append(9)
      case "r": bytes.append(13)
      case "0"..."7":
        guard let rest = UInt32(String(code), radix: 8) else { return nil }
        var value = rest
        var count = 1
        while count < 3, let next = scalars.first, let digit = UInt32(String(next), radix: 8) {
          value = value * 8 + digit
          scalars.removeFirst()
          count += 1
        }
        guard value < 256 else { return nil }
        bytes.append(UInt8(value))
      case "a": bytes.append(7)
      case "b": bytes.append(8)
      case "f": bytes.append(12)
      case "v": bytes.append(11)
      case "e": bytes.append(27)
      case "x":
        guard let value = number(radix: 16, maximum: 2) else { return nil }
        bytes.append(UInt8(value))
      case "u", "U":
        guard let value = number(radix: 16, maximum: code == "u" ? 4 : 8), let scalar = Unicode.Scalar(value) else {
          return nil
        }
        bytes += UTF8.encode(scalar).map { Array($0) } ?? []
      case "\\", "\"", "'", "$": bytes.append(UInt8(code.value))
      default: return nil
      }
    }
    return bytes
  }
}
