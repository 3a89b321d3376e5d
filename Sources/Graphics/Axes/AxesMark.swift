/// Grid, axis lines, ticks, tick labels and axis titles of one plot.
struct AxesMark {
  let plot: ResolvedPlot
  let decorations: PlotDecorations
  let canvas: Canvas

  private var frame: Rect { canvas.frame }
  private var theme: Theme { plot.theme }
  private var style: FrameStyle { plot.frameStyle }

  private var axisStroke: Stroke { Stroke(theme.paint(.role(.axis)), width: 1) }

  // MARK: - Behind the data

  func grid() -> [SceneNode] {
    guard style != .none else { return [] }
    var lines: [Polyline] = []
    if plot.showsXGrid {
      for tick in decorations.xTicks.major {
        let x = crisp(canvas.x.position(tick.value))
        if x > frame.minX + 0.75 || style == .grid { lines.append(vertical(x)) }
      }
    }
    if plot.showsYGrid {
      for tick in decorations.yTicks.major {
        let y = crisp(canvas.y.position(tick.value))
        if y < frame.maxY - 0.75 || style == .grid { lines.append(horizontal(y)) }
      }
    }
    var minor: [Polyline] = []
    if plot.options.x.minorGrid {
      minor += decorations.xTicks.minor.map { vertical(crisp(canvas.x.position($0))) }
    }
    if plot.options.y.minorGrid {
      minor += decorations.yTicks.minor.map { horizontal(crisp(canvas.y.position($0))) }
    }
    if let twin = plot.twin, twin.options.y.minorGrid, let ticks = decorations.rightTicks {
      let map = twin.canvas(in: frame).y
      minor += ticks.minor.map { horizontal(crisp(map.position($0))) }
    }
    if let twin = plot.upperTwin, twin.options.x.minorGrid, let ticks = decorations.topTicks {
      let map = twin.canvas(in: frame).x
      minor += ticks.minor.map { vertical(crisp(map.position($0))) }
    }
    var shapes: [SceneNode] = []
    let stroke = Stroke(theme.paint(.role(.grid)), width: 1)
    if !minor.isEmpty {
      shapes.append(.shape(SceneShape(geometry: .lines(minor), stroke: Stroke(stroke.paint, width: 1, opacity: 0.5))))
    }
    if !lines.isEmpty { shapes.append(.shape(SceneShape(geometry: .lines(lines), stroke: stroke))) }
    return shapes.isEmpty ? [] : [.group(SceneGroup(isHidden: true, children: shapes))]
  }

  /// px outwards of the ticks, and of those between them.
  private var tickReach: Double { plot.options.tickDirection.reach(theme.tickLength) }
  private var minorReach: Double { plot.options.tickDirection.reach(3) }

  /// Lines through zero.
  func linesBehind() -> [SceneNode] {
    guard style == .zerolines || style == .origin else { return [] }
    var lines: [Polyline] = []
    if plot.xLimits.contains(0), plot.options.x.scale == .identity {
      lines.append(vertical(crisp(canvas.x.position(0))))
    }
    if plot.yLimits.contains(0), plot.options.y.scale == .identity {
      lines.append(horizontal(crisp(canvas.y.position(0))))
    }
    guard !lines.isEmpty else { return [] }
    return [
      .group(SceneGroup(isHidden: true, children: [.shape(SceneShape(geometry: .lines(lines), stroke: axisStroke))]))
    ]
  }

  // MARK: - In front

  func axes() -> [SceneNode] {
    guard style != .none else { return [] }
    var axes = [xAxis(), yAxis()]
    if let twin = plot.twin, let ticks = decorations.rightTicks {
      axes.append(yAxis(decorations.rightLabel, ticks, twin.canvas(in: frame).y, baseline: crisp(frame.maxX), isRight: true))
    }
    if let twin = plot.upperTwin, let ticks = decorations.topTicks {
      axes.append(topAxis(ticks, twin.canvas(in: frame).x))
    }
    return axes.map { .group($0) }
  }

