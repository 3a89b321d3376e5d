// Arithmetic of all kinds of numbers, and of what else the operators mean.

import Arrays
import Exact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

public enum ArithmeticOperation: Sendable {
  case add, subtract, multiply, divide, power, integerDivide, remainder

  public var name: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .power: "^"
    case .integerDivide: "÷"
    case .remainder: "%"
    }
  }
}

extension Machine {
  public func add(_ a: Value, _ b: Value) throws -> Value { try arithmetic(.add, a, b) }
  public func subtract(_ a: Value, _ b: Value) throws -> Value { try arithmetic(.subtract, a, b) }
  public func multiply(_ a: Value, _ b: Value) throws -> Value { try arithmetic(.multiply, a, b) }
  public func divide(_ a: Value, _ b: Value) throws -> Value { try arithmetic(.divide, a, b) }
  public func power(_ a: Value, _ b: Value) throws -> Value { try arithmetic(.power, a, b) }

  /// The value of a binary operator.
  public func arithmetic(_ operation: ArithmeticOperation, _ a: Value, _ b: Value) throws -> Value {
    if let ka = a.numericKind, let kb = b.numericKind {
      if a.tag == .float && b.tag == .float { return Value(try real(operation, a.unsafeFloat, b.unsafeFloat)) }
      return try number(operation, a, b, max(ka, kb))
    }
    if operation == .multiply, a.tag == .string, b.tag == .string, !isExtended("*") {
      return try joined(a, b)
    }
    if a.isMissing || b.isMissing, a.isMissing || a.isNumber, b.isMissing || b.isNumber { return .missing }
    // Of two arrays only blocks can have said anything else.
    if a.isArray && b.isArray && extended.isEmpty && !hasOwnArrays {
      if operation == .multiply, let product = smallProduct(a, b) { return product }
    } else if let value = try extendedOperator(operation.name, [a, b]) {
      return value
    }
    // `n % T` wraps an integer to a type.
    if operation == .remainder, b.tag == .type { return try callLibrary("rem", [a, b]) }
    if let value = try structured(operation, a, b) { return value }
    if operation == .power, a.character != nil, b.tag == .integer {
      return try arithmetic(.power, heap.string(printedText(of: a)), b)
    }
    if let (x, y) = try promotedByRule(a, b) { return try arithmetic(operation, x, y) }
    throw operatorMismatch(operation.name, a, b)
  }

  /// Two values as the type to which a block's `promote_rule` promotes them.
  public func promotedByRule(_ a: Value, _ b: Value) throws -> (Value, Value)? {
    guard let type = try typePromotedByRule(a.dataType, b.dataType) else { return nil }
    return (try convert(a, to: type), try convert(b, to: type))
  }

  /// Values as the type to which a block's `promote_rule` promotes some of them; `nil` where none does.
  public func promotedByRule(_ values: [Value]) throws -> [Value]? {
    guard promotionRule != nil, var type = values.first?.dataType else { return nil }
    var isRuled = false
    for next in values.dropFirst().map(\.dataType) where next !== type {
      if let ruled = try typePromotedByRule(type, next) {
        type = ruled
        isRuled = true
      } else if type.isSubtype(of: .number), next.isSubtype(of: .number) {
        type = promotedType(type, next)
      } else {
        return nil
      }
    }
    return isRuled ? try values.map { try convert($0, to: type) } : nil
  }

  /// What a block's `promote_rule` says of two types, in either order.
  public func typePromotedByRule(_ a: DataType, _ b: DataType) throws -> DataType? {
    guard let rule = promotionRule, a !== b else { return nil }
    for types in [[Value(a), Value(b)], [Value(b), Value(a)]] where hasMethod(rule, types) {
      if let type = try call(Value(rule), types).type, type !== DataType.bottom { return type }
    }
    return nil
  }

  private var promotionRule: FunctionObject? { globals.value(ofKnown: "promote_rule")?.function }

  /// One string after the other.
  private func joined(_ a: Value, _ b: Value) throws -> Value {
    let (x, y) = (a.unsafe(StringObject.self), b.unsafe(StringObject.self))
    if y.count == 0 { return a }
    if x.count == 0 { return b }
    try heap.reserve(bytes: x.count + y.count)
    if x.count + y.count >= 64 { return heap.adopt(x.appending(y)) }
    let mark = scratch.count
    scratch.append(x)
    scratch.append(y)
    return heap.pooled(heap.own(textOf: scratch, from: mark))
  }

