// Macros, rewritten as what they stand for.

import Syntax

extension Desugaring {
  /// What a macro call means in simpler terms, `nil` if there is no such macro.
  static func macro(_ name: String, _ arguments: [Expression], span: Span) -> Expression? {
    let text = { (expression: Expression) in
      Expression(.prefixedString(prefix: "#source", text: "", suffix: ""), expression.span)
    }
    let written = { (expression: Expression) in
      call("#text", [Expression(.quote(expression), expression.span)], expression.span)
    }
    let thunk = { (expression: Expression) in
      function([], expression, span: Span(expression.span.start, span.end))
    }
    switch (name, arguments.count) {
    case ("@inbounds", 1), ("@simd", 1), ("@fastmath", 1), ("@inline", 1), ("@noinline", 1): return arguments[0]
    case ("@.", 1), ("@__dot__", 1): return dotted(arguments[0])
    case ("@views", 1): return viewed(arguments[0])
    case ("@view", 1):
      guard case .index(let base, let indices) = arguments[0].kind else { return nil }
      // `end` needs the array of the index it stands in, so the view is an index marked as one.
      return Expression(.macroCall("view", [Expression(.index(base, indices), arguments[0].span)]), span)
    case ("@test", 1...):
      let condition = arguments[0]
      // The operands of a comparison are shown when it fails.
      if case .comparison(let operands, let operators) = condition.kind, operators.count == 1, !operators[0].isDotted {
        return call(
          "@test",
          [
            text(condition), function([], Expression(.tuple(operands), condition.span), span: Span(condition.span.start, span.end)),
            Expression(.operatorName(operators[0]), operators[0].span),
          ] + testOptions(arguments.dropFirst()), span)
      }
      return call("@test", [text(condition), thunk(condition)], span)
    case ("@test_throws", 2):
      return call("@test_throws", [arguments[0], text(arguments[1]), thunk(arguments[1])], span)
    case ("@test_broken", 1...), ("@test_skip", 1...):
      return call(
        "@test_broken", [text(arguments[0]), name == "@test_skip" ? .nothing(span) : thunk(arguments[0])], span)
    case ("@testset", 1...): return testSet(arguments, span: span)
    case ("@assert", 1...):
      let message = arguments.count > 1 ? arguments[1] : written(arguments[0])
      let check = Expression(.conditional(arguments[0], then: .nothing(span), else: call("@assert", [message], span)), span)
      return check
    case ("@show", 1...):
      return call("@show", arguments.flatMap { [written($0), $0] }, span)
    case ("@time", 1), ("@elapsed", 1), ("@timed", 1), ("@allocated", 1):
      return call(name, [thunk(arguments[0])], span)
    case ("@time", 2):
      return call("@time", [thunk(arguments[1])], span)
    case ("@printf", 1...), ("@sprintf", 1...): return call(name, arguments, span)
    case ("@doc", 1): return call("@doc", [text(arguments[0])], span)
    case ("@doc", 2):
      guard let name = definedName(arguments[1]) else { return arguments[1] }
      let title = Expression(.string([.text(name)]), span)
      return Expression(.block([call("#document", [title, arguments[0]], span), arguments[1]]), span)
    case ("@static", 1), ("@eval", 1), ("@nospecialize", 1), ("@specialize", 1), ("@noinline", 0), ("@inline", 0):
      return arguments.first
    case ("@evalpoly", 2...): return call("evalpoly", [arguments[0], Expression(.tuple(Array(arguments.dropFirst())), span)], span)
    case ("@isdefined", 1): return isDefined(arguments[0], span: span)
    case ("@something", 1...): return firstGiven(arguments[...], isLacking: "isnothing", otherwise: "something", span: span)
    case ("@coalesce", 1...): return firstGiven(arguments[...], isLacking: "ismissing", otherwise: nil, span: span)
    case ("@NamedTuple", _): return namedTupleType(arguments, span: span)
    case ("@Kwargs", _):
      guard let type = namedTupleType(arguments, span: span) else { return nil }
      return call("#keywordstype", [type], span)
    case ("@kwdef", 1): return keywordStructure(arguments[0], span: span)
    case ("@enum", 1...): return enumeration(arguments, span: span)
    case ("@layout", 1): return call("@layout", [layout(arguments[0])], span)
    case ("@animate", 1...), ("@gif", 1...): return animation(arguments, span: span)
    case ("@which", 1):
      guard case .call(let callee, let list) = arguments[0].kind else { return nil }
      return call("#which", [callee] + list.positional, span)
    case ("@steps", 1): return steps(of: arguments[0], written: written)
    case ("@info", 1...), ("@warn", 1...), ("@error", 1...): return message(name, arguments, span: span)
    case ("@debug", 1...): return .nothing(span)
    default: return nil
    }
  }

