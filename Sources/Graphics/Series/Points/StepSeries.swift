/// A line of steps (`steppre`, `stepmid`, `steppost`): distribution functions, discrete signals.
public struct StepSeries: Series {
  /// Where the line changes its height between two points.
  public enum Place: String, Hashable, Sendable, CaseIterable {
    /// At the earlier point: each value holds since the last.
    case pre
    case mid
    /// At the later point: each value holds until the next.
    case post
  }

  public let x: [Double]
  public let y: [Double]
  public var place: Place
  public var style: SeriesStyle
  public var fillRange: FillRange?

  public init(x: [Double], y: [Double], place: Place = .post, style: SeriesStyle = SeriesStyle()) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.check(x.count, "points", FigureLimit.points)
    self.x = x
    self.y = y
    self.place = place
    self.style = style
  }

  public var kind: String { "step" + place.rawValue }
  public var noun: String { "step line" }
  public var columns: [DataColumn] { [DataColumn("x", x), DataColumn("y", y)] }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    var demand = RangeDemand(x: AxisDemand(x, on: xScale), y: AxisDemand(y, on: yScale))
    if case .value(let value) = fillRange { demand.y = demand.y?.pinned(at: value, on: yScale) }
    return demand
  }

  public func draw(on canvas: inout Canvas) {
    let line = corners(canvas.points(x, y))
    if let fillRange {
      let base = fillRange.values(count: x.count)
      canvas.area(line, corners(canvas.points(x, base)), fill: canvas.fill(opacity: 0.18))
    }
    canvas.path(line, stroke: canvas.stroke)
    if let marker = canvas.marker(default: .none, count: x.count) {
      canvas.dots(canvas.points(x, y), marker: marker)
    }
  }

  private func corners(_ points: [Point]) -> [Point] {
    var line: [Point] = []
    line.reserveCapacity(points.count * 3)
    for (index, point) in points.enumerated() {
      if index > 0 {
        let last = points[index - 1]
        switch place {
        case .pre: line.append(Point(last.x, point.y))
        case .post: line.append(Point(point.x, last.y))
        case .mid:
          let middle = (last.x + point.x) / 2
          line.append(Point(middle, last.y))
          line.append(Point(middle, point.y))
        }
      }
      line.append(point)
    }
    return line
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [
      LegendEntry(
        label: style.label, stroke: canvas.stroke, fill: fillRange == nil ? nil : canvas.fill(opacity: 0.18),
        marker: canvas.marker(default: .none, count: x.count))
    ]
  }

  public func warnings(x xScale: AxisScale, y yScale: AxisScale) -> [String] {
    logarithmWarnings(x, axis: "x", scale: xScale) + logarithmWarnings(y, axis: "y", scale: yScale)
  }
}
