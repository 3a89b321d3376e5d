// A determinant by elimination, step by step.

/// An operation on the way to a triangle, and what it does to the determinant.
public struct DeterminantStep: Hashable, Sendable {
  /// An exchange of rows or the addition of a multiple.
  public let operation: RowOperation<BigRational>

  public let pivot: MatrixPosition

  /// The matrix after the operation.
  public let matrix: RationalMatrix

  /// The sign s with det A = s · det of the matrix: changed by each exchange.
  public let sign: Int
}

/// A determinant by elimination to a triangle.
public struct DeterminantSteps: Hashable, Sendable {
  public let matrix: RationalMatrix
  public let steps: [DeterminantStep]

  /// The diagonal of the matrix at the end, a triangle; it has a zero if the determinant is zero.
  public let diagonal: [BigRational]

  /// The determinant: the last sign times the product of the diagonal.
  public let value: BigRational

  /// The sign at the end.
  public var sign: Int { steps.last?.sign ?? 1 }

  public var tex: String {
    var lines = ["\(matrix.determinantTeX)"]
    for step in steps {
      lines.append(
        "&\\overset{\(step.operation.tex)}{=}\\; \(step.sign < 0 ? "-" : "")\(step.matrix.determinantTeX)")
    }
    if diagonal.isEmpty { return alignedTeX(["\(matrix.determinantTeX) &= 1"]) }
    let factors = diagonal.map { $0.signum < 0 ? "\\left(\($0.tex)\\right)" : $0.tex }
    lines.append("&= \(sign < 0 ? "-" : "")\(factors.joined(separator: " \\cdot ")) = \(value.tex)")
    return alignedTeX(lines)
  }
}

extension ExactMatrix where Element == BigRational {
  /// The determinant by elimination, operation by operation.
  public func determinantSteps() throws(ExactMatrixError) -> DeterminantSteps {
    try requireSquare()
    try cost(of: .steps).require()
    let reduction = RowReduction(self, isReduced: false)
    var sign = 1
    let steps = reduction.steps.map { step in
      if case .exchange = step.operation { sign = -sign }
      return DeterminantStep(operation: step.operation, pivot: step.pivot, matrix: step.matrix, sign: sign)
    }
    let diagonal = (0..<rows).map { reduction.result[$0, $0] }
    return DeterminantSteps(
      matrix: self, steps: steps, diagonal: diagonal, value: diagonal.reduce(BigRational(BigInteger(sign)), *))
  }
}
