/// The tree of a hierarchical clustering with square elbows, coloured below a threshold.
public struct DendrogramSeries: Series {
  let tree: MergeTree
  public let labels: [String]
  /// Merges below this height take the colours of their groups.
  public var threshold: Double
  /// Whether the threshold is shown as a line.
  public var showsThreshold = false
  /// Leaves at the left and the root at the right, instead of leaves below and the root on top.
  public var isHorizontal: Bool
  public var style: SeriesStyle

  /// `rows` as SciPy's linkage matrix: two clusters, counted from 0 with leaves first, then the height at which they
  /// merge (further columns are not read); or, when a number is negative, as Clustering.jl: −k is leaf k and k is the
  /// cluster of row k. `labels` are those of the leaves, or empty for their numbers. Without a `threshold` it is 0.7
  /// times the greatest height.
  public init(
    rows: [[Double]], labels: [String] = [], threshold: Double? = nil, isHorizontal: Bool = false,
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    guard let first = rows.first, rows.allSatisfy({ $0.count >= 3 && $0.count == first.count }) else {
      throw .invalidOption("merges", "each row holds two clusters and the height at which they merge")
    }
    try FigureLimit.check(rows.count, "merges", MergeTree.limit)
    let isSigned = rows.contains { $0[0] < 0 || $0[1] < 0 }
    let leaves = rows.count + 1
    var merges: [MergeTree.Merge] = []
    for row in rows {
      func cluster(_ value: Double) throws(FigureError) -> Int {
        guard value.magnitude < 1e7, value == value.rounded(), !isSigned || value != 0 else {
          throw .invalidOption("merges", "clusters are numbered by integers")
        }
        return !isSigned ? Int(value) : value < 0 ? Int(-value) - 1 : leaves + Int(value) - 1
      }
      if isSigned, row[0] < Double(-leaves) || row[1] < Double(-leaves) {
        throw .invalidOption("merges", "\(rows.count) merges join \(leaves) leaves")
      }
      merges.append(MergeTree.Merge(left: try cluster(row[0]), right: try cluster(row[1]), height: row[2]))
    }
    if !labels.isEmpty { try FigureLimit.checkSame("leaves", leaves, "labels", labels.count) }
    tree = try MergeTree(merges)
    self.labels = labels
    self.threshold = threshold ?? 0.7 * (merges.map(\.height).max() ?? 0)
    self.isHorizontal = isHorizontal
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  public var kind: String { "dendrogram" }
  public var noun: String { "dendrogram of \(tree.leafCount) leaves" }

  public var columns: [DataColumn] {
    [
      DataColumn("left", tree.merges.map { Double($0.left) }), DataColumn("right", tree.merges.map { Double($0.right) }),
      DataColumn("height", tree.merges.map(\.height)),
    ]
  }

  public func demand(x xScale: AxisScale, y yScale: AxisScale) -> RangeDemand {
    let count = Double(tree.leafCount)
    var leaves = AxisDemand(Limits(0.5, count + 0.5), exactLower: true, exactUpper: true)
    leaves.categories = tree.leafOrder.enumerated().map { place, leaf in
      (Double(place + 1), labels.isEmpty ? "\(leaf + 1)" : labels[leaf])
    }
    let scale = isHorizontal ? xScale : yScale
    var heights = tree.merges.map(\.height)
    if showsThreshold { heights.append(threshold) }
    let height = AxisDemand(heights, on: scale)?.pinned(at: 0, on: scale)
    var demand = isHorizontal ? RangeDemand(x: height, y: leaves) : RangeDemand(x: leaves, y: height)
    if isHorizontal { demand.wantsYGrid = false } else { demand.wantsXGrid = false }
    return demand
  }

  public func draw(on canvas: inout Canvas) {
    let positions = tree.positions
    let groups = tree.groups(below: threshold)
    let count = (groups.compactMap(\.self).max() ?? -1) + 1
    // One path for each colour; the colours of the palette come again after six groups.
    let colors = min(count, 6)
    var links = [[[Point]]](repeating: [], count: colors + 1)
    for (index, merge) in tree.merges.enumerated() {
      func place(_ cluster: Int, _ height: Double) -> Point {
        isHorizontal ? canvas.point(height, positions[cluster]) : canvas.point(positions[cluster], height)
      }
      links[groups[index].map { $0 % max(1, colors) } ?? colors].append([
        place(merge.left, tree.height(merge.left)), place(merge.left, merge.height), place(merge.right, merge.height),
        place(merge.right, tree.height(merge.right)),
      ])
    }
    let width = style.lineWidth ?? (tree.leafCount > 100 ? 1 : 1.5)
    for (color, paths) in links.enumerated() where !paths.isEmpty {
      let paint = canvas.paint(style.color ?? (color == colors ? .role(.muted) : .palette(canvas.slot + color)))
      let gap = Point(.nan, .nan)
      canvas.path(Array(paths.joined(separator: [gap])), stroke: Stroke(paint, width: width, opacity: style.alpha ?? 1))
    }
    guard showsThreshold else { return }
    let frame = canvas.frame
    let cut = isHorizontal ? canvas.x.position(threshold) : canvas.y.position(threshold)
    let line =
      isHorizontal
      ? (Point(cut, frame.minY), Point(cut, frame.maxY)) : (Point(frame.minX, cut), Point(frame.maxX, cut))
    canvas.rules([line], stroke: Stroke(canvas.paint(.role(.muted)), width: 1, dash: [4, 3]))
  }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] { [] }
}

extension Recipe {
  /// A dendrogram over its axis of heights; with more leaves than can be read, their names are left out.
  public static func dendrogram(_ series: DendrogramSeries) -> Recipe {
    let count = Double(series.tree.leafCount)
    let length = 60 + 16 * count
    var size: Size?
    if series.isHorizontal, length > 400 { size = Size(640, min(1200, length)) }
    if !series.isHorizontal, length > 640 { size = Size(min(1200, length), 400) }
    return Recipe([series], size: size) {
      let isCrowded = count > 100
      if series.isHorizontal {
        $0.x.label = "height"
        if isCrowded { $0.y.ticks = .none }
      } else {
        $0.y.label = "height"
        if isCrowded { $0.x.ticks = .none }
      }
    }
  }
}
