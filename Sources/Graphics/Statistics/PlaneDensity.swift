// Smooth densities of points in the plane.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A Gaussian product kernel density estimate in the plane: points are spread linearly over a grid, which is smoothed along both
/// axes (Wand 1994).
public struct PlaneDensity: Sendable {
  /// The density over the plane; rows are y.
  public let grid: Grid
  public let bandwidths: (x: Double, y: Double)

  /// Bandwidths are Scott's s·n^(−1/6) (1992, eq. 6.42); those that are given must be positive.
  public init(
    x: [Double], y: [Double], bandwidths chosen: (x: Double, y: Double)? = nil, count: Int = 100
  ) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.check(x.count, "points", FigureLimit.points)
    if let chosen, !(chosen.x > 0 && chosen.y > 0 && chosen.x.isFinite && chosen.y.isFinite) {
      throw .invalidOption("bandwidth", "the bandwidth is a positive number")
    }
    let places = x.indices.filter {
      x[$0].isFinite && y[$0].isFinite && x[$0].magnitude <= AxisScale.largest && y[$0].magnitude <= AxisScale.largest
    }
    let count = min(400, max(16, count))
    let n = Double(places.count)
    func axis(_ values: [Double], _ chosen: Double?) throws(FigureError) -> (start: Double, step: Double, width: Double) {
      let own = places.map { values[$0] }
      guard let limits = Limits(of: own) else { return (0, 1, 1) }
      let sample = try WeightedSample(own, nil)
      var width = chosen ?? sample.deviation * pow(n, -1.0 / 6)
      if !(width > max(limits.lower.magnitude * 1e-12, 1e-290)) {
        width = limits.lower.magnitude > 1e-280 ? limits.lower.magnitude * 0.1 : 1
      }
      let start = limits.lower - 3 * width
      return (start, (limits.upper + 3 * width - start) / Double(count - 1), width)
    }
    let (xStart, xStep, xWidth) = try axis(x, chosen?.x)
    let (yStart, yStep, yWidth) = try axis(y, chosen?.y)
    bandwidths = (xWidth, yWidth)
    var mass = [Double](repeating: 0, count: count * count)
    for place in places {
      let u = min(max(0, (x[place] - xStart) / xStep), Double(count - 1))
      let v = min(max(0, (y[place] - yStart) / yStep), Double(count - 1))
      let column = min(count - 2, Int(u))
      let row = min(count - 2, Int(v))
      let (a, b) = (u - Double(column), v - Double(row))
      mass[row * count + column] += (1 - a) * (1 - b) / n
      mass[row * count + column + 1] += a * (1 - b) / n
      mass[(row + 1) * count + column] += (1 - a) * b / n
      mass[(row + 1) * count + column + 1] += a * b / n
    }
    for row in 0..<count {
      let line = KernelDensity.smoothed(Array(mass[(row * count)..<((row + 1) * count)]), step: xStep, bandwidth: xWidth)
      mass.replaceSubrange((row * count)..<((row + 1) * count), with: line)
    }
    for column in 0..<count {
      let line = KernelDensity.smoothed((0..<count).map { mass[$0 * count + column] }, step: yStep, bandwidth: yWidth)
      for row in 0..<count { mass[row * count + column] = line[row] }
    }
    grid = try Grid(
      rows: count, columns: count, values: mass, x: (0..<count).map { xStart + Double($0) * xStep },
      y: (0..<count).map { yStart + Double($0) * yStep })
  }

  /// The heights outside of which the shares `outside` of the mass lie, ascending: contours that enclose known parts of the data.
  public func levels(outside shares: [Double]) -> [Double] {
    let sorted = grid.values.filter { $0 > 0 && $0.isFinite }.sorted()
    let total = sorted.reduce(0, +)
    guard total > 0 else { return [] }
    var levels: [Double] = []
    var sum = 0.0
    var index = 0
    for share in shares.sorted() {
      while index < sorted.count - 1, sum + sorted[index] <= share * total {
        sum += sorted[index]
        index += 1
      }
      if sorted[index] > levels.last ?? 0 { levels.append(sorted[index]) }
    }
    return levels
  }
}
