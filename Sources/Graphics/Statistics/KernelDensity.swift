// Smooth densities of samples.

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A Gaussian kernel density estimate on a grid. The data are spread linearly over the grid and smoothed there, so
/// the cost does not grow with the product of both (Wand, "Fast computation of multivariate kernel estimators",
/// 1994).
public struct KernelDensity: Hashable, Sendable {
  public let x: [Double]
  public let density: [Double]
  public let bandwidth: Double

  /// `bandwidth` nil is Silverman's rule of thumb, 0.9·min(s, IQR/1.34)·n^(−1/5) (1986, eq. 3.31); with weights n is their
  /// effective number (Σw)²/Σw² (Kish 1965) and s their weighted deviation. `within` keeps the grid inside the data's range.
  public init(
    _ values: [Double], bandwidth chosen: Double? = nil, weights: [Double]? = nil, count: Int = 512, within: Bool = false
  ) throws(FigureError) {
    try FigureLimit.check(values.count, "points", FigureLimit.points)
    if let chosen, !(chosen > 0 && chosen.isFinite) {
      throw .invalidOption("bandwidth", "the bandwidth is a positive number")
    }
    let sample = try WeightedSample(values, weights)
    guard let limits = Limits(of: sample.values) else {
      x = []
      density = []
      bandwidth = chosen ?? 0
      return
    }
    let width = chosen ?? sample.silvermanBandwidth(limits)
    bandwidth = width

    let start = limits.lower - 4 * width
    let end = limits.upper + 4 * width
    // At least ten grid points to a bandwidth, or binning would blur the kernel.
    let wanted = ((end - start) / width * 10).rounded(.up)
    let points = max(16, min(16_384, max(count, wanted.isFinite ? Int(min(wanted, 16_384)) : count)))
    let step = (end - start) / Double(points - 1)
    var mass = [Double](repeating: 0, count: points)
    for (index, value) in sample.values.enumerated() {
      // In this order what is not a number, of steps that vanish, becomes 0.
      let position = min(max(0, (value - start) / step), Double(points - 1))
      let cell = min(points - 2, Int(position))
      let part = position - Double(cell)
      let weight = sample.weights?[index] ?? 1
      mass[cell] += (1 - part) * weight
      mass[cell + 1] += part * weight
    }
    let smooth = KernelDensity.smoothed(mass.map { $0 / sample.total }, step: step, bandwidth: width)
    let grid = (0..<points).map { start + Double($0) * step }
    guard within else {
      (x, density) = (grid, smooth)
      return
    }
    // Cut at the ends of the data, where the estimate is interpolated.
    func value(at place: Double) -> Double {
      let position = min(max(0, (place - start) / step), Double(points - 1))
      let cell = min(points - 2, Int(position))
      let part = position - Double(cell)
      return smooth[cell] * (1 - part) + smooth[cell + 1] * part
    }
    let inner = grid.filter { $0 > limits.lower && $0 < limits.upper }
    let cut = limits.span > 0 ? [limits.lower] + inner + [limits.upper] : [limits.lower]
    x = cut
    density = cut.map { value(at: $0) }
  }

  /// Masses on a grid convolved with a normal kernel of standard deviation `bandwidth`, as a density.
  static func smoothed(_ mass: [Double], step: Double, bandwidth: Double) -> [Double] {
    let kernel = kernel(step: step, bandwidth: bandwidth, count: mass.count)
    let reach = kernel.count - 1
    // Room on both sides, so that the inner loop runs straight through.
    var padded = [Double](repeating: 0, count: mass.count + 2 * reach)
    let whole = Array(kernel.dropFirst().reversed()) + kernel
    for (cell, weight) in mass.enumerated() where weight > 0 {
      for (offset, height) in whole.enumerated() { padded[cell + offset] += weight * height }
    }
    return Array(padded[reach..<(reach + mass.count)])
  }

  /// The kernel at 0, 1, 2, … steps, to five bandwidths. On a grid too coarse for it, it keeps the mass 1.
  private static func kernel(step: Double, bandwidth: Double, count: Int) -> [Double] {
    let ratio = step / bandwidth
    let reach = max(1, min(Double(count - 1), (5 / ratio).rounded(.up)))
    var kernel = (0...Int(reach)).map { offset in
      let z = Double(offset) * ratio
      return exp(-0.5 * z * z)
    }
    let sum = kernel.dropFirst().reduce(0, +) * 2 + kernel[0]
    for index in kernel.indices { kernel[index] /= sum * step }
    return kernel
  }
}

/// The finite values of a sample with their weights.
struct WeightedSample {
  let values: [Double]
  /// `nil` for 1 each.
  let weights: [Double]?
  let total: Double

  init(_ values: [Double], _ weights: [Double]?) throws(FigureError) {
    guard let weights else {
      self.values = values.filter { $0.isFinite && $0.magnitude <= AxisScale.largest }
      self.weights = nil
      total = Double(self.values.count)
      return
    }
    try FigureLimit.checkSame("values", values.count, "weights", weights.count)
    guard weights.allSatisfy({ $0 >= 0 && $0 <= AxisScale.largest }) else {
      throw .invalidOption("weights", "weights are non-negative numbers")
    }
    let kept = values.indices.filter { values[$0].isFinite && values[$0].magnitude <= AxisScale.largest && weights[$0] > 0 }
    self.values = kept.map { values[$0] }
    // Only proportions matter; against the largest no sum overflows.
    let largest = weights.max() ?? 1
    let own = kept.map { weights[$0] / largest }
    self.weights = own
    total = own.reduce(0, +)
  }

  /// Silverman's rule of thumb for one dimension.
  func silvermanBandwidth(_ limits: Limits) -> Double {
    var spread = deviation
    if weights == nil {
      let quartiles = Quantiles.of(values, [0.25, 0.75])
      let robust = (quartiles[1] - quartiles[0]) / 1.34
      if robust > 0 { spread = min(spread, robust) }
    }
    // Equal values, or none that doubles tell apart.
    if !(spread > max(limits.lower.magnitude, limits.upper.magnitude) * 1e-12) {
      spread = max(limits.lower.magnitude, limits.lower == 0 ? 1 : 0) * 0.1
    }
    return 0.9 * spread * pow(effectiveCount, -0.2)
  }

  var effectiveCount: Double {
    guard let weights else { return total }
    let squares = weights.reduce(0) { $0 + $1 * $1 }
    return squares > 0 ? total * total / squares : 1
  }

  /// The standard deviation; 0 for a single value. Against the largest deviation no square overflows.
  var deviation: Double {
    let n = effectiveCount
    var mean = 0.0
    for (index, value) in values.enumerated() { mean += value / total * (weights?[index] ?? 1) }
    var scale = 0.0
    for value in values { scale = max(scale, (value - mean).magnitude) }
    guard scale > 0 else { return 0 }
    var sum = 0.0
    for (index, value) in values.enumerated() {
      let part = (value - mean) / scale
      sum += part * part * (weights?[index] ?? 1)
    }
    return scale * (sum / total * n / max(1, n - 1)).squareRoot()
  }
}
