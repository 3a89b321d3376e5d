// Eigenvalues and eigenvectors of small real symmetric matrices, which are done before LAPACK has found its workspace.
import CKernels

/// Householder's reduction to tridiagonal form, and QR steps with Wilkinson's shift (Golub and Van Loan, Matrix Computations,
/// section 8.3) without roots: Pal, Walker and Kahan's, as in LAPACK's `sterf` (Parlett, The Symmetric Eigenvalue Problem,
/// section 8.15). The squares of cosines and sines give the rotations for the eigenvectors.
enum SmallSymmetricEigen {
  /// Up to this order it beats LAPACK.
  static let largestOrder = 32

  /// The eigenvalues in ascending order of the symmetric matrix in one triangle, and the eigenvectors if there is memory
  /// for them; false if the elements are too large or small for squares, or the steps do not converge.
  static func decompose(
    _ matrix: UnsafePointer<Double>, _ n: Int, _ triangle: Triangle, _ values: UnsafeMutablePointer<Double>,
    _ vectors: UnsafeMutablePointer<Double>?
  ) -> Bool {
    let width = SmallColumns.width(n)
    // The matrix, the vectors of the reflections, Z, and two vectors.
    return SmallColumns.withMemory(width * (3 * n + 2)) { start in
      let (a, reflectors) = (SmallColumns(start, width), SmallColumns(start + width * n, width))
      let z = SmallColumns(start + 2 * width * n, width)
      a.clear(n)
      for j in 0..<n {
        for i in 0...j {
          let element = triangle == .upper ? matrix[i + j * n] : matrix[j + i * n]
          a[i, j] = element
          a[j, i] = element
        }
      }
      let unit = a.scaleToOne(n)
      guard unit > 0 else { return false }
      let (diagonal, beside) = (z.column(n), z.column(n + 1))
      let vectorsStart = vectors == nil ? nil : z.column(0)
      ckernels_tridiagonalise(a.column(0), n, reflectors.column(0), diagonal, beside, vectorsStart, width)
      // The steps know the squares of the elements beside the diagonal: their signs become those of the vectors.
      var sign = 1.0
      for k in 0..<max(n - 1, 0) {
        if beside[k] < 0 { sign = -sign }
        if sign < 0, vectors != nil { z.scaleColumn(k + 1, by: -1) }
        beside[k] *= beside[k]
      }
      guard ckernels_tridiagonal_steps(diagonal, beside, n, vectorsStart, width) else { return false }
      SmallColumns.withSortedOrder(n, by: { diagonal[$0] < diagonal[$1] }) { order in
        for j in 0..<n {
          values[j] = diagonal[order[j]] * unit
          if let vectors { (vectors + j * n).update(from: z.column(order[j]), count: n) }
        }
      }
      return true
    }
  }
}
