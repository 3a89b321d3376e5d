import ComplexModule

/// A dense array of any rank whose elements lie in column-major order: the first index varies fastest.
///
/// It is a value: a copy shares its storage until one of the two is changed. Indices count from zero.
/// A vector has the shape `[n]`, a matrix `[rows, columns]`, and a rank-zero array `[]` holds one element.
///
/// ```swift
/// let a: Matrix<Double> = [[2, 1], [1, 3]]
/// let x = try a.solve([3, 5])        // [0.8, 1.4]
/// ```
public struct DenseArray<Element> {
  /// The memory of the elements. Changing the storage directly changes every array that shares it.
  public var buffer: ArrayStorage<Element>

  /// The number of elements along each dimension. The product must stay the number of elements in `buffer`; whoever
  /// grows the one sets the other.
  public var shape: [Int]

  /// Wraps `buffer` without copying. The product of `shape` must be the number of elements.
  @inlinable public init(buffer: ArrayStorage<Element>, shape: [Int]) {
    precondition(
      DenseArray.elementCount(of: shape) == buffer.count, "the shape does not match the number of elements")
    self.init(unchecked: buffer, shape: shape)
  }

  @usableFromInline init(unchecked buffer: ArrayStorage<Element>, shape: [Int]) {
    self.buffer = buffer
    self.shape = shape
  }

  /// The number of elements of an array of this shape, or `nil` if a length is negative or the product of the lengths
  /// that are not zero overflows.
  public static func elementCount(of shape: [Int]) -> Int? {
    var product = 1
    var isEmpty = false
    for length in shape {
      guard length >= 0 else { return nil }
      if length == 0 {
        isEmpty = true
        continue
      }
      let (result, overflow) = product.multipliedReportingOverflow(by: length)
      guard !overflow else { return nil }
      product = result
    }
    return isEmpty ? 0 : product
  }

  @usableFromInline static func requireElementCount(of shape: [Int]) -> Int {
    guard let count = elementCount(of: shape) else {
      preconditionFailure("an array of shape \(shape) cannot exist")
    }
    return count
  }
}

extension DenseArray {
  /// For how many elements more than there are a matrix has room: `zgemv` in OpenBLAS 0.3.21 reads one number more of a vector than
  /// there are, and ignores it. Where LAPACK takes a row of a complex matrix for the vector, that is a column further on.
  @inlinable static func spareCount(_ count: Int, _ shape: [Int]) -> Int {
    MemoryLayout<Element>.stride == MemoryLayout<Complex<Double>>.stride && count > 0 && shape.count == 2
      && Element.self == Complex<Double>.self ? shape[0] + 1 : 0
  }
}

extension DenseArray: @unchecked Sendable where Element: Sendable {}

/// An array of rank two.
public typealias Matrix<Element> = DenseArray<Element>

/// An array of rank one.
public typealias Vector<Element> = DenseArray<Element>

// MARK: - Creating

extension DenseArray {
  /// An array whose memory is not set; for trivial element types, or to be filled before it is read or released.
  @inlinable public init(uninitializedShape shape: [Int]) {
    let count = Self.requireElementCount(of: shape)
    self.init(unchecked: ArrayStorage(uninitializedCount: count, spare: Self.spareCount(count, shape)), shape: shape)
  }

  /// An array with every element equal to `value`.
  @inlinable public init(repeating value: Element, shape: [Int]) {
    let count = Self.requireElementCount(of: shape)
    self.init(unchecked: ArrayStorage(repeating: value, count: count, spare: Self.spareCount(count, shape)), shape: shape)
  }

  /// A vector of `elements`.
  @inlinable public init(_ elements: some Collection<Element>) {
    let buffer = ArrayStorage(elements)
    self.init(unchecked: buffer, shape: [buffer.count])
  }

  /// An array of the given shape from its elements in column-major order.
  @inlinable public init(columnMajor elements: some Collection<Element>, shape: [Int]) {
    self.init(buffer: ArrayStorage(elements), shape: shape)
  }

  /// A matrix from its rows, which must have the same length.
  @inlinable public init(rows: [[Element]]) {
    let width = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == width }, "the rows of a matrix must have the same length")
    self.init(uninitializedShape: [rows.count, width])
    for (i, row) in rows.enumerated() {
      for (j, element) in row.enumerated() { (buffer.baseAddress + i + j * rows.count).initialize(to: element) }
    }
  }

  /// A matrix whose element in row `i` and column `j`, counted from zero, is `element(i, j)`.
  @inlinable public init(rows: Int, columns: Int, _ element: (_ row: Int, _ column: Int) throws -> Element) rethrows {
    let buffer = ArrayStorage<Element>(capacity: Self.requireElementCount(of: [rows, columns]))
    for j in 0..<columns {
      for i in 0..<rows { buffer.append(try element(i, j)) }
    }
    self.init(unchecked: buffer, shape: [rows, columns])
  }
}

