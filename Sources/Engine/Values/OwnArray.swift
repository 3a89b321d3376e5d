// Arrays that a block defines: structures below `AbstractArray` with methods of `size` and `getindex`.

/// An object of a block's array type, its elements given by the block's methods.
final class OwnArray: LazyArray {
  let object: Value

  init(_ object: Value, shape: [Int], machine: Machine) {
    self.object = object
    let isLinear = machine.takesLinearIndex(object, rank: shape.count)
    super.init(object.dataType, shape: shape, sources: [object], heap: machine.heap) { [unowned machine] position in
      var indices = [Value(position + 1)]
      if !isLinear {
        indices = []
        var rest = position
        for length in shape {
          indices.append(Value(rest % length + 1))
          rest /= length
        }
      }
      guard let element = try machine.extendedOperator("getindex", [object] + indices) else {
        throw machine.noMethod("getindex", [object] + indices)
      }
      return element
    }
  }
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

  /// What the block's method of `size` says.
  private func ownShape(_ value: Value) throws -> [Int]? {
    guard isExtended("size"), let function = globals["size"]?.function, hasMethod(function, [value]) else { return nil }
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
    guard let function = globals["getindex"]?.function else { return false }
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
    "repr", "sprint", "tuple", "=>", "Ref", "ismutable", "isimmutable", "convert", "identity", "objectid", "hash", "throw",
    "nfields", "push!", "append!", "insert!", "dump", "isbits", "#vector", "#collect!", "applicable", "invoke", "something",
    "coalesce", "ismissing", "isnothing", "summary",
  ]
}
