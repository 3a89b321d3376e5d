/// Bands across the whole plot (`hspan`, `vspan`).
public struct SpanSeries: Series {
  public let spans: [Limits]
  public let isVertical: Bool
  public var style: SeriesStyle

  /// Bands between the two ends of each span: of x when vertical, else of y.
  public init(_ spans: [Limits], isVertical: Bool, style: SeriesStyle = SeriesStyle()) throws(FigureError) {
    try FigureLimit.check(spans.count, "bands", FigureLimit.elements)
    self.spans = spans
    self.isVertical = isVertical
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  public var kind: String { isVertical ? "vspan" : "hspan" }
  public var noun: String { isVertical ? "vertical band" : "horizontal band" }
  public var columns: [DataColumn] { [DataColumn("from", spans.map(\.lower)), DataColumn("to", spans.map(\.upper))] }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    let ends = spans.flatMap { [$0.lower, $0.upper] }
    return isVertical
      ? RangeDemand(x: AxisDemand(ends, on: x), y: nil) : RangeDemand(x: nil, y: AxisDemand(ends, on: y))
  }

  public func draw(on canvas: inout Canvas) {
    let frame = canvas.frame
    let rects = spans.map { span in
      let a = isVertical ? canvas.x.position(span.lower) : canvas.y.position(span.lower)
      let b = isVertical ? canvas.x.position(span.upper) : canvas.y.position(span.upper)
      return isVertical
        ? Rect(minX: min(a, b), minY: frame.minY, maxX: max(a, b), maxY: frame.maxY)
        : Rect(minX: frame.minX, minY: min(a, b), maxX: frame.maxX, maxY: max(a, b))
    }
    // A band is a background: the legend may lie on it.
    let occupied = canvas.occupancy
    canvas.rects(rects, fill: canvas.fill(opacity: 0.18))
    canvas.occupancy = occupied
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, fill: canvas.fill(opacity: 0.18))]
  }
}
