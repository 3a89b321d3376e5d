// The reduction of a matrix to echelon form, operation by operation.

/// One operation of an elimination.
public struct EliminationStep<Element: ExactField>: Hashable, Sendable {
  public let operation: RowOperation<Element>

  /// The pivot that the operation belongs to.
  public let pivot: MatrixPosition

  public let phase: EliminationPhase

  /// The matrix after the operation.
  public let matrix: ExactMatrix<Element>
}

/// The reduction of a matrix to echelon form as a textbook shows it.
///
/// The forward phase goes down: in each column the first row with an element other than zero is taken for the pivot, exchanged
/// only if the element in the pivot's place is zero, and the elements below are cleared by adding multiples. The backward phase
/// goes up from the last pivot: each is made 1 and the elements above it are cleared. Operations that change nothing are left
/// out. (Lay, Linear Algebra and Its Applications, section 1.2.)
public struct RowReduction<Element: ExactField>: Hashable, Sendable {
  /// The matrix at the beginning.
  public let start: ExactMatrix<Element>

  /// The column before which the bar of an augmented matrix stands; pivots are looked for left of it.
  public let bar: Int?

  public let steps: [EliminationStep<Element>]

  /// The places of the pivots from the top.
  public let pivots: [MatrixPosition]

  /// The matrix at the end.
  public var result: ExactMatrix<Element> { steps.last?.matrix ?? start }

  /// Reduces a matrix.
  ///
  /// - Parameters:
  ///   - bar: the column before which the bar of an augmented matrix stands.
  ///   - isReduced: whether the backward phase is wanted as well.
  init(_ matrix: ExactMatrix<Element>, bar: Int? = nil, isReduced: Bool = true) {
    start = matrix
    self.bar = bar
    var steps: [EliminationStep<Element>] = []
    var current = matrix
    pivots = current.eliminateForward(limit: bar ?? matrix.columns) { operation, pivot, matrix in
      steps.append(EliminationStep(operation: operation, pivot: pivot, phase: .forward, matrix: matrix))
    }
    if isReduced {
      current.eliminateBackward(pivots) { operation, pivot, matrix in
        steps.append(EliminationStep(operation: operation, pivot: pivot, phase: .backward, matrix: matrix))
      }
    }
    self.steps = steps
  }

  /// The same reduction with its backward phase.
  func reduced() -> RowReduction { RowReduction(start, bar: bar) }

  /// The matrices with the operations above the arrows between them.
  public var tex: String {
    alignedTeX(
      ["& " + start.tex(bar: bar)]
        + steps.map { "\\xrightarrow{\($0.operation.tex)}\\;& " + $0.matrix.tex(bar: bar) })
  }

  /// The matrices as text with the operations before them.
  public var text: String {
    ([start.text(bar: bar)] + steps.map { "\($0.operation)\n\($0.matrix.text(bar: bar))" }).joined(separator: "\n\n")
  }
}

extension ExactMatrix where Element == BigRational {
  /// The operations that lead to the reduced row echelon form.
  public func rowReductionSteps() throws(ExactMatrixError) -> RowReduction<BigRational> {
    try cost(of: .steps).require()
    return RowReduction(self)
  }
}
