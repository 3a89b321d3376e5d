// TeX mathematics to a tree, by recursive descent over expanded tokens.
//
// list     := { atom | style switch | infix fraction }        ends before } & \\ \right \middle \end $ and the end
// atom     := nucleus { ^ argument | _ argument | ' | \limits | \nolimits }
// nucleus  := character | { list } | command with its arguments
// argument := { list } | nucleus

struct FormulaParser {
  /// How deep groups may nest: real formulas stay below 20, and the limit keeps small stacks safe.
  static let nestingLimit = 100
  /// After so many problems a formula is given up.
  static let problemLimit = 20

  var stream: TokenStream
  private(set) var problems: [Formula.Problem] = []
  private var depth = 0

  /// The alphabet that letters take (`\mathbf{…}`), nil for TeX's usual italics.
  var alphabet: MathAlphabet?
  /// Whether signs are set bold (`\boldsymbol`).
  var isBold = false
  /// The current size (`\large`) relative to the formula's.
  var size = 1.0
  /// Whether `\\` ends a table's row here.
  var isInTable = false
  /// A character that ends the list here: `]` in optional arguments, arrows' signs in commutative diagrams.
  var endsAt: Unicode.Scalar?
  /// The style of the text that is being read; nil in mathematics.
  var textStyle: TextStyle?
  /// The innermost table's `\tag`, or the formula's.
  var tag: [Atom]?
  /// The tags that `\label` has named, and the name that waits for its line's tag.
  var labels: [String: [Atom]] = [:]
  var pendingLabel: String?

  init(_ source: String, macros: [String: Formula.Macro]) {
    stream = TokenStream(source, macros: macros)
  }

  /// The tree of the whole formula; nil when its structure is broken.
  mutating func parse() -> FormulaTree? {
    do throws(Formula.Problem) {
      let atoms = try parseList()
      let token = try stream.nextVisible()
      if token.kind != .end { throw unexpected(token) }
      return FormulaTree(atoms: atoms, tag: tag)
    } catch {
      problems.append(error)
      return nil
    }
  }

  // MARK: - Problems

  /// Notes a problem after which parsing can go on.
  mutating func report(_ problem: Formula.Problem) throws(Formula.Problem) {
    if problems.count >= FormulaParser.problemLimit { throw problem }
    problems.append(problem)
  }

