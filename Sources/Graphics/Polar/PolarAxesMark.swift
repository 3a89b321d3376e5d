// The circular grid of a polar plot and the spokes of a radar chart, with their labels.

struct PolarAxesMark {
  private let plot: ResolvedPlot
  let map: PolarMap
  /// Directions with a label: their x, and what they are called.
  private let spokes: [(x: Double, label: LabelLayout)]
  private let circles: TickSet

  private var theme: Theme { plot.theme }
  private static let gap = 7.0

  init(plot: ResolvedPlot, frame: Rect) {
    self.plot = plot
    let size = plot.theme.fontSize
    spokes =
      plot.frameStyle == .none
      ? [] : PolarAxesMark.spokes(plot, isSmall: min(frame.width, frame.height) < 180).map { ($0.x, LabelLayout($0.label)) }
    let widest = spokes.map { $0.label.width * size }.max() ?? 0
    let gap = spokes.isEmpty ? 0 : PolarAxesMark.gap
    let radius = max(
      4, min(frame.width / 2 - widest - gap, frame.height / 2 - (spokes.isEmpty ? 0 : gap + size)))
    map = PolarMap(
      centre: Point(frame.midX, frame.midY), radius: radius, limits: plot.yLimits,
      spokes: plot.options.projection == .radar ? max(1, spokes.count) : nil)
    var wanted = plot.options.y.ticks
    if wanted == .automatic { wanted = .values(PolarMap.circles(plot.yLimits)) }
    let finder = TickFinder(
      scale: .identity, limits: plot.yLimits, length: radius, horizontal: false, fontSize: size)
    circles = plot.frameStyle == .none ? TickSet() : finder.ticks(wanted)
  }

  /// Multiples of π/6, of π/2 in a small plot, unless the options name others.
  private static func spokes(_ plot: ResolvedPlot, isSmall: Bool) -> [(x: Double, label: String)] {
    let inDegrees = plot.options.angleUnit == .degrees
    func degrees(_ x: Double) -> String { NumberLabel.short(x * 180 / .pi) + "°" }
    switch plot.xTicks {
    case .none: return []
    case .labelled(let values, let labels): return zip(values, labels).map { ($0, $1) }
    case .values(let values):
      return values.filter(\.isFinite).map { ($0, inDegrees ? degrees($0) : NumberLabel.short($0)) }
    case .automatic, .whole, .multiples, .dates, .datetimes:
      return stride(from: 0, to: 12, by: isSmall ? 3 : 1).map { twelfth in
        let x = Double(twelfth) * .pi / 6
        return (x, inDegrees ? degrees(x) : fraction(twelfth))
      }
    }
  }

  /// `twelfth` · π/6 as a fraction of π.
  private static func fraction(_ twelfth: Int) -> String {
    guard twelfth > 0 else { return "0" }
    let divisor = [6, 3, 2, 1].first { twelfth % $0 == 0 } ?? 1
    let (top, bottom) = (twelfth / divisor, 6 / divisor)
    return (top == 1 ? "" : "\(top)") + "π" + (bottom == 1 ? "" : "/\(bottom)")
  }

  // MARK: - Drawing

  func grid() -> [SceneNode] {
    let stroke = Stroke(theme.paint(.role(.grid)), width: 1)
    let rim = Stroke(theme.paint(.role(.axis)), width: 1)
    let radii = plot.showsYGrid ? circles.major.map { share($0.value) }.filter { $0 > 0.01 && $0 < 0.995 } : []
    var shapes: [SceneNode] = []
    if plot.showsXGrid, !spokes.isEmpty {
      let lines = spokes.map { Polyline([map.centre, place($0.x, 1)]) }
      shapes.append(.shape(SceneShape(geometry: .lines(lines), stroke: stroke)))
    }
    shapes += rings(radii, stroke) + rings([1], rim)
    return plot.frameStyle == .none ? [] : [.group(SceneGroup(isHidden: true, children: shapes))]
  }

  /// Circles, in a radar chart polygons.
  private func rings(_ shares: [Double], _ stroke: Stroke) -> [SceneNode] {
    guard !shares.isEmpty else { return [] }
    if map.spokes != nil {
      let rings = shares.map { share in Polyline(spokes.map { place($0.x, share) }, closed: true) }
      return [.shape(SceneShape(geometry: .lines(rings), stroke: stroke))]
    }
    return [.shape(SceneShape(geometry: .circles(shares.map { (map.centre, $0 * map.radius) }), stroke: stroke))]
  }

  private func share(_ distance: Double) -> Double { (distance - map.limits.lower) / map.limits.span }

  private func place(_ x: Double, _ share: Double) -> Point {
    let direction = map.direction(x)
    return Point(map.centre.x + share * map.radius * direction.x, map.centre.y - share * map.radius * direction.y)
  }

  /// Where the labels of the spokes lie: each touches a circle around the rim.
  var labelBoxes: [Rect] {
    let size = theme.fontSize
    return spokes.map { spoke in
      let direction = map.direction(spoke.x)
      let width = spoke.label.width * size
      let reach = map.radius + PolarAxesMark.gap + 0.4 * size * direction.y.magnitude
      return Rect(
        x: map.centre.x + reach * direction.x + (direction.x - 1) * width / 2,
        y: map.centre.y - reach * direction.y - 0.4 * size, width: width, height: 0.8 * size)
    }
  }

  func axes() -> [SceneNode] {
    guard plot.frameStyle != .none else { return [] }
    let size = theme.fontSize
    let style = TextStyle(size: size, paint: theme.paint(.role(.muted)))
    let angles = zip(spokes, labelBoxes).map { spoke, box -> SceneNode in
      .text(
        SceneText(
          layout: spoke.label, position: Point(box.midX, box.midY + 0.36 * size), anchor: .middle, style: style))
    }
    // Beside the ray half way between the first two spokes, where no spoke crosses the labels.
    let ray = map.spokes == nil ? PolarMap.unit(degrees: 15) : PolarMap.unit(degrees: 90)
    let distances = circles.major.filter { share($0.value) > 0.01 }.map { tick -> SceneNode in
      let reach = share(tick.value) * map.radius
      let isSpoke = map.spokes != nil
      return .text(
        SceneText(
          layout: LabelLayout(tick.label),
          position: Point(
            map.centre.x + reach * ray.x + (isSpoke ? 4 : 0), map.centre.y - reach * ray.y + (isSpoke ? 1 : 0.36) * size),
          anchor: isSpoke ? .start : .middle, style: style, halo: theme.paint(.role(.background))))
    }
    var distanceNodes = distances
    if let factor = circles.factor {
      distanceNodes.append(
        .text(
          SceneText(
            layout: LabelLayout(factor),
            position: Point(map.centre.x + map.radius, map.centre.y + map.radius), anchor: .middle, style: style)))
    }
    return [
      .group(
        SceneGroup(
          label: map.spokes == nil ? "angle axis" : "spokes", textStyle: style, children: angles)),
      .group(SceneGroup(label: "distance axis", textStyle: style, children: distanceNodes)),
    ]
  }
}
