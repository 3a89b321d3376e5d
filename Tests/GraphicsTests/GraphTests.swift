// Graphs: reading, layouts, edges, and the charts of tables.

import Foundation
import Testing

@testable import Graphics

@Suite struct GraphTests {
  private func path(_ count: Int) throws -> Graph {
    try Graph(count: count, edges: (0..<max(0, count - 1)).map { Graph.Edge($0, $0 + 1) })
  }

  private func halves(_ graph: Graph) -> [Size] { [Size](repeating: Size(10, 10), count: graph.count) }

  @Test func matricesBecomeGraphs() throws {
    let triangle = try Graph(adjacency: [[0, 1, 1], [1, 0, 1], [1, 1, 0]])
    #expect(!triangle.isDirected && triangle.edges.count == 3)
    let chain = try Graph(adjacency: [[0, 2, .nan], [0, 0, 3], [0, 0, 1]])
    #expect(chain.isDirected && chain.edges.map(\.weight) == [2, 3, 1])
    #expect(try Graph(adjacency: [[0, 2], [0, 0]], isDirected: false).edges.count == 1)
    #expect(try Graph(adjacency: []).count == 0)
    #expect(throws: FigureError.self) { try Graph(adjacency: [[0, 1]]) }
    #expect(throws: FigureError.self) { try Graph(count: 2, edges: [Graph.Edge(0, 2)]) }
    #expect(throws: FigureError.self) { try Graph(count: 5_001, edges: []) }
  }

