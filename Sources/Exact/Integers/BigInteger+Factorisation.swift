// Factorisation into primes with a bounded effort.
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

/// How long a factorisation may search for factors of an integer beyond 64 bits.
///
/// Each case is a number of elliptic curves after which a prime factor of that size has very probably been found
/// (Zimmermann's table); the times are for integers of 150 bits and grow with the square of the length.
public enum FactorisationEffort: Int, Sendable, CaseIterable {
  /// Factors of up to 10 digits, 0.03 seconds.
  case digits10
  /// Factors of up to 15 digits, 0.1 seconds.
  case digits15
  /// Factors of up to 20 digits, 2 seconds.
  case digits20
  /// Factors of up to 25 digits, 40 seconds.
  case digits25
}

extension BigInteger {
  /// The prime powers whose product is the absolute value, in ascending order of the primes; none for ±1.
  ///
  /// Any value of up to 64 bits is factored at once. In a larger one, small primes are divided out, then the elliptic
  /// curve method looks for one factor after the other; `nil` if a composite part withstands `effort`, or for zero.
  /// Factors beyond 64 bits are probable primes in the sense of `isProbablePrime`.
  ///
  /// FLINT's quadratic sieve, which would be faster above 20 digits, is avoided: it keeps its relations in a file in
  /// the current folder and crashes where it cannot write.
  public func factored(effort: FactorisationEffort = .digits20) -> [PrimePower]? {
    if isZero { return nil }
    var powers: [BigInteger: Int] = [:]
    var pending = magnitude.smallFactors()
    while let part = pending.popLast() {
      if part.prime == 1 { continue }
      if part.prime.isProbablePrime {
        powers[part.prime, default: 0] += part.exponent
        continue
      }
      guard let split = part.prime.split(effort: effort) else { return nil }
      for factor in split {
        pending.append(PrimePower(prime: factor.prime, exponent: factor.exponent * part.exponent))
      }
    }
    return powers.keys.sorted().map { PrimePower(prime: $0, exponent: powers[$0] ?? 0) }
  }

  /// The primes among the first thousand that divide a positive value, and the cofactor as if it were prime.
  private func smallFactors() -> [PrimePower] {
    BigInteger.collect { factors in
      flintQuery { _ = fmpz_factor_trial(&factors, $0, 1000) }
    }
  }

  /// Proper factors of a composite value that need not be prime, or `nil` if none is found.
  private func split(effort: FactorisationEffort) -> [PrimePower]? {
    if bitWidth <= 64 {
      return BigInteger.collect { factors in flintQuery { fmpz_factor(&factors, $0) } }
    }
    // Elliptic curves find both primes of a square at once, and so neither.
    var base: fmpz = 0
    let exponent = flintQuery { fmpz_is_perfect_power(&base, $0) }
    let root = BigInteger(owning: base)
    if exponent > 1 { return [PrimePower(prime: root, exponent: Int(exponent))] }
    guard let divisor = ellipticCurveDivisor(effort: effort) else { return nil }
    return [PrimePower(prime: divisor, exponent: 1), PrimePower(prime: self / divisor, exponent: 1)]
  }

  /// A proper divisor found with Lenstra's elliptic curve method. The curves are a fixed sequence.
  private func ellipticCurveDivisor(effort: FactorisationEffort) -> BigInteger? {
    let levels: [(curves: UInt, bound: UInt)] = [(20, 400), (25, 2_000), (90, 11_000), (300, 50_000)]
    var random = flint_rand_s()
    flint_randinit(&random)
    defer { flint_randclear(&random) }
    for (curves, bound) in levels.prefix(effort.rawValue + 1) {
      var factor: fmpz = 0
      let found = flintQuery { fmpz_factor_ecm(&factor, curves, bound, 100 * bound, &random, $0) }
      let divisor = BigInteger(owning: factor)
      if found > 0, divisor > 1, divisor < self { return divisor }
    }
    return nil
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
