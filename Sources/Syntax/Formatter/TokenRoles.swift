// What each operator, colon and keyword of a text is there for, as its tree says; blanks depend on it.

/// Roles of tokens, gathered from the tree.
struct TokenRoles {
  enum Role: UInt8 {
    /// Blanks as the author set them.
    case none
    /// Before its only operand: `-x`.
    case prefix
    /// A value or part of one: `+` in `reduce(+, x)`, `end` in `x[end]`.
    case value
    /// Between operands, with blanks on both sides or on none.
    case spaced, tight
    /// Between operands, with blanks on both sides if the author set them on both.
    case asWritten
    /// The colon of `:name` and `:(…)`.
    case quote
    /// `for` and `if` of a generator, which open no block.
    case clause
    /// A word that opens a block although it is no keyword: `abstract`.
    case opener
    /// A square bracket with several lines of elements, whose gaps are the author's.
    case table
  }

  /// Where an expression stands, which decides about the blanks of its operators.
  private enum Place {
    case plain
    /// An end of a range: `1:n+1`.
    case range
    /// An index, or an element of a matrix: as written.
    case bracket
  }

  private let tokens: ContiguousArray<Token>
  private let bytes: [UInt8]
  private(set) var roles: [Role]

  init(_ program: Program, _ tokens: ContiguousArray<Token>) {
    self.tokens = tokens
    bytes = program.source.utf8
    roles = Array(repeating: .none, count: tokens.count)
    for statement in program.statements { visit(statement.expression) }
  }

  // MARK: - Tokens

