/// Places beside a line for dots that would hide each other on it.
enum Swarm {
  /// Offsets of dots at ascending or descending positions, px: each takes the place nearest to the middle where it touches no
  /// dot before it, within ±`half`. Where there is none left it overlaps at an edge.
  static func offsets(_ positions: [Double], diameter: Double, half: Double) -> [Double] {
    var offsets: [Double] = []
    offsets.reserveCapacity(positions.count)
    var first = 0
    for (index, position) in positions.enumerated() {
      guard position.isFinite else {
        offsets.append(0)
        continue
      }
      while first < index, !((position - positions[first]).magnitude < diameter) { first += 1 }
      // Where the dots before forbid the middle of this one; of very many, the nearest suffice.
      var forbidden: [(low: Double, high: Double)] = []
      for other in max(first, index - 300)..<index {
        let gap = (position - positions[other]).magnitude
        guard gap < diameter else { continue }
        let reach = (diameter * diameter - gap * gap).squareRoot()
        forbidden.append((offsets[other] - reach, offsets[other] + reach))
      }
      forbidden.sort { $0.low < $1.low }
      offsets.append(nearest(forbidden, half: half))
    }
    return offsets
  }

  /// The free place nearest to 0 beside intervals that ascend by their lower ends: an end of the run of intervals around 0.
  private static func nearest(_ forbidden: [(low: Double, high: Double)], half: Double) -> Double {
    var low = Double.infinity
    var high = -Double.infinity
    for interval in forbidden {
      if interval.low >= high {
        if high > 0 { break }
        low = interval.low
      }
      high = max(high, interval.high)
    }
    guard low < 0, high > 0 else { return 0 }
    if min(-low, high) > half { return forbidden.count.isMultiple(of: 2) ? half : -half }
    return high <= -low ? high : low
  }

  /// Multiples of the golden ratio modulo 1: numbers spread evenly however many of them are taken, and whichever.
  static func spread(_ index: Int) -> Double {
    let multiple = Double(index + 1) * 0.6180339887498949
    return multiple - multiple.rounded(.down)
  }
}
