// The parser: recursive descent over the lexer's tokens, precedence climbing for operators. It never throws.
//
// Grammar (EBNF; `⟶` marks what is told apart by blanks or context). Newlines end a statement except inside parentheses
// and braces and after an operator; inside `[ ]` they separate rows.
//
//   program        = { [ statement ] ( newline | ";" ) } .
//   block          = program .                                     (* up to end, else, elseif, catch, finally *)
//   statement      = assignment(commas) .
//   assignment     = signature "=" assignment                      (* f(x::T, y = 1; k = 2)::R where T = … *)
//                  | targets ( "=" | ".=" | update | "~" ) assignment
//                  | targets .
//   targets        = pair { "," pair } .                           (* commas only at the level of statements *)
//   pair           = conditional [ ( "=>" ) pair ] .
//   conditional    = arrow [ " ? " assignment " : " assignment ] .
//   arrow          = or [ ( "-->" | "→" | … ) arrow ] .
//   or             = and [ "||" or ] .
//   and            = comparison [ "&&" and ] .
//   comparison     = pipeLeft { ( "<" | "==" | "in" | "isa" | "<:" | … ) pipeLeft } .
//   pipeLeft       = pipeRight [ "<|" pipeLeft ] .
//   pipeRight      = range { "|>" range } .
//   range          = sum [ ( ":" | ".." | … ) sum [ ":" sum ] ] { "..." } .
//   sum            = product { ( "+" | "-" | "±" | "|" | "∪" | … ) product } .
//   product        = fraction { ( "*" | "/" | "÷" | "%" | "⋅" | "&" | … ) fraction } .
//   fraction       = shift { "//" shift } .
//   shift          = operand { ( "<<" | ">>" | ">>>" ) operand } .
//   operand        = juxtaposition { "where" variables } | ( "<:" | ">:" ) operand .
//   juxtaposition  = unary { power } .                             ⟶ no blank between: 2x, 3(x + 1), (a)b, x'y
//   unary          = ( "-" | "+" | "!" | "√" | "~" | "±" | … ) unary | power .
//   power          = declared [ ( "^" | "↑" | … ) exponent ] .
//   exponent       = juxtaposition [ ( "^" | … ) exponent ] .      ⟶ 2^3x is 2^(3x)
//   declared       = call { "::" type } [ "->" assignment ] .
//   type           = call { "where" variables } .
//   call           = "::" type | atom { postfix } .
//   postfix        = "(" arguments ")" [ do ] | ".(" arguments ")" | "[" items "]" | "{" list "}"
//                  | "." name | ".:" operator | "'" .              ⟶ no blank before any of them
//   do             = "do" [ parameter { "," parameter } ] block "end" .
//   arguments      = [ argument { "," argument } ] [ ";" argument { "," argument } ] .
//   argument       = name "=" assignment | assignment [ generators ] .
//   atom           = number | character | string | prefixed | name | operator | symbol | macro | keyword form
//                  | "(" ")" | "(" assignment ")" | "(" list ")" | "(" block ")" | "(" assignment generators ")"
//                  | parameters "->" assignment | "[" items "]" .
//   symbol         = ":" ( name | operator | keyword ) | ":(" … ")" .
//   items          = [ list ] | assignment generators | row { ( ";" | ";;" | newline | blank ) row } .
//   generators     = { "for" iteration { "," iteration } [ "if" conditional ] } .
//   iteration      = pipeLeft ( "in" | "∈" | "=" ) pipeLeft .
//   macro          = "@" name ( "(" arguments ")" | { statement } ) .
//   parameters     = "(" [ parameter { "," parameter } ] [ ";" parameter { "," parameter } ] ")" .
//   parameter      = [ name | tuple ] [ "::" type ] [ "..." ] [ "=" assignment ] .
//   keyword form   = "begin" block "end" | "quote" block "end" | "let" [ bindings ] block "end"
//                  | "if" conditional block { "elseif" conditional block } [ "else" block ] "end"
//                  | "for" iteration { "," iteration } block "end" | "while" conditional block "end"
//                  | "try" block [ "catch" [ name ] block ] [ "else" block ] [ "finally" block ] "end"
//                  | "function" ( callee parameters | parameters ) [ "::" type ] { "where" variables } block "end"
//                  | [ "mutable" ] "struct" name [ "<:" type ] { field | definition } "end"
//                  | "abstract type" name [ "<:" type ] "end"
//                  | ( "global" | "local" | "const" ) statement | "return" [ statement ] | "break" | "continue"
//                  | ( "using" | "import" ) path { "," path } [ ":" name { "," name } ] .

/// Turns source text into a tree. Errors become `.error` nodes and diagnostics; the cost is linear in the text.
public struct Parser {
  /// How deep brackets, blocks and operators may nest.
  static let nestingLimit = 1000
  static let diagnosticLimit = 20

  struct Context: OptionSet {
    let rawValue: UInt8

