// The fast Fourier transform of one length.
import CKernels
import ComplexModule
import RealModule
import Synchronization

/// What a Fourier transform of one length needs: its factors and roots of unity.
///
/// Lengths with prime factors up to 31 are done by Stockham's mixed-radix algorithm, others by Bluestein's (1970): as a
/// convolution, by transforms whose length is a power of two. Both take O(n log n) steps.
final class FourierPlan: Sendable {
  let length: Int

  private enum Method: Sendable {
    case radices([Int], roots: Vector<Complex<Double>>)
    /// The chirp exp(−πi k²/n), and the transform of its conjugate, divided by the length of the convolution.
    case chirp(Vector<Complex<Double>>, transformed: Vector<Complex<Double>>, convolution: FourierPlan)
  }
  private let method: Method

  /// Plans that were used last, the newest first: as long as the transforms themselves are short, making one takes longer.
  private static let recent = Mutex<[FourierPlan]>([])

  /// The plan for a length, which is kept if it is not long. Throws `tooMuchMemory`.
  static func of(_ length: Int) throws(LinearAlgebraError) -> FourierPlan {
    let known = recent.withLock { plans -> FourierPlan? in
      guard let place = plans.firstIndex(where: { $0.length == length }) else { return nil }
      let plan = plans.remove(at: place)
      plans.insert(plan, at: 0)
      return plan
    }
    if let known { return known }
    let plan = try FourierPlan(length)
    if length <= 1 << 17 {
      recent.withLock { plans in
        plans.insert(plan, at: 0)
        if plans.count > 8 { plans.removeLast() }
      }
    }
    return plan
  }

  private init(_ length: Int) throws(LinearAlgebraError) {
    self.length = length
    // Bluestein's convolution has at most four times the length, and there are four arrays of it.
    let (elements, overflow) = length.multipliedReportingOverflow(by: 16)
    guard !overflow else { throw .tooMuchMemory(bytes: nil) }
    try MemoryBudget.require(elements, of: Complex<Double>.self)
    if let radices = Self.radices(length) {
      method = .radices(radices, roots: Self.roots(length))
      return
    }
    var size = 1
    while size < 2 * length - 1 { size *= 2 }
    let convolution = try FourierPlan.of(size)
    // k² modulo 2n stays exact: the angle is never large.
    let halves = Self.roots(2 * length)
    let chirp = Vector<Complex<Double>>(uninitializedShape: [length])
    let filter = Vector<Complex<Double>>(repeating: .zero, shape: [size])
    var square = 0
    for k in 0..<length {
      chirp.pointer[k] = halves[square]
      filter.pointer[k] = halves[square].conjugate
      filter.pointer[k == 0 ? 0 : size - k] = halves[square].conjugate
      square = (square + 2 * k + 1) % (2 * length)
    }
    convolution.transform(filter.pointer, stride: 1)
    let scale = 1 / Double(size)
    for k in 0..<size { filter.pointer[k] = Complex(filter.pointer[k].real * scale, filter.pointer[k].imaginary * scale) }
    method = .chirp(chirp, transformed: filter, convolution: convolution)
  }

  /// The length as a product of fours, at most one two, and odd primes up to 31; `nil` if it has a larger prime.
  private static func radices(_ length: Int) -> [Int]? {
    var rest = max(1, length)
    var result: [Int] = []
    for radix in [4, 2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31] {
      while rest % radix == 0 {
        result.append(radix)
        rest /= radix
      }
    }
    return rest == 1 ? result : nil
  }

  /// exp(−2πi k/n) for k in 0..<n. The angle of each is brought into an eighth of the circle exactly, by integers.
  static func roots(_ n: Int) -> Vector<Complex<Double>> {
    let result = Vector<Complex<Double>>(uninitializedShape: [n])
    let root = result.pointer
    if n % 8 == 0 {
      // The first eighth, and the others by the symmetries of the circle.
      let (eighth, quarter) = (n / 8, n / 4)
      for k in 0...eighth {
        let (cosine, sine) = cosineAndSine(k, n)
        root[k] = Complex(cosine, -sine)
        root[quarter - k] = Complex(sine, -cosine)
      }
      for k in 0..<quarter {
        let first = root[k]
        root[k + quarter] = Complex(first.imaginary, -first.real)
        root[k + 2 * quarter] = -first
        root[k + 3 * quarter] = Complex(-first.imaginary, first.real)
      }
      return result
    }
    for k in 0..<n {
      // θ = quarter·π/2 + φ with |φ| ≤ π/4, in units of 2π/4n.
      let quarter = (8 * k + n) / (2 * n)
      let (cosine, sine) = cosineAndSine(4 * k - quarter * n, 4 * n)
      switch quarter {
      case 1: root[k] = Complex(-sine, -cosine)
      case 2: root[k] = Complex(-cosine, sine)
      case 3: root[k] = Complex(sine, cosine)
      default: root[k] = Complex(cosine, -sine)
      }
    }
    return result
  }

  private static func cosineAndSine(_ k: Int, _ n: Int) -> (Double, Double) {
    let angle = 2 * Double.pi * Double(k) / Double(n)
    return (Double.cos(angle), Double.sin(angle))
  }

  /// Transforms in place `stride` times `length` numbers: each of `stride` columns with its elements `stride` apart.
  func transform(_ x: UnsafeMutablePointer<Complex<Double>>, stride: Int) {
    guard length > 1, stride > 0 else { return }
    switch method {
    case .radices(let radices, let roots): transform(x, stride, radices, roots)
    case .chirp(let chirp, let transformed, let convolution):
      let scratch = ArrayStorage<Complex<Double>>(uninitializedCount: convolution.length)
      for column in 0..<stride { convolve(x + column, stride, chirp, transformed, convolution, scratch.baseAddress) }
    }
  }

  private func transform(
    _ x: UnsafeMutablePointer<Complex<Double>>, _ stride: Int, _ radices: [Int], _ roots: Vector<Complex<Double>>
  ) {
    let count = length * stride
    let scratch = ArrayStorage<Complex<Double>>(uninitializedCount: count)
    var (source, target) = (x, scratch.baseAddress)
    var (rest, width) = (length, stride)
    for radix in radices {
      rest /= radix
      let table = Self.numbers(roots.pointer)
      ckernels_fourier_pass(Self.numbers(source), Self.numbers(target), radix, rest, width, table, width / stride)
      width *= radix
      swap(&source, &target)
    }
    if source != x { x.update(from: source, count: count) }
  }

  private func convolve(
    _ x: UnsafeMutablePointer<Complex<Double>>, _ stride: Int, _ chirp: Vector<Complex<Double>>,
    _ transformed: Vector<Complex<Double>>, _ convolution: FourierPlan, _ y: UnsafeMutablePointer<Complex<Double>>
  ) {
    let size = convolution.length
    for k in 0..<length { y[k] = x[k * stride] * chirp.pointer[k] }
    (y + length).update(repeating: .zero, count: size - length)
    convolution.transform(y, stride: 1)
    // The inverse is the conjugate of the transform of the conjugate.
    for k in 0..<size { y[k] = (y[k] * transformed.pointer[k]).conjugate }
    convolution.transform(y, stride: 1)
    for k in 0..<length { x[k * stride] = y[k].conjugate * chirp.pointer[k] }
  }

  private static func numbers(_ x: UnsafeMutablePointer<Complex<Double>>) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer(x).assumingMemoryBound(to: Double.self)
  }
}
