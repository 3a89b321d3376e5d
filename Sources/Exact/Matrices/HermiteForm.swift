// The Hermite normal form of an integer matrix, and LLL-reduced bases of lattices.
import CFLINT

/// The Hermite normal form H = U A.
public struct HermiteForm: Hashable, Sendable {
  /// The form: an echelon form with positive pivots, and above each pivot numbers from 0 up to the pivot, not included.
  public let form: IntegerMatrix

  /// The unimodular matrix U: of integers, with determinant ±1.
  public let transformation: IntegerMatrix
}

/// A basis of the lattice that the rows of a matrix span.
public struct ReducedLatticeBasis: Hashable, Sendable {
  /// The reduced basis, one vector a row.
  public let basis: IntegerMatrix

  /// The integer matrix U with `basis` = U A; it is unimodular if the rows of A were independent.
  public let transformation: IntegerMatrix
}

extension ExactMatrix where Element == BigInteger {
  /// The row Hermite normal form, which depends only on the lattice that the rows span.
  ///
  /// Source: Cohen, A Course in Computational Algebraic Number Theory, section 2.4; FLINT's choice of algorithm.
  public func hermiteForm() throws(ExactMatrixError) -> IntegerMatrix {
    if elements.isEmpty { return self }
    try cost(of: .hermiteForm).require()
    var matrix = FLINTIntegerMatrix(self)
    var form = FLINTIntegerMatrix(rows, columns)
    fmpz_mat_hnf(&form.value, &matrix.value)
    return form.take()
  }

  /// The row Hermite normal form with the transformation that leads to it.
  public func hermiteFormWithTransformation() throws(ExactMatrixError) -> HermiteForm {
    if elements.isEmpty { return HermiteForm(form: self, transformation: try .identityWithinMemory(rows)) }
    try cost(of: .hermiteForm).require()
    var matrix = FLINTIntegerMatrix(self)
    var form = FLINTIntegerMatrix(rows, columns)
    var transformation = FLINTIntegerMatrix(rows, rows)
    fmpz_mat_hnf_transform(&form.value, &transformation.value, &matrix.value)
    return HermiteForm(form: form.take(), transformation: transformation.take())
  }

  /// A basis of short, nearly orthogonal vectors of the lattice that the rows span, in the sense of Lenstra, Lenstra and Lovász
  /// with δ = 0.99 and η = 0.51. Dependent rows are first replaced by the rows of their Hermite form.
  ///
  /// Source: Nguyen and Stehlé, An LLL algorithm with quadratic complexity, SIAM J. Comput. 39 (2009); FLINT's `fmpz_lll`.
  public func latticeReduced() throws(ExactMatrixError) -> ReducedLatticeBasis {
    if elements.isEmpty {
      return ReducedLatticeBasis(basis: IntegerMatrix(0, columns, []), transformation: IntegerMatrix(0, rows, []))
    }
    try cost(of: .latticeReduction).require()
    let rank = try rank()
    if rank == rows { return reducedIndependentRows(transformation: .identity(rows)) }
    let hermite = try hermiteFormWithTransformation()
    return hermite.form.prefix(rows: rank).reducedIndependentRows(transformation: hermite.transformation.prefix(rows: rank))
  }

  private func prefix(rows count: Int) -> IntegerMatrix {
    IntegerMatrix(count, columns, Array(elements.prefix(count * columns)))
  }

  private func reducedIndependentRows(transformation: IntegerMatrix) -> ReducedLatticeBasis {
    if rows == 0 { return ReducedLatticeBasis(basis: self, transformation: transformation) }
    var basis = FLINTIntegerMatrix(self)
    // FLINT applies the operations on rows to this one too.
    var operations = FLINTIntegerMatrix(transformation)
    var context = fmpz_lll_struct()
    fmpz_lll_context_init_default(&context)
    fmpz_lll(&basis.value, &operations.value, &context)
    return ReducedLatticeBasis(basis: basis.take(), transformation: operations.take())
  }
}
