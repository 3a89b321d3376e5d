// Sparse matrices of either kind of numbers, under one face.

import Arrays
import Engine

/// A sparse matrix of floats or complex floats. Its members work on `any SparseStorage`, so that callers need not ask which.
protocol SparseStorage {
  associatedtype Scalar: LinearAlgebraScalar
  var sparse: SparseMatrix<Scalar> { get }
}

extension SparseMatrix: SparseStorage {
  var sparse: SparseMatrix<Element> { self }
}

/// What the elements of a sparse matrix are for the language. All but complex numbers are stored as floats, integers as long
/// as those hold them.
enum SparseElement: Int, Comparable {
  case boolean, integer, float, complex

  static func < (a: SparseElement, b: SparseElement) -> Bool { a.rawValue < b.rawValue }

  var type: DataType {
    switch self {
    case .boolean: .bool
    case .integer: .int64
    case .float: .float64
    case .complex: .complexF64
    }
  }

  /// What arithmetic with elements of two kinds gives.
  func combined(with other: SparseElement) -> SparseElement { max(self, other, .integer) }
}

extension SparseStorage {
  var isComplex: Bool { Scalar.isComplex }
  var shape: [Int] { sparse.shape }

  func asComplex() -> SparseMatrix<Complex<Double>> { sparse.mapStored { $0.asComplex } }

  /// This matrix and another in one kind of numbers: complex if either is.
  func matched(with other: any SparseStorage) -> (any SparseStorage, any SparseStorage) {
    isComplex == other.isComplex ? (self, other) : (asComplex(), other.asComplex())
  }

  /// This matrix and a dense array in one kind of numbers.
  func matched(with other: any LinearArray) -> (any SparseStorage, any LinearArray) {
    isComplex == other.isComplex ? (self, other) : (asComplex(), other.asComplex)
  }

  /// The other matrix, whose numbers are known to be of this kind.
  private func same(_ other: any SparseStorage) throws -> SparseMatrix<Scalar> {
    guard let other = other.matrix(of: Scalar.self) else { throw LinearAlgebraError.undefined("mixed numbers") }
    return other
  }

  func matrix<Number>(of type: Number.Type) -> SparseMatrix<Number>? { sparse as? SparseMatrix<Number> }

  func same(_ other: any LinearArray) throws -> DenseArray<Scalar> {
    guard let other = other.array(of: Scalar.self) else { throw LinearAlgebraError.undefined("mixed numbers") }
    return other
  }

  // MARK: - Operations that give sparse matrices

  func transposed(conjugating: Bool) -> any SparseStorage { conjugating ? sparse.adjoint() : sparse.transposed() }
  func negated() -> any SparseStorage { sparse.mapStored { -$0 } }
  func adding(_ other: any SparseStorage) throws -> any SparseStorage { try sparse.adding(same(other)) }
  func subtracting(_ other: any SparseStorage) throws -> any SparseStorage { try sparse.subtracting(same(other)) }
  func multiplied(by other: any SparseStorage) throws -> any SparseStorage { try sparse.multiplied(by: same(other)) }
  func kronecker(_ other: any SparseStorage) throws -> any SparseStorage { try sparse.kronecker(same(other)) }
  func droppingZeros() -> any SparseStorage { sparse.droppingZeros() }
  func dropping(below tolerance: Double) -> any SparseStorage { sparse.dropping(below: tolerance) }
  func magnitudes() -> SparseMatrix<Double> { sparse.mapStored { $0.modulus } }
  func pattern() -> SparseMatrix<Double> { sparse.mapStored { _ in 1 } }

  func triangle(isUpper: Bool, _ k: Int) -> any SparseStorage {
    isUpper ? sparse.upperTriangle(diagonal: k) : sparse.lowerTriangle(diagonal: k)
  }

  func block(_ rows: Range<Int>, _ columns: Range<Int>) -> any SparseStorage { sparse[rows, columns] }

  func selecting(rows: [Int], columns: [Int]) throws -> any SparseStorage {
    try sparse.selecting(rows: rows, columns: columns)
  }

  func scaled(by factor: Complex<Double>) -> any SparseStorage {
    if factor.imaginaryPart == 0 { return sparse.scaled(by: Scalar(real: factor.realPart)) }
    return asComplex().scaled(by: factor)
  }

  func divided(by divisor: Complex<Double>) -> any SparseStorage {
    if divisor.imaginaryPart == 0 { return sparse.mapStored { $0 / Scalar(real: divisor.realPart) } }
    return asComplex().mapStored { $0 / divisor }
  }

  /// This matrix and others joined. They are known to be of this kind of numbers.
  func joined(_ matrices: [any SparseStorage], horizontally: Bool) throws -> any SparseStorage {
    let matrices = try matrices.map { try same($0) }
    return horizontally ? try SparseMatrix.horizontally(matrices) : try SparseMatrix.vertically(matrices)
  }

