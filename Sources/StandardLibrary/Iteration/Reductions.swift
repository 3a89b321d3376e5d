// Reductions: sums, products, extrema, verdicts over all elements or along dimensions.

import Arrays
import Engine
import Exact

extension Library {
  mutating func addReductions() {
    let dimensions = " `dims` reduces along these dimensions only, `init` is the value to begin with."
    add("sum(f, xs; dims, init)", "The sum of the elements, or of `f` of each." + dimensions, arity: Arity(1...2), keywords: ["dims", "init"],
      example: "sum([1, 2, 3])  # => 6\nsum(abs2, 1:3)  # => 14\nsum([1 2; 3 4], dims = 1)  # => [4 6]",
      source: "pairwise summation: N. J. Higham, Accuracy and Stability of Numerical Algorithms, section 4.2"
    ) { try Reduction($0).run($0.machine, .sum) }
    add("prod(f, xs; dims, init)", "The product of the elements, or of `f` of each." + dimensions, arity: Arity(1...2), keywords: ["dims", "init"],
      example: "prod([2, 3, 4])  # => 24"
    ) { try Reduction($0).run($0.machine, .product) }
    add("maximum(f, xs; dims, init)", "The largest element, or value of `f`; NaN if there is one." + dimensions, arity: Arity(1...2), keywords: ["dims", "init"],
      example: "maximum([3, 1, 4])  # => 4"
    ) { try Reduction($0).run($0.machine, .maximum) }
    add("minimum(f, xs; dims, init)", "The smallest element, or value of `f`; NaN if there is one." + dimensions, arity: Arity(1...2), keywords: ["dims", "init"],
      example: "minimum([3, 1, 4])  # => 1"
    ) { try Reduction($0).run($0.machine, .minimum) }
    add("extrema(f, xs; dims, init)", "The smallest and the largest element, as a tuple.", arity: Arity(1...2), keywords: ["dims", "init"],
      example: "extrema([3, 1, 4])  # => (1, 4)"
    ) { try Reduction($0).run($0.machine, .extrema) }
    add("any(p, xs; dims)", "Whether some element is true, or `p` of it.", arity: Arity(1...2), keywords: ["dims"], example: "any(isodd, [2, 4, 5])  # => true") {
      try Reduction($0).verdict($0.machine, stopsAt: true)
    }
    add("all(p, xs; dims)", "Whether every element is true, or `p` of it.", arity: Arity(1...2), keywords: ["dims"], example: "all(isodd, [1, 3])  # => true") {
      try Reduction($0).verdict($0.machine, stopsAt: false)
    }
    add("count(p, xs; dims, init)", "How many elements are true, or `p` of them.", arity: Arity(1...2), keywords: ["dims", "init", "overlap"], example: "count(isodd, 1:5)  # => 3") { call in
      let machine = call.machine
      if call.count == 2, let text = call[1].string {
        return Value(try machine.occurrences(of: call[0], in: text, overlap: call.flag("overlap")))
      }
      let start = call.keyword("init").flatMap { machine.exactInt($0) } ?? 0
      let reduction = try Reduction(call)
      if reduction.axes == nil, start == 0, let result = try machine.reducePacked(.count, reduction.function, reduction.source) {
        return result
      }
      return try reduction.alongDimensions(machine) { elements in
        var count = start
        try reduction.forEach(machine, elements) { value in
          guard let verdict = value.boolean else { throw machine.nonBoolean(value, context: 1) }
          if verdict { count += 1 }
          return true
        }
        return Value(count)
      }
    }
  }
}

/// The arguments of a reduction: `f`, the collection, `dims`, `init`.
struct Reduction {
  enum Kind { case sum, product, maximum, minimum, extrema }

  let function: Value?
  let source: Value
  let axes: [Int]?
  let start: Value?

  init(_ call: borrowing Call) throws {
    function = call.count > 1 ? call[0] : nil
    source = call[call.count - 1]
    axes = try call.axes()
    start = call.keyword("init")
    if call.count == 1, source.tag == .function { throw call.noMethod() }
  }

