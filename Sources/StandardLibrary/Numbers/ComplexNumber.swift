// Complex elementary functions with the branch cuts and special values of C99, over plain pairs of floats.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// x + iy. Unlike the `Complex` of swift-numerics it keeps the signs of zeros and the parts of infinite numbers, which
/// the branch cuts of W. Kahan, "Branch cuts for complex elementary functions" (1987) need.
struct ComplexNumber: Sendable, Equatable {
  var re: Double
  var im: Double

  init(_ re: Double, _ im: Double) {
    self.re = re
    self.im = im
  }

  static let i = ComplexNumber(0, 1)

  var conjugate: ComplexNumber { ComplexNumber(re, -im) }
  var magnitude: Double { hypot(re, im) }
  var phase: Double { atan2(im, re) }
  var isFinite: Bool { re.isFinite && im.isFinite }
  /// i·z.
  var timesI: ComplexNumber { ComplexNumber(-im, re) }
  /// -i·z.
  var timesMinusI: ComplexNumber { ComplexNumber(im, -re) }

  static func + (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber { ComplexNumber(a.re + b.re, a.im + b.im) }
  static func - (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber { ComplexNumber(a.re - b.re, a.im - b.im) }
  static func * (a: ComplexNumber, b: ComplexNumber) -> ComplexNumber {
    ComplexNumber(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
  }
  static func * (a: Double, b: ComplexNumber) -> ComplexNumber { ComplexNumber(a * b.re, a * b.im) }
  static prefix func - (a: ComplexNumber) -> ComplexNumber { ComplexNumber(-a.re, -a.im) }

  /// Smith's quotient (1962).
  static func / (x: ComplexNumber, y: ComplexNumber) -> ComplexNumber {
    if y.re.isInfinite || y.im.isInfinite, x.isFinite { return ComplexNumber(0, 0) }
    if abs(y.re) >= abs(y.im) {
      if y.re == 0 { return ComplexNumber(x.re / y.re, x.im / y.re) }
      let r = y.im / y.re
      let s = y.re + y.im * r
      return ComplexNumber((x.re + x.im * r) / s, (x.im - x.re * r) / s)
    }
    let r = y.re / y.im
    let s = y.re * r + y.im
    return ComplexNumber((x.re * r + x.im) / s, (x.im * r - x.re) / s)
  }
}

// MARK: - Roots, exponentials, logarithms

extension ComplexNumber {
  var squareRoot: ComplexNumber {
    let (x, y) = (re, im)
    if x == 0 && y == 0 { return ComplexNumber(0, y) }
    if y.isInfinite { return ComplexNumber(.infinity, y) }
    if x.isNaN { return ComplexNumber(x, y == 0 ? y : .nan) }
    if x.isInfinite {
      if x > 0 { return ComplexNumber(x, y.isNaN ? y : copysign(0, y)) }
      return ComplexNumber(y.isNaN ? y : 0, y.isNaN ? x : copysign(.infinity, y))
    }
    if y.isNaN { return ComplexNumber(.nan, .nan) }
    // Scaled by an even power of two, so that neither the squares nor the root leave the range.
    let largest = max(abs(x), abs(y))
    let scale = largest > 0x1p1000 ? -600 : largest < 0x1p-900 ? 600 : 0
    let u = scalbn(x, Int32(scale))
    let v = scalbn(y, Int32(scale))
    let root = scalbn(((abs(u) + hypot(u, v)) / 2).squareRoot(), Int32(-scale / 2))
    if x >= 0 { return ComplexNumber(root, y / root / 2) }
    return ComplexNumber(abs(y) / root / 2, copysign(root, y))
  }

  var exponential: ComplexNumber {
    let (x, y) = (re, im)
    if x.isNaN { return ComplexNumber(x, y == 0 ? y : x) }
    if !y.isFinite {
      if x == .infinity { return ComplexNumber(-x, .nan) }
      if x == -.infinity { return ComplexNumber(-0.0, copysign(0, y)) }
      return ComplexNumber(.nan, .nan)
    }
    let r = exp(x)
    if y == 0 { return ComplexNumber(r, y) }
    return ComplexNumber.polar(r, y)
  }

  private static func polar(_ r: Double, _ angle: Double) -> ComplexNumber {
    let c = cos(angle)
    let s = sin(angle)
    if r.isInfinite || r == 0 {
      // Avoids Inf · 0 in the part that vanishes.
      return ComplexNumber(c == 0 ? copysign(0, c) : r * c, s == 0 ? copysign(0, s) : r * s)
    }
    return ComplexNumber(r * c, r * s)
  }

  /// exp(i·angle).
  static func cis(_ angle: Double) -> ComplexNumber { ComplexNumber(cos(angle), sin(angle)) }

  var exponentialMinusOne: ComplexNumber {
    if im == 0 { return ComplexNumber(expm1(re), im) }
    // e^x cos y - 1 = expm1(x) - 2 e^x sin²(y/2).
    let half = sin(im / 2)
    let r = exp(re)
    if !r.isFinite || !im.isFinite { return exponential - ComplexNumber(1, 0) }
    return ComplexNumber(expm1(re) - 2 * r * half * half, r * sin(im))
  }

  var logarithm: ComplexNumber {
    ComplexNumber(ComplexNumber.logMagnitude(re, im), atan2(im, re))
  }

  /// log|z|, without cancellation where |z| is near 1 and without overflow.
  private static func logMagnitude(_ x: Double, _ y: Double) -> Double {
    let large = max(abs(x), abs(y))
    let small = min(abs(x), abs(y))
    if large.isInfinite || small.isInfinite { return .infinity }
    if large > 0.5, large < 2 {
      // x² + y² - 1 = (a - 1)(a + 1) + b², with the error of b² carried along.
      return log1p((large - 1) * (large + 1) + small * small) / 2
    }
    if large > 0x1p1000 || large < 0x1p-900, large > 0 {
      let shift = large > 1 ? -900 : 900
      let r = hypot(scalbn(large, Int32(shift)), scalbn(small, Int32(shift)))
      return log(r) - Double(shift) * 0.6931471805599453
    }
    return log(hypot(large, small))
  }

  var logarithmOfOnePlus: ComplexNumber {
    if abs(re) + abs(im) > 0.5 { return ComplexNumber(1 + re, im).logarithm }
    return ComplexNumber(
      log1p(re * (2 + re) + im * im) / 2, atan2(im, 1 + re))
  }
}

// MARK: - Circular and hyperbolic functions

extension ComplexNumber {
  var hyperbolicSine: ComplexNumber { timesI.sine.timesMinusI }
  var hyperbolicCosine: ComplexNumber { timesI.cosine }

  var sine: ComplexNumber {
    let (x, y) = (re, im)
    if x == 0 { return ComplexNumber(x, sinh(y)) }
    if !x.isFinite || y.isNaN {
      if y == 0, !x.isFinite { return ComplexNumber(.nan, y) }
      return ComplexNumber(.nan, y.isInfinite ? y : .nan)
    }
    if y == 0 { return ComplexNumber(sin(x), cos(x) * y) }
    return ComplexNumber(sin(x) * cosh(y), cos(x) * sinh(y))
  }

  var cosine: ComplexNumber {
    let (x, y) = (re, im)
    if x == 0 { return ComplexNumber(cosh(y), y.isNaN ? 0 : -x * copysign(1, y)) }
    if !x.isFinite || y.isNaN {
      if y == 0, !x.isFinite { return ComplexNumber(.nan, x.isNaN ? 0 : -copysign(0, x)) }
      return ComplexNumber(y.isInfinite ? .infinity : .nan, .nan)
    }
    if y == 0 { return ComplexNumber(cos(x), -sin(x) * y) }
    return ComplexNumber(cos(x) * cosh(y), -sin(x) * sinh(y))
  }

  var tangent: ComplexNumber { timesI.hyperbolicTangent.timesMinusI }

  /// Kahan's algorithm.
  var hyperbolicTangent: ComplexNumber {
    let (x, y) = (re, im)
    if x.isNaN { return ComplexNumber(x, y == 0 ? y : x) }
    if !y.isFinite, x.isFinite { return ComplexNumber(x == 0 ? x : .nan, .nan) }
    if abs(x) > 200 { return ComplexNumber(copysign(1, x), copysign(0, y.isFinite ? sin(2 * y) : y)) }
    let t = tan(y)
    let beta = 1 + t * t
    let s = sinh(x)
    let rho = (1 + s * s).squareRoot()
    if t.isInfinite { return ComplexNumber(rho / s, 1 / t) }
    let denominator = 1 + beta * s * s
    return ComplexNumber(beta * rho * s / denominator, t / denominator)
  }

  var inverseHyperbolicSine: ComplexNumber {
    timesI.arcSine.timesMinusI
  }

  var arcSine: ComplexNumber {
    let a = ComplexNumber(1 - re, -im).squareRoot
    let b = ComplexNumber(1 + re, im).squareRoot
    let real = atan2(re, (a * b).re)
    return ComplexNumber(real, asinh((a.conjugate * b).im))
  }

  var arcCosine: ComplexNumber {
    let a = ComplexNumber(1 - re, -im).squareRoot
    let b = ComplexNumber(1 + re, im).squareRoot
    return ComplexNumber(2 * atan2(a.re, b.re), asinh((b.conjugate * a).im))
  }

  var inverseHyperbolicCosine: ComplexNumber {
    let a = ComplexNumber(re - 1, im).squareRoot
    let b = ComplexNumber(re + 1, im).squareRoot
    return ComplexNumber(asinh((a.conjugate * b).re), 2 * atan2(a.im, b.re))
  }

  var arcTangent: ComplexNumber { timesI.inverseHyperbolicTangent.timesMinusI }

  /// Kahan's algorithm.
  var inverseHyperbolicTangent: ComplexNumber {
    let limit = 0x1p500
    let beta = copysign(1, re)
    let x = beta * re
    let y = -beta * im
    var result: ComplexNumber
    if x > limit || abs(y) > limit {
      let reciprocal = x.isInfinite || y.isInfinite ? 0 : (ComplexNumber(1, 0) / ComplexNumber(x, y)).re
      result = ComplexNumber(reciprocal, copysign(.pi / 2, y))
    } else if x == 1 {
      let t = abs(y)
      if t == 0 { return ComplexNumber(copysign(.infinity, re), im) }
      result = ComplexNumber(
        log((4 + t * t).squareRoot().squareRoot() / t.squareRoot()),
        copysign(.pi / 2 + atan(t / 2), y) / 2)
    } else {
      let d = (1 - x) * (1 - x) + y * y
      result = ComplexNumber(log1p(4 * x / d) / 4, atan2(2 * y, (1 - x) * (1 + x) - y * y) / 2)
    }
    return ComplexNumber(beta * result.re, -beta * result.im)
  }
}
