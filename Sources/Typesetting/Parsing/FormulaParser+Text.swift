// \text and its relatives: words, TeX's accents and quotes, and mathematics between dollar signs.

extension FormulaParser {
  /// A text command's argument.
  mutating func parseText(_ style: TextStyle, of command: Token) throws(Formula.Problem) -> Atom {
    try nested(at: command) { parser throws(Formula.Problem) in
      parser.stream.skipSpaces()
      let token = try parser.stream.next()
      if token.kind == .end || token.isCharacter("}") {
        parser.stream.pushBack(token)
        throw Formula.Problem(message: "\(command.text) lacks an argument", range: command.range)
      }
      if !token.isCharacter("{") {
        parser.stream.pushBack(token)
        var run = TextRun(style: style)
        try parser.parseTextPiece(&run)
        return Atom(.group(run.finished()))
      }
      return Atom(.group(try parser.parseTextGroup(style, after: token)))
    }
  }

  private mutating func parseTextGroup(_ style: TextStyle, after open: Token) throws(Formula.Problem) -> [Atom] {
    let outer = (textStyle, isInTable, endsAt)
    (textStyle, isInTable, endsAt) = (style, false, nil)
    stream.openGroup()
    let atoms = try parseTextList(style)
    stream.closeGroup()
    (textStyle, isInTable, endsAt) = outer
    if stream.nextUnexpanded().kind == .end {
      throw Formula.Problem(message: "this brace is never closed", range: open.range, hint: "add }")
    }
    return atoms
  }

  /// Text up to the closing brace or the end, which is left in the stream.
  private mutating func parseTextList(_ style: TextStyle) throws(Formula.Problem) -> [Atom] {
    var run = TextRun(style: style)
    while true {
      let token = try stream.next()
      stream.pushBack(token)
      if token.kind == .end || token.isCharacter("}") { return run.finished() }
      try parseTextPiece(&run)
    }
  }

  /// One character, command or group.
  private mutating func parseTextPiece(_ run: inout TextRun) throws(Formula.Problem) {
    let token = try stream.next()
    switch token.kind {
    case .space: run.append(" ")
    case .verbatim(let text): run.append(text)
    case .character("{"):
      run.flush()
      run.atoms += try nested(at: token) { [style = run.style] parser throws(Formula.Problem) in
        try parser.parseTextGroup(style, after: token)
      }
    case .character("$"): try parseInlineMath(&run, after: token, closing: .character("$"))
    case .character("~"): run.append("\u{A0}")
    case .character("`") where run.style.family != .mono: run.append(takes("`") ? "“" : "‘")
    case .character("'"): run.append(run.style.family != .mono && takes("'") ? "”" : "’")
    case .character("-") where run.style.family != .mono:
      run.append(takes("-") ? (takes("-") ? "—" : "–") : "-")
    case .character(let scalar): run.append(String(Character(scalar)))
    case .command(let name): try parseTextCommand(name, token, &run)
    case .parameter: run.append(token.text)
    case .end: throw unexpected(token)
    }
  }

