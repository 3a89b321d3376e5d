// Operators of banded matrices.

import Arrays
import Engine

extension BandedObject {
  /// The value of an operator or function that reaches the matrix as a host object, `nil` for one that others may know.
  func applied(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    try requireDiagonals()
    switch (operation, arguments.count) {
    case ("+", 2): return try sum(.add, arguments[0], arguments[1], machine)
    case ("-", 2): return try sum(.subtract, arguments[0], arguments[1], machine)
    case ("*", 2): return try product(arguments[0], arguments[1], machine)
    case ("/", 2): return try quotient(arguments[0], arguments[1], machine)
    case ("\\", 2): return try solution(arguments[0], arguments[1], machine)
    case ("^", 2): return try power(arguments[0], arguments[1], machine)
    case ("hcat", _), ("vcat", _):
      return try machine.concatenate(
        arguments.map { try ($0.host as? BandedObject)?.full(machine) ?? $0 }, dimension: operation == "vcat" ? 1 : 2)
    default: break
    }
    guard arguments.first?.host === self else { return nil }
    switch (operation, arguments.count) {
    case ("-", 1): return try mapDiagonals(machine) { try machine.negate($0) }
    case ("+", 1): return arguments[0]
    case ("'", 1), ("adjoint", 1), ("transpose", 1): return try transposed(conjugating: operation != "transpose", machine)
    case ("setindex!", 3...):
      try store(arguments[1], at: Array(arguments.dropFirst(2)), machine)
      return arguments[0]
    case ("copy", 1): return try mapDiagonals(machine) { try machine.copied($0) }
    case ("deepcopy", 1): return try mapDiagonals(machine) { try machine.deepCopy($0) }
    case ("zero", 1): return try mapDiagonals(machine) { try machine.zero(like: $0) }
    case ("Matrix", 1), ("Array", 1): return try full(machine)
    case ("size", 1): return machine.heap.tuple([Value(order), Value(order)])
    case ("length", 1), ("lastindex", 1): return Value([order, order].clampedElementCount)
    default: return nil
    }
  }

  /// The matrix of the same form whose fields `transform` makes of this one's.
  func mapDiagonals(_ machine: Machine, _ transform: (Value) throws -> Value) throws -> Value {
    try machine.countStep(order / 8)
    return try machine.banded(form, form.fields.map { try transform(diagonal($0.diagonal) ?? .undefined) })
  }

  /// The transpose or adjoint, which shares its diagonals with this one where their elements are the same.
  private func transposed(conjugating: Bool, _ machine: Machine) throws -> Value {
    let turned = form.transposed
    let changes = !elementType.isSubtype(of: .number) || conjugating && !elementType.isSubtype(of: .real)
    let turn = conjugating ? machine.adjoint : { try machine.callLibrary("transpose", [$0]) }
    return try machine.banded(
      turned,
      turned.fields.map { field in
        let vector = diagonal(-field.diagonal) ?? .undefined
        return changes ? try machine.mapElements(vector, turn) : vector
      })
  }

  /// Throws `DimensionMismatch` unless a matrix or vector of the sizes can stand beside this one.
  private func requireOrder(_ sizes: [Int], _ dimension: Int, _ left: Value, _ right: Value, _ machine: Machine) throws {
    let size = dimension < sizes.count ? sizes[dimension] : 1
    guard size != order else { return }
    let texts = try [left, right].map { try (machine.shape($0) ?? []).map(String.init).joined(separator: ", ") }
    throw RuntimeError.dimensionMismatch(
      "A has size (\(texts[0])), B has size (\(texts[1]))", hint: "the inner dimensions \(dimension == 0 ? order : size) and \(dimension == 0 ? size : order) differ")
  }

  // MARK: - Sums

