// Commands with a syntax of their own.

extension FormulaParser {
  mutating func parseSpecial(
    _ special: Command.Special, _ token: Token
  ) throws(Formula.Problem) -> Atom? {
    switch special {
    case .left: return try parseFenced(token)
    case .begin: return try parseEnvironment(token)
    case .right, .middle, .end: throw unexpected(token)
    case .newline, .cr, .tabularnewline, .rowEnd:
      _ = try rowGap()
      return Atom(.lineBreak, nil)
    case .sqrt:
      let index = try parseOptionalArgument()
      return Atom(.root(try parseArgument(of: token), index: index))
    case .limits, .nolimits:
      throw Formula.Problem(message: "\(token.text) must follow an operator", range: token.range)
    case .not: return try negated(token)
    case .operatorname: return try operatorName(token)
    case .mathop:
      let content = try parseArgument(of: token)
      return Atom(.stack(Stack(kind: .limits(always: false), base: content)), .largeOperator)
    case .substack: return try parseSubstack(token)
    case .mathchoice:
      var lists: [[Atom]] = []
      for _ in 0..<4 { lists.append(try parseArgument(of: token)) }
      return Atom(.choice(lists), lists.joined().contains { $0.atomClass != nil } ? .ordinary : nil)
    case .genfrac: return try generalFraction(token)
    case .above:
      throw Formula.Problem(
        message: "\(token.text) cannot be an argument", range: token.range, hint: "put it into braces")
    case .overset, .stackrel:
      let over = try parseArgument(of: token)
      return labelled(try parseArgument(of: token), under: nil, over: over, isRelation: special == .stackrel)
    case .underset:
      let under = try parseArgument(of: token)
      return labelled(try parseArgument(of: token), under: under, over: nil, isRelation: false)
    case .raisebox:
      let height = try dimension()
      return Atom(.wrapped(.raised(height), [try parseText(textStyle ?? TextStyle(), of: token)]))
    case .vcenter: return Atom(.wrapped(.verticallyCentered, try parseArgument(of: token)))
    case .rule:
      let shift = try stream.take("[") ? try bracketedDimension() : 0
      let width = try dimension()
      return Atom(.rule(width: width, height: try dimension(), shift: shift))
    case .smash: return try smash(token)
    case .dots: return try dots()
    case .hline, .hdashline:
      throw Formula.Problem(
        message: "\(token.text) must begin a table's row", range: token.range, hint: #"end the row before it by \\"#)
    case .tag: return try parseTag(token)
    case .notag, .nonumber, .relax, .long: return nil
    case .global:
      try parseGlobalDefinition(token)
      return nil
    case .label:
      try parseLabel(token)
      return nil
    case .ref, .eqref: return try reference(token, inParentheses: special == .eqref)
    case .set, .setStretching, .braketStretching:
      return try divided(special, token)
    case .sideset: return try sideset(token)
    case .textOrMath:
      let (text, mathematics) = (try stream.argument(of: token), try stream.argument(of: token))
      stream.pushBack(textStyle == nil ? mathematics : text)
      return nil
    case .htmlClass, .htmlId, .htmlStyle, .htmlData:
      _ = try stream.verbatimArgument(of: token)
      try reportUnsupported(token)
      return Atom(.group(try parseArgument(of: token)))
    case .includegraphics:
      _ = try stream.optionalArgument(of: token)
      let file = try stream.verbatimArgument(of: token)
      try reportUnsupported(token)
      return Atom(.error("\\includegraphics{\(file)}"))
    case .kern, .mkern, .hskip, .mskip, .hspace, .mspace:
      if special == .hspace { _ = try stream.take("*") }
      return Atom(.space(try dimension()), nil)
    case .color:
      throw Formula.Problem(
        message: "\(token.text) cannot be an argument", range: token.range, hint: #"use \textcolor{red}{x}"#)
    case .textcolor:
      let color = try colorArgument(of: token)
      return Atom(.colored(color, try parseArgument(of: token)), nil)
    case .colorbox:
      let color = try colorArgument(of: token)
      return Atom(.wrapped(.background(color), [try parseText(textStyle ?? TextStyle(), of: token)]))
    case .fcolorbox:
      let border = try colorArgument(of: token)
      let background = try colorArgument(of: token)
      let content = try parseText(textStyle ?? TextStyle(), of: token)
      return Atom(.wrapped(.framed(border: border, background: background), [content]))
    case .href: return try link(token, showsAddress: false)
    case .url: return try link(token, showsAddress: true)
    case .hbox, .mbox: return try parseText(TextStyle(), of: token)
    case .fbox: return Atom(.wrapped(.boxed, [try parseText(textStyle ?? TextStyle(), of: token)]))
    case .newcommand, .renewcommand, .providecommand, .def, .gdef, .edef, .xdef, .let, .declareMathOperator:
      try parseDefinition(special, token)
      return nil
    case .char: return try characterByNumber(token)
    }
  }

  // MARK: - Boxes

  private mutating func generalFraction(_ token: Token) throws(Formula.Problem) -> Atom {
    let left = try optionalDelimiter(after: token)
    let right = try optionalDelimiter(after: token)
    var shape = Command.FractionShape(left: left, right: right)
    let bar = try rawArgument(of: token).filter { $0 != " " }
    if !bar.isEmpty {
      guard let thickness = Length.em(bar) else {
        throw Formula.Problem(message: "unknown length \(bar)", range: token.range, hint: "write 0pt for no bar")
      }
      shape.thickness = thickness
    }
    if let style = Int(try rawArgument(of: token)) { shape.style = MathStyle(rawValue: style) }
    let numerator = try parseArgument(of: token)
    return fraction(shape, numerator: numerator, denominator: try parseArgument(of: token))
  }

  /// A delimiter in or without braces; `{}` is none.
  private mutating func optionalDelimiter(after token: Token) throws(Formula.Problem) -> String {
    let open = try stream.nextVisible()
    if open.isCharacter("{"), try stream.take("}") { return "" }
    stream.pushBack(open)
    return try delimiter(after: token)
  }

  private mutating func bracketedDimension() throws(Formula.Problem) -> Double {
    let length = try dimension()
    let close = try stream.nextVisible()
    if !close.isCharacter("]") { throw unexpected(close) }
    return length
  }

  /// The `*` and `[1ex]` that may follow `\\`, the latter in em. A space before `[` makes it content.
  mutating func rowGap() throws(Formula.Problem) -> Double? {
    var next = stream.nextUnexpanded()
    if next.isCharacter("*") { next = stream.nextUnexpanded() }
    if next.isCharacter("[") { return try bracketedDimension() }
    stream.pushBack(next)
    return nil
  }

  private mutating func smash(_ token: Token) throws(Formula.Problem) -> Atom {
    var (height, depth) = (true, true)
    if let option = try stream.optionalArgument(of: token) {
      let letters = option.map(\.text).joined()
      (height, depth) = (letters.contains("t"), letters.contains("b"))
    }
    return Atom(.wrapped(.smash(height: height, depth: depth), try parseArgument(of: token)))
  }

  private mutating func parseTag(_ token: Token) throws(Formula.Problem) -> Atom? {
    let isBare = try stream.take("*")
    let text = try parseText(TextStyle(), of: token)
    if tag != nil {
      try report(Formula.Problem(message: "a second tag for one line", range: token.range))
      return nil
    }
    let parentheses = (Atom(.text("(", TextStyle())), Atom(.text(")", TextStyle())))
    let atoms = isBare ? [text] : [parentheses.0, text, parentheses.1]
    tag = atoms
    if let name = pendingLabel { labels[name] = atoms }
    return nil
  }

  private mutating func characterByNumber(_ token: Token) throws(Formula.Problem) -> Atom {
    if try stream.take("`") {
      // `\char`a` is a itself, `\char`\%` is %.
      switch stream.nextUnexpanded().kind {
      case .character(let scalar): return try parseCharacter(scalar, token)
      case .command(let name):
        if let scalar = name.soleScalar { return symbol(String(Character(scalar)), .ordinary) }
      default: break
      }
      throw Formula.Problem(message: #"\char` needs a character"#, range: token.range, hint: #"\char`\% is %"#)
    }
    var radix: UInt32 = 10
    if try stream.take("\"") { radix = 16 } else if try stream.take("'") { radix = 8 }
    var value: UInt32 = 0
    var count = 0
    while true {
      let next = stream.nextUnexpanded()
      guard case .character(let scalar) = next.kind, let digit = Character(scalar).hexDigitValue, digit < radix,
        count < 7
      else {
        stream.pushBack(next)
        break
      }
      value = value * radix + UInt32(digit)
      count += 1
    }
    guard count > 0, let scalar = Unicode.Scalar(value), value >= 0x20 else {
      throw Formula.Problem(
        message: #"\char needs a character's number"#, range: token.range, hint: #"\char"3B1 is α"#)
    }
    return try parseCharacter(scalar, token)
  }

  private mutating func reportUnsupported(_ token: Token) throws(Formula.Problem) {
    try report(Formula.Problem(message: "\(token.text) is not supported in formulas", range: token.range))
  }

  /// `\set{x|x<5}`, `\Set` and `\Braket`: the bars of their argument divide it, and grow with it in the latter two.
  private mutating func divided(_ special: Command.Special, _ token: Token) throws(Formula.Problem) -> Atom {
    let (open, bar, close) =
      switch special {
      case .set: (#"\{\,"#, #"\mid "#, #"\,\}"#)
      case .setStretching: (#"\left\{\:"#, #"\;\middle|\;"#, #"\:\right\}"#)
      default: (#"\left\langle "#, #"\,\middle|\,"#, #"\right\rangle "#)
      }
    var content: [Token] = []
    var depth = 0
    var isDivided = false
    for piece in try stream.argument(of: token) {
      if piece.isCharacter("{") { depth += 1 }
      if piece.isCharacter("}") { depth -= 1 }
      let isBar = piece.isCharacter("|") || piece.kind == .command("vert")
      if depth == 0, isBar, !isDivided {
        content += TokenStream.tokens(of: bar, at: token.range)
        // A set has one condition, a bracket any number of parts.
        isDivided = special != .braketStretching
      } else {
        content.append(piece)
      }
    }
    stream.pushBack(
      TokenStream.tokens(of: "{" + open, at: token.range) + content
        + TokenStream.tokens(of: close + "}", at: token.range))
    let atoms = try parseArgument(of: token)
    return atoms.count == 1 ? atoms[0] : Atom(.group(atoms))
  }
}
