/// Arrows with labels beside their tips (`vector`, `arrow`): vectors of the plane, basis vectors, pointers.
public struct VectorSeries: Series {
  public let x: [Double]
  public let y: [Double]
  public let u: [Double]
  public let v: [Double]
  /// One for each arrow, with `$…$`; empty for none.
  public let labels: [String]
  /// Each arrow takes a colour of its own; else all have the colour of the series.
  public var usesPalette = false
  /// The colour of each arrow; empty for the colour of the series.
  public var colors: [Color] = []
  /// The label stands at the arrow's beginning, as that of a pointer does.
  public var labelsTails = false
  public var style: SeriesStyle

  /// Arrows from (x, y) to (x + u, y + v).
  public init(
    x: [Double], y: [Double], u: [Double], v: [Double], labels: [String] = [], style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.checkSame("x", x.count, "u", u.count)
    try FigureLimit.checkSame("x", x.count, "v", v.count)
    if !labels.isEmpty { try FigureLimit.checkSame("labels", labels.count, "vectors", x.count) }
    try FigureLimit.check(x.count, "vectors", FigureLimit.elements)
    self.x = x
    self.y = y
    self.u = u
    self.v = v
    self.labels = labels
    self.style = style
    self.style.label = style.label ?? ""
  }

  public var kind: String { "vector" }
  public var noun: String { x.count == 1 ? "vector" : "vectors" }
  public var paletteSlots: Int { usesPalette ? max(1, x.count) : 1 }
  public var columns: [DataColumn] { [DataColumn("x", x), DataColumn("y", y), DataColumn("u", u), DataColumn("v", v)] }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    RangeDemand(
      x: AxisDemand(x + zip(x, u).map { $0 + $1 }, on: xScale), y: AxisDemand(y + zip(y, v).map { $0 + $1 }, on: yScale))
  }

  private func color(_ canvas: Canvas, _ index: Int) -> Color {
    if colors.indices.contains(index) { return colors[index] }
    return style.color ?? .palette(canvas.slot + (usesPalette ? index : 0))
  }

  private func stroke(_ canvas: Canvas, _ index: Int) -> Stroke {
    Stroke(
      canvas.paint(color(canvas, index)), width: style.lineWidth ?? 1.75, dash: style.lineStyle?.dash ?? [],
      opacity: style.alpha ?? 1)
  }

  public func draw(on canvas: inout Canvas) {
    for index in x.indices {
      let start = canvas.point(x[index], y[index])
      let end = canvas.point(x[index] + u[index], y[index] + v[index])
      guard start.isFinite, end.isFinite else { continue }
      let stroke = stroke(canvas, index)
      if start.distance(to: end) > 0.5 {
        canvas.arrow(from: start, to: end, stroke: stroke, headLength: 6 + stroke.width)
      } else {
        // The zero vector is a point.
        canvas.dots([end], marker: Marker(.circle, radius: 2.5, fill: Fill(stroke.paint, opacity: stroke.opacity)))
      }
    }
    // Labels last, so that no arrow crosses one.
    for (index, label) in labels.enumerated() where !label.isEmpty {
      let start = canvas.point(x[index], y[index])
      let end = canvas.point(x[index] + u[index], y[index] + v[index])
      canvas.label(
        label, beside: labelsTails ? start : end, from: labelsTails ? end : start)
    }
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    guard style.label?.isEmpty == false else { return [] }
    return [LegendEntry(label: style.label, stroke: stroke(canvas, 0))]
  }
}

extension Canvas {
  /// A text that begins where a line from `start` to `end` ends: beyond it, or at its side where the frame is near.
  mutating func label(_ text: String, beside end: Point, from start: Point) {
    guard end.isFinite, start.isFinite else { return }
    let size = theme.fontSize + 1
    let lines = LabelLayout.lines(text)
    let width = (lines.map(\.width).max() ?? 0) * size
    let height = Double(max(1, lines.count)) * 1.2 * size
    let length = start.distance(to: end)
    let (ux, uy) = length > 0.5 ? ((end.x - start.x) / length, (end.y - start.y) / length) : (0.7, -0.7)
    // Centres of the text: straight on first, then more and more to a side, upwards before downwards.
    var best: (centre: Point, cost: Double)?
    for angle in [0.0, 30, -30, 50, -50, 75, -75, 110, -110] {
      let c = Trigonometry.cosine(angle)
      let s = Trigonometry.sine(angle)
      let (dx, dy) = (ux * c - uy * s, ux * s + uy * c)
      // The box around the text touches a circle of 5 px around the end.
      let reach = 5 + (width / 2 * dx.magnitude + height * 0.42 * dy.magnitude)
      let centre = Point(end.x + dx * reach, end.y + dy * reach)
      let box = Rect(x: centre.x - width / 2, y: centre.y - height / 2, width: width, height: height)
      let shown = box.intersection(frame.insetBy(2, 2))
      let hidden = 1 - (shown.map { $0.width * $0.height } ?? 0) / max(1, width * height)
      let cost = hidden * 1000 + Double(occupancy.ink(under: box)) * 4 + angle.magnitude / 20 + (dy > 0 ? 0.5 : 0)
      if cost < (best?.cost ?? .infinity) { best = (centre, cost) }
    }
    guard var centre = best?.centre else { return }
    centre.x = min(max(centre.x, frame.minX + width / 2 + 2), max(frame.minX + width / 2 + 2, frame.maxX - width / 2 - 2))
    centre.y = min(max(centre.y, frame.minY + height / 2), max(frame.minY + height / 2, frame.maxY - height / 2))
    self.text(text, at: centre, size: size)
  }
}
