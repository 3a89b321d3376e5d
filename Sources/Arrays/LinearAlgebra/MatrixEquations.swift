// Linear equations for a matrix.

extension DenseArray where Element: LinearAlgebraScalar {
  /// The solution X of the Sylvester equation A X + X B = C for square A and B.
  ///
  /// R. H. Bartels and G. W. Stewart, "Solution of the matrix equation AX + XB = C", Comm. ACM 15 (1972): Schur forms of A
  /// and B, then substitution (LAPACK `trsyl`). Throws `undefined` if A and −B share an eigenvalue or nearly do.
  public func sylvesterSolution(_ b: DenseArray, _ c: DenseArray) throws(LinearAlgebraError) -> DenseArray {
    let first = try schur()
    return try Self.solve(first, b.schur(), .none, c)
  }

  /// The solution X of the Lyapunov equation A X + X Aᴴ = C, Hermitian if C is.
  public func lyapunovSolution(_ c: DenseArray) throws(LinearAlgebraError) -> DenseArray {
    let schur = try self.schur()
    let x = try Self.solve(schur, schur, .adjoint, c)
    guard c.isHermitian else { return x }
    let n = x.rows
    for j in 0..<n {
      for i in 0...j {
        let mean = (x.pointer[i + j * n] + x.pointer[j + i * n].conjugated) / 2
        x.pointer[i + j * n] = mean
        x.pointer[j + i * n] = mean.conjugated
      }
    }
    return x
  }

  private static func solve(
    _ a: SchurDecomposition<Element>, _ b: SchurDecomposition<Element>, _ operation: MatrixOperation, _ c: DenseArray
  ) throws(LinearAlgebraError) -> DenseArray {
    let (m, n) = try c.lapackSize()
    guard a.form.rows == m, b.form.rows == n else {
      throw .dimensionMismatch(
        "matrices of the orders \(a.form.rows) and \(b.form.rows) and a \(m)×\(n) right-hand side do not fit")
    }
    try c.requireFinite()
    guard m > 0, n > 0 else { return c }
    let right = c.rank == 2 ? c : c.reshaped([Int(m), Int(n)])
    // A + B = Z_A T_A Z_Aᴴ and so on: T_A Y + Y op(T_B) = Z_Aᴴ C Z_B.
    let y = try a.vectors.multiplied(by: right, transposing: .adjoint).multiplied(by: b.vectors)
    var scale = 1.0
    let info = Element.trsyl(operation, m, n, a.form.pointer, m, b.form.pointer, n, y.pointer, m, &scale)
    guard info == 0, scale > 0 else {
      throw .undefined(
        "the matrix equation has no unique solution: an eigenvalue of one matrix is the negative of one of the other")
    }
    if scale != 1 {
      for i in 0..<y.count { y.pointer[i] /= Element(real: scale) }
    }
    return try a.vectors.multiplied(by: y).multiplied(by: b.vectors, transposing: .none, .adjoint).reshaped(c.shape)
  }
}
