// The factorisations A = L D Lᵀ and A = C Cᵀ of symmetric positive definite matrices, step by step.

/// One element of the Cholesky factor C, computed column by column.
public struct CholeskyEntry: Hashable, Sendable {
  public let position: MatrixPosition

  /// The element of A.
  public let element: BigRational

  /// The products of elements of C that are subtracted from it; they are rational.
  public let products: [BigRational]

  /// On the diagonal the square root of the difference, below it the difference over the diagonal element of the column.
  public let value: QuadraticNumber

  /// The diagonal element that is divided by, or `nil` on the diagonal.
  public let divisor: QuadraticNumber?

  /// As in `c_{2,2} = \sqrt{37 - 36} = 1`.
  public var tex: String {
    let sum = difference(tex: true)
    let formula = divisor.map { "\\frac{\(sum)}{\($0.tex)}" } ?? "\\sqrt{\(sum)}"
    return "c_{\(position.row + 1),\(position.column + 1)} = \(formula) = \(value.tex)"
  }

  /// As in `c(2,2) = √(37 - 36) = 1`.
  public var text: String {
    let sum = difference(tex: false)
    let grouped = products.isEmpty && element.signum >= 0 && element.isInteger ? sum : "(\(sum))"
    let formula = divisor.map { "\(grouped) / \(divisorText($0))" } ?? "√\(grouped)"
    return "c(\(position.row + 1),\(position.column + 1)) = \(formula) = \(value.text)"
  }

  private func difference(tex: Bool) -> String {
    var sum = SignedSum()
    for term in [element] + products.map({ -$0 }) {
      let (size, isNegative) = term.factor(tex: tex)
      sum.append(size, isNegative: isNegative)
    }
    return sum.text
  }
}

/// The factorisations of a symmetric positive definite matrix.
public struct CholeskySteps: Hashable, Sendable {
  public let matrix: RationalMatrix

  /// L of A = L D Lᵀ, with ones on its diagonal.
  public let lower: RationalMatrix

  /// The diagonal of D.
  public let diagonal: [BigRational]

  /// The elements of C, column by column, as the formulas give them.
  public let entries: [CholeskyEntry]

  /// C of A = C Cᵀ, a lower triangle with a positive diagonal: L √D.
  public let factor: QuadraticMatrix

  /// The elements of C one after the other, then C.
  public var tex: String { alignedTeX((entries.map(\.tex) + ["C = \(factor.tex)"]).map { "& " + $0 }) }

  /// The elements of C one after the other, then C.
  public var text: String { (entries.map(\.text) + ["C =\n\(factor)"]).joined(separator: "\n") }
}

extension ExactMatrix where Element == BigRational {
  /// A = L D Lᵀ = C Cᵀ for a symmetric positive definite matrix; throws `notSymmetric` or `notPositiveDefinite` with the order
  /// of the first leading minor that is not positive.
  public func choleskySteps() throws(ExactMatrixError) -> CholeskySteps {
    try requireSquare()
    guard isSymmetric else { throw .notSymmetric }
    try cost(of: .steps).require()
    var rest = self
    var lower = RationalMatrix.identity(rows)
    var diagonal: [BigRational] = []
    for j in 0..<rows {
      let pivot = rest[0, 0]
      guard pivot.signum > 0 else { throw .notPositiveDefinite(minor: j + 1) }
      let multipliers = (1..<max(rest.rows, 1)).map { rest[$0, 0] / pivot }
      for (i, multiplier) in multipliers.enumerated() { lower[j + 1 + i, j] = multiplier }
      let old = rest
      rest = RationalMatrix(old.rows - 1, old.rows - 1) { old[$0 + 1, $1 + 1] - multipliers[$0] * old[0, $1 + 1] }
      diagonal.append(pivot)
    }
    let roots = diagonal.map { QuadraticNumber(squareRootOf: $0) }
    let factor = QuadraticMatrix(rows, rows) { QuadraticNumber(lower[$0, $1]) * roots[$1] }
    var entries: [CholeskyEntry] = []
    for j in 0..<rows {
      for i in j..<rows {
        let products = (0..<j).map { lower[i, $0] * lower[j, $0] * diagonal[$0] }.filter { !$0.isZero }
        entries.append(
          CholeskyEntry(
            position: MatrixPosition(row: i, column: j), element: self[i, j], products: products, value: factor[i, j],
            divisor: i == j ? nil : roots[j]))
      }
    }
    return CholeskySteps(
      matrix: self, lower: lower, diagonal: diagonal, entries: entries, factor: factor)
  }
}
