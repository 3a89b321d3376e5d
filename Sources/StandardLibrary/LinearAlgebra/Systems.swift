// Determinants, inverses and linear systems.

import Arrays
import Engine

extension Library {
  mutating func addLinearSystems() {
    addDeterminants()
    addSolutions()
    addRanks()
  }

  // MARK: - Determinants

  private mutating func addDeterminants() {
    add(
      "det(A)", "The determinant of a square matrix; exact for fractions and large integers.", arity: 1,
      example: "det([1 2; 3 4])  # => -2.0", source: "Golub & Van Loan, section 3.4"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      return try call.machine.determinant(call[0], call)
    }
    add(
      "logdet(A)", "The logarithm of the determinant, which does not overflow.", arity: 1,
      example: "logdet([1.0 0; 0 1])  # => 0.0"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      let parts = try call.machine.callLibrary("logabsdet", [call[0]])
      guard let tuple = parts.tuple, let sign = call.machine.complexDouble(tuple.elements[1]) else { throw call.noMethod() }
      if sign.imaginary == 0, tuple.elements[1].tag != .complex {
        if sign.real < 0 {
          throw RuntimeError.domain(
            tuple.elements[1], text: try call.machine.compactText(of: tuple.elements[1]),
            "determinant is negative; its logarithm is complex", hint: "logabsdet(A) gives log|det A| and the sign")
        }
        return tuple.elements[0]
      }
      let logarithm = Complex(tuple.elements[0].float ?? .nan, sign.phase)
      return call.heap.complex(logarithm)
    }
    add(
      "logabsdet(A)", "The pair of log|det A| and the sign of the determinant.", arity: 1,
      example: "logabsdet([-1.0 0; 0 1])  # => (0.0, -1.0)"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      return try call.floatingMatrix().logarithmicDeterminant(call.machine)
    }
    add("tr(A)", "The trace: the sum of the diagonal.", arity: 1, example: "tr([1 2; 3 4])  # => 5") { call in
      let machine = call.machine
      if let result = try call.appliedByHost() { return result }
      if call[0].isNumber { return call[0] }
      guard let array = call[0].array else { throw call.noMethod() }
      let n = try machine.squareOrder(array.shape)
      if n == 0 { return Value(0) }
      return try (1..<n).reduce(array.element(0, machine.heap)) {
        try machine.add($0, array.element($1 * (n + 1), machine.heap))
      }
    }
  }

  // MARK: - Systems

