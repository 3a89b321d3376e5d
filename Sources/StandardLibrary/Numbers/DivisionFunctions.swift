// Division with remainder, in all its roundings.

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
  mutating func addDivision() {
    func quotient(_ name: String, _ rule: RoundingRule, _ help: String, _ example: String) {
      let isGeneral = name == "div"
      add(isGeneral ? "div(x, y, r)" : "\(name)(x, y)", help, arity: isGeneral ? Arity(2...3) : 2, example: example) {
        call in
        var rule = rule
        if call.count == 3 {
          guard let mode = call[2].host as? RoundingModeObject else { throw call.noMethod() }
          rule = mode.rule
        }
        return try call.machine.quotient(call[0], call[1], rule, name: name)
      }
    }
    quotient(
      "div", .towardZero, "The quotient rounded toward zero, or by a third argument `RoundUp`, `RoundNearest`, ….",
      "div(7, 2)  # => 3\ndiv(7, 2, RoundUp)  # => 4")
    alias("÷", of: "div")
    quotient("fld", .down, "The quotient rounded down.", "fld(-7, 2)  # => -4")
    quotient("cld", .up, "The quotient rounded up.", "cld(7, 2)  # => 4")
    add(
      "rem(x, y, r)", "The remainder of `div`; with a type as second argument, the integer wrapped to it.",
      arity: Arity(2...3), example: "rem(-7, 3)  # => -1\n129 % Int8  # => -127"
    ) { call in
      let machine = call.machine
      var rule = RoundingRule.towardZero
      if call.count == 3 {
        guard let mode = call[2].host as? RoundingModeObject else { throw call.noMethod() }
        rule = mode.rule
      }
      if let type = call[1].type { return try machine.wrapped(call[0], to: type, call.noMethod()) }
      return try machine.remainder(call[0], call[1], rule, name: "rem")
    }
    alias("%", of: "rem")
    add(
      "mod(x, y)",
      "The remainder of `fld`, with the sign of `y`; of a range, the member that differs by a multiple of its length.",
      arity: 2, example: "mod(-7, 3)  # => 2\nmod(5, 0:2)  # => 2"
    ) { call in
      let machine = call.machine
      if let type = call[1].type { return try machine.wrapped(call[0], to: type, call.noMethod()) }
      if let range = call[1].range {
        if range.count == 0 { throw machine.divisionByZero("mod") }
        let offset = try machine.subtract(call[0], range.first)
        return try machine.add(machine.remainder(offset, Value(range.count), .down, name: "mod"), range.first)
      }
      return try machine.remainder(call[0], call[1], .down, name: "mod")
    }
    add("mod1(x, y)", "`mod` with the results 1 … y instead of 0 … y - 1.", arity: 2, example: "mod1(4, 2)  # => 2") {
      call in
      try call.machine.moduloFromOne(call[0], call[1])
    }
    add("fld1(x, y)", "The quotient that goes with `mod1`.", arity: 2, example: "fld1(4, 2)  # => 2") { call in
      try call.machine.floorFromOne(call[0], call[1])
    }
    add("fldmod1(x, y)", "`(fld1(x, y), mod1(x, y))`.", arity: 2, example: "fldmod1(4, 2)  # => (2, 2)") { call in
      call.heap.tuple([
        try call.machine.floorFromOne(call[0], call[1]), try call.machine.moduloFromOne(call[0], call[1]),
      ])
    }
    add("divrem(x, y)", "The quotient and the remainder of `div`.", arity: 2, example: "divrem(7, 3)  # => (2, 1)") {
      call in
      call.heap.tuple([
        try call.machine.quotient(call[0], call[1], .towardZero, name: "div"),
        try call.machine.remainder(call[0], call[1], .towardZero, name: "rem"),
      ])
    }
    add("fldmod(x, y)", "`(fld(x, y), mod(x, y))`.", arity: 2, example: "fldmod(-7, 3)  # => (-3, 2)") { call in
      call.heap.tuple([
        try call.machine.quotient(call[0], call[1], .down, name: "fld"),
        try call.machine.remainder(call[0], call[1], .down, name: "mod"),
      ])
    }
    add(
      "rem2pi(x, r)", "The remainder of an angle modulo 2π, rounding the number of turns by `r`.", arity: 2,
      example: "rem2pi(7π/4, RoundNearest) ≈ -π/4  # => true"
    ) { call in
      guard let mode = call[1].host as? RoundingModeObject else { throw call.noMethod() }
      let rule: FloatingPointRoundingRule =
        switch mode.rule {
        case .down: .down
        case .up: .up
        case .towardZero: .towardZero
        default: .toNearestOrEven
        }
      if call[0].bigFloat != nil { return try call.machine.angleRemainder(call[0], mode.rule) }
      return Value(Angles.remainder(try call.double(0), rule))
    }
  }
}

