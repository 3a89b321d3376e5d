// Norms, sums and extrema of sparse matrices.
import ComplexModule

extension SparseMatrix {
  /// The p-norm of all elements, with p as for dense arrays: 2 is the Frobenius norm.
  public func norm(_ p: Double = 2) -> Double {
    // The elements that are not stored count only where small ones do.
    if p < 0, density < 1 { return values.norm(.infinity).isNaN ? .nan : 0 }
    return values.norm(p)
  }

  /// The operator norm for p = 1 (largest column sum) or ∞ (largest row sum), `nil` for another p; that for p = 2 is the
  /// largest singular value.
  public func operatorNorm(_ p: Double) -> Double? {
    switch p {
    case 1:
      let sums = (0..<columns).map { j in range(j).reduce(0.0) { $0 + values.pointer[$1].modulus } }
      return sums.withUnsafeBufferPointer(Norms.largest)
    case .infinity:
      var sums = [Double](repeating: 0, count: rows)
      for p in 0..<storedCount { sums[rowIndices.buffer.baseAddress[p]] += values.pointer[p].modulus }
      return sums.withUnsafeBufferPointer(Norms.largest)
    default: return nil
    }
  }

  /// The sum of all elements.
  public func sum() -> Element { values.elements.reduce(.zero, +) }

  /// The sums along dimension `axis`, whose length becomes 1: 0 gives a row of the sums of the columns, 1 a column.
  public func sum(along axis: Int) -> Matrix<Element> {
    precondition(axis == 0 || axis == 1, "a matrix has dimensions 0 and 1")
    let result = Matrix<Element>(repeating: .zero, shape: axis == 0 ? [1, columns] : [rows, 1])
    for j in 0..<columns {
      for p in range(j) { result.pointer[axis == 0 ? j : rowIndices.buffer.baseAddress[p]] += values.pointer[p] }
    }
    return result
  }

  /// How many elements are stored along dimension `axis`.
  public func storedCounts(along axis: Int) -> Matrix<Int> {
    precondition(axis == 0 || axis == 1, "a matrix has dimensions 0 and 1")
    let result = Matrix<Int>(repeating: 0, shape: axis == 0 ? [1, columns] : [rows, 1])
    for j in 0..<columns {
      for p in range(j) { result.buffer.baseAddress[axis == 0 ? j : rowIndices.buffer.baseAddress[p]] += 1 }
    }
    return result
  }
}

extension SparseMatrix where Element == Double {
  /// The largest element, zeros that are not stored included; NaN if there is one, `nil` for a matrix without elements.
  public func maximum() -> Double? { extremum(of: maximum(along: 0), Swift.max) }

  /// The smallest element, as `maximum`.
  public func minimum() -> Double? { extremum(of: minimum(along: 0), Swift.min) }

  /// The largest elements along dimension `axis`, whose length becomes 1: −∞ along a dimension of length 0.
  public func maximum(along axis: Int) -> Matrix<Double> { reduced(along: axis, empty: -.infinity, Swift.max) }

  /// The smallest elements along dimension `axis`, whose length becomes 1: ∞ along a dimension of length 0.
  public func minimum(along axis: Int) -> Matrix<Double> { reduced(along: axis, empty: .infinity, Swift.min) }

  /// The products along dimension `axis`, whose length becomes 1.
  public func product(along axis: Int) -> Matrix<Double> { reduced(along: axis, empty: 1, *) }

  private func extremum(of parts: Matrix<Double>, _ pick: (Double, Double) -> Double) -> Double? {
    guard rows > 0, let first = parts.elements.first else { return nil }
    return parts.elements.dropFirst().reduce(first) { $0.isNaN || $1.isNaN ? .nan : pick($0, $1) }
  }

  /// Combines the stored elements along `axis`, and a zero where some are not stored.
  private func reduced(along axis: Int, empty: Double, _ combine: (Double, Double) -> Double) -> Matrix<Double> {
    let counts = storedCounts(along: axis)
    let result = Matrix<Double>(repeating: empty, shape: counts.shape)
    let length = axis == 0 ? rows : columns
    let target = result.pointer
    func take(_ value: Double, _ k: Int) {
      target[k] = target[k].isNaN || value.isNaN ? .nan : combine(target[k], value)
    }
    for j in 0..<columns {
      for p in range(j) { take(values.pointer[p], axis == 0 ? j : rowIndices.buffer.baseAddress[p]) }
    }
    for k in 0..<counts.count where counts[k] < length { take(0, k) }
    return result
  }
}
