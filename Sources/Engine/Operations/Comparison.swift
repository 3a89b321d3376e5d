// Equality, order, and hashing.

import Arrays
import Exact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

public enum ComparisonOperation: Sendable {
  case equal, notEqual, less, lessEqual, greater, greaterEqual

  var name: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessEqual: "<="
    case .greater: ">"
    case .greaterEqual: ">="
    }
  }
}

extension Machine {
  /// The value of a comparison: a Boolean, `missing`, or what a method or host object says.
  public func compare(_ operation: ComparisonOperation, _ a: Value, _ b: Value) throws -> Value {
    switch operation {
    case .equal: return try equal(a, b)
    case .notEqual:
      if a.tag == .string, b.tag == .string, extended.isEmpty { return Value(!Equality.areEqualTexts(a, b)) }
      if let value = try extendedOperator("!=", [a, b]) { return value }
      let result = try equal(a, b)
      return result.boolean.map { Value(!$0) } ?? result
    case .less, .lessEqual, .greater, .greaterEqual:
      if let value = try extendedOperator(operation.name, [a, b]) { return value }
      // `a > b` is `b < a`, also for types that define only `<`.
      if operation == .greater, let value = try extendedOperator("<", [b, a]) { return value }
      if a.isMissing || b.isMissing { return .missing }
      guard let order = try order(a, b) else {
        // NaN is in no order with anything.
        return Value(false)
      }
      return switch operation {
      case .less: Value(order < 0)
      case .lessEqual: Value(order <= 0)
      case .greater: Value(order > 0)
      default: Value(order >= 0)
      }
    }
  }

  /// Julia's `isless`: a total order with NaN and `missing` last.
  public func isLess(_ a: Value, _ b: Value) throws -> Bool {
    if a.tag == .float && b.tag == .float {
      let (x, y) = (a.unsafeFloat, b.unsafeFloat)
      if x.isNaN { return false }
      if y.isNaN { return true }
      return x < y || x == 0 && y == 0 && x.sign == .minus && y.sign == .plus
    }
    if a.tag == .integer && b.tag == .integer { return a.unsafeInteger < b.unsafeInteger }
    if a.isMissing { return false }
    if b.isMissing { return true }
    if let x = a.asDouble, let y = b.asDouble, x.isNaN || y.isNaN { return !x.isNaN }
    if let function = extendedFunction("isless"), hasMethod(function, [a, b]) {
      return try call(Value(function), [a, b]).boolean ?? false
    }
    return try order(a, b).map { $0 < 0 } ?? false
  }

  /// The value of `==`.
  public func equal(_ a: Value, _ b: Value) throws -> Value {
    if a.tag == .string, b.tag == .string, !isExtended("==") { return Value(Equality.areEqualTexts(a, b)) }
    if let value = try extendedOperator("==", [a, b]) { return value }
    return try areEqual(a, b)
  }

  /// Whether `a == b`; `missing` counts as unequal.
  public func isEqual(_ a: Value, _ b: Value) throws -> Bool { try equal(a, b).boolean ?? false }
}

/// Comparisons of values that need no machine.
public enum Equality {
  /// Exact equality of numbers of any kinds.
  public static func areEqualNumbers(_ a: Value, _ b: Value) -> Bool {
    if a.tag == .float && b.tag == .float { return a.unsafeFloat == b.unsafeFloat }
    if a.tag == .integer && b.tag == .integer { return a.bits == b.bits }
    if let x = a.dual { return areEqualNumbers(x.value, b) }
    if let y = b.dual { return areEqualNumbers(a, y.value) }
    if a.tag == .complex || b.tag == .complex {
      let (ar, ai) = a.complex.map { ($0.real, $0.imaginary) } ?? (a, Value(0))
      let (br, bi) = b.complex.map { ($0.real, $0.imaginary) } ?? (b, Value(0))
      return areEqualNumbers(ar, br) && areEqualNumbers(ai, bi)
    }
    if let x = a.exactInteger, let y = b.exactInteger { return x == y }
    return compareReals(a, b) == 0
  }

  /// The exact sign of a - b for real numbers; `nil` with a NaN.
  public static func compareReals(_ a: Value, _ b: Value) -> Int? {
    func isFloat(_ value: Value) -> Bool { value.tag == .float || value.tag == .float32 || value.tag == .float16 }
    if isFloat(a), isFloat(b) {
      guard let x = a.asDouble, let y = b.asDouble, !x.isNaN, !y.isNaN else { return nil }
      return x < y ? -1 : x > y ? 1 : 0
    }
    if a.isOfManyBits || b.isOfManyBits { return compareWide(a, b) }
    if isFloat(a) { return compareReals(b, a).map { -$0 } }
    if isFloat(b) {
      guard let y = b.asDouble, !y.isNaN else { return nil }
      if let x = a.exactInteger { return x.compare(y) }
      if y.isInfinite { return y > 0 ? -1 : 1 }
      if let x = exactRational(a), let exact = BigRational(exactly: y) { return BigRational.compare(x, exact) }
      return a.asDouble.map { $0 < y ? -1 : $0 > y ? 1 : 0 }
    }
    if let x = exactRational(a), let y = exactRational(b) { return BigRational.compare(x, y) }
    guard let x = a.asDouble, let y = b.asDouble, !x.isNaN, !y.isNaN else { return nil }
    return x < y ? -1 : x > y ? 1 : 0
  }

  private static func exactRational(_ value: Value) -> BigRational? {
    if let object = value.rational { return object.fraction }
    return value.exactInteger.map { BigRational($0) }
  }

  /// Whether two strings have the same characters, each as it is written.
  static func areEqualTexts(_ a: Value, _ b: Value) -> Bool {
    guard let x = a.utf8, let y = b.utf8, x.count == y.count else { return false }
    guard let p = x.baseAddress, let q = y.baseAddress else { return true }
    return memcmp(p, q, x.count) == 0
  }

  /// The order of strings by Unicode scalars.
  public static func compareTexts(_ a: String, _ b: String) -> Int {
    let result = a.utf8.lexicographicallyPrecedes(b.utf8)
    return result ? -1 : a.utf8.elementsEqual(b.utf8) ? 0 : 1
  }
}
