// The operands of a kernel: where the elements of a block come from.

/// An array or range that a kernel reads.
struct KernelLeaf {
  enum Source {
    case packed(UnsafeMutableRawPointer)
    case range(RangeObject)
    /// Elements of a packed array at the positions of a view.
    case scattered(UnsafeMutableRawPointer, ArrayObject.View)
  }

  var source: Source
  var kind: KernelKind
  var shape: [Int]
  /// How far a step along each dimension of the result goes; 0 where the operand is repeated.
  var strides: [Int] = []
  /// Whether the positions of the result are those of the operand.
  var isAligned = true

  private init(source: Source, kind: KernelKind, shape: [Int]) {
    self.source = source
    self.kind = kind
    self.shape = shape
  }

  /// The operand of a packed array, a view of one, or a range of numbers; `nil` for anything else.
  init?(_ value: Value) {
    if let array = value.array {
      self.init(array)
    } else if let range = value.range, range.isInteger || range.isFloat {
      self.init(source: .range(range), kind: range.isInteger ? .integer : .float, shape: [range.count])
    } else {
      return nil
    }
  }

  init?(_ array: ArrayObject) {
    if let kind = KernelKind(array: array.tag) {
      self.init(source: .packed(array.data), kind: kind, shape: array.shape)
    } else if let view = array.view, let kind = KernelKind(array: view.parent.tag) {
      // A parent that shrank leaves positions that are no longer there.
      guard view.positions.allSatisfy({ $0 < view.parent.count }) else { return nil }
      self.init(source: .scattered(view.parent.data, view), kind: kind, shape: array.shape)
    } else {
      return nil
    }
  }

  var count: Int { shape.reduce(1, *) }

  /// Whether a block can be read where it lies.
  var isInPlace: Bool {
    if case .packed = source { return isAligned }
    return false
  }

  /// The element at a position counted from zero.
  func element(_ position: Int) -> Value {
    switch source {
    case .packed(let data): KernelLeaf.element(data, position, kind)
    case .range(let range): range.element(position)
    case .scattered(let data, let view): KernelLeaf.element(data, view.positions[position], kind)
    }
  }

  private static func element(_ data: UnsafeMutableRawPointer, _ position: Int, _ kind: KernelKind) -> Value {
    switch kind {
    case .float: Value(data.assumingMemoryBound(to: Double.self)[position])
    case .integer: Value(data.assumingMemoryBound(to: Int.self)[position])
    case .boolean: Value(data.assumingMemoryBound(to: Bool.self)[position])
    }
  }

  // MARK: - Blocks

  /// Writes the elements for `count` positions of the result from `position` on into `out`.
  ///
  /// - Parameters:
  ///   - lengths: the dimensions of the result to which the strides belong.
  ///   - counters: scratch for the indices, as many as there are dimensions.
  func gather(
    from position: Int, count: Int, lengths: [Int], _ counters: inout [Int], into out: UnsafeMutableRawPointer
  ) {
    if isAligned { return run(from: position, step: 1, count: count, into: out) }
    var rest = position
    var offset = 0
    for dimension in lengths.indices {
      counters[dimension] = rest % lengths[dimension]
      rest /= lengths[dimension]
      offset += counters[dimension] * strides[dimension]
    }
    var done = 0
    while true {
      let chunk = min(count - done, lengths[0] - counters[0])
      run(from: offset, step: strides[0], count: chunk, into: out + done * kind.stride)
      done += chunk
      if done == count { return }
      offset += strides[0] * (chunk - 1)
      counters[0] += chunk - 1
      var dimension = 0
      while dimension < lengths.count {
        counters[dimension] += 1
        if counters[dimension] < lengths[dimension] {
          offset += strides[dimension]
          break
        }
        offset -= strides[dimension] * (lengths[dimension] - 1)
        counters[dimension] = 0
        dimension += 1
      }
    }
  }

  /// Writes `count` elements, every `step`-th of the operand's own from `position` on.
  private func run(from position: Int, step: Int, count: Int, into out: UnsafeMutableRawPointer) {
    switch source {
    case .packed(let data):
      if kind == .boolean {
        KernelLeaf.copy(
          data.assumingMemoryBound(to: UInt8.self) + position, step, count, out.assumingMemoryBound(to: UInt8.self))
      } else {
        KernelLeaf.copy(
          data.assumingMemoryBound(to: UInt64.self) + position, step, count, out.assumingMemoryBound(to: UInt64.self))
      }
    case .scattered(let data, let view):
      view.positions.withUnsafeBufferPointer { positions in
        if kind == .boolean {
          let (from, to) = (data.assumingMemoryBound(to: UInt8.self), out.assumingMemoryBound(to: UInt8.self))
          for i in 0..<count { to[i] = from[positions[position + i * step]] }
        } else {
          let (from, to) = (data.assumingMemoryBound(to: UInt64.self), out.assumingMemoryBound(to: UInt64.self))
          for i in 0..<count { to[i] = from[positions[position + i * step]] }
        }
      }
    case .range(let range): KernelLeaf.fill(range, position, step, count, out)
    }
  }

  @inline(__always) private static func copy<Element>(
    _ source: UnsafeMutablePointer<Element>, _ step: Int, _ count: Int, _ out: UnsafeMutablePointer<Element>
  ) {
    switch step {
    case 1: out.update(from: source, count: count)
    case 0: out.update(repeating: source.pointee, count: count)
    default: for i in 0..<count { out[i] = source[i &* step] }
    }
  }

  /// The elements of a range, as `RangeObject` computes them.
  private static func fill(
    _ range: RangeObject, _ position: Int, _ step: Int, _ count: Int, _ out: UnsafeMutableRawPointer
  ) {
    let integers = out.assumingMemoryBound(to: Int.self)
    let floats = out.assumingMemoryBound(to: Double.self)
    switch range.elements {
    case .unit(let start, _): for i in 0..<count { integers[i] = start &+ position &+ i &* step }
    case .step(let start, let own): for i in 0..<count { integers[i] = start &+ (position &+ i &* step) &* own }
    case .quotient(let numerator, let own, let denominator):
      for i in 0..<count { floats[i] = (numerator + Double(position &+ i &* step) * own) / denominator }
    case .float, .linear, .characters: for i in 0..<count { floats[i] = range.float(position &+ i &* step) }
    }
  }
}
