// What the functions over collections share: their elements, lengths, dimensions, and verdicts of predicates.

import Engine

extension Machine {
  /// All elements in order.
  /// - Throws: `MethodError` where the value cannot be iterated.
  func list(_ value: Value) throws -> [Value] {
    guard let elements = try elements(value) else { throw noMethod("iterate", [value]) }
    return elements
  }

  /// The number of elements, as `length` counts them; `nil` where it is not known without iterating.
  func length(_ value: Value) throws -> Int? {
    switch value.tag {
    case .string: return value.characterCount
    case .tuple, .namedTuple, .pair: return value.tuple?.elements.count
    case .dictionary: return value.dictionary?.count
    case .set: return value.set?.count
    case .range: return value.range?.count
    case .iterator: return try descend { try value.iterator?.count(self) }
    case .host:
      return try descend {
        try value.host?.apply("length", [value], self)?.integer ?? value.host?.elements(self)?.count
      }
    default:
      if let array = value.array { return array.count }
      return value.isNumber || value.character != nil ? 1 : nil
    }
  }

  /// The verdict of a predicate.
  func verdict(_ predicate: Value, _ arguments: [Value]) throws -> Bool {
    let result = try call(predicate, arguments)
    guard let verdict = result.boolean else { throw nonBoolean(result, context: 1) }
    return verdict
  }

  /// Whether something can be called: a function, a type, a callable object.
  func isFunctionLike(_ value: Value) -> Bool {
    switch value.tag {
    case .function, .type: true
    case .host: !(value.host is IdentityObject) && (try? value.host?.elements(self)) ?? nil == nil
    case .structure: (try? elements(value)) ?? nil == nil
    default: false
    }
  }

  /// The type that elements of a collection have.
  func elementType(_ value: Value) -> DataType {
    // Sequences of sequences may be deep, and have the same ones many times.
    var budget = 100
    return elementType(value, &budget)
  }

  private func elementType(_ value: Value, _ budget: inout Int) -> DataType {
    if let array = value.array { return array.elementType }
    if value.host?.writableShape != nil, case .type(let type)? = value.dataType.arrayType?.parameters.first { return type }
    if let lazy = value.iterator as? LazyArray { return lazy.elementType }
    if let lazy = value.iterator as? LazySequence {
      budget -= 1
      return budget < 0 ? .any : lazy.elementType { elementType($0, &budget) }
    }
    if let range = value.range { return range.elementType }
    if let set = value.set { return set.elementType }
    if let dictionary = value.dictionary { return .pair(dictionary.keyType, dictionary.valueType) }
    if value.tag == .string { return .character }
    if value.isNumber { return value.dataType }
    if let elements = value.tuple?.elements, let first = elements.first {
      return elements.dropFirst().reduce(first.dataType) { DataType.join($0, $1.dataType) }
    }
    return .any
  }

  /// The type that elements of a collection would have, if there were any: of a generator what its function makes of numbers.
  func typeOfNothing(_ value: Value) -> DataType {
    if let filtered = value.iterator as? FilteredObject { return typeOfNothing(filtered.source) }
    guard let generator = value.iterator as? GeneratorObject else { return elementType(value) }
    let type = typeOfNothing(generator.source)
    if type === DataType.any || generator.isIdentity { return type }
    return (try? mapPacked(generator.function, [heap.emptyArray(of: type)]))?.array?.elementType ?? .any
  }

  /// An array as an array; ranges, tuples and iterators collected into one.
  func asArray(_ value: Value) throws -> ArrayObject {
    if let array = value.array { return array }
    guard let array = try collect(value).array else { throw noMethod("collect", [value]) }
    return array
  }

  /// An array of values that have the element type, or of their common type.
  func arrayOf(_ elements: [Value], like type: DataType, shape: [Int]? = nil) -> Value {
    if elements.allSatisfy({ $0.isInstance(of: type) }) { return heap.array(of: type, elements, shape: shape) }
    return collected(elements, shape: shape, emptyType: type)
  }

  /// An array of the values as `collect` makes it: the element type is their common supertype.
  func collected(_ elements: [Value], shape: [Int]? = nil, emptyType: DataType = .any) -> Value {
    var builder = ArrayBuilder(heap: heap, capacity: elements.count)
    for element in elements { builder.append(element) }
    return builder.finish(shape: shape, emptyType: emptyType)
  }

  /// The error of a reduction that has nothing to reduce.
  var emptyReduction: RuntimeError {
    .argument("reducing over an empty collection is not allowed; consider supplying `init` to the reducer")
  }
}

extension Call {
  /// The most dimensions that an array has.
  static var dimensionLimit: Int { 128 }

  /// The dimensions of the keyword `dims`, counted from zero, in order; `nil` if it was not given or is `:`.
  func axes(_ name: String = "dims") throws -> [Int]? {
    guard let value = keyword(name), !value.isNothing, value.tag != .colon else { return nil }
    let list = try value.integer.map { [Value($0)] } ?? machine.list(value)
    let axes = try list.map { element -> Int in
      guard let axis = element.integer, axis >= 1 else {
        throw RuntimeError.argument("region dimension(s) must be ≥ 1, got \(try machine.compactText(of: element))")
      }
      if axis > Self.dimensionLimit { throw RuntimeError.argument("an array has at most \(Self.dimensionLimit) dimensions") }
      return axis - 1
    }
    return Array(Set(axes)).sorted()
  }

  /// The sizes that the arguments from a position on give: integers, or one tuple of them.
  func sizes(from position: Int) throws -> [Int] {
    var values = Array(self.values.dropFirst(position))
    if values.count == 1, values[0].tag == .tuple, let elements = values[0].tuple?.elements { values = elements }
    return try values.map { value in
      if let range = value.range, range.isInteger { return range.count }
      guard let size = machine.exactInt(value) else { throw noMethod(hint: "sizes are integers: n, m or (n, m)") }
      if size < 0 { throw RuntimeError.argument("invalid Array dimensions") }
      return size
    }
  }
}
