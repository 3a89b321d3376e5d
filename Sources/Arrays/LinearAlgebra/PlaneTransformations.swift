// Rotations and reflections that make zeros.
import RealModule

/// A rotation of a plane: [c s; −s̄ c] with real c.
public struct GivensRotation<Element: LinearAlgebraScalar>: Hashable, Sendable {
  public let cosine: Double
  public let sine: Element

  /// What the rotation makes of the pair that it was made for: [c s; −s̄ c] (f, g) = (r, 0).
  public let length: Element

  /// The rotation that takes (f, g) to (r, 0), without overflow on the way (D. Bindel et al., "On computing Givens
  /// rotations reliably and efficiently", ACM Trans. Math. Softw. 28, 2002). For real numbers r has the sign of f.
  public init(_ f: Element, _ g: Element) {
    let (sizeF, sizeG) = (f.modulus, g.modulus)
    if sizeG == 0 {
      (cosine, sine, length) = (1, .zero, f)
    } else if sizeF == 0 {
      (cosine, sine, length) = (0, g.conjugated / Element(real: sizeG), Element(real: sizeG))
    } else {
      let size = Double.hypot(sizeF, sizeG)
      let sign = f / Element(real: sizeF)
      cosine = sizeF / size
      sine = sign * (g.conjugated / Element(real: size))
      length = sign * Element(real: size)
    }
  }

  /// The pair after the rotation.
  public func apply(_ x: Element, _ y: Element) -> (Element, Element) {
    let c = Element(real: cosine)
    return (c * x + sine * y, c * y - sine.conjugated * x)
  }

  /// Rotates two rows of a matrix, counted from zero.
  public func apply(toRows first: Int, _ second: Int, of matrix: inout Matrix<Element>) {
    precondition(matrix.rank == 2, "rows of a matrix")
    for j in 0..<matrix.columns {
      let (x, y) = apply(matrix[first, j], matrix[second, j])
      matrix[first, j] = x
      matrix[second, j] = y
    }
  }
}

/// A reflection H = I − τ v vᴴ with v₀ = 1 that takes a vector to a multiple of the first unit vector (LAPACK `larfg`).
public struct HouseholderReflector<Element: LinearAlgebraScalar>: Hashable, Sendable {
  /// The vector v, whose first element is one.
  public let vector: Vector<Element>

  /// The factor τ; zero if nothing needs reflecting.
  public let factor: Element

  /// The first element β of Hᴴ x, a real number.
  public let length: Element

  /// The reflection with Hᴴ x = β e₁. Throws `notFinite`, and `dimensionMismatch` for an empty vector.
  public init(_ x: Vector<Element>) throws(LinearAlgebraError) {
    guard x.rank == 1, x.count > 0 else { throw .dimensionMismatch("an empty vector has no reflection") }
    try x.requireFinite()
    let rest = x[1..<x.count].norm()
    let first = x[0]
    let v = x.copied()
    v.pointer[0] = 1
    if rest == 0, first.imaginaryPart == 0 {
      for i in 1..<v.count { v.pointer[i] = .zero }
      (vector, factor, length) = (v, .zero, first)
      return
    }
    let size = Double.hypot(first.modulus, rest)
    let beta = first.realPart > 0 ? -size : size
    let divisor = first - Element(real: beta)
    for i in 1..<v.count { v.pointer[i] /= divisor }
    vector = v
    factor = (Element(real: beta) - first) / Element(real: beta)
    length = Element(real: beta)
  }

  /// H B or, with `adjoint`, Hᴴ B.
  public func apply(to b: DenseArray<Element>, adjoint: Bool = false) throws(LinearAlgebraError) -> DenseArray<Element> {
    let n = vector.count
    guard b.rank == 1 || b.rank == 2, b.rows == n else {
      throw .dimensionMismatch("a reflection of \(n) dimensions and \(b.rows) rows do not fit")
    }
    let result = b.copied()
    let tau = adjoint ? factor.conjugated : factor
    for j in 0..<b.columns {
      let x = result.pointer + j * n
      var sum = Element.zero
      for i in 0..<n { sum += vector.pointer[i].conjugated * x[i] }
      sum *= tau
      for i in 0..<n { x[i] -= vector.pointer[i] * sum }
    }
    return result
  }
}
