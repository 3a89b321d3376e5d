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
    var lines = steps.map { step in
      "&\\overset{\(step.operation.tex)}{=}\\; \(step.sign < 0 ? "-" : "")\(step.matrix.determinantTeX)"
    }
    lines.append("&= \(productOfDiagonal(times: " \\cdot ", parenthesisedTeX))\(value.tex)")
    lines[0] = "\(matrix.determinantTeX) \(lines[0])"
    return alignedTeX(lines)
  }

  /// The matrices as text with the operations and the sign before them.
  public var text: String {
    let parts = steps.map { "\($0.operation), det A = \($0.sign < 0 ? "-" : "")det\n\($0.matrix)" }
    return (["\(matrix)"] + parts + ["det A = \(productOfDiagonal(times: " · ", parenthesisedText))\(value.text)"])
      .joined(separator: "\n\n")
  }

  /// The sign and the factors up to the equals sign before the value; nothing for the matrix without elements.
  private func productOfDiagonal(times sign: String, _ written: (BigRational) -> String) -> String {
    if diagonal.count < 2 { return "" }
    return "\(self.sign < 0 ? "-" : "")\(diagonal.map(written).joined(separator: sign)) = "
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
