// Trees with some of their nodes replaced.

import Syntax

extension Expression {
  /// The tree in which `replace` has replaced nodes: where it gives `nil`, the children are rewritten instead.
  func rewritten(_ replace: (Expression) -> Expression?) -> Expression {
    if let replacement = replace(self) { return replacement }
    return mapChildren { $0.rewritten(replace) }
  }

  /// The node with each child replaced.
  func mapChildren(_ body: (Expression) -> Expression) -> Expression {
    func all(_ expressions: [Expression]) -> [Expression] { expressions.map(body) }
    func keywords(_ arguments: [KeywordArgument]) -> [KeywordArgument] {
      arguments.map { KeywordArgument(name: $0.name, value: body($0.value), span: $0.span) }
    }
    func list(_ arguments: Arguments) -> Arguments {
      Arguments(
        all(arguments.positional), keywords: keywords(arguments.keywords), hasDoBlock: arguments.hasDoBlock)
    }
    func loops(_ iterations: [Iteration]) -> [Iteration] {
      iterations.map { Iteration(target: $0.target, iterable: body($0.iterable)) }
    }
    func clauses(_ generations: [Generation]) -> [Generation] {
      generations.map { Generation(iterations: loops($0.iterations), condition: $0.condition.map(body)) }
    }
    let result: Kind
    switch kind {
    case .integer, .float, .float32, .boolean, .character, .prefixedString, .symbol, .quote, .name, .operatorName, .colon,
      .indexEnd, .indexBegin, .using, .break, .continue, .error, .abstractType:
      return self
    case .string(let parts):
      result = .string(
        parts.map { part in
          if case .value(let expression) = part { return .value(body(expression)) }
          return part
        })
    case .unary(let operation, let operand): result = .unary(operation, body(operand))
    case .binary(let operation, let left, let right): result = .binary(operation, body(left), body(right))
    case .associative(let operation, let operands): result = .associative(operation, all(operands))
    case .juxtaposition(let left, let right): result = .juxtaposition(body(left), body(right))
    case .comparison(let operands, let operators): result = .comparison(all(operands), operators)
    case .and(let left, let right): result = .and(body(left), body(right))
    case .or(let left, let right): result = .or(body(left), body(right))
    case .conditional(let condition, let then, let otherwise):
      result = .conditional(body(condition), then: body(then), else: body(otherwise))
    case .adjoint(let inner): result = .adjoint(body(inner))
    case .range(let start, let step, let stop): result = .range(body(start), step: step.map(body), body(stop))
    case .typed(let value, let type): result = .typed(value.map(body), body(type))
    case .splat(let inner): result = .splat(body(inner))
    case .call(let callee, let arguments): result = .call(body(callee), list(arguments))
    case .dotCall(let callee, let arguments): result = .dotCall(body(callee), list(arguments))
    case .index(let base, let indices): result = .index(body(base), all(indices))
    case .field(let base, let name): result = .field(body(base), name)
    case .parameters(let base, let parameters): result = .parameters(body(base), all(parameters))
    case .macroCall(let name, let arguments): result = .macroCall(name, all(arguments))
    case .tuple(let elements): result = .tuple(all(elements))
    case .namedTuple(let fields): result = .namedTuple(keywords(fields))
    case .vector(let elements, let type): result = .vector(all(elements), element: type.map(body))
    case .concatenation(let pieces, let dimension, let type):
      result = .concatenation(all(pieces), dimension: dimension, element: type.map(body))
    case .comprehension(let element, let generations, let type):
      result = .comprehension(body(element), clauses(generations), element: type.map(body))
    case .generator(let element, let generations): result = .generator(body(element), clauses(generations))
    case .assignment(let target, let value): result = .assignment(body(target), body(value))
    case .dotAssignment(let target, let value): result = .dotAssignment(body(target), body(value))
    case .update(let operation, let target, let value): result = .update(operation, body(target), body(value))
    case .global(let inner): result = .global(all(inner))
    case .local(let inner): result = .local(all(inner))
    case .const(let inner): result = .const(body(inner))
    case .function(var function):
      function.body = function.body.map(body)
      result = .function(function)
    case .structure(var structure):
      structure.constructors = structure.constructors.map { constructor in
        var constructor = constructor
        constructor.body = constructor.body.map(body)
        return constructor
      }
      result = .structure(structure)
    case .block(let statements): result = .block(all(statements))
    case .let(let bindings, let inner): result = .let(all(bindings), body: body(inner))
    case .if(let branches, let otherwise):
      result = .if(branches.map { (body($0.condition), body($0.body)) }, else: otherwise.map(body))
    case .for(let iterations, let inner): result = .for(loops(iterations), body: body(inner))
    case .while(let condition, let inner): result = .while(body(condition), body: body(inner))
    case .try(let statement):
      result = .try(
        Try(
          body: body(statement.body), variable: statement.variable, handler: statement.handler.map(body),
          elseBody: statement.elseBody.map(body), finallyBody: statement.finallyBody.map(body)))
    case .return(let value): result = .return(value.map(body))
    }
    return Expression(result, span)
  }
}
