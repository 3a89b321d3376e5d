// Which names a scope makes its own.

/// The names that a scope's own statements assign, without those of scopes inside it.
struct AssignedNames {
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
  var isName: Bool {
    if case .name = kind { return true }
    return false
  }

  /// The plain name that a definition with this name binds.
  var definedName: String? {
    switch kind {
    case .name(let name), .field(_, let name): name
    case .operatorName(let sign): sign.name
    case .parameters(let base, _): base.definedName
    default: nil
    }
  }
}
