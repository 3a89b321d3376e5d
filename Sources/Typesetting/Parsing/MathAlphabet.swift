// Unicode's mathematical alphabets: bold, script, blackboard bold and the rest are characters of their own.

/// The alphabets that TeX's font commands choose.
enum MathAlphabet {
  case roman, bold, italic, boldItalic, script, fraktur, doubleStruck, sans, sansBold, sansItalic, mono

  /// The character of this alphabet that stands for `scalar`, nil when Unicode has none.
  func callAsFunction(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let value = scalar.value
    switch value {
    case 0x41...0x5A:
      return exception(scalar) ?? shifted(latinCapitals, by: value - 0x41)
    case 0x61...0x7A:
      return exception(scalar) ?? shifted(latinSmalls, by: value - 0x61)
    case 0x30...0x39:
      return shifted(digits, by: value - 0x30)
    case 0x131: return self == .italic ? "\u{1D6A4}" : nil
    case 0x237: return self == .italic ? "\u{1D6A5}" : nil
    default:
      guard let greek, let offset = MathAlphabet.greekOffset(value) else { return nil }
      return shifted(greek, by: offset)
    }
  }

  private func shifted(_ base: UInt32?, by offset: UInt32) -> Unicode.Scalar? {
    base.flatMap { Unicode.Scalar($0 + offset) }
  }

  private var latinCapitals: UInt32? {
    switch self {
    case .roman: nil
    case .bold: 0x1D400
    case .italic: 0x1D434
    case .boldItalic: 0x1D468
    case .script: 0x1D49C
    case .fraktur: 0x1D504
    case .doubleStruck: 0x1D538
    case .sans: 0x1D5A0
    case .sansBold: 0x1D5D4
    case .sansItalic: 0x1D608
    case .mono: 0x1D670
    }
  }

  /// In every alphabet the small letters follow the capitals.
  private var latinSmalls: UInt32? { latinCapitals.map { $0 + 26 } }

  private var digits: UInt32? {
    switch self {
    case .bold, .boldItalic: 0x1D7CE
    case .doubleStruck: 0x1D7D8
    case .sans, .sansItalic: 0x1D7E2
    case .sansBold: 0x1D7EC
    case .mono: 0x1D7F6
    default: nil
    }
  }

  /// Where the 58 Greek characters of an alphabet begin.
  private var greek: UInt32? {
    switch self {
    case .bold: 0x1D6A8
    case .italic: 0x1D6E2
    case .boldItalic: 0x1D71C
    case .sansBold: 0x1D756
    default: nil
    }
  }

  /// A Greek character's place in the alphabets: 25 capitals, ∇, 25 small letters, ∂ and six variants.
  private static func greekOffset(_ value: UInt32) -> UInt32? {
    switch value {
    case 0x391...0x3A1, 0x3A3...0x3A9: value - 0x391
    case 0x3F4: 17
    case 0x2207: 25
    case 0x3B1...0x3C9: value - 0x3B1 + 26
    case 0x2202: 51
    case 0x3F5: 52
    case 0x3D1: 53
    case 0x3F0: 54
    case 0x3D5: 55
    case 0x3F1: 56
    case 0x3D6: 57
    default: nil
    }
  }

  // Letters that Unicode had before the alphabets and that therefore sit elsewhere.

  private func exception(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch self {
    case .italic: scalar == "h" ? "ℎ" : nil
    case .script: MathAlphabet.scriptExceptions[scalar]
    case .fraktur: MathAlphabet.frakturExceptions[scalar]
    case .doubleStruck: MathAlphabet.doubleStruckExceptions[scalar]
    default: nil
    }
  }

  private static let scriptExceptions: [Unicode.Scalar: Unicode.Scalar] = [
    "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ", "o": "ℴ",
  ]
  private static let frakturExceptions: [Unicode.Scalar: Unicode.Scalar] = [
    "C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ",
  ]
  private static let doubleStruckExceptions: [Unicode.Scalar: Unicode.Scalar] = [
    "C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ",
  ]
}
