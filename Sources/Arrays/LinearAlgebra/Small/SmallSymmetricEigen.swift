// Eigenvalues and eigenvectors of small real symmetric matrices, which are done before LAPACK has found its workspace.

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
    return withUnsafeTemporaryAllocation(of: SmallColumns.Lanes.self, capacity: width * (3 * n + 2)) { memory in
      guard let start = memory.baseAddress else { return false }
      let (a, reflectors) = (SmallColumns(start, width), SmallColumns(start + width * n, width))
      let z = SmallColumns(start + 2 * width * n, width)
      a.clear(n)
      var largest = 0.0
      for j in 0..<n {
        for i in 0...j {
          let element = triangle == .upper ? matrix[i + j * n] : matrix[j + i * n]
          a[i, j] = element
          a[j, i] = element
          largest = max(largest, element.magnitude)
        }
      }
      // A power of two that makes the largest element about 1.
      let unit = max(largest, .leastNormalMagnitude).binade
      guard largest == 0 || SmallColumns.isInRange(largest) else { return false }
      for j in 0..<n { a.scaleColumn(j, by: 1 / unit) }
      let (diagonal, beside) = (z.column(n), z.column(n + 1))
      SmallReflections.with(n) { reflections in
        tridiagonalise(a, n, diagonal, beside, reflectors, reflections)
        if vectors == nil { return }
        z.setIdentity(n)
        for k in (0..<max(n - 2, 0)).reversed() { reflections[k].apply(toColumns: k + 1..<n, of: z) }
      }
      // The steps know the squares of the elements beside the diagonal: their signs become those of the vectors.
      var sign = 1.0
      for k in 0..<max(n - 1, 0) {
        if beside[k] < 0 { sign = -sign }
        if sign < 0, vectors != nil { z.scaleColumn(k + 1, by: -1) }
        beside[k] *= beside[k]
      }
      guard iterate(n, diagonal, beside, vectors == nil ? nil : z) else { return false }
      SmallColumns.withSortedOrder(n, by: { diagonal[$0] < diagonal[$1] }) { order in
        for j in 0..<n {
          values[j] = diagonal[order[j]] * unit
          if let vectors { (vectors + j * n).update(from: z.column(order[j]), count: n) }
        }
      }
      return true
    }
  }

  /// Finds the tridiagonal form, and keeps the reflections that lead to it.
  @inline(__always)
  private static func tridiagonalise(
    _ a: SmallColumns, _ n: Int, _ diagonal: UnsafeMutablePointer<Double>, _ beside: UnsafeMutablePointer<Double>,
    _ reflectors: SmallColumns, _ reflections: UnsafeMutablePointer<Reflection>
  ) {
    let width = SmallColumns.width(n)
    for k in 0..<max(n - 2, 0) {
      diagonal[k] = a[k, k]
      reflectors.lanes(k).update(from: a.lanes(k), count: width)
      let reflection = Reflection(replacing: reflectors.lanes(k), width, from: k + 1)
      beside[k] = reflection.image
      // Nothing reads the column any more.
      reflection.apply(toBothSidesOf: a, k + 1..<n, scratch: a.lanes(k))
      reflections[k] = reflection
    }
    for k in max(n - 2, 0)..<n { diagonal[k] = a[k, k] }
    if n > 1 { beside[n - 2] = a[n - 1, n - 2] }
  }

  /// Makes the tridiagonal matrix diagonal by rotations, which the columns of Z follow; false after too many steps.
  private static func iterate(
    _ n: Int, _ diagonal: UnsafeMutablePointer<Double>, _ squares: UnsafeMutablePointer<Double>, _ z: SmallColumns?
  ) -> Bool {
    var (last, steps) = (n - 1, 0)
    while last > 0 {
      var first = last
      while first > 0, !isNegligible(squares[first - 1], diagonal[first - 1], diagonal[first]) { first -= 1 }
      if first == last {
        last -= 1
        continue
      }
      steps += 1
      guard steps <= 30 * n else { return false }
      // Wilkinson's shift, the eigenvalue of the last 2×2 block that is nearer to its last element.
      let (half, square) = ((diagonal[last - 1] - diagonal[last]) / 2, squares[last - 1])
      let root = (half * half + square).squareRoot()
      let longest = half < 0 ? half - root : half + root
      let change = square / longest
      if last - first == 1 {
        diagonal[first] += change
        diagonal[last] -= change
        squares[first] = 0
        if let z {
          let rotation = Rotation(longest, square.squareRoot())
          z.rotate(first, last, rotation.cosine, rotation.sine)
        }
        last -= 2
        continue
      }
      step(diagonal, squares, first, last, diagonal[last] - change, z)
    }
    return true
  }

  /// One step with a shift from the first to the last row of a block. Each rotation waits only for a division of the one before.
  @inline(__always)
  private static func step(
    _ diagonal: UnsafeMutablePointer<Double>, _ squares: UnsafeMutablePointer<Double>, _ first: Int, _ last: Int,
    _ shift: Double, _ z: SmallColumns?
  ) {
    // The squares of the cosine and the sine; γ; the square of what the rotation acts on, over that of the sine before.
    var (cosine, sine, gamma) = (1.0, 1.0, diagonal[first] - shift)
    var p = gamma * gamma
    // Whether the cosines before and of the next rotation are negative.
    var (wasNegative, isNegative) = (false, gamma < 0)
    for k in first..<last {
      let square = squares[k]
      let length = p + square
      if k > first { squares[k - 1] = sine * length }
      let before = cosine
      // What is that small counts as zero, for which the quotients are not defined.
      let isZero = p < SmallColumns.smallestSquare
      let quotients = SIMD4(p, square, length, 0) / SIMD4(length, length, isZero ? 1 : p, 1)
      (cosine, sine) = isZero ? (0, 1) : (quotients.x, quotients.y)
      if let z {
        let roots = SIMD2(cosine, sine).squareRoot()
        z.rotate(k, k + 1, isNegative ? -roots.x : roots.x, roots.y)
      }
      let (old, element) = (gamma, diagonal[k + 1])
      gamma = cosine * (element - shift) - sine * old
      diagonal[k] = old + (element - gamma)
      p = isZero ? before * square : gamma * (gamma * quotients.z)
      (wasNegative, isNegative) = (isNegative, isZero ? !wasNegative : isNegative != (gamma < 0))
    }
    squares[last - 1] = sine * p
    diagonal[last] = shift + gamma
    if isNegative { z?.scaleColumn(last, by: -1) }
  }

  /// Whether the square of an element beside the diagonal changes none of the two eigenvalues there, nor is worth keeping.
  @inline(__always)
  private static func isNegligible(_ square: Double, _ x: Double, _ y: Double) -> Bool {
    square <= Double.ulpOfOne * Double.ulpOfOne / 4 * (x * y).magnitude + 0x1p-900
  }
}