    /// Inside parentheses and braces, where a line break is a blank.
    static let newlinesAreBlank = Context(rawValue: 1)
    /// Inside `[ ]` and after a macro's name, where `a -b` is two things.
    static let blanksSeparate = Context(rawValue: 2)
    /// Inside an index, where `end` and `begin` are values.
    static let endIsIndex = Context(rawValue: 4)
    /// Before the colon of a conditional.
    static let colonEnds = Context(rawValue: 8)
    /// Before a block's body, where Python writes a colon.
    static let header = Context(rawValue: 16)
    /// Inside brackets, where `for` ends a macro's arguments.
    static let forEnds = Context(rawValue: 32)
    /// In the variables of a `where`.
    static let whereEnds = Context(rawValue: 64)
  }

  let bytes: [UInt8]
  let tokens: ContiguousArray<Token>
  let commentSpans: [Span]
  var diagnostics: [Diagnostic]
  var index = 0
  /// The token at `index`, or while recovering a fake end of source, which makes every rule return.
  var token: Token
  var isRecovering = false
  var context: Context = []
  /// An upper bound of the height of the expression parsed last; bounds what releasing it will recurse.
  var height = 0
  var depth = 0
  var isOnLargeStack = false
  var hasNestingError = false
  /// The first `end` of the source, once it was asked for.
  var firstEnd: Int?
  /// Whether the tree being read is to be given up, because it is too deep.
  var dropsTree = false
  /// Brackets that the rules at work are inside of: a closing one then ends a block that lacks its `end`.
  var openBrackets = 0
  var isIncomplete: Bool
  /// The first `else if` seen, which explains a missing `end`.
  var elseIf: Span?
  /// The first block whose `end` stands further left than its beginning: it probably took another block's `end`.
  var misalignedBlock: Token?
  var hasUnclosedBlock = false
  /// How many quotes are around, in which `$` interpolates.
  var quoteDepth = 0
  /// Blocks of other languages that were not understood and whose `end`s are still to come.
  var foreignBlocks = 0

  init(_ source: SourceText) {
    let lexer = Lexer.run(source.utf8)
    bytes = source.utf8
    tokens = lexer.tokens
    commentSpans = lexer.comments
    diagnostics = lexer.diagnostics
    isIncomplete = lexer.endsInsideToken
    token = lexer.tokens[0]
  }

  /// The statements of a block of code.
  public static func parse(_ source: String) -> Program {
    let text = SourceText(source)
    var parser = Parser(text)
    let statements = parser.parseProgram()
    return parser.program(text, statements)
  }

  /// The one expression of an inline value; more than one, or none, is a diagnostic.
  public static func parseExpression(_ source: String) -> Program {
    let text = SourceText(source)
    var parser = Parser(text)
    let statements = parser.parseProgram()
    if statements.isEmpty {
      parser.report("missing-expression", "an expression is missing", at: Span(0, text.utf8.count))
    } else if statements.count > 1 {
      parser.report("several-expressions", "only one expression can stand here", at: statements[1].expression.span)
    }
    return parser.program(text, statements)
  }

