/// Triangles in space, given by the numbers of their corners (`mesh3d`), coloured by height.
public struct MeshSeries: SpaceSeries {
  public let x: [Double]
  public let y: [Double]
  public let z: [Double]
  /// Three positions of points each, counted from zero.
  public let triangles: [[Int]]
  /// `nil` for viridis, unless the style has a colour.
  public var colorMap: ColorMap?
  public var style: SeriesStyle

  public init(
    x: [Double], y: [Double], z: [Double], triangles: [[Int]], colorMap: ColorMap? = nil, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.checkSame("x", x.count, "z", z.count)
    try FigureLimit.check(triangles.count, "triangles", FigureLimit.elements)
    for triangle in triangles {
      guard triangle.count == 3, triangle.allSatisfy({ x.indices.contains($0) }) else {
        throw .invalidOption("connections", "a triangle has three of the \(x.count) points")
      }
    }
    (self.x, self.y, self.z) = (x, y, z)
    self.triangles = triangles
    self.colorMap = colorMap
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  public var kind: String { "mesh3d" }
  public var noun: String { "mesh of \(triangles.count) \(triangles.count == 1 ? "triangle" : "triangles")" }
  public var nounCounts: Bool { true }
  public var paletteSlots: Int { style.color == nil ? 0 : 1 }
  public var columns: [DataColumn] { [DataColumn("x", x), DataColumn("y", y), DataColumn("z", z)] }

  public var colorDemand: ColorDemand? {
    guard style.color == nil, let limits = Limits(of: z) else { return nil }
    return ColorDemand(limits: limits, map: colorMap ?? .viridis)
  }

  public func demand(x xScale: AxisScale, y yScale: AxisScale, z zScale: AxisScale) -> SpaceDemand {
    SpaceDemand(x, y, z, on: (xScale, yScale, zScale))
  }

  public func draw(on canvas: inout SpaceCanvas) {
    let width = style.lineWidth ?? 0.4
    let outline = width > 0 ? Stroke(.fixed(RGB(hex: 0xFFFFFF)), width: width, opacity: 0.4) : nil
    for triangle in triangles {
      let corners = triangle.map { SpacePoint(x[$0], y[$0], z[$0]) }
      let height = corners.reduce(0) { $0 + $1.z / 3 }
      guard height.isFinite else { continue }
      var paint = canvas.plane.seriesPaint()
      if style.color == nil, let scale = canvas.plane.colorScale { paint = .fixed(scale.color(height)) }
      canvas.face(
        corners, paint: paint, darkest: style.color == nil ? 0.75 : 0.5, opacity: style.alpha ?? 1, stroke: outline)
    }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    guard style.label?.isEmpty == false else { return [] }
    let paint = style.color == nil ? Paint.fixed((colorMap ?? .viridis).color(at: 0.5)) : canvas.seriesPaint()
    return [LegendEntry(label: style.label, fill: Fill(paint, opacity: style.alpha ?? 1))]
  }
}
