// Matrices of fractions, over FLINT.
import CFLINT

/// A matrix of fractions.
public typealias RationalMatrix = ExactMatrix<BigRational>

extension ExactMatrix where Element == BigRational {
  /// The same matrix as one of fractions.
  public init(_ matrix: IntegerMatrix) { self = matrix.map { BigRational($0) } }

  /// The matrix of integers that this is, or `nil` if an element is not one.
  public var integers: IntegerMatrix? { elements.allSatisfy(\.isInteger) ? map(\.numerator) : nil }

  /// The integer matrix whose rows are this one's times the least factors that clear their denominators.
  func clearingRows() -> (matrix: IntegerMatrix, factors: [BigInteger]) {
    let factors = (0..<rows).map { i in
      row(i).reduce(BigInteger(1)) { $1.isInteger ? $0 : $0.leastCommonMultiple($1.denominator) }
    }
    let matrix = IntegerMatrix(rows, columns) { i, j in
      self[i, j].numerator * (factors[i] / self[i, j].denominator)
    }
    return (matrix, factors)
  }

  /// The product A B.
  public func multiplied(by other: RationalMatrix) throws(ExactMatrixError) -> RationalMatrix {
    try requireProduct(other)
    try ExactCost.product(self, other).require()
    var left = FLINTRationalMatrix(self)
    var right = FLINTRationalMatrix(other)
    var result = FLINTRationalMatrix(rows, other.columns)
    fmpq_mat_mul(&result.value, &left.value, &right.value)
    return result.take()
  }

  /// The product of the matrix and a column.
  public func multiplied(by column: [BigRational]) throws(ExactMatrixError) -> [BigRational] {
    try multiplied(by: RationalMatrix(column: column)).elements
  }

  /// The power; a negative exponent needs an inverse. A⁰ is the identity.
  public func power(_ exponent: Int) throws(ExactMatrixError) -> RationalMatrix {
    try requireSquare()
    guard exponent > .min else { throw .invalidExponent(exponent) }
    if exponent < 0 { return try inverse().power(-exponent) }
    if let integers { return RationalMatrix(try integers.power(exponent)) }
    try cost(of: .power(exponent)).require()
    // By squaring, from the leading bit down.
    var result = RationalMatrix.identity(rows)
    for bit in (0..<Int.bitWidth - exponent.leadingZeroBitCount).reversed() {
      result = try result.multiplied(by: result)
      if exponent >> bit & 1 == 1 { result = try result.multiplied(by: self) }
    }
    return result
  }

  /// The determinant; 1 for the matrix without elements.
  public func determinant() throws(ExactMatrixError) -> BigRational {
    try requireSquare()
    try cost(of: .determinant).require()
    let (matrix, factors) = clearingRows()
    return BigRational(reducing: try matrix.determinant(), factors.reduce(1, *))
  }

  /// The rank.
  public func rank() throws(ExactMatrixError) -> Int {
    try cost(of: .rank).require()
    return try clearingRows().matrix.rank()
  }

  /// The sum of the diagonal of a square matrix.
  public func trace() throws(ExactMatrixError) -> BigRational {
    try requireSquare()
    return (0..<rows).reduce(0) { $0 + self[$1, $1] }
  }

  /// The inverse; the matrix of order zero is its own.
  public func inverse() throws(ExactMatrixError) -> RationalMatrix {
    try requireSquare()
    try cost(of: .inverse).require()
    // A = F⁻¹ B with the factors F of the rows, so A⁻¹ = B⁻¹ F.
    let (matrix, factors) = clearingRows()
    let inverse = try matrix.inverse()
    return RationalMatrix(rows, rows) { inverse[$0, $1] * BigRational(factors[$1]) }
  }

  /// det(λ I − A), monic; 1 for the matrix without elements.
  public func characteristicPolynomial() throws(ExactMatrixError) -> RationalPolynomial {
    try polynomial(.characteristicPolynomial) { (matrix) throws(ExactMatrixError) in try matrix.characteristicPolynomial() }
  }

  /// The monic polynomial p of least degree with p(A) = 0.
  public func minimalPolynomial() throws(ExactMatrixError) -> RationalPolynomial {
    try polynomial(.minimalPolynomial) { (matrix) throws(ExactMatrixError) in try matrix.minimalPolynomial() }
  }

  /// From the integer matrix d A with the common denominator d: a root μ of its polynomial is d times one of A's.
  private func polynomial(
    _ operation: ExactCost.Operation, _ compute: (IntegerMatrix) throws(ExactMatrixError) -> RationalPolynomial
  ) throws(ExactMatrixError) -> RationalPolynomial {
    try requireSquare()
    try cost(of: operation).require()
    let denominator = elements.reduce(BigInteger(1)) { $1.isInteger ? $0 : $0.leastCommonMultiple($1.denominator) }
    let polynomial = try compute(map { $0.numerator * (denominator / $0.denominator) })
    var scale = BigInteger(1)
    var coefficients: [BigRational] = []
    for coefficient in polynomial.coefficients.reversed() {
      coefficients.append(BigRational(reducing: coefficient.numerator, scale))
      scale *= denominator
    }
    return RationalPolynomial(coefficients.reversed())
  }
}