  /// The result of a method that a block gave the operator, or of a host object that takes part in it.
  /// Operators that take lazy arrays as arrays.
  private static let arrayOperators: Set<String> = ["+", "-", "*", "/", "==", "!="]

  func extendedOperator(_ name: String, _ arguments: [Value]) throws -> Value? {
    for argument in arguments {
      if let host = argument.host, let value = try host.apply(name, arguments, self) { return value }
    }
    if Machine.arrayOperators.contains(name), arguments.contains(where: { $0.tag == .iterator && $0.iterator is LazyArray }) {
      return try callLibrary(name, arguments.map { $0.iterator is LazyArray ? try collect($0) : $0 })
    }
    if let function = extendedFunction(name), !function.methods.isEmpty,
      hasMethod(function, arguments)
    {
      return try call(Value(function), arguments)
    }
    if hasOwnArrays, Machine.arrayOperators.contains(name) {
      let arrays = try asArrays(arguments)
      if arrays.contains(where: { $0.iterator is OwnArray }) {
        return try callLibrary(name, arrays.map { $0.iterator is OwnArray ? try collect($0) : $0 })
      }
    }
    return nil
  }

  /// Whether blocks added methods to a function of the library.
  @inline(__always) func isExtended(_ name: String) -> Bool { !extended.isEmpty && extended.contains(name) }

  /// The function of the library to which blocks added methods.
  @inline(__always) func extendedFunction(_ name: String) -> FunctionObject? {
    isExtended(name) ? globals.libraryFunction(name) : nil
  }

  /// Whether a block's method of the function accepts the arguments.
  public func hasMethod(_ function: FunctionObject, _ arguments: [Value]) -> Bool {
    function.methods.contains { method in
      method.accepts(count: arguments.count)
        && arguments.enumerated().allSatisfy { $1.isInstance(of: method.parameterType($0)) }
    }
  }

  func operatorMismatch(_ name: String, _ a: Value, _ b: Value) -> RuntimeError {
    var hint: String?
    let isArrayLike = { (value: Value) in value.isArray || value.tag == .range }
    if name == "+" || name == "-", isArrayLike(a) != isArrayLike(b), a.isNumber || b.isNumber {
      hint = "a dot works on each element: `.\(name)`"
    } else if name == "+", a.tag == .string || b.tag == .string {
      hint = "strings are joined with `*`, or written into one another: \"… $x …\""
    } else if name == "*", isArrayLike(a), isArrayLike(b) {
      hint = "for the element-wise product write `.*`, for the scalar product dot(a, b)"
    } else if name == "^", isArrayLike(a) {
      hint = "for element-wise powers write `.^`"
    }
    return noMethod(name, [a, b], hint: hint)
  }

  // MARK: - Numbers

  private func number(_ operation: ArithmeticOperation, _ a: Value, _ b: Value, _ kind: NumericKind) throws -> Value {
    if kind >= .bigInteger, kind <= .float, isBigFloat(operation, a, b, kind) { return try bigFloats(operation, a, b) }
    switch kind {
    case .boolean, .integer:
      if a.tag.isWide || b.tag.isWide { return try sizedIntegers(operation, a, b) }
      guard let x = exactInt(a), let y = exactInt(b) else { return .undefined }
      return try integers(operation, x, y, areBoolean: kind == .boolean)
    case .sized:
      return try sizedIntegers(operation, a, b)
    case .bigInteger:
      if let x = a.exactInteger, let y = b.exactInteger {
        return try bigIntegers(operation, x, y, isExplicit: a.isExplicitBig || b.isExplicitBig)
      }
      return .undefined
    case .rational:
      guard let x = fraction(a), let y = fraction(b) else { return .undefined }
      if operation == .power { return try rationalPower(a, b) }
      return try rationals(operation, x, y)
    case .irrational:
      if operation == .power, a.irrational == .e { return Value(exp(b.asDouble ?? .nan)) }
      return Value(try real(operation, a.asDouble ?? .nan, b.asDouble ?? .nan))
    case .float:
      if operation == .power, a.irrational == .e { return Value(exp(b.asDouble ?? .nan)) }
      if operation == .power, a.tag == .float, let exponent = exactInt(b), b.tag != .boolean {
        return Value(Machine.power(a.unsafeFloat, exponent))
      }
      // `false` is a zero that not even NaN and Inf change: `im * Inf` relies on it.
      if operation == .multiply {
        if a.boolean == false { return Value(b.hasMinusSign ? -0.0 : 0.0) }
        if b.boolean == false { return Value(a.hasMinusSign ? -0.0 : 0.0) }
      }
      return Value(try real(operation, a.asDouble ?? .nan, b.asDouble ?? .nan))
    case .float32:
      let result = try real(operation, a.asDouble ?? .nan, b.asDouble ?? .nan)
      return Value(Float(result))
    case .float16:
      return Value(Float16(try real(operation, a.asDouble ?? .nan, b.asDouble ?? .nan)))
    case .bigFloat: return try bigFloats(operation, a, b)
    case .complex: return try complexNumbers(operation, a, b)
    case .dual: return try duals(operation, a, b)
    }
  }

