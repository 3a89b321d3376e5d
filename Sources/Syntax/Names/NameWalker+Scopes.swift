// The scopes of functions, `let`, comprehensions, loops and `try`.

extension NameWalker {
  /// Runs `body` in a scope whose names are those given and, unless the scope is a loop at the outermost level, those
  /// that `parts` assign.
  mutating func inScope(
    _ names: [String] = [], of parts: [Expression], isFunction: Bool = false, _ body: (inout NameWalker) -> Void
  ) {
    var scope = Scope(holdsAssignments: isFunction || scopes.contains { $0.holdsAssignments })
    scope.locals = Set(names)
    var collector = AssignedNames()
    for part in parts { collector.collect(part) }
    if scope.holdsAssignments { scope.locals.formUnion(collector.assigned) }
    scope.locals.formUnion(collector.locals)
    scope.globals = collector.globals
    scope.locals.subtract(scope.globals)
    scopes.append(scope)
    body(&self)
    scopes.removeLast()
  }

  mutating func visitFunction(_ function: Function) {
    if let name = function.name { define(name) }
    var names = Self.typeVariables(function.typeVariables)
    for parameter in function.parameters + function.keywords {
      if let pattern = parameter.pattern { names += Self.names(in: pattern) }
    }
    // `(p::Polynomial)(x)`
    if case .typed(let value?, _) = function.name?.kind { names += Self.names(in: value) }
    let body = function.body.map { [$0] } ?? []
    let before = assignments.count
    inScope(names, of: body, isFunction: true) { walker in
      for parameter in function.parameters + function.keywords {
        if let type = parameter.type { walker.visit(type) }
        if let value = parameter.defaultValue { walker.visit(value) }
      }
      for variable in function.typeVariables { walker.visit(variable) }
      if let type = function.returnType { walker.visit(type) }
      if let body = function.body { walker.visit(body) }
    }
    // What the body assigns happens when it is called.
    forgetAssignments(after: before)
  }

  /// The name that a definition gives, or whose methods it adds to.
  mutating func define(_ name: Expression) {
    switch name.kind {
    case .typed(_, let type):
      visit(type)
      if case .name(let text) = type.kind, !isLocal(text) { mutates.insert(text) }
    case .parameters(let base, let list):
      for element in list { if !element.isName { visit(element) } }
      define(base)
    default:
      if let text = name.definedName { write(text) }
    }
  }

  static func names(in pattern: Expression) -> [String] {
    switch pattern.kind {
    case .name(let name): [name]
    case .tuple(let elements): elements.flatMap(names)
    case .namedTuple(let parts): parts.compactMap(\.name)
    case .typed(let inner?, _), .splat(let inner): names(in: inner)
    default: []
    }
  }

  mutating func visitStructure(_ structure: Structure) {
    if let supertype = structure.supertype { visit(supertype) }
    for field in structure.fields {
      if let type = field.type { visit(type) }
      if let value = field.defaultValue { visit(value) }
    }
    write(structure.name)
    scopes.append(Scope(locals: ["new"], holdsAssignments: true))
    for constructor in structure.constructors { visitFunction(constructor) }
    scopes.removeLast()
  }

  /// A comprehension: each iteration and condition sees the variables before it.
  mutating func visitGenerations(_ generations: [Generation], _ value: Expression) {
    inScope(of: [], isFunction: true) { walker in
      for generation in generations {
        walker.visitIterations(generation.iterations)
        if let condition = generation.condition { walker.visit(condition) }
      }
      walker.inScope(of: [value], isFunction: true) { $0.visit(value) }
    }
  }

  /// Iterations, whose variables join the innermost scope one after the other.
  mutating func visitIterations(_ iterations: [Iteration]) {
    for iteration in iterations {
      visit(iteration.iterable)
      scopes[scopes.count - 1].locals.formUnion(Self.names(in: iteration.target))
    }
  }

  mutating func visitLoop(_ iterations: [Iteration], _ body: Expression) {
    perhaps { walker in
      walker.inScope(of: []) { walker in
        walker.visitIterations(iterations)
        walker.inScope(of: [body]) { $0.visit(body) }
      }
    }
  }

  mutating func visitLet(_ bindings: [Expression], _ body: Expression) {
    inScope(of: [], isFunction: true) { walker in
      for binding in bindings {
        var names: [String] = []
        switch binding.kind {
        case .assignment(let target, let value):
          walker.visit(value)
          names = Self.names(in: target)
        case .function(let function):
          names = function.name?.definedName.map { [$0] } ?? []
        default:
          names = Self.names(in: binding)
        }
        walker.scopes[walker.scopes.count - 1].locals.formUnion(names)
        if case .function(let function) = binding.kind { walker.visitFunction(function) }
      }
      walker.inScope(of: [body], isFunction: true) { $0.visit(body) }
    }
  }

  mutating func visitTry(_ form: Try) {
    perhaps { walker in walker.inScope(of: [form.body]) { $0.visit(form.body) } }
    if let handler = form.handler {
      perhaps { walker in
        walker.inScope(form.variable.map { [$0] } ?? [], of: [handler]) { $0.visit(handler) }
      }
    }
    for part in [form.elseBody, form.finallyBody] {
      if let part { perhaps { walker in walker.inScope(of: [part]) { $0.visit(part) } } }
    }
  }
}
