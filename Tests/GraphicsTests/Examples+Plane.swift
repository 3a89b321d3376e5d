// Charts of the plane: fields, regions, boundaries, linear maps, vectors, tangents, ellipses.

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Examples {
  static func plane() throws -> [Example] {
    var result: [Example] = []
    func add(_ name: String, _ subplot: Subplot, _ change: (inout SubplotOptions) -> Void = { _ in }) {
      var figure = Figure([subplot])
      change(&figure.options)
      result.append(Example(name: name, figure: figure))
    }
    func add(_ name: String, _ series: [any Series], _ change: (inout SubplotOptions) -> Void = { _ in }) {
      add(name, Subplot(series), change)
    }
    let square = Limits(-2, 2)
    let sampler = AdaptiveSampler()

    add("streamplot", [try StreamSeries(x: square, y: square, density: 0.6) { ($1, -$0 - 0.3 * $1) }])
    add(
      "streamplot-speed",
      [try StreamSeries(x: square, y: square, density: 0.3, colorMap: .viridis) { ($0 * $0 - 1, $1) }])
    add("implicitplot", [try RegionSeries(zerosOf: { $1 * $1 - $0 * $0 * $0 + $0 }, x: square, y: square)])
    add("regionplot", [try RegionSeries(positive: { $0 + $1 < 1 && $0 > $1 * $1 ? 1 : 0 }, x: Limits(-1, 2), y: square)])
    let axis = line(-2, 2, 31)
    let hills = try Grid(x: axis, y: axis) { exp(-$0 * $0 - $1 * $1) - exp(-($0 - 1) * ($0 - 1) - ($1 - 1) * ($1 - 1)) }
    var labelled = try ContourSeries(hills, levels: .values([-0.4, -0.2, 0, 0.2, 0.4]), style: SeriesStyle(color: .role(.ink)))
    labelled.hasLabels = true
    add("contour-labels", [labelled])
    var bands = try ContourSeries(hills, levels: .values([-0.4, -0.2, 0, 0.2, 0.4]), isFilled: true)
    bands.hasLabels = true
    add("contourf-labels", [bands])
    let (x, y) = (noise(30), noise(30, seed: 2))
    let classes = zip(x, y).map { $0 > 0.3 ? 2 : $1 > $0 ? 1 : 0 }
    let names = ["ant", "bee", "cat"]
    let regions = try DecisionSeries(x: Limits(-1.2, 1.2), y: Limits(-1.2, 1.2), classLabels: names) {
      $0 > 0.3 ? 2 : $1 > $0 + 0.1 * sin(5 * $0) ? 1 : 0
    }
    add("decisionboundary", try .decisions(regions, x: x, y: y, classes: classes, classLabels: names))
    add(
      "decisionboundary-scores",
      [
        try DecisionSeries(x: square, y: square, threshold: 0.5, levels: [0.1, 0.9], resolution: 40) {
          1 / (1 + exp(-3 * $0 + $1 * $1))
        }
      ])
    add("transformgrid", try .transformedGrid(Matrix2(2, 1, 0.5, 1.5)))
    add(
      "transformgrid-square",
      try .transformedGrid(x: Limits(0, 1), y: Limits(0, 1), lines: 7) { ($0 * $0 - $1 * $1, 2 * $0 * $1) })
    add("eigenplot", try .eigenvectors(of: Matrix2(2, 1, 1, 2)))
    add("eigenplot-complex", try .eigenvectors(of: Matrix2(1, -1, 1, 0.5)))
    var vectors = try VectorSeries(x: [0, 0], y: [0, 0], u: [3, 1], v: [1, 2], labels: ["$v_1$", "$v_2$"])
    vectors.usesPalette = true
    add("vector", [vectors]) {
      $0.aspectRatio = .equal
      $0.frameStyle = .zerolines
    }
    var pointer = try VectorSeries(
      x: [1], y: [3], u: [-0.9], v: [-2.9], labels: ["minimum"], style: SeriesStyle(color: .role(.ink), lineWidth: 1.25))
    pointer.labelsTails = true
    add("arrow", [LineSeries(sampler.sample(-2.0...2.0) { $0 * $0 }), pointer])
    let cubic = sampler.sample(-2.0...2.0) { $0 * $0 * $0 - $0 }
    add(
      "tangentline",
      [
        LineSeries(cubic, style: SeriesStyle(label: "$f$")),
        try StraightLineSeries.tangent(x: 1, y: 0, slope: 2, style: SeriesStyle(label: "tangent")),
        try StraightLineSeries.secant(x: (-1.5, 0.5), y: (-1.875, -0.375), style: SeriesStyle(label: "secant")),
        try StraightLineSeries.normal(x: 1, y: 0, slope: 2, style: SeriesStyle(label: "normal")),
      ])
    add("covellipse", [try ShapeSeries.covarianceEllipse(x: x, y: y, deviations: [1, 2]), try ScatterSeries(x: x, y: y)])
    let bell: (Double) -> Double = { exp(-$0 * $0 / 2) / 2.506628 }
    var middle = try ShadedAreaSeries(under: bell, from: -1, to: 1, style: SeriesStyle(color: .palette(1)))
    middle.text = "0.683"
    var tail = try ShadedAreaSeries(under: bell, from: 2, to: 3, style: SeriesStyle(color: .palette(2)))
    tail.text = "0.0214"
    add("shadearea", [LineSeries(sampler.sample(-3.2...3.2, bell)), middle, tail])
    add(
      "fillbetween",
      [
        try ShadedAreaSeries(between: sin, and: cos, from: 0, to: 4), LineSeries(sampler.sample(-1.0...5.0, sin)),
        LineSeries(sampler.sample(-1.0...5.0, cos)),
      ])
    add("spy", .pattern(try SpySeries(rows: 3, columns: 4, values: [1, 0, 0, 2, 0, 3, 0, 0, 0, 4, 5, 0])))
    let confusion = try ConfusionMatrix(counts: [50, 2, 0, 3, 41, 6, 1, 9, 38], labels: names)
    add("confusionmatrix", try .confusion(confusion))
    add("confusionmatrix-true", try .confusion(confusion, normalization: .true))
    add("image", .image(try ImageSeries(rows: 8, columns: 8, grey: (0..<64).map { Double($0 % 9) / 8 })))
    var colors: [Double] = []
    for row in 0..<8 {
      for column in 0..<8 { colors += [Double(column) / 7, Double(row) / 7, 0.5] }
    }
    add("image-colors", .image(try ImageSeries(rows: 8, columns: 8, colors: colors)))
    let places = line(-2, 2, 9)
    var field = try QuiverSeries(xs: places, ys: places) { (-$1, $0) }
    field.colorMap = .viridis
    add("quiver-field", [field])
    return result
  }
}