  private func integers(_ operation: ArithmeticOperation, _ x: Int, _ y: Int, areBoolean: Bool) throws -> Value {
    switch operation {
    case .add:
      let (sum, overflow) = x.addingReportingOverflow(y)
      return overflow ? heap.integer(BigInteger(x) + BigInteger(y)) : Value(sum)
    case .subtract:
      let (difference, overflow) = x.subtractingReportingOverflow(y)
      return overflow ? heap.integer(BigInteger(x) - BigInteger(y)) : Value(difference)
    case .multiply:
      if areBoolean { return Value(x != 0 && y != 0) }
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      return overflow ? heap.integer(BigInteger(x) * BigInteger(y)) : Value(product)
    case .divide: return Value(Double(x) / Double(y))
    case .power: return try integerPower(BigInteger(x), BigInteger(y), isBig: false, isExplicit: false)
    case .integerDivide:
      if y == 0 { throw divisionByZero("÷") }
      return y == -1 ? heap.integer(-BigInteger(x)) : Value(x / y)
    case .remainder:
      if y == 0 { throw divisionByZero("%") }
      return Value(y == -1 ? 0 : x % y)
    }
  }

  public func divisionByZero(_ name: String) -> RuntimeError {
    RuntimeError(
      "DivideError", "integer division error",
      hint: "the divisor of `\(name)` is 0; `/` divides as real numbers and gives Inf or NaN")
  }

  private func sizedIntegers(_ operation: ArithmeticOperation, _ a: Value, _ b: Value) throws -> Value {
    guard let x = a.exactInteger, let y = b.exactInteger else { return .undefined }
    let tag = sizedResult(a.tag, b.tag)
    switch operation {
    case .divide: return Value(Double(x) / Double(y))
    case .power:
      if y.isNegative { return try integerPower(x, y, isBig: false, isExplicit: false) }
      let modulus = BigInteger(1) << 128
      let result = x.flooredRemainder(dividingBy: modulus).power(y, modulo: modulus) ?? BigInteger(0)
      return sized(result, as: operation == .power && a.tag.isSizedInteger ? a.tag : tag)
    default:
      let result = try bigIntegers(operation, x, y, isExplicit: false)
      return sized(result.exactInteger ?? BigInteger(0), as: tag)
    }
  }

  private func bigIntegers(
    _ operation: ArithmeticOperation, _ x: BigInteger, _ y: BigInteger, isExplicit: Bool
  ) throws -> Value {
    try countLong(bits: x.bitWidth + y.bitWidth, stepsPerBit: operation == .add || operation == .subtract ? 0 : 2)
    switch operation {
    case .add: return heap.big(x + y, isExplicit: isExplicit)
    case .subtract: return heap.big(x - y, isExplicit: isExplicit)
    case .multiply: return heap.big(x * y, isExplicit: isExplicit)
    case .divide:
      // The quotient of two integers that may be beyond the range of floats.
      guard let quotient = BigRational(x, over: y) else { return Value(Double(x) / 0) }
      return Value(Double(quotient))
    case .power: return try integerPower(x, y, isBig: true, isExplicit: isExplicit)
    case .integerDivide:
      if y.isZero { throw divisionByZero("÷") }
      return heap.big(x / y, isExplicit: isExplicit)
    case .remainder:
      if y.isZero { throw divisionByZero("%") }
      return heap.big(x % y, isExplicit: isExplicit)
    }
  }

