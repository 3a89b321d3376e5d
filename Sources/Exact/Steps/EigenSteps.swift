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

  /// The polynomial as a product: `(\lambda - 3)^{2} (\lambda + 1)`.
  public var factoredTeX: String {
    let product = factors.map { factor in
      let text = factor.polynomial.tex
      let isTerm = factor.polynomial == .variable
      return (isTerm ? text : "\\left(\(text)\\right)") + (factor.multiplicity == 1 ? "" : "^{\(factor.multiplicity)}")
    }.joined(separator: " ")
    if factors.isEmpty { return constant.tex }
    return constant == 1 ? product : constant == -1 ? "-\(product)" : "\(constant.tex) \(product)"
  }

  public var tex: String {
    var lines = ["& A - \\lambda I = \(characteristicMatrix.tex)"]
    if let expansion {
      lines.append("& \(expansion.tex)")
    } else {
      lines.append("& \\det(A - \\lambda I) = \(polynomial.tex)")
    }
    lines.append("& \\phantom{\\det(A - \\lambda I)} = \(factoredTeX)")
    lines += eigenvectors.map { "& " + $0.tex }
    switch diagonalisability {
    case .diagonalisable(let form): lines.append("& P = \(form.eigenvectors.tex),\\quad D = \(form.diagonal.tex)")
    default: break
    }
    return alignedTeX(lines)
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
