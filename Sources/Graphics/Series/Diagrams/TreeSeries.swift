/// A tree of texts in boxes: decision trees, probability trees, call trees.
public struct TreeSeries: Series {
  public let tree: Tree
  /// The root at the left instead of on top.
  public var isHorizontal: Bool
  public var style: SeriesStyle

  public init(_ tree: Tree, isHorizontal: Bool = false, style: SeriesStyle = SeriesStyle()) throws(FigureError) {
    try FigureLimit.check(tree.count, "nodes", TreeSeries.limit)
    self.tree = tree
    self.isHorizontal = isHorizontal
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  static let limit = 1_000

  public var kind: String { "tree" }
  public var noun: String { "tree of \(tree.count) \(tree.count == 1 ? "node" : "nodes")" }
  public var paletteSlots: Int { max(1, classes.count) }

  public var columns: [DataColumn] {
    [
      DataColumn("parent", tree.parents.map { $0.map { Double($0 + 1) } ?? 0 }),
      DataColumn("depth", tree.depths.map(Double.init)),
    ]
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand { RangeDemand(x: nil, y: nil) }
  public func legendEntries(on canvas: Canvas) -> [LegendEntry] { [] }

  // MARK: - Layout

  /// Where the middles of the nodes are, in px before they are fitted into a plot area, and half their sizes.
  func layout(fontSize: Double) -> (positions: [Point], halves: [Size]) {
    let halves = tree.labels.map { label -> Size in
      guard !label.isEmpty else { return Size(3, 3) }
      let size = LabelLayout.extent(label, size: fontSize)
      return Size(max(size.width / 2 + 8, 13), size.height / 2 + 4.5)
    }
    let depths = tree.depths
    var thickness = [Double](repeating: 0, count: (depths.max() ?? 0) + 1)
    var labelLength = thickness
    for node in depths.indices {
      thickness[depths[node]] = max(thickness[depths[node]], isHorizontal ? halves[node].width : halves[node].height)
      let edge = LabelLayout.extent(tree.edgeLabels[node], size: fontSize)
      labelLength[depths[node]] = max(labelLength[depths[node]], isHorizontal ? edge.width + 34 : edge.height + 24)
    }
    var along = [Double](repeating: 0, count: thickness.count)
    for depth in along.indices.dropFirst() {
      along[depth] = along[depth - 1] + thickness[depth - 1] + thickness[depth] + max(isHorizontal ? 40 : 30, labelLength[depth])
    }
    let breadths = halves.map { 2 * (isHorizontal ? $0.height : $0.width) }
    let across = TidyTree(tree, breadths: breadths, gap: isHorizontal ? 9 : 14).positions
    let positions = depths.indices.map { node in
      // At the left, boxes of a level begin together.
      isHorizontal
        ? Point(along[depths[node]] - thickness[depths[node]] + halves[node].width, across[node])
        : Point(across[node], along[depths[node]])
    }
    return (positions, halves)
  }

  /// First lines of the leaves' texts when they come again, as the classes of a decision tree do: each takes a colour.
  private var classes: [String] {
    var names: [String] = []
    let leaves = tree.labels.indices.filter { tree.children[$0].isEmpty }
    for leaf in leaves {
      let name = className(leaf)
      if !names.contains(name) { names.append(name) }
      if names.count > 6 { return [] }
    }
    return names.count < leaves.count && names.count > 1 ? names : []
  }

  private func className(_ node: Int) -> String { String(tree.labels[node].prefix { $0 != "\n" }) }

  // MARK: - Drawing

  public func draw(on canvas: inout Canvas) {
    let (positions, halves) = layout(fontSize: canvas.theme.fontSize)
    let fit = DiagramFit(positions, halves: halves, frame: canvas.frame.insetBy(1, 1), isUniform: false)
    let places = positions.map { fit.place($0) }
    let sizes = halves.map { Size($0.width * fit.scale, $0.height * fit.scale) }
    let fontSize = canvas.theme.fontSize * fit.scale
    let isReadable = fontSize >= 4

    var edges: [(Point, Point)] = []
    var edgeTexts: [(text: String, place: Point)] = []
    for node in tree.labels.indices {
      guard let parent = tree.parents[node] else { continue }
      let start =
        isHorizontal
        ? Point(places[parent].x + sizes[parent].width, places[parent].y)
        : Point(places[parent].x, places[parent].y + sizes[parent].height)
      let end =
        isHorizontal
        ? Point(places[node].x - sizes[node].width, places[node].y)
        : Point(places[node].x, places[node].y - sizes[node].height)
      edges.append((start, end))
      if !tree.edgeLabels[node].isEmpty { edgeTexts.append((tree.edgeLabels[node], start.interpolated(to: end, 0.5))) }
    }
    canvas.rules(edges, stroke: Stroke(canvas.paint(.role(.axis)), width: style.lineWidth ?? 1.25))
    drawBoxes(places, sizes, on: &canvas)
    guard isReadable else { return }
    for (node, label) in tree.labels.enumerated() where !label.isEmpty {
      canvas.text(label, at: places[node], size: fontSize, halo: false)
    }
    for (text, place) in edgeTexts { canvas.text(text, at: place, size: fontSize, color: .role(.muted)) }
  }

  private func drawBoxes(_ places: [Point], _ sizes: [Size], on canvas: inout Canvas) {
    let classes = classes
    var inner: [[Point]] = []
    var leaves = [[[Point]]](repeating: [], count: max(1, classes.count))
    for node in places.indices {
      let rect = Rect(around: places[node], sizes[node])
      let outline = tree.count > 200 ? rect.corners : rect.rounded(4)
      if !tree.children[node].isEmpty {
        inner.append(outline)
      } else {
        leaves[classes.firstIndex(of: className(node)) ?? 0].append(outline)
      }
    }
    canvas.polygons(
      inner, fill: Fill(canvas.paint(.role(.background))), stroke: Stroke(canvas.paint(.role(.axis)), width: 1))
    for (index, outlines) in leaves.enumerated() where !outlines.isEmpty {
      canvas.polygons(outlines, fill: Fill(canvas.paint(.role(.background))))
      canvas.polygons(
        outlines, fill: canvas.fill(opacity: 0.16, offset: index),
        stroke: Stroke(canvas.seriesPaint(offset: index), width: 1))
    }
  }
}

extension Recipe {
  /// A tree in a figure that is as large as it needs.
  public static func tree(_ series: TreeSeries) -> Recipe {
    let (positions, halves) = series.layout(fontSize: Theme.nabla.fontSize)
    return Recipe([series], size: Size(fitting: positions, halves)) { $0.hideAxes() }
  }
}

extension Size {
  /// A figure for a diagram: its own size and some room, within reason.
  init(fitting positions: [Point], _ halves: [Size], least: Size = Size(320, 200)) {
    let pairs = Array(zip(positions, halves))
    func extent(_ ends: [(Double, Double)]) -> Double {
      (ends.map(\.1).max() ?? 0) - (ends.map(\.0).min() ?? 0) + 2 * Theme.nabla.padding + 4
    }
    let width = extent(pairs.map { ($0.x - $1.width, $0.x + $1.width) })
    let height = extent(pairs.map { ($0.y - $1.height, $0.y + $1.height) })
    self.init(min(max(width, least.width), 1200).rounded(.up), min(max(height, least.height), 1600).rounded(.up))
  }
}
