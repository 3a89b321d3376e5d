// Elements moved within an array: reversed, shifted around, turned.

import Engine

extension Library {
  mutating func addReordering() {
    add(
      "reverse(A, start, stop; dims)",
      "The elements in reverse order: of a collection or a text, from `start` to `stop` of a vector, along `dims` of an array.",
      arity: Arity(1...3), keywords: ["dims"],
      example: "reverse([1, 2, 3])  # => [3, 2, 1]\nreverse([1 2; 3 4], dims = 2)  # => [2 1; 4 3]"
    ) { call in
      let (machine, heap) = (call.machine, call.heap)
      if let text = call[0].string { return heap.string(StringOperations.reversed(text)) }
      if let tuple = call[0].tuple, call[0].tag == .tuple || call[0].tag == .namedTuple, call.count == 1 {
        if let names = tuple.names { return heap.namedTuple(names.reversed(), tuple.elements.reversed()) }
        return heap.tuple(tuple.elements.reversed())
      }
      if let range = call[0].range, call.count == 1 {
        if range.isFloat {
          if case .linear(let start, let stop, let isNamed) = range.elements {
            return heap.adopt(RangeObject(.linear(start: stop, stop: start, isNamed: isNamed), count: range.count))
          }
          return try machine.index(call[0], [heap.adopt(RangeObject(.step(start: range.count, step: -1), count: range.count))])
        }
        return try machine.makeRange(range.last, step: machine.negate(range.step), range.first)
      }
      guard call[0].isArray || call[0].tag == .range else { throw call.noMethod() }
      let array = try machine.asArray(call[0])
      return heap.adopt(array.selecting(try call.reversedPositions(array), shape: array.shape, heap: heap))
    }
    add(
      "reverse!(A, start, stop; dims)", "Reverses the order of the elements in place.", arity: Arity(1...3),
      keywords: ["dims"], example: "v = [1, 2, 3]; reverse!(v); v  # => [3, 2, 1]"
    ) { call in
      guard let array = call[0].array else { throw call.noMethod() }
      let source = array.duplicate(heap: call.heap)
      _ = call.heap.adopt(source)
      for (target, position) in try call.reversedPositions(array).enumerated() where target != position {
        array.store(source.element(position, call.heap), at: target, call.heap)
      }
      return call[0]
    }
    add(
      "circshift(A, shifts)", "`A` with its elements moved around by `shifts` places, a number or one for each dimension.",
      arity: Arity(1...2), keywords: ["dims"],
      example: "circshift([1, 2, 3, 4], 1)  # => [4, 1, 2, 3]\ncircshift([1 2; 3 4], (0, 1))  # => [2 1; 4 3]"
    ) { call in
      let machine = call.machine
      if call.count == 2, call[0].tag == .tuple, let elements = call[0].tuple?.elements {
        let (count, shift) = (elements.count, try call.int(1))
        if count == 0 { return call[0] }
        return call.heap.tuple(elements.indices.map { elements[(($0 - shift % count) + count) % count] })
      }
      guard call.count == 2, call[0].isArray || call[0].tag == .range else { throw call.noMethod() }
      let array = try machine.asArray(call[0])
      var shifts = try machine.exactInt(call[1]).map { [$0] } ?? machine.list(call[1]).compactMap { machine.exactInt($0) }
      if let axes = try call.axes() {
        var placed = [Int](repeating: 0, count: array.rank)
        for (axis, shift) in zip(axes, shifts) where axis < array.rank { placed[axis] = shift }
        shifts = placed
      }
      let positions = array.shape.positions { index in
        index.indices.map { axis in
          guard axis < shifts.count else { return index[axis] }
          let size = array.shape[axis]
          let moved = (index[axis] - shifts[axis] % size) % size
          return moved < 0 ? moved + size : moved
        }
      }
      return call.heap.adopt(array.selecting(positions, shape: array.shape, heap: call.heap))
    }
    addTurns()
    addSlices()
  }

  private mutating func addTurns() {
    let turns = [
      ("rotl90", "left", 1, "[2 4; 1 3]"), ("rotr90", "right", 3, "[3 1; 4 2]"), ("rot180", "around", 2, "[4 3; 2 1]"),
    ]
    for (name, direction, quarters, result) in turns {
      let isHalf = quarters == 2
      add(
        "\(name)(A, k)", "The matrix turned \(direction)\(isHalf ? "" : " by 90 degrees"), `k` times.", arity: Arity(1...2),
        example: "\(name)([1 2; 3 4])  # => \(result)"
      ) { call in
        guard let array = call[0].array, array.rank == 2 else { throw call.noMethod() }
        let times = call.count == 2 ? try call.int(1) : 1
        let turned = (((times % 4) * quarters) % 4 + 4) % 4
        let (rows, columns) = (array.shape[0], array.shape[1])
        let shape = turned % 2 == 0 ? [rows, columns] : [columns, rows]
        let positions = shape.positions { index, _ in
          let (i, j) = (index[0], index[1])
          let (row, column) =
            switch turned {
            case 0: (i, j)
            case 1: (j, columns - 1 - i)
            case 2: (rows - 1 - i, columns - 1 - j)
            default: (rows - 1 - j, i)
            }
          return row + column * rows
        }
        return call.heap.adopt(array.selecting(positions, shape: shape, heap: call.heap))
      }
    }
  }

