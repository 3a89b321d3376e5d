// Forward-mode differentiation: arithmetic of numbers that carry derivatives.

extension Machine {
  /// A new level for a differentiation; levels nest.
  public func withDualLevel<Result>(_ body: (_ level: Int) throws -> Result) rethrows -> Result {
    dualLevel += 1
    defer { dualLevel -= 1 }
    return try body(dualLevel)
  }

  /// The value and partial derivatives of a number with respect to a level; a number of a lower level is a constant.
  public func parts(_ value: Value, level: Int) -> (value: Value, partials: [Value]?) {
    if let dual = value.dual, dual.level == level { return (dual.value, dual.partials) }
    return (value, nil)
  }

  /// The function of a dual number whose value is `value` and whose derivative there is `slope`.
  public func chain(_ dual: DualObject, value: Value, slope: Value) throws -> Value {
    heap.dual(value, try dual.partials.map { try multiply(slope, $0) }, level: dual.level)
  }

  func duals(_ operation: ArithmeticOperation, _ a: Value, _ b: Value) throws -> Value {
    let level = max(a.dual?.level ?? 0, b.dual?.level ?? 0)
    let (x, dx) = parts(a, level: level)
    let (y, dy) = parts(b, level: level)
    func combine(_ value: Value, _ fx: () throws -> Value, _ fy: () throws -> Value) throws -> Value {
      let first = try dx.map { partials in
        let slope = try fx()
        return try partials.map { try multiply(slope, $0) }
      }
      let second = try dy.map { partials in
        let slope = try fy()
        return try partials.map { try multiply(slope, $0) }
      }
      let partials: [Value]
      if let first, let second {
        partials = try zip(first, second).map { try add($0, $1) }
      } else {
        partials = first ?? second ?? []
      }
      return heap.dual(value, partials, level: level)
    }
    switch operation {
    case .add:
      let sum = try add(x, y)
      if let dx, let dy { return heap.dual(sum, try zip(dx, dy).map { try add($0, $1) }, level: level) }
      return heap.dual(sum, dx ?? dy ?? [], level: level)
    case .subtract: return try combine(subtract(x, y), { Value(1) }, { Value(-1) })
    case .multiply: return try combine(multiply(x, y), { y }, { x })
    case .divide:
      let quotient = try divide(x, y)
      return try combine(quotient, { try divide(Value(1), y) }, { try negate(divide(quotient, y)) })
    case .power:
      let value = try power(x, y)
      return try combine(
        value,
        {
          // d/dx x^y = y x^(y-1), which is 0 for y = 0 whatever x.
          if let exponent = primalDouble(y), exponent == 0 { return Value(0) }
          return try multiply(y, power(x, subtract(y, Value(1))))
        },
        {
          if let base = primalDouble(x), base == 0 { return Value(0.0) }
          guard let log = library.functions["log"] else { return .missing }
          return try multiply(value, call(heap.adopt(FunctionObject(name: "log", native: log)), [x]))
        })
    case .remainder: return try combine(arithmetic(.remainder, x, y), { Value(1) }, { try negate(arithmetic(.integerDivide, x, y)) })
    case .integerDivide: return try arithmetic(.integerDivide, x, y)
    }
  }
}
