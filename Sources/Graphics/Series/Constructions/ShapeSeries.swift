/// Lines and outlines in data coordinates: lattices, polygons, ellipses.
public struct ShapeSeries: Series {
  public let outlines: [Polyline]
  public let kind: String
  public let noun: String
  /// Opacity of the fill, `nil` for none. Outlines within others darken them.
  public var fillOpacity: Double?
  /// What of the plane must be seen; `nil` for all of the outlines.
  public var view: (x: Limits, y: Limits)?
  public var style: SeriesStyle

  public init(
    _ outlines: [Polyline], kind: String, noun: String, fillOpacity: Double? = nil, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    try FigureLimit.check(outlines.count, "outlines", FigureLimit.elements)
    try FigureLimit.check(outlines.reduce(0) { $0 + $1.points.count }, "points", FigureLimit.points)
    self.outlines = outlines
    self.kind = kind
    self.noun = noun
    self.fillOpacity = fillOpacity
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  public var paletteSlots: Int { style.color == nil ? 1 : 0 }

  public var columns: [DataColumn] {
    let points = outlines.flatMap(\.points)
    return [DataColumn("x", points.map(\.x)), DataColumn("y", points.map(\.y))]
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    if let view { return RangeDemand(x: AxisDemand(view.x), y: AxisDemand(view.y)) }
    let points = outlines.lazy.flatMap(\.points)
    return RangeDemand(x: AxisDemand(points.map(\.x), on: x), y: AxisDemand(points.map(\.y), on: y))
  }

  public func draw(on canvas: inout Canvas) {
    if let fillOpacity {
      for outline in outlines where outline.closed {
        canvas.polygons([outline.points.map { canvas.point($0.x, $0.y) }], fill: canvas.fill(opacity: fillOpacity))
      }
    }
    canvas.curves(outlines, stroke: canvas.stroke)
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, stroke: canvas.stroke, fill: fillOpacity.map { canvas.fill(opacity: $0) })]
  }
}
