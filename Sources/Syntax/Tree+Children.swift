// The parts of a node, for passes that look at a whole tree.

extension Expression {
  /// Calls `body` with each direct child, in the order of the source.
  public func forEachChild(_ body: (Expression) -> Void) {
    func visit(_ expressions: [Expression]) { for expression in expressions { body(expression) } }
    func visit(_ arguments: Arguments) {
      visit(arguments.positional)
      for keyword in arguments.keywords { body(keyword.value) }
    }
    func visit(_ generations: [Generation]) {
      for generation in generations {
        for iteration in generation.iterations {
          body(iteration.target)
          body(iteration.iterable)
        }
        if let condition = generation.condition { body(condition) }
      }
    }
    switch kind {
    case .integer, .float, .float32, .boolean, .character, .prefixedString, .symbol, .name, .operatorName, .colon,
      .indexEnd, .indexBegin, .using, .break, .continue, .error:
      break
    case .string(let parts):
      for part in parts { if case .value(let expression) = part { body(expression) } }
    case .quote(let inner), .unary(_, let inner), .adjoint(let inner), .splat(let inner), .field(let inner, _),
      .const(let inner):
      body(inner)
    case .binary(_, let left, let right), .juxtaposition(let left, let right), .and(let left, let right),
      .or(let left, let right), .assignment(let left, let right), .dotAssignment(let left, let right),
      .update(_, let left, let right):
      body(left)
      body(right)
    case .associative(_, let operands), .comparison(let operands, _), .macroCall(_, let operands),
      .tuple(let operands), .global(let operands), .local(let operands), .block(let operands):
      visit(operands)
    case .conditional(let condition, let then, let otherwise):
      visit([condition, then, otherwise])
    case .range(let start, let step, let stop):
      body(start)
      if let step { body(step) }
      body(stop)
    case .typed(let value, let type):
      if let value { body(value) }
      body(type)
    case .call(let callee, let arguments), .dotCall(let callee, let arguments):
      body(callee)
      visit(arguments)
    case .index(let base, let indices), .parameters(let base, let indices):
      body(base)
      visit(indices)
    case .namedTuple(let fields):
      for field in fields { body(field.value) }
    case .vector(let elements, let type):
      if let type { body(type) }
      visit(elements)
    case .concatenation(let pieces, _, let type):
      if let type { body(type) }
      visit(pieces)
    case .comprehension(let element, let generations, let type):
      if let type { body(type) }
      body(element)
      visit(generations)
    case .generator(let element, let generations):
      body(element)
      visit(generations)
    case .function(let function):
      for parameter in function.parameters + function.keywords {
        if let pattern = parameter.pattern { body(pattern) }
        if let type = parameter.type { body(type) }
        if let value = parameter.defaultValue { body(value) }
      }
      if let inner = function.body { body(inner) }
    case .structure(let structure):
      for field in structure.fields {
        if let type = field.type { body(type) }
        if let value = field.defaultValue { body(value) }
      }
      for constructor in structure.constructors { if let inner = constructor.body { body(inner) } }
    case .abstractType(_, let supertype):
      if let supertype { body(supertype) }
    case .let(let bindings, let inner):
      visit(bindings)
      body(inner)
    case .if(let branches, let otherwise):
      for branch in branches {
        body(branch.condition)
        body(branch.body)
      }
      if let otherwise { body(otherwise) }
    case .for(let iterations, let inner):
      for iteration in iterations {
        body(iteration.target)
        body(iteration.iterable)
      }
      body(inner)
    case .while(let condition, let inner):
      body(condition)
      body(inner)
    case .try(let statement):
      body(statement.body)
      if let handler = statement.handler { body(handler) }
      if let elseBody = statement.elseBody { body(elseBody) }
      if let finallyBody = statement.finallyBody { body(finallyBody) }
    case .return(let value):
      if let value { body(value) }
    }
  }
}
