// Functions of sparse matrices: what is stored, solvers, and the functions that they share with dense ones.

import Arrays
import Engine

extension Value {
  /// A sparse matrix that is no vector.
  fileprivate var sparseMatrix: SparseObject? { (host as? SparseObject).flatMap { $0.isVector ? nil : $0 } }
}

extension Call {
  /// A sparse matrix or vector.
  func sparseObject(_ position: Int = 0) throws -> SparseObject {
    guard let object = self[position].host as? SparseObject else {
      throw noMethod(hint: self[position].isArray ? "sparse(A) makes a sparse matrix of a dense one" : nil)
    }
    try machine.countStep((object.matrix.storedCount + object.columns) / 16)
    try machine.heap.reserve(count: object.matrix.storedCount + object.rows + object.columns, stride: 24)
    return object
  }

  /// A sparse matrix, or a dense one as such.
  fileprivate func anySparseMatrix(_ position: Int = 0) throws -> (matrix: any SparseStorage, kind: SparseElement) {
    guard let operand = try machine.sparseOperand(self[position]) else { throw noMethod() }
    return operand
  }
}

extension Library {
  mutating func addStoredElements() {
    add(
      "nnz(A)", "The number of stored elements of a sparse matrix, stored zeros included; of other arrays, of elements other than zero.",
      arity: 1, example: "nnz(sparse([1 0; 0 2]))  # => 2"
    ) { call in
      if let object = call[0].host as? SparseObject { return Value(object.matrix.storedCount) }
      if let result = try call.appliedByHost() { return result }
      guard let (array, _) = try call.machine.sparseNumbers(call[0]) else { throw call.noMethod() }
      return Value(array.asComplex.elements.reduce(0) { $1 == .zero ? $0 : $0 + 1 })
    }
    add(
      "nonzeros(A)", "The stored elements of a sparse matrix or vector, column by column, as a vector.", arity: 1,
      example: "nonzeros(sparse([1 0; 5 2]))  # => [1, 5, 2]"
    ) { call in
      let object = try call.sparseObject()
      return try call.machine.denseValue(object.matrix.storedValues().copied, object.kind)
    }
    add(
      "findnz(A)", """
        The rows, columns and values of the stored elements of a sparse matrix, as three vectors; of a sparse vector its \
        indices and values.
        """, arity: 1,
      example: """
        findnz(sparse([1 0; 5 2]))  # => ([1, 2, 2], [1, 1, 2], [1, 5, 2])
        findnz(sparse([0, 7, 5]))   # => ([2, 3], [7, 5])
        """
    ) { call in
      let object = try call.sparseObject()
      try call.heap.reserve(count: object.matrix.storedCount, stride: 48)
      let (i, j) = object.matrix.indices
      let places = object.isVector ? [i] : [i, j]
      let values = try call.machine.denseValue(object.matrix.storedValues().copied, object.kind)
      return call.heap.tuple(places.map { call.heap.vector($0.map { $0 + 1 }) } + [values])
    }
    add(
      "rowvals(A)", "The rows of the stored elements of a sparse matrix, column by column, or the indices of those of a vector.",
      arity: 1, example: "rowvals(sparse([1 0; 5 2]))  # => [1, 2, 2]"
    ) { call in call.heap.vector(try call.sparseObject().matrix.rowIndices.map { $0 + 1 }) }
    add(
      "nzrange(A, j)", "The places in `nonzeros(A)` and `rowvals(A)` of the elements of column `j`.", arity: 2,
      example: "nzrange(sparse([1 0; 5 2]), 1)  # => 1:2"
    ) { call in
      let object = try call.sparseObject()
      let j = try call.offset(1)
      guard j >= 0, j < object.columns else { throw object.outOfBounds([.colon, call[1]], call.machine) }
      let starts = object.matrix.columnStarts
      return call.heap.adopt(
        RangeObject(.unit(start: starts[j] + 1, isOneTo: false), count: starts[j + 1] - starts[j]))
    }
    add(
      "issparse(A)", "Whether the matrix or vector is sparse.", arity: 1,
      example: "(issparse(sparse([1 0; 0 1])), issparse([1 0; 0 1]))  # => (true, false)"
    ) { call in Value(call[0].host is SparseObject) }
    add(
      "dropzeros(A)", "The sparse matrix or vector without the zeros that are stored.", arity: 1,
      example: "nnz(dropzeros(sparse([1, 2], [1, 2], [0, 3])))  # => 1"
    ) { call in
      let object = try call.sparseObject()
      return try call.machine.sparse(object.matrix.droppingZeros(), object.kind, object.form)
    }
    add(
      "dropzeros!(A)", "Drops the stored zeros of a sparse matrix or vector, in place.", arity: 1,
      example: "A = sparse([1, 2], [1, 2], [0, 3]); dropzeros!(A); nnz(A)  # => 1"
    ) { call in
      let object = try call.sparseObject()
      object.replace(by: object.matrix.droppingZeros(), call.machine)
      return call[0]
    }
    add(
      "droptol!(A, tol)", "Drops the elements of magnitude up to `tol` of a sparse matrix or vector, in place.", arity: 2,
      example: "A = sparse([1e-9 0; 0 3]); droptol!(A, 1e-6); nnz(A)  # => 1"
    ) { call in
      let object = try call.sparseObject()
      object.replace(by: object.matrix.dropping(below: try call.double(1)), call.machine)
      return call[0]
    }
    add(
      "blockdiag(A...)", "The sparse matrix with the given ones along its diagonal.", arity: Arity(0...),
      example: "Matrix(blockdiag(sparse([1 2; 3 4]), sparse(fill(5, 1, 1))))  # => [1 2 0; 3 4 0; 0 0 5]"
    ) { call in
      let machine = call.machine
      var (matrices, kind): ([any SparseStorage], SparseElement) = ([], .boolean)
      for position in 0..<call.count {
        let operand = try call.anySparseMatrix(position)
        matrices.append(operand.matrix)
        kind = max(kind, operand.kind)
      }
      guard !matrices.isEmpty else {
        return try machine.sparse(machine.linear { try SparseMatrix<Double>(rows: 0, columns: 0) }, .float)
      }
      if matrices.contains(where: \.isComplex) { matrices = matrices.map { $0.isComplex ? $0 : $0.asComplex() } }
      let count = matrices.reduce(0) { $0 + $1.storedCount }
      try machine.countStep(count / 4)
      try machine.heap.reserve(count: count, stride: 72)
      return try machine.sparse(machine.linear { try matrices[0].blocks(matrices) }, kind)
    }
  }