  private func integerPower(_ x: BigInteger, _ y: BigInteger, isBig: Bool, isExplicit: Bool) throws -> Value {
    func big(_ value: BigInteger) -> Value { heap.big(value, isExplicit: isExplicit) }
    if y.isNegative {
      if x == 1 { return isBig ? big(x) : Value(1) }
      if x == -1 { return isBig ? big(y.isEven ? 1 : -1) : Value(y.isEven ? 1 : -1) }
      throw RuntimeError(
        "DomainError",
        "with \(y):\nCannot raise an integer x to a negative power \(y).\nConvert input to float.",
        hint: "write float(x)^\(y), or x//1 for an exact fraction", fields: [("val", heap.integer(y))])
    }
    if x.magnitude <= 1 {
      let result = x.isZero ? (y.isZero ? 1 : 0) : x == 1 || y.isEven ? 1 : -1
      return isBig ? big(BigInteger(result)) : Value(result)
    }
    guard let exponent = Int(exactly: y), let bits = x.powerBitWidth(UInt(exponent)), bits < BigInteger.maximumBitWidth else {
      throw heap.memoryLimit(requested: Int.max)
    }
    try heap.reserve(bytes: bits / 4)
    try countStep(bits / 2)
    let result = x.power(UInt(exponent))
    return isBig ? big(result) : heap.integer(result)
  }

  private func rationals(
    _ operation: ArithmeticOperation, _ x: (numerator: BigInteger, denominator: BigInteger, isBig: Bool),
    _ y: (numerator: BigInteger, denominator: BigInteger, isBig: Bool)
  ) throws -> Value {
    let isBig = x.isBig || y.isBig
    let bits = x.numerator.bitWidth + x.denominator.bitWidth + y.numerator.bitWidth + y.denominator.bitWidth
    try countLong(bits: bits, stepsPerBit: 4)
    switch operation {
    case .add:
      return try rational(
        x.numerator * y.denominator + y.numerator * x.denominator, x.denominator * y.denominator, isBig: isBig)
    case .subtract:
      return try rational(
        x.numerator * y.denominator - y.numerator * x.denominator, x.denominator * y.denominator, isBig: isBig)
    case .multiply: return try rational(x.numerator * y.numerator, x.denominator * y.denominator, isBig: isBig)
    case .divide: return try rational(x.numerator * y.denominator, x.denominator * y.numerator, isBig: isBig)
    case .integerDivide:
      let divisor = x.denominator * y.numerator
      if divisor.isZero { throw divisionByZero("÷") }
      let quotient = x.numerator * y.denominator / divisor
      return isBig ? heap.big(quotient) : heap.integer(quotient)
    case .remainder:
      let divisor = x.denominator * y.numerator
      if divisor.isZero { throw divisionByZero("%") }
      let dividend = x.numerator * y.denominator
      return try rational(dividend % divisor, x.denominator * y.denominator, isBig: isBig)
    case .power: return .undefined
    }
  }

  private func rationalPower(_ a: Value, _ b: Value) throws -> Value {
    guard let base = fraction(a) else { return .undefined }
    guard let exponent = b.exactInteger else {
      return Value(try real(.power, a.asDouble ?? .nan, b.asDouble ?? .nan))
    }
    guard let power = Int(exactly: exponent.magnitude) else {
      throw heap.memoryLimit(requested: Int.max)
    }
    let widest = max(base.numerator.bitWidth, base.denominator.bitWidth)
    try heap.reserve(bytes: widest.multipliedReportingOverflow(by: power).partialValue.magnitude > 1 << 40 ? Int.max / 2 : widest * power / 4)
    try countLong(bits: widest * power, stepsPerBit: 1)
    let n = base.numerator.power(UInt(power))
    let d = base.denominator.power(UInt(power))
    return exponent.isNegative ? try rational(d, n, isBig: base.isBig) : try rational(n, d, isBig: base.isBig)
  }

