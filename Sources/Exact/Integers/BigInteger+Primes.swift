// Primality.
import CFLINT

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
}
