/// Ticks, legend and colour bar of one plot, and the room that they and the titles take outside its plot area.
struct PlotDecorations {
  struct Margins {
    var left = 0.0
    var right = 0.0
    var top = 0.0
    var bottom = 0.0
  }

  var xTicks = TickSet()
  var yTicks = TickSet()
  /// Those of the y axis at the right, where there is one.
  private(set) var rightTicks: TickSet?
  /// Those of the x axis at the top, where there is one.
  var topTicks: TickSet?
  /// Degrees by which the tick labels of the x axis are turned.
  var xRotation = 0.0
  /// Titles as they fit, in lines.
  private(set) var title = ""
  private(set) var xLabel = ""
  private(set) var yLabel = ""
  private(set) var rightLabel = ""
  private(set) var topLabel = ""
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
    func finder(_ axis: AxisOptions, _ limits: Limits, horizontal: Bool) -> TickFinder {
      TickFinder(
        scale: axis.scale, limits: limits, length: horizontal ? frame.width : frame.height, horizontal: horizontal,
        fontSize: theme.fontSize, minorTicks: axis.minorTicks || axis.minorGrid, format: axis.format)
    }
    xTicks = TickSet()
    yTicks = TickSet()
    if hasAxes {
      let across = finder(options.x, plot.xLimits, horizontal: true)
      let up = finder(options.y, plot.yLimits, horizontal: false)
      xTicks = across.ticks(plot.xTicks)
      yTicks = up.ticks(plot.yTicks)
      if options.aspectRatio == .equal { makeSquares(plot, across, up) }
    }
    if hasAxes, let twin = plot.twin {
      rightTicks = finder(twin.options.y, twin.yLimits, horizontal: false).ticks(twin.yTicks)
    }
    if hasAxes, let twin = plot.upperTwin {
      topTicks = finder(twin.options.x, twin.xLimits, horizontal: true).ticks(twin.xTicks)
      fitTopTicks(twin.canvas(in: frame).x, theme.fontSize)
    }
    if !options.x.showsLabels { xTicks.removeLabels() }
    if !options.y.showsLabels { yTicks.removeLabels() }
    let room = Size(frame.width + margins.left + margins.right, frame.height + margins.top + margins.bottom)
    if hasAxes { fitTicks(plot, frame, room) }
    colorBar?.measure(height: frame.height)
    legend?.fit(to: Size(0.4 * room.width, frame.height), line: frame.width)

    margins = Margins()
    func fitted(_ label: String, _ length: Double) -> String {
      hasAxes ? LabelLayout.fitted(label, width: length, size: theme.labelSize, lines: 2) : ""
    }
    yLabel = fitted(options.y.label, frame.height)
    xLabel = fitted(options.x.label, frame.width)
    rightLabel = fitted(plot.twin?.options.y.label ?? "", frame.height)
    topLabel = fitted(plot.upperTwin?.options.x.label ?? "", frame.width)
    // Other axes stand inside the plot area.
    if plot.isCartesian {
      margins.left = leftMargin(plot, frame)
      margins.bottom = bottomMargin(plot)
    }
    margins.right = rightMargin(plot, frame)
    if let legend {
      switch legend.position {
      case .outertopright, .outerright, .outerbottomright: margins.right += 12 + legend.size.width
      case .outerbottom: margins.bottom += 10 + legend.size(inWidth: frame.width).height
      default: break
      }
    }
    title = LabelLayout.fitted(
      options.title, width: margins.left + frame.width + margins.right, size: theme.titleSize, bold: true, lines: 3)
    margins.top = topMargin(plot)
    if options.margin > 0 {
      margins.left += options.margin
      margins.right += options.margin
      margins.top += options.margin
      margins.bottom += options.margin
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
    width += PlotDecorations.labelHeight(yLabel, theme)
    // Tick labels of the x axis may hang over.
    let map = plot.canvas(in: frame).x
    for tick in xTicks.major {
      width = max(width, overhang(tick.label, theme).left - (map.position(tick.value) - frame.minX))
    }
    return width
  }

  /// px that a label of the x axis takes at the left and at the right of its tick.
  private func overhang(_ label: String, _ theme: Theme) -> (left: Double, right: Double) {
    let length = LabelLayout.width(label, size: theme.fontSize)
    if xRotation == 0 { return (length / 2, length / 2) }
    let reach = length * Trigonometry.cosine(xRotation) + 0.5 * theme.fontSize
    return xRotation > 0 ? (reach, theme.fontSize) : (theme.fontSize, reach)
  }

