// Factorisations of tridiagonal matrices, which solve a system in a number of steps that is a multiple of the order.

import Arrays
import Engine

extension BandedObject {
  /// The LU factorisation of a matrix of floats with two or three diagonals; `nil` for any other.
  func lu(_ machine: Machine) throws -> Value? {
    guard form != .diagonal, self.main.tag != .array, let lower = try floating(-1, machine), let main = try floating(0, machine), let upper = try floating(1, machine)
    else { return nil }
    try machine.countStep(order / 2)
    if main.isComplex { return try machine.linear { try factored(lower.asComplex, main.asComplex, upper.asComplex, machine) } }
    guard let lower = lower.array(of: Double.self), let main = main.array(of: Double.self), let upper = upper.array(of: Double.self)
    else { return nil }
    return try machine.linear { try factored(lower, main, upper, machine) }
  }

  private func factored<Number: LinearAlgebraScalar>(
    _ lower: Vector<Number>, _ main: Vector<Number>, _ upper: Vector<Number>, _ machine: Machine
  ) throws -> Value {
    // What the fields hold later is another matrix.
    let matrix = try TridiagonalMatrix(lower: lower.map { $0 }, diagonal: main.map { $0 }, upper: upper.map { $0 })
    let factors = try TridiagonalFactors(matrix)
    let n = order
    let element: DataType = Number.isComplex ? .complexF64 : .float64
    let matrixType = BandedForm.tridiagonal.type(element, in: .array(element, rank: 1))
    /// Parts of the dense factorisation, which chooses the same pivots.
    func part(_ name: String) -> FactorizationObject.Part {
      { machine in
        try machine.heap.reserve(shape: [n, n], stride: 32)
        let dense = try machine.callLibrary("lu", [machine.heap.linear(matrix.dense)])
        return try dense.host?.property(name, machine) ?? .undefined
      }
    }
    var contents = Contents(
      type: .factorization("LU", [element, matrixType, .array(.int64, rank: 1)]), size: [n, n],
      properties: ["L", "U", "p", "P"].map { ($0, part($0)) }, iterated: ["L", "U", "p"],
      sections: [("L factor:", "L"), ("U factor:", "U")],
      product: { machine in
        try machine.heap.reserve(shape: [n, n], stride: 16)
        return machine.heap.linear(matrix.dense)
      })
    contents.operations = [
      "det": { _, machine in machine.heap.linear(factors.determinant) },
      "issuccess": { _, _ in Value(true) },
      "inv": { _, machine in try machine.callLibrary("inv", [machine.heap.linear(matrix.dense)]) },
      "\\": { arguments, machine in try machine.solution(arguments) { try factors.solve($0) } },
    ]
    contents.byteCount = n * 8 * MemoryLayout<Number>.stride
    return machine.factorization(contents)
  }

  /// The factorisation L D Lᵀ of a real symmetric tridiagonal matrix, without exchanges; `nil` for any other.
  func ldl(_ machine: Machine) throws -> Value? {
    guard let matrix = try symmetricTridiagonal(machine) else { return nil }
    try machine.countStep(order / 2)
    let factors: SymmetricTridiagonalFactors
    do {
      factors = try matrix.ldl()
    } catch LinearAlgebraError.singular(let pivot) {
      throw RuntimeError(
        "ZeroPivotException", "factorization encountered one or more zero pivots: the first is at (\(pivot), \(pivot))",
        hint: "lu(A) exchanges rows")
    }
    let n = order
    let matrixType = form.type(.float64, in: .array(.float64, rank: 1))
    var contents = Contents(
      type: .factorization("LDLt", [.float64, matrixType]),
      size: [n, n],
      properties: [
        ("L", { try $0.banded(.lowerBidiagonal, [$0.filledArray(1, ofType: .float64, shape: [n]), $0.heap.array(factors.multipliers)]) }),
        ("D", { try $0.banded(.diagonal, [$0.heap.array(factors.pivots)]) }), ("d", { $0.heap.array(factors.pivots) }),
      ],
      iterated: ["L", "D"], sections: [("L factor:", "L"), ("D factor:", "D")],
      product: { machine in
        try machine.heap.reserve(shape: [n, n], stride: 16)
        return machine.heap.linear(matrix.general.dense)
      })
    contents.operations = [
      "det": { _, machine in Value(factors.pivots.elements.reduce(1, *)) },
      "issuccess": { _, _ in Value(true) },
      "inv": { _, machine in try machine.callLibrary("inv", [machine.heap.linear(matrix.general.dense)]) },
      "\\": { arguments, machine in
        try machine.solution(arguments) { (b: DenseArray<Double>) in
          guard b.rows == n else {
            throw LinearAlgebraError.dimensionMismatch("a \(n)×\(n) matrix and a right-hand side of \(b.rows) rows do not fit")
          }
          return factors.solve(b)
        }
      },
    ]
    contents.byteCount = n * 32
    return machine.factorization(contents)
  }
}