  private func xAxis() -> SceneGroup {
    let ticks = decorations.xTicks
    let baseline = crisp(xAxisHeight)
    var lines: [Polyline] = []
    if style != .grid, style != .origin { lines.append(horizontal(baseline)) }
    if style == .box, plot.upperTwin == nil { lines.append(horizontal(crisp(frame.minY))) }
    if style != .grid {
      for tick in ticks.major {
        lines.append(tickMark(x: crisp(canvas.x.position(tick.value)), baseline, tickReach))
      }
      for value in ticks.minor where plot.options.x.showsMinorTicks {
        lines.append(tickMark(x: crisp(canvas.x.position(value)), baseline, minorReach))
      }
    }
    let top = baseline + theme.tickLength + 4
    let size = theme.fontSize
    let style = TextStyle(size: size, paint: theme.paint(.role(.muted)))
    let layouts = ticks.major.map { LabelLayout.lines($0.label) }
    let ascent = layouts.compactMap(\.first).map(\.ascent).max() ?? FontMetrics.capHeight
    var texts: [SceneNode] = []
    for (tick, lines) in zip(ticks.major, layouts) where !tick.label.isEmpty {
      if self.style == .origin, tick.value == 0 { continue }
      let x = canvas.x.position(tick.value)
      let turned = decorations.xRotation != 0
      for (index, layout) in lines.enumerated() {
        texts.append(
          .text(
            SceneText(
              layout: layout,
              position: Point(
                turned ? x + (decorations.xRotation > 0 ? 0.3 : -0.3) * size : x,
                top + (ascent + 1.2 * Double(index)) * size),
              anchor: turned ? decorations.xRotation > 0 ? .end : .start : .middle, rotation: -decorations.xRotation,
              style: style,
              halo: self.style == .origin ? theme.paint(.role(.background)) : nil)))
      }
    }
    var children: [SceneNode] = [
      .shape(SceneShape(geometry: .lines(lines), stroke: axisStroke)),
      .group(SceneGroup(isHidden: true, textStyle: style, children: texts)),
    ]
    var bottom = frame.maxY + theme.tickLength + 4 + decorations.xLabelHeight(theme)
    if ticks.major.isEmpty { bottom = frame.maxY }
    let title = LabelLayout.lines(decorations.xLabel)
    let titleBaseline = bottom + 8 + (title.first?.ascent ?? 0) * theme.labelSize
    if let factor = ticks.factor {
      children.append(
        .text(
          SceneText(
            layout: LabelLayout(factor), position: Point(frame.maxX, max(titleBaseline, bottom + 6 + size)),
            anchor: .end, style: style)))
    }
    for (index, line) in title.enumerated() where !decorations.xLabel.isEmpty {
      children.append(
        .text(
          SceneText(
            layout: line, position: Point(frame.midX, titleBaseline + 1.2 * theme.labelSize * Double(index)),
            anchor: .middle, style: TextStyle(size: theme.labelSize, paint: theme.paint(.role(.ink))))))
    }
    return SceneGroup(label: "x axis", children: children)
  }

  /// The x axis of what is measured at the top: its ticks point upwards.
  private func topAxis(_ ticks: TickSet, _ map: AxisMap) -> SceneGroup {
    let baseline = crisp(frame.minY)
    let size = theme.fontSize
    let style = TextStyle(size: size, paint: theme.paint(.role(.muted)))
    var lines = [horizontal(baseline)]
    if self.style != .grid {
      for tick in ticks.major { lines.append(tickMark(x: crisp(map.position(tick.value)), baseline, -tickReach)) }
      for value in ticks.minor where plot.upperTwin?.options.x.showsMinorTicks ?? true {
        lines.append(tickMark(x: crisp(map.position(value)), baseline, -minorReach))
      }
    }
    let texts = ticks.major.filter { !$0.label.isEmpty }.map { tick -> SceneNode in
      .text(
        SceneText(
          layout: LabelLayout(tick.label), position: Point(map.position(tick.value), baseline - theme.tickLength - 5),
          anchor: .middle, style: style))
    }
    var children: [SceneNode] = [
      .shape(SceneShape(geometry: .lines(lines), stroke: axisStroke)),
      .group(SceneGroup(isHidden: true, textStyle: style, children: texts)),
    ]
    let top = frame.minY - (ticks.major.isEmpty ? 0 : theme.tickLength + 4 + 0.84 * size)
    let title = LabelLayout.lines(decorations.topLabel)
    var place = top - 8 - (title.last?.descent ?? 0) * theme.labelSize
    if let factor = ticks.factor {
      children.append(
        .text(SceneText(layout: LabelLayout(factor), position: Point(frame.maxX, top - 6), anchor: .end, style: style)))
    }
    for line in title.reversed() where !decorations.topLabel.isEmpty {
      children.append(
        .text(
          SceneText(
            layout: line, position: Point(frame.midX, place), anchor: .middle,
            style: TextStyle(size: theme.labelSize, paint: theme.paint(.role(.ink))))))
      place -= 1.2 * theme.labelSize
    }
    return SceneGroup(label: "top x axis", children: children)
  }

