/// Draws the box of a plot in space and what stands in it. The box is as large as its labels let it be in the plot area.
struct SpaceRenderer {
  private let plot: ResolvedPlot
  private let frame: Rect
  private let projection: SpaceProjection
  private let axes: [SpaceAxisMark]

  init(plot: ResolvedPlot, axis: SpaceAxis, frame: Rect) {
    self.plot = plot
    self.frame = frame
    var projection = SpaceProjection(plot, zLimits: axis.limits)
    var axes: [SpaceAxisMark] = []
    var inner = frame.insetBy(min(40, frame.width / 4), min(40, frame.height / 4))
    // Labels depend on the size of the box and the size of the box on the labels: three rounds settle it.
    for _ in 0..<3 {
      projection.fit(in: inner)
      axes = SpaceRenderer.axes(plot, axis, projection)
      let box = SpaceRenderer.hull(projection.corners)
      let all = axes.flatMap(\.bounds).reduce(box) { $0.union($1) }
      let left = min(box.minX - all.minX, frame.width * 0.4)
      let right = min(all.maxX - box.maxX, frame.width * 0.4)
      let top = min(box.minY - all.minY, frame.height * 0.4)
      let bottom = min(all.maxY - box.maxY, frame.height * 0.4)
      inner = Rect(
        minX: frame.minX + left, minY: frame.minY + top, maxX: frame.maxX - right, maxY: frame.maxY - bottom)
    }
    projection.fit(in: inner)
    self.projection = projection
    self.axes = SpaceRenderer.axes(plot, axis, projection)
  }

  private static func hull(_ points: [Point]) -> Rect {
    points.reduce(Rect(x: points[0].x, y: points[0].y, width: 0, height: 0)) {
      $0.union(Rect(x: $1.x, y: $1.y, width: 0, height: 0))
    }
  }

  // MARK: - Series

  /// Draws all series, sorted together.
  func draw() -> Canvas {
    var plane = plot.planeCanvas(in: frame)
    var canvas = SpaceCanvas(plane: plane, projection: projection, series: plot.subplot.series)
    for (index, series) in plot.subplot.series.enumerated() {
      canvas.plane.style = series.style
      canvas.plane.slot = plot.slots[index]
      canvas.source = index
      (series as? any SpaceSeries)?.draw(on: &canvas)
    }
    plane.occupancy = canvas.plane.occupancy
    for text in axes.flatMap(\.bounds) { plane.occupancy.mark(text) }
    let names = plot.subplot.series.prefix(6).map { series in
      series.style.label.flatMap { $0.isEmpty ? nil : LabelLayout.plain($0) } ?? series.noun
    }
    plane.nodes = [.group(SceneGroup(label: FigureDescription.list(names), children: canvas.nodes()))]
    plane.annotate(plot.options.annotations) { _, text in
      let place = projection.box(SpacePoint(text.x, text.y, text.z ?? .nan))
      return place.isFinite && projection.contains(place) ? projection.pixel(place) : Point(.nan, .nan)
    }
    return plane
  }

  // MARK: - Box

  /// The side of each axis that is nearer to the viewer.
  private static func near(_ projection: SpaceProjection) -> SpacePoint {
    let half = projection.half
    // Along the ground, also for a viewer right above.
    let toward = SpacePoint(projection.right.y, -projection.right.x, projection.toward.z)
    return SpacePoint(
      toward.x >= 0 ? half.x : -half.x, toward.y >= 0 ? half.y : -half.y, toward.z >= 0 ? half.z : -half.z)
  }

