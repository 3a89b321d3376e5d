// How an array of the language reaches linear algebra: as floats, as complex floats, or as values of another kind.

import Arrays
import Engine

/// A floating-point array of either kind. Its members work on `any LinearArray`, so that callers need not ask which.
protocol LinearArray {
  associatedtype Scalar: LinearAlgebraScalar
  var dense: DenseArray<Scalar> { get }
}

extension DenseArray: LinearArray where Element: LinearAlgebraScalar {
  var dense: DenseArray<Element> { self }
}

/// The elements of an array, sorted by what can be computed with them.
enum LinearOperand {
  case floating(any LinearArray)
  /// Fractions, large integers, long floats, numbers with derivatives: for exact or generic elimination.
  case general(GeneralMatrix)
}

extension Machine {
  /// The elements of a vector, matrix or range; `nil` for anything else.
  func linearOperand(_ value: Value) throws -> LinearOperand? {
    if let dense = value.array?.denseFloats { return .floating(dense) }
    if let dense = value.array?.denseComplexes { return .floating(dense) }
    guard value.isArray || value.tag == .range, let shape = try shape(value) else { return nil }
    if value.tag != .array {
      guard let floats = try floatArray(value) else { return nil }
      return .floating(floats)
    }
    let elements = try elements(value) ?? []
    let isGeneral = elements.contains {
      switch $0.tag {
      case .rational, .bigInteger, .bigFloat, .dual: true
      default: !$0.isNumber || $0.hasBigParts
      }
    }
    if isGeneral { return .general(GeneralMatrix(elements, shape: shape)) }
    if elements.contains(where: { $0.tag == .complex }) {
      let numbers = elements.compactMap { complexDouble($0) }
      if numbers.count < elements.count { return .general(GeneralMatrix(elements, shape: shape)) }
      return .floating(DenseArray(columnMajor: numbers, shape: shape))
    }
    return .floating(DenseArray(columnMajor: elements.map { $0.asDouble ?? .nan }, shape: shape))
  }

  /// The elements in floating point, without their derivatives; `nil` where they are no numbers.
  func floatingOperand(_ value: Value) throws -> (any LinearArray)? {
    switch try linearOperand(value) {
    case .floating(let array): return array
    case .general(let matrix):
      if matrix.elements.contains(where: { $0.tag == .dual }) { return nil }
      if matrix.elements.contains(where: { $0.tag == .bigFloat }) {
        try warn("numbers of arbitrary precision are taken as `Float64` here, of 16 digits; `lu`, `\\`, `det` and `inv` keep theirs")
      }
      let numbers = matrix.elements.compactMap { complexDouble($0) }
      if numbers.count < matrix.elements.count { return nil }
      if matrix.elements.contains(where: { $0.tag == .complex }) {
        return DenseArray(columnMajor: numbers, shape: matrix.shape)
      }
      return DenseArray(columnMajor: numbers.map { $0.rawStorage.x }, shape: matrix.shape)
    case nil: return nil
    }
  }
}

extension Call {
  /// A matrix in floating point. Numbers with derivatives have no such factorisation here.
  func floatingMatrix(_ position: Int = 0) throws -> any LinearArray {
    guard self[position].isArray || self[position].tag == .range,
      let array = try machine.floatingOperand(self[position])
    else {
      let hasDuals = self[position].array.map { $0.elementType === DataType.dual } ?? false
      if self[position].host is SparseObject {
        throw noMethod(hint: "Matrix(A) makes a sparse matrix dense; eigs(A) and svds(A) give a few values and vectors")
      }
      throw noMethod(
        hint: hasDuals ? "derivatives do not pass through `\(function.name)`; they do through det, inv, \\, norm and dot" : nil)
    }
    guard array.rank == 2 else {
      throw noMethod(hint: array.rank == 1 ? "it takes a matrix; reshape(v, :, 1) makes a column of a vector" : nil)
    }
    try machine.declareCubicWork(array.shape)
    return array
  }

  /// The result of the operation for a host object among the arguments, if it takes part.
  func appliedByHost() throws -> Value? {
    for value in values {
      if let host = value.host, let result = try host.apply(function.name, values, machine) { return result }
    }
    return nil
  }
}

extension LinearArray {
  var shape: [Int] { dense.shape }
  var rank: Int { dense.rank }
  var count: Int { dense.count }
  var isComplex: Bool { Scalar.isComplex }

  /// The same elements in memory of their own.
  var copied: any LinearArray { dense.map { $0 } }

  /// Another array in this one's kind of numbers: complex if either is.
  func matched(with other: any LinearArray) -> (any LinearArray, any LinearArray) {
    if isComplex == other.isComplex { return (self, other) }
    return (dense.asComplex, other.asComplex)
  }

  var asComplex: DenseArray<Complex<Double>> { dense.asComplex }

  /// The other array, whose numbers are known to be of this kind.
  func same(_ other: any LinearArray) -> DenseArray<Scalar>? { other.array(of: Scalar.self) }

  func array<Number>(of type: Number.Type) -> DenseArray<Number>? { dense.same(as: type) }
}

extension Heap {
  /// A floating-point array as a value.
  @specialized(where Element == Double)
  func linear<Element: LinearAlgebraScalar>(_ array: DenseArray<Element>) -> Value {
    if let complex = array.same(as: Complex<Double>.self) { return self.array(complex) }
    return self.array(array.same(as: Double.self) ?? array.realParts)
  }

  func linear<Element: LinearAlgebraScalar>(_ number: Element) -> Value {
    Element.isComplex ? complex(number.asComplex) : Value(number.realPart)
  }

  /// An array under a structured type.
  func linear<Element: LinearAlgebraScalar>(_ array: DenseArray<Element>, form: ArrayObject.Form) -> Value {
    let value = linear(array)
    value.array?.mark(as: form)
    return value
  }

  /// A value of matrix functions: real where it is by nature.
  func linear(_ value: MatrixFunctionValue) -> Value {
    if let real = value.real { return array(real) }
    return array(value.complex)
  }
}

extension Machine {
  /// Counts the steps of an algorithm with cubic cost and checks its memory.
  func declareCubicWork(_ shape: [Int]) throws {
    let (m, n) = (Double(shape.first ?? 1), Double(shape.count > 1 ? shape[1] : 1))
    try countCost(m * n * min(m, n) / 50)
    try heap.reserve(bytes: Int(min(1e18, 4 * m * n * 16)))
  }

  /// The order of a square matrix.
  func squareOrder(_ shape: [Int]) throws -> Int {
    guard shape.count == 2, shape[0] == shape[1] else {
      throw RuntimeError.dimensionMismatch(
        "matrix is not square: dimensions are (\(shape.map(String.init).joined(separator: ", "))\(shape.count == 1 ? "," : ""))")
    }
    return shape[0]
  }
}
