// Diagonals, triangles, structured matrices and the questions about them.

import Arrays
import Engine

extension Library {
  mutating func addStructuredMatrices() {
    addDiagonals()
    addStructuredTypes()
    addBandedTypes()
    addElementTypesOfStructuredTypes()
    addTriangles()
    addStructurePredicates()
  }

  private mutating func addDiagonals() {
    add(
      "diag(A, k)", "The elements of diagonal `k` as a vector: 0 the main one, positive above it, negative below it.",
      arity: Arity(1...2), example: "diag([1 2; 3 4])  # => [1, 4]"
    ) { call in
      guard let array = call[0].array, array.rank == 2 else {
        throw call.noMethod(hint: "diagm(v) or Diagonal(v) makes a matrix with the vector on its diagonal")
      }
      let k = call.count == 2 ? try call.int(1) : 0
      let (m, n) = (array.shape[0], array.shape[1])
      let positions = (0..<m).compactMap { i -> Int? in
        let (j, overflow) = i.addingReportingOverflow(k)
        return !overflow && j >= 0 && j < n ? i + j * m : nil
      }
      return call.heap.array(of: array.elementType, positions.map { array.element($0, call.heap) })
    }
    add(
      "diagm(v)", """
        The matrix with `v` on its main diagonal; `diagm(k => v, …)` places vectors on other diagonals, \
        `diagm(m, n, …)` gives the size.
        """, arity: Arity(0...), example: "diagm([1, 2])  # => [1 0; 0 2]\ndiagm(1 => [5])  # => [0 5; 0 0]"
    ) { call in try call.machine.diagonalMatrix(call.values, call) }
  }

  private mutating func addTriangles() {
    for (name, isUpper) in [("triu", true), ("tril", false)] {
      add(
        "\(name)(A, k)", "The matrix with zeros \(isUpper ? "below" : "above") diagonal `k`.", arity: Arity(1...2),
        example: "\(name)([1 2; 3 4])  # => \(isUpper ? "[1 2; 0 4]" : "[1 0; 3 4]")"
      ) { call in
        let machine = call.machine
        guard let array = call[0].array, array.rank == 2 else { throw call.noMethod() }
        let k = call.count == 2 ? try call.int(1) : 0
        let m = array.shape[0]
        let elements = try machine.elements(call[0]) ?? []
        return try machine.matrix(rows: m, columns: array.shape[1], like: elements) { i, j in
          let (difference, overflow) = (j - i).subtractingReportingOverflow(k)
          let isKept = overflow ? (k < 0) == isUpper : isUpper ? difference >= 0 : difference <= 0
          return isKept ? elements[i + j * m] : nil
        }
      }
      add(
        "\(name)!(A, k)", "Sets the elements \(isUpper ? "below" : "above") diagonal `k` to zero, in place.",
        arity: Arity(1...2), example: "A = [1 2; 3 4]; \(name)!(A); A  # => \(isUpper ? "[1 2; 0 4]" : "[1 0; 3 4]")"
      ) { call in
        let machine = call.machine
        guard let array = call[0].array, array.rank == 2 else { throw call.noMethod() }
        let k = call.count == 2 ? try call.int(1) : 0
        for j in 0..<array.shape[1] {
          for i in 0..<array.shape[0] {
            let (difference, overflow) = (j - i).subtractingReportingOverflow(k)
            let isKept = overflow ? (k < 0) == isUpper : isUpper ? difference >= 0 : difference <= 0
            if isKept { continue }
            let zero = try machine.zero(like: array.element(i + j * array.shape[0], machine.heap))
            try machine.setIndex(call[0], [Value(i + 1), Value(j + 1)], zero)
          }
        }
        return call[0]
      }
    }
  }

