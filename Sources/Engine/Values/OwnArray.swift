// Arrays that a block defines: structures below `AbstractArray` with methods of `size` and `getindex`.

/// An object of a block's array type, its elements given by the block's methods.
final class OwnArray: LazyArray {
  let object: Value
  private let isLinear: Bool
  private unowned let machine: Machine

  init(_ object: Value, shape: [Int], machine: Machine) {
    let isLinear = machine.takesLinearIndex(object, rank: shape.count)
    self.object = object
    self.isLinear = isLinear
    self.machine = machine
    super.init(object.dataType, shape: shape, sources: [object], heap: machine.heap) { [unowned machine] position in
      let arguments = [object] + OwnArray.indices(of: position, shape, isLinear: isLinear)
      guard let element = try machine.extendedOperator("getindex", arguments) else { throw machine.noMethod("getindex", arguments) }
      return element
    }
  }

  fileprivate func indices(of position: Int) -> [Value] { OwnArray.indices(of: position, shape, isLinear: isLinear) }

  /// The indices of the element at a position in storage order, as the block's methods take them.
  private static func indices(of position: Int, _ shape: [Int], isLinear: Bool) -> [Value] {
    if isLinear { return [Value(position + 1)] }
    var rest = position
    return shape.map { length in
      defer { rest /= length }
      return Value(rest % length + 1)
    }
  }
}

/// A lazy array whose elements can be written.
protocol ElementStore: LazyArray {
  /// Writes the element at a position in storage order, counted from zero.
  func store(_ value: Value, at position: Int) throws
  /// Writes all elements, given in storage order.
  func store(all values: [Value]) throws
}

extension ElementStore {
  func store(all values: [Value]) throws {
    for (position, value) in values.enumerated() { try store(value, at: position) }
  }
}

extension OwnArray: ElementStore {
  func store(_ value: Value, at position: Int) throws {
    let arguments = [object, value] + indices(of: position)
    guard try machine.extendedOperator("setindex!", arguments) != nil else { throw machine.noMethod("setindex!", arguments) }
  }
}

/// Part of an object of a block's array type, which reads and writes through it.
final class OwnArraySlice: LazyArray, ElementStore {
  private let parent: any ElementStore
  private let positions: [Int]

  init(_ parent: any ElementStore, positions: [Int], shape: [Int], heap: Heap) {
    self.parent = parent
    self.positions = positions
    let type = DataType.parametric(
      "SubArray", [.type(parent.elementType), .integer(shape.count), .type(parent.type)],
      supertype: .abstractArray([.type(parent.elementType), .integer(shape.count)]))
    super.init(type, shape: shape, sources: [Value(iterator: parent)], heap: heap) { try parent.element(at: positions[$0]) }
  }

  func store(_ value: Value, at position: Int) throws { try parent.store(value, at: positions[position]) }
}

/// Part of an object that stands for an array, such as a sparse matrix, which reads and writes through it.
final class HostSlice: LazyArray, ElementStore {
  private let parent: Value
  private let indices: [Value]
  private let positions: [Int]
  private unowned let machine: Machine

  init(_ parent: Value, _ indices: [Value], positions: [Int], shape: [Int], machine: Machine) {
    self.parent = parent
    self.indices = indices
    self.positions = positions
    self.machine = machine
    let elementType = parent.dataType.arrayType?.parameter(0) ?? .any
    let type = DataType.parametric(
      "SubArray", [.type(elementType), .integer(shape.count), .type(parent.dataType)],
      supertype: .abstractArray([.type(elementType), .integer(shape.count)]))
    super.init(type, shape: shape, sources: [parent] + indices, heap: machine.heap) { [unowned machine] position in
      try machine.index(parent, [Value(positions[position] + 1)])
    }
  }

  func store(_ value: Value, at position: Int) throws { try machine.setIndex(parent, [Value(positions[position] + 1)], value) }

  /// All at once, which may cost the object much less.
  func store(all values: [Value]) throws {
    if shape.isEmpty || indices.count != parent.host?.writableShape?.count {
      for (position, value) in values.enumerated() { try store(value, at: position) }
    } else {
      try machine.setIndex(parent, indices, machine.heap.tuple(values))
    }
  }

  override func makeIterator(_ machine: Machine) throws -> () throws -> Value? {
    guard !shape.isEmpty, let elements = try machine.elements(machine.index(parent, indices)) else {
      return try super.makeIterator(machine)
    }
    let kept = KeptElements(elements, heap: machine.heap)
    var position = 0
    return {
      defer { position += 1 }
      return position < kept.values.count ? kept.values[position] : nil
    }
  }
}

extension Value {
  /// Whether this is part of an object that stands for an array, which it reads and writes.
  public var isElementView: Bool { tag == .iterator && iterator is any ElementStore }
}

extension DataType {
  /// The type `AbstractArray{T, N}` that stands above this one, if one does.
  public var arrayType: DataType? {
    var candidate: DataType? = self
    while let type = candidate, type.name != "AbstractArray" { candidate = type.supertype }
    return candidate
  }
}