  private mutating func addSolutions() {
    add(
      "inv(x)", "The inverse of a square matrix, or 1/x for a number; exact for fractions and `BigInt`s.", arity: 1,
      example: "inv([2.0 0; 0 4])  # => [0.5 0; 0 0.25]\ninv(2//3)  # => 3//2",
      source: "Golub & Van Loan, section 3.4"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      return try call.machine.inverse(call[0], call)
    }
    add(
      "\\(A, b)", """
        The solution `x` of `A * x = b`. A square system is solved by substitution or by elimination with row exchanges; \
        a rectangular one in the sense of least squares, with the shortest `x`. For fractions and `BigInt`s it is exact. \
        A warning tells how many digits of `x` are right where `A` is so ill-conditioned that more than half of them are lost.
        """, arity: 2, example: "[2.0 1; 1 3] \\ [3.0, 5]  # => [0.8, 1.4]",
      source: "LAPACK getrs, trtrs, gelsy; Golub & Van Loan, chapters 3 and 5"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      return try call.machine.leftDivision(call[0], call[1], call)
    }
    add(
      "pinv(A; atol, rtol)", "The Moore–Penrose pseudoinverse, from the singular values.", arity: Arity(1...2),
      keywords: ["atol", "rtol"], example: "pinv([1.0 0; 0 0])  # => [1.0 0; 0 0]"
    ) { call in
      let machine = call.machine
      if let result = try call.appliedByHost() { return result }
      if let x = machine.complexDouble(call[0]) { return x == .zero ? Value(0.0) : try machine.inverse(call[0], call) }
      if call[0].isArray || call[0].tag == .range, let v = try machine.floatingOperand(call[0]), v.rank == 1 {
        return try v.rowPseudoinverse(machine)
      }
      let matrix = try call.floatingMatrix()
      let tolerance = try call.tolerance(matrix, position: 1)
      return try matrix.pseudoinverse(machine, tolerance)
    }
    add(
      "nullspace(A; atol, rtol)", """
        A basis of the vectors that `A` takes to zero, as columns: orthonormal, or exact for fractions and `BigInt`s, where each \
        column belongs to a free variable, which is 1.
        """, arity: 1, keywords: ["atol", "rtol"],
      example: "size(nullspace([1.0 0; 0 0]), 2)  # => 1\nnullspace([1//1 2 3])  # => [-2 -3; 1 0; 0 1]"
    ) { call in
      let machine = call.machine
      if try call.isWithoutTolerance, machine.isExact(call[0]), let operand = try machine.exactOperand(call[0]),
        operand.shape.count == 2
      {
        try machine.count(operand.matrix.cost(of: .nullspace))
        return try machine.value(of: machine.exactly { try operand.matrix.nullspace() }, isBig: operand.isBig)
      }
      let matrix = try call.floatingMatrix()
      let tolerance = try call.tolerance(matrix)
      return try matrix.nullSpace(call.machine, tolerance)
    }
    add(
      "rref(A)", "The reduced row echelon form; exact for fractions and `BigInt`s.", arity: 1,
      example: "rref([1 2; 3 4])  # => [1.0 0; 0 1]\nrref([1//1 2 3; 4 5 6])  # => [1 0 -1; 0 1 2]"
    ) { call in
      let machine = call.machine
      if machine.isExact(call[0]), let operand = try machine.exactOperand(call[0]), operand.shape.count == 2 {
        try machine.count(operand.matrix.cost(of: .reducedRowEchelonForm))
        return try machine.value(
          of: machine.exactly { try operand.matrix.reducedRowEchelonForm() }.matrix, isBig: operand.isBig)
      }
      if case .general(let matrix)? = try machine.linearOperand(call[0]), matrix.shape.count == 2 {
        return try matrix.reducedRowEchelonForm(machine).value(machine)
      }
      let matrix = try call.floatingMatrix()
      return try matrix.reducedRowEchelonForm(machine)
    }
    add(
      "mul!(C, A, B, α, β)", "Stores `A * B`, or `α*A*B + β*C`, in `C`.", arity: Arity(3...5),
      example: "y = zeros(2); mul!(y, [1.0 2; 3 4], [1.0, 1]); y  # => [3.0, 7.0]"
    ) { call in
      let machine = call.machine
      var product = try machine.multiply(call[1], call[2])
      if call.count > 3 { product = try machine.multiply(product, call[3]) }
      if call.count > 4 { product = try machine.add(product, try machine.multiply(call[0], call[4])) }
      try machine.store(product, in: call[0], call)
      return call[0]
    }
    for (name, isLeft) in [("lmul!", true), ("rmul!", false)] {
      add(
        "\(name)(\(isLeft ? "a, B" : "A, b"))", "Stores the product in the \(isLeft ? "second" : "first") argument.", arity: 2,
        example: "v = [1.0, 2.0]; \(name)(\(isLeft ? "3, v" : "v, 3")); v  # => [3.0, 6.0]"
      ) { call in
        let target = isLeft ? call[1] : call[0]
        try call.machine.store(call.machine.multiply(call[0], call[1]), in: target, call)
        return target
      }
    }
    add(
      "axpy!(a, x, y)", "Adds `a*x` to `y`, in place.", arity: 3, example: "y = [1, 2]; axpy!(2, [1, 1], y); y  # => [3, 4]"
    ) { call in
      let machine = call.machine
      try machine.store(machine.add(machine.multiply(call[1], call[0]), call[2]), in: call[2], call)
      return call[2]
    }
    add(
      "axpby!(a, x, b, y)", "Stores `a*x + b*y` in `y`.", arity: 4,
      example: "y = [1, 2]; axpby!(2, [1, 1], 3, y); y  # => [5, 8]"
    ) { call in
      let machine = call.machine
      let sum = try machine.add(machine.multiply(call[1], call[0]), machine.multiply(call[3], call[2]))
      try machine.store(sum, in: call[3], call)
      return call[3]
    }
    add(
      "ldiv!(y, A, b)", "Stores the solution of `A * y = b` in `y`; with two arguments, in `b`.", arity: Arity(2...3),
      example: "b = [3.0, 5]; ldiv!(lu([2.0 1; 1 3]), b); b  # => [0.8, 1.4]"
    ) { call in
      let machine = call.machine
      let target = call.count == 3 ? call[0] : call[1]
      try machine.store(machine.callLibrary("\\", [call[call.count - 2], call[call.count - 1]]), in: target, call)
      return target
    }
  }

