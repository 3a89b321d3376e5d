/// Straight lines across the whole plot (`hline`, `vline`, `abline`).
public struct ReferenceLineSeries: Series {
  public enum Lines: Hashable, Sendable {
    /// At these heights.
    case horizontal([Double])
    case vertical([Double])
    /// y = slope·x + intercept.
    case sloped(slope: Double, intercept: Double)
  }

  public let lines: Lines
  public var style: SeriesStyle

  public init(_ lines: Lines, style: SeriesStyle = SeriesStyle()) throws(FigureError) {
    switch lines {
    case .horizontal(let values), .vertical(let values):
      try FigureLimit.check(values.count, "lines", FigureLimit.elements)
    case .sloped(let slope, let intercept):
      guard slope.isFinite, intercept.isFinite else {
        throw .invalidOption("abline", "slope and intercept are finite numbers")
      }
    }
    self.lines = lines
    self.style = style
    // A line that names no label of its own stays out of the legend.
    if style.label == nil { self.style.label = "" }
  }

  public var kind: String {
    switch lines {
    case .horizontal: "hline"
    case .vertical: "vline"
    case .sloped: "abline"
    }
  }

  public var noun: String {
    switch lines {
    case .horizontal: "horizontal line"
    case .vertical: "vertical line"
    case .sloped: "straight line"
    }
  }

  public var paletteSlots: Int { 0 }

  public var columns: [DataColumn] {
    switch lines {
    case .horizontal(let values): [DataColumn("y", values)]
    case .vertical(let values): [DataColumn("x", values)]
    case .sloped(let slope, let intercept): [DataColumn("slope", [slope]), DataColumn("intercept", [intercept])]
    }
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    switch lines {
    case .horizontal(let values): RangeDemand(x: nil, y: AxisDemand(values, on: y))
    case .vertical(let values): RangeDemand(x: AxisDemand(values, on: x), y: nil)
    case .sloped: RangeDemand(x: nil, y: nil)
    }
  }

  /// Muted, 1 px and dashed: it serves the data.
  private func stroke(_ canvas: Canvas) -> Stroke {
    let isPlain = style.color == nil
    return Stroke(
      canvas.paint(style.color ?? .role(.muted)), width: style.lineWidth ?? (isPlain ? 1 : 1.25),
      dash: style.lineStyle?.dash ?? [4, 3], opacity: style.alpha ?? 1)
  }

  public func draw(on canvas: inout Canvas) {
    let frame = canvas.frame
    let stroke = stroke(canvas)
    switch lines {
    case .horizontal(let values):
      canvas.rules(
        values.map {
          let y = canvas.y.position($0)
          return (Point(frame.minX, y), Point(frame.maxX, y))
        }, stroke: stroke)
    case .vertical(let values):
      canvas.rules(
        values.map {
          let x = canvas.x.position($0)
          return (Point(x, frame.maxY), Point(x, frame.minY))
        }, stroke: stroke)
    case .sloped(let slope, let intercept):
      // Straight in the data, so curved on logarithmic axes.
      let count = canvas.x.scale == .identity && canvas.y.scale == .identity ? 1 : 200
      let points = (0...count).map { index in
        let x = canvas.x.value(at: frame.minX + frame.width * Double(index) / Double(count))
        return canvas.point(x, slope * x + intercept)
      }
      canvas.path(points, stroke: stroke)
    }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, stroke: stroke(canvas))]
  }
}
