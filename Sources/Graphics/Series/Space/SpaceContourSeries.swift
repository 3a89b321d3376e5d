/// Level lines of a function of two variables, each at its height (`contour3d`).
public struct SpaceContourSeries: SpaceSeries {
  private var contours: ContourSeries

  public init(
    _ grid: Grid, levels: ContourSeries.Levels = .count(15), colorMap: ColorMap? = nil,
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    contours = try ContourSeries(grid, levels: levels, colorMap: colorMap, style: style)
  }

  public var style: SeriesStyle {
    get { contours.style }
    set { contours.style = newValue }
  }

  public var levels: [Double] { contours.levels }
  public var kind: String { "contour3d" }
  public var noun: String { "contour lines in space" }
  public var columns: [DataColumn] { contours.columns }
  public var colorDemand: ColorDemand? { contours.colorDemand }

  public func demand(x: AxisScale, y: AxisScale, z: AxisScale) -> SpaceDemand {
    SpaceMesh(contours.grid).demand(on: (x, y, z))
  }

  public func draw(on canvas: inout SpaceCanvas) {
    let squares = contours.squares
    for level in levels {
      var paint = canvas.plane.seriesPaint()
      if style.color == nil, let scale = canvas.plane.colorScale { paint = scale.paint(level) }
      let stroke = Stroke(
        paint, width: style.lineWidth ?? 1.25, dash: style.lineStyle?.dash ?? [], opacity: style.alpha ?? 1)
      for line in squares.lines(at: level) {
        let outline = line.closed ? line.points + line.points.prefix(1) : line.points
        canvas.path(outline.map { SpacePoint($0.x, $0.y, level) }, stroke: stroke)
      }
    }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] { contours.legendEntries(on: canvas) }
}
