/// Stress majorisation for large connected graphs: each node keeps its distances to its neighbours and to some nodes that are
/// spread over the graph, the pivots, each of which stands for the nodes around it (Ortmann, Klimenta and Brandes, "A sparse
/// stress model", 2017). It begins with scaling by the same pivots (Brandes and Pich, "Eigensolver methods for progressive
/// multidimensional scaling of large data", 2007). Time and room grow with nodes times pivots.
struct SparseStressLayout {
  private let neighbours: [[Int]]
  private var pivots: [Int] = []
  /// Numbers of edges from each pivot to all nodes.
  private var distances: [[Int32]] = []
  /// The place among the pivots of the one nearest to each node.
  private var region: [Int]

  private static let pivotLimit = 150
  private static let rounds = 120

  /// Places with edges of length about 1; every node can be reached from every other one.
  static func places(_ neighbours: [[Int]]) -> [Point] {
    let layout = SparseStressLayout(neighbours)
    return layout.settled(layout.scaled())
  }

  /// Pivots far from one another (Gonzalez 1985), the first node first.
  private init(_ neighbours: [[Int]]) {
    self.neighbours = neighbours
    let count = neighbours.count
    region = [Int](repeating: 0, count: count)
    var nearest = [Int32](repeating: .max, count: count)
    var next = 0
    while pivots.count < min(count, SparseStressLayout.pivotLimit) {
      let steps = Graph.steps(from: next, neighbours)
      for node in 0..<count where steps[node] < nearest[node] {
        nearest[node] = steps[node]
        region[node] = pivots.count
      }
      pivots.append(next)
      distances.append(steps)
      next = nearest.indices.max { nearest[$0] < nearest[$1] } ?? 0
      if nearest[next] == 0 { break }
    }
  }

  /// The two leading directions of the centred squared distances to the pivots. Each node is moved a little, so that no two
  /// coincide.
  private func scaled() -> [Point] {
    let (count, width) = (neighbours.count, pivots.count)
    var columns = distances.map { $0.map { -0.5 * Double($0) * Double($0) } }
    let rowMeans = (0..<count).map { node in columns.reduce(0) { $0 + $1[node] } / Double(width) }
    let mean = rowMeans.reduce(0, +) / Double(count)
    for pivot in 0..<width {
      let own = columns[pivot].reduce(0, +) / Double(count)
      for node in 0..<count { columns[pivot][node] += mean - own - rowMeans[node] }
    }
    var products = [Double](repeating: 0, count: width * width)
    for a in 0..<width {
      for b in 0...a {
        var sum = 0.0
        for node in 0..<count { sum += columns[a][node] * columns[b][node] }
        products[a * width + b] = sum
        products[b * width + a] = sum
      }
    }
    func multiply(_ vector: [Double]) -> [Double] {
      (0..<width).map { a in (0..<width).reduce(0) { $0 + products[a * width + $1] * vector[$1] } }
    }
    let first = PowerMethod.vector(width, start: { Halton.point($0).x }, orthogonalTo: [], multiply).vector
    let second = PowerMethod.vector(width, start: { Halton.point($0).y }, orthogonalTo: [first], multiply).vector
    var places = (0..<count).map { node in
      Point(
        (0..<width).reduce(0) { $0 + columns[$1][node] * first[$1] },
        (0..<width).reduce(0) { $0 + columns[$1][node] * second[$1] })
    }
    // As large as the distances say: least squares with weights d⁻².
    var (above, below) = (0.0, 0.0)
    for (pivot, steps) in zip(pivots, distances) {
      for node in 0..<count where steps[node] > 0 {
        let ratio = places[node].distance(to: places[pivot]) / Double(steps[node])
        above += ratio
        below += ratio * ratio
      }
    }
    let size = below > 0 ? above / below : 0
    for node in 0..<count {
      let jitter = Halton.point(node)
      places[node] = Point(size * places[node].x + 0.3 * jitter.x, size * places[node].y + 0.3 * jitter.y)
    }
    return places
  }

  /// One distance that a node wants to keep.
  private struct Term {
    var other: Int32
    var wanted: Float
    var weight: Double
  }

  /// The terms of all nodes, one after the other, and where those of each begin.
  private func terms() -> (all: [Term], starts: [Int]) {
    // How many nodes of its region a pivot has within each distance.
    var within = [[Double]](repeating: [], count: pivots.count)
    for (node, pivot) in region.enumerated() {
      let steps = Int(distances[pivot][node])
      while within[pivot].count <= steps { within[pivot].append(0) }
      within[pivot][steps] += 1
    }
    for pivot in within.indices {
      for steps in within[pivot].indices.dropFirst() { within[pivot][steps] += within[pivot][steps - 1] }
    }
    // Neighbours of one node, which the pivots cannot tell apart: each keeps off the next few.
    var siblings = [[Int32]](repeating: [], count: neighbours.count)
    for list in neighbours where list.count > 1 {
      for (place, node) in list.enumerated() {
        for step in 1...min(4, list.count - 1) {
          let other = list[(place + step) % list.count]
          siblings[node].append(Int32(other))
          siblings[other].append(Int32(node))
        }
      }
    }
    var all: [Term] = []
    all.reserveCapacity(neighbours.count * (pivots.count + 12))
    var starts = [0]
    for node in neighbours.indices {
      for other in neighbours[node] { all.append(Term(other: Int32(other), wanted: 1, weight: 1)) }
      for other in siblings[node] where !neighbours[node].contains(Int(other)) {
        all.append(Term(other: other, wanted: 2, weight: 0.25))
      }
      for (place, pivot) in pivots.enumerated() where distances[place][node] > 1 {
        let steps = Int(distances[place][node])
        let near = within[place].isEmpty ? 1 : within[place][min(steps / 2, within[place].count - 1)]
        all.append(
          Term(other: Int32(pivot), wanted: Float(steps), weight: max(1, near) / Double(steps * steps)))
      }
      starts.append(all.count)
    }
    return (all, starts)
  }

  /// Moves each node where its terms want it on average, until nothing moves.
  private func settled(_ start: [Point]) -> [Point] {
    let (terms, starts) = terms()
    var places = start
    for _ in 0..<SparseStressLayout.rounds {
      var moved = 0.0
      for node in places.indices {
        let own = places[node]
        var (x, y, total) = (0.0, 0.0, 0.0)
        for index in starts[node]..<starts[node + 1] {
          let term = terms[index]
          let other = places[Int(term.other)]
          let (dx, dy) = (own.x - other.x, own.y - other.y)
          let length = (dx * dx + dy * dy).squareRoot()
          let factor = length > 1e-9 ? Double(term.wanted) / length : 0
          x += term.weight * (other.x + factor * dx)
          y += term.weight * (other.y + factor * dy)
          total += term.weight
        }
        guard total > 0 else { continue }
        let new = Point(x / total, y / total)
        moved = max(moved, new.distance(to: own))
        places[node] = new
      }
      if moved < 1e-3 { break }
    }
    return places
  }
}
