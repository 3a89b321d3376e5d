// Quantiles without sorting.

/// Quantiles of samples by linear interpolation between order statistics (type 7 of Hyndman and Fan 1996).
enum Quantiles {
  /// The quantiles for ascending shares `shares` of 0 … 1; not numbers for an empty sample. The values are finite; large
  /// samples are partitioned rather than sorted (Hoare, "Algorithm 65: Find", 1961), which takes linear time.
  static func of(_ values: [Double], _ shares: [Double]) -> [Double] {
    guard let first = values.first else { return shares.map { _ in .nan } }
    if values.count == 1 { return shares.map { _ in first } }
    var sample = values
    if sample.count < 2000 {
      sample.sort()
      return shares.map { sorted(sample, $0) }
    }
    return sample.withUnsafeMutableBufferPointer { sample in
      var start = 0
      var result: [Double] = []
      for share in shares {
        let position = min(1, max(0, share)) * Double(sample.count - 1)
        let index = Int(position)
        select(&sample, index, from: start)
        let low = sample[index]
        // Everything behind the index is at least as large: the next order statistic is the least of it.
        var high = low
        if index + 1 < sample.count, position > Double(index) {
          high = sample[(index + 1)...].min() ?? low
        }
        result.append(interpolated(low, high, position - Double(index)))
        start = index
      }
      return result
    }
  }

  /// The quantile of sorted values.
  static func sorted(_ sorted: [Double], _ share: Double) -> Double {
    guard let first = sorted.first else { return .nan }
    let position = share * Double(sorted.count - 1)
    let index = Int(position)
    guard index + 1 < sorted.count else { return sorted.last ?? first }
    return interpolated(sorted[index], sorted[index + 1], position - Double(index))
  }

  private static func interpolated(_ low: Double, _ high: Double, _ part: Double) -> Double {
    part == 0 ? low : low + (high - low) * part
  }

  /// Moves the order statistic `index` to its place, smaller values before it and larger ones behind it; what lies before
  /// `start` is known to be small.
  private static func select(_ sample: inout UnsafeMutableBufferPointer<Double>, _ index: Int, from start: Int) {
    var low = start
    var high = sample.count - 1
    var rounds = 0
    while high - low > 16 {
      rounds += 1
      if rounds > 60 { break }  // Data made to defeat the choice of the pivot.
      let (a, b, c) = (sample[low], sample[(low + high) / 2], sample[high])
      let pivot = max(min(a, b), min(max(a, b), c))
      var i = low
      var j = high
      while i <= j {
        while sample[i] < pivot { i += 1 }
        while sample[j] > pivot { j -= 1 }
        if i <= j {
          sample.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if index <= j { high = j } else if index >= i { low = i } else { return }
    }
    sample[low...high].sort()
  }
}