  private func yAxis() -> SceneGroup {
    yAxis(decorations.yLabel, decorations.yTicks, canvas.y, baseline: crisp(yAxisPosition), isRight: false)
  }

  /// - Parameter isRight: whether ticks and labels stand at the right of the plot area.
  private func yAxis(
    _ label: String, _ ticks: TickSet, _ map: AxisMap, baseline: Double, isRight: Bool
  ) -> SceneGroup {
    let side = isRight ? 1.0 : -1.0
    var lines: [Polyline] = []
    if style != .grid, style != .origin || isRight { lines.append(vertical(baseline)) }
    if style == .box, !isRight, plot.twin == nil { lines.append(vertical(crisp(frame.maxX))) }
    if style != .grid {
      for tick in ticks.major {
        lines.append(tickMark(baseline, y: crisp(map.position(tick.value)), side * tickReach))
      }
      for value in ticks.minor where (isRight ? plot.twin?.options.y : plot.options.y)?.showsMinorTicks ?? true {
        lines.append(tickMark(baseline, y: crisp(map.position(value)), side * minorReach))
      }
    }
    let size = theme.fontSize
    let style = TextStyle(size: size, paint: theme.paint(.role(.muted)))
    var texts: [SceneNode] = []
    for tick in ticks.major where !tick.label.isEmpty {
      if self.style == .origin, tick.value == 0, !isRight { continue }
      texts.append(
        .text(
          SceneText(
            layout: LabelLayout(tick.label),
            position: Point(baseline + side * (theme.tickLength + 6), map.position(tick.value) + 0.34 * size),
            anchor: isRight ? .start : .end, style: style,
            halo: self.style == .origin ? theme.paint(.role(.background)) : nil)))
    }
    var children: [SceneNode] = [
      .shape(SceneShape(geometry: .lines(lines), stroke: axisStroke)),
      .group(SceneGroup(isHidden: true, textStyle: style, children: texts)),
    ]
    let edge = isRight ? frame.maxX : frame.minX
    if let factor = ticks.factor {
      children.append(
        .text(
          SceneText(
            layout: LabelLayout(factor),
            position: Point(edge + side * theme.tickLength, frame.minY - decorations.topAxisHeight(theme) - 8),
            anchor: isRight ? .end : .start, style: style)))
    }
    let title = LabelLayout.lines(label)
    let width = PlotDecorations.labelWidth(ticks, size: size)
    // Lines of the title go outwards on the left, and inwards on the right, as they are read.
    let inner = edge + side * ((ticks.major.isEmpty ? 0 : theme.tickLength + 6 + width) + 8)
    var place = isRight
      ? inner + max(title.first?.ascent ?? 0, 0.74) * theme.labelSize : inner - (title.last?.descent ?? 0) * theme.labelSize
    for line in isRight ? title : title.reversed() where !label.isEmpty {
      children.append(
        .text(
          SceneText(
            layout: line, position: Point(place, frame.midY), anchor: .middle, rotation: -90,
            style: TextStyle(size: theme.labelSize, paint: theme.paint(.role(.ink))))))
      place += side * 1.2 * theme.labelSize
    }
    return SceneGroup(label: isRight ? "right y axis" : "y axis", children: children)
  }

  // MARK: - Places

  /// px of the x axis' line: the bottom, or zero for axes through the origin.
  private var xAxisHeight: Double {
    guard style == .origin, plot.options.y.scale == .identity else { return frame.maxY }
    return min(max(canvas.y.position(0), frame.minY), frame.maxY)
  }

  private var yAxisPosition: Double {
    guard style == .origin, plot.options.x.scale == .identity else { return frame.minX }
    return min(max(canvas.x.position(0), frame.minX), frame.maxX)
  }

  /// The nearest centre of a pixel: lines of 1 px stay sharp.
  private func crisp(_ position: Double) -> Double { (position - 0.5).rounded() + 0.5 }

  private func horizontal(_ y: Double) -> Polyline { Polyline([Point(frame.minX, y), Point(frame.maxX, y)]) }
  private func vertical(_ x: Double) -> Polyline { Polyline([Point(x, frame.maxY), Point(x, frame.minY)]) }

  private func tickMark(x: Double, _ baseline: Double, _ length: Double) -> Polyline {
    Polyline([Point(x, baseline), Point(x, baseline + length)])
  }

  private func tickMark(_ baseline: Double, y: Double, _ length: Double) -> Polyline {
    Polyline([Point(baseline, y), Point(baseline + length, y)])
  }
}
