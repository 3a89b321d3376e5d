/// Predicted probabilities against observed frequencies, in bins of equal width.
public struct Calibration: Sendable {
  /// Mean prediction of each bin that is not empty.
  public let predicted: [Double]
  /// The part of positives in it.
  public let observed: [Double]
  public let counts: [Double]
  /// The mean squared difference between prediction and outcome.
  public let brierScore: Double

  /// `y` as for `BinaryScores`; `probabilities` lie between 0 and 1.
  public init(y: [Double], probabilities: [Double], bins: Int = 10) throws(FigureError) {
    try FigureLimit.checkSame("y", y.count, "p", probabilities.count)
    try FigureLimit.check(y.count, "probabilities", FigureLimit.points)
    guard bins > 0 else { throw .invalidOption("bins", "there is at least one bin") }
    try FigureLimit.check(bins, "bins", FigureLimit.bins)
    let labels = try BinaryScores.positive(y)
    var sums = [Double](repeating: 0, count: bins)
    var hits = sums
    var counts = sums
    var squares = 0.0
    for (index, p) in probabilities.enumerated() where !p.isNaN && !y[index].isNaN {
      guard p >= 0, p <= 1 else { throw .invalidOption("p", "probabilities lie between 0 and 1") }
      let bin = min(bins - 1, Int(p * Double(bins)))
      let outcome = labels[index] ? 1.0 : 0
      sums[bin] += p
      hits[bin] += outcome
      counts[bin] += 1
      squares += (p - outcome) * (p - outcome)
    }
    let filled = counts.indices.filter { counts[$0] > 0 }
    predicted = filled.map { sums[$0] / counts[$0] }
    observed = filled.map { hits[$0] / counts[$0] }
    self.counts = filled.map { counts[$0] }
    let total = counts.reduce(0, +)
    brierScore = total > 0 ? squares / total : .nan
  }

  /// Distances to the ends of Wilson's 95 % interval for each observed frequency (Wilson 1927).
  public var errors: ErrorExtent {
    let z = 1.959963984540054
    let ends = zip(observed, counts).map { rate, count -> (below: Double, above: Double) in
      let scale = 1 + z * z / count
      let centre = (rate + z * z / (2 * count)) / scale
      let half = z / scale * (rate * (1 - rate) / count + z * z / (4 * count * count)).squareRoot()
      return (max(0, rate - (centre - half)), max(0, centre + half - rate))
    }
    return ErrorExtent(below: ends.map(\.below), above: ends.map(\.above))
  }
}
