/// Points in space (`scatter3d`), with colours of their own if wanted.
public struct SpaceScatterSeries: SpaceSeries {
  public let x: [Double]
  public let y: [Double]
  public let z: [Double]
  public var style: SeriesStyle
  /// Values shown by colour (`marker_z`).
  public let markerZ: [Double]?
  public var colorMap: ColorMap?

  public init(
    x: [Double], y: [Double], z: [Double], style: SeriesStyle = SeriesStyle(), markerZ: [Double]? = nil
  ) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.checkSame("x", x.count, "z", z.count)
    if let markerZ { try FigureLimit.checkSame("x", x.count, "marker_z", markerZ.count) }
    try FigureLimit.check(x.count, "points", FigureLimit.points)
    self.x = x
    self.y = y
    self.z = z
    self.style = style
    self.markerZ = markerZ
  }

  public var kind: String { "scatter3d" }
  public var noun: String { "points in space" }

  public var columns: [DataColumn] {
    let coordinates = [DataColumn("x", x), DataColumn("y", y), DataColumn("z", z)]
    return markerZ.map { [DataColumn("marker_z", $0)] + coordinates } ?? coordinates
  }

  public var colorDemand: ColorDemand? {
    guard let markerZ, let limits = Limits(of: markerZ) else { return nil }
    return ColorDemand(limits: limits, map: colorMap ?? .viridis, isForMarks: true)
  }

  public func demand(x xScale: AxisScale, y yScale: AxisScale, z zScale: AxisScale) -> SpaceDemand {
    SpaceDemand(x, y, z, on: (xScale, yScale, zScale))
  }

  /// A thin rim in the colour of the page keeps near points apart from those behind them.
  private func marker(on canvas: Canvas) -> Marker? {
    guard var marker = canvas.marker(default: .circle, count: x.count) else { return nil }
    if x.count <= 500 {
      marker.fill.opacity = style.markerAlpha ?? style.alpha ?? 1
      if style.markerStrokeWidth == nil, marker.stroke == nil {
        marker.stroke = Stroke(canvas.paint(.role(.background)), width: 0.75)
      }
    }
    return marker
  }

  public func draw(on canvas: inout SpaceCanvas) {
    guard let marker = marker(on: canvas.plane) else { return }
    guard let markerZ, let scale = canvas.plane.colorScale else {
      canvas.dots(x.indices.map { SpacePoint(x[$0], y[$0], z[$0]) }, marker: marker)
      return
    }
    // 64 colours are as many as one tells apart.
    var buckets = [[SpacePoint]](repeating: [], count: 64)
    for index in x.indices where markerZ[index].isFinite {
      buckets[Int((scale.fraction(markerZ[index]) * 63).rounded())].append(SpacePoint(x[index], y[index], z[index]))
    }
    for (entry, bucket) in buckets.enumerated() where !bucket.isEmpty {
      var own = marker
      own.fill.paint = scale.paint(at: Double(entry) / 63)
      own.fill.opacity = style.markerAlpha ?? style.alpha ?? (x.count > 500 ? 0.85 : 1)
      canvas.dots(bucket, marker: own)
    }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    guard markerZ == nil || style.label?.isEmpty == false else { return [] }
    return [LegendEntry(label: style.label, marker: marker(on: canvas))]
  }

  public func warnings(x xScale: AxisScale, y yScale: AxisScale) -> [String] {
    logarithmWarnings(x, axis: "x", scale: xScale) + logarithmWarnings(y, axis: "y", scale: yScale)
  }
}
