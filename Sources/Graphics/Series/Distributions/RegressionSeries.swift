/// A least squares polynomial through points, with the band that covers its mean point by point (`regplot`,
/// `scatter(…, smooth = true)`). It takes the colour of the series that follows, and no place in the palette.
public struct RegressionSeries: Series {
  public let fit: PolynomialFit
  public var style: SeriesStyle
  public let x: [Double]
  public let y: [Double]
  /// Half the width of the band; empty without one.
  public let margins: [Double]

  /// `level` is the confidence of the band, 0 < level < 1; `nil` draws none.
  public init(
    _ fit: PolynomialFit, level: Double? = 0.95, style: SeriesStyle = SeriesStyle(label: "")
  ) throws(FigureError) {
    if let level, !(level > 0 && level < 1) {
      throw .invalidOption("ci", "the confidence of a band is between 0 and 1, such as 0.95")
    }
    self.fit = fit
    self.style = style
    let count = 100
    x = (0...count).map { fit.domain.lower + fit.domain.span * Double($0) / Double(count) }
    y = x.map { fit.value(at: $0) }
    if let level, let student = StudentDistribution(degrees: Double(fit.count - fit.order - 1)) {
      let quantile = student.quantile(0.5 + level / 2)
      margins = x.map { quantile * fit.standardError(at: $0) }
    } else {
      margins = []
    }
  }

  public init(
    x: [Double], y: [Double], order: Int = 1, level: Double? = 0.95, style: SeriesStyle = SeriesStyle(label: "")
  ) throws(FigureError) {
    try self.init(try PolynomialFit(x: x, y: y, order: order), level: level, style: style)
  }

  public var kind: String { "regression" }
  public var noun: String { fit.order == 1 ? "regression line" : "regression curve" }
  public var paletteSlots: Int { 0 }

  private var lower: [Double] { zip(y, margins).map { $0 - $1 } }
  private var upper: [Double] { zip(y, margins).map { $0 + $1 } }

  public var columns: [DataColumn] {
    let band = margins.isEmpty ? [] : [DataColumn("lower", lower), DataColumn("upper", upper)]
    return [DataColumn("x", x)] + band + [DataColumn("y", y)]
  }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    RangeDemand(x: AxisDemand(x, on: xScale), y: AxisDemand(y + lower + upper, on: yScale))
  }

  public func draw(on canvas: inout Canvas) {
    if !margins.isEmpty {
      canvas.area(
        canvas.points(x, upper), canvas.points(x, lower),
        fill: Fill(canvas.fill(opacity: 1).paint, opacity: style.fillAlpha ?? 0.1))
    }
    canvas.path(canvas.points(x, y), stroke: canvas.stroke)
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    [LegendEntry(label: style.label, stroke: canvas.stroke)]
  }
}
