// Repeated measurements and several samples in the same bins: recipes of lines and bars.

/// What a band or a stick around the middle of repetitions means (`errorline`).
public enum RepetitionError: Hashable, Sendable {
  /// The standard deviation.
  case deviation
  /// The standard error of the mean.
  case standardError
  /// From one percentile to another, 0 … 100, around the median.
  case percentiles(Double, Double)
}

extension LineSeries {
  /// The middle of repetitions over `x` with an error around it (`errorline`): the mean, or the median with percentiles.
  /// `repetitions[i]` are the values at `x[i]`; those that are not finite are left out.
  public static func repetitions(
    x: [Double], _ repetitions: [[Double]], error: RepetitionError = .deviation, isBand: Bool = true,
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> LineSeries {
    try FigureLimit.checkSame("x", x.count, "the repetitions", repetitions.count)
    if case .percentiles(let low, let high) = error, !(low >= 0 && low < high && high <= 100) {
      throw .invalidOption("percentiles", "percentiles ascend between 0 and 100, such as [25, 75]")
    }
    var middle: [Double] = []
    var below: [Double] = []
    var above: [Double] = []
    for values in repetitions {
      let sample = try WeightedSample(values, nil)
      let mean = sample.values.reduce(0) { $0 + $1 / sample.total }
      switch error {
      case .percentiles(let low, let high):
        let quantiles = Quantiles.of(sample.values, [low / 100, 0.5, high / 100].sorted())
        let median = Quantiles.of(sample.values, [0.5])[0]
        middle.append(median)
        below.append(median - (quantiles.first ?? .nan))
        above.append((quantiles.last ?? .nan) - median)
      case .deviation, .standardError:
        let deviation = sample.deviation / (error == .standardError ? sample.total.squareRoot() : 1)
        middle.append(sample.values.isEmpty ? .nan : mean)
        below.append(deviation)
        above.append(deviation)
      }
    }
    var series = try LineSeries(x: x, y: middle, style: style)
    let extent = ErrorExtent(below: below, above: above)
    if isBand { series.ribbon = extent } else { series.yError = extent }
    return series
  }
}

extension BarSeries {
  /// Histograms of several samples in common bins, side by side or stacked (`groupedhist`). Bins are evenly wide.
  public static func histograms(
    _ samples: [[Double]], labels: [String] = [], bins: BinRule = .freedmanDiaconis, normalize: Normalization = .none,
    arrangement: Arrangement = .dodge, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> BarSeries {
    let total = samples.reduce(0) { $0 + $1.count }
    try FigureLimit.check(total, "points", FigureLimit.points)
    let edges = try Histogram(samples.flatMap(\.self), bins: bins).edges
    guard Grid.isUniform(edges) else { throw .invalidOption("bins", "the bins of grouped histograms are evenly wide") }
    var heights: [[Double]] = []
    for sample in samples {
      heights.append(edges.isEmpty ? [] : try Histogram(sample, bins: .edges(edges), normalize: normalize).heights)
    }
    return try BarSeries(
      positions: zip(edges, edges.dropFirst()).map { $0 + ($1 - $0) / 2 }, values: heights, columnLabels: labels,
      arrangement: arrangement, barWidth: arrangement == .dodge ? 0.9 : 0.96, style: style)
  }
}
