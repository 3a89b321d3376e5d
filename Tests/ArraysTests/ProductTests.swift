// Products, norms, powers and the small constructions.
import Arrays
import Testing

@Test func theSmallLoopAndBLASAgree() throws {
  for n in [1, 3, 8, 9, 33] {
    let a = Matrix<Double>(rows: n, columns: n + 1) { Double(($0 * 7 + $1 * 3) % 11) - 5 }
    let b = Matrix<Double>(rows: n + 1, columns: n) { Double(($0 * 5 + $1) % 7) - 3 }
    let plain = Matrix<Double>(rows: n, columns: n) { i, j in (0...n).reduce(0.0) { $0 + a[i, $1] * b[$1, j] } }
    #expect(try a.multiplied(by: b) == plain)
    #expect(try a.transposed().multiplied(by: b.transposed(), transposing: .transpose, .transpose) == plain)
    let x = Vector((0...n).map { Double($0) })
    let image = (0..<n).map { i in (0...n).reduce(0.0) { $0 + a[i, $1] * x[$1] } }
    #expect(try a.multiplied(by: x) == Vector(image))
    let complex = try a.asComplex.multiplied(by: b.asComplex.map { $0 * Complex(0, 1) })
    #expect(complex.imaginaryParts == plain && complex.realParts.norm() == 0)
  }
}

@Test func `small products have the digits of plain loops`() throws {
  for (m, inner, n) in (1...10).flatMap({ m in (1...5).flatMap { inner in (1...9).map { (m, inner, $0) } } }) {
    let (a, b) = (sampleMatrix(m, inner), sampleMatrix(inner, n, seed: 2))
    let plain = Matrix(rows: m, columns: n) { i, j in (0..<inner).reduce(0) { $0 + a[i, $1] * b[$1, j] } }
    #expect(try a.multiplied(by: b) == plain)
  }
}

@Test func aProductWithTheOwnAdjointIsExactlyHermitian() throws {
  let a = Matrix<Double>(rows: 20, columns: 30) { 1 / Double($0 + 2 * $1 + 1) }
  #expect(try a.multiplied(by: a, transposing: .adjoint).isSymmetric)
  #expect(try a.multiplied(by: a, transposing: .none, .adjoint).isSymmetric)
  let plain = try a.transposed().multiplied(by: a)
  #expect(relativeError(try a.multiplied(by: a, transposing: .adjoint), plain) < 1e-15)
  let c = a.map { Complex($0, 1 - $0) }
  #expect(try c.multiplied(by: c, transposing: .adjoint).isHermitian)
}

@Test func nonFiniteProductsFollowTheArithmetic() throws {
  for n in [2, 40] {
    var a = Matrix<Double>(repeating: 0, shape: [n, n])
    a[0, 0] = .nan
    let product = try a.multiplied(by: Matrix(repeating: 0, shape: [n, n]))
    #expect(product[0, 1].isNaN && product[1, 1] == 0)
  }
}

@Test func integerProductsAreExactOrRefused() throws {
  let a = Matrix<Int>(rows: [[1, 2], [3, 4]])
  #expect(try a.multiplied(by: a) == Matrix(rows: [[7, 10], [15, 22]]))
  #expect(try a.multiplied(by: [1, 1] as Vector<Int>) == [3, 7])
  #expect(try Matrix<Int>(rows: [[.max, 1]]).multiplied(by: [1, 1] as Vector<Int>) == nil)
  #expect(try Matrix<Int>(rows: [[.max, .max]]).multiplied(by: [4, -4] as Vector<Int>) == [0])
  #expect(try Matrix<Int>(rows: [[1, 1], [1, 0]]).power(90)?[0, 1] == 2_880_067_194_370_816_120)
  #expect(try Matrix<Int>(rows: [[1, 1], [1, 0]]).power(100) == nil)
  #expect(try a.power(0) == Matrix(rows: [[1, 0], [0, 1]]))
}

