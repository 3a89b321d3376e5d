// Interpolation between points: straight lines, cubic splines and monotone cubics.

/// What an interpolation is beyond its first and last knot.
public enum Extrapolation: Sendable {
  /// Undefined: NaN.
  case none
  /// The value at the nearest knot.
  case nearest
  /// The first or the last piece goes on.
  case extended
}

/// What a cubic spline does at its ends.
public enum SplineBoundary: Hashable, Sendable {
  /// The second derivative is zero.
  case natural
  /// The first derivative has these values.
  case clamped(first: Double, last: Double)
  /// The third derivative is continuous at the second knot and the last but one.
  case notAKnot
}

/// A function that is a cubic polynomial between neighbouring knots, with a continuous derivative at least.
public struct PiecewiseCubic: Hashable, Sendable {
  /// The positions of the knots, ascending.
  public let knots: Vector<Double>

  /// The values at the knots.
  public let values: Vector<Double>

  /// The derivatives at the knots.
  public let slopes: Vector<Double>

  init(_ points: Knots, slopes: Vector<Double>) {
    knots = points.x
    values = points.y
    self.slopes = slopes
  }

  /// The cubic spline through the points (xᵢ, yᵢ), whose second derivative is continuous, from the tridiagonal system for
  /// its slopes (C. de Boor, A Practical Guide to Splines, chapter IV).
  ///
  /// The xᵢ must ascend strictly. Two points give a straight line (unless clamped), and three that are `notAKnot` a parabola.
  /// Throws `dimensionMismatch`, `notFinite`, and `undefined` for other positions.
  public init(
    spline x: Vector<Double>, _ y: Vector<Double>, _ boundary: SplineBoundary = .notAKnot
  ) throws(LinearAlgebraError) {
    let points = try Knots(x, y)
    self.init(points, slopes: try points.splineSlopes(boundary))
  }

  /// The cubic through the points that is monotone wherever they are, with slopes of F. N. Fritsch and J. Butland, "A
  /// method for constructing local monotone piecewise cubic interpolants", SIAM J. Sci. Stat. Comput. 5 (1984), known as
  /// PCHIP.
  public init(monotone x: Vector<Double>, _ y: Vector<Double>) throws(LinearAlgebraError) {
    let points = try Knots(x, y)
    self.init(points, slopes: points.monotoneSlopes())
  }

  /// The value at x.
  public func value(at x: Double, beyond: Extrapolation = .none) -> Double {
    guard let (i, h) = piece(at: x, beyond) else {
      return beyond == .nearest ? (x < knots[0] ? values[0] : values[values.count - 1]) : .nan
    }
    // Rounding may miss the value at the end of the last piece.
    if x == knots[i + 1] { return values[i + 1] }
    let (c1, c2, c3) = coefficients(i, h)
    let t = x - knots[i]
    return values[i] + t * (c1 + t * (c2 + t * c3))
  }

  /// The derivative at x of order 1, 2 or 3; of the right-hand piece at a knot where it jumps.
  public func derivative(at x: Double, order: Int = 1, beyond: Extrapolation = .none) -> Double {
    guard let (i, h) = piece(at: x, beyond) else { return beyond == .nearest ? 0 : .nan }
    let (c1, c2, c3) = coefficients(i, h)
    let t = x - knots[i]
    return switch order {
    case 0: value(at: x, beyond: beyond)
    case 1: c1 + t * (2 * c2 + 3 * t * c3)
    case 2: 2 * c2 + 6 * t * c3
    case 3: 6 * c3
    default: 0
    }
  }

  /// The integral from a to b, both within the knots; NaN otherwise.
  public func integral(from a: Double, to b: Double) -> Double {
    if b < a { return -integral(from: b, to: a) }
    guard let (first, _) = piece(at: a, .none), let (last, _) = piece(at: b, .none) else { return .nan }
    var sum = DoubleDouble.zero
    for i in first...last {
      let h = knots[i + 1] - knots[i]
      let (c1, c2, c3) = coefficients(i, h)
      func antiderivative(_ t: Double) -> Double { t * (values[i] + t * (c1 / 2 + t * (c2 / 3 + t * c3 / 4))) }
      sum += antiderivative(i == last ? b - knots[i] : h) - (i == first ? antiderivative(a - knots[i]) : 0)
    }
    return sum.value
  }

  /// The piece that holds x and its length; the first or the last one if it may go on.
  private func piece(at x: Double, _ beyond: Extrapolation) -> (Int, Double)? {
    let last = knots.count - 1
    guard !x.isNaN, beyond == .extended || (x >= knots[0] && x <= knots[last]) else { return nil }
    let i = min(max(knots.position(of: x), 0), last - 1)
    return (i, knots[i + 1] - knots[i])
  }

  /// The coefficients of t, t² and t³ for the distance t from the knot.
  private func coefficients(_ i: Int, _ h: Double) -> (Double, Double, Double) {
    let slope = (values[i + 1] - values[i]) / h
    let (left, right) = (slopes[i], slopes[i + 1])
    return (left, (3 * slope - 2 * left - right) / h, (left + right - 2 * slope) / (h * h))
  }
}

/// A function that is straight between neighbouring knots.
public struct PiecewiseLinear: Hashable, Sendable {
  /// The positions of the knots, ascending.
  public let knots: Vector<Double>

  /// The values at the knots.
  public let values: Vector<Double>

  /// The lines through the points (xᵢ, yᵢ), at least two, with strictly ascending xᵢ.
  public init(_ x: Vector<Double>, _ y: Vector<Double>) throws(LinearAlgebraError) {
    let points = try Knots(x, y)
    (knots, values) = (points.x, points.y)
  }

  /// The value at x.
  public func value(at x: Double, beyond: Extrapolation = .none) -> Double {
    let last = knots.count - 1
    guard !x.isNaN else { return .nan }
    if x < knots[0] || x > knots[last] {
      switch beyond {
      case .none: return .nan
      case .nearest: return x < knots[0] ? values[0] : values[last]
      case .extended: break
      }
    }
    let i = min(max(knots.position(of: x), 0), last - 1)
    let share = (x - knots[i]) / (knots[i + 1] - knots[i])
    // In this form the values at both knots are exact.
    return share == 1 ? values[i + 1] : values[i] + share * (values[i + 1] - values[i])
  }
}

extension DenseArray where Element == Double {
  /// The last position whose element of this ascending vector does not exceed x, or −1.
  fileprivate func position(of x: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if pointer[middle] <= x { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
