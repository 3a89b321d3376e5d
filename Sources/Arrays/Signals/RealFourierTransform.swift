// Fourier transforms of real arrays, of which half is known by symmetry.
import ComplexModule

extension DenseArray where Element == Double {
  /// The Fourier transform along `axes`, all by default, as for complex arrays.
  public func fourierTransform(along axes: [Int]? = nil) throws(LinearAlgebraError) -> DenseArray<Complex<Double>> {
    try asComplex.fourierTransform(along: axes)
  }

  /// The half of the transform whose frequencies along the first of `axes` are not negative, n/2 + 1 of n; along the other
  /// axes it is whole. Throws `dimensionMismatch` if that dimension is empty or there is none.
  public func realFourierTransform(along axes: [Int]? = nil) throws(LinearAlgebraError) -> DenseArray<Complex<Double>> {
    let axes = try checkedAxes(axes)
    guard let first = axes.first, shape[first] > 0 else {
      throw .dimensionMismatch("a real Fourier transform needs a dimension that is not empty")
    }
    let n = shape[first]
    let half = n / 2 + 1
    var resultShape = shape
    resultShape[first] = half
    let (inner, outer) = (shape[..<first].reduce(1, *), shape[(first + 1)...].reduce(1, *))
    let result = DenseArray<Complex<Double>>(uninitializedShape: resultShape)
    let transform = try RealTransform(n)
    for block in 0..<outer {
      for lane in 0..<inner {
        transform.forward(
          buffer.baseAddress + block * n * inner + lane, inner, result.buffer.baseAddress + block * half * inner + lane)
      }
    }
    return axes.count == 1 ? result : try result.fourierTransform(along: Array(axes.dropFirst()))
  }
}

extension DenseArray where Element == Complex<Double> {
  /// The real array of `length` elements along the first of `axes` of which this is the half transform: the inverse of
  /// `realFourierTransform`. Imaginary parts that a real array does not have, of the first element and for an even length of
  /// the last, are ignored.
  ///
  /// Throws `dimensionMismatch` if the length does not fit.
  public func inverseRealFourierTransform(
    length n: Int, along axes: [Int]? = nil
  ) throws(LinearAlgebraError) -> DenseArray<Double> {
    let axes = try checkedAxes(axes)
    guard let first = axes.first, n > 0, shape[first] == n / 2 + 1 else {
      throw .dimensionMismatch("an array of shape \(shape) is not half of a transform of length \(n)")
    }
    let source = axes.count == 1 ? self : try inverseFourierTransform(along: Array(axes.dropFirst()))
    let half = n / 2 + 1
    var resultShape = shape
    resultShape[first] = n
    try MemoryBudget.requireDense(resultShape, of: Double.self)
    let (inner, outer) = (shape[..<first].reduce(1, *), shape[(first + 1)...].reduce(1, *))
    let result = DenseArray<Double>(uninitializedShape: resultShape)
    let transform = try RealTransform(n)
    for block in 0..<outer {
      for lane in 0..<inner {
        transform.backward(
          source.buffer.baseAddress + block * half * inner + lane, inner,
          result.buffer.baseAddress + block * n * inner + lane)
      }
    }
    return result
  }
}

/// Transforms of real vectors. Those of even length are done by complex ones of half the length, whose real and imaginary
/// parts are the even and odd elements (Press et al., Numerical Recipes, section 12.3).
private struct RealTransform {
  let length: Int
  let plan: FourierPlan
  let scratch: ArrayStorage<Complex<Double>>
  /// exp(−2πi k/n) for an even n.
  let roots: Vector<Complex<Double>>

  init(_ length: Int) throws(LinearAlgebraError) {
    self.length = length
    let isEven = length % 2 == 0
    plan = try FourierPlan.of(isEven ? length / 2 : length)
    scratch = ArrayStorage(repeating: .zero, count: isEven ? length / 2 : length)
    roots = isEven ? FourierPlan.roots(length) : []
  }

  func forward(_ x: UnsafePointer<Double>, _ stride: Int, _ y: UnsafeMutablePointer<Complex<Double>>) {
    let z = scratch.baseAddress
    guard length % 2 == 0 else {
      for k in 0..<length { z[k] = Complex(x[k * stride], 0) }
      plan.transform(z, stride: 1)
      for k in 0...length / 2 { y[k * stride] = z[k] }
      y[0] = Complex(y[0].real, 0)
      return
    }
    let half = length / 2
    for k in 0..<half { z[k] = Complex(x[2 * k * stride], x[(2 * k + 1) * stride]) }
    plan.transform(z, stride: 1)
    y[0] = Complex(z[0].real + z[0].imaginary, 0)
    y[half * stride] = Complex(z[0].real - z[0].imaginary, 0)
    for k in 1..<max(half, 1) {
      let (a, b) = (z[k], z[half - k].conjugate)
      let even = a + b
      let odd = (a - b) * roots.pointer[k]
      // (even − i odd)/2
      y[k * stride] = Complex((even.real + odd.imaginary) / 2, (even.imaginary - odd.real) / 2)
    }
  }

  func backward(_ y: UnsafePointer<Complex<Double>>, _ stride: Int, _ x: UnsafeMutablePointer<Double>) {
    let z = scratch.baseAddress
    let n = Double(length)
    // The inverse is the conjugate of the transform of the conjugate.
    guard length % 2 == 0 else {
      z[0] = Complex(y[0].real, 0)
      for k in 1..<max(1, length / 2 + 1) {
        z[k] = y[k * stride].conjugate
        z[length - k] = y[k * stride]
      }
      plan.transform(z, stride: 1)
      for k in 0..<length { x[k * stride] = z[k].real / n }
      return
    }
    let half = length / 2
    let (first, last) = (y[0].real, y[half * stride].real)
    z[0] = Complex(first + last, -(first - last))
    for k in 1..<max(half, 1) {
      let (a, b) = (y[k * stride], y[(half - k) * stride].conjugate)
      let even = a + b
      let odd = (a - b) * roots.pointer[k].conjugate
      // conj(even + i odd)
      z[k] = Complex(even.real - odd.imaginary, -(even.imaginary + odd.real))
    }
    plan.transform(z, stride: 1)
    for k in 0..<half {
      x[2 * k * stride] = z[k].real / n
      x[(2 * k + 1) * stride] = -z[k].imaginary / n
    }
  }
}
