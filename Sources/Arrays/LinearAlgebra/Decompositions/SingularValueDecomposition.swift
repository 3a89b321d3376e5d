/// The factorisation A = U diag(σ) Vᴴ with orthonormal U and V and σ₁ ≥ σ₂ ≥ … ≥ 0 (LAPACK `gesdd`;
/// `SmallSingularValues` for a small real matrix).
public struct SingularValueDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// The left singular vectors, the columns of U: m×min(m, n), or m×m of a full decomposition.
  public let left: Matrix<Element>

  /// The singular values in descending order.
  public let values: Vector<Double>

  /// Vᴴ, whose rows are the right singular vectors: min(m, n)×n, or n×n of a full decomposition.
  public let rightAdjoint: Matrix<Element>

  /// The right singular vectors, the columns of V.
  public var right: Matrix<Element> { rightAdjoint.adjoint() }

  /// Decomposes `matrix`. Throws `notFinite`, or `didNotConverge` if QR iteration fails too.
  @specialized(where Element == Double)
  public init(_ matrix: Matrix<Element>, full: Bool = false) throws(LinearAlgebraError) {
    let (m, n) = try matrix.lapackSize()
    try matrix.requireFinite()
    let k = Int(min(m, n))
    guard k > 0 else {
      left = full ? .identity(Int(m)) : Matrix(repeating: .zero, shape: [Int(m), 0])
      values = []
      rightAdjoint = full ? .identity(Int(n)) : Matrix(repeating: .zero, shape: [0, Int(n)])
      return
    }
    if !full || m == n, let real = matrix.same(as: Double.self), let small = Self.small(real) {
      (left, values, rightAdjoint) = small
      return
    }
    let u = Matrix<Element>(repeating: .zero, shape: [Int(m), full ? Int(m) : k])
    let vt = Matrix<Element>(repeating: .zero, shape: [full ? Int(n) : k, Int(n)])
    values = try Self.compute(matrix, full ? "A" : "S", m, n, u, vt)
    left = u
    rightAdjoint = vt
  }

  /// The decomposition of a small matrix without LAPACK.
  private static func small(
    _ matrix: Matrix<Double>
  ) -> (left: Matrix<Element>, values: Vector<Double>, rightAdjoint: Matrix<Element>)? {
    let (m, n) = (matrix.rows, matrix.columns)
    guard max(m, n) <= SmallSingularValues.largestOrder else { return nil }
    let k = min(m, n)
    let (u, vt) = (Matrix<Double>(uninitializedShape: [m, k]), Matrix<Double>(uninitializedShape: [k, n]))
    let values = Vector<Double>(uninitializedShape: [k])
    guard smallDecomposition(matrix, values.pointer, u.pointer, vt.pointer), let left = u.same(as: Element.self),
      let right = vt.same(as: Element.self)
    else { return nil }
    return (left, values, right)
  }

  /// The same into memory; without that of U and Vᵀ the singular values only. A broad matrix is transposed.
  fileprivate static func smallDecomposition(
    _ matrix: Matrix<Double>, _ values: UnsafeMutablePointer<Double>, _ u: UnsafeMutablePointer<Double>?,
    _ vt: UnsafeMutablePointer<Double>?
  ) -> Bool {
    let (m, n, a) = (matrix.rows, matrix.columns, matrix.pointer)
    let (isBroad, k) = (m < n, min(m, n))
    return SmallSingularValues.decompose(
      max(m, n), k, { isBroad ? a[$1 + $0 * m] : a[$0 + $1 * m] }, values, isTransposed: isBroad, wantsVectors: u != nil
    ) { first, second, j in
      guard let u, let vt else { return }
      let (left, right) = isBroad ? (second, first) : (first, second)
      (u + j * m).update(from: left, count: m)
      for i in 0..<n { vt[j + i * k] = right[i] }
    }
  }

  /// Runs `gesdd`, then `gesvd` if it does not converge.
  fileprivate static func compute(
    _ matrix: Matrix<Element>, _ job: Unicode.Scalar, _ m: Int32, _ n: Int32, _ u: Matrix<Element>,
    _ vt: Matrix<Element>
  ) throws(LinearAlgebraError) -> Vector<Double> {
    let values = Vector<Double>(repeating: 0, shape: [Int(min(m, n))])
    let scratch = matrix.copied()
    var info = Element.gesdd(
      job, m, n, scratch.pointer, scratch.leadingDimension, values.buffer.baseAddress, u.pointer, u.leadingDimension,
      vt.pointer, vt.leadingDimension)
    if info > 0 {
      let again = matrix.copied()
      info = Element.gesvd(
        job, m, n, again.pointer, again.leadingDimension, values.buffer.baseAddress, u.pointer, u.leadingDimension,
        vt.pointer, vt.leadingDimension)
    }
    try requireSuccess(info, "singular value decomposition")
    return values
  }
}

