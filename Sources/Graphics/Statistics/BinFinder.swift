/// Finds the bin that a value falls into: `edges[k] ≤ value < edges[k+1]`, the last bin closed. Where the edges are evenly
/// spaced, as they mostly are, a division finds it, and the edges beside have the last word.
struct BinFinder {
  private let edges: [Double]
  private let bins: Int
  private let lower: Double
  private let upper: Double
  /// Bins per unit of evenly spaced edges, else 0.
  private let rate: Double

  /// Ascending, finite edges.
  init(_ edges: [Double]) {
    self.edges = edges
    bins = max(0, edges.count - 1)
    lower = edges.first ?? .nan
    upper = edges.last ?? .nan
    rate = bins > 0 && Grid.isUniform(edges) ? Double(bins) / (upper - lower) : 0
  }

  func bin(of value: Double) -> Int? {
    guard bins > 0, value >= lower, value <= upper else { return nil }
    var low = 0
    if rate > 0, rate.isFinite {
      low = min(bins - 1, Int((value - lower) * rate))
      while low > 0, value < edges[low] { low -= 1 }
      while low < bins - 1, value >= edges[low + 1] { low += 1 }
      return low
    }
    var high = bins
    while high - low > 1 {
      let middle = (low + high) / 2
      if value >= edges[middle] { low = middle } else { high = middle }
    }
    return low
  }
}