  private init(source: Value, axes: [Int]) {
    function = nil
    self.source = source
    self.axes = axes
    start = nil
  }

  /// The reduction without a value for each element, where the function only computes with numbers.
  private func packed(_ kind: Kind, _ machine: Machine) throws -> Value? {
    // Whole arrays of numbers have loops of their own.
    if function == nil, !(source.iterator is GeneratorObject), source.array?.isWindow != true,
      source.tag != .booleanArray || kind != .sum
    {
      return nil
    }
    switch kind {
    case .sum: return try machine.reducePacked(.sum, function, source)
    case .product: return try machine.reducePacked(.product, function, source)
    case .maximum: return try machine.reducePacked(.maximum, function, source)
    case .minimum: return try machine.reducePacked(.minimum, function, source)
    case .extrema: return try machine.reducePacked(.extrema, function, source)
    }
  }

  /// `body` of all elements, or of each group along the dimensions, as an array.
  func alongDimensions(_ machine: Machine, _ body: (Value) throws -> Value) throws -> Value {
    guard let axes else { return try body(source) }
    return try machine.reduceSlices(try machine.asArray(source), axes, body)
  }

  /// Calls `body` with `f` of the elements, until it returns false.
  func forEach(_ machine: Machine, _ elements: Value, _ body: (Value) throws -> Bool) throws {
    let next = try machine.makeIterator(elements)
    while let element = try next() {
      try machine.countStep(1)
      if try !body(function.map { try machine.call($0, [element]) } ?? element) { return }
    }
  }

  func run(_ machine: Machine, _ kind: Kind) throws -> Value {
    if axes == nil, let host = source.host {
      let name = ["sum", "prod", "maximum", "minimum", "extrema"][[.sum, .product, .maximum, .minimum, .extrema].firstIndex(of: kind) ?? 0]
      if let result = try host.apply(name, function.map { [$0, source] } ?? [source], machine) { return result }
    }
    if let axes, function == nil, start == nil, let fast = floats(kind, axes, machine) { return fast }
    if axes == nil, start == nil, let result = try packed(kind, machine) { return result }
    if let axes, let function, start == nil, source.isArray, let mapped = try machine.mapPacked(function, [source]) {
      return try Reduction(source: mapped, axes: axes).run(machine, kind)
    }
    return try alongDimensions(machine) { elements in
      // Arrays are reduced pairwise, what can only be iterated from the left.
      if function != nil, elements.isArray || elements.tag == .range {
        let mapped = try mapped(machine, elements)
        return try reduced(machine, kind, mapped, function: nil)
      }
      return try reduced(machine, kind, elements, function: function)
    }
  }

  private func floats(_ kind: Kind, _ axes: [Int], _ machine: Machine) -> Value? {
    guard axes.count == 1, let dense = source.array?.denseFloats, axes[0] < dense.rank else { return nil }
    switch kind {
    case .sum: return machine.heap.array(dense.sum(along: axes[0]))
    case .product: return machine.heap.array(dense.product(along: axes[0]))
    case .maximum where dense.shape[axes[0]] > 0: return machine.heap.array(dense.maximum(along: axes[0]))
    case .minimum where dense.shape[axes[0]] > 0: return machine.heap.array(dense.minimum(along: axes[0]))
    default: return nil
    }
  }

  /// `f` of each element, packed where it can be.
  private func mapped(_ machine: Machine, _ elements: Value) throws -> Value {
    guard let function else { return elements }
    var builder = ArrayBuilder(heap: machine.heap, capacity: try machine.length(elements) ?? 0)
    let real = function.function?.libraryFunction?.real
    let next = try machine.makeIterator(elements)
    while let element = try next() {
      try machine.countStep(1)
      if let real, element.tag == .float {
        builder.append(Value(real(element.unsafeFloat)))
      } else {
        builder.append(try machine.call(function, [element]))
      }
    }
    return builder.finish(emptyType: machine.elementType(elements))
  }

