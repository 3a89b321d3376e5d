/// The single values of samples side by side (`dotplot`), spread so that they do not hide each other.
public struct StripSeries: SampleSeries {
  /// How values are spread across their room; always in the same way, without chance.
  public enum Spread: String, Hashable, Sendable, CaseIterable {
    /// A swarm: each at the nearest free place beside the middle.
    case swarm
    /// Within the outline of the density.
    case density
    /// Evenly over the room.
    case uniform
    /// All in the middle.
    case none
  }

  public let samples: [Sample]
  public var spread: Spread
  public var isHorizontal: Bool
  public var style: SeriesStyle

  /// Drawn one by one, larger samples are thinned evenly in their order of size.
  private static let shown = 6000

  /// `spread` nil is a swarm for up to 400 values and the density for more.
  public init(
    _ samples: [Sample], spread: Spread? = nil, isHorizontal: Bool = false, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    try FigureLimit.check(samples.count, "samples", 1000)
    try FigureLimit.check(samples.reduce(0) { $0 + $1.values.count }, "points", FigureLimit.points)
    self.samples = samples
    let most = samples.map(\.values.count).max() ?? 0
    self.spread = spread ?? (most <= 400 ? .swarm : .density)
    self.isHorizontal = isHorizontal
    self.style = style
  }

  public var kind: String { "dotplot" }
  public var noun: String { "points" }

  public var columns: [DataColumn] {
    [
      DataColumn("x", samples.flatMap { sample in sample.values.map { _ in sample.position } }),
      DataColumn("y", samples.flatMap(\.values)),
    ]
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    demand(x: x, y: y, values: samples.lazy.flatMap(\.values))
  }

  public func draw(on canvas: inout Canvas) {
    let total = samples.reduce(0) { $0 + $1.values.count }
    guard let marker = canvas.marker(default: .circle, count: total) else { return }
    let every = max(1, (total + StripSeries.shown - 1) / StripSeries.shown)
    var dots: [Point] = []
    for sample in samples {
      var values = sample.values.filter { $0.isFinite && $0.magnitude <= AxisScale.largest }.sorted()
      if every > 1 { values = stride(from: every / 2, to: values.count, by: every).map { values[$0] } }
      dots += places(values, sample, marker.radius, canvas)
    }
    canvas.dots(dots, marker: marker)
  }

  /// px of ascending values.
  private func places(_ values: [Double], _ sample: Sample, _ radius: Double, _ canvas: Canvas) -> [Point] {
    let middle = values.map { point(sample.centre, $0, on: canvas) }
    let edge = point(sample.centre + sample.room * 0.42, values.first ?? 1, on: canvas)
    guard let first = middle.first, values.count > 1, spread != .none else { return middle }
    let half = isHorizontal ? (edge.y - first.y).magnitude : (edge.x - first.x).magnitude
    let offsets: [Double]
    switch spread {
    case .none: offsets = []
    case .swarm: offsets = Swarm.offsets(middle.map { isHorizontal ? $0.x : $0.y }, diameter: 2 * radius + 0.6, half: half)
    case .uniform: offsets = values.indices.map { (2 * Swarm.spread($0) - 1) * half }
    case .density: offsets = densityOffsets(values, half)
    }
    return zip(middle, offsets).map { isHorizontal ? Point($0.x, $0.y + $1) : Point($0.x + $1, $0.y) }
  }

  private func densityOffsets(_ values: [Double], _ half: Double) -> [Double] {
    guard let estimate = try? KernelDensity(values, within: true), let peak = estimate.density.max(), peak > 0 else {
      return values.map { _ in 0 }
    }
    // Both lists ascend, so one walk finds the density at each value.
    var place = 0
    return values.enumerated().map { index, value in
      while place + 1 < estimate.x.count, estimate.x[place + 1] <= value { place += 1 }
      return (2 * Swarm.spread(index) - 1) * half * estimate.density[place] / peak
    }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    var marker = canvas.marker(default: .circle, count: 1)
    marker?.fill.opacity = canvas.style.markerAlpha ?? canvas.style.alpha ?? 0.85
    return [LegendEntry(label: style.label, marker: marker)]
  }

  public func warnings(x: AxisScale, y: AxisScale) -> [String] {
    let total = samples.reduce(0) { $0 + $1.values.count }
    guard total > StripSeries.shown else { return [] }
    return ["the strip shows one of each \((total + StripSeries.shown - 1) / StripSeries.shown) of \(total) points"]
  }
}
