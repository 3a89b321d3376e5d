// Points to interpolate between, and the slopes of cubics there.

/// At least two points with strictly ascending positions.
struct Knots {
  let x: Vector<Double>
  let y: Vector<Double>

  init(_ x: Vector<Double>, _ y: Vector<Double>) throws(LinearAlgebraError) {
    guard x.rank == 1, y.rank == 1, x.count == y.count else {
      throw .dimensionMismatch("\(x.count) positions and \(y.count) values do not fit")
    }
    guard x.count >= 2 else { throw .dimensionMismatch("\(x.count) points are too few to interpolate between") }
    try x.requireFinite()
    try y.requireFinite()
    for i in 1..<x.count where x[i] <= x[i - 1] {
      throw .undefined("the positions must ascend: position \(i + 1) is not above the one before")
    }
    self.x = x
    self.y = y
  }

  private func length(_ i: Int) -> Double { x.pointer[i + 1] - x.pointer[i] }

  private func secant(_ i: Int) -> Double { (y.pointer[i + 1] - y.pointer[i]) / length(i) }

  /// The slopes that make the second derivative continuous.
  func splineSlopes(_ boundary: SplineBoundary) throws(LinearAlgebraError) -> Vector<Double> {
    let n = x.count
    if n == 2, boundary == .natural || boundary == .notAKnot { return Vector(repeating: secant(0), shape: [2]) }
    if n == 3, boundary == .notAKnot {
      let (h, k, first, second) = (length(0), length(1), secant(0), secant(1))
      let bend = (second - first) / (h + k)
      return [first - bend * h, first + bend * h, second + bend * k]
    }
    let (lower, upper) = (Vector<Double>(repeating: 0, shape: [n - 1]), Vector<Double>(repeating: 0, shape: [n - 1]))
    let (diagonal, right) = (Vector<Double>(repeating: 1, shape: [n]), Vector<Double>(repeating: 0, shape: [n]))
    for i in 1..<(n - 1) {
      let (h, k) = (length(i - 1), length(i))
      lower.pointer[i - 1] = k
      diagonal.pointer[i] = 2 * (h + k)
      upper.pointer[i] = h
      right.pointer[i] = 3 * (k * secant(i - 1) + h * secant(i))
    }
    switch boundary {
    case .natural:
      (diagonal.pointer[0], upper.pointer[0], right.pointer[0]) = (2, 1, 3 * secant(0))
      (diagonal.pointer[n - 1], lower.pointer[n - 2], right.pointer[n - 1]) = (2, 1, 3 * secant(n - 2))
    case .clamped(let first, let last):
      (right.pointer[0], right.pointer[n - 1]) = (first, last)
    case .notAKnot:
      let (h, k) = (length(0), length(1))
      (diagonal.pointer[0], upper.pointer[0]) = (k, h + k)
      right.pointer[0] = ((3 * h + 2 * k) * k * secant(0) + h * h * secant(1)) / (h + k)
      let (g, f) = (length(n - 2), length(n - 3))
      (diagonal.pointer[n - 1], lower.pointer[n - 2]) = (f, f + g)
      right.pointer[n - 1] = ((3 * g + 2 * f) * f * secant(n - 2) + g * g * secant(n - 3)) / (f + g)
    }
    return try TridiagonalMatrix(lower: lower, diagonal: diagonal, upper: upper).solve(right)
  }

  /// Slopes that keep the cubic between its knots.
  func monotoneSlopes() -> Vector<Double> {
    let n = x.count
    if n == 2 { return Vector(repeating: secant(0), shape: [2]) }
    let slopes = Vector<Double>(repeating: 0, shape: [n])
    for i in 1..<(n - 1) {
      let (left, right) = (secant(i - 1), secant(i))
      guard (left > 0 && right > 0) || (left < 0 && right < 0) else { continue }
      let (first, second) = (2 * length(i) + length(i - 1), length(i) + 2 * length(i - 1))
      slopes.pointer[i] = (first + second) / (first / left + second / right)
    }
    slopes.pointer[0] = Self.endSlope(length(0), length(1), secant(0), secant(1))
    slopes.pointer[n - 1] = Self.endSlope(length(n - 2), length(n - 3), secant(n - 2), secant(n - 3))
    return slopes
  }

  /// The slope of the parabola through three points at its end, as far as it keeps the shape.
  private static func endSlope(_ h: Double, _ k: Double, _ near: Double, _ far: Double) -> Double {
    let slope = ((2 * h + k) * near - h * far) / (h + k)
    if (slope > 0) != (near > 0) || near == 0 { return 0 }
    if (near > 0) != (far > 0), slope.magnitude > 3 * near.magnitude { return 3 * near }
    return slope
  }
}
