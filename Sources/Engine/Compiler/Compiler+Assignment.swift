// Compiling assignments: to names, parts, tuples of targets; updating and broadcasting forms.

import Syntax

extension Compiler {
  func assignment(_ target: Expression, _ value: Expression, into register: Int) throws(CompileError) {
    // `const LA = LinearAlgebra`: another name of a package.
    if case .name(let name) = target.kind, builder.lookup(name) == nil, case .name(let package) = value.kind, package != "Main",
      isModule(value)
    {
      machine.moduleAliases.insert(name)
      return load(.nothing, into: register)
    }
    // The value may go straight into the variable's register, unless it reads the variable after writing it (calls,
    // blocks); plain moves are cheap enough otherwise.
    if case .name(let name) = target.kind, let variable = builder.lookup(name), builder.owns(variable), !variable.isBoxed,
      variable.declaredType == nil, value.isArithmetic
    {
      try compile(value, into: variable.register)
      noteAssigned(variable)
      if register != variable.register { builder.emit(.move, a: register, b: variable.register) }
      return
    }
    try compile(value, into: register)
    try assign(register, to: target)
  }

  /// Assigns the value in a register to a target.
  func assign(_ register: Int, to target: Expression) throws(CompileError) {
    switch target.kind {
    case .name(let name):
      if let variable = builder.lookup(name) {
        store(try converted(register, to: variable.declaredType), in: variable)
      } else {
        try assignGlobal(register, name)
      }
    case .typed(let inner?, let type):
      if case .name(let name) = inner.kind {
        declare(name, as: type)
        try assign(register, to: inner)
      } else {
        try assign(try converted(register, to: type), to: inner)
      }
    case .index(let base, let indices):
      let object = try operand(base)
      if indices.contains(where: \.isSplat) {
        throw CompileError(message: "`...` in an index that is assigned is not supported", span: target.span)
      }
      let places = try indexValues(indices, of: object)
      let outer = builder.span
      builder.span = target.span
      setIndex(object, places, to: register)
      builder.span = outer
    case .vector(let elements, element: let base?) where elements.isEmpty:
      let object = try operand(base)
      builder.emit(.setIndexMany, x: 0, a: object, b: object, c: register)
    case .field(let base, let name) where isModule(base):
      guard base.isMainModule else {
        throw CompileError(message: "what a package calls `\(name)` cannot be assigned", span: target.span)
      }
      try assignGlobal(register, name)
    case .field(let base, let name):
      let object = try operand(base)
      setField(object, name, to: register)
    case .tuple(let targets):
      let count = targets.count
      let first = builder.allocate(max(1, count))
      let slurp = targets.firstIndex(where: \.isSplat)
      builder.emit(.destructure, x: slurp.map { $0 + 1 } ?? 0, a: first, b: register, c: count)
      for (position, element) in targets.enumerated() {
        if case .splat(let inner) = element.kind {
          try assign(first + position, to: inner)
        } else {
          try assign(first + position, to: element)
        }
      }
    case .namedTuple(let fields):
      for field in fields {
        guard let name = field.name else { continue }
        let value = builder.allocate()
        getField(register, name, into: value)
        try assign(value, to: Expression(.name(name), field.span))
      }
    case .local(let names), .global(let names):
      if let name = names.first { try assign(register, to: name) }
    default:
      throw CompileError(
        message: "this cannot be assigned to", span: target.span,
        hint: "the left side of `=` is a name, an index such as `A[i]`, a field, or several of them")
    }
  }

  /// Notes the type of a variable, to which every later assignment converts.
  private func declare(_ name: String, as type: Expression) {
    if let variable = builder.lookup(name) {
      variable.declaredType = type
    } else {
      machine.globals.declaredTypes[machine.globals.assign(name)] = type
    }
  }

  /// The register with the value as a declared type, if there is one.
  private func assignGlobal(_ register: Int, _ name: String) throws(CompileError) {
    let global = machine.globals.assign(name)
    if isConstant {
      machine.globals.markConstant(global)
    } else if machine.globals.isConstant(global) {
      let function = builder.allocate(2)
      loadGlobal("#constant", into: function)
      load(Value(Symbol(name)), into: function + 1)
      builder.emit(.call, a: function, b: function, c: 1)
    }
    builder.emit(.setGlobal, a: try converted(register, to: machine.globals.declaredTypes[global]), wide: global)
  }

  private func converted(_ register: Int, to type: Expression?) throws(CompileError) -> Int {
    guard let type else { return register }
    let converted = builder.allocate()
    builder.emit(.convert, a: converted, b: register, c: try operand(type))
    return converted
  }