extension SingularValueDecomposition {
  /// The number of singular values above `tolerance`, by default min(m, n)·ε·σ₁.
  public func rank(tolerance: Double? = nil) -> Int { Self.rank(values, tolerance) }

  static func rank(_ values: Vector<Double>, _ tolerance: Double?) -> Int {
    guard values.count > 0 else { return 0 }
    let bound = tolerance ?? Double(values.count) * Double.ulpOfOne * values[0]
    return values.elements.prefix { $0 > bound }.count
  }

  /// The Moore–Penrose pseudoinverse V diag(1/σ) Uᴴ; singular values beyond `rank(tolerance:)` count as zero.
  public func pseudoinverse(tolerance: Double? = nil) throws(LinearAlgebraError) -> Matrix<Element> {
    let rank = rank(tolerance: tolerance)
    return try rightAdjoint[0..<rank, 0..<rightAdjoint.columns].multiplied(
      by: divided(left[0..<left.rows, 0..<rank].adjoint()), transposing: .adjoint)
  }

  /// The X of smallest norm that minimises ‖A X − B‖ for the numerical rank of A.
  public func solve(_ b: DenseArray<Element>, tolerance: Double? = nil) throws(LinearAlgebraError) -> DenseArray<Element> {
    try left.requireRows(of: b)
    try b.requireFinite()
    let rank = rank(tolerance: tolerance)
    let turned = try left[0..<left.rows, 0..<rank].multiplied(by: b, transposing: .adjoint)
    return try rightAdjoint[0..<rank, 0..<rightAdjoint.columns].multiplied(by: divided(turned), transposing: .adjoint)
  }

  /// A matrix, or a vector, with row i divided by σᵢ.
  private func divided(_ matrix: DenseArray<Element>) -> DenseArray<Element> {
    let rows = matrix.rows
    for j in 0..<matrix.columns {
      for i in 0..<rows { matrix.pointer[i + j * rows] = matrix.pointer[i + j * rows] / Element(real: values[i]) }
    }
    return matrix
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The singular value decomposition: thin, or with all of U and V.
  public func svd(full: Bool = false) throws(LinearAlgebraError) -> SingularValueDecomposition<Element> {
    try SingularValueDecomposition(self, full: full)
  }

  /// The singular values in descending order.
  public func singularValues() throws(LinearAlgebraError) -> Vector<Double> {
    let (m, n) = try lapackSize()
    try requireFinite()
    guard min(m, n) > 0 else { return [] }
    if max(m, n) <= SmallSingularValues.largestOrder, let real = same(as: Double.self) {
      let values = Vector<Double>(uninitializedShape: [Int(min(m, n))])
      if SingularValueDecomposition<Element>.smallDecomposition(real, values.pointer, nil, nil) { return values }
    }
    let unused = Matrix<Element>(repeating: .zero, shape: [1, 1])
    return try SingularValueDecomposition.compute(self, "N", m, n, unused, unused)
  }
}
