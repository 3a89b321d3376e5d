/// A surface in space (`surface`): the graph of a function of two variables, or a surface with two parameters, coloured
/// by height. Corners that are not finite leave holes.
public struct SurfaceSeries: SpaceSeries {
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
  public var nounCounts: Bool { true }
  public var paletteSlots: Int { style.color == nil ? 0 : 1 }
  public var columns: [DataColumn] { mesh.data }
  var isGraph: Bool { mesh.isGraph }

  public var colorDemand: ColorDemand? {
    guard style.color == nil, let limits = Limits(of: mesh.z) else { return nil }
    return ColorDemand(limits: limits, map: colorMap ?? .viridis)
  }

  public func demand(x: AxisScale, y: AxisScale, z: AxisScale) -> SpaceDemand { mesh.demand(on: (x, y, z)) }

  public func draw(on canvas: inout SpaceCanvas) {
    let rows = SpaceMesh.places(mesh.rows, limit: canvas.facesPerSide)
    let columns = SpaceMesh.places(mesh.columns, limit: canvas.facesPerSide)
    let width = style.lineWidth ?? 0.4
    // Fainter where many lines would wash out the colours.
    let opacity = max(rows.count, columns.count) > 45 ? 0.2 : 0.4
    let outline = width > 0 ? Stroke(.fixed(RGB(hex: 0xFFFFFF)), width: width, opacity: opacity) : nil
    for (row, nextRow) in zip(rows, rows.dropFirst()) {
      for (column, nextColumn) in zip(columns, columns.dropFirst()) {
        let corners = [
          mesh[row, column], mesh[row, nextColumn], mesh[nextRow, nextColumn], mesh[nextRow, column],
        ]
        let height = corners.reduce(0) { $0 + $1.z / 4 }
        guard height.isFinite else { continue }
        // Of one colour only the shades show the form; of a map the colours are to be read.
        canvas.face(
          corners, paint: paint(height, on: canvas), darkest: style.color == nil ? 0.75 : 0.5, opacity: style.alpha ?? 1,
          stroke: outline)
      }
    }
  }

  /// One of 64 colours of the map: neighbours of one colour are written together.
  private func paint(_ height: Double, on canvas: SpaceCanvas) -> Paint {
    if style.color == nil, let scale = canvas.plane.colorScale {
      return .fixed(scale.map.color(at: (scale.fraction(height) * 63).rounded() / 63))
    }
    // Shades of black would all be black.
    return canvas.plane.seriesPaint().mapColors { OKLab.luminance($0) < 0.1 ? OKLab($0).rgb(luminance: 0.1) : $0 }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    guard style.label?.isEmpty == false else { return [] }
    let paint = style.color == nil ? Paint.fixed((colorMap ?? .viridis).color(at: 0.5)) : canvas.seriesPaint()
    return [LegendEntry(label: style.label, fill: Fill(paint, opacity: style.alpha ?? 1))]
  }
}
