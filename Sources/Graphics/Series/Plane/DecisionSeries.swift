/// The regions in which a classifier decides for each of its classes (`decisionboundary`).
public struct DecisionSeries: Series {
  private enum Content: Sendable {
    case classes(ClassRegions)
    /// Scores on a grid, the threshold between two classes, and lines at further levels.
    case scores(Grid, threshold: Double, levels: [Double])
  }

  private let content: Content
  private let domain: (x: Limits, y: Limits)
  /// One name for each class.
  public var classLabels: [String]
  /// Whether the legend has a row for each class: when no points do.
  public var hasLegend = true
  public var style = SeriesStyle(label: "")

  /// Regions of a classifier that gives the index of a class, 0 for the first; what is not a number belongs to none.
  ///
  /// - Parameter resolution: cells along each side, 8 … 512. Only cells at borders are looked at so closely.
  public init(
    x: Limits, y: Limits, classLabels: [String], resolution: Int = 200, _ classify: (Double, Double) throws -> Double
  ) throws {
    try DecisionSeries.check(resolution)
    var sampler = try PlaneSampler(x: x, y: y)
    sampler.refinement = 4
    sampler.coarse = max(2, resolution / 4)
    content = .classes(try sampler.classes(classify))
    domain = (x, y)
    self.classLabels = classLabels
  }

  /// Shades of a classifier of two classes that gives a score, such as the probability of the second class, and the line where it
  /// is `threshold`; `levels` are drawn dashed.
  public init(
    x: Limits, y: Limits, classLabels: [String] = [], threshold: Double, levels: [Double] = [], resolution: Int = 200,
    score: (Double, Double) throws -> Double
  ) throws {
    try DecisionSeries.check(resolution)
    guard threshold.isFinite, levels.allSatisfy(\.isFinite) else {
      throw FigureError.invalidOption("threshold", "thresholds and levels are finite numbers")
    }
    try FigureLimit.check(levels.count, "levels", FigureLimit.levels)
    _ = try PlaneSampler(x: x, y: y)
    func nodes(_ limits: Limits) -> [Double] {
      (0...resolution).map { limits.lower + limits.span * (Double($0) / Double(resolution)) }
    }
    content = .scores(try Grid(x: nodes(x), y: nodes(y), score), threshold: threshold, levels: levels)
    domain = (x, y)
    self.classLabels = classLabels
  }

  private static func check(_ resolution: Int) throws {
    guard (8...512).contains(resolution) else {
      throw FigureError.invalidOption("resolution", "the resolution is a number from 8 to 512")
    }
  }

  public var kind: String { "decisionboundary" }
  public var noun: String { "decision regions" }
  public var paletteSlots: Int { 0 }

  public var columns: [DataColumn] {
    switch content {
    case .classes(let regions):
      let points = regions.borders.flatMap(\.points)
      return [
        DataColumn("classes", regions.values), DataColumn("x", points.map(\.x)), DataColumn("y", points.map(\.y)),
      ]
    case .scores(let grid, let threshold, let levels):
      return [
        DataColumn("columns", grid.x), DataColumn("rows", grid.y), DataColumn("threshold", [threshold]),
        DataColumn("levels", levels), DataColumn("z", grid.values),
      ]
    }
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    var demand = RangeDemand(exactly: domain.x, domain.y)
    demand.wantsXGrid = false
    demand.wantsYGrid = false
    return demand
  }

  // MARK: - Drawing

  private static let opacity = 0.22

  public func draw(on canvas: inout Canvas) {
    let border = Stroke(
      canvas.paint(style.color ?? .role(.ink)), width: style.lineWidth ?? 1.25, dash: style.lineStyle?.dash ?? [],
      opacity: style.alpha ?? 0.75)
    switch content {
    case .classes(let regions):
      if canvas.canDraw(regions.outlines + [regions.borders]) {
        for (value, outlines) in zip(regions.values, regions.outlines) {
          canvas.fillRegion(
            outlines, fill: Fill(canvas.paint(color(value)), opacity: style.fillAlpha ?? DecisionSeries.opacity))
        }
        if style.lineStyle != LineStyle.none { canvas.curves(regions.borders, stroke: border) }
      } else {
        drawCells(regions, on: &canvas)
      }
    case .scores(let grid, let threshold, let levels):
      drawShades(grid, threshold, on: &canvas)
      let squares = MarchingSquares(grid: grid)
      for level in levels where level != threshold {
        var stroke = border
        stroke.width = 1
        stroke.dash = [4, 3]
        canvas.curves(squares.lines(at: level), stroke: stroke)
      }
      if style.lineStyle != LineStyle.none { canvas.curves(squares.lines(at: threshold), stroke: border) }
    }
  }

