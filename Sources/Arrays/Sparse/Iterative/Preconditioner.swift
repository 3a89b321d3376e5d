// Cheap approximations of inverses, which make iterations converge faster.
import ComplexModule

/// An approximation M⁻¹ of the inverse of a matrix that an iteration applies to its residuals.
public enum Preconditioner<Element: LinearAlgebraScalar> {
  /// The identity.
  case none
  /// Division by a diagonal, given by its inverses.
  case diagonal(Vector<Element>)
  /// (L Lᴴ)⁻¹ for a lower triangular L.
  case triangular(SparseMatrix<Element>)
  /// Any map: a Hermitian positive definite one for conjugate gradients.
  case map(LinearMap<Element>)

  /// Jacobi's: division by the diagonal of the matrix. Throws `singular` if an element of it is zero.
  public static func jacobi(_ matrix: SparseMatrix<Element>) throws(LinearAlgebraError) -> Preconditioner {
    try matrix.requireSquare()
    let diagonal = matrix.diagonal()
    if let zero = diagonal.elements.firstIndex(of: .zero) { throw .singular(pivot: zero + 1) }
    return .diagonal(diagonal.map { 1 / $0 })
  }

  /// Incomplete Cholesky without fill: L has the places of the lower triangle of the matrix, which must be Hermitian
  /// (Meijerink & van der Vorst 1977).
  ///
  /// If a pivot is not positive, a multiple of the diagonal is added first, ever more until there is none (Manteuffel 1980).
  /// Throws `notPositiveDefinite` if the diagonal itself is not positive.
  public static func incompleteCholesky(_ matrix: SparseMatrix<Element>) throws(LinearAlgebraError) -> Preconditioner {
    try matrix.requireSquare()
    guard matrix.isFinite else { throw .notFinite }
    let diagonal = matrix.diagonal()
    if let minor = diagonal.elements.firstIndex(where: { !($0.realPart > 0) }) {
      throw .notPositiveDefinite(minor: minor + 1)
    }
    let lower = matrix.lowerTriangle()
    var shift = 0.0
    while shift < 1e6 {
      let factor = lower.mapStored { $0 }
      for j in 0..<factor.columns { factor.values.pointer[factor.range(j).lowerBound] *= Element(real: 1 + shift) }
      if factor.factorIncompletely() { return .triangular(factor) }
      shift = shift == 0 ? 1e-3 : 2 * shift
    }
    throw .notPositiveDefinite(minor: 0)
  }

  /// M⁻¹ r.
  func apply(_ r: Vector<Element>) throws -> Vector<Element> {
    switch self {
    case .none: return r
    case .diagonal(let inverses):
      guard inverses.count == r.count else {
        throw LinearAlgebraError.dimensionMismatch(
          "a preconditioner of order \(inverses.count) does not fit \(r.count) equations")
      }
      let z = r.copied()
      VectorSteps.multiply(z, by: inverses)
      return z
    case .triangular(let lower):
      guard lower.rows == r.count else {
        throw LinearAlgebraError.dimensionMismatch(
          "a preconditioner of order \(lower.rows) does not fit \(r.count) equations")
      }
      let z = r.copied()
      lower.substitute(.lower, .none, z.pointer)
      lower.substitute(.lower, .adjoint, z.pointer)
      return z
    case .map(let map):
      let z = try map(r)
      guard z.shape == r.shape else {
        throw LinearAlgebraError.dimensionMismatch("the preconditioner made an array of shape \(z.shape) of \(r.count) elements")
      }
      return z
    }
  }
}

extension SparseMatrix {
  /// Replaces this lower triangular matrix by the incomplete factor L with its places; false if a pivot is not positive.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  fileprivate func factorIncompletely() -> Bool {
    let (row, a) = (rowIndices.buffer.baseAddress, values.pointer)
    for k in 0..<columns {
      let (start, end) = (range(k).lowerBound, range(k).upperBound)
      let pivot = a[start].realPart
      guard pivot > 0, pivot.isFinite else { return false }
      let root = pivot.squareRoot()
      a[start] = Element(real: root)
      for p in start + 1..<max(end, start + 1) { a[p] /= Element(real: root) }
      for p in start + 1..<max(end, start + 1) {
        // Column row[p] loses what this column gives, where it has a place.
        let factor = a[p].conjugated
        var (q, t) = (range(row[p]).lowerBound, p)
        let qEnd = range(row[p]).upperBound
        while q < qEnd, t < end {
          if row[q] == row[t] {
            a[q] -= a[t] * factor
            (q, t) = (q + 1, t + 1)
          } else if row[q] < row[t] {
            q += 1
          } else {
            t += 1
          }
        }
      }
    }
    return true
  }
}
