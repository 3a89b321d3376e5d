// How arrays of fractions and large integers reach exact linear algebra, and how its results become values.

import Engine
import Exact

/// A vector or matrix of fractions or integers; a vector is a column.
struct ExactOperand {
  let matrix: RationalMatrix
  let shape: [Int]
  /// Whether results are integers and fractions without bound, because a `BigInt` is among the elements.
  let isBig: Bool
  /// Whether no element is a fraction.
  let isOfIntegers: Bool

  /// The elements as integers, `nil` if one is not.
  var integers: IntegerMatrix? { matrix.integers }
}

extension Machine {
  /// Whether an array holds fractions or integers that were asked for as `BigInt`s.
  func isExact(_ value: Value) -> Bool {
    guard let array = value.array, array.tag == .array else { return false }
    return array.slots.contains { $0.tag == .rational || $0.isExplicitBig }
  }

  /// The elements of a vector, matrix or range if all are fractions and integers; `nil` for anything else.
  func exactOperand(_ value: Value) throws -> ExactOperand? {
    guard value.isArray || value.tag == .range, value.array?.denseFloats == nil, value.array?.denseComplexes == nil,
      let shape = try shape(value), (1...2).contains(shape.count)
    else { return nil }
    try countCost(Double(shape[0]) * Double(shape.count == 2 ? shape[1] : 1))
    let elements = try elements(value) ?? []
    var numbers: [BigRational] = []
    numbers.reserveCapacity(elements.count)
    var (isBig, isOfIntegers) = (false, true)
    for element in elements {
      if element.tag == .rational { isOfIntegers = false }
      // 1//0 is no fraction to compute with.
      guard let parts = fraction(element), let number = BigRational(parts.numerator, over: parts.denominator) else { return nil }
      isBig = isBig || element.isExplicitBig || element.rational?.isBig == true
      numbers.append(number)
    }
    let matrix = try exactly {
      try RationalMatrix(rows: shape[0], columns: shape.count == 2 ? shape[1] : 1, columnMajor: numbers)
    }
    return ExactOperand(matrix: matrix, shape: shape, isBig: isBig, isOfIntegers: isOfIntegers)
  }

  /// Counts an exact computation before it begins.
  func count(_ cost: ExactCost) throws {
    try countCost(Double(cost.steps) / 20)
    try heap.reserve(bytes: cost.bytes)
  }

  /// Runs exact linear algebra and gives its errors the language's names.
  func exactly<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as ExactMatrixError {
      throw runtimeError(of: error)
    }
  }

  private func runtimeError(of error: ExactMatrixError) -> RuntimeError {
    switch error {
    case .notSquare(let rows, let columns):
      return .dimensionMismatch("matrix is not square: dimensions are (\(rows), \(columns))")
    case .dimensionMismatch(let text): return .dimensionMismatch(text)
    case .notSymmetric:
      return RuntimeError(
        "PosDefException", "matrix is not Hermitian; Factorization failed.", hint: "the matrix must equal its transpose")
    case .notPositiveDefinite(let minor):
      return RuntimeError(
        "PosDefException", "matrix is not positive definite; Factorization failed.",
        hint: "the leading minor of order \(minor) is not positive", fields: [("info", Value(minor))])
    case .tooLarge(let bytes): return heap.memoryLimit(requested: bytes)
    case .eigenvaluesBeyondQuadratic:
      return .argument("\(error)", hint: "`eigvals(A)` gives the eigenvalues in floating point")
    default: return .argument("\(error)")
    }
  }
}

// MARK: - Results as values

extension Machine {
  /// A fraction, or an integer as one.
  func fractionValue(_ number: BigRational, isBig: Bool) throws -> Value {
    try rational(number.numerator, number.denominator, isBig: isBig)
  }

  func integerValue(_ number: BigInteger, isBig: Bool) -> Value { isBig ? heap.big(number) : heap.integer(number) }

