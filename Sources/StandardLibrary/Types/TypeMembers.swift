// The fields that types and values have, and the element types of collections.

import Engine

extension DataType {
  /// The names of the fields of values of the type.
  var memberNames: [String] {
    if !fields.isEmpty { return fields.map(\.name.name) }
    switch name {
    case "Complex": return ["re", "im"]
    case "Rational": return ["num", "den"]
    case "Pair": return ["first", "second"]
    case "UnitRange": return ["start", "stop"]
    case "StepRange": return ["start", "step", "stop"]
    case "NamedTuple":
      return parameters.compactMap { parameter in
        if case .symbol(let name) = parameter { return name }
        return nil
      }
    default: return []
    }
  }

  /// The declared types of the fields.
  var memberTypes: [DataType] {
    if !fields.isEmpty { return fields.map(\.type) }
    if case .tuple(let types, _) = kind { return types }
    let types = parameters.compactMap { parameter -> DataType? in
      if case .type(let type) = parameter { return type }
      return nil
    }
    switch name {
    case "Complex", "Rational", "UnitRange", "StepRange":
      guard let first = types.first else { return memberNames.map { _ in .any } }
      return memberNames.map { _ in first }
    default: return types
    }
  }
}

extension Value {
  /// The names that `x.name` accepts.
  public var memberNames: [String] {
    if let host { return host.propertyNames }
    if let structure { return structure.type.fields.map(\.name.name) }
    if tag == .tuple { return [] }
    return dataType.memberNames
  }
}

extension Machine {
  /// `eltype(x)` of values and of types.
  func elementType(of x: Value) throws -> DataType {
    if let type = try x.host?.apply("eltype", [x], self)?.type { return type }
    if x.tuple?.elements.isEmpty == true { return .bottom }
    if x.character != nil { return x.dataType }
    if let type = x.type {
      if type === DataType.string { return .character }
      if type.isSubtype(of: .number) || type === DataType.character { return type }
      if case .tuple(let types, _) = type.kind, let first = types.first {
        return types.dropFirst().reduce(first) { DataType.join($0, $1) }
      }
      if type.name == "Dict", case .type(let key)? = type.parameters.first,
        case .type(let element)? = type.parameters.last
      {
        return .pair(key, element)
      }
      if type.name.hasPrefix("Bit") { return .bool }
      if case .type(let element)? = type.parameters.first { return element }
    }
    if let skip = x.host as? SkipMissingObject {
      let type = try descend { try elementType(of: skip.source) }
      guard case .union(let members) = type.kind else { return type }
      return .union(members.filter { $0 !== DataType.missing })
    }
    return elementType(x)
  }

  /// Whether a call of the function with these values would find a method.
  func isApplicable(_ function: FunctionObject, _ arguments: [Value]) -> Bool {
    hasMethod(function, arguments) || function.accepts(count: arguments.count)
  }

  func hasMethod(_ function: FunctionObject, types: [DataType]) -> Bool {
    function.hasMethod(types: types) || function.accepts(count: types.count)
  }
}
