// Walks a tree and collects its free names.

/// Walks a tree with the scopes that the language makes.
struct NameWalker {
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
  var scopes: [Scope] = []
  /// Outer names that have certainly been assigned by now, and the order in which they were.
  var assigned: Set<String> = []
  var assignments: [String] = []
  var depth = 0
  var isOnLargeStack = false

  // MARK: - Names

  func isLocal(_ name: String) -> Bool {
    for scope in scopes.reversed() {
      if scope.globals.contains(name) { return false }
      if scope.locals.contains(name) { return true }
    }
    return false
  }

  mutating func read(_ name: String) {
    guard !isLocal(name) else { return }
    if !assigned.contains(name) { reads.insert(name) }
    if name.unicodeScalars.first == "∇", name.unicodeScalars.count > 1 {
      // The gradient of a function, unless the name is defined.
      read(String(String.UnicodeScalarView(name.unicodeScalars.dropFirst())))
    }
  }

  mutating func write(_ name: String) {
    guard !isLocal(name) else { return }
    writes.insert(name)
    markAssigned(name)
  }

  mutating func markAssigned(_ name: String) {
    if assigned.insert(name).inserted { assignments.append(name) }
  }

  mutating func forgetAssignments(after count: Int) {
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

  mutating func visit(_ expression: Expression) {
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
  mutating func perhaps(_ body: (inout NameWalker) -> Void) {
    let before = assignments.count
    body(&self)
    forgetAssignments(after: before)
  }

  mutating func visitWhere(_ type: Expression, _ variables: Expression) {
    var scope = Scope(holdsAssignments: true)
    scope.locals = Set(Self.typeVariables([variables]))
    scopes.append(scope)
    visit(type)
    visit(variables)
    scopes.removeLast()
  }

  static func typeVariables(_ expressions: [Expression]) -> [String] {
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
  mutating func visitQuoted(_ quoted: Expression) {
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

  mutating func visitMacro(_ name: String, _ arguments: [Expression]) {
    if name == "enum" { return declareEnumeration(arguments) }
    for (i, argument) in arguments.enumerated() {
      switch argument.kind {
      case .assignment(let target, let value) where i > 0 && target.isName:
        visit(value)  // an option such as `atol = 1e-3`
      case _ where name == "variables": declare(argument)
      default: visit(argument)
      }
    }
  }

  /// `@enum Name a b = 3`, its members also as lines of a block.
  private mutating func declareEnumeration(_ arguments: [Expression]) {
    for argument in arguments {
      switch argument.kind {
      case .name(let name): write(name)
      case .typed(let target?, _): declareEnumeration([target])
      case .assignment(let target, let value):
        visit(value)
        declareEnumeration([target])
      case .block(let lines): declareEnumeration(lines)
      default: visit(argument)
      }
    }
  }

  /// An argument of `@variables`: `x`, `n::Integer`, `v[1:n]`.
  mutating func declare(_ argument: Expression) {
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
}
