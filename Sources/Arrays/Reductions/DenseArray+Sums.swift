// Sums, products, scalar products and running sums.
import CLAPACK
import ComplexModule

extension DenseArray where Element == Double {
  /// The sum of all elements by pairwise summation; 0 for an empty array.
  public func sum() -> Double { withUnsafeBufferPointer(PairwiseReduction.sum) }

  /// The product of all elements; 1 for an empty array.
  public func product() -> Double { withUnsafeBufferPointer(PairwiseReduction.product) }

  /// The sum of the squares of all elements.
  public func sumOfSquares() -> Double { withUnsafeBufferPointer(PairwiseReduction.sumOfSquares) }

  /// The sum of the squares of all differences from `center`.
  public func sumOfSquaredDeviations(from center: Double) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 1024) { scratch in
      guard let squares = scratch.baseAddress else { return 0 }
      let source = UnsafePointer(buffer.baseAddress)
      let sum = PairwiseReduction.sum(count: count) { start, length in
        for i in 0..<length {
          let difference = source[start + i] - center
          squares[i] = difference * difference
        }
        return UnsafePointer(squares)
      }
      return sum ?? 0
    }
  }

  /// The sums along dimension `axis`, whose length becomes 1.
  public func sum(along axis: Int) -> DenseArray {
    reduced(along: axis, initial: 0, lane: PairwiseReduction.sum) { $0 += $1 }
  }

  /// The products along dimension `axis`, whose length becomes 1.
  public func product(along axis: Int) -> DenseArray {
    reduced(along: axis, initial: 1, lane: PairwiseReduction.product) { $0 *= $1 }
  }

  /// The scalar product of two arrays with the same number of elements.
  public func dot(_ other: DenseArray) throws(LinearAlgebraError) -> Double {
    try requireSameCount(other)
    if count >= 16, let n = Int32(exactly: count) {
      return cblas_ddot(n, buffer.baseAddress, 1, other.buffer.baseAddress, 1)
    }
    var sum = 0.0
    for i in 0..<count { sum += buffer.baseAddress[i] * other.buffer.baseAddress[i] }
    return sum
  }

  /// The running sums of a vector, by pairwise summation.
  public func cumulativeSum() -> DenseArray {
    let result = DenseArray(uninitializedShape: shape)
    guard count > 0 else { return result }
    let (source, target) = (buffer.baseAddress, result.buffer.baseAddress)
    target[0] = source[0]
    if count > 1 { _ = Self.accumulate(source + 1, target + 1, count - 1, before: source[0]) }
    return result
  }

  /// Writes `before` plus the running sums of `source` to `target` and returns the sum of `source` alone.
  private static func accumulate(
    _ source: UnsafeMutablePointer<Double>, _ target: UnsafeMutablePointer<Double>, _ count: Int, before: Double
  ) -> Double {
    if count < 128 {
      var sum = source[0]
      target[0] = before + sum
      for i in 1..<max(1, count) {
        sum += source[i]
        target[i] = before + sum
      }
      return sum
    }
    let half = count / 2
    let first = accumulate(source, target, half, before: before)
    return first + accumulate(source + half, target + half, count - half, before: before + first)
  }

  /// The running products of a vector.
  public func cumulativeProduct() -> DenseArray {
    let result = DenseArray(uninitializedShape: shape)
    var product = 1.0
    for i in 0..<count {
      product *= buffer.baseAddress[i]
      result.buffer.baseAddress[i] = product
    }
    return result
  }

  /// The running sums along dimension `axis`.
  public func cumulativeSum(along axis: Int) -> DenseArray {
    if rank == 1, axis == 0 { return cumulativeSum() }
    return accumulated(along: axis) { $0 + $1 }
  }

  /// The running products along dimension `axis`.
  public func cumulativeProduct(along axis: Int) -> DenseArray { accumulated(along: axis) { $0 * $1 } }

  /// Reduces along `axis`: runs of neighbours by `lane`, anything else slab by slab with `combine`.
  func reduced(
    along axis: Int, initial: Double, lane: (UnsafeBufferPointer<Double>) -> Double,
    _ combine: (inout Double, Double) -> Void
  ) -> DenseArray {
    precondition(axis >= 0, "a dimension is counted from zero")
    guard axis < rank else { return self }
    var resultShape = shape
    resultShape[axis] = 1
    let length = shape[axis]
    let inner = shape[..<axis].reduce(1, *)
    let outer = shape[(axis + 1)...].reduce(1, *)
    var result = DenseArray(repeating: initial, shape: resultShape)
    result.withUnsafeMutableBufferPointer { target in
      for block in 0..<outer {
        let start = UnsafePointer(buffer.baseAddress) + block * length * inner
        if inner == 1 {
          target[block] = lane(UnsafeBufferPointer(start: start, count: length))
          continue
        }
        for i in 0..<length {
          for j in 0..<inner { combine(&target[block * inner + j], start[i * inner + j]) }
        }
      }
    }
    return result
  }
}

