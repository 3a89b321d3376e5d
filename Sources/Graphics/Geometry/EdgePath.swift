// Ways between nodes: bowed, smoothed through points, or looped; cut off at the borders of the nodes.

/// A circle or a box around a node.
struct NodeOutline {
  let centre: Point
  let half: Size
  let isCircle: Bool

  /// Whether a point lies inside, or within `margin` of it.
  func contains(_ point: Point, margin: Double) -> Bool {
    if isCircle { return point.distance(to: centre) <= half.width + margin }
    return Rect(around: centre, Size(half.width + margin, half.height + margin)).contains(point)
  }
}

enum EdgePath {
  /// A line that bows to the left of its direction by `bend` times its length.
  static func bowed(from start: Point, to end: Point, bend: Double) -> [Point] {
    guard bend != 0 else { return [start, end] }
    let control = Point(
      (start.x + end.x) / 2 + 2 * bend * (end.y - start.y), (start.y + end.y) / 2 - 2 * bend * (end.x - start.x))
    return quadratic(start, control, end, steps: 20)
  }

  /// A smooth line near `via`: quadratic B-spline.
  static func smooth(from start: Point, via: [Point], to end: Point) -> [Point] {
    guard let first = via.first else { return [start, end] }
    var result: [Point] = [start]
    var from = start.interpolated(to: first, 0.5)
    result.append(from)
    for (index, control) in via.enumerated() {
      let next = index + 1 < via.count ? via[index + 1] : end
      let to = control.interpolated(to: next, 0.5)
      result += quadratic(from, control, to, steps: 8).dropFirst()
      from = to
    }
    return result + [end]
  }

  private static func quadratic(_ a: Point, _ b: Point, _ c: Point, steps: Int) -> [Point] {
    (0...steps).map { step in
      let t = Double(step) / Double(steps)
      return a.interpolated(to: b, t).interpolated(to: b.interpolated(to: c, t), t)
    }
  }

  /// A loop at a node that leaves and comes back around `direction` (of length 1), and its farthest point.
  static func loop(at node: NodeOutline, direction: Point, reach: Double) -> (path: [Point], tip: Point) {
    let radius = (node.isCircle ? node.half.width : min(node.half.width, node.half.height)) + reach
    let side = Point(-direction.y, direction.x)
    func at(_ along: Double, _ across: Double) -> Point {
      Point(
        node.centre.x + along * direction.x + across * side.x, node.centre.y + along * direction.y + across * side.y)
    }
    let (a, b, c, d) = (at(0, 0), at(radius * 1.3, -radius), at(radius * 1.3, radius), at(0, 0))
    let path = (0...28).map { step -> Point in
      let t = Double(step) / 28
      let (ab, bc, cd) = (a.interpolated(to: b, t), b.interpolated(to: c, t), c.interpolated(to: d, t))
      return ab.interpolated(to: bc, t).interpolated(to: bc.interpolated(to: cd, t), t)
    }
    return (path, at(radius * 0.975, 0))
  }

  /// The part of a path between the borders of the nodes at its ends; empty when they touch.
  static func trimmed(_ path: [Point], from start: NodeOutline, to end: NodeOutline, margin: Double) -> [Point] {
    let head = cut(path, leaving: start, margin: 0.5)
    return Array(cut(head.reversed(), leaving: end, margin: margin).reversed())
  }

  private static func cut(_ path: [Point], leaving node: NodeOutline, margin: Double) -> [Point] {
    // The last point inside counts, but a loop ends where it began: only its first part is cut.
    guard let first = path.indices.first(where: { !node.contains(path[$0], margin: margin) }) else { return [] }
    guard first > 0 else { return path }
    var (inside, outside) = (path[first - 1], path[first])
    for _ in 0..<24 {
      let middle = inside.interpolated(to: outside, 0.5)
      if node.contains(middle, margin: margin) { inside = middle } else { outside = middle }
    }
    return [outside] + path[first...]
  }

  /// The point at a fraction of the length of a path.
  static func point(_ path: [Point], at fraction: Double) -> Point? {
    let length = zip(path, path.dropFirst()).reduce(0) { $0 + $1.0.distance(to: $1.1) }
    var rest = length * fraction
    for (a, b) in zip(path, path.dropFirst()) {
      let step = a.distance(to: b)
      if rest <= step { return step > 0 ? a.interpolated(to: b, rest / step) : a }
      rest -= step
    }
    return path.last
  }

  /// A path without its last `length` px.
  static func shortened(_ path: [Point], by length: Double) -> [Point] {
    var result = path
    var rest = length
    while let last = result.last, result.count > 1 {
      let before = result[result.count - 2]
      let step = before.distance(to: last)
      result.removeLast()
      if step > rest { return result + [last.interpolated(to: before, rest / step)] }
      rest -= step
    }
    return result
  }
}
