// Solving with sparse matrices: the algorithm is chosen by the structure of the matrix.
import ComplexModule

/// A sparse matrix made ready for solving many times, in the way that suits its structure.
public enum SparseFactorization<Element: LinearAlgebraScalar>: Sendable {
  /// A diagonal matrix without zeros, given by its diagonal.
  case diagonal(Vector<Element>)
  /// A triangular matrix without zeros on the diagonal.
  case triangular(SparseMatrix<Element>, Triangle)
  /// A Hermitian positive definite matrix.
  case cholesky(SparseCholeskyDecomposition<Element>)
  /// Any other square matrix.
  case lu(SparseLUDecomposition<Element>)
  /// A rectangular matrix.
  case qr(SparseQRDecomposition<Element>)

  /// Factors a matrix: a Hermitian one with a positive diagonal by Cholesky, and by LU if it turns out not to be positive
  /// definite.
  ///
  /// Throws `singular` for a square matrix with a zero pivot, `notFinite` or `tooMuchMemory`.
  public init(_ matrix: SparseMatrix<Element>) throws(LinearAlgebraError) {
    guard matrix.rows == matrix.columns else {
      self = .qr(try SparseQRDecomposition(matrix))
      return
    }
    guard matrix.isFinite else { throw .notFinite }
    let isUpper = matrix.isUpperTriangular()
    if isUpper || matrix.isLowerTriangular() {
      let diagonal = matrix.diagonal()
      if let zero = diagonal.elements.firstIndex(of: .zero) { throw .singular(pivot: zero + 1) }
      self = matrix.isDiagonal ? .diagonal(diagonal) : .triangular(matrix, isUpper ? .upper : .lower)
      return
    }
    let mayBePositive = matrix.diagonal().elements.allSatisfy { $0.realPart > 0 && $0.imaginaryPart == 0 }
    if mayBePositive, matrix.isHermitian {
      do {
        self = .cholesky(try SparseCholeskyDecomposition(matrix))
        return
      } catch {
        switch error {
        case .notPositiveDefinite, .undefined: break
        default: throw error
        }
      }
    }
    self = .lu(try SparseLUDecomposition(matrix))
  }

  /// The solution of op(A) X = B; for a rectangular matrix the basic solution of least squares, which has no transpose.
  ///
  /// Throws `dimensionMismatch`, `notFinite` or `undefined`.
  public func solve(
    _ b: DenseArray<Element>, transposing operation: MatrixOperation = .none
  ) throws(LinearAlgebraError) -> DenseArray<Element> {
    switch self {
    case .diagonal(let diagonal):
      let x = try Self.copy(b, order: diagonal.count)
      for k in 0..<x.count {
        let pivot = diagonal.pointer[k % diagonal.count]
        x.pointer[k] /= operation == .adjoint ? pivot.conjugated : pivot
      }
      guard x.isFinite else { throw .undefined("the solution is beyond the range of floating-point numbers") }
      return x
    case .triangular(let matrix, let triangle):
      let x = try Self.copy(b, order: matrix.rows)
      for k in 0..<x.columns { matrix.substitute(triangle, operation, x.pointer + k * matrix.rows) }
      guard x.isFinite else { throw .undefined("the solution is beyond the range of floating-point numbers") }
      return x
    case .cholesky(let factors): return try factors.solve(b, transposing: operation)
    case .lu(let factors): return try factors.solve(b, transposing: operation)
    case .qr(let factors):
      guard operation == .none else { throw .undefined("least squares by QR has no transposed form") }
      return try factors.solve(b)
    }
  }

  private static func copy(_ b: DenseArray<Element>, order n: Int) throws(LinearAlgebraError) -> DenseArray<Element> {
    guard b.rank == 1 || b.rank == 2 else { throw .wrongRank(b.rank) }
    guard b.rows == n else {
      throw .dimensionMismatch("a \(n)×\(n) matrix and a right-hand side of \(b.rows) rows do not fit")
    }
    guard b.isFinite else { throw .notFinite }
    return b.copied()
  }

  /// An estimate of ‖A⁻¹‖₁ of a square matrix, as `NormEstimate` makes it: times ‖A‖₁ it is the condition number, whose
  /// decimal logarithm is the number of digits that a solution loses. Infinite if a solve overflows.
  public func inverseNormEstimate() throws(LinearAlgebraError) -> Double {
    try estimate { (x, solve) in solve(x, .none) } adjoint: { (x, solve) in solve(x, .adjoint) }
  }

  /// The same of ‖A⁻¹ W‖∞ = ‖W A⁻ᴴ‖₁ with W = diag(`weights`).
  func inverseNormEstimate(weights: Vector<Double>) throws(LinearAlgebraError) -> Double {
    func weigh(_ x: UnsafeMutablePointer<Element>) {
      for i in 0..<weights.count { x[i] = Element(real: weights[i]) * x[i] }
    }
    return try estimate { (x, solve) in
      solve(x, .adjoint)
      weigh(x)
    } adjoint: { (x, solve) in
      weigh(x)
      solve(x, .none)
    }
  }

