// Systems with sparse matrices: by elimination, by factorisations that are kept, by iteration.

import Arrays
import Engine

extension Machine {
  /// `A \ b` where one of the two is sparse.
  func sparseSolution(_ a: Value, _ b: Value) throws -> Value? {
    let right = try (b.host as? SparseObject)?.full(self) ?? b
    guard let object = a.host as? SparseObject, !object.isVector else {
      return try callLibrary("\\", [(a.host as? SparseObject)?.full(self) ?? a, right])
    }
    guard let (array, _) = try sparseNumbers(right), array.rank <= 2 else { return nil }
    let (matrix, side) = object.matrix.matched(with: array)
    guard side.shape[0] == object.rows else {
      throw RuntimeError.dimensionMismatch(
        "the matrix has \(object.rows) rows and the right-hand side \(side.shape[0])")
    }
    try object.declareFactorization(self)
    try heap.reserve(shape: [object.columns, side.rank == 2 ? side.shape[1] : 1], stride: 48)
    return try matrix.solve(side, self)
  }
}

extension SparseStorage {
  /// The solution for a right-hand side of the same kind of numbers.
  func solve(_ b: any LinearArray, _ machine: Machine) throws -> Value {
    let b = try same(b)
    let result = try machine.linear { try sparse.solveWithCondition(b) }
    try machine.warn(of: result)
    return machine.heap.linear(result.solution)
  }

  // MARK: - Factorisations

  private func type(_ name: String) -> DataType {
    .factorization(name, [Scalar.isComplex ? .complexF64 : .float64, .int64])
  }

  private func permutation(_ order: [Int]) -> FactorizationObject.Part {
    { machine in machine.heap.vector(order.map { $0 + 1 }) }
  }

  private var kind: SparseElement { Scalar.isComplex ? .complex : .float }

  /// A[p, q] = L U.
  func luContents() throws -> Contents {
    let decomposition = try sparse.lu()
    let (lower, upper) = (try decomposition.lower(), try decomposition.upper())
    let (p, q, n, kind) = (decomposition.rowPermutation, decomposition.columnPermutation, sparse.rows, kind)
    var contents = Contents(
      type: type("SparseArrays.UMFPACK.UmfpackLU"), size: [n, n],
      properties: [
        ("L", { try $0.sparse(lower, kind) }), ("U", { try $0.sparse(upper, kind) }), ("p", permutation(p)),
        ("q", permutation(q)),
        ("Rs", { machine in machine.heap.array(Vector<Double>(repeating: 1, shape: [n])) }),
      ],
      iterated: ["L", "U", "p", "q", "Rs"], sections: [("L factor:", "L"), ("U factor:", "U")],
      product: { [sparse] machine in try machine.denseValue(try machine.linear { try sparse.dense() }, kind) })
    contents.byteCount = 2 * (lower.byteCount + upper.byteCount)
    contents.operations = [
      "det": { _, machine in machine.heap.linear(try machine.linear { try decomposition.determinant() }) },
      "logabsdet": { _, machine in
        let (logarithm, sign) = try machine.linear { try decomposition.logarithmicDeterminant() }
        return machine.heap.tuple([Value(logarithm), machine.heap.linear(sign)])
      },
      "nnz": { _, _ in Value(decomposition.factorCount) },
      "\\": solving { try decomposition.solve($0) },
    ]
    return contents
  }

  /// `F \ b` by a factorisation.
  private func solving(
    _ solve: @escaping (DenseArray<Scalar>) throws -> DenseArray<Scalar>
  ) -> ([Value], Machine) throws -> Value? {
    { [sparse] arguments, machine in
      try machine.solution(arguments) { (b: DenseArray<Scalar>) in
        try sparse.require(b)
        return try solve(b)
      }
    }
  }