  private func reduced(_ machine: Machine, _ kind: Kind, _ elements: Value, function: Value?) throws -> Value {
    if function == nil, start == nil || kind == .sum || kind == .product, let fast = try machine.reducedPacked(kind, elements) {
      guard let start else { return fast }
      return kind == .sum ? try machine.add(start, fast) : try machine.multiply(start, fast)
    }
    var result = start
    if kind == .extrema, let start {
      guard start.tag == .tuple, start.tuple?.elements.count == 2 else { throw machine.noMethod("extrema", [start]) }
    }
    let next = try machine.makeIterator(elements)
    while let element = try next() {
      try machine.countStep(1)
      let value = try function.map { try machine.call($0, [element]) } ?? element
      guard let current = result else {
        switch kind {
        // Sums of Booleans and narrow integers are of `Int`.
        case .sum, .product: result = try machine.sumStart(value)
        case .maximum, .minimum: result = value
        case .extrema: result = machine.heap.tuple([value, value])
        }
        continue
      }
      switch kind {
      case .sum: result = try machine.add(current, value)
      case .product: result = try machine.multiply(current, value)
      case .maximum: result = try machine.larger(current, value)
      case .minimum: result = try machine.smaller(current, value)
      case .extrema:
        let pair = current.tuple?.elements ?? []
        result = machine.heap.tuple([try machine.smaller(pair[0], value), try machine.larger(pair[1], value)])
      }
    }
    if let result { return result }
    if kind == .sum || kind == .product {
      let type = function == nil ? machine.typeOfNothing(elements) : machine.elementType(elements)
      if type === DataType.bool { return Value(kind == .sum ? 0 : 1) }
      if type !== DataType.any, let neutral = try machine.number(kind == .sum ? 0 : 1, ofType: type) { return try machine.sumStart(neutral) }
      if function == nil, elements.tag != .iterator, elements.tag != .tuple {
        throw machine.noMethod(kind == .sum ? "zero" : "one", [Value(type)], hint: "the sum of nothing is of no type: give `init = 0`")
      }
    }
    throw machine.emptyReduction
  }

  /// `any` (stops at true) and `all` (stops at false), with three-valued logic.
  func verdict(_ machine: Machine, stopsAt stop: Bool) throws -> Value {
    if axes == nil, let result = try machine.reducePacked(stop ? .any : .all, function, source) { return result }
    return try alongDimensions(machine) { elements in
      var result = Value(!stop)
      try forEach(machine, elements) { value in
        if value.isMissing {
          result = .missing
          return true
        }
        guard let verdict = value.boolean else { throw machine.nonBoolean(value, context: 1) }
        if verdict == stop { result = Value(stop) }
        return verdict != stop
      }
      return result
    }
  }
}

