// Matrices over ℚ(√d).

/// A matrix of quadratic numbers.
public typealias QuadraticMatrix = ExactMatrix<QuadraticNumber>

extension ExactMatrix where Element == QuadraticNumber {
  /// The same matrix as one of quadratic numbers.
  public init(_ matrix: RationalMatrix) { self = matrix.map { QuadraticNumber($0) } }

  /// The matrix of fractions that this is, or `nil` if an element is irrational.
  public var rationals: RationalMatrix? { elements.allSatisfy(\.isRational) ? map(\.rational) : nil }

  /// The product A B. The sums in it must be quadratic numbers, as they are for two matrices over one field; else this traps.
  public func multiplied(by other: QuadraticMatrix) throws(ExactMatrixError) -> QuadraticMatrix {
    if let left = rationals, let right = other.rationals { return QuadraticMatrix(try left.multiplied(by: right)) }
    return try productByDefinition(other)
  }

  /// A basis of {x : A x = 0} as columns, for elements of one field: one for each free variable, which is 1.
  public func nullspace() throws(ExactMatrixError) -> QuadraticMatrix {
    if let rationals { return QuadraticMatrix(try rationals.nullspace()) }
    var reduced = self
    let pivots = reduced.eliminateForward(limit: columns)
    reduced.eliminateBackward(pivots)
    return reduced.nullspaceOfReducedForm(pivots)
  }

  /// The only X with A X = B for a square A and elements of one field.
  func solve(_ rightHandSides: QuadraticMatrix) throws(ExactMatrixError) -> QuadraticMatrix {
    try requireSquare()
    var augmented = try appending(columns: rightHandSides)
    let pivots = augmented.eliminateForward(limit: columns)
    guard pivots.count == columns else { throw .singular }
    augmented.eliminateBackward(pivots)
    return augmented.selecting(columns: Array(columns..<augmented.columns))
  }
}
