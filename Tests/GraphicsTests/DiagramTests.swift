// Trees, dendrograms, graphs and networks: layouts and odd input.

import Foundation
import Testing

@testable import Graphics

@Suite struct DiagramTests {
  // MARK: - Trees

  /// A tree of pseudo-random shape.
  private func tree(_ count: Int, seed: UInt64 = 1) -> Tree {
    var tree = Tree(root: "0")
    for (index, value) in Examples.noise(count - 1, seed: seed).enumerated() {
      tree.append("\(index + 1)", parent: min(index, Int((value + 1) / 2 * Double(index + 1))), edge: "")
    }
    return tree
  }

  @Test func tidyTreesDoNotOverlapAndCentreParents() {
    for seed in 1...20 {
      let tree = tree(60, seed: UInt64(seed))
      let breadths = Examples.noise(60, seed: UInt64(seed + 100)).map { 10 + 8 * $0 }
      let positions = TidyTree(tree, breadths: breadths, gap: 5).positions
      let depths = tree.depths
      for depth in 0...(depths.max() ?? 0) {
        let level = depths.indices.filter { depths[$0] == depth }.sorted { positions[$0] < positions[$1] }
        for (a, b) in zip(level, level.dropFirst()) {
          #expect(positions[b] - positions[a] >= (breadths[a] + breadths[b]) / 2 + 5 - 1e-9)
        }
      }
      for (node, children) in tree.children.enumerated() {
        guard let first = children.first, let last = children.last else { continue }
        #expect((positions[node] - (positions[first] + positions[last]) / 2).magnitude < 1e-9)
        #expect(zip(children, children.dropFirst()).allSatisfy { positions[$0] < positions[$1] })
      }
      #expect((positions.indices.map { positions[$0] - breadths[$0] / 2 }.min() ?? 1).magnitude < 1e-9)
    }
  }

  @Test func treesFromParents() throws {
    let tree = try Tree(parents: [3, 3, 0, 1], labels: ["a", "b", "root", "c"])
    #expect(tree.labels == ["root", "a", "c", "b"])
    #expect(tree.parents == [nil, 0, 1, 0] && tree.order == [2, 0, 3, 1])
    for bad in [[], [1], [0, 0], [2, 1, 0], [0, 5], [0, -1]] as [[Int]] {
      #expect(throws: FigureError.self) { try Tree(parents: bad, labels: bad.map(String.init)) }
    }
    #expect(throws: FigureError.self) { try Tree(parents: [0], labels: []) }
  }

  @Test func boxesOfTreesStayInTheirFigure() throws {
    for horizontal in [false, true] {
      let recipe = Recipe.tree(try TreeSeries(tree(40), isHorizontal: horizontal))
      for size in [recipe.size, Size(200, 150), Size(900, 900)] {
        var figure = recipe.figure
        figure.size = size
        let svg = try figure.svg()
        // Every node has its text, or none can be read.
        let texts = svg.components(separatedBy: "<text").count - 1
        #expect(texts == 40 || texts == 0)
      }
    }
    let chain = try Tree(parents: Array(0..<300), labels: (0..<300).map { "node \($0)" })
    #expect(try Recipe.tree(TreeSeries(chain)).figure.svg().utf8.count < 200_000)
    #expect(try Recipe.tree(TreeSeries(tree(1000))).figure.svg(.standalone).utf8.count < 200_000)
    #expect(throws: FigureError.self) { try TreeSeries(tree(1001)) }
    #expect(try Recipe.tree(TreeSeries(Tree(root: ""))).figure.svg().isEmpty == false)
  }

  // MARK: - Dendrograms

  /// scipy.cluster.hierarchy.linkage(X, 'average') of seven points in the plane.
  private let linkage: [[Double]] = [
    [0, 1, 0.31622776601683794, 2], [2, 3, 0.41231056256176596, 2], [4, 5, 0.44721359549995804, 2],
    [6, 8, 2.0888583806972747, 3], [7, 10, 3.2621708625857457, 5], [9, 11, 4.565092107444768, 7],
  ]

  @Test func dendrogramsAreThoseOfSciPy() throws {
    let tree = try DendrogramSeries(rows: linkage).tree
    #expect(tree.leafOrder == [4, 5, 0, 1, 6, 2, 3])
    // The middles of dendrogram(Z)['icoord'], in places of leaves.
    #expect(Set(tree.positions.dropFirst(7)) == [1.5, 3.5, 6.5, 5.75, 4.625, 3.0625])
    #expect(tree.groups(below: 3.195564475211337) == [1, 2, 0, 2, nil, nil])
  }

  @Test func signedMergesAreThoseOfClustering() throws {
    let signed: [[Double]] = [[-1, -2, 1], [-3, 1, 2]]
    let plain: [[Double]] = [[0, 1, 1], [2, 3, 2]]
    #expect(try DendrogramSeries(rows: signed).tree.merges == DendrogramSeries(rows: plain).tree.merges)
  }

  @Test func brokenMergesAreRefused() {
    let bad: [[[Double]]] = [
      [], [[0, 1]], [[0, 1, 1], [0, 2, 2]], [[0, 3, 1]], [[0, 1.5, 1]], [[0, 1, .nan]], [[-1, 0, 1]], [[-1, -3, 1]],
      [[0, 1, 1], [3, 4, 2]], [[0, 1e300, 1]], [[.nan, 1, 1]], [[-1, 1, 1]],
    ]
    for rows in bad { #expect(throws: FigureError.self) { try DendrogramSeries(rows: rows) } }
    #expect(throws: FigureError.self) { try DendrogramSeries(rows: linkage, labels: ["a"]) }
  }

  @Test func largeDendrogramsStaySmall() throws {
    let count = 4000
    var chain: [[Double]] = []
    for k in 0..<count {
      let left: Double = k == 0 ? 0 : Double(count + k)
      chain.append([left, Double(k + 1), Double(k + 1)])
    }
    for horizontal in [false, true] {
      let svg = try Recipe.dendrogram(DendrogramSeries(rows: chain, isHorizontal: horizontal)).figure.svg(.standalone)
      #expect(svg.utf8.count < 200_000)
    }
    var balanced: [[Double]] = []
    for k in 0..<4095 { balanced.append([Double(2 * k), Double(2 * k + 1), Double(k)]) }
    #expect(try Recipe.dendrogram(DendrogramSeries(rows: balanced)).figure.svg(.standalone).utf8.count < 200_000)
    #expect(try Recipe.dendrogram(DendrogramSeries(rows: [[0, 1, 0]])).figure.svg().isEmpty == false)
  }

  // MARK: - Networks

  @Test func networksOfAnySize() throws {
    for layers in [[], [1], [3, 5, 2], [784, 128, 10], [Int](repeating: 1000, count: 40)] {
      #expect(try Recipe.network(NetworkSeries(layers: layers)).figure.svg(.standalone).utf8.count < 200_000)
    }
    let svg = try Recipe.network(NetworkSeries(layers: [784, 10])).figure.svg()
    #expect(svg.contains("⋮") && svg.contains(">784<"))
    #expect(throws: FigureError.self) { try NetworkSeries(layers: [3, 0]) }
    #expect(throws: FigureError.self) { try NetworkSeries(layers: [2, 1], weights: [[[1]]]) }
    #expect(throws: FigureError.self) { try NetworkSeries(layers: [2, 1], titles: ["one"]) }
    let odd = try NetworkSeries(layers: [2, 1], weights: [[[.nan, 0]]], labels: [["a very long name", "b"], ["y"]])
    #expect(try Recipe.network(odd).figure.svg().contains("a very long name"))
  }
}
