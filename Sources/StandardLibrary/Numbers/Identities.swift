// Neutral elements and bounds of the number types: zero, one, eps, typemax and their like.

import Engine
import Exact

extension Library {
  mutating func addIdentities() {
    add(
      "zero(x)", "The additive neutral element of the type of `x`; of an array, an array of zeros.", arity: 1,
      example: "zero(2.5)  # => 0.0"
    ) { call in
      let machine = call.machine
      if let type = call[0].type {
        guard let zero = try machine.number(0, ofType: type) else { throw call.noMethod() }
        return zero
      }
      if call[0].isArray { return try machine.mapElements(call[0]) { try machine.zero(like: $0) } }
      if let result = try call[0].host?.apply("zero", [call[0]], machine) { return result }
      guard call[0].isNumber || call[0].isMissing else { throw call.noMethod() }
      return try machine.zero(like: call[0])
    }
    func addOne(_ name: String) {
      add(
        "\(name)(x)", "The multiplicative neutral element of the type of `x`; of a square matrix, the identity.",
        arity: 1, example: "\(name)(2.5)  # => 1.0"
      ) { call in
        let machine = call.machine
        if call[0].isMissing { return .missing }
        if let type = call[0].type {
          if type === DataType.string { return machine.heap.string("") }
          guard let one = try machine.number(1, ofType: type) else { throw call.noMethod() }
          return one
        }
        if call[0].tag == .string { return machine.heap.string("") }
        if let array = call[0].array {
          guard array.rank == 2, array.shape[0] == array.shape[1] else {
            throw RuntimeError.dimensionMismatch("multiplicative identity defined only for square matrices")
          }
          var position = 0
          let n = array.shape[0]
          return try machine.mapElements(call[0]) { element in
            defer { position += 1 }
            return try machine.number(position % (n + 1) == 0 ? 1 : 0, ofType: element.dataType) ?? element
          }
        }
        if let result = try call[0].host?.apply(name, [call[0]], machine) { return result }
        guard call[0].isNumber, let one = try machine.number(1, ofType: call[0].dataType) else { throw call.noMethod() }
        return one
      }
    }
    addOne("one")
    addOne("oneunit")
    addFloatingPoint()
    addBounds()
  }