  private mutating func addSlices() {
    add(
      "selectdim(A, d, i)", "The elements of `A` whose index along dimension `d` is `i`, shared with `A`.", arity: 3,
      example: "selectdim([1 2; 3 4], 1, 2)  # => [3, 4]"
    ) { call in
      guard let array = call[0].array else { throw call.noMethod() }
      let axis = try call.offset(1)
      guard axis >= 0, axis < Call.dimensionLimit else { throw RuntimeError.argument("dimension must be ≥ 1, got \(axis + 1)") }
      var indices = [Value](repeating: .colon, count: max(array.rank, axis + 1))
      indices[axis] = call[2]
      return try call.machine.view(call[0], indices)
    }
    add(
      "eachslice(A; dims)", "The slices of `A` at each index along `dims`, as arrays that share their elements with `A`.",
      arity: 1, keywords: ["dims"], example: "map(sum, eachslice([1 2; 3 4], dims = 1))  # => [3, 7]"
    ) { call in
      guard let array = call[0].array else { throw call.noMethod() }
      guard let axes = try call.axes() else { throw RuntimeError("UndefKeywordError", "keyword argument `dims` not assigned") }
      guard axes.allSatisfy({ $0 < array.rank }) else { throw RuntimeError.dimensionMismatch("an array of rank \(array.rank) has no dimension \(axes.max().map { $0 + 1 } ?? 0)") }
      return try call.machine.slices(of: call[0], array, along: axes)
    }
    add(
      "mapslices(f, A; dims)", "`f` of each slice of `A` along `dims`, put together to an array again.", arity: 2,
      keywords: ["dims"], example: "mapslices(sum, [1 2; 3 4], dims = 1)  # => [4 6]"
    ) { call in
      let machine = call.machine
      let array = try machine.asArray(call[1])
      guard let axes = try call.axes() else { throw RuntimeError("UndefKeywordError", "keyword argument `dims` not assigned") }
      guard axes.allSatisfy({ $0 < array.rank }) else { throw RuntimeError.argument("dims must be among the \(array.rank) dimensions") }
      return try machine.mapSlices(call[0], array, axes)
    }
  }
}

extension Call {
  /// Where each element of the reversed array comes from.
  fileprivate func reversedPositions(_ array: ArrayObject) throws -> [Int] {
    if let axes = try axes() {
      guard axes.allSatisfy({ $0 < array.rank }) else {
        throw RuntimeError.argument("invalid dimension \((axes.max() ?? 0) + 1) in reverse, for an array of \(array.rank) dimensions")
      }
      let shape = array.shape
      return shape.positions { index in
        index.indices.map { axes.contains($0) ? shape[$0] - 1 - index[$0] : index[$0] }
      }
    }
    if count == 1 { return (0..<array.count).reversed() }
    let start = try offset(1)
    let stop = count == 3 ? try offset(2) : array.count - 1
    guard stop < start || start >= 0 && stop < array.count else {
      throw RuntimeError("BoundsError", "attempt to access \(try machine.summary(self[0])) at index [\(start < 0 ? start + 1 : stop + 1)]")
    }
    return (0..<array.count).map { $0 >= start && $0 <= stop ? start + stop - $0 : $0 }
  }
}

extension [Int] {
  /// For each index into an array of this shape, in storage order, the position of the index that `source` gives for it.
  fileprivate func positions(_ source: ([Int]) -> [Int]) -> [Int] {
    positions { index, strides in zip(source(index), strides).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// For each index into an array of this shape, in storage order, the position that `source` gives for it and the strides.
  fileprivate func positions(_ source: (_ index: [Int], _ strides: [Int]) -> Int) -> [Int] {
    var strides: [Int] = []
    var total = 1
    for length in self {
      strides.append(total)
      total *= length
    }
    var index = [Int](repeating: 0, count: count)
    var result: [Int] = []
    result.reserveCapacity(total)
    for _ in 0..<total {
      result.append(source(index, strides))
      for axis in indices {
        index[axis] += 1
        if index[axis] < self[axis] { break }
        index[axis] = 0
      }
    }
    return result
  }
}

extension Machine {
  /// `mapslices`: results that are arrays take the place of the dimensions they were made from.
  fileprivate func mapSlices(_ function: Value, _ array: ArrayObject, _ axes: [Int]) throws -> Value {
    let groups = SliceGroups(shape: array.shape, axes: axes)
    var results: [Value] = []
    var size: [Int]?
    for group in 0..<groups.count {
      try countStep(1)
      let slice = heap.adopt(array.selecting(groups.positions(group), shape: groups.sliceShape, heap: heap))
      let result = try call(function, [slice])
      let own = try result.array.map { _ in try list(result) } ?? [result]
      let shape = result.array?.shape ?? [Int](repeating: 1, count: axes.count)
      guard size == nil || size == shape else { throw RuntimeError.dimensionMismatch("the slices give results of different sizes") }
      size = shape
      results += own
    }
    var inner = size ?? [Int](repeating: 0, count: axes.count)
    while inner.count < axes.count { inner.append(1) }
    guard inner.count == axes.count else {
      throw RuntimeError.dimensionMismatch("a slice of \(axes.count) dimensions cannot become an array of \(inner.count)")
    }
    // The results lie one after the other; their dimensions go where the slices' were.
    let others = array.shape.indices.filter { !axes.contains($0) }
    let joined = try promoted(results, shape: inner + others.map { array.shape[$0] })
    guard let whole = joined.array else { return joined }
    let placed = axes + others
    let order = array.shape.indices.map { axis in placed.firstIndex(of: axis) ?? axis }
    return heap.adopt(whole.permuted(order, heap: heap))
  }
}
