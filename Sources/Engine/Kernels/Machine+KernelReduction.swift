// `map` and reductions of packed numbers as vector programs.

import Arrays
import Exact

/// A reduction of all elements to one value.
public enum PackedReduction: Sendable {
  case sum, product, minimum, maximum, extrema
  /// How many are true.
  case count
  case any, all
}

extension Machine {
  /// A program over packed arrays and ranges of one shape, and numbers.
  private func kernelRun(
    _ operands: [Value], _ build: (inout KernelBuilder, [Int]) -> Int?
  ) -> (run: KernelRun, kind: KernelKind, shape: [Int])? {
    var builder = KernelBuilder(machine: self)
    var leaves: [KernelLeaf] = []
    // Operands come before numbers.
    for operand in operands where KernelKind(operand.tag) == nil {
      guard let leaf = KernelLeaf(operand), leaf.shape == leaves.first?.shape ?? leaf.shape else { return nil }
      _ = builder.addLeaf(leaves.count, leaf.kind)
      leaves.append(leaf)
    }
    guard let shape = leaves.first?.shape else { return nil }
    var arguments: [Int] = []
    var next = 0
    for operand in operands {
      if KernelKind(operand.tag) == nil {
        arguments.append(next)
        next += 1
      } else if let number = builder.addScalar(operand) {
        arguments.append(number)
      }
    }
    guard let value = build(&builder, arguments), let program = builder.finish(value, as: nil),
      let run = KernelRun(program, leaves, shape: shape, memory: kernelMemory)
    else { return nil }
    return (run, program.resultKind, shape)
  }

  /// All elements of a program's result; `nil` if one is no number of its type.
  private func result(_ prepared: (run: KernelRun, kind: KernelKind, shape: [Int])?) throws -> Value? {
    guard let prepared else { return nil }
    var run = prepared.run
    let stride = prepared.kind.stride
    try heap.reserve(count: run.count, stride: stride)
    func fill<Element>(_ result: DenseArray<Element>) throws -> DenseArray<Element>? {
      let start = UnsafeMutableRawPointer(result.buffer.baseAddress)
      var position = 0
      while position < run.count {
        let length = min(KernelProgram.blockLength, run.count - position)
        try countStep(length)
        if !run.block(at: position, length, into: start + position * stride) { return nil }
        position += length
      }
      return result
    }
    switch prepared.kind {
    case .float: return try fill(DenseArray<Double>(uninitializedShape: prepared.shape)).map { heap.array($0) }
    case .integer: return try fill(DenseArray<Int>(uninitializedShape: prepared.shape)).map { heap.array($0) }
    case .boolean: return try fill(DenseArray<Bool>(uninitializedShape: prepared.shape)).map { heap.array($0) }
    }
  }

  /// `map(f, xs…)` over packed arrays and ranges of the same shape; `nil` if `f` is more than arithmetic or an
  /// element has no value of the type that the others have.
  public func mapPacked(_ function: Value, _ sources: [Value]) throws -> Value? {
    guard sources.allSatisfy({ KernelKind($0.tag) == nil }) else { return nil }
    return try result(kernelRun(sources) { $0.call(function, $1) })
  }

  /// An operator on packed arrays of the same shape, or on one and a number; `nil` on overflow and for other operands.
  func packedArithmetic(_ operation: ArithmeticOperation, _ a: Value, _ b: Value) throws -> Value? {
    try result(kernelRun([a, b]) { $0.arithmetic(operation, $1[0], $1[1]) })
  }

  /// The negatives of packed numbers; `nil` on overflow and for other elements.
  func packedNegation(_ a: Value) throws -> Value? {
    try result(kernelRun([a]) { $0.negation($1[0]) })
  }

  /// A reduction of `f` of the elements of a packed array, a range, or a generator over one; `nil` if `f` is more
  /// than arithmetic, there are no elements, or an element has no value of the type that the others have.
  ///
  /// Arrays are summed pairwise, generators from the left, as in Julia.
  public func reducePacked(_ reduction: PackedReduction, _ function: Value?, _ source: Value) throws -> Value? {
    if let generator = source.iterator as? GeneratorObject {
      guard function == nil else { return nil }
      return try reducePacked(reduction, generator.function, generator.source, isSequential: true)
    }
    return try reducePacked(reduction, function, source, isSequential: false)
  }

