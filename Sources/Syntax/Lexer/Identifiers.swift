// Which characters make a name, and the form in which a name is kept.

@_spi(_Unicode) import Swift

enum Identifiers {
  @inline(__always)
  static func isASCIIStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte == 0x5F
  }

  @inline(__always)
  static func isASCIIDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Whether a name can begin with a character outside ASCII: letters, currency and other symbols, and the signs of
  /// mathematics that are not operators (∂, ∇, ∑, ∞, …).
  static func isStart(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else { return isASCIIStart(UInt8(scalar.value)) }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
      .currencySymbol:
      return true
    case .otherSymbol:
      // Arrows are operators; the broken bar is too.
      return !(0x2190...0x21FF).contains(scalar.value) && scalar.value != 0xA6 && scalar.value != 0xFFFC
        && scalar.value != 0xFFFD && OperatorTable.entry(for: scalar) == nil
    case .mathSymbol:
      return isSymbolicLetter(scalar.value)
    default:
      switch scalar.value {
      case 0x2118, 0x212E, 0x207A...0x207E, 0x208A...0x208E, 0x309B...0x309C, 0x1D7CE...0x1D7E1: return true
      default: return false
      }
    }
  }

  static func isContinuation(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      let byte = UInt8(scalar.value)
      return isASCIIStart(byte) || isASCIIDigit(byte) || byte == 0x21
    }
    if isStart(scalar) { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .otherNumber, .connectorPunctuation,
      .modifierSymbol:
      return true
    default:
      return (0x2032...0x2034).contains(scalar.value) || scalar.value == 0x2057
    }
  }

  /// The mathematical symbols that are letters of names.
  private static func isSymbolicLetter(_ value: UInt32) -> Bool {
    switch value {
    case 0x2140...0x2144, 0x223F, 0x22BE, 0x22BF, 0x22A4, 0x22A5, 0x2202, 0x2205, 0x2206, 0x2207, 0x220E...0x2211,
      0x221E, 0x221F, 0x222B...0x2233, 0x22C0...0x22C3, 0x25F8...0x25FF, 0x266F, 0x27D8, 0x27D9, 0x27C0, 0x27C1,
      0x29B0...0x29B4, 0x2A00...0x2A06, 0x2A09...0x2A16, 0x2A1B, 0x2A1C, 0x2220...0x2222, 0x299B...0x29AF,
      0x207A...0x207E, 0x208A...0x208E, 0x1D6C1, 0x1D6DB, 0x1D6FB, 0x1D715, 0x1D735, 0x1D74F, 0x1D76F, 0x1D789,
      0x1D7A9, 0x1D7C3:
      true
    default: false
    }
  }

  /// The form in which names are compared: canonical composition, and one spelling of look-alikes.
  static func normalized(_ name: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in name._nfc { result.append(OperatorTable.canonical(scalar)) }
    return String(result)
  }
}
