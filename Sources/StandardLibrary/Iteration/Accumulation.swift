// Running reductions: cumulative sums and products, differences.

import Arrays
import Engine

extension Library {
  mutating func addAccumulation() {
    add("cumsum(xs; dims)", "The sums of the first elements: 1, 2, … of them.", arity: 1, keywords: ["dims"], example: "cumsum([1, 2, 3])  # => [1, 3, 6]") { call in
      let machine = call.machine
      let axis = try call.axes()?.first
      if let dense = call[0].array?.denseFloats, dense.rank == 1, axis ?? 0 == 0 { return call.heap.array(dense.cumulativeSum()) }
      // On overflow the general way gives the exact result.
      if let dense = call[0].array?.denseIntegers, dense.rank == 1, axis ?? 0 == 0, let sums = dense.cumulativeSum() { return call.heap.array(sums) }
      return try machine.accumulated(call[0], axis, machine.sumStart) { try machine.add($0, $1) }
    }
    add("cumprod(xs; dims)", "The products of the first elements: 1, 2, … of them.", arity: 1, keywords: ["dims"], example: "cumprod([2, 3, 4])  # => [2, 6, 24]") { call in
      let machine = call.machine
      let axis = try call.axes()?.first
      if let dense = call[0].array?.denseFloats, dense.rank == 1, axis ?? 0 == 0 { return call.heap.array(dense.cumulativeProduct()) }
      return try machine.accumulated(call[0], axis, machine.sumStart) { try machine.multiply($0, $1) }
    }
    add("accumulate(op, xs; dims, init)", "The results of combining the first elements by `op`.", arity: 2, keywords: ["dims", "init"], example: "accumulate(max, [1, 3, 2])  # => [1, 3, 3]") { call in
      let machine = call.machine
      let start = call.keyword("init")
      let op = call[0]
      let axis = try call.axes()?.first
      // Without `dims` in the order of storage.
      let shape = axis == nil ? call[1].array?.shape : nil
      let source = try shape.map { try machine.callLibrary("reshape", [call[1], Value($0.reduce(1, *))]) } ?? call[1]
      let result = try machine.accumulated(
        source, axis, { first in try start.map { try machine.call(op, [$0, first]) } ?? first }
      ) { try machine.call(op, [$0, $1]) }
      guard let shape, shape.count != 1 else { return result }
      return try machine.callLibrary("reshape", [result, machine.heap.tuple(shape.map { Value($0) })])
    }
    for (name, source) in [("cumsum!", "cumsum"), ("cumprod!", "cumprod")] {
      add("\(name)(y, xs; dims)", "`\(source)` stored in `y`.", arity: 2, keywords: ["dims"], example: "y = [0, 0]; \(name)(y, [2, 3])  # => [2, \(name == "cumsum!" ? 5 : 6)]") { call in
        let machine = call.machine
        let result = try machine.accumulated(call[1], try call.axes()?.first, machine.sumStart) {
          try name == "cumsum!" ? machine.add($0, $1) : machine.multiply($0, $1)
        }
        try machine.store(result, into: call[0], call.noMethod())
        return call[0]
      }
    }
    add("accumulate!(op, y, xs)", "`accumulate(op, xs)` stored in `y`.", arity: 3, example: "y = [0, 0]; accumulate!(+, y, [2, 3])  # => [2, 5]") { call in
      let machine = call.machine
      let result = try machine.accumulated(call[2], nil, { $0 }) { try machine.call(call[0], [$0, $1]) }
      try machine.store(result, into: call[1], call.noMethod())
      return call[1]
    }
    add("diff(A; dims)", "The differences of neighbouring elements.", arity: 1, keywords: ["dims"], example: "diff([1, 4, 9])  # => [3, 5]") { call in
      let machine = call.machine
      let array = try machine.asArray(call[0])
      let given = try call.axes()?.first
      if array.rank > 1, given == nil { throw RuntimeError("UndefKeywordError", "keyword argument `dims` not assigned") }
      let axis = given ?? 0
      guard array.rank >= 1, axis < array.rank else { throw RuntimeError.argument("dimension \(axis + 1) out of range (1:\(array.rank))") }
      var shape = array.shape
      shape[axis] = max(0, shape[axis] - 1)
      let inner = array.shape[..<axis].reduce(1, *)
      if array.rank == 1, let result = machine.packedDifferences(array) { return result }
      var result: [Value] = []
      for position in 0..<array.count where (position / inner) % array.shape[axis] < array.shape[axis] - 1 {
        result.append(try machine.subtract(array.element(position + inner, call.heap), array.element(position, call.heap)))
      }
      if result.isEmpty { return call.heap.emptyArray(of: array.elementType, shape: shape) }
      return try machine.promoted(result, shape: shape)
    }
  }
}

