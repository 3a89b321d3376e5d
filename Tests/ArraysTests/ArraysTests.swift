// A first look at the library through one small system.
import Arrays
import Testing

@Test func solvesAndFactorsASmallMatrix() throws {
  let a: Matrix<Double> = Matrix(rows: [[2, 1], [1, 3]])
  let x = try a.solve([3, 5])
  #expect(x.shape == [2])
  #expect((x[0] - 0.8).magnitude < 1e-15 && (x[1] - 1.4).magnitude < 1e-15)
  #expect((try a.determinant() - 5).magnitude < 1e-14)
  let svd = try a.svd()
  let again = try svd.left.multiplied(by: Matrix(diagonal: svd.values)).multiplied(by: svd.rightAdjoint)
  #expect((again[0, 1] - 1).magnitude < 1e-14)
  let qr = try a.qr()
  #expect(((try qr.orthogonal().multiplied(by: qr.upper))[1, 1] - 3).magnitude < 1e-14)
  let eigen = try Matrix<Double>(rows: [[0, 1], [-1, 0]]).eigen()
  #expect(eigen.values.elements == [Complex(0, -1), Complex(0, 1)])
  #expect(try a.cholesky().lower[0, 0] == 2.0.squareRoot())
  #expect(throws: LinearAlgebraError.singular(pivot: 2)) { try Matrix<Double>(rows: [[1, 2], [2, 4]]).inverse() }
  let c = Matrix<Complex>(rows: [[Complex(0, 1), 2], [3, 4]])
  #expect(try c.inverse().multiplied(by: c)[0, 0].real == 1)
  let b = Matrix<Double>(rows: 40, columns: 40) { i, j in i == j ? 4 : 1 / Double(1 + i + j) }
  let id = try b.multiplied(by: b.inverse())
  #expect((id[3, 3] - 1).magnitude < 1e-14 && id[3, 4].magnitude < 1e-14)
}
