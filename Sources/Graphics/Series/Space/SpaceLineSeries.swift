/// A line through points in space (`path3d`, `plot3d`); values that are not finite interrupt it.
public struct SpaceLineSeries: SpaceSeries {
  public let x: [Double]
  public let y: [Double]
  public let z: [Double]
  /// Values shown by the colour of the line (`line_z`), one for each point; those that are not finite interrupt it.
  public let lineZ: [Double]?
  /// The colours of `lineZ`; `nil` for viridis.
  public var colorMap: ColorMap?
  public var style: SeriesStyle

  public init(
    x: [Double], y: [Double], z: [Double], style: SeriesStyle = SeriesStyle(), lineZ: [Double]? = nil
  ) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.checkSame("x", x.count, "z", z.count)
    if let lineZ { try FigureLimit.checkSame("x", x.count, "line_z", lineZ.count) }
    try FigureLimit.check(x.count, "points", FigureLimit.points)
    self.x = x
    self.y = y
    self.z = z
    self.lineZ = lineZ
    self.style = style
  }

  /// A curve that `AdaptiveSampler` sampled in space.
  public init(_ curve: SampledCurve, style: SeriesStyle = SeriesStyle()) throws(FigureError) {
    try self.init(x: curve.x, y: curve.y, z: curve.z, style: style)
  }

  public var kind: String { "path3d" }
  public var noun: String { "line in space" }
  public var columns: [DataColumn] {
    let coordinates = [DataColumn("x", x), DataColumn("y", y), DataColumn("z", z)]
    return lineZ.map { [DataColumn("line_z", $0)] + coordinates } ?? coordinates
  }

  public var colorDemand: ColorDemand? {
    guard let lineZ, let limits = Limits(of: lineZ) else { return nil }
    return ColorDemand(limits: limits, map: colorMap ?? .viridis, isForMarks: true)
  }

  public func demand(x xScale: AxisScale, y yScale: AxisScale, z zScale: AxisScale) -> SpaceDemand {
    SpaceDemand(x, y, z, on: (xScale, yScale, zScale))
  }

  public func draw(on canvas: inout SpaceCanvas) {
    let points = x.indices.map { SpacePoint(x[$0], y[$0], z[$0]) }
    if let lineZ, let scale = canvas.plane.colorScale, let stroke = canvas.plane.stroke {
      canvas.path(points, values: lineZ, stroke: stroke, scale: scale)
    } else {
      canvas.path(points, stroke: canvas.plane.stroke)
    }
    if let marker = canvas.plane.marker(default: .none, count: x.count) { canvas.dots(points, marker: marker) }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    guard lineZ == nil || style.label?.isEmpty == false else { return [] }
    var stroke = canvas.stroke
    if lineZ != nil, let scale = canvas.colorScale { stroke?.paint = scale.paint(at: 0.5) }
    return [LegendEntry(label: style.label, stroke: stroke, marker: canvas.marker(default: .none, count: x.count))]
  }

  public func warnings(x xScale: AxisScale, y yScale: AxisScale) -> [String] {
    logarithmWarnings(x, axis: "x", scale: xScale) + logarithmWarnings(y, axis: "y", scale: yScale)
  }
}
