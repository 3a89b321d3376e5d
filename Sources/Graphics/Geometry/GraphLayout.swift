/// Where the nodes of a graph are drawn. All methods give the same places for the same graph on every machine: they
/// begin without chance, and add, multiply, divide and take square roots only.
public enum GraphLayout: String, Hashable, Sendable, CaseIterable {
  /// Distances on the page follow those along the edges.
  case spring
  /// On a circle, clockwise from the top.
  case circular
  /// In layers along the arrows.
  case layered
  /// By the smoothest functions on the graph.
  case spectral

  /// A name of Plots.jl's GraphRecipes too: `stress`, `sfdp`, `circle`, `shell`, `tree`, `buchheim`, `sugiyama`.
  public init?(named name: String) {
    switch name {
    case "stress", "sfdp", "sgd": self = .spring
    case "circle", "shell": self = .circular
    case "tree", "buchheim", "sugiyama", "dag": self = .layered
    default: self.init(rawValue: name)
    }
  }

  /// More nodes in layers would take too long, and could not be seen.
  static let layeredLimit = 500

  /// Layers for directed graphs without cycles, springs for others.
  static func suited(to graph: Graph) -> GraphLayout {
    graph.isDirected && (3...layeredLimit).contains(graph.count) && !graph.edges.isEmpty && !graph.backEdges.contains(true)
      && !graph.edges.contains { $0.from == $0.to } ? .layered : .spring
  }

  /// Places in px; `halves` are half the sizes of the nodes, `gap` the room between two that are joined.
  func place(_ graph: Graph, halves: [Size], gap: Double) -> PlacedGraph {
    let radius = halves.map { max($0.width, $0.height) }.max() ?? 0
    let length = 2 * radius + gap
    switch self {
    case .spring:
      let places = StressLayout.places(graph).map { Point($0.x * length, $0.y * length) }
      return PlacedGraph(GraphLayout.separated(places, halves))
    case .circular:
      let count = Double(graph.count)
      let around = graph.count > 1 ? max(length / 2, (2 * radius + gap * 0.6) * count / (2 * .pi)) : 0
      return PlacedGraph(
        (0..<graph.count).map { node in
          let angle = 360 * Double(node) / count
          return Point(around * Trigonometry.sine(angle), -around * Trigonometry.cosine(angle))
        })
    case .layered: return LayeredLayout(graph, halves: halves, gap: gap).placed
    case .spectral:
      let places = SpectralLayout.places(graph)
      let reach = length * Double(graph.count).squareRoot() / 2
      return PlacedGraph(GraphLayout.separated(places.map { Point($0.x * reach, $0.y * reach) }, halves))
    }
  }

  /// Pushes nodes apart that would touch; those in cells of a grid that lie side by side are compared.
  private static func separated(_ places: [Point], _ halves: [Size]) -> [Point] {
    var places = places
    let radii = halves.map { max($0.width, $0.height) + 4 }
    let reach = 2 * (radii.max() ?? 1)
    for _ in 0..<(places.count > 500 ? 10 : 60) {
      var hasMoved = false
      let cells = NodeCells(places, size: reach)
      for i in places.indices {
        for j in cells.nodes(near: i) where j < i {
          let least = radii[i] + radii[j]
          var (dx, dy) = (places[i].x - places[j].x, places[i].y - places[j].y)
          var length = (dx * dx + dy * dy).squareRoot()
          guard length < least - 0.01 else { continue }
          let missing = (least - length) / 2
          if length < 1e-6 {
            (dx, dy, length) = (Halton.point(i).x, 1, (1 + Halton.point(i).x * Halton.point(i).x).squareRoot())
          }
          places[i] = Point(places[i].x + dx / length * missing, places[i].y + dy / length * missing)
          places[j] = Point(places[j].x - dx / length * missing, places[j].y - dy / length * missing)
          hasMoved = true
        }
      }
      if !hasMoved { break }
    }
    return places
  }
}

/// Places of nodes, and the points that edges pass on their way.
struct PlacedGraph {
  var positions: [Point]
  /// For each edge; empty for a straight way, or when there are no routes at all.
  var routes: [[Point]] = []
  /// Whether both directions keep their proportion.
  var isUniform = true

  init(_ positions: [Point]) { self.positions = positions }
}

/// Points that fill the square evenly: the Halton sequence in bases 2 and 3.
enum Halton {
  static func point(_ index: Int) -> Point { Point(value(index + 1, base: 2) - 0.5, value(index + 1, base: 3) - 0.5) }

  private static func value(_ index: Int, base: Int) -> Double {
    var (rest, fraction, result) = (index, 1.0, 0.0)
    while rest > 0 {
      fraction /= Double(base)
      result += fraction * Double(rest % base)
      rest /= base
    }
    return result
  }
}

/// Nodes sorted into square cells.
private struct NodeCells {
  private let cells: [[Int]]
  private let columns: Int
  private let cellOfNode: [Int]

  init(_ places: [Point], size: Double) {
    let (minX, minY) = (places.map(\.x).min() ?? 0, places.map(\.y).min() ?? 0)
    let width = (places.map(\.x).max() ?? 0) - minX
    let height = (places.map(\.y).max() ?? 0) - minY
    // Not many more cells than nodes.
    let side = max(size, (width * height / Double(4 * max(1, places.count))).squareRoot(), max(width, height) / 4_000)
    let columns = Int(width / side) + 3
    // A border of empty cells saves looking for the ends.
    cellOfNode = places.map { (Int(($0.y - minY) / side) + 1) * columns + Int(($0.x - minX) / side) + 1 }
    var cells = [[Int]](repeating: [], count: columns * (Int(height / side) + 3))
    for (node, cell) in cellOfNode.enumerated() { cells[cell].append(node) }
    self.cells = cells
    self.columns = columns
  }

  /// The nodes in the cell of a node and around it.
  func nodes(near node: Int) -> [Int] {
    let own = cellOfNode[node]
    return [-columns, 0, columns].flatMap { row in [-1, 0, 1].flatMap { cells[own + row + $0] } }
  }
}