extension Machine {
  private func hostOperation(_ name: String, _ x: Value, _ y: Value) throws -> Value? {
    try x.host?.apply(name, [x, y], self) ?? y.host?.apply(name, [x, y], self)
  }

  /// x / y rounded to an integer by a rule.
  func quotient(_ x: Value, _ y: Value, _ rule: RoundingRule, name: String) throws -> Value {
    if let a = x.integer, let b = y.integer, b != 0, b != -1 {
      let (q, r) = a.quotientAndRemainder(dividingBy: b)
      switch rule {
      case .towardZero: return Value(q)
      case .down: return Value(r != 0 && (r < 0) != (b < 0) ? q - 1 : q)
      case .up: return Value(r != 0 && (r < 0) == (b < 0) ? q + 1 : q)
      default: break
      }
    }
    if x.isMissing || y.isMissing { return .missing }
    if x.isInteger, y.isInteger, let a = x.exactInteger, let b = y.exactInteger {
      if b.isZero { throw divisionByZero(name) }
      return integer(rule.quotient(a, b), like: x, y)
    }
    if let result = try bigQuotient(x, y, rule) { return result }
    if x.isMachineFloat || y.isMachineFloat, let a = x.asDouble, let b = y.asDouble, x.dual == nil, y.dual == nil {
      if x.tag == .float16 || y.tag == .float16 {
        return try convert(Value(((a - FloatRemainder.remainder(a, b, rule)) / b).rounded()), to: promotedType(x.dataType, y.dataType))
      }
      return Value(((a - FloatRemainder.remainder(a, b, rule)) / b).rounded())
    }
    if let result = try hostOperation(name, x, y) { return result }
    guard x.isNumber, y.isNumber, x.complex == nil, y.complex == nil, let result = try rounded(divide(x, y), rule)
    else {
      throw noMethod(name, [x, y])
    }
    if let object = result.rational, !object.denominator.isZero {
      return object.isBig ? heap.big(object.numerator) : heap.integer(object.numerator)
    }
    return result
  }

