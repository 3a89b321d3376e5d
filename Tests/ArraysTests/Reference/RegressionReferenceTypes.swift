// What a reference for regression and moments holds.
import RealModule

/// Data and the regression of y: by powers of x up to `degree`, or by the columns of a design that `x` holds.
struct RegressionReference: Sendable {
  var name: String
  var degree: Int?
  var hasConstant: Bool
  var x: [Double]
  var y: [Double]
  var coefficients: [Double]
  var standardErrors: [Double]
  var residualStandardDeviation: Double
  var determination: Double
}

struct MomentReference: Sendable {
  var name: String
  var values: [Double]
  var mean: Double
  var standardDeviation: Double
  /// At lag one.
  var autocorrelation: Double
}

/// The correct decimal digits of a value: −log₁₀ of its relative error, of the error itself where zero is right; at most 16.
func correctDigits(_ value: Double, _ expected: Double) -> Double {
  if value == expected { return 16 }
  let error = (value - expected).magnitude / (expected == 0 ? 1 : expected.magnitude)
  return error.isNaN ? 0 : min(16, max(0, -Double.log10(error)))
}

/// The correct digits of the worst of several values.
func correctDigits(_ values: [Double], _ expected: [Double]) -> Double {
  guard values.count == expected.count else { return 0 }
  return zip(values, expected).reduce(16) { min($0, correctDigits($1.0, $1.1)) }
}
