/// The map from data in space to px: along each axis into a box around the origin, and from there onto the picture,
/// orthographically.
struct SpaceProjection: Sendable {
  let x: AxisMap
  let y: AxisMap
  let z: AxisMap
  /// Half the lengths of the box's sides.
  let half: SpacePoint
  let right: SpacePoint
  let up: SpacePoint
  let toward: SpacePoint
  /// px for each unit of the box.
  private(set) var scale = 1.0
  private var centre = Point(0, 0)

  init(_ plot: ResolvedPlot, zLimits: Limits) {
    let options = plot.options
    var sides = SpacePoint(1, 1, 0.8)
    if options.aspectRatio != .automatic {
      // Units as long as each other, but no side so short that nothing is seen.
      let longest = max(plot.xLimits.span, plot.yLimits.span, zLimits.span)
      func side(_ limits: Limits) -> Double { max(0.1, limits.span / longest) }
      sides = SpacePoint(side(plot.xLimits), side(plot.yLimits), side(zLimits))
    }
    half = 0.5 * sides
    func map(_ axis: AxisOptions, _ limits: Limits, _ half: Double) -> AxisMap {
      AxisMap(
        scale: axis.scale, limits: limits, start: axis.isFlipped ? half : -half, end: axis.isFlipped ? -half : half)
    }
    x = map(options.x, plot.xLimits, half.x)
    y = map(options.y, plot.yLimits, half.y)
    z = map(options.z, zLimits, half.z)
    (right, up, toward) = options.camera.directions
  }

  /// Makes the box as large as `frame` allows, in its middle.
  mutating func fit(in frame: Rect) {
    let reach = Point(
      half.x * right.x.magnitude + half.y * right.y.magnitude,
      half.x * up.x.magnitude + half.y * up.y.magnitude + half.z * up.z.magnitude)
    scale = min(frame.width / (2 * max(reach.x, 1e-3)), frame.height / (2 * max(reach.y, 1e-3)))
    centre = Point(frame.midX, frame.midY)
  }

  /// Data to box coordinates; not a number for what an axis cannot show.
  func box(_ data: SpacePoint) -> SpacePoint {
    // So far outside, where a point lies is not seen, and distances to it must not overflow.
    func bounded(_ position: Double) -> Double { position.isFinite ? min(max(position, -1e9), 1e9) : .nan }
    return SpacePoint(bounded(x.position(data.x)), bounded(y.position(data.y)), bounded(z.position(data.z)))
  }

  /// Box coordinates to px.
  func pixel(_ box: SpacePoint) -> Point {
    Point(centre.x + scale * right.dot(box), centre.y - scale * up.dot(box))
  }

  /// The corners of the box in px.
  var corners: [Point] {
    [-half.x, half.x].flatMap { x in
      [-half.y, half.y].flatMap { y in [-half.z, half.z].map { z in pixel(SpacePoint(x, y, z)) } }
    }
  }

  // MARK: - Clipping to the box

  /// The part of a segment inside the box, in box coordinates.
  func clip(_ start: SpacePoint, _ end: SpacePoint) -> (SpacePoint, SpacePoint)? {
    let borders = (0..<3).flatMap { axis -> [(p: Double, q: Double)] in
      let limit = half[axis] * (1 + 1e-9)
      let change = end[axis] - start[axis]
      return [(-change, start[axis] + limit), (change, limit - start[axis])]
    }
    guard let (enter, leave) = SegmentClipping.interval(borders) else { return nil }
    return (
      enter > 0 ? start.interpolated(to: end, enter) : start, leave < 1 ? start.interpolated(to: end, leave) : end
    )
  }

  /// The part of a polygon inside the box, in box coordinates.
  func clip(_ polygon: [SpacePoint]) -> [SpacePoint] {
    guard polygon.contains(where: { !contains($0) }) else { return polygon }
    var result = polygon
    for axis in 0..<3 {
      let limit = half[axis] * (1 + 1e-9)
      for sign in [-1.0, 1.0] {
        result = PolygonClipping.clip(result) { limit - sign * $0[axis] }
      }
    }
    return result
  }

  func contains(_ box: SpacePoint) -> Bool {
    let slack = 1 + 1e-9
    return box.x.magnitude <= half.x * slack && box.y.magnitude <= half.y * slack && box.z.magnitude <= half.z * slack
  }
}
