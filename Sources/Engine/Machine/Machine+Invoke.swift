// Calling a method that is named by its types, and the types below another.

extension Machine {
  /// Calls the narrowest method of the function that takes arguments of these types.
  public func invoke(
    _ function: FunctionObject, as types: [DataType], _ arguments: [Value], keywords: [(name: String, value: Value)]
  ) throws -> Value {
    let candidates = function.methods.filter { method in
      method.accepts(count: types.count)
        && types.enumerated().allSatisfy { $1.isSubtype(of: method.parameterType($0)) }
    }
    guard types.count == arguments.count, zip(arguments, types).allSatisfy({ $0.isInstance(of: $1) }) else {
      throw RuntimeError.argument("invoke: the arguments are not of the types that are given")
    }
    let narrowest = candidates.first { method in
      candidates.allSatisfy { other in
        types.indices.allSatisfy { method.parameterType($0).isSubtype(of: other.parameterType($0)) }
      }
    }
    guard let narrowest else {
      guard function.native != nil else { throw noMethod(function.name, arguments) }
      return try callNativePart(of: function, arguments, keywords: keywords)
    }
    let single = FunctionObject(name: function.name)
    let callee = heap.adopt(single)
    for position in 0..<narrowest.code.captures.count { heap.retain(narrowest.captured[position]) }
    single.define(narrowest, heap: heap)
    return try call(callee, arguments, keywords: keywords)
  }

  /// Calls what the library binds under the function's name, whatever methods blocks added.
  private func callNativePart(
    of function: FunctionObject, _ arguments: [Value], keywords: [(name: String, value: Value)]
  ) throws -> Value {
    guard let native = function.native else { return .nothing }
    return try call(heap.adopt(FunctionObject(name: native.name, native: native)), arguments, keywords: keywords)
  }

  /// The types directly below another: the numbers, and those that blocks declared.
  public func typesBelow(_ type: DataType) -> [DataType] {
    let known: [DataType] = [
      .abstractFloat, .abstractInteger, .abstractIrrational, .bigInt, .bool, .float32, .float64, .int16, .int32, .int64,
      .int8, .real, .signed, .uint16, .uint32, .uint64, .uint8, .unsigned,
    ]
    let families = ["Complex", "Rational"].compactMap { TypeNames.type(named: $0) }
    let declared = (types + abstractTypes).filter { $0.supertype === type }.sorted { $0.name < $1.name }
    return (known + families).filter { $0.supertype === type }.sorted { $0.name < $1.name } + declared
  }
}