  // MARK: - Rank and condition

  private mutating func addRanks() {
    add(
      "rank(A; atol, rtol)", "The number of singular values above `max(atol, rtol * σ₁)`; exact for fractions and `BigInt`s.", arity: 1,
      keywords: ["atol", "rtol"], example: "rank([1 2; 2 4])  # => 1"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      if let x = call.machine.complexDouble(call[0]) { return Value(x == .zero ? 0 : 1) }
      let machine = call.machine
      if try call.isWithoutTolerance, machine.isExact(call[0]), let operand = try machine.exactOperand(call[0]) {
        try machine.count(operand.matrix.cost(of: .rank))
        return Value(try machine.exactly { try operand.matrix.rank() })
      }
      if call[0].isArray, let v = try call.machine.floatingOperand(call[0]), v.rank == 1 {
        return Value(try v.isNonzero() ? 1 : 0)
      }
      let matrix = try call.floatingMatrix()
      let tolerance = try call.tolerance(matrix)
      return Value(try call.machine.linear { try matrix.matrixRank(tolerance) })
    }
    add(
      "cond(A, p)", "The condition number ‖A‖ ‖A⁻¹‖ in the operator norm for `p` = 1, 2 (default) or `Inf`.",
      arity: Arity(1...2), example: "cond([2.0 0; 0 1])  # => 2.0"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      let p = call.count == 2 ? try call.double(1) : 2
      let matrix = try call.floatingMatrix()
      guard let result = try call.machine.linear({ try matrix.conditionNumber(p) }) else {
        throw RuntimeError.argument("p-norm must be 1, 2 or Inf, got \(p)")
      }
      return Value(result)
    }
    add(
      "condskeel(A, x, p)", """
        Skeel's condition number ‖ |A⁻¹| |A| ‖ of a matrix, or ‖ |A⁻¹| |A| |x| ‖ / ‖x‖ of a system with the solution `x`, in \
        the norm of `p` = 1, 2 or `Inf` (default): how much relative errors of the elements are magnified.
        """, arity: Arity(1...3), example: "condskeel([1.0 0; 0 1e-9])  # => 1.0",
      source: "Higham, Accuracy and Stability of Numerical Algorithms, section 7.2"
    ) { call in
      let hasSolution = call.count > 1 && call[1].isArray
      guard call.count < (hasSolution ? 4 : 3) else { throw call.noMethod() }
      let p = call.count > (hasSolution ? 2 : 1) ? try call.double(call.count - 1) : .infinity
      let matrix = try call.floatingMatrix()
      _ = try call.machine.squareOrder(matrix.shape)
      let x = try hasSolution ? call.machine.floatingOperand(call[1]) : nil
      guard x != nil || !hasSolution, let result = try matrix.skeelConditionNumber(x, p, call.machine) else { throw call.noMethod() }
      return Value(result)
    }
  }
}

