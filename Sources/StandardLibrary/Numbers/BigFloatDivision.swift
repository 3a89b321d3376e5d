// Quotients and remainders of floats of any precision, and angles modulo full turns.

import Engine
import Exact

extension Value {
  /// Whether this is a float of a width that the processor knows, or a constant that becomes one.
  var isMachineFloat: Bool { tag == .float || tag == .float16 || tag == .irrational }
}

extension Tag {
  /// Whether the tag is that of a float of any width.
  var isBinaryFloat: Bool { self == .float || self == .float32 || self == .float16 || self == .bigFloat }
}

extension Machine {
  /// Runs `body` with another precision and rounding of `BigFloat`s.
  func withFloatContext<Result>(_ context: BigFloat.Context, _ body: () throws -> Result) rethrows -> Result {
    let outer = floatContext
    floatContext = context
    defer { floatContext = outer }
    return try body()
  }

  /// x / y rounded to a whole number where one of them is a `BigFloat`; `nil` where none is.
  func bigQuotient(_ x: Value, _ y: Value, _ rule: RoundingRule) throws -> Value? {
    guard x.bigFloat != nil || y.bigFloat != nil, let a = bigFloat(x), let b = bigFloat(y) else { return nil }
    guard a.isFinite, b.isFinite, !b.isZero, !a.isZero else {
      return heap.big(rule.whole(floatContext.quotient(a, b)))
    }
    // The exact remainder tells on which side of a whole number the quotient lies.
    let context = try contextOfQuotient(a, b)
    let whole = context.truncatedQuotient(a, b)
    let rest = context.truncatedRemainder(a, b)
    if rest.isZero { return heap.big(floatContext.rounded(whole)) }
    let isNegative = a.hasMinusSign != b.hasMinusSign
    let away = context.sum(whole, BigFloat(isNegative ? -1.0 : 1.0))
    let twice = context.scaled(rest.magnitude, byPowerOfTwo: 1).compare(b.magnitude) ?? 0
    let goesAway: Bool =
      switch rule {
      case .towardZero: false
      case .fromZero: true
      case .down: isNegative
      case .up: !isNegative
      case .nearest: twice > 0 || twice == 0 && context.scaled(whole, byPowerOfTwo: -1).isInteger == false
      case .nearestTiesAway: twice >= 0
      case .nearestTiesUp: twice > 0 || twice == 0 && !isNegative
      }
    return heap.big(floatContext.rounded(goesAway ? away : whole))
  }

  /// x - y · quotient without rounding between.
  func bigRemainder(_ x: Value, _ y: Value, _ rule: RoundingRule, _ quotient: Value) throws -> Value {
    guard let a = bigFloat(x), let b = bigFloat(y) else { throw noMethod("rem", [x, y]) }
    guard a.isFinite, !a.isNaN, !b.isNaN, !b.isZero else { return heap.big(.nan(precision: floatContext.precision)) }
    if rule == .towardZero { return heap.big(floatContext.truncatedRemainder(a, b)) }
    if rule == .nearest { return heap.big(floatContext.nearestRemainder(a, b)) }
    let rest = floatContext.truncatedRemainder(a, b)
    if rest.isZero { return heap.big(b.hasMinusSign ? floatContext.negative(rest.magnitude) : rest.magnitude) }
    let isNegative = a.hasMinusSign != b.hasMinusSign
    let twice = floatContext.scaled(rest.magnitude, byPowerOfTwo: 1).compare(b.magnitude) ?? 0
    let goesAway: Bool =
      switch rule {
      case .down: isNegative
      case .up: !isNegative
      case .fromZero: true
      case .nearestTiesAway: twice >= 0
      default: twice > 0 || twice == 0 && !isNegative
      }
    guard goesAway else { return heap.big(rest) }
    return heap.big(isNegative ? floatContext.sum(rest, b) : floatContext.difference(rest, b))
  }

  /// A precision in which the whole part of a / b is exact.
  private func contextOfQuotient(_ a: BigFloat, _ b: BigFloat) throws -> BigFloat.Context {
    let width = (a.exponent ?? 0) - (b.exponent ?? 0) + 2
    let bits = max(floatContext.precision, a.precision, b.precision, width)
    // A quotient with more bits than any float can have is whole beyond what is asked: its last bits are zeros.
    let precision = min(bits + 2, BigFloat.precisions.upperBound)
    if precision > 4096 { try countStep(precision / 16) }
    return BigFloat.Context(precision: precision)
  }

  /// x - 2πn with n = x / (2π) rounded by the rule.
  func angleRemainder(_ x: Value, _ rule: RoundingRule) throws -> Value {
    guard let angle = x.bigFloat?.value else { throw noMethod("rem2pi", [x]) }
    guard angle.isFinite else { return heap.big(.nan(precision: floatContext.precision)) }
    // As many digits of π as the angle has turns, and some more.
    let bits = floatContext.precision + max(0, angle.exponent ?? 0) + 64
    guard bits <= 1 << 17 else { throw RuntimeError.argument("the angle is too large to be reduced to one turn") }
    let wanted = floatContext
    return try withFloatContext(.init(precision: bits)) {
      let turn = heap.big(floatContext.scaled(floatContext.value(of: .pi), byPowerOfTwo: 1))
      let number = heap.big(angle)
      let quotient = try bigQuotient(number, turn, rule) ?? number
      guard let rest = try subtract(number, multiply(quotient, turn)).bigFloat?.value else { return number }
      return heap.big(wanted.rounded(rest))
    }
  }
}
