// Compiling functions, closures and structures.

import Syntax

/// What a `struct` definition says, for the machine to make the type from.
final class StructureDescription: HeapObject {
  let name: String
  let fields: [(name: Symbol, isTyped: Bool, isConstant: Bool)]
  let isMutable: Bool
  let hasConstructors: Bool
  /// Whether the type of a field mentions the type itself.
  let namesItself: Bool

  init(_ structure: Structure) {
    name = structure.name
    fields = structure.fields.map { (Symbol($0.name), $0.type != nil, $0.isConstant) }
    isMutable = structure.isMutable
    hasConstructors = !structure.constructors.isEmpty
    namesItself = structure.fields.contains { $0.type?.mentions(structure.name) ?? false }
    super.init(tag: .box)
  }
}

extension Compiler {
  func function(_ function: Function, span: Span, into register: Int) throws(CompileError) {
    let function = function.withRestOfVararg
    guard let name = function.name else {
      machine.anonymousCount += 1
      let name = "#\(machine.anonymousCount)"
      builder.emit(.makeFunction, a: register, wide: builder.constant(heap.string(name)))
      return try addMethod(function, name: name, span: span, to: register)
    }
    switch name.kind {
    case .name(let text):
      if let variable = builder.lookup(text) {
        // The variable holds the function before the method is made, so that it can call itself.
        let target = builder.allocate()
        let isRedefinition = variable.assignmentCount > 1
        if isRedefinition, builder.owns(variable) {
          // Several methods of one local name.
          builder.emit(.makeFunction, x: 1, a: target, wide: builder.constant(heap.string(text)))
          builder.emit(variable.isBoxed ? .getBox : .move, a: target, b: variable.register)
          let skip = builder.emit(.jumpIfDefined, a: target, wide: 0)
          builder.emit(.makeFunction, a: target, wide: builder.constant(heap.string(text)))
          builder.patch(skip)
        } else {
          builder.emit(.makeFunction, a: target, wide: builder.constant(heap.string(text)))
        }
        store(target, in: variable)
        try addMethod(function, name: text, span: span, to: target)
        builder.emit(.move, a: register, b: target)
      } else if machine.imported.contains(text), !machine.globals.isAssigned(text) {
        try extend(text, with: function, span: span, into: register)
      } else {
        let function_ = builder.allocate()
        builder.emit(.globalFunction, a: function_, wide: machine.globals.assign(text))
        try addMethod(function, name: text, span: span, to: function_)
        builder.emit(.move, a: register, b: function_)
      }
    case .operatorName(let operation):
      try extend(operation.name, with: function, span: span, into: register)
    case .field(let base, let text):
      guard isModule(base) else {
        throw CompileError(message: "a method cannot be added to a field", span: name.span)
      }
      try extend(text, with: function, span: span, into: register)
    case .typed(let instance, let type):
      // `(p::Polynomial)(x) = …`: the instance is the first parameter.
      let target = builder.allocate()
      try callLibrary("#callable", arguments: [type], into: target)
      var method = function
      method.name = nil
      method.parameters.insert(Parameter(pattern: instance, type: type, span: name.span), at: 0)
      try addMethod(method, name: "call", span: span, to: target)
      builder.emit(.move, a: register, b: target)
    default:
      throw CompileError(message: "a function is named by a word or an operator", span: name.span)
    }
  }

  /// Adds a method to a function of the library.
  private func extend(_ name: String, with function: Function, span: Span, into register: Int) throws(CompileError) {
    let target = builder.allocate()
    // What the library binds stays within reach whatever the block calls by that name, now or later.
    let kept = machine.globals.index(ofLibrary: name)
    let isHidden = machine.globals.isAssigned(name) && machine.globals.currentValue(name).map { $0.function == nil && $0.type == nil } ?? false
    let index = isHidden ? kept : machine.globals.index(of: name)
    builder.emit(.globalFunction, x: 1, a: target, wide: index)
    try addMethod(function, name: name, span: span, to: target)
    builder.emit(.move, a: register, b: target)
  }

