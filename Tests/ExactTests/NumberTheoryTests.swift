// Primes, modular arithmetic, roots and combinatorial numbers.
import Exact
import Testing

@Test func modularPowersAndInverses() {
  let residue = BigInteger(3).power(200).flooredRemainder(dividingBy: 1_000_007)
  #expect(BigInteger(3).power(200, modulo: 1_000_007) == residue)
  #expect(BigInteger(2).power(10, modulo: -1000) == -976)
  #expect(BigInteger(2).power(-1, modulo: 7) == 4 && BigInteger(2).power(-1, modulo: 8) == nil)
  #expect(BigInteger(2).power(5, modulo: 0) == nil && BigInteger(5).power(0, modulo: 1) == 0)
  let p = BigInteger(2).power(127) - 1
  let inverse = BigInteger(12345).inverse(modulo: p)
  #expect(inverse.map { ($0 * 12345) % p } == 1)
  #expect(BigInteger(6).inverse(modulo: 9) == nil && BigInteger(5).inverse(modulo: 0) == nil)
}

@Test func commonDivisorsAndMultiples() {
  let (d, u, v) = BigInteger.extendedGCD(240, 46)
  #expect(d == 2 && u == -9 && v == 47)
  #expect(BigInteger(0).greatestCommonDivisor(0) == 0)
  #expect(BigInteger(Int.min).greatestCommonDivisor(0) == -BigInteger(Int.min))
  #expect(BigInteger(-4).leastCommonMultiple(6) == 12 && BigInteger(0).leastCommonMultiple(5) == 0)
  #expect(BigInteger(3).divides(12) && !BigInteger(0).divides(3) && BigInteger(0).divides(0))
}

@Test func roots() {
  let n = BigInteger(10).power(60)
  #expect(n.integerSquareRoot == BigInteger(10).power(30) && (n - 1).integerSquareRoot == BigInteger(10).power(30) - 1)
  #expect(BigInteger(-1).integerSquareRoot == nil && BigInteger(0).integerSquareRoot == 0)
  #expect(BigInteger(-27).integerRoot(3) == -3 && BigInteger(-27).integerRoot(2) == nil && n.integerRoot(1000) == 1)
  #expect(n.isPerfectSquare && !(n + 1).isPerfectSquare && !BigInteger(-4).isPerfectSquare)
}

@Test func primality() {
  #expect((-3...30).filter { BigInteger($0).isPrime } == [2, 3, 5, 7, 11, 13, 17, 19, 23, 29])
  #expect((BigInteger(2).power(127) - 1).isPrime && !(BigInteger(2).power(128) + 1).isPrime)
  // A strong pseudoprime to the first twelve prime bases.
  #expect(BigInteger("318665857834031151167461")?.isPrime == false)
  #expect(BigInteger(-5).nextPrime == 2 && BigInteger(2).nextPrime == 3 && BigInteger(89).nextPrime == 97)
  #expect(BigInteger(10).power(20).nextPrime.description == "100000000000000000039")
  #expect(BigInteger(97).previousPrime == 89 && BigInteger(3).previousPrime == 2 && BigInteger(2).previousPrime == nil)
  #expect(BigInteger(5).jacobiSymbol(21) == 1 && BigInteger(2).jacobiSymbol(15) == 1)
  #expect(BigInteger(2).jacobiSymbol(4) == nil)
}

@Test func factorisationsMultiplyBack() throws {
  let samples: [BigInteger] = [
    1, -1, 2, 360, -360, 97, 1_000_000_007, BigInteger(Int.min), .factorial(30), BigInteger(2).power(101) - 1,
    (BigInteger(10).power(11).nextPrime) * (BigInteger(10).power(12).nextPrime).power(2),
    BigInteger(10).power(40).nextPrime.power(6) * 12, BigInteger(7) << 300,
  ]
  for n in samples {
    let factors = try #require(n.factored())
    #expect(factors.reduce(BigInteger(1)) { $0 * $1.prime.power(UInt($1.exponent)) } == n.magnitude)
    #expect(factors.allSatisfy { $0.prime.isPrime && $0.exponent > 0 })
    #expect(factors.map(\.prime) == factors.map(\.prime).sorted())
  }
  #expect(BigInteger(360).factored()?.map(\.exponent) == [3, 2, 1])
  #expect(BigInteger(0).factored() == nil)
}

@Test func aHardFactorisationIsRefusedInsteadOfRunningOn() {
  let p = BigInteger(10).power(60).nextPrime
  let q = BigInteger(10).power(70).nextPrime
  #expect((p * q).factored(effort: .digits15) == nil)
  #expect((p * 12).factored()?.map(\.prime) == [2, 3, p])
}

@Test func combinatorialNumbers() {
  #expect(BigInteger.factorial(0) == 1 && BigInteger.factorial(25).description == "15511210043330985984000000")
  #expect(BigInteger.binomial(100, 50).description == "100891344545564193334812497256")
  #expect(BigInteger.binomial(5, 6) == 0 && BigInteger.binomial(.max, 1) == BigInteger(UInt.max))
  #expect(BigInteger.fibonacci(100).description == "354224848179261915075")
}

@Test func numbersOutliveTheThreadThatMadeThem() async {
  let made = await Task.detached {
    defer { FLINT.cleanUpThread() }
    return (0..<200).map { BigInteger(3).power(UInt(100 + $0)) }
  }.value
  #expect(made[199] == BigInteger(3).power(299))
}