  /// A[p, p] = L Lᴴ.
  func choleskyContents() throws -> Contents {
    let decomposition = try sparse.cholesky()
    let lower = try decomposition.lower()
    let (p, n, kind) = (decomposition.permutation, sparse.rows, kind)
    var contents = Contents(
      type: type("SparseArrays.CHOLMOD.Factor"), size: [n, n],
      properties: [
        ("L", { try $0.sparse(lower, kind) }), ("U", { try $0.sparse(lower.adjoint(), kind) }), ("p", permutation(p)),
      ],
      iterated: ["L", "U", "p"], sections: [("L factor:", "L")],
      product: { [sparse] machine in try machine.denseValue(try machine.linear { try sparse.dense() }, kind) })
    contents.byteCount = 2 * lower.byteCount
    contents.operations = [
      "det": { _, _ in Value(decomposition.determinant) },
      "logdet": { _, _ in Value(decomposition.logarithmicDeterminant) },
      "logabsdet": { _, machine in machine.heap.tuple([Value(decomposition.logarithmicDeterminant), Value(1.0)]) },
      "nnz": { _, _ in Value(decomposition.factorCount) },
      "\\": solving { try decomposition.solve($0) },
    ]
    return contents
  }

  /// A[p, p] = L D Lᴴ without pivots.
  func ldlContents() throws -> Contents {
    let decomposition = try sparse.ldl()
    let lower = try decomposition.lower()
    let (p, n, kind) = (decomposition.permutation, sparse.rows, kind)
    var contents = Contents(
      type: type("SparseArrays.CHOLMOD.Factor"), size: [n, n],
      properties: [
        ("L", { try $0.sparse(lower, kind) }),
        ("D", { machine in
          try machine.sparse(machine.linear { try SparseMatrix(diagonals: [(0, decomposition.diagonal)]) }, .float)
        }),
        ("d", { machine in machine.heap.array(decomposition.diagonal) }), ("p", permutation(p)),
      ],
      iterated: ["L", "D", "p"], sections: [("L factor:", "L"), ("D factor:", "D")],
      product: { [sparse] machine in try machine.denseValue(try machine.linear { try sparse.dense() }, kind) })
    contents.byteCount = 2 * lower.byteCount
    contents.operations = [
      "det": { _, _ in Value(decomposition.determinant) },
      "logabsdet": { _, machine in
        let (logarithm, sign) = decomposition.logarithmicDeterminant
        return machine.heap.tuple([Value(logarithm), Value(sign)])
      },
      "nnz": { _, _ in Value(decomposition.factorCount) },
      "\\": solving { try decomposition.solve($0) },
    ]
    return contents
  }

  /// A[:, q] = Q R, of which R is shown.
  func qrContents() throws -> Contents {
    let decomposition = try sparse.qr()
    let upper = try decomposition.upper()
    let (q, kind, rows) = (decomposition.columnPermutation, kind, sparse.rows)
    var contents = Contents(
      type: type("SparseArrays.SPQR.QRSparse"), size: sparse.shape,
      properties: [
        ("R", { try $0.sparse(upper, kind) }), ("pcol", permutation(q)), ("prow", permutation(Array(0..<rows))),
      ],
      iterated: ["R", "pcol"], sections: [("R factor:", "R")],
      product: { [sparse] machine in try machine.denseValue(try machine.linear { try sparse.dense() }, kind) })
    contents.byteCount = 3 * upper.byteCount
    contents.operations = [
      "rank": { _, _ in Value(decomposition.rank) },
      "nnz": { _, _ in Value(decomposition.factorCount) },
      "\\": solving { try decomposition.solve($0) },
    ]
    return contents
  }
}

extension SparseMatrix {
  /// Throws `dimensionMismatch` unless a right-hand side has as many rows as the matrix.
  fileprivate func require(_ b: DenseArray<Element>) throws {
    guard b.rank <= 2, b.rows == rows else {
      throw LinearAlgebraError.dimensionMismatch("the matrix has \(rows) rows and the right-hand side \(b.rows)")
    }
  }
}

// MARK: - Iteration

