// Charts of models and graphs: scores, learning curves, trees, networks.

@testable import Graphics

extension Examples {
  /// Classes 0 and 1, and scores that tell them apart more or less.
  static func classified(_ count: Int, spread: Double, seed: UInt64 = 1) -> (y: [Double], scores: [Double]) {
    let y = noise(count, seed: seed).map { $0 > 0 ? 1.0 : 0 }
    let scores = zip(y, noise(count, seed: seed + 6)).map { 0.5 + (0.5 * ($0 - 0.5) + spread * $1) / (0.5 + 2 * spread) }
    return (y, scores)
  }

  static func models() throws -> [Example] {
    try scoreCharts() + diagrams() + tables()
  }

  private static func example(_ name: String, _ recipe: Recipe) -> Example { Example(name: name, figure: recipe.figure) }

  private static func scoreCharts() throws -> [Example] {
    let good = classified(120, spread: 0.35)
    let poor = good.scores.enumerated().map { $1 + 0.4 * noise(120, seed: 5)[$0] }
    let styles = [SeriesStyle(label: "forest"), SeriesStyle(label: "linear")]
    let sizes: [Double] = [20, 50, 100, 200, 400]
    let training = [[0.99, 1, 0.98], [0.98, 0.97, 0.99], [0.96, 0.97, 0.95], [0.94, 0.95, 0.94], [0.93, 0.94, 0.935]]
    let validation = [[0.7, 0.62, 0.78], [0.8, 0.75, 0.83], [0.86, 0.83, 0.88], [0.89, 0.9, 0.87], [0.91, 0.905, 0.915]]
    let epochs = (1...40).map(Double.init)
    let losses = epochs.map { 8 / ($0 * $0) + 0.01 }
    let clusters = (0..<90).map { $0 % 3 == 0 ? "A" : $0 % 3 == 1 ? "B" : "C" }
    let silhouettes = noise(90, seed: 3).enumerated().map { 0.45 + 0.4 * $1 - 0.12 * Double($0 % 3) }
    return [
      example("roc", try .rocCurve(y: good.y, scores: [good.scores, poor], styles: styles)),
      example("precision-recall", try .precisionRecallCurve(y: good.y, scores: [good.scores, poor], styles: styles)),
      example("calibration", try .calibrationPlot(y: good.y, probabilities: [good.scores], bins: 6)),
      example("learning-curve", try .learningCurve(sizes: sizes, training: training, validation: validation)),
      example("loss-curve", try .lossCurve([losses, zip(losses, epochs).map { $0 + 0.02 + 0.0008 * $1 }])),
      example("silhouette", .silhouettePlot(try SilhouetteSeries(scores: silhouettes, labels: clusters))),
      example("scree", try .screePlot([4.2, 2.4, 1.1, 0.6, 0.4, 0.2, 0.1])),
      example(
        "biplot",
        try .biplot(
          scores: (noise(40), noise(40, seed: 2).map { 0.6 * $0 }), loadings: ([0.5, 0.6, -0.1, 0.4], [0.1, -0.5, 0.7, 0.3]),
          labels: ["length", "width", "depth", "mass"], groups: [("one", Array(0..<20)), ("two", Array(20..<40))])),
    ]
  }

