// Discs that hold one root each of a polynomial without multiple roots.

/// A disc of the complex plane that holds exactly one root of a polynomial.
public struct RootEnclosure: Sendable {
  /// The centre.
  public let real: BigFloat
  public let imaginary: BigFloat

  /// An upper bound for the distance of the root from the centre.
  public let radius: BigFloat

  /// Whether the root is known to be real; the centre is real then.
  public let isReal: Bool
}

extension RationalPolynomial {
  /// The highest degree for which roots are enclosed.
  public static let maximumDegreeOfEnclosures = 100

  /// Disjoint discs for all roots by real part, conjugate ones after each other, each of a radius below 2^−`precision` times the
  /// distance of its centre from zero. For polynomials without multiple roots (else throws `multipleRoots`), such as
  /// irreducible ones, of a degree up to `maximumDegreeOfEnclosures` and a precision up to 4096 (else throws
  /// `rootsNotIsolated`). The time grows with the cube of the degree: about 0.05 seconds for 20, 3 seconds for 100.
  ///
  /// The centres are found by Aberth's iteration from the start of Bini, Numerical Algorithms 13 (1996). The radii are n
  /// times Weierstrass' corrections |p(z) / (c ∏ (z − z′))|, computed from exact values: such discs hold all roots, and one
  /// each if they are disjoint (Smith, J. ACM 17 (1970)).
  public func rootEnclosures(precision: Int = 64) throws(ExactMatrixError) -> [RootEnclosure] {
    guard let degree, degree > 0 else { return [] }
    guard degree <= RationalPolynomial.maximumDegreeOfEnclosures, (1...4096).contains(precision) else {
      throw .rootsNotIsolated(precision: precision)
    }
    guard isSquarefree else { throw .multipleRoots }
    if coefficients[0].isZero { return try enclosuresBesideZero(precision) }
    let integers = primitive.coefficients.map(\.numerator)
    var working = 2 * precision + 4 * degree + 64
    for _ in 0..<5 {
      let finder = RootFinder(integers, precision: working)
      let certificate = RootCertificate(integers, centres: finder.centres(), precision: working)
      if let found = certificate.enclosures(precision: precision) { return found }
      working *= 2
    }
    throw .rootsNotIsolated(precision: working)
  }

  /// The root 0 has no size that the radius could be compared with; it is taken out.
  private func enclosuresBesideZero(_ precision: Int) throws(ExactMatrixError) -> [RootEnclosure] {
    let rest = RationalPolynomial(Array(coefficients.dropFirst()))
    let zero = BigFloat(0.0)
    let others = try rest.rootEnclosures(precision: precision)
    return others.filter { $0.real < zero } + [RootEnclosure(real: zero, imaginary: zero, radius: zero, isReal: true)]
      + others.filter { !($0.real < zero) }
  }
}

/// A complex float.
struct ComplexFloat {
  var real: BigFloat
  var imaginary: BigFloat

  static func + (a: ComplexFloat, b: ComplexFloat) -> ComplexFloat {
    ComplexFloat(real: a.real + b.real, imaginary: a.imaginary + b.imaginary)
  }

  static func - (a: ComplexFloat, b: ComplexFloat) -> ComplexFloat {
    ComplexFloat(real: a.real - b.real, imaginary: a.imaginary - b.imaginary)
  }

  static func * (a: ComplexFloat, b: ComplexFloat) -> ComplexFloat {
    ComplexFloat(
      real: a.real * b.real - a.imaginary * b.imaginary, imaginary: a.real * b.imaginary + a.imaginary * b.real)
  }

  var squaredSize: BigFloat { real * real + imaginary * imaginary }

  /// 1 / z, NaN for zero.
  var reciprocal: ComplexFloat {
    let size = squaredSize
    return ComplexFloat(real: real / size, imaginary: -(imaginary / size))
  }
}

/// Aberth's iteration for all roots of an integer polynomial at once.
private struct RootFinder {
  private let context: BigFloat.Context
  private let coefficients: [BigFloat]
  private let start: [(logarithm: Double, angle: Double)]

  init(_ integers: [BigInteger], precision: Int) {
    context = BigFloat.Context(precision: precision)
    let context = context
    coefficients = integers.map { BigFloat($0, in: context) }
    start = RootFinder.startingPoints(integers)
  }

  /// Points on circles whose radii are the slopes of the upper convex hull of the logarithms of the coefficients.
  private static func startingPoints(_ integers: [BigInteger]) -> [(logarithm: Double, angle: Double)] {
    let points = integers.enumerated().filter { !$1.isZero }.map { (power: Double($0), size: Double($1.bitWidth)) }
    var hull: [(power: Double, size: Double)] = []
    for point in points {
      while hull.count >= 2 {
        let (a, b) = (hull[hull.count - 2], hull[hull.count - 1])
        guard (b.size - a.size) * (point.power - a.power) <= (point.size - a.size) * (b.power - a.power) else { break }
        hull.removeLast()
      }
      hull.append(point)
    }
    var result: [(logarithm: Double, angle: Double)] = []
    for (a, b) in zip(hull, hull.dropFirst()) {
      let count = Int(b.power - a.power)
      for k in 0..<count {
        // An angle without symmetry about the real axis.
        let angle = 2 * Double.pi * Double(k) / Double(count) + a.power + 0.7
        result.append(((a.size - b.size) / (b.power - a.power), angle))
      }
    }
    return result
  }

  func centres() -> [ComplexFloat] {
    var z = start.map { start in
      let whole = start.logarithm.rounded()
      let radius = context.scaled(
        context.value(of: .exp2, at: BigFloat(start.logarithm - whole)) ?? BigFloat(1.0), byPowerOfTwo: Int(whole))
      let angle = BigFloat(start.angle)
      let (cosine, sine) = (context.value(of: .cos, at: angle), context.value(of: .sin, at: angle))
      return ComplexFloat(
        real: context.product(radius, cosine ?? BigFloat(1.0)), imaginary: context.product(radius, sine ?? BigFloat(0.0)))
    }
    let one = ComplexFloat(real: BigFloat(1.0, in: context), imaginary: BigFloat(0.0, in: context))
    var isDone = [Bool](repeating: false, count: z.count)
    for _ in 0..<60 + 4 * z.count where isDone.contains(false) {
      for i in z.indices where !isDone[i] {
        let newton = newtonStep(z[i])
        guard newton.real.isFinite, newton.imaginary.isFinite else {
          isDone[i] = true
          continue
        }
        var sum = ComplexFloat(real: BigFloat(0.0, in: context), imaginary: BigFloat(0.0, in: context))
        for j in z.indices where j != i { sum = sum + (z[i] - z[j]).reciprocal }
        let step = newton * (one - newton * sum).reciprocal
        guard step.real.isFinite, step.imaginary.isFinite else {
          isDone[i] = true
          continue
        }
        z[i] = z[i] - step
        // Squares: a step of fewer than the last bits.
        let limit = context.scaled(z[i].squaredSize, byPowerOfTwo: 2 * (8 - context.precision))
        isDone[i] = step.squaredSize <= limit
      }
    }
    return z
  }

  /// p(z) / p′(z).
  private func newtonStep(_ z: ComplexFloat) -> ComplexFloat {
    let zero = BigFloat(0.0, in: context)
    var value = ComplexFloat(real: zero, imaginary: zero)
    var derivative = value
    for coefficient in coefficients.reversed() {
      derivative = derivative * z + value
      value = value * z
      value.real = value.real + coefficient
    }
    return value * derivative.reciprocal
  }
}
