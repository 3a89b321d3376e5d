/// The box of a plot in space while series draw in it. They hand over faces, lines and dots in data coordinates in any
/// order; what is nearer to the viewer is drawn later.
public struct SpaceCanvas: Sendable {
  /// Colours and styles of the series that is drawing.
  public internal(set) var plane: Canvas
  let projection: SpaceProjection
  /// At most so many faces along each side of a surface: more would be too small to be seen, or too many.
  public let facesPerSide: Int
  private(set) var elements: [SpaceElement] = []
  /// The series that is drawing.
  var source = 0
  /// The kinds of faces that the series draw.
  private let faces: [SpaceFaces]
  /// Whether faces may meet elements of other series, or each other.
  private let mixes: Bool
  /// Whether all surfaces are graphs over rectangular grids, for which the distance in the ground plane orders faces
  /// exactly: a ray of sight passes over the cells of a grid in that order.
  private let ordersByGround: Bool
  /// Long lines are cut where there are faces that they may pass through.
  private let cutsLines: Bool
  /// Sum and number of the depths of faces.
  private var faceDepth = (sum: 0.0, count: 0)

  init(plane: Canvas, projection: SpaceProjection, series: [any Series]) {
    self.plane = plane
    self.projection = projection
    faces = series.map { ($0 as? any SpaceSeries)?.faces ?? .none }
    let surfaces = faces.filter { $0 != .none }
    cutsLines = !surfaces.isEmpty
    mixes = cutsLines && series.count > 1 || surfaces.contains(.free)
    ordersByGround = projection.toward.z.magnitude < 0.99 && !surfaces.contains(.free)
    let room = projection.scale * max(projection.half.x, projection.half.y) * 2 / 6
    // Faces that are cut make more of them.
    let most: Double = surfaces.contains(.free) ? 54 : 60
    facesPerSide = max(2, Int(min(most, max(4, room)) / Double(max(1, surfaces.count)).squareRoot()))
  }

  // MARK: - Primitives

  /// A flat face, shaded by its slope: from `darkest` of its colour where it turns away from the light to all of it.
  public mutating func face(
    _ corners: [SpacePoint], paint: Paint, darkest: Double = 0.75, opacity: Double = 1, stroke: Stroke? = nil
  ) {
    let corners = corners.map { projection.box($0) }
    guard corners.count > 2, corners.allSatisfy(\.isFinite) else { return }
    let shown = projection.clip(corners)
    guard shown.count > 2 else { return }
    let share = darkest + (1 - darkest) * light(on: corners)
    let fill = Fill(paint.mapColors { $0.darkened(to: share) }, opacity: opacity)
    var outline = shown.map { projection.pixel($0) }
    // Outlines of one path run the same way round: where they overlap, none makes a hole.
    var area = 0.0
    for (a, b) in zip(outline, outline.dropFirst() + outline.prefix(1)) { area += a.x * b.y - b.x * a.y }
    if area < 0 { outline.reverse() }
    let centre = (1 / Double(corners.count)) * corners.dropFirst().reduce(corners[0], +)
    let depths = corners.map { key($0) }
    faceDepth.sum += (depths.max() ?? 0) - (depths.min() ?? 0)
    faceDepth.count += 1
    append(
      .face(outline), .face(fill, stroke), at: centre, plane: plane(through: centre, normal: normal(of: corners)), isFace: true)
    plane.occupancy.mark(outline)
  }

  /// A line; points that are not finite break it.
  public mutating func path(_ points: [SpacePoint], stroke: Stroke?) {
    guard let stroke, points.count > 1 else { return }
    let points = simplified(points.map { projection.box($0) })
    for (start, end) in zip(points, points.dropFirst()) where start.isFinite && end.isFinite {
      guard let (a, b) = projection.clip(start, end) else { continue }
      let pieces = cutsLines ? max(1, Int(((b - a).length * 40).rounded(.up))) : 1
      var from = a
      for piece in 1...pieces {
        let to = piece == pieces ? b : a.interpolated(to: b, Double(piece) / Double(pieces))
        append(
          .segment(projection.pixel(from), projection.pixel(to)), .line(stroke), at: from.interpolated(to: to, 0.5))
        from = to
      }
      plane.occupancy.mark([projection.pixel(a), projection.pixel(b)])
    }
  }

  /// Markers of one style.
  public mutating func dots(_ points: [SpacePoint], marker: Marker) {
    guard marker.shape != .none else { return }
    var taken = TakenCells(plane.frame)
    for point in points {
      let box = projection.box(point)
      guard box.isFinite, projection.contains(box) else { continue }
      let pixel = projection.pixel(box)
      if points.count > TakenCells.count, !taken.take(pixel) { continue }
      append(.dot(pixel), .dots(marker), at: box)
      plane.occupancy.mark(pixel)
    }
  }

  // MARK: - Order

  private func key(_ box: SpacePoint) -> Double {
    let toward = projection.toward
    return ordersByGround ? toward.x * box.x + toward.y * box.y : toward.dot(box)
  }

