// Results that must not depend on the scale of a matrix, and exponentials of matrices whose powers vanish.
import Arrays
import Testing

@Suite struct ScaleTests {
  @Test(arguments: [-320, -300, -200, -100, 0, 100, 200, 256, 260, 300, 330])
  func `small matrices are decomposed at every scale`(exponent: Int) throws {
    let scale = Double(sign: .plus, exponent: exponent, significand: 1)
    let a = Matrix<Double>(rows: [[3, 1], [1, 2]]).scaled(by: scale)
    let expected = [(5 + 5.0.squareRoot()) / 2, (5 - 5.0.squareRoot()) / 2]
    let svd = try a.svd(full: false)
    #expect(relativeError(svd.values.scaled(by: 1 / scale), expected) < 1e-15)
    #expect(relativeError(try svd.left.multiplied(by: svd.left, transposing: .adjoint), .identity(2)) < 1e-15)
    let eigen = try a.symmetricEigen()
    #expect(relativeError(eigen.values.scaled(by: 1 / scale), expected.reversed()) < 1e-15)
    #expect(relativeError(try a.inverse().multiplied(by: a), .identity(2)) < 1e-15)
    #expect(try a.matrixRank() == 2 && a.scaled(by: 0).matrixRank() == 0)
  }

  @Test(arguments: 2...6, [1e-3, 0.5, 3, 40, 1e6])
  func `the exponential of a nilpotent matrix is a polynomial of it`(order: Int, size: Double) throws {
    let a = Matrix<Double>(rows: order, columns: order) { $0 < $1 ? size * Double($0 + 2 * $1) : 0 }
    var (term, sum) = (Matrix<Double>.identity(order), Matrix<Double>.identity(order))
    for k in 1..<order {
      term = try term.multiplied(by: a).scaled(by: 1 / Double(k))
      sum = try sum.adding(term)
    }
    #expect(relativeError(try a.exponential(), sum) < 1e-13)
    #expect(try a.applying(.cos).isFinite && a.applying(.sin).isFinite)
  }
}
