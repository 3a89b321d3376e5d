// Triangles in space: what hides what.

import Testing

@testable import Graphics

@Suite struct MeshTests {
  /// The sides of a cube by the numbers of their corners, whose bits are x, y and z.
  private static let sides = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]]

  private func corner(_ number: Int) -> SpacePoint {
    func place(_ bit: Int) -> Double { (number >> bit) & 1 == 1 ? 0.8 : -0.8 }
    return SpacePoint(place(0), place(1), place(2))
  }

  private func cube(_ style: SeriesStyle = SeriesStyle()) throws -> MeshSeries {
    let corners = (0..<8).map { corner($0) }
    return try MeshSeries(
      x: corners.map(\.x), y: corners.map(\.y), z: corners.map(\.z),
      triangles: Self.sides.flatMap { [[$0[0], $0[1], $0[2]], [$0[0], $0[2], $0[3]]] }, style: style)
  }

  /// What is drawn, from the farthest on, as the corners of faces in px.
  private func outlines(_ series: [any SpaceSeries], _ camera: Camera) throws -> (SpaceProjection, [[Point]]) {
    var options = SubplotOptions()
    options.camera = camera
    let plot = try ResolvedPlot(Subplot(series, options: options), theme: .nabla)
    let frame = Rect(x: 0, y: 0, width: 400, height: 300)
    var projection = SpaceProjection(plot, zLimits: Limits(-1, 1))
    projection.fit(in: frame)
    var canvas = SpaceCanvas(plane: plot.planeCanvas(in: frame), projection: projection, series: series)
    for (index, one) in series.enumerated() {
      canvas.source = index
      canvas.plane.style = one.style
      one.draw(on: &canvas)
    }
    var found: [[Point]] = []
    func visit(_ node: SceneNode) {
      if case .group(let group) = node { group.children.forEach(visit) }
      if case .shape(let shape) = node, case .lines(let lines) = shape.geometry { found += lines.map(\.points) }
    }
    canvas.nodes().forEach(visit)
    return (projection, found)
  }

  private func contains(_ outline: [Point], _ point: Point) -> Bool {
    let sides = zip(outline, outline.dropFirst() + outline.prefix(1)).map { a, b in
      (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
    }
    return sides.allSatisfy { $0 >= 0 } || sides.allSatisfy { $0 <= 0 }
  }

  @Test(arguments: [(30.0, 30.0), (60, 15), (200, 10), (-70, 50), (120, -40), (10, 5)])
  func theNearSidesOfACubeHideTheFarOnes(azimuth: Double, elevation: Double) throws {
    let (projection, found) = try outlines([cube()], Camera(azimuth: azimuth, elevation: elevation))
    for side in Self.sides {
      let corners = side.map { corner($0) }
      let normal = 0.25 * corners.dropFirst().reduce(corners[0], +)
      guard normal.dot(projection.toward) > 0.05 else { continue }
      let pixels = corners.map { projection.pixel(projection.box($0)) }
      // A place of each of the two triangles.
      for (a, b) in [(0, 0.3), (0, 0.7)] {
        let point = pixels[1].interpolated(to: pixels[3], b).interpolated(to: pixels[a], 0.1)
        let top = try #require(found.last { contains($0, point) })
        #expect(top.allSatisfy { corner in pixels.contains { $0.distance(to: corner) < 0.2 } }, "\(side)")
      }
    }
  }

  @Test func whatLiesInACubeIsHidden() throws {
    let line = try SpaceLineSeries(x: [-0.7, 0.7], y: [-0.2, 0.3], z: [-0.5, 0.6], style: SeriesStyle(color: .palette(2)))
    let (projection, found) = try outlines([cube(), line], Camera())
    for step in 0..<20 {
      let share = (Double(step) + 0.5) / 20
      let place = SpacePoint(-0.7 + 1.4 * share, -0.2 + 0.5 * share, -0.5 + 1.1 * share)
      let pixel = projection.pixel(projection.box(place))
      let piece = found.lastIndex { line in
        line.count != 3 && line[0].x <= pixel.x + 0.1 && pixel.x - 0.1 <= line[line.count - 1].x
      }
      #expect(try #require(found.lastIndex { $0.count == 3 && contains($0, pixel) }) > #require(piece))
    }
  }

  @Test func trianglesOfOneMeshAreCutWhereTheyMeet() throws {
    let mesh = try MeshSeries(
      x: [-1, 1, 1, -1, 1, 1], y: [-1, -1, 1, -1, -1, 1], z: [-1, 1, 1, 1, -1, -1], triangles: [[0, 1, 2], [3, 4, 5]])
    #expect(try outlines([mesh], Camera()).1.count == 4)
  }

  @Test func blackMeshesShowTheirForm() throws {
    var shades: Set<Paint> = []
    func visit(_ node: SceneNode) {
      if case .group(let group) = node { group.children.forEach(visit) }
      if case .shape(let shape) = node, let fill = shape.fill { shades.insert(fill.paint) }
    }
    let cube = try cube(SeriesStyle(color: .rgb(RGB(0, 0, 0))))
    try FigureLayout(Figure([Subplot([cube])])).scene().nodes.forEach(visit)
    #expect(shades.count >= 3)
  }

  @Test func manyTrianglesAreDrawnSoonEnough() throws {
    let count = 2_000
    let (x, y, z) = (Examples.noise(count), Examples.noise(count, seed: 2), Examples.noise(count, seed: 3))
    let triangles = (0..<count).map { [$0, ($0 * 7 + 1) % count, ($0 * 13 + 5) % count] }
    #expect(try figure(MeshSeries(x: x, y: y, z: z, triangles: triangles)).svg().utf8.count < 200_000)
    #expect(try figure(MeshSeries(x: [.nan, 1, 2], y: [1, 1, 1], z: [1, 1, 1], triangles: [[0, 1, 2], [1, 1, 1]])).svg() != "")
    #expect(try figure(MeshSeries(x: [], y: [], z: [], triangles: [])).svg() != "")
  }
}
