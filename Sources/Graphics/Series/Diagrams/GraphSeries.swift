/// A graph: nodes as circles or boxes with their names, edges as lines or arrows between their borders.
public struct GraphSeries: Series {
  public enum NodeShape: String, Hashable, Sendable, CaseIterable {
    /// Circles when the names fit into small ones, else boxes.
    case automatic = "auto"
    case circle
    case box = "rect"
  }

  public let graph: Graph
  /// Names of the nodes; empty for none.
  public let names: [String]
  /// Texts at the edges; empty for none.
  public let edgeLabels: [String]
  /// px of each edge; empty for the theme's.
  public var edgeWidths: [Double] = []
  /// `nil` chooses by the graph.
  public var layout: GraphLayout?
  public var nodeShape: NodeShape = .automatic
  /// Names of groups, and the group of each node; both empty for one colour.
  public private(set) var groups: [String] = []
  private var groupOfNode: [Int] = []
  public var style: SeriesStyle

  public init(
    _ graph: Graph, names: [String] = [], edgeLabels: [String] = [], layout: GraphLayout? = nil,
    style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) {
    if !names.isEmpty { try FigureLimit.checkSame("nodes", graph.count, "names", names.count) }
    if layout == .layered { try FigureLimit.check(graph.count, "nodes in layers", GraphLayout.layeredLimit) }
    if !edgeLabels.isEmpty { try FigureLimit.checkSame("edges", graph.edges.count, "edgelabels", edgeLabels.count) }
    self.graph = graph
    self.names = names
    self.edgeLabels = edgeLabels
    self.layout = layout
    self.style = style
    if style.label == nil { self.style.label = "" }
  }

  /// Divides the nodes into groups, each of its own colour.
  public mutating func group(by grouping: Grouping) throws(FigureError) {
    try FigureLimit.checkSame("nodes", graph.count, "group", grouping.count)
    groups = grouping.names
    groupOfNode = [Int](repeating: 0, count: graph.count)
    for (group, nodes) in grouping.rows.enumerated() { for node in nodes { groupOfNode[node] = group } }
  }

  public var kind: String { "graph" }
  public var noun: String {
    "\(graph.isDirected ? "directed graph" : "graph") of \(graph.count) nodes and \(graph.edges.count) edges"
  }
  public var paletteSlots: Int { max(1, groups.count) }

  public var columns: [DataColumn] {
    [
      DataColumn("from", graph.edges.map { Double($0.from + 1) }), DataColumn("to", graph.edges.map { Double($0.to + 1) }),
      DataColumn("weight", graph.edges.map(\.weight)),
    ]
  }

  public func demand(x: AxisScale, y: AxisScale) -> RangeDemand { RangeDemand(x: nil, y: nil) }

  public func legendEntries(on canvas: Canvas) -> [LegendEntry] {
    groups.enumerated().map { index, name in LegendEntry(label: name, marker: marker(8, index, canvas)) }
  }

  // MARK: - Layout

  /// Half the sizes of the nodes in px, and whether they are circles.
  private func nodes(fontSize: Double) -> (halves: [Size], isCircle: Bool) {
    guard names.contains(where: { !$0.isEmpty }) else {
      let radius = style.markerSize ?? (graph.count > 60 ? 4 : 6)
      return ([Size](repeating: Size(radius, radius), count: graph.count), true)
    }
    let extents = names.map { LabelLayout.extent($0, size: fontSize) }
    let radius = extents.map { ($0.width * $0.width + $0.height * $0.height).squareRoot() / 2 + 3 }.max() ?? 0
    if nodeShape == .circle || (nodeShape == .automatic && radius <= 24) {
      let own = max(radius, style.markerSize ?? 13)
      return ([Size](repeating: Size(own, own), count: graph.count), true)
    }
    return (extents.map { Size(max($0.width / 2 + 8, 13), $0.height / 2 + 5) }, false)
  }

  /// What an arrangement follows from, besides the graph and its texts.
  private struct Wishes: Hashable {
    var fontSize: Double
    var layout: GraphLayout?
    var nodeShape: NodeShape
    var markerSize: Double?
  }

  private struct Arrangement {
    var wishes: Wishes
    var placed: PlacedGraph
    var halves: [Size]
    var isCircle: Bool
    /// Half the sizes with room for loops.
    var reaches: [Size]
  }

  private static let loopReach = 22.0

  /// The arrangement that was made last: large graphs take a while.
  private var lastArrangement: Arrangement?

  /// Makes the arrangement for the usual size of texts once and for all.
  mutating func arrange() { lastArrangement = arrangement(fontSize: Theme.nabla.fontSize) }

  private func arrangement(fontSize: Double) -> Arrangement {
    let wishes = Wishes(fontSize: fontSize, layout: layout, nodeShape: nodeShape, markerSize: style.markerSize)
    if let lastArrangement, lastArrangement.wishes == wishes { return lastArrangement }
    let (halves, isCircle) = nodes(fontSize: fontSize)
    var gap = names.isEmpty ? 34.0 : 44.0
    let texts = edgeLabels.map { LabelLayout.extent($0, size: fontSize).width }
    if let longest = texts.max(), longest > 0 { gap = max(gap, min(longest, 120) + 40) }
    // Many arrows with texts need room.
    let density = Double(graph.edges.count) / Double(max(1, graph.count))
    if graph.isDirected, !edgeLabels.isEmpty { gap *= min(2.6, max(1, 0.4 + 0.4 * density)) }
    let placed = (layout ?? GraphLayout.suited(to: graph)).place(graph, halves: halves, gap: gap)
    var reaches = halves
    let loopLabel = edgeLabels.isEmpty ? 0 : 12.0
    for edge in graph.edges where edge.from == edge.to {
      let half = halves[edge.from]
      let room = GraphSeries.loopReach + loopLabel + 4
      reaches[edge.from] = Size(half.width + room + loopLabel, half.height + room)
    }
    return Arrangement(wishes: wishes, placed: placed, halves: halves, isCircle: isCircle, reaches: reaches)
  }

