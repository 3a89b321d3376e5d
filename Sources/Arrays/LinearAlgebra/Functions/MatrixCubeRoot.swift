// The real cube root of a real square matrix.
import ComplexModule
import RealModule

extension DenseArray where Element == Double {
  /// The cube root of a square matrix whose real eigenvalues are the real cube roots of those of the matrix, and whose complex
  /// ones the principal ones.
  ///
  /// M. I. Smith, "A Schur algorithm for computing matrix pth roots", SIAM J. Matrix Anal. Appl. 24 (2003), on the complex Schur
  /// form; a symmetric matrix goes through its eigenvalues. Throws `undefined` if a singular matrix has no such root.
  public func cubeRoot() throws(LinearAlgebraError) -> Matrix<Double> {
    let n = Int(try lapackOrder())
    try requireFinite()
    if n == 0 { return self }
    if isHermitian { return try symmetricEigen().applying { Double.root($0, 3) } }
    let schur = try asComplex.schur()
    let (z, form) = (schur.vectors, schur.form.copied())
    form.roundDiagonal { _ in true }
    return try z.multiplied(by: form.triangularCubeRoot()).multiplied(by: z, transposing: .none, .adjoint).realParts
  }
}

extension DenseArray where Element == Complex<Double> {
  /// The cube root U of an upper triangular matrix T, element by element of U and V = U² away from the diagonal.
  fileprivate func triangularCubeRoot() throws(LinearAlgebraError) -> DenseArray {
    let n = rows
    let (root, square) = (DenseArray(repeating: .zero, shape: [n, n]), DenseArray(repeating: .zero, shape: [n, n]))
    let (t, u, v) = (pointer, root.pointer, square.pointer)
    for j in 0..<n {
      let value = t[j + j * n]
      let own = value.imaginary == 0 ? Complex(Double.root(value.real, 3), 0) : Complex.root(value, 3)
      u[j + j * n] = own
      v[j + j * n] = own * own
      for i in stride(from: j - 1, through: 0, by: -1) {
        var (rest, sum) = (t[i + j * n], Complex<Double>.zero)
        for k in (i + 1)..<max(j, i + 1) {
          sum += u[i + k * n] * u[k + j * n]
          rest -= u[i + k * n] * v[k + j * n]
        }
        let other = u[i + i * n]
        rest -= other * sum
        let divisor = own * own + other * (own + other)
        if rest != .zero {
          guard divisor != .zero else { throw .undefined("this singular matrix has no cube root") }
          u[i + j * n] = rest / divisor
        }
        v[i + j * n] = u[i + j * n] * (own + other) + sum
      }
    }
    return root
  }
}
