// What definitions do when they run: functions, methods, structures, types with parameters.

extension Machine {
  /// The function in a global, made there unless a block's function (or a type, whose constructor it then is) is there.
  func globalFunction(_ index: Int, extends: Bool) throws -> Value {
    let slot = globals.slots + index
    let name = globals.plainName(index)
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
    if !types.contains(where: { $0 === type }) { state.pointee.hasConstructors = 1 }
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
    guard target.tag == .function else {
      throw RuntimeError.argument("a method cannot be added to a value of type \(target.dataType)")
    }
    let function = target.unsafe(FunctionObject.self)
    // Most closures declare no types and share the list that says so.
    let any = Value(DataType.any)
    let count = code.untypedParameters.count
    let isUntyped = (0..<count).allSatisfy { types[$0].isIdentical(to: any) }
    var parameterTypes = isUntyped ? [] : code.untypedParameters
    for position in parameterTypes.indices where !types[position].isIdentical(to: any) {
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
    let method = isUntyped
      ? Method(untyped: code, captured: values) : Method(code: code, parameterTypes: parameterTypes, captured: values)
    function.define(method, heap: heap)
  }

  // MARK: - Structures

  func makeStructure(_ description: Value, _ parts: UnsafeMutablePointer<Value>) throws -> Value {
    let structure = description.unsafe(StructureDescription.self)
    guard let supertype = parts[0].type, supertype.isAbstract else {
      throw RuntimeError.argument("the supertype of \(structure.name) must be an abstract type")
    }
    var fields: [DataType.Field] = []
    let incomplete = structure.namesItself ? parts[1 + structure.fields.count].type : nil
    for (position, field) in structure.fields.enumerated() {
      guard let type = parts[1 + position].type else {
        throw RuntimeError.type(expected: "Type", got: "\(parts[1 + position].dataType)", in: "the field `\(field.name.name)`")
      }
      fields.append(.init(name: field.name, type: type, isConstant: field.isConstant))
    }
    let type = incomplete
      ?? DataType.structure(name: structure.name, supertype: supertype, fields: fields, isMutable: structure.isMutable)
    incomplete?.complete(supertype: supertype, fields: fields, isMutable: structure.isMutable)
    types.append(type)
    if type.arrayType != nil { hasOwnArrays = true }
    if structure.hasConstructors { isDefaultConstructorHidden.insert(type) }
    return Value(type)
  }

  /// Makes an object of a type that a block defined, converting the fields.
  public func makeObject(_ type: DataType, _ arguments: [Value]) throws -> Value {
    try arguments.withUnsafeBufferPointer { try makeObject(type, $0) }
  }

  /// What `new(…)` in an inner constructor makes: fields that are left out have no value yet, numbers among them are zero.
  func makeObject(ofInner type: DataType, _ arguments: [Value]) throws -> Value {
    guard arguments.count < type.fields.count else { return try makeObject(type, arguments) }
    let rest = type.fields[arguments.count...].map { field -> Value in
      guard field.type.isSubtype(of: .number), !field.type.isAbstract else { return .undefined }
      return (try? convert(Value(0), to: field.type)) ?? .undefined
    }
    let object = StructureObject(type: type, fields: arguments + rest, heap: heap)
    let value = heap.adopt(object)
    for position in arguments.indices where !arguments[position].isInstance(of: type.fields[position].type) {
      let converted = try convert(arguments[position], to: type.fields[position].type)
      heap.retain(converted)
      heap.release(arguments[position])
      object.fields[position] = converted
    }
    return value
  }

  private func makeObject(_ type: DataType, _ arguments: UnsafeBufferPointer<Value>) throws -> Value {
    guard arguments.count == type.fields.count else {
      throw noMethod(
        type.name, Array(arguments),
        hint: "\(type.name) has the fields " + type.fields.map { "`\($0.name.name)`" }.joined(separator: ", "))
    }
    let object = StructureObject(type: type, copying: arguments, heap: heap)
    let value = heap.adopt(object)
    for position in arguments.indices where !arguments[position].isInstance(of: type.fields[position].type) {
      let converted = try convert(arguments[position], to: type.fields[position].type)
      heap.retain(converted)
      heap.release(arguments[position])
      object.fields[position] = converted
    }
    return value
  }

  /// The value of `type(arguments)` for a type that a block defined.
  func construct(_ type: DataType, _ arguments: UnsafeBufferPointer<Value>, names: [Symbol]) throws -> Value {
    if !isDefaultConstructorHidden.isEmpty, isDefaultConstructorHidden.contains(type) {
      throw noMethod(type.name, Array(arguments), hint: "the inner constructors of \(type.name) take other arguments")
    }
    if !names.isEmpty { throw unknownKeyword(names[0].name, of: type.name, known: []) }
    return try makeObject(type, arguments)
  }

  /// What makes values of a type of the library: the function of its name, or one that takes the type before the
  /// arguments, for `Vector{Int}(undef, 3)` and `Dict("a" => 1)`.
  func maker(
    of type: DataType, _ arguments: UnsafeBufferPointer<Value>
  ) throws -> (function: NativeFunction, takesType: Bool) {
    if let known = makers[type] { return known }
    if type.supertype === DataType.enumeration, let maker = library.functions["#new:Enum"] { return (maker, true) }
    let specific = library.functions["#new:" + type.name]
    var maker = (specific ?? library.functions["#convert"]).map { (function: $0, takesType: true) }
    if specific == nil, let function = library.functions[type.name] { maker = (function, false) }
    guard let maker else { throw noMethod(type.description, Array(arguments)) }
    makers[type] = maker
    return maker
  }

  // MARK: - Types with parameters

  func applyType(_ base: Value, _ parameters: [Value]) throws -> Value {
    guard let type = base.type else {
      throw RuntimeError.type(expected: "Type", got: "\(base.dataType)", in: "a type with parameters")
    }
    if type.name == "NamedTuple" { return Value(try namedTupleType(parameters)) }
    let list = try parameters.map { value -> DataType.Parameter in
      if let bound = value.host as? BoundedType { return .below(bound.bound) }
      if let type = value.type { return .type(type) }
      if let integer = value.integer { return .integer(integer) }
      if let symbol = value.symbol { return .symbol(symbol.name) }
      if let boolean = value.boolean { return .symbol("\(boolean)") }
      throw RuntimeError.type(expected: "Type", got: "\(value.dataType)", in: "the parameters of \(type)")
    }
    guard let result = TypeNames.apply(type, list) else {
      throw RuntimeError.argument("\(type.name) does not take these parameters")
    }
    return Value(result)
  }

  /// `NamedTuple{(:a, :b)}` and `NamedTuple{(:a, :b), Tuple{Int, Float64}}`.
  private func namedTupleType(_ parameters: [Value]) throws -> DataType {
    guard let names = parameters.first?.tuple?.elements.compactMap(\.symbol?.name), parameters.count <= 2,
      names.count == parameters[0].tuple?.elements.count
    else { throw RuntimeError.argument("the first parameter of NamedTuple is a tuple of symbols, such as `(:a, :b)`") }
    guard parameters.count == 2 else { return .namedTuple(names) }
    guard case .tuple(let types, isVariadic: false)? = parameters[1].type?.kind, types.count == names.count else {
      throw RuntimeError.argument("the second parameter of NamedTuple is a tuple type with as many types as names")
    }
    return .namedTuple(names, types)
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
