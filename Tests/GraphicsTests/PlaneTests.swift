// Charts of the plane: streamlines, implicit curves, regions, classifiers, contour labels, linear maps.

import Testing

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct PlaneTests {
  private let square = Limits(-2, 2)

  // MARK: - Streamlines

  @Test func streamlinesOfARotationAreCircles() throws {
    let lines = Streamlines.trace(x: square, y: square, aspect: 1, density: 1) { (-$1, $0) }
    #expect(lines.count > 8)
    for line in lines {
      let radii = zip(line.x, line.y).map { ($0 * $0 + $1 * $1).squareRoot() }
      let limits = try #require(Limits(of: radii))
      #expect(limits.span < 1e-3 * limits.upper)
    }
    let closed = lines.filter(\.isClosed)
    #expect(!closed.isEmpty)
  }

  @Test func streamlinesKeepTheirDistance() {
    let density = 1.0
    let lines = Streamlines.trace(x: square, y: square, aspect: 1, density: density) { ($1, -$0 - 0.3 * $1) }
    // Half of the separation of 0.07 · 4.
    let least = 0.5 * 0.07 / density * 4
    for (index, a) in lines.enumerated() {
      for b in lines[..<index] {
        for (x, y) in zip(a.x, a.y) {
          for (u, v) in zip(b.x, b.y) { #expect(hypot(x - u, y - v) > least * 0.95) }
        }
      }
    }
  }

  @Test func streamlinesOfOddFields() throws {
    for field: (Double, Double) -> (Double, Double) in [
      { _, _ in (0, 0) }, { _, _ in (.nan, 1) }, { _, _ in (.infinity, 1) }, { x, _ in (x > 0 ? .nan : 1, 0) },
      { _, _ in (1e-300, 1e300) }, { x, y in (-x, -y) }, { x, y in (x, -y) }, { x, y in (y, (1 - x * x) * y - x) },
      { x, y in (sin(1e9 * x), cos(1e9 * y)) }, { x, _ in (x > 0 ? -1 : 1, 0) },
    ] {
      let series = try StreamSeries(x: square, y: square, density: 0.5, colorMap: .viridis, field)
      let svg = try Figure([Subplot([series])]).drawing()
      #expect(!svg.contains("nan"))
      #expect(svg.utf8.count < 200_000)
    }
    #expect(throws: FigureError.self) { try StreamSeries(x: Limits(1, 1), y: square) { ($0, $1) } }
    #expect(throws: FigureError.self) { try StreamSeries(x: square, y: square, density: 100) { ($0, $1) } }
  }

  @Test func gridsAreInterpolated() throws {
    let grid = try Grid(x: [0, 1, 3], y: [2, 0]) { 2 * $0 - $1 + 0.5 * $0 * $1 }
    #expect(grid.interpolated(2, 0.5) == 2 * 2 - 0.5 + 0.5)
    #expect(grid.interpolated(3, 2) == 7)
    #expect(grid.interpolated(4, 1).isNaN)
    let field = try StreamSeries(
      u: Grid(x: [-1, 1], y: [-1, 1]) { -$1 + 0 * $0 }, v: Grid(x: [-1, 1], y: [-1, 1]) { $0 + 0 * $1 })
    #expect(!field.lines.isEmpty)
  }

  // MARK: - Implicit curves and regions

  @Test func zerosOfACircle() throws {
    let curves = try PlaneSampler(x: square, y: square).zeros { $0 * $0 + $1 * $1 - 1 }
    #expect(curves.count == 1 && curves[0].closed)
    for point in curves[0].points { #expect((hypot(point.x, point.y) - 1).magnitude < 1e-4) }
    #expect(curves[0].points.count > 400)
  }

  @Test func allComponentsAreFound() throws {
    // An oval and a branch; four small circles.
    #expect(try PlaneSampler(x: square, y: square).zeros { $1 * $1 - $0 * $0 * $0 + $0 }.count == 2)
    let small = try PlaneSampler(x: square, y: square).zeros {
      let (a, b) = (abs($0) - 1, abs($1) - 1)
      return a * a + b * b - 0.01
    }
    #expect(small.count == 4)
  }

  @Test func polesAndJumpsAreNoZeros() throws {
    let sampler = try PlaneSampler(x: square, y: square)
    #expect(sampler.zeros { x, _ in 1 / (x - 0.3) }.isEmpty)
    #expect(sampler.zeros { x, _ in x > 0.3 ? 1 : -1 }.isEmpty)
    #expect(sampler.zeros { _, _ in .nan }.isEmpty)
    #expect(sampler.zeros { _, _ in 0 }.isEmpty)
    // Roots that are steep are zeros.
    #expect(sampler.zeros { x, _ in cbrt(x - 0.3) }.count == 1)
    // tan: one branch for each interval between poles.
    #expect(try PlaneSampler(x: Limits(-4, 4), y: square).zeros { $1 - tan($0) }.count == 3)
  }

  @Test func regionsHaveTheirArea() throws {
    func area(_ outlines: [Polyline]) -> Double {
      // Of outer rings and holes alike, by the shoelace formula.
      outlines.reduce(0) { sum, line in
        var twice = 0.0
        for (a, b) in zip(line.points, line.points.dropFirst() + line.points.prefix(1)) { twice += a.x * b.y - b.x * a.y }
        return sum + twice.magnitude / 2
      }
    }
    let sampler = try PlaneSampler(x: square, y: square)
    let disc = sampler.region { 1 - $0 * $0 - $1 * $1 }
    #expect((area(disc.outlines) - .pi).magnitude < 1e-3)
    // A condition, cut off by the rectangle.
    let half = sampler.region { x, y in x + y > 0 ? 1 : 0 }
    #expect((area(half.outlines) - 8).magnitude < 1e-3)
    #expect((area(sampler.region { _, _ in 1 }.outlines) - 16).magnitude < 1e-12)
    #expect(sampler.region { _, _ in -1 }.outlines.isEmpty)
    // Where the logarithm is defined and positive.
    #expect((area(sampler.region { x, _ in log(x) }.outlines) - 4).magnitude < 1e-3)
  }

  @Test func classesDivideTheRectangle() throws {
    var sampler = try PlaneSampler(x: square, y: square)
    sampler.refinement = 4
    let regions = sampler.classes { $0 > 0 ? 2 : $1 > 0.5 ? 1 : 0 }
    #expect(regions.values == [0, 1, 2])
    #expect(regions.outlines.map(\.count) == [1, 1, 1])
    let share = Double(regions.grid.values.filter { $0 == 2 }.count) / Double(regions.grid.values.count)
    #expect((share - 0.5).magnitude < 0.01)
    #expect(sampler.classes { _, _ in 7 }.borders.isEmpty)
    #expect(sampler.classes { _, _ in .nan }.values.isEmpty)
  }

  @Test func endlessBordersStayBounded() throws {
    var state: UInt64 = 1
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / 4_294_967_296 - 0.25
    }
    let classes = try DecisionSeries(x: square, y: square, classLabels: ["a", "b"], resolution: 100) { _, _ in
      random() > 0 ? 1 : 0
    }
    #expect(try Figure([Subplot([classes])]).svg().utf8.count < 200_000)
    let curve = try RegionSeries(zerosOf: { sin(900 * $0) * sin(900 * $1) }, x: square, y: square)
    #expect(try Figure([Subplot([curve])]).svg().utf8.count < 200_000)
  }

  @Test func scoresAreShaded() throws {
    let series = try DecisionSeries(x: square, y: square, threshold: 0.5, levels: [0.1], resolution: 20) { x, _ in
      1 / (1 + exp(-x))
    }
    let svg = try Figure([Subplot([series])]).svg()
    #expect(svg.contains("<image"))
    let flat = try DecisionSeries(x: square, y: square, threshold: 0.5, resolution: 20) { _, _ in .nan }
    _ = try Figure([Subplot([flat])]).svg()
    #expect(throws: FigureError.self) { try DecisionSeries(x: square, y: square, threshold: .nan) { _, _ in 0 } }
    #expect(throws: FigureError.self) { try DecisionSeries(x: square, y: square, classLabels: [], resolution: 1) { _, _ in 0 } }
  }

  // MARK: - Contours

  @Test func contourLabelsAreUprightAndApart() throws {
    let circle = (0...360).map { Point(200 + 150 * cos(Double($0) * .pi / 180), 200 + 150 * sin(Double($0) * .pi / 180)) }
    let frame = Rect(x: 0, y: 0, width: 400, height: 400)
    var labels = ContourLabels(lines: [[circle]], frame: frame, fontSize: 11)
    let pieces = labels.place(0.5, mark: 0, on: circle)
    #expect(labels.placed.count > 1)
    #expect(pieces.count == labels.placed.count + 1)
    for label in labels.placed {
      #expect(label.text == "0.5")
      #expect(label.rotation > -90 && label.rotation <= 90)
    }
    for (index, a) in labels.placed.enumerated() {
      for b in labels.placed[..<index] { #expect(a.baseline.distance(to: b.baseline) > 40) }
    }
    // A line beside it leaves no room.
    let inner = circle.map { Point(200 + ($0.x - 200) * 0.97, 200 + ($0.y - 200) * 0.97) }
    var crowded = ContourLabels(lines: [[circle], [inner]], frame: frame, fontSize: 11)
    #expect(crowded.place(0.5, mark: 0, on: circle).count == 1)
    #expect(crowded.placed.isEmpty)
  }

  // MARK: - Linear maps

  @Test func eigenpairs() {
    func pairs(_ matrix: Matrix2) -> [Eigenpairs.Pair] {
      if case .real(let pairs) = Eigenpairs(matrix) { pairs } else { [] }
    }
    for matrix in [Matrix2(2, 1, 1, 2), Matrix2(1, 2, 3, 4), Matrix2(1e-9, 1, 1e-9, 3), Matrix2(4, 0, 0, -1e8)] {
      #expect(pairs(matrix).count == 2)
      for pair in pairs(matrix) {
        let image = matrix(pair.x, pair.y)
        let size = max(matrix.a.magnitude, matrix.b.magnitude, matrix.c.magnitude, matrix.d.magnitude)
        #expect(hypot(image.x - pair.value * pair.x, image.y - pair.value * pair.y) < 1e-12 * size)
      }
    }
    #expect(pairs(Matrix2(2, 0, 0, 2)).map(\.value) == [2, 2])
    #expect(Eigenpairs(Matrix2(0, -1, 1, 0)) == .complex(real: 0, imaginary: 1))
    #expect(Eigenpairs(Matrix2(1, 1, 0, 1)) == .defective(.init(value: 1, x: 1, y: 0)))
    #expect(pairs(Matrix2(0, 0, 0, 0)).map(\.value) == [0, 0])
  }

  @Test func mapsOfThePlaneAreDrawn() throws {
    for matrix in [
      Matrix2(0, 0, 0, 0), Matrix2(1, 2, 2, 4), Matrix2(1e-9, 0, 0, 1e9), Matrix2(1e200, 0, 0, 1), Matrix2(-1, 0, 0, 1),
    ] {
      _ = try Figure([Subplot.transformedGrid(matrix)]).svg()
      _ = try Figure([Subplot.eigenvectors(of: matrix)]).svg()
    }
    #expect(throws: FigureError.self) { try Subplot.transformedGrid(Matrix2(.nan, 0, 0, 1)) }
    #expect(throws: FigureError.self) { try Subplot.eigenvectors(of: Matrix2(.infinity, 0, 0, 1)) }
    let odd = try Subplot.transformedGrid(x: square, y: square) { (1 / $0, log($1)) }
    _ = try Figure([odd]).svg()
    let vectors = try VectorSeries(
      x: [0, 0, .nan], y: [0, 0, 0], u: [0, 1e300, 1], v: [0, 1, 1], labels: ["zero", "$\\vec v$", "none"])
    _ = try Figure([Subplot([vectors])]).svg()
  }
}