extension Machine {
  /// The value as a lazy array if it is an object of an array type that a block defined and has methods of `size` and
  /// `getindex`.
  func ownArray(_ value: Value) throws -> OwnArray? {
    guard hasOwnArrays, value.tag == .structure, value.dataType.arrayType != nil, isExtended("getindex"),
      let shape = try ownShape(value)
    else { return nil }
    let array = OwnArray(value, shape: shape, machine: self)
    _ = heap.adopt(array)
    return array
  }

  /// The value as an array of a block's type, or a part of one or of a host, whose elements `setindex!` writes.
  func elementStore(_ value: Value) throws -> (any ElementStore)? {
    if let slice = value.iterator as? any ElementStore { return slice }
    return try ownArray(value)
  }

  /// Writes a value, or the elements of an array, where the indices of a block's array lead.
  func setIndex(_ store: any ElementStore, _ target: Value, _ indices: [Value], _ value: Value) throws {
    let (positions, shape) = try self.positions(indices, in: store.shape, of: target)
    if shape.isEmpty, positions.count == 1 { return try store.store(value, at: positions[0]) }
    guard value.isArray || value.tag == .range || value.tag == .iterator, let elements = try elements(value) else {
      throw singleValueForMany
    }
    guard elements.count == positions.count else { throw destinationMismatch(elements.count, shape) }
    for (position, element) in zip(positions, elements) { try store.store(element, at: position) }
  }

  /// The part that the indices select of an object that stands for an array of the shape.
  func view(_ host: HostObject, of shape: [Int], _ indices: [Value]) throws -> Value {
    let value = Value(host: host)
    // A mask may be such an object too.
    let indices = try flattened(indices).map { $0.host?.writableShape == nil ? $0 : try collect($0) }
    let (positions, part) = try self.positions(indices, in: shape, of: value)
    return heap.adopt(HostSlice(value, indices, positions: positions, shape: part, machine: self))
  }

  /// The part of a block's array that the indices select.
  func view(_ array: any ElementStore, _ value: Value, _ indices: [Value]) throws -> Value {
    let (positions, shape) = try self.positions(indices, in: array.shape, of: value)
    return heap.adopt(OwnArraySlice(array, positions: positions, shape: shape, heap: heap))
  }

  /// The places in storage order that indices select in a value of the shape, and the shape of what is there.
  public func positions(_ indices: [Value], in shape: [Int], of value: Value) throws -> (positions: [Int], shape: [Int]) {
    let indices = flattened(indices)
    let count = try shape.elementCount()
    if indices.isEmpty, count != 1 { throw outOfBounds(value, indices) }
    try requireAllDimensions(shape, value, indices)
    let lengths = indices.count == 1 ? [count] : effectiveShape(shape, count: indices.count)
    let selections = try zip(indices, lengths).map { try selection($0, length: $1, of: value, indices) }
    try heap.reserve(shape: zip(selections, lengths).map { $0.count(of: $1) }, stride: 16)
    return (self.positions(selections, lengths), zip(selections, lengths).flatMap { $0.resultShape(of: $1) })
  }

  /// What the block's method of `size` says.
  private func ownShape(_ value: Value) throws -> [Int]? {
    guard let function = extendedFunction("size"), hasMethod(function, [value]) else { return nil }
    guard let lengths = try call(Value(function), [value]).tuple?.elements else { return nil }
    let shape = lengths.compactMap(\.integer)
    guard shape.count == lengths.count, shape.allSatisfy({ $0 >= 0 }) else {
      throw RuntimeError.argument("`size` of \(value.dataType) must give a tuple of lengths")
    }
    var total = 1
    for length in shape {
      let (product, overflow) = total.multipliedReportingOverflow(by: length)
      if overflow { throw RuntimeError.argument("the array has too many elements") }
      total = product
    }
    return shape
  }

  /// Whether one index reaches every element.
  fileprivate func takesLinearIndex(_ value: Value, rank: Int) -> Bool {
    if rank == 1 { return true }
    guard let function = globals.libraryFunction("getindex") else { return false }
    let cartesian = [value] + Array(repeating: Value(1), count: rank)
    return hasMethod(function, [value, Value(1)]) && !hasMethod(function, cartesian)
  }

  /// The arguments of a function of the library, objects of a block's array types as arrays.
  func asArrays(_ arguments: [Value]) throws -> [Value] {
    try arguments.map { value in try ownArray(value).map { Value(iterator: $0) } ?? value }
  }

  /// Functions that are about an object itself, not about its elements.
  static let objectFunctions: Set<String> = [
    "typeof", "isa", "===", "!==", "getproperty", "getfield", "setproperty!", "setfield!", "swapfield!", "modifyfield!",
    "propertynames", "hasproperty", "isdefined", "getindex", "setindex!", "print", "println", "show", "display", "string",
    "repr", "sprint", "view", "#view", "tuple", "=>", "Ref", "ismutable", "isimmutable", "convert", "identity", "objectid", "hash", "throw",
    "nfields", "push!", "append!", "insert!", "dump", "isbits", "#vector", "#collect!", "applicable", "invoke", "something",
    "coalesce", "ismissing", "isnothing", "summary",
  ]
}
