// Fields: reading and writing `x.name`.

extension Machine {
  /// The value of `value.name`.
  public func field(_ value: Value, _ name: Symbol) throws -> Value {
    if let result = try extendedOperator("getproperty", [value, Value(name)]) { return result }
    return try ownField(value, name)
  }

  /// The name of the field that a symbol or a position means.
  func fieldName(_ value: Value, _ field: Value) throws -> Symbol {
    if let name = field.symbol { return name }
    guard let position = field.integer else { throw noMethod("getfield", [value, field]) }
    let names: [Symbol] =
      switch value.tag {
      case .structure: value.structure?.type.fields.map(\.name) ?? []
      case .namedTuple: value.tuple?.names ?? []
      case .tuple: (1...max(1, value.tuple?.elements.count ?? 0)).map { Symbol("\($0)") }
      case .pair: [Symbol("first"), Symbol("second")]
      case .complex: [Symbol("re"), Symbol("im")]
      case .rational: [Symbol("num"), Symbol("den")]
      default: []
      }
    guard position >= 1, position <= names.count else {
      throw RuntimeError("BoundsError", "attempt to access \(try summary(value)) at index [\(position)]")
    }
    return names[position - 1]
  }

  /// The field itself, not what a method of `getproperty` makes of its name.
  func ownField(_ value: Value, _ name: Symbol) throws -> Value {
    var known: [String] = []
    switch value.tag {
    case .structure:
      guard let object = value.structure else { break }
      if let position = object.type.fields.firstIndex(where: { $0.name == name }) {
        let field = object.fields[position]
        if field.isUndefined { throw RuntimeError("UndefRefError", "access to undefined reference") }
        return field
      }
      known = object.type.fields.map(\.name.name)
    case .namedTuple:
      if let element = value.tuple?[name] { return element }
      known = value.tuple?.names?.map(\.name) ?? []
    case .tuple:
      guard let elements = value.tuple?.elements, let place = Int(name.name), elements.indices.contains(place &- 1) else { break }
      return elements[place - 1]
    case .pair:
      if name.name == "first" { return value.tuple?.elements[0] ?? .nothing }
      if name.name == "second" { return value.tuple?.elements[1] ?? .nothing }
      known = ["first", "second"]
    case .dictionary:
      if let dictionary = value.dictionary, dictionary.isKeywords, let element = dictionary[Value(name)] { return element }
    case .complex:
      if name.name == "re" { return value.complex?.real ?? .nothing }
      if name.name == "im" { return value.complex?.imaginary ?? .nothing }
      known = ["re", "im"]
    case .rational:
      if let object = value.rational, name.name == "num" || name.name == "den" {
        let part = name.name == "num" ? object.numerator : object.denominator
        return object.isBig ? heap.big(part) : heap.integer(part)
      }
    case .range:
      guard let range = value.range else { break }
      switch name.name {
      case "start": return range.first
      case "stop": return range.last
      case "step": return range.step
      case "len": return Value(range.count)
      default: known = ["start", "step", "stop", "len"]
      }
    case .host:
      if let host = value.host {
        if let property = try host.property(name.name, self) { return property }
        known = host.propertyNames
      }
    default: break
    }
    var hint = Suggestions.nearest(to: name.name, among: known).map { "did you mean `.\($0)`?" }
    if hint == nil, !known.isEmpty { hint = "it has " + known.map { "`.\($0)`" }.joined(separator: ", ") }
    throw RuntimeError("FieldError", "type \(value.dataType) has no field `\(name.name)`", hint: hint)
  }

  func setField(_ target: Value, _ name: Symbol, _ value: Value) throws {
    if try extendedOperator("setproperty!", [target, Value(name), value]) != nil { return }
    try setOwnField(target, name, value)
  }

  func setOwnField(_ target: Value, _ name: Symbol, _ value: Value) throws {
    guard let object = target.structure,
      let position = object.type.fields.firstIndex(where: { $0.name == name })
    else {
      _ = try field(target, name)
      throw RuntimeError("ErrorException", "the field `\(name.name)` of \(target.dataType) cannot be assigned")
    }
    let field = object.type.fields[position]
    guard object.type.isMutable, !field.isConstant else {
      throw RuntimeError(
        "ErrorException", "setfield!: immutable struct of type \(object.type) cannot be changed",
        hint: "define it with `mutable struct`")
    }
    let converted = field.type === DataType.any || value.isInstance(of: field.type) ? value : try convert(value, to: field.type)
    heap.noteChange(of: object)
    heap.retain(converted)
    let old = object.fields[position]
    object.fields[position] = converted
    heap.release(old)
  }
}