  // MARK: - Solvers

  mutating func addSparseSolvers() {
    let common = """
      `A` may be sparse or dense. `reltol` and `abstol` bound the residual, `maxiter` the iterations, `x0` is where it begins. \
      `log = true` gives the norms of the residuals too. Without convergence a warning says so.
      """
    func iterative(
      _ name: String, _ help: String, _ example: String, source: String, keywords: [String] = [],
      _ method: IterativeMethod
    ) {
      add(
        "\(name)(A, b; reltol, abstol, maxiter, log)", help + " " + common, arity: 2,
        keywords: ["reltol", "abstol", "tol", "maxiter", "log", "x0"] + keywords, example: example, source: source
      ) { call in try call.machine.iterate(method, name, call) }
    }
    iterative(
      "cg", "The solution of `A * x = b` by conjugate gradients, for a Hermitian positive definite `A`; `precondition = true` divides by the diagonal.",
      "A = sparse([4.0 1; 1 3]); x = cg(A, [1, 2]); A * x ≈ [1, 2]  # => true",
      source: "Hestenes & Stiefel 1952", keywords: ["precondition"], .conjugateGradients)
    iterative(
      "gmres", "The solution of `A * x = b` by generalised minimal residuals, begun again after `restart` (30) steps; `precondition = true` divides by the diagonal.",
      "A = sparse([4.0 1; -1 3]); x = gmres(A, [1, 2]); A * x ≈ [1, 2]  # => true",
      source: "Saad & Schultz 1986", keywords: ["restart", "precondition"], .generalizedMinimalResidual)
    iterative(
      "minres", "The solution of `A * x = b` by minimal residuals, for a Hermitian `A`, definite or not.",
      "A = sparse([1.0 2; 2 1]); x = minres(A, [1, 2]); A * x ≈ [1, 2]  # => true",
      source: "Paige & Saunders 1975", .minimalResidual)
    iterative(
      "bicgstab", "The solution of `A * x = b` by stabilised bi-conjugate gradients; `precondition = true` divides by the diagonal.",
      "A = sparse([4.0 1; -1 3]); x = bicgstab(A, [1, 2]); A * x ≈ [1, 2]  # => true",
      source: "van der Vorst 1992", keywords: ["precondition"], .stabilizedBiconjugateGradients)
    add(
      "eigs(A; nev = 6, which = :LM, tol)", """
        A few eigenvalues of a square matrix, sparse or dense, and their eigenvectors as columns: `λ, V = eigs(A)`. `which` is \
        `:LM` or `:SM` for the largest or smallest in magnitude, `:LR` or `:SR` for the largest or smallest real part, `:LI` \
        or `:SI` for the largest or smallest imaginary part, which of a real matrix counts without its sign.
        """, arity: 1, keywords: ["nev", "which", "tol"],
      example: "λ, V = eigs(spdiagm([1.0, 5, 3]); nev = 2); λ ≈ [5, 3]  # => true", source: "Wu & Simon 2000 (thick-restart Lanczos), Stewart 2001 (Krylov–Schur)"
    ) { call in
      let machine = call.machine
      let (matrix, _) = try call.anySparseMatrix()
      let n = try machine.squareOrder(matrix.shape)
      let count = try call.wanted("nev", n)
      let name = call.keyword("which")?.symbol?.name ?? "LM"
      let ends: [String: SpectrumEnd] = [
        "LM": .largestMagnitude, "SM": .smallestMagnitude, "LR": .largestReal, "LA": .largestReal, "SR": .smallestReal,
        "SA": .smallestReal, "LI": .largestImaginary, "SI": .smallestImaginary,
      ]
      guard let end = ends[name] else {
        throw RuntimeError.argument("which must be :LM, :SM, :LR, :SR, :LI or :SI, got :\(name)")
      }
      try machine.heap.reserve(shape: [n, 3 * count + 40], stride: 16)
      let object = SparseObject(matrix, .float)
      if end == .smallestMagnitude { try object.declareFactorization(machine) }
      guard matrix.isHermitian, end != .largestImaginary, end != .smallestImaginary else {
        return machine.heap.tuple(try matrix.generalEigenpairs(count, end, try call.tolerance(), machine))
      }
      return machine.heap.tuple(try matrix.eigenpairs(count, end, try call.tolerance(), machine))
    }
    add(
      "svds(A; nsv = 6, tol)", """
        The largest singular values of a matrix, sparse or dense, with their vectors as columns: `U, S, V = svds(A)`.
        """, arity: 1, keywords: ["nsv", "tol"],
      example: "U, S, V = svds(sparse([3.0 0; 0 4]); nsv = 1); S ≈ [4]  # => true", source: "Wu & Simon 2000 (thick-restart Lanczos)"
    ) { call in
      let machine = call.machine
      let (matrix, _) = try call.anySparseMatrix()
      let count = try call.wanted("nsv", matrix.shape.min() ?? 0)
      try machine.heap.reserve(shape: [(matrix.shape.max() ?? 0), 4 * count + 40], stride: 16)
      try machine.countCost(Double(matrix.storedCount + matrix.shape[0] + matrix.shape[1]) * Double(2 * count + 30))
      return machine.heap.tuple(try matrix.singularValues(count, try call.tolerance(), machine))
    }
  }