extension DenseArray: ExpressibleByArrayLiteral {
  /// A vector of the elements listed.
  @inlinable public init(arrayLiteral elements: Element...) { self.init(elements) }
}

// MARK: - Shape

extension DenseArray {
  /// The number of elements.
  @inlinable public var count: Int { buffer.count }

  /// Whether the array has no elements.
  @inlinable public var isEmpty: Bool { buffer.count == 0 }

  /// The number of dimensions.
  public var rank: Int { shape.count }

  /// The number of rows: the first dimension, 1 for a rank-zero array.
  public var rows: Int { shape.first ?? 1 }

  /// The number of columns: the second dimension, 1 for a vector.
  public var columns: Int { shape.count < 2 ? 1 : shape[1] }

  /// The same elements in the same column-major order under another shape with as many elements; shares the storage.
  public func reshaped(_ shape: [Int]) -> DenseArray { DenseArray(buffer: buffer, shape: shape) }

  /// The elements as one vector in column-major order; shares the storage.
  public func flattened() -> DenseArray { DenseArray(unchecked: buffer, shape: [count]) }
}

// MARK: - Elements

extension DenseArray {
  /// The elements in column-major order.
  @inlinable public var elements: [Element] { Array(buffer.elements) }

  /// The element at position `index` in column-major order.
  @inlinable public subscript(index: Int) -> Element {
    get { buffer[index] }
    set {
      makeUnique()
      buffer[index] = newValue
    }
  }

  /// The element in `row` and `column`.
  @inlinable public subscript(row: Int, column: Int) -> Element {
    get { buffer[offset(row, column)] }
    set {
      let offset = offset(row, column)
      makeUnique()
      buffer[offset] = newValue
    }
  }

  /// The element at one index for each dimension.
  public subscript(indices indices: [Int]) -> Element {
    get { buffer[offset(indices)] }
    set {
      let offset = offset(indices)
      makeUnique()
      buffer[offset] = newValue
    }
  }

  @usableFromInline func offset(_ row: Int, _ column: Int) -> Int {
    precondition(rank <= 2, "two indices address a matrix, not an array of rank \(rank)")
    precondition(row >= 0 && row < rows && column >= 0 && column < columns, "matrix index out of range")
    return row + column * rows
  }

  func offset(_ indices: [Int]) -> Int {
    precondition(indices.count == rank, "an array of rank \(rank) takes \(rank) indices")
    var offset = 0
    var stride = 1
    for (index, length) in zip(indices, shape) {
      precondition(index >= 0 && index < length, "array index out of range")
      offset += index * stride
      stride *= length
    }
    return offset
  }

  /// Copies the storage if another array or owner shares it.
  @inlinable public mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&buffer) { buffer = buffer.copy() }
  }

  /// Calls `body` with the elements in column-major order.
  @inlinable public func withUnsafeBufferPointer<Result>(
    _ body: (UnsafeBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    defer { withExtendedLifetime(buffer) {} }
    return try body(UnsafeBufferPointer(buffer.elements))
  }

  /// Calls `body` with the elements in column-major order for changing them, after making the storage unique.
  @inlinable public mutating func withUnsafeMutableBufferPointer<Result>(
    _ body: (UnsafeMutableBufferPointer<Element>) throws -> Result
  ) rethrows -> Result {
    makeUnique()
    defer { withExtendedLifetime(buffer) {} }
    return try body(buffer.elements)
  }
}

// MARK: - Comparing and describing

extension DenseArray {
  /// This array, if its elements are of the other type: `as?` without the search that a cast of generic types takes.
  @inlinable public func same<Other>(as type: Other.Type) -> DenseArray<Other>? {
    Element.self == Other.self ? unsafeBitCast(self, to: DenseArray<Other>.self) : nil
  }
}

extension DenseArray: Equatable where Element: Equatable {
  /// Whether the shapes are the same and the elements equal one by one.
  public static func == (left: DenseArray, right: DenseArray) -> Bool {
    left.shape == right.shape && left.buffer.elements.elementsEqual(right.buffer.elements)
  }
}

extension DenseArray: Hashable where Element: Hashable {
  public func hash(into hasher: inout Hasher) {
    hasher.combine(shape)
    for element in buffer.elements { hasher.combine(element) }
  }
}

extension DenseArray: CustomStringConvertible {
  /// A vector as `[1.0, 2.0]`, a matrix as its rows, a higher rank as its shape and elements.
  public var description: String {
    switch rank {
    case 1: "\(elements)"
    case 2: "[" + (0..<rows).map { i in "\((0..<columns).map { self[i, $0] })" }.joined(separator: ", ") + "]"
    default: "\(shape): \(elements)"
    }
  }
}
