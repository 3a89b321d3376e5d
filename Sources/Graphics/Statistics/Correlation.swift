/// Pearson's correlation of variables.
public enum Correlation {
  /// The coefficient over the points where both are finite; not a number when one does not vary. Two passes, so that large means
  /// do not cancel.
  public static func coefficient(_ x: [Double], _ y: [Double]) -> Double {
    func isCounted(_ value: Double) -> Bool { value.magnitude <= AxisScale.largest }
    var meanX = 0.0
    var meanY = 0.0
    var count = 0.0
    for (a, b) in zip(x, y) where isCounted(a) && isCounted(b) {
      count += 1
      meanX += (a - meanX) / count
      meanY += (b - meanY) / count
    }
    // Against the largest deviation squares neither overflow nor vanish.
    var scaleX = 0.0
    var scaleY = 0.0
    for (a, b) in zip(x, y) where isCounted(a) && isCounted(b) {
      scaleX = max(scaleX, (a - meanX).magnitude)
      scaleY = max(scaleY, (b - meanY).magnitude)
    }
    guard scaleX > 1e-14 * meanX.magnitude, scaleY > 1e-14 * meanY.magnitude, count > 1 else { return .nan }
    var xx = 0.0
    var yy = 0.0
    var xy = 0.0
    for (a, b) in zip(x, y) where isCounted(a) && isCounted(b) {
      let (u, v) = ((a - meanX) / scaleX, (b - meanY) / scaleY)
      xx += u * u
      yy += v * v
      xy += u * v
    }
    return max(-1, min(1, xy / (xx.squareRoot() * yy.squareRoot())))
  }

  /// The coefficients of all pairs, as a grid with a row and a column for each variable.
  public static func matrix(_ variables: [[Double]]) throws(FigureError) -> Grid {
    try FigureLimit.check(variables.count, "variables", 200)
    for variable in variables { try FigureLimit.checkSame("a variable", variable.count, "the first", variables[0].count) }
    let count = variables.count
    var values = [Double](repeating: 1, count: count * count)
    for row in 0..<count {
      for column in 0...row {
        let value = coefficient(variables[row], variables[column])
        values[row * count + column] = row == column && value.isFinite ? 1 : value
        values[column * count + row] = values[row * count + column]
      }
    }
    return try Grid(rows: count, columns: count, values: values)
  }
}
