// Which variable each name means: done before code is made, so that every name is a register, a box or a global.

import Syntax

/// A local variable.
final class Variable {
  let name: String
  /// The function it belongs to, by depth; 0 is the top-level statement.
  let functionDepth: Int
  /// How deep in loops, counted within its function, it was declared.
  let loopDepth: Int
  var isParameter = false
  /// Whether closures share it: captured, and assigned after or more than once.
  var isBoxed = false
  var assignmentCount = 0
  var isCaptured = false
  var isAssignedInClosure = false
  var isAssignedInInnerLoop = false
  var isAssignedAfterCapture = false
  /// Whether code so far surely gave it a value; kept by the compiler.
  var isDefinitelyAssigned = false
  /// Whether it was read where that was not sure.
  var isReadUnassigned = false
  /// How many conditional constructs surround its scope.
  var branchDepth = 0
  /// The type that it was declared to hold; the compiler notes it where `x::T = …` stands.
  var declaredType: Expression?
  /// Where its scope clears it.
  var clearPosition: Int?
  var register = -1

  init(_ name: String, functionDepth: Int, loopDepth: Int) {
    self.name = name
    self.functionDepth = functionDepth
    self.loopDepth = loopDepth
  }

  func finish() {
    isBoxed = isCaptured
      && (assignmentCount > 1 || isAssignedInClosure || isAssignedInInnerLoop || isAssignedAfterCapture)
  }
}

/// Variables by name. Most scopes have a few, which are sooner looked through than hashed.
struct VariableTable {
  private var few: [Variable] = []
  private var many: [String: Variable] = [:]

  private static let threshold = 8

  subscript(name: String) -> Variable? {
    get {
      if !many.isEmpty { return many[name] }
      for variable in few where variable.name == name { return variable }
      return nil
    }
    set {
      if !many.isEmpty { return many[name] = newValue }
      few.removeAll { $0.name == name }
      guard let newValue else { return }
      few.append(newValue)
      guard few.count > VariableTable.threshold else { return }
      for variable in few { many[variable.name] = variable }
      few = []
    }
  }
}

/// Names declared in one scope.
final class Scope {
  var variables = VariableTable()
  /// In order of declaration, so that registers are given out alike each time.
  var order: [Variable] = []
  var globals: Set<String> = []
  let functionDepth: Int

  init(functionDepth: Int) { self.functionDepth = functionDepth }
}

/// Identifies a scope-opening node: its span and what opens there.
struct ScopeKey: Hashable {
  enum Kind: Int { case function, body, clause }
  let span: Span
  let kind: Kind

  /// Where it begins tells most of them apart.
  func hash(into hasher: inout Hasher) { hasher.combine(span.start &* 4 &+ kind.rawValue) }
}

/// Walks a top-level statement and makes the scopes that the compiler will enter.
struct ScopeAnalysis {
  private(set) var scopes: [ScopeKey: Scope] = [:]
  private var stack: [Scope] = []
  private var functionDepth = 0
  private var loopDepth = 0
  private let isGlobal: (String) -> Bool

  /// - Parameter isGlobal: whether a name is a global that a block assigned, which loops at top level then assign too.
  init(_ statement: Expression, isGlobal: @escaping (String) -> Bool) {
    self.isGlobal = isGlobal
    visit(statement)
    for scope in scopes.values { for variable in scope.order { variable.finish() } }
  }

  // MARK: - Scopes

  private mutating func open(_ key: ScopeKey) -> Scope {
    let scope = Scope(functionDepth: functionDepth)
    scopes[key] = scope
    stack.append(scope)
    return scope
  }

  private mutating func close() { stack.removeLast() }

  @discardableResult private func declare(_ name: String, in scope: Scope) -> Variable {
    if let known = scope.variables[name] { return known }
    let variable = Variable(name, functionDepth: scope.functionDepth, loopDepth: loopDepth)
    scope.variables[name] = variable
    scope.order.append(variable)
    return variable
  }

  private func lookup(_ name: String) -> Variable? {
    for scope in stack.reversed() {
      if scope.globals.contains(name) { return nil }
      if let variable = scope.variables[name] { return variable }
    }
    return nil
  }

  /// Declares what the statements of a scope assign, unless an outer scope already has the name.
  private mutating func declareAssigned(in body: [Expression], scope: Scope) {
    var names = AssignedNames()
    for expression in body { names.collect(expression) }
    scope.globals = Set(names.globals)
    for name in names.locals { declare(name, in: scope) }
    for name in names.assigned where !scope.globals.contains(name) {
      if lookup(name) != nil { continue }
      // At top level, loops assign globals that exist.
      if scope.functionDepth == 0, isGlobal(name) { continue }
      declare(name, in: scope)
    }
  }

