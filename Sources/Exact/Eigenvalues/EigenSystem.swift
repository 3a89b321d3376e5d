// Exact eigenvalues and eigenvectors of rational matrices.

/// An eigenvalue that is rational or quadratic.
public struct ExactEigenvalue: Hashable, Sendable {
  public let value: QuadraticNumber

  /// How often it is a root of the characteristic polynomial.
  public let multiplicity: Int

  /// A basis of {x : A x = λ x} as columns. For a rational eigenvalue they are integers without common divisor, for a quadratic
  /// one the free variable of each is 1.
  public let eigenvectors: QuadraticMatrix

  /// The number of independent eigenvectors, at least 1 and at most the multiplicity.
  public var geometricMultiplicity: Int { eigenvectors.columns }
}

/// The eigenvalues of a matrix, as far as rational and quadratic numbers go.
public struct ExactEigenSystem: Hashable, Sendable {
  /// The matrix.
  public let matrix: RationalMatrix

  /// det(λ I − A).
  public let characteristicPolynomial: RationalPolynomial

  /// Its irreducible factors over ℚ by degree.
  public let factors: [PolynomialFactor]

  /// The rational and quadratic eigenvalues by real part, then by imaginary part.
  public let eigenvalues: [ExactEigenvalue]

  /// The factors of degree three or more, whose roots are the other eigenvalues: see `RationalPolynomial.rootEnclosures`.
  public var unresolved: [PolynomialFactor] { factors.filter { ($0.polynomial.degree ?? 0) > 2 } }

  func requireResolved() throws(ExactMatrixError) {
    let unresolved = unresolved.map(\.polynomial)
    if !unresolved.isEmpty { throw .eigenvaluesBeyondQuadratic(unresolved) }
  }
}

extension ExactMatrix where Element == BigRational {
  /// The rational and quadratic eigenvalues with their eigenvectors, and the irreducible factors of the characteristic
  /// polynomial that have the others.
  public func eigenSystem() throws(ExactMatrixError) -> ExactEigenSystem {
    try requireSquare()
    try cost(of: .eigenvalues).require()
    let polynomial = try characteristicPolynomial()
    let factors = polynomial.factored().factors
    var eigenvalues: [ExactEigenvalue] = []
    for factor in factors {
      switch factor.polynomial.degree {
      case 1:
        let c = factor.polynomial.coefficients
        eigenvalues.append(try eigenvalue(QuadraticNumber(-c[0] / c[1]), factor.multiplicity))
      case 2:
        guard let roots = QuadraticNumber.roots(of: factor.polynomial) else { continue }
        let first = try eigenvalue(roots[0], factor.multiplicity)
        // What holds for a root holds for its conjugate.
        let second = ExactEigenvalue(
          value: roots[1], multiplicity: factor.multiplicity, eigenvectors: first.eigenvectors.map(\.conjugate))
        eigenvalues += [first, second]
      default: break
      }
    }
    return ExactEigenSystem(
      matrix: self, characteristicPolynomial: polynomial, factors: factors,
      eigenvalues: eigenvalues.sorted { $0.value.precedes($1.value) })
  }

  private func eigenvalue(_ value: QuadraticNumber, _ multiplicity: Int) throws(ExactMatrixError) -> ExactEigenvalue {
    let vectors: QuadraticMatrix
    if let rational = value.asRational {
      let columns = try subtractingFromDiagonal(rational).integerNullspace()
      vectors = QuadraticMatrix(RationalMatrix(columns))
    } else {
      vectors = try QuadraticMatrix(self).subtractingFromDiagonal(value).nullspace()
    }
    return ExactEigenvalue(value: value, multiplicity: multiplicity, eigenvectors: vectors)
  }

  /// Whether the matrix is diagonalisable over the complex numbers, whatever its eigenvalues: whether its minimal polynomial has
  /// no multiple factor.
  public func isDiagonalisable() throws(ExactMatrixError) -> Bool {
    try minimalPolynomial().factored().factors.allSatisfy { $0.multiplicity == 1 }
  }
}

extension ExactMatrix {
  /// A − λ I.
  func subtractingFromDiagonal(_ value: Element) -> ExactMatrix {
    var result = self
    for i in 0..<Swift.min(rows, columns) { result[i, i] = result[i, i] - value }
    return result
  }
}

extension QuadraticNumber {
  /// The order by real part, then by imaginary part.
  func precedes(_ other: QuadraticNumber) -> Bool {
    let order = realPart.compare(other.realPart) ?? 0
    return order != 0 ? order < 0 : (imaginaryPart.compare(other.imaginaryPart) ?? 0) < 0
  }
}
