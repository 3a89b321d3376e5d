// Arrays made of one value: zeros, ones, fill, and arrays like another.

import Arrays
import Engine

extension Library {
  mutating func addFilling() {
    func filled(_ name: String, _ number: Int, _ help: String) {
      add("\(name)(T, dims...)", help + " `T` is the element type (`Float64` if left out), `dims` the sizes or a tuple of them.",
        arity: Arity(0...), example: "\(name)(2)  # => [\(number).0, \(number).0]\n\(name)(Int, 1, 2)  # => [\(number) \(number)]"
      ) { call in
        let type = call.count > 0 ? call[0].type : nil
        let shape = try call.sizes(from: type == nil ? 0 : 1)
        return try call.machine.filledArray(number, ofType: type ?? .float64, shape: shape)
      }
    }
    filled("zeros", 0, "An array of zeros.")
    filled("ones", 1, "An array of ones.")
    add("fill(x, dims...)", "An array of the given sizes with `x` everywhere.", arity: Arity(1...), example: "fill(7, 3)  # => [7, 7, 7]") { call in
      try call.machine.filledArray(with: call[0], shape: try call.sizes(from: 1))
    }
    add("fill!(A, x)", "Stores `x` everywhere in `A`.", arity: 2, example: "fill!([1, 2], 5)  # => [5, 5]") { call in
      guard let array = call[0].array else { throw call.noMethod() }
      let value = try call.machine.converted(call[1], for: array)
      if array.form.isStructured || array.isCopiedTranspose {
        try call.machine.store(all: Array(repeating: value, count: array.count), in: array)
      } else {
        for position in 0..<array.count { array.store(value, at: position, call.heap) }
      }
      return call[0]
    }
    func booleans(_ name: String, _ value: Bool) {
      add("\(name)(dims...)", "A `BitArray` of `\(value)`.", arity: Arity(0...), example: "\(name)(2)  # => [\(value), \(value)]") { call in
        let shape = try call.sizes(from: 0)
        _ = try call.heap.reserve(shape: shape, stride: 1)
        let result = call.heap.array(DenseArray(repeating: value, shape: shape))
        result.array?.setForm(.bits)
        return result
      }
    }
    booleans("trues", true)
    booleans("falses", false)
    add("similar(A, T, dims...)", "A new array of the type and sizes of `A`, or of other ones; its elements are zero.", arity: Arity(1...), example: "size(similar([1.0, 2.0], 3))  # => (3,)") { call in
      let machine = call.machine
      if let type = call[0].type {
        var element = DataType.any
        if case .type(let parameter)? = type.parameters.first { element = parameter }
        return try machine.uninitialized(element, shape: try call.sizes(from: 1))
      }
      guard let shape = try machine.shape(call[0]) else { throw call.noMethod() }
      let type = call.count > 1 ? call[1].type : nil
      let first = type == nil ? 1 : 2
      return try machine.uninitialized(
        type ?? machine.elementType(call[0]), shape: call.count > first ? try call.sizes(from: first) : shape)
    }
  }
}

extension Machine {
  /// An array of a small whole number as a number of a type.
  func filledArray(_ number: Int, ofType type: DataType, shape: [Int]) throws -> Value {
    switch type {
    case .float64:
      _ = try heap.reserve(shape: shape)
      return heap.array(DenseArray(repeating: Double(number), shape: shape))
    case .int64:
      _ = try heap.reserve(shape: shape)
      return heap.array(DenseArray(repeating: number, shape: shape))
    default:
      guard let element = try self.number(number, ofType: type) else {
        throw noMethod(number == 0 ? "zero" : "one", [Value(type)])
      }
      return try filledArray(with: element, ofType: type, shape: shape)
    }
  }

  /// An array with one value everywhere.
  func filledArray(with value: Value, ofType type: DataType? = nil, shape: [Int]) throws -> Value {
    let type = type ?? value.dataType
    let count = try heap.reserve(shape: shape, stride: 16)
    switch (type, value.tag) {
    case (.float64, .float): return heap.array(DenseArray(repeating: value.unsafeFloat, shape: shape))
    case (.int64, .integer): return heap.array(DenseArray(repeating: value.unsafeInteger, shape: shape))
    case (.bool, .boolean): return heap.array(DenseArray(repeating: value.unsafeBoolean, shape: shape))
    default: return heap.array(of: type, Array(repeating: value, count: count), shape: shape)
    }
  }

  /// What `undef` arrays hold: zeros of number types, nothing assigned for the others.
  func uninitialized(_ type: DataType, shape: [Int]) throws -> Value {
    if let zero = try number(0, ofType: type), zero.isInstance(of: type) {
      return try filledArray(with: zero, ofType: type, shape: shape)
    }
    let count = try heap.reserve(shape: shape, stride: 16)
    let empty: Value = type === DataType.nothing ? .nothing : .undefined
    return heap.array(of: type, Array(repeating: empty, count: count), shape: shape)
  }
}