  private func addMethod(_ function: Function, name: String, span: Span, to register: Int) throws(CompileError) {
    guard let body = function.body else { return }
    let mark = builder.nextRegister
    // `where T <: Real` makes type variables that the parameter types mention.
    let typeScope = Scope(functionDepth: builder.depth)
    for variable in function.typeVariables {
      let name = variable.typeVariableName
      let target = builder.allocate()
      let first = builder.allocate(3)
      loadGlobal("#typevariable", into: first)
      load(Value(Symbol(name)), into: first + 1)
      if let bound = variable.typeVariableBound { try compile(bound, into: first + 2) } else { load(Value(DataType.any), into: first + 2) }
      builder.emit(.call, a: target, b: first, c: 2)
      let local = Variable(name, functionDepth: builder.depth, loopDepth: 0)
      local.isParameter = true
      local.register = target
      typeScope.variables[name] = local
    }
    builder.scopes.append(typeScope)
    let types = builder.allocate(max(1, function.parameters.count))
    for (position, parameter) in function.parameters.enumerated() {
      if let type = parameter.type {
        try compile(type, into: types + position)
      } else {
        load(Value(DataType.any), into: types + position)
      }
    }
    builder.scopes.removeLast()
    let code = try body_(function, body: body, name: name, span: span)
    builder.children.append(code)
    builder.emit(.addMethod, a: register, b: types, c: builder.children.count - 1)
    builder.nextRegister = mark
  }

  /// Compiles the body in a builder of its own.
  private func body_(_ function: Function, body: Expression, name: String, span: Span) throws(CompileError) -> Code {
    let outer = builder
    let outerIndexed = indexed
    indexed = []
    builder = FunctionBuilder(name: name, parent: outer, span: span, heap: heap)
    defer {
      builder = outer
      indexed = outerIndexed
    }
    let scope = scope(span, .function) ?? Scope(functionDepth: builder.depth)
    builder.scopes.append(scope)

    // Parameters take the first registers.
    let isVariadic = function.parameters.last?.isVariadic ?? false
    let positional = isVariadic ? Array(function.parameters.dropLast()) : function.parameters
    let hasKeywordRest = function.keywords.last?.isVariadic ?? false
    let keywords = hasKeywordRest ? Array(function.keywords.dropLast()) : function.keywords
    let ordered = function.parameters + function.keywords
    var registers: [Int] = []
    for parameter in ordered {
      let register = builder.allocate()
      registers.append(register)
      if let name = parameter.plainName, let variable = scope.variables[name] { variable.register = register }
    }
    let required = positional.prefix { $0.defaultValue == nil }.count
    var typeRegisters: [Int] = []
    for variable in function.typeVariables {
      let register = builder.allocate()
      typeRegisters.append(register)
      scope.variables[variable.typeVariableName]?.register = register
    }
    for variable in scope.order where variable.register < 0 { variable.register = builder.allocate() }
    let localCount = builder.nextRegister

    builder.returnType = nil
    for (position, parameter) in ordered.enumerated() {
      builder.span = parameter.span
      let isKeyword = position >= function.parameters.count
      if let value = parameter.defaultValue {
        let skip = builder.emit(.jumpIfDefined, a: registers[position], wide: 0)
        try compile(value, into: registers[position])
        builder.patch(skip)
      } else if isKeyword, !parameter.isVariadic {
        let skip = builder.emit(.jumpIfDefined, a: registers[position], wide: 0)
        let keyword = Value(Symbol(parameter.plainName ?? ""))
        builder.emit(.missingKeyword, wide: builder.constant(keyword))
        builder.patch(skip)
      }
      if isKeyword, let type = parameter.type, !parameter.isVariadic {
        builder.emit(.assertType, x: 1, a: registers[position], b: registers[position], c: try operand(type))
      }
      if let name = parameter.plainName {
        if let variable = scope.variables[name], variable.isBoxed { builder.emit(.makeBox, a: variable.register) }
      }
    }
    for variable in scope.order where variable.isBoxed && !ordered.contains(where: { $0.plainName == variable.name }) {
      builder.emit(.makeBox, a: variable.register)
    }
    for (position, parameter) in ordered.enumerated() where parameter.plainName == nil {
      if let pattern = parameter.pattern { try assign(registers[position], to: pattern) }
    }

    builder.returnType = function.returnType
    builder.span = body.span
    if function.returnType == nil {
      try tail(body)
    } else {
      let result = builder.allocate()
      try compile(body, into: result)
      builder.span = body.span
      try convertResult(result)
      builder.emit(.returnValue, a: result)
    }
    let isPlain = function.keywords.isEmpty && !isVariadic && function.returnType == nil
      && ordered.allSatisfy { $0.plainName != nil && $0.defaultValue == nil }
    return try finish(
      requiredCount: required, positionalCount: positional.count, isVariadic: isVariadic,
      restCount: function.restCount, keywords: keywords.map { Symbol($0.plainName ?? "") }, hasKeywordRest: hasKeywordRest, localCount: localCount,
      typeVariableRegisters: typeRegisters, typeVariableNames: function.typeVariables.map(\.typeVariableName),
      kernel: isPlain ? kernelExpression(body) : nil)
  }

