// Broadcasting by a call: `broadcast(f, A, B)`.

import Arrays
import Engine

extension Machine {
  /// The value of `broadcast(f, xs…)`: sizes of 1 stretch to those of the others.
  func broadcasted(_ function: Value, _ sources: [Value]) throws -> Value {
    var lists: [(elements: [Value], shape: [Int])] = []
    var isTuple = true
    for source in sources {
      if let reference = source.host as? ReferenceObject {
        lists.append(([reference.value], []))
      } else if source.tag == .tuple, let elements = source.tuple?.elements {
        lists.append((elements, [elements.count]))
      } else if source.isArray || source.tag == .range || source.tag == .iterator || source.tag == .set {
        let array = try asArray(source)
        lists.append((try list(source), array.shape))
        isTuple = false
      } else {
        lists.append(([source], []))
      }
    }
    let shape = try commonShape(of: lists.map(\.shape))
    if shape.isEmpty, lists.allSatisfy({ $0.shape.isEmpty }) { return try call(function, lists.map { $0.elements[0] }) }
    let count = try heap.reserve(shape: shape, stride: 16)
    var builder = ArrayBuilder(heap: heap, capacity: count)
    for index in 0..<count {
      var rest = index
      var positions = [Int](repeating: 0, count: lists.count)
      var strides = [Int](repeating: 1, count: lists.count)
      for (dimension, length) in shape.enumerated() {
        let i = rest % length
        rest /= length
        for operand in lists.indices {
          let own = dimension < lists[operand].shape.count ? lists[operand].shape[dimension] : 1
          if own != 1 { positions[operand] += i * strides[operand] }
          strides[operand] *= own
        }
      }
      try countStep(1)
      builder.append(try call(function, zip(lists, positions).map { $0.elements[$1] }))
    }
    if isTuple { return heap.tuple(try list(builder.finish())) }
    let result = builder.finish(shape: shape, emptyType: sources.first.map { elementType($0) } ?? .any)
    if let array = result.array, array.tag == .booleanArray { array.setForm(.bits) }
    return result
  }
}
