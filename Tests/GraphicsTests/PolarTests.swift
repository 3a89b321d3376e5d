// Polar plots and radar charts: limits, places, sampling.

import Testing

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct PolarTests {
  private func figure(_ series: any Series..., change: (inout SubplotOptions) -> Void = { _ in }) -> Figure {
    var figure = Figure([Subplot(series)])
    figure.options.projection = .polar
    change(&figure.options)
    return figure
  }

  private let map = PolarMap(centre: Point(100, 100), radius: 50, limits: Limits(0, 2), spokes: nil)

  @Test func anglesRunAnticlockwiseFromTheRight() {
    #expect(map.point(0, 2).distance(to: Point(150, 100)) < 1e-9)
    #expect(map.point(.pi / 2, 1).distance(to: Point(100, 75)) < 1e-9)
    #expect(map.point(.pi / 4, -1).distance(to: map.point(5 * .pi / 4, 1)) < 1e-9)
    #expect(PolarMap(centre: Point(0, 0), radius: 1, limits: Limits(1, 2), spokes: nil).point(0, 0.5).x.isNaN)
  }

  @Test func spokesRunClockwiseFromTheTop() {
    let radar = PolarMap(centre: Point(0, 0), radius: 1, limits: Limits(0, 1), spokes: 4)
    #expect(radar.point(1, 1).distance(to: Point(0, -1)) < 1e-12)
    #expect(radar.point(2, 1).distance(to: Point(1, 0)) < 1e-12)
    #expect(radar.point(5, 1).distance(to: radar.point(1, 1)) < 1e-12)
  }

  @Test(arguments: [(1.0, 1.0), (0.93, 1), (3.7, 4), (29.9, 30), (-7.5, 8), (1e-7, 1e-7), (1.1e9, 1.25e9)])
  func distancesEndAtARoundNumber(farthest: Double, end: Double) throws {
    let data = try figure(try LineSeries(x: [0, 1], y: [0, farthest])).data.plots[0]
    #expect(data.y.lower == 0)
    #expect((data.y.upper / end - 1).magnitude < 1e-9)
    let circles = PolarMap.circles(Limits(data.y.lower, data.y.upper))
    #expect((2...8).contains(circles.count))
  }

  @Test func chosenLimitsAreKept() throws {
    let plot = figure(try LineSeries(x: [0, 1], y: [0, 3])) { $0.y.upper = 2 }
    #expect(try plot.data.plots[0].y.upper == 2)
    #expect(try plot.svg().contains("clip-path"))
    #expect(try !figure(try LineSeries(x: [0, 1], y: [0, 3])).svg().contains("clip-path"))
    #expect(throws: FigureError.self) {
      try figure(try LineSeries(x: [0, 1], y: [0, 3])) {
        $0.y.lower = 3
        $0.y.upper = 1
      }.svg()
    }
  }

  @Test func curvesAreSampledAlongTheirTurns() {
    let curve = AdaptiveSampler().samplePolar(0...(20 * Double.pi)) { $0 }
    #expect(curve.x == curve.y && curve.x == curve.x.sorted())
    #expect(curve.x.count > 600)
    let rose = AdaptiveSampler().samplePolar(0...Double.pi) { cos(3 * $0) }
    for (angle, distance) in zip(rose.x, rose.y) { #expect(distance == cos(3 * angle)) }
    // r = 1/cos θ is the line x = 1: what is far away is out of view.
    let line = AdaptiveSampler().samplePolar(0...(2 * Double.pi)) { 1 / cos($0) }
    #expect((line.yView?.upper ?? .infinity) < 10)
  }

  @Test func onlyLinesAndPointsArePolar() throws {
    #expect(throws: FigureError.self) { try figure(try HistogramSeries([1, 2, 2])).svg() }
    #expect(throws: FigureError.self) {
      try figure(try LineSeries(x: [0, 1], y: [1, 2])) { $0.y.scale = .log10 }.svg()
    }
  }

  @Test func oddDataIsDrawn() throws {
    for values in [
      [], [1], [.nan], [.infinity, -.infinity], [0, 0], [1e300, -1e300], [1e308, -1e308], [.nan, 1, .nan, 2],
      [Double.leastNonzeroMagnitude],
    ] as [[Double]] {
      var line = try LineSeries(x: values, y: values)
      line.fillRange = .value(0)
      for series in [line, try ScatterSeries(x: values, y: values)] as [any Series] {
        let svg = try figure(series).drawing()
        #expect(!svg.contains("nan") && !svg.contains("inf"), "\(series.kind) \(values)")
      }
    }
    for size in [Size(60, 60), Size(100, 2000)] {
      var plot = figure(try LineSeries(x: [0, 1], y: [0, 3]))
      plot.size = size
      do { _ = try plot.svg() } catch { #expect(error == .noRoom) }
    }
  }

  @Test func radarChartsAreClosed() throws {
    let series = try RadarChart.series([[1, 2, 3]], styles: [])
    #expect(series[0].x == [1, 2, 3, 4] && series[0].y == [1, 2, 3, 1])
    #expect(throws: FigureError.self) { try RadarChart.series([[1, 2], [1]], styles: []) }
    for labels in [[], ["a"], ["a", "b"], ["a", "b", "c"]] as [[String]] {
      let values = try RadarChart.series([labels.map { _ in 1 }], styles: [])
      let plot = Figure([Subplot(values, options: RadarChart.options(labels))])
      #expect(try !plot.drawing().contains("nan"))
    }
    let plot = Figure([Subplot(series, options: RadarChart.options(["speed", "skill", "luck"]))])
    #expect(plot.alternativeText.hasPrefix("Radar chart of speed, skill and luck; distance axis from 0 to 3."))
  }
}
