// LU factorisation with partial pivoting.
import RealModule

/// The factorisation P A = L U with partial pivoting (LAPACK `getrf`), of a matrix of any shape.
public struct LUDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// U in the upper triangle, the multipliers of L below it.
  public let factors: Matrix<Element>

  /// Row i was exchanged with row `exchanges[i]` at step i, counted from zero.
  public let exchanges: [Int]

  /// The first pivot that is exactly zero, counted from one, or `nil`; it makes a square matrix singular.
  public let zeroPivot: Int?

  let lapackPivots: [Int32]

  /// The largest column sum of moduli of A.
  private let oneNorm: Double

  /// Factors `matrix`; throws only for non-finite elements. A singular matrix has factors too.
  public init(_ matrix: Matrix<Element>) throws(LinearAlgebraError) {
    let (m, n) = try matrix.lapackSize()
    try matrix.requireFinite()
    let factors = matrix.copied()
    oneNorm = matrix.largestColumnSum
    var pivots = [Int32](repeating: 0, count: Int(min(m, n)))
    let info = factors.isEmpty ? 0 : Self.factor(factors.pointer, m, n, &pivots)
    guard info >= 0 else { throw .notFinite }
    self.factors = factors
    zeroPivot = info > 0 ? Int(info) : nil
    exchanges = pivots.map { Int($0) - 1 }
    lapackPivots = pivots
  }

  /// A = L U by elimination without exchanges, which a small pivot makes inaccurate (Golub and Van Loan, section 3.2).
  ///
  /// At a pivot that is exactly zero the elimination ends, and `zeroPivot` tells where.
  public init(withoutPivoting matrix: Matrix<Element>) throws(LinearAlgebraError) {
    let (m, n) = try matrix.lapackSize()
    try matrix.requireFinite()
    let (rows, columns) = (Int(m), Int(n))
    let (factors, steps) = (matrix.copied(), min(rows, columns))
    let a = factors.pointer
    var zeroPivot: Int?
    for k in 0..<steps {
      let pivot = a[k + k * rows]
      if pivot == .zero {
        zeroPivot = k + 1
        break
      }
      for i in k + 1..<max(rows, k + 1) { a[i + k * rows] /= pivot }
      for j in k + 1..<max(columns, k + 1) {
        let factor = a[k + j * rows]
        for i in k + 1..<max(rows, k + 1) { a[i + j * rows] -= a[i + k * rows] * factor }
      }
    }
    self.factors = factors
    self.zeroPivot = zeroPivot
    exchanges = Array(0..<steps)
    lapackPivots = (0..<Int32(steps)).map { $0 + 1 }
    oneNorm = matrix.largestColumnSum
  }

  /// The row order p, counted from zero, with A[p, :] = L U.
  public var permutation: [Int] {
    var order = Array(0..<factors.rows)
    for (i, other) in exchanges.enumerated() { order.swapAt(i, other) }
    return order
  }

  /// The unit lower triangular factor L, m×min(m, n).
  public var lower: Matrix<Element> {
    Matrix(rows: factors.rows, columns: min(factors.rows, factors.columns)) { i, j in
      i > j ? factors[i, j] : (i == j ? 1 : .zero)
    }
  }

  /// The upper triangular factor U, min(m, n)×n.
  public var upper: Matrix<Element> {
    Matrix(rows: min(factors.rows, factors.columns), columns: factors.columns) { i, j in
      i <= j ? factors[i, j] : .zero
    }
  }

  /// Whether the row order is an odd permutation.
  var isOdd: Bool { exchanges.enumerated().reduce(false) { $0 != ($1.offset != $1.element) } }

  /// The determinant of a square matrix: zero for a singular one.
  public var determinant: Element {
    guard zeroPivot == nil else { return .zero }
    var product: Element = 1
    for i in 0..<exchanges.count { product *= factors[i, i] }
    return isOdd ? -product : product
  }

  /// The logarithm of |det A| and det A / |det A|, which do not overflow; `(-∞, 0)` for a singular matrix.
  public var logarithmicDeterminant: (logarithm: Double, sign: Element) {
    guard zeroPivot == nil else { return (-.infinity, .zero) }
    var logarithm = 0.0
    var sign: Element = isOdd ? -1 : 1
    for i in 0..<exchanges.count {
      let pivot = factors[i, i]
      logarithm += Double.log(pivot.modulus)
      sign *= pivot.sign
    }
    return (logarithm, sign)
  }

  /// The solution of op(A) X = B for a square A. Throws `singular` or `dimensionMismatch`.
  public func solve(
    _ b: DenseArray<Element>, transposing operation: MatrixOperation = .none
  ) throws(LinearAlgebraError) -> DenseArray<Element> {
    let n = try factors.lapackOrder()
    let (rows, columns) = try b.lapackSize()
    guard rows == n else {
      throw .dimensionMismatch("a \(n)×\(n) matrix and a right-hand side of \(rows) rows do not fit")
    }
    if let zeroPivot { throw .singular(pivot: zeroPivot) }
    try b.requireFinite()
    let x = b.copied()
    guard !x.isEmpty else { return x }
    var pivots = lapackPivots
    guard Self.solve(factors.pointer, n, &pivots, x.pointer, columns, operation) == 0 else { throw .notFinite }
    return x
  }

  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  private static func factor(
    _ a: UnsafeMutablePointer<Element>, _ m: Int32, _ n: Int32, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int {
    Elimination.factor(a, m, n, pivots)
  }

  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  private static func solve(
    _ a: UnsafeMutablePointer<Element>, _ n: Int32, _ pivots: UnsafeMutablePointer<Int32>,
    _ b: UnsafeMutablePointer<Element>, _ columns: Int32, _ operation: MatrixOperation
  ) -> Int32 {
    Elimination.solve(a, n, pivots, b, columns: columns, operation)
  }

  /// An estimate of 1/(‖A‖₁ ‖A⁻¹‖₁) of a square matrix in O(n²) operations, hardly ever above three times that; 0 for a
  /// singular matrix.
  public func reciprocalCondition() throws(LinearAlgebraError) -> Double {
    let n = try factors.lapackOrder()
    guard n > 0 else { return 1 }
    guard zeroPivot == nil else { return 0 }
    var pivots = lapackPivots
    let inverse = NormEstimate.oneNorm(order: Int(n)) {
      _ = Self.solve(factors.pointer, n, &pivots, $0, 1, .none)
    } adjoint: {
      _ = Self.solve(factors.pointer, n, &pivots, $0, 1, .adjoint)
    }
    return NormEstimate.reciprocal(oneNorm, inverse)
  }

  /// The inverse of a square matrix. Throws `singular`.
  public func inverse() throws(LinearAlgebraError) -> Matrix<Element> {
    let n = try factors.lapackOrder()
    if let zeroPivot { throw .singular(pivot: zeroPivot) }
    let result = factors.copied()
    guard n > 0 else { return result }
    var pivots = lapackPivots
    let info = Element.getri(n, result.pointer, result.leadingDimension, &pivots)
    if info > 0 { throw .singular(pivot: Int(info)) }
    guard info == 0 else { throw .notFinite }
    return result
  }
}

extension LinearAlgebraScalar {
  /// z / |z|, zero for zero.
  var sign: Self {
    let size = modulus
    return size == 0 ? .zero : self / Self(real: size)
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The LU factorisation with partial pivoting.
  public func lu() throws(LinearAlgebraError) -> LUDecomposition<Element> { try LUDecomposition(self) }
}
