/// Samples functions where they bend, ends branches at poles and jumps, and finds the ends of a function's domain.
///
/// The work is done in px of the picture to come, so the number of calls follows what can be seen. A value that is
/// not finite means that the function is not defined there; errors are passed on.
public struct AdaptiveSampler: Hashable, Sendable {
  /// Size of the plot area that the curve will fill, px.
  public var width = 580.0
  public var height = 340.0
  /// Scales of the axes that the curve will be drawn on.
  public var xScale: AxisScale = .identity
  public var yScale: AxisScale = .identity
  /// The function is called at most so often.
  public var maximumEvaluations = 4000
  /// Whether the ends of branches at jumps and holes are found, and which of them are closed: it takes more calls.
  public var findsEnds = false

  public init() {}

  /// The graph of `function` over `domain`.
  public func sample(
    _ domain: ClosedRange<Double>, _ function: (Double) throws -> Double
  ) rethrows -> SampledCurve {
    let start = xScale.forward(domain.lowerBound)
    let end = xScale.forward(domain.upperBound)
    guard start.isFinite, end.isFinite, start <= end else { return SampledCurve(x: [], y: []) }
    var run = FunctionSampling(
      domain: start...end, width: width, height: height, yScale: yScale, limit: maximumEvaluations,
      findsEnds: findsEnds)
    guard xScale != .identity else { return try run.curve(function) }
    // Evenly over the axis, so a logarithmic one has as many points in each decade; the ends stay exact.
    func value(_ position: Double) -> Double {
      position == start ? domain.lowerBound : position == end ? domain.upperBound : xScale.inverse(position)
    }
    var curve = try run.curve { try function(value($0)) }
    curve.x = curve.x.map(value)
    curve.poles = curve.poles.map(value)
    curve.jumps = curve.jumps.map(value)
    for index in curve.ends.indices { curve.ends[index].x = value(curve.ends[index].x) }
    return curve
  }

  /// The curve t ↦ (`x`(t), `y`(t)).
  public func sample(
    _ domain: ClosedRange<Double>, x: (Double) throws -> Double, y: (Double) throws -> Double
  ) rethrows -> SampledCurve {
    var run = ParametricSampling(domain: domain, width: width, height: height, limit: maximumEvaluations)
    return try run.curve { SpacePoint(try x($0), try y($0), 0) }
  }

  /// The curve t ↦ (`x`(t), `y`(t), `z`(t)) in space.
  public func sample(
    _ domain: ClosedRange<Double>, x: (Double) throws -> Double, y: (Double) throws -> Double,
    z: (Double) throws -> Double
  ) rethrows -> SampledCurve {
    var run = ParametricSampling(domain: domain, width: width, height: height, limit: maximumEvaluations)
    return try run.curve { SpacePoint(try x($0), try y($0), try z($0)) }
  }

  /// The curve whose distance from the middle is `distance` of the angle: angles as x and distances as y, in radians.
  /// Far away, where a pole takes it, is out of view.
  public func samplePolar(
    _ domain: ClosedRange<Double>, _ distance: (Double) throws -> Double
  ) rethrows -> SampledCurve {
    var run = ParametricSampling(domain: domain, width: height, height: height, limit: maximumEvaluations)
    var values: [Double: Double] = [:]
    let curve = try run.curve { angle in
      let value = try distance(angle)
      values[angle] = value
      let direction = PolarMap.unit(degrees: angle * 180 / .pi)
      return SpacePoint(value * direction.x, value * direction.y, 0)
    }
    let distances = zip(curve.parameters, curve.x).map { $1.isNaN ? .nan : values[$0] ?? .nan }
    var result = SampledCurve(x: curve.parameters, y: distances)
    result.isFunctionOfX = false
    result.evaluations = curve.evaluations
    let sorted = distances.filter(\.isFinite).map(\.magnitude).sorted()
    if let farthest = sorted.last {
      let usual = sorted[sorted.count / 2]
      if usual > 0, farthest > 20 * usual { result.yView = Limits(0, 2 * usual) }
    }
    return result
  }

  /// The curve t ↦ (x, y) of one function.
  public func sampleCurve(
    _ domain: ClosedRange<Double>, _ function: (Double) throws -> (Double, Double)
  ) rethrows -> SampledCurve {
    var run = ParametricSampling(domain: domain, width: width, height: height, limit: maximumEvaluations)
    return try run.curve { t in
      let (x, y) = try function(t)
      return SpacePoint(x, y, 0)
    }
  }

  /// Starting points: evenly spaced, the inner ones moved by up to 5 % of the spacing in a van der Corput sequence,
  /// so that no periodic function can hide between them.
  static func startingPoints(_ domain: ClosedRange<Double>, count: Int) -> [Double] {
    let span = domain.upperBound - domain.lowerBound
    guard span > 0 else { return [domain.lowerBound] }
    return (0..<count).map { index in
      if index == 0 { return domain.lowerBound }
      if index == count - 1 { return domain.upperBound }
      // Every eighth stays on its round place: extremes and zeros of the examples of a course are there.
      let jitter = index % 8 == 0 ? 0 : (vanDerCorput(index) - 0.5) * 0.1
      return domain.lowerBound + span * ((Double(index) + jitter) / Double(count - 1))
    }
  }

  /// The radical inverse of `index` in base 2 (van der Corput 1935).
  static func vanDerCorput(_ index: Int) -> Double {
    var rest = index
    var result = 0.0
    var digit = 0.5
    while rest > 0 {
      if rest & 1 == 1 { result += digit }
      digit /= 2
      rest >>= 1
    }
    return result
  }
}
