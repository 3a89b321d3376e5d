// The edges of a graph: which way they take, and their lines, heads and texts.

extension GraphSeries {
  /// Draws the edges and returns their texts with their places.
  func drawEdges(
    _ nodes: [NodeOutline], _ routes: [[Point]], _ scale: Double, on canvas: inout Canvas
  ) -> [(text: String, place: Point)] {
    if drawsTrails, routes.isEmpty {
      drawTrails(nodes, scale, on: &canvas)
      return []
    }
    var paths: [Double: [[Point]]] = [:]
    var texts: [(String, Point)] = []
    let bends = bends(nodes, hasRoutes: !routes.isEmpty)
    for (index, edge) in graph.edges.enumerated() {
      let (from, to) = (nodes[edge.from], nodes[edge.to])
      var path: [Point]
      var place: Point?
      if edge.from == edge.to {
        let loop = EdgePath.loop(at: from, direction: loopDirection(edge.from, nodes), reach: 22 * scale)
        path = loop.path
        let size = canvas.theme.fontSize * scale
        let text = index < edgeLabels.count ? LabelLayout.extent(edgeLabels[index], size: size) : Size(0, 0)
        let way = Point(loop.tip.x - from.centre.x, loop.tip.y - from.centre.y)
        let length = max(1e-9, loop.tip.distance(to: from.centre))
        place = Point(
          loop.tip.x + way.x / length * (text.width / 2 + 3), loop.tip.y + way.y / length * (text.height / 2 + 1))
      } else if index < routes.count, !routes[index].isEmpty {
        path = EdgePath.smooth(from: from.centre, via: routes[index], to: to.centre)
      } else {
        path = EdgePath.bowed(from: from.centre, to: to.centre, bend: bends[index])
      }
      path = EdgePath.trimmed(path, from: from, to: to, margin: graph.isDirected ? 1.5 : 0.5)
      guard path.count > 1 else { continue }
      let width = index < edgeWidths.count ? edgeWidths[index] : style.lineWidth ?? (graph.edges.count > 200 ? 0.75 : 1.25)
      paths[width, default: []].append(path)
      // Texts of opposite arrows stand nearer to their beginnings, and so apart.
      let fraction = bends[index] == 0 || !graph.isDirected ? 0.5 : 0.4
      if index < edgeLabels.count, !edgeLabels[index].isEmpty, let place = place ?? EdgePath.point(path, at: fraction) {
        texts.append((edgeLabels[index], place))
      }
    }
    for width in paths.keys.sorted() { draw(paths[width] ?? [], width: width, scale, on: &canvas) }
    return texts
  }

  /// Whether there are more nodes or edges than anyone looks at one by one.
  static func isDense(_ graph: Graph) -> Bool { graph.count > 500 || graph.edges.count > 2_000 }

  /// Whether edges, unless they have routes, are drawn without loops and heads.
  private var drawsTrails: Bool {
    GraphSeries.isDense(graph) && names.isEmpty && edgeLabels.isEmpty && edgeWidths.isEmpty
  }

  public func warnings(x: AxisScale, y: AxisScale) -> [String] {
    guard drawsTrails, (layout ?? GraphLayout.suited(to: graph)) != .layered else { return [] }
    var warnings: [String] = []
    let loops = graph.edges.reduce(0) { $0 + ($1.from == $1.to ? 1 : 0) }
    if loops > 0 { warnings.append("\(loops) \(loops == 1 ? "loop is" : "loops are") not drawn in a graph of this size") }
    if graph.isDirected { warnings.append("the directions of edges are not drawn in a graph of this size") }
    return warnings
  }

  /// Edges as straight lines between the middles of nodes, without heads; those that follow each other as one line, which
  /// halves the document.
  private func drawTrails(_ nodes: [NodeOutline], _ scale: Double, on canvas: inout Canvas) {
    var waiting = [[(edge: Int, other: Int)]](repeating: [], count: graph.count)
    for (index, edge) in graph.edges.enumerated() where edge.from != edge.to {
      waiting[edge.from].append((index, edge.to))
      waiting[edge.to].append((index, edge.from))
    }
    let places = nodes.map(\.centre.inTenths)
    var isDrawn = [Bool](repeating: false, count: graph.edges.count)
    var trails: [[Point]] = []
    // Trails begin best where an odd number of edges ends.
    let isOdd = waiting.map { $0.count % 2 == 1 }
    for start in (0..<graph.count).filter({ isOdd[$0] }) + Array(0..<graph.count) {
      var node = start
      var trail = [places[node]]
      while true {
        while let next = waiting[node].popLast() {
          guard !isDrawn[next.edge] else { continue }
          isDrawn[next.edge] = true
          node = next.other
          trail.append(places[node])
        }
        guard trail.count > 1 else { break }
        trails.append(trail)
        // What is left at the beginning begins anew.
        node = start
        trail = [places[node]]
      }
    }
    let width = style.lineWidth ?? 0.75
    canvas.path(
      Array(trails.joined(separator: [Point(.nan, .nan)])),
      stroke: Stroke(
        canvas.paint(.role(.muted)), width: max(0.4, width * min(1, scale * 1.2)), opacity: style.alpha ?? 0.5))
  }

