// Values and options at the ends of what can be said: figures are drawn or refused, in bounded time and memory.

import Testing

@testable import Graphics

@Suite struct ExtremeTests {
  @Test(arguments: [-5, 0, 1e9, .infinity, .nan, -.infinity])
  func markersOfAnySize(size: Double) throws {
    let style = SeriesStyle(markerSize: size)
    let few = [1.0, 2, 3]
    let many = Examples.noise(6000)
    let plots: [any Series] = [
      try ScatterSeries(x: few, y: few, style: style), try ScatterSeries(x: many, y: many, style: style),
      try SpaceScatterSeries(x: few, y: few, z: few, style: style, markerZ: few),
    ]
    for series in plots {
      #expect(try !Figure([Subplot([series])]).svg().isEmpty)
    }
    let box = try BoxSeries([Sample(few + [100, 200], position: 1)], style: style)
    #expect(try !Figure([Subplot([box])]).svg().isEmpty)
  }

  @Test func veryLargePlotsHaveCoarserPictures() throws {
    let area = Rect(x: 0, y: 0, width: 7900, height: 7900)
    let map = AxisMap(scale: .identity, limits: Limits(-1, 1), start: 0, end: 7900)
    var canvas = Canvas(frame: area, x: map, y: map, theme: .nabla, palette: nil)
    canvas.dots(
      canvas.points(Examples.noise(6000), Examples.noise(6000, seed: 2)),
      marker: Marker(.circle, radius: 3, fill: Fill(.fixed(RGB(0, 0, 0)))))
    guard case .image(let image)? = canvas.nodes.first else {
      Issue.record("no picture")
      return
    }
    #expect(image.pixels.count < 4_100_000)
  }

  @Test func camerasStandSomewhere() throws {
    let surface = SurfaceSeries(try Grid(x: [1, 2, 3], y: [1, 2, 3]) { $0 * $1 })
    for camera in [Camera(azimuth: .nan, elevation: 30), Camera(azimuth: 30, elevation: .infinity)] {
      var figure = Figure([Subplot([surface])])
      figure.options.camera = camera
      #expect(throws: FigureError.self) { try figure.svg() }
    }
  }

  @Test func insetsOfInsetsAreCounted() throws {
    var figure = Figure([Subplot([try LineSeries(y: [1, 2])])])
    for _ in 0..<40 {
      let inner = Inset(figure, at: Rect(x: 0, y: 0, width: 1, height: 1))
      figure.subplots[0].insets = [inner, inner]
    }
    figure.size = Size(8000, 8000)
    #expect(throws: FigureError.tooMany("insets", 102, limit: 100)) { try figure.svg() }
  }

  @Test func gridsAreCheckedBeforeTheyAreComputed() throws {
    let axis = (0..<100_000).map(Double.init)
    var calls = 0
    #expect(throws: FigureError.self) {
      try Grid(x: axis, y: axis) { _, _ in
        calls += 1
        return 0
      }
    }
    #expect(calls == 0)
  }

  @Test func columnsOfBarsAreSummedOnce() throws {
    let series = try BarSeries(
      positions: [1], values: Examples.noise(20_000).map { [$0] }, arrangement: .stack)
    let clock = ContinuousClock()
    let time = try clock.measure { _ = try Figure([Subplot([series])]).svg() }
    #expect(time < .seconds(30))
  }

  @Test func bordersOfBinsAscend() throws {
    // Between these there are fewer doubles than bins.
    let values = (0..<50).map { 1e16 + 40 * Double($0) }
    let histogram = try Histogram(values, bins: .count(5000), normalize: .pdf)
    #expect(zip(histogram.edges, histogram.edges.dropFirst()).allSatisfy { $0 < $1 })
    #expect(histogram.heights.allSatisfy(\.isFinite) && histogram.counted == 50)
    // Squares of these overflow.
    let large = Examples.noise(1000).map { $0 * 1e200 }
    let small = Examples.noise(1000)
    #expect(try Histogram(large, bins: .scott).heights.count == Histogram(small, bins: .scott).heights.count)
  }

  @Test func correlationsOfNumbersOutOfReachAreUnknown() {
    #expect(Correlation.coefficient([1e308, -1e308, 1e308], [1, 2, 3]).isNaN)
    #expect((Correlation.coefficient([1e300, 0, -1e300], [3, 2, 1]) - 1).magnitude < 1e-12)
  }

  @Test func framesShareTheirOtherAxes() throws {
    let heights: [Double] = [1, 5, 3]
    let surfaces = try heights.map { height in
      Figure([Subplot([SurfaceSeries(try Grid(x: [1, 2, 3], y: [1, 2, 3]) { height * $0 * $1 })])])
    }
    let depths = try Animation(surfaces).frames.map { try $0.data.plots[0].z?.upper }
    #expect(Set(depths).count == 1 && depths[0] ?? 0 >= 45)
    let twins = try heights.map { height in
      var figure = Figure([Subplot([try LineSeries(y: [0, 1])])])
      figure.subplots[0].twin = Subplot([try LineSeries(y: [0, height])])
      return figure
    }
    let right = try Animation(twins).frames.map { $0.subplots[0].twin?.options.y.upper }
    #expect(Set(right).count == 1 && right[0] ?? 0 >= 5)
  }

  @Test func contoursOfVeryFineGridsAreSoughtInFewerCells() throws {
    let axis = (0..<1000).map { Double($0) / 999 }
    let grid = try Grid(x: axis, y: axis) { $0 + $1 }
    let few = grid.thinned(to: 40_000)
    #expect(few.values.count < 45_000 && few.x.first == 0 && few.x.last == 1 && few.y.last == 1)
    #expect((few[few.rows - 1, 0], few[0, few.columns - 1]) == (1, 1))
    #expect(grid.thinned(to: 1_000_000) == grid)
    #expect(try ContourSeries(grid, levels: .count(200)).squares.grid.values.count < 45_000)
  }

  @Test func anyWeightsAndLetters() throws {
    var contours = try ContourSeries(Grid(x: [1, 2, 3], y: [1, 2, 3]) { $0 * $1 }, isFilled: true)
    contours.hasLabels = true
    let plot = Subplot([contours])
    var figure = Figure([plot, plot])
    figure.layout = GridLayout(rows: 1, columns: 2, widths: [1e308, 1e308])
    let first = try FigureLayout(figure)
    #expect(first.frame(of: 0).width == first.frame(of: 1).width)
    var small = Figure([plot])
    small.theme.fontSize = 0
    #expect(try !small.svg().isEmpty)
  }
}