  /// The call of `#steps` with the name of a function and its arguments, or with the text of what is no call.
  private static func steps(of expression: Expression, written: (Expression) -> Expression) -> Expression {
    func steps(_ name: String, _ arguments: [Expression]) -> Expression {
      call("#steps", [Expression(.string([.text(name)]), expression.span)] + arguments, expression.span)
    }
    switch expression.kind {
    case .call(let callee, let list) where list.keywords.isEmpty && !list.hasDoBlock:
      if case .name(let name) = callee.kind { return steps(name, list.positional) }
      if case .operatorName(let sign) = callee.kind { return steps(sign.name, list.positional) }
    case .binary(let sign, let left, let right) where !sign.isDotted: return steps(sign.name, [left, right])
    default: break
    }
    return call("#steps", [written(expression)], expression.span)
  }

  /// The name that a definition defines, for its help.
  private static func definedName(_ expression: Expression) -> String? {
    switch expression.kind {
    case .function(let function): function.name.flatMap(definedName)
    case .structure(let structure): structure.name
    case .abstractType(let name, _): definedName(name)
    case .const(let inner), .assignment(let inner, _), .parameters(let inner, _), .typed(let inner?, _):
      definedName(inner)
    case .name(let name), .field(_, let name): name
    case .operatorName(let sign): sign.name
    default: nil
    }
  }

  /// `@test a ≈ b atol = 1e-3`: the options are keyword arguments of the comparison.
  private static func testOptions(_ options: ArraySlice<Expression>) -> [Expression] {
    var fields: [KeywordArgument] = []
    for option in options {
      if case .assignment(let target, let value) = option.kind, case .name(let name) = target.kind {
        fields.append(KeywordArgument(name: name, value: value, span: option.span))
      }
    }
    guard let first = fields.first, let last = fields.last else { return [] }
    return [Expression(.namedTuple(fields), first.span.union(last.span))]
  }

  /// Every index a view, but those that are assigned.
  private static func viewed(_ expression: Expression) -> Expression {
    expression.rewritten { node in
      switch node.kind {
      case .index(let base, let indices):
        let inner = Expression(.index(viewed(base), indices.map(viewed)), node.span)
        return Expression(.macroCall("maybeview", [inner]), node.span)
      case .assignment(let target, let value):
        return Expression(.assignment(viewedTarget(target), viewed(value)), node.span)
      case .dotAssignment(let target, let value):
        return Expression(.dotAssignment(viewedTarget(target), viewed(value)), node.span)
      case .update(let operation, let target, let value):
        return Expression(.update(operation, viewedTarget(target), viewed(value)), node.span)
      default: return nil
      }
    }
  }

  private static func viewedTarget(_ target: Expression) -> Expression {
    guard case .index(let base, let indices) = target.kind else { return target }
    return Expression(.index(viewed(base), indices.map(viewed)), target.span)
  }

  /// Every call and operator dotted, as `@.` asks.
  private static func dotted(_ expression: Expression) -> Expression {
    func dot(_ operation: Operator) -> Operator {
      Operator(operation.name, isDotted: true, span: operation.span)
    }
    func arguments(_ arguments: Arguments) -> Arguments {
      Arguments(
        arguments.positional.map(dotted), keywords: arguments.keywords, hasDoBlock: arguments.hasDoBlock)
    }
    let kind: Expression.Kind
    switch expression.kind {
    case .unary(let operation, let operand): kind = .unary(dot(operation), dotted(operand))
    case .binary(let operation, let left, let right): kind = .binary(dot(operation), dotted(left), dotted(right))
    case .associative(let operation, let operands): kind = .associative(dot(operation), operands.map(dotted))
    case .juxtaposition(let left, let right):
      kind = .binary(Operator("*", isDotted: true, span: expression.span), dotted(left), dotted(right))
    case .comparison(let operands, let operators): kind = .comparison(operands.map(dotted), operators.map(dot))
    case .call(let callee, let list): kind = .dotCall(callee, arguments(list))
    case .dotCall(let callee, let list): kind = .dotCall(callee, arguments(list))
    case .assignment(let target, let value): kind = .dotAssignment(target, dotted(value))
    case .dotAssignment(let target, let value): kind = .dotAssignment(target, dotted(value))
    case .update(let operation, let target, let value): kind = .update(dot(operation), target, dotted(value))
    default: return expression
    }
    return Expression(kind, expression.span)
  }
}
