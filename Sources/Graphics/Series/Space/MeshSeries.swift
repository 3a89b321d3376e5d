/// Triangles in space, given by the numbers of their corners (`mesh3d`), coloured by height.
public struct MeshSeries: FaceSeries {
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
  public var columns: [DataColumn] { [DataColumn("x", x), DataColumn("y", y), DataColumn("z", z)] }
  public var heights: [Double] { z }
  public var faces: SpaceFaces { .free }

  public func demand(x xScale: AxisScale, y yScale: AxisScale, z zScale: AxisScale) -> SpaceDemand {
    SpaceDemand(x, y, z, on: (xScale, yScale, zScale))
  }

  public func draw(on canvas: inout SpaceCanvas) {
    let outline = outline(opacity: 0.4)
    for triangle in triangles {
      drawFace(triangle.map { SpacePoint(x[$0], y[$0], z[$0]) }, outline: outline, on: &canvas)
    }
  }
}
