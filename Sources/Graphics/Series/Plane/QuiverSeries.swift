/// Arrows at points (`quiver`): vector fields, gradients, displacements.
public struct QuiverSeries: Series {
  public let x: [Double]
  public let y: [Double]
  public let u: [Double]
  public let v: [Double]
  /// Data units of arrow for each unit of (u, v); `nil` makes the longest arrow fill 0.9 of the spacing.
  public var scale: Double?
  /// Shows the lengths of the vectors by colour.
  public var colorMap: ColorMap?
  /// Arrows are as long as the logarithms of the vectors say, so that short ones stay visible.
  public var isLogarithmic = false
  /// The points are the middles of the arrows rather than their beginnings.
  public var isCentred = false
  /// The spacing of the grid on which the points lie, which automatic lengths fill.
  private var cell: Size?
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

  /// The vectors of `field`, (x, y) ↦ (u, v), at all points of a grid, the longest as long as 0.9 of a cell.
  public init(
    xs: [Double], ys: [Double], style: SeriesStyle = SeriesStyle(), _ field: (Double, Double) throws -> (Double, Double)
  ) throws {
    let (count, overflow) = xs.count.multipliedReportingOverflow(by: ys.count)
    try FigureLimit.check(overflow ? Int.max : count, "arrows", FigureLimit.elements)
    var (x, y, u, v): ([Double], [Double], [Double], [Double]) = ([], [], [], [])
    for b in ys {
      for a in xs {
        let vector = try field(a, b)
        x.append(a)
        y.append(b)
        u.append(vector.0)
        v.append(vector.1)
      }
    }
    try self.init(x: x, y: y, u: u, v: v, style: style)
    func spacing(_ places: [Double]) -> Double {
      guard let limits = Limits(of: places), places.count > 1, limits.span > 0 else { return 1 }
      return limits.span / Double(places.count - 1)
    }
    cell = Size(spacing(xs), spacing(ys))
    isCentred = true
    if self.style.label == nil { self.style.label = "" }
  }

  public var kind: String { "quiver" }
  public var noun: String { "arrows" }
  public var columns: [DataColumn] { [DataColumn("x", x), DataColumn("y", y), DataColumn("u", u), DataColumn("v", v)] }

  private var lengths: [Double] { zip(u, v).map { ($0 * $0 + $1 * $1).squareRoot() } }

  public var colorDemand: ColorDemand? {
    guard let colorMap, let limits = Limits(of: lengths) else { return nil }
    return ColorDemand(limits: limits, map: colorMap, isForMarks: true)
  }

  /// The factor in force: from the spacing of the points and the longest vector.
  private func factor(_ u: [Double], _ v: [Double]) -> Double {
    if let scale { return scale }
    var longest = (x: 0.0, y: 0.0, length: 0.0)
    for index in u.indices where u[index].isFinite && v[index].isFinite {
      longest.x = max(longest.x, u[index].magnitude)
      longest.y = max(longest.y, v[index].magnitude)
      longest.length = max(longest.length, (u[index] * u[index] + v[index] * v[index]).squareRoot())
    }
    guard longest.length > 0, longest.length.isFinite, x.count > 1 else { return 1 }
    if let cell {
      // Within its cell in both directions.
      let factor =
        0.9
        * min(
          longest.x > 0 ? cell.width / longest.x : .infinity, longest.y > 0 ? cell.height / longest.y : .infinity)
      return factor.isFinite ? factor : 1
    }
    guard let xs = Limits(of: x), let ys = Limits(of: y) else { return 1 }
    let side = Double(x.count).squareRoot()
    let spacing = max(xs.span, ys.span) / max(1, side - 1)
    return spacing > 0 ? 0.9 * spacing / longest.length : 1
  }

  /// Where the arrows begin and end, data coordinates.
  private var arrows: (x: [Double], y: [Double], tipX: [Double], tipY: [Double]) {
    var (u, v) = (u, v)
    if isLogarithmic {
      // Three decades below the longest is nothing.
      let lengths = lengths
      let longest = lengths.filter(\.isFinite).max() ?? 0
      for index in u.indices where lengths[index] > 0 && longest > 0 {
        let share = max(0, 1 + AxisScale.log10.forward(lengths[index] / longest) / 3)
        u[index] *= share / lengths[index]
        v[index] *= share / lengths[index]
      }
    }
    let factor = factor(u, v)
    let back = isCentred ? factor / 2 : 0
    let startX = zip(x, u).map { $0 - back * $1 }
    let startY = zip(y, v).map { $0 - back * $1 }
    return (startX, startY, zip(startX, u).map { $0 + factor * $1 }, zip(startY, v).map { $0 + factor * $1 })
  }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    let arrows = arrows
    return RangeDemand(
      x: AxisDemand(x + arrows.x + arrows.tipX, on: xScale), y: AxisDemand(y + arrows.y + arrows.tipY, on: yScale))
  }

  public func draw(on canvas: inout Canvas) {
    let arrows = arrows
    var stroke = canvas.stroke ?? Stroke(canvas.seriesPaint(), width: 1.25)
    if style.lineWidth == nil { stroke.width = x.count > 8 ? 1.25 : 1.75 }
    let shown = x.indices.map { index in
      (canvas.point(arrows.x[index], arrows.y[index]), canvas.point(arrows.tipX[index], arrows.tipY[index]))
    }
    let headLength = x.count > 200 ? 5.0 : 7
    guard let scale = colorMap == nil ? nil : canvas.colorScale else {
      canvas.arrows(shown, stroke: stroke, headLength: headLength)
      return
    }
    // One shape for each of 32 shades.
    var buckets = [[(Point, Point)]](repeating: [], count: 32)
    for (index, length) in lengths.enumerated() where length.isFinite {
      buckets[min(31, Int(scale.fraction(length) * 32))].append(shown[index])
    }
    for (index, bucket) in buckets.enumerated() where !bucket.isEmpty {
      stroke.paint = scale.paint(at: (Double(index) + 0.5) / 32)
      canvas.arrows(bucket, stroke: stroke, headLength: headLength)
    }
  }
}
