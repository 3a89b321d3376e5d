// Going through the elements of values.

import Arrays

extension Machine {
  /// Prepares the three registers of a loop. Ranges of integers and packed arrays need no object.
  func beginIteration(_ source: Value, _ state: UnsafeMutablePointer<Value>) throws {
    func set(_ position: Int, _ value: Value) {
      heap.retain(value)
      let old = state[position]
      state[position] = value
      heap.release(old)
    }
    if let range = source.range {
      switch range.elements {
      case .unit(let start, _):
        set(0, Value(start))
        set(1, Value(range.count))
        set(2, Value(1))
        return
      case .step(let start, let step):
        set(0, Value(start))
        set(1, Value(range.count))
        set(2, Value(step))
        return
      default: break
      }
    }
    if source.isArray || source.tag == .range || source.tag == .tuple || source.tag == .namedTuple || source.tag == .pair {
      set(0, source)
      set(1, Value(0))
      return
    }
    // The tier goes through the bytes of text, which are there once something asked for them.
    if source.utf8 != nil {
      set(0, source)
      set(1, Value(0))
      return
    }
    if source.isNumber || source.character != nil {
      set(0, heap.tuple([source]))
      set(1, Value(0))
      return
    }
    set(0, heap.adopt(RunningIteration(try makeIterator(source), source, heap: heap)))
  }

  /// The next element of a loop whose state is an object.
  func nextElement(_ state: UnsafeMutablePointer<Value>) throws -> Value? {
    let source = state.pointee
    if let running = source.iterator as? RunningIteration { return try running.advance() }
    let position = state[1].unsafeInteger
    let element: Value
    if let array = source.array {
      if position >= array.count { return nil }
      element = array.element(position, heap)
    } else if let range = source.range {
      if position >= range.count { return nil }
      element = range.element(position)
    } else if let tuple = source.tuple {
      if position >= tuple.elements.count { return nil }
      element = tuple.elements[position]
    } else if let bytes = source.utf8 {
      if position >= bytes.count { return nil }
      let scalar = StringObject.scalar(bytes, at: position)
      state[1] = Value(position + UTF8.width(scalar))
      return Value(scalar)
    } else {
      return nil
    }
    state[1] = Value(position + 1)
    if element.isUndefined { throw RuntimeError("UndefRefError", "access to undefined reference") }
    return element
  }

  /// A function that gives the elements one by one, `nil` at the end.
  public func makeIterator(_ source: Value) throws -> () throws -> Value? {
    if let array = source.array {
      var position = 0
      return { [heap] in
        if position >= array.count { return nil }
        position += 1
        return array.element(position - 1, heap)
      }
    }
    if let range = source.range {
      var position = 0
      return { [unowned self] in
        if position >= range.count { return nil }
        try countStep(1)
        position += 1
        return range.element(position - 1)
      }
    }
    if let tuple = source.tuple {
      var elements = tuple.elements[...]
      return { elements.popFirst() }
    }
    if let text = source.string {
      var scalars = text.unicodeScalars.makeIterator()
      return { scalars.next().map { Value($0) } }
    }
    if let dictionary = source.dictionary {
      // The entries as they are now: what goes through them may remove them.
      let kept = KeptElements(dictionary.pairs.flatMap { [$0.key, $0.value] }, heap: heap)
      var position = 0
      return { [heap] in
        guard position < kept.values.count else { return nil }
        position += 2
        return heap.pair(kept.values[position - 2], kept.values[position - 1])
      }
    }
    if let set = source.set {
      let kept = KeptElements(set.elements, heap: heap)
      var position = 0
      return { [heap] in
        guard position < kept.values.count else { return nil }
        position += 1
        return heap.shared(kept.values[position - 1])
      }
    }
    if let iterator = source.iterator {
      let next = try descend { try iterator.makeIterator(self) }
      return { [unowned self] in
        try countStep(1)
        return try nested(next)
      }
    }
    if let host = source.host, let elements = try descend({ try host.elements(self) }) {
      let kept = KeptElements(elements, heap: heap)
      var position = 0
      return { [heap] in
        guard position < kept.values.count else { return nil }
        position += 1
        return heap.shared(kept.values[position - 1])
      }
    }
    if source.isNumber || source.character != nil {
      var rest: Value? = source
      return {
        defer { rest = nil }
        return rest
      }
    }
    if let iterate = extendedFunction("iterate"), hasMethod(iterate, [source]) {
      let state = KeptValue(.undefined, heap: heap)
      return { [self] in
        let step = try call(Value(iterate), state.value.isUndefined ? [source] : [source, state.value])
        guard let pair = step.tuple, pair.elements.count == 2 else { return nil }
        state.value = pair.elements[1]
        return pair.elements[0]
      }
    }
    if let array = try ownArray(source) { return try array.makeIterator(self) }
    throw noMethod(
      "iterate", [source], hint: source.isNothing ? "a function that returns nothing was used as a collection" : nil)
  }

  /// The same without the first elements, which are passed over when the first one after them is asked for.
  public func makeIterator(_ source: Value, skipping count: Int) throws -> () throws -> Value? {
    let next = try makeIterator(source)
    var left = count
    return { [self] in
      while left > 0 {
        left -= 1
        try countStep(1)
        if try next() == nil { return nil }
      }
      return try next()
    }
  }

