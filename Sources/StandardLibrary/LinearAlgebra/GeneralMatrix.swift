// Elimination with whatever numbers the machine can divide: fractions, large integers, numbers with derivatives.

import Engine

/// A column-major array of values.
struct GeneralMatrix {
  var elements: [Value]
  let shape: [Int]

  init(_ elements: [Value], shape: [Int]) {
    self.elements = elements
    self.shape = shape
  }

  var rows: Int { shape.first ?? 1 }
  var columns: Int { shape.count < 2 ? 1 : shape[1] }

  subscript(row: Int, column: Int) -> Value {
    get { elements[row + column * rows] }
    set { elements[row + column * rows] = newValue }
  }
}

/// P A = L U by elimination with row exchanges. Fractions stay exact; derivatives pass through every step.
struct GeneralElimination {
  /// U in the upper triangle, the multipliers of L below it.
  private(set) var factors: GeneralMatrix
  /// Row i of the product L U is row `order[i]` of A.
  private(set) var order: [Int]
  /// Whether `order` is an odd permutation.
  private(set) var isOdd = false
  /// The first column without a pivot, counted from one.
  private(set) var zeroPivot: Int?

  private let matrix: GeneralMatrix

  init(_ matrix: GeneralMatrix, _ machine: Machine) throws {
    self.matrix = matrix
    factors = matrix
    order = Array(0..<matrix.rows)
    let m = matrix.rows
    let n = matrix.columns
    for k in 0..<min(m, n) {
      guard let pivot = try Self.pivot(factors, k, machine) else {
        if zeroPivot == nil { zeroPivot = k + 1 }
        continue
      }
      if pivot != k {
        for j in 0..<n { factors.elements.swapAt(k + j * m, pivot + j * m) }
        order.swapAt(k, pivot)
        isOdd.toggle()
      }
      try machine.countStep((m - k) * (n - k) / 10 + 1)
      for i in k + 1..<max(m, k + 1) {
        if try machine.isZero(factors[i, k]) {
          factors[i, k] = try machine.divide(factors[i, k], factors[k, k])
          continue
        }
        let multiplier = try machine.divide(factors[i, k], factors[k, k])
        factors[i, k] = multiplier
        for j in k + 1..<max(n, k + 1) {
          factors[i, j] = try machine.subtract(factors[i, j], machine.multiply(multiplier, factors[k, j]))
        }
      }
    }
  }

  /// The row at or below `k` with the largest element in column `k`; the first that is not zero where size has no meaning.
  private static func pivot(_ matrix: GeneralMatrix, _ k: Int, _ machine: Machine) throws -> Int? {
    var best: (row: Int, size: Double)?
    for i in k..<matrix.rows {
      let element = matrix[i, k]
      if try machine.isZero(element) { continue }
      let size = machine.primalSize(element) ?? 0
      if best == nil || size > best?.size ?? 0 { best = (i, size) }
    }
    // A number that is zero but for its derivatives is no pivot: the quotient has no derivative.
    if let row = best?.row, best?.size == 0, matrix[row, k].tag == .dual { return nil }
    return best?.row
  }

  func determinant(_ machine: Machine) throws -> Value {
    let n = try machine.squareOrder(factors.shape)
    if n == 0 { return Value(1) }
    if zeroPivot != nil, matrix.elements.contains(where: { $0.tag == .dual }) {
      return try matrix.determinantWithoutDivision(machine)
    }
    var product = factors[0, 0]
    for i in 1..<n { product = try machine.multiply(product, factors[i, i]) }
    return isOdd ? try machine.negate(product) : product
  }

  /// The X of A X = B for a square A.
  func solve(_ b: GeneralMatrix, _ machine: Machine) throws -> GeneralMatrix {
    let n = try machine.squareOrder(factors.shape)
    guard b.rows == n else {
      throw RuntimeError.dimensionMismatch("a \(n)×\(n) matrix and a right-hand side of \(b.rows) rows do not fit")
    }
    if let zeroPivot { throw machine.singular(zeroPivot) }
    var x = b
    for column in 0..<b.columns {
      for i in 0..<n { x[i, column] = b[order[i], column] }
      try machine.countStep(n * n / 10 + 1)
      for i in 0..<n {
        for j in 0..<i {
          x[i, column] = try machine.subtract(x[i, column], machine.multiply(factors[i, j], x[j, column]))
        }
      }
      for i in stride(from: n - 1, through: 0, by: -1) {
        for j in i + 1..<max(n, i + 1) {
          x[i, column] = try machine.subtract(x[i, column], machine.multiply(factors[i, j], x[j, column]))
        }
        x[i, column] = try machine.divide(x[i, column], factors[i, i])
      }
    }
    return x
  }

  func inverse(_ machine: Machine) throws -> GeneralMatrix {
    let n = try machine.squareOrder(factors.shape)
    let identity = (0..<n * n).map { Value($0 % (n + 1) == 0 ? 1 : 0) }
    return try solve(GeneralMatrix(identity, shape: [n, n]), machine)
  }
}

extension GeneralMatrix {
  var holdsIntegersOnly: Bool { elements.allSatisfy(\.isInteger) }

  /// The elements as fractions, where they are integers.
  func asFractions(_ machine: Machine) throws -> GeneralMatrix {
    GeneralMatrix(
      try elements.map { element in
        guard let integer = element.exactInteger else { return element }
        return try machine.rational(integer, 1, isBig: element.tag == .bigInteger)
      }, shape: shape)
  }

  /// The determinant by products alone, which has derivatives also where the matrix is singular.
  ///
  /// R. S. Bird, "A simple division-free algorithm for computing determinants", Information Processing Letters 111 (2011).
  func determinantWithoutDivision(_ machine: Machine) throws -> Value {
    let n = try machine.squareOrder(shape)
    var x = self
    for _ in 1..<max(1, n) {
      try machine.countStep(n * n * n)
      var reduced = x
      for j in 0..<n {
        for i in j + 1..<max(n, j + 1) { reduced[i, j] = Value(0) }
      }
      var sum = Value(0)
      for i in stride(from: n - 1, through: 0, by: -1) {
        reduced[i, i] = try machine.negate(sum)
        sum = try machine.add(sum, x[i, i])
      }
      var product = x
      for j in 0..<n {
        for i in 0..<n {
          var entry = Value(0)
          for k in i..<n { entry = try machine.add(entry, machine.multiply(reduced[i, k], self[k, j])) }
          product[i, j] = entry
        }
      }
      x = product
    }
    return n % 2 == 0 ? try machine.negate(x[0, 0]) : x[0, 0]
  }

  func value(_ machine: Machine) throws -> Value { try machine.promoted(elements, shape: shape) }
}

extension Machine {
  /// Whether a number is zero with all its derivatives.
  func isZero(_ value: Value) throws -> Bool {
    if let dual = value.dual { return try isZero(dual.value) && dual.partials.allSatisfy { try isZero($0) } }
    return try isEqual(value, Value(0))
  }

  /// The magnitude of a number without its derivatives.
  func primalSize(_ value: Value) -> Double? {
    if let number = primalDouble(value) { return number.magnitude }
    return complexDouble(value)?.length
  }

  func singular(_ pivot: Int) -> RuntimeError {
    RuntimeError(
      "SingularException", "matrix is singular: pivot \(pivot) is zero",
      hint: "the columns are linearly dependent; `pinv(A) * b` gives a least-squares solution",
      fields: [("info", Value(pivot))])
  }
}
