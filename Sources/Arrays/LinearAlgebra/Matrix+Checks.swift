// Questions about a matrix, and the checks that guard calls of LAPACK.
import ComplexModule

extension DenseArray where Element: LinearAlgebraScalar {
  /// Whether every element is finite.
  public var isFinite: Bool {
    // Both kinds of elements are one or two floating-point numbers.
    let numbers = count * MemoryLayout<Element>.stride / MemoryLayout<Double>.stride
    let start = UnsafeRawPointer(buffer.baseAddress).assumingMemoryBound(to: Double.self)
    return withExtendedLifetime(buffer) { VectorLoops.areFinite(start, count: numbers) }
  }

  /// Whether the matrix equals its transpose exactly.
  public var isSymmetric: Bool {
    @specialized(where Element == Double)
    @specialized(where Element == Complex<Double>)
    get {
      guard rank == 2, rows == columns else { return false }
      let (n, a) = (rows, buffer.baseAddress)
      for j in 0..<n {
        for i in 0...j where a[i + j * n] != a[j + i * n] { return false }
      }
      return true
    }
  }

  /// Whether the matrix equals its conjugate transpose exactly.
  public var isHermitian: Bool {
    @specialized(where Element == Double)
    @specialized(where Element == Complex<Double>)
    get {
      guard rank == 2, rows == columns else { return false }
      let (n, a) = (rows, buffer.baseAddress)
      for j in 0..<n {
        for i in 0...j where a[i + j * n] != a[j + i * n].conjugated { return false }
      }
      return true
    }
  }

  /// Whether all elements below diagonal `k` are zero (`k` = 0 is the main diagonal, 1 the one above it).
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  public func isUpperTriangular(diagonal k: Int = 0) -> Bool {
    guard rank <= 2 else { return false }
    let k = Self.clampedDiagonal(k)
    let (m, n, a) = (rows, columns, buffer.baseAddress)
    for j in 0..<min(n, max(0, m + k)) {
      for i in max(0, j - k + 1)..<max(m, j - k + 1, 0) where a[i + j * m] != .zero { return false }
    }
    return true
  }

  /// Whether all elements above diagonal `k` are zero.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  public func isLowerTriangular(diagonal k: Int = 0) -> Bool {
    guard rank <= 2 else { return false }
    let k = Self.clampedDiagonal(k)
    let (m, n, a) = (rows, columns, buffer.baseAddress)
    for j in 0..<n {
      for i in 0..<min(m, max(0, j - k)) where a[i + j * m] != .zero { return false }
    }
    return true
  }

  /// The diagonal `k`, or one just as far outside of every matrix that is safe to calculate with.
  static func clampedDiagonal(_ k: Int) -> Int { min(max(k, -1 << 60), 1 << 60) }

  /// Whether all elements off the main diagonal are zero.
  public var isDiagonal: Bool { isUpperTriangular() && isLowerTriangular() }

  /// The sizes as LAPACK takes them; a vector counts as one column.
  func lapackSize() throws(LinearAlgebraError) -> (rows: Int32, columns: Int32) {
    guard rank == 1 || rank == 2 else { throw .wrongRank(rank) }
    guard let m = Int32(exactly: rows), let n = Int32(exactly: columns), m < .max, n < .max else {
      throw .tooLarge(rows: rows, columns: columns)
    }
    return (m, n)
  }

  /// The order of a square matrix.
  func lapackOrder() throws(LinearAlgebraError) -> Int32 {
    let (m, n) = try lapackSize()
    guard m == n else { throw .notSquare(rows: rows, columns: columns) }
    return n
  }

  func requireFinite() throws(LinearAlgebraError) {
    guard isFinite else { throw .notFinite }
  }

  /// The distance between columns as LAPACK wants it: at least one.
  var leadingDimension: Int32 { Int32(max(1, rows)) }

  /// The array with storage of its own, for a routine that overwrites its input.
  func copied() -> DenseArray { copied(as: shape) }

  /// The same elements under a shape of as many.
  func copied(as shape: [Int]) -> DenseArray {
    let result = DenseArray(uninitializedShape: shape)
    result.pointer.initialize(from: pointer, count: count)
    return result
  }

  var pointer: UnsafeMutablePointer<Element> { buffer.baseAddress }
}

/// Turns a non-zero `info` of a LAPACK call into an error. On finite, well-shaped input it is positive if an iteration
/// does not converge and negative if LAPACKE cannot allocate its workspace.
func requireSuccess(_ info: Int32, _ routine: String) throws(LinearAlgebraError) {
  guard info == 0 else { throw .didNotConverge("LAPACK's \(routine) (info \(info))") }
}
