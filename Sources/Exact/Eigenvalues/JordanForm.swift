// Diagonal and Jordan forms of matrices whose eigenvalues are rational or quadratic.

/// A diagonal form A = P D P⁻¹.
public struct Diagonalisation: Hashable, Sendable {
  /// P, with eigenvectors as columns.
  public let eigenvectors: QuadraticMatrix

  /// The eigenvalues in the order of the columns of P, those of D.
  public let eigenvalues: [QuadraticNumber]

  /// P⁻¹.
  public let inverse: QuadraticMatrix

  /// D.
  public var diagonal: QuadraticMatrix { .diagonal(eigenvalues) }
}

/// Whether a matrix has a diagonal form.
public enum Diagonalisability: Hashable, Sendable {
  case diagonalisable(Diagonalisation)
  /// These eigenvalues have fewer independent eigenvectors than their multiplicity.
  case defective([ExactEigenvalue])
}

/// A Jordan block: the eigenvalue on the diagonal and ones above it.
public struct JordanBlock: Hashable, Sendable {
  public let eigenvalue: QuadraticNumber
  public let size: Int
}

/// A Jordan form A = P J P⁻¹.
public struct JordanForm: Hashable, Sendable {
  /// The blocks of J from the top: by eigenvalue in the order of `ExactEigenSystem`, then by size, the largest first.
  public let blocks: [JordanBlock]

  /// P, whose columns are chains: A p₁ = λ p₁, A p₂ = λ p₂ + p₁ and so on for each block.
  public let transformation: QuadraticMatrix

  /// P⁻¹.
  public let inverse: QuadraticMatrix

  /// J.
  public var form: QuadraticMatrix {
    var diagonal: [QuadraticNumber] = []
    var isJoined: [Bool] = []
    for block in blocks {
      for i in 0..<block.size {
        diagonal.append(block.eigenvalue)
        isJoined.append(i > 0)
      }
    }
    return QuadraticMatrix(diagonal.count, diagonal.count) { i, j in
      i == j ? diagonal[i] : j == i + 1 && isJoined[j] ? 1 : 0
    }
  }
}

extension ExactMatrix where Element == BigRational {
  /// A diagonal form, or the eigenvalues that prevent one. Throws `eigenvaluesBeyondQuadratic` where the eigenvalues are no
  /// quadratic numbers; `isDiagonalisable` answers for all matrices.
  public func diagonalised() throws(ExactMatrixError) -> Diagonalisability { try eigenSystem().diagonalised() }

  /// The Jordan form. Throws `eigenvaluesBeyondQuadratic` where the eigenvalues are no quadratic numbers.
  ///
  /// Source: Horn and Johnson, Matrix Analysis, 2nd ed., section 3.1: chains that end in the kernels of powers of A − λ I.
  public func jordanForm() throws(ExactMatrixError) -> JordanForm {
    try cost(of: .jordanForm).require()
    return try eigenSystem().jordanForm()
  }
}

extension ExactEigenSystem {
  /// A diagonal form, or the eigenvalues that prevent one.
  public func diagonalised() throws(ExactMatrixError) -> Diagonalisability {
    try requireResolved()
    let defective = eigenvalues.filter { $0.geometricMultiplicity < $0.multiplicity }
    if !defective.isEmpty { return .defective(defective) }
    var vectors = QuadraticMatrix(matrix.rows, 0, [])
    var inverseRows: [QuadraticNumber] = []
    for eigenvalue in eigenvalues {
      vectors = try vectors.appending(columns: eigenvalue.eigenvectors)
      inverseRows += try matrix.dualBasis(of: eigenvalue.eigenvectors, eigenvalue.value, power: 1).elements
    }
    return .diagonalisable(
      Diagonalisation(
        eigenvectors: vectors,
        eigenvalues: eigenvalues.flatMap { Array(repeating: $0.value, count: $0.multiplicity) },
        inverse: QuadraticMatrix(matrix.rows, matrix.rows, inverseRows)))
  }

  /// The Jordan form.
  public func jordanForm() throws(ExactMatrixError) -> JordanForm {
    try requireResolved()
    var blocks: [JordanBlock] = []
    var transformation = QuadraticMatrix(matrix.rows, 0, [])
    var inverseRows: [QuadraticNumber] = []
    for eigenvalue in eigenvalues {
      let chains = try matrix.jordanChains(eigenvalue)
      blocks += chains.map { JordanBlock(eigenvalue: eigenvalue.value, size: $0.columns) }
      var basis = QuadraticMatrix(matrix.rows, 0, [])
      for chain in chains { basis = try basis.appending(columns: chain) }
      transformation = try transformation.appending(columns: basis)
      let longest = chains.first?.columns ?? 1
      inverseRows += try matrix.dualBasis(of: basis, eigenvalue.value, power: longest).elements
    }
    return JordanForm(
      blocks: blocks, transformation: transformation,
      inverse: QuadraticMatrix(matrix.rows, matrix.rows, inverseRows))
  }
}

extension ExactMatrix where Element == BigRational {
  /// For a basis V of the kernel of N = (A − λ I)^power, of which no vector is in the image of N: the rows W with W N = 0 and
  /// W V = I, which are the rows of P⁻¹ that belong to V.
  fileprivate func dualBasis(
    of basis: QuadraticMatrix, _ eigenvalue: QuadraticNumber, power: Int
  ) throws(ExactMatrixError) -> QuadraticMatrix {
    let left = try transposed.kernel(of: eigenvalue, power: power).transposed
    return try left.multiplied(by: basis).solve(left)
  }

  /// The Jordan chains of an eigenvalue as the columns of one matrix each, the longest first.
  fileprivate func jordanChains(_ eigenvalue: ExactEigenvalue) throws(ExactMatrixError) -> [QuadraticMatrix] {
    // The kernels of N = A − λ I, N², … until their dimension is the multiplicity.
    var kernels = [eigenvalue.eigenvectors]
    while let last = kernels.last, last.columns < eigenvalue.multiplicity {
      kernels.append(try kernel(of: eigenvalue.value, power: kernels.count + 1))
    }
    let nilpotent = QuadraticMatrix(self).subtractingFromDiagonal(eigenvalue.value)
    var chains: [[QuadraticMatrix]] = []
    for level in kernels.indices.reversed() {
      // Vectors of ker N^(level + 1) that are independent of ker N^level and of what the longer chains have there.
      var known = level > 0 ? kernels[level - 1] : QuadraticMatrix(rows, 0, [])
      for chain in chains { known = try known.appending(columns: chain[chain.count - 1 - level]) }
      var candidates = try known.appending(columns: kernels[level])
      let pivots = candidates.eliminateForward(limit: candidates.columns)
      for pivot in pivots where pivot.column >= known.columns {
        var chain = [kernels[level].selecting(columns: [pivot.column - known.columns])]
        for _ in 0..<level { chain.append(try nilpotent.multiplied(by: chain[chain.count - 1])) }
        chains.append(chain)
      }
    }
    var result: [QuadraticMatrix] = []
    for chain in chains {
      var columns = QuadraticMatrix(rows, 0, [])
      for vector in chain.reversed() { columns = try columns.appending(columns: vector) }
      result.append(columns)
    }
    return result
  }
}
