/// Arrows at points (`quiver`): vector fields, gradients, displacements.
public struct QuiverSeries: Series {
  public let x: [Double]
  public let y: [Double]
  public let u: [Double]
  public let v: [Double]
  /// Data units of arrow for each unit of (u, v); `nil` makes the longest arrow fill 0.9 of the spacing.
  public var scale: Double?
  public var style: SeriesStyle

  public init(
    x: [Double], y: [Double], u: [Double], v: [Double], scale: Double? = nil, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.checkSame("x", x.count, "u", u.count)
    try FigureLimit.checkSame("x", x.count, "v", v.count)
    try FigureLimit.check(x.count, "arrows", FigureLimit.elements)
    if let scale, !(scale > 0 && scale.isFinite) { throw .invalidOption("scale", "the scale of arrows is positive") }
    self.x = x
    self.y = y
    self.u = u
    self.v = v
    self.scale = scale
    self.style = style
  }

  public var kind: String { "quiver" }
  public var noun: String { "arrows" }
  public var columns: [DataColumn] { [DataColumn("x", x), DataColumn("y", y), DataColumn("u", u), DataColumn("v", v)] }

  /// The factor in force: from the mean spacing of the points and the longest vector.
  private var factor: Double {
    if let scale { return scale }
    var longest = 0.0
    for index in u.indices where u[index].isFinite && v[index].isFinite {
      longest = max(longest, (u[index] * u[index] + v[index] * v[index]).squareRoot())
    }
    guard longest > 0, longest.isFinite, x.count > 1, let xs = Limits(of: x), let ys = Limits(of: y) else { return 1 }
    let side = Double(x.count).squareRoot()
    let spacing = max(xs.span, ys.span) / max(1, side - 1)
    return spacing > 0 ? 0.9 * spacing / longest : 1
  }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    let factor = factor
    let tipsX = zip(x, u).map { $0 + factor * $1 }
    let tipsY = zip(y, v).map { $0 + factor * $1 }
    return RangeDemand(x: AxisDemand(x + tipsX, on: xScale), y: AxisDemand(y + tipsY, on: yScale))
  }

  public func draw(on canvas: inout Canvas) {
    let factor = factor
    var stroke = canvas.stroke ?? Stroke(canvas.seriesPaint(), width: 1.25)
    if style.lineWidth == nil { stroke.width = x.count > 8 ? 1.25 : 1.75 }
    let arrows = x.indices.map { index in
      (
        canvas.point(x[index], y[index]),
        canvas.point(x[index] + factor * u[index], y[index] + factor * v[index])
      )
    }
    canvas.arrows(arrows, stroke: stroke, headLength: x.count > 200 ? 5 : 7)
  }
}
