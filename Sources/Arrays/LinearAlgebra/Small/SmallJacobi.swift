// Eigenvalues and singular values of small real matrices by plane rotations, which are done before LAPACK's reductions.
import RealModule

/// The methods of Jacobi: rotations in the plane of two rows and columns until nothing is left off the diagonal.
enum SmallJacobi {
  /// Up to this order they beat LAPACK.
  static let largestOrder = 10

  /// Sweeps over all pairs; the convergence is quadratic, so six to ten suffice.
  private static let largestSweepCount = 40

  /// The eigenvalues in ascending order of the symmetric matrix in one triangle, and the eigenvectors in `vectors`, which
  /// must be zero; false if the rotations do not converge, or the elements are too large or small for squares.
  ///
  /// The cyclic method of Jacobi with the formulas of H. Rutishauser, "The Jacobi method for real symmetric matrices",
  /// Numer. Math. 9 (1966).
  static func symmetricEigen(
    _ matrix: UnsafePointer<Double>, _ n: Int, _ triangle: Triangle, _ values: UnsafeMutablePointer<Double>,
    _ vectors: UnsafeMutablePointer<Double>
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: n * n) { scratch in
      guard let a = scratch.baseAddress else { return false }
      for j in 0..<n {
        for i in 0...j {
          let element = triangle == .upper ? matrix[i + j * n] : matrix[j + i * n]
          a[i + j * n] = element
          a[j + i * n] = element
        }
      }
      guard isInRange(UnsafeBufferPointer(start: a, count: n * n)) else { return false }
      for i in 0..<n { vectors[i + i * n] = 1 }
      for _ in 0..<largestSweepCount {
        var isDiagonal = true
        for q in 1..<max(n, 1) {
          for p in 0..<q {
            let element = a[p + q * n]
            // Below this it changes neither of the two eigenvalues.
            if element.magnitude <= 0x1p-55 * min(a[p + p * n].magnitude, a[q + q * n].magnitude) || element == 0 {
              continue
            }
            isDiagonal = false
            let half = (a[q + q * n] - a[p + p * n]) / (2 * element)
            let tangent = 1 / (half + (half < 0 ? -1 : 1) * (1 + half * half).squareRoot())
            let cosine = 1 / (1 + tangent * tangent).squareRoot()
            let sine = tangent * cosine
            a[p + p * n] -= tangent * element
            a[q + q * n] += tangent * element
            a[p + q * n] = 0
            a[q + p * n] = 0
            for i in 0..<n where i != p && i != q {
              let (x, y) = (a[i + p * n], a[i + q * n])
              let (u, v) = (cosine * x - sine * y, sine * x + cosine * y)
              a[i + p * n] = u
              a[p + i * n] = u
              a[i + q * n] = v
              a[q + i * n] = v
            }
            rotate(vectors + p * n, vectors + q * n, n, cosine, sine)
          }
        }
        if isDiagonal {
          for i in 0..<n { values[i] = a[i + i * n] }
          sort(values, vectors, n, ascending: true, nil)
          return true
        }
      }
      return false
    }
  }

  /// The singular values in descending order of an m×n matrix with m ≥ n, which becomes U, and V in `right`, which
  /// must be zero; false as above, or if the matrix has no full rank, where U would not be complete.
  ///
  /// The one-sided method of M. R. Hestenes, J. SIAM 6 (1958): rotations make the columns orthogonal.
  static func singularValues(
    _ a: UnsafeMutablePointer<Double>, _ m: Int, _ n: Int, _ values: UnsafeMutablePointer<Double>,
    _ right: UnsafeMutablePointer<Double>
  ) -> Bool {
    guard isInRange(UnsafeBufferPointer(start: a, count: m * n)) else { return false }
    for i in 0..<n { right[i + i * n] = 1 }
    for _ in 0..<largestSweepCount {
      var isOrthogonal = true
      for q in 1..<max(n, 1) {
        for p in 0..<q {
          let (x, y) = (a + p * m, a + q * m)
          var (xx, yy, xy) = (0.0, 0.0, 0.0)
          for i in 0..<m {
            xx += x[i] * x[i]
            yy += y[i] * y[i]
            xy += x[i] * y[i]
          }
          // The product of both squares may be beyond the range.
          if xy.magnitude <= 0x1p-52 * xx.squareRoot() * yy.squareRoot() { continue }
          isOrthogonal = false
          let half = (yy - xx) / (2 * xy)
          let tangent = 1 / (half + (half < 0 ? -1 : 1) * (1 + half * half).squareRoot())
          let cosine = 1 / (1 + tangent * tangent).squareRoot()
          let sine = tangent * cosine
          rotate(x, y, m, cosine, sine)
          rotate(right + p * n, right + q * n, n, cosine, sine)
        }
      }
      guard isOrthogonal else { continue }
      var largest = 0.0
      for j in 0..<n {
        var square = 0.0
        for i in j * m..<(j + 1) * m { square += a[i] * a[i] }
        values[j] = square.squareRoot()
        largest = max(largest, values[j])
      }
      // The columns of U that belong to values this small are not orthogonal to the digit.
      for j in 0..<n where values[j] <= 0x1p-40 * largest { return false }
      for j in 0..<n {
        for i in j * m..<(j + 1) * m { a[i] /= values[j] }
      }
      sort(values, right, n, ascending: false, (a, m))
      return true
    }
    return false
  }

  /// Whether no square overflows, and none that matters underflows.
  private static func isInRange(_ elements: UnsafeBufferPointer<Double>) -> Bool {
    let largest = Norms.largest(elements)
    return largest > 1e-100 && largest < 1e100
  }

  @inline(__always)
  private static func rotate(
    _ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ count: Int, _ cosine: Double, _ sine: Double
  ) {
    for i in 0..<count {
      let (u, v) = (x[i], y[i])
      x[i] = cosine * u - sine * v
      y[i] = sine * u + cosine * v
    }
  }

  /// Sorts values by insertion, and the columns of n rows, and of another matrix, with them.
  private static func sort(
    _ values: UnsafeMutablePointer<Double>, _ columns: UnsafeMutablePointer<Double>, _ n: Int, ascending: Bool,
    _ other: (UnsafeMutablePointer<Double>, rows: Int)?
  ) {
    for end in 1..<max(n, 1) {
      var j = end
      while j > 0, ascending ? values[j] < values[j - 1] : values[j] > values[j - 1] {
        swap(&values[j], &values[j - 1])
        for i in 0..<n { swap(&columns[i + j * n], &columns[i + (j - 1) * n]) }
        if let (more, rows) = other {
          for i in 0..<rows { swap(&more[i + j * rows], &more[i + (j - 1) * rows]) }
        }
        j -= 1
      }
    }
  }
}
