// Matrices with three diagonals, solved in a number of operations that is a multiple of their order.
import CLAPACK
import RealModule

/// A matrix that is zero outside of its main diagonal and the two beside it.
public struct TridiagonalMatrix<Element: LinearAlgebraScalar>: Hashable, Sendable {
  /// The diagonal below the main one, n − 1 elements.
  public let lower: Vector<Element>

  /// The main diagonal, n elements.
  public let diagonal: Vector<Element>

  /// The diagonal above the main one, n − 1 elements.
  public let upper: Vector<Element>

  /// Throws `dimensionMismatch` unless the lengths fit, and `notFinite`.
  public init(
    lower: Vector<Element>, diagonal: Vector<Element>, upper: Vector<Element>
  ) throws(LinearAlgebraError) {
    let beside = max(0, diagonal.count - 1)
    guard lower.count == beside, upper.count == beside, lower.rank == 1, diagonal.rank == 1, upper.rank == 1 else {
      throw .dimensionMismatch(
        "diagonals of \(lower.count), \(diagonal.count) and \(upper.count) elements are not those of a tridiagonal matrix")
    }
    try lower.requireFinite()
    try diagonal.requireFinite()
    try upper.requireFinite()
    self.lower = lower
    self.diagonal = diagonal
    self.upper = upper
  }

  /// The matrix with all its zeros.
  public var dense: Matrix<Element> {
    let n = diagonal.count
    return Matrix(rows: n, columns: n) { i, j in
      i == j ? diagonal[i] : (i == j + 1 ? lower[j] : (j == i + 1 ? upper[i] : .zero))
    }
  }

  /// The solution of A X = B by elimination with partial pivoting. Throws `singular`.
  public func solve(_ b: DenseArray<Element>) throws(LinearAlgebraError) -> DenseArray<Element> {
    try TridiagonalFactors(self).solve(b)
  }

