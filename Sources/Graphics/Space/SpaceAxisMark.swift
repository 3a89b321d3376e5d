/// One labelled edge of the box of a plot in space: ticks, their labels and the axis title, beside the box.
struct SpaceAxisMark {
  let name: String
  let ticks: TickSet
  private(set) var lines: [Polyline] = []
  private(set) var texts: [SceneText] = []
  private(set) var title: SceneText?
  /// What the labels cover.
  private(set) var bounds: [Rect] = []
  private let theme: Theme

  /// `start` and `end` are the ends of the edge in box coordinates, `outward` the direction in which its ticks point;
  /// `nil` to the left of the picture.
  init(
    _ name: String, _ options: AxisOptions, _ wanted: Ticks, _ map: AxisMap, theme: Theme, projection: SpaceProjection,
    from start: SpacePoint, to end: SpacePoint, outward: SpacePoint?
  ) {
    self.name = name
    self.theme = theme
    let a = projection.pixel(start)
    let b = projection.pixel(end)
    let length = a.distance(to: b)
    // An axis along the line of sight is a point.
    guard length > 12 else {
      ticks = TickSet()
      return
    }
    let along = Point((b.x - a.x) / length, (b.y - a.y) / length)
    let middle = projection.pixel(SpacePoint(0, 0, 0))
    var normal = Point(along.y, -along.x)
    if (a.x - middle.x) * normal.x + (a.y - middle.y) * normal.y < 0 { normal = Point(-normal.x, -normal.y) }
    var direction = Point(-1, 0)
    if let outward {
      let tip = projection.pixel(outward)
      let reach = max(tip.distance(to: middle), 1e-9)
      direction = Point((tip.x - middle.x) / reach, (tip.y - middle.y) / reach)
    }
    if direction.x * normal.x + direction.y * normal.y < 0.35 { direction = normal }
    let slant = direction.x * normal.x + direction.y * normal.y

    let isFlat = along.y.magnitude < 0.2
    ticks = TickFinder(
      scale: options.scale, limits: map.limits, length: length, horizontal: isFlat, fontSize: theme.fontSize,
      format: options.format
    ).ticks(wanted)

    let style = TextStyle(size: theme.fontSize, paint: theme.paint(.role(.muted)))
    /// How far the labels reach from the edge.
    var depth = ticks.major.isEmpty ? 0 : theme.tickLength * slant
    let clear = depth + 3
    for tick in ticks.major {
      // Box coordinates run from −half to half along the axis.
      let span = map.end - map.start
      let share = span == 0 ? 0.5 : (map.position(tick.value) - map.start) / span
      let place = a.interpolated(to: b, map.start < map.end ? share : 1 - share)
      lines.append(
        Polyline([
          place, Point(place.x + direction.x * theme.tickLength, place.y + direction.y * theme.tickLength),
        ]))
      let layout = LabelLayout(tick.label)
      let size = Size(layout.width * theme.fontSize, 0.8 * theme.fontSize)
      let support = (normal.x.magnitude * size.width + normal.y.magnitude * size.height) / 2
      let distance = (clear + support) / slant
      let centre = Point(place.x + direction.x * distance, place.y + direction.y * distance)
      depth = max(depth, clear + 2 * support)
      texts.append(
        SceneText(
          layout: layout, position: Point(centre.x, centre.y + 0.36 * theme.fontSize), anchor: .middle, style: style))
      bounds.append(Rect(x: centre.x - size.width / 2, y: centre.y - size.height / 2, width: size.width, height: size.height))
    }
    let text = [options.label, ticks.factor.map { options.label.isEmpty ? $0 : "(\($0))" } ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
    guard !text.isEmpty else { return }
    addTitle(text, at: a.interpolated(to: b, 0.5), along: along, normal: normal, distance: depth + 7)
  }

  /// Short titles stand upright, longer ones along the edge.
  private mutating func addTitle(_ text: String, at middle: Point, along: Point, normal: Point, distance: Double) {
    let layout = LabelLayout(text)
    let size = theme.labelSize
    let width = layout.width * size
    let height = (max(layout.ascent, 0.74) + layout.descent) * size
    let isTurned = width > 3 * size
    // The edge from left to right, or upwards.
    var (cosine, sine) = (along.x, along.y)
    if cosine < -0.01 || (cosine < 0.01 && sine > 0) { (cosine, sine) = (-cosine, -sine) }
    if !isTurned { (cosine, sine) = (1, 0) }
    let support =
      isTurned ? height / 2 : (normal.x.magnitude * width + normal.y.magnitude * height) / 2
    let centre = Point(middle.x + normal.x * (distance + support), middle.y + normal.y * (distance + support))
    // From the middle of the letters down to the baseline, along the turned text's own vertical.
    let drop = (max(layout.ascent, 0.74) - layout.descent) / 2 * size
    title = SceneText(
      layout: layout, position: Point(centre.x - sine * drop, centre.y + cosine * drop), anchor: .middle,
      rotation: Trigonometry.angle(cosine, sine), style: TextStyle(size: size, paint: theme.paint(.role(.ink))))
    let reach = Size(
      cosine.magnitude * width + sine.magnitude * height, sine.magnitude * width + cosine.magnitude * height)
    bounds.append(
      Rect(x: centre.x - reach.width / 2, y: centre.y - reach.height / 2, width: reach.width, height: reach.height))
  }

  func node() -> SceneNode? {
    guard !lines.isEmpty || title != nil else { return nil }
    let style = TextStyle(size: theme.fontSize, paint: theme.paint(.role(.muted)))
    var children: [SceneNode] = [
      .shape(SceneShape(geometry: .lines(lines), stroke: Stroke(theme.paint(.role(.axis)), width: 1))),
      .group(SceneGroup(isHidden: true, textStyle: style, children: texts.map { .text($0) })),
    ]
    if let title { children.append(.text(title)) }
    return .group(SceneGroup(label: name, children: children))
  }
}
