// Numbers a + b √d.

import Exact
import Testing

@Suite struct QuadraticNumberTests {
  private func number(_ a: String, _ b: String, _ d: Int) -> QuadraticNumber {
    QuadraticNumber(rational(a), rational(b), radicand: BigInteger(d))
  }

  @Test func `Squares leave the root`() {
    #expect(number("1", "1", 12) == number("1", "2", 3))
    #expect(number("1", "1", 9) == 4 && number("1", "3", 0) == 1 && number("1", "0", 7).isRational)
    #expect(number("0", "1", -4) == number("0", "2", -1))
    #expect(QuadraticNumber(squareRootOf: rational("8/9")) == number("0", "2/3", 2))
    #expect(BigInteger(-360).squareParts == (6, -10) && BigInteger(0).squareParts == (0, 0))
    let large = BigInteger(10).power(100)
    #expect((large * large * 2).squareParts == (large, 2) && (large * 10).power(4).squareParts.free == 1)
    let prime = BigInteger(10).power(60).nextPrime
    #expect((prime * prime * 24).squareParts == (prime * 2, 6) && (-prime * 8).squareParts == (2, -prime * 2))
  }

  @Test func `Arithmetic stays in the field`() {
    let golden = number("1/2", "1/2", 5)
    #expect(golden * golden == golden + 1 && 1 / golden == golden - 1 && golden * golden.conjugate == -1)
    #expect(golden.norm == -1 && golden - golden == 0 && (golden - golden).radicand == 1)
    let (i, root) = (number("0", "1", -1), number("0", "1", -3))
    #expect(i * i == -1 && i * root == number("0", "-1", 3) && root * root == -3)
    #expect(number("0", "1", 6) * number("0", "1", 2) == number("0", "2", 3))
    #expect(number("0", "1", 6) / number("0", "1", 2) == number("0", "1", 3))
    #expect(number("0", "1", -6) * number("0", "1", 2) == number("0", "2", -3))
    #expect(QuadraticNumber.sum(golden, i) == nil && QuadraticNumber.product(golden, number("1", "1", 2)) == nil)
    #expect(QuadraticNumber.quotient(golden, 0) == nil && QuadraticNumber(0).reciprocal == nil)
  }

  @Test func `Comparison is exact, also of different roots`() {
    let numbers = [
      number("-3", "0", 1), number("-1", "-1", 2), number("1", "-1", 5), number("0", "0", 1), number("3", "-1", 8),
      number("1", "-1/2", 2), number("0", "1", 2), number("1/2", "1/2", 5), number("0", "1", 3), number("0", "1", 1_000_003),
    ]
    for (i, a) in numbers.enumerated() {
      for (j, b) in numbers.enumerated() { #expect(a.compare(b) == (i < j ? -1 : i == j ? 0 : 1), "\(a) \(b)") }
    }
    // √(10⁴⁰ + 1) and its neighbour differ by 10⁻²⁰.
    let big = BigInteger(10).power(40)
    let root = QuadraticNumber(0, 1, radicand: big + 1)
    #expect(root.compare(QuadraticNumber(BigRational(BigInteger(10).power(20)))) == 1)
    #expect(number("1", "1", -1).compare(1) == nil && number("1", "1", -1).signum == nil)
  }

  @Test func `Doubles are near, also where terms cancel`() throws {
    #expect(Double(number("1/2", "1/2", 5)) == (1 + 5.0.squareRoot()) / 2)
    // 10²⁰ − √(10⁴⁰ − 1) = 5 · 10⁻²¹ to 40 digits.
    let whole = BigInteger(10).power(20)
    let tiny = QuadraticNumber(BigRational(whole), -1, radicand: whole * whole - 1)
    #expect(Double(tiny) == 5e-21)
    #expect(Double(number("1", "1", -3)) == nil)
    #expect(number("1", "1", -3).complexParts == (1, 3.0.squareRoot()))
    #expect(number("2", "-1", -1).complexParts == (2, -1))
    let long = try #require(BigFloat(number("0", "1", 2), in: BigFloat.Context(precision: 200)))
    #expect(long == BigFloat.Context(precision: 200).value(of: .sqrt, at: BigFloat(2.0)))
  }

  @Test func `Texts are as they are written by hand`() {
    let texts: [(QuadraticNumber, String, String)] = [
      (number("3/2", "1/2", 5), "(3 + √5)/2", "\\tfrac{3 + \\sqrt{5}}{2}"),
      (number("1", "-2", 3), "1 - 2√3", "1 - 2 \\sqrt{3}"), (number("0", "1/2", 2), "√2/2", "\\tfrac{\\sqrt{2}}{2}"),
      (number("0", "-1/2", 2), "-√2/2", "-\\tfrac{\\sqrt{2}}{2}"), (number("0", "1", -1), "i", "i"),
      (number("2", "-3", -1), "2 - 3i", "2 - 3 i"), (number("1/2", "-1/2", -3), "(1 - √3 i)/2", "\\tfrac{1 - \\sqrt{3} i}{2}"),
      (number("-7/3", "0", 1), "-7/3", "-\\tfrac{7}{3}"), (0, "0", "0"), (number("0", "5", -2), "5√2 i", "5 \\sqrt{2} i"),
    ]
    for (number, text, tex) in texts { #expect(number.text == text && number.tex == tex) }
  }
}
