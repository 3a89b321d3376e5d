// Sine and cosine of a square matrix.
import ComplexModule
import RealModule

extension DenseArray where Element: LinearAlgebraScalar {
  /// The sine of a square matrix.
  ///
  /// A Hermitian matrix goes through its eigenvalues, any other through the exponential of iA, whose real and imaginary
  /// parts are cosine and sine of a real matrix.
  public func sine() throws(LinearAlgebraError) -> DenseArray { try trigonometric(Double.sin) { $0.sine } }

  /// The cosine of a square matrix, as `sine`.
  public func cosine() throws(LinearAlgebraError) -> DenseArray { try trigonometric(Double.cos) { $0.cosine } }

  private func trigonometric(
    _ function: (Double) -> Double, _ part: (Exponentials) -> Matrix<Complex<Double>>
  ) throws(LinearAlgebraError) -> DenseArray {
    let n = try lapackOrder()
    try requireFinite()
    guard n > 0 else { return self }
    if isHermitian { return try symmetricEigen().applying { Element(real: function($0)) } }
    let forward = try asComplex.map { $0 * Complex(0, 1) }.exponential()
    // For a real matrix exp(−iA) is the conjugate of exp(iA).
    let backward =
      Element.isComplex ? try asComplex.map { $0 * Complex(0, -1) }.exponential() : forward.map { $0.conjugate }
    let value = part(Exponentials(forward: forward, backward: backward))
    return value.map { Element(complex: $0) }
  }
}

/// exp(iA) and exp(−iA).
private struct Exponentials {
  let forward: Matrix<Complex<Double>>
  let backward: Matrix<Complex<Double>>

  var cosine: Matrix<Complex<Double>> {
    var sum = forward
    sum.add(backward, times: 1)
    return sum.map { $0 / 2 }
  }

  var sine: Matrix<Complex<Double>> {
    var difference = forward
    difference.add(backward, times: -1)
    return difference.map { $0 * Complex(0, -0.5) }
  }
}

extension LinearAlgebraScalar {
  /// The number itself, or the real part for a real type.
  init(complex z: Complex<Double>) {
    if let same = z as? Self { self = same } else { self.init(real: z.real) }
  }
}
