// Regression, refined least squares and moments on data that cost an ordinary program most of its digits.
import Arrays
import Testing

@Suite struct RegressionTests {
  private func fit(_ reference: RegressionReference) throws -> LinearRegression {
    if let degree = reference.degree {
      return try LinearRegression(
        degree: degree, constant: reference.hasConstant, Vector(reference.x), Vector(reference.y))
    }
    let rows = reference.y.count
    let design = Matrix(columnMajor: reference.x, shape: [rows, reference.x.count / rows])
    return try LinearRegression(design, Vector(reference.y))
  }

  @Test(arguments: regressionReferences)
  func `regression has fourteen correct digits on hard data`(reference: RegressionReference) throws {
    let regression = try fit(reference)
    #expect(correctDigits(regression.coefficients.elements, reference.coefficients) >= 14)
    #expect(correctDigits(regression.standardErrors.elements, reference.standardErrors) >= 14)
    #expect(correctDigits(regression.residualStandardDeviation, reference.residualStandardDeviation) >= 14)
    #expect(correctDigits(regression.determination, reference.determination) >= 14)
    #expect(regression.hasConstant == reference.hasConstant)
    let errors = (0..<regression.coefficients.count).map { regression.covariance[$0, $0].squareRoot() }
    #expect(correctDigits(errors, regression.standardErrors.elements) >= 14)
  }

  @Test(arguments: regressionReferences)
  func `refined least squares has the digits of a design as given`(reference: RegressionReference) throws {
    // Powers up to the fifth of small integers are doubles; those of the other sets are rounded.
    guard reference.degree ?? 0 <= 5, reference.name != "line" else { return }
    let rows = reference.y.count
    let design: Matrix<Double>
    if let degree = reference.degree {
      let degrees = Array((reference.hasConstant ? 0 : 1)...degree)
      design = Matrix(rows: rows, columns: degrees.count) { i, j in
        (0..<degrees[j]).reduce(1.0) { power, _ in power * reference.x[i] }
      }
    } else {
      design = Matrix(columnMajor: reference.x, shape: [rows, reference.x.count / rows])
    }
    let solution = try design.leastSquares(Vector(reference.y), refined: true)
    #expect(correctDigits(solution.elements, reference.coefficients) >= 14)
    let two = try design.leastSquares(Matrix.horizontally([Vector(reference.y), Vector(reference.y)]), refined: true)
    #expect(two.shape == [design.columns, 2] && two.column(1) == solution)
  }

  @Test(arguments: momentReferences)
  func `moments are right to the last digits`(reference: MomentReference) {
    let values = Vector(reference.values)
    #expect(correctDigits(values.accurateMean(), reference.mean) >= 15.6)
    #expect(correctDigits(values.accurateStandardDeviation(), reference.standardDeviation) >= 15.5)
    #expect(correctDigits(values.accurateVariance().squareRoot(), reference.standardDeviation) >= 15.3)
    #expect(correctDigits(values.accurateAutocorrelation(), reference.autocorrelation) >= 15.5)
  }

  @Test func `moments of decimals as they are written`() {
    let values: Vector<Double> = [10000000.2, 10000000.1, 10000000.3, 10000000.1, 10000000.3]
    #expect(correctDigits(values.accurateVariance(.decimal), 0.01) > 15.5)
    #expect(correctDigits(values.accurateVariance(), 0.01) < 9)
    #expect(Vector<Double>([-0.1, 0.2, 1e-5, -3.7e-12]).accurateMean(.decimal) == 0.02500249999907500)
    #expect(Vector<Double>([.leastNonzeroMagnitude, 1e300, 2]).accurateMean(.decimal) == 1e300 / 3)
    #expect(Vector<Double>([-.infinity, 0.1]).accurateMean(.decimal) == -.infinity)
    #expect(Vector<Double>([.nan, 0.1]).accurateVariance(.decimal).isNaN)
  }

  @Test func `moments of little and of odd data`() {
    #expect(Vector<Double>([]).accurateMean().isNaN && Vector<Double>([]).accurateVariance().isNaN)
    #expect(Vector<Double>([3]).accurateMean() == 3 && Vector<Double>([3]).accurateVariance().isNaN)
    #expect(Vector<Double>([3]).accurateVariance(corrected: false) == 0)
    #expect(Vector<Double>([.infinity, 1]).accurateMean() == .infinity)
    #expect(Vector<Double>([.nan, 1]).accurateMean().isNaN && Vector<Double>([.nan, 1]).accurateVariance().isNaN)
    #expect(Vector<Double>([2, 2, 2]).accurateAutocorrelation().isNaN)
    #expect(Vector<Double>([1, 2]).accurateAutocorrelation(lag: 2).isNaN)
    #expect(Vector<Double>([1, 2]).accurateAutocorrelation(lag: .min).isNaN)
    #expect(Vector<Double>([1, 5, 2]).accurateAutocorrelation(lag: 0) == 1)
  }

