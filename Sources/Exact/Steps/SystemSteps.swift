// The solution of a linear system by elimination, step by step.

/// The computation of one variable from those after it.
public struct BackSubstitution: Hashable, Sendable {
  /// A variable that is known already, in a row of the echelon form.
  public struct Term: Hashable, Sendable {
    public let coefficient: BigRational
    public let variable: Int
    public let value: BigRational
  }

  /// The variable, counted from zero.
  public let variable: Int

  /// The row of the echelon form it comes from, whose right-hand side is `rightHandSide`.
  public let row: Int
  public let rightHandSide: BigRational

  /// The pivot that it is divided by.
  public let pivot: BigRational

  public let known: [Term]
  public let value: BigRational

  /// As in `x_{1} = \frac{5 - 3 \cdot 2}{4} = -\tfrac{1}{4}`.
  public var tex: String { written(tex: true) }

  /// As in `x1 = (5 - 3 · 2) / 4 = -1/4`.
  public var text: String { written(tex: false) }

  private func written(tex: Bool) -> String {
    let name = tex ? "x_{\(variable + 1)}" : "x\(variable + 1)"
    let result = tex ? value.tex : value.text
    var terms = SignedSum()
    if !rightHandSide.isZero || known.isEmpty {
      terms.append(tex ? rightHandSide.magnitude.tex : rightHandSide.magnitude.text, isNegative: rightHandSide.signum < 0)
    }
    for term in known {
      let (size, isNegative) = (-term.coefficient).factor(tex: tex)
      let value = tex ? parenthesisedTeX(term.value) : parenthesisedText(term.value)
      terms.append(size == "1" ? value : "\(size) \(tex ? "\\cdot" : "·") \(value)", isNegative: isNegative)
    }
    let sum = terms.text
    if pivot == 1 { return known.isEmpty ? "\(name) = \(result)" : "\(name) = \(sum) = \(result)" }
    if tex { return "\(name) = \\frac{\(sum)}{\(pivot.tex)} = \(result)" }
    return "\(name) = \(known.isEmpty ? sum : "(\(sum))") / \(divisorText(pivot)) = \(result)"
  }
}

/// The solution of A x = b by elimination.
public struct SystemSteps: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    /// One solution, by back substitution from the last variable up.
    case unique([BigRational], substitutions: [BackSubstitution])
    /// More than one; the reduction goes on to the reduced form, from which they are read. See `LinearSolution.general`.
    case general(particular: [BigRational], nullspace: RationalMatrix, free: [Int])
    /// None: this row of the echelon form says that zero is another number.
    case inconsistent(row: Int)
  }

  public let matrix: RationalMatrix
  public let rightHandSide: [BigRational]

  /// The reduction of the augmented matrix [A | b]: to echelon form, and further only where there are more solutions than one.
  public let reduction: RowReduction<BigRational>

  public let outcome: Outcome

  /// The reduction, then what follows from it.
  public var tex: String { alignedTeX(["& " + reduction.tex] + conclusionTeX.map { "& " + $0 }) }

  /// The reduction, then what follows from it.
  public var text: String {
    let lines: [String]
    switch outcome {
    case .unique(_, let substitutions): lines = substitutions.map(\.text)
    case .general(let particular, let nullspace, let free):
      let names = free.enumerated().map { "x\($1 + 1) = t\($0 + 1)" }
      let terms = free.indices.map { "t\($0 + 1) \(columnText(nullspace.column($0)))" }
      lines = [names.joined(separator: ", "), "x = " + ([columnText(particular)] + terms).joined(separator: " + ")]
    case .inconsistent(let row): lines = ["0 = \(reduction.result[row, matrix.columns].text)"]
    }
    return "\(reduction.text)\n\n\(lines.joined(separator: "\n"))"
  }

  /// The lines after the reduction.
  public var conclusionTeX: [String] {
    switch outcome {
    case .unique(let solution, let substitutions):
      return substitutions.map(\.tex) + ["x = \(columnTeX(solution))"]
    case .general(let particular, let nullspace, let free):
      let terms = free.indices.map { "t_{\($0 + 1)} \(columnTeX(nullspace.column($0)))" }
      let names = free.enumerated().map { "x_{\($1 + 1)} = t_{\($0 + 1)}" }
      let isZero = particular.allSatisfy(\.isZero)
      return [names.joined(separator: ",\\; ")]
        + ["x = " + ((isZero ? [] : [columnTeX(particular)]) + terms).joined(separator: " + ")]
    case .inconsistent(let row):
      return ["0 = \(reduction.result[row, matrix.columns].tex)"]
    }
  }
}

extension ExactMatrix where Element == BigRational {
  /// The solution of A x = b, step by step, for a matrix of any shape.
  public func solutionSteps(_ rightHandSide: [BigRational]) throws(ExactMatrixError) -> SystemSteps {
    guard rows == rightHandSide.count else {
      throw .dimensionMismatch("a \(rows)×\(columns) matrix and a right-hand side of \(rightHandSide.count) rows do not fit")
    }
    let augmented = try appending(columns: RationalMatrix(column: rightHandSide))
    try augmented.cost(of: .steps).require()
    var reduction = RowReduction(augmented, bar: columns, isReduced: false)
    let echelon = reduction.result
    let rank = reduction.pivots.count
    let outcome: SystemSteps.Outcome
    if let row = (rank..<max(rows, rank)).first(where: { !echelon[$0, columns].isZero }) {
      outcome = .inconsistent(row: row)
    } else if rank == columns {
      let substitutions = echelon.backSubstitutions(reduction.pivots)
      outcome = .unique(substitutions.reversed().map(\.value), substitutions: substitutions)
    } else {
      reduction = reduction.reduced()
      let reduced = reduction.result
      var particular = [BigRational](repeating: 0, count: columns)
      for pivot in reduction.pivots { particular[pivot.column] = reduced[pivot.row, columns] }
      let coefficients = reduced.selecting(columns: Array(0..<columns))
      outcome = .general(
        particular: particular, nullspace: coefficients.nullspaceOfReducedForm(reduction.pivots),
        free: nonPivots(reduction.pivots.map(\.column), columns: columns))
    }
    return SystemSteps(matrix: self, rightHandSide: rightHandSide, reduction: reduction, outcome: outcome)
  }

  /// For an augmented echelon form with a pivot in each column but the last.
  private func backSubstitutions(_ pivots: [MatrixPosition]) -> [BackSubstitution] {
    var values = [BigRational](repeating: 0, count: columns - 1)
    return pivots.reversed().map { pivot in
      let (row, variable) = (pivot.row, pivot.column)
      let known = (variable + 1..<max(columns - 1, variable + 1)).filter { !self[row, $0].isZero }.map {
        BackSubstitution.Term(coefficient: self[row, $0], variable: $0, value: values[$0])
      }
      let sum = known.reduce(self[row, columns - 1]) { $0 - $1.coefficient * $1.value }
      values[variable] = sum / self[row, variable]
      return BackSubstitution(
        variable: variable, row: row, rightHandSide: self[row, columns - 1], pivot: self[row, variable], known: known,
        value: values[variable])
    }
  }
}
