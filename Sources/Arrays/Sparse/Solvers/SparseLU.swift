// Sparse factorisations of square matrices.
import CEigen
import RealModule

/// The factorisation A[p, q] = L U of a sparse square matrix with partial pivoting.
///
/// The columns are in an approximate minimum degree order of AᵀA (COLAMD; Davis, Gilbert, Larimore & Ng 2004), which bounds
/// the fill whatever rows are exchanged. The algorithm is supernodal, as SuperLU's (Demmel et al. 1999).
public struct SparseLUDecomposition<Element: LinearAlgebraScalar>: Sendable {
  let factors: SparseFactors<Element>

  /// Factors a square matrix. Throws `notSquare`, `notFinite`, `singular` for a zero pivot (0 stands for a pivot that is not
  /// known), or `tooMuchMemory`.
  public init(_ matrix: SparseMatrix<Element>) throws(LinearAlgebraError) {
    try matrix.requireSquare()
    // A column of zeros makes Eigen's symbolic phase read what is not there.
    let zeroColumn = (0..<matrix.columns).first { matrix.range($0).allSatisfy { matrix.values[$0] == .zero } }
    if let zeroColumn { throw .singular(pivot: zeroColumn + 1) }
    factors = try SparseFactors(matrix) { ceigen_factor_lu($0, $1, $2, $3) }
  }

  /// The order p of the rows, counted from zero.
  public var rowPermutation: [Int] { factors.orders.rows }

  /// The order q of the columns, counted from zero.
  public var columnPermutation: [Int] { factors.orders.columns }

  /// The number of elements stored in L and U.
  public var factorCount: Int { factors.count(ceigen_lower) + factors.count(ceigen_upper) }

  /// The unit lower triangular factor L.
  public func lower() throws(LinearAlgebraError) -> SparseMatrix<Element> {
    try factors.part(ceigen_lower, rows: factors.rows, columns: factors.rows)
  }

  /// The upper triangular factor U.
  public func upper() throws(LinearAlgebraError) -> SparseMatrix<Element> {
    try factors.part(ceigen_upper, rows: factors.rows, columns: factors.rows)
  }

  /// The determinant.
  public func determinant() throws(LinearAlgebraError) -> Element {
    let product = try upper().diagonal().elements.reduce(1, *)
    return isOdd ? -product : product
  }

  /// The logarithm of |det A| and det A / |det A|, which do not overflow.
  public func logarithmicDeterminant() throws(LinearAlgebraError) -> (logarithm: Double, sign: Element) {
    var (logarithm, sign): (Double, Element) = (0, isOdd ? -1 : 1)
    for pivot in try upper().diagonal().elements {
      logarithm += Double.log(pivot.modulus)
      sign *= pivot.sign
    }
    return (logarithm, sign)
  }

  /// Whether the two orders together are an odd permutation.
  private var isOdd: Bool {
    let (rows, columns) = factors.orders
    return Self.isOdd(rows) != Self.isOdd(columns)
  }

  private static func isOdd(_ order: [Int]) -> Bool {
    var seen = [Bool](repeating: false, count: order.count)
    var exchanges = 0
    for start in order.indices where !seen[start] {
      var place = start
      while !seen[place] {
        seen[place] = true
        place = order[place]
        exchanges += 1
      }
      exchanges -= 1
    }
    return exchanges % 2 == 1
  }

  /// The solution of op(A) X = B.
  public func solve(
    _ b: DenseArray<Element>, transposing operation: MatrixOperation = .none
  ) throws(LinearAlgebraError) -> DenseArray<Element> {
    try factors.solve(b, transposing: operation)
  }
}