extension Machine {
  /// The differences of neighbouring numbers of a packed vector; `nil` if one overflows.
  fileprivate func packedDifferences(_ array: ArrayObject) -> Value? {
    let count = array.count - 1
    if count < 1 { return nil }
    switch array.tag {
    case .floatArray:
      let result = DenseArray<Double>(uninitializedShape: [count])
      let (source, target) = (array.floats, result.buffer.baseAddress)
      for i in 0..<count { target[i] = source[i + 1] - source[i] }
      return heap.array(result)
    case .integerArray:
      let result = DenseArray<Int>(uninitializedShape: [count])
      let (source, target) = (array.integers, result.buffer.baseAddress)
      for i in 0..<count {
        let (difference, overflow) = source[i + 1].subtractingReportingOverflow(source[i])
        if overflow { return nil }
        target[i] = difference
      }
      return heap.array(result)
    default: return nil
    }
  }

  /// Cumulative sums of Booleans are of `Int`.
  var sumStart: (Value) throws -> Value {
    { value in
      switch value.tag {
      case .boolean: return Value(value.unsafeBoolean ? 1 : 0)
      case .integer, .float, .bigInteger: return value
      default:
        let type = value.dataType
        if [DataType.int8, .int16, .int32].contains(where: { $0 === type }) { return try self.convert(value, to: .int64) }
        if [DataType.uint8, .uint16, .uint32].contains(where: { $0 === type }) { return try self.convert(value, to: .uint64) }
        return value
      }
    }
  }

  /// The running results along a dimension, or of all elements of a vector or tuple.
  func accumulated(
    _ source: Value, _ axis: Int?, _ begin: (Value) throws -> Value,
    _ combine: (Value, Value) throws -> Value
  ) throws -> Value {
    if source.tag == .tuple || source.tag == .iterator || source.tag == .set {
      var results: [Value] = []
      for element in try list(source) {
        try countStep(1)
        results.append(try results.last.map { try combine($0, element) } ?? begin(element))
      }
      return source.tag == .tuple ? heap.tuple(results) : collected(results)
    }
    let array = try asArray(source)
    if array.rank > 1, axis == nil { throw RuntimeError("UndefKeywordError", "keyword argument `dims` not assigned") }
    if array.count == 0 { return heap.emptyArray(of: array.elementType, shape: array.shape) }
    let axis = axis ?? 0
    if axis >= array.rank { return heap.adopt(array.duplicate(heap: heap)) }
    let inner = array.shape[..<axis].reduce(1, *)
    let length = array.shape[axis]
    var results = [Value](repeating: .nothing, count: array.count)
    try heap.reserve(bytes: array.count * 16)
    for position in 0..<array.count {
      try countStep(1)
      let element = array.element(position, heap)
      results[position] = (position / inner) % length == 0 ? try begin(element) : try combine(results[position - inner], element)
    }
    return try promoted(results, shape: array.shape)
  }

  /// Copies the elements of one array into another of the same number of elements.
  func store(_ source: Value, into target: Value, _ failure: @autoclosure () -> RuntimeError) throws {
    guard let to = target.array else { throw failure() }
    let elements = try list(source)
    guard elements.count == to.count else {
      throw RuntimeError.dimensionMismatch("the destination has \(to.count) elements, and there are \(elements.count) results")
    }
    for (position, element) in elements.enumerated() { to.store(try converted(element, for: to), at: position, heap) }
  }
}
