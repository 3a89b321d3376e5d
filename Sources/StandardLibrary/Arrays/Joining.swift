// Joining arrays: vcat, hcat, cat, hvcat, stack, repeat.

import Arrays
import Engine

extension Library {
  mutating func addJoining() {
    add("vcat(xs...)", "The arrays or numbers below each other.", arity: Arity(0...), example: "vcat([1], [2, 3])  # => [1, 2, 3]") { try $0.machine.concatenate($0.values, dimension: 1) }
    add("hcat(xs...)", "The arrays or numbers side by side.", arity: Arity(0...), example: "hcat([1, 2], [3, 4])  # => [1 3; 2 4]") { try $0.machine.concatenate($0.values, dimension: 2) }
    add("cat(xs...; dims)", "The arrays joined along a dimension; along several, as blocks on the diagonal.", arity: Arity(0...), keywords: ["dims"], example: "cat([1], [2], dims = 2)  # => [1 2]") { call in
      guard let axes = try call.axes() else { throw RuntimeError("UndefKeywordError", "keyword argument `dims` not assigned") }
      if axes.count == 1 { return try call.machine.concatenate(call.values, dimension: axes[0] + 1) }
      return try call.machine.blockDiagonal(call.values, axes)
    }
    add("hvcat(rows, xs...)", "The arrays joined to rows of the given numbers of blocks, and the rows below each other.", arity: Arity(1...), example: "hvcat(2, 1, 2, 3, 4)  # => [1 2; 3 4]") { call in
      let machine = call.machine
      let values = Array(call.values.dropFirst())
      let widths: [Int]
      if let width = call[0].integer {
        guard width > 0, values.count % width == 0 else { throw RuntimeError.argument("number of arrays \(values.count) is not a multiple of the requested number of block columns \(width)") }
        widths = Array(repeating: width, count: values.count / width)
      } else {
        widths = try machine.list(call[0]).compactMap(\.integer)
      }
      guard widths.allSatisfy({ (1...max(1, values.count)).contains($0) }), widths.reduce(0, +) == values.count else { throw RuntimeError.argument("mismatch between row sizes and number of values") }
      var position = 0
      return try machine.concatenate(try widths.map { width in
        defer { position += width }
        return try machine.concatenate(Array(values[position..<(position + width)]), dimension: 2)
      }, dimension: 1)
    }
    add("stack(xs; dims)", "Arrays of one size, or `f` of each element, joined along a new dimension (the last, or `dims`).", arity: Arity(1...), keywords: ["dims"], example: "stack([[1, 2], [3, 4]])  # => [1 3; 2 4]") { call in
      let machine = call.machine
      let sources = try call.values.dropFirst().map { $0.tag == .string ? try machine.collect($0) : $0 }
      let source = call.count == 1 ? call[0] : try machine.map(call[0], sources)
      return try machine.stacked(source, try call.int(keyword: "dims"))
    }
    add("repeat(A, n, m; inner, outer)", "`A` repeated `n` times along the first dimension, `m` times along the second; a string `n` times.", arity: Arity(1...), keywords: ["inner", "outer"], example: "repeat([1, 2], 2)  # => [1, 2, 1, 2]\nrepeat([1, 2], inner = 2)  # => [1, 1, 2, 2]") { call in
      let machine = call.machine
      func counts(_ value: Value?) throws -> [Int]? {
        guard let value else { return nil }
        let list = try value.integer.map { [$0] } ?? machine.list(value).compactMap(\.integer)
        if list.contains(where: { $0 < 0 }) { throw RuntimeError.argument("number of repetitions must be non-negative") }
        return list
      }
      if let text = call[0].string ?? call[0].character.map({ String(Character($0)) }) {
        let count = try call.int(1)
        if count < 0 { throw RuntimeError.argument("can't repeat a string \(count) times") }
        _ = try call.heap.reserve(shape: [count, text.utf8.count], stride: 1)
        return call.heap.string(String(repeating: text, count: count))
      }
      let outer = call.count > 1 ? try call.sizes(from: 1) : try counts(call.keyword("outer")) ?? []
      return try machine.repeated(try machine.asArray(call[0]), inner: try counts(call.keyword("inner")) ?? [], outer: outer)
    }
  }
}

