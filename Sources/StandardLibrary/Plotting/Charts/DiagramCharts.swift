// Trees and networks: dendrograms, decision trees, neural networks.

import Engine
import Graphics

extension PlotFunction {
  static let diagrams: [PlotFunction] = [
    PlotFunction(
      "dendrogram", arguments: "merges | merges, heights; names, threshold, orientation",
      help: """
        Draws the tree of a hierarchical clustering. Each row of `merges` holds two clusters and the height at which they \
        join, as SciPy's linkage matrix does: leaves are 0 … n − 1, and row k makes cluster n + k − 1. Where a number is \
        negative the rows are read as those of Clustering.jl: −k is leaf k, and k is what row k makes. Below `threshold` \
        (0.7 of the greatest height) groups have colours; `orientation = :horizontal` puts the root at the right.
        """,
      example: "dendrogram([0 1 0.5 2; 2 3 0.8 2; 4 5 2.0 4], names = [\"a\", \"b\", \"c\", \"d\"]);",
      keywords: ["names", "threshold"], isAddable: false
    ) { builder, arguments in
      guard (1...2).contains(arguments.count) else { throw builder.mismatch(arguments, calledAs: "dendrogram(merges; names)") }
      let reader = try builder.reader()
      var rows = try reader.rows(arguments[0])
      if arguments.count == 2 {
        let heights = try reader.numbers(arguments[1])
        guard heights.count == rows.count else {
          throw RuntimeError.dimensionMismatch("there are \(rows.count) merges and \(heights.count) heights")
        }
        rows = zip(rows, heights).map { Array($0.prefix(2)) + [$1] }
      }
      let labels = try builder.names()
      let threshold = try builder.attributes.number("threshold")
      let isHorizontal = try builder.isHorizontal()
      let style = try builder.unnamedStyle()
      var series = try checked {
        try DendrogramSeries(rows: rows, labels: labels, threshold: threshold, isHorizontal: isHorizontal, style: style)
      }
      series.showsThreshold = threshold?.isFinite ?? false
      try builder.draw(.dendrogram(series))
    },
    PlotFunction(
      "treeplot", arguments: "tree | parents; names, edgelabels, orientation",
      help: """
        Draws a tree: a node with children is a tuple or vector of its text and the children, a leaf is its text, and \
        `label => child` writes on an edge. Or a vector holds the parent of each node, 0 for the root, and `names` their \
        texts. `edgelabels` has a text for each edge in the order of the nodes, or one for each place among the children, such \
        as `["yes", "no"]`. `orientation = :horizontal` puts the root at the left.
        """,
      example: "treeplot((\"x < 3\", (\"y < 1\", \"A\", \"B\"), \"C\"), edgelabels = [\"yes\", \"no\"]);",
      keywords: ["names", "edgelabels"], isAddable: false
    ) { builder, arguments in
      guard arguments.count == 1 else {
        throw builder.mismatch(arguments, calledAs: "treeplot((root, child, (child, grandchild)))")
      }
      let tree = try builder.tree(arguments[0])
      let isHorizontal = try builder.isHorizontal()
      let style = try builder.unnamedStyle()
      try builder.draw(.tree(try checked { try TreeSeries(tree, isHorizontal: isHorizontal, style: style) }))
    },
    PlotFunction(
      "networkplot", arguments: "layers; names, titles, weights",
      help: """
        Draws a neural network with the given numbers of neurons; of layers with more than 10 the middle is left out. \
        `names` holds a list for each layer, `titles` a title for each; `weights` is a list of matrices with a row for \
        each neuron of the later layer, whose signs and magnitudes are shown as colours and widths.
        """,
      example: "networkplot([3, 5, 2], titles = [\"input\", \"hidden\", \"output\"]);",
      keywords: ["names", "titles"], isAddable: false
    ) { builder, arguments in
      guard arguments.count == 1 else { throw builder.mismatch(arguments, calledAs: "networkplot([3, 5, 2])") }
      let reader = try builder.reader()
      let layers = try reader.numbers(arguments[0]).map { number -> Int in
        guard let count = Int(exactly: number) else {
          throw RuntimeError.argument("\(builder.name) takes numbers of neurons, not \(number)")
        }
        return count
      }
      func lists(_ keyword: String) throws -> [Value] {
        guard let value = builder.attributes[keyword], !value.isNothing else { return [] }
        guard let elements = try builder.machine.elements(value), elements.allSatisfy({ $0.isArray || $0.tag == .tuple }) else {
          throw builder.attributes.problem(keyword, value, expected: "a list for each layer")
        }
        return elements
      }
      let names = try lists(builder.attributes["names"] == nil ? "label" : "names").map { try builder.names("names", $0) }
      let weights = try lists("weights").map { try reader.rows($0) }
      let titles = try builder.names("titles")
      let style = try builder.unnamedStyle()
      try builder.draw(
        .network(
          try checked {
            try NetworkSeries(layers: layers, weights: weights, labels: names, titles: titles, style: style)
          }))
    },
  ]
}

