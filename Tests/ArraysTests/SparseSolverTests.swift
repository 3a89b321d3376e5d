// Sparse factorisations against mpmath, residuals, and what they refuse.
import Arrays
import Testing

/// ‖A x − b‖ relative to ‖A‖ ‖x‖ + ‖b‖, in the ∞-norm.
private func backwardError<Element: LinearAlgebraScalar>(
  _ a: SparseMatrix<Element>, _ x: DenseArray<Element>, _ b: DenseArray<Element>, _ operation: MatrixOperation = .none
) throws -> Double {
  let residual = try a.multiplied(by: x, transposing: operation).subtracting(b)
  let scale = max(a.operatorNorm(.infinity) ?? 0, a.operatorNorm(1) ?? 0) * x.norm(.infinity) + b.norm(.infinity)
  return scale == 0 ? 0 : residual.norm(.infinity) / scale
}

private func check<Element: LinearAlgebraScalar>(_ reference: SparseSystemReference<Element>) throws {
  let name = Comment(rawValue: reference.name)
  let a = try reference.matrix()
  let b = Vector(reference.rightHandSide)
  let factors = try a.factorized()
  let x = try factors.solve(b)
  #expect(relativeError(x, reference.solution) < 1e-16 * reference.condition + 1e-15, name)
  #expect(try a.solve(b) == x, name)
  for operation in [MatrixOperation.transpose, .adjoint] {
    #expect(try backwardError(a, factors.solve(b, transposing: operation), b, operation) < 1e-15, name)
  }
  let several = try Matrix.horizontally([b, b.scaled(by: -2)])
  #expect(try factors.solve(several).column(1) == x.scaled(by: -2), name)
  #expect((try a.determinant() - reference.determinant).modulus < 1e-13 * reference.determinant.modulus, name)
  let lu = try a.lu()
  let product = try lu.lower().multiplied(by: lu.upper())
  let permuted = try a.selecting(rows: lu.rowPermutation, columns: lu.columnPermutation)
  #expect(try product.subtracting(permuted).norm() <= 1e-15 * Double(reference.order) * a.norm(), name)
  #expect(try lu.lower().isLowerTriangular() && lu.upper().isUpperTriangular(), name)
  #expect(try lu.lower().storedCount + lu.upper().storedCount == lu.factorCount, name)
  let (logarithm, sign) = try lu.logarithmicDeterminant()
  let rebuilt = Element(real: Double.exp(logarithm)) * sign
  #expect((rebuilt - reference.determinant).modulus < 1e-12 * reference.determinant.modulus, name)
  for operation in [MatrixOperation.none, .transpose, .adjoint] {
    #expect(try backwardError(a, lu.solve(b, transposing: operation), b, operation) < 1e-15, name)
  }
  let qr = try a.qr()
  #expect(try qr.rank == reference.order && backwardError(a, qr.solve(b), b) < 1e-14, name)
  let square = try a.multiplied(by: a)
  #expect(relativeError(square.sum(along: 0), reference.squareSums) < 1e-15, name)
  let condition = try a.conditionEstimate()
  #expect(condition <= reference.condition * 1.0000001 && condition >= reference.condition / 3, name)
}

@Test(arguments: realSparseSystems.indices) func `A real sparse system`(index: Int) throws {
  try check(realSparseSystems[index])
}

@Test(arguments: complexSparseSystems.indices) func `A complex sparse system`(index: Int) throws {
  try check(complexSparseSystems[index])
}

private func kind<Element>(_ factors: SparseFactorization<Element>) -> String {
  switch factors {
  case .diagonal: "diagonal"
  case .triangular: "triangular"
  case .cholesky: "cholesky"
  case .lu: "lu"
  case .qr: "qr"
  }
}

@Test func `The algorithm follows the structure`() throws {
  let kinds = try realSparseSystems.map { kind(try $0.matrix().factorized()) }
  #expect(kinds == ["cholesky", "lu", "lu", "lu", "triangular", "diagonal"])
  #expect(try complexSparseSystems.map { kind(try $0.matrix().factorized()) } == ["cholesky", "lu", "triangular"])
  // A positive diagonal alone does not make a matrix definite.
  let indefinite = try SparseMatrix<Double>(Matrix(rows: [[1, 2], [2, 1]]))
  #expect(try kind(indefinite.factorized()) == "lu" && indefinite.solve([3, 3]) == [1, 1])
  #expect(try kind(SparseMatrix<Double>(rows: 2, columns: 3).factorized()) == "qr")
}