  /// Matrices as blocks along the diagonal of one.
  func blocks(_ matrices: [any SparseStorage]) throws -> any SparseStorage {
    var (rows, columns, elements): ([Int], [Int], [Scalar]) = ([], [], [])
    var (height, width) = (0, 0)
    for matrix in try matrices.map({ try same($0) }) {
      let (i, j, v) = matrix.triplets
      rows += i.elements.map { $0 + height }
      columns += j.elements.map { $0 + width }
      elements += v.elements
      height += matrix.rows
      width += matrix.columns
    }
    return try SparseMatrix(
      rows: height, columns: width, rowIndices: Vector(rows), columnIndices: Vector(columns), values: Vector(elements))
  }

  // MARK: - Others

  func multiplied(by x: any LinearArray) throws -> any LinearArray { try sparse.multiplied(by: same(x)) }

  /// X A for a dense X.
  func product(after x: any LinearArray) throws -> any LinearArray { try same(x).multiplied(by: sparse) }

  func dense() throws -> any LinearArray { try sparse.dense() }
  func diagonal(_ k: Int) -> any LinearArray { sparse.diagonal(k) }
  func storedValues() -> any LinearArray { sparse.values }
  func isEqual(to other: any SparseStorage) throws -> Bool { try sparse == same(other) }
  func sum(along axis: Int) -> any LinearArray { sparse.sum(along: axis) }

  /// The largest magnitude of an element; NaN if there is one.
  var largest: Double { sparse.values.norm(.infinity) }

  /// How many multiplications the product with another takes.
  func work(times other: any SparseStorage) -> Double {
    let counts = sparse.storedCounts(along: 0)
    return other.weight(of: counts)
  }

  fileprivate func weight(of counts: Matrix<Int>) -> Double {
    sparse.rowIndices.elements.reduce(0.0) { $1 < counts.count ? $0 + Double(counts[$1]) : $0 }
  }
}

extension Machine {
  /// An element for the language.
  func sparseValue<Element: LinearAlgebraScalar>(_ number: Element, _ kind: SparseElement) -> Value {
    switch kind {
    case .boolean: Value(number != .zero)
    case .integer: Int(exactly: number.realPart).map { Value($0) } ?? Value(number.realPart)
    case .float: Value(number.realPart)
    case .complex: heap.complex(number.asComplex)
    }
  }

  /// A dense array for the language, whose numbers are those of a sparse matrix.
  func denseValue(_ array: any LinearArray, _ kind: SparseElement) throws -> Value {
    try heap.reserve(count: array.count, stride: kind == .complex ? 16 : 8)
    switch kind {
    case .boolean:
      return heap.array(DenseArray<Bool>(columnMajor: array.asComplex.elements.map { $0 != .zero }, shape: array.shape))
    case .integer:
      try SparseObject.requireExact(array.largest)
      let numbers = array.asComplex.elements
      return heap.array(DenseArray<Int>(columnMajor: numbers.map { Int($0.realPart) }, shape: array.shape))
    case .float, .complex: return array.value(heap)
    }
  }

  /// The numbers of a dense array, a range or a sparse vector, and what they are; `nil` for anything else.
  /// - Throws: `ArgumentError` for numbers that sparse matrices do not hold.
  func sparseNumbers(_ value: Value) throws -> (array: any LinearArray, kind: SparseElement)? {
    if let object = value.host as? SparseObject, object.isVector { return try sparseNumbers(object.full(self)) }
    guard value.isArray || value.tag == .range else { return nil }
    let type = value.array?.elementType ?? value.range?.elementType ?? .any
    let kind: SparseElement
    switch type {
    case .bool: kind = .boolean
    case .int64: kind = .integer
    case .float64: kind = .float
    case .complexF64: kind = .complex
    default:
      // Vectors of mixed numbers, and those of other widths.
      let elements = try elements(value) ?? []
      let isExact = elements.contains { $0.tag == .rational || $0.tag == .bigInteger || $0.tag == .bigFloat || $0.tag == .dual }
      if isExact || elements.contains(where: { complexDouble($0) == nil }) {
        throw RuntimeError.argument(
          "sparse matrices hold Bool, Int64, Float64 and ComplexF64, not \(type)", hint: "float.(v) makes floats of numbers")
      }
      kind = elements.contains { $0.tag == .complex } ? .complex : elements.allSatisfy(\.isInteger) ? .integer : .float
    }
    try countStep((value.array?.count ?? value.range?.count ?? 0) / 16)
    guard let array = try floatingOperand(value) else { return nil }
    if kind == .integer { try SparseObject.requireExact(array.largest) }
    return (array, kind)
  }
}

extension LinearArray {
  func value(_ heap: Heap) -> Value { heap.linear(dense) }

  /// The elements other than zero.
  func asSparse() throws -> any SparseStorage { try SparseMatrix(dense) }
}
