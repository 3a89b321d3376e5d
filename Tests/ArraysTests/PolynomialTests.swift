// Polynomials: their arithmetic, fits, and roots that hang on every digit of the coefficients.
import Arrays
import Testing

private typealias C = Complex<Double>

@Suite struct PolynomialTests {
  @Test func `arithmetic`() {
    let p = Polynomial<Double>([1, -3, 0, 2, 0])
    #expect(p.degree == 3 && p(2) == 11 && p.derivative.coefficients == [-3, 0, 6])
    #expect(p.antiderivative.derivative == p && (p * Polynomial([0, 1])).coefficients == [0, 1, -3, 0, 2])
    #expect((p + Polynomial([-1, 3, 0, -2])).degree == nil && Polynomial<Double>([0, 0])(5) == 0)
    #expect(Polynomial<Double>(roots: [1, 2, 3]).coefficients == [-6, 11, -6, 1])
    #expect(p([0, 1]) == [1, 0] && (p * Polynomial([])).degree == nil)
    let seventh = Polynomial<Double>(roots: [Double](repeating: 1, count: 7))
    let x = 1 + 0x1p-10
    #expect(seventh.accurateValue(at: x) == 0x1p-70)
    #expect(Polynomial<Double>([]).accurateValue(at: 3) == 0)
    #expect(Polynomial<Double>([0, 1e300]).accurateValue(at: 1e300) == .infinity)
  }

  @Test func `roots of Wilkinson's polynomial`() throws {
    // Up to degree 15 the coefficients are doubles; from there on their rounding moves the roots.
    let exact = (1...15).map(Double.init)
    let roots = try Polynomial(roots: exact).roots()
    #expect(roots.map(\.imaginary).allSatisfy { $0 == 0 } && relativeError(Vector(roots.map(\.real)), exact) < 1e-15)
  }

  @Test func `multiple roots count as often as they are`() throws {
    for multiplicity in 2...6 {
      let roots = try Polynomial<Double>(roots: [Double](repeating: 1, count: multiplicity) + [-2, 3]).roots()
      let expected = [C(-2, 0)] + [C](repeating: C(1, 0), count: multiplicity) + [C(3, 0)]
      #expect(relativeError(Vector(roots), expected) < 1e-15)
    }
    // (x² + 1)³ (x − ½)²
    let circle = Polynomial<Double>([1, 0, 1])
    let roots = try (circle * circle * circle * Polynomial(roots: [0.5, 0.5])).roots()
    let expected = [C](repeating: C(0, -1), count: 3) + [C](repeating: C(0, 1), count: 3) + [C(0.5, 0), C(0.5, 0)]
    #expect(relativeError(Vector(roots), expected) < 1e-15)
  }

  @Test func `near roots stay apart`() throws {
    // x² − 2x + 1 − 2⁻⁵⁰ has the roots 1 ± 2⁻²⁵.
    #expect(try Polynomial<Double>([1 - 0x1p-50, -2, 1]).roots() == [C(1 - 0x1p-25, 0), C(1 + 0x1p-25, 0)])
    let pair = try Polynomial<Double>([1 + 0x1p-50, -2, 1]).roots()
    #expect(pair.map(\.real) == [1, 1] && pair[0] == pair[1].conjugate)
    #expect((pair[1].imaginary / 0x1p-25 - 1).magnitude < 1e-15)
    let wide = try Polynomial<Double>([1, -1e8, 1]).roots()
    #expect(relativeError(Vector(wide), [C(1.0000000000000002e-8, 0), C(99999999.99999999, 0)]) < 1e-15)
    #expect((wide[0].real / 1.0000000000000002e-8 - 1).magnitude < 1e-15)
  }

  @Test func `roots of complex, sparse and large polynomials`() throws {
    let unity = try Polynomial<Double>([-1] + [Double](repeating: 0, count: 23) + [1]).roots()
    #expect(unity.count == 24 && unity.allSatisfy { ($0.length - 1).magnitude < 1e-15 })
    #expect(unity.filter { $0.imaginary == 0 } == [C(-1, 0), C(1, 0)])
    let complex = try Polynomial(roots: [C(1, 1), C(2, -3), C(0, 0.5)]).roots()
    #expect(relativeError(Vector(complex), [C(0, 0.5), C(1, 1), C(2, -3)]) < 1e-15)
    let coefficients = (0...60).map { $0.isMultiple(of: 7) ? 1 : -0.3 }
    let large = try Polynomial(coefficients).roots()
    let p = Polynomial<C>(coefficients.map { C($0, 0) })
    let sizes = Polynomial<Double>(coefficients.map(\.magnitude))
    #expect(large.count == 60 && large.allSatisfy { p($0).length < 1e-14 * sizes($0.length) })
    #expect(try Polynomial<Double>([0, 0, -6, 3]).roots() == [0, 0, 2])
    #expect(try Polynomial<Double>([5]).roots().isEmpty)
    #expect(throws: LinearAlgebraError.self) { try Polynomial<Double>([]).roots() }
    #expect(throws: LinearAlgebraError.notFinite) { try Polynomial<Double>([1, .nan, 1]).roots() }
    let far = try Polynomial<Double>([1e300, 1, 1e-300]).roots()
    #expect(relativeError(Vector(far), [C(-0.5e300, -0.75.squareRoot() * 1e300), C(-0.5e300, 0.75.squareRoot() * 1e300)]) < 1e-15)
  }

  @Test func `the scale of a polynomial costs no digits`() throws {
    let wilkinson = Polynomial(roots: (1...12).map(Double.init))
    for exponent in [-66, -33, 0, 40, 80] {
      let scale = Double(sign: .plus, exponent: exponent, significand: 1)
      let scaled = Polynomial(
        wilkinson.coefficients.enumerated().map { $1 * Double(sign: .plus, exponent: exponent * (12 - $0), significand: 1) })
      #expect(try scaled.roots() == (1...12).map { Complex(Double($0) * scale, 0) }, "2^\(exponent)")
    }
  }

  @Test func `fits`() throws {
    let fit = try Polynomial(fitting: [0, 1, 2, 3], [1, 2, 5, 10], degree: 2)
    #expect(relativeError(Vector(fit.coefficients), [1, 0, 1]) < 1e-15)
    #expect(throws: LinearAlgebraError.self) { try Polynomial(fitting: [0, 1], [1, 2], degree: 2) }
  }
}