  private mutating func append(
    _ shape: SpaceElement.Shape, _ style: SpaceElement.Style, at box: SpacePoint, plane: NearnessPlane? = nil,
    isFace: Bool = false
  ) {
    elements.append(
      SpaceElement(
        shape: shape, style: style, key: key(box), depth: projection.toward.dot(box), order: elements.count,
        isFace: isFace, isFree: isFace && faces.indices.contains(source) && faces[source] == .free, source: source,
        plane: plane))
  }

  /// Nearness over the page of a plane; `nil` for one that is seen edgewise.
  private func plane(through box: SpacePoint, normal: SpacePoint) -> NearnessPlane? {
    let facing = normal.dot(projection.toward)
    guard facing.magnitude > 1e-3 else { return nil }
    // Along the page, nearness changes so that the normal stays at right angles.
    let x = -normal.dot(projection.right) / facing / projection.scale
    let y = normal.dot(projection.up) / facing / projection.scale
    let pixel = projection.pixel(box)
    return NearnessPlane(x: x, y: y, offset: projection.toward.dot(box) - x * pixel.x - y * pixel.y)
  }

  /// Everything in the order in which it is drawn. Lines and dots that lie on a surface stay in front of it: they are
  /// moved towards the viewer by as much as a face is deep.
  func nodes() -> [SceneNode] {
    let step = faceDepth.count > 0 ? faceDepth.sum / Double(faceDepth.count) : 0
    var sorted = elements
    for index in sorted.indices where !sorted[index].isFace { sorted[index].key += step }
    sorted.sort { ($0.key, $0.depth, $0.order) < ($1.key, $1.depth, $1.order) }
    var shown = withoutHiddenDots(sorted)
    if mixes { shown = SpaceOrder.ordered(shown, frame: plane.frame) }
    return SpaceElement.nodes(shown, frame: plane.frame)
  }

  /// Of very many dots those that others cover are left out.
  private func withoutHiddenDots(_ sorted: [SpaceElement]) -> [SpaceElement] {
    guard sorted.reduce(0, { $0 + ($1.dot == nil ? 0 : 1) }) > TakenCells.count else { return sorted }
    var taken = TakenCells(plane.frame)
    var shown: [SpaceElement] = []
    // From the nearest on.
    for element in sorted.reversed() {
      if let dot = element.dot, !taken.take(dot) { continue }
      shown.append(element)
    }
    return shown.reversed()
  }

  /// Lambert's law for a light above the viewer's left shoulder, in steps of which no eye sees the borders: 0 … 1.
  private func light(on corners: [SpacePoint]) -> Double {
    var normal = normal(of: corners)
    if normal.dot(projection.toward) < 0 { normal = -1 * normal }
    let light = (projection.toward + projection.up - 0.7 * projection.right).normalized
    return (max(0, normal.dot(light)) * 12).rounded() / 12
  }

  /// The direction at right angles to a face by Newell's method, which takes any number of corners.
  private func normal(of corners: [SpacePoint]) -> SpacePoint {
    var normal = SpacePoint(0, 0, 0)
    for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) { normal = normal + a.cross(b) }
    return normal.normalized
  }

  /// The points that are needed to draw a line to a quarter of a px, fewer where they are very many.
  private func simplified(_ points: [SpacePoint]) -> [SpacePoint] {
    guard points.count > 8 else { return points }
    var result: [SpacePoint] = []
    var tolerance = 0.25
    repeat {
      result = []
      var start = 0
      while start < points.count {
        guard points[start].isFinite else {
          result.append(points[start])
          start += 1
          continue
        }
        var end = start
        while end < points.count, points[end].isFinite { end += 1 }
        let kept = Simplification.indices(points[start..<end].map { projection.pixel($0) }, tolerance: tolerance)
        result += kept.map { points[start + $0] }
        start = end
      }
      tolerance *= 2
    } while result.count > 12_000 && tolerance < 8
    guard result.count > 12_000 else { return result }
    let every = (result.count + 11_999) / 12_000
    return Simplification.thinned(result.map(\.isFinite), every: every).map { result[$0] }
  }
}

/// Small squares of the plot area, about as many as dots can be told apart.
private struct TakenCells {
  static let count = 12_000
  private let frame: Rect
  private let columns: Int
  private let size: Double
  private var isTaken: [Bool]

  init(_ frame: Rect) {
    self.frame = frame
    size = max(1, (frame.width * frame.height / Double(TakenCells.count)).squareRoot())
    columns = Int(frame.width / size) + 1
    isTaken = [Bool](repeating: false, count: columns * (Int(frame.height / size) + 1))
  }

  /// Whether the square around a point was free till now.
  mutating func take(_ point: Point) -> Bool {
    guard frame.contains(point) else { return false }
    let cell = Int((point.y - frame.minY) / size) * columns + Int((point.x - frame.minX) / size)
    defer { isTaken[cell] = true }
    return !isTaken[cell]
  }
}

extension RGB {
  /// The colour with `share` of its light.
  func darkened(to share: Double) -> RGB {
    func channel(_ value: UInt8) -> UInt8 { UInt8(min(255, max(0, (Double(value) * share).rounded()))) }
    return RGB(channel(red), channel(green), channel(blue), alpha: alpha)
  }
}
