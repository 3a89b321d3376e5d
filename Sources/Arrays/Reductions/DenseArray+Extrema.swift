// Smallest and largest elements and their positions; NaN wins over every number, and -0.0 is below 0.0.

extension DenseArray where Element == Double {
  /// The smallest element, NaN if there is one, `nil` for an empty array.
  public func minimum() -> Double? { withUnsafeBufferPointer(Extrema.minimum) }

  /// The largest element, NaN if there is one, `nil` for an empty array.
  public func maximum() -> Double? { withUnsafeBufferPointer(Extrema.maximum) }

  /// The position of the first smallest element (or of the first NaN) in column-major order, `nil` for an empty array.
  public func indexOfMinimum() -> Int? {
    withUnsafeBufferPointer { Extrema.first($0) { Extrema.isBetter($0, $1, Extrema.isLess($0, $1)) } }
  }

  /// The position of the first largest element (or of the first NaN) in column-major order, `nil` for an empty array.
  public func indexOfMaximum() -> Int? {
    withUnsafeBufferPointer { Extrema.first($0) { Extrema.isBetter($0, $1, Extrema.isLess($1, $0)) } }
  }

  /// The smallest elements along dimension `axis`, which must not be empty and becomes 1.
  public func minimum(along axis: Int) -> DenseArray {
    precondition(axis >= rank || shape[axis] > 0, "an empty dimension has no smallest element")
    return reduced(along: axis, initial: .infinity, lane: { Extrema.minimum($0) ?? .nan }) {
      $0 = Extrema.smaller($0, $1)
    }
  }

  /// The largest elements along dimension `axis`, which must not be empty and becomes 1.
  public func maximum(along axis: Int) -> DenseArray {
    precondition(axis >= rank || shape[axis] > 0, "an empty dimension has no largest element")
    return reduced(along: axis, initial: -.infinity, lane: { Extrema.maximum($0) ?? .nan }) {
      $0 = Extrema.larger($0, $1)
    }
  }
}

extension DenseArray where Element == Int {
  /// The smallest element, `nil` for an empty array.
  public func minimum() -> Int? { buffer.elements.min() }

  /// The largest element, `nil` for an empty array.
  public func maximum() -> Int? { buffer.elements.max() }

  /// The position of the first smallest element in column-major order, `nil` for an empty array.
  public func indexOfMinimum() -> Int? { withUnsafeBufferPointer { Extrema.first($0, isBetter: <) } }

  /// The position of the first largest element in column-major order, `nil` for an empty array.
  public func indexOfMaximum() -> Int? { withUnsafeBufferPointer { Extrema.first($0, isBetter: >) } }
}

enum Extrema {
  /// The total order of floating-point numbers: -0.0 before 0.0 and every NaN last.
  @inline(__always) static func isLess(_ a: Double, _ b: Double) -> Bool {
    if a < b { return true }
    if a > b { return false }
    if a.isNaN || b.isNaN { return !a.isNaN }
    return a.sign == .minus && b.sign == .plus
  }

  /// Whether `candidate` replaces `best`, given how the two compare as numbers: the first NaN is never replaced.
  @inline(__always) static func isBetter(_ candidate: Double, _ best: Double, _ isAhead: Bool) -> Bool {
    !best.isNaN && (candidate.isNaN || isAhead)
  }

  @inline(__always) static func smaller(_ a: Double, _ b: Double) -> Double {
    if a.isNaN { return a }
    return b.isNaN || isLess(b, a) ? b : a
  }

  @inline(__always) static func larger(_ a: Double, _ b: Double) -> Double {
    if a.isNaN { return a }
    return b.isNaN || isLess(a, b) ? b : a
  }

  static func minimum(_ values: UnsafeBufferPointer<Double>) -> Double? {
    guard let start = values.baseAddress, values.count > 0 else { return nil }
    return VectorLoops.minimum(start, count: values.count)
  }

  static func maximum(_ values: UnsafeBufferPointer<Double>) -> Double? {
    guard let start = values.baseAddress, values.count > 0 else { return nil }
    return VectorLoops.maximum(start, count: values.count)
  }

  @inline(__always) static func first<Element>(
    _ values: UnsafeBufferPointer<Element>, isBetter: (Element, Element) -> Bool
  ) -> Int? {
    guard values.count > 0 else { return nil }
    var best = 0
    for i in 1..<values.count where isBetter(values[i], values[best]) { best = i }
    return best
  }
}