  private static func axes(_ plot: ResolvedPlot, _ axis: SpaceAxis, _ projection: SpaceProjection) -> [SpaceAxisMark] {
    guard plot.frameStyle != .none else { return [] }
    let (half, near) = (projection.half, near(projection))
    let options = plot.options
    // x and y stand at the near edges of the far one of floor and ceiling, z at the edge farthest to the left.
    let ground = -near.z
    var left = SpacePoint(near.x, near.y, 0)
    for corner in [SpacePoint(near.x, -near.y, 0), SpacePoint(-near.x, near.y, 0), SpacePoint(-near.x, -near.y, 0)]
    where projection.pixel(corner).x < projection.pixel(left).x - 1e-6 { left = corner }
    return [
      SpaceAxisMark(
        "x axis", options.x, plot.xTicks, projection.x, theme: plot.theme, projection: projection,
        from: SpacePoint(-half.x, near.y, ground), to: SpacePoint(half.x, near.y, ground),
        outward: SpacePoint(0, near.y, 0)),
      SpaceAxisMark(
        "y axis", options.y, plot.yTicks, projection.y, theme: plot.theme, projection: projection,
        from: SpacePoint(near.x, -half.y, ground), to: SpacePoint(near.x, half.y, ground),
        outward: SpacePoint(near.x, 0, 0)),
      SpaceAxisMark(
        "z axis", options.z, axis.ticks, projection.z, theme: plot.theme, projection: projection,
        from: SpacePoint(left.x, left.y, -half.z), to: SpacePoint(left.x, left.y, half.z), outward: nil),
    ]
  }

  /// The back walls with their grid, and the edges of the box that do not hide data.
  func walls() -> [SceneNode] {
    guard plot.frameStyle != .none else { return [] }
    let theme = plot.theme
    let half = projection.half
    let back = -1 * SpaceRenderer.near(projection)
    var grid: [Polyline] = []
    func line(_ a: SpacePoint, _ b: SpacePoint) -> Polyline { Polyline([projection.pixel(a), projection.pixel(b)]) }
    func inner(_ axis: Int, _ map: AxisMap) -> [Double] {
      guard axes.indices.contains(axis) else { return [] }
      return axes[axis].ticks.major.map { map.position($0.value) }.filter { $0.magnitude < half[axis] * 0.999 }
    }
    if plot.showsXGrid {
      for x in inner(0, projection.x) {
        grid.append(line(SpacePoint(x, -back.y, back.z), SpacePoint(x, back.y, back.z)))
        grid.append(line(SpacePoint(x, back.y, -half.z), SpacePoint(x, back.y, half.z)))
      }
    }
    if plot.showsYGrid {
      for y in inner(1, projection.y) {
        grid.append(line(SpacePoint(-back.x, y, back.z), SpacePoint(back.x, y, back.z)))
        grid.append(line(SpacePoint(back.x, y, -half.z), SpacePoint(back.x, y, half.z)))
      }
    }
    if plot.options.z.grid ?? plot.options.grid ?? true {
      for z in inner(2, projection.z) {
        grid.append(line(SpacePoint(-half.x, back.y, z), SpacePoint(half.x, back.y, z)))
        grid.append(line(SpacePoint(back.x, -half.y, z), SpacePoint(back.x, half.y, z)))
      }
    }
    // The edges of the three back walls.
    var edges: [Polyline] = []
    for near in [false, true] {
      let (x, y, z) = near ? (-back.x, -back.y, -back.z) : (back.x, back.y, back.z)
      edges.append(line(SpacePoint(-half.x, back.y, z), SpacePoint(half.x, back.y, z)))
      edges.append(line(SpacePoint(back.x, -half.y, z), SpacePoint(back.x, half.y, z)))
      edges.append(line(SpacePoint(x, back.y, -half.z), SpacePoint(x, back.y, half.z)))
      if near {
        edges.append(line(SpacePoint(-half.x, y, back.z), SpacePoint(half.x, y, back.z)))
        edges.append(line(SpacePoint(x, -half.y, back.z), SpacePoint(x, half.y, back.z)))
        edges.append(line(SpacePoint(back.x, y, -half.z), SpacePoint(back.x, y, half.z)))
      }
    }
    let gridStroke = Stroke(theme.paint(.role(.grid)), width: 1)
    let edgeStroke = Stroke(theme.paint(.role(.axis)), width: 1)
    return [
      .group(
        SceneGroup(
          isHidden: true,
          children: [
            .shape(SceneShape(geometry: .lines(grid), stroke: gridStroke)),
            .shape(SceneShape(geometry: .lines(edges), stroke: edgeStroke)),
          ]))
    ]
  }

  func axisNodes() -> [SceneNode] { axes.compactMap { $0.node() } }
}

extension Rect {
  /// The smallest rectangle around both.
  func union(_ other: Rect) -> Rect {
    Rect(
      minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX), maxY: max(maxY, other.maxY))
  }
}