/// The iterative solvers of linear systems.
enum IterativeMethod {
  case conjugateGradients, generalizedMinimalResidual, minimalResidual, stabilizedBiconjugateGradients
}

/// What an iterative solver is asked for.
struct IterationRequest {
  var method: IterativeMethod
  var limits = IterationLimits()
  var restart = 30
  var usesPreconditioner = false
}

extension SparseStorage {
  /// The solution, and the norms of the residuals.
  func iterate(
    _ request: IterationRequest, _ b: any LinearArray, from initial: (any LinearArray)?, _ machine: Machine
  ) throws -> (solution: Value, norms: [Double], isConverged: Bool) {
    let b = try same(b)
    let initial = try initial.map { try same($0) }
    let matrix = sparse
    let work = Double(matrix.storedCount + 10 * matrix.rows) / 16
    let map: LinearMap<Scalar> = { x in
      try machine.countCost(work)
      return try matrix.multiplied(by: x)
    }
    let preconditioner: Preconditioner<Scalar> = request.usesPreconditioner ? try machine.linear { try .jacobi(matrix) } : .none
    let result = try machine.linear {
      switch request.method {
      case .conjugateGradients:
        try IterativeSolver.conjugateGradients(map, b, from: initial, preconditioner: preconditioner, limits: request.limits)
      case .generalizedMinimalResidual:
        try IterativeSolver.generalizedMinimalResidual(
          map, b, from: initial, restart: request.restart, preconditioner: preconditioner, limits: request.limits)
      case .minimalResidual: try IterativeSolver.minimalResidual(map, b, from: initial, limits: request.limits)
      case .stabilizedBiconjugateGradients:
        try IterativeSolver.stabilizedBiconjugateGradients(
          map, b, from: initial, preconditioner: preconditioner, limits: request.limits)
      }
    }
    return (machine.heap.linear(result.solution), result.residualNorms, result.isConverged)
  }

  /// A few eigenvalues with their vectors.
  func eigenpairs(_ count: Int, _ end: SpectrumEnd, _ tolerance: Double, _ machine: Machine) throws -> [Value] {
    let work = Double(sparse.storedCount + 30 * sparse.rows) / 16
    let result = try machine.linear { () throws -> ExtremeEigenpairs<Scalar> in
      if end == .smallestMagnitude { return try sparse.extremeEigenpairs(count, at: end, tolerance: tolerance) }
      guard sparse.isFinite else { throw LinearAlgebraError.notFinite }
      let matrix = sparse
      return try ExtremeEigenpairs(
        of: { x in
          try machine.countCost(work)
          return try matrix.multiplied(by: x)
        }, order: sparse.rows, count: count, at: end, tolerance: tolerance)
    }
    return [machine.heap.vector(result.values), machine.heap.linear(result.vectors)]
  }

  /// The same of a matrix that need not be Hermitian; real where all of them are.
  func generalEigenpairs(_ count: Int, _ end: SpectrumEnd, _ tolerance: Double, _ machine: Machine) throws -> [Value] {
    let work = Double(sparse.storedCount + 30 * sparse.rows) / 16
    let matrix = sparse
    let result = try machine.linear {
      try sparse.generalEigenpairs(count, at: end, tolerance: tolerance) { x in
        try machine.countCost(work)
        return try matrix.multiplied(by: x)
      }
    }
    let values = Vector(result.values)
    let isReal = !Scalar.isComplex && values.elements.allSatisfy { $0.imaginary == 0 }
    let heap = machine.heap
    return isReal
      ? [heap.array(values.realParts), heap.array(result.vectors.realParts)] : [heap.array(values), heap.array(result.vectors)]
  }

  func singularValues(_ count: Int, _ tolerance: Double, _ machine: Machine) throws -> [Value] {
    let (u, s, v) = try machine.linear { try sparse.largestSingularValues(count, tolerance: tolerance) }
    return [machine.heap.linear(u), machine.heap.array(s), machine.heap.linear(v)]
  }

  var isHermitian: Bool { sparse.isHermitian }
}