  // MARK: - What dense matrices have too

  mutating func extendToSparseMatrices() {
    extend("eltype") { call in (call[0].host as? SparseObject).map { Value($0.kind.type) } }
    extend("collect") { call in
      guard call.count == 1, let object = call[0].host as? SparseObject else { return nil }
      let full = try object.full(call.machine)
      full.array?.setForm(.plain)
      return full
    }
    extend("float") { call in
      guard let object = call[0].host as? SparseObject else { return nil }
      return try call.machine.sparse(object.matrix, max(object.kind, .float), object.form)
    }
    extend("isequal") { call in
      guard call.count == 2, let a = call[0].host as? SparseObject, let b = call[1].host as? SparseObject else { return nil }
      return Value(try a.isSameKey(as: b, call.machine))
    }
    extend("vec") { call in try (call[0].host as? SparseObject)?.flattened(call.machine) }
    extend("map") { call in
      guard call.count > 1, let first = call[1].host as? SparseObject,
        call.values.dropFirst().allSatisfy({ ($0.host as? SparseObject)?.shape == first.shape })
      else { return nil }
      let (function, machine) = (call[0], call.machine)
      return try SparseBroadcast(Array(call.values.dropFirst()), machine).result(
        element: { try machine.call(function, $0) }, whole: { try machine.callLibrary("map", [function] + $0) })
    }
    extend("diag") { call in
      guard let object = call[0].sparseMatrix else { return nil }
      let k = call.count > 1 ? try call.int(1) : 0
      try call.machine.countStep((object.rows + object.columns) / 4)
      return try call.machine.denseValue(object.matrix.diagonal(k), object.kind)
    }
    for (name, isUpper) in [("triu", true), ("tril", false)] {
      extend(name) { call in
        guard call[0].sparseMatrix != nil else { return nil }
        let object = try call.sparseObject()
        return try call.machine.sparse(
          object.matrix.triangle(isUpper: isUpper, call.count > 1 ? try call.int(1) : 0), object.kind)
      }
    }
    func question(_ name: String, _ test: @escaping @Sendable (any SparseStorage, Int) throws -> Bool) {
      extend(name) { call in
        guard call[0].sparseMatrix != nil else { return nil }
        let matrix = try call.sparseObject().matrix
        return Value(try test(matrix, call.count > 1 ? try call.int(1) : 0))
      }
    }
    question("issymmetric") { matrix, _ in matrix.isSymmetric }
    question("ishermitian") { matrix, _ in matrix.isHermitian }
    question("isdiag") { matrix, _ in matrix.isDiagonal }
    question("istriu") { matrix, k in matrix.isTriangular(isUpper: true, k) }
    question("istril") { matrix, k in matrix.isTriangular(isUpper: false, k) }
    extend("isposdef") { call in
      guard call[0].sparseMatrix != nil else { return nil }
      let object = try call.sparseObject()
      try object.declareFactorization(call.machine)
      return Value(try call.machine.linear { try object.matrix.isPositiveDefinite() })
    }
    extend("kron") { call in
      guard call.count > 1, call.values.contains(where: { $0.host is SparseObject }) else { return nil }
      var result = call[0]
      for position in 1..<call.count {
        guard let host = result.host as? SparseObject ?? call[position].host as? SparseObject,
          let next = try host.apply("kron", [result, call[position]], call.machine)
        else { return nil }
        result = next
      }
      return result
    }
    extend("sum") { call in
      guard call.count == 1, call[0].host is SparseObject, call.keyword("init") == nil else { return nil }
      let object = try call.sparseObject()
      let axes = try call.axes()
      if let axes, axes.count == 1, axes[0] < 2, !object.isVector {
        try call.heap.reserve(count: axes[0] == 0 ? object.columns : object.rows, stride: 16)
        if object.kind == .integer {
          try SparseObject.requireExact(object.matrix.magnitudes().sum(along: axes[0]).norm(.infinity))
        }
        return try call.machine.denseValue(object.matrix.sum(along: axes[0]), max(object.kind, .integer))
      }
      let values = try call.machine.denseValue(object.matrix.storedValues(), object.kind)
      let sum = try call.machine.callLibrary("sum", [values])
      if axes == nil { return sum }
      if axes == [0, 1], !object.isVector { return try call.machine.promoted([sum], shape: [1, 1]) }
      if object.isVector, axes?.contains(0) == true { return try call.machine.promoted([sum], shape: [1]) }
      return try object.full(call.machine)
    }
    for (name, isMaximum) in [("maximum", true), ("minimum", false)] {
      extend(name) { call in
        guard call.count == 1, call[0].host is SparseObject, call.keyword("dims") == nil, call.keyword("init") == nil else {
          return nil
        }
        let object = try call.sparseObject()
        guard object.kind != .complex, let extremum = object.matrix.extremum(isMaximum) else { return nil }
        return call.machine.sparseValue(extremum, object.kind)
      }
    }
    extend("similar") { call in
      guard call.count == 1, let object = call[0].host as? SparseObject else { return nil }
      return try object.apply("zero", call.values, call.machine)
    }
    func factorization(_ name: String, _ contents: @escaping @Sendable (any SparseStorage) throws -> Contents) {
      extend(name) { call in
        guard let object = call[0].sparseMatrix else { return nil }
        try object.declareFactorization(call.machine)
        return call.machine.factorization(try call.machine.linear { try contents(object.matrix) })
      }
    }
    factorization("lu") { try $0.luContents() }
    factorization("qr") { try $0.qrContents() }
    factorization("cholesky") { try $0.choleskyContents() }
    factorization("ldlt") { try $0.ldlContents() }
  }
}

