// What definitions do when they run: functions, methods, structures, types with parameters.

extension Machine {
  /// The function in a global, made there unless a block's function (or a type, whose constructor it then is) is there.
  func globalFunction(_ index: Int, extends: Bool) throws -> Value {
    let slot = globals.slots + index
    let name = globals.names[index]
    if let function = slot.pointee.function, extends || function.native == nil {
      if extends {
        extended.insert(name)
        if name == "getproperty" || name == "setproperty!" { forgetFields() }
      }
      return slot.pointee
    }
    if let type = slot.pointee.type, extends || globals.isAssigned(name) { return constructor(of: type) }
    if extends { extended.insert(name) }
    let function = heap.adopt(FunctionObject(name: name))
    globals.retire(slot.pointee)
    heap.retain(function)
    slot.pointee = function
    return function
  }

  /// The function that holds the constructors that blocks gave a type.
  private func constructor(of type: DataType) -> Value {
    if let known = constructors[type] { return Value(known) }
    let function = FunctionObject(name: type.name)
    constructors[type] = function
    let value = heap.adopt(function)
    heap.retain(value)
    return value
  }

  /// The function that holds the methods by which objects of a type are called.
  public func callable(of type: DataType) -> Value {
    if let known = callables[type] { return Value(known) }
    let function = FunctionObject(name: type.name)
    callables[type] = function
    let value = heap.adopt(function)
    heap.retain(value)
    return value
  }

  func addMethod(
    to target: Value, code: Code, types: UnsafeMutablePointer<Value>, registers: UnsafeMutablePointer<Value>,
    captured: UnsafePointer<Value>?
  ) throws {
    guard let function = target.function else {
      throw RuntimeError.argument("a method cannot be added to a value of type \(target.dataType)")
    }
    // Most closures declare no types and share the list that says so.
    var parameterTypes = code.untypedParameters
    for position in parameterTypes.indices where types[position].type !== DataType.any {
      guard let type = types[position].type else {
        throw RuntimeError.type(expected: "Type", got: "\(types[position].dataType)", in: "the signature of `\(function.name)`")
      }
      parameterTypes[position] = type
    }
    let values = UnsafeMutablePointer<Value>.allocate(capacity: max(1, code.captures.count))
    for (position, capture) in code.captures.enumerated() {
      let value =
        switch capture {
        case .register(let register): registers[register]
        case .captured(let index): captured.unsafelyUnwrapped[index]
        }
      heap.retain(value)
      (values + position).initialize(to: value)
    }
    definitionCount += 1
    function.define(Method(code: code, parameterTypes: parameterTypes, captured: values), heap: heap)
  }

  // MARK: - Structures

  func makeStructure(_ description: Value, _ parts: UnsafeMutablePointer<Value>) throws -> Value {
    let structure = description.unsafe(StructureDescription.self)
    guard let supertype = parts[0].type, supertype.isAbstract else {
      throw RuntimeError.argument("the supertype of \(structure.name) must be an abstract type")
    }
    var fields: [DataType.Field] = []
    for (position, field) in structure.fields.enumerated() {
      guard let type = parts[1 + position].type else {
        throw RuntimeError.type(expected: "Type", got: "\(parts[1 + position].dataType)", in: "the field `\(field.name.name)`")
      }
      fields.append(.init(name: field.name, type: type, isConstant: field.isConstant))
    }
    let type = DataType.structure(
      name: structure.name, supertype: supertype, fields: fields, isMutable: structure.isMutable)
    types.append(type)
    if structure.hasConstructors { isDefaultConstructorHidden.insert(type) }
    return Value(type)
  }

  /// Makes an object of a type that a block defined, converting the fields.
  public func makeObject(_ type: DataType, _ arguments: [Value]) throws -> Value {
    guard arguments.count == type.fields.count else {
      throw noMethod(
        type.name, arguments,
        hint: "\(type.name) has the fields " + type.fields.map { "`\($0.name.name)`" }.joined(separator: ", "))
    }
    let fields = try zip(type.fields, arguments).map { field, value in
      field.type === DataType.any || value.isInstance(of: field.type) ? value : try convert(value, to: field.type)
    }
    return heap.adopt(StructureObject(type: type, fields: fields, heap: heap))
  }

  /// The value of `type(arguments)`.
  func construct(_ type: DataType, _ arguments: [Value], names: [Symbol], values: [Value]) throws -> Value {
    if types.contains(where: { $0 === type }) {
      if isDefaultConstructorHidden.contains(type) {
        throw noMethod(type.name, arguments, hint: "the inner constructors of \(type.name) take other arguments")
      }
      if !names.isEmpty { throw unknownKeyword(names[0].name, of: type.name, known: []) }
      return try makeObject(type, arguments)
    }
    if let native = library.functions[type.name], library.functions["#new:" + type.name] == nil {
      let wrapped = heap.adopt(FunctionObject(name: native.name, native: native))
      return try call(wrapped, arguments, names: names, values: values)
    }
    // A type of the library is made by the function of its name: `Vector{Int}(undef, 3)`, `Dict("a" => 1)`.
    guard let native = library.functions["#new:" + type.name] ?? library.functions["#convert"] else {
      throw noMethod(type.description, arguments)
    }
    let wrapped = heap.adopt(FunctionObject(name: native.name, native: native))
    return try call(wrapped, [Value(type)] + arguments, names: names, values: values)
  }

  // MARK: - Types with parameters

  func applyType(_ base: Value, _ parameters: [Value]) throws -> Value {
    guard let type = base.type else {
      throw RuntimeError.type(expected: "Type", got: "\(base.dataType)", in: "a type with parameters")
    }
    let list = try parameters.map { value -> DataType.Parameter in
      if let bound = value.host as? BoundedType { return .below(bound.bound) }
      if let type = value.type { return .type(type) }
      if let integer = value.integer { return .integer(integer) }
      if let symbol = value.symbol { return .symbol(symbol.name) }
      throw RuntimeError.type(expected: "Type", got: "\(value.dataType)", in: "the parameters of \(type)")
    }
    guard let result = TypeNames.apply(type, list) else {
      throw RuntimeError.argument("\(type.name) does not take these parameters")
    }
    return Value(result)
  }
}

/// `<:T` among the parameters of a type.
public final class BoundedType: HostObject {
  let bound: DataType

  public init(bound: DataType) {
    self.bound = bound
    super.init()
  }
}
