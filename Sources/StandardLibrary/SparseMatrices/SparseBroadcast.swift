// Dotted expressions with sparse matrices and vectors.

import Arrays
import Engine

/// A dotted expression of which at least one operand is sparse: where all of those have no element and the others are
/// numbers it is evaluated once, and if it is zero there, only the stored elements are computed.
struct SparseBroadcast {
  private let operands: [Value]
  private let machine: Machine
  private let matrices: [SparseObject?]

  init(_ operands: [Value], _ machine: Machine) {
    self.operands = operands
    self.machine = machine
    matrices = operands.map { $0.host as? SparseObject }
  }

  func result(element: ([Value]) throws -> Value, whole: ([Value]) throws -> Value) throws -> Value {
    let present = matrices.compactMap { $0 }
    guard let first = present.first else { return try whole(operands) }
    // Vectors may as well be dense where they meet numbers that sparse ones do not hold.
    let isPlain = zip(operands, matrices).allSatisfy {
      $1 != nil || $0.function != nil || $0.isNumber && !(first.isVector && $0.isOfManyBitsOrFraction)
    }
    if isPlain, present.allSatisfy({ $0.shape == first.shape }) {
      let atZero = try element(arguments { machine.sparseValue(0.0, $0.kind) })
      if atZero.isNumber, try machine.isZero(atZero) { return try stored(first, atZero, element) }
    }
    let dense = try zip(operands, matrices).map { try $1?.full(machine) ?? $0 }
    let result = try whole(dense)
    guard let rank = result.array?.rank, rank == 1 || rank == 2, let (matrix, kind) = try? machine.sparseOperand(result) else {
      return result
    }
    return try machine.sparse(matrix, kind, rank == 1 ? .vector : .matrix)
  }

  /// The operands, with one value in place of each matrix.
  private func arguments(_ value: (SparseObject) -> Value) -> [Value] {
    zip(operands, matrices).map { $1.map(value) ?? $0 }
  }

  private func stored(_ first: SparseObject, _ atZero: Value, _ element: ([Value]) throws -> Value) throws -> Value {
    var pattern = first.matrix.pattern()
    for matrix in matrices.compactMap({ $0 }) where matrix !== first {
      let other = matrix.matrix.pattern()
      pattern = try machine.linear { try pattern.adding(other) }
    }
    try machine.heap.reserve(count: pattern.storedCount, stride: 40)
    let (i, j, _) = pattern.triplets
    var numbers: [Complex<Double>] = []
    numbers.reserveCapacity(pattern.storedCount)
    var kind = SparseElement.boolean
    func note(_ value: Value) throws {
      guard let number = machine.complexDouble(value), !value.isOfManyBitsOrFraction else {
        throw RuntimeError.argument(
          "sparse matrices hold Bool, Int64, Float64 and ComplexF64, not \(value.dataType)",
          hint: "Matrix(A) makes a dense matrix")
      }
      kind = max(kind, value.tag == .complex ? .complex : value.tag == .boolean ? .boolean : value.isInteger ? .integer : .float)
      numbers.append(number)
    }
    try note(atZero)
    for place in 0..<pattern.storedCount {
      let mark = machine.heap.mark
      try machine.countStep(1)
      try note(try element(arguments { $0.matrix.element(i[place], j[place], $0.kind, machine) }))
      machine.heap.drain(to: mark)
    }
    let values = Vector(numbers.dropFirst())
    let form: SparseForm = matrices.allSatisfy { $0 == nil || $0?.form == first.form } ? first.form : .matrix
    // Zeros are not stored, as little as infinities of nothing.
    if kind == .complex {
      let matrix = try machine.linear {
        try SparseMatrix(
          rows: first.rows, columns: first.columns, columnStarts: pattern.columnStarts, rowIndices: pattern.rowIndices,
          values: values)
      }
      return try machine.sparse(matrix.droppingZeros(), kind, form)
    }
    let matrix = try machine.linear {
      try SparseMatrix(
        rows: first.rows, columns: first.columns, columnStarts: pattern.columnStarts, rowIndices: pattern.rowIndices,
        values: values.realParts)
    }
    return try machine.sparse(matrix.droppingZeros(), kind, form)
  }
}

extension Value {
  /// Whether a float would not hold the number.
  fileprivate var isOfManyBitsOrFraction: Bool {
    tag == .rational || tag == .bigInteger || tag == .bigFloat || tag == .dual
  }
}