  /// The solution of A X = B and the condition of the system, which is a bound or estimated. Throws `singular`,
  /// `dimensionMismatch` and `notFinite`.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  public func solveWithCondition(_ b: DenseArray<Element>) throws(LinearAlgebraError) -> ConditionedSolution<Element> {
    let n = diagonal.count
    if let reciprocal = rowDominance(), b.rank == 1 || b.rank == 2, b.rows == n {
      try b.requireFinite()
      let x = eliminateInOrder(b)
      return ConditionedSolution(solution: x, reciprocalCondition: x.isFinite ? reciprocal : 0, rank: n)
    }
    let factors = try TridiagonalFactors(self)
    let x = try factors.solve(b)
    let (lower, main, upper) = (lower.pointer, diagonal.pointer, upper.pointer)
    let reciprocal = SystemCondition.reciprocal(
      n, solution: x.pointer, columns: x.columns,
      addMagnitudes: { share, sums in
        for i in 0..<n {
          sums[i] += main[i].modulus * share[i]
          if i > 0 { sums[i] += lower[i - 1].modulus * share[i - 1] }
          if i + 1 < n { sums[i] += upper[i].modulus * share[i + 1] }
        }
      },
      bound: { bound($0) }, solve: { factors.solve(.none, $0, columns: 1) },
      solveAdjoint: { factors.solve(.adjoint, $0, columns: 1) })
    return ConditionedSolution(solution: x, reciprocalCondition: reciprocal, rank: n)
  }

  /// A bound from below for the reciprocal of Skeel's condition number if every diagonal element clearly outweighs what is
  /// beside it in its row: (1 − r)/(1 + r) for the largest ratio r of the two, of the sum beside it to the element.
  ///
  /// J. M. Varah, "A lower bound for the smallest singular value of a matrix", Linear Algebra Appl. 11 (1975), applied to the
  /// matrix whose rows are scaled to sums of 1.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  private func rowDominance() -> Double? {
    let (n, lower, main, upper) = (diagonal.count, lower.pointer, diagonal.pointer, upper.pointer)
    if n == 0 { return nil }
    var largest = 0.0
    for i in 0..<n {
      let sum = (i > 0 ? lower[i &- 1].modulus : 0) + (i &+ 1 < n ? upper[i].modulus : 0)
      let ratio = sum / main[i].modulus
      guard ratio < 1 - 1e-6 else { return nil }
      if ratio > largest { largest = ratio }
    }
    return (1 - largest) / (1 + largest)
  }

  /// The solution of A X = B without exchanges of rows, which is stable where the diagonal dominates (Higham, Accuracy and
  /// Stability of Numerical Algorithms, theorem 9.12).
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  private func eliminateInOrder(_ b: DenseArray<Element>) -> DenseArray<Element> {
    let (n, lower, main, upper) = (diagonal.count, lower.pointer, diagonal.pointer, upper.pointer)
    let (x, factors) = (b.copied(), Vector<Element>(uninitializedShape: [n]))
    let beside = factors.pointer
    for j in 0..<x.columns {
      let column = x.pointer + j * n
      var (factor, value) = (Element.zero, Element.zero)
      for i in 0..<n {
        let below = i > 0 ? lower[i &- 1] : .zero
        let pivot = main[i] - below * factor
        factor = (i &+ 1 < n ? upper[i] : .zero) / pivot
        value = (column[i] - below * value) / pivot
        (beside + i).initialize(to: factor)
        column[i] = value
      }
      for i in stride(from: n - 2, through: 0, by: -1) {
        value = column[i] - beside[i] * value
        column[i] = value
      }
    }
    return x
  }

  /// Replaces w by M⁻¹ w, where M has the magnitudes of the diagonal and the negative ones of what is beside it. If its pivots
  /// are positive, so is M⁻¹, and |A⁻¹| is not above it (Higham, Accuracy and Stability of Numerical Algorithms, sections 8.3 and
  /// 15.6); else by infinity. They are equal where signs can be changed to make A one of M's kind, as those of a positive definite
  /// matrix can: returns whether they are.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  private func bound(_ w: UnsafeMutablePointer<Double>) -> Bool {
    let (n, lower, main, upper) = (diagonal.count, lower.pointer, diagonal.pointer, upper.pointer)
    let factors = Vector<Double>(uninitializedShape: [n])
    let beside = factors.pointer
    var (factor, value, isExact) = (0.0, 0.0, true)
    for i in 0..<n {
      let below = i > 0 ? lower[i &- 1].modulus : 0
      isExact = isExact && isPositive(main[i]) && (i == 0 || isPositive(lower[i &- 1] * upper[i &- 1]))
      let pivot = main[i].modulus - below * factor
      guard pivot > 0 else {
        w[0] = .infinity
        return false
      }
      factor = (i &+ 1 < n ? upper[i].modulus : 0) / pivot
      value = (w[i] + below * value) / pivot
      (beside + i).initialize(to: factor)
      w[i] = value
    }
    for i in stride(from: n - 2, through: 0, by: -1) {
      value = w[i] + beside[i] * value
      w[i] = value
    }
    return isExact
  }

  /// Whether a number is real and not below zero.
  @inline(__always)
  private func isPositive(_ x: Element) -> Bool { x == Element(real: x.modulus) }
}

/// A real symmetric matrix that is zero outside of its main diagonal and the two beside it.
public struct SymmetricTridiagonalMatrix: Hashable, Sendable {
  /// The main diagonal, n elements.
  public let diagonal: Vector<Double>

  /// The diagonals beside the main one, n − 1 elements.
  public let offDiagonal: Vector<Double>

  /// Throws `dimensionMismatch` unless the lengths fit, and `notFinite`.
  public init(diagonal: Vector<Double>, offDiagonal: Vector<Double>) throws(LinearAlgebraError) {
    general = try TridiagonalMatrix(lower: offDiagonal, diagonal: diagonal, upper: offDiagonal)
    self.diagonal = diagonal
    self.offDiagonal = offDiagonal
  }

  /// The same matrix without the knowledge that it is symmetric.
  public let general: TridiagonalMatrix<Double>

  /// The solution of A X = B: by the factorisation L D Lᵀ for a positive definite matrix, else by elimination with
  /// partial pivoting. Throws `singular`.
  public func solve(_ b: DenseArray<Double>) throws(LinearAlgebraError) -> DenseArray<Double> {
    let n = diagonal.count
    guard b.rank == 1 || b.rank == 2, b.rows == n else {
      throw .dimensionMismatch("a \(n)×\(n) matrix and a right-hand side of \(b.rows) rows do not fit")
    }
    try b.requireFinite()
    guard let factors = try? ldl(), factors.pivots.elements.allSatisfy({ $0 > 0 }) else { return try general.solve(b) }
    return factors.solve(b)
  }