  /// The token that begins at an offset, or the first one behind it.
  private func index(at offset: Int) -> Int {
    var low = 0
    var high = tokens.count - 1
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].start) < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func first(of expression: Expression) -> Int { index(at: expression.span.start) }

  private mutating func set(_ role: Role, at index: Int, ifOneOf kinds: Set<Token.Kind>) {
    guard tokens.indices.contains(index), kinds.contains(tokens[index].kind) else { return }
    roles[index] = role
  }

  private mutating func set(_ role: Role, _ sign: Operator) {
    let place = index(at: sign.span.start)
    guard tokens[place].span == sign.span else { return }
    roles[place] = role
  }

  private static let operators: Set<Token.Kind> = [
    .operator, .wordOperator, .assign, .dotAssign, .update, .arrow, .question, .colon,
  ]

  /// Gives a role to the operator right before an expression.
  private mutating func set(_ role: Role, before expression: Expression) {
    set(role, at: first(of: expression) - 1, ifOneOf: Self.operators)
  }

  private func isParenthesized(_ expression: Expression) -> Bool {
    let open = tokens[first(of: expression)]
    return open.kind == .openParenthesis && open.match > 0 && Int(tokens[Int(open.match)].end) == expression.span.end
  }

  // MARK: - Operators

  private func role(of sign: Operator, in place: Place) -> Role {
    let token = tokens[index(at: sign.span.start)]
    switch token.precedence {
    case .power: return sign.isDotted ? .asWritten : .tight
    case .rational: return sign.isDotted ? .asWritten : .tight
    case .colon: return .tight
    default: break
    }
    switch place {
    case .plain: return .spaced
    case .range: return token.precedence > .colon ? .tight : .spaced
    case .bracket: return token.precedence > .colon || token.precedence == .comparison ? .asWritten : .spaced
    }
  }

  /// `π/4` and `1/2`, which read as one number, may be written without blanks.
  private func isFraction(_ sign: Operator, _ left: Expression, _ right: Expression) -> Bool {
    guard sign.name == "/", !sign.isDotted, case .integer = right.kind else { return false }
    switch left.kind {
    case .integer, .name: return true
    case .juxtaposition(let factor, let name):
      if case .integer = factor.kind, case .name = name.kind { return true }
      return false
    default: return false
    }
  }

  // MARK: - The walk

  private mutating func visit(_ expressions: [Expression], _ place: Place = .plain) {
    for expression in expressions { visit(expression, place) }
  }

  private mutating func visit(_ expression: Expression, _ outer: Place = .plain) {
    let place = outer != .plain && isParenthesized(expression) ? .plain : outer
    switch expression.kind {
    case .integer, .float, .float32: visitNumber(expression)
    case .symbol: visitSymbol(expression)
    case .quote(let inner):
      set(.quote, at: first(of: expression), ifOneOf: [.colon])
      visit(inner)
    case .name, .operatorName, .indexEnd, .indexBegin, .colon:
      var start = first(of: expression)
      while tokens[start].kind == .openParenthesis { start += 1 }
      if tokens[start].kind != .name { roles[start] = .value }
    case .unary(let sign, let operand):
      set(.prefix, sign)
      visit(operand, place)
    case .binary(let sign, let left, let right):
      let isAsWritten = sign.name == "<:" || sign.name == ">:" || place != .range && isFraction(sign, left, right)
      set(isAsWritten ? .asWritten : role(of: sign, in: place), sign)
      visit([left, right], place)
    case .associative(let sign, let operands):
      let role = role(of: sign, in: place)
      for operand in operands.dropFirst() { set(role, before: operand) }
      visit(operands, place)
    case .comparison(let operands, let operators):
      for sign in operators { set(role(of: sign, in: place), sign) }
      visit(operands, place)
    case .and(let left, let right), .or(let left, let right), .assignment(let left, let right),
      .dotAssignment(let left, let right), .update(_, let left, let right):
      set(.spaced, before: right)
      visit([left, right], place == .range ? .plain : place)
    case .conditional(let condition, let then, let otherwise):
      set(.spaced, before: then)
      set(.spaced, before: otherwise)
      visit([condition, then, otherwise], place)
    case .juxtaposition(let left, let right): visit([left, right], place)
    case .adjoint(let inner), .splat(let inner), .field(let inner, _): visit(inner, place)
    case .range(let start, let step, let stop): visitRange(start, step, stop)
    case .typed(let value, let type):
      if let value { visit(value, place) }
      visit(type)
    case .call(let callee, let arguments), .dotCall(let callee, let arguments):
      visit(callee, place)
      visit(arguments)
    case .index(let base, let indices):
      visit(base, place)
      visit(indices, .bracket)
      markTable(expression, after: base)
    case .parameters(let base, let list):
      visit(base)
      visit(list)
    case .macroCall(let name, let operands): visitMacro(name, operands)
    case .tuple(let elements): visit(elements)
    case .namedTuple(let parts): visit(keywords: parts)
    case .vector(let elements, let type):
      visit(elements, .plain)
      if let type { visit(type) }
      markTable(expression, after: type)
    case .concatenation(let pieces, _, let type):
      visit(pieces, .bracket)
      if let type { visit(type) }
      markTable(expression, after: type)
    case .comprehension(let value, let generations, let type):
      if let type { visit(type) }
      visit(value)
      visit(generations)
    case .generator(let value, let generations):
      visit(value)
      visit(generations)
    default: visitForm(expression)
    }
  }

  /// Definitions and control flow.
  private mutating func visitForm(_ expression: Expression) {
    switch expression.kind {
    case .string(let parts): for part in parts { if case .value(let inner) = part { visit(inner) } }
    case .global(let names), .local(let names): visit(names)
    case .const(let value): visit(value)
    case .function(let function): visit(function)
    case .structure(let structure):
      if let supertype = structure.supertype {
        set(.spaced, at: first(of: supertype) - 1, ifOneOf: [.operator])
        visit(supertype)
      }
      for field in structure.fields {
        if let type = field.type { visit(type) }
        if let value = field.defaultValue {
          set(.spaced, before: value)
          visit(value)
        }
      }
      for constructor in structure.constructors { visit(constructor) }
    case .abstractType(let name, let supertype):
      roles[first(of: expression)] = .opener
      visit(name)
      if let supertype {
        set(.spaced, at: first(of: supertype) - 1, ifOneOf: [.operator])
        visit(supertype)
      }
    case .block(let statements): visit(statements)
    case .let(let bindings, let body):
      visit(bindings)
      visit(body)
    case .if(let branches, let otherwise):
      for branch in branches { visit([branch.condition, branch.body]) }
      if let otherwise { visit(otherwise) }
    case .for(let iterations, let body):
      visit(iterations)
      visit(body)
    case .while(let condition, let body): visit([condition, body])
    case .try(let form):
      visit([form.body, form.handler, form.elseBody, form.finallyBody].compactMap(\.self))
    case .return(let value): if let value { visit(value) }
    default: break
    }
  }

  /// `-2` is one literal of two tokens.
  private mutating func visitNumber(_ expression: Expression) {
    var start = first(of: expression)
    while tokens[start].kind == .openParenthesis { start += 1 }
    if tokens[start].kind == .operator { roles[start] = .prefix }
  }

  private mutating func visitSymbol(_ expression: Expression) {
    var place = first(of: expression)
    while tokens[place].kind == .openParenthesis { place += 1 }
    guard tokens[place].kind == .colon else { return }
    roles[place] = .quote
    place += 1
    while place < tokens.count, Int(tokens[place].end) <= expression.span.end {
      roles[place] = .value
      place += 1
    }
  }

  private mutating func visitRange(_ start: Expression, _ step: Expression?, _ stop: Expression) {
    set(.tight, before: stop)
    if let step { set(.tight, before: step) }
    visit([start, stop], .range)
    if let step { visit(step, .range) }
  }

  /// Whether a square bracket spans several lines.
  private mutating func markTable(_ expression: Expression, after base: Expression?) {
    var open = base.map { index(at: $0.span.end) } ?? first(of: expression)
    while tokens[open].kind == .openParenthesis { open += 1 }
    guard tokens[open].kind == .openBracket, tokens[open].match > 0 else { return }
    let close = Int(tokens[open].match)
    if tokens[open...close].dropFirst().contains(where: \.newlineBefore) { roles[open] = .table }
  }

  // MARK: - Parts

  private mutating func visit(_ arguments: Arguments) {
    visit(arguments.positional)
    visit(keywords: arguments.keywords)
  }

  /// The `=` of a list of keyword arguments have blanks if the first one has.
  private mutating func visit(keywords: [KeywordArgument]) {
    var role: Role?
    for keyword in keywords {
      let place = index(at: keyword.span.start) + 1
      if keyword.name != nil, tokens.indices.contains(place), tokens[place].kind == .assign {
        role = role ?? keywordRole(place)
        roles[place] = role ?? .none
      }
      visit(keyword.value)
    }
  }

  private func keywordRole(_ place: Int) -> Role {
    tokens[place].spaceBefore && tokens[min(place + 1, tokens.count - 1)].spaceBefore ? .spaced : .tight
  }

  /// Arguments with blanks between them are written like the elements of a matrix, options like keyword arguments.
  private mutating func visitMacro(_ name: String, _ operands: [Expression]) {
    var role: Role?
    for (position, operand) in operands.enumerated() {
      visit(operand, operands.count > 1 && name != "doc" ? .bracket : .plain)
      guard position > 0, case .assignment(_, let value) = operand.kind else { continue }
      let place = first(of: value) - 1
      guard tokens.indices.contains(place), tokens[place].kind == .assign else { continue }
      role = role ?? keywordRole(place)
      roles[place] = role ?? .none
    }
  }

  private mutating func visit(_ generations: [Generation]) {
    for generation in generations {
      if let first = generation.iterations.first {
        set(.clause, at: self.first(of: first.target) - 1, ifOneOf: [.for])
      }
      visit(generation.iterations)
      if let condition = generation.condition {
        set(.clause, at: first(of: condition) - 1, ifOneOf: [.if])
        visit(condition)
      }
    }
  }

  private mutating func visit(_ iterations: [Iteration]) {
    for iteration in iterations {
      visit(iteration.target)
      set(.spaced, before: iteration.iterable)
      visit(iteration.iterable)
    }
  }

  private mutating func visit(_ function: Function) {
    if let name = function.name { visit(name) }
    var role: Role?
    for parameter in function.parameters + function.keywords {
      if let pattern = parameter.pattern { visit(pattern) }
      if let type = parameter.type { visit(type) }
      if let value = parameter.defaultValue {
        let place = first(of: value) - 1
        if tokens.indices.contains(place), tokens[place].kind == .assign {
          role = role ?? keywordRole(place)
          roles[place] = role ?? .none
        }
        visit(value)
      }
    }
    visit(function.typeVariables)
    if let type = function.returnType { visit(type) }
    if let body = function.body {
      if function.form == .short || function.form == .anonymous { set(.spaced, before: body) }
      visit(body)
    }
  }
}
