// lu, qr, cholesky, eigen, svd, schur, hessenberg, and the values alone.

import Arrays
import Engine

extension Library {
  mutating func addFactorizations() {
    addEliminations()
    addSpectra()
    add(constant: "ColumnNorm", "The pivoting of `qr` by the column of largest norm: `qr(A, ColumnNorm())`.") { heap in
      heap.adopt(PivotingObject("ColumnNorm"))
    }
    add(constant: "RowMaximum", "The pivoting of `lu` by the largest element of a column.") { heap in
      heap.adopt(PivotingObject("RowMaximum"))
    }
    add(constant: "NoPivot", "No pivoting: `qr(A, NoPivot())`.") { $0.adopt(PivotingObject("NoPivot")) }
  }

  private mutating func addEliminations() {
    add(
      "lu(A; check, allowsingular)", """
        The factorisation `A[p, :] = L * U` with row exchanges: `F = lu(A)` has `F.L`, `F.U`, `F.p`, `F.P`, and \
        `L, U, p = lu(A)` takes it apart. `F \\ b` solves a system with it. `lu(A, NoPivot())` exchanges no rows. \
        With `check = false` or `allowsingular = true` a singular matrix has a factorisation too.
        """, arity: Arity(1...2), keywords: ["check", "allowsingular"], example: "L, U, p = lu([4.0 3; 6 3]); p  # => [2, 1]",
      source: "LAPACK getrf; Golub & Van Loan, Matrix Computations, 4th ed., section 3.4"
    ) { call in
      let machine = call.machine
      let check = try call.flag("check", default: true) && !call.flag("allowsingular")
      if case .general(let matrix)? = try machine.linearOperand(call[0]), matrix.shape.count == 2 {
        let numbers = matrix.holdsIntegersOnly ? try matrix.asFractions(machine) : matrix
        let elimination = try GeneralElimination(numbers, machine)
        if check, let pivot = elimination.zeroPivot { throw machine.singular(pivot) }
        return machine.factorization(try elimination.contents(machine))
      }
      let isUnpivoted = call.count == 2 && ((call[1].host as? PivotingObject)?.name == "NoPivot" || call[1].boolean == false)
      return try call.floatingMatrix().factoredByLU(machine, check: check, isPivoted: !isUnpivoted)
    }
    add(
      "qr(A, pivot)", """
        The factorisation `A = Q * R` with orthonormal columns in `Q` and a triangle `R`; `Q, R = qr(A)` takes it apart. \
        With `ColumnNorm()` the columns are reordered: `A[:, F.p] = F.Q * F.R`. `F.Q` is square; `Matrix(F.Q)` has no more \
        columns than `A`.
        """, arity: Arity(1...2), keywords: ["pivot"],
      example: "Q, R = qr([3.0 0; 4 5]); Q * R ≈ [3 0; 4 5]  # => true",
      source: "LAPACK geqrf and geqp3; Golub & Van Loan, section 5.2"
    ) { call in
      let isPivoted: Bool
      if call.count == 2 {
        // Both `ColumnNorm()` and the older `Val(true)` name the pivoting.
        isPivoted = (call[1].host as? PivotingObject).map { $0.name == "ColumnNorm" } ?? (call[1].boolean ?? false)
      } else {
        isPivoted = try call.flag("pivot")
      }
      // A vector is a matrix of one column.
      if call[0].array?.rank == 1 { return try call.machine.callLibrary("qr", [call.machine.callLibrary("reshape", [call[0], .colon, Value(1)]), Value(isPivoted)]) }
      return try call.floatingMatrix().factoredByQR(call.machine, isPivoted: isPivoted)
    }
    add(
      "lq(A)", """
        The factorisation `A = L * Q` with a triangle `L` and orthonormal rows in `Q`: `L, Q = lq(A)`. `Q` is square; \
        `Matrix(Q)` has no more rows than `A`.
        """, arity: 1,
      example: "L, Q = lq([3.0 4; 0 5]); L * Q ≈ [3 4; 0 5]  # => true", source: "LAPACK geqrf of the adjoint"
    ) { call in
      let matrix = try call.floatingMatrix()
      return call.machine.factorization(try call.machine.linear { try matrix.lqContents() })
    }
    add(
      "cholesky(A, pivot; check)", """
        The factorisation `A = L * L'` of a symmetric positive definite matrix: `C.L`, `C.U`. \
        A `PosDefException` tells that the matrix is not positive definite. With `RowMaximum()` rows and columns are reordered, \
        `A[C.p, C.p] = C.L * C.L'`, and with `check = false` a semidefinite matrix has a factorisation too, with `C.rank`. \
        Without pivots `check = false` gives an object for any matrix, of which `issuccess` tells whether it factors it.
        """, arity: Arity(1...2), keywords: ["check"], example: "cholesky([4.0 2; 2 5]).L  # => [2.0 0; 1 2]",
      source: "LAPACK potrf; Golub & Van Loan, section 4.2"
    ) { call in
      let matrix = try call.floatingMatrix()
      if call.count == 2, (call[1].host as? PivotingObject)?.name == "RowMaximum" {
        let check = try call.flag("check", default: true)
        return call.machine.factorization(
          try call.machine.linear { try matrix.pivotedCholeskyContents(check: check, call.machine) })
      }
      let check = try call.flag("check", default: true)
      return try matrix.factoredByCholesky(call.machine, form: call[0].array?.form ?? .plain, check: check)
    }
    add(
      "issuccess(F; allowsingular)", """
        Whether a factorisation can be used to solve systems, or, with `allowsingular = true`, whether it exists.
        """, arity: 1, keywords: ["allowsingular"],
      example: "issuccess(lu([1.0 2; 3 4]))  # => true"
    ) { call in
      guard let result = try call.appliedByHost() else { throw call.noMethod() }
      return try call.flag("allowsingular") ? Value(true) : result
    }
  }

