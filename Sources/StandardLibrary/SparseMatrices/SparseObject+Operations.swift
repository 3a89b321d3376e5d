// Operators and functions of sparse matrices and vectors that reach them as host objects.

import Arrays
import Engine

extension SparseObject {
  /// The value of an operator or function, `nil` for one that others may know.
  func applied(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    switch (operation, arguments.count) {
    case ("+", 2), ("-", 2): return try sum(arguments, isDifference: operation == "-", machine)
    case ("-", 1): return try machine.sparse(matrix.negated(), max(kind, .integer), form)
    case ("+", 1): return arguments[0]
    case ("*", 2): return try product(arguments[0], arguments[1], machine)
    case ("/", 2): return try quotient(arguments[0], arguments[1], machine)
    case ("\\", 2): return try machine.sparseSolution(arguments[0], arguments[1])
    case ("^", 2): return try power(arguments, machine)
    case ("'", 1), ("adjoint", 1), ("transpose", 1): return try transposed(conjugating: operation != "transpose", machine)
    case ("hcat", _), ("vcat", _): return try machine.sparseJoined(arguments, horizontally: operation == "hcat")
    case ("dot", 2): return try scalarProduct(arguments, machine)
    case ("kron", 2):
      return try combined(arguments, machine) { try $0.kronecker($1) }
    case ("dot", 3):
      guard arguments[1].host === self else { return nil }
      return try machine.callLibrary("dot", [arguments[0], machine.multiply(arguments[1], arguments[2])])
    default: break
    }
    guard arguments.first?.host === self else { return nil }
    switch (operation, arguments.count) {
    case ("size", 1): return machine.heap.tuple(shape.map { Value($0) })
    case ("length", 1), ("lastindex", 1): return Value([rows, columns].clampedElementCount)
    case ("isempty", 1): return Value(rows == 0 || columns == 0)
    case ("Matrix", _), ("Array", _): return try full(machine)
    case ("setindex!", 3...):
      try store(arguments[1], at: Array(arguments.dropFirst(2)), machine)
      return arguments[0]
    case ("zero", 1):
      return try machine.sparse(machine.linear { try SparseMatrix<Double>(rows: rows, columns: columns) }, kind, form)
    case ("iszero", 1): return Value(matrix.storedValues().asComplex.elements.allSatisfy { $0 == .zero })
    case ("copy", 1), ("deepcopy", 1): return try machine.sparse(matrix, kind, form)
    case ("norm", 1...2):
      guard let p = arguments.count == 1 ? 2 : machine.realDouble(arguments[1]) else { return nil }
      return Value(matrix.norm(p))
    default: return isVector ? nil : try appliedToMatrix(operation, arguments, machine)
    }
  }

  /// The value of a function that vectors do not have.
  private func appliedToMatrix(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    switch (operation, arguments.count) {
    case ("tr", 1):
      _ = try machine.squareOrder(matrix.shape)
      return try machine.callLibrary("sum", [machine.denseValue(matrix.diagonal(0), kind)])
    case ("det", 1):
      try declareFactorization(machine)
      return try machine.linear { try matrix.determinant(machine) }
    case ("logabsdet", 1):
      try declareFactorization(machine)
      return try machine.linear { try matrix.logarithmicDeterminant(machine) }
    case ("inv", 1):
      throw RuntimeError(
        "ErrorException", "The inverse of a sparse matrix can often be dense and can cause the computer to run out of memory.",
        hint: "A \\ b solves a system; inv(Matrix(A)) makes the matrix dense first")
    case ("opnorm", 1...2):
      guard let p = arguments.count == 1 ? 2 : machine.realDouble(arguments[1]) else { return nil }
      try machine.heap.reserve(count: rows + columns, stride: 16)
      if let norm = matrix.operatorNorm(p) { return Value(norm) }
      guard p == 2 else { throw RuntimeError.argument("invalid p-norm p=\(p). Valid: 1, 2, Inf") }
      if rows == 0 || columns == 0 { return Value(0.0) }
      try machine.countCost(Double(matrix.storedCount + rows + columns) * 20)
      return Value(try machine.linear { try matrix.largestSingularValue() })
    case ("cond", 1...2):
      guard let p = arguments.count == 1 ? 2 : machine.realDouble(arguments[1]) else { return nil }
      // The smallest singular value needs the full matrix; `p = 1` and `Inf` are estimated by a factorisation.
      guard p == 1 || p == .infinity else { return try machine.callLibrary("cond", [full(machine), Value(p)]) }
      try declareFactorization(machine)
      return Value(try machine.linear { try matrix.conditionEstimate(transposed: p == .infinity) })
    case ("rank", 1):
      try declareFactorization(machine)
      return Value(try machine.linear { try matrix.rank() })
    default: return nil
    }
  }