  private func color(_ value: Double) -> Color { .palette(value >= 0 && value < 1e6 ? Int(value) + 1 : 7) }

  /// Borders without end as cells.
  private func drawCells(_ regions: ClassRegions, on canvas: inout Canvas) {
    let opacity = style.fillAlpha ?? DecisionSeries.opacity
    var palette = regions.values.map { (canvas.paint(color($0)), opacity) }
    palette.append((.fixed(RGB(0, 0, 0)), 0))
    var index: [Double: UInt8] = [:]
    for (place, value) in regions.values.enumerated() { index[value] = UInt8(clamping: place) }
    let none = UInt8(clamping: palette.count - 1)
    drawPixels(regions.grid, palette: palette, isPixelated: true, on: &canvas) { index[$0] ?? none }
  }

  /// Both classes fade towards the threshold.
  private func drawShades(_ grid: Grid, _ threshold: Double, on canvas: inout Canvas) {
    guard let limits = Limits(of: grid.values) else { return }
    // Probabilities reach from 0 to 1, whatever part of that occurs.
    let isProbability = limits.lower >= 0 && limits.upper <= 1 && threshold > 0 && threshold < 1
    let reach =
      isProbability
      ? max(threshold, 1 - threshold) : max((limits.lower - threshold).magnitude, (limits.upper - threshold).magnitude)
    guard reach > 0, reach.isFinite else { return }
    let strongest = style.fillAlpha ?? 0.45
    let palette = (0..<256).map { entry -> (Paint, Double) in
      guard entry < 255 else { return (.fixed(RGB(0, 0, 0)), 0) }
      let distance = (Double(entry) - 127) / 127
      return (canvas.paint(.palette(distance < 0 ? 1 : 2)), strongest * (0.15 + 0.85 * distance.magnitude))
    }
    drawPixels(grid, palette: palette, isPixelated: false, on: &canvas) { value in
      guard value.isFinite else { return 255 }
      let distance = max(-1, min(1, (value - threshold) / reach))
      let entry = 127 + 127 * distance
      return UInt8(max(0, min(254, distance < 0 ? entry.rounded(.down) : entry.rounded(.up))))
    }
  }

  private func drawPixels(
    _ grid: Grid, palette: [(paint: Paint, opacity: Double)], isPixelated: Bool, on canvas: inout Canvas,
    _ entry: (Double) -> UInt8
  ) {
    canvas.raster(
      grid, from: canvas.point(domain.x.lower, domain.y.lower), to: canvas.point(domain.x.upper, domain.y.upper),
      palette: palette.map { $0.paint.light.withAlpha($0.opacity) },
      darkPalette: palette.map { $0.paint.dark.withAlpha($0.opacity) }, isPixelated: isPixelated, entry)
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    guard hasLegend else { return [] }
    return classLabels.enumerated().map { index, label in
      LegendEntry(label: label, fill: Fill(canvas.paint(.palette(index + 1)), opacity: style.fillAlpha ?? 0.4))
    }
  }
}

// MARK: - With data

extension Subplot {
  /// The regions of a classifier and the points that it was trained on, a series for each class.
  ///
  /// - Parameters:
  ///   - x, y: coordinates of the points.
  ///   - classes: the index of each point's class, 0 for the first.
  public static func decisions(
    _ regions: DecisionSeries, x: [Double], y: [Double], classes: [Int], classLabels: [String],
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> Subplot {
    try FigureLimit.checkSame("X", x.count, "y", classes.count)
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    var regions = regions
    regions.hasLegend = x.isEmpty
    var subplot = Subplot([regions])
    for (index, label) in classLabels.enumerated() {
      let own = classes.indices.filter { classes[$0] == index }
      guard !own.isEmpty else { continue }
      var look = style
      look.label = label
      look.color = .palette(index + 1)
      look.markerShape = style.markerShape ?? (index < 4 ? [.circle, .rect, .utriangle, .diamond][index] : .circle)
      look.markerStrokeWidth = style.markerStrokeWidth ?? 0.75
      look.markerStrokeColor = style.markerStrokeColor ?? .role(.background)
      subplot.add(try ScatterSeries(x: own.map { x[$0] }, y: own.map { y[$0] }, style: look))
    }
    return subplot
  }

  /// The rectangle around points, with a tenth of room on each side.
  public static func surroundings(x: [Double], y: [Double]) -> (x: Limits, y: Limits) {
    func widened(_ limits: Limits?) -> Limits {
      guard let limits, limits.span.isFinite else { return Limits(-1, 1) }
      let room = limits.span > 0 ? 0.1 * limits.span : max(1, 0.1 * limits.lower.magnitude)
      return Limits(limits.lower - room, limits.upper + room)
    }
    return (widened(Limits(of: x)), widened(Limits(of: y)))
  }
}
