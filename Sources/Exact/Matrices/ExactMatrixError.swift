/// What can go wrong with exact matrices, as facts; indices count from one, as in the literature.
public enum ExactMatrixError: Error, Hashable, Sendable {
  /// The operation needs a square matrix.
  case notSquare(rows: Int, columns: Int)
  /// The shapes of the operands do not fit together; the text names them.
  case dimensionMismatch(String)
  /// The matrix has no inverse.
  case singular
  /// The linear system has no solution.
  case inconsistent
  /// The linear system has more than one solution.
  case notUnique
  /// The algorithm needs a matrix that equals its transpose.
  case notSymmetric
  /// The leading principal minor of this order is not positive.
  case notPositiveDefinite(minor: Int)
  /// An exponent beyond the function's range.
  case invalidExponent(Int)
  /// The work would need this many bytes for its numbers, more than it may.
  case tooLarge(bytes: Int)
  /// Some eigenvalues are roots of these irreducible polynomials of degree three or more.
  case eigenvaluesBeyondQuadratic([RationalPolynomial])
  /// The polynomial has multiple roots, which no disc can hold alone.
  case multipleRoots
  /// The search for isolated roots gave up at this precision.
  case rootsNotIsolated(precision: Int)
}

extension ExactMatrixError: CustomStringConvertible {
  /// A sentence fragment in lower case without a full stop.
  public var description: String {
    switch self {
    case .notSquare(let rows, let columns): "the matrix is not square: it is \(rows)×\(columns)"
    case .dimensionMismatch(let text): text
    case .singular: "the matrix is singular"
    case .inconsistent: "the linear system has no solution"
    case .notUnique: "the linear system has more than one solution"
    case .notSymmetric: "the matrix is not symmetric"
    case .notPositiveDefinite(let minor): "the matrix is not positive definite: leading minor \(minor) is not positive"
    case .invalidExponent(let exponent): "a matrix cannot be raised to the power \(exponent) here"
    case .tooLarge(let bytes): "the exact computation would need about \(bytes) bytes"
    case .eigenvaluesBeyondQuadratic(let factors):
      "the eigenvalues are roots of irreducible polynomials of degree three or more: "
        + factors.map { $0.text(variable: "λ") }.joined(separator: ", ")
    case .multipleRoots: "the polynomial has multiple roots"
    case .rootsNotIsolated(let precision): "the roots could not be told apart with \(precision) bits"
    }
  }
}
