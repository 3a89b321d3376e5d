// What browsers do with an operator by themselves: the parts of MathML Core's operator dictionary that matter here.
// Source: MathML Core, appendix B. An operator that is not listed here gets all of its attributes written out.

enum OperatorDictionary {
  /// An operator's place in its row, which chooses the dictionary's entry.
  enum Form { case prefix, infix, postfix, alone }

  /// The space that a browser leaves, in eighteenths of an em; nil when it depends on more than this table holds.
  static func space(_ sign: Unicode.Scalar?, _ form: Form) -> (left: Int, right: Int)? {
    guard form != .alone, let sign else { return nil }
    switch sign {
    case "(", "[", "{", "⟨", "⌊", "⌈": return form == .postfix ? nil : (0, 0)
    case ")", "]", "}", "⟩", "⌋", "⌉": return form == .prefix ? nil : (0, 0)
    case "+", "−", "±", "∓": return form == .infix ? (4, 4) : form == .prefix ? (0, 0) : nil
    case ",", ";": return form == .infix ? (0, 3) : nil
    case "=", "<", ">", "≤", "≥", "≠", "∈", "∉", "≈", "∼", "≡", "⊂", "⊆", "≪", "≫", "→", "←", "↔", "⇒", "⇔", "↦", "∝":
      return (5, 5)
    default: return nil
    }
  }

  /// Whether a browser would enlarge the operator in display style.
  static func isLarge(_ sign: Unicode.Scalar?) -> Bool {
    switch sign?.value ?? 0 {
    case 0x220F...0x2211, 0x222B...0x2233, 0x22C0...0x22C3, 0x2A00...0x2A21: true
    default: false
    }
  }

  /// Whether the text is a fence that stretches by default at the ends of a row.
  static func isFence(_ sign: Unicode.Scalar?) -> Bool {
    switch sign {
    case "(", ")", "[", "]", "{", "}", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉": true
    default: false
    }
  }

  /// Whether a browser would stretch the operator where TeX does not.
  static func stretches(_ sign: Unicode.Scalar?, isStacked: Bool) -> Bool {
    if isFence(sign) { return true }
    guard let sign else { return false }
    switch sign {
    case "↟", "↡", "↥", "↧", "↨", "↰", "↱", "↾", "↿", "⇂", "⇃", "⇅", "⇈", "⇊", "⇞", "⇟", "⇡", "⇣": return true
    case "|", "‖", "⟮", "⟯", "⎰", "⎱", "⟦", "⟧", "⦃", "⦄", "⌜", "⌝", "⌞", "⌟", "↑", "↓", "↕", "⇑", "⇓", "⇕", "/", "\\",
      "∣", "∥":
      return true
    case "^", "~", "¯", "_", "ˇ", "ˆ", "˜", "‾", "\u{302}", "\u{303}", "\u{20D7}": return isStacked
    default:
      return isStacked && ((0x2190...0x21FF).contains(sign.value) || (0x27F0...0x27FF).contains(sign.value))
    }
  }
}

extension String {
  /// The text's scalar when it has exactly one: comparing scalars is many times faster than comparing strings.
  var soleScalar: Unicode.Scalar? {
    var scalars = unicodeScalars.makeIterator()
    guard let first = scalars.next(), scalars.next() == nil else { return nil }
    return first
  }
}
