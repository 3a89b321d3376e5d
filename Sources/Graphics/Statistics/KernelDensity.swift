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

  /// `bandwidth` nil is Silverman's rule of thumb, 0.9·min(s, IQR/1.34)·n^(−1/5) (1986, eq. 3.31).
  public init(_ values: [Double], bandwidth chosen: Double? = nil, count: Int = 512) throws(FigureError) {
    try FigureLimit.check(values.count, "points", FigureLimit.points)
    if let chosen, !(chosen > 0 && chosen.isFinite) {
      throw .invalidOption("bandwidth", "the bandwidth is a positive number")
    }
    let sorted = values.filter { $0.isFinite && $0.magnitude <= AxisScale.largest }.sorted()
    guard let low = sorted.first, let high = sorted.last else {
      x = []
      density = []
      bandwidth = chosen ?? 0
      return
    }
    let n = Double(sorted.count)
    let mean = sorted.reduce(0) { $0 + $1 / n }
    let deviation = (sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, n - 1)).squareRoot()
    let quartiles = (Histogram.quantile(sorted, 0.75) - Histogram.quantile(sorted, 0.25)) / 1.34
    var spread = quartiles > 0 ? min(deviation, quartiles) : deviation
    if !(spread > 0) { spread = max(low.magnitude, 1) * 0.1 }
    let width = chosen ?? 0.9 * spread * pow(n, -0.2)
    bandwidth = width

    let start = low - 4 * width
    let end = high + 4 * width
    // At least four grid points to a bandwidth, or the kernel would be invisible.
    let wanted = ((end - start) / width * 4).rounded(.up)
    let points = max(16, min(16_384, max(count, wanted.isFinite ? Int(min(wanted, 16_384)) : count)))
    let step = (end - start) / Double(points - 1)
    var mass = [Double](repeating: 0, count: points)
    for value in sorted {
      let position = (value - start) / step
      let cell = min(points - 2, max(0, Int(position)))
      let part = position - Double(cell)
      mass[cell] += (1 - part) / n
      mass[cell + 1] += part / n
    }
    let reach = max(1, min(points - 1, Int((4 * width / step).rounded(.up))))
    let norm = 1 / (width * (2 * Double.pi).squareRoot())
    let kernel = (0...reach).map { offset in
      let z = Double(offset) * step / width
      return norm * exp(-0.5 * z * z)
    }
    var smooth = [Double](repeating: 0, count: points)
    for (cell, weight) in mass.enumerated() where weight > 0 {
      for other in max(0, cell - reach)...min(points - 1, cell + reach) {
        smooth[other] += weight * kernel[abs(other - cell)]
      }
    }
    x = (0..<points).map { start + Double($0) * step }
    density = smooth
  }
}
