/// A histogram as bars or as an outline (`histogram`, `stephist`).
public struct HistogramSeries: Series {
  public let histogram: Histogram
  public var style: SeriesStyle
  /// Only the outline, for comparing several (`stephist`).
  public var isOutline: Bool

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
    var demand = RangeDemand(x: AxisDemand(histogram.edges, on: x), y: AxisDemand(histogram.heights, on: y))
    demand.y = demand.y?.pinned(at: 0, on: y)
    demand.wantsXGrid = false
    return demand
  }

  public func draw(on canvas: inout Canvas) {
    let floor = canvas.y.scale.isLogarithmic ? canvas.y.limits.lower : 0
    let edges = histogram.edges
    if isOutline {
      var xs: [Double] = []
      var ys: [Double] = []
      for (index, height) in histogram.heights.enumerated() {
        xs += [edges[index], edges[index + 1]]
        ys += [max(height, floor), max(height, floor)]
      }
      if let first = edges.first, let last = edges.last {
        xs = [first] + xs + [last]
        ys = [floor] + ys + [floor]
      }
      let outline = canvas.points(xs, ys)
      if style.fillAlpha != nil || style.fillColor != nil {
        canvas.polygons([outline], fill: canvas.fill(opacity: 0.18))
      }
      canvas.path(outline, stroke: canvas.stroke)
      return
    }
    var bars: [Rect] = []
    for (index, height) in histogram.heights.enumerated() where height > 0 {
      let a = canvas.point(edges[index], floor)
      let b = canvas.point(edges[index + 1], height)
      let left = min(a.x, b.x)
      let right = max(a.x, b.x)
      // A gap of 1 px, unless the bars are too narrow for it.
      let gap = right - left > 4 ? 0.5 : 0
      bars.append(
        Rect(minX: left + gap, minY: min(a.y, b.y), maxX: right - gap, maxY: max(a.y, b.y)))
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
