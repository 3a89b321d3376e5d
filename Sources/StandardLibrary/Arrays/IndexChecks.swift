// Questions about indices and the storage of arrays: bounds, parents of views, strides.

import Engine

extension Library {
  mutating func addIndexChecks() {
    add(
      "checkbounds(Bool, A, i...)",
      "With `Bool`, whether the indices are valid for `A`; without, a `BoundsError` where they are not.",
      arity: Arity(1...), example: "checkbounds(Bool, [1, 2], 3)  # => false"
    ) { call in
      let machine = call.machine
      let asks = call[0].type === DataType.bool
      let values = call.values.dropFirst(asks ? 1 : 0)
      guard let container = values.first, container.isArray || container.tag == .range || container.tag == .iterator else {
        throw call.noMethod()
      }
      do {
        _ = try machine.index(container, Array(values.dropFirst()))
      } catch let error as RuntimeError where error.type == "BoundsError" {
        if asks { return Value(false) }
        throw error
      } catch let error as RuntimeError where error.type == "UndefRefError" {}
      return asks ? Value(true) : .nothing
    }
    add(
      "checkindex(Bool, range, i)", "Whether an index, or all of several, lies in a range of indices.", arity: 3,
      example: "checkindex(Bool, 1:20, 21)  # => false"
    ) { call in
      guard call[0].type === DataType.bool, let range = call[1].range, range.isInteger else { throw call.noMethod() }
      if call[2].tag == .colon { return Value(true) }
      let (first, last) = (range.first.unsafeInteger, range.count > 0 ? range.last.unsafeInteger : range.first.unsafeInteger - 1)
      if let index = call[2].integer { return Value(first <= index && index <= last) }
      if let mask = call[2].array, mask.elementType === DataType.bool { return Value(mask.count == range.count) }
      let indices = try call.machine.list(call[2]).map { call.machine.exactInt($0) }
      if indices.contains(nil) { throw call.noMethod() }
      return Value(indices.compactMap { $0 }.allSatisfy { first <= $0 && $0 <= last })
    }
    add(
      "isassigned(A, i...)", "Whether there is an element at the indices.", arity: Arity(1...),
      example: "isassigned([1, 2], 3)  # => false"
    ) { call in
      do {
        _ = try call.machine.index(call[0], Array(call.values.dropFirst()))
        return Value(true)
      } catch let error as RuntimeError where error.type == "BoundsError" || error.type == "UndefRefError" {
        return Value(false)
      }
    }
    add("parent(A)", "The array that a view looks into; of another array, itself.", arity: 1, example: "parent(view([1, 2, 3], 2:3))  # => [1, 2, 3]") {
      call in
      guard let array = call[0].array else { return call[0] }
      if let origin = array.origin { return origin.parent }
      if array.form == .adjoint || array.form == .transpose {
        return try call.machine.callLibrary(array.form == .adjoint ? "adjoint" : "transpose", [call[0]])
      }
      return call[0]
    }
    add(
      "parentindices(A)", "The indices of a view in its parent; of another array, its axes.", arity: 1,
      example: "parentindices(view([1 2; 3 4], 1, :))  # => (1, Base.OneTo(2))"
    ) { call in
      guard let array = call[0].array, let origin = array.origin else {
        return try call.machine.callLibrary("axes", [call[0]])
      }
      let shape = origin.indices.count == 1 ? [origin.parent.array?.count ?? 0] : origin.parent.array?.shape ?? []
      return call.heap.tuple(
        origin.indices.enumerated().map { position, index in
          index.tag == .colon ? call.heap.adopt(RangeObject.oneTo(position < shape.count ? shape[position] : 1)) : index
        })
    }
    add("strides(A)", "How far apart in memory neighbours along each dimension are.", arity: 1, example: "strides(zeros(3, 4, 5))  # => (1, 3, 12)") {
      call in
      guard let array = call[0].array else { throw call.noMethod() }
      return call.heap.tuple(array.strides.map { Value($0) })
    }
    add("stride(A, d)", "How far apart in memory neighbours along dimension `d` are.", arity: 2, example: "stride(zeros(3, 4, 5), 2)  # => 3") {
      call in
      guard let array = call[0].array else { throw call.noMethod() }
      let d = try call.int(1)
      guard d >= 1 else { throw RuntimeError.argument("dimension \(d) is < 1") }
      return Value(d <= array.rank ? array.strides[d - 1] : array.count)
    }
    add(
      "promote_shape(s, t)", "The common size of two arrays that may be added: trailing dimensions of 1 may differ in number.",
      arity: 2, example: "promote_shape((2, 3, 1), (2, 3))  # => (2, 3, 1)"
    ) { call in
      var shapes: [[Int]] = []
      for value in call.values {
        if value.tag == .tuple {
          shapes.append(try call.machine.list(value).compactMap(\.integer))
        } else if let shape = try call.machine.sizes(of: value) {
          shapes.append(shape)
        } else {
          throw call.noMethod()
        }
      }
      shapes.sort { $0.count > $1.count }
      let padded = shapes[1] + Array(repeating: 1, count: shapes[0].count - shapes[1].count)
      guard padded == shapes[0] else {
        throw RuntimeError.dimensionMismatch(
          "dimensions must match: a has dims \(call.machine.shapeText(shapes[0])), b has dims \(call.machine.shapeText(shapes[1]))")
      }
      return call.heap.tuple(shapes[0].map { Value($0) })
    }
  }
}

extension ArrayObject {
  /// How far apart in storage neighbours along each dimension are.
  var strides: [Int] {
    var stride = 1
    return shape.map { length in
      defer { stride *= length }
      return stride
    }
  }
}

extension Machine {
  /// A shape as a tuple of sizes.
  func shapeText(_ shape: [Int]) -> String {
    "(" + shape.map { "Base.OneTo(\($0))" }.joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
  }
}
