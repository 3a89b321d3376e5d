// Systems of linear equations: one solution, all solutions, or none.

/// All solutions of A x = b.
public enum LinearSolution: Hashable, Sendable {
  /// The only solution.
  case unique([BigRational])
  /// The solutions are `particular` plus all combinations of the columns of `nullspace`, as in `RationalMatrix.nullspace`; the
  /// free variables are zero in `particular`, and `free` are their indices.
  case general(particular: [BigRational], nullspace: RationalMatrix, free: [Int])
  /// There is no solution.
  case inconsistent
}

extension ExactMatrix where Element == BigRational {
  /// All solutions of A x = b, for a matrix of any shape.
  public func solutions(_ rightHandSide: [BigRational]) throws(ExactMatrixError) -> LinearSolution {
    let form = try augmentedForm(RationalMatrix(column: rightHandSide))
    if form.pivots.last == columns { return .inconsistent }
    var particular = [BigRational](repeating: 0, count: columns)
    for (i, pivot) in form.pivots.enumerated() { particular[pivot] = form.matrix[i, columns] }
    if form.rank == columns { return .unique(particular) }
    let free = nonPivots(form.pivots, columns: columns)
    var nullspace = RationalMatrix.zero(rows: columns, columns: free.count)
    for (k, column) in free.enumerated() {
      nullspace[column, k] = 1
      for (i, pivot) in form.pivots.enumerated() { nullspace[pivot, k] = -form.matrix[i, column] }
    }
    return .general(particular: particular, nullspace: nullspace, free: free)
  }

  /// The only X with A X = B. A may have more rows than columns; throws `singular` for a square matrix without inverse, else
  /// `inconsistent` or `notUnique`.
  public func solve(_ rightHandSides: RationalMatrix) throws(ExactMatrixError) -> RationalMatrix {
    let form = try augmentedForm(rightHandSides)
    let rank = form.pivots.count { $0 < columns }
    if isSquare && rank < columns { throw .singular }
    if form.rank > rank { throw .inconsistent }
    if rank < columns { throw .notUnique }
    return RationalMatrix(columns, rightHandSides.columns) { form.matrix[$0, columns + $1] }
  }

  /// The only x with A x = b; see `solve` for matrices.
  public func solve(_ rightHandSide: [BigRational]) throws(ExactMatrixError) -> [BigRational] {
    try solve(RationalMatrix(column: rightHandSide)).elements
  }

  private func augmentedForm(_ rightHandSides: RationalMatrix) throws(ExactMatrixError) -> ReducedEchelonForm {
    guard rows == rightHandSides.rows else {
      throw .dimensionMismatch("a \(rows)×\(columns) matrix and a right-hand side of \(rightHandSides.rows) rows do not fit")
    }
    return try appending(columns: rightHandSides).reducedRowEchelonForm()
  }
}

extension ExactMatrix where Element == BigInteger {
  /// All solutions of A x = b over ℚ.
  public func solutions(_ rightHandSide: [BigInteger]) throws(ExactMatrixError) -> LinearSolution {
    try RationalMatrix(self).solutions(rightHandSide.map { BigRational($0) })
  }

  /// The only x with A x = b over ℚ; see `RationalMatrix.solve`.
  public func solve(_ rightHandSide: [BigInteger]) throws(ExactMatrixError) -> [BigRational] {
    try RationalMatrix(self).solve(rightHandSide.map { BigRational($0) })
  }
}