  /// Floating-point arithmetic; the divisions round toward zero.
  private func real(_ operation: ArithmeticOperation, _ x: Double, _ y: Double) throws -> Double {
    switch operation {
    case .add: return x + y
    case .subtract: return x - y
    case .multiply: return x * y
    case .divide: return x / y
    case .power:
      if x < 0, y != y.rounded(), y.isFinite, x.isFinite {
        throw RuntimeError(
          "DomainError",
          "with \(Machine.shortest(x)):\nExponentiation yielding a complex result requires a complex argument.",
          hint: "write Complex(x)^y", fields: [("val", Value(x))])
      }
      return pow(x, y)
    case .integerDivide: return ((x - fmod(x, y)) / y).rounded()
    case .remainder: return fmod(x, y)
    }
  }

  static func shortest(_ x: Double) -> String { "\(x)" }

  /// x to an integer power, by the C library, which is exact where the result is.
  static func power(_ x: Double, _ n: Int) -> Double {
    switch n {
    case 2: x * x
    case 3: x * x * x
    default: pow(x, Double(n))
    }
  }

  /// A power whose exponent is written as a number: `x^-1` of an integer is a float.
  func literalPower(_ a: Value, _ b: Value) throws -> Value {
    if let exponent = b.integer {
      if exponent < 0, a.isExplicitBig { return try bigFloats(.power, a, b) }
      if exponent < 0, let base = exactInt(a), a.tag != .boolean {
        return Value(1 / Machine.power(Double(base), -exponent))
      }
      if a.tag == .float { return Value(Machine.power(a.unsafeFloat, exponent)) }
      if exponent == 2, a.tag == .integer || a.tag == .complex || a.tag == .dual { return try multiply(a, a) }
    }
    return try arithmetic(.power, a, b)
  }

  public func negate(_ a: Value) throws -> Value {
    switch a.tag {
    case .float: return Value(-a.unsafeFloat)
    case .integer: return a.unsafeInteger == .min ? heap.integer(-BigInteger(Int.min)) : Value(-a.unsafeInteger)
    case .boolean: return Value(a.unsafeBoolean ? -1 : 0)
    case .float32: return Value(-a.unsafeFloat32)
    case .float16: return Value(-a.unsafeFloat16)
    case .irrational: return Value(-(a.asDouble ?? .nan))
    case .bigInteger: return heap.big(-a.unsafe(BigIntegerObject.self).value, isExplicit: a.isExplicitBig)
    case .bigFloat: return heap.big(floatContext.negative(a.unsafe(BigFloatObject.self).value))
    case .rational:
      let object = a.unsafe(RationalObject.self)
      return heap.adopt(
        RationalObject(numerator: -object.numerator, denominator: object.denominator, isBig: object.isBig))
    case .complex:
      let object = a.unsafe(ComplexObject.self)
      return heap.complex(try negate(object.real), try negate(object.imaginary))
    case .dual:
      let object = a.unsafe(DualObject.self)
      return heap.dual(try negate(object.value), try object.partials.map { try negate($0) }, level: object.level)
    case .missing: return a
    case _ where a.tag.isSizedInteger: return sized(-(a.exactInteger ?? BigInteger(0)), as: a.tag)
    default:
      if let value = try extendedOperator("-", [a]) { return value }
      if a.isArray { return keepForm(of: a, in: try packedNegation(a) ?? mapElements(a) { try self.negate($0) }) }
      if let range = a.range, range.isInteger || range.isFloat {
        return try rangeArithmetic(.multiply, range, Value(-1)) ?? mapElements(a) { try self.negate($0) }
      }
      throw noMethod("-", [a])
    }
  }

  public func not(_ a: Value) throws -> Value {
    if let flag = a.boolean { return Value(!flag) }
    if a.isMissing { return a }
    if let function = a.function, let complement = library.functions["#complement"] {
      return try call(heap.adopt(FunctionObject(name: complement.name, native: complement)), [Value(function)])
    }
    if let value = try extendedOperator("!", [a]) { return value }
    throw noMethod("!", [a], hint: a.tag == .integer ? "`!` negates true and false; a factorial is factorial(n)" : nil)
  }
}