  private mutating func addSpectra() {
    add(
      "eigen(A, part...; sortby)", """
        Eigenvalues and eigenvectors: `F.values` and the columns of `F.vectors`; `λ, V = eigen(A)` takes them apart. \
        They are sorted by real, then imaginary part, or by what the function `sortby` makes of them. Real symmetric matrices \
        give real values and orthonormal vectors, of which `eigen(A, 2:3)` and `eigen(A, lower, upper)` take those that `eigvals` \
        takes. `eigen(A, B)` solves `A * v = λ * B * v`. For fractions and `BigInt`s the result is exact where all eigenvalues are \
        rational or have one square root, as `(1 + √5)/2`.
        """, arity: Arity(1...3), keywords: ["sortby", "permute", "scale"],
      example: "eigen([2.0 0; 0 3]).values  # => [2.0, 3.0]\neigen([2.0 1; 1 2], 2:2).values ≈ [3]  # => true\neigen([2.0 0; 0 3]; sortby = x -> -abs(x)).values  # => [3.0, 2.0]",
      source: "LAPACK geevx, syevd, heevr"
    ) { call in
      if let (a, b) = try call.matrixPair(), let contents = try call.machine.linear({ try a.eigenContents(with: b, call.machine) }) {
        return call.machine.factorization(contents)
      }
      let key = call.sortKey
      if key == nil, call.count == 1, let exact = try call.machine.exactEigen(call[0]) { return exact }
      let matrix = try call.floatingMatrix()
      if call.count > 1 { try call.requireHermitian(matrix) }
      var decomposition = try call.machine.linear { try matrix.eigen() }
      if call.count > 1 { decomposition = decomposition.selecting(try call.chosen(among: decomposition.values.elements.map(\.real))) }
      if let key {
        decomposition = decomposition.selecting(try call.machine.order(of: decomposition.values(call.heap), by: key))
      }
      let order = matrix.shape[0]
      return call.machine.factorization(count: matrix.count) { Contents(eigen: decomposition, order: order) }
    }
    add(
      "eigvals(A, part...; sortby)", """
        The eigenvalues, sorted by real, then imaginary part, or by what the function `sortby` makes of them. Of a symmetric or Hermitian matrix `eigvals(A, 2:3)` are the \
        second and third, and `eigvals(A, a, b)` those above `a` and up to `b`. With a matrix, `eigvals(A, B)` are those of \
        `A * v = λ * B * v`. For fractions and `BigInt`s the result is exact where all eigenvalues are rational or have one \
        square root.
        """, arity: Arity(1...3), keywords: ["sortby", "permute", "scale"],
      example: "eigvals([2.0 1; 1 2])  # => [1.0, 3.0]\neigvals([2//1 1; 1 2])  # => [1//1, 3//1]",
      source: "LAPACK geevx, syevd, heevr"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      if call.count == 1, call[0].isNumber { return call[0] }
      if let (a, b) = try call.matrixPair(), let contents = try call.machine.linear({ try a.eigenContents(with: b, call.machine) }) {
        return try contents.properties[0].make(call.machine)
      }
      let key = call.sortKey
      if call.count == 1, let exact = try call.machine.exactEigenvalues(call[0]) { return try call.machine.sorted(exact, by: key) }
      let matrix = try call.floatingMatrix()
      if call.count == 1 { return try call.machine.sorted(matrix.eigenvalues(call.machine), by: key) }
      let values = try call.hermitianEigenvalues(matrix)
      return call.heap.vector(try call.chosen(among: values).map { values[$0] })
    }
    add(
      "eigvals!(A, B)", "The eigenvalues; `A` (and `B`) then hold the triangles of the Schur decomposition.", arity: Arity(1...2),
      example: "A = [1.0 2; 3 4]; eigvals!(A) ≈ [A[1, 1], A[2, 2]]  # => true"
    ) { call in
      let machine = call.machine
      let factorization = try machine.callLibrary("schur", call.values)
      let values: Value
      if call.count == 1, try !call.floatingMatrix().isHermitian, let known = try factorization.host?.property("values", machine),
        let unsorted = try machine.floatingOperand(known)
      {
        values = unsorted.sortedEigenvalues(call.heap)
      } else {
        values = try machine.callLibrary("eigvals", call.values)
      }
      for (target, name) in zip(call.values, call.count == 2 ? ["S", "T"] : ["T"]) {
        guard let triangle = try factorization.host?.property(name, machine) else { throw call.noMethod() }
        try machine.store(triangle, in: target, call)
      }
      return values
    }
    add(
      "eigvecs(A, values)", """
        The eigenvectors, as columns in the order of `eigvals`; of a symmetric or Hermitian matrix those that belong to the \
        eigenvalues `values`.
        """, arity: Arity(1...2),
      example: "abs.(eigvecs([2.0 0; 0 3]))  # => [1.0 0; 0 1]"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      let machine = call.machine
      if let (a, b) = try call.matrixPair(), let contents = try machine.linear({ try a.eigenContents(with: b, machine) }) {
        return try contents.properties[1].make(machine)
      }
      if call.count == 1, let exact = try machine.exactEigen(call[0])?.host?.property("vectors", machine) { return exact }
      let matrix = try call.floatingMatrix()
      let vectors = try machine.linear { try matrix.eigen() }.vectors(machine.heap)
      guard call.count == 2 else { return vectors }
      let known = try call.hermitianEigenvalues(matrix)
      guard let wanted = try machine.elements(call[1]) else { throw call.noMethod() }
      let columns = try wanted.map { element -> Value in
        guard let value = element.asDouble else { throw call.noMethod() }
        guard let nearest = known.indices.min(by: { (known[$0] - value).magnitude < (known[$1] - value).magnitude }) else {
          throw RuntimeError.argument("an empty matrix has no eigenvectors")
        }
        return Value(nearest + 1)
      }
      return try machine.index(vectors, [.colon, machine.promoted(columns, shape: [columns.count])])
    }
    for (name, help) in [("eigmax", "largest"), ("eigmin", "smallest")] {
      add(
        "\(name)(A)", "The \(help) eigenvalue, if all are real.", arity: 1,
        example: "\(name)([2.0 1; 1 2])  # => \(name == "eigmax" ? "3.0" : "1.0")"
      ) { call in
        let values = try call.floatingMatrix().eigenvalues(call.machine)
        guard let real = values.array?.denseFloats else {
          throw RuntimeError.domain(
            call[0], text: try call.machine.compactText(of: call[0]), "`A` cannot have complex eigenvalues.")
        }
        guard let result = name == "eigmax" ? real.elements.last : real.elements.first else {
          throw RuntimeError.argument("an empty matrix has no eigenvalues")
        }
        return Value(result)
      }
    }
    add(
      "svd(A, B; full)", """
        The singular value decomposition `A = U * Diagonal(S) * V'`: `F.U`, `F.S` in descending order, `F.V`, `F.Vt`; \
        `U, S, V = svd(A)` takes it apart. `full = true` gives square `U` and `V`. `svd(A, B)` of two matrices with as many \
        columns gives `A = U * D1 * R0 * Q'` and `B = V * D2 * R0 * Q'` with diagonal `D1` and `D2`, and their quotients as `F.vals`.
        """, arity: Arity(1...2), keywords: ["full", "alg"], example: "svd([3.0 0; 0 2]).S  # => [3.0, 2.0]",
      source: "LAPACK gesdd, ggsvd3; Golub & Van Loan, section 8.6"
    ) { call in
      if let (a, b) = try call.matrixPair(), let contents = try a.svdContents(with: b, call.machine) {
        return call.machine.factorization(contents)
      }
      guard call.count == 1 else { throw call.noMethod() }
      let full = try call.flag("full")
      let matrix = try call.floatingMatrix()
      return try matrix.factoredBySVD(call.machine, full: full)
    }
    add(
      "svdvals(A, B)", "The singular values in descending order; those of two matrices are `svd(A, B).vals`.", arity: Arity(1...2),
      example: "svdvals([3.0 0; 0 2])  # => [3.0, 2.0]"
    ) { call in
      if let result = try call.appliedByHost() { return result }
      if let (a, b) = try call.matrixPair(), let contents = try a.svdContents(with: b, call.machine) {
        return try contents.properties.first { $0.name == "vals" }?.make(call.machine) ?? .nothing
      }
      guard call.count == 1 else { throw call.noMethod() }
      let matrix = try call.floatingMatrix()
      return call.heap.array(try call.machine.linear { try matrix.singularValues() })
    }
    add(
      "schur(A, B)", """
        The Schur decomposition `A = Z * T * Z'` with an orthogonal `Z` and a (quasi-)triangular `T`: `F.T`, `F.Z`, `F.values`. \
        `schur(A, B)` gives `A = Q * S * Z'` and `B = Q * T * Z'`.
        """, arity: Arity(1...2), example: "F = schur([5.0 7; -2 -4]); F.Z * F.T * F.Z' ≈ [5 7; -2 -4]  # => true",
      source: "LAPACK gees"
    ) { call in
      if let (a, b) = try call.matrixPair(), let contents = try call.machine.linear({ try a.schurContents(with: b, call.machine) }) {
        return call.machine.factorization(contents)
      }
      guard call.count == 1 else { throw call.noMethod() }
      let matrix = try call.floatingMatrix()
      let contents = try call.machine.linear { try matrix.schurContents() }
      return call.machine.factorization(contents)
    }
    add(
      "ordschur(F, select)", """
        The Schur decomposition with the eigenvalues that the vector of `true` and `false` selects at the front of `F.T`; both \
        of a complex pair go with either. The first columns of `F.Z` then span the space of their vectors.
        """, arity: 2, example: "F = ordschur(schur([1.0 2; 0 3]), [false, true]); F.values ≈ [3, 1]  # => true",
      source: "LAPACK trsen"
    ) { call in
      guard let result = try call.appliedByHost() else { throw call.noMethod() }
      return result
    }
    add(
      "hessenberg(A)", "The reduction `A = Q * H * Q'` to zeros below the first subdiagonal: `F.Q`, `F.H`.", arity: 1,
      example: "F = hessenberg([1.0 2; 3 4]); F.Q * F.H * F.Q' ≈ [1 2; 3 4]  # => true", source: "LAPACK gehrd"
    ) { call in
      let matrix = try call.floatingMatrix()
      let contents = try call.machine.linear { try matrix.hessenbergContents() }
      return call.machine.factorization(contents)
    }
  }
}