  /// px that the graph takes before it is fitted into a figure.
  var naturalSize: Size {
    let arrangement = arrangement(fontSize: Theme.nabla.fontSize)
    return Size(fitting: arrangement.placed.positions, arrangement.reaches, least: Size(360, 240))
  }

  // MARK: - Drawing

  public func draw(on canvas: inout Canvas) {
    guard graph.count > 0 else { return }
    let arrangement = arrangement(fontSize: canvas.theme.fontSize)
    let fit = DiagramFit(
      arrangement.placed.positions, halves: arrangement.reaches, frame: canvas.frame.insetBy(2, 2),
      isUniform: arrangement.placed.isUniform)
    let places = arrangement.placed.positions.map { fit.place($0) }
    let outlines = places.indices.map { node in
      let half = arrangement.halves[node]
      return NodeOutline(
        centre: places[node], half: Size(half.width * fit.scale, half.height * fit.scale), isCircle: arrangement.isCircle)
    }
    let routes = arrangement.placed.routes.map { $0.map { fit.place($0) } }
    let texts = drawEdges(outlines, routes, fit.scale, on: &canvas)
    drawNodes(outlines, on: &canvas)
    let fontSize = canvas.theme.fontSize * fit.scale
    guard fontSize >= 4 else { return }
    for (name, place) in zip(names, places) where !name.isEmpty {
      canvas.text(name, at: place, size: fontSize, halo: false)
    }
    for (text, place) in texts { canvas.text(text, at: place, size: fontSize, color: .role(.muted)) }
  }

  func marker(_ radius: Double, _ group: Int, _ canvas: Canvas) -> Marker {
    Marker(
      .circle, radius: radius, fill: canvas.fill(opacity: names.isEmpty ? 0.9 : 0.18, offset: group),
      stroke: Stroke(canvas.seriesPaint(offset: group), width: 1.25))
  }

  /// px between neighbours if all nodes were spread evenly.
  private static func spacing(_ nodes: [NodeOutline]) -> Double {
    let xs = nodes.map(\.centre.x)
    let ys = nodes.map(\.centre.y)
    let area = ((xs.max() ?? 0) - (xs.min() ?? 0)) * ((ys.max() ?? 0) - (ys.min() ?? 0))
    return (area / Double(max(1, nodes.count))).squareRoot()
  }

  private func drawNodes(_ outlines: [NodeOutline], on canvas: inout Canvas) {
    let paper = Fill(canvas.paint(.role(.background)))
    // Where there are very many, the edges between them are to be seen.
    let crowd = GraphSeries.isDense(graph) && names.isEmpty ? GraphSeries.spacing(outlines) : nil
    for group in 0..<max(1, groups.count) {
      let own = outlines.indices.filter { groupOfNode.isEmpty || groupOfNode[$0] == group }
      guard let first = own.first else { continue }
      if outlines[first].isCircle {
        let radius = outlines[first].half.width
        let centres = own.map { outlines[$0].centre }
        if let crowd {
          let small = min(radius, max(0.6, 0.3 * crowd))
          canvas.dots(
            centres.map(\.inTenths), marker: Marker(.circle, radius: small, fill: canvas.fill(opacity: 1, offset: group)))
          continue
        }
        // What lies below must not shine through.
        canvas.dots(centres, marker: Marker(.circle, radius: radius, fill: paper))
        canvas.dots(centres, marker: marker(radius, group, canvas))
      } else {
        let boxes = own.map { Rect(around: outlines[$0].centre, outlines[$0].half).rounded(4) }
        let look = marker(0, group, canvas)
        canvas.polygons(boxes, fill: paper)
        canvas.polygons(boxes, fill: look.fill, stroke: look.stroke)
      }
    }
  }
}

extension Recipe {
  /// A graph without axes, in a figure of the size that it needs.
  public static func graph(_ series: GraphSeries) -> Recipe {
    var series = series
    series.arrange()
    var size = series.naturalSize
    if !series.groups.isEmpty { size.height += 28 }
    return Recipe([series], size: size) {
      $0.hideAxes()
      $0.legend = $0.legend ?? .outerbottom
    }
  }

  /// A Markov chain: an arrow from i to j with the probability `transitions[i][j]`, the wider the likelier. Rows sum to 1.
  public static func markovChain(
    transitions: [[Double]], names: [String] = [], layout: GraphLayout? = nil, style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> Recipe {
    for (index, row) in transitions.enumerated() {
      guard row.allSatisfy({ $0 >= 0 && $0 <= 1 + 1e-9 }), (row.reduce(0, +) - 1).magnitude < 1e-6 else {
        throw .invalidOption("P", "row \(index + 1) does not hold probabilities that sum to 1")
      }
    }
    let graph = try Graph(adjacency: transitions, isDirected: true)
    var series = try GraphSeries(
      graph, names: names.isEmpty ? (0..<graph.count).map { "\($0 + 1)" } : names,
      edgeLabels: graph.edges.map { NumberLabel.short($0.weight, digits: 2) }, layout: layout ?? .spring, style: style)
    series.edgeWidths = graph.edges.map { 0.75 + ($0.weight * 8).rounded(.up) / 4 }
    return .graph(series)
  }
}