  private func draw(_ paths: [[Point]], width: Double, _ scale: Double, on canvas: inout Canvas) {
    let opacity = style.alpha ?? (graph.edges.count > 200 ? 0.6 : 0.85)
    let stroke = Stroke(canvas.paint(.role(.muted)), width: max(0.5, width * min(1, scale * 1.2)), opacity: opacity)
    let gap = [Point(.nan, .nan)]
    guard graph.isDirected else {
      canvas.path(Array(paths.joined(separator: gap)), stroke: stroke)
      return
    }
    let head = (5.5 + 1.5 * width) * max(0.5, scale)
    var shafts: [[Point]] = []
    var heads: [(Point, Point)] = []
    for path in paths {
      guard let tip = path.last else { continue }
      var shaft = EdgePath.shortened(path, by: head)
      if shaft.isEmpty { shaft = [path[0]] }
      guard let end = shaft.last else { continue }
      heads.append((end, tip))
      if shaft.count > 1 { shafts.append(shaft) }
    }
    canvas.path(Array(shafts.joined(separator: gap)), stroke: stroke)
    let arrows = heads.map { start, tip -> (Point, Point) in
      let length = start.distance(to: tip)
      // Heads take at most 0.6 of an arrow.
      return length > 0 ? (tip.interpolated(to: start, head / 0.6 / length), tip) : (start, tip)
    }
    canvas.arrows(arrows, stroke: Stroke(stroke.paint, width: 0.5, opacity: stroke.opacity), headLength: head)
  }

  /// How far each edge bows: both of a pair in opposite directions, and those that would pass through another node.
  private func bends(_ nodes: [NodeOutline], hasRoutes: Bool) -> [Double] {
    var count: [Int: Int] = [:]
    func key(_ a: Int, _ b: Int) -> Int { a * graph.count + b }
    for edge in graph.edges { count[key(edge.from, edge.to), default: 0] += 1 }
    var seen: [Int: Int] = [:]
    return graph.edges.map { edge in
      let own = key(edge.from, edge.to)
      let number = seen[own, default: 0]
      seen[own] = number + 1
      if edge.from == edge.to { return 0 }
      // A second edge between the same nodes bows further.
      if number > 0 { return 0.16 * Double(number + 1) }
      if graph.isDirected, count[key(edge.to, edge.from)] != nil { return 0.13 }
      guard !hasRoutes, graph.edges.count <= 40, passesNode(edge, nodes) else { return 0 }
      return 0.18
    }
  }

  private func passesNode(_ edge: Graph.Edge, _ nodes: [NodeOutline]) -> Bool {
    let (a, b) = (nodes[edge.from].centre, nodes[edge.to].centre)
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let square = dx * dx + dy * dy
    guard square > 0 else { return false }
    return nodes.indices.contains { node in
      guard node != edge.from, node != edge.to else { return false }
      let centre = nodes[node].centre
      let t = ((centre.x - a.x) * dx + (centre.y - a.y) * dy) / square
      return t > 0 && t < 1 && nodes[node].contains(a.interpolated(to: b, t), margin: -1)
    }
  }

  /// Away from the neighbours of a node, or where they leave most room.
  private func loopDirection(_ node: Int, _ nodes: [NodeOutline]) -> Point {
    let own = nodes[node].centre
    var ways: [Point] = []
    for edge in graph.edges where edge.from != edge.to && (edge.from == node || edge.to == node) {
      let other = nodes[edge.from == node ? edge.to : edge.from].centre
      let length = own.distance(to: other)
      if length > 0 { ways.append(Point((other.x - own.x) / length, (other.y - own.y) / length)) }
    }
    let sum = ways.reduce(Point(0, 0)) { Point($0.x - $1.x, $0.y - $1.y) }
    let length = sum.distance(to: Point(0, 0))
    if length > 0.3 * Double(ways.count) { return Point(sum.x / length, sum.y / length) }
    var best = (way: Point(0, -1), room: -Double.infinity)
    for step in 0..<24 {
      let way = Point(Trigonometry.sine(15 * Double(step)), -Trigonometry.cosine(15 * Double(step)))
      let room = -(ways.map { $0.x * way.x + $0.y * way.y }.max() ?? 0)
      if room > best.room + 1e-6 { best = (way, room) }
    }
    return best.way
  }
}
