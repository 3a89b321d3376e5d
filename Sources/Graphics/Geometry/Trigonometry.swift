// Sine and cosine in degrees, exact at the multiples of 90.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

enum Trigonometry {
  static func sine(_ degrees: Double) -> Double {
    degrees.remainder(dividingBy: 180) == 0 ? 0 : sin(degrees * .pi / 180)
  }

  static func cosine(_ degrees: Double) -> Double { sine(degrees + 90) }

  /// The angle in degrees of a direction.
  static func angle(_ cosine: Double, _ sine: Double) -> Double { atan2(sine, cosine) * 180 / .pi }
}
