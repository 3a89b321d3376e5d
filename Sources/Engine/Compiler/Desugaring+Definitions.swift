// Macros that define types or hold blocks: `@kwdef`, `@enum`, `@NamedTuple`, `@testset`, messages.

import Syntax

extension Desugaring {
  /// `@testset "title" verbose = true begin … end`, or with a `for` loop, of which each round is a set.
  static func testSet(_ arguments: [Expression], span: Span) -> Expression? {
    guard let body = arguments.last else { return nil }
    var title = Expression(.string([.text("test set")]), span)
    for argument in arguments.dropLast() { if case .string = argument.kind { title = argument } }
    if case .call(let callee, _) = body.kind, case .name(let name) = callee.kind, arguments.count == 1 {
      title = Expression(.string([.text(name)]), span)
    }
    var isVerbose = Expression(.boolean(false), span)
    for option in arguments.dropLast() {
      if case .assignment(let target, let value) = option.kind, case .name("verbose") = target.kind { isVerbose = value }
    }
    func set(_ body: Expression) -> Expression {
      call("@testset", [title, isVerbose, function([], body, span: Span(body.span.start, span.end))], span)
    }
    if case .for(let iterations, let inner) = body.kind {
      return Expression(.for(iterations, body: Expression(.block([set(inner)]), inner.span)), body.span)
    }
    return set(body)
  }

  /// `@isdefined x`.
  static func isDefined(_ expression: Expression, span: Span) -> Expression? {
    guard case .name = expression.kind else { return nil }
    let question = Expression(.block([expression, Expression(.boolean(true), span)]), span)
    return Expression(
      .try(
        Try(
          body: question, variable: nil, handler: Expression(.boolean(false), span), elseBody: nil, finallyBody: nil)),
      span)
  }

  /// `@something` and `@coalesce`: the first value that is there; those after it are not computed.
  static func firstGiven(
    _ values: ArraySlice<Expression>, isLacking: String, otherwise: String?, span: Span
  ) -> Expression {
    guard let first = values.first else { return otherwise.map { call($0, [], span) } ?? Expression(.name("missing"), span) }
    let rest = firstGiven(values.dropFirst(), isLacking: isLacking, otherwise: otherwise, span: span)
    let name = Expression(.name("#given\(values.startIndex)"), first.span)
    let found = otherwise == nil ? name : call("something", [name], span)
    return Expression(
      .let(
        [Expression(.assignment(name, first), first.span)],
        body: Expression(.block([Expression(.conditional(call(isLacking, [name], span), then: rest, else: found), span)]), span)),
      Span(first.span.start, span.end))
  }

  /// `@NamedTuple{a::Int, b}`, and the same as a block.
  static func namedTupleType(_ arguments: [Expression], span: Span) -> Expression? {
    var fields = arguments
    if fields.count == 1, case .block(let lines) = fields[0].kind { fields = lines }
    var names: [Expression] = []
    var types: [Expression] = []
    for field in fields {
      switch field.kind {
      case .name(let name):
        names.append(Expression(.symbol(name), field.span))
        types.append(Expression(.name("Any"), field.span))
      case .typed(let target?, let type):
        guard case .name(let name) = target.kind else { return nil }
        names.append(Expression(.symbol(name), target.span))
        types.append(type)
      default: return nil
      }
    }
    let tuple = Expression(.parameters(Expression(.name("Tuple"), span), types), span)
    return Expression(
      .parameters(Expression(.name("NamedTuple"), span), [Expression(.tuple(names), span), tuple]), span)
  }

  /// `@kwdef struct …`: the structure, and a constructor that takes the fields as keyword arguments.
  static func keywordStructure(_ definition: Expression, span: Span) -> Expression? {
    guard case .structure(var structure) = definition.kind else { return nil }
    let keywords = structure.fields.map { field in
      Parameter(
        pattern: Expression(.name(field.name), field.span), type: nil, defaultValue: field.defaultValue, span: field.span)
    }
    for position in structure.fields.indices { structure.fields[position].defaultValue = nil }
    let name = Expression(.name(structure.name), structure.nameSpan)
    let body = Expression(.call(name, Arguments(keywords.compactMap(\.pattern))), span)
    let method = Function(form: .short, name: name, parameters: [], keywords: keywords, body: body)
    return Expression(
      .block([
        Expression(.structure(structure), definition.span), Expression(.function(method), span), .nothing(span),
      ]), span)
  }

  /// `@enum Name a b = 3`, its members also as lines of a block.
  static func enumeration(_ arguments: [Expression], span: Span) -> Expression? {
    var written = arguments[0]
    if case .typed(let name?, _) = written.kind { written = name }
    guard case .name(let name) = written.kind else { return nil }
    var members = Array(arguments.dropFirst())
    if members.count == 1, case .block(let lines) = members[0].kind { members = lines }
    var names: [(String, Span)] = []
    var numbers: [Expression] = []
    for member in members {
      switch member.kind {
      case .name(let text):
        names.append((text, member.span))
        numbers.append(.nothing(member.span))
      case .assignment(let target, let value):
        guard case .name(let text) = target.kind else { return nil }
        names.append((text, target.span))
        numbers.append(value)
      default: return nil
      }
    }
    let type = Expression(.name(name), written.span)
    let symbols = names.map { Expression(.symbol($0.0), $0.1) }
    var lines = [
      Expression(
        .assignment(
          type,
          call(
            "#enumeration",
            [Expression(.symbol(name), written.span), Expression(.tuple(symbols), span), Expression(.tuple(numbers), span)],
            span)), span)
    ]
    for (position, member) in names.enumerated() {
      let number = Expression(
        .integer(IntegerLiteral(digits: "\(position + 1)", radix: 10, value: position + 1)), member.1)
      let value = Expression(.index(call("instances", [type], span), [number]), span)
      lines.append(Expression(.assignment(Expression(.name(member.0), member.1), value), span))
    }
    return Expression(.block(lines + [.nothing(span)]), span)
  }

  /// `@info "text" x = 1`: a message with values by name.
  static func message(_ name: String, _ arguments: [Expression], span: Span) -> Expression {
    let level = ["@info": "Info", "@warn": "Warning"][name] ?? "Error"
    var names: [Expression] = []
    var values: [Expression] = []
    for argument in arguments.dropFirst() {
      if case .assignment(let target, let value) = argument.kind, case .name(let text) = target.kind {
        names.append(Expression(.string([.text(text)]), target.span))
        values.append(value)
      } else {
        names.append(call("#text", [Expression(.quote(argument), argument.span)], argument.span))
        values.append(argument)
      }
    }
    return call(
      "#message",
      [
        Expression(.string([.text(level)]), span), arguments[0], Expression(.tuple(names), span),
        Expression(.tuple(values), span),
      ], span)
  }
}

extension Expression {
  /// `nothing`, where a macro gives no value.
  static func nothing(_ span: Span) -> Expression { Expression(.name("nothing"), span) }

  static func integer(_ value: Int, _ span: Span) -> Expression {
    Expression(.integer(IntegerLiteral(digits: "\(value)", radix: 10, value: value)), span)
  }
}
