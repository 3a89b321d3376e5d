// The reduced row echelon form over ℚ, and the null space and the column space, which are read off it.
import CFLINT

/// The reduced row echelon form of a matrix.
public struct ReducedEchelonForm: Hashable, Sendable {
  /// The form: each row begins with a 1 that is alone in its column, further right than that of the row above; rows of zeros
  /// come last.
  public let matrix: RationalMatrix

  /// The columns of these ones, in ascending order; their number is the rank.
  public let pivots: [Int]

  public var rank: Int { pivots.count }

  /// The other columns, those of the variables that can be chosen freely.
  public var freeColumns: [Int] { nonPivots(pivots, columns: matrix.columns) }
}

func nonPivots(_ pivots: [Int], columns: Int) -> [Int] {
  var isPivot = [Bool](repeating: false, count: columns)
  for pivot in pivots { isPivot[pivot] = true }
  return (0..<columns).filter { !isPivot[$0] }
}

extension ExactMatrix where Element == BigInteger {
  /// The reduced row echelon form over ℚ.
  public func reducedRowEchelonForm() throws(ExactMatrixError) -> ReducedEchelonForm {
    if elements.isEmpty { return ReducedEchelonForm(matrix: RationalMatrix(self), pivots: []) }
    try cost(of: .reducedRowEchelonForm).require()
    let (numerators, denominator, pivots) = fractionFreeEchelonForm()
    return ReducedEchelonForm(
      matrix: numerators.map { $0.isZero ? 0 : BigRational(reducing: $0, denominator) }, pivots: pivots)
  }

  /// The form times its common denominator, which is not zero.
  private func fractionFreeEchelonForm() -> (numerators: IntegerMatrix, denominator: BigInteger, pivots: [Int]) {
    var matrix = FLINTIntegerMatrix(self)
    var result = FLINTIntegerMatrix(rows, columns)
    var denominator: fmpz = 0
    let rank = Int(fmpz_mat_rref(&result.value, &denominator, &matrix.value))
    let form = result.take()
    var pivots: [Int] = []
    for i in 0..<rank {
      var column = (pivots.last ?? -1) + 1
      while form[i, column].isZero { column += 1 }
      pivots.append(column)
    }
    return (form, rank == 0 ? 1 : BigInteger(owning: denominator), pivots)
  }

  /// A basis of {x : A x = 0} over ℚ as columns, one for each free variable in ascending order: that variable is positive, the
  /// other free ones are zero, and the elements are integers without common divisor. No columns if only 0 is mapped to 0.
  public func nullspace() throws(ExactMatrixError) -> IntegerMatrix {
    if rows == 0 { return try .identityWithinMemory(columns) }
    if columns == 0 { return IntegerMatrix(0, 0, []) }
    try cost(of: .nullspace).require()
    let (form, denominator, pivots) = fractionFreeEchelonForm()
    let free = nonPivots(pivots, columns: columns)
    var basis = IntegerMatrix.zero(rows: columns, columns: free.count)
    for (k, column) in free.enumerated() {
      var divisor = denominator.magnitude
      for i in pivots.indices where divisor != 1 { divisor = divisor.greatestCommonDivisor(form[i, column]) }
      let signed = denominator.isNegative ? -divisor : divisor
      basis[column, k] = denominator / signed
      for (i, pivot) in pivots.enumerated() { basis[pivot, k] = -form[i, column] / signed }
    }
    return basis
  }

  /// A basis of the space that the columns span: those columns of the matrix in which a pivot stands.
  public func columnSpace() throws(ExactMatrixError) -> IntegerMatrix {
    selecting(columns: try reducedRowEchelonForm().pivots)
  }
}

extension ExactMatrix where Element == BigRational {
  /// The reduced row echelon form.
  public func reducedRowEchelonForm() throws(ExactMatrixError) -> ReducedEchelonForm {
    try cost(of: .reducedRowEchelonForm).require()
    return try clearingRows().matrix.reducedRowEchelonForm()
  }

  /// A basis of {x : A x = 0} as columns, one for each free variable in ascending order: that variable is 1 and the other free
  /// ones are zero. `IntegerMatrix.nullspace` of the matrix with cleared denominators has multiples of the same columns.
  public func nullspace() throws(ExactMatrixError) -> RationalMatrix {
    if rows == 0 { return try .identityWithinMemory(columns) }
    let form = try reducedRowEchelonForm()
    return form.matrix.nullspaceOfReducedForm(form.pivots.enumerated().map { MatrixPosition(row: $0, column: $1) })
  }

  /// A basis of the space that the columns span: those columns of the matrix in which a pivot stands.
  public func columnSpace() throws(ExactMatrixError) -> RationalMatrix {
    selecting(columns: try reducedRowEchelonForm().pivots)
  }
}
