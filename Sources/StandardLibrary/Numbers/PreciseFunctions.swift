// Elementary functions in the precision of `BigFloat`, of real and complex numbers, and at the irrational constants.

import Engine
import Exact

enum PreciseFunctions {
  /// The function at x in the machine's precision, NaN outside its domain; `nil` if it is not known to any precision.
  static func value(_ name: String, _ x: BigFloat, _ machine: Machine) throws -> BigFloat? {
    try machine.countPrecision(64)
    let context = machine.floatContext
    // Products of rounded numbers take some bits more.
    let wide = BigFloat.Context(precision: min(context.precision + 64, BigFloat.precisions.upperBound))
    switch name {
    case "fourthroot": return context.root(x, 4)
    case "deg2rad": return context.rounded(wide.quotient(wide.product(x, wide.value(of: .pi)), BigFloat(180.0)))
    case "rad2deg": return context.rounded(wide.quotient(wide.product(x, BigFloat(180.0)), wide.value(of: .pi)))
    case "sinc":
      if x.isZero { return BigFloat(1.0, in: context) }
      if x.isInfinite { return BigFloat(0.0, in: context) }
      guard let sine = wide.value(of: .sinpi, at: x) else { return nil }
      return context.quotient(sine, wide.product(wide.value(of: .pi), x))
    case "cosc":
      if x.isZero || x.isInfinite { return BigFloat(0.0, in: context) }
      // The two terms cancel near 0, where each is about 1/x.
      let guarded = BigFloat.Context(
        precision: min(
          context.precision + 64 + 3 * max(0, -(x.exponent ?? 0)).clamped(to: 1 << 16), BigFloat.precisions.upperBound))
      guard let cosine = guarded.value(of: .cospi, at: x), let sine = guarded.value(of: .sinpi, at: x) else {
        return nil
      }
      let turns = guarded.product(guarded.value(of: .pi), x)
      return context.quotient(guarded.difference(cosine, guarded.quotient(sine, turns)), x)
    default:
      guard let function = BigFloat.Function(rawValue: name) else { return nil }
      guard let result = context.value(of: function, at: x) else {
        throw RuntimeError.argument(
          "\(name) of \(x.description(digits: 6)) would take too long to compute with \(context.precision) bits")
      }
      return result
    }
  }

  /// What is known exactly at an irrational constant.
  static func exactValue(_ name: String, _ x: Value) -> Value? {
    switch (x.irrational, name) {
    case (.pi, "sin"), (.pi, "tan"): Value(0.0)
    case (.pi, "cos"): Value(-1.0)
    case (.pi, "cot"): Value(-Double.infinity)
    case (.e, "log"): Value(1)
    default: nil
    }
  }

  /// An elementary function of a complex number of `BigFloat`s, from real functions of its parts.
  ///
  /// The formulas are those of Abramowitz & Stegun 4.2 to 4.5. The parts are precise relative to themselves, but for the real
  /// part of a logarithm near the unit circle, which is precise relative to 1.
  static func complexValue(_ name: String, _ z: Value, _ machine: Machine) throws -> Value? {
    guard let object = z.complex else { return nil }
    let (x, y) = (object.real, object.imaginary)
    func f(_ name: String, _ x: Value) throws -> Value { try machine.apply(name, x) }
    func times(_ a: Value, _ b: Value) throws -> Value { try machine.multiply(a, b) }
    switch name {
    case "exp":
      let size = try f("exp", x)
      return try machine.complex(times(size, f("cos", y)), times(size, f("sin", y)))
    case "log":
      return try machine.complex(f("log", f("abs", z)), machine.callLibrary("atan", [y, x]))
    case "log2", "log10":
      let base = try machine.convert(Value(name == "log2" ? 2 : 10), to: .bigFloat)
      return try machine.divide(f("log", z), f("log", base))
    case "sqrt":
      let size = try f("abs", z)
      if Equality.areEqualNumbers(size, Value(0)) { return z }
      // The larger part from √((|z| + |x|)/2), the other by division: nothing cancels.
      let t = try f("sqrt", machine.divide(machine.add(size, f("abs", x)), Value(2)))
      let other = try machine.divide(y, times(Value(2), t))
      if machine.hasMinus(x) == false { return try machine.complex(t, other) }
      return try machine.complex(f("abs", other), machine.hasMinus(y) == true ? machine.negate(t) : t)
    case "sin":
      return try machine.complex(
        times(f("sin", x), f("cosh", y)), times(f("cos", x), f("sinh", y)))
    case "cos":
      return try machine.complex(
        times(f("cos", x), f("cosh", y)), machine.negate(times(f("sin", x), f("sinh", y))))
    case "sinh":
      return try machine.complex(
        times(f("sinh", x), f("cos", y)), times(f("cosh", x), f("sin", y)))
    case "cosh":
      return try machine.complex(
        times(f("cosh", x), f("cos", y)), times(f("sinh", x), f("sin", y)))
    case "tan": return try machine.divide(f("sin", z), f("cos", z))
    case "tanh": return try machine.divide(f("sinh", z), f("cosh", z))
    default:
      throw machine.noMethod(
        name, [z], hint: "\(name) of complex numbers is known to double precision only: \(name)(ComplexF64(z))")
    }
  }
}

extension Int {
  fileprivate func clamped(to limit: Int) -> Int { Swift.min(self, limit) }
}
