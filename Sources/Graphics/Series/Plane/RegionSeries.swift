/// Curves f(x, y) = 0 (`implicitplot`), or the region f(x, y) > 0 with its border (`regionplot`).
public struct RegionSeries: Series {
  /// The curves, or the border of the region inside the rectangle, in data coordinates.
  public let lines: [Polyline]
  /// Closed outlines of the region; empty for curves.
  public let outlines: [Polyline]
  private let sampler: PlaneSampler
  private let isRegion: Bool
  public var style: SeriesStyle

  /// The zeros of `function` over a rectangle, of all components; poles and jumps are none.
  public init(
    zerosOf function: (Double, Double) throws -> Double, x: Limits, y: Limits, style: SeriesStyle = SeriesStyle()
  ) throws {
    sampler = try PlaneSampler(x: x, y: y)
    lines = try sampler.zeros(function)
    outlines = []
    isRegion = false
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  /// Where `function` is positive; where it is not a number it is not.
  public init(
    positive function: (Double, Double) throws -> Double, x: Limits, y: Limits, style: SeriesStyle = SeriesStyle()
  ) throws {
    sampler = try PlaneSampler(x: x, y: y)
    (outlines, lines) = try sampler.region(function)
    isRegion = true
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  public var kind: String { isRegion ? "regionplot" : "implicitplot" }
  public var noun: String { isRegion ? "region" : "implicit curve" }

  public var columns: [DataColumn] {
    let points = lines.flatMap(\.points)
    return [DataColumn("x", points.map(\.x)), DataColumn("y", points.map(\.y))]
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand { RangeDemand(exactly: sampler.x, sampler.y) }

  public func draw(on canvas: inout Canvas) {
    canvas.fillRegion(outlines, fill: canvas.fill(opacity: 0.22))
    var stroke = canvas.stroke
    if isRegion, style.lineWidth == nil { stroke?.width = 1.25 }
    canvas.curves(lines, stroke: stroke)
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, stroke: canvas.stroke, fill: isRegion ? canvas.fill(opacity: 0.22) : nil)]
  }
}

extension RangeDemand {
  /// A rectangle without padding.
  init(exactly x: Limits, _ y: Limits) {
    self.init(
      x: AxisDemand(x, exactLower: true, exactUpper: true), y: AxisDemand(y, exactLower: true, exactUpper: true))
  }
}

extension Canvas {
  /// What is drawn of lines without end: enough for any picture that an eye can follow.
  private static let pointBudget = 12_000

  /// Lines in data coordinates as simplified px lines, closed ones with their first point again. The longest go first when there
  /// are too many.
  private func simplified(_ lines: [Polyline]) -> (lines: [[Point]], isComplete: Bool) {
    var result = lines.map { line -> [Point] in
      var points = line.points.map { point($0.x, $0.y) }
      if line.closed, let first = points.first { points.append(first) }
      return Simplification.simplified(points, tolerance: 0.15)
    }
    let total = result.reduce(0) { $0 + $1.count }
    guard total > Canvas.pointBudget else { return (result, true) }
    // By length, and by place among equals.
    let order = result.indices.sorted { (result[$1].count, $0) < (result[$0].count, $1) }
    var count = 0
    let kept = order.prefix {
      count += result[$0].count
      return count <= Canvas.pointBudget
    }
    result = kept.sorted().map { result[$0] }
    return (result, false)
  }

  /// Draws lines in data coordinates as one shape.
  mutating func curves(_ lines: [Polyline], stroke: Stroke?) {
    var points: [Point] = []
    for line in simplified(lines).lines { points += line + [Point(.nan, .nan)] }
    path(points, stroke: stroke)
  }

  /// Fills what closed lines in data coordinates enclose by the even-odd rule. `false` when there was too much of it
  /// for all of it to be drawn.
  @discardableResult mutating func fillRegion(_ outlines: [Polyline], fill: Fill) -> Bool {
    let (shown, isComplete) = simplified(outlines)
    polygons(shown.map { Array($0.dropLast()) }, fill: fill)
    return isComplete
  }

  /// Whether closed lines are few enough to be drawn.
  func canDraw(_ outlines: [[Polyline]]) -> Bool {
    var count = 0
    for outline in outlines.lazy.joined() {
      count += Simplification.simplified(outline.points.map { point($0.x, $0.y) }, tolerance: 0.15).count
      if count > Canvas.pointBudget { return false }
    }
    return true
  }
}
