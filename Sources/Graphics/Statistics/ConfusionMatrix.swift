/// How often each true class was taken for each class: rows are true, columns predicted.
public struct ConfusionMatrix: Hashable, Sendable {
  /// What each cell is divided by.
  public enum Normalization: String, Hashable, Sendable, CaseIterable {
    case none
    /// The sum of its row: the diagonal is the recall.
    case `true`
    /// The sum of its column: the diagonal is the precision.
    case pred
    /// The sum of everything.
    case all
  }

  public let labels: [String]
  /// Row by row.
  public let counts: [Double]

  /// - Parameter counts: row by row, as many rows and columns as there are labels; not negative.
  public init(counts: [Double], labels: [String]) throws(FigureError) {
    try FigureLimit.check(labels.count, "classes", 140)
    try FigureLimit.checkSame("the matrix", counts.count, "classes × classes", labels.count * labels.count)
    guard counts.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
      throw .invalidOption("confusionmatrix", "counts are finite and not negative")
    }
    self.counts = counts
    self.labels = labels
  }

  /// Counts pairs of classes, given as indices of `labels`.
  public init(truth: [Int], predicted: [Int], labels: [String]) throws(FigureError) {
    try FigureLimit.checkSame("the true classes", truth.count, "the predicted classes", predicted.count)
    try FigureLimit.check(labels.count, "classes", 140)
    var counts = [Double](repeating: 0, count: labels.count * labels.count)
    for (row, column) in zip(truth, predicted) {
      guard labels.indices.contains(row), labels.indices.contains(column) else {
        throw .invalidOption("labels", "every class has a label")
      }
      counts[row * labels.count + column] += 1
    }
    try self.init(counts: counts, labels: labels)
  }

  /// The counts, or shares of them; 0 where there is nothing to divide by.
  public func values(_ normalization: Normalization) -> [Double] {
    let size = labels.count
    func share(_ count: Double, _ sum: Double) -> Double { sum > 0 ? count / sum : 0 }
    switch normalization {
    case .none: return counts
    case .all:
      let sum = counts.reduce(0, +)
      return counts.map { share($0, sum) }
    case .true:
      let sums = (0..<size).map { row in counts[row * size..<(row + 1) * size].reduce(0, +) }
      return counts.enumerated().map { share($0.element, sums[$0.offset / size]) }
    case .pred:
      let sums = (0..<size).map { column in stride(from: column, to: counts.count, by: size).reduce(0) { $0 + counts[$1] } }
      return counts.enumerated().map { share($0.element, sums[$0.offset % size]) }
    }
  }
}

extension Subplot {
  /// A confusion matrix as a heat map with its numbers, the first class on top.
  public static func confusion(
    _ matrix: ConfusionMatrix, normalization: ConfusionMatrix.Normalization = .none, colorMap: ColorMap? = nil,
    digits: Int? = nil
  ) throws(FigureError) -> Subplot {
    let size = matrix.labels.count
    let values = matrix.values(normalization)
    let grid = try Grid(rows: size, columns: size, values: values)
    let texts = values.map { value in
      normalization == .none
        ? NumberLabel.short(value, digits: digits ?? 6) : NumberLabel.fixed(value, decimals: max(0, min(10, digits ?? 2)))
    }
    let series = try HeatmapSeries(
      grid, cellLabels: texts, xCategories: matrix.labels, yCategories: matrix.labels,
      colorMap: colorMap ?? ColorMap(named: "blues"))
    var subplot = Subplot([series])
    subplot.options.x.label = "predicted"
    subplot.options.y.label = "true"
    subplot.options.y.isFlipped = true
    subplot.options.aspectRatio = .equal
    subplot.options.colorbar = false
    // White is nothing, and full colour a whole row, column or the largest count.
    subplot.options.colorLimits = Limits(
      0, normalization == .true || normalization == .pred ? 1 : max(values.max() ?? 1, .leastNormalMagnitude))
    return subplot
  }
}
