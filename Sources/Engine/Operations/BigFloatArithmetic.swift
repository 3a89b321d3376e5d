// Arithmetic and order of floats of any precision, and of the constants that are exact beside them.

import Exact

extension Value {
  /// Whether this is a `BigInt` that a block asked for.
  public var isExplicitBig: Bool { tag == .bigInteger && unsafe(BigIntegerObject.self).isExplicit }

  /// Whether a double cannot stand for the number: a `BigFloat`, or an irrational constant.
  public var isOfManyBits: Bool { tag == .bigFloat || tag == .irrational }

  /// Whether this is a complex number of `BigFloat`s.
  public var hasBigParts: Bool { tag == .complex && unsafe(ComplexObject.self).real.tag == .bigFloat }
}

extension Machine {
  /// A real number as a `BigFloat`: exact for floats and for integers of any reasonable size, rounded as now set for
  /// fractions and irrational constants; `nil` for what is no real number.
  public func bigFloat(_ value: Value) -> BigFloat? {
    switch value.tag {
    case .bigFloat: return value.unsafe(BigFloatObject.self).value
    case .irrational: return value.irrational?.value(in: floatContext)
    case .rational:
      let object = value.unsafe(RationalObject.self)
      guard let fraction = object.fraction else {
        return BigFloat(exactly: object.numerator.isNegative ? -Double.infinity : .infinity)
      }
      return BigFloat(fraction, in: floatContext)
    case .float, .float32, .float16: return value.asDouble.map { BigFloat(exactly: $0) }
    default:
      guard let integer = value.exactInteger else { return nil }
      return BigFloat(exactly: integer) ?? BigFloat(integer, in: floatContext)
    }
  }

  /// Whether an operation of kinds below `BigFloat` has one as its result, as a `BigInt` that was asked for makes it.
  func isBigFloat(_ operation: ArithmeticOperation, _ a: Value, _ b: Value, _ kind: NumericKind) -> Bool {
    guard a.isExplicitBig || b.isExplicitBig else { return false }
    return switch kind {
    case .bigInteger: operation == .divide
    case .irrational, .float16, .float32, .float: true
    default: false
    }
  }

  func bigFloats(_ operation: ArithmeticOperation, _ a: Value, _ b: Value) throws -> Value {
    guard let x = bigFloat(a), let y = bigFloat(b) else { throw noMethod(operation.name, [a, b]) }
    let context = floatContext
    try countPrecision(operation == .power ? 32 : 1)
    switch operation {
    case .add: return heap.big(context.sum(x, y))
    case .subtract: return heap.big(context.difference(x, y))
    case .multiply:
      // `false` is a zero that not even NaN and Inf change.
      if a.boolean == false || b.boolean == false {
        return heap.big(BigFloat(x.hasMinusSign || y.hasMinusSign ? -0.0 : 0.0, in: context))
      }
      return heap.big(context.product(x, y))
    case .divide: return heap.big(context.quotient(x, y))
    case .power:
      if a.irrational == .e { return heap.big(context.value(of: .exp, at: y) ?? context.power(x, y)) }
      let power = context.power(x, y)
      if power.isNaN, !x.isNaN, !y.isNaN {
        throw RuntimeError(
          "DomainError",
          "with \(x):\nExponentiation yielding a complex result requires a complex argument.",
          hint: "write Complex(x)^y", fields: [("val", a)])
      }
      return heap.big(power)
    case .integerDivide: return heap.big(context.truncatedQuotient(x, y))
    case .remainder: return heap.big(context.truncatedRemainder(x, y))
    }
  }

  /// Counts the steps that an operation on long floats takes, in units of a multiplication.
  public func countPrecision(_ cost: Int) throws {
    let bits = floatContext.precision
    if bits > 4096 { try countStep(bits / 16 * cost) }
  }
}

extension Equality {
  /// The exact sign of a - b where one is a `BigFloat` or an irrational constant.
  static func compareWide(_ a: Value, _ b: Value) -> Int? {
    if !a.isOfManyBits { return compareWide(b, a).map { -$0 } }
    if a.tag == .irrational, b.tag == .irrational {
      if a.bits == b.bits { return 0 }
      guard let x = a.asDouble, let y = b.asDouble else { return nil }
      return x < y ? -1 : 1
    }
    func number(_ value: Value, besides other: Value) -> BigFloat? {
      if let object = value.bigFloat { return object.value }
      // An irrational number equals no float; 64 more bits than the other has tell on which side it lies.
      let wanted = max(256, other.bigFloat?.value.precision ?? 0) + 64
      return value.irrational?.value(in: BigFloat.Context(precision: min(wanted, BigFloat.precisions.upperBound)))
    }
    guard let x = number(a, besides: b) else { return nil }
    switch b.tag {
    case .bigFloat, .irrational: return number(b, besides: a).flatMap { x.compare($0) }
    case .float, .float32, .float16: return b.asDouble.flatMap { x.compare($0) }
    case .rational:
      guard let object = b.rational else { return nil }
      if let fraction = object.fraction { return x.compare(fraction) }
      return x.compare(object.numerator.isNegative ? -Double.infinity : .infinity)
    default: return b.exactInteger.flatMap { x.compare($0) }
    }
  }
}
