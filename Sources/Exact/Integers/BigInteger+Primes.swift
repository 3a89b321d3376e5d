// Primality and factorisation.
import CFLINT

/// A power of a prime in a factorisation.
public struct PrimePower: Sendable, Hashable {
  /// The prime.
  public let prime: BigInteger

  /// How often it divides.
  public let exponent: Int

  public init(prime: BigInteger, exponent: Int) {
    self.prime = prime
    self.exponent = exponent
  }
}

extension BigInteger {
  /// Whether the value passes the Baillie–PSW test, for which no composite is known to pass and below 2⁶⁴ none does.
  ///
  /// Takes time polynomial in the number of bits.
  public var isProbablePrime: Bool {
    guard self > 1 else { return false }
    return flintQuery { fmpz_is_probabprime($0) } > 0
  }

  /// Whether the value is a prime, proved. May take long above a few hundred digits; see `isProbablePrime`.
  public var isPrime: Bool {
    guard isProbablePrime else { return false }
    return bitWidth <= 64 || flintQuery { fmpz_is_prime($0) } > 0
  }

  /// The smallest probable prime above this value.
  public var nextPrime: BigInteger {
    if self < 2 { return 2 }
    return BigInteger.flint(self) { fmpz_nextprime($0, $1, 0) }
  }

  /// The largest probable prime below this value, or `nil` if there is none.
  public var previousPrime: BigInteger? {
    if self <= 2 { return nil }
    if self == 3 { return 2 }
    var candidate = isEven ? self - 1 : self - 2
    while !candidate.isProbablePrime { candidate -= 2 }
    return candidate
  }

  /// The prime powers whose product is the absolute value, in ascending order of the primes; none for ±1.
  ///
  /// Small factors are removed first, then factors of up to about 13 digits by elliptic curves. What is left is
  /// split by the quadratic sieve if it has at most `sieveLimit` bits (about a second for 185 bits, three for 200, tenfold for each 25 more); if it is larger
  /// and composite, or the value is zero, the result is `nil`.
  public func factored(sieveLimit: Int = 200) -> [PrimePower]? {
    if isZero { return nil }
    var powers: [BigInteger: Int] = [:]
    var pending: [(value: BigInteger, multiplicity: Int)] = [(magnitude, 1)]
    while let (value, multiplicity) = pending.popLast() {
      if value == 1 { continue }
      if value.isProbablePrime {
        powers[value, default: 0] += multiplicity
        continue
      }
      let isWithinLimit = value.bitWidth <= sieveLimit
      let parts = isWithinLimit ? value.flintFactors() : value.smoothFactors()
      for part in parts {
        if part.prime == value { return nil }
        pending.append((part.prime, part.exponent * multiplicity))
      }
    }
    return powers.keys.sorted().map { PrimePower(prime: $0, exponent: powers[$0] ?? 0) }
  }

  /// The complete factorisation by FLINT, whose time grows without bound with the size.
  private func flintFactors() -> [PrimePower] {
    BigInteger.collect { factors in
      flintQuery { fmpz_factor(&factors, $0) }
    }
  }

  /// The factors of up to 44 bits that elliptic curves find with bounded effort, and the cofactor.
  private func smoothFactors() -> [PrimePower] {
    BigInteger.collect { factors in
      flintQuery { _ = fmpz_factor_smooth(&factors, $0, 44, 0) }
    }
  }

  private static func collect(_ body: (inout fmpz_factor_struct) -> Void) -> [PrimePower] {
    var factors = fmpz_factor_struct()
    fmpz_factor_init(&factors)
    defer { fmpz_factor_clear(&factors) }
    body(&factors)
    return (0..<Int(factors.num)).map { index in
      var value: fmpz = 0
      fmpz_factor_get_fmpz(&value, &factors, index)
      return PrimePower(prime: BigInteger(owning: value), exponent: Int(factors.exp[index]))
    }
  }
}
