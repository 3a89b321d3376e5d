// The singular value decomposition of small real matrices, which is done before LAPACK has found its workspace.

/// Householder's reduction to bidiagonal form and implicit QR steps (G. H. Golub and C. Reinsch, "Singular value
/// decomposition and least squares solutions", Numer. Math. 14, 1970; Golub and Van Loan, Matrix Computations, section 8.6).
enum SmallSingularValues {
  /// Up to this many rows and columns it beats LAPACK.
  static let largestOrder = 32

  /// The singular values in descending order of an m×n matrix, m ≥ n, and the columns of U and V if there is memory for
  /// them; false if the elements are too large or small for squares, or the steps do not converge.
  ///
  /// `element` gives the elements of the matrix, and `store` takes those of the columns of U and of V. Where a value comes out
  /// negative, the column of V changes its sign, of the transpose of what is asked for that of U: in both, as LAPACK does it, the
  /// right singular vector.
  @inline(__always)
  static func decompose(
    _ m: Int, _ n: Int, _ element: (_ i: Int, _ j: Int) -> Double, _ values: UnsafeMutablePointer<Double>,
    isTransposed: Bool, wantsVectors: Bool, store: (_ u: UnsafePointer<Double>, _ v: UnsafePointer<Double>, _ j: Int) -> Void
  ) -> Bool {
    let (height, width) = (SmallColumns.width(m), SmallColumns.width(n))
    let left = height * n
    // The matrix, the vectors of its reflections, U and V, and two vectors.
    return withUnsafeTemporaryAllocation(
      of: SmallColumns.Lanes.self, capacity: 3 * left + width * (2 * n + 2)
    ) { memory in
      guard let start = memory.baseAddress else { return false }
      let a = SmallColumns(start, height)
      a.clear(n)
      var largest = 0.0
      for j in 0..<n {
        for i in 0..<m {
          a[i, j] = element(i, j)
          largest = max(largest, a[i, j].magnitude)
        }
      }
      guard largest == 0 || SmallColumns.isInRange(largest) else { return false }
      // A power of two that makes the largest element about 1.
      let unit = max(largest, .leastNormalMagnitude).binade
      for j in 0..<n { a.scaleColumn(j, by: 1 / unit) }
      let (u, v) = (SmallColumns(start + 2 * left, height), SmallColumns(start + 3 * left, width))
      let bidiagonal = SmallBidiagonal(
        n: n, diagonal: v.column(2 * n), above: v.column(2 * n + 1), left: wantsVectors ? u : nil, right: v)
      bidiagonal.reduce(
        a, m, SmallColumns(start + left, height), SmallColumns(start + 3 * left + width * n, width))
      guard bidiagonal.iterate() else { return false }
      let diagonal = bidiagonal.diagonal
      SmallColumns.withSortedOrder(n, by: { diagonal[$0].magnitude > diagonal[$1].magnitude }) { order in
        for j in 0..<n {
          let k = order[j]
          values[j] = diagonal[k].magnitude * unit
          guard wantsVectors else { continue }
          if diagonal[k] < 0 { (isTransposed ? u : v).scaleColumn(k, by: -1) }
          store(u.column(k), v.column(k), j)
        }
      }
      return true
    }
  }
}

/// An upper bidiagonal matrix that becomes diagonal, between U and Vᵀ.
private struct SmallBidiagonal {
  let n: Int
  let diagonal: UnsafeMutablePointer<Double>
  let above: UnsafeMutablePointer<Double>
  /// U, unless only the singular values are wanted; then V is none.
  let left: SmallColumns?
  let right: SmallColumns

