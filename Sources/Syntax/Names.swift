// Which names a statement takes from outside and which it gives: what dependence between cells rests on.

/// The free names of a statement, in the order of the source, each once.
public struct FreeNames: Hashable, Sendable {
  /// Names whose value from outside the statement may be used, also later, when a function that it defines is called.
  public private(set) var reads: [String] = []
  /// Names at the outermost level that it assigns or defines; a method counts as writing its function.
  public private(set) var writes: [String] = []
  /// Names whose object it changes: by `x[i] = …`, `x.a = …`, `x .= …`, or as the first argument of a `function!`.
  public private(set) var mutates: [String] = []
  /// Operators that it applies; a cell that defines one of them (a write of its name) is depended on.
  public private(set) var operators: [String] = []

  /// The names of one statement.
  public init(of expression: Expression) {
    var walker = NameWalker()
    walker.statement(expression)
    self.init(walker)
  }

  /// The names of statements that run one after the other: what an earlier one writes, a later one does not take from outside.
  public init(of statements: [Statement]) {
    var walker = NameWalker()
    for statement in statements { walker.statement(statement.expression) }
    self.init(walker)
  }

  private init(_ walker: NameWalker) {
    reads = walker.reads.items
    writes = walker.writes.items
    mutates = walker.mutates.items
    operators = walker.operators.items
  }
}

/// Names without repetition, in the order of their first appearance.
private struct OrderedNames {
  private(set) var items: [String] = []
  private var seen: Set<String> = []

  mutating func insert(_ name: String) {
    if seen.insert(name).inserted { items.append(name) }
  }
}

/// Walks a tree with the scopes that the language makes.
private struct NameWalker {
  /// A scope of its own: a function, `let`, a comprehension, a loop or `try`.
  struct Scope {
    var locals: Set<String> = []
    var globals: Set<String> = []
    /// Whether assignments make names of the scope; those of loops at the outermost level do not.
    var holdsAssignments: Bool
  }

  var reads = OrderedNames()
  var writes = OrderedNames()
  var mutates = OrderedNames()
  var operators = OrderedNames()
  private var scopes: [Scope] = []
  /// Outer names that have certainly been assigned by now, and the order in which they were.
  private var assigned: Set<String> = []
  private var assignments: [String] = []
  private var depth = 0
  private var isOnLargeStack = false

  // MARK: - Names

  private func isLocal(_ name: String) -> Bool {
    for scope in scopes.reversed() {
      if scope.globals.contains(name) { return false }
      if scope.locals.contains(name) { return true }
    }
    return false
  }

  private mutating func read(_ name: String) {
    guard !isLocal(name) else { return }
    if !assigned.contains(name) { reads.insert(name) }
    if name.unicodeScalars.first == "∇", name.unicodeScalars.count > 1 {
      // The gradient of a function, unless the name is defined.
      read(String(String.UnicodeScalarView(name.unicodeScalars.dropFirst())))
    }
  }

  private mutating func write(_ name: String) {
    guard !isLocal(name) else { return }
    writes.insert(name)
    markAssigned(name)
  }

  private mutating func markAssigned(_ name: String) {
    if assigned.insert(name).inserted { assignments.append(name) }
  }

  private mutating func forgetAssignments(after count: Int) {
    while assignments.count > count { assigned.remove(assignments.removeLast()) }
  }

  // MARK: - Statements

  mutating func statement(_ expression: Expression) {
    if case .binary(let sign, let left, let right) = expression.kind, sign.name == "~", !sign.isDotted {
      // A declaration, if the right side is a distribution.
      visit(right)
      switch left.kind {
      case .name(let name):
        read(name)
        write(name)
        return
      case .index(let base, let indices):
        for index in indices { visit(index) }
        if case .name(let name) = base.kind {
          read(name)
          write(name)
          return
        }
      default: break
      }
    }
    visit(expression)
  }

