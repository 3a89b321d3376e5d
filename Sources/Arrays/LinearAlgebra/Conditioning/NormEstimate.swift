// The norm of a matrix that is known by its products only, such as an inverse of which there is a factorisation.

enum NormEstimate {
  /// An estimate of ‖M‖₁ = max Σ |mᵢⱼ| that is never above it and hardly ever below a third of it.
  ///
  /// N. J. Higham, "FORTRAN codes for estimating the one-norm of a real or complex matrix", ACM Trans. Math. Softw. 14
  /// (1988), algorithm 2.4, as LAPACK's `lacn2`: four to eleven products. Up to order four the columns of M are as
  /// cheap, and the norm is exact. Infinite or NaN if a product is.
  /// - Parameters:
  ///   - n: The order, at least one.
  ///   - apply: Replaces a vector by M times it.
  ///   - applyAdjoint: Replaces a vector by Mᴴ times it.
  @inline(__always)
  static func oneNorm<Element: LinearAlgebraScalar>(
    order n: Int, _ apply: (UnsafeMutablePointer<Element>) -> Void,
    adjoint applyAdjoint: (UnsafeMutablePointer<Element>) -> Void
  ) -> Double {
    withUnsafeTemporaryAllocation(of: Element.self, capacity: 2 * n) { scratch in
      guard let x = scratch.baseAddress else { return 0 }
      if n <= 4 {
        var largest = 0.0
        for j in 0..<n {
          unitVector(x, n, j)
          apply(x)
          let sum = absoluteSum(x, n)
          if !(sum <= largest) { largest = sum }
        }
        return largest
      }
      let signs = x + n
      for i in 0..<n { (x + i).initialize(to: Element(real: 1 / Double(n))) }
      apply(x)
      var estimate = absoluteSum(x, n)
      for i in 0..<n { (signs + i).initialize(to: signOrOne(x[i])) }
      x.update(from: signs, count: n)
      applyAdjoint(x)
      var position = largestPosition(x, n)
      for _ in 2...5 {
        unitVector(x, n, position)
        apply(x)
        let next = absoluteSum(x, n)
        if !Element.isComplex, (0..<n).allSatisfy({ signOrOne(x[$0]) == signs[$0] }) {
          estimate = max(estimate, next)
          break
        }
        guard next > estimate else { break }
        estimate = next
        for i in 0..<n { signs[i] = signOrOne(x[i]) }
        x.update(from: signs, count: n)
        applyAdjoint(x)
        let last = position
        position = largestPosition(x, n)
        if x[last].modulus == x[position].modulus { break }
      }
      for i in 0..<n {
        let size = 1 + Double(i) / Double(n - 1)
        x[i] = Element(real: i & 1 == 0 ? size : -size)
      }
      apply(x)
      let alternative = 2 * absoluteSum(x, n) / (3 * Double(n))
      return alternative > estimate || alternative.isNaN ? alternative : estimate
    }
  }

  @inline(__always)
  private static func unitVector<Element: LinearAlgebraScalar>(_ x: UnsafeMutablePointer<Element>, _ n: Int, _ j: Int) {
    for i in 0..<n { (x + i).initialize(to: i == j ? 1 : .zero) }
  }

  @inline(__always)
  private static func absoluteSum<Element: LinearAlgebraScalar>(_ x: UnsafeMutablePointer<Element>, _ n: Int) -> Double {
    var sum = 0.0
    for i in 0..<n { sum += x[i].modulus }
    return sum
  }

  @inline(__always)
  private static func signOrOne<Element: LinearAlgebraScalar>(_ z: Element) -> Element {
    if !Element.isComplex { return z.realPart < 0 ? -1 : 1 }
    let sign = z.sign
    return sign == .zero ? 1 : sign
  }

  @inline(__always)
  private static func largestPosition<Element: LinearAlgebraScalar>(
    _ x: UnsafeMutablePointer<Element>, _ n: Int
  ) -> Int {
    var (best, size) = (0, -1.0)
    for i in 0..<n where x[i].modulus > size { (best, size) = (i, x[i].modulus) }
    return best
  }
}