@Test func `Cholesky and L D Lᴴ give their factors`() throws {
  let a = try gridLaplacian(9)
  let cholesky = try a.cholesky()
  let lower = try cholesky.lower()
  let order = cholesky.permutation
  let permuted = try a.selecting(rows: order, columns: order)
  #expect(try lower.multiplied(by: lower, transposing: .none, .adjoint).subtracting(permuted).norm() < 1e-14 * a.norm())
  #expect(order.sorted() == Array(0..<81) && lower.storedCount == cholesky.factorCount && lower.isLowerTriangular())
  #expect((cholesky.logarithmicDeterminant - (try a.dense().logarithmicDeterminant().logarithm)).magnitude < 1e-11)
  let h = try complexSparseSystems[0].matrix().subtracting(.identity(10).scaled(by: 30))
  let ldl = try h.ldl()
  let unit = try ldl.lower()
  let middle = try SparseMatrix<Complex<Double>>(diagonals: [(0, ldl.diagonal.map { Complex($0, 0) })])
  let rebuilt = try unit.multiplied(by: middle).multiplied(by: unit, transposing: .none, .adjoint)
  let permutedH = try h.selecting(rows: ldl.permutation, columns: ldl.permutation)
  #expect(try rebuilt.subtracting(permutedH).norm() < 1e-13 * h.norm() && !ldl.isPositiveDefinite)
  #expect((ldl.determinant - (try h.determinant().real)).magnitude < 1e-11 * ldl.determinant.magnitude)
  #expect(ldl.logarithmicDeterminant.sign == (ldl.determinant < 0 ? -1 : 1))
  for operation in [MatrixOperation.none, .transpose, .adjoint] {
    let b = Vector(complexSparseSystems[0].rightHandSide)
    #expect(try backwardError(h, ldl.solve(b, transposing: operation), b, operation) < 1e-13)
  }
}

@Test func `A grid of ten thousand points is solved to rounding`() throws {
  let a = try gridLaplacian(100)
  let b = Vector<Double>((0..<10_000).map { Double($0 % 7) - 3 })
  #expect(try backwardError(a, a.solve(b), b) < 1e-15)
  #expect(try a.cholesky().factorCount < 400_000)
}

private func leastSquares<Element: LinearAlgebraScalar>(_ type: Element.Type) throws {
  var numbers = TestNumbers(3)
  for (m, n) in [(30, 12), (12, 30), (1, 4), (4, 1), (80, 60)] {
    let a: SparseMatrix<Element> = try numbers.sparse(m, n, density: 0.3)
    let b: Vector<Element> = numbers.vector(m)
    let qr = try a.qr()
    let x = try qr.solve(b)
    #expect(try qr.rank == a.dense().matrixRank() && x.shape == [n])
    // The residual is orthogonal to the columns.
    let residual = try b.subtracting(a.multiplied(by: x))
    #expect(try a.multiplied(by: residual, transposing: .adjoint).norm() < 1e-13 * a.norm() * b.norm())
    // RᴴR is AᴴA in the order of the columns.
    let r = try qr.upper()
    let permuted = try a.selecting(rows: Array(0..<m), columns: qr.columnPermutation)
    let difference = try r.multiplied(by: r, transposing: .adjoint)
      .subtracting(permuted.multiplied(by: permuted, transposing: .adjoint))
    #expect(difference.norm() < 1e-13 * a.norm() * a.norm())
    #expect(x.elements.filter { $0 == .zero }.count >= n - qr.rank && r.shape == [qr.rank, n])
  }
}

@Test func `Least squares leave a residual orthogonal to the columns`() throws {
  try leastSquares(Double.self)
  try leastSquares(Complex<Double>.self)
}

@Test func `Dependent columns are left out of a basic solution`() throws {
  var numbers = TestNumbers(8)
  let part: SparseMatrix<Double> = try numbers.sparse(40, 10, density: 0.3, diagonal: 2)
  let zero = try SparseMatrix<Double>(rows: 40, columns: 1)
  let a = try SparseMatrix.horizontally([part, zero, part.scaled(by: 2), part.column(3).adding(part.column(7))])
  let qr = try a.qr()
  let b: Vector<Double> = numbers.vector(40)
  let x = try qr.solve(b)
  #expect(qr.rank == 10 && x.elements.filter { $0 != 0 }.count <= 10)
  let residual = try a.multiplied(by: x).subtracting(b).norm()
  #expect((residual - (try part.multiplied(by: part.solve(b)).subtracting(b).norm())).magnitude < 1e-13)
  #expect(try SparseMatrix<Double>(rows: 3, columns: 2).qr().rank == 0)
  #expect(try SparseMatrix<Double>(rows: 3, columns: 2).solve([1, 2, 3]) == [0, 0])
  #expect(try a.qr(tolerance: .infinity).rank == 0)
}