  private func assign(_ name: String) {
    guard let variable = lookup(name) else { return }
    variable.assignmentCount += 1
    if variable.functionDepth < functionDepth {
      variable.isAssignedInClosure = true
      variable.isCaptured = true
    } else if loopDepth > variable.loopDepth {
      variable.isAssignedInInnerLoop = true
    }
    if variable.isCaptured { variable.isAssignedAfterCapture = true }
  }

  private func use(_ name: String) {
    guard let variable = lookup(name) else { return }
    if variable.functionDepth < functionDepth {
      variable.isCaptured = true
      // Captured before it has a value: the closure must see the later assignment.
      if variable.assignmentCount == 0 { variable.isAssignedAfterCapture = true }
    }
  }

  // MARK: - Walking

  private mutating func visit(_ expressions: [Expression]) { for expression in expressions { visit(expression) } }

  private mutating func visitTarget(_ target: Expression) {
    switch target.kind {
    case .name(let name): assign(name)
    case .typed(let value, let type):
      if let value { visitTarget(value) }
      visit(type)
    case .tuple(let elements): for element in elements { visitTarget(element) }
    case .namedTuple(let fields): for field in fields { if let name = field.name { assign(name) } }
    case .splat(let inner): visitTarget(inner)
    case .local(let inner), .global(let inner): for element in inner { visitTarget(element) }
    default: visit(target)
    }
  }

  mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .name(let name): use(name)
    case .assignment(let target, let value):
      visit(value)
      visitTarget(target)
    case .update(let operation, let target, let value):
      visit(target)
      visit(value)
      // `x .+= y` changes the elements of x, not what x is.
      if !operation.isDotted { visitTarget(target) }
    case .local(let inner), .global(let inner):
      for element in inner {
        switch element.kind {
        case .assignment, .update: visit(element)
        default: break
        }
      }
    case .const(let inner): visit(inner)
    case .quote: break
    case .function(let function): visit(function, span: expression.span)
    case .structure(let structure):
      if let supertype = structure.supertype { visit(supertype) }
      for field in structure.fields { if let type = field.type { visit(type) } }
      for constructor in structure.constructors {
        visit(constructor, span: constructor.body?.span ?? structure.nameSpan)
      }
    case .let(let bindings, let body):
      let scope = open(ScopeKey(span: expression.span, kind: .body))
      for binding in bindings {
        if case .assignment(let target, let value) = binding.kind {
          // The value sees the bindings before it; the variable of the same name outside is another.
          visit(value)
          var names = AssignedNames()
          names.collectTarget(target)
          for name in names.assigned { declare(name, in: scope) }
          visitTarget(target)
        } else if case .name(let name) = binding.kind {
          declare(name, in: scope)
        }
      }
      declareAssigned(in: [body], scope: scope)
      visit(body)
      close()
    case .for(let iterations, let written):
      let body = Desugaring.freshBody(iterations, written)
      loop(iterations[...], key: expression.span) { analysis in
        let scope = analysis.open(ScopeKey(span: expression.span, kind: .body))
        analysis.declareAssigned(in: [body], scope: scope)
        analysis.visit(body)
        analysis.close()
      }
    case .while(let condition, let body):
      loopDepth += 1
      visit(condition)
      let scope = open(ScopeKey(span: expression.span, kind: .body))
      declareAssigned(in: [body], scope: scope)
      visit(body)
      close()
      loopDepth -= 1
    case .comprehension(let element, let generations, let type):
      if let type { visit(type) }
      comprehension(element, generations)
    case .generator, .macroCall:
      if let simpler = Desugaring.rewrite(expression), !simpler.isView {
        visit(simpler)
      } else {
        expression.forEachChild { visit($0) }
      }
    case .try(let statement):
      block(statement.body)
      if let handler = statement.handler {
        let scope = open(ScopeKey(span: handler.span, kind: .clause))
        if let name = statement.variable {
          declare(name, in: scope)
          assign(name)
        }
        declareAssigned(in: [handler], scope: scope)
        visit(handler)
        close()
      }
      if let elseBody = statement.elseBody { block(elseBody) }
      if let finallyBody = statement.finallyBody { block(finallyBody) }
    default: expression.forEachChild { visit($0) }
    }
  }

  private mutating func block(_ body: Expression) {
    let scope = open(ScopeKey(span: body.span, kind: .body))
    declareAssigned(in: [body], scope: scope)
    visit(body)
    close()
  }

  /// Nested loops of one `for`: each target has a scope of its own, fresh in every round.
  private mutating func loop(
    _ iterations: ArraySlice<Iteration>, key: Span, _ body: (inout ScopeAnalysis) -> Void
  ) {
    guard let iteration = iterations.first else { return body(&self) }
    visit(iteration.iterable)
    loopDepth += 1
    let scope = open(ScopeKey(span: iteration.target.span, kind: .clause))
    var names = AssignedNames()
    names.collectTarget(iteration.target)
    for name in names.assigned { declare(name, in: scope) }
    visitTarget(iteration.target)
    loop(iterations.dropFirst(), key: key, body)
    close()
    loopDepth -= 1
  }

  /// The loops of a comprehension run in place; each target has a scope of its own.
  private mutating func comprehension(_ element: Expression, _ generations: [Generation]) {
    var count = 0
    for generation in generations {
      for iteration in generation.iterations { visit(iteration.iterable) }
      for iteration in generation.iterations.reversed() {
        count += 1
        loopDepth += 1
        let scope = open(ScopeKey(span: iteration.target.span, kind: .clause))
        var names = AssignedNames()
        names.collectTarget(iteration.target)
        for name in names.assigned { declare(name, in: scope) }
        visitTarget(iteration.target)
      }
      if let condition = generation.condition { visit(condition) }
    }
    let scope = open(ScopeKey(span: element.span, kind: .body))
    declareAssigned(in: [element], scope: scope)
    visit(element)
    for _ in 0...count { close() }
    loopDepth -= count
  }

  mutating func visit(_ function: Function, span: Span) {
    if case .name(let name)? = function.name?.kind { assign(name) }
    for parameter in function.parameters + function.keywords {
      if let type = parameter.type { visit(type) }
    }
    functionDepth += 1
    let outerLoop = loopDepth
    loopDepth = 0
    let scope = open(ScopeKey(span: span, kind: .function))
    for variable in function.typeVariables {
      declare(variable.typeVariableName, in: scope).isParameter = true
      assign(variable.typeVariableName)
    }
    if case .typed(let instance?, _)? = function.name?.kind, case .name(let name) = instance.kind {
      declare(name, in: scope).isParameter = true
      assign(name)
    }
    for parameter in function.parameters + function.keywords {
      var names = AssignedNames()
      if let pattern = parameter.pattern { names.collectTarget(pattern) }
      for name in names.assigned {
        declare(name, in: scope).isParameter = true
        assign(name)
      }
    }
    for parameter in function.parameters + function.keywords {
      if let value = parameter.defaultValue { visit(value) }
    }
    if let body = function.body {
      declareAssigned(in: [body], scope: scope)
      visit(body)
    }
    close()
    loopDepth = outerLoop
    functionDepth -= 1
  }
}

