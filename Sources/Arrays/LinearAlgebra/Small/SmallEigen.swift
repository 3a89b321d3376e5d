// Eigenvalues and eigenvectors of small real matrices, which are done before LAPACK has found its workspace.

/// The general real eigenvalue problem, with the results of LAPACK's `geevx` in its order, storage and signs.
enum SmallEigen {
  /// Up to this order it beats LAPACK.
  static let largestOrder = 32

  /// How an attempt ended, `scaled` if its scaling may have cost digits.
  private enum Outcome { case failed, plain, scaled }

  /// Factors that differ by no more cost a digit at most.
  private static let harmlessSpread = 16.0

  /// The eigenvalues of a matrix and, if there is memory for them, the eigenvectors; false if the elements are too large or
  /// small for squares or the iteration does not converge.
  ///
  /// A complex pair has its vectors u ± iv as the columns u and v. Scaling gives digits to the small eigenvalues of badly scaled
  /// matrices, but may cost those of all (D. S. Watkins, "A case where balancing is harmful", Electron. Trans. Numer. Anal. 23,
  /// 2006): where the residuals show that, it is left out.
  static func decompose(
    _ matrix: UnsafePointer<Double>, _ n: Int, _ real: UnsafeMutablePointer<Double>,
    _ imaginary: UnsafeMutablePointer<Double>, _ vectors: UnsafeMutablePointer<Double>?
  ) -> Bool {
    let outcome = attempt(matrix, n, real, imaginary, vectors, rescales: true)
    guard outcome == .scaled else { return outcome == .plain }
    let isTrue = withUnsafeTemporaryAllocation(of: Double.self, capacity: n * n) { memory in
      guard let start = memory.baseAddress else { return false }
      if vectors == nil, attempt(matrix, n, real, imaginary, start, rescales: true) == .failed { return false }
      return isSmallResidual(matrix, n, real, imaginary, vectors ?? start)
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
      return balancing.spread > harmlessSpread ? .scaled : .plain
    }
  }

  /// Whether A V = V Λ within 10 n ε of the largest element of A.
  private static func isSmallResidual(
    _ matrix: UnsafePointer<Double>, _ n: Int, _ real: UnsafePointer<Double>, _ imaginary: UnsafePointer<Double>,
    _ vectors: UnsafePointer<Double>
  ) -> Bool {
    var largest = 0.0
    for k in 0..<n * n { largest = max(largest, matrix[k].magnitude) }
    let bound = 10 * Double(n) * Double.ulpOfOne * largest
    for j in 0..<n {
      let vector = vectors + j * n
      // The other part of a complex vector.
      let other = imaginary[j] == 0 ? vector : imaginary[j] > 0 ? vector + n : vector - n
      for i in 0..<n {
        var sum = imaginary[j] * other[i] - real[j] * vector[i]
        for k in 0..<n { sum += matrix[i + k * n] * vector[k] }
        guard sum.magnitude <= bound else { return false }
      }
    }
    return true
  }
}