  /// x - y · quotient(x, y, rule).
  func remainder(_ x: Value, _ y: Value, _ rule: RoundingRule, name: String) throws -> Value {
    if let a = x.integer, let b = y.integer, b != 0, b != -1 {
      let r = a % b
      if rule == .towardZero { return Value(r) }
      if rule == .down { return Value(r != 0 && (r < 0) != (b < 0) ? r + b : r) }
    }
    if x.tag == .float, y.tag == .float {
      return Value(FloatRemainder.remainder(x.unsafeFloat, y.unsafeFloat, rule))
    }
    if x.isMissing || y.isMissing { return .missing }
    if x.isInteger, y.isInteger, let a = x.exactInteger, let b = y.exactInteger {
      if b.isZero { throw divisionByZero(name) }
      return integer(a - rule.quotient(a, b) * b, like: x, y)
    }
    if let quotient = try bigQuotient(x, y, rule) { return try bigRemainder(x, y, rule, quotient) }
    if x.isMachineFloat || y.isMachineFloat, let a = x.asDouble, let b = y.asDouble, x.dual == nil, y.dual == nil {
      let result = Value(FloatRemainder.remainder(a, b, rule))
      return x.tag == .float16 || y.tag == .float16
        ? try convert(result, to: promotedType(x.dataType, y.dataType)) : result
    }
    if let result = try hostOperation(name, x, y) { return result }
    if x.isArray || y.isArray || x.tag == .range {
      throw noMethod(name, [x, y], hint: "for each element write `\(name).(…)`")
    }
    guard x.isNumber, y.isNumber, x.complex == nil, y.complex == nil else { throw noMethod(name, [x, y]) }
    if x.tag == .float32 || y.tag == .float32, let a = x.asDouble, let b = y.asDouble, x.dual == nil, y.dual == nil {
      return Value(Float(FloatRemainder.remainder(a, b, rule)))
    }
    // Exact fractions, and numbers with derivatives, whose quotient is a constant.
    var whole = try quotient(x, y, rule, name: name)
    while let dual = whole.dual { whole = dual.value }
    return try subtract(x, multiply(y, whole))
  }

  /// An exact result in the type that the two integers promote to.
  func integer(_ value: BigInteger, like x: Value, _ y: Value) -> Value {
    if x.tag == .bigInteger || y.tag == .bigInteger {
      return heap.big(value, isExplicit: x.isExplicitBig || y.isExplicitBig)
    }
    if x.tag.isSizedInteger || y.tag.isSizedInteger { return sized(value, as: sizedResult(x.tag, y.tag)) }
    return heap.integer(value)
  }

  fileprivate func moduloFromOne(_ x: Value, _ y: Value) throws -> Value {
    let result = try remainder(x, y, .down, name: "mod1")
    return result.isNumber && Equality.areEqualNumbers(result, Value(0)) ? try add(result, y) : result
  }

  fileprivate func floorFromOne(_ x: Value, _ y: Value) throws -> Value {
    try quotient(add(subtract(x, moduloFromOne(x, y)), y), y, .down, name: "fld1")
  }

  /// `x % T`: an integer modulo the width of a type.
  fileprivate func wrapped(_ x: Value, to type: DataType, _ mismatch: RuntimeError) throws -> Value {
    guard let integer = x.exactInteger, type.isSubtype(of: .abstractInteger) else { throw mismatch }
    if type === DataType.bool { return Value(!integer.isEven) }
    if type === DataType.bigInt { return heap.big(integer) }
    if type === DataType.int64 {
      return Value(Int(bitPattern: UInt(sized(integer, as: .uint64).bits)))
    }
    return sized(integer, as: Machine.integerTag(of: type))
  }
}

/// Remainders of floats, exact as IEEE 754 has them.
enum FloatRemainder {
  static func remainder(_ x: Double, _ y: Double, _ rule: RoundingRule) -> Double {
    switch rule {
    case .towardZero: return fmod(x, y)
    case .down:
      let r = fmod(x, y)
      if r == 0 { return copysign(r, y) }
      return (r > 0) != (y > 0) ? r + y : r
    case .up: return remainder(x, -y, .down)
    case .fromZero: return (x < 0) == (y < 0) ? remainder(x, y, .up) : remainder(x, y, .down)
    case .nearest: return x.remainder(dividingBy: y)
    case .nearestTiesAway, .nearestTiesUp:
      let r = x.remainder(dividingBy: y)
      if abs(r) * 2 == abs(y) {
        // On a tie the quotient goes away from zero, or up: the remainder has the opposite sign of y then.
        let quotientIsPositive = (x < 0) == (y < 0)
        let goesUp = rule == .nearestTiesUp || quotientIsPositive
        return copysign(r, goesUp ? -y : y)
      }
      return r
    }
  }
}