  func unexpected(_ token: Token) -> Formula.Problem {
    let (message, hint): (String, String?) =
      switch token.kind {
      case .end: ("the formula ends too early", nil)
      case .character("}"): ("this brace closes nothing", #"write \} for a brace that is shown"#)
      case .character("&"): ("& outside of a table", #"write \& for the sign, or use \begin{aligned} … \end{aligned}"#)
      case .character("$"): ("a dollar sign inside of a formula", #"write \$ for the sign"#)
      case .command("right"): (#"\right without \left"#, nil)
      case .command("middle"): (#"\middle outside of \left … \right"#, nil)
      case .command("end"): (#"\end without \begin"#, nil)
      default: ("unexpected \(token.text)", nil)
      }
    return Formula.Problem(message: message, range: token.range, hint: hint)
  }

  /// Runs `body` one level deeper.
  mutating func nested<Result>(
    at token: Token, _ body: (inout FormulaParser) throws(Formula.Problem) -> Result
  ) throws(Formula.Problem) -> Result {
    depth += 1
    defer { depth -= 1 }
    if depth > FormulaParser.nestingLimit {
      throw Formula.Problem(
        message: "more than \(FormulaParser.nestingLimit) nested groups", range: token.range, hint: nil)
    }
    return try body(&self)
  }

  // MARK: - Lists

  /// Reads atoms up to a token that ends the list, which is left in the stream.
  mutating func parseList() throws(Formula.Problem) -> [Atom] {
    var atoms: [Atom] = []
    var infix: (shape: Command.FractionShape, numerator: [Atom])?
    while true {
      let token = try stream.nextVisible()
      if endsList(token) {
        stream.pushBack(token)
        break
      }
      var known: Command?
      if case .command(let name) = token.kind { known = CommandTable.command(name) }
      if let command = known {
        if let shape = try infixShape(command) {
          if infix != nil {
            throw Formula.Problem(
              message: "two fractions of the form a \\over b in one group", range: token.range,
              hint: "put one of them into braces")
          }
          infix = (shape, atoms)
          atoms = []
          continue
        }
        if let rest = try parseSwitch(command, token: token) {
          atoms.append(rest)
          continue
        }
      }
      if let atom = try parseAtom(token, known) { append(atom, to: &atoms) }
    }
    if let infix {
      atoms = [fraction(infix.shape, numerator: infix.numerator, denominator: atoms)]
    }
    return atoms
  }

  func endsList(_ token: Token) -> Bool {
    switch token.kind {
    case .end, .character("}"), .character("&"), .character("$"): true
    case .character(let scalar): scalar == endsAt
    case .command(let name): endsList(name)
    default: false
    }
  }

  private func endsList(_ name: String) -> Bool {
    // Most names are told apart by their first letter.
    switch name.utf8.first {
    case UInt8(ascii: "r"): name == "right"
    case UInt8(ascii: "m"): name == "middle"
    case UInt8(ascii: "e"): name == "end"
    case UInt8(ascii: ")"): name == ")"
    case UInt8(ascii: "\\"): isInTable && name == "\\"
    case UInt8(ascii: "c"): isInTable && name == "cr"
    case UInt8(ascii: "n"): isInTable && name == "newline"
    case UInt8(ascii: "t"): isInTable && name == "tabularnewline"
    default: false
    }
  }

  /// Digits written next to each other are one number.
  func append(_ atom: Atom, to atoms: inout [Atom]) {
    if case .number(let digits) = atom.content, let last = atoms.indices.last,
      case .number(var number) = atoms[last].content
    {
      // The string is taken out of the tree, so that it grows in place.
      atoms[last].content = .group([])
      number += digits
      atoms[last].content = .number(number)
    } else {
      atoms.append(atom)
    }
  }

  /// Commands that hold for the rest of their group.
  private mutating func parseSwitch(_ command: Command, token: Token) throws(Formula.Problem) -> Atom? {
    switch command {
    case .style(let style):
      return Atom(.styled(style, try parseRest(token)), nil)
    case .size(let newSize):
      let oldSize = size
      size = newSize
      defer { size = oldSize }
      return Atom(.sized(newSize / oldSize, try parseRest(token)), nil)
    case .alphabetSwitch(let newAlphabet):
      let old = alphabet
      alphabet = newAlphabet
      defer { alphabet = old }
      return Atom(.styled(nil, try parseRest(token)), nil)
    case .special(.color):
      let color = try colorArgument(of: token)
      return Atom(.colored(color, try parseRest(token)), nil)
    default:
      return nil
    }
  }

  private mutating func parseRest(_ token: Token) throws(Formula.Problem) -> [Atom] {
    try nested(at: token) { parser throws(Formula.Problem) in try parser.parseList() }
  }

  // MARK: - Atoms

  /// One atom that begins with `token`, with its scripts; nil for commands that leave nothing.
  ///
  /// - Parameter known: What `token` means when it is a command and has been looked up.
  mutating func parseAtom(_ token: Token, _ known: Command?) throws(Formula.Problem) -> Atom? {
    var nucleus: Atom?
    if FormulaParser.beginsScript(token) {
      stream.pushBack(token)
      nucleus = Atom(.group([]))
    } else {
      nucleus = try parseNucleus(token, known)
    }
    guard let nucleus else { return nil }
    if nucleus.atomClass == nil, case .space = nucleus.content { return nucleus }
    return try parseScripts(after: nucleus)
  }

  mutating func parseNucleus(_ token: Token, _ known: Command? = nil) throws(Formula.Problem) -> Atom? {
    switch token.kind {
    case .character("{"):
      return Atom(.group(try parseGroup(after: token)))
    case .character(let scalar):
      return try parseCharacter(scalar, token)
    case .command(let name):
      return try nested(at: token) { parser throws(Formula.Problem) in try parser.parseCommand(name, token, known) }
    case .verbatim(let text):
      return Atom(.text(FormulaParser.verbatimText(text), TextStyle(family: .mono)))
    case .parameter:
      try report(
        Formula.Problem(
          message: "\(token.text) outside of a macro", range: token.range, hint: ##"write \# for the sign"##))
      return Atom(.error(token.text))
    case .space, .end:
      throw unexpected(token)
    }
  }

  private static func verbatimText(_ text: String) -> String {
    String(text.map { $0 == " " ? "\u{A0}" : $0 })
  }

  /// The list of a group whose opening brace has been read, with the closing one.
  mutating func parseGroup(after open: Token) throws(Formula.Problem) -> [Atom] {
    try nested(at: open) { parser throws(Formula.Problem) in
      let outer = (parser.isInTable, parser.endsAt, parser.alphabet, parser.size)
      (parser.isInTable, parser.endsAt) = (false, nil)
      parser.stream.openGroup()
      let atoms = try parser.parseList()
      parser.stream.closeGroup()
      (parser.isInTable, parser.endsAt, parser.alphabet, parser.size) = outer
      let close = try parser.stream.nextVisible()
      if close.kind == .end {
        throw Formula.Problem(message: "this brace is never closed", range: open.range, hint: "add }")
      }
      if !close.isCharacter("}") { throw parser.unexpected(close) }
      return atoms
    }
  }

  /// A command's argument: a group or one nucleus without scripts.
  mutating func parseArgument(of command: Token) throws(Formula.Problem) -> [Atom] {
    if let textStyle { return [try parseText(textStyle, of: command)] }
    let token = try stream.nextVisible()
    if token.isCharacter("{") { return try parseGroup(after: token) }
    if endsList(token) || token.isCharacter("^") || token.isCharacter("_") {
      throw Formula.Problem(message: "\(command.text) lacks an argument", range: command.range)
    }
    guard let atom = try parseNucleus(token) else { return [] }
    return [atom]
  }

  /// `[…]` if it follows.
  mutating func parseOptionalArgument() throws(Formula.Problem) -> [Atom]? {
    guard try stream.take("[") else { return nil }
    let outer = (isInTable, endsAt)
    (isInTable, endsAt) = (false, "]")
    let atoms = try parseList()
    (isInTable, endsAt) = outer
    let close = try stream.nextVisible()
    if !close.isCharacter("]") { throw unexpected(close) }
    return atoms
  }
}

/// A parsed formula.
struct FormulaTree {
  var atoms: [Atom]
  /// `\tag`: what stands at the right margin.
  var tag: [Atom]?
}
