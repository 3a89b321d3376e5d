// Charts of samples: boxes, violins, quantiles, densities in two dimensions, pairs of variables.

@testable import Graphics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Examples {
  /// Values that look normally distributed and are always the same.
  static func normal(_ count: Int, seed: UInt64 = 1) -> [Double] {
    noise(count, seed: seed).map { NormalDistribution.quantile(0.5 + 0.4999 * $0) }
  }

  static func statistics() throws -> [Example] {
    var result: [Example] = []
    func add(_ name: String, _ series: [any Series], _ change: (inout SubplotOptions) -> Void = { _ in }) {
      result.append(Example(name: name, figure: figure(series, change)))
    }

    // Three treatments, and two groups of subjects.
    var values: [Double] = []
    var categories: [String] = []
    for (index, name) in ["control", "placebo", "treated"].enumerated() {
      values += normal(60, seed: UInt64(index + 3)).map { $0 * (1 + 0.3 * Double(index)) + Double(index) }
      categories += [String](repeating: name, count: 60)
    }
    let groups = Grouping(values.indices.map { $0 % 2 == 0 ? "female" : "male" })
    let samples = try Sample.divided(values, by: categories)[0]
    let divided = try Sample.divided(values, by: categories, groups: groups)
    func named(_ index: Int) -> SeriesStyle { SeriesStyle(label: groups.names[index]) }
    add("boxplot", [try BoxSeries(samples)]) { $0.y.label = "score" }
    add("boxplot-groups", try divided.indices.map { try BoxSeries(divided[$0], isNotched: true, style: named($0)) })
    add("boxplot-horizontal", [try BoxSeries(samples, isHorizontal: true)])
    add("violin", [try ViolinSeries(samples)])
    add("violin-quartiles", [try ViolinSeries(samples, inner: .quartiles, isHorizontal: true)])
    let halves = try groups.rows.map { rows in
      try Sample.divided(rows.map { values[$0] }, by: rows.map { categories[$0] })[0]
    }
    add(
      "violin-sides",
      [
        try ViolinSeries(halves[0], side: .left, style: named(0)),
        try ViolinSeries(halves[1], side: .right, style: named(1)),
      ])
    add("dotplot", [try StripSeries(samples)])
    add("dotplot-density", [try StripSeries(samples, spread: .density)])

    add(
      "ecdf",
      [
        try StepSeries.distribution(of: normal(40), style: SeriesStyle(label: "a")),
        try StepSeries.distribution(of: normal(40, seed: 8).map { 1.5 * $0 + 0.4 }, style: SeriesStyle(label: "b")),
      ])
    add("qqnorm", try QuantilePlot(normal(80).map { $0 + 0.1 * $0 * $0 }, line: .quantile).series()) {
      $0.x.label = "normal quantiles"
      $0.y.label = "sample quantiles"
    }

    let x = normal(600, seed: 4)
    let y = zip(x, normal(600, seed: 6)).map { 0.7 * $0 + 0.5 * $1 }
    add("histogram2d", [try PlaneHistogramSeries(try PlaneHistogram(x: x, y: y))]) { $0.colorbarTitle = "count" }
    add("hexbin", [HexagonSeries(try HexagonBins(x: x, y: y, gridSize: 15))]) { $0.colorbarTitle = "count" }

    let time = line(0, 9.5, 20)
    let repetitions = time.indices.map { row in normal(15, seed: UInt64(row + 1)).map { 0.3 * $0 + sin(time[row]) } }
    let errors = repetitions.map { $0.map { $0 / 2 - 1.5 } }
    add(
      "errorline",
      [
        try LineSeries.repetitions(x: time, repetitions, style: SeriesStyle(label: "mean")),
        try LineSeries.repetitions(
          x: time, errors, error: .percentiles(25, 75), isBand: false, style: SeriesStyle(label: "median")),
      ])
    for arrangement in BarSeries.Arrangement.allCases {
      add(
        "groupedhist-\(arrangement.rawValue)",
        [
          try BarSeries.histograms(
            [Array(values[..<60]), Array(values[60..<120])], labels: ["control", "placebo"], arrangement: arrangement)
        ])
    }

    let dose = line(0, 10, 50)
    let response = zip(dose, normal(50, seed: 5)).map { 2 + 0.8 * $0 + $1 }
    let curve = zip(dose, normal(50, seed: 5)).map { ($0 - 5) * ($0 - 5) * ($0 - 2) / 10 + $1 }
    add("regression", [try RegressionSeries(x: dose, y: response), try ScatterSeries(x: dose, y: response)])
    add("regression-cubic", [try RegressionSeries(x: dose, y: curve, order: 3), try ScatterSeries(x: dose, y: curve)])

    result.append(Example(name: "marginal-histogram", figure: try JointFigure.histogram(x: x, y: y)))
    let (fewX, fewY) = (Array(x[..<150]), Array(y[..<150]))
    result.append(Example(name: "marginal-scatter", figure: try JointFigure.scatter(x: fewX, y: fewY)))
    result.append(Example(name: "marginal-density", figure: try JointFigure.density(x: fewX, y: fewY)))
    let variables = [Array(x[..<60]), Array(y[..<60]), x[..<60].map { exp($0 / 2) }]
    let names = ["length", "width", "growth"]
    var pairs = try PairFigure(variables, names: names)
    pairs.grouping = Grouping((0..<60).map { ["one", "two"][$0 % 2] })
    pairs.diagonal = .density
    result.append(Example(name: "pairs", figure: try pairs.figure))
    pairs = try PairFigure(variables, names: names)
    pairs.upper = .correlation
    pairs.hasRegression = true
    result.append(Example(name: "pairs-correlation", figure: try pairs.figure))
    pairs.upper = .empty
    pairs.hasRegression = false
    result.append(Example(name: "pairs-corner", figure: try pairs.figure))
    add("correlations", [try HeatmapSeries.correlations(variables, names: names)]) {
      $0.y.isFlipped = true
      $0.colorLimits = Limits(-1, 1)
      $0.aspectRatio = .equal
    }
    add(
      "pie",
      [try PieSeries(names: ["alpha", "beta", "gamma", "delta", "rest"], values: [40, 25, 15, 18, 2])]
    ) { $0.frameStyle = .none }
    return result
  }
}