@Test func norms() throws {
  let v: Vector<Double> = [3, -4]
  #expect(v.norm() == 5 && v.norm(1) == 7 && v.norm(.infinity) == 4 && v.norm(-.infinity) == 3 && v.norm(0) == 2)
  #expect((v.norm(3) - 4.497941445275415).magnitude < 1e-15)
  #expect(Vector<Double>([]).norm() == 0 && Vector<Double>([0, 0]).norm(3) == 0)
  #expect(Vector<Double>([1, .nan]).norm().isNaN && Vector<Double>([1, .nan]).norm(1).isNaN)
  #expect(Vector<Double>([1, -.infinity]).norm() == .infinity && Vector<Double>([1, .nan]).norm(3).isNaN)
  #expect(Vector<Complex<Double>>([Complex(3, 4), 0]).norm(1) == 5)
  #expect(try Matrix<Double>(rows: [[1, 2], [3, 4]]).operatorNorm(3) == nil)
}

@Test func powersOfMatrices() throws {
  let a = Matrix<Double>(rows: [[2, 1], [0, 3]])
  #expect(try a.power(3) == Matrix(rows: [[8, 19], [0, 27]]))
  #expect(relativeError(try a.power(-1).multiplied(by: a), .identity(2)) < 1e-15)
  #expect(try a.power(0) == .identity(2))
  let root = try #require(try a.power(0.5).real)
  #expect(relativeError(try root.multiplied(by: root), a) < 1e-14)
  #expect(throws: LinearAlgebraError.singular(pivot: 2)) { try Matrix<Double>(rows: [[1, 1], [1, 1]]).power(-2) }
}

@Test func triangularRootsAndLogarithmsOfDefectiveMatrices() throws {
  let jordan = Matrix<Double>(rows: [[4, 1, 0], [0, 4, 1], [0, 0, 4]])
  let root = try #require(try jordan.squareRoot().real)
  #expect(relativeError(root, [2, 0, 0, 0.25, 2, 0, -1.0 / 64, 0.25, 2]) < 1e-14)
  let logarithm = try #require(try jordan.logarithm().real)
  let ln4 = 1.3862943611198906
  #expect(relativeError(logarithm, [ln4, 0, 0, 0.25, ln4, 0, -1.0 / 32, 0.25, ln4]) < 1e-14)
  #expect(relativeError(try logarithm.exponential(), jordan) < 1e-13)
  let negative = try Matrix<Double>(rows: [[-1, 1], [0, -2]]).squareRoot()
  #expect(negative.real == nil)
}

@Test func constructions() throws {
  let a = Matrix<Double>(rows: [[1, 2], [3, 4]])
  #expect(try a.trace() == 5 && a.diagonal() == [1, 4] && a.diagonal(1) == [2] && a.diagonal(-5).isEmpty)
  #expect(a.upperTriangle() == Matrix(rows: [[1, 2], [0, 4]]) && a.lowerTriangle(diagonal: -1)[1, 0] == 3)
  #expect(a.upperTriangle(diagonal: .min) == a && a.lowerTriangle(diagonal: .min).norm() == 0)
  #expect(a.diagonal(.min).isEmpty && a.diagonal(.max).isEmpty && a.isUpperTriangular(diagonal: .min))
  #expect(a.upperTriangle(diagonal: 9).norm() == 0 && a.lowerTriangle(diagonal: 9) == a)
  #expect(try a.kronecker(Matrix(rows: [[0, 1]])) == Matrix(rows: [[0, 1, 0, 2], [0, 3, 0, 4]]))
  #expect(try Vector<Double>([1, 2]).kronecker([3, 4]) == [3, 4, 6, 8])
  #expect(Matrix<Double>(diagonal: [1, 2]).isDiagonal && !a.isUpperTriangular() && a.isUpperTriangular(diagonal: -1))
  #expect(Matrix<Double>(rows: [[1, 2, 3]]).isLowerTriangular(diagonal: 2))
  let rref = try Matrix<Double>(rows: [[1, 2, 3], [2, 4, 8], [3, 6, 9]]).reducedRowEchelonForm()
  #expect(rref == Matrix(rows: [[1, 2, 0], [0, 0, 1], [0, 0, 0]]))
}
