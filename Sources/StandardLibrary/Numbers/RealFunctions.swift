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
    return sineKernel(high, low)
  }

  private static func cosineOfHalfTurns(_ r: Double) -> Double {
    let (high, low) = timesPi(r)
    return cosineKernel(high, low)
  }

  /// sin(x + y) for |x| ≤ π/4 and a tiny y: the minimax polynomial of Sun's fdlibm (`__kernel_sin`), error below
  /// 0.6 units in the last place.
  private static func sineKernel(_ x: Double, _ y: Double) -> Double {
    let z = x * x
    let v = z * x
    let tail =
      8.33333333332248946124e-03
      + z
      * (-1.98412698298579493134e-04 + z
        * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)))
    return x - ((z * (0.5 * y - v * tail) - y) + v * 1.66666666666666324348e-01)
  }

  /// cos(x + y) for |x| ≤ π/4 and a tiny y (`__kernel_cos` of fdlibm).
  private static func cosineKernel(_ x: Double, _ y: Double) -> Double {
    let z = x * x
    let w = z * z
    let low = z * (4.16666666666666019037e-02 + z * (-1.38888888888741095749e-03 + z * 2.48015872894767294178e-05))
    let tail =
      low + w * w * (-2.75573143513906633035e-07 + z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11))
    let half = 0.5 * z
    let one = 1 - half
    return one + (((1 - one) - half) + (z * tail - x * y))
  }

  /// The cube root, exact where the cube is: one step of Newton's method in twice the precision after the root of the
  /// C library.
  static func cubeRoot(_ x: Double) -> Double {
    let y = cbrt(x)
    if y == 0 || !y.isFinite || abs(x) < 1e-290 || abs(x) > 1e290 { return y }
    let square = y * y
    let squareError = (-square).addingProduct(y, y)
    let excess = (-x).addingProduct(square, y) + squareError * y
    return y - excess / (3 * square)
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
    case _ where a < 45: value = sineOfDegrees(a)
    case _ where a <= 135: value = cosineOfDegrees(90 - a)
    case _ where a < 225: value = sineOfDegrees(180 - a)
    case _ where a <= 315: value = -cosineOfDegrees(270 - a)
    default: value = sineOfDegrees(a - 360)
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
    case _ where a <= 45: return cosineOfDegrees(a)
    case _ where a < 135: return sineOfDegrees(90 - a)
    case _ where a <= 225: return -cosineOfDegrees(180 - a)
    case _ where a < 315: return sineOfDegrees(a - 270)
    default: return cosineOfDegrees(360 - a)
    }
  }

  /// The tangent of an angle in degrees, exact at multiples of 45°.
  static func tand(_ x: Double) -> Double {
    let a = abs(x.truncatingRemainder(dividingBy: 180))
    if a == 45 { return copysign(1, x) }
    if a == 135 { return copysign(1, -x) }
    return sind(x) / cosd(x)
  }

  /// x·π/180 as a sum of two floats.
  private static func radians(_ x: Double) -> (high: Double, low: Double) {
    // π/180 = factor + rest to 106 bits.
    let factor = 0.017453292519943295
    let rest = 2.9486522708701687e-19
    let high = x * factor
    return (high, (-high).addingProduct(x, factor) + x * rest)
  }

  /// The sine and cosine of an angle of at most 45°.
  private static func sineOfDegrees(_ x: Double) -> Double {
    let (high, low) = radians(x)
    return sineKernel(high, low)
  }

  private static func cosineOfDegrees(_ x: Double) -> Double {
    let (high, low) = radians(x)
    return cosineKernel(high, low)
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