  /// Calls `body` with each element. What an element needs stays alive while `body` runs.
  public func forEach(_ source: Value, _ body: (Value) throws -> Void) throws {
    if let array = source.array, array.tag != .complexArray {
      var position = 0
      while position < array.count {
        try body(array.element(position, heap))
        position += 1
      }
      return
    }
    let next = try makeIterator(source)
    while let value = try next() {
      try countStep(1)
      try body(value)
    }
  }

  /// All elements in order; `nil` if the value cannot be iterated.
  public func elements(_ source: Value) throws -> [Value]? {
    if let array = source.array {
      try heap.reserve(count: array.count, stride: 16)
      try countStep(array.count / 16)
      return (0..<array.count).map { array.element($0, heap) }
    }
    if let range = source.range {
      try heap.reserve(count: range.count, stride: 16)
      try countStep(range.count / 16)
      return (0..<range.count).map { range.element($0) }
    }
    if let tuple = source.tuple { return tuple.elements }
    guard source.tag.isObject || source.isNumber || source.character != nil, source.tag != .function else { return nil }
    try requireEnd(source)
    if let host = source.host, try descend({ try host.elements(self) }) == nil { return nil }
    if source.structure != nil, !extended.contains("iterate"), try ownArray(source) == nil { return nil }
    var result: [Value] = []
    try forEach(source) { value in
      if result.count & 0xFFFF == 0 { try heap.reserve(bytes: result.count * 16) }
      result.append(value)
    }
    return result
  }

  /// Throws for an iteration of which not all elements can be had.
  private func requireEnd(_ source: Value) throws {
    guard source.iterator?.isEndless == true else { return }
    throw RuntimeError.argument(
      "the elements of \(source.dataType), which has no end, cannot be collected", hint: "Iterators.take(xs, n) gives the first n of them")
  }

  /// The sizes along the dimensions of an array-like value, `nil` for anything else.
  public func shape(_ value: Value) throws -> [Int]? {
    if let array = value.array { return array.shape }
    if let range = value.range { return [range.count] }
    if let tuple = value.tuple, value.tag == .tuple { return [tuple.elements.count] }
    if let iterator = value.iterator { return try descend { try iterator.shape(self) } }
    if let set = value.set { return [set.count] }
    if let dictionary = value.dictionary { return [dictionary.count] }
    if value.tag == .structure { return try ownArray(value)?.shape }
    return value.host?.writableShape
  }

  /// An array with the elements of any collection, as Julia's `collect`.
  public func collect(_ source: Value, emptyType: DataType = .any) throws -> Value {
    if let array = source.array {
      try heap.reserve(count: array.count, stride: ArrayObject.stride(of: array.tag))
      try countStep(array.count / 64)
      return heap.adopt(array.copied(heap: heap))
    }
    if let array = try source.host?.denseArray(self) {
      array.array?.setForm(.plain)
      return array
    }
    var builder = ArrayBuilder(heap: heap)
    if let range = source.range {
      try heap.reserve(count: range.count, stride: 8)
      try countStep(range.count / 16)
      builder = ArrayBuilder(heap: heap, capacity: range.count)
      for position in 0..<range.count { builder.append(range.element(position)) }
      return builder.finish(emptyType: range.elementType)
    }
    if let array = try ownArray(source) { return try collect(Value(iterator: array), emptyType: array.elementType) }
    try requireEnd(source)
    let shape = source.tag == .iterator ? try shape(source) : nil
    let next = try makeIterator(source)
    while let value = try next() {
      try countStep(1)
      if builder.count & 0xFFFF == 0 { try heap.reserve(bytes: builder.count * 16) }
      builder.append(value)
    }
    if let shape, shape.clampedElementCount == builder.count { return builder.finish(shape: shape, emptyType: emptyType) }
    return builder.finish(emptyType: emptyType)
  }

  /// A packed array of floats with the elements of an array-like value of real numbers; nothing is copied if it is one.
  public func floatArray(_ value: Value) throws -> DenseArray<Double>? {
    if let array = value.array {
      if let dense = array.denseFloats { return dense }
      if let integers = array.denseIntegers {
        return DenseArray<Double>(columnMajor: integers.buffer.elements.lazy.map { Double($0) }, shape: array.shape)
      }
      var floats: [Double] = []
      floats.reserveCapacity(array.count)
      for position in 0..<array.count {
        guard let number = array.element(position, heap).asDouble else { return nil }
        floats.append(number)
      }
      return DenseArray<Double>(columnMajor: floats, shape: array.shape)
    }
    if let range = value.range, range.isInteger || range.isFloat {
      try heap.reserve(count: range.count, stride: 8)
      try countStep(range.count / 16)
      return DenseArray<Double>((0..<range.count).map { range.float($0) })
    }
    if value.tag == .tuple, let elements = value.tuple?.elements {
      let floats = elements.compactMap(\.asDouble)
      return floats.count == elements.count ? DenseArray<Double>(floats) : nil
    }
    if value.tag == .iterator || value.tag == .set { return try floatArray(collect(value)) }
    return nil
  }
}

/// A loop over something that is neither an array nor a range.
final class RunningIteration: IteratorObject {
  let advance: () throws -> Value?
  private let source: Value

  init(_ next: @escaping () throws -> Value?, _ source: Value, heap: Heap) {
    self.advance = next
    self.source = source
    super.init()
    heap.retain(source)
  }

  override func releaseChildren(_ heap: Heap) { heap.release(source) }
}
