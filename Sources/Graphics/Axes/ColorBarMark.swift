/// The scale of values shown by colour, at the right of the plot.
struct ColorBarMark {
  let scale: ColorScale
  let title: String
  let theme: Theme
  private var ticks = TickSet()
  /// The title as it fits.
  private var shownTitle = ""

  private static let thickness = 12.0

  init(scale: ColorScale, title: String, theme: Theme) {
    self.scale = scale
    self.title = title
    self.theme = theme
  }

  mutating func measure(height: Double) {
    let finder = TickFinder(
      scale: .identity, limits: scale.limits, length: height, horizontal: false, fontSize: theme.fontSize)
    ticks = finder.linear()
    shownTitle = LabelLayout.fitted(title, width: height, size: theme.labelSize)
  }

  /// px right of the gap beside the plot area.
  var width: Double {
    var width = ColorBarMark.thickness + theme.tickLength + 4
    width += PlotDecorations.labelWidth(ticks, size: theme.fontSize)
    if let factor = ticks.factor {
      width = max(width, LabelLayout(factor).width * theme.fontSize)
    }
    if !title.isEmpty { width += 8 + theme.labelSize }
    return width
  }

  func nodes(beside frame: Rect) -> [SceneNode] {
    let bar = Rect(x: frame.maxX + 12, y: frame.minY, width: ColorBarMark.thickness, height: frame.height)
    let map = AxisMap(scale: .identity, limits: scale.limits, start: bar.maxY, end: bar.minY)
    var children = scale.bands.count > 1 ? bands(bar, map) : [.gradient(SceneGradient(frame: bar, stops: stops))]

    let axis = Stroke(theme.paint(.role(.axis)), width: 1)
    let style = TextStyle(size: theme.fontSize, paint: theme.paint(.role(.muted)))
    var lines: [Polyline] = []
    var texts: [SceneNode] = []
    for tick in ticks.major {
      let y = (map.position(tick.value) - 0.5).rounded() + 0.5
      lines.append(Polyline([Point(bar.maxX, y), Point(bar.maxX + theme.tickLength, y)]))
      texts.append(
        .text(
          SceneText(
            layout: LabelLayout(tick.label),
            position: Point(bar.maxX + theme.tickLength + 4, map.position(tick.value) + 0.34 * theme.fontSize),
            anchor: .start, style: style)))
    }
    children.append(.shape(SceneShape(geometry: .lines(lines), stroke: axis)))
    children.append(.group(SceneGroup(isHidden: true, textStyle: style, children: texts)))
    if let factor = ticks.factor {
      children.append(
        .text(
          SceneText(
            layout: LabelLayout(factor), position: Point(bar.minX, bar.minY - 7), anchor: .start, style: style)))
    }
    if !title.isEmpty {
      let x = bar.maxX + theme.tickLength + 4 + PlotDecorations.labelWidth(ticks, size: theme.fontSize) + 8
      children.append(
        .text(
          SceneText(
            layout: LabelLayout(shownTitle), position: Point(x + theme.labelSize * 0.75, bar.midY), anchor: .middle,
            rotation: -90, style: TextStyle(size: theme.labelSize, paint: theme.paint(.role(.ink))))))
    }
    return [.group(SceneGroup(label: "colour bar", children: children))]
  }

  /// As many colours of the scale as are needed for the others to lie between them.
  var stops: [(place: Double, paint: Paint)] {
    let colors = scale.paints.map { paint in
      let (light, dark) = (paint.light, paint.dark)
      return SIMD8<Double>(
        Double(light.red), Double(light.green), Double(light.blue), Double(dark.red), Double(dark.green), Double(dark.blue), 0, 0)
    }
    /// Whether a mixture of two entries looks like each entry between them, on light and on dark pages.
    func isStraight(from start: Int, to end: Int) -> Bool {
      (start...end).allSatisfy { entry in
        let share = Double(entry - start) / Double(end - start)
        let difference = colors[entry] - colors[start] - share * (colors[end] - colors[start])
        return difference.max() < 2.5 && difference.min() > -2.5
      }
    }
    let last = colors.count - 1
    var entries = [0]
    while let start = entries.last, start < last {
      var end = start + 1
      while end < last, isStraight(from: start, to: end + 1) { end += 1 }
      entries.append(end)
    }
    return entries.map { (Double($0) / Double(last), scale.paints[$0]) }
  }

  private func bands(_ bar: Rect, _ map: AxisMap) -> [SceneNode] {
    let borders =
      [scale.limits.lower] + scale.bands.filter { $0 > scale.limits.lower && $0 < scale.limits.upper }
      + [scale.limits.upper]
    return zip(borders, borders.dropFirst()).map { low, high in
      let area = Rect(minX: bar.minX, minY: map.position(high), maxX: bar.maxX, maxY: map.position(low))
      return .shape(
        SceneShape(
          geometry: .lines([Polyline(area.corners, closed: true)]), fill: Fill(.fixed(scale.color((low + high) / 2)))))
    }
  }
}
