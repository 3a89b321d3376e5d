// Distribution functions of samples, and quantiles against quantiles: recipes of steps, points and lines.

extension StepSeries {
  /// The empirical distribution function of a sample (`ecdfplot`): the share of the values, or of their weights, up to each.
  public static func distribution(
    of values: [Double], weights: [Double]? = nil, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> StepSeries {
    try FigureLimit.check(values.count, "points", FigureLimit.points)
    let sample = try WeightedSample(values, weights)
    var x: [Double] = []
    var y: [Double] = []
    var sum = 0.0
    func add(_ value: Double, _ weight: Double) {
      if x.isEmpty {
        x.append(value)
        y.append(0)
      }
      sum += weight
      let share = min(1, sum / sample.total)
      // Equal values are one step.
      if x.count > 1, x[x.count - 1] == value {
        y[y.count - 1] = share
      } else {
        x.append(value)
        y.append(share)
      }
    }
    if let weights = sample.weights {
      for index in sample.values.indices.sorted(by: { sample.values[$0] < sample.values[$1] }) {
        add(sample.values[index], weights[index])
      }
    } else {
      for value in sample.values.sorted() { add(value, 1) }
    }
    if !y.isEmpty { y[y.count - 1] = 1 }
    return try StepSeries(x: x, y: y, place: .post, style: style)
  }
}

/// Quantiles of one distribution against those of another (`qqplot`, `qqnorm`).
public struct QuantilePlot: Hashable, Sendable {
  /// Which line the points are compared with.
  public enum Line: String, Hashable, Sendable, CaseIterable {
    /// y = x.
    case identity
    /// The least squares line.
    case fit
    /// Through the first and third quartiles.
    case quantile
    case none
  }

  public let x: [Double]
  public let y: [Double]
  public let line: Line

  /// A sample against the quantiles of a distribution, at the shares (i − ½)/n (Hazen 1914).
  public init(
    _ sample: [Double], line: Line = .identity, quantile: (Double) throws -> Double = NormalDistribution.quantile
  ) throws {
    let sorted = try QuantilePlot.sorted(sample)
    y = sorted
    x = try sorted.indices.map { try quantile((Double($0) + 0.5) / Double(sorted.count)) }
    self.line = line
  }

  /// A sample against another: the larger is read at the shares of the smaller.
  public init(_ first: [Double], _ second: [Double], line: Line = .identity) throws(FigureError) {
    let a = try QuantilePlot.sorted(first)
    let b = try QuantilePlot.sorted(second)
    let count = min(a.count, b.count)
    func quantiles(_ sorted: [Double]) -> [Double] {
      if sorted.count == count { return sorted }
      return (0..<count).map { Quantiles.sorted(sorted, count > 1 ? Double($0) / Double(count - 1) : 0.5) }
    }
    x = quantiles(a)
    y = quantiles(b)
    self.line = line
  }

  private init(x: [Double], y: [Double], line: Line) {
    (self.x, self.y, self.line) = (x, y, line)
  }

  /// With its axes exchanged.
  public var transposed: QuantilePlot { QuantilePlot(x: y, y: x, line: line) }

  private static func sorted(_ values: [Double]) throws(FigureError) -> [Double] {
    try FigureLimit.check(values.count, "points", FigureLimit.points)
    return values.filter(\.isFinite).sorted()
  }

  /// The line and the points; the line is left out where the points do not determine it.
  public func series(style: SeriesStyle = SeriesStyle()) throws(FigureError) -> [any Series] {
    // Of very many points the outer ones are all drawn, and of the rest every so many.
    let every = max(1, x.count / 4000)
    let kept = x.indices.filter { $0 % every == 0 || $0 < 200 || $0 >= x.count - 200 }
    let points = try ScatterSeries(x: kept.map { x[$0] }, y: kept.map { y[$0] }, style: style)
    guard let (slope, intercept) = coefficients, slope.isFinite, intercept.isFinite else { return [points] }
    return [try ReferenceLineSeries(.sloped(slope: slope, intercept: intercept)), points]
  }

  private var coefficients: (slope: Double, intercept: Double)? {
    switch line {
    case .none: return nil
    case .identity: return (1, 0)
    case .fit:
      guard let fit = try? PolynomialFit(x: x, y: y) else { return nil }
      let slope = (fit.value(at: fit.domain.upper) - fit.value(at: fit.domain.lower)) / fit.domain.span
      return (slope, fit.value(at: fit.domain.lower) - slope * fit.domain.lower)
    case .quantile:
      let (x1, x3) = (Quantiles.sorted(x, 0.25), Quantiles.sorted(x, 0.75))
      let (y1, y3) = (Quantiles.sorted(y, 0.25), Quantiles.sorted(y, 0.75))
      guard x3 > x1 else { return nil }
      let slope = (y3 - y1) / (x3 - x1)
      return (slope, y1 - slope * x1)
    }
  }
}
