// Reads `{#id .class key=value key="quoted value"}`.

/// The syntax of attributes, over bytes.
enum AttributeParser {
  /// Attributes without a place.
  struct Parsed {
    var id: String?
    var classes: [String] = []
    var pairs: [Attributes.Pair] = []
    /// The offset behind `}`.
    var end: Int
  }

  /// Whether the text looks as if attributes were meant: `{#`, `{.` or `{key=`.
  static func looksLikeAttributes(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.first == UInt8(ascii: "{") else { return false }
    let rest = bytes.dropFirst().drop { $0 == 0x20 }
    guard let next = rest.first else { return false }
    if next == UInt8(ascii: "#") { return true }
    if next == UInt8(ascii: ".") { return rest.dropFirst().first.map(isLetter) ?? false }
    return isLetter(next) && rest.drop(while: isNameByte).first == UInt8(ascii: "=")
  }

  /// What stands in braces at the start of `bytes`, or `nil` if that is malformed.
  static func parse(_ bytes: ArraySlice<UInt8>) -> Parsed? {
    guard bytes.first == UInt8(ascii: "{") else { return nil }
    var at = bytes.startIndex + 1
    var result = Parsed(end: 0)
    while at < bytes.endIndex {
      let byte = bytes[at]
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      case UInt8(ascii: "}"):
        result.end = at + 1
        return result
      case UInt8(ascii: "#"):
        guard result.id == nil, let name = name(bytes, from: &at) else { return nil }
        result.id = name
      case UInt8(ascii: "."):
        guard let name = name(bytes, from: &at) else { return nil }
        result.classes.append(name)
      default:
        guard isLetter(byte), let pair = pair(bytes, from: &at) else { return nil }
        result.pairs.append(pair)
      }
    }
    return nil
  }

  /// A name behind the `#` or `.` at `at`.
  private static func name(_ bytes: ArraySlice<UInt8>, from at: inout Int) -> String? {
    let start = at + 1
    var end = start
    while end < bytes.endIndex, isNameByte(bytes[end]) { end += 1 }
    guard end > start else { return nil }
    at = end
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  private static func pair(_ bytes: ArraySlice<UInt8>, from at: inout Int) -> Attributes.Pair? {
    var end = at
    while end < bytes.endIndex, isNameByte(bytes[end]) { end += 1 }
    guard end < bytes.endIndex, bytes[end] == UInt8(ascii: "=") else { return nil }
    let key = String(decoding: bytes[at..<end], as: UTF8.self)
    var start = end + 1
    guard start < bytes.endIndex else { return nil }
    let quote = bytes[start]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      start += 1
      guard let close = bytes[start...].firstIndex(of: quote) else { return nil }
      at = close + 1
      return Attributes.Pair(key: key, value: String(decoding: bytes[start..<close], as: UTF8.self))
    }
    var stop = start
    while stop < bytes.endIndex, bytes[stop] > 0x20, bytes[stop] != UInt8(ascii: "}") { stop += 1 }
    guard stop > start else { return nil }
    at = stop
    return Attributes.Pair(key: key, value: String(decoding: bytes[start..<stop], as: UTF8.self))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  /// Letters, digits, `-`, `_`, `:`, `.`, and everything beyond ASCII.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    if byte >= 0x80 || isLetter(byte) { return true }
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"),
      UInt8(ascii: "."):
      return true
    default: return false
    }
  }
}