extension Call {
  /// Whether no tolerance is set, so that exact numbers are taken as they are.
  fileprivate var isWithoutTolerance: Bool {
    get throws { try double(keyword: "rtol") == nil && double(keyword: "atol") == nil }
  }

  /// The absolute tolerance that `atol` and `rtol` (or a positional relative one) set; `nil` for the default.
  fileprivate func tolerance(_ matrix: any LinearArray, position: Int? = nil) throws -> Double? {
    var relative = try double(keyword: "rtol")
    if let position, position < count { relative = try double(position) }
    let absolute = try double(keyword: "atol") ?? 0
    if relative == nil, absolute == 0 { return nil }
    // An absolute tolerance alone replaces the relative one.
    let largest = try machine.linear { try matrix.largestSingularValue() }
    return max(absolute, (relative ?? 0) * largest)
  }
}

extension LinearArray {
  func determinantValue() throws -> Scalar { try dense.determinant() }

  @specialized(where Self == DenseArray<Double>)
  func determinant(_ heap: Heap) throws -> Value { heap.linear(try dense.determinant()) }

  func logarithmicDeterminant(_ machine: Machine) throws -> Value {
    let (logarithm, sign) = try machine.linear { try dense.logarithmicDeterminant() }
    return machine.heap.tuple([Value(logarithm), machine.heap.linear(sign)])
  }

  @specialized(where Self == DenseArray<Double>)
  func inverse(_ machine: Machine) throws -> Value { machine.heap.linear(try machine.linear { try dense.inverse() }) }

  /// The solution for a right-hand side of the same kind of numbers.
  @specialized(where Self == DenseArray<Double>)
  func solve(_ b: any LinearArray, _ machine: Machine) throws -> Value? {
    guard let b = same(b) else { return nil }
    let result = try machine.linear { try dense.solveWithCondition(b) }
    try machine.warn(of: result)
    return machine.heap.linear(result.solution)
  }

  fileprivate func pseudoinverse(_ machine: Machine, _ tolerance: Double?) throws -> Value {
    machine.heap.linear(try machine.linear { try dense.pseudoinverse(tolerance: tolerance) })
  }

  fileprivate func rowPseudoinverse(_ machine: Machine) throws -> Value {
    let column = dense.reshaped([dense.count, 1])
    return machine.heap.linear(try machine.linear { try column.pseudoinverse() })
  }

  fileprivate func nullSpace(_ machine: Machine, _ tolerance: Double?) throws -> Value {
    machine.heap.linear(try machine.linear { try dense.nullSpace(tolerance: tolerance) })
  }

  fileprivate func reducedRowEchelonForm(_ machine: Machine) throws -> Value {
    machine.heap.linear(try machine.linear { try dense.reducedRowEchelonForm() })
  }

  fileprivate func matrixRank(_ tolerance: Double?) throws -> Int { try dense.matrixRank(tolerance: tolerance) }
  fileprivate func skeelConditionNumber(_ x: (any LinearArray)?, _ p: Double, _ machine: Machine) throws -> Double? {
    try machine.linear { try dense.skeelConditionNumber(x.map { $0.moduli }, p) }
  }

  fileprivate var moduli: DenseArray<Double> { dense.map { $0.modulus } }
  fileprivate func conditionNumber(_ p: Double) throws -> Double? { try dense.conditionNumber(p) }
  fileprivate func largestSingularValue() throws -> Double { try dense.singularValues().elements.first ?? 0 }
  fileprivate func isNonzero() throws -> Bool { dense.elements.contains { $0 != .zero } }
}

extension Machine {
  /// Tells how many digits of a solution are right where its system is so ill-conditioned that more than half are lost.
  func warn<Number: LinearAlgebraScalar>(of result: ConditionedSolution<Number>) throws {
    guard result.losesHalfOfTheDigits else { return }
    let digits = Int(result.digitsLeft)
    try warn(
      "the system is ill-conditioned: of the 16 digits of the solution "
        + (digits == 0 ? "none may be right" : "about \(digits) \(digits == 1 ? "is" : "are") right"))
  }

