// Ellipses of a covariance: where a normal distribution has most of its mass.

extension ShapeSeries {
  /// The ellipses (p − μ)ᵀ S⁻¹ (p − μ) = n² for each number `deviations` of standard deviations, the largest first.
  ///
  /// - Parameter covariance: symmetric and positive semidefinite; a singular one gives a line.
  public static func covarianceEllipse(
    mean: (x: Double, y: Double), covariance: Matrix2, deviations: [Double] = [1], style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> ShapeSeries {
    guard mean.x.isFinite, mean.y.isFinite, covariance.isFinite else {
      throw .invalidOption("covellipse", "mean and covariance are finite numbers")
    }
    let size = max(covariance.a.magnitude, covariance.d.magnitude, covariance.b.magnitude)
    guard (covariance.b - covariance.c).magnitude <= 1e-8 * size else {
      throw .invalidOption("covellipse", "a covariance matrix is symmetric")
    }
    try FigureLimit.check(deviations.count, "ellipses", FigureLimit.levels)
    for number in deviations where !(number > 0 && number.isFinite) {
      throw .invalidOption("n_std", "the number of standard deviations is positive")
    }
    // Cholesky's factor maps the unit circle to the ellipse.
    let variance = covariance.a
    let slope = variance > 0 ? covariance.b / variance : 0
    let rest = covariance.d - slope * covariance.b
    guard variance >= 0, rest >= -1e-10 * size, variance > 0 || covariance.b.magnitude <= 1e-10 * size else {
      throw .invalidOption("covellipse", "a covariance matrix is positive semidefinite")
    }
    let first = variance.squareRoot()
    let second = max(0, rest).squareRoot()
    let outlines = deviations.sorted(by: >).map { number in
      Polyline(
        (0..<120).map { index in
          let angle = Double(index) * 3
          let (c, s) = (number * Trigonometry.cosine(angle), number * Trigonometry.sine(angle))
          return Point(mean.x + first * c, mean.y + slope * first * c + second * s)
        }, closed: true)
    }
    return try ShapeSeries(outlines, kind: "covellipse", noun: "covariance ellipse", fillOpacity: 0.18, style: style)
  }

  /// The ellipses of the mean and the covariance (divided by n − 1) of points; those that are not finite do not count.
  public static func covarianceEllipse(
    x: [Double], y: [Double], deviations: [Double] = [1], style: SeriesStyle = SeriesStyle()
  ) throws(FigureError) -> ShapeSeries {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    let points = zip(x, y).filter { $0.isFinite && $1.isFinite }
    guard points.count > 1 else { throw .invalidOption("covellipse", "a covariance needs two points or more") }
    let count = Double(points.count)
    let meanX = points.reduce(0) { $0 + $1.0 / count }
    let meanY = points.reduce(0) { $0 + $1.1 / count }
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for (a, b) in points {
      xx += (a - meanX) * (a - meanX) / (count - 1)
      xy += (a - meanX) * (b - meanY) / (count - 1)
      yy += (b - meanY) * (b - meanY) / (count - 1)
    }
    return try covarianceEllipse(
      mean: (meanX, meanY), covariance: Matrix2(xx, xy, xy, yy), deviations: deviations, style: style)
  }
}
