// Discrete Fourier transforms of arrays.
import ComplexModule

extension DenseArray where Element == Complex<Double> {
  /// The discrete Fourier transform Xₖ = Σⱼ xⱼ exp(−2πi jk/n) along the dimensions `axes`, counted from zero, or along all.
  ///
  /// NaN and infinities spread over the transform. Throws `dimensionMismatch` for a dimension that the array does not have,
  /// or `tooMuchMemory`.
  public func fourierTransform(along axes: [Int]? = nil) throws(LinearAlgebraError) -> DenseArray {
    let result = DenseArray(unchecked: buffer.copy(), shape: shape)
    try result.transformInPlace(axes, inverse: false)
    return result
  }

  /// The inverse of `fourierTransform`, with the factor 1/n.
  public func inverseFourierTransform(along axes: [Int]? = nil) throws(LinearAlgebraError) -> DenseArray {
    let result = DenseArray(unchecked: buffer.copy(), shape: shape)
    try result.transformInPlace(axes, inverse: true)
    return result
  }

  private func transformInPlace(_ axes: [Int]?, inverse: Bool) throws(LinearAlgebraError) {
    let axes = try checkedAxes(axes)
    guard !isEmpty else { return }
    var total = 1
    if inverse { conjugateInPlace(1) }
    for axis in axes {
      let plan = try FourierPlan.of(shape[axis])
      let inner = shape[..<axis].reduce(1, *)
      let block = inner * shape[axis]
      for start in stride(from: 0, to: count, by: block) { plan.transform(buffer.baseAddress + start, stride: inner) }
      total *= shape[axis]
    }
    if inverse { conjugateInPlace(Double(total)) }
  }

  /// conj(x)/divisor for each element. The inverse transform is the conjugate of the transform of the conjugate.
  private func conjugateInPlace(_ divisor: Double) {
    let x = buffer.baseAddress
    for k in 0..<count { x[k] = Complex(x[k].real / divisor, -x[k].imaginary / divisor) }
  }
}

extension DenseArray {
  /// The dimensions asked for, each once, or all. Throws `dimensionMismatch`.
  func checkedAxes(_ axes: [Int]?) throws(LinearAlgebraError) -> [Int] {
    guard let axes else { return Array(0..<rank) }
    for (k, axis) in axes.enumerated() {
      guard axis >= 0, axis < rank else {
        throw .dimensionMismatch("an array of rank \(rank) has no dimension \(axis + 1)")
      }
      guard !axes[..<k].contains(axis) else { throw .dimensionMismatch("dimension \(axis + 1) is named twice") }
    }
    return axes
  }
}

/// Frequencies that go with Fourier transforms.
public enum FourierFrequencies {
  /// The frequencies of a transform of `count` samples taken at `rate`: 0, rate/n, … and then the negative ones.
  public static func all(_ count: Int, rate: Double = 1) -> Vector<Double> {
    Vector((0..<max(0, count)).map { k in Double(k < (count + 1) / 2 ? k : k - count) * rate / Double(count) })
  }

  /// The frequencies that are not negative, those of a transform of real samples: 0, rate/n, … up to half the rate.
  public static func real(_ count: Int, rate: Double = 1) -> Vector<Double> {
    Vector((0..<(count > 0 ? count / 2 + 1 : 0)).map { Double($0) * rate / Double(count) })
  }
}
