// Dividing data into bins.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the bins of a histogram are chosen.
public enum BinRule: Hashable, Sendable {
  /// Freedman and Diaconis 1981: width 2·IQR·n^(−1/3); Sturges where the quartiles coincide.
  case freedmanDiaconis
  /// Sturges 1926: ⌈log₂ n⌉ + 1 bins.
  case sturges
  /// Scott 1979: width 3.49·s·n^(−1/3).
  case scott
  /// Rice: ⌈2·n^(1/3)⌉ bins.
  case rice
  /// ⌈√n⌉ bins.
  case squareRoot
  /// About so many bins; the borders are round numbers.
  case count(Int)
  /// Exactly these borders, ascending.
  case edges([Double])

  /// A rule by the name that Plots.jl gives it.
  public init?(named name: String) {
    switch name {
    case "auto", "fd": self = .freedmanDiaconis
    case "sturges": self = .sturges
    case "scott": self = .scott
    case "rice": self = .rice
    case "sqrt": self = .squareRoot
    default: return nil
    }
  }

  public static let names = ["auto", "fd", "sturges", "scott", "rice", "sqrt"]
}

/// What the height of a histogram bar means.
public enum Normalization: String, Hashable, Sendable, CaseIterable {
  /// Counts, or sums of weights.
  case none
  /// The total area is 1.
  case pdf
  /// Counts divided by the widths of the bins.
  case density
  /// The total height is 1.
  case probability
}

/// Borders of bins and the weight in each: `edges[k] ≤ value < edges[k+1]`, the last bin closed.
public struct Histogram: Hashable, Sendable {
  public let edges: [Double]
  public let heights: [Double]
  /// How many values were counted, and how many lay outside the edges.
  public let counted: Int
  public let outside: Int

  public init(
    _ values: [Double], bins: BinRule = .freedmanDiaconis, normalize: Normalization = .none, weights: [Double]? = nil
  ) throws(FigureError) {
    if let weights {
      try FigureLimit.checkSame("values", values.count, "weights", weights.count)
      if weights.contains(where: { !($0 >= 0 && $0.isFinite) }) {
        throw .invalidOption("weights", "weights are non-negative numbers")
      }
    }
    try FigureLimit.check(values.count, "points", FigureLimit.points)
    let finite = values.filter { $0.isFinite && $0.magnitude <= AxisScale.largest }
    edges = try Histogram.edges(finite, bins)
    var sums = [Double](repeating: 0, count: max(0, edges.count - 1))
    var counted = 0
    var outside = 0
    let finder = BinFinder(edges)
    for (index, value) in values.enumerated() where value.isFinite {
      guard let bin = finder.bin(of: value) else {
        outside += 1
        continue
      }
      sums[bin] += weights?[index] ?? 1
      counted += 1
    }
    self.counted = counted
    self.outside = outside
    let total = sums.reduce(0, +)
    var heights = sums
    for index in sums.indices {
      let width = edges[index + 1] - edges[index]
      switch normalize {
      case .none: break
      case .pdf: heights[index] = total > 0 ? sums[index] / total / width : 0
      case .density: heights[index] = sums[index] / width
      case .probability: heights[index] = total > 0 ? sums[index] / total : 0
      }
    }
    self.heights = heights
  }

  // MARK: - Edges

