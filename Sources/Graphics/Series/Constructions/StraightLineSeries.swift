/// A straight line through marked points of a curve (`tangentline`, `secantline`, `normalline`).
public struct StraightLineSeries: Series {
  /// The points that are marked; the line goes through the first.
  public let x: [Double]
  public let y: [Double]
  /// Infinite for an upright line.
  public let slope: Double
  public let kind: String
  public let noun: String
  public var style: SeriesStyle

  private init(kind: String, noun: String, x: [Double], y: [Double], slope: Double, style: SeriesStyle) throws(FigureError) {
    guard x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite) else {
      throw .invalidOption(kind, "the function has no finite value at \(x.first ?? .nan)")
    }
    guard !slope.isNaN else { throw .invalidOption(kind, "the function has no derivative at \(x.first ?? .nan)") }
    self.kind = kind
    self.noun = noun
    self.x = x
    self.y = y
    self.slope = slope
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  /// The tangent at (x, y) of a curve of this slope.
  public static func tangent(
    x: Double, y: Double, slope: Double, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> StraightLineSeries {
    try StraightLineSeries(kind: "tangentline", noun: "tangent", x: [x], y: [y], slope: slope, style: style)
  }

  /// The line at right angles to the tangent.
  public static func normal(
    x: Double, y: Double, slope: Double, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> StraightLineSeries {
    try StraightLineSeries(
      kind: "normalline", noun: "normal line", x: [x], y: [y],
      slope: slope == 0 ? .infinity : slope.isInfinite ? 0 : -1 / slope, style: style)
  }

  /// The line through two points of a curve.
  public static func secant(
    x: (Double, Double), y: (Double, Double), style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> StraightLineSeries {
    guard x.0 != x.1 else { throw .invalidOption("secantline", "a secant goes through two different points") }
    return try StraightLineSeries(
      kind: "secantline", noun: "secant", x: [x.0, x.1], y: [y.0, y.1], slope: (y.1 - y.0) / (x.1 - x.0), style: style)
  }

  public var columns: [DataColumn] { [DataColumn("slope", [slope]), DataColumn("x", x), DataColumn("y", y)] }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    RangeDemand(x: AxisDemand(x, on: xScale), y: AxisDemand(y, on: yScale))
  }

  public func draw(on canvas: inout Canvas) {
    guard let x0 = x.first, let y0 = y.first else { return }
    let frame = canvas.frame
    var stroke = canvas.stroke
    if style.lineWidth == nil { stroke?.width = 1.5 }
    if slope.isInfinite {
      let place = canvas.x.position(x0)
      canvas.path([Point(place, frame.maxY), Point(place, frame.minY)], stroke: stroke)
    } else {
      // Straight in the data, so curved on logarithmic axes. Far away it is measured from the point itself.
      let count = canvas.x.scale == .identity && canvas.y.scale == .identity ? 1 : 200
      let points = (0...count).map { index in
        let place = canvas.x.value(at: frame.minX + frame.width * Double(index) / Double(count))
        return canvas.point(place, y0 + slope * (place - x0))
      }
      canvas.path(points, stroke: stroke)
    }
    if let marker = canvas.marker(default: .circle, count: x.count) { canvas.dots(canvas.points(x, y), marker: marker) }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, stroke: canvas.stroke, marker: canvas.marker(default: .circle, count: x.count))]
  }
}
