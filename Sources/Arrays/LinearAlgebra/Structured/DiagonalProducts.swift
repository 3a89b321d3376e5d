// Products with matrices that are given by their diagonals.

extension DenseArray where Element: LinearAlgebraScalar {
  /// Adds D X to this array, where only diagonal `k` of D is not zero: 0 is the main one, positive ones are above it.
  ///
  /// - Parameters:
  ///   - diagonal: The elements of the diagonal, n − |k| of a matrix of order n.
  ///   - x: A vector of n elements or a matrix of n rows, of the shape of this array.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  public func addProduct(diagonal: Vector<Element>, _ k: Int, times x: DenseArray) {
    let (n, count, d) = (rows, diagonal.count, diagonal.pointer)
    guard n > 0 else { return }
    for j in 0..<(self.count / n) {
      let (target, source) = (pointer + j * n + Swift.max(0, -k), x.pointer + j * n + Swift.max(0, k))
      for i in 0..<count { target[i] += d[i] * source[i] }
    }
  }

  /// Adds X D to this m×n matrix, where only diagonal `k` of D is not zero; X is of the same shape.
  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  public func addProduct(_ x: DenseArray, timesDiagonal diagonal: Vector<Element>, _ k: Int) {
    let (m, d) = (rows, diagonal.pointer)
    for j in 0..<diagonal.count {
      let (target, source) = (pointer + (j + Swift.max(0, k)) * m, x.pointer + (j + Swift.max(0, -k)) * m)
      for i in 0..<m { target[i] += source[i] * d[j] }
    }
  }
}
