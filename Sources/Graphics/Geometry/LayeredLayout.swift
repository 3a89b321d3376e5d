/// Nodes in layers, so that edges lead downwards and cross rarely (Sugiyama, Tagawa and Toda 1981): cycles are broken,
/// layers are longest paths, orders follow the means of neighbours, and places are least squares with room between.
struct LayeredLayout {
  private(set) var placed: PlacedGraph

  /// A place in a layer: a node, or where a long edge passes.
  private struct Slot {
    var layer: Int
    var half: Double
    var above: [Int] = []
    var below: [Int] = []
    var x = 0.0
  }

  private var slots: [Slot]
  private var layers: [[Int]]

  init(_ graph: Graph, halves: [Size], gap: Double) {
    let backward = graph.backEdges
    let ranks = LayeredLayout.ranks(graph, backward)
    slots = (0..<graph.count).map { Slot(layer: ranks[$0], half: halves[$0].width) }
    layers = [[Int]](repeating: [], count: (ranks.max() ?? -1) + 1)
    var chains = [[Int]](repeating: [], count: graph.edges.count)
    for (index, edge) in graph.edges.enumerated() where edge.from != edge.to {
      let (upper, lower) = backward[index] ? (edge.to, edge.from) : (edge.from, edge.to)
      var chain = [upper]
      // Nobody follows a single edge among very many.
      if graph.edges.count <= 600, slots.count < 3000, ranks[lower] > ranks[upper] + 1 {
        for layer in (ranks[upper] + 1)..<ranks[lower] {
          slots.append(Slot(layer: layer, half: 4))
          chain.append(slots.count - 1)
        }
      }
      chain.append(lower)
      for (a, b) in zip(chain, chain.dropFirst()) where slots[b].layer == slots[a].layer + 1 {
        slots[a].below.append(b)
        slots[b].above.append(a)
      }
      chains[index] = Array(chain.dropFirst().dropLast())
      if backward[index] { chains[index].reverse() }
    }
    for slot in slots.indices { layers[slots[slot].layer].append(slot) }
    placed = PlacedGraph([])
    order()
    spread(gap: max(14, gap * 0.4))

    var heights = [Double](repeating: 0, count: layers.count)
    for node in 0..<graph.count { heights[ranks[node]] = max(heights[ranks[node]], halves[node].height) }
    var tops = heights
    for layer in tops.indices.dropFirst() { tops[layer] = tops[layer - 1] + heights[layer - 1] + heights[layer] + gap }
    placed.positions = (0..<graph.count).map { Point(slots[$0].x, tops[ranks[$0]]) }
    placed.routes = chains.map { chain in chain.map { Point(slots[$0].x, tops[slots[$0].layer]) } }
    placed.isUniform = false
  }

  /// Lengths of longest paths from the top; sources move down to their first successor.
  private static func ranks(_ graph: Graph, _ backward: [Bool]) -> [Int] {
    var below = [[Int]](repeating: [], count: graph.count)
    var waiting = [Int](repeating: 0, count: graph.count)
    for (index, edge) in graph.edges.enumerated() where edge.from != edge.to {
      let (upper, lower) = backward[index] ? (edge.to, edge.from) : (edge.from, edge.to)
      below[upper].append(lower)
      waiting[lower] += 1
    }
    let sources = waiting.indices.filter { waiting[$0] == 0 }
    var ranks = [Int](repeating: 0, count: graph.count)
    var queue = sources
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      for other in below[node] {
        ranks[other] = max(ranks[other], ranks[node] + 1)
        waiting[other] -= 1
        if waiting[other] == 0 { queue.append(other) }
      }
    }
    for source in sources {
      if let first = below[source].map({ ranks[$0] }).min() { ranks[source] = max(0, first - 1) }
    }
    return ranks
  }

  // MARK: - Order

  private mutating func order() {
    var best = layers
    var fewest = crossings()
    for sweep in 0..<12 where fewest > 0 {
      let downwards = sweep % 2 == 0
      for layer in downwards ? Array(layers.indices.dropFirst()) : layers.indices.dropLast().reversed() {
        sort(layer, by: downwards ? \.above : \.below, towards: downwards ? layer - 1 : layer + 1)
      }
      let count = crossings()
      if count < fewest {
        fewest = count
        best = layers
      }
    }
    layers = best
  }

  private mutating func sort(_ layer: Int, by side: KeyPath<Slot, [Int]>, towards other: Int) {
    var place = [Int: Double]()
    for (index, slot) in layers[other].enumerated() { place[slot] = Double(index) }
    let own = layers[layer].enumerated().map { index, slot -> (key: Double, index: Int, slot: Int) in
      let neighbours = slots[slot][keyPath: side]
      let sum = neighbours.reduce(0) { $0 + (place[$1] ?? 0) }
      return (neighbours.isEmpty ? Double(index) : sum / Double(neighbours.count), index, slot)
    }
    layers[layer] = own.sorted { ($0.key, $0.index) < ($1.key, $1.index) }.map(\.slot)
  }

  /// How often edges cross, by counting inversions between neighbouring layers.
  private func crossings() -> Int {
    var total = 0
    for layer in layers.indices.dropLast() {
      var place = [Int: Int]()
      for (index, slot) in layers[layer + 1].enumerated() { place[slot] = index }
      // A tree of partial sums (Fenwick) counts the ends to the right that came before.
      var sums = [Int](repeating: 0, count: layers[layer + 1].count + 1)
      var seen = 0
      for slot in layers[layer] {
        let ends = slots[slot].below.compactMap { place[$0] }
        for end in ends {
          var index = end + 1
          var before = 0
          while index > 0 {
            before += sums[index]
            index -= index & -index
          }
          total += seen - before
        }
        for end in ends {
          var index = end + 1
          while index < sums.count {
            sums[index] += 1
            index += index & -index
          }
          seen += 1
        }
      }
    }
    return total
  }

  // MARK: - Places

  private mutating func spread(gap: Double) {
    for layer in layers { settle(layer, layer.map { _ in 0 }, gap: gap) }
    for sweep in 0..<40 {
      let downwards = sweep % 2 == 0
      for layer in downwards ? layers : layers.reversed() {
        let wanted = layer.map { slot -> Double in
          let one = slots[slot]
          var near = sweep < 20 ? (downwards ? one.above : one.below) : one.above + one.below
          if near.isEmpty { near = one.above + one.below }
          return near.isEmpty ? one.x : near.reduce(0) { $0 + slots[$1].x } / Double(near.count)
        }
        settle(layer, wanted, gap: gap)
      }
    }
  }

  /// The places nearest to the wanted ones that keep order and distance: after the distances are taken off, this is a
  /// monotone regression, which pooling adjacent violators solves.
  private mutating func settle(_ layer: [Int], _ wanted: [Double], gap: Double) {
    var offsets: [Double] = []
    var sum = 0.0
    for (index, slot) in layer.enumerated() {
      if index > 0 { sum += slots[layer[index - 1]].half + slots[slot].half + gap }
      offsets.append(sum)
    }
    var blocks: [(mean: Double, count: Int)] = []
    for index in layer.indices {
      var block = (mean: wanted[index] - offsets[index], count: 1)
      while let last = blocks.last, last.mean >= block.mean {
        blocks.removeLast()
        let count = last.count + block.count
        block = ((last.mean * Double(last.count) + block.mean * Double(block.count)) / Double(count), count)
      }
      blocks.append(block)
    }
    var index = 0
    for block in blocks {
      for _ in 0..<block.count {
        slots[layer[index]].x = block.mean + offsets[index]
        index += 1
      }
    }
  }
}
