// What plain characters mean in mathematics.

extension FormulaParser {
  mutating func parseCharacter(_ scalar: Unicode.Scalar, _ token: Token) throws(Formula.Problem) -> Atom {
    switch scalar {
    case "a"..."z", "A"..."Z":
      return letter(String(Character(scalar)), isUpright: false)
    case "0"..."9":
      let digit = alphabet.flatMap { $0(scalar) } ?? scalar
      return Atom(.number(String(Character(digit))))
    case ".":
      // A point between digits is part of the number; `append` joins them.
      return Atom(.number("."))
    case "+", "±", "∓", "×", "÷", "⋅", "∗", "∘", "∙", "∩", "∪", "∧", "∨", "⊕", "⊖", "⊗", "⊙", "∖":
      return symbol(String(Character(scalar)), .binary)
    case "-", "−": return symbol("−", .binary)
    case "*": return symbol("∗", .binary)
    case "·": return symbol("⋅", .binary)
    case "=", "<", ">", ":": return symbol(String(Character(scalar)), .relation)
    case "(", "[", "⟨", "⌊", "⌈": return symbol(String(Character(scalar)), .opening)
    case ")", "]", "!", "?", "⟩", "⌋", "⌉": return symbol(String(Character(scalar)), .closing)
    case ",", ";": return symbol(String(Character(scalar)), .punctuation)
    case "√":
      let next = try stream.peekVisible()
      if endsList(next) || next.isCharacter("^") || next.isCharacter("_") { return symbol("√", .ordinary) }
      return try nested(at: token) { parser throws(Formula.Problem) in
        Atom(.root(try parser.parseArgument(of: token), index: nil))
      }
    case "½": return numberFraction("1", "2")
    case "⅓": return numberFraction("1", "3")
    case "⅔": return numberFraction("2", "3")
    case "¼": return numberFraction("1", "4")
    case "¾": return numberFraction("3", "4")
    case "¬", "°", "‖", "†", "‡", "§", "¶": return symbol(String(Character(scalar)), .ordinary)
    case "|", "/", "@", "\"", "`": return symbol(String(Character(scalar)), .ordinary)
    case "~": return Atom(.space(0.25), nil)
    case "∑", "∏", "∐", "⋃", "⋂": return largeOperator(String(Character(scalar)), limits: true)
    case "∫", "∬", "∭", "∮": return largeOperator(String(Character(scalar)), limits: false)
    case "…", "⋯": return symbol(String(Character(scalar)), .inner)
    default:
      break
    }
    switch scalar.value {
    // Arrows, mathematical operators and their supplements.
    case 0x2190...0x21FF, 0x2208...0x220D, 0x221D, 0x2223...0x2226, 0x223C...0x228B, 0x2291...0x2292, 0x22A2...0x22B8,
      0x22C8, 0x22CD, 0x22D0...0x22D1, 0x22D4...0x22ED, 0x27F0...0x27FF, 0x2900...0x297F, 0x2A7D...0x2AFF:
      return symbol(String(Character(scalar)), .relation)
    case 0x228C...0x22A1, 0x22BA...0x22C7, 0x22C9...0x22CC, 0x22CE...0x22CF, 0x22D2...0x22D3, 0x2A2A...0x2A7C:
      return symbol(String(Character(scalar)), .binary)
    case 0x391...0x3A9:
      return letter(String(Character(scalar)), isUpright: true)
    case 0x3B1...0x3F5, 0x131, 0x237, 0x2202:
      return letter(String(Character(scalar)), isUpright: false)
    case 0x1D400...0x1D7FF, 0x2100...0x214F, 0x2200...0x22FF, 0x25A0...0x25FF:
      return letter(String(Character(scalar)), isUpright: true)
    default:
      // Other scripts are words, which the page's face has and a mathematical font has not.
      return Atom(.text(String(Character(scalar)), TextStyle()))
    }
  }

  private func numberFraction(_ numerator: String, _ denominator: String) -> Atom {
    fraction(
      Command.FractionShape(style: .text), numerator: [Atom(.number(numerator))],
      denominator: [Atom(.number(denominator))])
  }

  /// A letter in the alphabet in force.
  func letter(_ text: String, isUpright: Bool) -> Atom {
    guard let alphabet else { return Atom(.identifier(text, isUpright: isUpright)) }
    var result = ""
    for scalar in text.unicodeScalars {
      // TeX's bold alphabet has no small Greek letters; its bold-italic one keeps upright capitals upright.
      var chosen = alphabet
      if alphabet == .boldItalic, isUpright { chosen = .bold }
      if alphabet == .bold, !isUpright, scalar.value > 0x7F { return Atom(.identifier(text, isUpright: false)) }
      if alphabet == .roman, scalar.value > 0x7F { return Atom(.identifier(text, isUpright: isUpright)) }
      result.unicodeScalars.append(chosen(scalar) ?? scalar)
    }
    return Atom(.identifier(result, isUpright: isUpright || alphabet == .roman))
  }

  func symbol(_ text: String, _ atomClass: AtomClass) -> Atom {
    // The font's root sign hangs from its bar; as a sign of its own it is centred on the axis.
    let stretch: Symbol.Stretch = text == "√" ? .height(1) : .none
    return Atom(.symbol(Symbol(text: text, stretch: stretch, isBold: isBold)), atomClass)
  }

  func largeOperator(_ text: String, limits: Bool) -> Atom {
    let sign = Atom(.symbol(Symbol(text: text, isLarge: true, isBold: isBold)), .largeOperator)
    guard limits else { return sign }
    return Atom(.stack(Stack(kind: .limits(always: false), base: [sign])), .largeOperator)
  }

  func namedOperator(_ name: String, limits: Bool) -> Atom {
    var text = name
    if alphabet == .boldItalic || alphabet == .bold {
      text = ""
      for scalar in name.unicodeScalars { text.unicodeScalars.append(MathAlphabet.bold(scalar) ?? scalar) }
    }
    let word = Atom(.identifier(text, isUpright: true), .largeOperator)
    guard limits else { return word }
    return Atom(.stack(Stack(kind: .limits(always: false), base: [word])), .largeOperator)
  }
}