extension PlotBuilder {
  /// A tree from nested values, or from the parents of its nodes.
  fileprivate func tree(_ value: Value) throws -> Tree {
    var tree: Tree
    if value.isArray, let numbers = try attributes.numbers(value) {
      let parents = try numbers.map { number -> Int in
        guard let parent = Int(exactly: number) else {
          throw RuntimeError.argument("\(name) takes the numbers of parents, not \(number)")
        }
        return parent
      }
      var names = try names()
      if names.isEmpty { names = parents.indices.map { "\($0 + 1)" } }
      tree = try checked { try Tree(parents: parents, labels: names) }
    } else {
      tree = try nestedTree(value)
    }
    guard let value = attributes["edgelabels"], !value.isNothing else { return tree }
    let texts = try names("edgelabels", value)
    let most = tree.children.map(\.count).max() ?? 0
    if texts.count == tree.count - 1 || texts.count == tree.count {
      // In the order of the given nodes, with or without an entry for the root.
      let given = tree.order.isEmpty ? Array(0..<tree.count) : tree.order
      let root = given[0]
      for (node, place) in given.enumerated() where node > 0 {
        tree.edgeLabels[node] = texts[texts.count == tree.count || place < root ? place : place - 1]
      }
    } else if texts.count <= most, !texts.isEmpty {
      for siblings in tree.children {
        for (place, node) in siblings.enumerated() where place < texts.count { tree.edgeLabels[node] = texts[place] }
      }
    } else {
      throw RuntimeError.dimensionMismatch("`edgelabels` has \(texts.count) texts for \(tree.count - 1) edges")
    }
    return tree
  }

  private func nestedTree(_ value: Value) throws -> Tree {
    func parts(_ value: Value) throws -> (root: String, children: [Value]) {
      guard value.isArray || value.tag == .tuple, let elements = try machine.elements(value) else {
        return (try attributes.text(value), [])
      }
      guard let first = elements.first, !first.isArray, first.tag != .tuple else {
        throw RuntimeError.argument(
          "a node of a tree begins with its text", hint: "write (\"x < 3\", \"A\", \"B\") for a node with two children")
      }
      return (try attributes.text(first), Array(elements.dropFirst()))
    }
    let (root, children) = try parts(value)
    var tree = Tree(root: root)
    var waiting = children.reversed().map { (value: $0, parent: 0) }
    while let (value, parent) = waiting.popLast() {
      var (subtree, edge) = (value, "")
      if value.tag == .pair, let sides = value.tuple?.elements, sides.count == 2 {
        edge = try attributes.text(sides[0])
        subtree = sides[1]
      }
      let (text, below) = try parts(subtree)
      let node = tree.append(text, parent: parent, edge: edge)
      guard tree.count + waiting.count + below.count <= 10_000 else {
        throw RuntimeError.argument("a tree of more than 10000 nodes is more than a figure can hold")
      }
      waiting += below.reversed().map { ($0, node) }
    }
    return tree
  }
}
