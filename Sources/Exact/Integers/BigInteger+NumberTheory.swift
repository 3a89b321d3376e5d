// Divisors, modular arithmetic, roots, and combinatorial numbers.
import CFLINT

extension BigInteger {
  /// The greatest common divisor, never negative; gcd(0, 0) is 0.
  public func greatestCommonDivisor(_ other: BigInteger) -> BigInteger {
    if case .word(let a) = representation, case .word(let b) = other.representation {
      return BigInteger(unsigned: BigInteger.gcd(a.magnitude, b.magnitude))
    }
    return BigInteger.flint(self, other, fmpz_gcd)
  }

  /// Euclid's algorithm on words.
  static func gcd(_ a: UInt, _ b: UInt) -> UInt {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return x
  }

  /// The least common multiple, never negative; 0 if either value is 0.
  public func leastCommonMultiple(_ other: BigInteger) -> BigInteger {
    if isZero || other.isZero { return 0 }
    return ((self / greatestCommonDivisor(other)) * other).magnitude
  }

  /// The greatest common divisor d with coefficients such that d = a·u + b·v, the smallest ones that Euclid's
  /// algorithm finds.
  public static func extendedGCD(
    _ a: BigInteger, _ b: BigInteger
  ) -> (divisor: BigInteger, u: BigInteger, v: BigInteger) {
    var (r0, r1) = (a, b)
    var (s0, s1): (BigInteger, BigInteger) = (1, 0)
    var (t0, t1): (BigInteger, BigInteger) = (0, 1)
    while !r1.isZero {
      let (quotient, remainder) = r0.quotientAndRemainder(dividingBy: r1)
      (r0, r1) = (r1, remainder)
      (s0, s1) = (s1, s0 - quotient * s1)
      (t0, t1) = (t1, t0 - quotient * t1)
    }
    return r0.isNegative ? (-r0, -s0, -t0) : (r0, s0, t0)
  }

  /// The inverse modulo `modulus` with the sign of `modulus`, or `nil` if there is none.
  public func inverse(modulo modulus: BigInteger) -> BigInteger? {
    guard !modulus.isZero else { return nil }
    if modulus.magnitude == 1 { return 0 }
    let size = modulus.magnitude
    let residue = flooredRemainder(dividingBy: size)
    guard residue.greatestCommonDivisor(size) == 1 else { return nil }
    let inverse = BigInteger.flint(residue, size) { _ = fmpz_invmod($0, $1, $2) }
    return inverse.flooredRemainder(dividingBy: modulus)
  }

  /// This value to the power `exponent` modulo `modulus`, with the sign of `modulus`; `nil` if `modulus` is zero, or if
  /// `exponent` is negative and there is no inverse.
  public func power(_ exponent: BigInteger, modulo modulus: BigInteger) -> BigInteger? {
    guard !modulus.isZero else { return nil }
    let size = modulus.magnitude
    var base = flooredRemainder(dividingBy: size)
    if exponent.isNegative {
      guard let inverse = base.inverse(modulo: size) else { return nil }
      base = inverse
    }
    var result: fmpz = 0
    var x = FLINTOperand(base)
    let positive = exponent.magnitude
    var e = FLINTOperand(positive)
    var m = FLINTOperand(size)
    fmpz_powm(&result, &x.value, &e.value, &m.value)
    withExtendedLifetime((base, positive, size)) {}
    return BigInteger(owning: result).flooredRemainder(dividingBy: modulus)
  }

  /// The largest integer whose square is at most this value, or `nil` for a negative value.
  public var integerSquareRoot: BigInteger? {
    isNegative ? nil : BigInteger.flint(self, fmpz_sqrt)
  }

  /// The n-th root rounded toward zero, or `nil` if n < 1, or n is even and the value negative.
  public func integerRoot(_ n: Int) -> BigInteger? {
    guard n >= 1, !(isNegative && n % 2 == 0) else { return nil }
    if n >= bitWidth { return BigInteger(signum) }
    return BigInteger.flint(self) { _ = fmpz_root($0, $1, n) }
  }

  /// Whether the value is the square of an integer.
  public var isPerfectSquare: Bool { flintQuery { fmpz_is_square($0) } != 0 }

  /// The Jacobi symbol (a/n): −1, 0 or 1; `nil` unless `n` is odd and positive.
  public func jacobiSymbol(_ n: BigInteger) -> Int? {
    guard !n.isEven, n.signum > 0 else { return nil }
    var x = FLINTOperand(self)
    var y = FLINTOperand(n)
    defer { withExtendedLifetime((self, n)) {} }
    return Int(fmpz_jacobi(&x.value, &y.value))
  }

  /// n!. Traps if the result has more than `maximumBitWidth` bits.
  public static func factorial(_ n: UInt) -> BigInteger {
    requireFits(factorialBitWidth(n) ?? .max)
    var result: fmpz = 0
    fmpz_fac_ui(&result, n)
    return BigInteger(owning: result)
  }

  /// The binomial coefficient n over k, zero for k > n.
  public static func binomial(_ n: UInt, _ k: UInt) -> BigInteger {
    guard k <= n else { return 0 }
    let smaller = min(k, n - k)
    requireFits(BigInteger(unsigned: n).powerBitWidth(smaller) ?? .max)
    var result: fmpz = 0
    fmpz_bin_uiui(&result, n, smaller)
    return BigInteger(owning: result)
  }

  /// The n-th Fibonacci number, F₀ = 0 and F₁ = 1.
  public static func fibonacci(_ n: UInt) -> BigInteger {
    requireFits(Int(clamping: n))
    var result: fmpz = 0
    fmpz_fib_ui(&result, n)
    return BigInteger(owning: result)
  }
}
