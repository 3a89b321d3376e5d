/// Derivatives from values of a function.
public enum NumericalDerivative {
  /// f′(x) by Ridders' extrapolation of central differences ("Accurate computation of F′(x) and F′(x) F″(x)", 1982),
  /// about ten digits for smooth functions; not a number where the function is not defined around `x` or has a corner there.
  public static func value(at x: Double, _ function: (Double) throws -> Double) rethrows -> Double {
    guard x.isFinite else { return .nan }
    let shrink = 1.4
    var step = max(0.1, 0.1 * x.magnitude)
    // The function must be defined on both sides, and the largest differences are seldom of use.
    for _ in 0..<60 {
      let far = (try function(x - step), try function(x + step))
      if far.0.isFinite, far.1.isFinite { break }
      step /= 2
    }
    if try hasCorner(at: x, step: step, function) { return .nan }
    var previous: [Double] = []
    var best = Double.nan
    var error = Double.infinity
    for _ in 0..<16 {
      let (low, high) = (x - step, x + step)
      guard high > low else { break }
      var row = [(try function(high) - (try function(low))) / (high - low)]
      var factor = shrink * shrink
      for (column, before) in previous.enumerated() {
        row.append((row[column] * factor - before) / (factor - 1))
        factor *= shrink * shrink
        let change = max((row[column + 1] - row[column]).magnitude, (row[column + 1] - before).magnitude)
        if change <= error {
          error = change
          best = row[column + 1]
        }
      }
      if let last = row.last, let before = previous.last, (last - before).magnitude >= 2 * error { break }
      previous = row
      step /= shrink
    }
    return best
  }

  /// Whether the slopes on both sides stay apart as the step shrinks.
  private static func hasCorner(
    at x: Double, step: Double, _ function: (Double) throws -> Double
  ) rethrows -> Bool {
    let middle = try function(x)
    guard middle.isFinite else { return true }
    var gaps: [Double] = []
    var slope = 0.0
    for share in [1e-3, 1e-4] {
      let h = step * share
      let right = (try function(x + h) - middle) / h
      let left = (middle - (try function(x - h))) / h
      gaps.append((right - left).magnitude)
      slope = max(slope, right.magnitude, left.magnitude)
    }
    return gaps[1] > 0.05 * slope && gaps[1] > 0.5 * gaps[0]
  }
}
