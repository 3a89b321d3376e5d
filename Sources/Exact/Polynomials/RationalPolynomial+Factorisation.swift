// Irreducible factors over ℚ, through FLINT.
import CFLINT

/// A polynomial of integers in FLINT's memory, freed with this value.
struct FLINTPolynomial: ~Copyable {
  var value = fmpz_poly_struct()

  init() { fmpz_poly_init(&value) }

  init(_ coefficients: [BigInteger]) {
    self.init()
    for (power, coefficient) in coefficients.enumerated() {
      coefficient.flintQuery { fmpz_poly_set_coeff_fmpz(&value, power, $0) }
    }
  }

  deinit {
    var value = value
    fmpz_poly_clear(&value)
  }

  var coefficients: [BigInteger] {
    mutating get {
      (0..<Int(value.length)).map { power in
        var coefficient: fmpz = 0
        fmpz_poly_get_coeff_fmpz(&coefficient, &value, power)
        return BigInteger(owning: coefficient)
      }
    }
  }
}

/// An irreducible factor of a polynomial and how often it divides.
public struct PolynomialFactor: Hashable, Sendable {
  /// The factor: irreducible over ℚ, with integer coefficients without common divisor, the leading one positive.
  public let polynomial: RationalPolynomial

  /// How often it divides, at least once.
  public let multiplicity: Int

  public init(polynomial: RationalPolynomial, multiplicity: Int) {
    self.polynomial = polynomial
    self.multiplicity = multiplicity
  }
}

extension RationalPolynomial {
  /// Whether no polynomial of degree one or more divides this one twice; false for 0.
  public var isSquarefree: Bool {
    if coefficients.isEmpty { return false }
    var polynomial = FLINTPolynomial(primitive.coefficients.map(\.numerator))
    return fmpz_poly_is_squarefree(&polynomial.value) != 0
  }

  /// The constant c and the irreducible factors whose product is the polynomial, ordered by degree, then by coefficients from
  /// the constant one up. No factors for a constant.
  ///
  /// Source: Zassenhaus' algorithm with van Hoeij's recombination, FLINT's `fmpz_poly_factor`.
  public func factored() -> (constant: BigRational, factors: [PolynomialFactor]) {
    guard let degree, degree > 0 else { return (coefficients.first ?? 0, []) }
    let whole = primitive
    var polynomial = FLINTPolynomial(whole.coefficients.map(\.numerator))
    var list = fmpz_poly_factor_struct()
    fmpz_poly_factor_init(&list)
    defer { fmpz_poly_factor_clear(&list) }
    fmpz_poly_factor(&list, &polynomial.value)
    let factors = (0..<Int(list.num)).map { index in
      var factor = FLINTPolynomial()
      fmpz_poly_factor_get_fmpz_poly(&factor.value, &list, index)
      return PolynomialFactor(
        polynomial: RationalPolynomial(factor.coefficients.map { BigRational($0) }).primitive,
        multiplicity: Int(list.exp[index]))
    }
    let leading = coefficients[degree] / whole.coefficients[degree]
    return (leading, factors.sorted { $0.polynomial.precedes($1.polynomial) })
  }

  private func precedes(_ other: RationalPolynomial) -> Bool {
    if coefficients.count != other.coefficients.count { return coefficients.count < other.coefficients.count }
    return coefficients.lexicographicallyPrecedes(other.coefficients)
  }
}