  /// The norm of what two products with A⁻¹ or A⁻ᴴ make; the first failure of a solve is thrown.
  private func estimate(
    _ apply: (UnsafeMutablePointer<Element>, (UnsafeMutablePointer<Element>, MatrixOperation) -> Void) -> Void,
    adjoint applyAdjoint: (UnsafeMutablePointer<Element>, (UnsafeMutablePointer<Element>, MatrixOperation) -> Void) -> Void
  ) throws(LinearAlgebraError) -> Double {
    let order =
      switch self {
      case .diagonal(let diagonal): diagonal.count
      case .triangular(let matrix, _): matrix.rows
      case .cholesky(let factors): factors.factors.factors.rows
      case .lu(let factors): factors.factors.rows
      case .qr(let factors): throw .notSquare(rows: factors.factors.rows, columns: factors.factors.columns)
      }
    guard order > 0 else { return 0 }
    var failure: LinearAlgebraError?
    func solve(_ x: UnsafeMutablePointer<Element>, _ operation: MatrixOperation) {
      do throws(LinearAlgebraError) {
        let solution = try self.solve(Vector(UnsafeBufferPointer(start: x, count: order)), transposing: operation)
        for i in 0..<order { x[i] = solution[i] }
      } catch {
        failure = failure ?? error
        for i in 0..<order { x[i] = Element(real: .nan) }
      }
    }
    let norm = NormEstimate.oneNorm(order: order) { apply($0, solve) } adjoint: { applyAdjoint($0, solve) }
    switch failure {
    case nil: return norm
    case .undefined, .notFinite: return .infinity
    case let error?: throw error
    }
  }
}

extension SparseMatrix {
  /// The matrix made ready for solving many times.
  public func factorized() throws(LinearAlgebraError) -> SparseFactorization<Element> { try SparseFactorization(self) }

  /// The solution X of A X = B, by the algorithm that suits the structure of the matrix (`SparseFactorization`).
  ///
  /// A rectangular matrix gives the basic solution of least squares. Throws `singular`, `dimensionMismatch`, `notFinite` or
  /// `tooMuchMemory`.
  public func solve(_ b: DenseArray<Element>) throws(LinearAlgebraError) -> DenseArray<Element> {
    guard b.rank == 1 || b.rank == 2 else { throw .wrongRank(b.rank) }
    guard b.rows == rows else {
      throw .dimensionMismatch("a \(rows)×\(columns) matrix and a right-hand side of \(b.rows) rows do not fit")
    }
    return try factorized().solve(b)
  }

  /// The sparse Cholesky factorisation. Throws `notHermitian` or `notPositiveDefinite`.
  public func cholesky() throws(LinearAlgebraError) -> SparseCholeskyDecomposition<Element> {
    try requireHermitian()
    return try SparseCholeskyDecomposition(self)
  }

  /// The sparse factorisation L D Lᴴ without pivoting. Throws `notHermitian` or, for a zero pivot, `singular`.
  public func ldl() throws(LinearAlgebraError) -> SparseLDLDecomposition<Element> {
    try requireHermitian()
    return try SparseLDLDecomposition(self)
  }

  /// The sparse LU factorisation. Throws `singular`.
  public func lu() throws(LinearAlgebraError) -> SparseLUDecomposition<Element> { try SparseLUDecomposition(self) }

  /// The sparse QR factorisation.
  public func qr(tolerance: Double? = nil) throws(LinearAlgebraError) -> SparseQRDecomposition<Element> {
    try SparseQRDecomposition(self, tolerance: tolerance)
  }

  /// The determinant of a square matrix; 0 for a singular one.
  public func determinant() throws(LinearAlgebraError) -> Element {
    try requireSquare()
    guard isFinite else { return Element(real: .nan) }
    if isUpperTriangular() || isLowerTriangular() { return diagonal().elements.reduce(1, *) }
    do {
      return try lu().determinant()
    } catch {
      if case .singular = error { return .zero }
      throw error
    }
  }

  /// An estimate of the condition number ‖A‖₁ ‖A⁻¹‖₁ of a square matrix; infinite for a singular one.
  public func conditionEstimate() throws(LinearAlgebraError) -> Double {
    try requireSquare()
    guard rows > 0 else { return 0 }
    do {
      return (operatorNorm(1) ?? .nan) * (try factorized().inverseNormEstimate())
    } catch {
      if case .singular = error { return .infinity }
      throw error
    }
  }

  private func requireHermitian() throws(LinearAlgebraError) {
    try requireSquare()
    guard isFinite else { throw .notFinite }
    guard isHermitian else { throw .notHermitian }
  }

  /// x ← op(T)⁻¹ x for this triangular matrix T by substitution, down or up its columns.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  func substitute(_ triangle: Triangle, _ operation: MatrixOperation, _ x: UnsafeMutablePointer<Element>) {
    let (n, row, a) = (columns, rowIndices.buffer.baseAddress, values.pointer)
    let goesDown = (triangle == .lower) == (operation == .none)
    for step in 0..<n {
      let j = goesDown ? step : n - 1 - step
      let pivotPosition = position(j, j)
      if operation == .none {
        x[j] /= a[pivotPosition]
        let factor = x[j]
        for p in range(j) where p != pivotPosition { x[row[p]] -= a[p] * factor }
      } else {
        var sum = x[j]
        var pivot = a[pivotPosition]
        if operation == .adjoint {
          for p in range(j) where p != pivotPosition { sum -= a[p].conjugated * x[row[p]] }
          pivot = pivot.conjugated
        } else {
          for p in range(j) where p != pivotPosition { sum -= a[p] * x[row[p]] }
        }
        x[j] = sum / pivot
      }
    }
  }
}