  // MARK: - Structures

  func structure(_ structure: Structure, into register: Int) throws(CompileError) {
    let global = machine.globals.assign(structure.name)
    let description = heap.adopt(StructureDescription(structure))
    let first = builder.allocate(structure.fields.count + 2)
    if description.unsafe(StructureDescription.self).namesItself {
      let type = first + structure.fields.count + 1
      let call = builder.allocate(2)
      loadGlobal("#incomplete", into: call)
      load(heap.string(structure.name), into: call + 1)
      builder.emit(.call, a: type, b: call, c: 1)
      builder.emit(.setGlobal, a: type, wide: global)
    }
    if let supertype = structure.supertype { try compile(supertype, into: first) } else { load(Value(DataType.any), into: first) }
    for (position, field) in structure.fields.enumerated() {
      if let type = field.type {
        try compile(type, into: first + 1 + position)
      } else {
        load(Value(DataType.any), into: first + 1 + position)
      }
    }
    let type = builder.allocate()
    builder.emit(.makeStructure, a: type, b: first, c: builder.constant(description))
    builder.emit(.setGlobal, a: type, wide: global)
    for constructor in structure.constructors {
      let target = builder.allocate()
      builder.emit(.globalFunction, a: target, wide: global)
      var method = constructor
      method.name = nil
      // `new(…)` makes the object; the analysis knows the constructor by the span of its body.
      method.body = constructor.body.map { $0.replacingNew(with: structure.name) }
      try addMethod(method, name: structure.name, span: constructor.body?.span ?? structure.nameSpan, to: target)
    }
    load(.nothing, into: register)
  }
}

extension Parameter {
  /// The name of a parameter that is not taken apart.
  var plainName: String? {
    if case .name(let name)? = pattern?.kind { return name }
    return nil
  }
}

extension Expression {
  /// Whether a name stands somewhere in the expression.
  fileprivate func mentions(_ name: String) -> Bool {
    if case .name(name) = kind { return true }
    var isFound = false
    forEachChild { if !isFound { isFound = $0.mentions(name) } }
    return isFound
  }

  /// The body of an inner constructor with `new(…)` spelled `#new(Type, …)`.
  fileprivate func replacingNew(with type: String) -> Expression {
    rewritten { expression in
      guard case .call(let callee, var arguments) = expression.kind, case .name("new") = callee.kind else { return nil }
      arguments.positional = arguments.positional.map { $0.replacingNew(with: type) }
      arguments.positional.insert(Expression(.name(type), callee.span), at: 0)
      return Expression(.call(Expression(.name("#new"), callee.span), arguments), expression.span)
    }
  }
}

extension Function {
  /// `x::Vararg{T}` and `x::Vararg{T, N}` as a last parameter that takes the rest.
  fileprivate var withRestOfVararg: Function {
    guard let last = parameters.last, case .parameters(let base, let arguments)? = last.type?.kind, case .name("Vararg") = base.kind
    else { return self }
    var function = self
    function.parameters[parameters.count - 1].isVariadic = true
    function.parameters[parameters.count - 1].type = arguments.first
    if arguments.count > 1, case .integer(let literal) = arguments[1].kind { function.restCount = literal.value }
    return function
  }
}
