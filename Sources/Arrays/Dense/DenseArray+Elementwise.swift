// Element by element: mapping, and the vector-space operations.

extension DenseArray {
  /// The array of the same shape whose elements are `transform` of these.
  @inlinable public func map<Result>(_ transform: (Element) throws -> Result) rethrows -> DenseArray<Result> {
    let result = ArrayStorage<Result>(capacity: count)
    for i in 0..<count { result.append(try transform(buffer.baseAddress[i])) }
    return DenseArray<Result>(buffer: result, shape: shape)
  }

  /// The array whose elements combine those of two arrays of the same shape. Throws `dimensionMismatch`.
  @inlinable public func combined<Other, Result>(
    with other: DenseArray<Other>, _ combine: (Element, Other) -> Result
  ) throws(LinearAlgebraError) -> DenseArray<Result> {
    guard shape == other.shape else {
      throw .dimensionMismatch("arrays of shapes \(shape) and \(other.shape) cannot be combined element by element")
    }
    let result = ArrayStorage<Result>(capacity: count)
    for i in 0..<count { result.append(combine(buffer.baseAddress[i], other.buffer.baseAddress[i])) }
    return DenseArray<Result>(buffer: result, shape: shape)
  }
}

extension DenseArray where Element: Numeric {
  /// The sum, element by element.
  @inlinable public func adding(_ other: DenseArray) throws(LinearAlgebraError) -> DenseArray {
    try combined(with: other) { $0 + $1 }
  }

  /// The difference, element by element.
  @inlinable public func subtracting(_ other: DenseArray) throws(LinearAlgebraError) -> DenseArray {
    try combined(with: other) { $0 - $1 }
  }

  /// Every element times `factor`.
  @inlinable public func scaled(by factor: Element) -> DenseArray { map { $0 * factor } }
}