  private mutating func visit(_ expression: Expression) {
    if depth >= 12, !isOnLargeStack {
      var copy = self
      copy.isOnLargeStack = true
      _ = LargeStack.run { copy.visit(expression) }
      self = copy
      isOnLargeStack = false
      return
    }
    depth += 1
    defer { depth -= 1 }
    switch expression.kind {
    case .name(let name): read(name)
    case .operatorName(let sign): operators.insert(sign.name)
    case .unary(let sign, let operand):
      operators.insert(sign.name)
      visit(operand)
    case .binary(let sign, let left, let right):
      if sign.name == "where" { return visitWhere(left, right) }
      operators.insert(sign.name)
      visit(left)
      visit(right)
    case .associative(let sign, let operands):
      operators.insert(sign.name)
      for operand in operands { visit(operand) }
    case .comparison(let operands, let signs):
      for sign in signs { operators.insert(sign.name) }
      for operand in operands { visit(operand) }
    case .juxtaposition(let left, let right):
      operators.insert("*")
      visit(left)
      visit(right)
    case .and(let left, let right), .or(let left, let right):
      visit(left)
      perhaps { $0.visit(right) }
    case .conditional(let condition, let then, let otherwise):
      visit(condition)
      perhaps { $0.visit(then) }
      perhaps { $0.visit(otherwise) }
    case .quote(let quoted): visitQuoted(quoted)
    case .call(let callee, let arguments), .dotCall(let callee, let arguments):
      noteMutation(callee, arguments)
      visit(callee)
      for argument in arguments.positional { visit(argument) }
      for keyword in arguments.keywords { visit(keyword.value) }
    case .macroCall(let name, let arguments): visitMacro(name, arguments)
    case .assignment(let target, let value):
      visit(value)
      assign(target)
    case .dotAssignment(let target, let value):
      visit(value)
      mutate(target)
    case .update(let sign, let target, let value):
      operators.insert(sign.name)
      visit(target)
      visit(value)
      if sign.isDotted { mutate(target) } else { assign(target) }
    case .global(let names), .local(let names):
      for name in names {
        if case .name = name.kind { continue }
        if case .typed = name.kind { continue }
        visit(name)
      }
    case .function(let function): visitFunction(function)
    case .structure(let structure): visitStructure(structure)
    case .abstractType(let name, let supertype):
      if let supertype { visit(supertype) }
      if case .name(let text) = name.kind { write(text) }
    case .comprehension(let value, let generations, let element):
      if let element { visit(element) }
      visitGenerations(generations, value)
    case .generator(let value, let generations): visitGenerations(generations, value)
    case .let(let bindings, let body): visitLet(bindings, body)
    case .if(let branches, let otherwise):
      for (i, branch) in branches.enumerated() {
        if i == 0 { visit(branch.condition) } else { perhaps { $0.visit(branch.condition) } }
        perhaps { $0.visit(branch.body) }
      }
      if let otherwise { perhaps { $0.visit(otherwise) } }
    case .for(let iterations, let body): visitLoop(iterations, body)
    case .while(let condition, let body):
      visit(condition)
      perhaps { walker in walker.inScope(of: [body]) { $0.visit(body) } }
    case .try(let form): visitTry(form)
    default:
      // The other forms only hold their parts.
      var children: [Expression] = []
      expression.forEachChild { children.append($0) }
      for child in children { visit(child) }
    }
  }

  /// Visits what may not run; what it assigns is not certain afterwards.
  private mutating func perhaps(_ body: (inout NameWalker) -> Void) {
    let before = assignments.count
    body(&self)
    forgetAssignments(after: before)
  }

  private mutating func visitWhere(_ type: Expression, _ variables: Expression) {
    var scope = Scope(holdsAssignments: true)
    scope.locals = Set(Self.typeVariables([variables]))
    scopes.append(scope)
    visit(type)
    visit(variables)
    scopes.removeLast()
  }

  private static func typeVariables(_ expressions: [Expression]) -> [String] {
    expressions.flatMap { expression -> [String] in
      switch expression.kind {
      case .name(let name): [name]
      case .binary(_, let left, _): typeVariables([left])
      case .comparison(let operands, _): typeVariables(Array(operands.prefix(1)))
      case .tuple(let elements): typeVariables(elements)
      default: []
      }
    }
  }

