// Linear systems and least squares refined until the solution is right to the last digits of a `Double`.
import RealModule

extension DenseArray where Element == Double {
  /// The solution X of A X = B for a square A, accurate to nearly all digits of its largest elements.
  ///
  /// LU factorisation and iterative refinement with residuals of 32 digits (Higham, Accuracy and Stability of Numerical
  /// Algorithms, algorithm 12.1; Demmel et al., "Error bounds from extra-precise iterative refinement", ACM Trans. Math.
  /// Softw. 32, 2006). Where that does not converge, for condition numbers around 10¹⁶ and more, the whole system is
  /// solved with 32 digits. Throws what `solve` throws, and `didNotConverge` for a large matrix of this kind.
  public func solve(_ b: DenseArray, refined: Bool) throws(LinearAlgebraError) -> DenseArray {
    try requireRows(of: b)
    guard refined else { return try solve(b) }
    guard rank == 2, rows == columns else { return try leastSquares(b, refined: true) }
    try b.requireFinite()
    let factorisation = try lu()
    if let pivot = factorisation.zeroPivot { throw .singular(pivot: pivot) }
    guard !b.isEmpty else { return b }
    let x = DoubleDoubleMatrix(try factorisation.solve(b))
    let residual = DoubleDoubleMatrix(rows: rows, columns: 1)
    for column in 0..<b.columns {
      var progress = Refinement()
      while !progress.isDone {
        residual.set(b, column)
        residual.subtractProduct(self, x, column)
        let correction = try factorisation.solve(Vector(columnMajor: residual.rounded.elements, shape: [rows]))
        progress.take(correction, x, column)
      }
      if progress.hasFailed { return try solveInDoubleDouble(b, tolerance: 0x1p-98) }
    }
    return x.rounded.reshaped(b.shape)
  }

  /// The X that minimises ‖A X − B‖, refined to nearly all digits if `refined`.
  ///
  /// The columns are scaled by powers of two; Householder QR gives the first X and, with residuals of 32 digits,
  /// corrections of the residual and of X together, as the augmented system [I A; Aᵀ 0] has them (Å. Björck, "Iterative
  /// refinement of linear least squares solutions", BIT 7, 1967; Demmel et al., "Extra-precise iterative refinement for
  /// overdetermined least squares problems", ACM Trans. Math. Softw. 35, 2009). Where that does not converge, the problem
  /// is solved with 32 digits. A matrix with fewer rows than columns, or with linearly dependent columns, gives
  /// the solution of smallest norm without refinement.
  public func leastSquares(_ b: DenseArray, refined: Bool) throws(LinearAlgebraError) -> DenseArray {
    guard refined, rank <= 2, rows >= columns, !isEmpty else { return try leastSquares(b) }
    try requireRows(of: b)
    try b.requireFinite()
    let scales = try columnScales()
    let scaled = copied(as: [rows, columns])
    for j in 0..<columns {
      for i in j * rows..<(j + 1) * rows { scaled.pointer[i] *= scales[j] }
    }
    let x = DoubleDoubleMatrix(rows: columns, columns: b.columns)
    let factorisation = try scaled.qr()
    let hasFullRank =
      TriangularCondition.reciprocal(.upper, factorisation.upper) > 8 * Double(columns) * Double.ulpOfOne
    let augmented = AugmentedSystem(matrix: scaled, factorisation: factorisation)
    for column in 0..<b.columns {
      guard hasFullRank, try augmented.solve(b, x, column) else {
        do {
          return try solveInDoubleDouble(b, tolerance: Double.ulpOfOne / 4)
        } catch {
          if case .undefined = error { return try leastSquares(b) }
          throw error
        }
      }
    }
    let result = x.rounded
    for j in 0..<b.columns {
      for i in 0..<columns { result.pointer[i + j * columns] *= scales[i] }
    }
    return b.rank == 1 ? result.flattened() : result
  }

  /// Powers of two that bring the largest element of each column near one.
  private func columnScales() throws(LinearAlgebraError) -> [Double] {
    try requireFinite()
    return (0..<columns).map { j in
      let largest = Norms.largest(UnsafeBufferPointer(start: pointer + j * rows, count: rows))
      return largest > 0 && (1 / largest).isNormal ? (1 / largest).binade : 1
    }
  }

