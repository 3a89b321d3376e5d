// Tick labels that fit: wrapped, turned, cut, or left out.

extension PlotDecorations {
  /// Where a unit is equally long on both axes, ticks are equally far apart on them, so that the grid has squares.
  mutating func makeSquares(_ plot: ResolvedPlot, _ across: TickFinder, _ up: TickFinder) {
    guard let x = across.labelling(plot.xTicks), let y = up.labelling(plot.yTicks), x.step != y.step else { return }
    // The finer step, if the other axis has room for it.
    if x.step > y.step {
      if let ticks = across.linear(as: y) { xTicks = ticks } else if let ticks = up.linear(as: x) { yTicks = ticks }
    } else {
      if let ticks = up.linear(as: x) { yTicks = ticks } else if let ticks = across.linear(as: y) { xTicks = ticks }
    }
  }

  /// Makes the labels of both axes fit; `room` is what the plot has with its margins.
  mutating func fitTicks(_ plot: ResolvedPlot, _ frame: Rect, _ room: Size) {
    let size = plot.theme.fontSize
    let canvas = plot.canvas(in: frame)
    for index in yTicks.major.indices {
      yTicks.major[index].label = LabelLayout.fitted(
        PlotDecorations.joined(yTicks.major[index].label), width: 0.35 * room.width, size: size)
    }
    yTicks.major = PlotDecorations.spaced(yTicks.major, canvas.y) { tick in
      let layout = LabelLayout(tick.label)
      return (layout.ascent + layout.descent) * size
    }

    // Labels read from the left: what is turned by more than a right angle is turned on by a half.
    xRotation = (plot.options.x.rotation ?? 0).remainder(dividingBy: 180)
    if !xRotation.isFinite { xRotation = 0 }
    if plot.options.x.rotation == nil, collide(canvas.x, size) {
      if !wrap(canvas.x, frame, size) { turn(frame, size) }
    }
    let sine = Trigonometry.sine(xRotation).magnitude
    let length = xRotation == 0 ? 0.5 * room.width : min(0.35 * room.height / max(sine, 0.2), 0.5 * room.width)
    for index in xTicks.major.indices where xRotation != 0 || xTicks.major.count == 1 {
      xTicks.major[index].label = LabelLayout.fitted(PlotDecorations.joined(xTicks.major[index].label), width: length, size: size)
    }
    xTicks.major = PlotDecorations.spaced(xTicks.major, canvas.x) { [xRotation] tick in
      xRotation == 0 ? LabelLayout.width(tick.label, size: size) + 0.3 * size : 1.1 * size / max(sine, 0.4)
    }
  }

  /// Leaves out labels of the axis at the top that would touch.
  mutating func fitTopTicks(_ map: AxisMap, _ size: Double) {
    guard var ticks = topTicks?.major else { return }
    for index in ticks.indices { ticks[index].label = PlotDecorations.joined(ticks[index].label) }
    topTicks?.major = PlotDecorations.spaced(ticks, map) { LabelLayout.width($0.label, size: size) + 0.3 * size }
  }

  /// A label in one line.
  private static func joined(_ label: String) -> String {
    label.contains("\n") ? label.split(separator: "\n").joined(separator: " ") : label
  }

  /// Every n-th tick, n being the least number for which the extents of neighbours do not touch.
  private static func spaced(
    _ ticks: [TickSet.Tick], _ map: AxisMap, _ extent: (TickSet.Tick) -> Double
  ) -> [TickSet.Tick] {
    let places = ticks.map { (position: map.position($0.value), half: extent($0) / 2) }
    let order = ticks.indices.sorted { (places[$0].position, $0) < (places[$1].position, $1) }
    var every = 1
    while every < order.count {
      var fits = true
      var previous = -Double.infinity
      for rank in stride(from: 0, to: order.count, by: every) {
        let place = places[order[rank]]
        if place.position - place.half < previous { fits = false }
        previous = max(previous, place.position + place.half)
      }
      if fits { break }
      every += 1
    }
    if every == 1 { return ticks }
    // In the order of their places, as many as fit.
    return stride(from: 0, to: order.count, by: every).map { ticks[order[$0]] }
  }

  /// Whether neighbouring labels of the x axis would touch.
  private func collide(_ map: AxisMap, _ size: Double) -> Bool {
    var previous = -Double.infinity
    for tick in xTicks.major.sorted(by: { map.position($0.value) < map.position($1.value) }) {
      let half = LabelLayout.width(tick.label, size: size) / 2
      let centre = map.position(tick.value)
      if centre - half < previous + 0.3 * size { return true }
      previous = centre + half
    }
    return false
  }

  /// Breaks labels of several words into up to three lines, if they fit in the place of each.
  private mutating func wrap(_ map: AxisMap, _ frame: Rect, _ size: Double) -> Bool {
    let places = xTicks.major.map { map.position($0.value) }.sorted()
    guard places.count > 1, let pitch = zip(places, places.dropFirst()).map({ $1 - $0 }).min(), pitch > 4 * size else {
      return false
    }
    var wrapped = xTicks.major
    for index in wrapped.indices {
      let label = LabelLayout.fitted(wrapped[index].label, width: pitch - 0.5 * size, size: size, lines: 3)
      if label.hasSuffix("…"), !wrapped[index].label.hasSuffix("…") { return false }
      if label.split(separator: "\n").contains(where: { $0.hasSuffix("…") }) { return false }
      wrapped[index].label = label
    }
    xTicks.major = wrapped
    return true
  }

  /// Turns the labels of the x axis by 35°, or by 90° when they are close.
  private mutating func turn(_ frame: Rect, _ size: Double) {
    let pitch = frame.width / Double(max(1, xTicks.major.count))
    xRotation = pitch > 1.65 * size ? 35 : 90
  }
}
