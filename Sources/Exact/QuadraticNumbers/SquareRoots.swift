// Square factors of integers, taken out of square roots.

extension BigInteger {
  /// The parts of n = root² · free, where `free` has the sign of n and no square divides it; (0, 0) for zero.
  ///
  /// An integer of more than 192 bits, or one that withstands a short search for factors, gives only the squares of its prime
  /// factors below 1000, and of the whole rest if that is a square; `free` can then have square factors, but is no square
  /// unless it is ±1.
  public var squareParts: (root: BigInteger, free: BigInteger) {
    if isZero { return (0, 0) }
    let sign = BigInteger(signum)
    if bitWidth <= 192, let powers = factored(effort: .digits10) {
      var (root, free) = (BigInteger(1), sign)
      for power in powers {
        root *= power.prime.power(UInt(power.exponent / 2))
        if power.exponent % 2 == 1 { free *= power.prime }
      }
      return (root, free)
    }
    var (root, free, rest, prime) = (BigInteger(1), sign, magnitude, BigInteger(2))
    while prime < 1000 {
      var isOdd = false
      while prime.divides(rest) {
        rest = rest / prime
        if isOdd { root *= prime }
        isOdd.toggle()
      }
      if isOdd { free *= prime }
      prime = prime.nextPrime
    }
    if let whole = rest.integerSquareRoot, whole * whole == rest { return (root * whole, free) }
    return (root, free * rest)
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
    let centre = -c[1] / (2 * c[2])
    let root = QuadraticNumber(squareRootOf: centre * centre - c[0] / c[2])
    return [QuadraticNumber(centre) - root, QuadraticNumber(centre) + root]
  }
}