  static func edges(_ values: [Double], _ rule: BinRule) throws(FigureError) -> [Double] {
    if case .edges(let edges) = rule {
      try FigureLimit.check(edges.count, "bins", FigureLimit.bins)
      guard edges.count > 1 else { throw .invalidOption("bins", "borders of bins are at least two numbers") }
      for (a, b) in zip(edges, edges.dropFirst()) where !(a < b && a.isFinite && b.isFinite) {
        throw .invalidOption("bins", "borders of bins ascend")
      }
      return edges
    }
    if case .count(let count) = rule {
      guard count > 0 else { throw .invalidOption("bins", "the number of bins is positive") }
      try FigureLimit.check(count, "bins", FigureLimit.bins)
    }
    guard let limits = Limits(of: values) else { return [] }
    guard limits.span > max(limits.lower.magnitude, limits.upper.magnitude) * 1e-13 else {
      let half = limits.lower == 0 ? 0.5 : max(0.5, limits.lower.magnitude * 1e-9)
      return [limits.lower - half, limits.lower + half]
    }
    let n = Double(values.count)
    let cap = 200.0
    var count: Double
    switch rule {
    case .freedmanDiaconis:
      let quartiles = Quantiles.of(values, [0.25, 0.75])
      let width = 2 * (quartiles[1] - quartiles[0]) / cbrt(n)
      count = width > 0 ? limits.span / width : log2(n) + 1
    case .sturges: count = log2(n) + 1
    case .scott:
      let width = 3.49 * (try WeightedSample(values, nil)).deviation / cbrt(n)
      count = width > 0 ? limits.span / width : log2(n) + 1
    case .rice: count = 2 * cbrt(n)
    case .squareRoot: count = n.squareRoot()
    case .count(let wanted): return rounded(limits, count: Double(wanted))
    case .edges(let edges): return edges
    }
    return edges(values, limits, about: count.isFinite ? min(cap, max(1, count)) : cap)
  }

  /// About `count` bins of round borders. Those of whole numbers hold equally many of them each: else some would stay empty,
  /// and others be twice as high as their neighbours.
  static func edges(_ values: [Double], _ limits: Limits, about count: Double) -> [Double] {
    let isSmall = limits.span < 1000 && max(limits.lower.magnitude, limits.upper.magnitude) < 1e12
    if isSmall, values.allSatisfy({ $0 == $0.rounded() }) { return whole(limits, count: count) }
    return rounded(limits, count: count)
  }

  /// Borders halfway between whole numbers, about `count` bins, at most one for each.
  private static func whole(_ limits: Limits, count: Double) -> [Double] {
    let raw = (limits.span + 1) / count
    let unit = pow(10, max(0, log10(raw).rounded(.down)))
    let step = max(1, (nice(raw / unit, has25: unit > 1) * unit).rounded())
    let first = (limits.lower / step).rounded(.down) * step - 0.5
    return (0...Int(((limits.upper + 0.5 - first) / step).rounded(.up))).map { first + Double($0) * step }
  }

  /// The round number nearest to a number from 1 to 10, by their ratio.
  private static func nice(_ mantissa: Double, has25: Bool = true) -> Double {
    if mantissa < 1.4142 { return 1 }
    if mantissa < (has25 ? 2.2361 : 3.1623) { return 2 }
    if has25, mantissa < 3.5355 { return 2.5 }
    return mantissa < 7.0711 ? 5 : 10
  }

  /// Borders at multiples of 1, 2, 2.5 or 5 powers of ten, about `count` bins.
  private static func rounded(_ limits: Limits, count: Double) -> [Double] {
    let raw = limits.span / count
    let unit = pow(10, log10(raw).rounded(.down))
    let step = nice(raw / unit) * unit
    let first = (limits.lower / step + 1e-9).rounded(.down)
    let last = (limits.upper / step - 1e-9).rounded(.up)
    guard step > 0, step.isFinite, last - first < 100_000, first.magnitude < 1e15 else {
      let bins = count.rounded(.up)
      let even = (0...Int(bins)).map { limits.lower + limits.span * Double($0) / bins }
      // Borders that doubles cannot tell apart are one.
      return [limits.lower] + zip(even, even.dropFirst()).filter { $0 < $1 && $1 < limits.upper }.map(\.1) + [limits.upper]
    }
    // Dividing by a power of ten keeps 3·0.1 at 0.3.
    let inverse = 1 / step
    let isFraction = step < 1 && (inverse - inverse.rounded()).magnitude < 1e-6
    var edges = (Int(first)...max(Int(first) + 1, Int(last))).map {
      isFraction ? Double($0) / inverse.rounded() : Double($0) * step
    }
    if let lowest = edges.first, lowest > limits.lower { edges.insert(lowest - step, at: 0) }
    if let highest = edges.last, highest < limits.upper { edges.append(highest + step) }
    return edges
  }
}