  /// Of quoted code only what is interpolated is evaluated.
  private mutating func visitQuoted(_ quoted: Expression) {
    if case .unary(let sign, let inner) = quoted.kind, sign.name == "$" { return visit(inner) }
    var children: [Expression] = []
    quoted.forEachChild { children.append($0) }
    guard !children.isEmpty, depth < Parser.nestingLimit * 2 else { return }
    if depth >= 12, !isOnLargeStack {
      var copy = self
      copy.isOnLargeStack = true
      _ = LargeStack.run { copy.visitQuoted(quoted) }
      self = copy
      isOnLargeStack = false
      return
    }
    depth += 1
    for child in children { visitQuoted(child) }
    depth -= 1
  }

  private mutating func visitMacro(_ name: String, _ arguments: [Expression]) {
    for (i, argument) in arguments.enumerated() {
      switch argument.kind {
      case .assignment(let target, let value) where i > 0 && target.isName:
        visit(value)  // an option such as `atol = 1e-3`
      case _ where name == "variables": declare(argument)
      default: visit(argument)
      }
    }
  }

  /// An argument of `@variables`: `x`, `n::Integer`, `v[1:n]`.
  private mutating func declare(_ argument: Expression) {
    switch argument.kind {
    case .name(let name): write(name)
    case .typed(let target?, _): declare(target)
    case .index(let base, let indices):
      for index in indices { visit(index) }
      declare(base)
    case .call(let base, _): declare(base)
    case .tuple(let elements), .block(let elements):
      for element in elements { declare(element) }
    case .assignment(let target, let value):
      visit(value)
      declare(target)
    default: visit(argument)
    }
  }

  // MARK: - Assignments

  private mutating func assign(_ target: Expression) {
    switch target.kind {
    case .name(let name): write(name)
    case .tuple(let elements):
      for element in elements { assign(element) }
    case .namedTuple(let parts):
      for part in parts { if let name = part.name { write(name) } }
    case .splat(let inner): assign(inner)
    case .typed(let inner?, let type):
      visit(type)
      assign(inner)
    case .parameters(let base, let list):
      for element in list { visit(element) }
      assign(base)
    case .const(let inner): assign(inner)
    default: mutate(target)
    }
  }

  /// The object behind a target changes: `x` of `x[i].a`.
  private mutating func mutate(_ target: Expression) {
    visit(target)
    var base = target
    while true {
      switch base.kind {
      case .index(let inner, _), .field(let inner, _), .dotCall(let inner, _): base = inner
      case .tuple(let elements):
        for element in elements { mutate(element) }
        return
      case .name(let name):
        if !isLocal(name) { mutates.insert(name) }
        return
      default: return
      }
    }
  }

  /// By custom a function whose name ends in `!` changes its first argument.
  private mutating func noteMutation(_ callee: Expression, _ arguments: Arguments) {
    guard case .name(let function) = callee.kind, function.utf8.last == UInt8(ascii: "!") else { return }
    let place = arguments.hasDoBlock ? 1 : 0
    guard arguments.positional.count > place else { return }
    // `map!(f, x)` and its kin take the function first.
    for argument in arguments.positional.dropFirst(place).prefix(2) {
      var base = argument
      while true {
        if case .index(let inner, _) = base.kind { base = inner } else if case .field(let inner, _) = base.kind { base = inner } else { break }
      }
      if case .name(let name) = base.kind {
        if !isLocal(name) { mutates.insert(name) }
        if place == 1 || !["map!", "foreach!", "broadcast!", "filter!", "sort!"].contains(function) { return }
      } else if case .function = base.kind {
        continue
      } else if case .operatorName = base.kind {
        continue
      } else {
        return
      }
    }
  }

  // MARK: - Scopes

