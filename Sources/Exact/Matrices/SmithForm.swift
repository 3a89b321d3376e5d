// The Smith normal form of an integer matrix.
import CFLINT

/// The Smith normal form S = U A V.
public struct SmithForm: Hashable, Sendable {
  /// The form: zero but for the diagonal, on which each number divides the next and none is negative.
  public let form: IntegerMatrix

  /// The unimodular matrix U of operations on rows.
  public let left: IntegerMatrix

  /// The unimodular matrix V of operations on columns.
  public let right: IntegerMatrix
}

extension ExactMatrix where Element == BigInteger {
  /// The Smith normal form: the only matrix U A V with unimodular U and V that is diagonal with each number dividing the next.
  public func smithForm() throws(ExactMatrixError) -> IntegerMatrix {
    if elements.isEmpty { return self }
    try cost(of: .smithForm).require()
    var matrix = FLINTIntegerMatrix(self)
    var form = FLINTIntegerMatrix(rows, columns)
    fmpz_mat_snf(&form.value, &matrix.value)
    return form.take()
  }

  /// The numbers on the diagonal of the Smith form that are not zero: as many as the rank.
  public func invariantFactors() throws(ExactMatrixError) -> [BigInteger] {
    let form = try smithForm()
    return (0..<min(rows, columns)).map { form[$0, $0] }.filter { !$0.isZero }
  }

  /// The Smith normal form with the transformations that lead to it.
  ///
  /// Hermite forms of the rows and of the columns in turn end at a diagonal matrix (Kannan and Bachem, SIAM J. Comput. 8
  /// (1979)); pairs of its numbers then become their divisor and multiple. The numbers of U and V can be much longer than
  /// those of A; they are watched, and `tooLarge` is thrown when they outgrow `ExactCost.maximumBytes`.
  public func smithFormWithTransformations() throws(ExactMatrixError) -> SmithForm {
    if elements.isEmpty {
      return SmithForm(
        form: self, left: try .identityWithinMemory(rows), right: try .identityWithinMemory(columns))
    }
    try cost(of: .smithTransformation).require()
    var form = self
    var left = IntegerMatrix.identity(rows)
    var rightTransposed = IntegerMatrix.identity(columns)
    while !form.isDiagonal {
      let byRows = try form.hermiteFormWithTransformation()
      left = try byRows.transformation.multiplied(by: left)
      form = byRows.form
      if form.isDiagonal { break }
      let byColumns = try form.transposed.hermiteFormWithTransformation()
      rightTransposed = try byColumns.transformation.multiplied(by: rightTransposed)
      form = byColumns.form.transposed
    }
    var right = rightTransposed.transposed
    form.orderDiagonal(&left, &right)
    return SmithForm(form: form, left: left, right: right)
  }

  private var isDiagonal: Bool {
    (0..<rows).allSatisfy { i in (0..<columns).allSatisfy { $0 == i || self[i, $0].isZero } }
  }

  /// Makes each number of a diagonal matrix positive and a divisor of the next, zeros last.
  private mutating func orderDiagonal(_ left: inout IntegerMatrix, _ right: inout IntegerMatrix) {
    let count = min(rows, columns)
    for i in 0..<count {
      for j in i + 1..<max(count, i + 1) {
        let (a, b) = (self[i, i], self[j, j])
        if b.isZero || (!a.isZero && (b % a).isZero) { continue }
        // [s t; -b/g a/g] diag(a, b) [1 -t b/g; 1 s a/g] = diag(g, a b / g) with g = s a + t b.
        let (g, s, t) = BigInteger.extendedGCD(a, b)
        left.combineRows(i, j, (s, t, -(b / g), a / g))
        right.combineColumns(i, j, (1, 1, -(t * (b / g)), s * (a / g)))
        self[i, i] = g
        self[j, j] = a / g * b
      }
      if self[i, i].isNegative {
        self[i, i] = -self[i, i]
        for k in 0..<left.columns { left[i, k] = -left[i, k] }
      }
    }
  }

  private mutating func combineRows(
    _ i: Int, _ j: Int, _ c: (BigInteger, BigInteger, BigInteger, BigInteger)
  ) {
    for k in 0..<columns {
      let (x, y) = (self[i, k], self[j, k])
      self[i, k] = c.0 * x + c.1 * y
      self[j, k] = c.2 * x + c.3 * y
    }
  }

  private mutating func combineColumns(
    _ i: Int, _ j: Int, _ c: (BigInteger, BigInteger, BigInteger, BigInteger)
  ) {
    for k in 0..<rows {
      let (x, y) = (self[k, i], self[k, j])
      self[k, i] = c.0 * x + c.1 * y
      self[k, j] = c.2 * x + c.3 * y
    }
  }
}
