// Parts of packed arrays, copied without a list of their positions.

import Arrays

extension Machine {
  /// Consecutive positions, or every so many, along a dimension.
  private struct Progression {
    var first: Int
    var step: Int
    var count: Int
    /// Whether the dimension is in the result.
    var isKept: Bool
  }

  /// `array[indices]` by a mask, a list of positions, ranges and colons; `nil` for anything else and for what is out
  /// of bounds.
  func packedElements(_ array: ArrayObject, _ indices: [Value]) throws -> Value? {
    guard KernelKind(array: array.tag) != nil || array.tag == .complexArray else { return nil }
    if indices.count == 1 {
      if let mask = indices[0].array, mask.tag == .booleanArray { return try selected(array, mask) }
      if let list = indices[0].array, list.tag == .integerArray { return try gathered(array, list) }
      guard let part = progression(indices[0], array.count), part.isKept else { return nil }
      return try copied(array, rows: part, columns: Progression(first: 0, step: 1, count: 1, isKept: false), stride: 0)
    }
    guard indices.count == 2, array.rank == 2, let rows = progression(indices[0], array.shape[0]),
      let columns = progression(indices[1], array.shape[1]), rows.isKept || columns.isKept
    else { return nil }
    return try copied(array, rows: rows, columns: columns, stride: array.shape[0])
  }

  private func progression(_ index: Value, _ length: Int) -> Progression? {
    switch index.tag {
    case .integer:
      let position = index.unsafeInteger &- 1
      return position >= 0 && position < length ? Progression(first: position, step: 1, count: 1, isKept: false) : nil
    case .colon: return Progression(first: 0, step: 1, count: length, isKept: true)
    case .range:
      guard let range = index.range, range.isInteger, range.count > 0 else { return nil }
      let (first, last) = (range.first.unsafeInteger, range.last.unsafeInteger)
      guard min(first, last) >= 1, max(first, last) <= length else { return nil }
      return Progression(first: first - 1, step: range.step.unsafeInteger, count: range.count, isKept: true)
    default: return nil
    }
  }

  // MARK: - Copies

  private func copied(_ array: ArrayObject, rows: Progression, columns: Progression, stride: Int) throws -> Value {
    let shape = (rows.isKept ? [rows.count] : []) + (columns.isKept ? [columns.count] : [])
    try heap.reserve(shape: [rows.count, columns.count], stride: ArrayObject.stride(of: array.tag))
    func copy<Element>(_ source: UnsafeMutableBufferPointer<Element>) -> DenseArray<Element> {
      let result = DenseArray<Element>(uninitializedShape: shape)
      var target = result.buffer.baseAddress
      guard let start = source.baseAddress else { return result }
      for column in 0..<columns.count {
        let from = start + (columns.first + column * columns.step) * stride + rows.first
        if rows.step == 1 {
          target.initialize(from: from, count: rows.count)
        } else {
          for row in 0..<rows.count { (target + row).initialize(to: from[row &* rows.step]) }
        }
        target += rows.count
      }
      return result
    }
    switch array.tag {
    case .floatArray: return heap.array(copy(array.floats))
    case .integerArray: return heap.array(copy(array.integers))
    case .complexArray: return heap.array(copy(array.complexes))
    default: return keepingBits(of: array, in: heap.array(copy(array.booleans)))
    }
  }

  private func keepingBits(of array: ArrayObject, in value: Value) -> Value {
    if array.form == .bits { value.array?.markBits() }
    return value
  }

  /// The elements where the mask is true.
  private func selected(_ array: ArrayObject, _ mask: ArrayObject) throws -> Value? {
    guard mask.count == array.count, array.tag != .complexArray else { return nil }
    let flags = UnsafePointer(mask.data.assumingMemoryBound(to: UInt8.self))
    let count = KernelReductions.count(flags, mask.count)
    try heap.reserve(count: count, stride: ArrayObject.stride(of: array.tag))
    func select<Element>(_ result: DenseArray<Element>) -> DenseArray<Element> {
      VectorLoops.select(array.data, where: flags, into: result.buffer.baseAddress, taking: count, of: mask.count)
      return result
    }
    switch array.tag {
    case .floatArray: return heap.array(select(DenseArray<Double>(uninitializedShape: [count])))
    case .integerArray: return heap.array(select(DenseArray<Int>(uninitializedShape: [count])))
    default:
      let result = DenseArray<Bool>(uninitializedShape: [count])
      var taken = 0
      let target = result.buffer.baseAddress
      for position in 0..<mask.count where flags[position] != 0 {
        (target + taken).initialize(to: array.booleans[position])
        taken += 1
      }
      return keepingBits(of: array, in: heap.array(result))
    }
  }

  /// The elements at a list of positions.
  private func gathered(_ array: ArrayObject, _ list: ArrayObject) throws -> Value? {
    let positions = UnsafePointer(list.data.assumingMemoryBound(to: Int.self))
    let limit = UInt(array.count)
    var isInside = true
    for i in 0..<list.count { isInside = isInside && UInt(bitPattern: positions[i] &- 1) < limit }
    guard isInside else { return nil }
    try heap.reserve(count: list.count, stride: ArrayObject.stride(of: array.tag))
    func gather<Element>(_ source: UnsafeMutableBufferPointer<Element>) -> DenseArray<Element> {
      let result = DenseArray<Element>(uninitializedShape: list.shape)
      guard let start = source.baseAddress else { return result }
      let target = result.buffer.baseAddress
      for i in 0..<list.count { (target + i).initialize(to: start[positions[i] &- 1]) }
      return result
    }
    switch array.tag {
    case .floatArray: return heap.array(gather(array.floats))
    case .integerArray: return heap.array(gather(array.integers))
    case .complexArray: return heap.array(gather(array.complexes))
    default: return keepingBits(of: array, in: heap.array(gather(array.booleans)))
    }
  }

  // MARK: - Positions

  /// The positions, counted from one, of the elements for which a predicate holds, or that are true; `nil` where it
  /// is more than arithmetic.
  public func packedPositions(_ predicate: Value?, _ source: Value) throws -> Value? {
    guard let mask = try predicate.map({ try mapPacked($0, [source]) }) ?? source, mask.tag == .booleanArray,
      let array = mask.array
    else { return nil }
    let flags = UnsafePointer(array.data.assumingMemoryBound(to: UInt8.self))
    let count = KernelReductions.count(flags, array.count)
    try heap.reserve(count: count, stride: 8)
    let result = DenseArray<Int>(uninitializedShape: [count])
    let target = result.buffer.baseAddress
    var found = 0
    var position = 0
    // Written whether it counts or not, as long as there is room: a branch would be guessed wrong half of the time.
    while found < count {
      target[found] = position &+ 1
      found &+= Int(flags[position])
      position &+= 1
    }
    return heap.array(result)
  }
}