  /// Runs `body` in a scope whose names are those given and, unless the scope is a loop at the outermost level, those
  /// that `parts` assign.
  private mutating func inScope(
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

  private mutating func visitFunction(_ function: Function) {
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
  private mutating func define(_ name: Expression) {
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

  private static func names(in pattern: Expression) -> [String] {
    switch pattern.kind {
    case .name(let name): [name]
    case .tuple(let elements): elements.flatMap(names)
    case .namedTuple(let parts): parts.compactMap(\.name)
    case .typed(let inner?, _), .splat(let inner): names(in: inner)
    default: []
    }
  }

  private mutating func visitStructure(_ structure: Structure) {
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
  private mutating func visitGenerations(_ generations: [Generation], _ value: Expression) {
    inScope(of: [], isFunction: true) { walker in
      for generation in generations {
        walker.visitIterations(generation.iterations)
        if let condition = generation.condition { walker.visit(condition) }
      }
      walker.inScope(of: [value], isFunction: true) { $0.visit(value) }
    }
  }

  /// Iterations, whose variables join the innermost scope one after the other.
  private mutating func visitIterations(_ iterations: [Iteration]) {
    for iteration in iterations {
      visit(iteration.iterable)
      scopes[scopes.count - 1].locals.formUnion(Self.names(in: iteration.target))
    }
  }

  private mutating func visitLoop(_ iterations: [Iteration], _ body: Expression) {
    perhaps { walker in
      walker.inScope(of: []) { walker in
        walker.visitIterations(iterations)
        walker.inScope(of: [body]) { $0.visit(body) }
      }
    }
  }

  private mutating func visitLet(_ bindings: [Expression], _ body: Expression) {
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

  private mutating func visitTry(_ form: Try) {
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

/// The names that a scope's own statements assign, without those of scopes inside it.
private struct AssignedNames {
  var assigned: Set<String> = []
  var locals: Set<String> = []
  var globals: Set<String> = []

  mutating func collect(_ root: Expression) {
    // Not recursive, because the tree may be deep.
    var pending = [root]
    while let expression = pending.popLast() {
      switch expression.kind {
      case .for, .while, .try, .let, .comprehension, .generator, .quote: continue
      case .function(let function):
        if let name = function.name?.definedName { assigned.insert(name) }
        continue
      case .structure: continue
      case .assignment(let target, let value):
        insert(target, into: \.assigned)
        pending.append(value)
      case .update(let sign, let target, let value):
        if !sign.isDotted { insert(target, into: \.assigned) }
        pending.append(value)
      case .local(let names): declare(names, into: \.locals, &pending)
      case .global(let names): declare(names, into: \.globals, &pending)
      case .macroCall("variables", let arguments):
        for argument in arguments { insertDeclared(argument) }
      case .macroCall(_, let arguments):
        for (i, argument) in arguments.enumerated() {
          if i > 0, case .assignment = argument.kind { continue }
          pending.append(argument)
        }
      default: expression.forEachChild { pending.append($0) }
      }
    }
  }

  private mutating func insertDeclared(_ argument: Expression) {
    switch argument.kind {
    case .name(let name): assigned.insert(name)
    case .typed(let inner?, _), .index(let inner, _), .call(let inner, _): insertDeclared(inner)
    default: break
    }
  }

  private mutating func declare(
    _ names: [Expression], into set: WritableKeyPath<AssignedNames, Set<String>>, _ pending: inout [Expression]
  ) {
    for name in names {
      switch name.kind {
      case .assignment(let target, let value), .update(_, let target, let value):
        insert(target, into: set)
        pending.append(value)
      case .function(let function):
        if let text = function.name?.definedName { self[keyPath: set].insert(text) }
      case .const(let inner): declare([inner], into: set, &pending)
      default: insert(name, into: set)
      }
    }
  }

  private mutating func insert(_ target: Expression, into set: WritableKeyPath<AssignedNames, Set<String>>) {
    switch target.kind {
    case .name(let name): self[keyPath: set].insert(name)
    case .tuple(let elements):
      for element in elements { insert(element, into: set) }
    case .namedTuple(let parts):
      for part in parts { if let name = part.name { self[keyPath: set].insert(name) } }
    case .typed(let inner?, _), .splat(let inner): insert(inner, into: set)
    default: break
    }
  }
}

extension Expression {
  fileprivate var isName: Bool {
    if case .name = kind { return true }
    return false
  }

  /// The plain name that a definition with this name binds.
  fileprivate var definedName: String? {
    switch kind {
    case .name(let name), .field(_, let name): name
    case .operatorName(let sign): sign.name
    case .parameters(let base, _): base.definedName
    default: nil
    }
  }
}