  /// A matrix of fractions, as a vector if asked for.
  func value(of matrix: RationalMatrix, isBig: Bool, isVector: Bool = false) throws -> Value {
    try array(
      matrix, isVector: isVector, emptyType: .rational(isBig ? .bigInt : .int64)) { try fractionValue($0, isBig: isBig) }
  }

  func value(of matrix: IntegerMatrix, isBig: Bool) throws -> Value {
    try array(matrix, isVector: false, emptyType: isBig ? .bigInt : .int64) { integerValue($0, isBig: isBig) }
  }

  /// A matrix of quadratic numbers: of fractions or complex fractions, if all elements are such.
  func value(of matrix: QuadraticMatrix, isBig: Bool, isVector: Bool = false) throws -> Value {
    if let rationals = matrix.rationals { return try value(of: rationals, isBig: isBig, isVector: isVector) }
    let isGaussian = matrix.elements.allSatisfy { $0.isRational || $0.radicand == -1 }
    return try array(matrix, isVector: isVector, emptyType: QuadraticObject.dataType) { number in
      if isGaussian {
        return heap.complex(
          try fractionValue(number.rational, isBig: isBig), try fractionValue(number.coefficient, isBig: isBig))
      }
      return try quadratic(number)
    }
  }

  private func array<Element>(
    _ matrix: ExactMatrix<Element>, isVector: Bool, emptyType: DataType, _ value: (Element) throws -> Value
  ) throws -> Value {
    let shape = isVector ? [matrix.rows] : [matrix.rows, matrix.columns]
    if matrix.elements.isEmpty { return heap.emptyArray(of: emptyType, shape: shape) }
    try heap.reserve(count: matrix.elements.count, stride: 64)
    return try promoted(matrix.columnMajorElements.map(value), shape: shape)
  }
}

// MARK: - Determinants and systems

extension Machine {
  func determinant(_ operand: ExactOperand) throws -> Value {
    _ = try squareOrder(operand.shape)
    try count(operand.matrix.cost(of: .determinant))
    let result = try exactly { try operand.matrix.determinant() }
    return operand.isOfIntegers ? heap.big(result.numerator) : try fractionValue(result, isBig: operand.isBig)
  }

  func inverse(_ operand: ExactOperand) throws -> Value {
    _ = try squareOrder(operand.shape)
    try count(operand.matrix.cost(of: .inverse))
    let inverse: RationalMatrix
    do {
      inverse = try operand.matrix.inverse()
    } catch {
      throw try runtimeError(of: error, operand.matrix)
    }
    return try value(of: inverse, isBig: operand.isBig)
  }

  /// The solution of a square system of exact numbers; `nil` for others.
  func exactSolution(_ a: Value, _ b: Value) throws -> Value? {
    guard isExact(a) || isExact(b), let left = try exactOperand(a), left.matrix.isSquare, left.shape.count == 2,
      let right = try exactOperand(b)
    else { return nil }
    guard right.matrix.rows == left.matrix.rows else {
      throw RuntimeError.dimensionMismatch(
        "a \(left.matrix.rows)×\(left.matrix.columns) matrix and a right-hand side of \(right.matrix.rows) rows do not fit")
    }
    let augmented = try exactly { try left.matrix.appending(columns: right.matrix) }
    try count(augmented.cost(of: .solve))
    let solution: RationalMatrix
    do {
      solution = try left.matrix.solve(right.matrix)
    } catch {
      throw try runtimeError(of: error, left.matrix)
    }
    return try value(of: solution, isBig: left.isBig || right.isBig, isVector: right.shape.count == 1)
  }

  /// The error of a system; that of a singular matrix has the first column that depends on those before.
  private func runtimeError(of error: ExactMatrixError, _ matrix: RationalMatrix) throws -> RuntimeError {
    guard error == .singular else { return runtimeError(of: error) }
    let free = try exactly { try matrix.reducedRowEchelonForm() }.freeColumns
    return singular((free.first ?? 0) + 1)
  }
}
