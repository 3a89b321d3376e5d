// \newcommand, \def and their relatives.

extension FormulaParser {
  mutating func parseDefinition(_ special: Command.Special, _ token: Token) throws(Formula.Problem) {
    switch special {
    case .def, .gdef, .edef, .xdef: try parseDef(token, everywhere: special == .gdef || special == .xdef)
    case .let: try parseLet(token)
    case .declareMathOperator: try parseOperatorDeclaration(token)
    default: try parseNewCommand(special, token)
    }
  }

  /// `\global\def…` and `\global\let…`: a definition that outlives its group.
  mutating func parseGlobalDefinition(_ token: Token) throws(Formula.Problem) {
    let next = try stream.nextVisible()
    switch next.kind {
    case .command("def"), .command("edef"), .command("gdef"), .command("xdef"): try parseDef(next, everywhere: true)
    case .command("let"): try parseLet(next, everywhere: true)
    case .command("long"): try parseGlobalDefinition(token)
    default:
      throw Formula.Problem(
        message: "\\global without a definition", range: token.range, hint: #"\def or \let follows it"#)
    }
  }

  /// `\newcommand{\name}[2][default]{body}`.
  private mutating func parseNewCommand(_ special: Command.Special, _ token: Token) throws(Formula.Problem) {
    _ = try takeStar()
    let (name, range) = try definedName(token)
    let exists = stream.definitions[name] != nil || MacroTable.definitions[name] != nil
      || CommandTable.command(name) != nil
    if special == .newcommand, exists {
      try report(
        Formula.Problem(
          message: "\\\(name) is already defined", range: range, hint: #"use \renewcommand to replace it"#))
    } else if special == .renewcommand, !exists {
      try report(
        Formula.Problem(
          message: "\\\(name) is not defined yet", range: range, hint: #"use \newcommand to define it"#))
    }
    var count = 0
    var defaultArgument: [Token]?
    if let number = try stream.optionalArgument(of: token) {
      let text = number.map(\.text).joined().filter { $0 != " " }
      guard let value = Int(text), (0...9).contains(value) else {
        throw Formula.Problem(message: "a macro takes 0 to 9 arguments, not \(text)", range: token.range)
      }
      count = value
      defaultArgument = try stream.optionalArgument(of: token)
    }
    let body = try stream.argument(of: token)
    if special == .providecommand, exists { return }
    stream.define(
      name,
      .macro(
        delimiters: Array(repeating: [], count: count + 1), defaultArgument: count > 0 ? defaultArgument : nil,
        body: body))
  }

  /// `\def\name#1,#2.{body}`: the text between the parameters delimits the arguments.
  private mutating func parseDef(_ token: Token, everywhere: Bool) throws(Formula.Problem) {
    let (name, range) = try definedName(token)
    var delimiters: [[Token]] = [[]]
    while true {
      let next = stream.nextUnexpanded()
      if next.isCharacter("{") {
        stream.pushBack(next)
        break
      }
      if case .parameter(let number) = next.kind {
        if number != delimiters.count {
          throw Formula.Problem(message: "the parameters of \\\(name) are not in order", range: next.range)
        }
        delimiters.append([])
      } else if next.kind == .end {
        throw Formula.Problem(message: "\\\(name) is defined without a body", range: range, hint: "add {…}")
      } else {
        delimiters[delimiters.count - 1].append(next)
      }
    }
    let body = try stream.argument(of: token)
    stream.define(name, .macro(delimiters: delimiters, defaultArgument: nil, body: body), everywhere: everywhere)
  }

  private mutating func parseLet(_ token: Token, everywhere: Bool = false) throws(Formula.Problem) {
    let (name, _) = try definedName(token)
    stream.skipSpaces()
    var meaning = stream.nextUnexpanded()
    if meaning.isCharacter("=") {
      stream.skipSpaces()
      meaning = stream.nextUnexpanded()
    }
    if meaning.kind == .end { throw unexpected(meaning) }
    if case .command(let other) = meaning.kind,
      let definition = stream.definitions[other] ?? MacroTable.definitions[other]
    {
      stream.define(name, definition, everywhere: everywhere)
    } else {
      stream.define(name, .alias(meaning), everywhere: everywhere)
    }
  }

  /// `\DeclareMathOperator{\name}{text}`.
  private mutating func parseOperatorDeclaration(_ token: Token) throws(Formula.Problem) {
    let hasLimits = try takeStar()
    let (name, _) = try definedName(token)
    let text = try stream.argument(of: token)
    func piece(_ kind: Token.Kind) -> Token { Token(kind: kind, range: token.range) }
    let body =
      [piece(.command("operatorname"))] + (hasLimits ? [piece(.character("*"))] : [])
      + [piece(.character("{"))] + text + [piece(.character("}"))]
    stream.define(name, .macro(delimiters: [[]], defaultArgument: nil, body: body))
  }

  private mutating func takeStar() throws(Formula.Problem) -> Bool {
    stream.skipSpaces()
    let next = stream.nextUnexpanded()
    if next.isCharacter("*") { return true }
    stream.pushBack(next)
    return false
  }

  private mutating func definedName(_ token: Token) throws(Formula.Problem) -> (String, Range<Int>) {
    let tokens = try stream.argument(of: token).filter { $0.kind != .space }
    guard tokens.count == 1, case .command(let name) = tokens[0].kind, !name.isEmpty else {
      throw Formula.Problem(
        message: "\(token.text) needs the name of a command", range: token.range, hint: #"a name begins with \"#)
    }
    return (name, tokens[0].range)
  }
}
