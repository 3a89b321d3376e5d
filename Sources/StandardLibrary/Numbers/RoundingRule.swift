// The ways to round a number to an integer, for floats, fractions and quotients of integers.

import Engine
import Exact

/// How a number between two integers becomes one of them.
enum RoundingRule: String, Sendable, CaseIterable {
  case nearest = "RoundNearest"
  case nearestTiesAway = "RoundNearestTiesAway"
  case nearestTiesUp = "RoundNearestTiesUp"
  case down = "RoundDown"
  case up = "RoundUp"
  case towardZero = "RoundToZero"
  case fromZero = "RoundFromZero"

  func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .nearest: return x.rounded(.toNearestOrEven)
    case .nearestTiesAway: return x.rounded(.toNearestOrAwayFromZero)
    case .nearestTiesUp:
      let floor = x.rounded(.down)
      return x - floor >= 0.5 ? floor + 1 : floor
    case .down: return x.rounded(.down)
    case .up: return x.rounded(.up)
    case .towardZero: return x.rounded(.towardZero)
    case .fromZero: return x.rounded(.awayFromZero)
    }
  }

  /// The rounding of long floats in the same direction; `nil` for ties that go elsewhere than to even.
  var floatRounding: BigFloat.Rounding? {
    switch self {
    case .nearest: .nearest
    case .down: .down
    case .up: .up
    case .towardZero: .towardZero
    case .fromZero: .awayFromZero
    case .nearestTiesAway, .nearestTiesUp: nil
    }
  }

  /// The whole number that the rule gives for x.
  func whole(_ x: BigFloat) -> BigFloat {
    switch self {
    case .nearest: return x.rounded(.toNearestOrEven)
    case .nearestTiesAway: return x.rounded(.toNearestOrAwayFromZero)
    case .down: return x.rounded(.down)
    case .up: return x.rounded(.up)
    case .towardZero: return x.rounded(.towardZero)
    case .fromZero: return x.rounded(.awayFromZero)
    case .nearestTiesUp:
      let floor = x.rounded(.down)
      let fraction = x - floor
      return fraction.compare(0.5).map { $0 >= 0 } == true ? x.rounded(.up) : floor
    }
  }

  /// The float of single precision that the rule gives for x.
  func single(_ x: Double) -> Float {
    let nearest = Float(x)
    switch self {
    case .nearest, .nearestTiesAway, .nearestTiesUp: return nearest
    case .down: return Double(nearest) > x ? nearest.nextDown : nearest
    case .up: return Double(nearest) < x ? nearest.nextUp : nearest
    case .towardZero: return abs(Double(nearest)) > abs(x) ? (x < 0 ? nearest.nextUp : nearest.nextDown) : nearest
    case .fromZero: return abs(Double(nearest)) < abs(x) ? (x < 0 ? nearest.nextDown : nearest.nextUp) : nearest
    }
  }

  /// x / y rounded; y is not zero.
  func quotient(_ x: BigInteger, _ y: BigInteger) -> BigInteger {
    guard let (floor, rest) = x.flooredParts(y), !rest.isZero else { return x / y }
    let isNegative = x.isNegative != y.isNegative
    switch self {
    case .down: return floor
    case .up: return floor + 1
    case .towardZero: return isNegative ? floor + 1 : floor
    case .fromZero: return isNegative ? floor : floor + 1
    case .nearest, .nearestTiesAway, .nearestTiesUp:
      // rest has the sign of y, so |rest| is the distance above the floor in units of |y|.
      let order = BigInteger.compare(rest.magnitude + rest.magnitude, y.magnitude)
      if order != 0 { return order < 0 ? floor : floor + 1 }
      switch self {
      case .nearest: return floor.isEven ? floor : floor + 1
      case .nearestTiesAway: return isNegative ? floor : floor + 1
      default: return floor + 1
      }
    }
  }
}

extension BigInteger {
  fileprivate func flooredParts(_ y: BigInteger) -> (BigInteger, BigInteger)? {
    if y.isZero { return nil }
    return (flooredQuotient(dividingBy: y), flooredRemainder(dividingBy: y))
  }
}

/// `RoundUp` and its like as values.
final class RoundingModeObject: HostObject {
  let rule: RoundingRule

  init(_ rule: RoundingRule) {
    self.rule = rule
    super.init()
  }

  override var type: DataType {
    let symbol = String(rule.rawValue.dropFirst("Round".count))
    return .parametric("RoundingMode", [.symbol(symbol)], supertype: .any)
  }

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    (other.host as? RoundingModeObject)?.rule == rule
  }

  override func text(_ machine: Machine) throws -> String { "\(type)()" }
}