  /// Counts a factorisation, of which it is not known beforehand how much it fills: like a matrix of a grid in the plane, or
  /// a full one where that takes less.
  func declareFactorization(_ machine: Machine) throws {
    let (stored, n) = (Double(matrix.storedCount), Double(max(rows, columns)))
    try machine.countCost(min(n * n * n, 10 * (stored + n) * (stored + n).squareRoot()) / 50)
    try machine.heap.reserve(count: matrix.storedCount + rows + columns, stride: 64)
  }

  // MARK: - Arithmetic

  /// The result of `body` for two sparse matrices, one of which may be given as a dense one.
  private func combined(
    _ arguments: [Value], _ machine: Machine, _ body: (any SparseStorage, any SparseStorage) throws -> any SparseStorage
  ) throws -> Value? {
    guard let x = try machine.sparseOperand(arguments[0]), let y = try machine.sparseOperand(arguments[1]) else { return nil }
    let (a, b) = x.matrix.matched(with: y.matrix)
    try machine.heap.reserve(count: a.storedCount, stride: 32)
    let entries = Double(a.storedCount) * Double(b.storedCount) + Double(a.shape[1]) * Double(b.shape[1])
    try machine.countCost(entries / 16)
    try machine.heap.reserve(bytes: Int(min(1e18, entries * 16)))
    let shapes = try arguments.map { try machine.sizes(of: $0) }
    let form: SparseForm = shapes.allSatisfy { $0?.count == 1 } ? .vector : .matrix
    return try machine.sparse(try machine.linear { try body(a, b) }, x.kind.combined(with: y.kind), form)
  }

  private func sum(_ arguments: [Value], isDifference: Bool, _ machine: Machine) throws -> Value? {
    let (left, right) = (arguments[0], arguments[1])
    if let identity = (left.host ?? right.host) as? IdentityObject ?? right.host as? IdentityObject {
      let scaled = try machine.sparse(identity, order: try machine.squareOrder(shape))
      let isFirst = left.host === self
      return try machine.arithmetic(isDifference ? .subtract : .add, isFirst ? left : scaled, isFirst ? scaled : right)
    }
    guard let x = left.host as? SparseObject, let y = right.host as? SparseObject else {
      let other = left.host === self ? right : left
      if other.isNumber {
        let name = isDifference ? "-" : "+"
        throw machine.noMethod(name, arguments, hint: "a dot works on each element: `A .\(name) 1`, and Matrix(A) is dense")
      }
      guard other.isArray || other.tag == .range else { return nil }
      guard let otherShape = try machine.shape(other), otherShape == shape else {
        throw differentSizes(try machine.sizes(of: left) ?? [], try machine.sizes(of: right) ?? [])
      }
      let full = try full(machine)
      let isFirst = left.host === self
      return try machine.arithmetic(isDifference ? .subtract : .add, isFirst ? full : left, isFirst ? right : full)
    }
    guard x.shape == y.shape else { throw differentSizes(x.shape, y.shape) }
    let (a, b) = x.matrix.matched(with: y.matrix)
    try machine.countStep((a.storedCount + b.storedCount + columns) / 8)
    try machine.heap.reserve(count: a.storedCount + b.storedCount, stride: 24)
    let result = try machine.linear { isDifference ? try a.subtracting(b) : try a.adding(b) }
    return try machine.sparse(result, x.kind.combined(with: y.kind), x.form == y.form ? x.form : .matrix)
  }

