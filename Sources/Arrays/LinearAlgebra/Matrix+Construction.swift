// Special matrices and parts of matrices: identity, diagonals, triangles, Kronecker products.

extension DenseArray where Element: LinearAlgebraScalar {
  /// The identity matrix of order `n`.
  public static func identity(_ n: Int) -> DenseArray {
    let result = DenseArray(repeating: .zero, shape: [n, n])
    for i in 0..<n { result.pointer[i + i * n] = 1 }
    return result
  }

  /// The square matrix with `elements` on its diagonal.
  public init(diagonal elements: DenseArray) {
    let n = elements.count
    self.init(repeating: .zero, shape: [n, n])
    for i in 0..<n { pointer[i + i * n] = elements.pointer[i] }
  }

  /// The elements of diagonal `k`: 0 the main one, positive above it, negative below it.
  public func diagonal(_ k: Int = 0) -> DenseArray {
    precondition(rank <= 2, "only a matrix has a diagonal")
    let k = Self.clampedDiagonal(k)
    let (firstRow, firstColumn) = (max(0, -k), max(0, k))
    let length = max(0, min(rows - firstRow, columns - firstColumn))
    return DenseArray((0..<length).map { pointer[firstRow + $0 + (firstColumn + $0) * rows] })
  }

  /// The matrix with the elements below diagonal `k` set to zero.
  public func upperTriangle(diagonal k: Int = 0) -> DenseArray {
    precondition(rank <= 2, "only a matrix has triangles")
    let k = Self.clampedDiagonal(k)
    let result = copied()
    for j in 0..<columns {
      for i in min(rows, max(0, j - k + 1))..<rows { result.pointer[i + j * rows] = .zero }
    }
    return result
  }

  /// The matrix with the elements above diagonal `k` set to zero.
  public func lowerTriangle(diagonal k: Int = 0) -> DenseArray {
    precondition(rank <= 2, "only a matrix has triangles")
    let k = Self.clampedDiagonal(k)
    let result = copied()
    for j in 0..<columns {
      for i in 0..<min(rows, max(0, j - k)) { result.pointer[i + j * rows] = .zero }
    }
    return result
  }

  /// The sum of the diagonal of a square matrix.
  public func trace() throws(LinearAlgebraError) -> Element {
    let n = Int(try lapackOrder())
    return (0..<n).reduce(.zero) { $0 + pointer[$1 + $1 * n] }
  }

  /// The Kronecker product A ⊗ B: each element of A times the whole of B. Two vectors give a vector.
  public func kronecker(_ other: DenseArray) throws(LinearAlgebraError) -> DenseArray {
    let (m, n) = try lapackSize()
    let (p, q) = try other.lapackSize()
    let shape = rank == 1 && other.rank == 1 ? [Int(m) * Int(p)] : [Int(m) * Int(p), Int(n) * Int(q)]
    guard let total = DenseArray.elementCount(of: shape) else { throw .tooLarge(rows: shape[0], columns: shape[1]) }
    let result = ArrayStorage<Element>(capacity: total)
    for j in 0..<Int(n) {
      for l in 0..<Int(q) {
        for i in 0..<Int(m) {
          let factor = pointer[i + j * Int(m)]
          for k in 0..<Int(p) { result.append(factor * other.pointer[k + l * Int(p)]) }
        }
      }
    }
    return DenseArray(unchecked: result, shape: shape)
  }
}
