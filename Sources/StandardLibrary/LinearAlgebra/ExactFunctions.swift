// Polynomials and normal forms of exact matrices: charpoly, minpoly, smith, hermite, lll, jordan.

import Engine
import Exact

extension Library {
  mutating func addExactFunctions() {
    addPolynomials()
    addIntegerForms()
    add(
      "jordan(A)", """
        The Jordan form `A = P * J * inv(P)` of a matrix of integers or fractions: `P, J = jordan(A)`. The eigenvalues must be \
        rational or square roots of such; numbers as `(1 + √5)/2` are exact, and floats where they meet floats.
        """, arity: 1, example: "P, J = jordan([3 1; -1 1]); J  # => [2 1; 0 2]\nP * J == [3 1; -1 1] * P  # => true",
      source: "Horn & Johnson, Matrix Analysis, 2nd ed., section 3.1"
    ) { call in
      let machine = call.machine
      let operand = try call.exactMatrix()
      _ = try machine.squareOrder(operand.shape)
      try machine.count(operand.matrix.cost(of: .jordanForm))
      let form = try machine.exactly { try operand.matrix.jordanForm() }
      return try machine.exactFactorization(
        "Jordan", of: call[0], operand,
        [
          ("P", "P factor:", try machine.value(of: form.transformation, isBig: operand.isBig)),
          ("J", "J factor:", try machine.value(of: form.form, isBig: operand.isBig)),
        ])
    }
  }

  private mutating func addPolynomials() {
    add(
      "charpoly(A)", """
        The characteristic polynomial det(λI - A) of a matrix of integers or fractions, exact: `p.coefficients` from the constant \
        one up, and `p(x)` at a number or matrix.
        """, arity: 1,
      example: "p = charpoly([1 2; 3 4]); p.coefficients  # => [-2, -5, 1]\np([1 2; 3 4])  # => [0 0; 0 0]",
      source: "FLINT fmpz_mat_charpoly (Berkowitz; modular)"
    ) { call in
      let operand = try call.exactMatrix()
      _ = try call.machine.squareOrder(operand.shape)
      try call.machine.count(operand.matrix.cost(of: .characteristicPolynomial))
      return try call.machine.polynomial(
        call.machine.exactly { try operand.matrix.characteristicPolynomial() }, of: operand)
    }
    add(
      "minpoly(A)", """
        The minimal polynomial of a matrix of integers or fractions: the one of least degree with p(A) = 0 that begins with 1. \
        `p.coefficients` go from the constant one up.
        """, arity: 1, example: "minpoly([2 0; 0 2]).coefficients  # => [-2, 1]", source: "FLINT fmpz_mat_minpoly"
    ) { call in
      let operand = try call.exactMatrix()
      _ = try call.machine.squareOrder(operand.shape)
      try call.machine.count(operand.matrix.cost(of: .minimalPolynomial))
      return try call.machine.polynomial(call.machine.exactly { try operand.matrix.minimalPolynomial() }, of: operand)
    }
  }

  private mutating func addIntegerForms() {
    add(
      "smith(A)", """
        The Smith normal form of an integer matrix, with the integer matrices of determinant ±1 that lead to it: \
        `S, U, V = smith(A)` with `S == U * A * V`. `S` is diagonal, and each number divides the next.
        """, arity: 1, example: "S, U, V = smith([2 4; 6 8]); S  # => [2 0; 0 4]\nU * [2 4; 6 8] * V  # => [2 0; 0 4]",
      source: "Kannan & Bachem, SIAM J. Comput. 8 (1979)"
    ) { call in
      let machine = call.machine
      let (operand, matrix) = try call.integerMatrix()
      try machine.count(matrix.cost(of: .smithTransformation))
      let form = try machine.exactly { try matrix.smithFormWithTransformations() }
      return try machine.exactFactorization(
        "Smith", of: call[0], operand,
        [
          ("S", "S factor:", try machine.value(of: form.form, isBig: operand.isBig)),
          ("U", "U factor:", try machine.value(of: form.left, isBig: operand.isBig)),
          ("V", "V factor:", try machine.value(of: form.right, isBig: operand.isBig)),
        ])
    }
    add(
      "hermite(A)", """
        The Hermite normal form of an integer matrix by operations on its rows, with the integer matrix of determinant ±1 that \
        leads to it: `H, U = hermite(A)` with `H == U * A`. Pivots are positive, and the numbers above them smaller.
        """, arity: 1, example: "H, U = hermite([2 4; 3 5]); H  # => [1 1; 0 2]\nU * [2 4; 3 5]  # => [1 1; 0 2]",
      source: "Cohen, A Course in Computational Algebraic Number Theory, section 2.4"
    ) { call in
      let machine = call.machine
      let (operand, matrix) = try call.integerMatrix()
      try machine.count(matrix.cost(of: .hermiteForm))
      let form = try machine.exactly { try matrix.hermiteFormWithTransformation() }
      return try machine.exactFactorization(
        "Hermite", of: call[0], operand,
        [
          ("H", "H factor:", try machine.value(of: form.form, isBig: operand.isBig)),
          ("U", "U factor:", try machine.value(of: form.transformation, isBig: operand.isBig)),
        ])
    }
    add(
      "lll(A)", """
        Short, nearly orthogonal vectors that span the same lattice as the rows of an integer matrix: `B, U = lll(A)` with \
        `B == U * A`. Each row of `B` is a vector; where the rows of `A` are dependent, `B` has fewer.
        """, arity: 1,
      example: "A = [1 0 1000; 0 1 1001]; B, U = lll(A); U * A == B  # => true\nmaximum(abs.(B)) < 1000  # => true",
      source: "Nguyen & Stehlé, SIAM J. Comput. 39 (2009); FLINT fmpz_lll"
    ) { call in
      let machine = call.machine
      let (operand, matrix) = try call.integerMatrix()
      try machine.count(matrix.cost(of: .latticeReduction))
      let basis = try machine.exactly { try matrix.latticeReduced() }
      return try machine.exactFactorization(
        "LLL", of: call[0], operand,
        [
          ("B", "B basis:", try machine.value(of: basis.basis, isBig: operand.isBig)),
          ("U", "U factor:", try machine.value(of: basis.transformation, isBig: operand.isBig)),
        ])
    }
  }
}