@Test func `Sparse solvers refuse what has no solution`() throws {
  let singular = try SparseMatrix<Double>(Matrix(rows: [[1, 2, 0], [2, 4, 0], [0, 1, 3]]))
  for matrix in [singular, singular.transposed()] {
    #expect {
      try matrix.solve([1, 2, 3])
    } throws: {
      if case .singular? = $0 as? LinearAlgebraError { true } else { false }
    }
    #expect(try matrix.determinant() == 0 && matrix.conditionEstimate() == .infinity)
  }
  #expect(throws: LinearAlgebraError.singular(pivot: 2)) {
    try SparseMatrix<Double>(Matrix(rows: [[1, 0, 1], [1, 0, 1], [0, 0, 5]])).solve([1, 1, 1])
  }
  #expect(throws: LinearAlgebraError.singular(pivot: 1)) { try SparseMatrix<Double>(rows: 2, columns: 2).solve([1, 1]) }
  // An empty row, and two columns in the same single row.
  for rows in [[[1.0, 2, 1], [1, 1, 3], [0, 0, 0]], [[1, 1, 0], [0, 0, 1], [0, 0, 2]]] {
    #expect(throws: LinearAlgebraError.self) { try SparseMatrix<Double>(Matrix(rows: rows)).lu() }
  }
  let laplacian = try gridLaplacian(3)
  #expect(throws: LinearAlgebraError.self) { try laplacian.solve([1, 2]) }
  #expect(throws: LinearAlgebraError.notFinite) { try laplacian.solve(Vector(repeating: .nan, shape: [9])) }
  #expect(throws: LinearAlgebraError.notFinite) { try laplacian.scaled(by: .infinity).solve(Vector(repeating: 1, shape: [9])) }
  #expect(throws: LinearAlgebraError.notHermitian) { try laplacian.upperTriangle().cholesky() }
  #expect(throws: LinearAlgebraError.self) { try laplacian.scaled(by: -1).cholesky() }
  #expect(throws: LinearAlgebraError.notSquare(rows: 2, columns: 3)) { try SparseMatrix<Double>(rows: 2, columns: 3).lu() }
  #expect(throws: LinearAlgebraError.self) { try SparseMatrix<Double>(Matrix(rows: [[0, 1], [1, 0]])).ldl() }
  #expect(try SparseMatrix<Double>(rows: 0, columns: 0).solve([]).isEmpty)
  #expect(try SparseMatrix<Double>(rows: 0, columns: 0).lu().determinant() == 1)
}

@Test func `Huge and tiny elements are solved or refused`() throws {
  for scale in [1e-300, 1e300] {
    let a = try gridLaplacian(4).scaled(by: scale)
    let b = Vector<Double>(repeating: scale, shape: [16])
    let expected = try gridLaplacian(4).solve(Vector(repeating: 1, shape: [16]))
    #expect(relativeError(try a.solve(b), expected) < 1e-14)
    #expect(relativeError(try a.lu().solve(b), expected) < 1e-14)
    #expect(relativeError(try a.qr().solve(b), expected) < 1e-13)
  }
  let tiny = try gridLaplacian(4).scaled(by: 1e-300)
  #expect(throws: LinearAlgebraError.self) { try tiny.solve(Vector(repeating: 1e300, shape: [16])) }
}

@Test func `A solve tells the digits that are left`() throws {
  let rows: [[[Double]]] = [
    [[1, 0], [0, 1e-20]], [[1e-12, 2e-12], [3, 4]], [[1e-12, 2], [3e-12, 4]], [[2, 1], [1, 3]], [[1, 1], [0, 1e-9]],
    [[1, 1], [1, 1 + 1e-12]],
  ]
  for matrix in rows.map(Matrix.init(rows:)) {
    let (told, expected) = (try SparseMatrix(matrix).solveWithCondition([1, 1]), try matrix.solveWithCondition([1, 1]))
    #expect(relativeError(told.solution, expected.solution) < 1e-3 && told.rank == 2)
    #expect(abs(told.digitsLeft - expected.digitsLeft) < 0.5, "\(told.digitsLeft), \(expected.digitsLeft)")
  }
  let hilbert = Matrix<Double>(rows: 8, columns: 8) { 1 / Double($0 + $1 + 1) }
  let told = try SparseMatrix(hilbert).solveWithCondition(try hilbert.multiplied(by: Matrix<Double>.identity(8)))
  #expect(told.losesHalfOfTheDigits && told.digitsLeft > 4.5)
  #expect(try SparseMatrix(hilbert[0..<8, 0..<2]).solveWithCondition(Vector(repeating: 1, shape: [8])).rank == 2)
  #expect(try gridLaplacian(6).solveWithCondition(Vector(repeating: 0, shape: [36])).reciprocalCondition == 1)
  #expect(try SparseMatrix<Double>(rows: 0, columns: 0).solveWithCondition([]).solution.isEmpty)
  #expect(throws: LinearAlgebraError.self) { try gridLaplacian(2).solveWithCondition([1]) }
}
