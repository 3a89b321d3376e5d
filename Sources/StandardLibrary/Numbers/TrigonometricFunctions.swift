// Circular and hyperbolic functions, their inverses and reciprocals, in radians, degrees and half turns.

import Engine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Library {
  mutating func addTrigonometry() {
    addCircular()
    addHyperbolic()
    addInverses()
    addReciprocals()
    addScaledAngles()
    addAngles()
  }

  private mutating func addCircular() {
    add(
      elementary: "sin", "The sine of an angle in radians.", example: "sin(0.0)  # => 0.0", real: { sin($0) },
      complex: { $0.sine }
    ) {
      machine, x, _ in try machine.apply("cos", x)
    }
    add(
      elementary: "cos", "The cosine of an angle in radians.", example: "cos(0)  # => 1.0", real: { cos($0) },
      complex: { $0.cosine }
    ) {
      machine, x, _ in try machine.negate(machine.apply("sin", x))
    }
    add(
      elementary: "tan", "The tangent of an angle in radians.", example: "tan(0.0)  # => 0.0", real: { tan($0) },
      complex: { $0.tangent }
    ) {
      machine, _, y in try machine.add(Value(1.0), machine.square(y))
    }
  }

  private mutating func addHyperbolic() {
    add(
      elementary: "sinh", "The hyperbolic sine.", example: "sinh(0.0)  # => 0.0", real: { sinh($0) },
      complex: { $0.hyperbolicSine }
    ) {
      machine, x, _ in try machine.apply("cosh", x)
    }
    add(
      elementary: "cosh", "The hyperbolic cosine.", example: "cosh(0)  # => 1.0", real: { cosh($0) },
      complex: { $0.hyperbolicCosine }
    ) {
      machine, x, _ in try machine.apply("sinh", x)
    }
    add(
      elementary: "tanh", "The hyperbolic tangent.", example: "tanh(0.0)  # => 0.0", real: { tanh($0) },
      complex: { $0.hyperbolicTangent }
    ) {
      machine, _, y in try machine.subtract(Value(1.0), machine.square(y))
    }
  }

  private mutating func addInverses() {
    func outside(_ name: String, _ condition: String) -> (message: String, hint: String) {
      ("\(name)(x) is not defined for \(condition).", "for the complex result use \(name)(complex(x))")
    }
    let isUnit: @Sendable (Double) -> Bool = { abs($0) <= 1 }
    add(
      elementary: "asin", "The angle in [-π/2, π/2] whose sine is `x`.", example: "asin(1)  # => 1.5707963267948966",
      real: { asin($0) },
      complex: { $0.arcSine }, domain: isUnit, outside: outside("asin", "|x| > 1")
    ) { machine, x, _ in try machine.slopeOfArcSine(x) }
    add(
      elementary: "acos", "The angle in [0, π] whose cosine is `x`.", example: "acos(1)  # => 0.0", real: { acos($0) },
      complex: { $0.arcCosine }, domain: isUnit, outside: outside("acos", "|x| > 1")
    ) { machine, x, _ in try machine.negate(machine.slopeOfArcSine(x)) }
    add(
      elementary: "asinh", "The inverse hyperbolic sine.", example: "asinh(0.0)  # => 0.0", real: { asinh($0) },
      complex: { $0.inverseHyperbolicSine }
    ) { machine, x, _ in try machine.reciprocal(machine.apply("sqrt", machine.add(machine.square(x), Value(1.0)))) }
    add(
      elementary: "acosh", "The inverse hyperbolic cosine.", example: "acosh(1)  # => 0.0", real: { acosh($0) },
      complex: { $0.inverseHyperbolicCosine }, domain: { $0 >= 1 }, outside: outside("acosh", "x < 1")
    ) { machine, x, _ in try machine.reciprocal(machine.apply("sqrt", machine.subtract(machine.square(x), Value(1.0))))
    }
    add(
      elementary: "atanh", "The inverse hyperbolic tangent.", example: "atanh(0.0)  # => 0.0", real: { atanh($0) },
      complex: { $0.inverseHyperbolicTangent }, domain: isUnit, outside: outside("atanh", "|x| > 1")
    ) { machine, x, _ in try machine.reciprocal(machine.subtract(Value(1.0), machine.square(x))) }
    let arcTangent = ElementaryFunction(
      name: "atan", real: { atan($0) }, complex: { $0.arcTangent },
      slope: { machine, x, _ in try machine.reciprocal(machine.add(Value(1.0), machine.square(x))) })
    add(
      "atan(y, x)",
      "The angle whose tangent is `y`; with two arguments, the angle of the point (x, y) in its quadrant.",
      arity: Arity(1...2), example: "atan(1, -1)  # => 2.356194490192345", elementary: .init(body: { atan($0) })
    ) { call in
      for argument in call.values {
        if let result = try argument.host?.apply("atan", call.values, call.machine) { return result }
      }
      if call.count == 2 { return try call.machine.quadrantAngle(call[0], call[1]) }
      guard let result = try arcTangent.value(at: call[0], call.machine) else {
        if call[0].isArray, call.machine.library.functions["#matrix:atan"] != nil {
          return try call.machine.callLibrary("#matrix:atan", [call[0]])
        }
        throw call.noMethod(hint: call[0].isArray || call[0].tag == .range ? "for each element write `atan.(…)`" : nil)
      }
      return result
    }
  }

  private mutating func addReciprocals() {
    func add(
      _ name: String, _ base: String, _ title: String,
      _ slope: @escaping @Sendable (Machine, Value, Value) throws -> Value,
      real: @escaping @Sendable (Double) -> Double, complex: @escaping @Sendable (ComplexNumber) -> ComplexNumber
    ) {
      self.add(
        elementary: name, "The \(title): 1/\(base)(x).", example: "\(name)(1.0) ≈ 1/\(base)(1.0)  # => true",
        real: real,
        complex: complex, slope: slope)
    }
    @Sendable func inverse(_ z: ComplexNumber) -> ComplexNumber { ComplexNumber(1, 0) / z }
    // d sec = sec tan, d csc = -csc cot, d cot = -csc², and so on.
    add(
      "sec", "cos", "secant", { machine, x, y in try machine.multiply(y, machine.apply("tan", x)) },
      real: { 1 / cos($0) }, complex: { inverse($0.cosine) })
    add(
      "csc", "sin", "cosecant", { try $0.negate($0.multiply($2, $0.apply("cot", $1))) }, real: { 1 / sin($0) },
      complex: { inverse($0.sine) })
    add(
      "cot", "tan", "cotangent", { try $0.negate($0.add(Value(1.0), $0.square($2))) }, real: { 1 / tan($0) },
      complex: { inverse($0.tangent) })
    add(
      "sech", "cosh", "hyperbolic secant", { try $0.negate($0.multiply($2, $0.apply("tanh", $1))) },
      real: { 1 / cosh($0) }, complex: { inverse($0.hyperbolicCosine) })
    add(
      "csch", "sinh", "hyperbolic cosecant", { try $0.negate($0.multiply($2, $0.apply("coth", $1))) },
      real: { 1 / sinh($0) }, complex: { inverse($0.hyperbolicSine) })
    add(
      "coth", "tanh", "hyperbolic cotangent", { try $0.subtract(Value(1.0), $0.square($2)) }, real: { 1 / tanh($0) },
      complex: { inverse($0.hyperbolicTangent) })
    for (name, base) in [
      ("asec", "acos"), ("acsc", "asin"), ("acot", "atan"), ("asech", "acosh"), ("acsch", "asinh"), ("acoth", "atanh"),
    ] {
      self.add(
        "\(name)(x)", "The inverse of `\(name.dropFirst())`: \(base)(1/x).", arity: 1,
        example: "\(name)(\(name == "asech" ? "0.5" : "2.0")) == \(base)(\(name == "asech" ? "2.0" : "0.5"))  # => true"
      ) { try $0.machine.apply(base, $0.machine.apply("inv", $0[0])) }
    }
  }

  private mutating func addScaledAngles() {
    let pi = Double.pi
    add(
      elementary: "sinpi", "sin(πx), exact at multiples of 1/2.", example: "sinpi(1)  # => 0.0",
      real: RealFunctions.sinpi, complex: { (pi * $0).sine }
    ) {
      machine, x, _ in try machine.multiply(Value(pi), machine.apply("cospi", x))
    }
    add(
      elementary: "cospi", "cos(πx), exact at multiples of 1/2.", example: "cospi(0.5)  # => 0.0",
      real: RealFunctions.cospi, complex: { (pi * $0).cosine }
    ) {
      machine, x, _ in try machine.multiply(Value(-pi), machine.apply("sinpi", x))
    }
    add(
      elementary: "tanpi", "tan(πx).", example: "tanpi(1)  # => -0.0", real: RealFunctions.tanpi,
      complex: { (pi * $0).tangent }
    ) {
      machine, _, y in try machine.multiply(Value(pi), machine.add(Value(1.0), machine.square(y)))
    }
    let degree = pi / 180
    add(elementary: "sind", "The sine of an angle in degrees.", example: "sind(30)  # => 0.5", real: RealFunctions.sind)
    {
      machine, x, _ in try machine.multiply(Value(degree), machine.apply("cosd", x))
    }
    add(
      elementary: "cosd", "The cosine of an angle in degrees.", example: "cosd(60)  # => 0.5", real: RealFunctions.cosd
    ) {
      machine, x, _ in try machine.multiply(Value(-degree), machine.apply("sind", x))
    }
    add(
      elementary: "tand", "The tangent of an angle in degrees.", example: "tand(45)  # => 1.0", real: RealFunctions.tand
    ) {
      machine, _, y in try machine.multiply(Value(degree), machine.add(Value(1.0), machine.square(y)))
    }
    add(elementary: "sinc", "sin(πx) / (πx), and 1 at 0.", example: "sinc(0)  # => 1.0", real: RealFunctions.sinc) {
      machine, x, _ in try machine.apply("cosc", x)
    }
    add(elementary: "cosc", "The derivative of `sinc`.", example: "cosc(0)  # => 0.0", real: RealFunctions.cosc) {
      machine, x, y in
      // sinc'' = -π² sinc(x) - 2 cosc(x) / x, and -π²/3 at 0.
      if machine.primalDouble(x) == 0 { return Value(-pi * pi / 3) }
      let first = try machine.multiply(Value(-pi * pi), machine.apply("sinc", x))
      return try machine.subtract(first, machine.divide(machine.multiply(Value(2.0), y), x))
    }
    for (name, base, angle) in [("secd", "cosd", 60), ("cscd", "sind", 30), ("cotd", "tand", 45)] {
      add(
        "\(name)(x)", "1/\(base)(x), of an angle in degrees.", arity: 1,
        example: "\(name)(\(angle)) ≈ \(angle == 45 ? "1" : "2")  # => true"
      ) { try $0.machine.reciprocal($0.machine.apply(base, $0[0])) }
    }
    for (name, base) in [("asecd", "acosd"), ("acscd", "asind"), ("acotd", "atand")] {
      add(
        "\(name)(x)", "The inverse of `\(name.dropFirst())`: \(base)(1/x), in degrees.", arity: 1,
        example: "\(name)(2.0) == \(base)(0.5)  # => true"
      ) { try $0.machine.apply(base, $0.machine.apply("inv", $0[0])) }
    }
    for (name, base) in [("asind", "asin"), ("acosd", "acos"), ("atand", "atan")] {
      add(
        "\(name)(x)", "The angle in degrees that `\(base)` gives in radians.", arity: Arity(1...2),
        example: name == "atand" ? "atand(1)  # => 45.0" : "\(name)(1)  # => \(name == "asind" ? "90.0" : "0.0")"
      ) { call in
        guard call.count == 1 || name == "atand" else { throw call.noMethod() }
        return try call.machine.apply("rad2deg", call.machine.callLibrary(base, call.values))
      }
    }
  }

  private mutating func addAngles() {
    add(
      elementary: "deg2rad", "Degrees as radians.", example: "deg2rad(180)  # => 3.141592653589793",
      real: { $0 * (.pi / 180) }
    ) { _, _, _ in
      Value(Double.pi / 180)
    }
    add(elementary: "rad2deg", "Radians as degrees.", example: "rad2deg(π)  # => 180.0", real: { $0 * (180 / .pi) }) {
      _, _, _ in
      Value(180 / Double.pi)
    }
    add("sincos(x)", "The sine and the cosine.", arity: 1, example: "sincos(0.0)  # => (0.0, 1.0)") { call in
      call.heap.tuple([try call.machine.apply("sin", call[0]), try call.machine.apply("cos", call[0])])
    }
    add("sincospi(x)", "`sinpi(x)` and `cospi(x)`.", arity: 1, example: "sincospi(0.5)  # => (1.0, 0.0)") { call in
      call.heap.tuple([try call.machine.apply("sinpi", call[0]), try call.machine.apply("cospi", call[0])])
    }
    add("sincosd(x)", "`sind(x)` and `cosd(x)`.", arity: 1, example: "sincosd(90)  # => (1.0, 0.0)") { call in
      call.heap.tuple([try call.machine.apply("sind", call[0]), try call.machine.apply("cosd", call[0])])
    }
    add(
      "mod2pi(x)", "The angle in [0, 2π) that differs from `x` by full turns.", arity: 1,
      example: "mod2pi(0.0)  # => 0.0"
    ) { call in
      let x = call[0]
      if let dual = x.dual {
        return try call.machine.chain(dual, value: call.machine.apply("mod2pi", dual.value), slope: Value(1.0))
      }
      if call[0].bigFloat != nil { return try call.machine.angleRemainder(call[0], .down) }
      return Value(Angles.remainder(try call.double(0), .down))
    }
  }
}

