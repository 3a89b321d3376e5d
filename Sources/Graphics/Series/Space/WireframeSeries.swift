/// The lines of the grid of a surface (`wireframe`), through which one sees.
public struct WireframeSeries: SpaceSeries {
  public let mesh: SpaceMesh
  public var style: SeriesStyle

  public init(_ mesh: SpaceMesh, style: SeriesStyle = SeriesStyle()) {
    self.mesh = mesh
    self.style = style
  }

  public init(_ grid: Grid, style: SeriesStyle = SeriesStyle()) { self.init(SpaceMesh(grid), style: style) }

  public var kind: String { "wireframe" }
  public var noun: String { "wire frame of \(mesh.rows) × \(mesh.columns) values" }
  public var nounCounts: Bool { true }
  public var columns: [DataColumn] { mesh.data }

  public func demand(x: AxisScale, y: AxisScale, z: AxisScale) -> SpaceDemand { mesh.demand(on: (x, y, z)) }

  public func draw(on canvas: inout SpaceCanvas) {
    guard let stroke = stroke(on: canvas.plane) else { return }
    // Half as many lines as faces of a surface: space between them is what makes them readable.
    let rows = SpaceMesh.places(mesh.rows, limit: max(1, canvas.facesPerSide / 2))
    let columns = SpaceMesh.places(mesh.columns, limit: max(1, canvas.facesPerSide / 2))
    let fineRows = SpaceMesh.places(mesh.rows, limit: 240)
    let fineColumns = SpaceMesh.places(mesh.columns, limit: 240)
    for row in rows { canvas.path(fineColumns.map { mesh[row, $0] }, stroke: stroke) }
    for column in columns { canvas.path(fineRows.map { mesh[$0, column] }, stroke: stroke) }
  }

  private func stroke(on canvas: Canvas) -> Stroke? {
    var stroke = canvas.stroke
    stroke?.width = style.lineWidth ?? 1
    return stroke
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, stroke: stroke(on: canvas))]
  }
}
