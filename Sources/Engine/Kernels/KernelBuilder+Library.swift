// What the functions of the library do to the numbers of a kernel.

extension KernelBuilder {
  /// The value of a library function; `nil` if a kernel cannot say it.
  mutating func library(_ function: NativeFunction, _ arguments: [Int], kinds: [KernelKind]) -> Int? {
    switch arguments.count {
    case 1: return library(function, arguments[0], kinds[0])
    case 2: return library(function.name, arguments[0], arguments[1], kinds)
    case 3: return library(function.name, arguments, kinds)
    default:
      guard arguments.count > 1 else { return nil }
      // `+(a, b, c, …)` and the like group from the left.
      switch function.name {
      case "+", "*", "min", "max":
        var result = arguments[0]
        for argument in arguments.dropFirst() {
          let kinds = [kind(of: result), kind(of: argument)]
          guard let next = library(function.name, result, argument, kinds) else { return nil }
          result = next
        }
        return result
      default: return nil
      }
    }
  }

  private func kind(of value: Int) -> KernelKind { program.values[value].kind }

  // MARK: - One argument

  private mutating func library(_ function: NativeFunction, _ x: Int, _ kind: KernelKind) -> Int? {
    switch (function.name, kind) {
    case ("sqrt", _): return float(x).flatMap { guarded($0) }.flatMap { emit(.sqrtF, .float, $0) }
    case ("exp", _): return float(x).flatMap { emit(.exponentialF, .float, $0) }
    case ("abs", .float): return emit(.absF, .float, x)
    case ("abs", .integer): return emit(.absI, .integer, x)
    case ("abs2", .float): return emit(.squareF, .float, x)
    case ("abs2", .integer): return emit(.squareI, .integer, x)
    case ("sign", .float): return emit(.signF, .float, x)
    case ("sign", .integer): return emit(.signI, .integer, x)
    case ("floor", .float): return emit(.floorF, .float, x)
    case ("ceil", .float): return emit(.ceilF, .float, x)
    case ("trunc", .float): return emit(.truncF, .float, x)
    case ("round", .float): return emit(.roundF, .float, x)
    case ("floor", .integer), ("ceil", .integer), ("trunc", .integer), ("round", .integer), ("identity", _): return x
    case ("float", _): return float(x)
    case ("isnan", .float): return emit(.isNaN, .boolean, x)
    case ("isinf", .float): return emit(.isInfinite, .boolean, x)
    case ("isfinite", .float): return emit(.isFinite, .boolean, x)
    case ("iseven", .integer): return emit(.isEven, .boolean, x)
    case ("isodd", .integer): return emit(.isEven, .boolean, x).flatMap { emit(.notB, .boolean, $0) }
    case ("iszero", .float), ("iszero", .integer): return addScalar(Value(0)).flatMap { comparison(.equal, x, $0) }
    case ("isone", .float), ("isone", .integer): return addScalar(Value(1)).flatMap { comparison(.equal, x, $0) }
    case ("ispositive", .float), ("ispositive", .integer):
      return addScalar(Value(0)).flatMap { comparison(.greater, x, $0) }
    case ("isnegative", .float), ("isnegative", .integer):
      return addScalar(Value(0)).flatMap { comparison(.less, x, $0) }
    case ("!", .boolean): return emit(.notB, .boolean, x)
    case ("-", .float): return emit(.negateF, .float, x)
    case ("-", .integer): return emit(.negateI, .integer, x)
    case ("+", .float), ("+", .integer): return x
    default:
      if let elementary = function.elementary {
        return float(x).flatMap { call(elementary, $0) }
      }
      guard let real = function.real, kind == .float else { return nil }
      return call(.init(body: real), x)
    }
  }

  private mutating func call(_ function: NativeFunction.Elementary, _ x: Int) -> Int? {
    if function.domain == nil { return emit(.functionF, .float, x, function: addFunction(function)) }
    return guarded(x).flatMap { emit(.functionInDomainF, .float, $0, function: addFunction(function)) }
  }

  // MARK: - Two arguments

  private static let arithmetic: [String: ArithmeticOperation] = [
    "+": .add, "-": .subtract, "*": .multiply, "/": .divide, "^": .power,
  ]
  private static let comparisons: [String: ComparisonOperation] = [
    "==": .equal, "!=": .notEqual, "<": .less, "<=": .lessEqual, ">": .greater, ">=": .greaterEqual,
  ]

  private mutating func library(_ name: String, _ x: Int, _ y: Int, _ kinds: [KernelKind]) -> Int? {
    if let operation = KernelBuilder.arithmetic[name] { return arithmetic(operation, x, y) }
    if let operation = KernelBuilder.comparisons[name] { return comparison(operation, x, y) }
    let areIntegers = kinds == [.integer, .integer]
    let areBooleans = kinds == [.boolean, .boolean]
    let isFloat = kinds.contains(.float) && !kinds.contains(.boolean)
    switch name {
    case "min": return areIntegers ? emit(.minI, .integer, x, y) : isFloat ? floats(.minF, x, y) : nil
    case "max": return areIntegers ? emit(.maxI, .integer, x, y) : isFloat ? floats(.maxF, x, y) : nil
    case "rem", "%": return areIntegers ? emit(.remainderI, .integer, x, y) : isFloat ? floats(.remainderF, x, y) : nil
    case "mod": return areIntegers ? emit(.moduloI, .integer, x, y) : isFloat ? floats(.moduloF, x, y) : nil
    case "div", "÷": return areIntegers ? emit(.quotientI, .integer, x, y) : nil
    case "fld": return areIntegers ? emit(.floorQuotientI, .integer, x, y) : nil
    case "hypot": return kinds.contains(.boolean) ? nil : floats(.hypotF, x, y)
    case "atan": return kinds.contains(.boolean) ? nil : floats(.atan2F, x, y)
    case "copysign": return kinds == [.float, .float] ? emit(.copysignF, .float, x, y) : nil
    case "&": return areIntegers ? emit(.andI, .integer, x, y) : areBooleans ? emit(.andB, .boolean, x, y) : nil
    case "|": return areIntegers ? emit(.orI, .integer, x, y) : areBooleans ? emit(.orB, .boolean, x, y) : nil
    case "xor":
      return areIntegers ? emit(.exclusiveOrI, .integer, x, y) : areBooleans ? emit(.exclusiveOrB, .boolean, x, y) : nil
    default: return nil
    }
  }

  // MARK: - Three arguments

  private mutating func library(_ name: String, _ arguments: [Int], _ kinds: [KernelKind]) -> Int? {
    switch name {
    case "ifelse": return select(arguments[0], arguments[1], arguments[2])
    case "+", "*":
      let operation: ArithmeticOperation = name == "+" ? .add : .multiply
      return arithmetic(operation, arguments[0], arguments[1]).flatMap { arithmetic(operation, $0, arguments[2]) }
    case "clamp":
      guard !kinds.contains(.boolean) else { return nil }
      var values = arguments
      if kinds.contains(.float) {
        for position in 0..<3 {
          guard let value = float(values[position], isExact: true) else { return nil }
          values[position] = value
        }
      }
      guard let isAbove = comparison(.greater, values[0], values[2]),
        let isBelow = comparison(.less, values[0], values[1]),
        let low = select(isBelow, values[1], values[0])
      else { return nil }
      return select(isAbove, values[2], low)
    default: return nil
    }
  }
}