  /// Finds the bidiagonal form of A, and U and V.
  func reduce(_ a: SmallColumns, _ m: Int, _ columns: SmallColumns, _ rows: SmallColumns) {
    let (height, width) = (SmallColumns.width(m), SmallColumns.width(n))
    SmallReflections.with(2 * n) { reflections in
      for k in 0..<n {
        columns.lanes(k).update(from: a.lanes(k), count: height)
        let fromLeft = Reflection(replacing: columns.lanes(k), height, from: k)
        fromLeft.apply(toColumns: k + 1..<n, of: a)
        diagonal[k] = fromLeft.image
        reflections[k] = fromLeft
        if k + 2 > n { continue }
        if k + 2 == n {
          above[k] = a[k, k + 1]
          continue
        }
        rows.clear(column: k)
        for j in k + 1..<n { rows[j, k] = a[k, j] }
        let fromRight = Reflection(replacing: rows.lanes(k), width, from: k + 1)
        fromRight.apply(fromRightTo: k + 1..<n, of: a, rows: (k + 1) / 4..<height)
        above[k] = fromRight.image
        reflections[n + k] = fromRight
      }
      guard let left else { return }
      left.setIdentity(n)
      right.setIdentity(n)
      for k in (0..<n).reversed() { reflections[k].apply(toColumns: k..<n, of: left) }
      for k in (0..<max(n - 2, 0)).reversed() { reflections[n + k].apply(toColumns: k + 1..<n, of: right) }
    }
  }

  /// Makes the matrix diagonal by rotations; false after too many steps.
  func iterate() -> Bool {
    var (last, steps) = (n - 1, 0)
    while last > 0 {
      var first = last
      while first > 0, !isNegligible(first - 1) { first -= 1 }
      if first == last {
        last -= 1
        continue
      }
      steps += 1
      guard steps <= 30 * n else { return false }
      step(first, last)
    }
    return true
  }

  /// One step of a bulge down a block.
  @inline(__always)
  private func step(_ first: Int, _ last: Int) {
    let (d, e) = (diagonal, above)
    let shift = shift(first, last)
    var (x, y) = (d[first], e[first])
    // The first column of BᵀB less the square of the shift, but for a factor.
    if shift > 0 { x = (x.magnitude - shift) * ((x < 0 ? -1 : 1) + shift / x) }
    var (element, beside) = (d[first], e[first])
    for k in first..<last {
      let column = Rotation(x, y)
      if k > first { e[k - 1] = column.length }
      x = column.cosine * element + column.sine * beside
      y = column.sine * d[k + 1]
      let (rest, next) = (column.cosine * beside - column.sine * element, column.cosine * d[k + 1])
      let row = Rotation(x, y)
      d[k] = row.length
      x = row.cosine * rest + row.sine * next
      element = row.cosine * next - row.sine * rest
      if k + 1 < last { (y, beside) = (row.sine * e[k + 1], row.cosine * e[k + 1]) }
      guard let left else { continue }
      right.rotate(k, k + 1, column.cosine, column.sine)
      left.rotate(k, k + 1, row.cosine, row.sine)
    }
    d[last] = element
    e[last - 1] = x
  }

  /// The smaller singular value of the last 2×2 block; zero for a block that is singular to rounding, as which it splits fast.
  @inline(__always)
  private func shift(_ first: Int, _ last: Int) -> Double {
    var (least, largest) = (Double.infinity, 0.0)
    for k in first...last {
      least = min(least, diagonal[k].magnitude)
      largest = max(largest, diagonal[k].magnitude)
    }
    if least <= Double.ulpOfOne * largest { return 0 }
    let (x, y, z) = (diagonal[last - 1].magnitude, diagonal[last].magnitude, above[last - 1])
    let (sum, difference) = (x + y, x - y)
    return 2 * x * y / ((sum * sum + z * z).squareRoot() + (difference * difference + z * z).squareRoot())
  }

  /// Whether an element above the diagonal changes none of the two singular values there, nor is worth a square.
  @inline(__always)
  private func isNegligible(_ k: Int) -> Bool {
    above[k] * above[k] <= Double.ulpOfOne * Double.ulpOfOne / 4 * (diagonal[k] * diagonal[k + 1]).magnitude + 0x1p-900
  }
}
