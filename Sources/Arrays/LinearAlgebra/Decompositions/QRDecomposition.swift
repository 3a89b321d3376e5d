/// The factorisation A = Q R, or A[:, p] = Q R with column pivoting, by reflections (LAPACK `geqrf`, `geqp3`).
public struct QRDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// R in the upper triangle, the Householder vectors below it.
  public let factors: Matrix<Element>

  /// The scalar factors of the reflections.
  public let reflectors: Vector<Element>

  /// The column order p, counted from zero, or `nil` without pivoting.
  public let permutation: [Int]?

  /// Factors `matrix`, which may have any shape.
  ///
  /// With `pivoting` each step takes the column of largest remaining norm, so that R shows the rank.
  public init(_ matrix: Matrix<Element>, pivoting: Bool = false) throws(LinearAlgebraError) {
    let (m, n) = try matrix.lapackSize()
    try matrix.requireFinite()
    let factors = matrix.copied(as: [Int(m), Int(n)])
    let reflectors = Vector<Element>(repeating: .zero, shape: [Int(min(m, n))])
    var pivots = [Int32](repeating: 0, count: Int(n))
    if !factors.isEmpty {
      let info =
        pivoting
        ? Element.geqp3(m, n, factors.pointer, factors.leadingDimension, &pivots, reflectors.pointer)
        : Element.geqrf(m, n, factors.pointer, factors.leadingDimension, reflectors.pointer)
      try requireSuccess(info, "QR factorisation")
    } else {
      pivots = (0..<n).map { $0 + 1 }
    }
    self.factors = factors
    self.reflectors = reflectors
    permutation = pivoting ? pivots.map { Int($0) - 1 } : nil
  }

  /// The triangular (trapezoidal for wide matrices) factor R, min(m, n)×n.
  public var upper: Matrix<Element> {
    Matrix(rows: min(factors.rows, factors.columns), columns: factors.columns) { i, j in
      i <= j ? factors[i, j] : .zero
    }
  }

  /// The factor Q with orthonormal columns: m×min(m, n), or all m×m of it.
  public func orthogonal(full: Bool = false) throws(LinearAlgebraError) -> Matrix<Element> {
    let (m, n) = try factors.lapackSize()
    let k = min(m, n)
    let width = full ? m : k
    let q = Matrix<Element>(repeating: .zero, shape: [Int(m), Int(width)])
    guard !q.isEmpty else { return q }
    guard k > 0 else { return .identity(Int(m)) }
    q.pointer.update(from: factors.pointer, count: Int(m) * Int(k))
    try requireSuccess(
      Element.orgqr(m, width, k, q.pointer, q.leadingDimension, reflectors.pointer), "accumulation of Q")
    return q
  }

  /// Q B or, with `adjoint`, Qᴴ B for the full Q, without forming Q. `b` has m rows.
  public func applyOrthogonal(
    to b: DenseArray<Element>, adjoint: Bool = false
  ) throws(LinearAlgebraError) -> DenseArray<Element> {
    let (m, n) = try factors.lapackSize()
    let (rows, columns) = try b.lapackSize()
    guard rows == m else { throw .dimensionMismatch("a \(m)×\(m) matrix Q and a matrix of \(rows) rows do not fit") }
    let result = b.copied()
    guard !result.isEmpty, min(m, n) > 0 else { return result }
    // LAPACK refuses NaN, which a reflection spreads over its column.
    let unknown = (0..<result.columns).filter { j in (0..<result.rows).contains { result[$0, j] != result[$0, j] } }
    for j in unknown { (result.pointer + j * result.rows).update(repeating: .zero, count: result.rows) }
    defer {
      for j in unknown { (result.pointer + j * result.rows).update(repeating: Element(real: .nan), count: result.rows) }
    }
    try requireSuccess(
      Element.ormqr(
        adjoint ? .adjoint : .none, m, columns, min(m, n), factors.pointer, factors.leadingDimension,
        reflectors.pointer, result.pointer, result.leadingDimension), "multiplication by Q")
    return result
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The QR factorisation, optionally with column pivoting.
  public func qr(pivoting: Bool = false) throws(LinearAlgebraError) -> QRDecomposition<Element> {
    try QRDecomposition(self, pivoting: pivoting)
  }
}
