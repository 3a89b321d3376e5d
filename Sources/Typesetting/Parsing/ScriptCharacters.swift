// Raised and lowered characters of Unicode as what they show.

enum ScriptCharacters {
  /// The character that `scalar` shows as a superscript, nil when it is not one.
  static func superscript(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0xB2, 0xB3: Unicode.Scalar(scalar.value - 0x80)
    case 0xB9: "1"
    case 0x2070, 0x2074...0x2079: digit(scalar.value - 0x2070)
    case 0x2071: "i"
    case 0x207F: "n"
    case 0x207A...0x207E: sign(scalar.value - 0x207A)
    case 0x1D40: "T"
    default: nil
    }
  }

  /// The character that `scalar` shows as a subscript, nil when it is not one.
  static func `subscript`(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x2080...0x2089: digit(scalar.value - 0x2080)
    case 0x208A...0x208E: sign(scalar.value - 0x208A)
    case 0x2090...0x209C: letters[Int(scalar.value - 0x2090)]
    case 0x1D62...0x1D65: ["i", "r", "u", "v"][Int(scalar.value - 0x1D62)]
    case 0x2C7C: "j"
    default: nil
    }
  }

  private static func digit(_ value: UInt32) -> Unicode.Scalar? { Unicode.Scalar(0x30 + value) }

  private static func sign(_ index: UInt32) -> Unicode.Scalar { ["+", "−", "=", "(", ")"][Int(index)] }

  private static let letters: [Unicode.Scalar] = ["a", "e", "o", "x", "ə", "h", "k", "l", "m", "n", "p", "s", "t"]
}
