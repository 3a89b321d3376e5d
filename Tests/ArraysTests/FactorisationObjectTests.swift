// What the factorisations can do beside multiplying back: solves, updates, equations, and what they refuse.
import Arrays
import Testing

private typealias C = Complex<Double>

@Suite struct FactorisationObjectTests {
  private func hermitian(_ n: Int) throws -> Matrix<C> {
    let a = complexSampleMatrix(n, n)
    return try a.adding(a.adjoint())
  }

  @Test(arguments: [0, 1, 2, 5, 20], [Triangle.upper, .lower])
  func `indefinite matrices are factored and solved`(n: Int, triangle: Triangle) throws {
    let a = try hermitian(n)
    let factors = try a.bunchKaufman(triangle: triangle)
    let t = factors.unitTriangular
    #expect(t == (triangle == .upper ? t.upperTriangle() : t.lowerTriangle()) && factors.triangle == triangle)
    let product = try t.multiplied(by: factors.blockDiagonal).multiplied(by: t, transposing: .none, .adjoint)
    #expect(relativeError(product, a.selecting([factors.permutation, factors.permutation])) < 1e-13)
    let b = complexSampleMatrix(n, 2)
    #expect(relativeError(try a.multiplied(by: factors.solve(b)), b) < 1e-12)
    let values = try a.symmetricEigenvalues().elements
    #expect(factors.inertia.positive == values.count { $0 > 0 } && factors.inertia.negative == values.count { $0 < 0 })
    let determinant = values.reduce(1, *)
    #expect((factors.determinant - determinant).magnitude <= 1e-12 * determinant.magnitude)
  }

  @Test func `singular indefinite matrices`() throws {
    let singular = Matrix<Double>(rows: [[0, 1, 0], [1, 0, 0], [0, 0, 0]])
    for triangle in [Triangle.upper, .lower] {
      let factors = try singular.bunchKaufman(triangle: triangle)
      #expect(factors.inertia == (1, 1, 1) && factors.determinant == 0 && factors.reciprocalCondition == 0)
      #expect(throws: LinearAlgebraError.self) { try factors.solve([1, 2, 3]) }
    }
    #expect(throws: LinearAlgebraError.notHermitian) { try Matrix<Double>(rows: [[1, 2], [3, 4]]).bunchKaufman() }
    #expect(throws: LinearAlgebraError.notFinite) { try Matrix<Double>(rows: [[.nan]]).bunchKaufman() }
  }