/// `ColumnNorm()` and its like.
final class PivotingObject: HostObject {
  let name: String

  init(_ name: String) {
    self.name = name
    super.init()
  }

  override var type: DataType { .named(name) }
  override func call(_ arguments: [Value], _ machine: Machine) -> Value? {
    arguments.isEmpty ? machine.heap.adopt(PivotingObject(name)) : nil
  }
  override func text(_ machine: Machine) -> String { "\(name)()" }
}

extension Call {
  /// The function by whose values eigenvalues are sorted.
  fileprivate var sortKey: Value? { keyword("sortby").flatMap { $0.isNothing ? nil : $0 } }

  fileprivate func requireHermitian(_ matrix: any LinearArray) throws {
    guard matrix.isHermitian else {
      throw noMethod(hint: "only the eigenvalues of a symmetric or Hermitian matrix can be chosen by position or size")
    }
  }

  /// The eigenvalues of a matrix that has an order among them, ascending.
  fileprivate func hermitianEigenvalues(_ matrix: any LinearArray) throws -> [Double] {
    try requireHermitian(matrix)
    return try matrix.realEigenvalues(machine)
  }

  /// The positions of the eigenvalues that the arguments after the matrix choose: those that a range of positions names, or
  /// those above one number and up to another.
  fileprivate func chosen(among values: [Double]) throws -> [Int] {
    if count == 3 {
      let (lower, upper) = (try double(1), try double(2))
      guard lower < upper else { throw RuntimeError.argument("lower boundary must be less than upper boundary, got \(lower) and \(upper)") }
      return values.indices.filter { values[$0] > lower && values[$0] <= upper }
    }
    guard let indices = try machine.elements(self[1])?.compactMap({ machine.exactInt($0) }), self[1].tag == .range else {
      throw noMethod()
    }
    if indices.isEmpty { throw RuntimeError.argument("illegal choice of eigenvalue indices: the range is empty") }
    for index in indices where !(1...max(1, values.count)).contains(index) || values.isEmpty {
      throw RuntimeError.argument("there is no eigenvalue \(index) of a matrix of order \(values.count)")
    }
    return indices.map { $0 - 1 }
  }
}

