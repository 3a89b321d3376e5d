// Matrices of integers of any size, over FLINT.
import CFLINT

/// A matrix of integers.
public typealias IntegerMatrix = ExactMatrix<BigInteger>

extension ExactMatrix where Element == BigInteger {
  /// The matrix of machine integers, row after row.
  public init(rows: Int, columns: Int, elements: [Int]) throws(ExactMatrixError) {
    try self.init(rows: rows, columns: columns, elements: elements.map { BigInteger($0) })
  }

  /// The matrix of these rows of machine integers.
  public init(_ rows: [[Int]]) throws(ExactMatrixError) { try self.init(rows.map { $0.map { BigInteger($0) } }) }

  /// The elements row after row as machine integers, or `nil` if one does not fit.
  public var words: [Int]? {
    var result: [Int] = []
    result.reserveCapacity(elements.count)
    for element in elements {
      guard let word = element.asInt else { return nil }
      result.append(word)
    }
    return result
  }

  /// The most bits of an element.
  public var bitWidth: Int { elements.reduce(0) { max($0, $1.bitWidth) } }

  /// The product A B.
  public func multiplied(by other: IntegerMatrix) throws(ExactMatrixError) -> IntegerMatrix {
    try requireProduct(other)
    try ExactCost.product(self, other).require()
    var left = FLINTIntegerMatrix(self)
    var right = FLINTIntegerMatrix(other)
    var result = FLINTIntegerMatrix(rows, other.columns)
    fmpz_mat_mul(&result.value, &left.value, &right.value)
    return result.take()
  }

  /// The product of the matrix and a column.
  public func multiplied(by column: [BigInteger]) throws(ExactMatrixError) -> [BigInteger] {
    try multiplied(by: IntegerMatrix(column: column)).elements
  }

  /// The power with an exponent that is not negative; A⁰ is the identity.
  public func power(_ exponent: Int) throws(ExactMatrixError) -> IntegerMatrix {
    try requireSquare()
    guard exponent >= 0 else { throw .invalidExponent(exponent) }
    try cost(of: .power(exponent)).require()
    var base = FLINTIntegerMatrix(self)
    var result = FLINTIntegerMatrix(rows, rows)
    fmpz_mat_pow(&result.value, &base.value, UInt(exponent))
    return result.take()
  }

  /// The determinant; 1 for the matrix without elements.
  public func determinant() throws(ExactMatrixError) -> BigInteger {
    try requireSquare()
    if rows == 0 { return 1 }
    try cost(of: .determinant).require()
    var matrix = FLINTIntegerMatrix(self)
    var result: fmpz = 0
    fmpz_mat_det(&result, &matrix.value)
    return BigInteger(owning: result)
  }

  /// The rank.
  public func rank() throws(ExactMatrixError) -> Int {
    if elements.isEmpty { return 0 }
    try cost(of: .rank).require()
    var matrix = FLINTIntegerMatrix(self)
    return Int(fmpz_mat_rank(&matrix.value))
  }

  /// The sum of the diagonal of a square matrix.
  public func trace() throws(ExactMatrixError) -> BigInteger {
    try requireSquare()
    return (0..<rows).reduce(0) { $0 + self[$1, $1] }
  }

  /// The inverse, of fractions; the matrix of order zero is its own.
  public func inverse() throws(ExactMatrixError) -> RationalMatrix {
    try requireSquare()
    if rows == 0 { return RationalMatrix(0, 0, []) }
    try cost(of: .inverse).require()
    var matrix = FLINTIntegerMatrix(self)
    var numerators = FLINTIntegerMatrix(rows, rows)
    var denominator: fmpz = 0
    defer { fmpz_clear(&denominator) }
    guard fmpz_mat_inv(&numerators.value, &denominator, &matrix.value) != 0 else { throw .singular }
    var result = FLINTRationalMatrix(rows, rows)
    fmpq_mat_set_fmpz_mat_div_fmpz(&result.value, &numerators.value, &denominator)
    return result.take()
  }

  /// det(λ I − A), monic with integer coefficients; 1 for the matrix without elements.
  public func characteristicPolynomial() throws(ExactMatrixError) -> RationalPolynomial {
    try polynomial(.characteristicPolynomial) { fmpz_mat_charpoly($0, $1) }
  }

  /// The monic polynomial p of least degree with p(A) = 0; it has integer coefficients.
  public func minimalPolynomial() throws(ExactMatrixError) -> RationalPolynomial {
    // FLINT 2.9 gives 1 for the matrix of zeros.
    if isSquare && rows > 0 && isZero { return .variable }
    return try polynomial(.minimalPolynomial) { fmpz_mat_minpoly($0, $1) }
  }

  private func polynomial(
    _ operation: ExactCost.Operation,
    _ compute: (UnsafeMutablePointer<fmpz_poly_struct>, UnsafePointer<fmpz_mat_struct>) -> Void
  ) throws(ExactMatrixError) -> RationalPolynomial {
    try requireSquare()
    if rows == 0 { return .one }
    try cost(of: operation).require()
    var matrix = FLINTIntegerMatrix(self)
    var result = FLINTPolynomial()
    compute(&result.value, &matrix.value)
    return RationalPolynomial(result.coefficients.map { BigRational($0) })
  }
}
