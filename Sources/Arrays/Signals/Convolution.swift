// Convolutions of vectors.
import ComplexModule

extension DenseArray where Element: LinearAlgebraScalar {
  /// The convolution cₖ = Σⱼ aⱼ bₖ₋ⱼ of two vectors, of m + n − 1 elements: the coefficients of the product of two
  /// polynomials.
  ///
  /// A short operand is convolved by the definition, whose error is small in each element; two long ones by Fourier
  /// transforms, whose error is small beside the largest elements. A convolution with a vector without elements has none.
  /// Throws `wrongRank`, `notFinite` or `tooMuchMemory`.
  public func convolved(with other: DenseArray) throws(LinearAlgebraError) -> Vector<Element> {
    guard rank == 1 else { throw .wrongRank(rank) }
    guard other.rank == 1 else { throw .wrongRank(other.rank) }
    guard !isEmpty, !other.isEmpty else { return [] }
    let length = count + other.count - 1
    try MemoryBudget.require(length, of: Element.self)
    if Swift.min(count, other.count) <= 64 { return directConvolution(other) }
    guard isFinite, other.isFinite else { throw .notFinite }
    var size = 1
    while size < length { size *= 2 }
    if let a = self as? Vector<Double>, let b = other as? Vector<Double> {
      let product = try a.padded(size).realFourierTransform()
      let factor = try b.padded(size).realFourierTransform()
      for k in 0..<product.count { product.pointer[k] *= factor.pointer[k] }
      let result = try product.inverseRealFourierTransform(length: size)[0..<length]
      return result.map { Element(real: $0) }
    }
    let product = try map(\.asComplex).padded(size).fourierTransform()
    let factor = try other.map(\.asComplex).padded(size).fourierTransform()
    for k in 0..<product.count { product.pointer[k] *= factor.pointer[k] }
    let result = try product.inverseFourierTransform()[0..<length]
    return result as? Vector<Element> ?? result.map { Element(real: $0.real) }
  }

  /// The vector followed by zeros.
  private func padded(_ size: Int) -> Vector<Element> {
    let result = Vector<Element>(repeating: .zero, shape: [size])
    result.pointer.update(from: pointer, count: count)
    return result
  }

  @specialized(where Element == Double)
  @specialized(where Element == Complex<Double>)
  private func directConvolution(_ other: DenseArray) -> Vector<Element> {
    let result = Vector<Element>(repeating: .zero, shape: [count + other.count - 1])
    let (short, long) = count < other.count ? (self, other) : (other, self)
    for i in 0..<short.count {
      let (factor, source, target) = (short.pointer[i], long.pointer, result.pointer + i)
      for j in 0..<long.count { target[j] += factor * source[j] }
    }
    return result
  }
}