extension Machine {
  /// The positions of the elements in the order of what a function makes of them.
  fileprivate func order(of values: Value, by key: Value) throws -> [Int] {
    let keys = try list(values).map { try call(key, [$0]) }
    return try StableSort.order(count: keys.count) { try isLess(keys[$0], keys[$1]) }
  }

  fileprivate func sorted(_ values: Value, by key: Value?) throws -> Value {
    guard let key else { return values }
    return try index(values, [heap.vector(order(of: values, by: key).map { $0 + 1 })])
  }
}

extension LinearArray {
  fileprivate var isHermitian: Bool { dense.isHermitian }

  @specialized(where Self == DenseArray<Double>)
  fileprivate func eigen() throws -> EigenDecomposition { try dense.eigen() }

  @specialized(where Self == DenseArray<Double>)
  fileprivate func factoredBySVD(_ machine: Machine, full: Bool) throws -> Value {
    let decomposition = try machine.linear { try dense.svd(full: full) }
    return machine.factorization(count: count) { svdContents(decomposition) }
  }

  fileprivate func realEigenvalues(_ machine: Machine) throws -> [Double] {
    try machine.linear { try dense.eigenvalues() }.elements.map(\.real)
  }

  @specialized(where Self == DenseArray<Double>)
  fileprivate func factoredByLU(_ machine: Machine, check: Bool, isPivoted: Bool) throws -> Value {
    let decomposition = try machine.linear { try isPivoted ? dense.lu() : LUDecomposition(withoutPivoting: dense) }
    if check, let pivot = decomposition.zeroPivot {
      if isPivoted { throw machine.singular(pivot) }
      throw RuntimeError(
        "ZeroPivotException", "factorization encountered one or more zero pivots: pivot \(pivot) is zero",
        hint: "`lu(A)` exchanges rows")
    }
    return machine.factorization(count: count) { luContents(decomposition) }
  }