extension Machine {
  /// 1/√(1 - x²), as 1/√((1 - x)(1 + x)).
  fileprivate func slopeOfArcSine(_ x: Value) throws -> Value {
    let one = Value(1.0)
    return try reciprocal(apply("sqrt", multiply(subtract(one, x), add(one, x))))
  }

  /// atan(y, x) with derivatives: (x dy - y dx) / (x² + y²).
  fileprivate func quadrantAngle(_ y: Value, _ x: Value) throws -> Value {
    if y.isMissing || x.isMissing { return .missing }
    if y.dual != nil || x.dual != nil {
      let level = max(y.dual?.level ?? 0, x.dual?.level ?? 0)
      let (v, dv) = parts(y, level: level)
      let (u, du) = parts(x, level: level)
      let norm = try add(square(u), square(v))
      let count = max(dv?.count ?? 0, du?.count ?? 0)
      let partials = try (0..<count).map { i in
        let first = try dv.map { try multiply(u, $0[i]) } ?? Value(0.0)
        let second = try du.map { try multiply(v, $0[i]) } ?? Value(0.0)
        return try divide(subtract(first, second), norm)
      }
      return heap.dual(try quadrantAngle(v, u), partials, level: level)
    }
    if y.bigFloat != nil || x.bigFloat != nil || y.isExplicitBig || x.isExplicitBig, let v = bigFloat(y), let u = bigFloat(x) {
      try countPrecision(64)
      return heap.big(floatContext.angle(y: v, x: u))
    }
    guard let v = y.asDouble, let u = x.asDouble else { throw noMethod("atan", [y, x]) }
    if y.tag == .float16, x.tag == .float16 { return Value(Float16(atan2(v, u))) }
    if y.tag == .float32, x.tag != .float { return Value(Float(atan2(v, u))) }
    return Value(atan2(v, u))
  }
}
