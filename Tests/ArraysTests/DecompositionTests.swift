// Each factorisation multiplies back to its matrix and has the structure it promises, for every shape.
import Arrays
import Testing

/// Matrices with reproducible elements in [-1, 1).
private func sample(_ m: Int, _ n: Int, seed: UInt64 = 1) -> Matrix<Double> {
  var state = seed
  return Matrix(rows: m, columns: n) { _, _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) / 0x1p52
  }
}

private func complexSample(_ m: Int, _ n: Int) -> Matrix<Complex<Double>> {
  let (x, y) = (sample(m, n), sample(m, n, seed: 2))
  return Matrix(rows: m, columns: n) { Complex(x[$0, $1], y[$0, $1]) }
}

private let shapes = [(0, 0), (0, 3), (3, 0), (1, 1), (1, 4), (4, 1), (3, 3), (7, 4), (4, 7), (40, 40)]

private func isUnitary<Element: LinearAlgebraScalar>(_ q: Matrix<Element>) throws -> Bool {
  try relativeError(q.multiplied(by: q, transposing: .adjoint), .identity(q.columns)) < 1e-13
}

private func checkRectangular<Element: LinearAlgebraScalar>(_ a: Matrix<Element>) throws {
  let (m, n) = (a.rows, a.columns)
  let lu = try a.lu()
  #expect(relativeError(try lu.lower.multiplied(by: lu.upper), a.selecting([lu.permutation, Array(0..<n)])) < 1e-14)
  for pivoting in [false, true] {
    let qr = try a.qr(pivoting: pivoting)
    let columns = qr.permutation ?? Array(0..<n)
    let q = try qr.orthogonal()
    #expect(q.shape == [m, min(m, n)] && qr.upper.shape == [min(m, n), n] && qr.upper.isUpperTriangular())
    #expect(try isUnitary(q) && isUnitary(qr.orthogonal(full: true)))
    #expect(relativeError(try q.multiplied(by: qr.upper), a.selecting([Array(0..<m), columns])) < 1e-14)
    #expect(relativeError(try qr.applyOrthogonal(to: qr.applyOrthogonal(to: a, adjoint: true)), a) < 1e-14)
    let diagonal = (0..<min(m, n)).map { qr.upper[$0, $0].modulus }
    #expect(!pivoting || zip(diagonal, diagonal.dropFirst()).allSatisfy { $0 >= $1 * (1 - 1e-14) })
  }
  for full in [false, true] {
    let svd = try a.svd(full: full)
    let k = min(m, n)
    #expect(svd.left.shape == [m, full ? m : k] && svd.rightAdjoint.shape == [full ? n : k, n])
    #expect(try isUnitary(svd.left) && isUnitary(svd.right))
    let scaled = Matrix(rows: m, columns: k) { svd.left[$0, $1] * Element(real: svd.values[$1]) }
    #expect(relativeError(try scaled.multiplied(by: svd.rightAdjoint[0..<k, 0..<n]), a) < 1e-13)
  }
}

private func checkSquare<Element: LinearAlgebraScalar>(_ a: Matrix<Element>) throws {
  let n = a.rows
  let schur = try a.schur()
  #expect(try isUnitary(schur.vectors))
  #expect(try relativeError(
    schur.vectors.multiplied(by: schur.form).multiplied(by: schur.vectors, transposing: .none, .adjoint), a) < 1e-12)
  let hessenberg = try a.hessenberg()
  #expect(try hessenberg.form.isUpperTriangular(diagonal: -1) && isUnitary(hessenberg.orthogonal))
  #expect(try relativeError(
    hessenberg.orthogonal.multiplied(by: hessenberg.form)
      .multiplied(by: hessenberg.orthogonal, transposing: .none, .adjoint), a) < 1e-13)
  let eigen = try a.eigen()
  let scaled = Matrix(rows: n, columns: n) { eigen.vectors[$0, $1] * eigen.values[$1] }
  #expect(relativeError(try a.asComplex.multiplied(by: eigen.vectors), scaled) < 1e-12)

  let hermitian = try a.multiplied(by: a, transposing: .adjoint).adding(.identity(n))
  #expect(hermitian.isHermitian)
  let symmetric = try hermitian.symmetricEigen()
  #expect(try isUnitary(symmetric.vectors))
  #expect(symmetric.values.elements == symmetric.values.sorted().elements)
  let cholesky = try hermitian.cholesky()
  #expect(cholesky.lower.isLowerTriangular() && cholesky.upper == cholesky.lower.adjoint())
  #expect(relativeError(try cholesky.lower.multiplied(by: cholesky.upper), hermitian) < 1e-14)
  #expect(relativeError(try cholesky.inverse().multiplied(by: hermitian), .identity(n)) < 1e-12)
  let determinant = try hermitian.determinant().realPart
  #expect((cholesky.determinant / determinant - 1).magnitude < 1e-11)
}

@Test(arguments: shapes) func realFactorisations(shape: (Int, Int)) throws {
  try checkRectangular(sample(shape.0, shape.1))
  if shape.0 == shape.1 { try checkSquare(sample(shape.0, shape.1)) }
}

@Test(arguments: shapes) func complexFactorisations(shape: (Int, Int)) throws {
  try checkRectangular(complexSample(shape.0, shape.1))
  if shape.0 == shape.1 { try checkSquare(complexSample(shape.0, shape.1)) }
}

@Test func eigenvaluesAreSortedAndRealWhenTheyCanBe() throws {
  let rotation = try Matrix<Double>(rows: [[0, 1], [-1, 0]]).eigen()
  #expect(rotation.values.elements == [Complex(0, -1), Complex(0, 1)])
  #expect(rotation.realValues == nil && rotation.realVectors == nil)
  let triangular = try Matrix<Double>(rows: [[3, 1], [0, 2]]).eigen()
  #expect(triangular.realValues?.elements == [2, 3] && triangular.realVectors?.shape == [2, 2])
  let hermitian = try Matrix<Complex<Double>>(rows: [[2, Complex(0, 1)], [Complex(0, -1), 2]]).eigen()
  #expect(hermitian.hasRealValues && !hermitian.hasRealVectors)
}

@Test func onlyOneTriangleOfASymmetricMatrixIsRead() throws {
  let a = Matrix<Double>(rows: [[2, 1], [99, 2]])
  #expect(relativeError(try a.symmetricEigenvalues(), [1, 3]) < 1e-15)
  let lower = try CholeskyDecomposition(a.transposed(), triangle: .lower)
  #expect(relativeError(try lower.lower.multiplied(by: lower.upper), [2, 1, 1, 2]) < 1e-15)
}
