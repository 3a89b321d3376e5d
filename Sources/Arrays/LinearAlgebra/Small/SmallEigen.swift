// Eigenvalues and eigenvectors of small real matrices, which are done before LAPACK has found its workspace.

/// The general real eigenvalue problem, with the results of LAPACK's `geevx` in its order, storage and signs.
enum SmallEigen {
  /// Up to this order it beats LAPACK.
  static let largestOrder = 32

  /// How an attempt ended, `scaled` if its scaling may have cost digits.
  private enum Outcome { case failed, plain, scaled }

  /// The eigenvalues of a matrix and, if there is memory for them, the eigenvectors; false if the elements are too large or
  /// small for squares or the iteration does not converge.
  ///
  /// A complex pair has its vectors u ± iv as the columns u and v. Where scaling costs digits it is left out (`EigenScaling`).
  static func decompose(
    _ matrix: UnsafePointer<Double>, _ n: Int, _ real: UnsafeMutablePointer<Double>,
    _ imaginary: UnsafeMutablePointer<Double>, _ vectors: UnsafeMutablePointer<Double>?
  ) -> Bool {
    let outcome = attempt(matrix, n, real, imaginary, vectors, rescales: true)
    guard outcome == .scaled else { return outcome == .plain }
    let isTrue = withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * n * n) { memory in
      guard let product = memory.baseAddress else { return false }
      let found = vectors ?? product + n * n
      if vectors == nil, attempt(matrix, n, real, imaginary, found, rescales: true) == .failed { return false }
      SmallProduct.multiply(matrix, found, into: product, n, n, n)
      let largest = (0..<n * n).reduce(0) { max($0, matrix[$1].magnitude) }
      return EigenScaling.isHarmless(product, found, real, imaginary, n, largest: largest)
    }
    return isTrue || attempt(matrix, n, real, imaginary, vectors, rescales: false) != .failed
  }

  private static func attempt(
    _ matrix: UnsafePointer<Double>, _ n: Int, _ real: UnsafeMutablePointer<Double>,
    _ imaginary: UnsafeMutablePointer<Double>, _ vectors: UnsafeMutablePointer<Double>?, rescales: Bool
  ) -> Outcome {
    let width = SmallColumns.width(n)
    // The matrix and Z with a column to spare, the eigenvectors, and two vectors.
    return SmallColumns.withMemory(width * (3 * n + 5)) { start in
      let a = SmallColumns(start, width)
      a.clear(3 * n + 5)
      var largest = 0.0
      for j in 0..<n {
        for i in 0..<n {
          a[i, j] = matrix[i + j * n]
          largest = max(largest, a[i, j].magnitude)
        }
      }
      guard largest > 0x1p-300, largest < 0x1p300 else { return .failed }
      let (z, x) = (SmallColumns(start + width * (n + 1), width), SmallColumns(start + width * (2 * n + 2), width))
      let scale = SmallColumns(start + width * (3 * n + 3), width).column(0)
      let balancing = SmallBalancing(a, n, rescales: rescales, scratch: scale)
      let unit = a.scaleToOne(n)
      guard unit > 0 else { return .failed }
      let schur = SmallSchur(n: n, form: a, vectors: vectors == nil ? nil : z, real: real, imaginary: imaginary)
      schur.reduce(balancing.active, reflectors: x)
      guard schur.iterate(balancing.active) else { return .failed }
      if let vectors {
        let eigenvectors = SmallEigenvectors(schur, x)
        eigenvectors.substitute()
        balancing.undo(x, n)
        eigenvectors.normalise()
        for j in 0..<n { (vectors + j * n).update(from: x.column(j), count: n) }
      }
      for i in 0..<n {
        real[i] *= unit
        imaginary[i] *= unit
      }
      return balancing.spread > EigenScaling.harmlessSpread ? .scaled : .plain
    }
  }
}
