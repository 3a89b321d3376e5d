/// Box plots (`boxplot`): quartiles, whiskers and outliers of samples side by side.
public struct BoxSeries: SampleSeries {
  public let samples: [Sample]
  /// What the boxes show, in the order of the samples; `nil` for empty ones.
  public let boxes: [BoxStatistics?]
  public var showsOutliers: Bool
  /// Waists that compare medians.
  public var isNotched: Bool
  public var isHorizontal: Bool
  /// The part of its room that a box takes, 0 … 1.
  public var boxWidth: Double
  public var style: SeriesStyle

  /// Whiskers end within `whiskerRange` times the interquartile range; 0 lets them reach the extremes.
  public init(
    _ samples: [Sample], whiskerRange: Double = 1.5, showsOutliers: Bool = true, isNotched: Bool = false,
    isHorizontal: Bool = false, boxWidth: Double? = nil, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    try FigureLimit.check(samples.count, "boxes", 1000)
    try FigureLimit.check(samples.reduce(0) { $0 + $1.values.count }, "points", FigureLimit.points)
    guard whiskerRange >= 0, whiskerRange.isFinite else {
      throw .invalidOption("whisker_range", "the length of whiskers is a non-negative number")
    }
    let isShared = samples.contains { $0.shift != 0 }
    let width = boxWidth ?? (isShared ? 0.85 : 0.6)
    guard width > 0, width <= 1 else { throw .invalidOption("bar_width", "the width of boxes is between 0 and 1") }
    self.samples = samples
    boxes = samples.map { BoxStatistics($0.values, range: whiskerRange) }
    self.showsOutliers = showsOutliers
    self.isNotched = isNotched
    self.isHorizontal = isHorizontal
    self.boxWidth = width
    self.style = style
  }

  public var kind: String { "boxplot" }
  public var noun: String { samples.count == 1 ? "box" : "boxes" }

  public var columns: [DataColumn] {
    func column(_ name: String, _ value: (BoxStatistics) -> Double) -> DataColumn {
      DataColumn(name, boxes.map { $0.map(value) ?? .nan })
    }
    return [
      DataColumn("x", samples.map(\.position)), DataColumn("outliers", boxes.flatMap { $0?.outliers ?? [] }),
      column("lower whisker", \.lowerWhisker), column("lower quartile", \.lowerQuartile),
      column("upper quartile", \.upperQuartile), column("upper whisker", \.upperWhisker), column("median", \.median),
    ]
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    if showsOutliers { return demand(x: x, y: y, values: samples.lazy.flatMap(\.values)) }
    return demand(x: x, y: y, values: boxes.flatMap { box in box.map { [$0.lowerWhisker, $0.upperWhisker] } ?? [] })
  }

  public func draw(on canvas: inout Canvas) {
    let pen = Stroke(canvas.seriesPaint(), width: style.lineWidth ?? 1.25, opacity: style.alpha ?? 1)
    var outlines: [[Point]] = []
    var whiskers: [(Point, Point)] = []
    var medians: [(Point, Point)] = []
    var outliers: [Point] = []
    for (sample, box) in zip(samples, boxes) {
      guard let box else { continue }
      let half = sample.room * boxWidth / 2
      let (left, right) = (sample.centre - half, sample.centre + half)
      func place(_ along: Double, _ value: Double) -> Point { point(along, value, on: canvas) }
      var waist = 0.0
      if isNotched {
        waist = half * 0.45
        // A notch longer than its box ends with it.
        let low = max(box.median - box.notch, box.lowerQuartile)
        let high = min(box.median + box.notch, box.upperQuartile)
        outlines.append([
          place(left, box.lowerQuartile), place(left, low), place(left + waist, box.median), place(left, high),
          place(left, box.upperQuartile), place(right, box.upperQuartile), place(right, high),
          place(right - waist, box.median), place(right, low), place(right, box.lowerQuartile),
        ])
      } else {
        outlines.append([
          place(left, box.lowerQuartile), place(left, box.upperQuartile), place(right, box.upperQuartile),
          place(right, box.lowerQuartile),
        ])
      }
      medians.append((place(left + waist, box.median), place(right - waist, box.median)))
      for (quartile, end) in [(box.lowerQuartile, box.lowerWhisker), (box.upperQuartile, box.upperWhisker)] {
        whiskers.append((place(sample.centre, quartile), place(sample.centre, end)))
        if end != quartile { whiskers.append((place(sample.centre - half / 2, end), place(sample.centre + half / 2, end))) }
      }
      if showsOutliers { outliers += BoxSeries.distinct(box.outliers.map { place(sample.centre, $0) }) }
    }
    canvas.rules(whiskers, stroke: pen)
    // Paper behind the boxes keeps the grid out of their tint.
    canvas.polygons(outlines, fill: Fill(canvas.paint(.role(.background))))
    canvas.polygons(outlines, fill: canvas.fill(opacity: 0.25), stroke: pen)
    var thick = pen
    thick.width = max(2, 1.6 * pen.width)
    canvas.rules(medians, stroke: thick)
    if var marker = canvas.marker(default: .circle, count: outliers.count) {
      if style.markerSize == nil { marker.radius = 2.25 }
      marker.shape = style.markerShape ?? .circle
      canvas.dots(outliers, marker: marker)
    }
  }

  /// Points without those that the point before hides.
  private static func distinct(_ points: [Point]) -> [Point] {
    var result: [Point] = []
    for point in points where result.last.map({ $0.distance(to: point) >= 0.5 }) ?? true { result.append(point) }
    return result
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, fill: canvas.fill(opacity: 0.4))]
  }
}
