// Negated relations, named operators, labels over and under signs, dots.

extension FormulaParser {
  /// `\not`: the negated character where Unicode has one, else a long solidus over the sign.
  mutating func negated(_ token: Token) throws(Formula.Problem) -> Atom {
    let content = try parseArgument(of: token)
    guard content.count == 1, let atom = content.first else {
      return Atom(.group([FormulaParser.slash] + content), .relation)
    }
    switch atom.content {
    case .symbol(var symbol):
      symbol.text = FormulaParser.negations[symbol.text] ?? symbol.text + "\u{338}"
      return Atom(.symbol(symbol), atom.atomClass)
    case .identifier(let text, let isUpright):
      return Atom(.identifier((text == "∃" ? "∄" : text + "\u{338}"), isUpright: isUpright), atom.atomClass)
    default:
      return Atom(.group([FormulaParser.slash, atom]), .relation)
    }
  }

  /// A slash over what follows it.
  private static var slash: Atom { Atom(.wrapped(.rightLap, [Atom(.symbol(Symbol(text: "/")))])) }

  private static let negations: [String: String] = [
    "=": "≠", "<": "≮", ">": "≯", "≤": "≰", "≥": "≱", "∈": "∉", "∋": "∌", "⊂": "⊄", "⊃": "⊅", "⊆": "⊈", "⊇": "⊉",
    "∼": "≁", "≃": "≄", "≅": "≇", "≈": "≉", "≡": "≢", "∣": "∤", "|": "∤", "∥": "∦", "‖": "∦", "≺": "⊀", "≻": "⊁",
    "⪯": "⋠", "⪰": "⋡", "⊢": "⊬", "⊨": "⊭", "⊩": "⊮", "→": "↛", "←": "↚", "↔": "↮", "⇒": "⇏", "⇐": "⇍", "⇔": "⇎",
    "∃": "∄", "⊲": "⋪", "⊳": "⋫", "⊴": "⋬", "⊵": "⋭", "⊑": "⋢", "⊒": "⋣", "≲": "≴", "≳": "≵",
  ]

  mutating func operatorName(_ token: Token) throws(Formula.Problem) -> Atom {
    let hasLimits = try stream.take("*")
    let outer = alphabet
    alphabet = .roman
    let content = FormulaParser.joiningWords(FormulaParser.asName(try parseArgument(of: token)))
    alphabet = outer
    if hasLimits {
      return Atom(.stack(Stack(kind: .limits(always: false), base: content)), .largeOperator)
    }
    return Atom(.group(content), .largeOperator)
  }

  /// In a name, `-` is a hyphen, `*` a raised star and a digit part of the word.
  private static func asName(_ atoms: [Atom]) -> [Atom] {
    atoms.map { atom in
      switch atom.content {
      case .symbol(let symbol) where symbol.text == "−": Atom(.identifier("-", isUpright: true))
      case .symbol(let symbol) where symbol.text == "∗": Atom(.identifier("*", isUpright: true))
      case .number(let digits): Atom(.identifier(digits, isUpright: true))
      case .group(let inner): Atom(.group(joiningWords(asName(inner))))
      default: atom
      }
    }
  }

  func labelled(_ base: [Atom], under: [Atom]?, over: [Atom]?, isRelation: Bool) -> Atom {
    let atomClass = isRelation ? .relation : base.count == 1 ? base[0].atomClass ?? .ordinary : .ordinary
    return Atom(.stack(Stack(kind: .labels, base: base, under: under, over: over)), atomClass)
  }

  /// `\dots` takes the height that suits what follows.
  mutating func dots() throws(Formula.Problem) -> Atom {
    let next = try stream.peekVisible()
    let isCentered: Bool
    switch next.kind {
    case .character(let scalar): isCentered = "+-*=<>−".unicodeScalars.contains(scalar)
    case .command(let name):
      switch CommandTable.command(name) {
      case .symbol(_, .binary), .symbol(_, .relation), .largeOperator: isCentered = true
      default: isCentered = false
      }
    default: isCentered = false
    }
    return symbol(isCentered ? "⋯" : "…", .inner)
  }

  /// `\sideset{_a^b}{_c^d}\sum`: scripts at the corners of an operator, which keeps its limits.
  mutating func sideset(_ token: Token) throws(Formula.Problem) -> Atom {
    let left = try parseArgument(of: token)
    let right = try parseArgument(of: token)
    let next = try stream.nextVisible()
    guard !endsList(next), let nucleus = try parseNucleus(next) else {
      throw Formula.Problem(message: "\(token.text) lacks an operator", range: token.range)
    }
    var base = [nucleus]
    if case .stack(let stack) = nucleus.content, stack.under == nil, stack.over == nil { base = stack.base }
    let sign = Atom(.group(base), .ordinary)
    let strut = Atom(.wrapped(.verticalPhantom, base))
    var content: [Atom] = []
    for (scripts, base) in [(left, strut), (right, sign)] {
      if scripts.count == 1, case .scripts(_, let sub, let sup) = scripts[0].content {
        content.append(Atom(.scripts(base: base, subscript: sub, superscript: sup)))
      } else {
        content += base.content.isWrapped ? scripts : [base] + scripts
      }
    }
    return Atom(.stack(Stack(kind: .limits(always: false), base: content)), .largeOperator)
  }
}
