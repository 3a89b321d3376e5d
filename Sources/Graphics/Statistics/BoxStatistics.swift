/// What a box plot shows of a sample (Tukey, "Exploratory Data Analysis", 1977).
public struct BoxStatistics: Hashable, Sendable {
  /// Quartiles by linear interpolation (type 7 of Hyndman and Fan 1996).
  public let lowerQuartile: Double
  public let median: Double
  public let upperQuartile: Double
  /// The farthest values within `range` times the interquartile range of the quartiles.
  public let lowerWhisker: Double
  public let upperWhisker: Double
  /// What lies beyond the whiskers, ascending.
  public let outliers: [Double]
  /// How many finite values there are.
  public let count: Int

  /// `nil` without finite values. `range` 0 lets the whiskers reach the extremes, as in StatsPlots.
  public init?(_ values: [Double], range: Double = 1.5) {
    let finite = values.filter { $0.isFinite && $0.magnitude <= AxisScale.largest }
    guard !finite.isEmpty else { return nil }
    let quartiles = Quantiles.of(finite, [0.25, 0.5, 0.75])
    (lowerQuartile, median, upperQuartile) = (quartiles[0], quartiles[1], quartiles[2])
    count = finite.count
    let reach = range > 0 ? range * (quartiles[2] - quartiles[0]) : .infinity
    var low = quartiles[0]
    var high = quartiles[2]
    var outliers: [Double] = []
    for value in finite {
      if value < quartiles[0] - reach || value > quartiles[2] + reach {
        outliers.append(value)
      } else {
        low = min(low, value)
        high = max(high, value)
      }
    }
    (lowerWhisker, upperWhisker) = (low, high)
    self.outliers = outliers.sorted()
  }

  /// Half the height of the notch: notches of two samples that do not overlap speak for different medians (McGill, Tukey and
  /// Larsen, "Variations of box plots", 1978).
  public var notch: Double { 1.57 * (upperQuartile - lowerQuartile) / Double(count).squareRoot() }
}