extension SparseStorage {
  var isSymmetric: Bool { sparse.isSymmetric }
  var isDiagonal: Bool { sparse.isDiagonal }

  func isTriangular(isUpper: Bool, _ k: Int) -> Bool {
    isUpper ? sparse.isUpperTriangular(diagonal: k) : sparse.isLowerTriangular(diagonal: k)
  }

  func isPositiveDefinite() throws -> Bool {
    guard sparse.rows == sparse.columns, sparse.isFinite, sparse.isHermitian else { return false }
    do {
      _ = try sparse.cholesky()
      return true
    } catch LinearAlgebraError.notPositiveDefinite {
      return false
    }
  }

  /// The largest or smallest element; `nil` for a matrix without elements.
  func extremum(_ isMaximum: Bool) -> Double? {
    let parts = realParts()
    return isMaximum ? parts.maximum() : parts.minimum()
  }
}

extension Call {
  /// How many values are asked for, at most as many as there are; 6 without a word.
  fileprivate func wanted(_ keyword: String, _ most: Int) throws -> Int {
    guard let count = try int(keyword: keyword) else { return min(6, most) }
    guard count >= 1 else { throw RuntimeError.argument("\(keyword) must be at least 1, got \(count)") }
    guard count <= most else { throw RuntimeError.argument("\(keyword) is \(count), and the matrix has \(most) values") }
    return count
  }

