// Linear systems, least squares, inverse and determinant: the algorithm is chosen by the structure of the matrix.

extension DenseArray where Element: LinearAlgebraScalar {
  /// The solution X of A X = B.
  ///
  /// Triangular matrices are solved by substitution, other square ones by LU with partial pivoting. A rectangular or
  /// rank-deficient rectangular matrix gives the least-squares solution of smallest norm, from a complete orthogonal
  /// factorisation with relative tolerance min(m, n)·ε (LAPACK `gelsy`).
  /// Throws `singular`, `dimensionMismatch` or `notFinite`.
  public func solve(_ b: DenseArray) throws(LinearAlgebraError) -> DenseArray {
    let (m, n) = try lapackSize()
    let (rowsB, _) = try b.lapackSize()
    guard rowsB == m else {
      throw .dimensionMismatch("a \(m)×\(n) matrix and a right-hand side of \(rowsB) rows do not fit")
    }
    guard m == n, rank == 2 else { return try leastSquares(b) }
    if isUpperTriangular() { return try solveTriangular(.upper, b) }
    if isLowerTriangular() { return try solveTriangular(.lower, b) }
    return try lu().solve(b)
  }

  /// The solution X of op(T) X = B by substitution, where T is one triangle of this square matrix.
  public func solveTriangular(
    _ triangle: Triangle, _ b: DenseArray, transposing operation: MatrixOperation = .none
  ) throws(LinearAlgebraError) -> DenseArray {
    let n = try lapackOrder()
    let (rowsB, columnsB) = try b.lapackSize()
    guard rowsB == n else {
      throw .dimensionMismatch("a \(n)×\(n) matrix and a right-hand side of \(rowsB) rows do not fit")
    }
    for i in 0..<Int(n) where pointer[i + i * Int(n)] == .zero { throw .singular(pivot: i + 1) }
    try requireFinite()
    try b.requireFinite()
    let x = b.copied()
    guard !x.isEmpty else { return x }
    let info = Element.trtrs(
      triangle, operation, n, columnsB, pointer, leadingDimension, x.pointer, x.leadingDimension)
    if info > 0 { throw .singular(pivot: Int(info)) }
    guard info == 0 else { throw .notFinite }
    return x
  }

  /// The X of smallest Frobenius norm among those that minimise ‖A X − B‖.
  ///
  /// Singular values below `tolerance` times the largest count as zero; by default min(m, n)·ε.
  public func leastSquares(_ b: DenseArray, tolerance: Double? = nil) throws(LinearAlgebraError) -> DenseArray {
    let (m, n) = try lapackSize()
    let (rowsB, columnsB) = try b.lapackSize()
    guard rowsB == m else {
      throw .dimensionMismatch("a \(m)×\(n) matrix and a right-hand side of \(rowsB) rows do not fit")
    }
    try requireFinite()
    try b.requireFinite()
    let shape = b.rank == 1 ? [Int(n)] : [Int(n), Int(columnsB)]
    guard m > 0, n > 0, columnsB > 0 else { return DenseArray(repeating: .zero, shape: shape) }
    let height = Int(max(m, n))
    let x = Matrix<Element>(repeating: .zero, shape: [height, Int(columnsB)])
    for j in 0..<Int(columnsB) {
      (x.pointer + j * height).update(from: b.pointer + j * Int(m), count: Int(m))
    }
    let scratch = copied()
    var pivots = [Int32](repeating: 0, count: Int(n))
    var rank: Int32 = 0
    let info = Element.gelsy(
      m, n, columnsB, scratch.pointer, scratch.leadingDimension, x.pointer, x.leadingDimension, &pivots,
      tolerance ?? Double(min(m, n)) * Double.ulpOfOne, &rank)
    try requireSuccess(info, "least squares")
    return x[0..<Int(n), 0..<Int(columnsB)].reshaped(shape)
  }

  /// The inverse of a square matrix. Throws `singular`.
  public func inverse() throws(LinearAlgebraError) -> DenseArray {
    let n = try lapackOrder()
    if isUpperTriangular() { return try triangularInverse(.upper, n) }
    if isLowerTriangular() { return try triangularInverse(.lower, n) }
    return try lu().inverse()
  }

  private func triangularInverse(_ triangle: Triangle, _ n: Int32) throws(LinearAlgebraError) -> DenseArray {
    try requireFinite()
    let result = copied()
    guard n > 0 else { return result }
    let info = Element.trtri(triangle, n, result.pointer, result.leadingDimension)
    if info > 0 { throw .singular(pivot: Int(info)) }
    guard info == 0 else { throw .notFinite }
    return result
  }

  /// The determinant of a square matrix; NaN if an element is NaN or infinite and the matrix is not triangular.
  public func determinant() throws(LinearAlgebraError) -> Element {
    let n = Int(try lapackOrder())
    if isUpperTriangular() || isLowerTriangular() {
      return (0..<n).reduce(1) { $0 * pointer[$1 + $1 * n] }
    }
    guard isFinite else { return Element(real: .nan) }
    return try lu().determinant
  }

  /// The logarithm of |det A| and det A / |det A|; `(-∞, 0)` for a singular matrix.
  public func logarithmicDeterminant() throws(LinearAlgebraError) -> (logarithm: Double, sign: Element) {
    _ = try lapackOrder()
    return try lu().logarithmicDeterminant
  }
}
