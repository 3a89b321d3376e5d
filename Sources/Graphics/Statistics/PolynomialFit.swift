// Least squares polynomials with confidence bands.

/// The polynomial of degree `order` that fits points best in the sense of least squares.
///
/// The design matrix holds Chebyshev polynomials of x scaled to −1 … 1, and is reduced by Householder reflections block by
/// block (Golub and Van Loan, "Matrix Computations", 4th ed., 5.2 and 5.3), so that memory does not grow with the points and
/// high orders stay accurate.
public struct PolynomialFit: Hashable, Sendable {
  public let order: Int
  /// How many finite points were fitted.
  public let count: Int
  /// The range of x.
  public let domain: Limits
  /// The residual standard deviation; not a number when the points determine the polynomial.
  public let deviation: Double
  /// Coefficients of the Chebyshev polynomials.
  private let coefficients: [Double]
  /// The triangular factor, row by row.
  private let triangle: [[Double]]
  private let yScale: Double

  /// Points that are not finite are left out. An error when there are not `order + 1` different places.
  public init(x: [Double], y: [Double], order: Int = 1) throws(FigureError) {
    try FigureLimit.checkSame("x", x.count, "y", y.count)
    try FigureLimit.check(x.count, "points", FigureLimit.points)
    guard (0...20).contains(order) else { throw .invalidOption("order", "the order of a polynomial is between 0 and 20") }
    let places = x.indices.filter {
      x[$0].isFinite && y[$0].isFinite && x[$0].magnitude <= AxisScale.largest && y[$0].magnitude <= AxisScale.largest
    }
    guard let domain = Limits(of: places.lazy.map { x[$0] }), places.count > order else {
      throw .invalidOption(
        "regression", "a polynomial of order \(order) needs \(order + 1) points, and there are \(places.count)")
    }
    self.order = order
    self.domain = domain
    count = places.count
    let largest = places.lazy.map { y[$0].magnitude }.max() ?? 1
    yScale = largest > 0 ? largest : 1

    // Rows of the design with y as a last column; what has been reduced stays on top of the next block.
    let width = order + 2
    var rows: [[Double]] = []
    for place in places {
      rows.append(PolynomialFit.basis(PolynomialFit.scaled(x[place], domain), order) + [y[place] / yScale])
      if rows.count == 256 + width { PolynomialFit.reduce(&rows, width) }
    }
    PolynomialFit.reduce(&rows, width)

    let tolerance = 1e-12 * (rows.indices.prefix(order + 1).map { rows[$0][$0].magnitude }.max() ?? 0)
    for index in 0...order where !(index < rows.count && rows[index][index].magnitude > tolerance) {
      throw .invalidOption("regression", "a polynomial of order \(order) needs \(order + 1) different values of x")
    }
    var solution = [Double](repeating: 0, count: order + 1)
    for row in (0...order).reversed() {
      var sum = rows[row][order + 1]
      for column in (row + 1)..<(order + 2) where column <= order { sum -= rows[row][column] * solution[column] }
      solution[row] = sum / rows[row][row]
    }
    coefficients = solution
    triangle = rows.prefix(order + 1).map { Array($0.prefix(order + 1)) }
    let freedom = count - order - 1
    let rest = rows.count > order + 1 ? rows[order + 1][order + 1].magnitude : 0
    deviation = freedom > 0 ? rest / Double(freedom).squareRoot() * yScale : .nan
  }

  /// The value of the polynomial.
  public func value(at x: Double) -> Double {
    var sum = 0.0
    for (factor, basis) in zip(coefficients, PolynomialFit.basis(PolynomialFit.scaled(x, domain), order)) {
      sum += factor * basis
    }
    return sum * yScale
  }

  /// The standard error of `value(at:)`: s·√(xᵀ(XᵀX)⁻¹x) = s·‖R⁻ᵀx‖.
  public func standardError(at x: Double) -> Double {
    var solution = PolynomialFit.basis(PolynomialFit.scaled(x, domain), order)
    var squares = 0.0
    for row in 0...order {
      for before in 0..<row { solution[row] -= triangle[before][row] * solution[before] }
      solution[row] /= triangle[row][row]
      squares += solution[row] * solution[row]
    }
    return deviation * squares.squareRoot()
  }

  /// Half the width of the pointwise band that covers the mean with probability `level`, 0 … 1, by Student's t.
  public func margin(at x: Double, level: Double) -> Double {
    guard let student = StudentDistribution(degrees: Double(count - order - 1)) else { return .nan }
    return student.quantile(0.5 + level / 2) * standardError(at: x)
  }

  /// What is left of the data: not a number where a point is not finite.
  public func residuals(x: [Double], y: [Double]) -> [Double] { zip(x, y).map { $1 - value(at: $0) } }

  // MARK: - Algebra

  private static func scaled(_ x: Double, _ domain: Limits) -> Double {
    domain.span > 0 ? ((x - domain.lower) - (domain.upper - x)) / domain.span : 0
  }

  /// T₀(u), …, T_order(u).
  private static func basis(_ u: Double, _ order: Int) -> [Double] {
    var result = [1.0]
    if order > 0 { result.append(u) }
    while result.count <= order { result.append(2 * u * result[result.count - 1] - result[result.count - 2]) }
    return result
  }

  /// Reflects rows to upper triangular form and drops those that become zero.
  private static func reduce(_ rows: inout [[Double]], _ width: Int) {
    for column in 0..<min(width, rows.count) {
      var squares = 0.0
      for row in column..<rows.count { squares += rows[row][column] * rows[row][column] }
      let norm = squares.squareRoot()
      guard norm > 0 else { continue }
      let pivot = rows[column][column]
      let head = pivot + (pivot < 0 ? -norm : norm)
      let factor = 1 / (norm * head.magnitude)
      for other in (column + 1)..<max(width, column + 1) {
        var product = head * rows[column][other]
        for row in (column + 1)..<max(rows.count, column + 1) { product += rows[row][column] * rows[row][other] }
        product *= factor
        rows[column][other] -= product * head
        for row in (column + 1)..<max(rows.count, column + 1) { rows[row][other] -= product * rows[row][column] }
      }
      rows[column][column] = pivot < 0 ? norm : -norm
      for row in (column + 1)..<max(rows.count, column + 1) { rows[row][column] = 0 }
    }
    if rows.count > width { rows.removeLast(rows.count - width) }
  }
}