  @Test func `what cannot be fitted is refused`() throws {
    let x: Vector<Double> = [1, 2, 3, 4]
    #expect(throws: LinearAlgebraError.self) { try LinearRegression(degree: 4, x, x) }
    #expect(throws: LinearAlgebraError.self) { try LinearRegression(degree: -1, x, x) }
    #expect(throws: LinearAlgebraError.self) { try LinearRegression(degree: 1, x, [1, 2, 3]) }
    #expect(throws: LinearAlgebraError.notFinite) { try LinearRegression(degree: 1, x, [1, 2, 3, .nan]) }
    #expect(throws: LinearAlgebraError.notFinite) { try LinearRegression(degree: 1, [1, 2, 3, .infinity], x) }
    #expect(throws: LinearAlgebraError.self) { try LinearRegression(degree: 1, [2, 2, 2, 2], x) }
    #expect(throws: LinearAlgebraError.self) { try LinearRegression(degree: 0, [], []) }
    let collinear = Matrix<Double>(rows: 5, columns: 3) { Double($0 * ($1 + 1) + $1) * 0.1 }
    #expect(throws: LinearAlgebraError.self) { try LinearRegression(collinear, [1, 2, 3, 4, 7]) }
    let exact = try LinearRegression(degree: 3, x, [1, 8, 27, 64])
    #expect(relativeError(exact.coefficients, [0, 0, 0, 1]) < 1e-25)
    #expect(exact.degreesOfFreedom == 0 && exact.residualStandardDeviation.isNaN && exact.standardErrors[0].isNaN)
    #expect(try LinearRegression(degree: 0, x, [5, 5, 5, 5]).determination.isNaN)
  }
}

@Suite struct RefinementTests {
  /// An integer multiple of the Hilbert matrix and the first row of its inverse, both exact.
  private static func scaledHilbert(_ n: Int) -> Matrix<Double> {
    let multiple = (1..<2 * n).reduce(1) { a, b in
      var (x, y) = (a, b)
      while y != 0 { (x, y) = (y, x % y) }
      return a / x * b
    }
    return Matrix(rows: n, columns: n) { Double(multiple / ($0 + $1 + 1)) }
  }

  @Test(arguments: 1...12) func `refined systems keep all their digits`(n: Int) throws {
    let matrix = Self.scaledHilbert(n)
    let x = Vector((0..<n).map { Double($0 + 1) })
    let b = try matrix.multiplied(by: x)
    // Integers below 2^53: the right-hand side is exact.
    try #require(b.elements.allSatisfy { $0 < 0x1p53 })
    #expect(try matrix.solve(b, refined: true) == x)
    #expect(try relativeError(matrix.leastSquares(b, refined: true), x) < 1e-15)
  }

  @Test func `refinement falls back to thirty-two digits`() throws {
    // A condition number of about 4·10^16.
    let matrix = Self.scaledHilbert(13)
    let b = Vector<Double>(repeating: 1, shape: [13])
    let x = try matrix.solve(b, refined: true)
    // The solution for the Hilbert matrix itself is xᵢ = (−1)ⁿ⁻¹⁻ⁱ (n + i)! / (i!² (n − 1 − i)!), times 1/lcm(1…25) here.
    let expected = (0..<13).map { i -> Double in
      let binomials = Self.binomial(13 + i, i) * Self.binomial(13, i) * Double(13 - i)
      return (i.isMultiple(of: 2) ? 1 : -1) * binomials / 26_771_144_400
    }
    #expect(relativeError(x, expected) < 1e-15)
  }

  private static func binomial(_ n: Int, _ k: Int) -> Double { (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) } }

  @Test func `refined solves refuse what solves refuse`() throws {
    let singular = Matrix<Double>(rows: [[1, 2], [2, 4]])
    #expect(throws: LinearAlgebraError.singular(pivot: 2)) { try singular.solve([1, 1], refined: true) }
    #expect(throws: LinearAlgebraError.notFinite) { try singular.solve([1, .nan], refined: true) }
    #expect(throws: LinearAlgebraError.self) { try singular.solve([1, 1, 1], refined: true) }
    #expect(try relativeError(singular.leastSquares([1, 2], refined: true), [0.2, 0.4]) < 1e-15)
    #expect(try Matrix<Double>(repeating: 0, shape: [0, 0]).solve([], refined: true).isEmpty)
    let wide = Matrix<Double>(rows: [[1, 1]])
    #expect(try relativeError(wide.leastSquares([2], refined: true), [1, 1]) < 1e-15)
    #expect(throws: LinearAlgebraError.notFinite) {
      try Matrix<Double>(rows: [[1], [.infinity]]).leastSquares([1, 2], refined: true)
    }
  }
}