  private func sum(_ operation: ArithmeticOperation, _ left: Value, _ right: Value, _ machine: Machine) throws -> Value? {
    let isFirst = left.host === self
    let other = isFirst ? right : left
    if let identity = other.host as? IdentityObject {
      let matrix = try machine.banded(identity, order: order)
      return try isFirst ? machine.arithmetic(operation, left, matrix) : machine.arithmetic(operation, matrix, right)
    }
    if let x = left.host as? BandedObject, let y = right.host as? BandedObject { return try BandedObject.sum(operation, x, y, machine) }
    if other.isNumber {
      throw machine.noMethod(
        operation.name, [left, right], hint: "a dot works on each element: `A .\(operation.name) 1`; `A \(operation.name) I` works on the diagonal")
    }
    if other.host != nil {
      guard other.host?.writableShape != nil else { return nil }
      let matrix = try machine.callLibrary("sparse", [Value(host: self)])
      return try isFirst ? machine.arithmetic(operation, matrix, right) : machine.arithmetic(operation, left, matrix)
    }
    guard other.isArray || other.tag == .range, let shape = try machine.shape(other) else { return nil }
    guard shape == [order, order] else {
      let texts = try [left, right].map { try (machine.shape($0) ?? []).map(String.init).joined(separator: ", ") }
      throw RuntimeError.dimensionMismatch("dimensions must match: a has size (\(texts[0])), b has size (\(texts[1]))")
    }
    let full = try full(machine)
    let result = try isFirst ? machine.arithmetic(operation, full, right) : machine.arithmetic(operation, left, full)
    let structure = other.array?.form.sum(withBand: form.bandwidths, isSymmetric: form.isSymmetric) ?? .plain
    if structure != .plain { result.array?.mark(as: structure) }
    return result
  }

  private static func sum(_ operation: ArithmeticOperation, _ x: BandedObject, _ y: BandedObject, _ machine: Machine) throws -> Value {
    guard x.order == y.order else {
      throw RuntimeError.dimensionMismatch(
        "dimensions must match: a has size (\(x.order), \(x.order)), b has size (\(y.order), \(y.order))")
    }
    let form = x.form.sum(with: y.form)
    return try machine.banded(
      form,
      form.fields.map { field in
        let (a, b) = (x.diagonal(field.diagonal), y.diagonal(field.diagonal))
        switch (a, b) {
        case (let a?, let b?): return try machine.arithmetic(operation, a, b)
        case (let a?, nil): return try machine.copied(a)
        case (nil, let b?): return operation == .add ? try machine.copied(b) : try machine.negate(b)
        case (nil, nil): return try x.zeros(field.diagonal, machine)
        }
      })
  }

  // MARK: - Products

  private func product(_ left: Value, _ right: Value, _ machine: Machine) throws -> Value? {
    let isFirst = left.host === self
    let other = isFirst ? right : left
    if let number = other.isNumber ? other : (other.host as? IdentityObject)?.scale {
      return try mapDiagonals(machine) { try isFirst ? machine.multiply($0, number) : machine.multiply(number, $0) }
    }
    if let x = left.host as? BandedObject, let y = right.host as? BandedObject {
      try requireOrder([y.order], 0, left, right, machine)
      guard let form = x.form.product(with: y.form) else {
        return try machine.multiply(left, y.full(machine))
      }
      return try BandedObject.product(x, y, form, machine)
    }
    if other.host != nil {
      guard other.host?.writableShape != nil else { return nil }
      let matrix = try machine.callLibrary("sparse", [Value(host: self)])
      return try isFirst ? machine.multiply(matrix, right) : machine.multiply(left, matrix)
    }
    guard other.isArray || other.tag == .range, let shape = try machine.shape(other), (1...2).contains(shape.count) else { return nil }
    try requireOrder(shape, isFirst ? 0 : 1, left, right, machine)
    // A vector on the left is a column, which a matrix of order one alone can follow.
    if !isFirst, shape.count == 1 { return try machine.multiply(left, full(machine)) }
    let count = try machine.heap.reserve(shape: shape, stride: 32)
    try machine.countStep(count / 4)
    let result = try floatingProduct(other, isFirst: isFirst, machine) ?? generalProduct(other, shape, isFirst: isFirst, machine)
    if let array = other.array {
      if array.isRowVector { result.array?.setForm(.adjoint, isOfVector: true) }
      let structure = array.form.product(withBand: form.bandwidths)
      if structure != .plain { result.array?.mark(as: structure) }
    }
    return result
  }

  /// The product with an array if one of the two holds floats and the other what floats hold.
  private func floatingProduct(_ other: Value, isFirst: Bool, _ machine: Machine) throws -> Value? {
    func isFloating(_ value: Value) -> Bool { value.tag == .floatArray || value.tag == .complexArray }
    guard isFloating(main) || isFloating(other), case .floating(let array)? = try machine.linearOperand(other) else { return nil }
    let diagonals = try form.diagonals.compactMap { k -> (Int, any LinearArray)? in
      guard case .floating(let vector)? = try diagonal(k).flatMap({ try machine.linearOperand($0) }) else { return nil }
      return (k, vector)
    }
    guard diagonals.count == form.diagonals.count else { return nil }
    if array.isComplex || diagonals.contains(where: { $0.1.isComplex }) {
      return machine.heap.array(BandedObject.product(diagonals.map { ($0, $1.asComplex) }, array.asComplex, isFirst: isFirst))
    }
    let real = diagonals.compactMap { k, vector in vector.array(of: Double.self).map { (k, $0) } }
    return array.array(of: Double.self).map { machine.heap.array(BandedObject.product(real, $0, isFirst: isFirst)) }
  }

