// Linear systems, inverse and determinant: the algorithm is chosen by the structure of the matrix.

extension DenseArray where Element: LinearAlgebraScalar {
  /// The solution X of A X = B.
  ///
  /// Triangular matrices are solved by substitution, other square ones by LU with partial pivoting. A rectangular or
  /// rank-deficient rectangular matrix gives the least-squares solution of smallest norm, from a complete orthogonal
  /// factorisation with relative tolerance min(m, n)·ε (LAPACK `gelsy`).
  /// Throws `singular`, `dimensionMismatch` or `notFinite`.
  @specialized(where Element == Double)
  public func solve(_ b: DenseArray) throws(LinearAlgebraError) -> DenseArray {
    try requireRows(of: b)
    guard rank == 2, rows == columns else { return try leastSquares(b) }
    return try squareSolution(b, condition: nil)
  }

  /// The solution of a square system; stores the reciprocal condition of the system where it is wanted.
  func squareSolution(
    _ b: DenseArray, condition: UnsafeMutablePointer<Double>?
  ) throws(LinearAlgebraError) -> DenseArray {
    let n = try lapackOrder()
    try requireFinite()
    try b.requireFinite()
    let x = b.copied()
    let columns = Int32(truncatingIfNeeded: b.columns)
    guard !x.isEmpty else { return x }
    let zeroPivot = Self.solveSquare(pointer, n, x.pointer, columns, condition)
    if zeroPivot > 0 { throw .singular(pivot: zeroPivot) }
    guard zeroPivot == 0 else { throw .notFinite }
    return x
  }

