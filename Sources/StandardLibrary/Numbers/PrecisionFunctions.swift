// The precision and rounding of `BigFloat`s: asking for them, setting them, making numbers with others.

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
  mutating func addPrecision() {
    add(
      "precision(x; base)",
      "The number of significant bits of a float, or of a type of floats; with `base`, of digits in that base.",
      arity: 1, keywords: ["base"], example: "precision(Float64)  # => 53\nprecision(BigFloat)  # => 256"
    ) { call in
      let bits: Int
      switch call[0].type ?? call[0].dataType {
      case .float64, .abstractFloat: bits = 53
      case .float32: bits = 24
      case .float16: bits = 11
      case .bigFloat: bits = call[0].bigFloat?.value.precision ?? call.machine.floatContext.precision
      default: throw call.noMethod()
      }
      guard let base = try call.int(keyword: "base"), base != 2 else { return Value(bits) }
      if base < 2 { throw RuntimeError("DomainError", "with \(base):\n`base` cannot be less than 2.") }
      // ⌊bits · log(2) / log(base)⌋, with the logarithm of a power of two exact.
      let digits = Double(bits) / log2(Double(base))
      return Value(Int(digits.rounded(.down)))
    }
    add(
      "setprecision(f, T, n; base)",
      "Sets the bits of the `BigFloat`s that are made from now on, or with a function first (`do`), while it runs; with "
        + "`base`, digits in that base.",
      arity: Arity(1...3), keywords: ["base"],
      example: "setprecision(() -> BigFloat(1) / 3, 40)  # => 0.33333333333348"
    ) { call in
      let machine = call.machine
      var arguments = call.values[...]
      let body = arguments.first.flatMap { $0.type == nil && !$0.isNumber ? arguments.popFirst() : nil }
      if let type = arguments.first?.type {
        guard type === DataType.bigFloat else { throw call.noMethod(hint: "only BigFloat has a precision to set") }
        arguments = arguments.dropFirst()
      }
      guard arguments.count == 1, let count = arguments.first.flatMap({ machine.exactInt($0) }) else {
        throw call.noMethod()
      }
      let bits = try machine.bits(count, base: call.int(keyword: "base"))
      let outer = machine.floatContext
      machine.floatContext.precision = bits
      guard let body else { return Value(bits) }
      defer { machine.floatContext = outer }
      return try machine.call(body, [])
    }
    add(
      "rounding(T)", "The rounding mode of a type of floats.", arity: 1,
      example: "rounding(BigFloat) == RoundNearest  # => true"
    ) { call in
      guard let type = call[0].type, type.isSubtype(of: .abstractFloat) else { throw call.noMethod() }
      let rounding = type === DataType.bigFloat ? call.machine.floatContext.rounding : .nearest
      let rule = RoundingRule.allCases.first { $0.floatRounding == rounding } ?? .nearest
      return call.heap.adopt(RoundingModeObject(rule))
    }
    add(
      "setrounding(f, T, mode)",
      "Sets how results of `BigFloat`s are rounded from now on, or with a function first (`do`), while it runs.",
      arity: Arity(2...3),
      example: "setrounding(() -> BigFloat(1) / 3 > 1//3, BigFloat, RoundUp)  # => true"
    ) { call in
      let machine = call.machine
      let arguments = call.values
      guard let mode = arguments.last?.host as? RoundingModeObject, let type = arguments[arguments.count - 2].type else {
        throw call.noMethod()
      }
      guard type === DataType.bigFloat else {
        throw call.noMethod(hint: "floats of fixed width always round to nearest; BigFloat rounds as it is told")
      }
      guard let rounding = mode.rule.floatRounding else {
        throw RuntimeError.argument("invalid BigFloat rounding mode: \(try machine.compactText(of: arguments[arguments.count - 1]))")
      }
      let outer = machine.floatContext
      machine.floatContext.rounding = rounding
      guard arguments.count == 3 else { return .nothing }
      defer { machine.floatContext = outer }
      return try machine.call(arguments[0], [])
    }
    add("#new:BigFloat(T, x, r; precision)", "", arity: Arity(2...3), keywords: ["precision"]) { call in
      let machine = call.machine
      var context = machine.floatContext
      if let bits = try call.int(keyword: "precision") { context.precision = try machine.bits(bits, base: nil) }
      if call.count == 3 {
        if let mode = call[2].host as? RoundingModeObject {
          guard let rounding = mode.rule.floatRounding else { throw machine.noMethod("BigFloat", [call[1], call[2]]) }
          context.rounding = rounding
        } else {
          throw machine.noMethod("BigFloat", [call[1], call[2]])
        }
      }
      let x = call[1]
      return try machine.withFloatContext(context) {
        if let text = x.string { return try machine.parsed(text, as: .bigFloat, base: nil) }
        if x.isMissing {
          throw RuntimeError(
            "MissingException",
            "cannot convert a missing value to type BigFloat: use Union{BigFloat, Missing} instead")
        }
        var number = x
        while let dual = number.dual { number = dual.value }
        guard number.isNumber else {
          throw machine.noMethod(
            "BigFloat", [x], hint: x.isArray || x.range != nil ? "for each element write `BigFloat.(…)`" : nil)
        }
        // A number keeps its own precision unless another is asked for.
        if number.bigFloat != nil, call.count == 2, call.keyword("precision") == nil { return number }
        if let object = number.bigFloat { return machine.heap.big(context.rounded(object.value)) }
        return try machine.convert(number, to: .bigFloat)
      }
    }
    addFloatRange()
  }

  private mutating func addFloatRange() {
    add(
      "maxintfloat(T)", "The largest of the floats from which on not every integer is one.", arity: Arity(0...2),
      example: "maxintfloat() == 2.0^53  # => true"
    ) { call in
      if call.count == 0 { return Value(0x1p53) }
      switch call[0].type ?? call[0].dataType {
      case .float64: return Value(0x1p53)
      case .float32: return Value(Float(0x1p24))
      case .float16: return Value(Float16(0x1p11))
      case .bigFloat:
        let context = call.machine.floatContext
        return call.heap.big(context.scaled(BigFloat(1.0), byPowerOfTwo: context.precision))
      default: throw call.noMethod()
      }
    }
    add(
      "modf(x)", "The part of `x` after the point, and the part before it.", arity: 1,
      example: "modf(3.5)  # => (0.5, 3.0)"
    ) { call in
      let machine = call.machine
      guard let whole = try machine.rounded(call[0], .towardZero), call[0].isReal else { throw call.noMethod() }
      if machine.primalDouble(call[0])?.isInfinite == true {
        let zero = try machine.multiply(machine.zero(like: call[0]), machine.callLibrary("sign", [call[0]]))
        return call.heap.tuple([zero, call[0]])
      }
      var fraction = try machine.subtract(call[0], whole)
      if Equality.areEqualNumbers(fraction, Value(0)), machine.hasMinus(call[0]) == true, !call[0].isInteger {
        fraction = try machine.negate(machine.callLibrary("abs", [fraction]))
      }
      return call.heap.tuple([fraction, whole])
    }
    add(
      "unsafe_trunc(T, x)", "The whole part of `x` as an integer of type `T`; a number beyond its range is wrapped to it.",
      arity: 2, example: "unsafe_trunc(Int, -2.2)  # => -2"
    ) { call in
      let machine = call.machine
      guard let type = call[0].type, let whole = try machine.rounded(call[1], .towardZero) else { throw call.noMethod() }
      guard let finite = machine.primalDouble(whole), finite.isFinite else {
        return try machine.callLibrary("rem", [Value(0), Value(type)])
      }
      return try machine.callLibrary("rem", [machine.convert(whole, to: .bigInt), Value(type)])
    }
  }
}

extension Machine {
  /// The bits of a precision that is given in bits or in digits of a base.
  fileprivate func bits(_ count: Int, base: Int?) throws -> Int {
    var bits = count
    if let base, base != 2 {
      guard base > 1 else { throw RuntimeError("DomainError", "with \(base):\n`base` cannot be less than 2.") }
      bits = Int(min((Double(count) * log2(Double(base))).rounded(.up), 1e18))
    }
    guard BigFloat.precisions.contains(bits) else {
      throw RuntimeError(
        "DomainError", "with \(bits):\n`precision` cannot be less than 1 or more than \(BigFloat.precisions.upperBound).")
    }
    return bits
  }
}
