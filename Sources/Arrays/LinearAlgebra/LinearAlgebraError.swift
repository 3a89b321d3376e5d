/// What can go wrong in linear algebra, as facts; indices count from one, as in the literature.
public enum LinearAlgebraError: Error, Hashable, Sendable {
  /// A zero pivot: U[pivot, pivot] of the factorisation or the triangle is exactly zero.
  case singular(pivot: Int)
  /// The leading principal minor of this order is not positive.
  case notPositiveDefinite(minor: Int)
  /// The shapes of the operands do not fit together; the text names them.
  case dimensionMismatch(String)
  /// The operation needs a square matrix.
  case notSquare(rows: Int, columns: Int)
  /// An iterative algorithm gave up; the text names it.
  case didNotConverge(String)
  /// The algorithm needs a matrix that equals its own adjoint.
  case notHermitian
  /// The matrix holds NaN or an infinity.
  case notFinite
  /// The operation needs a matrix or vector and got an array of this rank.
  case wrongRank(Int)
  /// The matrix needs more memory or larger indices than LAPACK can use.
  case tooLarge(rows: Int, columns: Int)
  /// The result needs more memory than half of what the machine has: this many bytes, or `nil` if that is not known.
  case tooMuchMemory(bytes: Int?)
  /// The function has no value here, for example the logarithm of a singular matrix; the text says why.
  case undefined(String)
}

extension LinearAlgebraError: CustomStringConvertible {
  /// A sentence fragment in lower case without a full stop.
  public var description: String {
    switch self {
    case .singular(let pivot): "the matrix is singular: pivot \(pivot) is zero"
    case .notPositiveDefinite(let minor): "the matrix is not positive definite: leading minor \(minor) is not positive"
    case .dimensionMismatch(let text): text
    case .notSquare(let rows, let columns): "the matrix is not square: it is \(rows)×\(columns)"
    case .didNotConverge(let name): "\(name) did not converge"
    case .notHermitian: "the matrix is not Hermitian"
    case .notFinite: "the matrix contains NaN or infinite elements"
    case .wrongRank(let rank): "an array of rank \(rank) is not a matrix"
    case .tooLarge(let rows, let columns): "a \(rows)×\(columns) matrix is too large for LAPACK"
    case .tooMuchMemory(let bytes?): "the result would need \(bytes >> 20) MB of memory, more than half of what there is"
    case .tooMuchMemory(nil): "the result would need more than half of the memory that there is"
    case .undefined(let text): text
    }
  }
}