  private static func diagrams() throws -> [Example] {
    let merges: [[Double]] = [[0, 1, 0.4, 2], [2, 3, 0.6, 2], [4, 8, 1.1, 3], [5, 6, 0.5, 2], [7, 9, 2.6, 5], [10, 11, 3.4, 7]]
    var decision = Tree(root: "petal length < 2.5")
    decision.append("setosa\n50", parent: 0, edge: "yes")
    let width = decision.append("petal width < 1.8", parent: 0, edge: "no")
    let length = decision.append("petal length < 5", parent: width, edge: "yes")
    decision.append("virginica\n45", parent: width, edge: "no")
    decision.append("versicolor\n48", parent: length, edge: "yes")
    decision.append("virginica\n6", parent: length, edge: "no")
    var chances = Tree(root: "")
    for (first, p) in [("red", "3/5"), ("blue", "2/5")] {
      let node = chances.append(first, parent: 0, edge: p)
      chances.append("red", parent: node, edge: first == "red" ? "1/2" : "3/4")
      chances.append("blue", parent: node, edge: first == "red" ? "1/2" : "1/4")
    }
    let ring = (0..<8).map { Graph.Edge($0, ($0 + 1) % 8) } + [Graph.Edge(0, 4), Graph.Edge(8, 2), Graph.Edge(8, 9)]
    let bayes = try Graph(
      count: 5, edges: [Graph.Edge(0, 2), Graph.Edge(1, 2), Graph.Edge(2, 3), Graph.Edge(2, 4), Graph.Edge(0, 4)],
      isDirected: true)
    var grouped = try GraphSeries(
      try Graph(count: 10, edges: ring), names: (1...10).map { "\($0)" }, layout: .spring)
    try grouped.group(by: Grouping((0..<10).map { $0 < 5 ? "left" : "right" }))
    return [
      example("dendrogram", .dendrogram(try DendrogramSeries(rows: merges, labels: "abcdefg".map { String($0) }))),
      example("decision-tree", .tree(try TreeSeries(decision))),
      example("probability-tree", .tree(try TreeSeries(chances, isHorizontal: true))),
      example("graph", .graph(grouped)),
      example("graph-circular", .graph(try GraphSeries(try Graph(count: 10, edges: ring), layout: .circular))),
      example(
        "graph-layered", .graph(try GraphSeries(bayes, names: ["burglary", "earthquake", "alarm", "John calls", "Mary calls"]))),
      example(
        "markov-chain",
        try .markovChain(
          transitions: [[0.9, 0.075, 0.025], [0.15, 0.8, 0.05], [0.25, 0.25, 0.5]], names: ["bull", "bear", "flat"])),
      example(
        "network",
        .network(
          try NetworkSeries(
            layers: [3, 5, 2], labels: [["x₁", "x₂", "x₃"], [], ["y₁", "y₂"]], titles: ["input", "hidden", "output"]))),
      example(
        "network-weights",
        .network(
          try NetworkSeries(
            layers: [16, 4, 1],
            weights: [(0..<4).map { noise(16, seed: UInt64($0 + 1)) }, [[1, -0.7, 0.2, -0.1]]],
            titles: ["pixels", "hidden", "output"]))),
    ]
  }

  private static func tables() throws -> [Example] {
    let groups = [(name: "one", rows: Array(0..<12)), (name: "two", rows: Array(12..<24))]
    let variables = (0..<4).map { column in
      noise(24, seed: UInt64(column + 1)).enumerated().map { ($1 + ($0 < 12 ? 0.0 : 1.5)) * [1, 20, 0.1, 3000][column] }
    }
    var panels: [Subplot] = []
    for (index, name) in ["north", "east", "south"].enumerated() {
      var plot = Subplot([try ScatterSeries(x: noise(20, seed: UInt64(index + 1)), y: noise(20, seed: UInt64(index + 7)))])
      plot.options.title = name
      plot.options.x.label = "length"
      plot.options.y.label = "width"
      panels.append(plot)
    }
    return [
      example(
        "parallel-coordinates",
        .profiles(
          try ProfileSeries(.parallel, variables: variables, names: ["length", "width", "depth", "mass"], groups: groups))),
      example(
        "andrews-curves",
        .profiles(
          try ProfileSeries(
            .andrews, variables: zip(variables, [1, 20, 0.1, 3000]).map { list, unit in list.map { $0 / unit } },
            groups: groups.map { ($0.name, Array($0.rows.prefix(4))) }))),
      Example(name: "facets", figure: try .facets(panels, columns: 2)),
    ]
  }
}
