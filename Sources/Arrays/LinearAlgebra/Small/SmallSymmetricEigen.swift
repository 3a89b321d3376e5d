// Eigenvalues and eigenvectors of small real symmetric matrices, which are done before LAPACK has found its workspace.

/// Householder's reduction to tridiagonal form and implicit QR steps with Wilkinson's shift (Golub and Van Loan, Matrix
/// Computations, section 8.3).
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
    _ n: Int, _ diagonal: UnsafeMutablePointer<Double>, _ beside: UnsafeMutablePointer<Double>, _ z: SmallColumns?
  ) -> Bool {
    var (last, steps) = (n - 1, 0)
    while last > 0 {
      var first = last
      while first > 0, !isNegligible(beside[first - 1], diagonal[first - 1], diagonal[first]) { first -= 1 }
      if first == last {
        last -= 1
        continue
      }
      steps += 1
      guard steps <= 30 * n else { return false }
      // Wilkinson's shift, the eigenvalue of the last 2×2 block that is nearer to its last element.
      let (half, element) = ((diagonal[last - 1] - diagonal[last]) / 2, beside[last - 1])
      let root = (half * half + element * element).squareRoot()
      let longest = half < 0 ? half - root : half + root
      let change = element * (element / longest)
      if last - first == 1 {
        let rotation = Rotation(longest, element)
        diagonal[first] += change
        diagonal[last] -= change
        beside[first] = 0
        z?.rotate(first, last, rotation.cosine, rotation.sine)
        last -= 2
        continue
      }
      step(diagonal, beside, first, last, diagonal[last] - change, z)
    }
    return true
  }

  /// One step with a shift from the first to the last row of a block.
  @inline(__always)
  private static func step(
    _ diagonal: UnsafeMutablePointer<Double>, _ beside: UnsafeMutablePointer<Double>, _ first: Int, _ last: Int,
    _ shift: Double, _ z: SmallColumns?
  ) {
    var (x, cosine, sine, change) = (diagonal[first] - shift, 1.0, 1.0, 0.0)
    for k in first..<last {
      let (bulge, rest) = (sine * beside[k], cosine * beside[k])
      let rotation = Rotation(x, bulge)
      if k > first { beside[k - 1] = rotation.length }
      (cosine, sine) = (rotation.cosine, rotation.sine)
      let shifted = diagonal[k] - change
      let sum = (diagonal[k + 1] - shifted) * sine + 2 * cosine * rest
      change = sine * sum
      diagonal[k] = shifted + change
      x = cosine * sum - rest
      z?.rotate(k, k + 1, cosine, sine)
    }
    diagonal[last] -= change
    beside[last - 1] = x
  }

  /// Whether an element beside the diagonal changes none of the two eigenvalues there, nor is worth a square.
  @inline(__always)
  private static func isNegligible(_ element: Double, _ x: Double, _ y: Double) -> Bool {
    element * element <= Double.ulpOfOne * Double.ulpOfOne / 4 * (x * y).magnitude + 0x1p-900
  }
}
