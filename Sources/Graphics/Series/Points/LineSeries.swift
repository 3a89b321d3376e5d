/// A line through points: curves, functions, parametric paths (`plot(x, y)`).
public struct LineSeries: Series {
  public let x: [Double]
  public let y: [Double]
  /// Values shown by the colour of the line (`line_z`), one for each point; those that are not finite interrupt it.
  public private(set) var lineZ: [Double]?
  /// The colours of `lineZ`; `nil` for viridis.
  public var colorMap: ColorMap?
  public var style: SeriesStyle
  /// Fills the area between the line and this (`fillrange`).
  public var fillRange: FillRange?
  /// A band around the line (`ribbon`).
  public var ribbon: ErrorExtent?
  public var xError: ErrorExtent?
  public var yError: ErrorExtent?
  /// An arrow head at the end (`arrow`).
  public var arrow: ArrowStyle = .none
  /// The ends of x are the plot's ends, without padding: for functions on an interval.
  public var isExactInX = false
  /// The part of y worth showing, for curves with poles; `nil` for all of it.
  public var yView: Limits?
  /// Places of dashed vertical lines (`asymptotes`): the poles of a sampled curve.
  public var asymptotes: [Double] = []
  /// Open and closed circles (`endpoints`): the ends of a sampled curve's branches at its jumps.
  public var endpoints: [SampledCurve.End] = []

