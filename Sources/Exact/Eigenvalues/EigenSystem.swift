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
    var vectors = try kernel(of: value, power: 1)
    if value.isRational {
      vectors = vectors.rationals.map { QuadraticMatrix(RationalMatrix($0.primitiveColumns)) } ?? vectors
    }
    return ExactEigenvalue(value: value, multiplicity: multiplicity, eigenvectors: vectors)
  }

  /// A basis of the kernel of (A − λ I)^power for a rational or quadratic eigenvalue λ of a matrix, as
  /// `RationalMatrix.nullspace` gives it.
  ///
  /// For a quadratic λ with the polynomial q, the kernel of q(A)^power is computed over ℚ. It is the sum of the kernels for λ
  /// and for its conjugate, and (A − conjugate)^power maps it onto the former.
  func kernel(of value: QuadraticNumber, power: Int) throws(ExactMatrixError) -> QuadraticMatrix {
    if let rational = value.asRational {
      return QuadraticMatrix(try subtractingFromDiagonal(rational).power(power).nullspace())
    }
    let polynomial = RationalPolynomial([value.norm, -2 * value.rational, 1])
    var vectors = QuadraticMatrix(try polynomial.value(at: self).power(power).nullspace())
    let map = QuadraticMatrix(self).subtractingFromDiagonal(value.conjugate)
    for _ in 0..<power { vectors = try map.multiplied(by: vectors) }
    return vectors.reducedColumns()
  }

  /// Multiples of the columns in integers without common divisor, by positive factors.
  private var primitiveColumns: IntegerMatrix {
    let columns = (0..<columns).map { RationalPolynomial.clearing(column($0)) }
    return IntegerMatrix(rows, columns.count) { columns[$1][$0] }
  }

  /// Whether the matrix is diagonalisable over the complex numbers, whatever its eigenvalues: whether its minimal polynomial has
  /// no multiple factor.
  public func isDiagonalisable() throws(ExactMatrixError) -> Bool {
    try minimalPolynomial().isSquarefree
  }
}

extension ExactMatrix {
  /// A − λ I.
  func subtractingFromDiagonal(_ value: Element) -> ExactMatrix {
    var result = self
    for i in 0..<min(rows, columns) { result[i, i] = result[i, i] - value }
    return result
  }
}

extension ExactMatrix where Element == QuadraticNumber {
  /// The basis of the space of the columns in which the last element of each column that is not zero is 1 and alone in its row:
  /// the one that is read off a reduced echelon form when the space is a kernel.
  fileprivate func reducedColumns() -> QuadraticMatrix {
    // The reduced echelon form of the columns as rows, read from the end.
    var reversed = QuadraticMatrix(columns, rows) { self[rows - 1 - $1, $0] }
    let pivots = reversed.eliminateForward(limit: rows)
    reversed.eliminateBackward(pivots)
    return QuadraticMatrix(rows, pivots.count) { reversed[pivots.count - 1 - $1, rows - 1 - $0] }
  }
}

extension QuadraticNumber {
  /// The order by real part, then by imaginary part.
  func precedes(_ other: QuadraticNumber) -> Bool {
    let order = realPart.compare(other.realPart) ?? 0
    return order != 0 ? order < 0 : (imaginaryPart.compare(other.imaginaryPart) ?? 0) < 0
  }
}