  /// The keyword `tol` of an eigenvalue solver.
  fileprivate func tolerance() throws -> Double {
    guard let tolerance = try double(keyword: "tol"), tolerance > 0 else { return 0x1p-44 }
    return tolerance
  }
}

extension Machine {
  fileprivate func iterate(_ method: IterativeMethod, _ name: String, _ call: borrowing Call) throws -> Value {
    let (matrix, _) = try call.anySparseMatrix()
    let n = try squareOrder(matrix.shape)
    guard let (b, _) = try sparseNumbers(call[1]), b.rank == 1 else { throw call.noMethod() }
    guard b.count == n else {
      throw RuntimeError.dimensionMismatch("the matrix has \(n) rows and the right-hand side \(b.count)")
    }
    var initial: (any LinearArray)?
    if let given = call.keyword("x0"), !given.isNothing {
      guard let (start, _) = try sparseNumbers(given), start.shape == [n] else {
        throw RuntimeError.dimensionMismatch("x0 must be a vector of length \(n)")
      }
      initial = start
    }
    var request = IterationRequest(method: method)
    if let tolerance = try call.double(keyword: "reltol") ?? call.double(keyword: "tol") {
      guard tolerance >= 0 else { throw RuntimeError.argument("a tolerance must not be negative, got \(tolerance)") }
      request.limits.relativeTolerance = tolerance
    }
    if let tolerance = try call.double(keyword: "abstol") {
      guard tolerance >= 0 else { throw RuntimeError.argument("a tolerance must not be negative, got \(tolerance)") }
      request.limits.absoluteTolerance = tolerance
    }
    if let most = try call.int(keyword: "maxiter") {
      guard most >= 0 else { throw RuntimeError.argument("maxiter must not be negative, got \(most)") }
      request.limits.iterations = most
    }
    if let restart = try call.int(keyword: "restart") {
      guard restart >= 1 else { throw RuntimeError.argument("restart must be at least 1, got \(restart)") }
      request.restart = min(restart, max(n, 1))
    }
    request.usesPreconditioner = try call.flag("precondition")
    try heap.reserve(shape: [n, method == .generalizedMinimalResidual ? request.restart + 8 : 10], stride: 16)
    // All in the kind of numbers of the widest.
    let isComplex = matrix.isComplex || b.isComplex || initial?.isComplex == true
    let a = isComplex && !matrix.isComplex ? matrix.asComplex() : matrix
    let side = isComplex ? b.asComplex : b
    let start = isComplex ? initial?.asComplex : initial
    let result = try a.iterate(request, side, from: start, self)
    if !result.isConverged {
      let residual = result.norms.last ?? .nan
      try warn("\(name) did not converge in \(result.norms.count - 1) iterations: the residual is \(compactText(of: Value(residual)))")
    }
    guard try call.flag("log") else { return result.solution }
    return heap.tuple([result.solution, heap.vector(result.norms)])
  }
}
