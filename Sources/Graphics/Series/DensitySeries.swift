/// A kernel density estimate of a sample (`density`).
public struct DensitySeries: Series {
  public let estimate: KernelDensity
  public var style: SeriesStyle
  /// Fills the area under the curve.
  public var isFilled: Bool

  public init(
    _ values: [Double], bandwidth: Double? = nil, isFilled: Bool = false, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    estimate = try KernelDensity(values, bandwidth: bandwidth)
    self.isFilled = isFilled
    self.style = style
  }

  public var kind: String { "density" }
  public var noun: String { "density" }
  public var columns: [DataColumn] { [DataColumn("x", estimate.x), DataColumn("density", estimate.density)] }

  private var isAreaDrawn: Bool { isFilled || style.fillAlpha != nil || style.fillColor != nil }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    RangeDemand(x: AxisDemand(estimate.x, on: x), y: AxisDemand(estimate.density, on: y)?.pinned(at: 0, on: y))
  }

  public func draw(on canvas: inout Canvas) {
    let curve = canvas.points(estimate.x, estimate.density)
    if isAreaDrawn {
      let base = canvas.y.scale.isLogarithmic ? canvas.y.limits.lower : 0
      canvas.area(
        curve, canvas.points(estimate.x, estimate.x.map { _ in base }), fill: canvas.fill(opacity: 0.18))
    }
    canvas.path(curve, stroke: canvas.stroke)
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, stroke: canvas.stroke, fill: isAreaDrawn ? canvas.fill(opacity: 0.18) : nil)]
  }
}
