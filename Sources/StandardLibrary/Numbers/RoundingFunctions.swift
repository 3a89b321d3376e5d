// round, floor, ceil and trunc: to integers, to digits, to a type.

import Engine
import Exact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Library {
  mutating func addRounding() {
    func add(_ name: String, _ rule: RoundingRule, _ help: String, _ example: String) {
      let plain: (@Sendable (Double) -> Double) = { rule($0) }
      self.add(
        name == "round" ? "round(T, x, r; digits, sigdigits, base)" : "\(name)(T, x; digits, sigdigits, base)",
        help + " `digits` counts places after the point (negative ones before it), `sigdigits` significant digits; "
          + "with a type first, the result is of that type.",
        arity: Arity(1...3), keywords: ["digits", "sigdigits", "base"], example: example, real: plain
      ) { call in
        if call.count == 1, call.keywords.isEmpty, call[0].tag == .float { return Value(rule(call[0].unsafeFloat)) }
        return try call.machine.rounded(call, rule)
      }
    }
    add(
      "round", .nearest, "Rounds to the nearest integer, ties to the even one.",
      "round(2.5)  # => 2.0\nround(π, digits = 2)  # => 3.14\nround(Int, 3.7)  # => 4")
    add("floor", .down, "Rounds down.", "floor(-1.5)  # => -2.0\nfloor(Int, 2.7)  # => 2")
    add("ceil", .up, "Rounds up.", "ceil(1.2)  # => 2.0\nceil(Int, 1.2)  # => 2")
    add("trunc", .towardZero, "Rounds toward zero.", "trunc(-1.7)  # => -1.0\ntrunc(Int, -1.7)  # => -1")
    for rule in RoundingRule.allCases {
      self.add(constant: rule.rawValue, "A rounding mode for `round` and `div`.") { $0.adopt(RoundingModeObject(rule)) }
    }
  }
}

extension Machine {
  /// The value of a call `round([T,] x[, mode]; digits, sigdigits, base)`.
  fileprivate func rounded(_ call: borrowing Call, _ defaultRule: RoundingRule) throws -> Value {
    var values = call.values
    let type = values.first?.type
    if type != nil { values.removeFirst() }
    var rule = defaultRule
    if let mode = values.last?.host as? RoundingModeObject, defaultRule == .nearest {
      rule = mode.rule
      values.removeLast()
    }
    guard values.count == 1, let x = values.first else { throw call.noMethod() }
    let digits = try call.int(keyword: "digits")
    let significant = try call.int(keyword: "sigdigits")
    let base = try call.int(keyword: "base") ?? 10
    if digits != nil, significant != nil {
      throw RuntimeError.argument("`\(call.function.name)` cannot use both `digits` and `sigdigits` arguments.")
    }
    if base < 2 { throw RuntimeError.argument("the base must be at least 2, not \(base)") }
    var result: Value
    if digits != nil || significant != nil {
      guard let rounded = try rounded(x, rule, digits: digits, significant: significant, base: base) else {
        throw call.noMethod(hint: x.isArray ? "for each element write `\(call.function.name).(…)`" : nil)
      }
      result = rounded
    } else {
      if let result = try x.host?.apply(call.function.name, call.values, self) { return result }
      guard let rounded = try rounded(x, rule) else {
        throw call.noMethod(
          hint: x.isArray || x.tag == .range ? "for each element write `\(call.function.name).(…)`" : nil)
      }
      result = rounded
    }
    guard let type, !result.isMissing || !DataType.missing.isSubtype(of: type) else { return result }
    if result.isMissing {
      throw RuntimeError(
        "MissingException", "cannot convert a missing value to type \(type): use Union{\(type), Missing} instead")
    }
    while let dual = result.dual { result = dual.value }
    return try convert(result, to: type)
  }

  /// The nearest integer by a rule, of the number's own type; `nil` for what is no number.
  func rounded(_ x: Value, _ rule: RoundingRule) throws -> Value? {
    switch x.tag {
    case .float: return Value(rule(x.unsafeFloat))
    case .float32: return Value(Float(rule(Double(x.unsafeFloat32))))
    case .float16: return Value(Float16(rule(Double(x.unsafeFloat16))))
    case .irrational: return x.asDouble.map { Value(rule($0)) }
    case .bigFloat: return x.bigFloat.map { heap.big(rule.whole($0.value)) }
    case .missing: return x
    case .rational:
      guard let object = x.rational else { return nil }
      if object.denominator.isZero { return x }
      return try rational(rule.quotient(object.numerator, object.denominator), 1, isBig: object.isBig)
    case .complex:
      guard let object = x.complex, let re = try rounded(object.real, rule),
        let im = try rounded(object.imaginary, rule)
      else { return nil }
      return try complex(re, im)
    case .dual:
      guard let dual = x.dual, let value = try rounded(dual.value, rule) else { return nil }
      return try chain(dual, value: value, slope: Value(0.0))
    default: return x.isInteger ? x : nil
    }
  }