  private func sizeText(_ shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
  }

  private func differentSizes(_ a: [Int], _ b: [Int]) -> RuntimeError {
    .dimensionMismatch("dimensions must match: a has size \(sizeText(a)), b has size \(sizeText(b))")
  }

  private func kind(of number: Value) -> SparseElement {
    number.tag == .complex ? .complex : number.isInteger ? .integer : .float
  }

  private func product(_ left: Value, _ right: Value, _ machine: Machine) throws -> Value? {
    if let number = left.isNumber ? left : right.isNumber ? right : (left.host ?? right.host as HostObject?).flatMap({ identityScale($0, right) }) {
      guard let factor = machine.complexDouble(number) else {
        // A vector may as well be dense for numbers that sparse ones do not hold, such as those with derivatives.
        return isVector && (left.isNumber || right.isNumber) ? try denseProduct(left, right, machine) : nil
      }
      let kind = kind.combined(with: kind(of: number))
      if kind == .integer { try SparseObject.requireExact(factor.realPart.magnitude) }
      try machine.countStep(matrix.storedCount / 16)
      try machine.heap.reserve(bytes: byteCount)
      return try machine.sparse(matrix.scaled(by: factor), kind, form)
    }
    if let x = left.host as? SparseObject, let y = right.host as? SparseObject {
      if x.isVector, y.isVector {
        throw machine.noMethod("*", [left, right], hint: "v .* w multiplies the elements, and v'w is the scalar product")
      }
      try requireInner(x.shape, y.shape)
      let (a, b) = x.matrix.matched(with: y.matrix)
      let work = a.work(times: b)
      try machine.countCost((work + Double(y.columns + x.rows)) / 16)
      // There are at most as many elements as multiplications.
      let most = min(work, Double(x.rows) * Double(y.columns)) + Double(x.rows) + Double(y.columns)
      try machine.heap.reserve(bytes: Int(min(1e18, most * 24)))
      let kind = x.kind.combined(with: y.kind)
      if kind == .integer {
        try SparseObject.requireExact(machine.linear { try a.magnitudes().multiplied(by: b.magnitudes()) }.largest)
      }
      let product = try machine.linear { try a.multiplied(by: b) }
      if x.isRow, y.isVector { return product.element(0, 0, kind, machine) }
      return try machine.sparse(product, kind, y.isVector ? .vector : x.isRow ? x.form : .matrix)
    }
    if form != .matrix {
      // The dense factor is as large as this one would be.
      let other = left.host === self ? right : left
      return other.isArray || other.tag == .range ? try denseProduct(left, right, machine) : nil
    }
    let isFirst = left.host === self
    guard let (array, otherKind) = try machine.sparseNumbers(isFirst ? right : left), array.rank <= 2 else { return nil }
    let (a, x) = matrix.matched(with: array)
    let kind = kind.combined(with: otherKind)
    if isFirst { try requireInner(matrix.shape, x.shape) } else { try requireInner(x.rank == 1 ? [x.count, 1] : x.shape, matrix.shape) }
    let other = isFirst ? (x.rank == 2 ? x.shape[1] : 1) : x.shape[0]
    try machine.heap.reserve(shape: [isFirst ? rows : columns, other], stride: 32)
    try machine.countCost(Double(matrix.storedCount + rows + columns) * Double(other) / 16)
    let result = try machine.linear { isFirst ? try a.multiplied(by: x) : try a.product(after: x) }
    if kind == .integer {
      let bound = try machine.linear {
        isFirst ? try a.magnitudes().multiplied(by: x.magnitudes()) : try a.magnitudes().product(after: x.magnitudes())
      }
      try SparseObject.requireExact(bound.largest)
    }
    let value = try machine.denseValue(result, kind)
    if !isFirst, left.array?.isRowVector == true { value.array?.setForm(.adjoint, isOfVector: true) }
    return value
  }

  private func denseProduct(_ left: Value, _ right: Value, _ machine: Machine) throws -> Value {
    let full = try full(machine)
    return left.host === self ? try machine.multiply(full, right) : try machine.multiply(left, full)
  }