  @Test func springsKeepDistances() throws {
    let places = StressLayout.places(try path(5))
    // A path is drawn straight, with steps of one.
    for (a, b) in zip(places, places.dropFirst()) { #expect((a.distance(to: b) - 1).magnitude < 0.02) }
    #expect((places[0].distance(to: places[4]) - 4).magnitude < 0.05)
    let square = StressLayout.places(try Graph(count: 4, edges: (0..<4).map { Graph.Edge($0, ($0 + 1) % 4) }))
    let sides = (0..<4).map { square[$0].distance(to: square[($0 + 1) % 4]) }
    #expect((sides.max() ?? 0) - (sides.min() ?? 9) < 0.02)
  }

  @Test func largeGraphsKeepDistancesToo() throws {
    // A grid is drawn as a grid: lengths of edges differ little, and far nodes stand far apart.
    let (width, height) = (25, 20)
    var edges: [Graph.Edge] = []
    for node in 0..<(width * height) {
      if node % width + 1 < width { edges.append(Graph.Edge(node, node + 1)) }
      if node + width < width * height { edges.append(Graph.Edge(node, node + width)) }
    }
    let graph = try Graph(count: width * height, edges: edges)
    let places = StressLayout.places(graph)
    let lengths = edges.map { places[$0.from].distance(to: places[$0.to]) }.sorted()
    #expect(lengths[lengths.count / 20] > 0.5 && lengths[lengths.count - lengths.count / 20] < 1.5)
    let corner = places[0].distance(to: places[width * height - 1])
    #expect(corner > 22 && corner < 45)
    #expect(StressLayout.places(graph) == places)
    let svg = try Recipe.graph(try GraphSeries(graph)).figure.svg()
    #expect(svg.utf8.count < 60_000 && isWellFormed(svg))
  }

  @Test func largeGraphsMayHaveManyParts() throws {
    let pairs = (0..<150).map { Graph.Edge(2 * $0, 2 * $0 + 1) }
    let ring = (0..<250).map { Graph.Edge(300 + $0, 300 + ($0 + 1) % 250) }
    let graph = try Graph(count: 600, edges: pairs + ring)
    #expect(graph.components.count == 201 && graph.components[150].count == 250)
    let places = StressLayout.places(graph)
    #expect(!places.contains { !$0.isFinite })
    for edge in pairs { #expect((places[edge.from].distance(to: places[edge.to]) - 1).magnitude < 0.1) }
    #expect(isWellFormed(try Recipe.graph(try GraphSeries(try Graph(count: 600, edges: []))).figure.svg()))
    #expect(throws: FigureError.self) { try GraphSeries(graph, layout: .layered) }
  }

  @Test func siblingsStandApart() throws {
    let star = try Graph(count: 400, edges: (1..<400).map { Graph.Edge(0, $0) })
    let placed = GraphLayout.spring.place(star, halves: halves(star), gap: 30)
    for (a, b) in zip(placed.positions.dropFirst(), placed.positions.dropFirst(2)) { #expect(a.distance(to: b) > 10) }
  }

  @Test func layersFollowTheArrowsWithoutCrossings() throws {
    let edges = [(0, 1), (0, 2), (1, 3), (2, 3), (0, 3), (3, 4), (4, 1)].map { Graph.Edge($0.0, $0.1) }
    let graph = try Graph(count: 6, edges: edges, isDirected: true)
    #expect(graph.backEdges == [false, false, false, false, false, false, true])
    let placed = GraphLayout.layered.place(graph, halves: halves(graph), gap: 40)
    for (edge, isBack) in zip(edges, graph.backEdges) where !isBack {
      #expect(placed.positions[edge.from].y < placed.positions[edge.to].y)
    }
    for a in 0..<6 {
      for b in 0..<a where placed.positions[a].y == placed.positions[b].y {
        #expect((placed.positions[a].x - placed.positions[b].x).magnitude >= 20)
      }
    }
    // Two pairs in the wrong order are put right.
    let crossed = try Graph(count: 4, edges: [Graph.Edge(0, 3), Graph.Edge(1, 2)], isDirected: true)
    let places = GraphLayout.layered.place(crossed, halves: halves(crossed), gap: 40).positions
    #expect((places[0].x < places[1].x) == (places[3].x < places[2].x))
  }

  @Test func layoutsSuitTheirGraphs() throws {
    let dag = try Graph(count: 3, edges: [Graph.Edge(0, 1), Graph.Edge(1, 2)], isDirected: true)
    let cycle = try Graph(count: 3, edges: [Graph.Edge(0, 1), Graph.Edge(1, 2), Graph.Edge(2, 0)], isDirected: true)
    #expect(GraphLayout.suited(to: dag) == .layered && GraphLayout.suited(to: cycle) == .spring)
    let ring = GraphLayout.circular.place(cycle, halves: halves(cycle), gap: 30).positions
    #expect(ring[0].x == 0 && ring[0].y < 0 && ring[1].x > 0)
    #expect(GraphLayout(named: "stress") == .spring && GraphLayout(named: "nonsense") == nil)
    let ends = SpectralLayout.places(try path(6)).map(\.x)
    #expect(zip(ends, ends.dropFirst()).allSatisfy { $0 < $1 } || zip(ends, ends.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test func edgesEndAtTheBordersOfNodes() {
    let a = NodeOutline(centre: Point(0, 0), half: Size(10, 10), isCircle: true)
    let b = NodeOutline(centre: Point(100, 0), half: Size(20, 8), isCircle: false)
    let line = EdgePath.trimmed([a.centre, b.centre], from: a, to: b, margin: 1)
    #expect((line[0].x - 10.5).magnitude < 1e-4 && (line[1].x - 79).magnitude < 1e-4)
    let loop = EdgePath.loop(at: a, direction: Point(0, -1), reach: 20)
    let path = EdgePath.trimmed(loop.path, from: a, to: a, margin: 1)
    #expect(path.count > 10 && path.allSatisfy { $0.distance(to: a.centre) >= 10.4 })
    #expect(EdgePath.trimmed([a.centre, Point(5, 0)], from: a, to: a, margin: 1).isEmpty)
    #expect(EdgePath.point([Point(0, 0), Point(10, 0), Point(10, 10)], at: 0.5) == Point(10, 0))
    #expect(EdgePath.shortened([Point(0, 0), Point(10, 0)], by: 4) == [Point(0, 0), Point(6, 0)])
    #expect(EdgePath.shortened([Point(0, 0), Point(1, 0)], by: 4).isEmpty == false)
  }

  @Test func whatLargeGraphsLeaveOutIsSaid() throws {
    func warnings(_ count: Int, isDirected: Bool) throws -> [String] {
      let edges = (0..<count).map { Graph.Edge($0, ($0 + 1) % count) } + [Graph.Edge(0, 0)]
      let graph = try Graph(count: count, edges: edges, isDirected: isDirected)
      return try GraphSeries(graph, layout: .circular).warnings(x: .identity, y: .identity)
    }
    #expect(try warnings(400, isDirected: true).isEmpty)
    #expect(try warnings(600, isDirected: true).count == 2)
    #expect(try warnings(600, isDirected: false) == ["1 loop is not drawn in a graph of this size"])
  }

  @Test func oddGraphsAreDrawn() throws {
    let dense = try Graph(
      count: 80, edges: (0..<80).flatMap { a in (0..<a).map { Graph.Edge(a, $0) } }.prefix(4000).map(\.self))
    let graphs = [
      try Graph(count: 0, edges: []), try Graph(count: 1, edges: [Graph.Edge(0, 0)], isDirected: true),
      try Graph(count: 5, edges: []), try Graph(count: 2, edges: [Graph.Edge(0, 1), Graph.Edge(0, 1), Graph.Edge(1, 0)]),
      try path(60), dense,
    ]
    for graph in graphs {
      for layout in GraphLayout.allCases {
        for names in graph.count == 60 ? [[]] : [(0..<graph.count).map { "node number \($0)" }] {
          let svg = try Recipe.graph(GraphSeries(graph, names: names, layout: layout)).figure.drawing()
          #expect(!svg.contains("nan") && !svg.contains("inf\""))
          #expect(svg.utf8.count < 200_000)
        }
      }
    }
    var grouped = try GraphSeries(try path(3), names: ["a", "b", "c"])
    #expect(throws: FigureError.self) { try grouped.group(by: Grouping(["x"])) }
    #expect(throws: FigureError.self) { try GraphSeries(path(3), names: ["a"]) }
    #expect(throws: FigureError.self) { try Recipe.markovChain(transitions: [[0.5, 0.4], [0, 1]]) }
    #expect(throws: FigureError.self) { try Recipe.markovChain(transitions: [[1.5, -0.5], [0, 1]]) }
    #expect(try Recipe.markovChain(transitions: [[1]]).figure.svg().contains(">1<"))
  }

  // MARK: - Tables

  @Test func profilesOfAnyTable() throws {
    let tables: [[[Double]]] = [
      [], [[]], [[1]], [[1, 1], [2, 2]], [[.nan, 1], [.infinity, 3]], [[1e308, -1e308], [1, 2]],
      (0..<5).map { Examples.noise(20_000, seed: UInt64($0 + 1)) },
    ]
    for table in tables {
      for form in [ProfileSeries.Form.parallel, .andrews] {
        let figure = Recipe.profiles(try ProfileSeries(form, variables: table)).figure
        let rendering = try figure.render()
        #expect(!rendering.svg.replacing(#/<metadata>[^<]*<\/metadata>/#, with: "").contains("nan"))
        #expect(rendering.svg.utf8.count < 200_000)
        #expect(rendering.warnings.isEmpty == ((table.first?.count ?? 0) < 100))
      }
    }
    #expect(throws: FigureError.self) { try ProfileSeries(.parallel, variables: [[1], [1, 2]]) }
    #expect(throws: FigureError.self) { try ProfileSeries(.parallel, variables: [[1]], names: ["a", "b"]) }
  }

  @Test func facetsShareTheirAxes() throws {
    var plots: [Subplot] = []
    for index in 0..<5 {
      var plot = Subplot([try LineSeries(y: [0, Double(index)], style: SeriesStyle(label: "line"))])
      plot.options.title = "plot \(index)"
      plot.options.x.label = "time"
      plots.append(plot)
    }
    let figure = try Figure.facets(plots, columns: 3)
    let data = try figure.data
    #expect(Set(data.plots.map(\.y.upper)).count == 1)
    let svg = try figure.svg()
    // Below the plots 3, 4 and 5, and one legend.
    #expect(svg.components(separatedBy: ">time<").count == 4)
    #expect(svg.components(separatedBy: ">line<").count == 2)
    #expect(try Figure.facets([]).svg().isEmpty == false)
    #expect(throws: FigureError.self) { try Figure.facets(plots, columns: 0) }
  }
}
