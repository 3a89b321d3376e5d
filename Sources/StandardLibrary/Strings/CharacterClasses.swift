// The classes of characters, by Unicode's general category as Julia reads it.

extension Unicode.Scalar {
  var isLetterCharacter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  var isDecimalDigit: Bool { self >= "0" && self <= "9" }

  var isHexadecimalDigit: Bool { isDecimalDigit || (self >= "a" && self <= "f") || (self >= "A" && self <= "F") }

  var isNumericCharacter: Bool {
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: false
    }
  }

  var isSpaceCharacter: Bool {
    switch value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0: true
    case 0..<0x1000: false
    default: properties.generalCategory == .spaceSeparator || value == 0x2028 || value == 0x2029
    }
  }

  var isControlCharacter: Bool { value <= 0x1F || (value >= 0x7F && value <= 0x9F) }

  var isPunctuationCharacter: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }

  var isPrintableCharacter: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }

  var isUppercaseCharacter: Bool { properties.isUppercase || properties.generalCategory == .titlecaseLetter }
  var isLowercaseCharacter: Bool { properties.isLowercase }
}
