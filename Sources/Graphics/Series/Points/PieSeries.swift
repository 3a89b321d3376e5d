// Shares of a whole as wedges.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Wedges of a circle (`pie`), clockwise from the top in the order given, with names and percentages around it. Its axes mean
/// nothing and are best not shown.
public struct PieSeries: Series {
  public let names: [String]
  public let values: [Double]
  /// Colours of the wedges; those of the palette where there are none.
  public var wedgeColors: [Color?] = []
  public var style: SeriesStyle

  /// Non-negative numbers; what is not finite counts as 0.
  public init(names: [String], values: [Double], style: SeriesStyle = SeriesStyle()) throws(FigureError) {
    try FigureLimit.checkSame("labels", names.count, "values", values.count)
    try FigureLimit.check(values.count, "wedges", 200)
    guard !values.contains(where: { $0 < 0 }) else { throw .invalidOption("pie", "the parts of a whole are not negative") }
    self.names = names
    self.values = values
    self.style = style
  }

  public var kind: String { "pie" }
  public var noun: String {
    let shares = shares
    let parts = zip(names, shares).prefix(12).map { "\(LabelLayout.plain($0)) \(PieSeries.percent($1))" }
    return "pie of " + FigureDescription.list(parts + (names.count > 12 ? ["\(names.count - 12) more"] : []))
  }
  public var paletteSlots: Int { max(1, values.count) }
  public var columns: [DataColumn] { [DataColumn("value", values), DataColumn("share", shares)] }

  /// The parts of the whole, 0 … 1.
  public var shares: [Double] {
    let largest = values.filter(\.isFinite).max() ?? 0
    guard largest > 0 else { return values.map { _ in 0 } }
    let parts = values.map { $0.isFinite ? $0 / largest : 0 }
    let sum = parts.reduce(0, +)
    return parts.map { $0 / sum }
  }

  private static func percent(_ share: Double) -> String {
    // What is there is not said to be nothing.
    if share > 0, share < 0.0005 { return "< 0.1%" }
    return NumberLabel.short(share * 100, digits: share < 0.1 ? 2 : 3) + "%"
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand {
    let square = AxisDemand(Limits(-1, 1), exactLower: true, exactUpper: true)
    return RangeDemand(x: square, y: square)
  }

  private struct Label {
    var text: String
    var share: String
    /// Degrees clockwise from the top.
    var angle: Double
    var y = 0.0
  }

  public func draw(on canvas: inout Canvas) {
    let frame = canvas.frame
    let shares = shares
    let centre = Point(frame.midX, frame.midY)
    let size = canvas.theme.fontSize
    let widths = names.map { LabelLayout($0).width * size }
    let widest = min(frame.width * 0.35, max(widths.max() ?? 0, 3 * size))
    let radius = max(12, min(frame.width / 2 - widest - 16, frame.height / 2 - 2.4 * size - 12))
    let gap = Stroke(canvas.paint(.role(.background)), width: 1.5)
    var start = 0.0
    var labels: [Label] = []
    for (index, share) in shares.enumerated() where share > 0 {
      let end = start + share
      let steps = max(1, Int((share * 180).rounded(.up)))
      let arc = (0...steps).map { PieSeries.place(centre, radius, 360 * (start + share * Double($0) / Double(steps))) }
      let outline = share > 0.9999 ? arc : [centre] + arc
      canvas.polygons(
        [outline], fill: Fill(wedgePaint(index, canvas), opacity: style.alpha ?? 0.9), stroke: share < 1 ? gap : nil)
      labels.append(Label(text: names[index], share: PieSeries.percent(share), angle: 180 * (start + end)))
      start = end
    }
    for isRight in [true, false] {
      drawLabels(labels.filter { ($0.angle < 180) == isRight }, isRight, centre, radius, size, on: &canvas)
    }
  }

  /// Labels of one side, moved apart where they would touch; those that find no room are left out.
  private func drawLabels(
    _ side: [Label], _ isRight: Bool, _ centre: Point, _ radius: Double, _ size: Double, on canvas: inout Canvas
  ) {
    let pitch = 2.5 * size
    let room = canvas.frame.height - pitch
    var labels = side.map { label in
      var label = label
      // Those above and below the circle stand clear of it.
      label.y = centre.y - (radius + 8 + 1.2 * size) * cos(label.angle * .pi / 180)
      return label
    }.sorted { $0.y < $1.y }
    while labels.count > 1, Double(labels.count - 1) * pitch > room {
      labels.remove(at: labels.count / 2)
    }
    let top = canvas.frame.minY + pitch / 2
    let bottom = canvas.frame.maxY - pitch / 2
    for index in labels.indices { labels[index].y = max(labels[index].y, index == 0 ? top : labels[index - 1].y + pitch) }
    for index in labels.indices.reversed() {
      labels[index].y = min(labels[index].y, index == labels.count - 1 ? bottom : labels[index + 1].y - pitch)
    }
    var leaders: [(Point, Point)] = []
    for label in labels {
      let edge = PieSeries.place(centre, radius + 2, label.angle)
      // Beside the circle at the inner edge of the label.
      let depth = min(radius + 8, max(0, (label.y - centre.y).magnitude - 1.2 * size))
      let across = max(((radius + 8) * (radius + 8) - depth * depth).squareRoot(), (edge.x - centre.x).magnitude)
      let x = centre.x + (isRight ? across : -across)
      if edge.distance(to: Point(x, label.y)) > 18 {
        // First away from the circle, so that it crosses no other wedge.
        let elbow = PieSeries.place(centre, radius + 8, label.angle)
        leaders += [(edge, elbow), (elbow, Point(x, label.y))]
      }
      let place = Point(x + (isRight ? 4 : -4), label.y)
      let anchor: TextAnchor = isRight ? .start : .end
      canvas.text(label.text, at: Point(place.x, place.y - 0.6 * size), anchor: anchor, halo: false)
      canvas.text(label.share, at: Point(place.x, place.y + 0.6 * size), anchor: anchor, color: .role(.muted), halo: false)
    }
    canvas.rules(leaders, stroke: Stroke(canvas.paint(.role(.axis)), width: 1))
  }

  /// A place on a circle, degrees clockwise from the top.
  private static func place(_ centre: Point, _ radius: Double, _ degrees: Double) -> Point {
    let angle = degrees * .pi / 180
    return Point(centre.x + radius * sin(angle), centre.y - radius * cos(angle))
  }

  private func wedgePaint(_ index: Int, _ canvas: Canvas) -> Paint {
    let own = index < wedgeColors.count ? wedgeColors[index] : nil
    return canvas.paint(own ?? .palette(canvas.slot + index))
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] { [] }
}
