// Exact fractions: arithmetic, rounding, and the way to floating-point numbers and back.
import Exact
import Testing

private func fraction(_ p: BigInteger, _ q: BigInteger) -> BigRational { BigRational(p, over: q)! }

@Test func fractionsAreInLowestTerms() {
  #expect(fraction(6, -4).description == "-3//2" && fraction(0, -7).description == "0//1")
  #expect(BigRational(1, over: 0) == nil)
  #expect(fraction(BigInteger(Int.min), BigInteger(Int.min)) == 1)
}

@Test func fractionArithmetic() {
  let half = fraction(1, 2)
  let third = fraction(1, 3)
  #expect(half + third == fraction(5, 6) && half - third == fraction(1, 6) && half + half == 1)
  #expect(half * third == fraction(1, 6) && half / third == fraction(3, 2) && half / -third == fraction(-3, 2))
  #expect(fraction(-2, 3).power(-3) == fraction(-27, 8))
  #expect(BigRational(0).power(-1) == nil && BigRational(0).power(0) == 1)
  #expect(third < half && -half < -third && fraction(-1, 2).magnitude == half)
  // The harmonic number of 30.
  let harmonic = (1...30).reduce(BigRational(0)) { $0 + fraction(1, BigInteger($1)) }
  #expect(harmonic.description == "9304682830147//2329089562800")
}

@Test func roundsFractionsByEveryRule() {
  let rules: [FloatingPointRoundingRule] = [
    .down, .up, .towardZero, .awayFromZero, .toNearestOrEven, .toNearestOrAwayFromZero,
  ]
  for numerator in -11...11 {
    for denominator in [1, 2, 3, 4] {
      for rule in rules {
        let expected = BigInteger((Double(numerator) / Double(denominator)).rounded(rule))
        #expect(fraction(BigInteger(numerator), BigInteger(denominator)).rounded(rule) == expected)
      }
    }
  }
  #expect(fraction(-7, 2).flooredRemainder(dividingBy: 2) == fraction(1, 2))
}

@Test func quotientsRoundToTheNearestDouble() {
  for (p, q, shift, expected) in quotientReference {
    #expect(Double(fraction(BigInteger(p)!, BigInteger(q)! << shift)).bitPattern == expected, "\(p) / \(q)")
  }
  #expect(Double(fraction(1, BigInteger(1) << 1074)) == .leastNonzeroMagnitude)
  #expect(Double(fraction(1, BigInteger(1) << 1075)) == 0)
  #expect(Double(fraction(3, BigInteger(1) << 1076)) == .leastNonzeroMagnitude)
}

@Test func doublesAreExactFractions() {
  #expect(BigRational(exactly: 0.1)?.description == "3602879701896397//36028797018963968")
  for value in [0.5, -0.75, 1e300, .leastNonzeroMagnitude, .leastNormalMagnitude, -.pi, 0] {
    #expect(BigRational(exactly: value).map { Double($0) } == value)
  }
  #expect(BigRational(exactly: .nan) == nil && BigRational(exactly: .infinity) == nil)
}

@Test func findsTheSimplestFractionNearADouble() {
  #expect(BigRational(0.1, tolerance: 1e-17)?.description == "1//10")
  #expect(BigRational(.pi, tolerance: 0.01)?.description == "22//7")
  #expect(BigRational(-0.333, maximumDenominator: 1000)?.description == "-333//1000")
  #expect(BigRational(1.0 / 3, maximumDenominator: 1000)?.description == "1//3")
  #expect(BigRational(Double.pi, maximumDenominator: 1000) == nil)
  #expect(BigRational(3, maximumDenominator: 1000) == 3 && BigRational(.infinity, maximumDenominator: 9) == nil)
  #expect(BigRational.simplest(between: fraction(31, 10), and: fraction(32, 10)) == fraction(16, 5))
}