  /// Emits the reading of `object.name`, with the word where the machine remembers the field's place.
  func getField(_ object: Int, _ name: String, into register: Int) {
    builder.emit(.getField, a: register, b: object, c: builder.constant(Value(Symbol(name))))
    builder.emit(.data)
  }

  /// Emits the writing of `object.name`.
  func setField(_ object: Int, _ name: String, to register: Int) {
    builder.emit(.setField, a: object, b: builder.constant(Value(Symbol(name))), c: register)
    builder.emit(.data)
  }

  /// An assignment whose value nobody uses, where that saves work: `a[i] = x` moves no value, and `a, b = x, y` makes no
  /// tuple. Gives whether it was one of those.
  func assignForEffect(_ target: Expression, _ value: Expression) throws(CompileError) -> Bool {
    switch target.kind {
    case .index, .field:
      if target.assignsAnything { return false }
      try assign(try operand(value), to: target)
      return true
    default: break
    }
    guard case .tuple(let targets) = target.kind, case .tuple(let values) = value.kind, targets.count == values.count,
      !targets.contains(where: \.isSplat), !values.contains(where: \.isSplat)
    else { return false }
    let first = try sequence(values)
    for (position, target) in targets.enumerated() { try assign(first + position, to: target) }
    return true
  }

  func store(_ register: Int, in variable: Variable) {
    if builder.owns(variable) {
      if variable.isBoxed {
        builder.emit(.setBox, a: variable.register, b: register)
      } else if variable.register != register {
        builder.emit(.move, a: variable.register, b: register)
      }
      noteAssigned(variable)
    } else {
      builder.emit(.setCapturedBox, a: register, b: builder.captureIndex(variable))
    }
  }

  private func noteAssigned(_ variable: Variable) {
    if builder.branchDepth == variable.branchDepth { variable.isDefinitelyAssigned = true }
  }

  func update(
    _ operation: Operator, _ target: Expression, _ value: Expression, into register: Int
  ) throws(CompileError) {
    if operation.isDotted {
      let sum = Expression(.binary(operation, target, value), builder.span)
      return try broadcast(Expression(.dotAssignment(target, sum), builder.span), into: register)
    }
    // `&&=` and `||=` do not exist in Julia; what is left of `op=` is a plain binary operation.
    switch target.kind {
    case .index(let base, let indices) where !indices.contains(where: \.isSplat):
      // The array and the indices are evaluated once.
      let object = try operand(base)
      let places = try indexValues(indices, of: object)
      let old = builder.allocate()
      getIndex(object, places, into: old)
      try combine(operation, old, value, into: register)
      setIndex(object, places, to: register)
    case .vector(let elements, element: let base?) where elements.isEmpty:
      let object = try operand(base)
      let old = builder.allocate()
      builder.emit(.getIndexMany, x: 0, a: old, b: object, c: object)
      try combine(operation, old, value, into: register)
      builder.emit(.setIndexMany, x: 0, a: object, b: object, c: register)
    case .field(let base, let name) where !isModule(base):
      let object = try operand(base)
      let old = builder.allocate()
      getField(object, name, into: old)
      try combine(operation, old, value, into: register)
      setField(object, name, to: register)
    default:
      try assignment(target, Expression(.binary(operation, target, value), builder.span), into: register)
    }
  }

  /// Emits `R[register] = R[old] op value`.
  private func combine(_ operation: Operator, _ old: Int, _ value: Expression, into register: Int) throws(CompileError) {
    let placeholder = Variable("#old", functionDepth: builder.depth, loopDepth: 0)
    placeholder.isParameter = true
    placeholder.register = old
    let scope = Scope(functionDepth: builder.depth)
    scope.variables["#old"] = placeholder
    builder.scopes.append(scope)
    try binary(operation, Expression(.name("#old"), builder.span), value, into: register)
    builder.scopes.removeLast()
  }
}

extension Expression {
  /// Whether it ends in an instruction that reads all its operands before it writes the result.
  var isArithmetic: Bool {
    switch kind {
    case .integer, .float, .boolean, .index, .call, .field, .juxtaposition, .name: return true
    case .binary(let operation, _, let right): return !operation.isDotted && !right.assignsAnything
    case .unary(let operation, _): return !operation.isDotted
    case .associative(let operation, let operands):
      return !operation.isDotted && operands.count == 2 && !operands[1].assignsAnything
    default: return false
    }
  }
}
