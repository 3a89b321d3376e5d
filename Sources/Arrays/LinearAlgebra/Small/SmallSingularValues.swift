// The singular value decomposition of small real matrices, which is done before LAPACK has found its workspace.
import CKernels

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
    return SmallColumns.withMemory(3 * left + width * (2 * n + 2)) { start in
      let a = SmallColumns(start, height)
      a.clear(n)
      for j in 0..<n {
        for i in 0..<m { a[i, j] = element(i, j) }
      }
      let unit = a.scaleToOne(n)
      guard unit > 0 else { return false }
      let (u, v) = (SmallColumns(start + 2 * left, height), SmallColumns(start + 3 * left, width))
      let (diagonal, above) = (v.column(2 * n), v.column(2 * n + 1))
      let (leftStart, rightStart) = wantsVectors ? (u.column(0), v.column(0)) : (nil, nil)
      ckernels_bidiagonalise(
        a.column(0), n, SmallColumns(start + left, height).column(0), v.column(n), diagonal, above, leftStart, height,
        rightStart, width)
      guard ckernels_bidiagonal_steps(diagonal, above, n, leftStart, height, rightStart, width) else { return false }
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
