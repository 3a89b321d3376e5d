/// A surface in space (`surface`): the graph of a function of two variables, or a surface with two parameters, coloured
/// by height. Corners that are not finite leave holes.
public struct SurfaceSeries: FaceSeries {
  public let mesh: SpaceMesh
  /// `nil` for viridis, unless the style has a colour.
  public var colorMap: ColorMap?
  public var style: SeriesStyle

  public init(_ mesh: SpaceMesh, colorMap: ColorMap? = nil, style: SeriesStyle = SeriesStyle()) {
    self.mesh = mesh
    self.colorMap = colorMap
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  public init(_ grid: Grid, colorMap: ColorMap? = nil, style: SeriesStyle = SeriesStyle()) {
    self.init(SpaceMesh(grid), colorMap: colorMap, style: style)
  }

  public var kind: String { "surface" }
  public var noun: String { "surface of \(mesh.rows) × \(mesh.columns) values" }
  public var columns: [DataColumn] { mesh.data }
  public var heights: [Double] { mesh.z }
  public var faces: SpaceFaces { mesh.isGraph ? .graph : .free }

  public func demand(x: AxisScale, y: AxisScale, z: AxisScale) -> SpaceDemand { mesh.demand(on: (x, y, z)) }

  public func draw(on canvas: inout SpaceCanvas) {
    let rows = SpaceMesh.places(mesh.rows, limit: canvas.facesPerSide)
    let columns = SpaceMesh.places(mesh.columns, limit: canvas.facesPerSide)
    // Fainter where many lines would wash out the colours.
    let outline = outline(opacity: max(rows.count, columns.count) > 45 ? 0.2 : 0.4)
    for (row, nextRow) in zip(rows, rows.dropFirst()) {
      for (column, nextColumn) in zip(columns, columns.dropFirst()) {
        drawFace(
          [mesh[row, column], mesh[row, nextColumn], mesh[nextRow, nextColumn], mesh[nextRow, column]], outline: outline,
          on: &canvas)
      }
    }
  }
}