extension DenseArray where Element == Complex<Double> {
  /// The sum of all elements; 0 for an empty array.
  public func sum() -> Complex<Double> { Complex(realParts.sum(), imaginaryParts.sum()) }

  /// The scalar product Σ conj(xᵢ) yᵢ of two arrays with the same number of elements.
  public func dot(_ other: DenseArray) throws(LinearAlgebraError) -> Complex<Double> {
    try requireSameCount(other)
    var sum = Complex<Double>.zero
    if count >= 16, let n = Int32(exactly: count) {
      cblas_zdotc_sub(n, buffer.baseAddress, 1, other.buffer.baseAddress, 1, &sum)
      return sum
    }
    for i in 0..<count { sum += buffer.baseAddress[i].conjugate * other.buffer.baseAddress[i] }
    return sum
  }
}

extension DenseArray where Element == Int {
  /// The sum of all elements, or `nil` if it does not fit in an `Int`.
  public func sum() -> Int? {
    // In halves of 32 bits, whose sums fit for 2^30 terms and which vector instructions add.
    var (low, high) = (0, 0)
    var position = 0
    while position < count {
      let end = min(count, position + (1 << 30))
      for i in position..<end {
        low &+= buffer.baseAddress[i] & 0xFFFF_FFFF
        high &+= buffer.baseAddress[i] >> 32
      }
      high &+= low >> 32
      low &= 0xFFFF_FFFF
      position = end
    }
    let (product, overflow) = high.multipliedReportingOverflow(by: 1 << 32)
    return overflow ? nil : product + low
  }

  /// The product of all elements, or `nil` if it does not fit in an `Int`.
  public func product() -> Int? { Self.exactly(buffer.elements, 1) { $0.multipliedReportingOverflow(by: $1) } }

  private static func exactly(
    _ values: UnsafeMutableBufferPointer<Int>, _ initial: Int,
    _ combine: (Int, Int) -> (partialValue: Int, overflow: Bool)
  ) -> Int? {
    var result = initial
    for value in values {
      let (next, overflow) = combine(result, value)
      if overflow { return nil }
      result = next
    }
    return result
  }

  /// The scalar product, or `nil` if it or a partial sum does not fit in an `Int`.
  public func dot(_ other: DenseArray) throws(LinearAlgebraError) -> Int? {
    try requireSameCount(other)
    var sum = 0
    for i in 0..<count {
      let (product, overflow) = buffer.baseAddress[i].multipliedReportingOverflow(by: other.buffer.baseAddress[i])
      let (next, overflowOfSum) = sum.addingReportingOverflow(product)
      if overflow || overflowOfSum { return nil }
      sum = next
    }
    return sum
  }

  /// The running sums of a vector, or `nil` if one does not fit in an `Int`.
  public func cumulativeSum() -> DenseArray? {
    let result = DenseArray(uninitializedShape: shape)
    var sum = 0
    for i in 0..<count {
      let (next, overflow) = sum.addingReportingOverflow(buffer.baseAddress[i])
      if overflow { return nil }
      sum = next
      result.buffer.baseAddress[i] = sum
    }
    return result
  }
}

extension DenseArray {
  func requireSameCount(_ other: DenseArray) throws(LinearAlgebraError) {
    guard count == other.count else {
      throw .dimensionMismatch("a vector of \(count) elements and one of \(other.count) have no scalar product")
    }
  }

  /// The running combinations of the elements along dimension `axis`, from the first on.
  @inlinable public func accumulated(along axis: Int, _ combine: (Element, Element) -> Element) -> DenseArray {
    precondition(axis >= 0, "a dimension is counted from zero")
    let result = DenseArray(unchecked: buffer.copy(), shape: shape)
    guard axis < shape.count else { return result }
    let (length, inner) = (shape[axis], shape[..<axis].reduce(1, *))
    let target = result.buffer.baseAddress
    guard length > 1, inner > 0 else { return result }
    for block in 0..<(count / (length * inner)) {
      for i in (block * length + 1) * inner..<(block + 1) * length * inner {
        target[i] = combine(target[i - inner], target[i])
      }
    }
    return result
  }
}
