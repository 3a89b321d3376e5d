// Tangents, integrals, ellipses, matrices, images, arrows over a grid.

import Testing

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct PlaneRecipeTests {
  @Test func derivatives() {
    for (x, function, expected) in [
      (1.0, sin, cos(1)), (0.0, exp, 1), (2.0, { $0 * $0 * $0 }, 12), (1e-3, log, 1000), (1e6, { $0 * $0 }, 2e6),
      (0.5, { 1 / $0 }, -4), (0.0, { atan(100 * $0) }, 100),
    ] as [(Double, (Double) -> Double, Double)] {
      let value = NumericalDerivative.value(at: x, function)
      #expect((value - expected).magnitude < 1e-7 * expected.magnitude, "\(value), expected \(expected)")
    }
    #expect(NumericalDerivative.value(at: 3) { _ in 5 } == 0)
    #expect(NumericalDerivative.value(at: 0) { abs($0) }.isNaN)
    #expect(NumericalDerivative.value(at: -1, log).isNaN)
    #expect(NumericalDerivative.value(at: .nan, sin).isNaN)
  }

  @Test func integrals() {
    #expect((DefiniteIntegral.value(from: 0, to: .pi, sin) - 2).magnitude < 1e-9)
    let mass = DefiniteIntegral.value(from: -1, to: 1) { exp(-$0 * $0 / 2) / (2 * .pi).squareRoot() }
    #expect((mass - 0.6826894921370859).magnitude < 1e-9)
    #expect((DefiniteIntegral.value(from: 0, to: 1) { $0.squareRoot() } - 2.0 / 3).magnitude < 1e-7)
    #expect((DefiniteIntegral.value(from: 1, to: 0) { $0 } + 0.5).magnitude < 1e-12)
    #expect(DefiniteIntegral.value(from: 0, to: 1) { _ in .nan }.isNaN)
    #expect(DefiniteIntegral.value(from: 2, to: 2, exp) == 0)
  }

  @Test func straightLines() throws {
    #expect(try StraightLineSeries.normal(x: 1, y: 0, slope: 2).slope == -0.5)
    #expect(try StraightLineSeries.normal(x: 1, y: 0, slope: 0).slope == .infinity)
    #expect(try StraightLineSeries.secant(x: (0, 2), y: (1, 5)).slope == 2)
    #expect(throws: FigureError.self) { try StraightLineSeries.tangent(x: 0, y: 0, slope: .nan) }
    #expect(throws: FigureError.self) { try StraightLineSeries.secant(x: (1, 1), y: (0, 0)) }
    let lines = [
      try StraightLineSeries.normal(x: 1, y: 1, slope: 0), try StraightLineSeries.tangent(x: 2, y: 3, slope: 1),
    ]
    var figure = Figure([Subplot(lines)])
    figure.options.y.scale = .log10
    _ = try figure.svg()
  }

  @Test func covarianceEllipses() throws {
    let ellipse = try ShapeSeries.covarianceEllipse(mean: (1, 2), covariance: Matrix2(2, 1, 1, 1), deviations: [1, 2])
    #expect(ellipse.outlines.count == 2)
    // (p − μ)ᵀ S⁻¹ (p − μ) with the inverse (1 −1; −1 2).
    for (outline, goal) in zip(ellipse.outlines, [4.0, 1]) {
      for point in outline.points {
        let (a, b) = (point.x - 1, point.y - 2)
        #expect((a * (a - b) + b * (2 * b - a) - goal).magnitude < 1e-9)
      }
    }
    // numpy.cov([[1, 2, 4], [2, 1, 5]]) is [[7/3, 8/3], [8/3, 13/3]].
    let points = try ShapeSeries.covarianceEllipse(x: [1, 2, 4, .nan], y: [2, 1, 5, 0])
    let given = try ShapeSeries.covarianceEllipse(
      mean: (7.0 / 3, 8.0 / 3), covariance: Matrix2(7.0 / 3, 8.0 / 3, 8.0 / 3, 13.0 / 3))
    for (a, b) in zip(points.outlines[0].points, given.outlines[0].points) { #expect(a.distance(to: b) < 1e-12) }
    _ = try Figure([Subplot([try ShapeSeries.covarianceEllipse(mean: (0, 0), covariance: Matrix2(1, 1, 1, 1))])]).svg()
    for bad in [Matrix2(1, 2, 2, 1), Matrix2(1, 0.5, 0, 1), Matrix2(-1, 0, 0, 1), Matrix2(.nan, 0, 0, 1), Matrix2(0, 1, 1, 0)] {
      #expect(throws: FigureError.self) { try ShapeSeries.covarianceEllipse(mean: (0, 0), covariance: bad) }
    }
    #expect(throws: FigureError.self) { try ShapeSeries.covarianceEllipse(x: [1], y: [1]) }
  }

  @Test func shadedAreas() throws {
    let area = try ShadedAreaSeries(under: { $0 * $0 }, from: 0, to: 1)
    #expect(area.x.first == 0 && area.x.last == 1 && area.lower.allSatisfy { $0 == 0 })
    let between = try ShadedAreaSeries(between: sin, and: cos, from: 0, to: 2)
    for (index, x) in between.x.enumerated() { #expect(between.upper[index] == sin(x) && between.lower[index] == cos(x)) }
    #expect(throws: FigureError.self) { try ShadedAreaSeries(under: sin, from: 1, to: 0) }
    #expect(throws: FigureError.self) { try ShadedAreaSeries(x: [1, 2], upper: [1], lower: [0, 0]) }
    for (x, y) in [([], []), ([1], [1]), ([0, 1], [.nan, .nan]), ([0, 1], [1e300, -1e300])] as [([Double], [Double])] {
      var series = try ShadedAreaSeries(x: x, upper: y, lower: x)
      series.text = "text"
      _ = try Figure([Subplot([series])]).svg()
    }
  }

  @Test func confusionMatrices() throws {
    // sklearn.metrics.confusion_matrix([0, 1, 1, 2, 2, 2], [0, 1, 0, 2, 2, 1]) is [[1, 0, 0], [1, 1, 0], [0, 1, 2]].
    let matrix = try ConfusionMatrix(truth: [0, 1, 1, 2, 2, 2], predicted: [0, 1, 0, 2, 2, 1], labels: ["a", "b", "c"])
    #expect(matrix.counts == [1, 0, 0, 1, 1, 0, 0, 1, 2])
    #expect(matrix.values(.true) == [1, 0, 0, 0.5, 0.5, 0, 0, 1.0 / 3, 2.0 / 3])
    #expect(matrix.values(.pred) == [0.5, 0, 0, 0.5, 0.5, 0, 0, 0.5, 1])
    #expect((matrix.values(.all).reduce(0, +) - 1).magnitude < 1e-12)
    #expect(try ConfusionMatrix(counts: [0, 0, 0, 0], labels: ["a", "b"]).values(.true) == [0, 0, 0, 0])
    #expect(throws: FigureError.self) { try ConfusionMatrix(truth: [0, 1], predicted: [0], labels: ["a", "b"]) }
    #expect(throws: FigureError.self) { try ConfusionMatrix(counts: [1, -1, 0, 0], labels: ["a", "b"]) }
    let empty = try Figure([Subplot.confusion(try ConfusionMatrix(counts: [0, 0, 0, 0], labels: ["a", "b"]))])
    _ = try empty.svg()
    let data = try Figure([Subplot.confusion(matrix)]).data
    #expect(data.plots[0].y.names == ["a", "b", "c"] && data.plots[0].y.label == "true")
  }

  @Test func patterns() throws {
    let series = try SpySeries(rows: 2, columns: 3, values: [1, 0, 2, 0, .nan, 0])
    #expect(series.columns[0].values == [1, 1, 2] && series.columns[1].values == [1, 3, 2])
    let large = try SpySeries(rows: 300, columns: 500, values: (0..<150_000).map { Double($0 % 3) })
    #expect(try Figure([.pattern(large)]).svg().utf8.count < 200_000)
    _ = try Figure([.pattern(try SpySeries(rows: 0, columns: 0, values: []))]).svg()
    #expect(throws: FigureError.self) { try SpySeries(rows: 2, columns: 2, values: [1]) }
  }

  @Test func images() throws {
    let grey = try ImageSeries(rows: 2, columns: 2, grey: [0, 0.5, .nan, 2])
    #expect(try Figure([.image(grey)]).svg().contains("<image"))
    let noise = Examples.noise(300 * 400 * 3).map { ($0 + 1) / 2 }
    #expect(try Figure([.image(try ImageSeries(rows: 300, columns: 400, colors: noise))]).svg().utf8.count < 200_000)
    #expect(throws: FigureError.self) { try ImageSeries(rows: 0, columns: 2, grey: []) }
    #expect(throws: FigureError.self) { try ImageSeries(rows: 2, columns: 2, colors: [1]) }
    let few = [RGB(255, 0, 0), RGB(0, 0, 255), RGB(255, 0, 0)]
    let (palette, indices) = MedianCut.quantized(few, columns: 3, limit: 255)
    #expect(palette.count == 2)
    #expect(indices.map { palette[Int($0)] } == few)
  }

  @Test func arrowsFitTheirGrid() throws {
    let places = [0.0, 1, 2]
    let series = try QuiverSeries(xs: places, ys: places) { x, _ in (x, 0) }
    let demand = series.demand(x: .identity, y: .identity)
    // The longest, 2 long, is drawn 0.9 long around its point.
    let upper = try #require(demand.x?.limits.upper)
    #expect((upper - 2.45).magnitude < 1e-12)
    var logarithmic = try QuiverSeries(xs: places, ys: places) { x, y in (pow(10, -3 * x), y == 0 ? 0 : .nan) }
    logarithmic.isLogarithmic = true
    logarithmic.colorMap = .viridis
    #expect(try !Figure([Subplot([logarithmic])]).drawing().contains("nan"))
    let zero = try QuiverSeries(xs: places, ys: [1]) { _, _ in (0, 0) }
    _ = try Figure([Subplot([zero])]).svg()
  }
}
