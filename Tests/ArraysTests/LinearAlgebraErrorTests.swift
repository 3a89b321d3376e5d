// What linear algebra refuses, and what it makes of empty, singular, huge and tiny matrices.
import Arrays
import Testing

private let singular = Matrix<Double>(rows: [[1, 2, 3], [2, 4, 6], [1, 0, 1]])

@Test func singularMatricesNameTheirPivot() throws {
  #expect(throws: LinearAlgebraError.singular(pivot: 3)) { try singular.solve([1, 2, 3]) }
  #expect(throws: LinearAlgebraError.singular(pivot: 3)) { try singular.inverse() }
  #expect(throws: LinearAlgebraError.singular(pivot: 2)) { try Matrix<Double>(rows: [[1, 2], [0, 0]]).solve([1, 1]) }
  #expect(throws: LinearAlgebraError.singular(pivot: 1)) { try Matrix<Double>(rows: [[0, 0], [1, 2]]).inverse() }
  #expect(try singular.lu().zeroPivot == 3 && singular.determinant() == 0)
  let (logarithm, sign) = try singular.logarithmicDeterminant()
  #expect(logarithm == -.infinity && sign == 0)
  #expect(try singular.matrixRank() == 2 && singular.conditionNumber(1) == .infinity)
  #expect(throws: LinearAlgebraError.self) { try Matrix<Double>(rows: [[0, 1], [0, 0]]).logarithm() }
  #expect(throws: LinearAlgebraError.self) { try Matrix<Double>(rows: [[0, 1], [0, 0]]).squareRoot() }
}

@Test func choleskyNamesTheMinor() throws {
  #expect(throws: LinearAlgebraError.notPositiveDefinite(minor: 2)) {
    try Matrix<Double>(rows: [[1, 2], [2, 1]]).cholesky()
  }
  #expect(throws: LinearAlgebraError.notHermitian) { try Matrix<Double>(rows: [[1, 2], [3, 9]]).cholesky() }
  #expect(throws: LinearAlgebraError.notPositiveDefinite(minor: 1)) {
    try Matrix<Complex<Double>>(rows: [[0, 0], [0, 1]]).cholesky()
  }
}

@Test func shapesMustFit() throws {
  let a = Matrix<Double>(repeating: 1, shape: [2, 3])
  #expect(throws: LinearAlgebraError.notSquare(rows: 2, columns: 3)) { try a.determinant() }
  #expect(throws: LinearAlgebraError.notSquare(rows: 2, columns: 3)) { try a.eigen() }
  #expect(throws: LinearAlgebraError.self) { try a.solve([1, 2, 3]) }
  #expect(throws: LinearAlgebraError.self) { try a.multiplied(by: a) }
  #expect(throws: LinearAlgebraError.wrongRank(3)) { try DenseArray<Double>(repeating: 1, shape: [1, 1, 1]).svd() }
}

@Test(arguments: [Double.nan, .infinity, -.infinity]) func nonFiniteMatricesAreRefused(value: Double) throws {
  let a = Matrix<Double>(rows: [[value, 1], [2, 3]])
  #expect(throws: LinearAlgebraError.notFinite) { try a.svd() }
  #expect(throws: LinearAlgebraError.notFinite) { try a.singularValues() }
  #expect(throws: LinearAlgebraError.notFinite) { try a.eigen() }
  #expect(throws: LinearAlgebraError.notFinite) { try a.symmetricEigen() }
  #expect(throws: LinearAlgebraError.notFinite) { try a.schur() }
  #expect(throws: LinearAlgebraError.notFinite) { try a.lu() }
  #expect(throws: LinearAlgebraError.notFinite) { try a.qr(pivoting: true) }
  #expect(throws: LinearAlgebraError.notFinite) { try a.exponential() }
  #expect(throws: LinearAlgebraError.notFinite) { try a.reducedRowEchelonForm() }
  #expect(throws: LinearAlgebraError.notFinite) { try a.leastSquares([1, 2]) }
  #expect(throws: LinearAlgebraError.notFinite) { try a.asComplex.svd() }
  #expect(try a.determinant().isNaN)
}

@Test func emptyMatrices() throws {
  let empty = Matrix<Double>(repeating: 0, shape: [0, 0])
  #expect(try empty.determinant() == 1 && empty.trace() == 0 && empty.inverse() == empty)
  #expect(try empty.eigenvalues().isEmpty && empty.exponential() == empty && empty.cholesky().factor == empty)
  #expect(try empty.operatorNorm() == 0 && empty.norm() == 0 && empty.matrixRank() == 0)
  #expect(try empty.solve([]).isEmpty && empty.squareRoot().real == empty && empty.logarithm().real == empty)
  let wide = Matrix<Double>(repeating: 0, shape: [0, 3])
  #expect(try wide.solve([]) == [0, 0, 0] && wide.nullSpace() == .identity(3))
  #expect(try wide.pseudoinverse().shape == [3, 0] && wide.multiplied(by: [1, 2, 3]).shape == [0])
  #expect(try wide.transposed().multiplied(by: wide) == Matrix(repeating: 0, shape: [3, 3]))
  #expect(try wide.reducedRowEchelonForm() == wide && wide.matrixRank() == 0)
}

@Test func hugeAndTinyElements() throws {
  let huge = Matrix<Double>(rows: [[1e300, 0], [1e300, 1e300]])
  #expect(huge.norm().isFinite && huge.norm(1).isFinite)
  #expect(try huge.determinant() == .infinity && huge.logarithmicDeterminant().logarithm < 1400)
  #expect(relativeError(try huge.solve([1e300, 2e300]), [1, 1]) < 1e-15)
  #expect(((try huge.singularValues()[0]) / 1.618033988749895e300 - 1).magnitude < 1e-14)
  let tiny = Vector<Double>([3e-200, 4e-200])
  #expect((tiny.norm() / 5e-200 - 1).magnitude < 1e-15)
  let least = Double.leastNonzeroMagnitude
  #expect(Vector([3 * least, 4 * least]).norm() == 5 * least)
  #expect((Vector<Double>(repeating: 1e200, shape: [100]).norm() / 1e201 - 1).magnitude < 1e-15)
  let exponential = try Matrix<Double>(rows: [[0, 1e300], [-1e280, 0]]).exponential()
  #expect(exponential.shape == [2, 2])
  let beyond = try Matrix<Double>(rows: [[1.7e308, 1.7e308], [-1.7e308, 1.7e308]]).exponential()
  #expect(!beyond.isFinite)
  #expect(try Matrix<Double>(rows: [[1000, 0], [0, -1000]]).exponential()[0, 0] == .infinity)
}

@Test func hilbertMatricesAreSolvedAsWellAsTheirConditionAllows() throws {
  let n = 8
  let hilbert = Matrix<Double>(rows: n, columns: n) { 1 / Double($0 + $1 + 1) }
  let b = try hilbert.multiplied(by: Vector(repeating: 1, shape: [n]))
  #expect(relativeError(try hilbert.solve(b), [Double](repeating: 1, count: n)) < 1e-5)
  let condition = try #require(try hilbert.conditionNumber())
  #expect((condition / 1.52575755666e10 - 1).magnitude < 1e-4)
  #expect(relativeError(try hilbert.solve(b), try hilbert.cholesky().solve(b)) < 1e-4)
}
