/// Texts at points, for labels beside data.
public struct TextSeries: Series {
  public let x: [Double]
  public let y: [Double]
  public let texts: [String]
  public var anchor: TextAnchor
  /// px.
  public var size: Double?
  public var style: SeriesStyle

  public init(
    x: [Double], y: [Double], texts: [String], anchor: TextAnchor = .middle, size: Double? = nil,
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.checkSame("x", x.count, "texts", texts.count)
    try FigureLimit.check(x.count, "texts", FigureLimit.elements)
    self.x = x
    self.y = y
    self.texts = texts
    self.anchor = anchor
    self.size = size
    self.style = style
  }

  public var kind: String { "annotations" }
  public var noun: String { "texts" }
  public var paletteSlots: Int { 0 }
  public var columns: [DataColumn] { [DataColumn("x", x), DataColumn("y", y)] }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    RangeDemand(x: AxisDemand(x, on: xScale), y: AxisDemand(y, on: yScale))
  }

  public func draw(on canvas: inout Canvas) {
    for (index, text) in texts.enumerated() {
      var place = canvas.point(x[index], y[index])
      if anchor != .middle { place.x += anchor == .start ? 6 : -6 }
      canvas.text(text, at: place, anchor: anchor, size: size, color: style.color ?? .role(.ink))
    }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] { [] }
}
