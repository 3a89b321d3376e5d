// How data values are spread along an axis.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The transformation between data and position on an axis.
public enum AxisScale: Hashable, Sendable {
  case identity
  case log10
  case log2
  /// Natural logarithm.
  case ln
  /// Linear within ±`threshold`, logarithmic beyond it on both sides: for data that cross zero and span decades.
  case symlog(threshold: Double)

  /// The scale that Plots.jl calls `name` (`identity`, `log10`, `log2`, `ln`), or `symlog`.
  public init?(named name: String) {
    switch name {
    case "identity", "linear", "none": self = .identity
    case "log10", "log": self = .log10
    case "log2": self = .log2
    case "ln": self = .ln
    case "symlog": self = .symlog(threshold: 1)
    default: return nil
    }
  }

  public static let names = ["identity", "log10", "log2", "ln", "symlog"]

  public var name: String {
    switch self {
    case .identity: "identity"
    case .log10: "log10"
    case .log2: "log2"
    case .ln: "ln"
    case .symlog: "symlog"
    }
  }

  /// Whether only positive values have a place.
  public var isLogarithmic: Bool {
    switch self {
    case .log10, .log2, .ln: true
    case .identity, .symlog: false
    }
  }

  /// The base of the labels.
  var base: Double {
    switch self {
    case .log2: 2
    case .ln: 2.718281828459045
    default: 10
    }
  }

  /// The position of `value` before it is stretched to px; not a number for what has no place on the scale.
  public func forward(_ value: Double) -> Double {
    switch self {
    case .identity: return value
    case .log10: return value > 0 ? decimalLogarithm(value) : .nan
    case .log2: return value > 0 ? binaryLogarithm(value) : .nan
    case .ln: return value > 0 ? log(value) : .nan
    case .symlog(let threshold):
      let scaled = value / threshold
      return scaled.magnitude <= 1 ? scaled : (scaled < 0 ? -1 : 1) * (1 + decimalLogarithm(scaled.magnitude))
    }
  }

  /// The value at a position.
  public func inverse(_ position: Double) -> Double {
    switch self {
    case .identity: return position
    case .log10: return pow(10, position)
    case .log2: return exp2(position)
    case .ln: return exp(position)
    case .symlog(let threshold):
      if position.magnitude <= 1 { return position * threshold }
      return (position < 0 ? -1 : 1) * pow(10, position.magnitude - 1) * threshold
    }
  }

  /// Whether `value` can be shown.
  func admits(_ value: Double) -> Bool {
    value.isFinite && (!isLogarithmic || value >= Double.leastNormalMagnitude) && value.magnitude <= AxisScale.largest
  }

  /// Values beyond this are not drawn: the width of a range of them would overflow.
  static let largest = 1e300
}

private func decimalLogarithm(_ x: Double) -> Double { log10(x) }
private func binaryLogarithm(_ x: Double) -> Double { log2(x) }

/// An interval of data values; `lower` is below `upper`.
public struct Limits: Hashable, Sendable {
  public var lower: Double
  public var upper: Double

  public init(_ lower: Double, _ upper: Double) {
    self.lower = min(lower, upper)
    self.upper = max(lower, upper)
  }

  public var span: Double { upper - lower }

  public func contains(_ value: Double) -> Bool { value >= lower && value <= upper }

  func union(_ other: Limits) -> Limits {
    Limits(min(lower, other.lower), max(upper, other.upper))
  }

  /// The smallest range that holds all of several; `nil` for none.
  init?(around ranges: [Limits]) {
    guard let first = ranges.first else { return nil }
    self = ranges.dropFirst().reduce(first) { $0.union($1) }
  }

  /// The range of the values that the scale can show, or `nil` when there are none.
  init?(of values: some Sequence<Double>, on scale: AxisScale = .identity) {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where scale.admits(value) {
      if value < low { low = value }
      if value > high { high = value }
    }
    guard low <= high else { return nil }
    self.init(low, high)
  }
}

/// The map from data to px along one axis of one plot.
public struct AxisMap: Sendable {
  public let scale: AxisScale
  public let limits: Limits
  /// px of the lower and of the upper limit.
  public let start: Double
  public let end: Double
  private let origin: Double
  private let factor: Double

  init(scale: AxisScale, limits: Limits, start: Double, end: Double) {
    self.scale = scale
    self.limits = limits
    self.start = start
    self.end = end
    origin = scale.forward(limits.lower)
    factor = (end - start) / (scale.forward(limits.upper) - origin)
  }

  /// px of a value; not a number for what the scale cannot show.
  public func position(_ value: Double) -> Double {
    start + (scale.forward(value) - origin) * factor
  }

  /// The value at a px position.
  public func value(at position: Double) -> Double {
    scale.inverse(origin + (position - start) / factor)
  }

  public var length: Double { (end - start).magnitude }
}