  /// px that the title of an axis takes, with the gap before it.
  static func labelHeight(_ label: String, _ theme: Theme) -> Double {
    let lines = LabelLayout.lines(label)
    guard !label.isEmpty, let first = lines.first, let last = lines.last else { return 0 }
    return 8 + (max(first.ascent, 0.74) + last.descent + 1.2 * Double(lines.count - 1)) * theme.labelSize
  }

  private func bottomMargin(_ plot: ResolvedPlot) -> Double {
    let theme = plot.theme
    var height = 0.0
    if !xTicks.major.isEmpty { height += theme.tickLength + 4 + xLabelHeight(theme) }
    if !xLabel.isEmpty {
      height += PlotDecorations.labelHeight(xLabel, theme)
    } else if xTicks.factor != nil {
      height += 6 + theme.fontSize
    }
    return height
  }

  /// px from the top of the tick labels of the x axis to their lowest point.
  func xLabelHeight(_ theme: Theme) -> Double {
    guard xTicks.major.contains(where: { !$0.label.isEmpty }) else { return 0 }
    if xRotation == 0 {
      let layouts = xTicks.major.map { LabelLayout.lines($0.label) }
      let ascent = layouts.compactMap { $0.first?.ascent }.max() ?? 0.72
      let below = layouts.map { lines in 1.2 * Double(max(0, lines.count - 1)) + max(0.12, (lines.last?.descent ?? 0) - 0.1) }
      return (ascent + (below.max() ?? 0.12)) * theme.fontSize
    }
    let widest = xTicks.major.map { LabelLayout($0.label).width }.max() ?? 0
    return (widest * Trigonometry.sine(xRotation).magnitude + 0.8) * theme.fontSize
  }

  /// px that the axis at the top takes.
  func topAxisHeight(_ theme: Theme) -> Double {
    guard let topTicks else { return 0 }
    var height = topTicks.major.isEmpty ? 0 : theme.tickLength + 4 + 0.84 * theme.fontSize
    if !topLabel.isEmpty {
      height += PlotDecorations.labelHeight(topLabel, theme)
    } else if topTicks.factor != nil {
      height += 6 + theme.fontSize
    }
    return height
  }

  /// px between the plot area and what stands above its axes.
  func headroom(_ theme: Theme) -> Double {
    let axis = topAxisHeight(theme)
    if hasFactor { return axis + theme.fontSize + 8 }
    return axis > 0 ? axis : 0.4 * theme.fontSize
  }

  /// Whether a power of ten stands above a y axis.
  var hasFactor: Bool { yTicks.factor != nil || rightTicks?.factor != nil }

  /// px that the axis at the right takes.
  func rightAxisWidth(_ plot: ResolvedPlot) -> Double {
    guard let rightTicks else { return 0 }
    let theme = plot.theme
    var width = 0.0
    if !rightTicks.major.isEmpty {
      width += theme.tickLength + 6 + PlotDecorations.labelWidth(rightTicks, size: theme.fontSize)
    }
    width += PlotDecorations.labelHeight(rightLabel, theme)
    return width
  }

  private func topMargin(_ plot: ResolvedPlot) -> Double {
    let theme = plot.theme
    var height = yTicks.major.isEmpty && topTicks == nil ? 0 : headroom(theme)
    if !title.isEmpty {
      let lines = LabelLayout.lines(title, bold: true)
      let ascent = lines.first?.ascent ?? 0.72
      height += 10 + (ascent + 0.05 + 1.2 * Double(lines.count - 1)) * theme.titleSize
    }
    return height
  }

  private func rightMargin(_ plot: ResolvedPlot, _ frame: Rect) -> Double {
    let theme = plot.theme
    var width = 0.0
    let map = plot.canvas(in: frame).x
    for tick in xTicks.major {
      width = max(width, map.position(tick.value) + overhang(tick.label, theme).right - frame.maxX)
    }
    if let twin = plot.upperTwin, let topTicks {
      let map = twin.canvas(in: frame).x
      for tick in topTicks.major {
        let half = LabelLayout.width(tick.label, size: theme.fontSize) / 2
        width = max(width, map.position(tick.value) + half - frame.maxX)
      }
    }
    let axis = rightAxisWidth(plot)
    width = max(width, axis)
    if let colorBar { width = max(width, axis + 12 + colorBar.width) }
    return width
  }
}
