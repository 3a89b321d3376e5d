// Integers of any size against Python's, at the border of the machine word, and in the operations that can refuse.
import Exact
import Testing

@Test func arithmeticAgreesWithReference() throws {
  for row in integerReference {
    let values = row.compactMap { BigInteger($0) }
    #expect(values.count == row.count)
    let (a, b) = (values[0], values[1])
    let truncated = a.quotientAndRemainder(dividingBy: b)
    let floored = a.flooredQuotientAndRemainder(dividingBy: b)
    let results = [
      a, b, a + b, a * b, truncated.quotient, truncated.remainder, floored.quotient, floored.remainder,
      a.greatestCommonDivisor(b), a & b, a | b, a ^ b,
    ]
    #expect(results == values, "\(a), \(b)")
    #expect(results.map(\.description) == row)
    #expect(a + b - b == a && (a * b) / b == a && ~(~a) == a && -(-a) == a)
  }
}

@Test func aValueThatFitsInAWordIsAlwaysInline() {
  let top = BigInteger(Int.max)
  #expect((top + 1).asInt == nil)
  #expect((top + 1 - 1).asInt == Int.max)
  #expect((-top - 1).asInt == Int.min)
  #expect((-top - 2).asInt == nil)
  #expect((-BigInteger(Int.min)).description == "9223372036854775808")
  #expect(BigInteger(Int.min) / -1 == -BigInteger(Int.min))
  #expect(BigInteger(Int.min) % -1 == 0)
  #expect(BigInteger(Int.min).flooredQuotient(dividingBy: -1) == -BigInteger(Int.min))
  #expect(BigInteger(UInt.max).description == "18446744073709551615")
  #expect(BigInteger(Int128.min).description == "-170141183460469231731687303715884105728")
  #expect(Int(exactly: BigInteger(7)) == 7 && Int(exactly: top + 1) == nil)
}

@Test func comparesAndHashesByValue() {
  let numbers: [BigInteger] = [-(BigInteger(1) << 90), BigInteger(Int.min) - 1, -1, 0, 1, BigInteger(1) << 63]
  for (i, a) in numbers.enumerated() {
    for (j, b) in numbers.enumerated() { #expect((a < b) == (i < j) && (a == b) == (i == j)) }
  }
  #expect((BigInteger(1) << 90).hashValue == (BigInteger(2) << 89).hashValue)
  #expect(Set([BigInteger(1) << 80, (BigInteger(1) << 81) >> 1]).count == 1)
}

@Test func powersAndShifts() {
  #expect(BigInteger(2).power(100).description == "1267650600228229401496703205376")
  #expect(BigInteger(-3).power(41).description == "-36472996377170786403")
  #expect(BigInteger(0).power(0) == 1 && BigInteger(-1).power(.max) == -1 && BigInteger(1).power(.max) == 1)
  #expect(BigInteger(1) << 100 == BigInteger(2).power(100))
  #expect(BigInteger(-5) >> 1 == -3 && -(BigInteger(1) << 70) >> 1000 == -1)
  #expect(BigInteger(-1) << 63 == BigInteger(Int.min) && BigInteger(3) << -1 == 1)
  #expect((BigInteger(1) << 64).trailingZeroBitCount == 64 && BigInteger(0).trailingZeroBitCount == nil)
  #expect((BigInteger(1) << 64).testBit(64) && BigInteger(-1).testBit(200))
  #expect(((BigInteger(1) << 70) - 1).nonzeroBitCount == 70 && BigInteger(-1).nonzeroBitCount == nil)
}

@Test func sizesAreKnownBeforeComputing() {
  #expect(BigInteger(0).bitWidth == 0 && BigInteger(-255).bitWidth == 8 && BigInteger(Int.min).bitWidth == 64)
  #expect(BigInteger(2).powerBitWidth(1_000_000_000_000) == 2_000_000_000_000)
  #expect(BigInteger(3).powerBitWidth(.max) == nil && BigInteger(-1).powerBitWidth(.max) == 1)
  #expect(BigInteger(10).power(1000).decimalDigitBound >= 1001)
  #expect(BigInteger.factorialBitWidth(50)! >= BigInteger.factorial(50).bitWidth)
}

@Test func readsAndWritesAnyRadix() {
  let big = BigInteger(2).power(200) + 12345
  for radix in [2, 8, 10, 16, 36] {
    #expect(BigInteger(big.description(radix: radix), radix: radix) == big)
    #expect(BigInteger("-" + big.description(radix: radix).uppercased(), radix: radix) == -big)
  }
  #expect(BigInteger("ff", radix: 16) == 255)
  for wrong in ["", "-", "+", "1_000", "12a", " 1", "0x10", "99999999999999999999 ", "--99999999999999999999", "٣"] {
    #expect(BigInteger(wrong) == nil)
  }
  #expect(BigInteger("99999999999999999999\u{0}1") == nil)
}

@Test func convertsToTheNearestDouble() {
  for (text, expected) in nearestDoubleReference { #expect(BigInteger(text).map { Double($0) } == expected, "\(text)") }
  #expect(Double(BigInteger(1) << 1024) == .infinity && Double(-(BigInteger(1) << 2000)) == -.infinity)
  // Just below the midpoint between the largest double and 2^1024, and at it.
  let midpoint = (BigInteger(1) << 1024) - (BigInteger(1) << 970)
  #expect(Double(midpoint - 1) == .greatestFiniteMagnitude && Double(midpoint) == .infinity)
  #expect(Double(exactly: (BigInteger(1) << 70) + 1) == nil && Double(exactly: BigInteger(1) << 70) == 0x1p70)
}

@Test func convertsFromDoubleExactly() {
  #expect(BigInteger(1e23)?.description == "99999999999999991611392")
  #expect(BigInteger(-2.7) == -2 && BigInteger(exactly: -2.7) == nil && BigInteger(exactly: -0.0) == 0)
  #expect(BigInteger(Double.nan) == nil && BigInteger(-Double.infinity) == nil)
  #expect(BigInteger(-0x1p63)?.asInt == .min && BigInteger(0x1p63)?.asInt == nil)
  #expect(Double(BigInteger(Double.greatestFiniteMagnitude)!) == .greatestFiniteMagnitude)
  let big = (BigInteger(1) << 53) + 1
  #expect(big.compare(0x1p53)! > 0 && BigInteger(3).compare(3.5)! < 0 && BigInteger(-3).compare(-3.5)! > 0)
  #expect(BigInteger(3).compare(.nan) == nil && BigInteger(3).compare(.infinity)! < 0)
  #expect(BigInteger(0).compare(-0.0) == 0)
}