  /// The number rounded to digits after the point or to significant digits, as a float; `nil` for what is no number.
  fileprivate func rounded(
    _ x: Value, _ rule: RoundingRule, digits: Int?, significant: Int?, base: Int
  ) throws -> Value? {
    if x.isMissing { return x }
    if let object = x.complex {
      guard let re = try rounded(object.real, rule, digits: digits, significant: significant, base: base),
        let im = try rounded(object.imaginary, rule, digits: digits, significant: significant, base: base)
      else { return nil }
      return try complex(re, im)
    }
    if let dual = x.dual {
      guard let value = try rounded(dual.value, rule, digits: digits, significant: significant, base: base) else {
        return nil
      }
      return try chain(dual, value: value, slope: Value(0.0))
    }
    if let number = x.bigFloat?.value {
      return try rounded(number, rule, digits: digits, significant: significant, base: base)
    }
    guard let number = x.asDouble else { return nil }
    var digits = digits ?? 0
    if let significant {
      if significant < 1 { throw RuntimeError.argument("`sigdigits` must be at least 1, not \(significant)") }
      if number == 0 || !number.isFinite { return Value(number) }
      digits = min(significant, 1 << 32) - DigitRounding.leadingDigit(number, base: base)
    }
    let result = DigitRounding.round(number, digits: digits, base: base, rule)
    return float(result, like: x)
  }

  /// The same for floats of any precision, in theirs.
  private func rounded(
    _ x: BigFloat, _ rule: RoundingRule, digits: Int?, significant: Int?, base: Int
  ) throws -> Value {
    guard x.isFinite, !x.isZero, let exponent = x.exponent else { return heap.big(x) }
    var digits = digits ?? 0
    let context = BigFloat.Context(precision: x.precision)
    let wide = BigFloat.Context(precision: min(x.precision + 64, BigFloat.precisions.upperBound))
    if let significant {
      if significant < 1 { throw RuntimeError.argument("`sigdigits` must be at least 1, not \(significant)") }
      // The place of the leading digit from the logarithm, which may be off by one at a power of the base.
      var place = Int((Double(exponent) / log2(Double(base))).rounded(.down)) - 1
      while wide.power(BigFloat(Double(base)), BigFloat(Double(place + 1))) <= x.magnitude { place += 1 }
      digits = min(significant, 1 << 32) - (place + 1)
    }
    guard digits.magnitude < 1 << 32 else { return digits > 0 ? heap.big(x) : heap.big(BigFloat(0.0, in: context)) }
    let scale = wide.power(BigFloat(Double(base)), BigFloat(Double(digits.magnitude)))
    let scaled = digits >= 0 ? context.product(x, scale) : context.quotient(x, scale)
    let whole = rule.whole(scaled)
    return heap.big(digits >= 0 ? context.quotient(whole, scale) : context.product(whole, scale))
  }
}

/// Rounding to digits, as Julia defines it: in floating point, so that what is printed as 1.15 is rounded as 1.15.
enum DigitRounding {
  static func round(_ x: Double, digits: Int, base: Int, _ rule: RoundingRule) -> Double {
    if !x.isFinite { return x }
    let b = Double(base)
    let result: Double
    if digits >= 0 {
      let scale = pow(b, Double(digits))
      if scale.isFinite {
        result = rule(x * scale) / scale
      } else {
        let root = pow(b, Double(digits) / 2)
        result = rule(x * root * root) / root / root
      }
    } else {
      let step = pow(b, -Double(digits))
      result = step.isFinite ? rule(x / step) * step : rule(x < 0 ? -0.0 : 0.0)
    }
    return result.isFinite ? result : x
  }

  /// The place of the leading digit, 1 for units.
  static func leadingDigit(_ x: Double, base: Int) -> Int {
    let magnitude = abs(x)
    let b = Double(base)
    var place = Int(
      (base == 10 ? log10(magnitude) : base == 2 ? log2(magnitude) : log(magnitude) / log(b)).rounded(.down))
    // The logarithm may be off by one at a power of the base.
    if pow(b, Double(place + 1)) <= magnitude { place += 1 } else if pow(b, Double(place)) > magnitude { place -= 1 }
    return place + 1
  }
}
