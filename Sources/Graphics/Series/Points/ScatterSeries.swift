/// Points (`scatter(x, y)`), with sizes and colours of their own if wanted.
public struct ScatterSeries: Series {
  public let x: [Double]
  public let y: [Double]
  public var style: SeriesStyle
  /// Radii in px, one for each point.
  public let markerSizes: [Double]?
  /// Values shown by colour (`marker_z`).
  public let markerZ: [Double]?
  public var colorMap: ColorMap?
  public var xError: ErrorExtent?
  public var yError: ErrorExtent?

  public init(
    x: [Double], y: [Double], style: SeriesStyle = SeriesStyle(), markerSizes: [Double]? = nil,
    markerZ: [Double]? = nil
  ) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.check(x.count, "points", FigureLimit.points)
    if let markerSizes {
      try FigureLimit.checkSame("x", x.count, "markersize", markerSizes.count)
      try FigureLimit.check(x.count, "markers of different sizes", FigureLimit.elements)
    }
    if let markerZ { try FigureLimit.checkSame("x", x.count, "marker_z", markerZ.count) }
    self.x = x
    self.y = y
    self.style = style
    self.markerSizes = markerSizes
    self.markerZ = markerZ
  }

  public var kind: String { "scatter" }
  public var noun: String { "points" }

  public var columns: [DataColumn] {
    var result = [DataColumn("x", x), DataColumn("y", y)]
    if let markerZ { result.insert(DataColumn("marker_z", markerZ), at: 0) }
    if let markerSizes { result.insert(DataColumn("markersize", markerSizes), at: 0) }
    return result + ErrorExtent.columns(xError, "xerror", yError, "yerror", nil)
  }

  public var colorDemand: ColorDemand? {
    guard let markerZ, let limits = Limits(of: markerZ) else { return nil }
    return ColorDemand(limits: limits, map: colorMap ?? .viridis, isForMarks: true)
  }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    var xDemand = AxisDemand(x, on: xScale)
    var yDemand = AxisDemand(y, on: yScale)
    if let xError, let more = AxisDemand(xError.ends(around: x), on: xScale) { xDemand = xDemand?.union(more) }
    if let yError, let more = AxisDemand(yError.ends(around: y), on: yScale) { yDemand = yDemand?.union(more) }
    return RangeDemand(x: xDemand, y: yDemand)
  }

  public func draw(on canvas: inout Canvas) {
    canvas.errorBars(x: x, y: y, xError: xError, yError: yError)
    guard let marker = canvas.marker(default: .circle, count: x.count) else { return }
    let points = canvas.points(x, y)
    if let markerSizes {
      // Large ones first, so that none hides another.
      for index in points.indices.sorted(by: { (markerSizes[$0], $1) > (markerSizes[$1], $0) }) {
        let radius = markerSizes[index]
        guard radius.isFinite, radius > 0 else { continue }
        var own = marker
        own.radius = min(radius, Marker.largestRadius)
        if let markerZ, let scale = canvas.colorScale { own.fill.paint = scale.paint(markerZ[index]) }
        own.stroke = own.stroke ?? Stroke(canvas.paint(.role(.background)), width: 0.75)
        own.fill.opacity = canvas.style.markerAlpha ?? canvas.style.alpha ?? 0.7
        canvas.dots([points[index]], marker: own)
      }
    } else if let markerZ, let scale = canvas.colorScale {
      var own = marker
      own.fill.opacity = canvas.style.markerAlpha ?? canvas.style.alpha ?? 0.85
      canvas.dots(points, values: markerZ, scale: scale, marker: own)
    } else {
      canvas.dots(points, marker: marker)
    }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    guard markerZ == nil || style.label?.isEmpty == false else { return [] }
    var marker = canvas.marker(default: .circle, count: x.count)
    marker?.fill.opacity = canvas.style.markerAlpha ?? canvas.style.alpha ?? 0.85
    return [LegendEntry(label: style.label, marker: marker)]
  }

  public func warnings(x xScale: AxisScale, y yScale: AxisScale) -> [String] {
    logarithmWarnings(x, axis: "x", scale: xScale) + logarithmWarnings(y, axis: "y", scale: yScale)
  }
}