  private static func product<Number: LinearAlgebraScalar>(
    _ diagonals: [(k: Int, elements: Vector<Number>)], _ array: DenseArray<Number>, isFirst: Bool
  ) -> DenseArray<Number> {
    let result = DenseArray<Number>(repeating: .zero, shape: array.shape)
    for (k, elements) in diagonals {
      if isFirst {
        result.addProduct(diagonal: elements, k, times: array)
      } else {
        result.addProduct(array, timesDiagonal: elements, k)
      }
    }
    return result
  }

  /// The product with an array of any numbers.
  private func generalProduct(_ other: Value, _ shape: [Int], isFirst: Bool, _ machine: Machine) throws -> Value {
    guard let elements = try machine.elements(other) else { return .undefined }
    let (rows, heap) = (shape[0], machine.heap)
    let zero = try zero(machine)
    if elements.isEmpty { return heap.emptyArray(of: elementType, shape: shape) }
    return try machine.promoted(
      elements.indices.map { position in
        let (column, row) = position.quotientAndRemainder(dividingBy: rows)
        var sum: Value?
        for k in form.diagonals {
          let inner = isFirst ? row + k : column - k
          guard inner >= 0, inner < order else { continue }
          let term =
            isFirst
            ? try machine.multiply(element(row, inner, zero: zero, heap), elements[inner + column * rows])
            : try machine.multiply(elements[row + inner * rows], element(inner, column, zero: zero, heap))
          sum = try sum.map { try machine.add($0, term) } ?? term
        }
        return sum ?? zero
      }, shape: shape)
  }

  /// The product of two banded matrices that is one again.
  private static func product(_ x: BandedObject, _ y: BandedObject, _ form: BandedForm, _ machine: Machine) throws -> Value {
    let (n, heap) = (x.order, machine.heap)
    let (p, q) = (try x.zero(machine), try y.zero(machine))
    try machine.countStep(n)
    return try machine.banded(
      form,
      form.fields.map { field in
        let k = field.diagonal
        let elements = try (0..<max(0, n - abs(k))).map { position in
          let (row, column) = (position + max(0, -k), position + max(0, k))
          var sum: Value?
          for offset in x.form.diagonals {
            let inner = row + offset
            guard inner >= 0, inner < n, y.form.field(of: column - inner) != nil else { continue }
            let term = try machine.multiply(x.element(row, inner, zero: p, heap), y.element(inner, column, zero: q, heap))
            sum = try sum.map { try machine.add($0, term) } ?? term
          }
          return try sum ?? machine.multiply(p, q)
        }
        return elements.isEmpty ? try x.zeros(k, machine) : try machine.promoted(elements, shape: [elements.count])
      })
  }

  // MARK: - Quotients and powers

  private func quotient(_ left: Value, _ right: Value, _ machine: Machine) throws -> Value? {
    if let number = right.isNumber ? right : (right.host as? IdentityObject)?.scale, left.host === self {
      return try mapDiagonals(machine) { try machine.divide($0, number) }
    }
    guard !left.isNumber else { return nil }
    // A / B = (B' \ A')'.
    let quotient = try machine.adjoint(machine.callLibrary("\\", [machine.adjoint(right), machine.adjoint(left)]))
    if let array = quotient.array, !array.wrapsVector { array.setForm(.plain) }
    return quotient
  }

