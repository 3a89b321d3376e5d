// Reducing angles modulo a full turn to the last bit.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

enum Angles {
  /// x - 2πn with n = x/(2π) rounded by the rule.
  ///
  /// The reduction is the C library's own: sin and cos know x modulo 2π exactly, and atan2 recovers the angle from
  /// them.
  static func remainder(_ x: Double, _ rule: FloatingPointRoundingRule) -> Double {
    if !x.isFinite { return .nan }
    let turn = 2 * Double.pi
    var angle = abs(x) < .pi ? x : atan2(sin(x), cos(x))
    switch rule {
    case .down: if angle < 0 { angle += turn }
    case .up: if angle > 0 { angle -= turn }
    case .towardZero: if x > 0, angle < 0 { angle += turn } else if x < 0, angle > 0 { angle -= turn }
    default: break
    }
    return angle
  }
}
