// Sums and products of floating-point numbers by pairwise splitting.
//
// The error of a pairwise sum grows with the logarithm of the number of terms (Higham, Accuracy and Stability of
// Numerical Algorithms, section 4.2). The blocks, and the order inside a block of four times four lanes, are those of
// Julia's `sum` on a machine with 256-bit vectors, so that the last digits agree with what its users see.

/// An operation that a reduction repeats.
protocol ReductionOperation {
  static var neutral: SIMD4<Double> { get }
  static func combine(_ a: Double, _ b: Double) -> Double
  static func combine(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double>
  static func transform(_ a: Double) -> Double
  static func transform(_ a: SIMD4<Double>) -> SIMD4<Double>
}

extension ReductionOperation {
  @inline(__always) static func transform(_ a: Double) -> Double { a }
  @inline(__always) static func transform(_ a: SIMD4<Double>) -> SIMD4<Double> { a }
}

enum Addition: ReductionOperation {
  // Negative zero is the neutral element: a sum of negative zeros stays one.
  @inline(__always) static var neutral: SIMD4<Double> { SIMD4(repeating: -0.0) }
  @inline(__always) static func combine(_ a: Double, _ b: Double) -> Double { a + b }
  @inline(__always) static func combine(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> { a + b }
}

enum Multiplication: ReductionOperation {
  @inline(__always) static var neutral: SIMD4<Double> { SIMD4(repeating: 1) }
  @inline(__always) static func combine(_ a: Double, _ b: Double) -> Double { a * b }
  @inline(__always) static func combine(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> { a * b }
}

enum AdditionOfSquares: ReductionOperation {
  @inline(__always) static var neutral: SIMD4<Double> { SIMD4(repeating: -0.0) }
  @inline(__always) static func combine(_ a: Double, _ b: Double) -> Double { a + b }
  @inline(__always) static func combine(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> { a + b }
  @inline(__always) static func transform(_ a: Double) -> Double { a * a }
  @inline(__always) static func transform(_ a: SIMD4<Double>) -> SIMD4<Double> { a * a }
}

public enum PairwiseReduction {
  /// The sum of `count` numbers that `block` computes: at most 1024 from a position on, in memory of its own, or `nil` if it cannot,
  /// which ends the sum.
  public static func sum(
    count: Int, _ block: (_ start: Int, _ count: Int) throws -> UnsafePointer<Double>?
  ) rethrows -> Double? {
    try halve(0, count, Addition.self, empty: 0, block)
  }

  /// The product of `count` numbers that `block` computes, as `sum` does.
  public static func product(
    count: Int, _ block: (_ start: Int, _ count: Int) throws -> UnsafePointer<Double>?
  ) rethrows -> Double? {
    try halve(0, count, Multiplication.self, empty: 1, block)
  }

  private static func halve<Operation: ReductionOperation>(
    _ start: Int, _ count: Int, _ operation: Operation.Type, empty: Double,
    _ block: (_ start: Int, _ count: Int) throws -> UnsafePointer<Double>?
  ) rethrows -> Double? {
    if count <= 1024 {
      guard let numbers = try block(start, count) else { return nil }
      return reduce(UnsafeBufferPointer(start: numbers, count: count), operation, empty: empty)
    }
    let first = (count - 1) / 2 + 1
    guard let a = try halve(start, first, operation, empty: empty, block),
      let b = try halve(start + first, count - first, operation, empty: empty, block)
    else { return nil }
    return Operation.combine(a, b)
  }

  static func sum(_ values: UnsafeBufferPointer<Double>) -> Double {
    reduce(values, Addition.self, empty: 0)
  }

  static func product(_ values: UnsafeBufferPointer<Double>) -> Double {
    reduce(values, Multiplication.self, empty: 1)
  }

  static func sumOfSquares(_ values: UnsafeBufferPointer<Double>) -> Double {
    reduce(values, AdditionOfSquares.self, empty: 0)
  }

  @inline(__always)
  private static func reduce<Operation: ReductionOperation>(
    _ values: UnsafeBufferPointer<Double>, _ operation: Operation.Type, empty: Double
  ) -> Double {
    guard let start = values.baseAddress, values.count > 0 else { return empty }
    if values.count < 16 {
      var result = Operation.transform(start[0])
      for i in 1..<values.count { result = Operation.combine(result, Operation.transform(start[i])) }
      return result
    }
    return halve(start, values.count, operation)
  }

  /// Splits in halves down to blocks of at most 1024.
  private static func halve<Operation: ReductionOperation>(
    _ start: UnsafePointer<Double>, _ count: Int, _ operation: Operation.Type
  ) -> Double {
    if count <= 1024 { return block(start, count, operation) }
    let first = (count - 1) / 2 + 1
    return Operation.combine(
      halve(start, first, operation), halve(start + first, count - first, operation))
  }

  /// At least two elements, sixteen at a time in four accumulators, then the rest one by one.
  private static func block<Operation: ReductionOperation>(
    _ start: UnsafePointer<Double>, _ count: Int, _ operation: Operation.Type
  ) -> Double {
    var result = Operation.combine(Operation.transform(start[0]), Operation.transform(start[1]))
    var i = 2
    if count - i >= 16 {
      var a = Operation.neutral
      a[0] = result
      var b = Operation.neutral
      var c = Operation.neutral
      var d = Operation.neutral
      while count - i >= 16 {
        a = Operation.combine(a, Operation.transform(load(start + i)))
        b = Operation.combine(b, Operation.transform(load(start + i + 4)))
        c = Operation.combine(c, Operation.transform(load(start + i + 8)))
        d = Operation.combine(d, Operation.transform(load(start + i + 12)))
        i += 16
      }
      let lanes = Operation.combine(d, Operation.combine(c, Operation.combine(b, a)))
      result = Operation.combine(
        Operation.combine(lanes[0], lanes[2]), Operation.combine(lanes[1], lanes[3]))
    }
    while i < count {
      result = Operation.combine(result, Operation.transform(start[i]))
      i += 1
    }
    return result
  }

  @inline(__always) private static func load(_ start: UnsafePointer<Double>) -> SIMD4<Double> {
    UnsafeRawPointer(start).loadUnaligned(as: SIMD4<Double>.self)
  }
}