  private mutating func addStructurePredicates() {
    func add(
      _ name: String, _ help: String, _ example: String, number: Bool = true,
      real: @escaping @Sendable (DenseArray<Double>, Int) -> Bool,
      _ test: @escaping @Sendable (Machine, GeneralMatrix, Int) throws -> Bool
    ) {
      self.add("\(name)(A)", help, arity: Arity(1...2), example: example) { call in
        if call[0].isNumber { return Value(number || call.machine.complexDouble(call[0])?.imaginary == 0) }
        if call[0].host is IdentityObject { return Value(true) }
        let k = call.count == 2 ? try call.int(1) : 0
        if let matrix = call[0].array?.denseFloats, matrix.rank == 2 { return Value(real(matrix, k)) }
        guard let shape = try call.machine.shape(call[0]), let elements = try call.machine.elements(call[0]) else { throw call.noMethod() }
        return Value(try test(call.machine, GeneralMatrix(elements, shape: shape), k))
      }
    }
    /// Whether the elements that the condition names are zero.
    @Sendable func areZero(_ machine: Machine, _ matrix: GeneralMatrix, where condition: (Int, Int) -> Bool) throws -> Bool {
      for j in 0..<matrix.columns {
        for i in 0..<matrix.rows where condition(i, j) {
          if try !machine.isEqual(matrix[i, j], Value(0)) { return false }
        }
      }
      return true
    }
    @Sendable func isMirrored(_ machine: Machine, _ matrix: GeneralMatrix, conjugates: Bool) throws -> Bool {
      guard matrix.rows == matrix.columns else { return false }
      for j in 0..<matrix.columns {
        for i in 0...j {
          let mirror = conjugates ? try machine.adjoint(matrix[j, i]) : matrix[j, i]
          if try !machine.isEqual(matrix[i, j], mirror) { return false }
        }
      }
      return true
    }
    add("issymmetric", "Whether the matrix equals its transpose.", "issymmetric([1 2; 2 3])  # => true", real: { matrix, _ in matrix.isHermitian }) { machine, matrix, _ in
      try isMirrored(machine, matrix, conjugates: false)
    }
    add("ishermitian", "Whether the matrix equals its adjoint.", "ishermitian([1 2im; -2im 3])  # => true", number: false, real: { matrix, _ in matrix.isHermitian }) { machine, matrix, _ in
      try isMirrored(machine, matrix, conjugates: true)
    }
    add("isdiag", "Whether all elements off the diagonal are zero.", "isdiag([1 0; 0 3])  # => true", real: { matrix, _ in matrix.isDiagonal }) { machine, matrix, _ in
      try areZero(machine, matrix) { $0 != $1 }
    }
    add("istriu", "Whether all elements below diagonal `k` are zero.", "istriu([1 2; 0 3])  # => true", real: { $0.isUpperTriangular(diagonal: $1) }) { machine, matrix, k in
      try areZero(machine, matrix) { i, j in Double(j) - Double(i) < Double(k) }
    }
    add("istril", "Whether all elements above diagonal `k` are zero.", "istril([1 0; 2 3])  # => true", real: { $0.isLowerTriangular(diagonal: $1) }) { machine, matrix, k in
      try areZero(machine, matrix) { i, j in Double(j) - Double(i) > Double(k) }
    }
    self.add(
      "isbanded(A, kl, ku)", "Whether all elements outside of the diagonals `kl` to `ku` are zero.", arity: 3,
      example: "isbanded([1 2 0; 0 3 4; 0 0 5], 0, 1)  # => true"
    ) { call in
      let machine = call.machine
      return Value(
        try machine.callLibrary("istriu", [call[0], call[1]]).boolean == true
          && machine.callLibrary("istril", [call[0], call[2]]).boolean == true)
    }
    self.add(
      "hermitianpart(A, uplo)", "The Hermitian part (A + A') / 2 of a square matrix, or the real part of a number.",
      arity: Arity(1...2), example: "hermitianpart([1 2; 4 3])  # => [1.0 3; 3 3]"
    ) { call in
      let machine = call.machine
      if call[0].isNumber { return try machine.callLibrary("real", [call[0]]) }
      guard let shape = try machine.shape(call[0]) else { throw call.noMethod() }
      _ = try machine.squareOrder(shape)
      let sum = try machine.add(call[0], machine.adjoint(call[0]))
      return try machine.structured("Hermitian", machine.divide(sum, Value(2)), call.count == 2 ? call[1] : nil)
    }
    self.add(
      "isposdef(A)", "Whether the matrix, or the one of a factorisation, is Hermitian and positive definite.", arity: 1,
      example: "isposdef([2 1; 1 2])  # => true\nisposdef(cholesky([2 1; 1 2]))  # => true"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      if let x = call[0].asDouble { return Value(x > 0) }
      if let z = call.machine.complexDouble(call[0]) { return Value(z.imaginary == 0 && z.real > 0) }
      let matrix = try call.floatingMatrix()
      return Value(try matrix.isPositiveDefinite())
    }
  }
}

