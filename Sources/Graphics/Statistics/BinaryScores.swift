/// How well scores tell two classes apart: the points of ROC and precision–recall curves, ties handled together
/// (Fawcett, "An introduction to ROC analysis", Pattern Recognition Letters 27, 2006).
public struct BinaryScores: Sendable {
  /// Distinct scores from the highest; what scores at least this is called positive.
  public let thresholds: [Double]
  /// How many positives and negatives score at least each threshold.
  public let truePositives: [Double]
  public let falsePositives: [Double]
  public let positives: Double
  public let negatives: Double

  /// `y` holds at most two different values, of which the larger is the positive class; a larger score speaks for it.
  /// Pairs with a value that is not a number are left out.
  public init(y: [Double], scores: [Double]) throws(FigureError) {
    try FigureLimit.checkSame("y", y.count, "scores", scores.count)
    try FigureLimit.check(y.count, "scores", FigureLimit.points)
    let labels = try BinaryScores.positive(y)
    let order = y.indices.filter { !y[$0].isNaN && !scores[$0].isNaN }.sorted { (scores[$1], $0) < (scores[$0], $1) }
    var thresholds: [Double] = []
    var truePositives: [Double] = []
    var falsePositives: [Double] = []
    var hits = 0.0
    var alarms = 0.0
    for (place, index) in order.enumerated() {
      if labels[index] { hits += 1 } else { alarms += 1 }
      // Equal scores pass a threshold together.
      if place + 1 < order.count, scores[order[place + 1]] == scores[index] { continue }
      thresholds.append(scores[index])
      truePositives.append(hits)
      falsePositives.append(alarms)
    }
    guard hits > 0, alarms > 0 else {
      throw .invalidOption("y", "there are no \(hits > 0 ? "negatives" : "positives") to tell apart")
    }
    self.thresholds = thresholds
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    positives = hits
    negatives = alarms
  }

  /// Which entries are of the positive class: the larger of two values, or 1 when there is only one value.
  static func positive(_ y: [Double]) throws(FigureError) -> [Bool] {
    guard let limits = Limits(of: y) else { return y.map { _ in false } }
    if y.contains(where: { !$0.isNaN && $0 != limits.lower && $0 != limits.upper }) {
      throw .invalidOption("y", "the classes are two values such as 0 and 1")
    }
    let upper = limits.span > 0 ? limits.upper : 1
    return y.map { $0 == upper }
  }

  // MARK: - ROC

  /// False positive rates, from 0 to 1.
  public var falsePositiveRates: [Double] { [0] + falsePositives.map { $0 / negatives } }

  /// True positive rates, from 0 to 1.
  public var truePositiveRates: [Double] { [0] + truePositives.map { $0 / positives } }

  /// The area under the ROC curve: the probability that a positive scores higher than a negative, ties counting half.
  public var areaUnderCurve: Double {
    var area = 0.0
    var (hits, alarms) = (0.0, 0.0)
    for index in thresholds.indices {
      area += (falsePositives[index] - alarms) * (truePositives[index] + hits) / 2
      (hits, alarms) = (truePositives[index], falsePositives[index])
    }
    return area / (positives * negatives)
  }

  // MARK: - Precision and recall

  /// The part of what is called positive that is, at each threshold.
  public var precisions: [Double] { zip(truePositives, falsePositives).map { $0 / ($0 + $1) } }

  /// The part of the positives that is found, at each threshold.
  public var recalls: [Double] { truePositives.map { $0 / positives } }

  /// Σ (Rₙ − Rₙ₋₁) Pₙ, the area under the steps of the curve, without interpolation.
  public var averagePrecision: Double {
    var sum = 0.0
    var previous = 0.0
    for (recall, precision) in zip(recalls, precisions) {
      sum += (recall - previous) * precision
      previous = recall
    }
    return sum
  }
}