  private mutating func addFloatingPoint() {
    add(
      "eps(x)", "The distance from `x` to the next larger float; without argument, of 1.0.", arity: Arity(0...1),
      example: "eps()  # => 2.220446049250313e-16"
    ) { call in
      if call.count == 0 { return Value(Double.ulpOfOne) }
      if let type = call[0].type {
        switch type {
        case .float64, .abstractFloat: return Value(Double.ulpOfOne)
        case .float32: return Value(Float.ulpOfOne)
        case .float16: return Value(Float16.ulpOfOne)
        case .bigFloat: return call.heap.big(.ulpOfOne(precision: call.machine.floatContext.precision))
        default: throw call.noMethod()
        }
      }
      if call[0].tag == .float16 {
        let x = call[0].unsafeFloat16
        return Value(x.isFinite ? abs(x).ulp : .nan)
      }
      if let x = call[0].bigFloat?.value {
        let context = BigFloat.Context(precision: x.precision)
        guard x.isFinite else { return call.heap.big(.nan(precision: x.precision)) }
        guard let exponent = x.exponent else { return call.heap.big(BigFloat(0.0, in: context).nextUp) }
        return call.heap.big(context.scaled(.ulpOfOne(precision: x.precision), byPowerOfTwo: exponent))
      }
      if call[0].tag == .float32 {
        let x = call[0].unsafeFloat32
        return Value(x.isFinite ? abs(x).ulp : .nan)
      }
      guard let x = call[0].float else { throw call.noMethod() }
      return Value(x.isFinite ? x.ulp : .nan)
    }
    func neighbour(_ name: String, _ help: String, _ example: String, _ direction: Int) {
      add("\(name)(x, n)", help, arity: Arity(1...2), example: example) { call in
        let steps = (call.count == 2 ? max(try call.int(1), -Int.max) : 1) * direction
        if call[0].tag == .float32 { return Value(FloatOrder.advanced(call[0].unsafeFloat32, by: steps)) }
        if call[0].tag == .float16 { return Value(FloatOrder.advanced(call[0].unsafeFloat16, by: steps)) }
        if var x = call[0].bigFloat?.value {
          for _ in 0..<steps.magnitude {
            try call.machine.countStep(1 + x.precision / 1024)
            x = steps > 0 ? x.nextUp : x.nextDown
          }
          return call.heap.big(x)
        }
        guard let x = call[0].float else { throw call.noMethod() }
        return Value(FloatOrder.advanced(x, by: steps))
      }
    }
    neighbour("nextfloat", "The next larger float, or the n-th.", "nextfloat(1.0)  # => 1.0000000000000002", 1)
    neighbour("prevfloat", "The next smaller float, or the n-th.", "prevfloat(1.0)  # => 0.9999999999999999", -1)
    func extreme(_ name: String, _ help: String, _ example: String, _ double: Double, _ float: Float) {
      add("\(name)(T)", help, arity: Arity(0...1), example: example) { call in
        guard call.count == 1 else { return Value(double) }
        switch call[0].type ?? call[0].dataType {
        case .float64: return Value(double)
        case .float32: return Value(float)
        case .float16: return Value(name == "floatmin" ? Float16.leastNormalMagnitude : .greatestFiniteMagnitude)
        case .bigFloat:
          let precision = call.machine.floatContext.precision
          return call.heap.big(
            name == "floatmin"
              ? BigFloat(0.0, in: .init(precision: precision)).nextUp : BigFloat.infinity(precision: precision).nextDown)
        default: throw call.noMethod()
        }
      }
    }
    extreme(
      "floatmin", "The smallest positive normal float.", "floatmin()  # => 2.2250738585072014e-308",
      .leastNormalMagnitude, .leastNormalMagnitude)
    extreme(
      "floatmax", "The largest finite float.", "floatmax()  # => 1.7976931348623157e308", .greatestFiniteMagnitude,
      .greatestFiniteMagnitude)
    add("exponent(x)", "The exponent e of x = s · 2^e with 1 ≤ |s| < 2.", arity: 1, example: "exponent(6.5)  # => 2") {
      call in
      if let exponent = call[0].bigFloat?.value.exponent { return Value(exponent) }
      let x = try call.double(0)
      guard x.isFinite, x != 0 else {
        throw RuntimeError.domain(
          call[0], text: try call.machine.compactText(of: call[0]), x == 0 ? "Cannot be ±0.0." : "Cannot be NaN or Inf."
        )
      }
      return Value(Int(x.exponent))
    }
    add(
      "significand(x)", "The factor s of x = s · 2^e with 1 ≤ |s| < 2.", arity: 1,
      example: "significand(15.2)  # => 1.9"
    ) { call in
      if let x = call[0].bigFloat?.value { return call.heap.big(x.significand) }
      let x = try call.double(0)
      if !x.isFinite || x == 0 { return call.machine.float(x, like: call[0]) }
      return call.machine.float(x.sign == .minus ? -x.significand : x.significand, like: call[0])
    }
    add("ldexp(x, n)", "x · 2^n.", arity: 2, example: "ldexp(5.0, 2)  # => 20.0") { call in
      let exponent = try call.int(1)
      if let x = call[0].bigFloat?.value { return call.heap.big(call.machine.floatContext.scaled(x, byPowerOfTwo: exponent)) }
      return call.machine.float(
        Double(sign: .plus, exponent: max(-5000, min(5000, exponent)), significand: try call.double(0)), like: call[0])
    }
    add("frexp(x)", "`(s, e)` with x = s · 2^e and 1/2 ≤ |s| < 1.", arity: 1, example: "frexp(6.0)  # => (0.75, 3)") {
      call in
      let machine = call.machine
      if let x = call[0].bigFloat?.value {
        guard let exponent = x.exponent else { return call.heap.tuple([call[0], Value(0)]) }
        let half = BigFloat.Context(precision: x.precision).scaled(x, byPowerOfTwo: -exponent - 1)
        return call.heap.tuple([call.heap.big(half), Value(exponent + 1)])
      }
      let x = try call.double(0)
      if !x.isFinite || x == 0 { return call.heap.tuple([machine.float(x, like: call[0]), Value(0)]) }
      let s = (x.sign == .minus ? -x.significand : x.significand) / 2
      return call.heap.tuple([machine.float(s, like: call[0]), Value(Int(x.exponent) + 1)])
    }
  }

  private mutating func addBounds() {
    func bound(_ name: String, _ help: String, _ example: String, isMaximum: Bool) {
      add("\(name)(T)", help, arity: 1, example: example) { call in
        guard let value = call.machine.bound(of: call[0].type ?? call[0].dataType, isMaximum: isMaximum) else {
          throw call.noMethod()
        }
        return value
      }
    }
    bound("typemax", "The largest value of a type.", "typemax(Int8)  # => 127", isMaximum: true)
    bound("typemin", "The smallest value of a type.", "typemin(Int8)  # => -128", isMaximum: false)
  }
}

