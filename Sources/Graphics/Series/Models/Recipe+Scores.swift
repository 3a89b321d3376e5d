// Charts that judge classifiers and training: ROC, precision and recall, calibration, learning and loss curves.

extension Recipe {
  private static var diagonal: any Series {
    get throws(FigureError) { try ReferenceLineSeries(.sloped(slope: 1, intercept: 0)) }
  }

  /// `name` with a measure behind it, for the legend.
  private static func style(_ style: SeriesStyle, _ measure: String, _ value: Double) -> SeriesStyle {
    var style = style
    if style.label?.isEmpty == true { return style }
    let text = "\(measure) \(NumberLabel.fixed(value, decimals: 3))"
    style.label = style.label.map { "\($0) (\(text))" } ?? text
    return style
  }

  /// ROC curves, one for each list of scores, with their areas in the legend and the diagonal of guessing.
  public static func rocCurve(y: [Double], scores: [[Double]], styles: [SeriesStyle] = []) throws(FigureError) -> Recipe {
    var series: [any Series] = [try diagonal]
    for (index, own) in scores.enumerated() {
      let points = try BinaryScores(y: y, scores: own)
      let style = style(styles.style(index), "AUC", points.areaUnderCurve)
      series.append(try LineSeries(x: points.falsePositiveRates, y: points.truePositiveRates, style: style))
    }
    return Recipe(series) {
      $0.useUnitSquare()
      $0.x.label = "false positive rate"
      $0.y.label = "true positive rate"
      $0.legend = .bottomright
    }
  }

  /// Precision over recall in steps, with average precisions in the legend; dashed, the precision of guessing.
  public static func precisionRecallCurve(
    y: [Double], scores: [[Double]], styles: [SeriesStyle] = []
  ) throws(FigureError) -> Recipe {
    var series: [any Series] = []
    for (index, own) in scores.enumerated() {
      let points = try BinaryScores(y: y, scores: own)
      if index == 0 {
        series.append(try ReferenceLineSeries(.horizontal([points.positives / (points.positives + points.negatives)])))
      }
      let style = style(styles.style(index), "AP", points.averagePrecision)
      // Once all positives are found, lower thresholds only lose precision.
      let end = points.recalls.firstIndex(of: 1) ?? points.recalls.count - 1
      series.append(
        try StepSeries(
          x: [0] + points.recalls[...end], y: [points.precisions[0]] + points.precisions[...end], place: .pre,
          style: style))
    }
    return Recipe(series) {
      $0.useUnitSquare()
      $0.x.label = "recall"
      $0.y.label = "precision"
    }
  }

  /// Observed frequencies over mean predictions, with 95 % intervals; on the dashed diagonal predictions are right.
  public static func calibrationPlot(
    y: [Double], probabilities: [[Double]], bins: Int = 10, styles: [SeriesStyle] = []
  ) throws(FigureError) -> Recipe {
    var series: [any Series] = [try diagonal]
    for (index, own) in probabilities.enumerated() {
      let calibration = try Calibration(y: y, probabilities: own, bins: bins)
      var style = style(styles.style(index), "Brier", calibration.brierScore)
      style.markerShape = style.markerShape ?? .circle
      var line = try LineSeries(x: calibration.predicted, y: calibration.observed, style: style)
      line.yError = calibration.errors
      series.append(line)
    }
    return Recipe(series) {
      $0.useUnitSquare()
      $0.x.label = "mean predicted probability"
      $0.y.label = "fraction of positives"
      $0.legend = .topleft
    }
  }

  /// Scores over the sizes of the training set: one list of repetitions for each size, drawn as their mean with a band
  /// of one standard deviation.
  public static func learningCurve(
    sizes: [Double], training: [[Double]], validation: [[Double]], styles: [SeriesStyle] = []
  ) throws(FigureError) -> Recipe {
    var series: [any Series] = []
    for (index, (name, rows)) in [("training", training), ("validation", validation)].enumerated() {
      try FigureLimit.checkSame("sizes", sizes.count, name, rows.count)
      var style = styles.style(index)
      style.label = style.label ?? name
      style.markerShape = style.markerShape ?? .circle
      var line = try LineSeries.repetitions(x: sizes, rows, style: style)
      if !rows.contains(where: { $0.count > 1 }) { line.ribbon = nil }
      series.append(line)
    }
    return Recipe(series) {
      $0.x.label = "training examples"
      $0.y.label = "score"
    }
  }

  /// Losses over epochs 1, 2, 3, …; the axis is logarithmic when they are positive and span two decades.
  public static func lossCurve(_ losses: [[Double]], styles: [SeriesStyle] = []) throws(FigureError) -> Recipe {
    var series: [any Series] = []
    for (index, loss) in losses.enumerated() {
      var style = styles.style(index)
      if losses.count == 2 { style.label = style.label ?? (index == 0 ? "training" : "validation") }
      if losses.count == 1 { style.label = style.label ?? "" }
      series.append(try LineSeries(y: loss, style: style))
    }
    var isLogarithmic = false
    if let limits = Limits(of: losses.joined()) { isLogarithmic = limits.lower > 0 && limits.upper / limits.lower >= 100 }
    return Recipe(series) { [isLogarithmic] in
      $0.x.label = "epoch"
      $0.y.label = "loss"
      if isLogarithmic { $0.y.scale = .log10 }
    }
  }

  /// Shares of variance as bars, and their running sum as a line. Eigenvalues are not negative, but for rounding.
  public static func screePlot(_ eigenvalues: [Double], style: SeriesStyle = SeriesStyle()) throws(FigureError) -> Recipe {
    try FigureLimit.check(eigenvalues.count, "eigenvalues", FigureLimit.elements)
    let largest = eigenvalues.reduce(0, max)
    guard eigenvalues.allSatisfy({ $0.isFinite && $0 >= -1e-9 * largest }), largest > 0 else {
      throw .invalidOption("eigenvalues", "variances are finite and not negative, and one is positive")
    }
    let sorted = eigenvalues.map { max(0, $0) / largest }.sorted(by: >)
    let total = sorted.reduce(0, +)
    let shares = sorted.map { $0 / total }
    var sum = 0.0
    let cumulative = shares.map { share -> Double in
      sum += share
      return min(1, sum)
    }
    let places = shares.indices.map { Double($0 + 1) }
    var bars = style
    bars.label = bars.label ?? "each"
    return Recipe([
      try BarSeries(positions: places, values: [shares], style: bars),
      try LineSeries(x: places, y: cumulative, style: SeriesStyle(label: "cumulative", markerShape: .circle)),
    ]) {
      $0.x.label = "component"
      $0.y.label = "share of variance"
      $0.y.lower = 0
      $0.y.upper = 1.04
      if places.count <= 30 { $0.x.ticks = .values(places) }
      $0.legend = $0.legend ?? .right
    }
  }
}

extension [SeriesStyle] {
  /// The style of a series, a plain one where there are too few.
  fileprivate func style(_ index: Int) -> SeriesStyle { index < count ? self[index] : SeriesStyle() }
}
