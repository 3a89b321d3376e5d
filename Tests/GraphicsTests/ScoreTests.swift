// Measures of models, against hand calculation, SciPy and NumPy.

import Testing

@testable import Graphics

@Suite struct ScoreTests {
  @Test func areaAndPrecisionOfSmallExamples() throws {
    let points = try BinaryScores(y: [0, 0, 1, 1], scores: [0.1, 0.4, 0.35, 0.8])
    #expect(points.areaUnderCurve == 0.75)
    #expect((points.averagePrecision - 5.0 / 6).magnitude < 1e-15)
    #expect(points.falsePositiveRates == [0, 0, 0.5, 0.5, 1])
    #expect(points.truePositiveRates == [0, 0.5, 0.5, 1, 1])
  }

  /// Reference: rank sums of scipy.stats.rankdata, and Σ ΔR·P over thresholds with NumPy.
  @Test func tiesCountHalf() throws {
    let points = try BinaryScores(
      y: [0, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 0], scores: [0.1, 0.4, 0.4, 0.4, 0.8, 0.3, 0.8, 0.9, 0.6, 0.6, 0.2, 0.1])
    #expect((points.areaUnderCurve - 0.6944444444444444).magnitude < 1e-15)
    #expect((points.averagePrecision - 0.6861111111111111).magnitude < 1e-15)
    #expect(try BinaryScores(y: [0, 1, 0, 1], scores: [2, 2, 2, 2]).areaUnderCurve == 0.5)
  }

  @Test func anyTwoValuesAreClasses() throws {
    let points = try BinaryScores(y: [-1, -1, 1, 1, .nan], scores: [0.1, 0.4, 0.35, 0.8, 1])
    #expect(points.areaUnderCurve == 0.75)
    #expect(throws: FigureError.self) { try BinaryScores(y: [0, 1, 2], scores: [1, 2, 3]) }
    #expect(throws: FigureError.self) { try BinaryScores(y: [1, 1], scores: [1, 2]) }
    #expect(throws: FigureError.self) { try BinaryScores(y: [], scores: []) }
    #expect(throws: FigureError.self) { try BinaryScores(y: [0, 1], scores: [1]) }
  }

