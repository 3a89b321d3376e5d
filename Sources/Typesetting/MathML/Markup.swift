// The one place where text becomes markup: everything that the module writes passes through here.

/// Markup that is being written, as UTF-8: appending to bytes takes half the time of appending to a string.
struct Markup {
  private var bytes: [UInt8] = []

  /// What has been written.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func reserveCapacity(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  /// Appends markup as it stands.
  static func += (markup: inout Markup, text: String) {
    var text = text
    text.withUTF8 { markup.bytes.append(contentsOf: $0) }
  }

  /// Appends text with markup characters as entities, the same for text and for quoted attribute values. Control
  /// characters, which XML cannot hold, become U+FFFD.
  mutating func escape(_ text: String) {
    var text = text
    text.withUTF8 { source in
      var start = 0
      for index in source.indices {
        guard let entity = Markup.entity(source, index) else { continue }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<index]))
        bytes.append(contentsOf: entity.bytes.utf8)
        start = index + entity.length
      }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
    }
  }

  /// What replaces the character that begins at `index`, and how many bytes that has; nil where nothing does.
  private static func entity(
    _ source: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> (bytes: String, length: Int)? {
    switch source[index] {
    case UInt8(ascii: "&"): return ("&amp;", 1)
    case UInt8(ascii: "<"): return ("&lt;", 1)
    case UInt8(ascii: ">"): return ("&gt;", 1)
    case UInt8(ascii: "\""): return ("&quot;", 1)
    case UInt8(ascii: "'"): return ("&#39;", 1)
    case 0x09, 0x0A, 0x0D: return nil
    case 0..<0x20: return ("\u{FFFD}", 1)
    case 0xEF:
      // U+FFFE and U+FFFF
      let isNoncharacter = index + 2 < source.count && source[index + 1] == 0xBF && source[index + 2] >= 0xBE
      return isNoncharacter ? ("\u{FFFD}", 3) : nil
    default: return nil
    }
  }
}