  /// The number of times that the identity on the other side stands for.
  private func identityScale(_ left: HostObject, _ right: Value) -> Value? {
    ((left as? IdentityObject) ?? (right.host as? IdentityObject))?.scale
  }

  private func requireInner(_ a: [Int], _ b: [Int]) throws {
    let inner = a.count == 1 ? 1 : a[1]
    guard inner != b[0] else { return }
    throw RuntimeError.dimensionMismatch(
      "A has size \(sizeText(a)), B has size \(sizeText(b))", hint: "the inner dimensions \(inner) and \(b[0]) differ")
  }

  /// Σ conj(xᵢ) yᵢ of two vectors, of which the elements that both store are multiplied if both are sparse.
  private func scalarProduct(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    let objects = arguments.map { $0.host as? SparseObject }
    guard isVector, objects.allSatisfy({ $0?.isVector ?? true }) else { return nil }
    guard let x = objects[0], let y = objects[1] else {
      return try machine.callLibrary("dot", zip(objects, arguments).map { try $0?.full(machine) ?? $1 })
    }
    guard x.rows == y.rows else {
      throw RuntimeError.dimensionMismatch("dot product arguments have lengths \(x.rows) and \(y.rows)")
    }
    return try machine.multiply(machine.adjoint(arguments[0]), arguments[1])
  }

  private func quotient(_ left: Value, _ right: Value, _ machine: Machine) throws -> Value? {
    if left.host === self, let divisor = right.isNumber ? machine.complexDouble(right) : nil {
      try machine.countStep(matrix.storedCount / 16)
      try machine.heap.reserve(bytes: byteCount)
      return try machine.sparse(matrix.divided(by: divisor), max(kind, .float, kind(of: right)), form)
    }
    if left.host === self, let identity = right.host as? IdentityObject { return try machine.divide(left, identity.scale) }
    if left.isNumber { return nil }
    // A / B = (B' \ A')'.
    return try machine.adjoint(machine.callLibrary("\\", [machine.adjoint(right), machine.adjoint(left)]))
  }

  private func power(_ arguments: [Value], _ machine: Machine) throws -> Value? {
    guard arguments[0].host === self, !isVector, let exponent = machine.exactInt(arguments[1]) else { return nil }
    let n = try machine.squareOrder(matrix.shape)
    guard exponent >= 0 else { throw machine.noMethod("^", arguments, hint: "Matrix(A)^n makes the matrix dense") }
    var result = try machine.sparse(try machine.linear { try SparseMatrix<Double>.identity(n) }, max(kind, .integer))
    var (square, bits) = (arguments[0], exponent)
    while bits > 0 {
      if bits & 1 == 1 { result = try machine.multiply(result, square) }
      bits >>= 1
      if bits > 0 { square = try machine.multiply(square, square) }
    }
    return result
  }
}

extension SparseStorage {
  func norm(_ p: Double) -> Double { sparse.norm(p) }
  func operatorNorm(_ p: Double) -> Double? { sparse.operatorNorm(p) }
  func largestSingularValue() throws -> Double { try sparse.largestSingularValues(1).values.elements.first ?? 0 }
  func rank() throws -> Int { try sparse.qr().rank }

  func conditionEstimate(transposed: Bool) throws -> Double {
    transposed ? try sparse.transposed().conditionEstimate() : try sparse.conditionEstimate()
  }

  func determinant(_ machine: Machine) throws -> Value { machine.heap.linear(try sparse.determinant()) }

  func logarithmicDeterminant(_ machine: Machine) throws -> Value {
    _ = try machine.squareOrder(shape)
    do {
      let (logarithm, sign) = try sparse.lu().logarithmicDeterminant()
      return machine.heap.tuple([Value(logarithm), machine.heap.linear(sign)])
    } catch LinearAlgebraError.singular {
      return machine.heap.tuple([Value(-Double.infinity), machine.heap.linear(Scalar.zero)])
    }
  }
}

extension LinearArray {
  func magnitudes() -> DenseArray<Double> { dense.map { $0.modulus } }
  var largest: Double { dense.norm(.infinity) }
}
