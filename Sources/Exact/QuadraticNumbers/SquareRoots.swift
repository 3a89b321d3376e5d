// Square factors of integers, taken out of square roots.

extension BigInteger {
  /// The parts of n = root² · free, where `free` has the sign of n and no square divides it; (0, 0) for zero.
  ///
  /// An integer of more than 256 bits, or one that withstands factoring, gives only the squares of its prime factors below 1000
  /// and the whole rest if that is a square; `free` can then have square factors, but is not a square unless it is ±1.
  public var squareParts: (root: BigInteger, free: BigInteger) {
    if isZero { return (0, 0) }
    let sign = BigInteger(signum)
    if bitWidth <= 256, let powers = factored(effort: .digits15) {
      var (root, free) = (BigInteger(1), sign)
      for power in powers {
        root *= power.prime.power(UInt(power.exponent / 2))
        if power.exponent % 2 == 1 { free *= power.prime }
      }
      return (root, free)
    }
    var (root, rest, prime) = (BigInteger(1), magnitude, BigInteger(2))
    while prime < 1000 {
      let square = prime * prime
      while true {
        let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: square)
        guard remainder.isZero else { break }
        rest = quotient
        root *= prime
      }
      prime = prime.nextPrime
    }
    // The rest with each small prime at most once; what remains without them may be a square.
    if let whole = rest.integerSquareRoot, whole * whole == rest { return (root * whole, sign) }
    return (root, sign * rest)
  }
}

extension QuadraticNumber {
  /// √x: an imaginary number for x < 0.
  public init(squareRootOf x: BigRational) {
    // √(p / q) = √(p q) / q
    self.init(0, BigRational(lowestTerms: 1, x.denominator), radicand: x.numerator * x.denominator)
  }

  /// The roots of the polynomial c₂ x² + c₁ x + c₀ of degree two: (−c₁ ∓ √(c₁² − 4 c₂ c₀)) / 2 c₂, or `nil` for another degree.
  public static func roots(of polynomial: RationalPolynomial) -> [QuadraticNumber]? {
    guard polynomial.degree == 2 else { return nil }
    let c = polynomial.coefficients
    let center = -c[1] / (2 * c[2])
    let root = QuadraticNumber(squareRootOf: center * center - c[0] / c[2])
    return [QuadraticNumber(center) - root, QuadraticNumber(center) + root]
  }
}
