// Commands and their arguments.

extension FormulaParser {
  /// The atom that a command makes; nil when it leaves nothing.
  mutating func parseCommand(
    _ name: String, _ token: Token, _ known: Command? = nil
  ) throws(Formula.Problem) -> Atom? {
    guard let command = known ?? CommandTable.command(name) else { return try unknown(name, token) }
    switch command {
    case .symbol(let text, let atomClass): return symbol(text, atomClass)
    case .letter(let text, let isUpright): return letter(text, isUpright: isUpright)
    case .largeOperator(let text, let limits): return largeOperator(text, limits: limits)
    case .namedOperator(let text, let limits): return namedOperator(text, limits: limits)
    case .accent(let sign, let stretches, let below):
      return try accent(sign, stretches: stretches, below: below, token)
    case .brace(let sign, let below):
      let base = try parseArgument(of: token)
      let sign = [Atom(.symbol(Symbol(text: sign, stretch: .fill)))]
      let inner = Stack(kind: .brace, base: base, under: below ? sign : nil, over: below ? nil : sign)
      return Atom(.stack(Stack(kind: .limits(always: true), base: [Atom(.stack(inner))])))
    case .extensibleArrow(let sign):
      let under = try parseOptionalArgument()
      let over = try parseArgument(of: token)
      let arrow = [Atom(.symbol(Symbol(text: sign, stretch: .fill)), .relation)]
      return Atom(
        .stack(Stack(kind: .labels, base: arrow, under: under.map(padded), over: padded(over))), .relation)
    case .alphabet(let alphabet): return try inAlphabet(alphabet, token)
    case .text(let style): return try parseText(style, of: token)
    case .space(let width): return Atom(.space(width), nil)
    case .big(let height, let atomClass):
      let text = try delimiter(after: token)
      if text.isEmpty { return Atom(.space(0.12), atomClass) }
      return Atom(.symbol(Symbol(text: text, stretch: .height(height))), atomClass)
    case .fraction(let shape):
      if shape.isContinued { _ = try parseOptionalArgument() }
      let numerator = try parseArgument(of: token)
      return fraction(shape, numerator: numerator, denominator: try parseArgument(of: token))
    case .classed(let atomClass): return Atom(.group(try parseArgument(of: token)), atomClass)
    case .wrapper(let wrapper):
      return Atom(.wrapped(wrapper, try parseArgument(of: token)))
    case .special(let special): return try parseSpecial(special, token)
    case .style, .size, .alphabetSwitch, .infixFraction:
      throw Formula.Problem(
        message: "\(token.text) cannot be an argument", range: token.range, hint: "put it into braces")
    }
  }

