// Factors of tridiagonal matrices, with which many systems are solved.

/// The factors of a tridiagonal matrix by elimination with partial pivoting (LAPACK `gttrf`).
public struct TridiagonalFactors<Element: LinearAlgebraScalar>: Sendable {
  private let lower, diagonal, upper, second: Vector<Element>
  private let pivots: Vector<Int32>
  private let order: Int32

  /// Throws `singular`, or `tooLarge`.
  public init(_ matrix: TridiagonalMatrix<Element>) throws(LinearAlgebraError) {
    let n = matrix.diagonal.count
    guard let order = Int32(exactly: n) else { throw .tooLarge(rows: n, columns: n) }
    self.order = order
    (lower, diagonal, upper) = (matrix.lower.copied(), matrix.diagonal.copied(), matrix.upper.copied())
    second = Vector(repeating: .zero, shape: [max(0, n - 2)])
    pivots = Vector(uninitializedShape: [n])
    guard n > 0 else { return }
    let info = Element.gttrf(order, lower.pointer, diagonal.pointer, upper.pointer, second.pointer, pivots.buffer.baseAddress)
    if info > 0 { throw .singular(pivot: Int(info)) }
    try requireSuccess(info, "factorisation of a tridiagonal matrix")
  }

  /// The solution of A X = B. Throws `dimensionMismatch` and `notFinite`.
  public func solve(_ b: DenseArray<Element>) throws(LinearAlgebraError) -> DenseArray<Element> {
    guard b.rank == 1 || b.rank == 2, b.rows == diagonal.count else {
      throw .dimensionMismatch("a \(order)×\(order) matrix and a right-hand side of \(b.rows) rows do not fit")
    }
    try b.requireFinite()
    _ = try b.lapackSize()
    let x = b.copied()
    solve(.none, x.pointer, columns: x.columns)
    return x
  }

  /// The determinant, with the sign of the exchanges.
  public var determinant: Element {
    (0..<diagonal.count).reduce(1) { product, i in
      product * diagonal.pointer[i] * (pivots.buffer.baseAddress[i] == Int32(truncatingIfNeeded: i + 1) ? 1 : -1)
    }
  }

  /// Replaces the columns of B by op(A)⁻¹ B.
  func solve(_ operation: MatrixOperation, _ b: UnsafeMutablePointer<Element>, columns: Int) {
    guard order > 0, columns > 0 else { return }
    _ = Element.gttrs(
      operation, order, Int32(truncatingIfNeeded: columns), lower.pointer, diagonal.pointer, upper.pointer, second.pointer,
      pivots.buffer.baseAddress, b, order)
  }
}

/// The factors L D Lᵀ of a symmetric tridiagonal matrix.
public struct SymmetricTridiagonalFactors: Sendable {
  /// The diagonal of D.
  public let pivots: Vector<Double>

  /// The diagonal below the main one of L, whose own is one.
  public let multipliers: Vector<Double>

  /// The solution of A X = B, whose rows must be as many as there are pivots.
  public func solve(_ b: DenseArray<Double>) -> DenseArray<Double> {
    let (n, x) = (pivots.count, b.copied())
    precondition(b.rows == n, "a factorisation of order \(n) and a right-hand side of \(b.rows) rows do not fit")
    for j in 0..<b.columns {
      let column = x.pointer + j * n
      for i in 1..<max(n, 1) { column[i] -= multipliers.pointer[i - 1] * column[i - 1] }
      for i in stride(from: n - 1, through: 0, by: -1) {
        column[i] /= pivots.pointer[i]
        if i + 1 < n { column[i] -= multipliers.pointer[i] * column[i + 1] }
      }
    }
    return x
  }
}