  /// Equally many `x` and `y`; values that are not finite interrupt the line.
  public init(
    x: [Double], y: [Double], style: SeriesStyle = SeriesStyle(), lineZ: [Double]? = nil
  ) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.check(x.count, "points", FigureLimit.points)
    if let lineZ { try FigureLimit.checkSame("x", x.count, "line_z", lineZ.count) }
    self.lineZ = lineZ
    self.x = x
    self.y = y
    self.style = style
  }

  /// `y` over 1, 2, 3, …
  public init(y: [Double], style: SeriesStyle = SeriesStyle()) throws(FigureError) {
    try self.init(x: (0..<y.count).map { Double($0 + 1) }, y: y, style: style)
  }

  /// A sampled curve, with the view that its poles suggest, and if wanted with lines at its poles and circles at its jumps.
  public init(
    _ curve: SampledCurve, style: SeriesStyle = SeriesStyle(), showsAsymptotes: Bool = false, showsEndpoints: Bool = false
  ) {
    if showsAsymptotes { asymptotes = curve.poles }
    if showsEndpoints { endpoints = curve.ends }
    x = curve.x
    y = curve.y
    self.style = style
    yView = curve.yView
    isExactInX = curve.isFunctionOfX
  }

  /// Colours the line by a function of its points (`line_z`).
  public mutating func color(by value: (_ x: Double, _ y: Double) throws -> Double) rethrows {
    lineZ = try zip(x, y).map { $0.isFinite && $1.isFinite ? try value($0, $1) : .nan }
  }

  public var kind: String { "path" }
  public var noun: String { style.lineStyle == LineStyle.none && style.markerShape != nil ? "points" : "line" }

  public var columns: [DataColumn] {
    var result = [DataColumn("x", x), DataColumn("y", y)]
    result += ErrorExtent.columns(xError, "xerror", yError, "yerror", ribbon)
    return lineZ.map { [DataColumn("line_z", $0)] + result } ?? result
  }

  public var colorDemand: ColorDemand? {
    guard let lineZ, let limits = Limits(of: lineZ) else { return nil }
    return ColorDemand(limits: limits, map: colorMap ?? .viridis, isForMarks: true)
  }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    var xDemand = AxisDemand(x, on: xScale)
    xDemand?.exactLower = isExactInX
    xDemand?.exactUpper = isExactInX
    var yDemand = AxisDemand(y, on: yScale)
    if let yView {
      yDemand = AxisDemand(yView)
      yDemand?.exactLower = true
      yDemand?.exactUpper = true
    }
    for extent in [ribbon, yError] {
      if let extent, let demand = AxisDemand(extent.ends(around: y), on: yScale) {
        yDemand = yDemand.map { $0.union(demand) } ?? demand
      }
    }
    if let xError, let demand = AxisDemand(xError.ends(around: x), on: xScale) {
      xDemand = xDemand.map { $0.union(demand) } ?? demand
    }
    switch fillRange {
    case .value(let value): yDemand = yDemand?.pinned(at: value, on: yScale)
    case .values(let values):
      if let demand = AxisDemand(values, on: yScale) { yDemand = yDemand.map { $0.union(demand) } ?? demand }
    case nil: break
    }
    return RangeDemand(x: xDemand, y: yDemand)
  }

  public func draw(on canvas: inout Canvas) {
    let points = canvas.points(x, y)
    drawAsymptotes(on: &canvas)
    if let ribbon {
      let (lower, upper) = ribbon.bounds(around: y)
      canvas.area(
        canvas.points(x, upper), canvas.points(x, lower), fill: canvas.fill(opacity: 0.18))
    }
    if let fillRange {
      let base = fillRange.values(count: x.count)
      let floor = canvas.y.scale.isLogarithmic ? canvas.y.limits.lower : -Double.infinity
      canvas.area(points, canvas.points(x, base.map { max($0, floor) }), fill: canvas.fill(opacity: 0.18))
    }
    canvas.errorBars(x: x, y: y, xError: xError, yError: yError)
    drawLine(points, on: &canvas)
    if let marker = canvas.marker(default: .none, count: x.count) { canvas.dots(points, marker: marker) }
    drawEndpoints(on: &canvas)
  }

  /// As thin as other lines that serve the data.
  private func drawAsymptotes(on canvas: inout Canvas) {
    guard !asymptotes.isEmpty else { return }
    let frame = canvas.frame
    let lines = asymptotes.map { canvas.x.position($0) }
    canvas.rules(
      lines.map { (Point($0, frame.maxY), Point($0, frame.minY)) },
      stroke: Stroke(canvas.paint(.role(.muted)), width: 1, dash: [4, 3]))
  }

  private func drawEndpoints(on canvas: inout Canvas) {
    guard !endpoints.isEmpty, let stroke = canvas.stroke else { return }
    let radius = max(canvas.theme.markerRadius, 1.5 * stroke.width)
    let outline = Stroke(stroke.paint, width: min(stroke.width, 1.5), opacity: stroke.opacity)
    for isClosed in [false, true] {
      let fill = Fill(isClosed ? stroke.paint : canvas.paint(.role(.background)), opacity: 1)
      canvas.dots(
        endpoints.filter { $0.isClosed == isClosed }.map { canvas.point($0.x, $0.y) },
        marker: Marker(.circle, radius: radius, fill: fill, stroke: outline))
    }
  }

  private func drawLine(_ points: [Point], on canvas: inout Canvas) {
    guard let stroke = canvas.stroke else { return }
    /// The pen where the line has the value with this index.
    func pen(_ index: Int?) -> Stroke {
      var own = stroke
      if let lineZ, let scale = canvas.colorScale, let index { own.paint = scale.paint(lineZ[index]) }
      return own
    }
    var shaft = points
    var values = lineZ ?? []
    if arrow == .head || arrow == .both {
      canvas.arrowHead(&shaft, stroke: pen(points.indices.last))
      // What the head covers is cut off.
      values = values.prefix(max(0, shaft.count - 1)) + values.suffix(1)
    }
    if arrow == .tail || arrow == .both {
      shaft.reverse()
      canvas.arrowHead(&shaft, stroke: pen(points.indices.first))
      shaft.reverse()
      values = values.prefix(1) + values.suffix(max(0, shaft.count - 1))
    }
    if lineZ != nil, let scale = canvas.colorScale {
      canvas.path(shaft, values: values, stroke: stroke, scale: scale)
    } else {
      canvas.path(shaft, stroke: stroke)
    }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    guard lineZ == nil || style.label?.isEmpty == false else { return [] }
    let hasArea = fillRange != nil || ribbon != nil
    var stroke = canvas.stroke
    if lineZ != nil, let scale = canvas.colorScale { stroke?.paint = scale.paint(at: 0.5) }
    return [
      LegendEntry(
        label: style.label, stroke: stroke, fill: hasArea ? canvas.fill(opacity: 0.18) : nil,
        marker: canvas.marker(default: .none, count: x.count))
    ]
  }

  public func warnings(x xScale: AxisScale, y yScale: AxisScale) -> [String] {
    logarithmWarnings(x, axis: "x", scale: xScale) + logarithmWarnings(y, axis: "y", scale: yScale)
  }
}

/// The other edge of a filled area.
public enum FillRange: Hashable, Sendable {
  case value(Double)
  case values([Double])

  func values(count: Int) -> [Double] {
    switch self {
    case .value(let value): [Double](repeating: value, count: count)
    case .values(let values):
      values.count == count ? values : (0..<count).map { $0 < values.count ? values[$0] : .nan }
    }
  }
}

/// Where a line has arrow heads.
public enum ArrowStyle: String, Hashable, Sendable, CaseIterable {
  case none, head, tail, both
}