extension Machine {
  /// A small whole number as a number of a type; `nil` for what is no type of numbers.
  func number(_ n: Int, ofType type: DataType) throws -> Value? {
    switch type {
    case .missing: return .missing
    case .float64, .abstractFloat: return Value(Double(n))
    case .int64, .real, .number, .abstractInteger, .signed: return Value(n)
    case .dual: return Value(Double(n))
    default: break
    }
    if type.isSubtype(of: .abstractIrrational) { return Value(n != 0) }
    if case .union(let members) = type.kind,
      let member = members.first(where: { $0 !== DataType.missing && $0 !== DataType.nothing })
    {
      return try number(n, ofType: member)
    }
    if type.name == "Rational" || type.name == "Complex" {
      if case .type? = type.parameters.first { return try convert(Value(n), to: type) }
      return type.name == "Rational" ? try rational(BigInteger(n), 1) : heap.complex(Value(n), Value(0))
    }
    return type.isSubtype(of: .number) && !type.isAbstract ? try convert(Value(n), to: type) : nil
  }

  /// A float as one of the type that x, a float or integer, has in floating point.
  func float(_ result: Double, like x: Value) -> Value {
    switch x.tag {
    case .float32: Value(Float(result))
    case .float16: Value(Float16(result))
    default: Value(result)
    }
  }

  /// The zero of a number's type.
  func zero(like x: Value) throws -> Value {
    if let host = x.host, let result = try host.apply("zero", [x], self) { return result }
    if x.isArray { return try mapElements(x) { try self.zero(like: $0) } }
    if let dual = x.dual { return try zero(like: dual.value) }
    guard let zero = try number(0, ofType: x.dataType) else { throw noMethod("zero", [x]) }
    return zero
  }

  /// The least or greatest value of a type that has one.
  func bound(of type: DataType, isMaximum: Bool) -> Value? {
    func pick(_ low: BigInteger, _ high: BigInteger) -> Value {
      sized(isMaximum ? high : low, as: Machine.integerTag(of: type))
    }
    let one = BigInteger(1)
    switch type {
    case .int64: return Value(isMaximum ? Int.max : Int.min)
    case .int32: return pick(-(one << 31), (one << 31) - 1)
    case .int16: return pick(-(one << 15), (one << 15) - 1)
    case .int8: return pick(-(one << 7), (one << 7) - 1)
    case .int128: return pick(-(one << 127), (one << 127) - 1)
    case .uint128: return pick(0, (one << 128) - 1)
    case .uint64: return pick(0, (one << 64) - 1)
    case .uint32: return pick(0, (one << 32) - 1)
    case .uint16: return pick(0, (one << 16) - 1)
    case .uint8: return pick(0, (one << 8) - 1)
    case .bool: return Value(isMaximum)
    case .float64: return Value(isMaximum ? Double.infinity : -Double.infinity)
    case .float32: return Value(isMaximum ? Float.infinity : -Float.infinity)
    case .float16: return Value(isMaximum ? Float16.infinity : -Float16.infinity)
    case .bigFloat: return heap.big(BigFloat(isMaximum ? Double.infinity : -.infinity, in: floatContext))
    case .character:
      return isMaximum ? Unicode.Scalar(0x10FFFF as UInt32).map { Value($0) } : Value("\0" as Unicode.Scalar)
    default: return nil
    }
  }
}

/// Floats as a sequence.
enum FloatOrder {
  /// The float of single precision n places further up.
  static func advanced(_ x: Float, by n: Int) -> Float {
    if x.isNaN { return x }
    let magnitude = Int(x.magnitude.bitPattern)
    let limit = Int(Float.infinity.bitPattern)
    let (sum, overflow) = (x.sign == .minus ? -magnitude : magnitude).addingReportingOverflow(n)
    let rank = overflow ? (n > 0 ? limit : -limit) : max(-limit, min(limit, sum))
    let result = Float(bitPattern: UInt32(rank.magnitude))
    return rank < 0 ? -result : result
  }

  /// The float of half precision n places further up.
  static func advanced(_ x: Float16, by n: Int) -> Float16 {
    if x.isNaN { return x }
    let magnitude = Int(x.magnitude.bitPattern)
    let limit = Int(Float16.infinity.bitPattern)
    let (sum, overflow) = (x.sign == .minus ? -magnitude : magnitude).addingReportingOverflow(n)
    let rank = overflow ? (n > 0 ? limit : -limit) : max(-limit, min(limit, sum))
    let result = Float16(bitPattern: UInt16(rank.magnitude))
    return rank < 0 ? -result : result
  }

  /// The float n places further up.
  static func advanced(_ x: Double, by n: Int) -> Double {
    if x.isNaN { return x }
    // Ordered as integers: negative floats count down from -0.
    func rank(_ x: Double) -> Int {
      let bits = Int(bitPattern: UInt(x.magnitude.bitPattern))
      return x.sign == .minus ? -bits : bits
    }
    let (sum, overflow) = rank(x).addingReportingOverflow(n)
    let limit = rank(.infinity)
    let result = overflow ? (n > 0 ? limit : -limit) : max(-limit, min(limit, sum))
    let magnitude = Double(bitPattern: UInt64(result.magnitude))
    return result < 0 ? -magnitude : magnitude
  }
}
