/// Nodes 0 … count − 1 and the edges between them.
public struct Graph: Hashable, Sendable {
  public struct Edge: Hashable, Sendable {
    public var from: Int
    public var to: Int
    public var weight: Double

    public init(_ from: Int, _ to: Int, weight: Double = 1) {
      self.from = from
      self.to = to
      self.weight = weight
    }
  }

  public let count: Int
  public let edges: [Edge]
  public let isDirected: Bool

  static let nodeLimit = 5_000
  static let edgeLimit = 12_000

  public init(count: Int, edges: [Edge], isDirected: Bool = false) throws(FigureError) {
    try FigureLimit.check(count, "nodes", Graph.nodeLimit)
    try FigureLimit.check(edges.count, "edges", Graph.edgeLimit)
    for edge in edges where !(0..<max(0, count)).contains(edge.from) || !(0..<max(0, count)).contains(edge.to) {
      throw .invalidOption("edges", "nodes are numbered from 1 to \(count)")
    }
    self.count = max(0, count)
    self.edges = edges
    self.isDirected = isDirected
  }

  /// The graph of an adjacency matrix: an edge from row to column for each value that is neither 0 nor NaN. Without
  /// `isDirected`, symmetric matrices are those of undirected graphs.
  public init(adjacency rows: [[Double]], isDirected: Bool? = nil) throws(FigureError) {
    try FigureLimit.check(rows.count, "nodes", Graph.nodeLimit)
    for row in rows { try FigureLimit.checkSame("an adjacency matrix", rows.count, "its row", row.count) }
    func has(_ value: Double) -> Bool { value != 0 && !value.isNaN }
    let isSymmetric = rows.indices.allSatisfy { i in
      (0..<i).allSatisfy { rows[i][$0] == rows[$0][i] || (!has(rows[i][$0]) && !has(rows[$0][i])) }
    }
    let directed = isDirected ?? !isSymmetric
    var edges: [Edge] = []
    for i in rows.indices {
      for j in rows.indices where has(rows[i][j]) {
        // An undirected edge may stand in either half, or in both.
        if !directed, j < i, has(rows[j][i]) { continue }
        edges.append(Edge(i, j, weight: rows[i][j]))
      }
      if edges.count > Graph.edgeLimit { break }
    }
    try self.init(count: rows.count, edges: edges, isDirected: directed)
  }

  /// The weights of the edges as texts of three digits.
  public var weightLabels: [String] { edges.map { NumberLabel.short($0.weight, digits: 3) } }

  /// Neighbours of each node along edges in either direction, ascending, without repetitions and loops.
  var neighbours: [[Int]] {
    var result = [[Int]](repeating: [], count: count)
    for edge in edges where edge.from != edge.to {
      result[edge.from].append(edge.to)
      result[edge.to].append(edge.from)
    }
    return result.map { list in
      var unique: [Int] = []
      for node in list.sorted() where unique.last != node { unique.append(node) }
      return unique
    }
  }

  /// Which edges close a cycle, in a depth-first search from the first node on; loops are not counted.
  var backEdges: [Bool] {
    var outgoing = [[Int]](repeating: [], count: count)
    for (index, edge) in edges.enumerated() where edge.from != edge.to { outgoing[edge.from].append(index) }
    var isBack = [Bool](repeating: false, count: edges.count)
    // 0 unseen, 1 on the path, 2 done.
    var state = [UInt8](repeating: 0, count: count)
    var next = [Int](repeating: 0, count: count)
    for root in 0..<count where state[root] == 0 {
      var path = [root]
      state[root] = 1
      while let node = path.last {
        guard next[node] < outgoing[node].count else {
          state[node] = 2
          path.removeLast()
          continue
        }
        let index = outgoing[node][next[node]]
        next[node] += 1
        let target = edges[index].to
        if state[target] == 1 {
          isBack[index] = true
        } else if state[target] == 0 {
          state[target] = 1
          path.append(target)
        }
      }
    }
    return isBack
  }

  /// Numbers of edges from a node to all nodes along the shortest paths; `unreachable` where there is none.
  static func steps(from source: Int, _ neighbours: [[Int]]) -> [Int32] {
    var steps = [Int32](repeating: unreachable, count: neighbours.count)
    steps[source] = 0
    var queue = [source]
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      for other in neighbours[node] where steps[other] == unreachable {
        steps[other] = steps[node] + 1
        queue.append(other)
      }
    }
    return steps
  }

  static let unreachable = Int32.max

  /// The nodes of each part that no edge joins to another one, ascending.
  var components: [[Int]] {
    let neighbours = neighbours
    var isSeen = [Bool](repeating: false, count: count)
    var result: [[Int]] = []
    for root in 0..<count where !isSeen[root] {
      var part = [root]
      isSeen[root] = true
      var head = 0
      while head < part.count {
        for other in neighbours[part[head]] where !isSeen[other] {
          isSeen[other] = true
          part.append(other)
        }
        head += 1
      }
      result.append(part.sorted())
    }
    return result
  }
}
