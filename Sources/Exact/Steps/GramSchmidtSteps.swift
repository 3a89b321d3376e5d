// The factorisation A = Q R by Gram and Schmidt's orthogonalisation, step by step.

/// One column made orthogonal to those before.
public struct GramSchmidtStep: Hashable, Sendable {
  /// The part of the column along an earlier orthogonal vector.
  public struct Projection: Hashable, Sendable {
    /// The column of A that the orthogonal vector u came from.
    public let column: Int
    /// a · u
    public let product: BigRational
    /// u · u
    public let square: BigRational
    /// (a · u) / (u · u)
    public var coefficient: BigRational { product / square }
  }

  /// The column of A, counted from zero.
  public let column: Int

  /// Its elements a.
  public let vector: [BigRational]

  public let projections: [Projection]

  /// u = a − Σ coefficient · u′; zero if the column depends on those before.
  public let orthogonal: [BigRational]

  /// u · u
  public let square: BigRational

  /// √(u · u)
  public let norm: QuadraticNumber

  /// u / √(u · u), or `nil` for u = 0, which gives no column of Q.
  public let unit: [QuadraticNumber]?

  /// As in `u_{2} = a_{2} - \tfrac{a_{2} \cdot u_{1}}{u_{1} \cdot u_{1}} u_{1} = …`.
  public var tex: [String] {
    let j = column + 1
    var formula = "u_{\(j)} = a_{\(j)}"
    var numbers = columnTeX(vector)
    for projection in projections {
      let i = projection.column + 1
      formula += " - \\frac{a_{\(j)} \\cdot u_{\(i)}}{u_{\(i)} \\cdot u_{\(i)}} u_{\(i)}"
      let (size, isNegative) = (-projection.coefficient).factor(tex: true)
      numbers += "\(isNegative ? " - " : " + ")\(size == "1" ? "" : size + " ")u_{\(i)}"
    }
    let value = projections.isEmpty ? "" : " = \(columnTeX(orthogonal))"
    var lines = ["\(formula) = \(numbers)\(value)"]
    if let unit { lines.append("\\lVert u_{\(j)} \\rVert = \(norm.tex),\\quad q_{\(j)} = \(columnTeX(unit))") }
    return lines
  }

  /// As in `u2 = a2 - 1/2 u1 = [1/2, -1/2, 1]`.
  public var text: String {
    let j = column + 1
    var sum = SignedSum()
    sum.append("a\(j)", isNegative: false)
    for projection in projections {
      let (size, isNegative) = (-projection.coefficient).factor(tex: false)
      sum.append("\(size == "1" ? "" : size + " ")u\(projection.column + 1)", isNegative: isNegative)
    }
    let line = "u\(j) = \(sum.text) = \(columnText(orthogonal))"
    return unit.map { "\(line)\n‖u\(j)‖ = \(norm.text), q\(j) = \(columnText($0))" } ?? line
  }
}

/// The factorisation A = Q R, Q with orthonormal columns.
public struct GramSchmidtSteps: Hashable, Sendable {
  public let matrix: RationalMatrix
  public let steps: [GramSchmidtStep]

  /// Q: as many columns as the rank. Each column is rational times one square root.
  public let orthonormal: QuadraticMatrix

  /// R: an echelon form with positive pivots, upper triangular if the columns are independent.
  public let triangle: QuadraticMatrix

  public var tex: String {
    alignedTeX(
      steps.flatMap(\.tex).map { "& " + $0 } + ["& Q = \(orthonormal.tex),\\quad R = \(triangle.tex)"])
  }

  /// The columns one after the other, then Q and R.
  public var text: String {
    (steps.map(\.text) + ["Q =\n\(orthonormal)", "R =\n\(triangle)"]).joined(separator: "\n\n")
  }
}

extension ExactMatrix where Element == BigRational {
  /// A = Q R by orthogonalising the columns from left to right, each against the orthogonal vectors before.
  ///
  /// Source: Strang, Introduction to Linear Algebra, section 4.4.
  public func gramSchmidtSteps() throws(ExactMatrixError) -> GramSchmidtSteps {
    try cost(of: .steps).require()
    var steps: [GramSchmidtStep] = []
    for j in 0..<columns {
      let vector = column(j)
      var orthogonal = vector
      var projections: [GramSchmidtStep.Projection] = []
      for earlier in steps where !earlier.square.isZero {
        let product = dot(vector, earlier.orthogonal)
        if product.isZero { continue }
        let projection = GramSchmidtStep.Projection(column: earlier.column, product: product, square: earlier.square)
        projections.append(projection)
        let coefficient = projection.coefficient
        for i in orthogonal.indices { orthogonal[i] -= coefficient * earlier.orthogonal[i] }
      }
      let square = dot(orthogonal, orthogonal)
      let norm = QuadraticNumber(squareRootOf: square)
      let unit = norm.reciprocal.map { inverse in orthogonal.map { QuadraticNumber($0) * inverse } }
      steps.append(
        GramSchmidtStep(
          column: j, vector: vector, projections: projections, orthogonal: orthogonal, square: square, norm: norm,
          unit: unit))
    }
    let kept = steps.filter { $0.unit != nil }
    let units = kept.compactMap(\.unit)
    let orthonormal = QuadraticMatrix(rows, units.count) { units[$1][$0] }
    let triangle = QuadraticMatrix(kept.count, columns) { i, j in
      // q · a = (u · a) / √(u · u)
      if j < kept[i].column { return 0 }
      if j == kept[i].column { return kept[i].norm }
      let product = steps[j].projections.first { $0.column == kept[i].column }?.product ?? 0
      return QuadraticNumber(product) / kept[i].norm
    }
    return GramSchmidtSteps(matrix: self, steps: steps, orthonormal: orthonormal, triangle: triangle)
  }
}

func dot(_ left: [BigRational], _ right: [BigRational]) -> BigRational {
  zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
}
