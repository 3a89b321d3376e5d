// Eigenvalues and singular values of small real matrices by plane rotations, which are done before LAPACK's reductions.
import RealModule

/// The methods of Jacobi: rotations in the plane of two rows and columns until nothing is left off the diagonal.
///
/// A sweep takes all pairs of columns in rounds of disjoint pairs, as a tournament does, so that the rotations of a round do
/// not wait for each other (R. P. Brent, F. T. Luk, "The solution of singular-value and symmetric eigenvalue problems on
/// multiprocessor arrays", SIAM J. Sci. Stat. Comput. 6, 1985).
enum SmallJacobi {
  /// Up to this order they beat LAPACK.
  static let largestOrder = 10

  /// Sweeps over all pairs; the convergence is quadratic, so six to ten suffice.
  private static let largestSweepCount = 40

  /// The eigenvalues in ascending order of the symmetric matrix in one triangle, and the eigenvectors; false if the
  /// rotations do not converge, or the elements are too large or small for squares.
  ///
  /// The formulas are those of H. Rutishauser, "The Jacobi method for real symmetric matrices", Numer. Math. 9 (1966).
  static func symmetricEigen(
    _ matrix: UnsafePointer<Double>, _ n: Int, _ triangle: Triangle, _ values: UnsafeMutablePointer<Double>,
    _ vectors: UnsafeMutablePointer<Double>
  ) -> Bool {
    // A row and a column of zeros make an odd order even: they are never rotated.
    let order = n + n % 2
    let width = SmallColumns.width(order)
    return withUnsafeTemporaryAllocation(of: SmallColumns.Lanes.self, capacity: 2 * width * order) { memory in
      guard let start = memory.baseAddress else { return false }
      let (a, v) = (SmallColumns(start, width), SmallColumns(start + width * order, width))
      a.clear(order)
      v.clear(order)
      var largest = 0.0
      for j in 0..<n {
        for i in 0...j {
          let element = triangle == .upper ? matrix[i + j * n] : matrix[j + i * n]
          a[i, j] = element
          a[j, i] = element
          largest = max(largest, element.magnitude)
        }
        v[j, j] = 1
      }
      guard isInRange(largest) else { return false }
      return withUnsafeTemporaryAllocation(of: Rotation.self, capacity: largestOrder) { rotations in
        for _ in 0..<largestSweepCount {
          var isDiagonal = true
          for round in 0..<order - 1 {
            var (count, isStill) = (0, true)
            forEachPair(order, round) { p, q in
              let (x, y, element) = (a[p, p], a[q, q], a[p, q])
              // Below this it changes neither of the two eigenvalues.
              if element.magnitude <= 0x1p-55 * min(x.magnitude, y.magnitude) || element == 0 {
                rotations[count] = Rotation(p, q)
              } else {
                rotations[count] = Rotation(p, q, half: (y - x) / (2 * element))
                isStill = false
              }
              count += 1
            }
            if isStill { continue }
            isDiagonal = false
            for k in 0..<count {
              let rotation = rotations[k]
              if rotation.sine == 0 { continue }
              let (p, q) = (rotation.p, rotation.q)
              let change = rotation.tangent * a[p, q]
              a[p, p] -= change
              a[q, q] += change
              a[p, q] = 0
              a[q, p] = 0
              v.rotateColumns(rotation)
            }
            for k in 1..<max(count, 1) {
              for l in 0..<k { a.rotate(rotations[k], rotations[l]) }
            }
          }
          guard isDiagonal else { continue }
          SmallColumns.withSortedOrder(n, by: { a[$0, $0] < a[$1, $1] }) { order in
            for j in 0..<n {
              values[j] = a[order[j], order[j]]
              (vectors + j * n).update(from: v.column(order[j]), count: n)
            }
          }
          return true
        }
        return false
      }
    }
  }

  /// The singular values in descending order of a square matrix of order n with U and Vᵀ; false as above, or if
  /// the matrix is nearly singular, where U would not be complete.
  ///
  /// The one-sided method of M. R. Hestenes, J. SIAM 6 (1958): rotations make the columns orthogonal.
  static func singularValues(
    _ matrix: UnsafePointer<Double>, _ n: Int, _ left: UnsafeMutablePointer<Double>,
    _ values: UnsafeMutablePointer<Double>, _ rightAdjoint: UnsafeMutablePointer<Double>
  ) -> Bool {
    // Each column of A stands upon that of V, with which it is rotated.
    let height = SmallColumns.width(n)
    return withUnsafeTemporaryAllocation(of: SmallColumns.Lanes.self, capacity: 2 * height * n) { memory in
      guard let start = memory.baseAddress else { return false }
      let columns = SmallColumns(start, 2 * height)
      columns.clear(n)
      var largest = 0.0
      for j in 0..<n {
        for i in 0..<n {
          columns[i, j] = matrix[i + j * n]
          largest = max(largest, matrix[i + j * n].magnitude)
        }
        columns[4 * height + j, j] = 1
      }
      guard isInRange(largest) else { return false }
      let isDone = withUnsafeTemporaryAllocation(of: Rotation.self, capacity: largestOrder) { rotations in
        for _ in 0..<largestSweepCount {
          var isOrthogonal = true
          for round in 0..<roundCount(n) {
            var count = 0
            forEachPair(n, round) { p, q in
              let (xx, yy, xy) = columns.products(p, q, height)
              if xy * xy <= 0x1p-104 * xx * yy { return }
              rotations[count] = Rotation(p, q, half: (yy - xx) / (2 * xy))
              count += 1
            }
            if count > 0 { isOrthogonal = false }
            for k in 0..<count { columns.rotateColumns(rotations[k]) }
          }
          if isOrthogonal { return true }
        }
        return false
      }
      guard isDone else { return false }
      return withUnsafeTemporaryAllocation(of: Double.self, capacity: n) { norms in
        var greatest = 0.0
        for j in 0..<n {
          norms[j] = columns.products(j, j, height).0.squareRoot()
          greatest = max(greatest, norms[j])
        }
        // The columns of U that belong to values this small are not orthogonal to the digit.
        for j in 0..<n where norms[j] <= 0x1p-40 * greatest { return false }
        SmallColumns.withSortedOrder(n, by: { norms[$0] > norms[$1] }) { order in
          for j in 0..<n {
            let column = columns.column(order[j])
            values[j] = norms[order[j]]
            for i in 0..<n {
              left[i + j * n] = column[i] / values[j]
              rightAdjoint[j + i * n] = column[4 * height + i]
            }
          }
        }
        return true
      }
    }
  }

  /// Whether no fourth power of these numbers overflows, and none that matters underflows.
  static func isInRange(_ largest: Double) -> Bool { largest > 1e-70 && largest < 1e70 }

  // MARK: - Pairs

  private static func roundCount(_ n: Int) -> Int { n < 2 ? 0 : n - 1 + n % 2 }

  /// The disjoint pairs of one round of a tournament of n players, of whom one rests if their number is odd.
  @inline(__always)
  private static func forEachPair(_ n: Int, _ round: Int, _ body: (_ p: Int, _ q: Int) -> Void) {
    let last = n - 1 + n % 2
    if last < n { body(round, last) }
    for distance in 1..<max(1, (last + 1) / 2) {
      var (p, q) = (round - distance, round + distance)
      if p < 0 { p += last }
      if q >= last { q -= last }
      body(min(p, q), max(p, q))
    }
  }
}
