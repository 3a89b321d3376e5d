// Positions in arrays of several dimensions.

import Arrays
import Engine

extension Library {
  mutating func addCartesianIndices() {
    add("CartesianIndex(i...)", "A position in an array of several dimensions.", arity: Arity(0...), example: "CartesianIndex(1, 2)[2]  # => 2") { call in
      call.heap.adopt(CartesianIndexObject(try call.sizes(from: 0)))
    }
    add("CartesianIndices(A)", "All positions of an array, or of an array of the given sizes or ranges of indices.", arity: Arity(1...), example: "CartesianIndices((2, 3))[2, 3]  # => CartesianIndex(2, 3)") { call in
      let machine = call.machine
      if call[0].tag == .tuple {
        let ranges = try machine.list(call[0]).map { part in
          if let count = part.integer { return RangeObject.oneTo(max(0, count)) }
          guard let range = part.range, range.isInteger else { throw call.noMethod() }
          return range
        }
        return call.heap.adopt(CartesianIndicesObject(ranges, heap: call.heap))
      }
      guard let shape = try machine.sizes(of: call[0]) else { throw call.noMethod() }
      return call.heap.adopt(CartesianIndicesObject(shape.map { RangeObject.oneTo($0) }, heap: call.heap))
    }
    add("LinearIndices(A)", "The array of linear positions.", arity: 1, example: "LinearIndices([5 6; 7 8])[1, 2]  # => 3") { call in
      let shape = call[0].tag == .tuple ? try call.sizes(from: 0) : try call.machine.sizes(of: call[0])
      guard let shape else { throw call.noMethod() }
      return call.machine.linearIndices(shape)
    }
  }
}

extension Machine {
  /// The index along each dimension of a position counted from zero.
  func cartesian(_ position: Int, _ shape: [Int]) -> Value {
    var rest = position
    return heap.adopt(CartesianIndexObject(shape.map { length in
      defer { rest /= max(1, length) }
      return rest % max(1, length) + 1
    }))
  }

  /// `LinearIndices` of an array of a shape.
  func linearIndices(_ shape: [Int]) -> Value {
    let axes = shape.map { _ in RangeObject.oneTo(1).type }
    let kind = DataType.parametric(
      "LinearIndices", [.integer(shape.count), .type(.tuple(axes))],
      supertype: .abstractArray([.type(.int64), .integer(shape.count)]))
    return heap.adopt(LazyArray(kind, shape: shape, heap: heap) { Value($0 + 1) })
  }
}
