// Proves that discs about given points hold one root each of an integer polynomial.

/// Points of the complex plane as integers over one power of two, and the polynomial whose roots they come close to.
struct RootCertificate {
  private typealias Point = (real: BigInteger, imaginary: BigInteger)

  private let coefficients: [BigInteger]
  private let points: [Point]
  /// A point is (real + i · imaginary) / 2^scale.
  private let scale: Int

  private static let up = BigFloat.Context(precision: 64, rounding: .up)
  private static let down = BigFloat.Context(precision: 64, rounding: .down)

  /// The centres rounded to the grid on which the smallest of them has `precision` bits.
  init(_ coefficients: [BigInteger], centres: [ComplexFloat], precision: Int) {
    self.coefficients = coefficients
    let smallest = centres.compactMap { [$0.real.exponent, $0.imaginary.exponent].compactMap { $0 }.max() }.min() ?? 0
    let scale = max(0, precision - smallest)
    self.scale = scale
    func place(_ x: BigFloat) -> BigInteger? {
      BigFloat.Context(precision: x.precision).scaled(x, byPowerOfTwo: scale).integer(.toNearestOrEven)
    }
    points = centres.compactMap { centre in
      guard let real = place(centre.real), let imaginary = place(centre.imaginary) else { return nil }
      return (real, imaginary)
    }
  }

  /// The discs if they are disjoint and so small as wanted; see `RationalPolynomial.rootEnclosures`.
  func enclosures(precision: Int) -> [RootEnclosure]? {
    guard points.count == coefficients.count - 1 else { return nil }
    var radii: [BigFloat] = []
    for index in points.indices {
      guard let radius = radius(index) else { return nil }
      // Relative to the centre.
      let size = RootCertificate.size(points[index], RootCertificate.down)
      guard radius <= RootCertificate.down.scaled(size, byPowerOfTwo: -precision) else { return nil }
      radii.append(radius)
    }
    var isReal = [Bool](repeating: true, count: points.count)
    for i in points.indices {
      for j in points.indices where j != i {
        let reach = RootCertificate.up.sum(radii[i], radii[j])
        guard distance(points[i], points[j], isMirrored: false) > reach else { return nil }
        // The conjugate of a root that is not real lies in the disc of another root.
        if !(distance(points[i], points[j], isMirrored: true) > reach) { isReal[i] = false }
      }
    }
    return sorted(radii, isReal)
  }

  /// Real roots, and those above the real axis with their mirror images, by real part.
  private func sorted(_ radii: [BigFloat], _ isReal: [Bool]) -> [RootEnclosure]? {
    let kept = points.indices.filter { isReal[$0] || points[$0].imaginary.signum > 0 }
    let order = kept.sorted { i, j in
      let order = BigInteger.compare(points[i].real, points[j].real)
      return order != 0 ? order < 0 : points[i].imaginary < points[j].imaginary
    }
    var result: [RootEnclosure] = []
    for index in order {
      // Without rounding, at a precision that holds the integers.
      guard let real = BigFloat(exactly: points[index].real), let imaginary = BigFloat(exactly: points[index].imaginary) else {
        return nil
      }
      func placed(_ x: BigFloat) -> BigFloat { BigFloat.Context(precision: x.precision).scaled(x, byPowerOfTwo: -scale) }
      let radius = RootCertificate.up.scaled(radii[index], byPowerOfTwo: -scale)
      if isReal[index] {
        result.append(RootEnclosure(real: placed(real), imaginary: BigFloat(0.0), radius: radius, isReal: true))
      } else {
        let height = placed(imaginary)
        for sign in [-height, height] {
          result.append(RootEnclosure(real: placed(real), imaginary: sign, radius: radius, isReal: false))
        }
      }
    }
    return result.count == points.count ? result : nil
  }

  /// n |p(z) / (c ∏ (z − z′))| times 2^scale, rounded up; `nil` if two points coincide.
  private func radius(_ index: Int) -> BigFloat? {
    let degree = points.count
    let z = points[index]
    // 2^(scale · degree) p(z) by Horner's rule.
    var value: Point = (0, 0)
    for (k, coefficient) in coefficients.reversed().enumerated() {
      value = (
        value.real * z.real - value.imaginary * z.imaginary + coefficient << (scale * k),
        value.real * z.imaginary + value.imaginary * z.real
      )
    }
    let up = RootCertificate.up
    let down = RootCertificate.down
    var product = BigFloat(coefficients[degree].magnitude, in: down)
    for j in points.indices where j != index {
      product = down.product(product, distance(z, points[j], isMirrored: false))
    }
    guard product.signum > 0 else { return nil }
    // |p(z)| 2^(scale n) over ∏ |z − z′| 2^(scale (n − 1)) has one factor 2^scale left, the unit of the points.
    return up.quotient(up.product(RootCertificate.size(value, up), BigFloat(Double(degree))), product)
  }

  private static func size(_ point: Point, _ context: BigFloat.Context) -> BigFloat {
    context.hypotenuse(BigFloat(point.real.magnitude, in: context), BigFloat(point.imaginary.magnitude, in: context))
  }

  /// The distance of a point, or of its mirror image, from another one, rounded down.
  private func distance(_ z: Point, _ w: Point, isMirrored: Bool) -> BigFloat {
    RootCertificate.size(
      (z.real - w.real, (isMirrored ? -z.imaginary : z.imaginary) - w.imaginary), RootCertificate.down)
  }
}
