/// The factorisation A = Q H Qᴴ with unitary Q and H zero below its first subdiagonal (LAPACK `gehrd`).
public struct HessenbergDecomposition<Element: LinearAlgebraScalar>: Sendable {
  /// The Hessenberg form H.
  public let form: Matrix<Element>

  /// The unitary factor Q.
  public let orthogonal: Matrix<Element>

  /// Decomposes a square matrix.
  public init(_ matrix: Matrix<Element>) throws(LinearAlgebraError) {
    let n = try matrix.lapackOrder()
    try matrix.requireFinite()
    let q = matrix.copied()
    guard n > 0 else {
      form = q
      orthogonal = q
      return
    }
    let reflectors = Vector<Element>(repeating: .zero, shape: [Int(n)])
    try requireSuccess(Element.gehrd(n, q.pointer, q.leadingDimension, reflectors.pointer), "Hessenberg reduction")
    form = q.upperTriangle(diagonal: -1)
    try requireSuccess(Element.orghr(n, q.pointer, q.leadingDimension, reflectors.pointer), "accumulation of Q")
    orthogonal = q
  }
}

extension DenseArray where Element: LinearAlgebraScalar {
  /// The reduction to Hessenberg form.
  public func hessenberg() throws(LinearAlgebraError) -> HessenbergDecomposition<Element> {
    try HessenbergDecomposition(self)
  }
}
