// The Cholesky factorisation of a matrix that changes by a dyad, in O(n²) operations.

extension CholeskyDecomposition {
  /// The factorisation of A + v vᴴ, by plane rotations (Golub and Van Loan, Matrix Computations, section 6.5.4).
  public func updated(by v: Vector<Element>) throws(LinearAlgebraError) -> CholeskyDecomposition {
    try changed(by: v, sign: 1)
  }

  /// The factorisation of A − v vᴴ, by hyperbolic rotations. Throws `notPositiveDefinite` if that matrix is not positive
  /// definite, or so little that rounding hides it.
  public func downdated(by v: Vector<Element>) throws(LinearAlgebraError) -> CholeskyDecomposition {
    try changed(by: v, sign: -1)
  }

  private func changed(by v: Vector<Element>, sign: Double) throws(LinearAlgebraError) -> CholeskyDecomposition {
    let n = factor.rows
    guard v.rank == 1, v.count == n else {
      throw .dimensionMismatch("a \(n)×\(n) matrix and a vector of \(v.count) elements do not fit")
    }
    try v.requireFinite()
    let lower = triangle == .lower ? factor.copied() : factor.adjoint()
    let (l, x) = (lower.pointer, v.copied())
    for k in 0..<n {
      let diagonal = l[k + k * n].realPart
      let size = x.pointer[k].modulus
      if size == 0 { continue }
      let next: Double
      if sign > 0 {
        next = Double.hypot(diagonal, size)
      } else {
        guard size < diagonal else { throw .notPositiveDefinite(minor: k + 1) }
        next = ((diagonal - size) * (diagonal + size)).squareRoot()
        guard next > 0 else { throw .notPositiveDefinite(minor: k + 1) }
      }
      let (cosine, sine) = (Element(real: next / diagonal), x.pointer[k] / Element(real: diagonal))
      l[k + k * n] = Element(real: next)
      for i in (k + 1)..<max(n, k + 1) {
        let element = (l[i + k * n] + Element(real: sign) * sine.conjugated * x.pointer[i]) / cosine
        x.pointer[i] = cosine * x.pointer[i] - sine * element
        l[i + k * n] = element
      }
    }
    return CholeskyDecomposition(factor: triangle == .lower ? lower : lower.adjoint(), triangle)
  }
}