  private func program(_ text: SourceText, _ statements: [Statement]) -> Program {
    var sorted = diagnostics.enumerated().sorted {
      ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset)
    }.map(\.element)
    if sorted.count > Self.diagnosticLimit { sorted.removeSubrange(Self.diagnosticLimit...) }
    return Program(
      source: text, statements: statements, comments: commentSpans.map { Comment(text: text[$0], span: $0) },
      diagnostics: sorted, isIncomplete: isIncomplete)
  }

  // MARK: - Tokens

  mutating func advance() {
    guard !isRecovering, index < tokens.count - 1 else { return }
    index += 1
    token = tokens[index]
  }

  /// The token after the current one.
  var next: Token { peek(1) }

  func peek(_ distance: Int) -> Token {
    isRecovering ? token : tokens[min(index + distance, tokens.count - 1)]
  }

  var previous: Token { tokens[max(index - 1, 0)] }

  /// Whether the expression ends here because its line does.
  var breaksLine: Bool { token.newlineBefore && !context.contains(.newlinesAreBlank) }

  /// Whether nothing can follow here: a closing bracket, a separator, the end of a block or line.
  var isAtEnd: Bool { breaksLine || ends(token) }

  func ends(_ token: Token) -> Bool {
    switch token.kind {
    case .comma, .semicolon, .closeParenthesis, .closeBracket, .closeBrace, .stringEnd, .stringText: true
    case .end: !context.contains(.endIsIndex)
    default: token.kind.endsBlock && token.kind != .end
    }
  }

  func text(_ token: Token) -> String {
    let text = String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
    return token.flags.contains(.nonASCII) ? Identifiers.normalized(text) : text
  }

  func token(_ token: Token, is text: StaticString) -> Bool {
    guard token.length == text.utf8CodeUnitCount else { return false }
    for i in 0..<token.length where bytes[Int(token.start) + i] != text.utf8Start[i] { return false }
    return true
  }

  /// From the start of `start` to the end of the last token taken.
  func span(from start: Int) -> Span { Span(start, max(start, Int(previous.end))) }

  // MARK: - Errors

  /// Notes an error and goes on as if the source were right.
  mutating func report(_ identifier: String, _ message: String, at span: Span, hint: String? = nil) {
    // About a bad token the lexer has said what is wrong.
    guard !isRecovering, token.kind != .bad, token.kind != .command else { return }
    guard diagnostics.count < Self.diagnosticLimit * 5 else { return }
    diagnostics.append(Diagnostic(.error, identifier, message, at: span, hint: hint))
  }

  /// Notes an error and gives up on the statement; every rule returns until the next one begins.
  @discardableResult
  mutating func fail(_ identifier: String, _ message: String, at span: Span, hint: String? = nil) -> Expression {
    if !isRecovering, token.kind == .endOfSource, diagnostics.isEmpty { isIncomplete = true }
    report(identifier, message, at: span, hint: hint)
    recover()
    return Expression(.error, span)
  }

  private mutating func recover() {
    height = 1
    guard !isRecovering else { return }
    isRecovering = true
    let end = Int(tokens[index].start)
    token = Token(.endOfSource, flags: [.spaceBefore, .newlineBefore], start: end, end: end)
  }

  /// Where something is missing: the current token, or the end of the line before it.
  var gap: Span {
    guard breaksLine || token.kind == .endOfSource, index > 0 else { return token.span }
    return Span(Int(previous.end), Int(previous.end))
  }

  /// Goes on with the next statement of the block that `start` (a token's index) belongs to.
  mutating func resynchronize(from start: Int) {
    guard isRecovering else { return }
    isRecovering = false
    let failure = index
    guard failure < tokens.count - 1 else {
      token = tokens[failure]
      return
    }
    var blocks = 0
    var place = start
    scan: while place < tokens.count - 1 {
      let candidate = tokens[place]
      if place > start, place >= failure, blocks == 0, candidate.newlineBefore || candidate.kind == .semicolon {
        break
      }
      switch candidate.kind {
      case .end:
        if place > start, isIndexEnd(place) { break }
        if blocks == 0, place >= failure { break scan }
        blocks = max(0, blocks - 1)
      case .else, .elseif, .catch, .finally:
        if blocks == 0, place >= failure { break scan }
      case let kind where kind.opensBlock && !(place > start && tokens[place - 1].kind == .colon):
        blocks += 1
      case let kind where kind.isOpeningBracket && candidate.match > 0:
        if !candidate.flags.contains(.mismatched) { place = Int(candidate.match) }
      case let kind where kind.isClosingBracket:
        if openBrackets > 0, place >= failure, blocks == 0 { break scan }
      default: break
      }
      place += 1
    }
    index = max(place, start)
    if index == start, !tokens[index].kind.endsBlock { index = min(index + 1, tokens.count - 1) }
    token = tokens[index]
  }

  /// Whether an `end` in brackets that were left open is an index, not the end of a block.
  private func isIndexEnd(_ place: Int) -> Bool {
    switch tokens[place - 1].kind {
    case .openBracket, .openParenthesis, .comma, .colon, .operator: !tokens[place].newlineBefore
    default: false
    }
  }

  /// After an error in the head of a block, goes on with its body.
  mutating func resynchronizeAtBody() {
    guard isRecovering else { return }
    isRecovering = false
    while index < tokens.count - 1 {
      token = tokens[index]
      if token.newlineBefore || token.kind == .semicolon || token.kind == .end { return }
      if token.kind.isClosingBracket, openBrackets > 0 { return }
      let skipsTo = token.kind.isOpeningBracket && !token.flags.contains(.mismatched) ? Int(token.match) : -1
      index = max(index, skipsTo) + 1
    }
    index = min(index, tokens.count - 1)
    token = tokens[index]
  }

  // MARK: - Nesting

  /// Notes that a node stands above expressions of this height. Lists and blocks count twice: to release them takes more
  /// stack than operators do, and a tree has to be released safely on the smallest one.
  mutating func grow(_ below: Int, by levels: Int = 1) {
    height = below + levels
    if height > Self.nestingLimit { tooDeep() }
  }

  @discardableResult
  mutating func tooDeep() -> Expression {
    let span = token.span
    if !hasNestingError {
      hasNestingError = true
      report("nesting", "this is nested too deeply", at: span, hint: "give a part of it a name first")
    }
    dropsTree = true
    recover()
    return Expression(.error, span)
  }

  /// Whether the rules have called each other so often that they go on where there is more stack.
  var needsLargeStack: Bool { depth >= 16 && !isOnLargeStack }

  mutating func onLargeStack(_ rule: (inout Parser) -> Expression) -> Expression {
    isOnLargeStack = true
    defer { isOnLargeStack = false }
    var copy = self
    let result = LargeStack.run {
      let result = rule(&copy)
      guard copy.dropsTree else { return result }
      // What was read of it may be deeper than the caller's stack could release: it goes here.
      copy.dropsTree = false
      copy.height = 1
      return Expression(.error, result.span)
    }
    guard let result else { return tooDeep() }
    self = copy
    return result
  }
}
