// TeX's mouth: tokens with the macros of the document and of the formula expanded, within counted limits.

/// A stream of tokens in which macros are replaced as they are met.
struct TokenStream {
  /// How many macro calls one formula may expand.
  static let expansionLimit = 1_000
  /// How many tokens all expansions of one formula may produce together: nested calls can multiply their arguments.
  static let expandedTokenLimit = 100_000

  /// What a control sequence stands for when the formula or the document defines it.
  enum Definition {
    /// `delimiters[0]` must follow the command, `delimiters[n]` ends argument `n`; an empty one asks for a TeX
    /// argument.
    case macro(delimiters: [[Token]], defaultArgument: [Token]?, body: [Token])
    /// `\let`: another name for a token.
    case alias(Token)
    /// A command of TeX that works on tokens.
    case primitive(String)
  }

  var lexer: Lexer
  /// Tokens to be read before the lexer's, the next one last.
  var pending: [Token] = []
  private var expansions = 0
  private var expandedTokens = 0
  /// The definitions in force; `\newcommand` and `\def` end with the group that holds them.
  private(set) var definitions: [String: Definition] = [:]
  private var outerDefinitions: [[String: Definition]] = []

  init(_ source: String, macros: [String: Formula.Macro]) {
    lexer = Lexer(source)
    for (name, macro) in macros {
      let plain = name.hasPrefix("\\") ? String(name.dropFirst()) : name
      definitions[plain] = TokenStream.definition(body: macro.body, parameterCount: macro.parameterCount)
    }
  }

  /// Where the source ends, for problems that are found there.
  var endOffset: Int { lexer.endOffset }

  // MARK: - Reading

  /// The next token as written.
  mutating func nextUnexpanded() -> Token {
    pending.popLast() ?? lexer.next()
  }

  /// The next token after expansion; spaces included.
  mutating func next() throws(Formula.Problem) -> Token {
    while true {
      let token = nextUnexpanded()
      guard case .command(let name) = token.kind else { return token }
      guard let definition = definition(of: name) else { return token }
      switch definition {
      case .alias(let meaning):
        // An alias is never looked up again, so that `\let\alpha\alpha` ends.
        return Token(kind: meaning.kind, range: token.range)
      case .macro(let delimiters, let defaultArgument, let body):
        try expand(token, delimiters: delimiters, defaultArgument: defaultArgument, body: body)
      case .primitive(let primitive): try runPrimitive(primitive, token)
      }
    }
  }

  /// What a control sequence stands for, nil when it is not replaced by anything.
  func definition(of name: String) -> Definition? {
    if !definitions.isEmpty, let definition = definitions[name] { return definition }
    return MacroTable.definitions[name]
  }

  /// The next token after expansion that is not a space.
  mutating func nextVisible() throws(Formula.Problem) -> Token {
    while true {
      let token = try next()
      if token.kind != .space { return token }
    }
  }

  /// Looks at the next visible token and leaves it (and not the spaces before it) in the stream.
  mutating func peekVisible() throws(Formula.Problem) -> Token {
    let token = try nextVisible()
    pending.append(token)
    return token
  }

  mutating func pushBack(_ token: Token) {
    pending.append(token)
  }

  mutating func pushBack(_ tokens: [Token]) {
    pending += tokens.reversed()
  }

  mutating func skipSpaces() {
    while true {
      let token = nextUnexpanded()
      if token.kind != .space {
        pending.append(token)
        return
      }
    }
  }

  /// Takes the next visible token if it is `scalar`.
  mutating func take(_ scalar: Unicode.Scalar) throws(Formula.Problem) -> Bool {
    let token = try nextVisible()
    if token.isCharacter(scalar) { return true }
    pending.append(token)
    return false
  }

  // MARK: - Scopes and definitions

  mutating func openGroup() {
    outerDefinitions.append(definitions)
  }

  mutating func closeGroup() {
    if let outer = outerDefinitions.popLast() { definitions = outer }
  }

  mutating func define(_ name: String, _ definition: Definition, everywhere: Bool = false) {
    definitions[name] = definition
    if everywhere {
      for index in outerDefinitions.indices { outerDefinitions[index][name] = definition }
    }
  }

  static func definition(body: String, parameterCount: Int) -> Definition {
    .macro(
      delimiters: Array(repeating: [], count: parameterCount + 1), defaultArgument: nil,
      body: tokens(of: body, at: 0..<0))
  }

  /// The tokens of a text that stands for a command at `range`.
  static func tokens(of text: String, at range: Range<Int>) -> [Token] {
    var lexer = Lexer(text, at: range)
    var tokens: [Token] = []
    while true {
      let token = lexer.next()
      if token.kind == .end { return tokens }
      tokens.append(token)
    }
  }

  // MARK: - Expanding

  /// Replaces a call, its command already read, by the macro's body.
  mutating func expand(
    _ call: Token, delimiters: [[Token]], defaultArgument: [Token]?, body: [Token]
  ) throws(Formula.Problem) {
    try countExpansion(of: call)
    for expected in delimiters[0] {
      let token = nextUnexpanded()
      if token.kind != expected.kind {
        throw Formula.Problem(message: "use of \(call.text) does not match its definition", range: call.range)
      }
    }
    var arguments: [[Token]] = []
    for (index, delimiter) in delimiters.dropFirst().enumerated() {
      if index == 0, let defaultArgument {
        arguments.append(try optionalArgument(of: call) ?? defaultArgument)
      } else if delimiter.isEmpty {
        arguments.append(try argument(of: call))
      } else {
        arguments.append(try delimitedArgument(of: call, upTo: delimiter))
      }
    }
    try push(body, arguments: arguments, for: call)
  }

  private mutating func push(
    _ body: [Token], arguments: [[Token]], for call: Token
  ) throws(Formula.Problem) {
    var size = 0
    for token in body {
      if case .parameter(let number) = token.kind, number <= arguments.count {
        size += arguments[number - 1].count
      } else {
        size += 1
      }
    }
    expandedTokens += size
    if expandedTokens > TokenStream.expandedTokenLimit {
      throw Formula.Problem(message: "macros expand to more than 100,000 tokens", range: call.range)
    }
    for token in body.reversed() {
      if case .parameter(let number) = token.kind, number <= arguments.count {
        for argument in arguments[number - 1].reversed() { pending.append(argument) }
      } else {
        pending.append(Token(kind: token.kind, range: call.range))
      }
    }
  }

  mutating func countExpansion(of call: Token) throws(Formula.Problem) {
    expansions += 1
    if expansions > TokenStream.expansionLimit {
      throw Formula.Problem(
        message: "more than 1,000 macro expansions", range: call.range,
        hint: "a macro that calls itself never ends")
    }
  }
}
