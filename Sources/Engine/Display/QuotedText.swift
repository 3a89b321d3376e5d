// Strings and characters between quotes, with escapes for what cannot be printed.

/// How strings and characters are quoted.
public enum QuotedText {
  /// A string between double quotes, so that it reads back.
  static func string(_ string: String) -> String {
    var result = "\""
    escape(string, quoting: true, into: &result)
    return result + "\""
  }

  /// Appends a string with escapes; `quoting` escapes what ends or interpolates in a string literal as well.
  public static func escape(_ string: String, quoting: Bool, into result: inout String) {
    let scalars = string.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      let next = index < scalars.endIndex ? scalars[index] : nil
      switch scalar {
      case "\0": result += next.map { ("0"..."7").contains($0) } == true ? "\\x00" : "\\0"
      case "\u{1B}": result += "\\e"
      case "\\": result += "\\\\"
      case "\"" where quoting, "$" where quoting:
        result += "\\"
        result.unicodeScalars.append(scalar)
      case "\u{7}"..."\u{D}": result += control(scalar)
      default:
        if isPrintable(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          let isFull = next.map(\.properties.isASCIIHexDigit) == true
          result += hexadecimal(scalar, short: isFull ? 4 : 2, long: isFull ? 8 : 4)
        }
      }
    }
  }

  /// A character between single quotes.
  static func character(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\0": return "'\\0'"
    case "\u{1B}": return "'\\e'"
    case "'", "\\": return "'\\\(scalar)'"
    case "\u{7}"..."\u{D}": return "'\(control(scalar))'"
    default:
      if isPrintable(scalar) { return "'\(scalar)'" }
      return "'\(hexadecimal(scalar, short: 2, long: 2))'"
    }
  }

  /// What the REPL adds to a character: `: ASCII/Unicode U+0061 (category Ll: Letter, lowercase)`.
  static func description(of scalar: Unicode.Scalar) -> String {
    let code = String(scalar.value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - code.utf8.count)) + code
    let (short, long) = category(of: scalar)
    return ": \(scalar.isASCII ? "ASCII/" : "")Unicode U+\(padded) (category \(short): \(long))"
  }

  private static func control(_ scalar: Unicode.Scalar) -> String {
    ["\\a", "\\b", "\\t", "\\n", "\\v", "\\f", "\\r"][Int(scalar.value) - 7]
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar, short: Int, long: Int) -> String {
    let (mark, width) = scalar.value < 0x80 ? ("x", 2) : scalar.value <= 0xFFFF ? ("u", short) : ("U", long)
    let digits = String(scalar.value, radix: 16)
    return "\\" + mark + String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// Whether the character leaves a mark or a space.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return false
    default: return true
    }
  }

  /// The general category of Unicode, by its two letters and in words.
  static func category(of scalar: Unicode.Scalar) -> (short: String, long: String) {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter: ("Lu", "Letter, uppercase")
    case .lowercaseLetter: ("Ll", "Letter, lowercase")
    case .titlecaseLetter: ("Lt", "Letter, titlecase")
    case .modifierLetter: ("Lm", "Letter, modifier")
    case .otherLetter: ("Lo", "Letter, other")
    case .nonspacingMark: ("Mn", "Mark, nonspacing")
    case .spacingMark: ("Mc", "Mark, spacing combining")
    case .enclosingMark: ("Me", "Mark, enclosing")
    case .decimalNumber: ("Nd", "Number, decimal digit")
    case .letterNumber: ("Nl", "Number, letter")
    case .otherNumber: ("No", "Number, other")
    case .connectorPunctuation: ("Pc", "Punctuation, connector")
    case .dashPunctuation: ("Pd", "Punctuation, dash")
    case .openPunctuation: ("Ps", "Punctuation, open")
    case .closePunctuation: ("Pe", "Punctuation, close")
    case .initialPunctuation: ("Pi", "Punctuation, initial quote")
    case .finalPunctuation: ("Pf", "Punctuation, final quote")
    case .otherPunctuation: ("Po", "Punctuation, other")
    case .mathSymbol: ("Sm", "Symbol, math")
    case .currencySymbol: ("Sc", "Symbol, currency")
    case .modifierSymbol: ("Sk", "Symbol, modifier")
    case .otherSymbol: ("So", "Symbol, other")
    case .spaceSeparator: ("Zs", "Separator, space")
    case .lineSeparator: ("Zl", "Separator, line")
    case .paragraphSeparator: ("Zp", "Separator, paragraph")
    case .control: ("Cc", "Other, control")
    case .format: ("Cf", "Other, format")
    case .surrogate: ("Cs", "Other, surrogate")
    case .privateUse: ("Co", "Other, private use")
    default: ("Cn", "Other, not assigned")
    }
  }
}
