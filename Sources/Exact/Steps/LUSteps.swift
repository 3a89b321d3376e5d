// The factorisation P A = L U, step by step.

/// An operation of the factorisation, and the factors so far.
public struct LUStep: Hashable, Sendable {
  /// An exchange of rows or the addition of a multiple, whose negative goes into L.
  public let operation: RowOperation<BigRational>

  public let pivot: MatrixPosition

  /// The lower triangle so far.
  public let lower: RationalMatrix

  /// What becomes U.
  public let upper: RationalMatrix

  /// The rows of A in their order so far, counted from zero: row i of P A is row `order[i]` of A.
  public let order: [Int]
}

/// The factorisation P A = L U of a matrix of any shape: L is square with ones on its diagonal, and U is in echelon form.
/// Rows are exchanged only where a pivot would be zero.
public struct LUSteps: Hashable, Sendable {
  public let matrix: RationalMatrix
  public let steps: [LUStep]

  public let lower: RationalMatrix
  public let upper: RationalMatrix

  /// Row i of P A is row `order[i]` of A, counted from zero.
  public let order: [Int]

  /// P.
  public var permutation: RationalMatrix { RationalMatrix(order.count, order.count) { order[$0] == $1 ? 1 : 0 } }

  public var tex: String {
    var lines = ["& A = \(matrix.tex)"]
    for step in steps {
      lines.append("\\xrightarrow{\(step.operation.tex)}\\;& L = \(step.lower.tex),\\; U = \(step.upper.tex)")
    }
    let isPermuted = order != Array(order.indices)
    let product = "\(lower.tex) \(upper.tex)"
    lines.append(isPermuted ? "& P A = \(permutation.tex) A = \(product)" : "& A = \(product)")
    return alignedTeX(lines)
  }

  /// The operations with L and U after each, side by side, and the order of the rows at the end.
  public var text: String {
    let parts = steps.map { "\($0.operation)\n\(LUSteps.sideBySide($0.lower, $0.upper))" }
    let rows = order.map { "\($0 + 1)" }.joined(separator: ", ")
    return (["\(matrix)"] + parts + ["rows of A in P A: \(rows)"]).joined(separator: "\n\n")
  }

  private static func sideBySide(_ lower: RationalMatrix, _ upper: RationalMatrix) -> String {
    RationalMatrix(lower.rows, lower.columns + upper.columns) {
      $1 < lower.columns ? lower[$0, $1] : upper[$0, $1 - lower.columns]
    }.text(bar: lower.columns)
  }
}

extension ExactMatrix where Element == BigRational {
  /// The factorisation P A = L U, operation by operation.
  public func luSteps() throws(ExactMatrixError) -> LUSteps {
    try cost(of: .steps).require()
    let reduction = RowReduction(self, isReduced: false)
    var lower = RationalMatrix.identity(rows)
    var order = Array(0..<rows)
    let steps = reduction.steps.map { step in
      switch step.operation {
      case .exchange(let i, let j):
        order.swapAt(i, j)
        // The multipliers of the pivots before go with their rows.
        for k in 0..<step.pivot.row {
          (lower[i, k], lower[j, k]) = (lower[j, k], lower[i, k])
        }
      case .add(let multiple, let source, let target): lower[target, source] = -multiple
      case .scale: break
      }
      return LUStep(operation: step.operation, pivot: step.pivot, lower: lower, upper: step.matrix, order: order)
    }
    return LUSteps(matrix: self, steps: steps, lower: lower, upper: reduction.result, order: order)
  }
}