  fileprivate func factoredByQR(_ machine: Machine, isPivoted: Bool) throws -> Value {
    machine.factorization(try machine.linear { try qrContents(try dense.qr(pivoting: isPivoted)) })
  }

  @specialized(where Self == DenseArray<Double>)
  fileprivate func factoredByCholesky(_ machine: Machine, form: ArrayObject.Form, check: Bool) throws -> Value {
    try machine.linear {
      if form != .symmetric, form != .hermitian, !dense.isHermitian { throw LinearAlgebraError.notHermitian }
      do {
        let decomposition = try CholeskyDecomposition(dense)
        return machine.factorization(count: count) { choleskyContents(decomposition, isLower: false) }
      } catch LinearAlgebraError.notPositiveDefinite(let minor) where !check {
        return machine.factorization(failedCholesky(minor: minor))
      }
    }
  }

  fileprivate func eigenvalues(_ machine: Machine) throws -> Value {
    let values = try machine.linear { try dense.eigenvalues() }
    let isReal = !isComplex && values.elements.allSatisfy { $0.imaginary == 0 } || dense.isHermitian
    return isReal ? machine.heap.array(values.realParts) : machine.heap.array(values)
  }

  /// These eigenvalues by real, then imaginary part.
  fileprivate func sortedEigenvalues(_ heap: Heap) -> Value {
    heap.linear(Vector(dense.elements.sorted { ($0.realPart, $0.imaginaryPart) < ($1.realPart, $1.imaginaryPart) }))
  }

