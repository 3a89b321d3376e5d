/// A kernel density estimate of a sample (`density`).
public struct DensitySeries: Series {
  public let estimate: KernelDensity
  public var style: SeriesStyle
  /// Fills the area under the curve.
  public var isFilled: Bool
  /// Values along the y axis, densities along x.
  public var isHorizontal = false

  public init(
    _ values: [Double], bandwidth: Double? = nil, weights: [Double]? = nil, isFilled: Bool = false,
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    estimate = try KernelDensity(values, bandwidth: bandwidth, weights: weights)
    self.isFilled = isFilled
    self.style = style
  }

  public var kind: String { "density" }
  public var noun: String { "density" }
  public var columns: [DataColumn] { [DataColumn("x", estimate.x), DataColumn("density", estimate.density)] }

  private var isAreaDrawn: Bool { isFilled || style.fillAlpha != nil || style.fillColor != nil }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    let along = AxisDemand(estimate.x, on: isHorizontal ? y : x)
    let across = isHorizontal ? x : y
    let heights = AxisDemand(estimate.density, on: across)?.pinned(at: 0, on: across)
    return isHorizontal ? RangeDemand(x: heights, y: along) : RangeDemand(x: along, y: heights)
  }

  public func draw(on canvas: inout Canvas) {
    func points(_ heights: [Double]) -> [Point] {
      isHorizontal ? canvas.points(heights, estimate.x) : canvas.points(estimate.x, heights)
    }
    let curve = points(estimate.density)
    if isAreaDrawn {
      let across = isHorizontal ? canvas.x : canvas.y
      let base = across.scale.isLogarithmic ? across.limits.lower : 0
      canvas.area(curve, points(estimate.x.map { _ in base }), fill: canvas.fill(opacity: 0.18))
    }
    canvas.path(curve, stroke: canvas.stroke)
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, stroke: canvas.stroke, fill: isAreaDrawn ? canvas.fill(opacity: 0.18) : nil)]
  }
}
