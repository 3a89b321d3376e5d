// Plots in space: the camera, the box, what hides what, odd data, size.

import Testing

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct SpaceTests {
  private func grid(_ count: Int, _ function: (Double, Double) -> Double) throws -> Grid {
    let axis = Examples.line(-1, 1, count)
    return try Grid(x: axis, y: axis, function)
  }

  private func projection(_ camera: Camera, limits: Limits = Limits(-1, 1)) throws -> SpaceProjection {
    var options = SubplotOptions()
    options.camera = camera
    options.x.lower = -1
    options.x.upper = 1
    options.y.lower = -1
    options.y.upper = 1
    let series = try SpaceLineSeries(x: [-1, 1], y: [-1, 1], z: [-1, 1])
    return SpaceProjection(try ResolvedPlot(Subplot([series], options: options), theme: .nabla), zLimits: limits)
  }

  // MARK: - Camera

  @Test func theViewerBeginsInFront() {
    let front = Camera(azimuth: 0, elevation: 0).directions
    #expect(front.right == SpacePoint(1, 0, 0))
    #expect(front.up == SpacePoint(0, 0, 1))
    #expect(front.toward == SpacePoint(0, -1, 0))
    #expect(Camera(azimuth: 90, elevation: 0).directions.toward == SpacePoint(1, 0, 0))
    #expect(Camera(azimuth: 0, elevation: 90).directions.up == SpacePoint(0, 1, 0))
  }

  @Test(arguments: [(30.0, 30.0), (123, -45), (-300, 90), (1000, 1)])
  func directionsAreOrthonormal(azimuth: Double, elevation: Double) {
    let (right, up, toward) = Camera(azimuth: azimuth, elevation: elevation).directions
    for (a, b) in [(right, up), (up, toward), (toward, right)] { #expect(a.dot(b).magnitude < 1e-15) }
    for direction in [right, up, toward] { #expect((direction.length - 1).magnitude < 1e-15) }
    #expect((right.cross(up) - toward).length < 1e-15)
  }

  @Test(arguments: [(30.0, 30.0), (0, 0), (45, 90), (200, -60)])
  func theBoxAndItsLabelsStayInside(azimuth: Double, elevation: Double) throws {
    var plot = figure(SurfaceSeries(try grid(5) { $0 * $1 * 1e5 })) {
      $0.camera = Camera(azimuth: azimuth, elevation: elevation)
      $0.x.label = "a long label of this axis"
      $0.y.label = "y"
      $0.z.label = "height above the ground"
    }
    plot.size = Size(400, 300)
    for node in try FigureLayout(plot).scene().nodes { check(node, inside: Rect(x: 0, y: 0, width: 400, height: 300)) }
  }

  private func check(_ node: SceneNode, inside page: Rect) {
    switch node {
    case .group(let group): for child in group.children { check(child, inside: page) }
    case .text(let text):
      let half = text.layout.width * text.style.size / 2
      let (cosine, sine) = (Trigonometry.cosine(text.rotation), Trigonometry.sine(text.rotation))
      let shift = text.anchor == .start ? half : text.anchor == .end ? -half : 0
      for end in [-half, half] {
        let point = Point(text.position.x + (shift + end) * cosine, text.position.y + (shift + end) * sine)
        #expect(page.contains(point, tolerance: 0.5), "\(text.layout.plainText ?? "")")
      }
    case .shape(let shape):
      guard case .lines(let lines) = shape.geometry else { return }
      for point in lines.flatMap(\.points) { #expect(page.contains(point, tolerance: 0.5)) }
    case .image, .gradient: break
    }
  }

  // MARK: - What hides what

  /// The fill of the last face drawn over a point.
  private func color(at point: Point, _ nodes: [SceneNode]) -> Paint? {
    var found: Paint?
    for node in nodes {
      switch node {
      case .group(let group): found = color(at: point, group.children) ?? found
      case .shape(let shape):
        guard let fill = shape.fill, case .lines(let lines) = shape.geometry else { continue }
        for line in lines where contains(line.points, point) { found = fill.paint }
      default: break
      }
    }
    return found
  }

  private func contains(_ polygon: [Point], _ point: Point) -> Bool {
    var inside = false
    for (a, b) in zip(polygon, polygon.dropFirst() + polygon.prefix(1)) where (a.y > point.y) != (b.y > point.y) {
      if point.x < a.x + (point.y - a.y) / (b.y - a.y) * (b.x - a.x) { inside.toggle() }
    }
    return inside
  }

  /// Rays of sight over rough ground meet first what is drawn last.
  @Test(arguments: [(30.0, 30.0), (75, 15), (200, 60), (310, 5), (30, -40)])
  func nearerFacesAreDrawnLater(azimuth: Double, elevation: Double) throws {
    let (across, along) = (Examples.noise(9), Examples.noise(9, seed: 2))
    let axis = Examples.line(-1, 1, 9)
    let heights = try Grid(x: axis, y: axis) { _, _ in 0 }
    var projection = try projection(Camera(azimuth: azimuth, elevation: elevation))
    let frame = Rect(x: 0, y: 0, width: 400, height: 400)
    projection.fit(in: frame)
    let plot = try ResolvedPlot(Subplot([SurfaceSeries(heights)]), theme: .nabla)
    var canvas = SpaceCanvas(plane: plot.planeCanvas(in: frame), projection: projection, series: plot.subplot.series)
    // A sum of a function of x and one of y has flat faces, so the nearest is known exactly.
    var faces: [(corners: [SpacePoint], color: Paint)] = []
    for row in 0..<8 {
      for column in 0..<8 {
        let corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)].map {
          SpacePoint(axis[$0.1], axis[$0.0], 0.5 * (across[$0.1] + along[$0.0]))
        }
        let color = RGB(UInt8(row * 30), UInt8(column * 30), UInt8((row * 8 + column) * 3))
        canvas.face(corners, paint: .fixed(color))
        guard case .face(let fill, _)? = canvas.elements.last?.style else { continue }
        faces.append((corners.map { projection.box($0) }, fill.paint))
      }
    }
    let nodes = canvas.nodes()
    var checked = 0
    for x in stride(from: 60.0, to: 340, by: 9) {
      for y in stride(from: 60.0, to: 340, by: 9) {
        let over = faces.filter { contains($0.corners.map { projection.pixel($0) }, Point(x, y)) }
        guard over.count > 1 else { continue }
        let depths = over.map { depth(of: $0.corners, at: Point(x, y), projection) }
        let nearest = try #require(depths.indices.max { depths[$0] < depths[$1] })
        #expect(color(at: Point(x, y), nodes) == over[nearest].color)
        checked += 1
      }
    }
    #expect(checked > 10)
  }

  /// The nearness of the plane through a face where a ray of sight meets it.
  private func depth(of corners: [SpacePoint], at point: Point, _ projection: SpaceProjection) -> Double {
    let normal = (corners[2] - corners[0]).cross(corners[3] - corners[1])
    let base = projection.pixel(SpacePoint(0, 0, 0))
    let start =
      ((point.x - base.x) / projection.scale) * projection.right + ((base.y - point.y) / projection.scale) * projection.up
    let centre = 0.25 * corners.dropFirst().reduce(corners[0], +)
    return normal.dot(centre - start) / normal.dot(projection.toward)
  }

  @Test func equalStylesAreWrittenTogetherUnlessSomethingIsBetween() {
    let (red, blue) = (Fill(.fixed(RGB(255, 0, 0))), Fill(.fixed(RGB(0, 0, 255))))
    func face(_ x: Double, _ fill: Fill, _ key: Double) -> SpaceElement {
      let points = [Point(x, 10), Point(x + 20, 10), Point(x + 20, 30), Point(x, 30)]
      return SpaceElement(shape: .face(points), style: .face(fill, nil), key: key, depth: key, order: 0, isFace: true)
    }
    func shapes(_ elements: [SpaceElement]) -> Int {
      SpaceElement.nodes(elements, frame: Rect(x: 0, y: 0, width: 200, height: 50)).reduce(0) {
        guard case .group(let group) = $1 else { return $0 }
        return $0 + group.children.count
      }
    }
    #expect(shapes([face(0, red, 1), face(100, blue, 2), face(50, red, 3)]) == 2)
    #expect(shapes([face(0, red, 1), face(10, blue, 2), face(5, red, 3)]) == 3)
  }

  @Test func partsOutsideTheLimitsAreCut() throws {
    let projection = try projection(Camera())
    let cut = projection.clip([SpacePoint(0, 0, 0), SpacePoint(2, 0, 0), SpacePoint(2, 0.1, 0), SpacePoint(0, 0.1, 0)])
    #expect(cut.map(\.x).max().map { ($0 - 0.5).magnitude < 1e-8 } == true)
    let segment = try #require(projection.clip(SpacePoint(-3, 0, 0), SpacePoint(3, 0, 0)))
    #expect((segment.0.x + 0.5).magnitude < 1e-8 && (segment.1.x - 0.5).magnitude < 1e-8)
    #expect(projection.clip(SpacePoint(-3, 1, 0), SpacePoint(3, 1, 0)) == nil)
  }

  // MARK: - Data

  @Test func cellsWithoutAValueAreHoles() throws {
    func count(_ grid: Grid) throws -> Int {
      let plot = try ResolvedPlot(Subplot([SurfaceSeries(grid)]), theme: .nabla)
      let frame = Rect(x: 0, y: 0, width: 400, height: 300)
      var canvas = SpaceCanvas(
        plane: plot.planeCanvas(in: frame), projection: try projection(Camera()), series: plot.subplot.series)
      SurfaceSeries(grid).draw(on: &canvas)
      return canvas.elements.count
    }
    let axis = Examples.line(-1, 1, 5)
    #expect(try count(Grid(x: axis, y: axis) { $0 * $1 }) == 16)
    #expect(try count(Grid(x: axis, y: axis) { $0 == 0 && $1 == 0 ? .nan : $0 * $1 }) == 12)
  }

  @Test func largeGridsAreResampled() throws {
    #expect(SpaceMesh.places(5, limit: 60) == [0, 1, 2, 3, 4])
    let places = SpaceMesh.places(1001, limit: 60)
    #expect(places.count == 61 && places.first == 0 && places.last == 1000)
    let values = Examples.noise(40_000)
    let rough = figure(SurfaceSeries(try Grid(rows: 200, columns: 200, values: values)))
    let smooth = figure(SurfaceSeries(try grid(61) { sin(4 * $0) * cos(3 * $1) }))
    for plot in [rough, smooth] { #expect(try plot.svg().utf8.count < 200_000) }
    let both = figure(
      SurfaceSeries(try Grid(rows: 200, columns: 200, values: values)), SurfaceSeries(try grid(61) { $0 * $1 }))
    #expect(try both.svg().utf8.count < 200_000)
  }

  @Test func manyPointsStaySmall() throws {
    let count = 40_000
    let (x, y, z) = (Examples.noise(count), Examples.noise(count, seed: 2), Examples.noise(count, seed: 3))
    #expect(try figure(SpaceScatterSeries(x: x, y: y, z: z)).svg().utf8.count < 220_000)
    #expect(try figure(SpaceScatterSeries(x: x, y: y, z: z, markerZ: z)).svg().utf8.count < 220_000)
    #expect(try figure(SpaceLineSeries(x: x, y: y, z: z)).svg().utf8.count < 220_000)
  }

  @Test func oddDataIsDrawn() throws {
    let lists: [[Double]] = [
      [], [1], [.nan], [.infinity, -.infinity], [0, 0, 0], [1e300, -1e300], [1e308, -1e308], [1e16, 1e16 + 2],
      [.nan, 1, .nan, 2, 3], [Double.leastNonzeroMagnitude],
    ]
    for values in lists {
      let n = values.count
      let all: [any Series] = [
        try SpaceLineSeries(x: values, y: values, z: values), try SpaceScatterSeries(x: values, y: values, z: values),
        try SpaceScatterSeries(x: values, y: values, z: values, markerZ: values),
        SurfaceSeries(try Grid(rows: 1, columns: n, values: values)),
        SurfaceSeries(try Grid(rows: 2, columns: n, values: values + values)),
        WireframeSeries(try Grid(rows: n, columns: 2, values: values + values)),
        try SpaceContourSeries(Grid(rows: 2, columns: n, values: values + values)),
        SurfaceSeries(try SpaceMesh(rows: 2, columns: n, x: values + values, y: values + values, z: values + values)),
      ]
      for series in all {
        for aspect in [AspectRatio.automatic, .equal] {
          let svg = try figure(series) { $0.aspectRatio = aspect }.drawing()
          #expect(!svg.contains("nan") && !svg.contains("inf"), "\(series.kind) \(values)")
        }
      }
    }
    for size in [Size(60, 60), Size(100, 2000), Size(2000, 70)] {
      var plot = figure(SurfaceSeries(try grid(4) { $0 + $1 })) { $0.z.label = "height" }
      plot.size = size
      do { _ = try plot.svg() } catch { #expect(error == .noRoom) }
    }
  }

  @Test func impossiblePlotsAreRefused() throws {
    let surface = SurfaceSeries(try grid(3) { $0 + $1 })
    #expect(throws: FigureError.self) { try figure(surface, try LineSeries(y: [1, 2])).svg() }
    #expect(throws: FigureError.mismatchedLengths("x", 2, "z", 1)) { try SpaceLineSeries(x: [1, 2], y: [1, 2], z: [1]) }
    #expect(throws: FigureError.self) { try SpaceScatterSeries(x: [1], y: [1], z: [1], markerZ: []) }
    #expect(throws: FigureError.self) { try SpaceMesh(rows: 2, columns: 2, x: [1], y: [1], z: [1]) }
    #expect(throws: FigureError.self) { try SpaceMesh(rows: -1, columns: 2, x: [], y: [], z: []) }
    #expect(throws: FigureError.notPositive(axis: "z")) {
      try figure(try SpaceLineSeries(x: [1, 2], y: [1, 2], z: [-1, -2])) { $0.z.scale = .log10 }.svg()
    }
  }

  @Test func theThirdAxisIsDescribedAndCarried() throws {
    let plot = figure(SurfaceSeries(try grid(21) { $0 * $0 - $1 * $1 })) { $0.z.label = "height" }
    #expect(
      plot.alternativeText
        == "x axis from −1 to 1; y axis from −1 to 1; z axis “height” from −1.1 to 1.1. "
        + "Surface of 21 × 21 values, z from −1 to 1.")
    let data = try plot.data
    let z = try #require(data.plots[0].z)
    #expect(z.label == "height" && z.lower == -1.1 && z.upper == 1.1)
    let again = try #require(FigureData(text: data.text))
    #expect(again == data)
    let other = try figure(SurfaceSeries(try grid(21) { $0 * $0 - $1 * $1 })) { $0.z.upper = 5 }.data
    #expect(data.differences(from: other).contains { $0.hasPrefix("z limits") })
  }

  // MARK: - Curves

  /// Chords of the sampled helix stay close to it: less than a px of 340.
  @Test func curvesInSpaceAreSampledWhereTheyBend() throws {
    let curve = AdaptiveSampler().sample(0...(4 * Double.pi), x: cos, y: sin, z: { $0 })
    #expect(curve.x.count == curve.z.count && curve.parameters.first == 0)
    for index in 1..<curve.x.count {
      let t = (curve.parameters[index - 1] + curve.parameters[index]) / 2
      let middle = Point((curve.x[index - 1] + curve.x[index]) / 2, (curve.y[index - 1] + curve.y[index]) / 2)
      #expect(middle.distance(to: Point(cos(t), sin(t))) < 1 / 170.0)
    }
  }

  @Test func blackSurfacesShowTheirForm() throws {
    let grid = try Grid(x: [-2, -1, 0, 1, 2], y: [-2, -1, 0, 1, 2]) { $0 * $0 + $1 * $1 }
    let style = SeriesStyle(color: .rgb(RGB(0, 0, 0)))
    var shades: Set<Paint> = []
    func visit(_ node: SceneNode) {
      if case .group(let group) = node { group.children.forEach(visit) }
      if case .shape(let shape) = node, let fill = shape.fill { shades.insert(fill.paint) }
    }
    try FigureLayout(Figure([Subplot([SurfaceSeries(grid, style: style)])])).scene().nodes.forEach(visit)
    #expect(shades.count > 3)
  }
}
