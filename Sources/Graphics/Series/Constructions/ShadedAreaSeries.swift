/// The area between two curves over an interval (`shadearea`, `fillbetween`), with a text inside if wanted.
public struct ShadedAreaSeries: Series {
  public let x: [Double]
  public let upper: [Double]
  public let lower: [Double]
  public let kind: String
  /// Written into the area, or above it when there is no room; empty for none.
  public var text = ""
  public var style: SeriesStyle

  /// The area under the graph of `function` from `a` to `b`, down to 0.
  public init(
    under function: (Double) throws -> Double, from a: Double, to b: Double, style: SeriesStyle = SeriesStyle()
  ) throws {
    let curve = try AdaptiveSampler().sample(try ShadedAreaSeries.interval(a, b), function)
    self.init(kind: "shadearea", x: curve.x, upper: curve.y, lower: curve.x.map { _ in 0 }, style: style)
  }

  /// The area between the graphs of two functions from `a` to `b`.
  public init(
    between first: (Double) throws -> Double, and second: (Double) throws -> Double, from a: Double, to b: Double,
    style: SeriesStyle = SeriesStyle()
  ) throws {
    let interval = try ShadedAreaSeries.interval(a, b)
    let curves = [try AdaptiveSampler().sample(interval, first), try AdaptiveSampler().sample(interval, second)]
    // Both curves at the points of both, so that neither cuts a corner.
    var places: [Double] = []
    for place in curves.flatMap(\.x).sorted() where place != places.last { places.append(place) }
    self.init(kind: "fillbetween", x: places, upper: try places.map(first), lower: try places.map(second), style: style)
  }

  /// The area between two lists of values over the same `x`.
  public init(x: [Double], upper: [Double], lower: [Double], style: SeriesStyle = SeriesStyle()) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "the first border", upper.count)
    try FigureLimit.checkSame("x", x.count, "the second border", lower.count)
    try FigureLimit.check(x.count, "points", FigureLimit.points)
    self.init(kind: "fillbetween", x: x, upper: upper, lower: lower, style: style)
  }

  private init(kind: String, x: [Double], upper: [Double], lower: [Double], style: SeriesStyle) {
    self.kind = kind
    self.x = x
    self.upper = upper
    self.lower = lower
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  private static func interval(_ a: Double, _ b: Double) throws(FigureError) -> ClosedRange<Double> {
    guard a.isFinite, b.isFinite, a < b else {
      throw .invalidOption("the area", "it lies over an interval from a to b with a < b")
    }
    return a...b
  }

  public var noun: String { "shaded area" }
  public var paletteSlots: Int { style.color == nil && style.fillColor == nil ? 1 : 0 }
  public var columns: [DataColumn] { [DataColumn("x", x), DataColumn("lower", lower), DataColumn("upper", upper)] }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    var demand = RangeDemand(x: AxisDemand(x, on: xScale), y: AxisDemand(upper + lower, on: yScale))
    if kind == "shadearea" { demand.y = demand.y?.pinned(at: 0, on: yScale) }
    return demand
  }

  public func draw(on canvas: inout Canvas) {
    // A logarithmic axis has no place for the 0 below.
    let floor = canvas.y.scale.isLogarithmic ? canvas.y.limits.lower : -Double.infinity
    let top = canvas.points(x, upper.map { max($0, floor) })
    let bottom = canvas.points(x, lower.map { max($0, floor) })
    canvas.area(top, bottom, fill: canvas.fill(opacity: 0.3))
    if let width = style.lineWidth, width > 0 {
      canvas.path(top, stroke: canvas.stroke)
      canvas.path(bottom, stroke: canvas.stroke)
    }
    if !text.isEmpty { write(top, bottom, on: &canvas) }
  }

  /// At the centre of mass, where the area is as high there as the text and as wide around it.
  private func write(_ top: [Point], _ bottom: [Point], on canvas: inout Canvas) {
    let frame = canvas.frame
    var mass = 0.0
    var moment = 0.0
    func height(_ index: Int) -> Double {
      let (a, b) = (min(max(top[index].y, frame.minY), frame.maxY), min(max(bottom[index].y, frame.minY), frame.maxY))
      return top[index].isFinite && bottom[index].isFinite ? (a - b).magnitude : 0
    }
    for index in top.indices.dropFirst() {
      let part = (height(index - 1) + height(index)) / 2 * (top[index].x - top[index - 1].x).magnitude
      guard part.isFinite else { continue }
      mass += part
      moment += part * (top[index - 1].x + top[index].x) / 2
    }
    guard mass > 0, let nearest = top.indices.filter({ height($0) > 0 }).min(by: {
      (top[$0].x - moment / mass).magnitude < (top[$1].x - moment / mass).magnitude
    }) else { return }
    let size = canvas.theme.fontSize
    let width = (LabelLayout.lines(text).map(\.width).max() ?? 0) * size
    let centre = moment / mass
    let isRoomy = top.indices.allSatisfy {
      (top[$0].x - centre).magnitude > width / 2 + 3 || !top[$0].isFinite || height($0) > 1.5 * size
    }
    let fits = isRoomy && height(nearest) > 1.5 * size && (Limits(of: top.map(\.x))?.span ?? 0) > width + 6
    // Beside the area, the text clears all of it that is above or below.
    let covered = fits ? [nearest] : top.indices.filter { (top[$0].x - centre).magnitude <= width / 2 + 3 } + [nearest]
    let heights = covered.flatMap { [top[$0].y, bottom[$0].y] }.filter(\.isFinite)
    let a = min(max(heights.min() ?? frame.minY, frame.minY), frame.maxY)
    let b = min(max(heights.max() ?? frame.maxY, frame.minY), frame.maxY)
    let x = min(max(centre, frame.minX + width / 2 + 2), max(frame.minX + width / 2 + 2, frame.maxX - width / 2 - 2))
    let y = fits ? (a + b) / 2 : a - 1.1 * size > frame.minY + size ? a - 1.1 * size : min(b + 1.1 * size, frame.maxY - size)
    canvas.text(text, at: Point(x, y))
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, fill: canvas.fill(opacity: 0.3))]
  }
}
