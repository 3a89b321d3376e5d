// All roots of a polynomial, polished until they are right to the last digits.
import ComplexModule
import RealModule

extension Polynomial {
  /// All complex roots, each as often as it counts, sorted by real part, then imaginary part.
  ///
  /// They start as the eigenvalues of the balanced companion matrix and are polished together by the method of Ehrlich
  /// and Aberth (O. Aberth, Math. Comp. 27, 1973) with values of 32 digits. So simple roots are right to the last
  /// digits even where they react strongly to errors of the coefficients, such as those of Wilkinson's polynomial; roots
  /// that 32 digits cannot tell apart count as one multiple root, the simple one of a derivative. Roots of a real
  /// polynomial are exactly real or in conjugate pairs. Throws `undefined` for the zero polynomial, `notFinite`, and
  /// `didNotConverge`.
  public func roots() throws(LinearAlgebraError) -> [Complex<Double>] {
    guard coefficients.allSatisfy(\.isFinite) else { throw .notFinite }
    guard let degree else { throw .undefined("every number is a root of the zero polynomial") }
    let zeros = coefficients.prefix { $0 == .zero }.count
    var roots = [Complex<Double>](repeating: .zero, count: zeros)
    if degree > zeros {
      let (rest, exponent) = Polynomial.scaled(Array(coefficients[zeros...]))
      let starts = try Polynomial(rest).companionEigenvalues()
      var polishing = RootPolishing(rest.map(\.asComplex), starts)
      polishing.polish()
      let found = Element.isComplex ? polishing.roots : polishing.conjugateRoots
      roots += found.map { Complex($0.real.scaled(exponent), $0.imaginary.scaled(exponent)) }
    }
    return roots.sorted { $0.real != $1.real ? $0.real < $1.real : $0.imaginary < $1.imaginary }
  }

  /// The coefficients of a multiple of p(2ᵏ x), and k: the first and the last are about one, so that no value on the way
  /// leaves the range in which numbers have all of their digits.
  private static func scaled(_ coefficients: [Element]) -> (coefficients: [Element], exponent: Int) {
    let n = coefficients.count - 1
    let (first, last) = (Double.log2(coefficients[0].modulus), Double.log2(coefficients[n].modulus))
    let k = Int(((first - last) / Double(n)).rounded())
    let shift = Int(first.rounded())
    return (
      coefficients.enumerated().map { i, c in
        let (real, imaginary) = (c.realPart.scaled(k * i - shift), c.imaginaryPart.scaled(k * i - shift))
        return Complex(real, imaginary) as? Element ?? Element(real: real)
      }, k
    )
  }

  /// The eigenvalues of the companion matrix of a polynomial with first and last coefficients that are not zero.
  private func companionEigenvalues() throws(LinearAlgebraError) -> [Complex<Double>] {
    let n = coefficients.count - 1
    guard n <= 5000 else { throw .tooLarge(rows: n, columns: n) }
    let companion = Matrix<Element>(repeating: .zero, shape: [n, n])
    for i in 0..<n {
      if i > 0 { companion.pointer[i + (i - 1) * n] = 1 }
      let quotient = -coefficients[i] / coefficients[n]
      guard quotient.isFinite else { throw .undefined("the coefficients of the polynomial differ too much in size") }
      companion.pointer[i + (n - 1) * n] = quotient
    }
    return try companion.eigenvalues().elements
  }
}

/// The method of Ehrlich and Aberth for approximations of all roots.
private struct RootPolishing {
  private let coefficients: [ComplexDoubleDouble]
  private let sizes: [Double]
  private let reversed: [ComplexDoubleDouble]
  private let reversedSizes: [Double]
  private var z: [ComplexDoubleDouble]
  /// The distance from each approximation within which there is a root.
  private var radii: [Double] = []

  init(_ coefficients: [Complex<Double>], _ starts: [Complex<Double>]) {
    self.coefficients = coefficients.map(ComplexDoubleDouble.init)
    sizes = coefficients.map(\.length)
    reversed = self.coefficients.reversed()
    reversedSizes = sizes.reversed()
    z = starts.map(ComplexDoubleDouble.init)
  }

  private var degree: Int { z.count }

  var roots: [Complex<Double>] { z.map(\.value) }

  /// The roots of a real polynomial.
  var conjugateRoots: [Complex<Double>] {
    let values = roots
    let isReal = values.indices.map { values[$0].imaginary.magnitude <= radii[$0] }
    let upper = values.indices.filter { !isReal[$0] && values[$0].imaginary > 0 }
    let lower = values.indices.filter { !isReal[$0] && values[$0].imaginary < 0 }
    // Were they not in pairs, that would be for the user to see.
    guard upper.count == lower.count else { return values }
    return values.indices.filter { isReal[$0] }.map { Complex(values[$0].real, 0) }
      + upper.flatMap { [values[$0], values[$0].conjugate] }
  }

