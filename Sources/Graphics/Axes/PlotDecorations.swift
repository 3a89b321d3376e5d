/// Ticks, legend and colour bar of one plot, and the room that they and the titles take outside its plot area.
struct PlotDecorations {
  struct Margins {
    var left = 0.0
    var right = 0.0
    var top = 0.0
    var bottom = 0.0
  }

  private(set) var xTicks = TickSet()
  private(set) var yTicks = TickSet()
  /// Those of the y axis at the right, where there is one.
  private(set) var rightTicks: TickSet?
  /// Degrees by which the tick labels of the x axis are turned.
  private(set) var xRotation = 0.0
  private(set) var margins: Margins
  private(set) var legend: LegendMark?
  private(set) var colorBar: ColorBarMark?

  init(_ plot: ResolvedPlot) {
    margins = Margins(left: 40, right: 12, top: 12, bottom: 24)
    if let position = plot.legendPosition {
      let rows = plot.legendRows
      if !rows.isEmpty { legend = LegendMark(rows: rows, plot: plot, position: position) }
    }
    if plot.options.colorbar, let scale = plot.colorScale {
      colorBar = ColorBarMark(scale: scale, title: plot.options.colorbarTitle, theme: plot.theme)
    }
  }

  /// Puts the legend where there is least ink; outside, with `true`, when it would hide data everywhere.
  mutating func placeLegend(on canvas: Canvas) -> Bool {
    legend?.settle(on: canvas) ?? false
  }

  // MARK: - Measuring

  mutating func measure(_ plot: ResolvedPlot, in frame: Rect) {
    let theme = plot.theme
    let options = plot.options
    let hasAxes = plot.frameStyle != .none && plot.isCartesian
    xTicks = TickSet()
    yTicks = TickSet()
    if hasAxes {
      xTicks = TickFinder(
        scale: options.x.scale, limits: plot.xLimits, length: frame.width, horizontal: true,
        fontSize: theme.fontSize, minorTicks: options.x.minorTicks
      ).ticks(plot.xTicks)
      yTicks = TickFinder(
        scale: options.y.scale, limits: plot.yLimits, length: frame.height, horizontal: false,
        fontSize: theme.fontSize, minorTicks: options.y.minorTicks
      ).ticks(plot.yTicks)
    }
    if hasAxes, let twin = plot.twin {
      rightTicks = TickFinder(
        scale: twin.options.y.scale, limits: twin.yLimits, length: frame.height, horizontal: false,
        fontSize: theme.fontSize, minorTicks: twin.options.y.minorTicks
      ).ticks(twin.yTicks)
    }
    if !options.x.showsLabels { xTicks.removeLabels() }
    if !options.y.showsLabels { yTicks.removeLabels() }
    xRotation = options.x.rotation ?? 0
    if hasAxes, options.x.rotation == nil, labelsCollide(plot, frame) { turnLabels(plot, frame) }
    colorBar?.measure(height: frame.height)

    margins = Margins()
    // Other axes stand inside the plot area.
    if plot.isCartesian {
      margins.left = leftMargin(plot, frame)
      margins.bottom = bottomMargin(plot)
    }
    margins.top = topMargin(plot)
    margins.right = rightMargin(plot, frame)
    if let legend {
      switch legend.position {
      case .outertopright, .outerright, .outerbottomright: margins.right += 12 + legend.size.width
      case .outerbottom: margins.bottom += 10 + legend.size(inWidth: frame.width).height
      default: break
      }
    }
  }

  /// px that the tick labels and ticks of the y axis take.
  static func labelWidth(_ ticks: TickSet, size: Double) -> Double {
    ticks.major.map { LabelLayout($0.label).width * size }.max() ?? 0
  }

  private func leftMargin(_ plot: ResolvedPlot, _ frame: Rect) -> Double {
    let theme = plot.theme
    var width = 0.0
    if !yTicks.major.isEmpty {
      width += theme.tickLength + 6 + PlotDecorations.labelWidth(yTicks, size: theme.fontSize)
    }
    if !plot.options.y.label.isEmpty, plot.frameStyle != .none {
      let layout = LabelLayout(plot.options.y.label)
      width += 8 + (max(layout.ascent, 0.74) + layout.descent) * theme.labelSize
    }
    // Tick labels of the x axis may hang over.
    let map = plot.canvas(in: frame).x
    for tick in xTicks.major {
      let length = LabelLayout(tick.label).width * theme.fontSize
      let hang = xRotation == 0 ? length / 2 : length * Trigonometry.cosine(xRotation)
      width = max(width, hang - (map.position(tick.value) - frame.minX))
    }
    return width
  }

