/// Distances on the page like those in the graph: stress majorisation with weights d⁻² from classical scaling
/// (Gansner, Koren and North, "Graph drawing by stress majorization", 2004).
enum StressLayout {
  /// Up to so many nodes all distances are kept, in parts of larger graphs those of some nodes.
  private static let fullCount = 200

  /// Places with edges of length about 1, the longest direction across. The parts of large graphs that no edge joins stand
  /// side by side.
  static func places(_ graph: Graph) -> [Point] {
    let neighbours = graph.neighbours
    guard graph.count > fullCount else { return places(neighbours) }
    let parts = graph.components
    var own = [Int](repeating: 0, count: graph.count)
    let drawings = parts.map { part in
      for (place, node) in part.enumerated() { own[node] = place }
      let inside = part.map { neighbours[$0].map { own[$0] } }
      return part.count > fullCount ? SparseStressLayout.places(inside) : places(inside)
    }
    return drawings.count == 1 ? drawings[0] : ComponentPacking.packed(parts, drawings, count: graph.count, gap: 1.5)
  }

  private static func places(_ neighbours: [[Int]]) -> [Point] {
    let count = neighbours.count
    guard count > 1 else { return [Point](repeating: Point(0, 0), count: count) }
    let distances = distances(neighbours)
    var places = scaled(distances, count)
    for _ in 0..<200 {
      var moved = 0.0
      for i in 0..<count {
        var (x, y, total) = (0.0, 0.0, 0.0)
        let own = places[i]
        for j in 0..<count where j != i {
          let wanted = distances[i * count + j]
          let weight = 1 / (wanted * wanted)
          let (dx, dy) = (own.x - places[j].x, own.y - places[j].y)
          let length = (dx * dx + dy * dy).squareRoot()
          let factor = length > 1e-9 ? wanted / length : 0
          x += weight * (places[j].x + factor * dx)
          y += weight * (places[j].y + factor * dy)
          total += weight
        }
        let new = Point(x / total, y / total)
        moved = max(moved, new.distance(to: own))
        places[i] = new
      }
      if moved < 1e-4 { break }
    }
    return places
  }

  /// Lengths of shortest paths, row by row; nodes without a path between them keep away from each other.
  private static func distances(_ neighbours: [[Int]]) -> [Double] {
    let steps = neighbours.indices.map { Graph.steps(from: $0, neighbours) }
    let longest = steps.joined().reduce(0) { $1 == Graph.unreachable ? $0 : max($0, $1) }
    let apart = min(Double(longest) + 1, max(2, Double(neighbours.count).squareRoot()))
    return steps.flatMap { row in row.map { $0 == Graph.unreachable ? apart : Double(max(1, $0)) } }
  }

  /// Classical scaling: the two leading eigenvectors of the centred squared distances, found by the power method. Each
  /// node is moved a little, so that no two coincide.
  private static func scaled(_ distances: [Double], _ count: Int) -> [Point] {
    var matrix = distances.map { -0.5 * $0 * $0 }
    for i in 0..<count { matrix[i * count + i] = 0 }
    let means = (0..<count).map { i in matrix[i * count..<(i + 1) * count].reduce(0, +) / Double(count) }
    let mean = means.reduce(0, +) / Double(count)
    for i in 0..<count { for j in 0..<count { matrix[i * count + j] += mean - means[i] - means[j] } }
    let first = PowerMethod.vector(count, start: { Halton.point($0).x }, orthogonalTo: []) { v in
      multiply(matrix, v)
    }
    let second = PowerMethod.vector(count, start: { Halton.point($0).y }, orthogonalTo: [first.vector]) { v in
      multiply(matrix, v)
    }
    let (a, b) = (max(0, first.value).squareRoot(), max(0, second.value).squareRoot())
    return (0..<count).map { node in
      let jitter = Halton.point(node)
      return Point(a * first.vector[node] + 0.05 * jitter.x, b * second.vector[node] + 0.05 * jitter.y)
    }
  }

  private static func multiply(_ matrix: [Double], _ vector: [Double]) -> [Double] {
    let count = vector.count
    return (0..<count).map { i in
      var sum = 0.0
      for j in 0..<count { sum += matrix[i * count + j] * vector[j] }
      return sum
    }
  }
}

/// Leading eigenvectors of symmetric maps with values of the order of 1 or more; zero where there is none.
enum PowerMethod {
  static func vector(
    _ count: Int, steps: Int = 100, start: (Int) -> Double, orthogonalTo others: [[Double]],
    _ apply: ([Double]) -> [Double]
  ) -> (vector: [Double], value: Double) {
    func cleaned(_ vector: [Double]) -> [Double] {
      var result = vector
      for other in others {
        var dot = 0.0
        for index in result.indices { dot += result[index] * other[index] }
        for index in result.indices { result[index] -= dot * other[index] }
      }
      // What is left of nothing but rounding errors is nothing: they need not be orthogonal to the others.
      let length = result.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return length > 1e-10 ? result.map { $0 / length } : result.map { _ in 0 }
    }
    var vector = cleaned((0..<count).map(start))
    for _ in 0..<steps { vector = cleaned(apply(vector)) }
    let image = apply(vector)
    return (vector, zip(vector, image).reduce(0) { $0 + $1.0 * $1.1 })
  }
}

/// Eigenvectors of the normalised Laplacian for its smallest positive eigenvalues (Koren 2005).
enum SpectralLayout {
  /// Places within −1 … 1.
  static func places(_ graph: Graph) -> [Point] {
    let count = graph.count
    guard count > 1 else { return [Point](repeating: Point(0, 0), count: count) }
    let neighbours = graph.neighbours
    let roots = neighbours.map { max(1, Double($0.count)).squareRoot() }
    let total = roots.reduce(0) { $0 + $1 * $1 }.squareRoot()
    let constant = roots.map { $0 / total }
    // I + D^(−1/2) A D^(−1/2) is positive semidefinite, and its leading eigenvector is known.
    func apply(_ v: [Double]) -> [Double] {
      (0..<count).map { i in v[i] + neighbours[i].reduce(0) { $0 + v[$1] / (roots[i] * roots[$1]) } }
    }
    let first = PowerMethod.vector(count, steps: 2000, start: { Halton.point($0).x }, orthogonalTo: [constant], apply)
    let second = PowerMethod.vector(
      count, steps: 2000, start: { Halton.point($0).y }, orthogonalTo: [constant, first.vector], apply)
    func spread(_ vector: [Double]) -> [Double] {
      let values = zip(vector, roots).map { $0 / $1 }
      let largest = values.reduce(0) { max($0, $1.magnitude) }
      return largest > 1e-12 ? values.map { $0 / largest } : values.map { _ in 0 }
    }
    return zip(spread(first.vector), spread(second.vector)).map { Point($0, $1) }
  }
}
