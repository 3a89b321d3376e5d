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
  /// Sets the levels as numbers into the lines.
  public var hasLabels = false
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
    guard isFilled || style.color == nil, let limits = Limits(of: grid.values) else { return nil }
    if !isFilled, let first = levels.first, let last = levels.last, first < last {
      return ColorDemand(limits: Limits(first, last), map: colorMap ?? .viridis, isForMarks: true)
    }
    let covered = Limits(
      min(limits.lower, levels.first ?? limits.lower), max(limits.upper, levels.last ?? limits.upper))
    return ColorDemand(limits: covered, map: colorMap ?? .viridis, bands: isFilled ? levels : [], isForMarks: !isFilled)
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

  /// The cells in which lines are sought: no more than can be told apart, the fewer the more levels there are.
  var squares: MarchingSquares {
    MarchingSquares(grid: grid.thinned(to: max(40_000, 2_000_000 / max(1, levels.count))))
  }

  public func draw(on canvas: inout Canvas) {
    if isFilled { drawBands(on: &canvas) } else { drawLines(on: &canvas) }
  }

  /// The line of a level; on bands it is drawn in ink.
  private func stroke(_ level: Double, _ canvas: Canvas) -> Stroke {
    let paint: Paint
    if isFilled {
      paint = canvas.paint(style.color ?? .rgb(ink(level, canvas)))
    } else if style.color == nil, let scale = canvas.colorScale {
      paint = scale.paint(level)
    } else {
      paint = canvas.seriesPaint()
    }
    // In one colour, dashes tell the negative levels.
    let isPlain = isFilled || style.color != nil
    let dash = style.lineStyle?.dash ?? (isPlain && level < 0 ? [4, 3] : [])
    return Stroke(
      paint, width: style.lineWidth ?? (isFilled ? 1 : 1.25), dash: dash, opacity: style.alpha ?? (isFilled ? 0.8 : 1))
  }

  /// Black or white, whichever can be read better on the bands around a level.
  private func ink(_ level: Double, _ canvas: Canvas) -> RGB {
    let (ink, paper) = (RGB(hex: 0x1F2328), RGB(hex: 0xFFFFFF))
    guard let background = canvas.colorScale?.color(level) else { return ink }
    return background.contrast(with: ink) >= background.contrast(with: paper) ? ink : paper
  }

  private func drawLines(on canvas: inout Canvas) {
    let squares = squares
    let lines = levels.map { level in
      squares.lines(at: level).map { line -> [Point] in
        var points = line.points.map { canvas.point($0.x, $0.y) }
        if line.closed, let first = points.first { points.append(first) }
        return points
      }
    }
    var labels = ContourLabels(lines: hasLabels ? lines : [], frame: canvas.frame, fontSize: canvas.theme.fontSize)
    for (index, level) in levels.enumerated() {
      let pieces = hasLabels ? lines[index].flatMap { labels.place(level, mark: index, on: $0) } : lines[index]
      canvas.path(Array(pieces.joined(separator: [Point(.nan, .nan)])), stroke: stroke(level, canvas))
    }
    for label in labels.placed {
      let color = isFilled ? Color.rgb(ink(label.level, canvas)) : .role(.ink)
      canvas.text(
        label.text, at: label.baseline, color: color, rotation: label.rotation, halo: false, verticallyCentred: false)
    }
  }

  /// Regions above each level, from the lowest up, each painted over the last.
  private func drawBands(on canvas: inout Canvas) {
    guard let scale = canvas.colorScale else {
      drawLines(on: &canvas)
      return
    }
    let squares = squares
    let inner = levels.filter { $0 > scale.limits.lower && $0 < scale.limits.upper }
    let borders = [scale.limits.lower] + inner + [scale.limits.upper]
    for (low, high) in zip(borders, borders.dropFirst()) {
      let start = low == scale.limits.lower ? -Double.greatestFiniteMagnitude / 2 : low
      let outlines = squares.region(above: start).map { outline in
        Simplification.simplified(outline.map { canvas.point($0.x, $0.y) }, tolerance: 0.15)
      }
      canvas.polygons(outlines, fill: Fill(.fixed(scale.color((low + high) / 2)), opacity: style.fillAlpha ?? style.alpha ?? 1))
    }
    if hasLabels || (style.lineWidth ?? 0) > 0 { drawLines(on: &canvas) }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    guard style.label?.isEmpty == false, !isFilled else { return [] }
    return [LegendEntry(label: style.label, stroke: canvas.stroke)]
  }
}
