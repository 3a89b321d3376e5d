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
    // Down the columns, which vector instructions like.
    for j in 0..<n {
      let column = c + j * m
      column.initialize(repeating: .zero, count: m)
      for l in 0..<inner {
        let (factor, elements) = (b[l + j * inner], a + l * m)
        for i in 0..<m { column[i] += elements[i] * factor }
      }
    }
  }
}
