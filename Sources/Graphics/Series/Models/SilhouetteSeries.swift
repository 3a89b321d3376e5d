/// Silhouette coefficients as horizontal bars, sorted within clusters (Rousseeuw 1987): wide, even blocks are good
/// clusters, bars left of zero are points that are closer to another one.
public struct SilhouetteSeries: Series {
  /// Coefficients −1 … 1, cluster by cluster, falling within each.
  public let scores: [Double]
  /// Where each cluster begins in `scores`, and its name.
  public let clusters: [(name: String, rows: Range<Int>)]
  public var style: SeriesStyle

  /// One score and one label for each point; clusters come in the order of `order`, or of their names.
  public init(
    scores: [Double], labels: [String], order: [String] = [], style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    try FigureLimit.checkSame("scores", scores.count, "labels", labels.count)
    try FigureLimit.check(scores.count, "scores", FigureLimit.points)
    var members: [String: [Double]] = [:]
    for (score, label) in zip(scores, labels) where score.isFinite { members[label, default: []].append(score) }
    try FigureLimit.check(members.count, "clusters", FigureLimit.levels)
    var names: [String] = []
    for name in order where members[name] != nil && !names.contains(name) { names.append(name) }
    names += members.keys.filter { !names.contains($0) }.sorted()
    var sorted: [Double] = []
    var clusters: [(name: String, rows: Range<Int>)] = []
    for name in names {
      let own = (members[name] ?? []).sorted(by: >)
      clusters.append((name, sorted.count..<sorted.count + own.count))
      sorted += own
    }
    self.scores = sorted
    self.clusters = clusters
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  public var kind: String { "silhouette" }
  public var noun: String { "silhouettes of \(clusters.count) clusters" }
  public var paletteSlots: Int { max(1, clusters.count) }

  /// The mean coefficient of all points.
  public var mean: Double { scores.isEmpty ? .nan : scores.reduce(0, +) / Double(scores.count) }

  public var columns: [DataColumn] {
    [
      DataColumn("cluster", clusters.enumerated().flatMap { index, one in one.rows.map { _ in Double(index + 1) } }),
      DataColumn("silhouette", scores),
    ]
  }

  /// Rows of space between clusters.
  private var gap: Double { max(1, Double(scores.count) * 0.02) }

  /// The row at which a cluster begins, counted from the top.
  private func start(_ index: Int) -> Double { Double(clusters[index].rows.lowerBound) + Double(index + 1) * gap }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    guard !scores.isEmpty else { return RangeDemand(x: nil, y: nil) }
    let height = Double(scores.count) + Double(clusters.count + 1) * gap
    var y = AxisDemand(Limits(-height, 0), exactLower: true, exactUpper: true)
    y.categories = clusters.enumerated().map { index, cluster in
      (-start(index) - Double(cluster.rows.count) / 2, cluster.name)
    }
    var demand = RangeDemand(x: AxisDemand(scores, on: xScale)?.pinned(at: 0, on: xScale), y: y)
    demand.wantsYGrid = false
    return demand
  }

  public func draw(on canvas: inout Canvas) {
    let frame = canvas.frame
    for (index, cluster) in clusters.enumerated() {
      let first = start(index)
      var outline = [canvas.point(0, -first)]
      for (offset, row) in cluster.rows.enumerated() {
        outline.append(canvas.point(scores[row], -first - Double(offset)))
        outline.append(canvas.point(scores[row], -first - Double(offset + 1)))
      }
      outline.append(canvas.point(0, -first - Double(cluster.rows.count)))
      canvas.polygons(
        [Simplification.douglasPeucker(thinned(outline), tolerance: 0.25)], fill: canvas.fill(opacity: 0.88, offset: index))
    }
    guard mean.isFinite else { return }
    let zero = canvas.x.position(0)
    canvas.rules(
      [(Point(zero, frame.minY), Point(zero, frame.maxY))], stroke: Stroke(canvas.paint(.role(.axis)), width: 1))
    let x = canvas.x.position(mean)
    canvas.rules(
      [(Point(x, frame.minY), Point(x, frame.maxY))],
      stroke: Stroke(canvas.paint(.role(.ink)), width: 1.25, dash: [4, 3]))
  }

  /// Scores fall, so steps that are lower than a quarter of a pixel can be left out.
  private func thinned(_ outline: [Point]) -> [Point] {
    guard outline.count > 4000 else { return outline }
    var result: [Point] = []
    for point in outline {
      if let last = result.last, last.distance(to: point) < 0.2 { continue }
      result.append(point)
    }
    if let last = outline.last, result.last != last { result.append(last) }
    return result
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] { [] }
}

extension Recipe {
  /// Silhouettes with their clusters' names beside them; the dashed line is the mean.
  public static func silhouettePlot(_ series: SilhouetteSeries) -> Recipe {
    Recipe([series]) {
      $0.x.label = series.mean.isFinite ? "silhouette coefficient (mean \(NumberLabel.fixed(series.mean, decimals: 3)))" : ""
      $0.y.label = "cluster"
    }
  }
}
