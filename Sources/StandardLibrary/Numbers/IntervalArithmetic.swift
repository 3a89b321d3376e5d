// Arithmetic of intervals with ends rounded outward, so that no result of numbers in them is lost.

import Engine
import Exact

/// Sums, products and quotients of intervals and numbers.
///
/// The ends are computed exactly, as fractions, and then rounded to floats away from the middle; integers and fractions stay
/// exact, long floats use directed rounding. Source: R. E. Moore, Interval Analysis (1966).
struct IntervalArithmetic {
  private let machine: Machine

  init(_ machine: Machine) { self.machine = machine }

  private typealias Ends = (low: Value, high: Value)

  /// The interval of all results, `nil` for an operand that is no real number.
  func value(_ operation: String, _ arguments: [Value]) throws -> Value? {
    if arguments.count == 1, operation == "-", let x = try ends(arguments[0]) {
      return try machine.interval(machine.negate(x.high), machine.negate(x.low))
    }
    guard arguments.count == 2, let x = try ends(arguments[0]) else { return nil }
    if operation == "^" {
      guard let exponent = machine.exactInt(arguments[1]), exponent.magnitude <= 1_000 else { return nil }
      return try interval(power(x, exponent))
    }
    guard let y = try ends(arguments[1]) else { return nil }
    switch operation {
    case "+":
      return try machine.interval(bound(.add, x.low, y.low, isUp: false), bound(.add, x.high, y.high, isUp: true))
    case "-":
      return try machine.interval(
        bound(.subtract, x.low, y.high, isUp: false), bound(.subtract, x.high, y.low, isUp: true))
    case "*": return try interval(spread(.multiply, x, y))
    default:
      let zero = Value(0)
      if try machine.compare(.lessEqual, y.low, zero).boolean == true,
        try machine.compare(.lessEqual, zero, y.high).boolean == true
      {
        throw RuntimeError(
          "DivideError", "the divisor contains 0, so that the quotients are no bounded interval",
          hint: "split the divisor at 0")
      }
      return try interval(spread(.divide, x, y))
    }
  }

  private func interval(_ ends: Ends) throws -> Value { try machine.interval(ends.low, ends.high) }

  private func ends(_ value: Value) throws -> Ends? {
    if let interval = value.host as? IntervalObject {
      if try interval.isEmpty(machine) { throw RuntimeError.argument("an empty interval has no arithmetic") }
      return (interval.low, interval.high)
    }
    return value.isReal && value.dual == nil ? (value, value) : nil
  }

  /// The least and the greatest of the results at the four corners.
  private func spread(_ operation: ArithmeticOperation, _ x: Ends, _ y: Ends) throws -> Ends {
    var result: Ends?
    for a in [x.low, x.high] {
      for b in [y.low, y.high] {
        let (low, high) = try (bound(operation, a, b, isUp: false), bound(operation, a, b, isUp: true))
        guard let known = result else {
          result = (low, high)
          continue
        }
        result = try (
          machine.compare(.less, low, known.low).boolean == true ? low : known.low,
          machine.compare(.greater, high, known.high).boolean == true ? high : known.high
        )
      }
    }
    return result ?? x
  }

  /// A power by the monotone pieces of x^n.
  private func power(_ x: Ends, _ n: Int) throws -> Ends {
    if n < 0 {
      let positive = try power(x, -n)
      guard let quotient = try value("/", [Value(1), interval(positive)]), let ends = try ends(quotient) else { return x }
      return ends
    }
    if n == 0 { return (Value(1), Value(1)) }
    let exponent = Value(n)
    let (a, b) = (x.low, x.high)
    let isNegative = try machine.compare(.less, a, Value(0)).boolean == true
    let isPositive = try machine.compare(.less, Value(0), b).boolean == true
    func bounds(_ low: Value, _ high: Value) throws -> Ends {
      try (bound(.power, low, exponent, isUp: false), bound(.power, high, exponent, isUp: true))
    }
    if n % 2 == 1 || !isNegative { return try bounds(a, b) }
    if !isPositive { return try bounds(b, a) }
    let size = try machine.extremum(machine.negate(a), b, isMaximum: true, name: "max")
    return try (machine.zero(like: size), bound(.power, size, exponent, isUp: true))
  }

  /// The result of an operation, rounded down or up where it is no float.
  private func bound(_ operation: ArithmeticOperation, _ a: Value, _ b: Value, isUp: Bool) throws -> Value {
    if a.bigFloat != nil || b.bigFloat != nil || a.isExplicitBig && operation == .divide {
      var context = machine.floatContext
      context.rounding = isUp ? .up : .down
      return try machine.withFloatContext(context) { try machine.arithmetic(operation, a, b) }
    }
    if operation != .divide, isExact(a), isExact(b) { return try machine.arithmetic(operation, a, b) }
    guard let x = a.asDouble, let y = b.asDouble else { throw machine.noMethod(operation.name, [a, b]) }
    guard let p = fraction(a), let q = fraction(b), let exact = result(operation, p, q) else {
      // Infinite ends: 0 · ∞ is 0 here, as the ends only stand for the finite numbers between.
      if operation == .multiply, x == 0 || y == 0 { return Value(0.0) }
      if operation == .divide, y.isInfinite { return Value(0.0) }
      return try machine.arithmetic(operation, Value(x), operation == .power ? b : Value(y))
    }
    let nearest = Double(exact)
    guard nearest.isFinite else {
      return Value(isUp == (nearest > 0) ? nearest : nearest > 0 ? Double.greatestFiniteMagnitude : -.greatestFiniteMagnitude)
    }
    guard let rounded = BigRational(exactly: nearest) else { return Value(nearest) }
    let order = BigRational.compare(rounded, exact)
    return Value(isUp && order < 0 ? nearest.nextUp : !isUp && order > 0 ? nearest.nextDown : nearest)
  }

  private func isExact(_ value: Value) -> Bool { value.isInteger || value.tag == .rational }

  private func fraction(_ value: Value) -> BigRational? {
    if let parts = machine.fraction(value) { return BigRational(parts.numerator, over: parts.denominator) }
    return value.asDouble.flatMap { BigRational(exactly: $0) }
  }

  private func result(_ operation: ArithmeticOperation, _ x: BigRational, _ y: BigRational) -> BigRational? {
    switch operation {
    case .add: x + y
    case .subtract: x + -y
    case .multiply: x * y
    case .divide: y.isZero ? nil : x / y
    case .power: Int(exactly: y.numerator).flatMap { x.power($0) }
    default: nil
    }
  }
}
