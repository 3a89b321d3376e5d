// Products of integer matrices, exact or refused.

extension DenseArray where Element == Int {
  /// The matrix product, or `nil` if an element of it does not fit in an `Int`. A vector counts as a column.
  public func multiplied(by other: DenseArray) throws(LinearAlgebraError) -> DenseArray? {
    guard rank == 1 || rank == 2 else { throw .wrongRank(rank) }
    guard other.rank == 1 || other.rank == 2 else { throw .wrongRank(other.rank) }
    let (m, inner, n) = (rows, columns, other.columns)
    guard inner == other.rows else {
      throw .dimensionMismatch(
        "the inner dimensions of a \(m)×\(inner) and a \(other.rows)×\(n) matrix differ")
    }
    let result = DenseArray(repeating: 0, shape: rank == 2 && other.rank == 1 ? [m] : [m, n])
    let (a, b, c) = (buffer.baseAddress, other.buffer.baseAddress, result.buffer.baseAddress)
    // No partial sum exceeds inner · max|A| · max|B|; if that fits, nothing needs checking on the way.
    let (bound, overflow) = largestMagnitude.multipliedReportingOverflow(by: other.largestMagnitude)
    let (total, overflowOfSum) = bound.multipliedReportingOverflow(by: UInt(inner))
    if !overflow && !overflowOfSum && total <= UInt(Int.max) {
      for j in 0..<n {
        for l in 0..<inner {
          let factor = b[l + j * inner]
          for i in 0..<m { c[i + j * m] &+= a[i + l * m] &* factor }
        }
      }
      return result
    }
    for j in 0..<n {
      for i in 0..<m {
        guard let element = Self.exactDot(a + i, stride: m, b + j * inner, inner) else { return nil }
        c[i + j * m] = element
      }
    }
    return result
  }

  private var largestMagnitude: UInt {
    var result: UInt = 0
    for value in buffer.elements { result = max(result, value.magnitude) }
    return result
  }

  /// The scalar product of a row and a column if it fits, whatever its partial sums do: 128 bits hold at least 2^64
  /// products only while these stay below 2^126, so the sum itself is watched too.
  private static func exactDot(
    _ a: UnsafeMutablePointer<Int>, stride: Int, _ b: UnsafeMutablePointer<Int>, _ count: Int
  ) -> Int? {
    var sum: Int128 = 0
    for l in 0..<count {
      let (next, overflow) = sum.addingReportingOverflow(Int128(a[l * stride]) * Int128(b[l]))
      if overflow { return nil }
      sum = next
    }
    return Int(exactly: sum)
  }

  /// The power of a square matrix with an exponent that is not negative, or `nil` if an element does not fit in an
  /// `Int`.
  public func power(_ exponent: UInt) throws(LinearAlgebraError) -> DenseArray? {
    guard rank == 2, rows == columns else { throw .notSquare(rows: rows, columns: columns) }
    var result = DenseArray(rows: rows, columns: rows) { $0 == $1 ? 1 : 0 }
    var (base, rest) = (self, exponent)
    while rest > 0 {
      if rest & 1 == 1 {
        guard let next = try result.multiplied(by: base) else { return nil }
        result = next
      }
      rest >>= 1
      if rest > 0 {
        guard let next = try base.multiplied(by: base) else { return nil }
        base = next
      }
    }
    return result
  }
}