  mutating func polish() {
    var isDone = [Bool](repeating: false, count: degree)
    for _ in 0..<60 {
      for i in 0..<degree where !isDone[i] {
        let (newton, isZero) = newtonQuotient(z[i])
        if isZero {
          isDone[i] = true
          continue
        }
        // p′/p less the attraction of the other roots
        var sum = newton
        for j in 0..<degree where j != i {
          let difference = z[i] - z[j]
          if difference.value == .zero { continue }
          sum = sum - ComplexDoubleDouble(.one) / difference
        }
        guard sum.value.length > 0, sum.value.isFinite else {
          isDone[i] = true
          continue
        }
        let correction = ComplexDoubleDouble(.one) / sum
        let next = z[i] - correction
        guard next.value.isFinite else {
          isDone[i] = true
          continue
        }
        z[i] = next
        if correction.value.length <= 0x1p-100 * next.value.length { isDone[i] = true }
      }
      if isDone.allSatisfy({ $0 }) { break }
    }
    radii = (0..<degree).map(radius)
    joinClusters()
  }

  /// p′(z)/p(z), and whether p(z) is zero but for rounding errors. Large z go through the polynomial with the
  /// coefficients in reverse, whose powers do not overflow.
  private func newtonQuotient(_ z: ComplexDoubleDouble) -> (quotient: ComplexDoubleDouble, isZero: Bool) {
    if z.value.length <= 1 {
      let (p, slope, bound) = value(at: z, coefficients, sizes)
      return (slope / p, p.value.length <= bound)
    }
    let w = ComplexDoubleDouble(.one) / z
    let (q, slope, bound) = value(at: w, reversed, reversedSizes)
    let order = ComplexDoubleDouble(Complex(Double(degree), 0))
    return (order * w - w * w * slope / q, q.value.length <= bound)
  }

  /// The value, the derivative and a bound of the rounding error of the value.
  private func value(
    at z: ComplexDoubleDouble, _ a: [ComplexDoubleDouble], _ sizes: [Double]
  ) -> (ComplexDoubleDouble, ComplexDoubleDouble, Double) {
    var (p, slope, size) = (ComplexDoubleDouble.zero, ComplexDoubleDouble.zero, 0.0)
    let length = z.value.length
    for i in stride(from: a.count - 1, through: 0, by: -1) {
      slope = slope * z + p
      p = p * z + a[i]
      size = size * length + sizes[i]
    }
    return (p, slope, size * Double(4 * a.count) * 0x1p-104)
  }

  /// n |p(z)| / |cₙ ∏ (z − zⱼ)|: a disc of this radius about each approximation together hold all roots, and as many as
  /// there are discs in each connected part (B. T. Smith, J. ACM 17, 1970).
  private func radius(_ i: Int) -> Double {
    let point = z[i].value
    let isLarge = point.length > 1
    let w = isLarge ? ComplexDoubleDouble(.one) / z[i] : z[i]
    let (p, _, bound) = value(
      at: w, isLarge ? reversed : coefficients, isLarge ? reversedSizes : sizes)
    var logarithm = Double.log(p.value.length + bound) - Double.log(sizes[degree]) + Double.log(Double(degree))
    if isLarge { logarithm += Double(degree) * Double.log(point.length) }
    for j in 0..<degree where j != i {
      logarithm -= Double.log(max((z[i] - z[j]).value.length, .leastNormalMagnitude))
    }
    return max(Double.exp(logarithm), point.length * 0x1p-100)
  }

  /// Replaces approximations whose discs overlap by the root of that multiplicity.
  private mutating func joinClusters() {
    var remaining = Set(0..<degree)
    for first in 0..<degree where remaining.contains(first) {
      remaining.remove(first)
      var (cluster, next) = ([first], 0)
      while next < cluster.count {
        let i = cluster[next]
        for j in 0..<degree where remaining.contains(j) {
          if (z[i] - z[j]).value.length <= radii[i] + radii[j] {
            remaining.remove(j)
            cluster.append(j)
          }
        }
        next += 1
      }
      if cluster.count > 1 { join(cluster) }
    }
  }

  private mutating func join(_ cluster: [Int]) {
    let count = ComplexDoubleDouble(Complex(Double(cluster.count), 0))
    let mean = cluster.reduce(ComplexDoubleDouble.zero) { $0 + z[$1] } / count
    let spread = cluster.reduce(0.0) { max($0, (z[$1] - mean).value.length) }
    // Newton's method for the derivative in which the root is simple.
    var derivative = coefficients
    for _ in 1..<cluster.count {
      derivative = derivative.indices.dropFirst().map {
        derivative[$0] * ComplexDoubleDouble(Complex(Double($0), 0))
      }
    }
    let derivativeSizes = derivative.map(\.value.length)
    var center = mean
    for _ in 0..<4 {
      let (p, slope, bound) = value(at: center, derivative, derivativeSizes)
      guard p.value.length > bound, slope.value.length > 0 else { break }
      let next = center - p / slope
      guard next.value.isFinite, (next - mean).value.length <= 2 * spread else { break }
      center = next
    }
    for i in cluster {
      z[i] = center
      radii[i] = max(spread, radii[i])
    }
  }
}