extension Machine {
  fileprivate func blockDiagonal(_ values: [Value], _ axes: [Int]) throws -> Value {
    let arrays = try values.map { try asArray($0.isNumber ? makeVector([$0]) : $0) }
    let rank = max(axes.max().map { $0 + 1 } ?? 0, arrays.map(\.rank).max() ?? 0)
    func size(_ array: ArrayObject, _ axis: Int) -> Int { axis < array.rank ? array.shape[axis] : 1 }
    var shape = (0..<rank).map { axis in axes.contains(axis) ? arrays.reduce(0) { $0 + size($1, axis) } : arrays.first.map { size($0, axis) } ?? 0 }
    if shape.isEmpty { shape = [0] }
    let type = arrays.dropFirst().reduce(arrays.first?.elementType ?? .any) { promotedElementType($0, $1.elementType) }
    let value = try uninitialized(type, shape: shape)
    guard let result = value.array else { return value }
    var offset = [Int](repeating: 0, count: rank)
    for array in arrays {
      for axis in 0..<rank where !axes.contains(axis) && size(array, axis) != shape[axis] {
        throw RuntimeError.dimensionMismatch("mismatch in dimension \(axis + 1) (expected \(shape[axis]) got \(size(array, axis)))")
      }
      for position in 0..<array.count {
        var rest = position
        var target = 0
        var stride = 1
        for axis in 0..<rank {
          target += (rest % size(array, axis) + offset[axis]) * stride
          rest /= size(array, axis)
          stride *= shape[axis]
        }
        result.store(try converted(array.element(position, heap), for: result), at: target, heap)
      }
      for axis in axes { offset[axis] += size(array, axis) }
    }
    return value
  }

  /// Arrays of one shape joined along a new dimension.
  func stacked(_ source: Value, _ dimension: Int?) throws -> Value {
    let slices = try list(source)
    guard let first = slices.first else { throw RuntimeError.argument("`stack` on an empty collection is not allowed") }
    let shape = try sizes(of: first) ?? [try list(first).count]
    let outer = try sizes(of: source) ?? [slices.count]
    var elements: [Value] = []
    for slice in slices {
      let other = try sizes(of: slice) ?? [try list(slice).count]
      guard other == shape else {
        throw RuntimeError.dimensionMismatch("stack expects uniform slices, got axes(x) == \(other) while first had \(shape)")
      }
      elements += try list(slice)
    }
    let joined = try promoted(elements, shape: shape + (dimension == nil ? outer : [slices.count]))
    guard let dimension, let array = joined.array, dimension <= shape.count else { return joined }
    guard dimension >= 1 else { throw RuntimeError.argument("dims must be ≥ 1, got \(dimension)") }
    var order = Array(0..<shape.count)
    order.insert(shape.count, at: dimension - 1)
    return heap.adopt(array.permuted(order, heap: heap))
  }

  /// Each element `inner` times, then the whole `outer` times, along each dimension.
  func repeated(_ array: ArrayObject, inner: [Int], outer: [Int]) throws -> Value {
    let rank = max(array.rank, inner.count, outer.count)
    func size(_ axis: Int) -> Int { axis < array.rank ? array.shape[axis] : 1 }
    func factor(_ list: [Int], _ axis: Int) -> Int { axis < list.count ? list[axis] : 1 }
    let shape = (0..<rank).map { axis in
      [size(axis), factor(inner, axis), factor(outer, axis)].clampedElementCount
    }
    let count = try heap.reserve(shape: shape, stride: 24)
    try countStep(count / 4)
    var strides: [Int] = []
    var stride = 1
    for axis in 0..<rank {
      strides.append(stride)
      stride *= size(axis)
    }
    let positions = (0..<count).map { position in
      var rest = position
      var source = 0
      for axis in 0..<rank {
        source += (rest % shape[axis] / factor(inner, axis)) % size(axis) * strides[axis]
        rest /= shape[axis]
      }
      return source
    }
    return heap.adopt(array.selecting(positions, shape: shape, heap: heap))
  }
}

extension ArrayObject {
  /// The array with its dimensions in another order: dimension k of the result is dimension `order[k]` of this.
  func permuted(_ order: [Int], heap: Heap) -> ArrayObject {
    var strides: [Int] = []
    var stride = 1
    for length in shape {
      strides.append(stride)
      stride *= length
    }
    let newShape = order.map { shape[$0] }
    var counters = [Int](repeating: 0, count: order.count)
    var position = 0
    var positions: [Int] = []
    positions.reserveCapacity(count)
    for _ in 0..<count {
      positions.append(position)
      for (k, axis) in order.enumerated() {
        counters[k] += 1
        position += strides[axis]
        if counters[k] < newShape[k] { break }
        position -= strides[axis] * newShape[k]
        counters[k] = 0
      }
    }
    return selecting(positions, shape: newShape, heap: heap)
  }
}