extension Expression {
  /// Whether it is `@view a[…]`, which the compiler handles itself.
  var isView: Bool {
    switch kind {
    case .macroCall("view", _), .macroCall("maybeview", _): true
    default: false
    }
  }

  /// The name that a `where` clause declares: `T`, or `T <: Real`.
  var typeVariableName: String {
    switch kind {
    case .name(let name): name
    case .binary(_, let left, _): left.typeVariableName
    case .comparison(let operands, _): operands.first?.typeVariableName ?? ""
    default: ""
    }
  }

  /// The upper bound that a `where` clause gives.
  var typeVariableBound: Expression? {
    switch kind {
    case .binary(_, _, let bound): bound
    case .comparison(let operands, _): operands.last
    default: nil
    }
  }
}

/// The names that an expression assigns in its own scope.
struct AssignedNames {
  private(set) var assigned: [String] = []
  private(set) var locals: [String] = []
  private(set) var globals: [String] = []

  mutating func collectTarget(_ target: Expression) {
    switch target.kind {
    case .name(let name): assigned.append(name)
    case .typed(let value?, _): collectTarget(value)
    case .tuple(let elements): for element in elements { collectTarget(element) }
    case .namedTuple(let fields): assigned += fields.compactMap(\.name)
    case .splat(let inner): collectTarget(inner)
    default: break
    }
  }

  mutating func collect(_ expression: Expression) {
    switch expression.kind {
    case .assignment(let target, let value):
      collectTarget(target)
      collect(value)
    case .update(let operation, let target, let value):
      if !operation.isDotted { collectTarget(target) }
      collect(value)
    case .local(let inner):
      for element in inner {
        var names = AssignedNames()
        switch element.kind {
        case .assignment(let target, let value), .update(_, let target, let value):
          names.collectTarget(target)
          collect(value)
        default: names.collectTarget(element)
        }
        locals += names.assigned
      }
    case .global(let inner):
      for element in inner {
        var names = AssignedNames()
        switch element.kind {
        case .assignment(let target, let value), .update(_, let target, let value):
          names.collectTarget(target)
          collect(value)
        default: names.collectTarget(element)
        }
        globals += names.assigned
      }
    case .function(let function):
      if case .name(let name)? = function.name?.kind { assigned.append(name) }
    case .let, .for, .while, .comprehension, .generator, .try, .structure, .quote: break
    case .macroCall(let name, let arguments):
      if !name.hasPrefix("test") { for argument in arguments { collect(argument) } }
    default: expression.forEachChild { collect($0) }
    }
  }
}