  fileprivate func determinant(_ value: Value, _ call: borrowing Call) throws -> Value {
    if value.isNumber { return value }
    if let array = value.array, array.form.isTriangular, array.count > 0 {
      let n = try squareOrder(array.shape)
      return try (1..<n).reduce(array.element(0, heap)) { try multiply($0, array.element($1 * (n + 1), heap)) }
    }
    if let matrix = value.array?.denseFloats {
      _ = try squareOrder(matrix.shape)
      try declareCubicWork(matrix.shape)
      return Value(try linear { try matrix.determinant() })
    }
    if isExact(value), let operand = try exactOperand(value) { return try determinant(operand) }
    guard let operand = try linearOperand(value) else { throw call.noMethod() }
    switch operand {
    case .floating(let array):
      _ = try squareOrder(array.shape)
      try declareCubicWork(array.shape)
      let determinant = try linear { try array.determinant(heap) }
      // That of a Hermitian matrix is real.
      return value.array?.form == .hermitian ? determinant.complex?.real ?? determinant : determinant
    case .general(let matrix):
      _ = try squareOrder(matrix.shape)
      // Integers that outgrew `Int`.
      if let operand = try exactOperand(value) { return try determinant(operand) }
      return try GeneralElimination(matrix, self).determinant(self)
    }
  }

  fileprivate func inverse(_ value: Value, _ call: borrowing Call) throws -> Value {
    if value.isMissing { return value }
    if value.isNumber {
      if value.tag == .rational { return try divide(Value(1), value) }
      return value.tag == .integer || value.tag == .boolean || value.tag == .bigInteger
        ? try divide(Value(1.0), value) : try divide(Value(1), value)
    }
    if let identity = value.host as? IdentityObject {
      return heap.adopt(IdentityObject(scale: try divide(Value(1), identity.scale), heap: heap))
    }
    let form = value.array?.form ?? .plain
    if let matrix = value.array?.denseFloats {
      _ = try squareOrder(matrix.shape)
      try declareCubicWork(matrix.shape)
      return keeping(form, heap.array(try linear { try matrix.inverse() }))
    }
    if isExact(value), let operand = try exactOperand(value) { return keeping(form, try inverse(operand)) }
    guard let operand = try linearOperand(value) else { throw call.noMethod() }
    switch operand {
    case .floating(let array):
      _ = try squareOrder(array.shape)
      try declareCubicWork(array.shape)
      return keeping(form, try array.inverse(self))
    case .general(let matrix):
      _ = try squareOrder(matrix.shape)
      if matrix.holdsIntegersOnly {
        guard let array = try floatingOperand(value) else { throw call.noMethod() }
        return try array.inverse(self)
      }
      return keeping(form, try GeneralElimination(matrix, self).inverse(self).value(self))
    }
  }

  /// Gives an inverse the structure that inverses keep.
  private func keeping(_ form: ArrayObject.Form, _ value: Value) -> Value {
    if form.inverse != .plain { value.array?.mark(as: form.inverse) }
    return value
  }