  private func reducePacked(
    _ reduction: PackedReduction, _ function: Value?, _ source: Value, isSequential: Bool
  ) throws -> Value? {
    guard KernelKind(source.tag) == nil,
      let prepared = kernelRun([source], { builder, arguments in
        function.map { builder.call($0, arguments) } ?? arguments[0]
      }), prepared.run.count > 0
    else { return nil }
    let kind = prepared.kind
    var run = prepared.run
    let spare = run.spare
    /// Hands the blocks to `body` one after the other, until it returns false; false if one could not be computed.
    func forEachBlock(_ body: (_ count: Int) -> Bool) throws -> Bool {
      var position = 0
      while position < run.count {
        let length = min(KernelProgram.blockLength, run.count - position)
        try countStep(length)
        guard run.block(at: position, length, into: spare) else { return false }
        if !body(length) { return true }
        position += length
      }
      return true
    }
    switch (reduction, kind) {
    case (.sum, .float), (.product, .float):
      let floats = spare.assumingMemoryBound(to: Double.self)
      if isSequential {
        var result = 0.0
        var isFirst = true
        let isDone = try forEachBlock { length in
          var position = 0
          if isFirst {
            result = floats[0]
            isFirst = false
            position = 1
          }
          if reduction == .sum {
            for i in position..<length { result += floats[i] }
          } else {
            for i in position..<length { result *= floats[i] }
          }
          return true
        }
        return isDone ? Value(result) : nil
      }
      let block = { (start: Int, length: Int) throws -> UnsafePointer<Double>? in
        try self.countStep(length)
        return run.block(at: start, length, into: spare) ? UnsafePointer(floats) : nil
      }
      return reduction == .sum
        ? try PairwiseReduction.sum(count: run.count, block).map { Value($0) }
        : try PairwiseReduction.product(count: run.count, block).map { Value($0) }
    case (.sum, .integer):
      let integers = spare.assumingMemoryBound(to: Int.self)
      var total = WideSum()
      guard try forEachBlock({ total.add(integers, count: $0); return true }) else { return nil }
      return total.value(heap)
    case (.product, .integer):
      let integers = spare.assumingMemoryBound(to: Int.self)
      var product = 1
      var overflowed = false
      let isDone = try forEachBlock { length in
        for i in 0..<length {
          let (next, overflow) = product.multipliedReportingOverflow(by: integers[i])
          product = next
          overflowed = overflowed || overflow
        }
        return !overflowed
      }
      return isDone && !overflowed ? Value(product) : nil
    case (.sum, .boolean), (.count, .boolean):
      let flags = spare.assumingMemoryBound(to: UInt8.self)
      var total = 0
      let isDone = try forEachBlock { total += KernelReductions.count(flags, $0); return true }
      return isDone ? Value(total) : nil
    case (.any, .boolean), (.all, .boolean):
      // The verdict may stand before an element that throws; what comes after it is not asked.
      let flags = spare.assumingMemoryBound(to: UInt8.self)
      var isFound = false
      let isDone = try forEachBlock { length in
        let total = KernelReductions.count(flags, length)
        isFound = reduction == .any ? total > 0 : total < length
        return !isFound
      }
      return isDone ? Value(isFound == (reduction == .any)) : nil
    case (.minimum, .float), (.maximum, .float), (.extrema, .float):
      let floats = spare.assumingMemoryBound(to: Double.self)
      var low = Double.infinity
      var high = -Double.infinity
      let isDone = try forEachBlock { length in
        if reduction != .maximum { low = FloatOrder.smaller(low, VectorLoops.minimum(floats, count: length)) }
        if reduction != .minimum { high = FloatOrder.larger(high, VectorLoops.maximum(floats, count: length)) }
        return true
      }
      if !isDone { return nil }
      return extremes(reduction, Value(low), Value(high))
    case (.minimum, .integer), (.maximum, .integer), (.extrema, .integer):
      let integers = spare.assumingMemoryBound(to: Int.self)
      var (low, high) = (Int.max, Int.min)
      let isDone = try forEachBlock { length in
        for i in 0..<length {
          low = integers[i] < low ? integers[i] : low
          high = integers[i] > high ? integers[i] : high
        }
        return true
      }
      return isDone ? extremes(reduction, Value(low), Value(high)) : nil
    default: return nil
    }
  }

  private func extremes(_ reduction: PackedReduction, _ low: Value, _ high: Value) -> Value {
    switch reduction {
    case .minimum: low
    case .maximum: high
    default: heap.tuple([low, high])
    }
  }
}

/// A sum of integers that cannot overflow.
struct WideSum {
  private var low = 0
  private var high = 0
  private var terms = 0
  private var exact = BigInteger(0)

  /// Adds the integers in halves of 32 bits, whose sums fit for 2^30 terms.
  mutating func add(_ integers: UnsafePointer<Int>, count: Int) {
    if terms + count > 1 << 30 { flush() }
    terms += count
    var (low, high) = (0, 0)
    for i in 0..<count {
      low &+= integers[i] & 0xFFFF_FFFF
      high &+= integers[i] >> 32
    }
    self.low &+= low
    self.high &+= high
  }

  private mutating func flush() {
    exact = exact + (BigInteger(high) << 32) + BigInteger(low)
    (low, high, terms) = (0, 0, 0)
  }

  mutating func value(_ heap: Heap) -> Value {
    flush()
    return heap.integer(exact)
  }
}

/// Reductions of one block.
enum KernelReductions {
  static func count(_ flags: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var total = 0
    for i in 0..<count { total &+= Int(flags[i]) }
    return total
  }
}