  @Test func stepsOfPrecisionEncloseItsAverage() throws {
    let sample = Examples.classified(200, spread: 0.4)
    let recipe = try Recipe.precisionRecallCurve(y: sample.y, scores: [sample.scores])
    guard let steps = recipe.series.compactMap({ $0 as? StepSeries }).first else { return #expect(Bool(false)) }
    var area = 0.0
    for index in 1..<steps.x.count { area += (steps.x[index] - steps.x[index - 1]) * steps.y[index] }
    let expected = try BinaryScores(y: sample.y, scores: sample.scores).averagePrecision
    #expect((area - expected).magnitude < 1e-12)
    #expect(steps.style.label?.hasPrefix("AP 0.") == true)
  }

  @Test func calibrationBinsAndIntervals() throws {
    let calibration = try Calibration(y: [0, 0, 1, 1, 1], probabilities: [0.1, 0.3, 0.3, 0.9, 1], bins: 2)
    #expect(calibration.counts == [3, 2])
    #expect((calibration.predicted[0] - 0.7 / 3).magnitude < 1e-15 && calibration.predicted[1] == 0.95)
    #expect(calibration.observed == [1.0 / 3, 1])
    #expect((calibration.brierScore - (0.01 + 0.09 + 0.49 + 0.01) / 5).magnitude < 1e-15)
    // Wilson's interval of n of n is n / (n + z²) … 1.
    #expect((calibration.errors.below[1] - (1 - 2 / (2 + 3.841458820694124))).magnitude < 1e-9)
    #expect(calibration.errors.above[1] == 0)
    #expect(throws: FigureError.self) { try Calibration(y: [0, 1], probabilities: [0, 1.5]) }
    #expect(throws: FigureError.self) { try Calibration(y: [0, 1], probabilities: [0, 1], bins: 0) }
    #expect(try Calibration(y: [], probabilities: []).counts.isEmpty)
  }

  @Test func repetitionsHaveMeansAndDeviations() throws {
    let line = try LineSeries.repetitions(x: [1, 2, 3, 4], [[1, 2, 3], [5], [], [1, .nan, 3]])
    #expect(line.y[0] == 2 && line.ribbon?.above[0] == 1)
    #expect(line.y[1] == 5 && line.ribbon?.above[1] == 0)
    #expect(line.y[2].isNaN)
    #expect(line.y[3] == 2)
  }

  @Test func lossesTakeALogarithmicAxisWhenTheySpanDecades() throws {
    #expect(try Recipe.lossCurve([[100, 10, 0.5]]).figure.options.y.scale == .log10)
    #expect(try Recipe.lossCurve([[3, 2, 1]]).figure.options.y.scale == .identity)
    #expect(try Recipe.lossCurve([[100, 1, -1]]).figure.options.y.scale == .identity)
    #expect(try Recipe.lossCurve([]).figure.svg().isEmpty == false)
  }

  @Test func sharesOfVarianceSumToOne() throws {
    let recipe = try Recipe.screePlot([1, 4, 2.5, 2.5])
    guard let bars = recipe.series[0] as? BarSeries, let line = recipe.series[1] as? LineSeries else {
      return #expect(Bool(false))
    }
    #expect(bars.values == [[0.4, 0.25, 0.25, 0.1]])
    #expect(line.y == [0.4, 0.65, 0.9, 1])
    for bad in [[], [0, 0], [1, -1], [.nan, 1], [.infinity]] as [[Double]] {
      #expect(throws: FigureError.self) { try Recipe.screePlot(bad) }
    }
  }

  @Test func silhouettesAreSortedWithinClusters() throws {
    let series = try SilhouetteSeries(scores: [0.1, 0.9, -0.5, 0.3, .nan], labels: ["b", "a", "b", "a", "a"])
    #expect(series.scores == [0.9, 0.3, 0.1, -0.5])
    #expect(series.clusters.map(\.name) == ["a", "b"] && series.clusters.map(\.rows) == [0..<2, 2..<4])
    #expect((series.mean - 0.2).magnitude < 1e-15)
    let ordered = try SilhouetteSeries(scores: [0, 1], labels: ["10", "9"], order: ["9", "10"])
    #expect(ordered.clusters.map(\.name) == ["9", "10"])
    #expect(try Recipe.silhouettePlot(SilhouetteSeries(scores: [], labels: [])).figure.svg().isEmpty == false)
  }

  @Test func oddScoresAreDrawn() throws {
    let many = Examples.classified(20_000, spread: 1)
    let figures: [Figure] = [
      try Recipe.rocCurve(y: many.y, scores: [many.scores]).figure,
      try Recipe.precisionRecallCurve(y: many.y, scores: [many.scores]).figure,
      try Recipe.rocCurve(y: [0, 1], scores: [[.infinity, -.infinity]]).figure,
      try Recipe.learningCurve(sizes: [1], training: [[.nan]], validation: [[]]).figure,
      try Recipe.learningCurve(sizes: [], training: [], validation: []).figure,
      try Recipe.biplot(scores: ([], []), loadings: ([], [])).figure,
      try Recipe.biplot(scores: ([0, 0], [0, 0]), loadings: ([0], [0]), labels: ["zero"]).figure,
      try Recipe.biplot(scores: ([1, .nan], [1e300, 2]), loadings: ([1e-300, .infinity], [1, 2])).figure,
      Recipe.silhouettePlot(
        try SilhouetteSeries(scores: Examples.noise(50_000), labels: (0..<50_000).map { "\($0 % 7)" })).figure,
    ]
    for figure in figures {
      let svg = try figure.drawing()
      #expect(!svg.contains("nan") && !svg.contains("inf\""))
      #expect(svg.utf8.count < 60_000)
    }
  }
}
