/// Vertical lines from a base to each value, with a marker on top (`sticks`, `stem`).
public struct StickSeries: Series {
  public let x: [Double]
  public let y: [Double]
  public var base: Double
  public var style: SeriesStyle
  /// Whether the tops carry a marker unless the style says otherwise.
  public var hasMarkers: Bool

  public init(
    x: [Double], y: [Double], base: Double = 0, hasMarkers: Bool = true, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.check(x.count, "sticks", FigureLimit.elements * 5)
    self.x = x
    self.y = y
    self.base = base
    self.hasMarkers = hasMarkers
    self.style = style
  }

  public var kind: String { "sticks" }
  public var noun: String { "stems" }
  public var columns: [DataColumn] { [DataColumn("x", x), DataColumn("y", y)] }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    var demand = RangeDemand(x: AxisDemand(x, on: xScale), y: AxisDemand(y, on: yScale)?.pinned(at: base, on: yScale))
    demand.wantsXGrid = false
    return demand
  }

  public func draw(on canvas: inout Canvas) {
    let floor = canvas.y.scale.isLogarithmic ? max(base, canvas.y.limits.lower) : base
    if let stroke = canvas.stroke {
      canvas.rules(x.indices.map { (canvas.point(x[$0], floor), canvas.point(x[$0], y[$0])) }, stroke: stroke)
    }
    if let limits = Limits(of: y), limits.lower < base, limits.upper > base {
      let line = Stroke(canvas.paint(.role(.axis)), width: 1)
      let height = canvas.y.position(base)
      canvas.rules([(Point(canvas.frame.minX, height), Point(canvas.frame.maxX, height))], stroke: line)
    }
    if let marker = marker(on: canvas) { canvas.dots(canvas.points(x, y), marker: marker) }
  }

  private func marker(on canvas: Canvas) -> Marker? {
    let shape: MarkerShape = style.markerShape ?? (hasMarkers ? .circle : .none)
    guard shape != .none else { return nil }
    let color = style.markerColor.map { canvas.paint($0) } ?? canvas.seriesPaint()
    return Marker(
      shape, radius: style.markerSize ?? canvas.theme.markerRadius, fill: Fill(color, opacity: style.alpha ?? 1))
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, stroke: canvas.stroke, marker: marker(on: canvas))]
  }
}
