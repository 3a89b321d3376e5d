/// Points (`scatter(x, y)`), with sizes and colours of their own if wanted.
public struct ScatterSeries: Series {
  public let x: [Double]
  public let y: [Double]
  public var style: SeriesStyle
  /// Radii in px, one for each point.
  public let markerSizes: [Double]?
  /// Values shown by size (`size_z`): the areas of the markers follow them, and the legend says how.
  public let sizeZ: [Double]?
  /// Radii in px of the least and the greatest of `sizeZ` (`sizes`); `nil` for areas in proportion to the values.
  public var sizes: Limits?
  /// Values shown by colour (`marker_z`).
  public let markerZ: [Double]?
  public var colorMap: ColorMap?
  public var xError: ErrorExtent?
  public var yError: ErrorExtent?

  public init(
    x: [Double], y: [Double], style: SeriesStyle = SeriesStyle(), markerSizes: [Double]? = nil,
    markerZ: [Double]? = nil, sizeZ: [Double]? = nil
  ) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.check(x.count, "points", FigureLimit.points)
    if let markerSizes {
      try FigureLimit.checkSame("x", x.count, "markersize", markerSizes.count)
      try FigureLimit.check(x.count, "markers of different sizes", FigureLimit.elements)
    }
    if let sizeZ {
      try FigureLimit.checkSame("x", x.count, "size_z", sizeZ.count)
      try FigureLimit.check(x.count, "markers of different sizes", FigureLimit.elements)
    }
    if let markerZ { try FigureLimit.checkSame("x", x.count, "marker_z", markerZ.count) }
    self.sizeZ = sizeZ
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
    if let sizeZ { result.insert(DataColumn("size_z", sizeZ), at: 0) }
    if let markerSizes { result.insert(DataColumn("markersize", markerSizes), at: 0) }
    return result + ErrorExtent.columns(xError, "xerror", yError, "yerror", nil)
  }

  public var colorDemand: ColorDemand? {
    guard let markerZ, let limits = Limits(of: markerZ) else { return nil }
    return ColorDemand(limits: limits, map: colorMap ?? .viridis, isForMarks: true)
  }

  public var sizeDemand: SizeDemand? {
    guard let sizeZ, let limits = Limits(of: sizeZ) else { return nil }
    return SizeDemand(limits: limits, radii: sizes, count: sizeZ.count)
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
    if let radii = markerSizes ?? canvas.sizeScale.flatMap({ scale in sizeZ?.map { scale.radius($0) } }) {
      // Large ones first, so that none hides another.
      for index in points.indices.sorted(by: { (radii[$0], $1) > (radii[$1], $0) }) {
        let radius = radii[index]
        guard radius.isFinite, radius > 0 else { continue }
        var own = marker
        own.radius = min(radius, Marker.largestRadius)
        if let markerZ, let scale = canvas.colorScale { own.fill.paint = scale.paint(markerZ[index]) }
        own.makeBubble(on: canvas)
        canvas.dots([points[index]], marker: own)
        if points[index].isFinite { canvas.occupancy.mark(Rect(around: points[index], Size(own.radius, own.radius))) }
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
    guard (markerZ == nil && sizeZ == nil) || style.label?.isEmpty == false else { return [] }
    var marker = canvas.marker(default: .circle, count: x.count)
    marker?.fill.opacity = canvas.style.markerAlpha ?? canvas.style.alpha ?? 0.85
    return [LegendEntry(label: style.label, marker: marker)]
  }

  public func warnings(x xScale: AxisScale, y yScale: AxisScale) -> [String] {
    logarithmWarnings(x, axis: "x", scale: xScale) + logarithmWarnings(y, axis: "y", scale: yScale)
  }
}