extension Machine {
  /// Reductions of packed arrays and ranges without a value per element.
  fileprivate func reducedPacked(_ kind: Reduction.Kind, _ elements: Value) throws -> Value? {
    if let range = elements.range, range.isInteger, range.count > 0 {
      let (first, last) = (range.first, range.last)
      switch kind {
      case .sum:
        // count · (first + last) / 2, exact.
        let sum = (BigInteger(first.unsafeInteger) + BigInteger(last.unsafeInteger)) * BigInteger(range.count)
        return heap.integer(sum / BigInteger(2))
      case .maximum: return Value(max(first.unsafeInteger, last.unsafeInteger))
      case .minimum: return Value(min(first.unsafeInteger, last.unsafeInteger))
      case .extrema:
        return heap.tuple([Value(min(first.unsafeInteger, last.unsafeInteger)), Value(max(first.unsafeInteger, last.unsafeInteger))])
      case .product: return nil
      }
    }
    if let range = elements.range, range.isFloat, let dense = try floatArray(elements) {
      _ = range
      return try reducedPacked(kind, heap.array(dense))
    }
    guard let array = elements.array else { return nil }
    if let dense = array.denseFloats {
      switch kind {
      case .sum: return Value(dense.sum())
      case .product: return Value(dense.product())
      case .maximum: return dense.maximum().map { Value($0) }
      case .minimum: return dense.minimum().map { Value($0) }
      case .extrema:
        guard let low = dense.minimum(), let high = dense.maximum() else { return nil }
        return heap.tuple([Value(low), Value(high)])
      }
    }
    if let dense = array.denseIntegers {
      switch kind {
      // On overflow the general way gives the exact result.
      case .sum: return dense.sum().map { Value($0) }
      case .product: return dense.product().map { Value($0) }
      case .maximum: return dense.maximum().map { Value($0) }
      case .minimum: return dense.minimum().map { Value($0) }
      case .extrema:
        guard let low = dense.minimum(), let high = dense.maximum() else { return nil }
        return heap.tuple([Value(low), Value(high)])
      }
    }
    if let dense = array.denseComplexes, kind == .sum { return heap.complex(dense.sum()) }
    if let dense = array.denseBooleans, kind == .sum { return Value(dense.buffer.elements.reduce(0) { $0 + ($1 ? 1 : 0) }) }
    return nil
  }

  /// The larger of two values as `max` has it: NaN and `missing` win.
  func larger(_ a: Value, _ b: Value) throws -> Value { try extreme(a, b, "max") { try self.isLess(a, b) } }

  /// The smaller of two values as `min` has it: NaN and `missing` win.
  func smaller(_ a: Value, _ b: Value) throws -> Value { try extreme(a, b, "min") { try self.isLess(b, a) } }

  private func extreme(_ a: Value, _ b: Value, _ name: String, _ isSecond: () throws -> Bool) throws -> Value {
    if a.isMissing || b.isMissing { return .missing }
    if let x = primalDouble(a), x.isNaN { return a }
    if let y = primalDouble(b), y.isNaN { return b }
    if let host = a.host ?? b.host, let result = try host.apply(name, [a, b], self) { return result }
    return try isSecond() ? b : a
  }

  /// An array whose elements are `body` of the slices along the given dimensions, which become 1.
  func reduceSlices(_ array: ArrayObject, _ axes: [Int], _ body: (Value) throws -> Value) throws -> Value {
    let groups = SliceGroups(shape: array.shape, axes: axes)
    var results: [Value] = []
    results.reserveCapacity(groups.count)
    for group in 0..<groups.count {
      let slice = heap.adopt(array.selecting(groups.positions(group), shape: groups.sliceShape, heap: heap))
      try countStep(1)
      results.append(try body(slice))
    }
    if results.isEmpty { return heap.emptyArray(of: array.elementType, shape: groups.resultShape) }
    return try promoted(results, shape: groups.resultShape)
  }
}

/// The positions of an array grouped by their indices along all but some dimensions.
struct SliceGroups {
  /// The shape with the reduced dimensions of size 1.
  let resultShape: [Int]
  let sliceShape: [Int]
  private let bases: [Int]
  private let offsets: [Int]

  var count: Int { bases.count }

  init(shape: [Int], axes: [Int]) {
    var strides: [Int] = []
    var stride = 1
    for length in shape {
      strides.append(stride)
      stride *= length
    }
    func positions(_ dimensions: [Int]) -> [Int] {
      var result = [0]
      for d in dimensions { result = (0..<shape[d]).flatMap { i in result.map { $0 + i * strides[d] } } }
      return result
    }
    let inner = shape.indices.filter { axes.contains($0) }
    let outer = shape.indices.filter { !axes.contains($0) }
    resultShape = shape.indices.map { axes.contains($0) ? 1 : shape[$0] }
    sliceShape = inner.map { shape[$0] }
    offsets = positions(inner)
    bases = positions(outer)
  }

  func positions(_ group: Int) -> [Int] { offsets.map { $0 + bases[group] } }
}
