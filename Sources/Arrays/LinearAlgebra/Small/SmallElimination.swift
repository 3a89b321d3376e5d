// Elimination in small matrices by plain loops, which are done before LAPACK has checked its arguments.

/// LU factorisation with partial pivoting and its solves, in the storage of LAPACK's `getrf`.
///
/// The loops use no fused operations, so that a small system has the same digits on every machine.
enum SmallElimination {
  /// From about this order on LAPACK is faster.
  static let largestOrder = 16

  /// Factors an m×n matrix in place, m and n at most `largestOrder`; the result is LAPACK's `info`.
  @inline(__always)
  static func factor<Element: LinearAlgebraScalar>(
    _ a: UnsafeMutablePointer<Element>, _ m: Int, _ n: Int, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int {
    var zeroPivot = 0
    for j in 0..<min(m, n) {
      let column = a + j * m
      var (best, size) = (j, pivotSize(column[j]))
      for i in (j + 1)..<max(m, j + 1) where pivotSize(column[i]) > size { (best, size) = (i, pivotSize(column[i])) }
      pivots[j] = Int32(truncatingIfNeeded: best + 1)
      guard size > 0 else {
        if zeroPivot == 0 { zeroPivot = j + 1 }
        continue
      }
      if best != j {
        for k in 0..<n { swap(&a[j + k * m], &a[best + k * m]) }
      }
      let pivot = column[j]
      for i in (j + 1)..<max(m, j + 1) { column[i] = column[i] / pivot }
      for k in (j + 1)..<max(n, j + 1) {
        let other = a + k * m
        let factor = other[j]
        for i in (j + 1)..<max(m, j + 1) { other[i] -= column[i] * factor }
      }
    }
    return zeroPivot
  }

  /// Solves A X = B in place after `factor`, without zero pivots.
  @inline(__always)
  static func solve<Element: LinearAlgebraScalar>(
    _ a: UnsafeMutablePointer<Element>, _ n: Int, _ pivots: UnsafeMutablePointer<Int32>,
    _ b: UnsafeMutablePointer<Element>, columns: Int
  ) {
    for column in 0..<columns {
      let x = b + column * n
      for i in 0..<n {
        let other = Int(pivots[i]) - 1
        if other != i { swap(&x[i], &x[other]) }
      }
      for j in 0..<n {
        let (value, factors) = (x[j], a + j * n)
        for i in (j + 1)..<max(n, j + 1) { x[i] -= factors[i] * value }
      }
      for j in stride(from: n - 1, through: 0, by: -1) {
        let factors = a + j * n
        let value = x[j] / factors[j]
        x[j] = value
        for i in 0..<j { x[i] -= factors[i] * value }
      }
    }
  }

  /// The inverse of a real matrix after `factor`, without zero pivots: solves for the columns of the identity, of which rows
  /// are vectors of the machine; with the digits that `solve` gives.
  static func invert(
    _ a: UnsafePointer<Double>, _ n: Int, _ pivots: UnsafePointer<Int32>, into inverse: UnsafeMutablePointer<Double>
  ) {
    let width = SmallColumns.width(n)
    withUnsafeTemporaryAllocation(of: SmallColumns.Lanes.self, capacity: width * n) { memory in
      guard let start = memory.baseAddress else { return }
      let rows = SmallColumns(start, width)
      rows.setIdentity(n)
      for i in 0..<n { rows.exchangeColumns(i, Int(pivots[i]) - 1) }
      for i in 0..<n {
        for k in 0..<width {
          var sum = rows.lanes(i)[k]
          for j in 0..<i { sum -= a[i + j * n] * rows.lanes(j)[k] }
          rows.lanes(i)[k] = sum
        }
      }
      for i in (0..<n).reversed() {
        let pivot = a[i + i * n]
        for k in 0..<width {
          var sum = rows.lanes(i)[k]
          var j = n - 1
          while j > i {
            sum -= a[i + j * n] * rows.lanes(j)[k]
            j -= 1
          }
          rows.lanes(i)[k] = sum / pivot
        }
        for j in 0..<n { inverse[i + j * n] = rows[j, i] }
      }
    }
  }

  /// Solves op(A) X = B in place after `factor`, with the transpose or the adjoint.
  @inline(__always)
  static func solveTransposed<Element: LinearAlgebraScalar>(
    _ a: UnsafeMutablePointer<Element>, _ n: Int, _ pivots: UnsafeMutablePointer<Int32>,
    _ b: UnsafeMutablePointer<Element>, columns: Int, conjugating: Bool
  ) {
    let conjugates = conjugating && Element.isComplex
    for column in 0..<columns {
      let x = b + column * n
      for j in 0..<n {
        let factors = a + j * n
        var sum = x[j]
        for i in 0..<j { sum -= (conjugates ? factors[i].conjugated : factors[i]) * x[i] }
        x[j] = sum / (conjugates ? factors[j].conjugated : factors[j])
      }
      for j in stride(from: n - 1, through: 0, by: -1) {
        let factors = a + j * n
        var sum = x[j]
        for i in (j + 1)..<max(n, j + 1) { sum -= (conjugates ? factors[i].conjugated : factors[i]) * x[i] }
        x[j] = sum
      }
      for i in stride(from: n - 1, through: 0, by: -1) {
        let other = Int(pivots[i]) - 1
        if other != i { swap(&x[i], &x[other]) }
      }
    }
  }

  /// Solves op(T) X = B in place for one triangle T of an n×n matrix, without zeros on its diagonal.
  @inline(__always)
  static func solveTriangular<Element: LinearAlgebraScalar>(
    _ triangle: Triangle, _ operation: MatrixOperation, _ a: UnsafeMutablePointer<Element>, _ n: Int,
    _ b: UnsafeMutablePointer<Element>, columns: Int
  ) {
    let conjugates = operation == .adjoint && Element.isComplex
    for column in 0..<columns {
      let x = b + column * n
      for step in 0..<n {
        let j = (triangle == .upper) == (operation == .none) ? n - 1 - step : step
        let factors = a + j * n
        let rest = triangle == .upper ? 0..<j : (j + 1)..<n
        if operation == .none {
          let value = x[j] / factors[j]
          x[j] = value
          for i in rest { x[i] -= factors[i] * value }
        } else {
          var sum = x[j]
          for i in rest { sum -= (conjugates ? factors[i].conjugated : factors[i]) * x[i] }
          x[j] = sum / (conjugates ? factors[j].conjugated : factors[j])
        }
      }
    }
  }

  /// Replaces w ≥ 0 by a vector that is not below |A⁻¹| w, after `factor`, without zero pivots.
  @inline(__always)
  static func boundSolution<Element: LinearAlgebraScalar>(
    _ a: UnsafeMutablePointer<Element>, _ n: Int, _ pivots: UnsafeMutablePointer<Int32>, _ w: UnsafeMutablePointer<Double>
  ) {
    for i in 0..<n {
      let other = Int(pivots[i]) - 1
      if other != i { swap(&w[i], &w[other]) }
    }
    boundSolution(.lower, a, n, w, hasUnitDiagonal: true)
    boundSolution(.upper, a, n, w, hasUnitDiagonal: false)
  }

  /// The same for one triangle T of an n×n matrix: |T⁻¹| is at most the inverse of T with the signs that make no sum less
  /// (Higham, Accuracy and Stability of Numerical Algorithms, theorem 8.12).
  @inline(__always)
  static func boundSolution<Element: LinearAlgebraScalar>(
    _ triangle: Triangle, _ a: UnsafeMutablePointer<Element>, _ n: Int, _ w: UnsafeMutablePointer<Double>,
    hasUnitDiagonal: Bool
  ) {
    for step in 0..<n {
      let j = triangle == .upper ? n - 1 - step : step
      let factors = a + j * n
      let value = hasUnitDiagonal ? w[j] : w[j] / factors[j].modulus
      w[j] = value
      for i in triangle == .upper ? 0..<j : (j + 1)..<n { w[i] += factors[i].modulus * value }
    }
  }

  /// What LAPACK compares: |x|, or |Re z| + |Im z|.
  @inline(__always)
  private static func pivotSize<Element: LinearAlgebraScalar>(_ z: Element) -> Double {
    z.realPart.magnitude + z.imaginaryPart.magnitude
  }
}

/// Factors and solves by the loops above or by LAPACK, whichever is faster.
enum Elimination {
  /// Factors an m×n matrix in place; the result is LAPACK's `info`.
  @inline(__always)
  static func factor<Element: LinearAlgebraScalar>(
    _ a: UnsafeMutablePointer<Element>, _ m: Int32, _ n: Int32, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int {
    if max(m, n) <= SmallElimination.largestOrder { return SmallElimination.factor(a, Int(m), Int(n), pivots) }
    return Int(Element.getrf(m, n, a, max(1, m), pivots))
  }

  /// Solves op(A) X = B in place after `factor`; the result is LAPACK's `info`.
  @inline(__always)
  static func solve<Element: LinearAlgebraScalar>(
    _ a: UnsafeMutablePointer<Element>, _ n: Int32, _ pivots: UnsafeMutablePointer<Int32>,
    _ b: UnsafeMutablePointer<Element>, columns: Int32, _ operation: MatrixOperation = .none
  ) -> Int32 {
    guard n <= SmallElimination.largestOrder else {
      return Element.getrs(operation, n, columns, a, n, pivots, b, n)
    }
    if operation == .none {
      SmallElimination.solve(a, Int(n), pivots, b, columns: Int(columns))
    } else {
      SmallElimination.solveTransposed(
        a, Int(n), pivots, b, columns: Int(columns), conjugating: operation == .adjoint)
    }
    return 0
  }

  /// Solves op(T) X = B in place for one triangle T of an n×n matrix, without zeros on its diagonal.
  @inline(__always)
  static func solveTriangular<Element: LinearAlgebraScalar>(
    _ triangle: Triangle, _ operation: MatrixOperation, _ a: UnsafeMutablePointer<Element>, _ n: Int32,
    _ b: UnsafeMutablePointer<Element>, columns: Int32
  ) {
    if n <= SmallElimination.largestOrder {
      SmallElimination.solveTriangular(triangle, operation, a, Int(n), b, columns: Int(columns))
    } else {
      _ = Element.trtrs(triangle, operation, n, columns, a, n, b, n)
    }
  }
}
