// The one place where text becomes XML: everything that the module writes passes through here.

/// Escaping for XML and HTML, the same for text and for quoted attribute values.
enum XML {
  /// Appends `text` to `output` with markup characters as entities. Control characters, which XML cannot hold, become
  /// U+FFFD.
  static func escape(_ text: String, into output: inout String) {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in !bytes.contains(where: isSpecial) }
    if isPlain ?? !text.utf8.contains(where: isSpecial) {
      output += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      case "\t", "\n", "\r": output.unicodeScalars.append(scalar)
      case "\u{FFFE}", "\u{FFFF}": output.unicodeScalars.append("\u{FFFD}")
      default: output.unicodeScalars.append(scalar.value < 0x20 ? "\u{FFFD}" : scalar)
      }
    }
  }

  /// Whether a UTF-8 byte may belong to a character that needs care (0xEF begins U+FFFE and U+FFFF).
  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"), 0xEF: true
    default: byte < 0x20
    }
  }
}
