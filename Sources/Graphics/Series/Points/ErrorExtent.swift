/// Distances below and above values: error bars and ribbons. One number serves all values.
public struct ErrorExtent: Hashable, Sendable {
  public var below: [Double]
  public var above: [Double]

  public init(below: [Double], above: [Double]) {
    self.below = below
    self.above = above
  }

  public init(_ symmetric: [Double]) { self.init(below: symmetric, above: symmetric) }
  public init(_ symmetric: Double) { self.init([symmetric]) }

  private static func value(_ list: [Double], _ index: Int) -> Double {
    list.count == 1 ? list[0] : index < list.count ? list[index] : .nan
  }

  func bounds(around values: [Double]) -> (lower: [Double], upper: [Double]) {
    (
      values.indices.map { values[$0] - ErrorExtent.value(below, $0) },
      values.indices.map { values[$0] + ErrorExtent.value(above, $0) }
    )
  }

  func ends(around values: [Double]) -> [Double] {
    let (lower, upper) = bounds(around: values)
    return lower + upper
  }

  static func columns(
    _ x: ErrorExtent?, _ xName: String, _ y: ErrorExtent?, _ yName: String, _ ribbon: ErrorExtent?
  ) -> [DataColumn] {
    var result: [DataColumn] = []
    for (extent, name) in [(x, xName), (y, yName), (ribbon, "ribbon")] {
      guard let extent else { continue }
      result.append(DataColumn(name + " below", extent.below))
      if extent.above != extent.below { result.append(DataColumn(name + " above", extent.above)) }
    }
    return result
  }
}

extension Canvas {
  /// Bars from below to above each point, with caps.
  mutating func errorBars(x xs: [Double], y ys: [Double], xError: ErrorExtent?, yError: ErrorExtent?) {
    guard xError != nil || yError != nil else { return }
    let pen = Stroke(seriesPaint(), width: 1.25, opacity: style.alpha ?? 1)
    if let yError {
      let (lower, upper) = yError.bounds(around: ys)
      rules(xs.indices.map { (point(xs[$0], lower[$0]), point(xs[$0], upper[$0])) }, stroke: pen)
      ticks(points(xs, lower) + points(xs, upper), length: 5, horizontal: true, stroke: pen)
    }
    if let xError {
      let (lower, upper) = xError.bounds(around: xs)
      rules(ys.indices.map { (point(lower[$0], ys[$0]), point(upper[$0], ys[$0])) }, stroke: pen)
      ticks(points(lower, ys) + points(upper, ys), length: 5, horizontal: false, stroke: pen)
    }
  }

  /// The marker of the series in force, or `nil` when it has none.
  public func marker(default shape: MarkerShape, count: Int) -> Marker? {
    var chosen = style.markerShape ?? shape
    if style.markerShape == nil, chosen == .circle, slot > 4, style.color == nil {
      // As with lines: from the fifth series on the shape differs too.
      let cycle: [MarkerShape] = [.diamond, .rect, .utriangle, .circle]
      chosen = cycle[(slot - 5) / 2 % 4]
    }
    guard chosen != .none else { return nil }
    // The more there are, the fainter and smaller, so that crowds show where they are densest.
    let crowd: (opacity: Double, radius: Double) =
      switch shape == .none ? 0 : count {
      case ...200: (shape == .none ? 1 : 0.85, 1)
      case ...2000: (0.5, 1)
      case ...20_000: (0.3, 1)
      case ...200_000: (0.18, 0.6)
      default: (0.1, 0.4)
      }
    let opacity = style.markerAlpha ?? style.alpha ?? crowd.opacity
    let color = style.markerColor.map { paint($0) } ?? seriesPaint()
    var border: Stroke?
    if let width = style.markerStrokeWidth, width > 0 {
      border = Stroke(paint(style.markerStrokeColor ?? .role(.background)), width: width)
    } else if let borderColor = style.markerStrokeColor {
      border = Stroke(paint(borderColor), width: 1)
    }
    // A larger one would cover the plot; what is not a positive size is not drawn, as with sizes of single markers.
    let radius = min(style.markerSize ?? theme.markerRadius * crowd.radius, Marker.largestRadius)
    guard radius > 0 else { return nil }
    return Marker(chosen, radius: radius, fill: Fill(color, opacity: opacity), stroke: border)
  }

  /// Draws a head at the last point and shortens the line to end inside it.
  mutating func arrowHead(_ points: inout [Point], stroke: Stroke) {
    guard let tip = points.last, tip.isFinite else { return }
    let length = max(7, 4 * stroke.width)
    // The direction comes from further back than the last, possibly tiny, segment.
    var index = points.count - 2
    while index > 0, points[index].isFinite, points[index].distance(to: tip) < length { index -= 1 }
    guard index >= 0, points[index].isFinite, points[index].distance(to: tip) > 0 else { return }
    let from = points[index]
    let total = from.distance(to: tip)
    let head = min(length, total * 0.8)
    let ux = (tip.x - from.x) / total
    let uy = (tip.y - from.y) / total
    let half = head * 3 / 7
    let base = Point(tip.x - ux * head, tip.y - uy * head)
    polygons(
      [
        [tip, Point(base.x - uy * half, base.y + ux * half), Point(base.x + uy * half, base.y - ux * half)]
      ], fill: Fill(stroke.paint, opacity: stroke.opacity))
    points.removeLast(points.count - 1 - index)
    points.append(Point(tip.x - ux * head * 0.7, tip.y - uy * head * 0.7))
  }
}
