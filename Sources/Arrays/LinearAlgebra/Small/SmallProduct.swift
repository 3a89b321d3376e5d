// Products of small matrices without BLAS.

/// Plain loops, which beat the call of BLAS for a few hundred multiplications.
public enum SmallProduct {
  /// The number of multiplications up to which they do.
  public static let largestWork = 1000

  /// Sets the m×n matrix `c` to the product of the m×`inner` matrix `a` and the `inner`×n matrix `b`, in columns.
  @inlinable public static func multiply<Element: LinearAlgebraScalar>(
    _ a: UnsafePointer<Element>?, _ b: UnsafePointer<Element>?, into c: UnsafeMutablePointer<Element>,
    _ m: Int, _ inner: Int, _ n: Int
  ) {
    guard let a, let b else { return }
    if Element.self == Double.self {
      let (a, b) = (UnsafeRawPointer(a), UnsafeRawPointer(b).assumingMemoryBound(to: Double.self))
      return multiply(a, b, into: UnsafeMutableRawPointer(c), m, inner, n)
    }
    for j in 0..<n {
      let column = c + j * m
      column.initialize(repeating: .zero, count: m)
      for l in 0..<inner {
        let (factor, elements) = (b[l + j * inner], a + l * m)
        for i in 0..<m { column[i] += elements[i] * factor }
      }
    }
  }

  /// Four, two and one rows at a time, whose sums stay in registers; they have the order of the loops above.
  @usableFromInline static func multiply(
    _ a: UnsafeRawPointer, _ b: UnsafePointer<Double>, into c: UnsafeMutableRawPointer, _ m: Int, _ inner: Int, _ n: Int
  ) {
    var row = 0
    row = rows(SIMD4<Double>.self, from: row, a, b, c, m, inner, n)
    row = rows(SIMD2<Double>.self, from: row, a, b, c, m, inner, n)
    guard row < m else { return }
    let (elements, result) = (a.assumingMemoryBound(to: Double.self), c.assumingMemoryBound(to: Double.self))
    for j in 0..<n {
      var sum = 0.0
      for l in 0..<inner { sum += elements[row + l * m] * b[l + j * inner] }
      result[row + j * m] = sum
    }
  }

  /// The rows of the product that come by whole vectors; the first row that is left.
  @inline(__always)
  private static func rows<Lanes: SIMD<Double>>(
    _ type: Lanes.Type, from first: Int, _ a: UnsafeRawPointer, _ b: UnsafePointer<Double>, _ c: UnsafeMutableRawPointer,
    _ m: Int, _ inner: Int, _ n: Int
  ) -> Int {
    let size = MemoryLayout<Double>.stride
    var row = first
    while row + Lanes.scalarCount <= m {
      // Two columns at a time, whose sums do not wait for each other; the last one of an odd number twice.
      for first in stride(from: 0, to: n, by: 2) {
        let second = min(first + 1, n - 1)
        var (sum, other) = (Lanes.zero, Lanes.zero)
        let (factors, others) = (b + first * inner, b + second * inner)
        for l in 0..<inner {
          let elements = a.loadUnaligned(fromByteOffset: size * (row + l * m), as: Lanes.self)
          sum += elements * Lanes(repeating: factors[l])
          other += elements * Lanes(repeating: others[l])
        }
        c.storeBytes(of: sum, toByteOffset: size * (row + first * m), as: Lanes.self)
        c.storeBytes(of: other, toByteOffset: size * (row + second * m), as: Lanes.self)
      }
      row += Lanes.scalarCount
    }
    return row
  }
}
