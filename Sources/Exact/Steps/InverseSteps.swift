// An inverse by elimination beside the identity, step by step.

/// The reduction of [A | I] to [I | A⁻¹].
public struct InverseSteps: Hashable, Sendable {
  public let matrix: RationalMatrix

  /// The reduction: only to echelon form if the matrix turns out to have no inverse.
  public let reduction: RowReduction<BigRational>

  /// The inverse, or `nil` if the left half has a row of zeros in echelon form.
  public let inverse: RationalMatrix?

  public var tex: String {
    guard let inverse else { return reduction.tex }
    return alignedTeX(["& " + reduction.tex, "& A^{-1} = \(inverse.tex)"])
  }

  /// The reduction; the inverse is its right half.
  public var text: String { reduction.text }
}

extension ExactMatrix where Element == BigRational {
  /// The inverse by elimination of [A | I], operation by operation.
  public func inverseSteps() throws(ExactMatrixError) -> InverseSteps {
    try requireSquare()
    let augmented = try appending(columns: .identity(rows))
    try augmented.cost(of: .steps).require()
    let reduction = RowReduction(augmented, bar: columns, isReduced: false)
    guard reduction.pivots.count == rows else { return InverseSteps(matrix: self, reduction: reduction, inverse: nil) }
    let whole = reduction.reduced()
    return InverseSteps(
      matrix: self, reduction: whole, inverse: whole.result.selecting(columns: Array(columns..<2 * columns)))
  }
}
