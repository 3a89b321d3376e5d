/// Arrows from the origin with names at their tips: the variables of a biplot.
public struct LoadingSeries: Series {
  /// Ends of the arrows.
  public let x: [Double]
  public let y: [Double]
  public let labels: [String]
  public var style: SeriesStyle

  /// Equally many `x` and `y`, and as many `labels` or none.
  public init(x: [Double], y: [Double], labels: [String] = [], style: SeriesStyle = SeriesStyle()) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    if !labels.isEmpty { try FigureLimit.checkSame("loadings", x.count, "labels", labels.count) }
    try FigureLimit.check(x.count, "loadings", FigureLimit.levels)
    self.x = x
    self.y = y
    self.labels = labels
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  public var kind: String { "loadings" }
  public var noun: String { "arrows of loadings" }
  public var columns: [DataColumn] { [DataColumn("x", x), DataColumn("y", y)] }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    // Room for the names beyond the tips.
    RangeDemand(x: AxisDemand(x.map { $0 * 1.2 } + [0], on: xScale), y: AxisDemand(y.map { $0 * 1.12 } + [0], on: yScale))
  }

  public func draw(on canvas: inout Canvas) {
    let origin = canvas.point(0, 0)
    let tips = canvas.points(x, y)
    canvas.arrows(tips.map { (origin, $0) }, stroke: canvas.stroke ?? Stroke(canvas.seriesPaint(), width: 1.75))
    let size = canvas.theme.fontSize
    let frame = canvas.frame.insetBy(2, size * 0.6)
    for (tip, label) in zip(tips, labels) where tip.isFinite && !label.isEmpty {
      let length = tip.distance(to: origin)
      guard length > 1 else { continue }
      let half = LabelLayout(label).width * size / 2
      let (ux, uy) = ((tip.x - origin.x) / length, (tip.y - origin.y) / length)
      // The middle of the text, so far out that its box begins behind the tip, and within the frame.
      let x = tip.x + ux * (half + 5)
      let y = tip.y + uy * (size * 0.6 + 4)
      let place = Point(
        min(max(x, frame.minX + half), max(frame.minX + half, frame.maxX - half)), min(max(y, frame.minY), frame.maxY))
      canvas.text(label, at: place)
    }
  }
}

extension Recipe {
  /// Observations as points and variables as arrows, both in the plane of two components (Gabriel 1971). The arrows are
  /// scaled by one factor so that the longest reaches 0.8 of the way to the edge of the points.
  public static func biplot(
    scores: (x: [Double], y: [Double]), loadings: (x: [Double], y: [Double]), labels: [String] = [],
    groups: [(name: String, rows: [Int])] = [], style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> Recipe {
    try FigureLimit.checkSame("x", scores.x.count, "y", scores.y.count)
    func reach(_ x: [Double], _ y: [Double]) -> (Double, Double) {
      (x.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }, y.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 })
    }
    let far = reach(scores.x, scores.y)
    let near = reach(loadings.x, loadings.y)
    var factor = min(near.0 > 0 ? far.0 / near.0 : .infinity, near.1 > 0 ? far.1 / near.1 : .infinity) * 0.8
    if !factor.isFinite || factor <= 0 { factor = 1 }
    var series: [any Series] = []
    if groups.isEmpty {
      var own = style
      own.label = own.label ?? ""
      series.append(try ScatterSeries(x: scores.x, y: scores.y, style: own))
    }
    for group in groups {
      var own = style
      own.label = group.name
      let rows = group.rows.filter { scores.x.indices.contains($0) }
      series.append(try ScatterSeries(x: rows.map { scores.x[$0] }, y: rows.map { scores.y[$0] }, style: own))
    }
    series.append(
      try LoadingSeries(
        x: loadings.x.map { $0 * factor }, y: loadings.y.map { $0 * factor }, labels: labels,
        style: SeriesStyle(color: .role(.ink))))
    return Recipe(series) {
      $0.x.label = "component 1"
      $0.y.label = "component 2"
      $0.frameStyle = .zerolines
    }
  }
}