  private func power(_ base: Value, _ exponent: Value, _ machine: Machine) throws -> Value? {
    guard base.host === self else {
      // b^A = exp(A log b).
      return base.isNumber ? try machine.power(base, full(machine)) : nil
    }
    if form == .diagonal, exponent.isNumber {
      // Powers of integers, which inverses are not.
      if let count = machine.exactInt(exponent), count < 0 {
        return try machine.power(machine.callLibrary("inv", [base]), machine.negate(exponent))
      }
      // The power of the matrix may be complex where that of a real number is an error.
      let isReal = try machine.exactInt(exponent) != nil || machine.elements(main)?.allSatisfy { $0.asDouble.map { $0 >= 0 } ?? true } ?? true
      let numbers = isReal ? main : try machine.callLibrary("complex", [main])
      return try machine.banded(.diagonal, [machine.mapElements(numbers) { try machine.power($0, exponent) }])
    }
    guard let count = machine.exactInt(exponent), count >= 0 else { return try machine.power(full(machine), exponent) }
    if count == 0 { return try machine.callLibrary("one", [base]) }
    if count == 1 { return try machine.copied(base) }
    return try machine.power(full(machine), exponent)
  }

  // MARK: - Systems

  private func solution(_ left: Value, _ right: Value, _ machine: Machine) throws -> Value? {
    if left.isNumber { return try mapDiagonals(machine) { try machine.divide($0, left) } }
    if let identity = left.host as? IdentityObject { return try machine.divide(right, identity.scale) }
    guard left.host === self else { return try machine.callLibrary("\\", [left, full(machine)]) }
    if right.host is IdentityObject { return try machine.multiply(machine.callLibrary("inv", [left]), right) }
    let side = try right.host?.denseArray(machine) ?? right
    guard side.isArray || side.tag == .range, let shape = try machine.shape(side), (1...2).contains(shape.count) else { return nil }
    try requireOrder(shape, 0, left, right, machine)
    try machine.countStep(shape.reduce(1, *) / 2)
    try machine.heap.reserve(shape: shape, stride: 48)
    if form == .diagonal {
      if let other = right.host as? BandedObject, other.form == .diagonal {
        return try machine.banded(.diagonal, [quotients(other.main, [order], machine)])
      }
      let result = try quotients(side, shape, machine)
      let structure = side.array?.form.product(withBand: form.bandwidths) ?? .plain
      if structure != .plain { result.array?.mark(as: structure) }
      return result
    }
    return try tridiagonalSolution(side, machine) ?? machine.callLibrary("\\", [full(machine), side])
  }

  /// The rows of an array divided by the elements of the diagonal.
  private func quotients(_ side: Value, _ shape: [Int], _ machine: Machine) throws -> Value {
    guard let divisors = try machine.elements(main), let elements = try machine.elements(side) else { return .undefined }
    if let zero = try divisors.firstIndex(where: { try machine.isZero($0) }) { throw machine.singular(zero + 1) }
    if elements.isEmpty { return try machine.divide(side, Value(1)) }
    // What is exact for dense matrices is so for these.
    let isExact = elementType === DataType.bigInt && (machine.isExact(side) || side.tag == .integerArray)
    let divide = isExact ? { try machine.callLibrary("//", [$0, $1]) } : machine.divide
    return try machine.promoted(elements.indices.map { try divide(elements[$0], divisors[$0 % shape[0]]) }, shape: shape)
  }

  /// The solution for floating-point numbers by elimination among the diagonals.
  private func tridiagonalSolution(_ side: Value, _ machine: Machine) throws -> Value? {
    guard main.tag != .array, case .floating(let b)? = try machine.linearOperand(side),
      let lower = try floating(-1, machine), let main = try floating(0, machine), let upper = try floating(1, machine)
    else { return nil }
    if b.isComplex || main.isComplex { return try machine.solution(lower.asComplex, main.asComplex, upper.asComplex, b.asComplex) }
    guard let lower = lower.array(of: Double.self), let main = main.array(of: Double.self), let upper = upper.array(of: Double.self),
      let b = b.array(of: Double.self)
    else { return nil }
    return try machine.solution(lower, main, upper, b)
  }

  /// A diagonal as floats, of zeros where none is stored; `nil` for other numbers.
  func floating(_ k: Int, _ machine: Machine) throws -> (any LinearArray)? {
    guard let vector = diagonal(k) else { return DenseArray<Double>(repeating: 0, shape: [max(0, order - abs(k))]) }
    guard case .floating(let array)? = try machine.linearOperand(vector) else { return nil }
    return array
  }
}

extension Machine {
  fileprivate func solution<Number: LinearAlgebraScalar>(
    _ lower: Vector<Number>, _ main: Vector<Number>, _ upper: Vector<Number>, _ b: DenseArray<Number>
  ) throws -> Value {
    let result = try linear { try TridiagonalMatrix(lower: lower, diagonal: main, upper: upper).solveWithCondition(b) }
    try warn(of: result)
    return heap.linear(result.solution)
  }
}
