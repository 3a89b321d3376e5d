// Linear regression with the statistics that go with it, to nearly all digits of a `Double`.
import RealModule

/// The ordinary least-squares fit of a response by the columns of a design matrix.
///
/// Everything is computed in double-double arithmetic (`DoubleDoubleQR`) and rounded at the end, so that what is lost
/// to the condition of the design comes from the 32nd digit and not from the 16th: the fit is that of the numbers as given.
/// The numbers themselves are rounded, though. The powers of x in a polynomial model, as `Double`s, differ from
/// true powers in the 16th digit, which a design of condition 10¹⁰ magnifies to the sixth. `init(degree:_:_:)` forms
/// the powers in double-double arithmetic too and has no such error; it is the way to fit a polynomial.
public struct LinearRegression: Sendable {
  /// The coefficients, one for each column of the design.
  public let coefficients: Vector<Double>

  /// The estimated standard deviations of the coefficients; NaN without degrees of freedom.
  public let standardErrors: Vector<Double>

  /// The estimated covariance matrix of the coefficients; NaN without degrees of freedom.
  public let covariance: Matrix<Double>

  /// The responses less what the model says.
  public let residuals: Vector<Double>

  /// The sum of the squares of the residuals.
  public let residualSumOfSquares: Double

  /// The square root of the residual sum of squares by degree of freedom; NaN without degrees of freedom.
  public let residualStandardDeviation: Double

  /// The number of observations less the number of coefficients.
  public let degreesOfFreedom: Int

  /// Whether the model contains a constant, so that R² compares with the mean and not with zero.
  public let hasConstant: Bool

  /// The part of the response's variation that the model explains, R²; NaN if the response does not vary.
  public let determination: Double

  /// R² with both sums of squares divided by their degrees of freedom.
  public var adjustedDetermination: Double {
    let total = Double(residuals.count - (hasConstant ? 1 : 0))
    return 1 - (1 - determination) * total / Double(degreesOfFreedom)
  }

  /// The regression sum of squares by degree of freedom as a multiple of the residual variance.
  public var fStatistic: Double {
    let parameters = Double(coefficients.count - (hasConstant ? 1 : 0))
    return determination / parameters / ((1 - determination) / Double(degreesOfFreedom))
  }

  /// Fits `response` by the columns of `design`; a constant column counts as the constant of the model.
  ///
  /// Throws `dimensionMismatch` for other lengths or fewer observations than columns, `notFinite`, and `undefined` if
  /// the columns are linearly dependent to the precision of `Double`.
  public init(_ design: Matrix<Double>, _ response: Vector<Double>) throws(LinearAlgebraError) {
    let (m, n) = try design.lapackSize()
    try design.requireFinite()
    guard design.count <= 1 << 28 else { throw .tooLarge(rows: Int(m), columns: Int(n)) }
    let hasConstant = (0..<Int(n)).contains { j in
      let column = design.pointer + j * Int(m)
      return m > 0 && column[0] != 0 && (0..<Int(m)).allSatisfy { column[$0] == column[0] }
    }
    try self.init(
      DoubleDoubleMatrix(design), response, hasConstant: hasConstant, tolerance: Double.ulpOfOne / 2)
  }

  /// Fits the polynomial c₀ + c₁ x + … of a degree, or without its constant c₀; the powers of x are formed with 32 digits.
  public init(
    degree: Int, constant: Bool = true, _ x: Vector<Double>, _ response: Vector<Double>
  ) throws(LinearAlgebraError) {
    guard degree >= (constant ? 0 : 1), degree < max(1, x.count) + (constant ? 0 : 1) else {
      throw .dimensionMismatch("a polynomial of degree \(degree) cannot be fitted to \(x.count) points")
    }
    try x.requireFinite()
    guard x.count <= (1 << 28) / (degree + 1) else {
      throw .tooLarge(rows: x.count, columns: degree + 1)
    }
    let design = DoubleDoubleMatrix(powersOf: x, degrees: (constant ? 0 : 1)...degree)
    guard (0..<design.rows * design.columns).allSatisfy({ design.high[$0].isFinite }) else {
      throw .undefined("the powers of the positions are beyond the range of floating-point numbers")
    }
    // The powers are not rounded to 16 digits, so columns may be that much nearer to each other.
    try self.init(design, response, hasConstant: constant, tolerance: 0x1p-90)
  }

  private init(
    _ design: DoubleDoubleMatrix, _ response: Vector<Double>, hasConstant: Bool, tolerance: Double
  ) throws(LinearAlgebraError) {
    let (m, n) = (design.rows, design.columns)
    guard response.rank == 1, response.count == m else {
      throw .dimensionMismatch("\(m) observations and \(response.count) responses do not fit")
    }
    guard m >= n, n > 0 else {
      throw .dimensionMismatch("\(m) observations do not determine \(n) coefficients")
    }
    try response.requireFinite()
    let factorisation = try DoubleDoubleQR(design, tolerance: tolerance)
    let right = DoubleDoubleMatrix(response)
    coefficients = factorisation.solve(right).rounded.flattened()
    let squares = factorisation.squaredResiduals(right)[0]
    residuals = factorisation.residuals(right).flattened()
    residualSumOfSquares = squares.value
    degreesOfFreedom = m - n
    self.hasConstant = hasConstant
    let variance = m > n ? squares / Double(m - n) : DoubleDouble(.nan)
    residualStandardDeviation = variance.squareRoot().value

    let inverse = factorisation.inverseTriangle()
    let errors = Vector<Double>(repeating: 0, shape: [n])
    let covariance = Matrix<Double>(repeating: 0, shape: [n, n])
    for i in 0..<n {
      for j in 0...i {
        var sum = DoubleDouble.zero
        for k in i..<n { sum += inverse[i, k] * inverse[j, k] }
        let element = sum * variance
        covariance.pointer[i + j * n] = element.value
        covariance.pointer[j + i * n] = element.value
        if i == j { errors.pointer[i] = element.squareRoot().value }
      }
    }
    standardErrors = errors
    self.covariance = covariance

    let center = hasConstant ? response.exactSum() / Double(m) : .zero
    let total = response.squaredDeviations(from: center)
    determination = total.high > 0 ? (DoubleDouble.one - squares / total).value : .nan
  }
}

extension DoubleDoubleMatrix {
  /// The powers of each x, one degree in each column.
  convenience init(powersOf x: Vector<Double>, degrees: ClosedRange<Int>) {
    self.init(rows: x.count, columns: degrees.count)
    for i in 0..<x.count {
      var power = DoubleDouble.one
      for degree in 0...degrees.upperBound {
        if degree > 0 { power *= x.pointer[i] }
        if degree >= degrees.lowerBound { self[i, degree - degrees.lowerBound] = power }
      }
    }
  }
}
