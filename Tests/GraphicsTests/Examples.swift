// One small figure for each kind of chart, for the golden files and for the tests of documents.

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct Example {
  var name: String
  var figure: Figure
}

enum Examples {
  /// Values from −1 to 1 that look random and are always the same.
  static func noise(_ count: Int, seed: UInt64 = 1) -> [Double] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 4_503_599_627_370_496 - 1
    }
  }

  static func line(_ from: Double, _ to: Double, _ count: Int) -> [Double] {
    (0..<count).map { from + (to - from) * Double($0) / Double(count - 1) }
  }

  static func all() throws -> [Example] {
    var result: [Example] = []
    func add(_ name: String, _ series: [any Series], _ change: (inout SubplotOptions) -> Void = { _ in }) {
      result.append(Example(name: name, figure: figure(series, change)))
    }
    func style(_ label: String) -> SeriesStyle { SeriesStyle(label: label) }
    let sampler = AdaptiveSampler()

    add(
      "functions",
      [
        LineSeries(sampler.sample(-Double.pi...Double.pi, sin), style: style("$\\sin x$")),
        LineSeries(sampler.sample(-Double.pi...Double.pi, cos), style: style("$\\cos x$")),
      ]
    ) {
      $0.title = "Sine and cosine"
      $0.x.label = "$x$"
    }
    add("poles", [LineSeries(sampler.sample(-5.0...5.0, tan))]) { $0.frameStyle = .origin }
    add(
      "scatter",
      [
        try ScatterSeries(x: noise(40), y: noise(40, seed: 2)),
        try ScatterSeries(x: noise(30, seed: 3), y: noise(30, seed: 4)),
      ])
    add("scatter-z", [try ScatterSeries(x: noise(40), y: noise(40, seed: 2), markerZ: line(0, 1, 40))]) {
      $0.colorbarTitle = "$z$"
    }
    add("histogram", [try HistogramSeries(zip(noise(500), noise(500, seed: 9)).map { $0 + $1 }, normalize: .pdf)])
    add(
      "bars",
      [try BarSeries(categories: ["a", "b", "c"], values: [[3, 5, -2], [4, 1, 2]], columnLabels: ["one", "two"])])
    add("bars-horizontal", [try BarSeries(categories: ["first", "second"], values: [[0.7, 0.9]], isHorizontal: true)])
    add("stems", [try StickSeries(x: line(0, 12, 13), y: line(0, 12, 13).map { cos($0) })])
    add("steps", [try StepSeries(x: line(0, 5, 6), y: [0, 0.2, 0.3, 0.7, 0.9, 1])])
    let x = line(0, 4, 9)
    var band = try LineSeries(x: x, y: x.map { $0 * $0 }, style: style("mean"))
    band.ribbon = ErrorExtent(1.5)
    var area = try LineSeries(x: x, y: x.map { 8 - $0 }, style: style("area"))
    area.fillRange = .value(0)
    add(
      "bands",
      [band, area, try ReferenceLineSeries(.horizontal([5])), try SpanSeries([Limits(1, 2)], isVertical: true)])
    add("areas", [try AreaSeries(x: x, layers: [x, x.map { _ in 2 }], layerLabels: ["low", "high"])])
    add("density", [try DensitySeries(noise(200), isFilled: true)])
    let confusion = try Grid(rows: 2, columns: 2, values: [50, 3, 7, 40])
    add(
      "heatmap",
      [
        try HeatmapSeries(
          confusion, cellLabels: HeatmapSeries.valueLabels(confusion), xCategories: ["no", "yes"],
          yCategories: ["no", "yes"])
      ]
    ) { $0.y.isFlipped = true }
    let axis = line(-2, 2, 21)
    let saddle = try Grid(x: axis, y: axis) { $0 * $0 - $1 * $1 }
    add("contour", [try ContourSeries(saddle, levels: .values([-1, 0, 1]))])
    add("contourf", [try ContourSeries(saddle, levels: .values([-1, 0, 1]), isFilled: true, colorMap: .diverging)])
    let fine = line(-1, 1, 30)
    add("raster", [try HeatmapSeries(try Grid(x: fine, y: fine) { $0 * $1 })])
    add("quiver", [try QuiverSeries(x: [0, 1, 0, 1], y: [0, 0, 1, 1], u: [1, 0, -1, 1], v: [0, 1, 1, -1])]) {
      $0.aspectRatio = .equal
    }
    add("logarithmic", [try LineSeries(x: line(1, 1000, 30), y: line(1, 1000, 30).map { $0 * $0 })]) {
      $0.x.scale = .log10
      $0.y.scale = .log10
    }
    add("annotated", [LineSeries(sampler.sample(-2.0...2.0) { $0 * $0 })]) {
      $0.annotations = [Annotation(x: 0, y: 1, text: "minimum\n$f'(x)=0$")]
      $0.frameStyle = .zerolines
    }
    let days = (0..<25).map { 19_700 + 7 * Double($0) }
    add("dates", [try LineSeries(x: days, y: days.indices.map { Double($0 * $0 % 13) })]) { $0.x.ticks = .dates }
    var closer = sampler
    closer.findsEnds = true
    add("endpoints", [LineSeries(closer.sample(-2.5...2.5, floor), showsEndpoints: true)])
    add("asymptotes", [LineSeries(sampler.sample(-4.0...4.0) { 1 / ($0 * $0 - 1) }, showsAsymptotes: true)])
    add(
      "long-labels",
      [try BarSeries(categories: ["a category of some length", "another one", "and a third of them"], values: [[3, 1, 2]])]
    ) {
      $0.title = "A title that is so long that it does not fit into one line of the picture and has to be broken into two"
      $0.y.label = "A label of the vertical axis that is rather long"
    }
    var grid = Figure([
      Subplot([try LineSeries(y: [1, 3, 2])]), Subplot([try ScatterSeries(x: [1, 2], y: [1e6, 2e6])]),
    ])
    grid.title = "Two plots"
    result.append(Example(name: "layout", figure: grid))
    return try result + statistics() + plane() + space() + models() + values()
  }
}

extension Figure {
  /// What is drawn, without the data that stay in the picture and may be anything.
  func drawing(_ target: SVGTarget = .inline) throws -> String {
    try svg(target).replacing(#/<metadata>[^<]*<\/metadata>/#, with: "")
  }
}