  /// The factorisation L D Lᵀ without exchanges, which is stable where all pivots are positive (Golub & Van Loan, section
  /// 4.3.6). Throws `singular` at a pivot that is zero.
  public func ldl() throws(LinearAlgebraError) -> SymmetricTridiagonalFactors {
    let (pivots, factors) = (diagonal.copied(), offDiagonal.copied())
    for i in 0..<pivots.count {
      if pivots.pointer[i] == 0 { throw .singular(pivot: i + 1) }
      guard i + 1 < pivots.count else { break }
      let element = factors.pointer[i]
      factors.pointer[i] = element / pivots.pointer[i]
      pivots.pointer[i + 1] -= factors.pointer[i] * element
    }
    return SymmetricTridiagonalFactors(pivots: pivots, multipliers: factors)
  }

  /// The eigenvalues in ascending order and the orthonormal eigenvectors, by divide and conquer (LAPACK `stevd`).
  public func eigen() throws(LinearAlgebraError) -> SymmetricEigenDecomposition<Double> {
    let n = diagonal.count
    let vectors = Matrix<Double>(repeating: 0, shape: [n, n])
    return SymmetricEigenDecomposition(values: try values(vectors), vectors: vectors)
  }

  /// The eigenvalues in ascending order.
  public func eigenvalues() throws(LinearAlgebraError) -> Vector<Double> { try values(nil) }

  /// The eigenvectors of length 1 that belong to some eigenvalues, as columns, by inverse iteration (LAPACK `stein`); vectors of
  /// eigenvalues that are close are orthogonal. Throws `notFinite`, `didNotConverge`, or `dimensionMismatch` for more
  /// eigenvalues than there are.
  public func eigenvectors(of eigenvalues: Vector<Double>) throws(LinearAlgebraError) -> Matrix<Double> {
    let (n, count) = (diagonal.count, eigenvalues.count)
    try eigenvalues.requireFinite()
    guard count <= n else { throw .dimensionMismatch("a matrix of order \(n) does not have \(count) eigenvectors") }
    guard let order = Int32(exactly: n) else { throw .tooLarge(rows: n, columns: n) }
    let vectors = Matrix<Double>(repeating: 0, shape: [n, count])
    guard count > 0 else { return vectors }
    // LAPACK wants them in ascending order.
    let ascending = (0..<count).sorted { (eigenvalues[$0], $0) < (eigenvalues[$1], $1) }
    // LAPACKE looks for NaN in as many as the matrix has.
    let sorted = Vector(ascending.map { eigenvalues[$0] } + [Double](repeating: 0, count: n - count))
    let (blocks, ends) = (Vector<Int32>(repeating: 1, shape: [n]), Vector<Int32>(repeating: order, shape: [n]))
    let failed = Vector<Int32>(repeating: 0, shape: [n])
    let info = LAPACKE_dstein(
      LAPACK_COL_MAJOR, order, diagonal.pointer, offDiagonal.pointer, Int32(truncatingIfNeeded: count), sorted.pointer,
      blocks.buffer.baseAddress, ends.buffer.baseAddress, vectors.pointer, order, failed.buffer.baseAddress)
    if info > 0 { throw .didNotConverge("inverse iteration for eigenvectors") }
    try requireSuccess(info, "eigenvectors of a symmetric tridiagonal matrix")
    var position = [Int](repeating: 0, count: count)
    for (k, original) in ascending.enumerated() { position[original] = k }
    return vectors.selecting([Array(0..<n), position])
  }

  private func values(_ vectors: Matrix<Double>?) throws(LinearAlgebraError) -> Vector<Double> {
    guard let n = Int32(exactly: diagonal.count) else {
      throw .tooLarge(rows: diagonal.count, columns: diagonal.count)
    }
    let (values, scratch) = (diagonal.copied(), offDiagonal.copied())
    guard n > 0 else { return values }
    let info = LAPACKE_dstevd(
      LAPACK_COL_MAJOR, code(vectors == nil ? "N" : "V"), n, values.pointer, scratch.pointer, vectors?.pointer, n)
    try requireSuccess(info, "symmetric tridiagonal eigenvalue decomposition")
    return values
  }
}