extension LinearArray {
  /// Whether the Cholesky factorisation exists.
  fileprivate func isPositiveDefinite() throws -> Bool {
    guard dense.rows == dense.columns, dense.isFinite, dense.isHermitian else { return false }
    return (try? CholeskyDecomposition(dense)) != nil
  }
}

extension Machine {
  /// A matrix of the element type of `elements`, with zeros where `element` gives nothing.
  func matrix(
    rows: Int, columns: Int, like elements: [Value], _ element: (Int, Int) throws -> Value?
  ) throws -> Value {
    let count = try heap.reserve(shape: [rows, columns], stride: 16)
    try countStep(count / 10)
    let zero = try elements.first.map { try self.zero(like: $0) } ?? Value(0.0)
    var values: [Value] = []
    values.reserveCapacity(count)
    for j in 0..<columns {
      for i in 0..<rows { values.append(try element(i, j) ?? zero) }
    }
    return try promoted(values, shape: [rows, columns])
  }

  /// `diagm`: vectors or pairs of a diagonal's number and a vector, perhaps after a size.
  fileprivate func diagonalMatrix(_ arguments: [Value], _ call: borrowing Call) throws -> Value {
    var size: (Int, Int)?
    var rest = arguments
    if arguments.count >= 2, let m = exactInt(arguments[0]), let n = exactInt(arguments[1]) {
      if m < 0 || n < 0 { throw RuntimeError.argument("invalid dimensions (\(m), \(n))") }
      size = (m, n)
      rest = Array(arguments.dropFirst(2))
    }
    var diagonals: [(k: Int, elements: [Value])] = []
    for argument in rest {
      if argument.tag == .pair, let pair = argument.tuple, let k = exactInt(pair.elements[0]),
        let elements = try elements(pair.elements[1])
      {
        guard abs(Double(k)) < 1e9 else { throw RuntimeError.argument("diagonal \(k) is out of range") }
        diagonals.append((k, elements))
      } else if argument.isArray || argument.tag == .range || argument.tag == .tuple, argument.array?.rank ?? 1 == 1,
        let elements = try elements(argument)
      {
        diagonals.append((0, elements))
      } else {
        throw call.noMethod()
      }
    }
    if diagonals.isEmpty, size == nil { throw call.noMethod() }
    let needed = diagonals.map { abs($0.k) + $0.elements.count }.max() ?? 0
    let (m, n) = size ?? (needed, needed)
    for (k, elements) in diagonals where (k < 0 ? -k : 0) + elements.count > m || max(k, 0) + elements.count > n {
      throw RuntimeError.dimensionMismatch("the \(m)×\(n) matrix is too small for a diagonal \(k) of length \(elements.count)")
    }
    return try matrix(rows: m, columns: n, like: diagonals.flatMap(\.elements)) { i, j in
      var sum: Value?
      for (k, elements) in diagonals where j - i == k {
        let position = min(i, j)
        if position < elements.count { sum = try sum.map { try self.add($0, elements[position]) } ?? elements[position] }
      }
      return sum
    }
  }
}
