// Student's t distribution, for confidence bands.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Student's t distribution with `degrees` degrees of freedom.
public struct StudentDistribution: Hashable, Sendable {
  public let degrees: Double

  /// `nil` unless `degrees` is a positive number.
  public init?(degrees: Double) {
    guard degrees > 0, degrees.isFinite else { return nil }
    self.degrees = degrees
  }

  /// The probability of values above `t` ≥ 0: half the regularised incomplete beta function I(ν/(ν + t²); ν/2, ½)
  /// (Abramowitz and Stegun 26.5.27).
  func upperTail(_ t: Double) -> Double {
    let square = t * t
    let total = degrees + square
    guard total.isFinite else { return 0 }
    let (a, b) = (degrees / 2, 0.5)
    let (x, rest) = (degrees / total, square / total)
    guard rest > 0 else { return 0.5 }
    // x^a (1 − x)^½ / B(a, ½).
    let front = exp(a * (x > 0.5 ? log1p(-rest) : log(x)) + b * log(rest) - logBeta(a))
    if x < (a + 1) / (a + b + 2) { return 0.5 * front * StudentDistribution.fraction(a, b, x) / a }
    return 0.5 * (1 - front * StudentDistribution.fraction(b, a, rest) / b)
  }

  private func density(_ t: Double) -> Double {
    exp(-(degrees + 1) / 2 * log1p(t * t / degrees) - logBeta(degrees / 2)) / degrees.squareRoot()
  }

  /// The number below which a variable lies with probability `p`; ±∞ at 0 and 1, not a number outside.
  /// Newton's method on the tail within a bracket that bisection guarantees; about 14 digits.
  public func quantile(_ p: Double) -> Double {
    guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
    if p == 0.5 { return 0 }
    let tail = min(p, 1 - p)
    var low = 0.0
    var high = 1.0
    while upperTail(high) > tail, high < 1e150 {
      low = high
      high *= 2
    }
    var t = (low + high) / 2
    for _ in 0..<200 {
      let excess = upperTail(t) - tail
      if excess > 0 { low = t } else { high = t }
      var next = t + excess / density(t)
      if !(next > low && next < high) { next = (low + high) / 2 }
      let step = (next - t).magnitude
      t = next
      if step <= 1e-15 * t { break }
    }
    return p < 0.5 ? -t : t
  }

  /// ln B(a, ½), from the asymptotic series of ln Γ(a + ½) − ln Γ(a), which needs no differences of large logarithms.
  private func logBeta(_ a: Double) -> Double {
    var a = a
    var shift = 0.0
    while a < 16 {
      shift += log(a / (a + 0.5))
      a += 1
    }
    let z = 1 / (a * a)
    let series = (-1.0 / 8 + z * (1.0 / 192 + z * (-1.0 / 640 + z * (17.0 / 14336 - z * 31.0 / 18432)))) / a
    return 0.5 * log(Double.pi) - (0.5 * log(a) + series + shift)
  }

  /// The continued fraction of the incomplete beta function by Lentz's method (Press et al., "Numerical Recipes", 6.4).
  private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    let tiny = 1e-300
    func kept(_ value: Double) -> Double { value.magnitude < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / kept(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...10_000 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / kept(1 + even * d)
      c = kept(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / kept(1 + odd * d)
      c = kept(1 + odd / c)
      result *= d * c
      if (d * c - 1).magnitude < 1e-16 { break }
    }
    return result
  }
}
