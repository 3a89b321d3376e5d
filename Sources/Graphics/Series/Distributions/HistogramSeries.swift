/// A histogram as bars or as an outline (`histogram`, `stephist`).
public struct HistogramSeries: Series {
  public let histogram: Histogram
  public var style: SeriesStyle
  /// Only the outline, for comparing several (`stephist`).
  public var isOutline: Bool
  /// Bins along the y axis, heights along x.
  public var isHorizontal = false

  public init(
    _ values: [Double], bins: BinRule = .freedmanDiaconis, normalize: Normalization = .none,
    weights: [Double]? = nil, isOutline: Bool = false, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    histogram = try Histogram(values, bins: bins, normalize: normalize, weights: weights)
    self.isOutline = isOutline
    self.style = style
  }

  public var kind: String { isOutline ? "stephist" : "histogram" }
  public var noun: String { "histogram" }

  public var columns: [DataColumn] {
    [
      DataColumn("edges", histogram.edges), DataColumn("x", Array(histogram.edges.dropLast())),
      DataColumn("height", histogram.heights),
    ]
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    let along = isHorizontal ? y : x
    let across = isHorizontal ? x : y
    let bins = AxisDemand(histogram.edges, on: along)
    let heights = AxisDemand(histogram.heights, on: across)?.pinned(at: 0, on: across)
    var demand = isHorizontal ? RangeDemand(x: heights, y: bins) : RangeDemand(x: bins, y: heights)
    if isHorizontal { demand.wantsYGrid = false } else { demand.wantsXGrid = false }
    return demand
  }

  public func draw(on canvas: inout Canvas) {
    let across = isHorizontal ? canvas.x : canvas.y
    let floor = across.scale.isLogarithmic ? across.limits.lower : 0
    let edges = histogram.edges
    func point(_ edge: Double, _ height: Double) -> Point {
      isHorizontal ? canvas.point(height, edge) : canvas.point(edge, height)
    }
    if isOutline {
      var outline: [Point] = []
      for (index, height) in histogram.heights.enumerated() {
        outline.append(point(edges[index], max(height, floor)))
        outline.append(point(edges[index + 1], max(height, floor)))
      }
      if let first = edges.first, let last = edges.last {
        outline = [point(first, floor)] + outline + [point(last, floor)]
      }
      if style.fillAlpha != nil || style.fillColor != nil {
        canvas.polygons([outline], fill: canvas.fill(opacity: 0.18))
      }
      canvas.path(outline, stroke: canvas.stroke)
      return
    }
    var bars: [Rect] = []
    for (index, height) in histogram.heights.enumerated() where height > 0 {
      let a = point(edges[index], floor)
      let b = point(edges[index + 1], height)
      let rect = Rect(corner: a, b)
      // A gap of 1 px, unless the bars are too narrow for it.
      let gap = (isHorizontal ? rect.height : rect.width) > 4 ? 0.5 : 0
      bars.append(isHorizontal ? rect.insetBy(0, gap) : rect.insetBy(gap, 0))
    }
    canvas.rects(bars, fill: canvas.fill(opacity: style.alpha ?? 0.85))
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    isOutline
      ? [LegendEntry(label: style.label, stroke: canvas.stroke)]
      : [LegendEntry(label: style.label, fill: canvas.fill(opacity: style.alpha ?? 0.85))]
  }

  public func warnings(x: AxisScale, y: AxisScale) -> [String] {
    histogram.outside > 0 ? ["\(histogram.outside) values lie outside the bins"] : []
  }
}
