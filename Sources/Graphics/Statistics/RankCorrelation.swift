// Kendall's rank correlation.

/// How far one list of numbers rises with another (Kendall's τ_b), by Knight's method in O(n log n): "A computer method for
/// calculating Kendall's tau with ungrouped data", JASA 1966.
public struct RankCorrelation: Hashable, Sendable {
  /// −1 … 1; not a number when either list is constant.
  public let tau: Double
  /// The number of standard deviations that concordant pairs exceed discordant ones by, were there no relation.
  public let score: Double

  /// Pairs with a value that is not finite are left out; of lists of different lengths the common part counts.
  public init(_ x: [Double], _ y: [Double]) {
    var pairs = zip(x, y).filter { $0.isFinite && $1.isFinite }
    pairs.sort { $0.0 == $1.0 ? $0.1 < $1.1 : $0.0 < $1.0 }
    let count = Double(pairs.count)
    let all = count * (count - 1) / 2
    func ties(_ count: Int, _ areEqual: (Int, Int) -> Bool) -> Double {
      var total = 0.0
      var run = 1.0
      for index in 0..<max(0, count - 1) {
        if areEqual(index, index + 1) {
          total += run
          run += 1
        } else {
          run = 1
        }
      }
      return total
    }
    let tiedX = ties(pairs.count) { pairs[$0].0 == pairs[$1].0 }
    let tiedBoth = ties(pairs.count) { pairs[$0] == pairs[$1] }
    var ys = pairs.map(\.1)
    let discordant = RankCorrelation.sortCountingInversions(&ys)
    let tiedY = ties(ys.count) { ys[$0] == ys[$1] }
    let difference = all - tiedX - tiedY + tiedBoth - 2 * discordant
    tau = difference / ((all - tiedX) * (all - tiedY)).squareRoot()
    score = difference / (count * (count - 1) * (2 * count + 5) / 18).squareRoot()
  }

  /// Sorts by merging; the number of pairs that were in the wrong order.
  private static func sortCountingInversions(_ values: inout [Double]) -> Double {
    var inversions = 0.0
    var source = values
    var width = 1
    while width < source.count {
      var target: [Double] = []
      target.reserveCapacity(source.count)
      for start in stride(from: 0, to: source.count, by: 2 * width) {
        let middle = min(start + width, source.count)
        let end = min(start + 2 * width, source.count)
        var (left, right) = (start, middle)
        while left < middle || right < end {
          if right >= end || (left < middle && source[left] <= source[right]) {
            target.append(source[left])
            left += 1
          } else {
            inversions += Double(middle - left)
            target.append(source[right])
            right += 1
          }
        }
      }
      source = target
      width *= 2
    }
    values = source
    return inversions
  }
}
