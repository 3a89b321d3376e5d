// How many columns of a terminal a text takes.

public enum TextWidth {
  /// The columns of a text on one line.
  public static func of(_ text: String) -> Int {
    var width = 0
    for byte in text.utf8 {
      if byte >= 0x80 { return text.unicodeScalars.reduce(0) { $0 + of($1) } }
      width += byte < 0x20 || byte == 0x7F ? 0 : 1
    }
    return width
  }

  /// Two for ideographs and emoji, zero for marks that combine with what is before.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x7F: return 1
    case 0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      return 2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .control, .surrogate, .unassigned: return 0
      case .format: return scalar.value == 0xAD ? 1 : 0
      default: return 1
      }
    }
  }

  /// The text cut to a width, and at the first line break, with `…` where something is missing.
  static func truncate(_ text: String, to width: Int) -> String {
    let isOneLine = !text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" }
    if isOneLine, of(text) <= width { return text }
    var result = ""
    var used = 0
    for scalar in text.unicodeScalars {
      if scalar == "\n" || scalar == "\r" { break }
      let next = of(scalar)
      if used + next > width - 1 { break }
      result.unicodeScalars.append(scalar)
      used += next
    }
    return result + "…"
  }

  /// The text with spaces after it to a width.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - of(text)))
  }
}
