// The map from angle and distance to px.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Polar coordinates of a plot area.
struct PolarMap: Sendable {
  let centre: Point
  /// px of the upper limit.
  let radius: Double
  /// Distances at the middle and at the rim.
  let limits: Limits
  /// The number of spokes of a radar chart, whose x counts them.
  let spokes: Int?

  /// Sine and cosine of the direction in which `x` lies, the sine upwards.
  func direction(_ x: Double) -> Point {
    if let spokes { return PolarMap.unit(degrees: 90 - 360 * (x - 1) / Double(max(1, spokes))) }
    return Point(cos(x), sin(x))
  }

  static func unit(degrees: Double) -> Point { Point(Trigonometry.cosine(degrees), Trigonometry.sine(degrees)) }

  func point(_ x: Double, _ distance: Double) -> Point {
    let share = (distance - limits.lower) / limits.span
    // A negative distance lies on the other side of a middle that is zero.
    guard share <= 1 + 1e-9, share >= (limits.lower == 0 ? -1 - 1e-9 : -1e-9) else { return Point(.nan, .nan) }
    let direction = direction(x)
    return Point(centre.x + radius * share * direction.x, centre.y - radius * share * direction.y)
  }

  /// From 0 to the next round number beyond the data, unless the options say otherwise.
  static func limits(_ axis: AxisOptions, _ demand: AxisDemand?) throws(FigureError) -> Limits {
    let lower = axis.lower ?? 0
    let farthest = max(demand?.limits.lower.magnitude ?? 0, demand?.limits.upper.magnitude ?? 0)
    var upper = farthest
    if let chosen = axis.upper {
      upper = chosen
    } else if farthest > lower {
      let step = step(lower, farthest)
      upper = lower + ((farthest - lower) / step - 1e-9).rounded(.up) * step
    } else {
      upper = lower + 1
    }
    guard axis.scale == .identity else { throw .invalidOption("yscale", "distances of a polar plot are not scaled") }
    guard lower.isFinite, upper.isFinite, lower < upper, upper - lower > 1e-290, upper <= AxisScale.largest else {
      throw .invalidLimits(axis: "r", lower, upper)
    }
    return Limits(lower, upper)
  }

  /// Distances at which circles are drawn.
  static func circles(_ limits: Limits) -> [Double] {
    let step = step(limits.lower, limits.upper)
    return (1...8).map { limits.lower + Double($0) * step }.filter { $0 <= limits.upper + 1e-9 * step }
  }

  /// The round number that divides a range into three to six parts.
  private static func step(_ lower: Double, _ upper: Double) -> Double {
    let rough = (upper - lower) / 4
    guard rough > 1e-290, rough.isFinite else { return max(rough, Double.leastNormalMagnitude) }
    let unit = pow(10, Double(NumberLabel.decimalExponent(rough)))
    let share = rough / unit
    return unit * (share < 1.5 ? 1 : share < 2.25 ? 2 : share < 3.75 ? 2.5 : share < 7.5 ? 5 : 10)
  }
}
