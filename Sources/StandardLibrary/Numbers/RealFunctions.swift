// Real elementary functions: the C library's, and those that it lacks.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Functions of one float that never fail: where there is no value they give NaN.
enum RealFunctions {
  // MARK: - Angles in degrees and in half turns

  /// sin(πx), exact at multiples of 1/2.
  static func sinpi(_ x: Double) -> Double {
    if !x.isFinite { return .nan }
    let t = x.truncatingRemainder(dividingBy: 2)
    let n = (2 * t).rounded(.toNearestOrEven)
    let r = t - n / 2
    switch Int(n) & 3 {
    case 0: return r == 0 ? copysign(0, x) : sineOfHalfTurns(r)
    case 1: return cosineOfHalfTurns(r)
    case 2: return r == 0 ? copysign(0, x) : -sineOfHalfTurns(r)
    default: return -cosineOfHalfTurns(r)
    }
  }

  /// cos(πx), exact at multiples of 1/2.
  static func cospi(_ x: Double) -> Double {
    if !x.isFinite { return .nan }
    let t = abs(x).truncatingRemainder(dividingBy: 2)
    let n = (2 * t).rounded(.toNearestOrEven)
    let r = t - n / 2
    switch Int(n) & 3 {
    case 0: return cosineOfHalfTurns(r)
    case 1: return r == 0 ? 0 : -sineOfHalfTurns(r)
    case 2: return -cosineOfHalfTurns(r)
    default: return r == 0 ? 0 : sineOfHalfTurns(r)
    }
  }

  /// πr as a sum of two floats: π itself is only known to 53 bits otherwise.
  private static func timesPi(_ r: Double) -> (high: Double, low: Double) {
    let high = r * .pi
    return (high, (-high).addingProduct(r, .pi) + r * 1.2246467991473532e-16)
  }

  private static func sineOfHalfTurns(_ r: Double) -> Double {
    let (high, low) = timesPi(r)
    return sin(high) + low * cos(high)
  }

  private static func cosineOfHalfTurns(_ r: Double) -> Double {
    let (high, low) = timesPi(r)
    return cos(high) - low * sin(high)
  }

  static func tanpi(_ x: Double) -> Double { sinpi(x) / cospi(x) }

  /// The sine of an angle in degrees, exact at multiples of 30°.
  static func sind(_ x: Double) -> Double {
    if !x.isFinite { return .nan }
    let r = x.truncatingRemainder(dividingBy: 360)
    let a = abs(r)
    let value: Double
    switch a {
    case 0: return copysign(0, x)
    case 180: return copysign(0, x)
    case 30, 150: value = 0.5
    case 210, 330: value = -0.5
    case _ where a < 45: value = sin(radians(a))
    case _ where a <= 135: value = cos(radians(90 - a))
    case _ where a < 225: value = sin(radians(180 - a))
    case _ where a <= 315: value = -cos(radians(270 - a))
    default: value = sin(radians(a - 360))
    }
    return r < 0 ? -value : value
  }

  /// The cosine of an angle in degrees, exact at multiples of 60° and 90°.
  static func cosd(_ x: Double) -> Double {
    if !x.isFinite { return .nan }
    let a = abs(x.truncatingRemainder(dividingBy: 360))
    switch a {
    case 90, 270: return 0
    case 60, 300: return 0.5
    case 120, 240: return -0.5
    case _ where a <= 45: return cos(radians(a))
    case _ where a < 135: return sin(radians(90 - a))
    case _ where a <= 225: return -cos(radians(180 - a))
    case _ where a < 315: return sin(radians(a - 270))
    default: return cos(radians(360 - a))
    }
  }

  /// The tangent of an angle in degrees, exact at multiples of 45°.
  static func tand(_ x: Double) -> Double {
    let a = abs(x.truncatingRemainder(dividingBy: 180))
    if a == 45 { return copysign(1, x) }
    if a == 135 { return copysign(1, -x) }
    return sind(x) / cosd(x)
  }

  /// x·π/180 with the rounding error of π/180 carried along.
  static func radians(_ x: Double) -> Double {
    // π/180 = high + low to 106 bits.
    let high = 0.017453292519943295
    let low = 2.9486522708701687e-19
    let product = x * high
    return product + ((-product).addingProduct(x, high) + x * low)
  }

  static func degrees(_ x: Double) -> Double { x * (180 / .pi) }

  // MARK: - Others

  /// sin(πx) / (πx).
  static func sinc(_ x: Double) -> Double {
    if x == 0 { return 1 }
    if x.isInfinite { return 0 }
    return sinpi(x) / (.pi * x)
  }

  /// The derivative of `sinc`.
  static func cosc(_ x: Double) -> Double {
    if x == 0 || x.isInfinite { return 0 }
    if abs(x) < 0.05 {
      // Near 0 the two terms cancel: Σ (-1)^k π^(2k) 2k x^(2k-1) / (2k+1)!.
      let y = .pi * x * .pi * x
      return -.pi * .pi * x / 3 * (1 - y / 10 * (1 - y / 28 * (1 - y / 54 * (1 - y / 88))))
    }
    return (cospi(x) - sinpi(x) / (.pi * x)) / x
  }

  /// 10^x, exact where the result is.
  static func exp10(_ x: Double) -> Double { pow(10, x) }
}

/// The natural logarithm under a name that no member of the number types hides.
func naturalLogarithm(_ x: Double) -> Double { log(x) }