  @Test func `pivoted Cholesky finds the rank`() throws {
    let half = sampleMatrix(7, 3)
    let gram = try half.multiplied(by: half, transposing: .none, .adjoint)
    let factors = try gram.pivotedCholesky()
    #expect(factors.rank == 3)
    let order = factors.permutation
    #expect(relativeError(
      try factors.lower.multiplied(by: factors.lower, transposing: .none, .adjoint), gram.selecting([order, order])) < 1e-14)
    #expect(throws: LinearAlgebraError.singular(pivot: 4)) { try factors.solve(Vector(repeating: 1, shape: [7])) }
    #expect(throws: LinearAlgebraError.notPositiveDefinite(minor: 2)) {
      try Matrix<Double>(rows: [[1, 2], [2, 1]]).pivotedCholesky()
    }
    #expect(throws: LinearAlgebraError.notPositiveDefinite(minor: 1)) {
      try Matrix<Double>(rows: [[-1]]).pivotedCholesky()
    }
    #expect(try Matrix<Double>(repeating: 0, shape: [3, 3]).pivotedCholesky().rank == 0)
    #expect(try Matrix<Double>(repeating: 0, shape: [0, 0]).pivotedCholesky().rank == 0)
    let positive = try hermitian(4).multiplied(by: hermitian(4)).adding(.identity(4))
    let mirrored = Matrix(rows: 4, columns: 4) { (positive[$0, $1] + positive[$1, $0].conjugated) / 2 }
    let b = complexSampleMatrix(4, 2)
    #expect(relativeError(try mirrored.multiplied(by: mirrored.pivotedCholesky().solve(b)), b) < 1e-12)
    #expect(try relativeError(mirrored.pivotedCholesky().solve(b.column(1)), mirrored.solve(b.column(1))) < 1e-12)
  }

  @Test func `Cholesky factors follow a change by a dyad`() throws {
    let a = complexSampleMatrix(5, 5)
    let positive = try a.multiplied(by: a, transposing: .adjoint).adding(.identity(5))
    let v = complexSampleMatrix(5, 1).flattened()
    let dyad = try v.multiplied(by: v, transposing: .none, .adjoint)
    for triangle in [Triangle.upper, .lower] {
      let updated = try CholeskyDecomposition(positive, triangle: triangle).updated(by: v)
      #expect(updated.triangle == triangle)
      #expect(relativeError(try updated.lower.multiplied(by: updated.upper), try positive.adding(dyad)) < 1e-14)
      let back = try updated.downdated(by: v)
      #expect(relativeError(try back.lower.multiplied(by: back.upper), positive) < 1e-13)
    }
    let one = try Matrix<Double>(rows: [[1]]).cholesky()
    #expect(throws: LinearAlgebraError.notPositiveDefinite(minor: 1)) { try one.downdated(by: [2]) }
    #expect(throws: LinearAlgebraError.notPositiveDefinite(minor: 1)) { try one.downdated(by: [1]) }
    #expect(throws: LinearAlgebraError.self) { try one.updated(by: [1, 2]) }
  }

  @Test(arguments: [(6, 3), (3, 6), (4, 4)]) func `QR solves least squares of any rank`(m: Int, n: Int) throws {
    let b = complexSampleMatrix(m, 2)
    let full = complexSampleMatrix(m, n)
    let rankTwo = try complexSampleMatrix(m, 2).multiplied(by: complexSampleMatrix(2, n))
    for a in [full, rankTwo] {
      let factors = try a.qr(pivoting: true)
      #expect(factors.rank() == (a == full ? min(m, n) : 2))
      #expect(relativeError(try factors.solve(b), try a.leastSquares(b)) < 1e-12)
      #expect(relativeError(try factors.solve(b.column(0)), try a.leastSquares(b.column(0))) < 1e-12)
    }
    #expect(relativeError(try full.qr().solve(b), try full.leastSquares(b)) < 1e-12)
    let zero = Matrix<Double>(repeating: 0, shape: [m, n])
    #expect(try zero.qr(pivoting: true).solve(Vector(repeating: 1, shape: [m])).norm() == 0)
    if m >= n {
      #expect(throws: LinearAlgebraError.self) { try zero.qr().solve(Vector(repeating: 1, shape: [m])) }
    }
  }

  @Test func `pairs of matrices`() throws {
    let (a, b) = (complexSampleMatrix(5, 5), try complexSampleMatrix(5, 5).adding(.identity(5)))
    let eigen = try a.eigen(with: b)
    let right = try b.multiplied(by: Matrix(rows: 5, columns: 5) { eigen.vectors[$0, $1] * eigen.values[$1] })
    #expect(relativeError(try a.multiplied(by: eigen.vectors), right) < 1e-12)
    let rotation = Matrix<Double>(rows: [[0, 1], [-1, 0]])
    let pair = try rotation.eigen(with: .identity(2))
    #expect(relativeError(pair.values, [C(0, -1), C(0, 1)]) < 1e-15)
    let infinite = try Matrix<Double>.identity(2).eigen(with: Matrix(rows: [[2, 0], [0, 0]]))
    #expect(infinite.values[0] == C(0.5, 0) && !infinite.values[1].isFinite && infinite.denominators[1] == .zero)
    let symmetric = try Matrix<Double>(rows: [[2, 1], [1, 3]]).symmetricEigen(with: Matrix(rows: [[4, 0], [0, 9]]))
    let trace = symmetric.values.sum()
    #expect((trace - 5.0 / 6).magnitude < 1e-15)
    #expect(throws: LinearAlgebraError.notPositiveDefinite(minor: 1)) {
      try Matrix<Double>.identity(2).symmetricEigen(with: Matrix(rows: [[0, 0], [0, 1]]))
    }
    #expect(throws: LinearAlgebraError.self) { try a.eigen(with: .identity(4)) }
    #expect(throws: LinearAlgebraError.notFinite) { try a.schur(with: Matrix(repeating: C(.nan, 0), shape: [5, 5])) }
    let empty = Matrix<Double>(repeating: 0, shape: [0, 0])
    #expect(try empty.eigen(with: empty).values.isEmpty && empty.symmetricEigen(with: empty).values.isEmpty)
  }

  /// A matrix that is not symmetric, with eigenvalues inside of the unit circle.
  private let contraction = Matrix<Double>(rows: [[0.5, 0.1, 0], [-0.2, 0.3, 0.2], [0.1, 0, 0.4]])

  @Test func `inverse trigonometric functions turn back`() throws {
    let functions: [(TrigonometricFunction, InverseTrigonometricFunction)] = [
      (.sin, .asin), (.cos, .acos), (.tan, .atan), (.sinh, .asinh), (.cosh, .acosh), (.tanh, .atanh),
    ]
    let hermitian = Matrix<C>(rows: [[C(0.5, 0), C(0.1, 0.2)], [C(0.1, -0.2), C(0.7, 0)]])
    for (function, inverse) in functions {
      let value = try contraction.applying(inverse)
      #expect(value.real == nil)
      #expect(relativeError(try value.complex.applying(function), contraction.asComplex) < 1e-14, "\(inverse)")
      #expect(relativeError(try contraction.applying(function).applying(inverse).complex, contraction.asComplex) < 1e-13, "\(inverse)")
      #expect(relativeError(try hermitian.applying(inverse).complex.applying(function), hermitian) < 1e-14, "\(inverse)")
      #expect(try Matrix<Double>(repeating: 0, shape: [0, 0]).applying(inverse).complex.isEmpty)
      #expect(throws: LinearAlgebraError.self) { try Matrix<Double>(repeating: 1, shape: [2, 3]).applying(inverse) }
      #expect(throws: LinearAlgebraError.notFinite) { try Matrix<Double>(rows: [[.nan]]).applying(inverse) }
    }
    // Identities of the field: tan = sin/cos, and real values at symmetric matrices in the domain.
    let tangent = try contraction.applying(.cos).solve(contraction.applying(.sin))
    #expect(relativeError(try contraction.applying(.tan), tangent) < 1e-14)
    let symmetric = Matrix<Double>(rows: [[0.5, 0.2], [0.2, 0.1]])
    #expect(try symmetric.applying(.acos).real != nil && symmetric.applying(.acosh).real == nil)
    // Beyond the branch points the values are those of the elements, on one side of the cut.
    let beyond = Matrix<Double>(rows: [[2, 1], [0, 3]])
    let values = try beyond.applying(.acos).complex
    #expect((values[0, 0] - Complex.acos(C(2, 0))).length < 1e-14 && (values[1, 1] - Complex.acos(C(3, 0))).length < 1e-14)
    #expect(throws: LinearAlgebraError.self) { try Matrix<Double>(rows: [[1, 1], [0, 1]]).applying(.atanh) }
  }

  @Test func `cube roots are real`() throws {
    func cube(_ matrix: Matrix<Double>) throws -> Matrix<Double> { try matrix.multiplied(by: matrix).multiplied(by: matrix) }
    let matrices = [
      contraction, sampleMatrix(1, 1), sampleMatrix(6, 6, seed: 3), sampleMatrix(20, 20, seed: 4),
      Matrix(rows: [[0, 1], [-1, 0]]), Matrix(rows: [[-8, 1], [0, 27]]), Matrix(rows: [[-8, 1], [0, -8]]), Matrix(rows: [[2, 1], [1, -3]]),
    ]
    for matrix in matrices { #expect(relativeError(try cube(matrix.cubeRoot()), matrix) < 1e-13) }
    #expect(relativeError(try Matrix<Double>(rows: [[-8, 0], [1, 27]]).cubeRoot(), [-2, 1.0 / 7, 0, 3]) < 1e-15)
    #expect(throws: LinearAlgebraError.self) { try Matrix<Double>(rows: [[0, 1], [0, 0]]).cubeRoot() }
    #expect(throws: LinearAlgebraError.notFinite) { try Matrix<Double>(rows: [[.nan]]).cubeRoot() }
  }

  @Test(arguments: [(3, 2, 4), (2, 3, 2), (1, 4, 2), (2, 5, 1), (6, 3, 5), (0, 3, 2), (2, 3, 0), (2, 0, 3), (0, 0, 0)])
  func `common singular values of two matrices`(m: Int, n: Int, p: Int) throws {
    func check<Element: LinearAlgebraScalar>(_ a: Matrix<Element>, _ b: Matrix<Element>) throws {
      let f = try a.svd(with: b)
      let right = try f.paddedTriangle.multiplied(by: f.common.adjoint())
      #expect(relativeError(try f.left.multiplied(by: f.firstDiagonal).multiplied(by: right), a) < 1e-14)
      #expect(relativeError(try f.right.multiplied(by: f.secondDiagonal).multiplied(by: right), b) < 1e-14)
      for matrix in [f.left, f.right, f.common] {
        #expect(relativeError(try matrix.adjoint().multiplied(by: matrix), .identity(matrix.rows)) < 1e-14)
      }
      for i in 0..<f.k + f.l { #expect((f.cosines[i] * f.cosines[i] + f.sines[i] * f.sines[i] - 1).magnitude < 1e-15) }
      #expect(f.values.elements.prefix(f.k).allSatisfy { $0 == .infinity })
    }
    try check(sampleMatrix(m, n, seed: 1), sampleMatrix(p, n, seed: 2))
    try check(complexSampleMatrix(m, n), complexSampleMatrix(p, n))
    // Ranks that are not full.
    try check(sampleMatrix(m, n, seed: 1), Matrix<Double>(rows: p, columns: n) { Double($0 + 1) * Double($1 + 1) })
    try check(Matrix<Double>(repeating: 0, shape: [m, n]), sampleMatrix(p, n, seed: 2))
    try check(Matrix<Double>(repeating: 0, shape: [m, n]), Matrix<Double>(repeating: 0, shape: [p, n]))
  }

  @Test func `common singular values are those of the quotient`() throws {
    let (a, b) = (sampleMatrix(4, 3, seed: 1), try sampleMatrix(3, 3, seed: 2).adding(.identity(3)))
    let expected = try a.multiplied(by: b.inverse()).singularValues()
    #expect(relativeError(Vector(try a.svd(with: b).values.elements.sorted(by: >)), Array(expected.elements)) < 1e-13)
    #expect(throws: LinearAlgebraError.self) { try a.svd(with: .identity(2)) }
    #expect(throws: LinearAlgebraError.notFinite) { try a.svd(with: Matrix(repeating: .nan, shape: [1, 3])) }
  }

  @Test(arguments: [1, 2, 3, 10, 60]) func `eigenvectors of chosen eigenvalues`(n: Int) throws {
    let sample = sampleMatrix(n, 2, seed: 7)
    let matrix = try SymmetricTridiagonalMatrix(diagonal: sample.column(0), offDiagonal: sample[0..<n - 1, 1..<2].flattened())
    let values = Vector(try matrix.eigenvalues().elements.reversed())
    let vectors = try matrix.eigenvectors(of: values)
    let products = Matrix<Double>(rows: n, columns: n) { vectors[$0, $1] * values[$1] }
    #expect(relativeError(try matrix.general.dense.multiplied(by: vectors), products) < 1e-13)
    #expect(relativeError(try vectors.adjoint().multiplied(by: vectors), .identity(n)) < 1e-12)
    #expect(try matrix.eigenvectors(of: values[0..<1]).shape == [n, 1] && matrix.eigenvectors(of: []).shape == [n, 0])
    #expect(throws: LinearAlgebraError.self) { try matrix.eigenvectors(of: Vector(repeating: 1, shape: [n + 1])) }
    #expect(throws: LinearAlgebraError.notFinite) { try matrix.eigenvectors(of: [.nan]) }
  }

  @Test func `Sylvester and Lyapunov equations`() throws {
    let (a, b, c) = (complexSampleMatrix(5, 5), try complexSampleMatrix(3, 3).adding(.identity(3)), complexSampleMatrix(5, 3))
    let x = try a.sylvesterSolution(b, c)
    #expect(relativeError(try a.multiplied(by: x).adding(x.multiplied(by: b)), c) < 1e-12)
    let stable = try sampleMatrix(6, 6).map { $0 / 4 }.adding(Matrix.identity(6).map { -2 * $0 })
    let gram = try sampleMatrix(6, 6, seed: 4).multiplied(by: sampleMatrix(6, 6, seed: 4), transposing: .adjoint)
    let right = Matrix(rows: 6, columns: 6) { gram[$0, $1] + gram[$1, $0] }
    let y = try stable.lyapunovSolution(right)
    let back = try stable.multiplied(by: y).adding(y.multiplied(by: stable, transposing: .none, .adjoint))
    #expect(relativeError(back, right) < 1e-13 && y.isSymmetric)
    let one = Matrix<Double>(rows: [[1]])
    #expect(throws: LinearAlgebraError.self) { try one.sylvesterSolution(Matrix(rows: [[-1]]), one) }
    #expect(throws: LinearAlgebraError.self) { try one.sylvesterSolution(one, Matrix(repeating: 1, shape: [2, 1])) }
  }

  @Test func `polar factors and bases`() throws {
    let a = complexSampleMatrix(6, 4)
    let polar = try a.polar()
    #expect(relativeError(try polar.unitary.multiplied(by: polar.hermitian), a) < 1e-14 && polar.hermitian.isHermitian)
    #expect(throws: LinearAlgebraError.self) { try a.adjoint().polar() }
    let rankTwo = try sampleMatrix(5, 2).multiplied(by: sampleMatrix(2, 4))
    let basis = try rankTwo.columnSpace()
    #expect(basis.shape == [5, 2])
    let projected = try basis.multiplied(by: basis.multiplied(by: rankTwo, transposing: .adjoint))
    #expect(relativeError(projected, rankTwo) < 1e-14)
    #expect(try rankTwo.nullSpace().shape == [4, 2] && Matrix<Double>(repeating: 0, shape: [3, 0]).columnSpace().shape == [3, 0])
  }

  @Test func `tridiagonal systems`() throws {
    for n in [0, 1, 2, 3, 50] {
      let beside = max(0, n - 1)
      let (lower, upper) = (complexSampleMatrix(beside, 1).flattened(), complexSampleMatrix(beside, 1).flattened())
      let general = try TridiagonalMatrix(lower: lower, diagonal: complexSampleMatrix(n, 1).flattened(), upper: upper)
      let b = complexSampleMatrix(n, 2)
      #expect(relativeError(try general.dense.multiplied(by: general.solve(b)), b) < 1e-11)
      let poisson = try SymmetricTridiagonalMatrix(
        diagonal: Vector(repeating: 2, shape: [n]), offDiagonal: Vector(repeating: -1, shape: [beside]))
      let right = sampleMatrix(n, 1).flattened()
      #expect(relativeError(try poisson.general.dense.multiplied(by: poisson.solve(right)), right) < 1e-12)
      let exact = (0..<n).map { 2 - 2 * Double.cos(Double($0 + 1) * .pi / Double(n + 1)) }
      #expect(try relativeError(poisson.eigenvalues(), exact) < 1e-14)
      let vectors = try poisson.eigen().vectors
      #expect(relativeError(try vectors.multiplied(by: vectors, transposing: .adjoint), .identity(n)) < 1e-13)
    }
    // The condition is that of the dense matrix, and products with the diagonals are those with the matrix.
    for n in [1, 2, 5, 40] {
      let beside = Vector((1..<max(n, 1)).map { 1 / Double($0) })
      let matrix = try TridiagonalMatrix(lower: beside, diagonal: Vector((0..<n).map { Double($0) + 1e-6 }), upper: beside)
      let b = Vector((0..<n).map { Double($0) - 2 })
      let (band, dense) = (try matrix.solveWithCondition(b), try matrix.dense.solveWithCondition(b))
      #expect((0.25...4).contains(band.reciprocalCondition / dense.reciprocalCondition))
      let x = sampleMatrix(n, 3)
      let (left, right) = (Matrix<Double>(repeating: 0, shape: [n, 3]), Matrix<Double>(repeating: 0, shape: [3, n]))
      for (k, diagonal) in [(-1, matrix.lower), (0, matrix.diagonal), (1, matrix.upper)] {
        left.addProduct(diagonal: diagonal, k, times: x)
        right.addProduct(x.transposed(), timesDiagonal: diagonal, k)
      }
      #expect(relativeError(left, try matrix.dense.multiplied(by: x)) < 1e-15 * Double(n + 4))
      #expect(relativeError(right, try x.transposed().multiplied(by: matrix.dense)) < 1e-15 * Double(n + 4))
    }
    #expect(throws: LinearAlgebraError.singular(pivot: 2)) {
      try TridiagonalMatrix(lower: [1], diagonal: [1, 1], upper: [1]).solveWithCondition([1, 2])
    }
    let exchange = try SymmetricTridiagonalMatrix(diagonal: [0, 0], offDiagonal: [1])
    #expect(try exchange.solve([3, 4]) == [4, 3])
    #expect(throws: LinearAlgebraError.singular(pivot: 2)) {
      try SymmetricTridiagonalMatrix(diagonal: [1, 1], offDiagonal: [1]).solve([1, 2])
    }
    #expect(throws: LinearAlgebraError.self) { try SymmetricTridiagonalMatrix(diagonal: [1, 1], offDiagonal: []) }
    #expect(throws: LinearAlgebraError.notFinite) { try SymmetricTridiagonalMatrix(diagonal: [.nan], offDiagonal: []) }
  }

  @Test func `rotations and reflections make zeros`() throws {
    for (f, g) in [(3.0, 4.0), (-3, 4), (0, -2), (2, 0), (0, 0), (1e300, -1e300), (1e-300, 1e-300)] {
      let rotation = GivensRotation(f, g)
      let (r, zero) = rotation.apply(f, g)
      #expect((r - rotation.length).magnitude <= 1e-15 * r.magnitude)
      #expect(zero.magnitude <= 1e-15 * r.magnitude)
    }
    let rotation = GivensRotation(C(1, 2), C(-3, 0.5))
    let (r, zero) = rotation.apply(C(1, 2), C(-3, 0.5))
    #expect((r - rotation.length).length < 1e-14 && zero.length < 1e-15)
    var matrix = Matrix<Double>(rows: [[3, 1], [4, 2]])
    GivensRotation(3.0, 4.0).apply(toRows: 0, 1, of: &matrix)
    #expect(matrix[0, 0] == 5 && matrix[1, 0].magnitude < 1e-15)
    let x: Vector<C> = [C(1, 2), C(-3, 0.5), C(0, 1)]
    let reflector = try HouseholderReflector(x)
    #expect(relativeError(try reflector.apply(to: x, adjoint: true), [reflector.length, 0, 0]) < 1e-15)
    #expect((reflector.length.length / x.norm() - 1).magnitude < 1e-15)
    #expect(relativeError(try reflector.apply(to: reflector.apply(to: x, adjoint: true)), x) < 1e-15)
    #expect(try HouseholderReflector<Double>([2, 0]).factor == 0)
    #expect(throws: LinearAlgebraError.self) { try HouseholderReflector<Double>([]) }
  }
}