  fileprivate func singularValues() throws -> Vector<Double> { try dense.singularValues() }
}

extension GeneralElimination {
  /// The factorisation of numbers that are not floats.
  func contents(_ machine: Machine) throws -> Contents {
    let (m, n) = (factors.rows, factors.columns)
    let k = min(m, n)
    let zero = Value(0)
    let one = Value(1)
    let lower = try machine.promoted(
      (0..<m * k).map { position in
        let (i, j) = (position % m, position / m)
        return i > j ? factors[i, j] : i == j ? one : zero
      }, shape: [m, k])
    let upper = try machine.promoted(
      (0..<k * n).map { position in
        let (i, j) = (position % k, position / k)
        return i <= j ? factors[i, j] : zero
      }, shape: [k, n])
    let type = upper.array?.elementType ?? .any
    let order = order
    var contents = Contents(
      type: .factorization("LU", [type, .array(type, rank: 2), .array(.int64, rank: 1)]), size: [m, n],
      properties: [
        ("L", { _ in lower }), ("U", { _ in upper }), ("p", { $0.heap.vector(order.map { $0 + 1 }) }),
      ],
      iterated: ["L", "U", "p"], sections: [("L factor:", "L"), ("U factor:", "U")],
      product: { machine in
        let product = try machine.multiply(lower, upper)
        var back = [Int](repeating: 0, count: m)
        for (i, row) in order.enumerated() { back[row] = i + 1 }
        return try machine.index(product, [machine.heap.vector(back), .colon])
      })
    contents.retained = [lower, upper] + factors.elements
    contents.operations = [
      "det": { _, machine in try self.determinant(machine) },
      "inv": { _, machine in try self.inverse(machine).value(machine) },
      "\\": { arguments, machine in
        guard let shape = try machine.shape(arguments[1]), let elements = try machine.elements(arguments[1]) else { return nil }
        return try self.solve(GeneralMatrix(elements, shape: shape), machine).value(machine)
      },
      "issuccess": { _, _ in Value(self.zeroPivot == nil) },
    ]
    return contents
  }
}