extension Call {
  /// A matrix of fractions or integers.
  fileprivate func exactMatrix() throws -> ExactOperand {
    guard self[0].isArray || self[0].tag == .range, let shape = try machine.shape(self[0]) else { throw noMethod() }
    guard shape.count == 2 else {
      throw noMethod(hint: shape.count == 1 ? "it takes a matrix; reshape(v, :, 1) makes a column of a vector" : nil)
    }
    guard let operand = try machine.exactOperand(self[0]) else {
      throw RuntimeError.argument(
        "\(function.name) takes a matrix of integers or fractions, not a \(self[0].dataType)",
        hint: "`Rational.(A)` takes floats exactly as they are, `rationalize.(A)` as the simple fractions next to them")
    }
    return operand
  }

  /// A matrix of integers.
  fileprivate func integerMatrix() throws -> (ExactOperand, IntegerMatrix) {
    let operand = try exactMatrix()
    guard let integers = operand.integers else {
      throw RuntimeError.argument(
        "\(function.name) takes a matrix of integers", hint: "multiply the matrix by the common denominator of its elements")
    }
    return (operand, integers)
  }
}

extension Machine {
  /// A factorisation whose factors are known: names, labels and values.
  func exactFactorization(
    _ name: String, of matrix: Value, _ operand: ExactOperand, _ factors: [(name: String, label: String, value: Value)],
    operations: FactorizationObject.Operations = [:]
  ) throws -> Value {
    let types = factors.map { $0.value.array?.elementType ?? .any }
    var contents = Contents(
      type: .factorization(name, types), size: operand.shape,
      properties: factors.map { factor in (factor.name, { _ in factor.value }) }, iterated: factors.map(\.name),
      sections: factors.map { ($0.label, $0.name) }, product: { _ in matrix })
    contents.retained = [matrix] + factors.map(\.value)
    contents.operations = operations
    return factorization(contents)
  }

  /// The eigenvalues of a matrix of fractions or `BigInt`s, each as often as it is a root, if all are rational or quadratic.
  ///
  /// `nil` also where finding out would take long: floating point answers then.
  func exactEigenSystem(_ value: Value) throws -> (system: ExactEigenSystem, operand: ExactOperand)? {
    guard isExact(value), let operand = try exactOperand(value), operand.shape.count == 2, operand.matrix.isSquare,
      operand.matrix.rows > 0
    else { return nil }
    let cost = operand.matrix.cost(of: .eigenvalues)
    guard cost.steps < Machine.longestEigenvalueSearch else { return nil }
    try count(cost)
    let system = try exactly { try operand.matrix.eigenSystem() }
    return system.unresolved.isEmpty ? (system, operand) : nil
  }

  /// A second, in nanoseconds.
  private static let longestEigenvalueSearch = 1_000_000_000

  func exactEigenvalues(_ value: Value) throws -> Value? {
    guard let (system, operand) = try exactEigenSystem(value) else { return nil }
    let values = system.eigenvalues.flatMap { Array(repeating: $0.value, count: $0.multiplicity) }
    return try self.value(of: QuadraticMatrix(column: values), isBig: operand.isBig, isVector: true)
  }

  /// Exact eigenvalues and eigenvectors; `nil` where some are neither rational nor quadratic, or eigenvectors are missing.
  func exactEigen(_ value: Value) throws -> Value? {
    guard let (system, operand) = try exactEigenSystem(value),
      case .diagonalisable(let form) = try exactly({ try system.diagonalised() })
    else { return nil }
    return try eigenFactorization(form, of: value, operand)
  }

  func eigenFactorization(_ form: Diagonalisation, of matrix: Value, _ operand: ExactOperand) throws -> Value {
    let values = try value(of: QuadraticMatrix(column: form.eigenvalues), isBig: operand.isBig, isVector: true)
    let vectors = try value(of: form.eigenvectors, isBig: operand.isBig)
    return try exactFactorization(
      "Eigen", of: matrix, operand, [("values", "values:", values), ("vectors", "vectors:", vectors)],
      operations: [
        "eigvals": { _, _ in values }, "eigvecs": { _, _ in vectors },
        "det": { _, machine in try machine.callLibrary("det", [matrix]) },
        "inv": { _, machine in try machine.callLibrary("inv", [matrix]) },
      ])
  }
}
