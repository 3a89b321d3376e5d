/// Level lines or filled bands of a function of two variables (`contour`, `contourf`).
public struct ContourSeries: Series {
  /// Which levels are drawn.
  public enum Levels: Hashable, Sendable {
    /// About so many round values.
    case count(Int)
    case values([Double])
  }

  public let grid: Grid
  public let levels: [Double]
  public var isFilled: Bool
  public var colorMap: ColorMap?
  public var style: SeriesStyle

  public init(
    _ grid: Grid, levels: Levels = .count(10), isFilled: Bool = false, colorMap: ColorMap? = nil,
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    switch levels {
    case .count(let count):
      guard count > 0 else { throw .invalidOption("levels", "the number of levels is positive") }
      try FigureLimit.check(count, "levels", FigureLimit.levels)
      self.levels = ContourSeries.roundLevels(grid, count)
    case .values(let values):
      try FigureLimit.check(values.count, "levels", FigureLimit.levels)
      guard values.allSatisfy(\.isFinite) else { throw .invalidOption("levels", "levels are finite numbers") }
      self.levels = values.sorted()
    }
    self.grid = grid
    self.isFilled = isFilled
    self.colorMap = colorMap
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  private static func roundLevels(_ grid: Grid, _ count: Int) -> [Double] {
    guard let limits = Limits(of: grid.values), limits.span > 0 else { return [] }
    let ticks = WilkinsonTicks(count: Double(count), inside: true).search(limits.lower, limits.upper)
    return (ticks?.values ?? []).filter { $0 > limits.lower && $0 < limits.upper }
  }

  public var kind: String { isFilled ? "contourf" : "contour" }
  public var noun: String { isFilled ? "filled contours" : "contour lines" }
  public var paletteSlots: Int { isFilled ? 0 : 1 }

  public var columns: [DataColumn] {
    [
      DataColumn("columns", grid.x), DataColumn("rows", grid.y), DataColumn("levels", levels),
      DataColumn("z", grid.values),
    ]
  }

  public var colorDemand: ColorDemand? {
    guard style.color == nil, let limits = Limits(of: grid.values) else { return nil }
    if !isFilled, let first = levels.first, let last = levels.last, first < last {
      return ColorDemand(limits: Limits(first, last), map: colorMap ?? .viridis)
    }
    let covered = Limits(
      min(limits.lower, levels.first ?? limits.lower), max(limits.upper, levels.last ?? limits.upper))
    return ColorDemand(limits: covered, map: colorMap ?? .viridis, bands: isFilled ? levels : [])
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    var demand = RangeDemand(x: AxisDemand(grid.x, on: x), y: AxisDemand(grid.y, on: y))
    demand.x?.exactLower = true
    demand.x?.exactUpper = true
    demand.y?.exactLower = true
    demand.y?.exactUpper = true
    if isFilled {
      demand.wantsXGrid = false
      demand.wantsYGrid = false
    }
    return demand
  }

  public func draw(on canvas: inout Canvas) {
    if isFilled { drawBands(on: &canvas) } else { drawLines(on: &canvas) }
  }

  private func drawLines(on canvas: inout Canvas) {
    let squares = MarchingSquares(grid: grid)
    for level in levels {
      let paint: Paint
      if style.color == nil, let scale = canvas.colorScale {
        paint = .fixed(scale.color(level))
      } else {
        paint = canvas.seriesPaint()
      }
      // In one colour, dashes tell the negative levels.
      let dash = style.lineStyle?.dash ?? (style.color != nil && level < 0 ? [4, 3] : [])
      let stroke = Stroke(paint, width: style.lineWidth ?? 1.25, dash: dash, opacity: style.alpha ?? 1)
      var pieces: [Point] = []
      for line in squares.lines(at: level) {
        pieces += line.points.map { canvas.point($0.x, $0.y) }
        if line.closed, let first = line.points.first { pieces.append(canvas.point(first.x, first.y)) }
        pieces.append(Point(.nan, .nan))
      }
      canvas.path(pieces, stroke: stroke)
    }
  }

  /// Regions above each level, from the lowest up, each painted over the last.
  private func drawBands(on canvas: inout Canvas) {
    guard let scale = canvas.colorScale else {
      drawLines(on: &canvas)
      return
    }
    let squares = MarchingSquares(grid: grid)
    let inner = levels.filter { $0 > scale.limits.lower && $0 < scale.limits.upper }
    let borders = [scale.limits.lower] + inner + [scale.limits.upper]
    for (low, high) in zip(borders, borders.dropFirst()) {
      let start = low == scale.limits.lower ? -Double.greatestFiniteMagnitude / 2 : low
      let outlines = squares.region(above: start).map { outline in
        Simplification.simplified(outline.map { canvas.point($0.x, $0.y) }, tolerance: 0.15)
      }
      canvas.polygons(outlines, fill: Fill(.fixed(scale.color((low + high) / 2)), opacity: style.alpha ?? 1))
    }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    guard style.label?.isEmpty == false, !isFilled else { return [] }
    return [LegendEntry(label: style.label, stroke: canvas.stroke)]
  }
}
