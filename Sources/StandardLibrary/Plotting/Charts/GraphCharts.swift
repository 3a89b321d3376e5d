// Graphs of nodes and edges, and Markov chains.

import Engine
import Graphics

extension PlotFunction {
  static let graphs: [PlotFunction] = [
    PlotFunction(
      "graphplot", arguments: "A | edges; names, directed, layout, edgelabels, nodeshape, group",
      help: """
        Draws a graph: of an adjacency matrix, whose entry (i, j) is the weight of an edge from i to j, or of a list of edges \
        such as `[1 => 2, 2 => 3]` (directed) or `[(1, 2), (2, 3, weight)]` (undirected); nodes are numbers or names. \
        `layout` (or `method`) is `:spring`, `:circular`, `:layered` or `:spectral`; without it directed graphs without cycles \
        are layered. `edgelabels` is `true` for the weights, a vector, or a matrix. `nodeshape` is `:circle` or `:rect`; \
        `group` colours nodes by labels.
        """,
      example: "graphplot([0 1 1; 1 0 0; 1 0 0], names = [\"a\", \"b\", \"c\"], layout = :circular);",
      keywords: ["names", "directed", "layout", "method", "edgelabels", "edgelabel", "nodeshape"], isAddable: false
    ) { builder, arguments in
      guard arguments.count == 1 else {
        throw builder.mismatch(arguments, calledAs: "graphplot(A) or graphplot([1 => 2, 2 => 3])")
      }
      let (graph, found) = try builder.graph(arguments[0])
      var names = found.isEmpty && graph.count <= 60 ? (0..<graph.count).map { "\($0 + 1)" } : found
      if builder.attributes["names"] ?? builder.attributes["label"] != nil { names = try builder.names() }
      let labels = try builder.edgeLabels(graph)
      let layout = try builder.graphLayout()
      let style = try builder.unnamedStyle()
      var series = try checked {
        try GraphSeries(graph, names: names, edgeLabels: labels, layout: layout, style: style)
      }
      if let shape = try builder.attributes.choice("nodeshape", alsoNamed: ["box": GraphSeries.NodeShape.box]) {
        series.nodeShape = shape
      }
      if let grouping = try builder.reader().grouping(count: graph.count) {
        try checked { try series.group(by: grouping) }
      }
      try builder.draw(.graph(series))
    },
    PlotFunction(
      "markovplot", arguments: "P; names, layout",
      help: """
        Draws the graph of a Markov chain with the probabilities of its transitions: row i of `P` holds those from state i, and \
        sums to 1.
        """,
      example: "markovplot([0.9 0.1; 0.5 0.5], names = [\"sun\", \"rain\"]);",
      keywords: ["names", "layout", "method"], isAddable: false
    ) { builder, arguments in
      guard arguments.count == 1, let array = arguments[0].array, array.rank == 2 else {
        throw builder.mismatch(arguments, calledAs: "markovplot(P) with a square matrix")
      }
      try builder.checkSquare(array.shape)
      let transitions = try builder.reader().rows(arguments[0])
      let names = try builder.names()
      let layout = try builder.graphLayout()
      let style = try builder.unnamedStyle()
      try builder.draw(
        try checked { try Recipe.markovChain(transitions: transitions, names: names, layout: layout, style: style) })
    },
  ]
}

extension PlotBuilder {
  fileprivate func checkSquare(_ shape: [Int]) throws {
    guard shape[0] == shape[1] else {
      throw RuntimeError.dimensionMismatch("\(name) draws square matrices, not one of \(shape[0])×\(shape[1])")
    }
    guard shape[0] <= 5_000 else { throw RuntimeError.argument("a graph of \(shape[0]) nodes is more than a figure can hold") }
  }

  fileprivate func graphLayout() throws -> GraphLayout? {
    guard let keyword = ["layout", "method"].first(where: { attributes[$0] != nil }), let value = attributes[keyword] else {
      return nil
    }
    if value.isNothing || attributes.name(value) == "auto" { return nil }
    return try attributes.choice(keyword, value, among: GraphLayout.allCases.map(\.rawValue)) { GraphLayout(named: $0) }
  }

  /// A graph from a matrix or a list of edges, and the names that the edges use.
  fileprivate func graph(_ value: Value) throws -> (Graph, [String]) {
    let directed = try attributes.flag("directed")
    if let array = value.array, array.rank == 2 {
      try checkSquare(array.shape)
      let rows = try reader().rows(value)
      return (try checked { try Graph(adjacency: rows, isDirected: directed) }, [])
    }
    guard value.isArray, let elements = try machine.elements(value),
      elements.allSatisfy({ $0.tag == .pair || $0.tag == .tuple && (2...3).contains($0.tuple?.elements.count ?? 0) })
    else { throw mismatch([value], calledAs: "graphplot(A) with a matrix, or graphplot([1 => 2, 2 => 3]) with a list of edges") }
    let ends = elements.compactMap { $0.tuple?.elements }
    // Numbers are places; anything else is a name, in the order of appearance.
    let areNumbers = ends.allSatisfy { $0.prefix(2).allSatisfy { machine.exactInt($0) != nil } }
    var names: [String] = []
    var places: [String: Int] = [:]
    var count = 0
    func node(_ value: Value) throws -> Int {
      if areNumbers, let number = machine.exactInt(value) {
        guard (1...1_000_000).contains(number) else {
          throw RuntimeError.argument("nodes are numbered from 1, and there is no node \(number)")
        }
        count = max(count, number)
        return number - 1
      }
      let text = try attributes.text(value)
      if let place = places[text] { return place }
      places[text] = names.count
      names.append(text)
      return names.count - 1
    }
    let edges = try ends.map { parts in
      Graph.Edge(
        try node(parts[0]), try node(parts[1]),
        weight: parts.count > 2 ? try attributes.number("weight", parts[2]) : 1)
    }
    // Names may also name nodes without edges.
    count = max(count, try self.names().count)
    let isDirected = directed ?? elements.contains { $0.tag == .pair }
    return (
      try checked { try Graph(count: areNumbers ? count : names.count, edges: edges, isDirected: isDirected) }, names
    )
  }

  /// Weights where they differ and can be read, or what the caller says.
  fileprivate func edgeLabels(_ graph: Graph) throws -> [String] {
    guard let value = attributes["edgelabels"] ?? attributes["edgelabel"], !value.isNothing else {
      return graph.edges.count <= 40 && graph.edges.contains { $0.weight != 1 } ? graph.weightLabels : []
    }
    if let flag = value.boolean { return flag ? graph.weightLabels : [] }
    if let array = value.array, array.rank == 2 {
      guard array.shape == [graph.count, graph.count] else {
        throw RuntimeError.dimensionMismatch("`edgelabels` is a matrix of another size than the graph's")
      }
      return try graph.edges.map { edge in
        try attributes.text(array.element(edge.to * graph.count + edge.from, machine.heap))
      }
    }
    return try names("edgelabels", value)
  }
}
