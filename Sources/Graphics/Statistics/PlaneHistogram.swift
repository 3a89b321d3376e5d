// Counting points in the cells of a grid.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Points in the plane counted in rectangular bins.
public struct PlaneHistogram: Hashable, Sendable {
  public let xEdges: [Double]
  public let yEdges: [Double]
  /// Row by row from the lowest y: counts or sums of weights, normalised; not a number where there is nothing.
  public let heights: [Double]
  /// How many points lay outside the edges.
  public let outside: Int

  /// `.freedmanDiaconis` stands for widths 2·s·n^(−1/4): the rate of Scott's rule in two dimensions (1992, eq. 3.66), but
  /// finer, because the eye smooths colours more than heights.
  public init(
    x: [Double], y: [Double], xBins: BinRule = .freedmanDiaconis, yBins: BinRule = .freedmanDiaconis,
    weights: [Double]? = nil, normalize: Normalization = .none
  ) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.check(x.count, "points", FigureLimit.points)
    if let weights {
      try FigureLimit.checkSame("x", x.count, "weights", weights.count)
      guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
        throw .invalidOption("weights", "weights are non-negative numbers")
      }
    }
    let places = x.indices.filter {
      x[$0].isFinite && y[$0].isFinite && x[$0].magnitude <= AxisScale.largest && y[$0].magnitude <= AxisScale.largest
    }
    let xEdges = try PlaneHistogram.edges(places.map { x[$0] }, xBins)
    let yEdges = try PlaneHistogram.edges(places.map { y[$0] }, yBins)
    self.xEdges = xEdges
    self.yEdges = yEdges
    let columns = max(0, xEdges.count - 1)
    let rows = max(0, yEdges.count - 1)
    try FigureLimit.check(columns * rows, "cells", FigureLimit.cells)
    var sums = [Double](repeating: 0, count: columns * rows)
    let across = BinFinder(xEdges)
    let up = BinFinder(yEdges)
    var outside = 0
    for place in places {
      guard let column = across.bin(of: x[place]), let row = up.bin(of: y[place]) else {
        outside += 1
        continue
      }
      sums[row * columns + column] += weights?[place] ?? 1
    }
    self.outside = outside
    let total = sums.reduce(0, +)
    for row in 0..<rows {
      for column in 0..<columns {
        let area = (xEdges[column + 1] - xEdges[column]) * (yEdges[row + 1] - yEdges[row])
        let sum = sums[row * columns + column]
        let height: Double
        switch normalize {
        case .none: height = sum
        case .pdf: height = sum / total / area
        case .density: height = sum / area
        case .probability: height = sum / total
        }
        sums[row * columns + column] = sum > 0 ? height : .nan
      }
    }
    heights = sums
  }

  private static func edges(_ values: [Double], _ rule: BinRule) throws(FigureError) -> [Double] {
    if case .edges = rule { return try Histogram.edges(values, rule) }
    guard let limits = Limits(of: values) else { return [] }
    // Differences that vanish are none.
    guard limits.span > 1e-290 else { return try Histogram.edges([limits.lower], rule) }
    guard rule == .freedmanDiaconis else { return try Histogram.edges(values, rule) }
    let deviation = try WeightedSample(values, nil).deviation
    let width = 2 * deviation / pow(Double(values.count), 0.25)
    let count = width > 0 ? (limits.span / width).rounded(.up) : 1
    if limits.span <= max(limits.lower.magnitude, limits.upper.magnitude) * 1e-13 { return try Histogram.edges(values, rule) }
    return Histogram.edges(values, limits, about: count.isFinite ? min(100, max(4, count)) : 10)
  }
}