  /// Solves with 32 digits; throws `undefined` if the columns are linearly dependent to that tolerance.
  private func solveInDoubleDouble(_ b: DenseArray, tolerance: Double) throws(LinearAlgebraError) -> DenseArray {
    guard Double(rows) * Double(columns) * Double(columns) < 1e9 else {
      throw .didNotConverge("iterative refinement of a \(rows)×\(columns) system")
    }
    let factorisation = try DoubleDoubleQR(DoubleDoubleMatrix(self), tolerance: tolerance)
    let result = factorisation.solve(DoubleDoubleMatrix(b)).rounded
    return b.rank == 1 ? result.flattened() : result
  }
}

/// The system r + A x = f, Aᵀ r = g by a QR factorisation of A.
private struct AugmentedSystem {
  let matrix: Matrix<Double>
  let factorisation: QRDecomposition<Double>

  /// Refines a column of x from zero for one column of the right-hand side; false if the corrections do not shrink.
  func solve(_ b: Matrix<Double>, _ x: DoubleDoubleMatrix, _ column: Int) throws(LinearAlgebraError) -> Bool {
    let (m, n) = (matrix.rows, matrix.columns)
    let residual = DoubleDoubleMatrix(rows: m, columns: 1)
    let defect = DoubleDoubleMatrix(rows: m, columns: 1)
    var progress = Refinement()
    while !progress.isDone {
      // f − r − A x and −Aᵀ r
      defect.set(b, column)
      defect.add(DoubleDouble(-1), residual, 0, to: 0)
      defect.subtractProduct(matrix, x, column)
      let gradient = Vector<Double>(repeating: 0, shape: [n])
      for j in 0..<n { gradient.pointer[j] = -residual.dot(matrix.pointer + j * m, 0).value }
      let h = try triangular(gradient, .transpose)
      var turned = try factorisation.applyOrthogonal(to: defect.rounded, adjoint: true)
      let difference = Vector<Double>(repeating: 0, shape: [n])
      for i in 0..<n {
        difference.pointer[i] = turned[i] - h[i]
        turned[i] = h[i]
      }
      let correction = try triangular(difference, .none)
      let residualCorrection = try factorisation.applyOrthogonal(to: turned)
      for i in 0..<m { residual[i, 0] = residual[i, 0] + residualCorrection[i] }
      progress.take(correction, x, column)
    }
    return !progress.hasFailed
  }

  private func triangular(
    _ b: Vector<Double>, _ operation: MatrixOperation
  ) throws(LinearAlgebraError) -> Vector<Double> {
    let (m, n) = (matrix.rows, matrix.columns)
    let x = b.copied()
    let info = Double.trtrs(
      .upper, operation, Int32(truncatingIfNeeded: n), 1, factorisation.factors.pointer,
      Int32(truncatingIfNeeded: m), x.pointer, Int32(truncatingIfNeeded: n))
    guard info == 0 else { throw .singular(pivot: Int(info)) }
    return x
  }
}

/// The progress of an iterative refinement.
private struct Refinement {
  private(set) var isDone = false
  private(set) var hasFailed = false
  private var steps = 0
  private var last = Double.infinity

  /// Adds a correction to a column of x and decides whether to go on: until it changes no element by more than half a
  /// unit of the last place, or none by more than 10⁻²⁰ of the largest; and as long as corrections shrink.
  mutating func take(_ correction: Vector<Double>, _ x: DoubleDoubleMatrix, _ column: Int) {
    steps += 1
    var (largest, size, isSettled) = (0.0, 0.0, true)
    for i in 0..<x.rows {
      let next = x[i, column] + correction[i]
      x[i, column] = next
      largest = max(largest, next.high.magnitude)
      // Not `max`, which passes over NaN.
      if !(correction[i].magnitude <= size) { size = correction[i].magnitude }
      if !(correction[i].magnitude <= next.high.magnitude * 0x1p-54) { isSettled = false }
    }
    if isSettled || size <= largest * 1e-20 {
      isDone = true
    } else if steps > 1, !(size < last / 2) || steps > 50 {
      // What is left below the last digit of the largest element is as good as it gets.
      isDone = true
      hasFailed = !(size <= largest * 0x1p-54)
    } else if !size.isFinite {
      (isDone, hasFailed) = (true, true)
    }
    last = size
  }
}

extension DoubleDoubleMatrix {
  /// Makes the first column a column of an array.
  fileprivate func set(_ array: DenseArray<Double>, _ column: Int) {
    high.update(from: array.pointer + column * rows, count: rows)
    low.update(repeating: 0, count: rows)
  }

  /// Subtracts A times a column of x from the first column.
  fileprivate func subtractProduct(_ a: DenseArray<Double>, _ x: DoubleDoubleMatrix, _ column: Int) {
    for j in 0..<a.columns { add(-x[j, column], a.pointer + j * rows, to: 0) }
  }
}
