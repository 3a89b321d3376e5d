// Products of small matrices without BLAS.
import CKernels

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
      return multiply(UnsafeRawPointer(a), UnsafeRawPointer(b), into: UnsafeMutableRawPointer(c), m, inner, n)
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

  /// The same with sums that stay in vectors of the machine, in the order of the loops above.
  @usableFromInline static func multiply(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, into c: UnsafeMutableRawPointer, _ m: Int, _ inner: Int, _ n: Int
  ) {
    ckernels_product(
      a.assumingMemoryBound(to: Double.self), b.assumingMemoryBound(to: Double.self),
      c.assumingMemoryBound(to: Double.self), m, inner, n)
  }
}