  private func bottomMargin(_ plot: ResolvedPlot) -> Double {
    let theme = plot.theme
    var height = 0.0
    if !xTicks.major.isEmpty { height += theme.tickLength + 4 + xLabelHeight(theme) }
    let hasTitle = !plot.options.x.label.isEmpty && plot.frameStyle != .none
    if hasTitle {
      let layout = LabelLayout(plot.options.x.label)
      height += 8 + (layout.ascent + layout.descent) * theme.labelSize
    } else if xTicks.factor != nil {
      height += 6 + theme.fontSize
    }
    return height
  }

  /// px from the top of the tick labels of the x axis to their lowest point.
  func xLabelHeight(_ theme: Theme) -> Double {
    guard xTicks.major.contains(where: { !$0.label.isEmpty }) else { return 0 }
    let layouts = xTicks.major.map { LabelLayout($0.label) }
    if xRotation == 0 {
      let lines = xTicks.major.map { $0.label.split(separator: "\n").count }.max() ?? 1
      let ascent = layouts.map(\.ascent).max() ?? 0.72
      return (ascent + 0.12 + 1.2 * Double(max(0, lines - 1))) * theme.fontSize
    }
    let widest = layouts.map(\.width).max() ?? 0
    return (widest * Trigonometry.sine(xRotation) + 0.8) * theme.fontSize
  }

  /// Whether a power of ten stands above a y axis.
  var hasFactor: Bool { yTicks.factor != nil || rightTicks?.factor != nil }

  /// px that the axis at the right takes.
  func rightAxisWidth(_ plot: ResolvedPlot) -> Double {
    guard let twin = plot.twin, let rightTicks else { return 0 }
    let theme = plot.theme
    var width = 0.0
    if !rightTicks.major.isEmpty {
      width += theme.tickLength + 6 + PlotDecorations.labelWidth(rightTicks, size: theme.fontSize)
    }
    if !twin.options.y.label.isEmpty {
      let layout = LabelLayout(twin.options.y.label)
      width += 8 + (max(layout.ascent, 0.74) + layout.descent) * theme.labelSize
    }
    return width
  }

  private func topMargin(_ plot: ResolvedPlot) -> Double {
    let theme = plot.theme
    var height = yTicks.major.isEmpty ? 0 : 0.4 * theme.fontSize
    if hasFactor { height = theme.fontSize + 8 }
    if !plot.options.title.isEmpty {
      let lines = LabelLayout.lines(plot.options.title, bold: true)
      let ascent = lines.first?.ascent ?? 0.72
            height += 10 + (ascent + 0.05 + 1.2 * Double(lines.count - 1)) * theme.titleSize
    }
    return height
  }

  private func rightMargin(_ plot: ResolvedPlot, _ frame: Rect) -> Double {
    let theme = plot.theme
    var width = 0.0
    if let last = xTicks.major.last, xRotation == 0, plot.xLimits.span > 0 {
      let map = plot.canvas(in: frame).x
      let hang = LabelLayout(last.label).width * theme.fontSize / 2
      width = max(0, map.position(last.value) + hang - frame.maxX)
    }
    let axis = rightAxisWidth(plot)
    width = max(width, axis)
    if let colorBar { width = max(width, axis + 12 + colorBar.width) }
    return width
  }

  /// Turns the labels of the x axis by 35°, by 90° when they are close, and leaves some out when even that is not
  /// enough.
  private mutating func turnLabels(_ plot: ResolvedPlot, _ frame: Rect) {
    let pitch = frame.width / Double(max(1, xTicks.major.count))
    let needed = plot.theme.fontSize * 1.1
    xRotation = pitch > 1.5 * needed ? 35 : 90
    guard pitch < needed else { return }
    // An area narrower than a label has room for one.
    let count = xTicks.major.count
    let every = frame.width > needed ? Int((needed / pitch).rounded(.up)) : max(1, count)
    xTicks.major = xTicks.major.enumerated().filter { $0.offset % every == 0 }.map(\.element)
  }

  /// Whether neighbouring labels of the x axis would touch.
  private func labelsCollide(_ plot: ResolvedPlot, _ frame: Rect) -> Bool {
    guard xTicks.major.count > 1 else { return false }
    let map = plot.canvas(in: frame).x
    let size = plot.theme.fontSize
    var previous = -Double.infinity
    for tick in xTicks.major.sorted(by: { map.position($0.value) < map.position($1.value) }) {
      let half = tick.label.split(separator: "\n").map { LabelLayout(String($0)).width * size / 2 }.max() ?? 0
      let centre = map.position(tick.value)
      if centre - half < previous + 0.3 * size { return true }
      previous = centre + half
    }
    return false
  }
}