  private mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
    let next = stream.nextUnexpanded()
    if next.isCharacter(scalar) { return true }
    stream.pushBack(next)
    return false
  }

  private mutating func parseTextCommand(
    _ name: String, _ token: Token, _ run: inout TextRun
  ) throws(Formula.Problem) {
    if let mark = FormulaParser.combiningMarks[name] {
      try parseAccentedLetter(mark, token, &run)
      return
    }
    if name == " " || name == "space" || name == "nobreakspace" {
      run.append("\u{A0}")
      return
    }
    if name == "(" {
      try parseInlineMath(&run, after: token, closing: .command(")"))
      return
    }
    switch CommandTable.command(name) {
    case .letter(let text, _), .symbol(let text, _): run.append(text)
    case .text(let change):
      run.flush()
      run.atoms.append(try parseText(run.style.changed(by: change), of: token))
    case .alphabetSwitch(let alphabet):
      run.flush()
      run.style = run.style.changed(by: alphabet)
    case .size(let newSize):
      let oldSize = size
      size = newSize
      run.flush()
      run.atoms.append(Atom(.sized(newSize / oldSize, try parseRestOfText(run.style, token)), nil))
      size = oldSize
    case .special(.color):
      let color = try colorArgument(of: token)
      run.flush()
      run.atoms.append(Atom(.colored(color, try parseRestOfText(run.style, token)), nil))
    case .style: break
    default:
      run.flush()
      let outer = textStyle
      textStyle = run.style
      if let atom = try nested(at: token, { parser throws(Formula.Problem) in try parser.parseCommand(name, token) }) {
        run.atoms.append(atom)
      }
      textStyle = outer
    }
  }

  private mutating func parseRestOfText(_ style: TextStyle, _ token: Token) throws(Formula.Problem) -> [Atom] {
    try nested(at: token) { parser throws(Formula.Problem) in try parser.parseTextList(style) }
  }

  private mutating func parseInlineMath(
    _ run: inout TextRun, after open: Token, closing: Token.Kind
  ) throws(Formula.Problem) {
    run.flush()
    let atoms = try nested(at: open) { parser throws(Formula.Problem) in
      let outer = (parser.textStyle, parser.isInTable, parser.endsAt, parser.alphabet)
      (parser.textStyle, parser.isInTable, parser.endsAt, parser.alphabet) = (nil, false, nil, nil)
      let atoms = try parser.parseList()
      (parser.textStyle, parser.isInTable, parser.endsAt, parser.alphabet) = outer
      return atoms
    }
    let close = try stream.nextVisible()
    if close.kind == .end {
      throw Formula.Problem(message: "this dollar sign is never closed", range: open.range, hint: "add $")
    }
    if close.kind != closing { throw unexpected(close) }
    run.atoms.append(Atom(.styled(.text, [Atom(.group(atoms))]), nil))
  }

  private mutating func parseAccentedLetter(
    _ mark: Unicode.Scalar, _ token: Token, _ run: inout TextRun
  ) throws(Formula.Problem) {
    let base = FormulaParser.plainText([try parseText(run.style, of: token)])
    guard let first = base.unicodeScalars.first else {
      run.append(" " + String(Character(mark)))
      return
    }
    // Above them the mark replaces the dot of i and j.
    let letter: Unicode.Scalar = first == "ı" ? "i" : first == "ȷ" ? "j" : first
    if let composed = ComposedLetters.letter(letter, with: mark) {
      run.text.unicodeScalars.append(composed)
    } else {
      run.text.unicodeScalars.append(letter == "i" ? "ı" : letter == "j" ? "ȷ" : letter)
      run.text.unicodeScalars.append(mark)
    }
    run.text.unicodeScalars.append(contentsOf: base.unicodeScalars.dropFirst())
  }

  private static func plainText(_ atoms: [Atom]) -> String {
    var text = ""
    for atom in atoms {
      switch atom.content {
      case .text(let run, _): text += run
      case .group(let inner): text += plainText(inner)
      default: break
      }
    }
    return text
  }

  private static let combiningMarks: [String: Unicode.Scalar] = [
    "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", "u": "\u{306}", ".": "\u{307}",
    "\"": "\u{308}", "r": "\u{30A}", "H": "\u{30B}", "v": "\u{30C}", "c": "\u{327}", "textcircled": "\u{20DD}",
  ]
}

/// Text that is being collected in one style.
private struct TextRun {
  var style: TextStyle
  var text = ""
  var atoms: [Atom] = []

  init(style: TextStyle) {
    self.style = style
  }

  mutating func append(_ string: String) {
    text += string
  }

  mutating func flush() {
    if text.isEmpty { return }
    atoms.append(Atom(.text(text, style)))
    text = ""
  }

  mutating func finished() -> [Atom] {
    flush()
    return atoms
  }
}

extension TextStyle {
  /// The style inside of a nested command: a family replaces, weight and slant add up.
  fileprivate func changed(by inner: TextStyle) -> TextStyle {
    TextStyle(
      family: inner.family == .page ? family : inner.family, isBold: isBold || inner.isBold,
      isItalic: isItalic || inner.isItalic)
  }

  fileprivate func changed(by alphabet: MathAlphabet?) -> TextStyle {
    var style = self
    switch alphabet {
    case .bold: style.isBold = true
    case .italic: style.isItalic = true
    case .sans: style.family = .sans
    case .mono: style.family = .mono
    case .roman: style = TextStyle(family: .roman)
    default: break
    }
    return style
  }
}
