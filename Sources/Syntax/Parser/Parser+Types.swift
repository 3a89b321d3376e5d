// Definitions of types: `struct`, `mutable struct`, `abstract type`.

extension Parser {
  /// `mutable struct`, `abstract type` and `primitive type`, whose first words are ordinary names elsewhere.
  mutating func parseContextualForm() -> Expression? {
    let word = token
    let following = next
    guard following.spaceBefore, !following.newlineBefore else { return nil }
    if following.kind == .struct, token(word, is: "mutable") {
      advance()
      return parseStructure(word, isMutable: true)
    }
    guard following.kind == .name, token(following, is: "type"), peek(2).kind == .name, !peek(2).newlineBefore else {
      return nil
    }
    if token(word, is: "abstract") { return parseAbstractType(word) }
    if token(word, is: "primitive") {
      foreignBlocks += 1
      return fail("unsupported", "primitive types cannot be defined", at: word.span, hint: "use a `struct`")
    }
    return nil
  }

  private mutating func parseAbstractType(_ word: Token) -> Expression {
    advance()
    advance()
    guard let (name, _) = parseTypeName() else { return Expression(.error, span(from: Int(word.start))) }
    let supertype = parseSupertype()
    if token.kind == .semicolon { advance() }
    expectEnd(of: word)
    grow(height)
    return Expression(
      .abstractType(name: Expression(.name(text(name)), name.span), supertype: supertype),
      span(from: Int(word.start)))
  }

  /// The name of a type; parameters are refused, but read, so that the rest is understood.
  private mutating func parseTypeName() -> (Token, hasParameters: Bool)? {
    let name = token
    guard name.kind == .name else {
      fail("missing-name", "the name of the type is missing", at: gap)
      return nil
    }
    advance()
    height = 1
    guard token.kind == .openBrace, !token.spaceBefore else { return (name, false) }
    let start = Int(token.start)
    _ = parseBraceList()
    report(
      "type-parameters", "types of your own cannot have parameters", at: span(from: start),
      hint: "leave them out and give the fields a type such as `Real`, or none")
    return (name, true)
  }

  private mutating func parseSupertype() -> Expression? {
    guard token.kind == .operator, token(token, is: "<:"), !isRecovering else { return nil }
    advance()
    return parseCall()
  }

  mutating func parseStructure(_ word: Token, isMutable: Bool) -> Expression {
    advance()
    let outer = context
    context = []
    defer { context = outer }
    guard let (name, _) = parseTypeName() else {
      resynchronizeAtBody()
      _ = parseBlock()
      expectEnd(of: word)
      return Expression(.error, span(from: Int(word.start)))
    }
    var structure = Structure(
      name: text(name), nameSpan: name.span, supertype: parseSupertype(), isMutable: isMutable, fields: [],
      constructors: [])
    var tallest = height
    resynchronizeAtBody()
    while true {
      while token.kind == .semicolon { advance() }
      if token.kind.endsBlock || token.kind.isClosingBracket && openBrackets > 0 { break }
      let first = index
      parseMember(of: &structure)
      resynchronize(from: first)
      tallest = max(tallest, height)
    }
    expectEnd(of: word)
    grow(tallest, by: 2)
    return Expression(.structure(structure), span(from: Int(word.start)))
  }

  private mutating func parseMember(of structure: inout Structure) {
    let start = Int(token.start)
    var isConstant = false
    if token.kind == .const {
      isConstant = true
      advance()
    }
    let member = parseStatement()
    var fieldPart = member
    var defaultValue: Expression?
    if case .assignment(let target, let value) = member.kind {
      fieldPart = target
      defaultValue = value
    }
    var type: Expression?
    if case .typed(let target?, let written) = fieldPart.kind {
      fieldPart = target
      type = written
    }
    switch fieldPart.kind {
    case .name(let name):
      let span = Span(start, max(start, member.span.end))
      structure.fields.append(
        Structure.Field(name: name, type: type, defaultValue: defaultValue, isConstant: isConstant, span: span))
    case .function(let function) where defaultValue == nil:
      structure.constructors.append(function)
    case .string, .prefixedString, .error: break
    default:
      report(
        "bad-field", "a field is a name, perhaps with a type", at: member.span,
        hint: "write one field on each line: `x::Float64`")
    }
  }
}