  private mutating func unknown(_ name: String, _ token: Token) throws(Formula.Problem) -> Atom {
    if name.isEmpty {
      throw Formula.Problem(message: "a backslash at the end of the formula", range: token.range)
    }
    if name == "verb" {
      throw Formula.Problem(
        message: #"\verb is never closed"#, range: token.range, hint: #"write \verb|text| on one line"#)
    }
    // Accents of text are understood in mathematics too.
    if let sign = FormulaParser.textAccents[name] { return try accent(sign, stretches: false, below: false, token) }
    let suggestion = Suggestion.nearest(to: name, in: knownNames)
    try report(
      Formula.Problem(
        message: "unknown command \\\(name)", range: token.range, hint: suggestion.map { "did you mean \\\($0)?" }))
    return Atom(.error("\\" + name))
  }

  private static let textAccents = [
    "'": "´", "`": "`", "^": "ˆ", "~": "˜", "=": "¯", "u": "˘", ".": "˙", "\"": "¨", "r": "˚", "H": "˝", "v": "ˇ",
  ]

  private var knownNames: [String] {
    CommandTable.names + MacroTable.definitions.keys.sorted() + stream.definitions.keys.sorted()
  }

  /// Space around the label of an arrow, so that the arrow is longer than the label.
  private func padded(_ atoms: [Atom]) -> [Atom] {
    let space = [Atom(.space(atoms.isEmpty ? 1.2 : atoms.count == 1 ? 0.8 : 0.55), nil)]
    return space + atoms + space
  }

  private mutating func accent(
    _ sign: String, stretches: Bool, below: Bool, _ token: Token
  ) throws(Formula.Problem) -> Atom {
    let base = try parseArgument(of: token)
    var symbol = Symbol(text: sign, stretch: stretches ? .fill : .none)
    // The arrow of \vec is a small one.
    if sign == "→", !stretches { symbol.size = 0.6 }
    let mark: [Atom] = [Atom(.symbol(symbol))]
    return Atom(.stack(Stack(kind: .accent, base: base, under: below ? mark : nil, over: below ? nil : mark)))
  }

  private mutating func inAlphabet(_ newAlphabet: MathAlphabet?, _ token: Token) throws(Formula.Problem) -> Atom {
    let outer = (alphabet, isBold)
    alphabet = newAlphabet
    if newAlphabet == .boldItalic { isBold = true }
    let content = try parseArgument(of: token)
    (alphabet, isBold) = outer
    if content.count == 1 { return content[0] }
    return Atom(.group(FormulaParser.joiningWords(content)))
  }

  /// Letters side by side in an upright alphabet are a word, not a product.
  static func joiningWords(_ atoms: [Atom]) -> [Atom] {
    var result: [Atom] = []
    for atom in atoms {
      if case .identifier(let letter, isUpright: true) = atom.content, let last = result.indices.last,
        case .identifier(var word, isUpright: true) = result[last].content, atom.atomClass == .ordinary
      {
        result[last].content = .group([])
        word += letter
        result[last].content = .identifier(word, isUpright: true)
      } else {
        result.append(atom)
      }
    }
    return result
  }

  func fraction(_ shape: Command.FractionShape, numerator: [Atom], denominator: [Atom]) -> Atom {
    Atom(
      .fraction(
        Fraction(
          numerator: numerator, denominator: denominator, thickness: shape.thickness, style: shape.style,
          left: shape.left, right: shape.right, isContinued: shape.isContinued)))
  }

  /// The shape of `\over` and its relatives; nil for other commands.
  mutating func infixShape(_ command: Command) throws(Formula.Problem) -> Command.FractionShape? {
    switch command {
    case .infixFraction(let shape): return shape
    case .special(.above): return Command.FractionShape(thickness: try dimension())
    default: return nil
    }
  }

  // MARK: - Delimiters

  /// The delimiter that follows `\left`, `\big` and the like; empty for `.`.
  mutating func delimiter(after command: Token) throws(Formula.Problem) -> String {
    var token = try stream.nextVisible()
    // \big{(} is common enough.
    let isBraced = token.isCharacter("{")
    if isBraced { token = try stream.nextVisible() }
    guard let text = delimiterText(token) else {
      throw Formula.Problem(
        message: "\(command.text) needs a delimiter, not \(token.kind == .end ? "the end" : token.text)",
        range: token.range, hint: #"delimiters are ( ) [ ] \{ \} | \| \langle \rangle and . for none"#)
    }
    if isBraced, try !stream.take("}") { throw unexpected(try stream.nextVisible()) }
    return text
  }

  private func delimiterText(_ token: Token) -> String? {
    switch token.kind {
    case .character("."): return ""
    case .character("<"), .command("lt"): return "⟨"
    case .character(">"), .command("gt"): return "⟩"
    case .character(let scalar) where "()[]|/⟨⟩⌊⌋⌈⌉‖↑↓↕⟦⟧".unicodeScalars.contains(scalar):
      return String(Character(scalar))
    case .command("{"): return "{"
    case .command("}"): return "}"
    case .command(let name):
      switch CommandTable.command(name) {
      case .symbol(let text, .opening), .symbol(let text, .closing): return text
      case .symbol(let text, _) where ["|", "‖", "\\", "↑", "↓", "↕", "⇑", "⇓", "⇕"].contains(text): return text
      default: return nil
      }
    default: return nil
    }
  }

  mutating func parseFenced(_ token: Token) throws(Formula.Problem) -> Atom {
    let left = try delimiter(after: token)
    var content: [Atom] = []
    let outer = (isInTable, endsAt, alphabet, size)
    (isInTable, endsAt) = (false, nil)
    stream.openGroup()
    while true {
      content += try parseList()
      let end = try stream.nextVisible()
      if end.kind == .command("middle") {
        let text = try delimiter(after: end)
        if !text.isEmpty { content.append(Atom(.symbol(Symbol(text: text, stretch: .fill)), .opening)) }
        continue
      }
      guard end.kind == .command("right") else {
        if end.kind == .end {
          throw Formula.Problem(
            message: #"\left without \right"#, range: token.range, hint: #"\right. ends it without a sign"#)
        }
        throw unexpected(end)
      }
      let right = try delimiter(after: end)
      stream.closeGroup()
      (isInTable, endsAt, alphabet, size) = outer
      return Atom(.fenced(left: left, content, right: right), .inner)
    }
  }

  // MARK: - Arguments as text

  /// A braced argument as it is written.
  mutating func rawArgument(of command: Token) throws(Formula.Problem) -> String {
    stream.skipSpaces()
    var text = ""
    for token in try stream.argument(of: command) { text += token.text }
    return text
  }

  mutating func colorArgument(of command: Token) throws(Formula.Problem) -> String {
    let start = try stream.peekVisible()
    let text = try rawArgument(of: command).filter { $0 != " " }
    let isName = !text.isEmpty && text.utf8.allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
    let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
    let lengths = text.hasPrefix("#") ? [3, 4, 6, 8] : [3, 6]
    let isCode = lengths.contains(digits.utf8.count) && digits.allSatisfy { $0.isASCII && $0.isHexDigit }
    if isName && !(isCode && text.count == 6 && text.contains(where: { $0.isNumber })) { return text.lowercased() }
    if isCode { return "#" + digits }
    throw Formula.Problem(
      message: "unknown colour \(text)", range: start.range, hint: "a colour is a CSS name or #rrggbb")
  }

  /// A length such as `1.5em`, braced or not, in em.
  mutating func dimension() throws(Formula.Problem) -> Double {
    let open = try stream.nextVisible()
    let isBraced = open.isCharacter("{")
    if !isBraced { stream.pushBack(open) }
    var text = ""
    var last = open
    var units = 0
    while units < 2 {
      let token = try stream.next()
      last = token
      if token.kind == .space {
        if units == 0 { continue }
        break
      }
      guard case .character(let scalar) = token.kind, scalar.isASCII, scalar != "}" else {
        stream.pushBack(token)
        break
      }
      if scalar.properties.isAlphabetic { units += 1 }
      text.unicodeScalars.append(scalar == "−" ? "-" : scalar)
    }
    if isBraced, try !stream.take("}") { throw unexpected(try stream.nextVisible()) }
    guard let length = Length.em(text) else {
      throw Formula.Problem(
        message: text.isEmpty ? "a length is missing" : "unknown length \(text)",
        range: open.range.lowerBound..<max(open.range.upperBound, last.range.upperBound),
        hint: "a length is a number and a unit: 1.5em, 3mu, 2pt")
    }
    return length
  }
}