  /// Solves A X = B in place by substitution or elimination; the result is LAPACK's `info`.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  private static func solveSquare(
    _ a: UnsafeMutablePointer<Element>, _ n: Int32, _ x: UnsafeMutablePointer<Element>, _ columns: Int32,
    _ condition: UnsafeMutablePointer<Double>?
  ) -> Int {
    let order = Int(n)
    if let triangle = triangle(of: a, order) {
      for i in 0..<order where a[i + i * order] == .zero { return i + 1 }
      Elimination.solveTriangular(triangle, .none, a, n, x, columns: columns)
      condition?.pointee = SystemCondition.reciprocal(
        a, order, solution: x, columns: Int(columns),
        bound: {
          SmallElimination.boundSolution(triangle, a, order, $0, hasUnitDiagonal: false)
          return false
        }
      ) {
        Elimination.solveTriangular(triangle, .none, a, n, $0, columns: 1)
      } solveAdjoint: {
        Elimination.solveTriangular(triangle, .adjoint, a, n, $0, columns: 1)
      }
      return 0
    }
    // With the room of `spareCount`.
    return withUnsafeTemporaryAllocation(of: Element.self, capacity: order * (order + 1) + 1) { factors in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: order) { exchanges in
        guard let lu = factors.baseAddress, let pivots = exchanges.baseAddress else { return 0 }
        lu.initialize(from: a, count: order * order)
        let info = Elimination.factor(lu, n, n, pivots)
        guard info == 0 else { return info }
        _ = Elimination.solve(lu, n, pivots, x, columns: columns)
        condition?.pointee = SystemCondition.reciprocal(
          a, order, solution: x, columns: Int(columns),
          bound: {
            SmallElimination.boundSolution(lu, order, pivots, $0)
            return false
          }
        ) {
          _ = Elimination.solve(lu, n, pivots, $0, columns: 1)
        } solveAdjoint: {
          _ = Elimination.solve(lu, n, pivots, $0, columns: 1, .adjoint)
        }
        return 0
      }
    }
  }

  /// The triangle that holds all elements that are not zero.
  @inline(__always)
  private static func triangle(of a: UnsafeMutablePointer<Element>, _ n: Int) -> Triangle? {
    var (isUpper, isLower) = (true, true)
    for j in 0..<n {
      if isUpper {
        for i in (j + 1)..<max(n, j + 1) where a[i + j * n] != .zero {
          isUpper = false
          break
        }
      }
      if isLower {
        for i in 0..<j where a[i + j * n] != .zero {
          isLower = false
          break
        }
      }
      if !isUpper && !isLower { return nil }
    }
    return isUpper ? .upper : .lower
  }

  /// The solution X of op(T) X = B by substitution, where T is one triangle of this square matrix.
  public func solveTriangular(
    _ triangle: Triangle, _ b: DenseArray, transposing operation: MatrixOperation = .none
  ) throws(LinearAlgebraError) -> DenseArray {
    let n = try lapackOrder()
    try requireRows(of: b)
    for i in 0..<Int(n) where pointer[i + i * Int(n)] == .zero { throw .singular(pivot: i + 1) }
    try requireFinite()
    try b.requireFinite()
    let x = b.copied()
    guard !x.isEmpty else { return x }
    let info = Element.trtrs(
      triangle, operation, n, Int32(truncatingIfNeeded: b.columns), pointer, leadingDimension, x.pointer,
      x.leadingDimension)
    if info > 0 { throw .singular(pivot: Int(info)) }
    guard info == 0 else { throw .notFinite }
    return x
  }

  /// The inverse of a square matrix. Throws `singular`.
  @specialized(where Element == Double)
  public func inverse() throws(LinearAlgebraError) -> DenseArray {
    let n = try lapackOrder()
    if isUpperTriangular() { return try triangularInverse(.upper, n) }
    if isLowerTriangular() { return try triangularInverse(.lower, n) }
    // Complex numbers are not in vectors of the machine.
    guard n <= (Element.isComplex ? 12 : SmallElimination.largestOrder) else { return try lu().inverse() }
    try requireFinite()
    let result = DenseArray.identity(Int(n))
    let zeroPivot = Self.eliminateSmall(pointer, Int(n), result.pointer, nil)
    if zeroPivot > 0 { throw .singular(pivot: zeroPivot) }
    return result
  }

  /// Factors a small matrix and solves for the identity in place, or finds its determinant; the result is LAPACK's `info`.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  private static func eliminateSmall(
    _ a: UnsafeMutablePointer<Element>, _ n: Int, _ x: UnsafeMutablePointer<Element>?,
    _ determinant: UnsafeMutablePointer<Element>?
  ) -> Int {
    withUnsafeTemporaryAllocation(of: Element.self, capacity: n * n) { factors in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: n) { exchanges in
        guard let lu = factors.baseAddress, let pivots = exchanges.baseAddress else { return 0 }
        lu.initialize(from: a, count: n * n)
        let info = SmallElimination.factor(lu, n, n, pivots)
        if let determinant {
          var product: Element = 1
          for i in 0..<n {
            product *= lu[i + i * n]
            if Int(pivots[i]) != i + 1 { product = -product }
          }
          determinant.pointee = info > 0 ? .zero : product
        }
        guard info == 0, let x else { return info }
        if Element.self == Double.self {
          SmallElimination.invert(
            UnsafeRawPointer(lu).assumingMemoryBound(to: Double.self), n, pivots,
            into: UnsafeMutableRawPointer(x).assumingMemoryBound(to: Double.self))
        } else {
          SmallElimination.solve(lu, n, pivots, x, columns: n)
        }
        return info
      }
    }
  }

  private func triangularInverse(_ triangle: Triangle, _ n: Int32) throws(LinearAlgebraError) -> DenseArray {
    try requireFinite()
    let result = copied()
    guard n > 0 else { return result }
    let info = Element.trtri(triangle, n, result.pointer, result.leadingDimension)
    if info > 0 { throw .singular(pivot: Int(info)) }
    guard info == 0 else { throw .notFinite }
    return result
  }

  /// The determinant of a square matrix; NaN if an element is NaN or infinite and the matrix is not triangular.
  @specialized(where Element == Double)
  public func determinant() throws(LinearAlgebraError) -> Element {
    let n = Int(try lapackOrder())
    if isUpperTriangular() || isLowerTriangular() {
      return (0..<n).reduce(1) { $0 * pointer[$1 + $1 * n] }
    }
    guard isFinite else { return Element(real: .nan) }
    if n <= SmallElimination.largestOrder {
      var result: Element = 1
      _ = Self.eliminateSmall(pointer, n, nil, &result)
      return result
    }
    return try lu().determinant
  }

  /// The logarithm of |det A| and det A / |det A|; `(-∞, 0)` for a singular matrix.
  public func logarithmicDeterminant() throws(LinearAlgebraError) -> (logarithm: Double, sign: Element) {
    _ = try lapackOrder()
    return try lu().logarithmicDeterminant
  }
}
