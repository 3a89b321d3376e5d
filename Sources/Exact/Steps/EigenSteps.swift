// Eigenvalues and eigenvectors as a textbook computes them, step by step.

/// The eigenvectors of one eigenvalue.
public struct EigenvectorSteps: Hashable, Sendable {
  public let eigenvalue: ExactEigenvalue

  /// The reduction of A − λ I, from which the eigenvectors are read: one for each free variable.
  public let reduction: RowReduction<QuadraticNumber>

  public var tex: String {
    let vectors = (0..<eigenvalue.eigenvectors.columns).map { columnTeX(eigenvalue.eigenvectors.column($0)) }
    return alignedTeX([
      "& \\lambda = \(eigenvalue.value.tex):\\quad A - \\lambda I =", "& " + reduction.tex,
      "& v = " + vectors.joined(separator: ",\\; "),
    ])
  }

  public var text: String {
    let vectors = (0..<eigenvalue.eigenvectors.columns).map { columnText(eigenvalue.eigenvectors.column($0)) }
    return "λ = \(eigenvalue.value.text):\n\n\(reduction.text)\n\nv = \(vectors.joined(separator: ", "))"
  }
}

/// Eigenvalues and eigenvectors, step by step.
public struct EigenSteps: Hashable, Sendable {
  public let matrix: RationalMatrix

  /// A − λ I.
  public let characteristicMatrix: ExactMatrix<RationalPolynomial>

  /// det(A − λ I) by Sarrus' rule, up to order three.
  public let expansion: SarrusExpansion<RationalPolynomial>?

  /// det(A − λ I), with (−1)ⁿ before the highest power.
  public let polynomial: RationalPolynomial

  /// The constant and the factors of this polynomial; those of degree three or more have eigenvalues that are not shown.
  public let constant: BigRational
  public let factors: [PolynomialFactor]

  public let eigenvectors: [EigenvectorSteps]

  /// P and D of A = P D P⁻¹, or the eigenvalues that prevent it; `nil` if some eigenvalues are not quadratic.
  public let diagonalisability: Diagonalisability?

  /// The polynomial as a product: `\left(\lambda - 3\right)^{2} \lambda`.
  public var factoredTeX: String { factored(tex: true) }

  /// The polynomial as a product: `(λ - 3)^2 λ`.
  public var factoredText: String { factored(tex: false) }

  /// Whether the polynomial is more than one irreducible factor.
  private var isProduct: Bool { factors.count > 1 || (factors.first?.multiplicity ?? 1) > 1 }

  private func factored(tex: Bool) -> String {
    if factors.isEmpty { return tex ? constant.tex : constant.text }
    let product = factors.map { factor in
      let base = factor.polynomial.factor(tex: tex).text
      return factor.multiplicity == 1 ? base : tex ? "\(base)^{\(factor.multiplicity)}" : "\(base)^\(factor.multiplicity)"
    }.joined(separator: " ")
    let (size, isNegative) = constant.factor(tex: tex)
    return (isNegative ? "-" : "") + (size == "1" ? product : "\(size) \(product)")
  }

  /// A − λ I, its determinant expanded and factored, the eigenvectors of each eigenvalue, then P and D.
  public var tex: String {
    var lines = ["& A - \\lambda I = \(characteristicMatrix.tex)"]
    let product = isProduct ? " = \(factoredTeX)" : ""
    lines.append("& \(expansion?.tex ?? "\\det(A - \\lambda I) = \(polynomial.tex)")\(product)")
    lines += eigenvectors.map { "& " + $0.tex }
    if case .diagonalisable(let form) = diagonalisability {
      lines.append("& P = \(form.eigenvectors.tex),\\quad D = \(form.diagonal.tex)")
    }
    return alignedTeX(lines)
  }

  /// The same as text.
  public var text: String {
    var parts = ["A - λI =\n\(characteristicMatrix)"]
    parts.append("det(A - λI) = \(expansion?.text ?? polynomial.text)\(isProduct ? " = \(factoredText)" : "")")
    parts += eigenvectors.map(\.text)
    if case .diagonalisable(let form) = diagonalisability { parts += ["P =\n\(form.eigenvectors)", "D =\n\(form.diagonal)"] }
    return parts.joined(separator: "\n\n")
  }
}

extension ExactMatrix where Element == BigRational {
  /// The eigenvalues from the characteristic polynomial, and the eigenvectors of each by elimination.
  public func eigenSteps() throws(ExactMatrixError) -> EigenSteps {
    try requireSquare()
    try cost(of: .jordanForm).require()
    let system = try eigenSystem()
    let characteristic = ExactMatrix<RationalPolynomial>(rows, rows) { i, j in
      RationalPolynomial(i == j ? [self[i, j], -1] : [self[i, j]])
    }
    let monic = system.characteristicPolynomial
    let polynomial = rows % 2 == 0 ? monic : -monic
    let eigenvectors = system.eigenvalues.map { eigenvalue in
      EigenvectorSteps(
        eigenvalue: eigenvalue,
        reduction: RowReduction(QuadraticMatrix(self).subtractingFromDiagonal(eigenvalue.value)))
    }
    return EigenSteps(
      matrix: self, characteristicMatrix: characteristic, expansion: characteristic.sarrusExpansion,
      polynomial: polynomial, constant: polynomial.factored().constant, factors: system.factors,
      eigenvectors: eigenvectors, diagonalisability: system.unresolved.isEmpty ? try system.diagonalised() : nil)
  }
}