  fileprivate func leftDivision(_ a: Value, _ b: Value, _ call: borrowing Call) throws -> Value {
    if a.isNumber {
      if b.isNumber { return try divide(b, a) }
      return try divide(b, a)
    }
    // Most matrices are of floats: nothing need be asked of them.
    if let matrix = a.array?.denseFloats, let side = b.array?.denseFloats {
      try declareCubicWork(matrix.shape)
      let result = try linear { try matrix.solveWithCondition(side) }
      try warn(of: result)
      return heap.array(result.solution)
    }
    if let identity = a.host as? IdentityObject { return try divide(b, identity.scale) }
    if b.host is IdentityObject { return try multiply(inverse(a, call), b) }
    if let solution = try exactSolution(a, b) { return solution }
    guard let left = try linearOperand(a), let right = try linearOperand(b) else { throw call.noMethod() }
    if case .floating(let matrix) = left, case .floating(let side) = right {
      try declareCubicWork(matrix.shape)
      let (p, q) = matrix.matched(with: side)
      guard let x = try p.solve(q, self) else { throw call.noMethod() }
      return x
    }
    guard let x = try elements(a), let shape = try shape(a), let y = try elements(b), let rightShape = try self.shape(b)
    else { throw call.noMethod() }
    let matrix = GeneralMatrix(x, shape: shape)
    let side = GeneralMatrix(y, shape: rightShape)
    if matrix.holdsIntegersOnly, side.holdsIntegersOnly, let p = try floatingOperand(a), let q = try floatingOperand(b),
      let result = try p.solve(q, self)
    {
      return result
    }
    if shape.count == 2, shape[0] != shape[1] { return try leastSquares(matrix, side) }
    let numbers = matrix.holdsIntegersOnly && side.elements.contains { $0.tag == .rational } ? try matrix.asFractions(self) : matrix
    return try GeneralElimination(numbers, self).solve(side, self).value(self)
  }

  /// The least-squares solution through the normal equations, for numbers that have no orthogonal factorisation here.
  private func leastSquares(_ a: GeneralMatrix, _ b: GeneralMatrix) throws -> Value {
    let matrix = try a.value(self)
    let side = try b.value(self)
    let adjointMatrix = try adjoint(matrix)
    if a.rows >= a.columns {
      return try callLibrary("\\", [try multiply(adjointMatrix, matrix), try multiply(adjointMatrix, side)])
    }
    return try multiply(adjointMatrix, try callLibrary("\\", [try multiply(matrix, adjointMatrix), side]))
  }

  /// Copies the elements of an array into another of the same size.
  func store(_ source: Value, in target: Value, _ call: borrowing Call) throws {
    if let object = target.host, let shape = object.writableShape {
      if try !object.assign(source, self) { try setIndex(target, shape.map { _ in .colon }, source) }
      return
    }
    let source = try source.host?.denseArray(self) ?? source
    guard let from = source.array, let to = target.array else { throw call.noMethod() }
    guard from.shape == to.shape else {
      throw RuntimeError.dimensionMismatch(
        "the result is \(from.shape.map(String.init).joined(separator: "×")) and the destination \(to.shape.map(String.init).joined(separator: "×"))")
    }
    for position in 0..<from.count { try setIndex(target, [Value(position + 1)], from.element(position, heap)) }
  }
}

extension GeneralMatrix {
  /// Gauss–Jordan elimination; where sizes can be compared, with the largest pivot.
  func reducedRowEchelonForm(_ machine: Machine) throws -> GeneralMatrix {
    var matrix = holdsIntegersOnly ? try asFractions(machine) : self
    var row = 0
    for column in 0..<columns where row < rows {
      var best: (row: Int, size: Double)?
      for i in row..<rows where try !machine.isZero(matrix[i, column]) {
        let size = machine.primalSize(matrix[i, column]) ?? 0
        if best == nil || size > best?.size ?? 0 { best = (i, size) }
      }
      guard let pivot = best?.row else { continue }
      try machine.countStep(rows * columns / 10 + 1)
      for j in 0..<columns { matrix.elements.swapAt(row + j * rows, pivot + j * rows) }
      let divisor = matrix[row, column]
      for j in 0..<columns { matrix[row, j] = try machine.divide(matrix[row, j], divisor) }
      for i in 0..<rows where i != row {
        let factor = matrix[i, column]
        if try machine.isZero(factor) { continue }
        for j in 0..<columns {
          matrix[i, j] = try machine.subtract(matrix[i, j], machine.multiply(factor, matrix[row, j]))
        }
      }
      row += 1
    }
    return matrix
  }
}
