// Balancing of small real matrices before their eigenvalues are sought.

/// D⁻¹ Pᵀ A P D with a permutation P that isolates eigenvalues and powers of two D that make the norms of rows and
/// columns alike.
///
/// B. N. Parlett and C. Reinsch, "Balancing a matrix for calculation of eigenvalues and eigenvectors", Numer. Math. 13
/// (1969); with Euclidean norms, diagonal elements included, as R. James, J. Langou and B. R. Lowery found better ("On matrix
/// balancing and eigenvector computation", arXiv 1401.5766).
struct SmallBalancing {
  /// The rows and columns that are not triangular already.
  private(set) var active: Range<Int>
  /// The element of D for a row of the active part; the position with which another one was exchanged.
  private let scale: UnsafeMutablePointer<Double>
  private let n: Int

  /// Balances in place, without D if the matrix is not to be rescaled.
  init(_ a: SmallColumns, _ n: Int, rescales: Bool, scratch scale: UnsafeMutablePointer<Double>) {
    self.scale = scale
    self.n = n
    active = 0..<n
    isolate(a)
    for i in active { scale[i] = 1 }
    guard rescales else { return }
    // Three sweeps or so; a bound, though each change lessens the norm.
    for _ in 0..<1000 {
      if !rescale(a) { break }
    }
  }

  /// The largest element of D over the smallest.
  var spread: Double {
    var (least, largest) = (1.0, 1.0)
    for i in active { (least, largest) = (min(least, scale[i]), max(largest, scale[i])) }
    return largest / least
  }

  /// Moves rows without elements beside the diagonal to the bottom, then such columns to the left.
  private mutating func isolate(_ a: SmallColumns) {
    var isChanged = true
    while isChanged, active.count > 1 {
      isChanged = false
      for i in active.reversed() where active.allSatisfy({ $0 == i || a[i, $0] == 0 }) {
        exchange(a, i, active.upperBound - 1)
        active = active.lowerBound..<active.upperBound - 1
        isChanged = true
        break
      }
    }
    isChanged = true
    while isChanged, active.count > 1 {
      isChanged = false
      for j in active where active.allSatisfy({ $0 == j || a[$0, j] == 0 }) {
        exchange(a, j, active.lowerBound)
        active = active.lowerBound + 1..<active.upperBound
        isChanged = true
        break
      }
    }
    if active.count == 1 { scale[active.lowerBound] = 1 }
  }

  private func exchange(_ a: SmallColumns, _ i: Int, _ end: Int) {
    scale[end] = Double(i)
    if i == end { return }
    a.exchangeColumns(i, end)
    for j in 0..<n { a.exchange(i, end, ofColumn: j) }
  }

  /// One sweep; whether it changed something.
  private func rescale(_ a: SmallColumns) -> Bool {
    var isChanged = false
    for i in active {
      // Squares of the norms; those that have underflown count as zero.
      var (column, row) = (0.0, 0.0)
      for k in active {
        column += a[k, i] * a[k, i]
        row += a[i, k] * a[i, k]
      }
      guard column > 0, row > 0 else { continue }
      let sum = column.squareRoot() + row.squareRoot()
      var factor = 1.0
      while column < row / 4 {
        factor *= 2
        column *= 4
        row /= 4
      }
      while row <= column / 4 {
        factor /= 2
        column /= 4
        row *= 4
      }
      if factor == 1 || column.squareRoot() + row.squareRoot() >= 0.95 * sum { continue }
      // What larger factors balance has no digits beside the rest, and the eigenvectors must stay finite.
      guard 0x1p-400...0x1p400 ~= scale[i] * factor else { continue }
      isChanged = true
      scale[i] *= factor
      let inverse = 1 / factor
      for k in active.lowerBound..<n { a[i, k] *= inverse }
      for k in 0..<active.upperBound { a[k, i] *= factor }
    }
    return isChanged
  }

  /// P D x for some columns x.
  @inline(__always)
  func undo(_ columns: SmallColumns, _ count: Int) {
    for j in 0..<count {
      let x = columns.column(j)
      for i in active { x[i] *= scale[i] }
      for end in (0..<active.lowerBound).reversed() { columns.exchange(Int(scale[end]), end, ofColumn: j) }
      for end in active.upperBound..<n { columns.exchange(Int(scale[end]), end, ofColumn: j) }
    }
  }
}
