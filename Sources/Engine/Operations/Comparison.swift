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
  static let depthLimit = 1_000

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

  /// The sign of a - b for `<`; `nil` where a NaN takes part.
  private func order(_ a: Value, _ b: Value) throws -> Int? {
    func sign<Number: Comparable>(_ x: Number, _ y: Number) -> Int { x < y ? -1 : x > y ? 1 : 0 }
    if let x = a.dual ?? b.dual {
      _ = x
      guard let u = primalDouble(a), let v = primalDouble(b) else { throw noMethod("isless", [a, b]) }
      return u.isNaN || v.isNaN ? nil : sign(u, v)
    }
    if let ka = a.numericKind, let kb = b.numericKind, max(ka, kb) < .complex {
      if max(ka, kb) <= .bigInteger, let x = a.exactInteger, let y = b.exactInteger { return sign(x, y) }
      let result = Equality.compareReals(a, b)
      return result
    }
    if let x = a.utf8, let y = b.utf8 {
      return x.lexicographicallyPrecedes(y) ? -1 : Equality.areEqualTexts(a, b) ? 0 : 1
    }
    if let x = a.character, let y = b.character { return sign(x, y) }
    if let x = a.symbol, let y = b.symbol { return Equality.compareTexts(x.name, y.name) }
    if a.tag == .tuple, b.tag == .tuple, let x = a.tuple, let y = b.tuple {
      return try order(x.elements, y.elements)
    }
    if a.isArray || a.tag == .range, b.isArray || b.tag == .range, let x = try elements(a), let y = try elements(b) {
      return try order(x, y)
    }
    if let x = a.boolean, let y = b.boolean { return sign(x ? 1 : 0, y ? 1 : 0) }
    throw noMethod(
      "isless", [a, b],
      hint: a.isNumber && b.isNumber ? "complex numbers have no order; compare abs(z)" : nil)
  }

  private func order(_ a: [Value], _ b: [Value]) throws -> Int? {
    for (x, y) in zip(a, b) {
      guard let result = try order(x, y) else { return nil }
      if result != 0 { return result }
    }
    return a.count < b.count ? -1 : a.count > b.count ? 1 : 0
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
    if extended.contains("isless"), let function = globals["isless"]?.function, hasMethod(function, [a, b]) {
      return try call(Value(function), [a, b]).boolean ?? false
    }
    return try order(a, b).map { $0 < 0 } ?? false
  }

  /// The value of `==`.
  public func equal(_ a: Value, _ b: Value) throws -> Value {
    if a.tag == .string, b.tag == .string, !isExtended("==") { return Value(Equality.areEqualTexts(a, b)) }
    if let value = try extendedOperator("==", [a, b]) { return value }
    return try equal(a, b, depth: 0)
  }

  /// Whether `a == b`; `missing` counts as unequal.
  public func isEqual(_ a: Value, _ b: Value) throws -> Bool { try equal(a, b).boolean ?? false }

  private func equal(_ a: Value, _ b: Value, depth: Int) throws -> Value {
    if depth > Machine.depthLimit {
      throw RuntimeError("ErrorException", "these values are nested too deeply to be compared")
    }
    if a.isMissing || b.isMissing { return .missing }
    if a.numericKind != nil, b.numericKind != nil { return Value(Equality.areEqualNumbers(a, b)) }
    switch (a.tag, b.tag) {
    case (.string, .string): return Value(Equality.areEqualTexts(a, b))
    case (.tuple, .tuple), (.pair, .pair), (.namedTuple, .namedTuple):
      guard let x = a.tuple, let y = b.tuple, x.names == y.names else { return Value(false) }
      return try all(x.elements, y.elements, depth)
    case (.structure, .structure):
      guard let x = a.structure, let y = b.structure else { return Value(false) }
      // As in Julia, objects of mutable types are equal only to themselves, unless a block defines `==`.
      if x === y { return Value(true) }
      guard x.type === y.type, !x.type.isMutable else { return Value(false) }
      return try all(Array(x.fields), Array(y.fields), depth, identical: true)
    case (.dictionary, .dictionary):
      guard let x = a.dictionary, let y = b.dictionary, x.count == y.count else { return Value(false) }
      var result = Value(true)
      for (key, value) in x.pairs {
        guard let other = y[key] else { return Value(false) }
        let same = try equal(value, other, depth: depth + 1)
        if same.boolean == false { return same }
        if same.isMissing { result = same }
      }
      return result
    case (.set, .set):
      guard let x = a.set, let y = b.set else { return Value(false) }
      return Value(x.count == y.count && x.elements.allSatisfy { y.contains($0) })
    case (.range, .range):
      guard let x = a.range, let y = b.range else { return Value(false) }
      if x.count != y.count { return Value(false) }
      if x.count == 0 { return Value(true) }
      return Value(
        Equality.areEqualNumbers(x.first, y.first) && (x.count == 1 || Equality.areEqualNumbers(x.last, y.last))
          && x.isInteger == y.isInteger || x.first.isIdentical(to: y.first) && x.last.isIdentical(to: y.last))
    case (.host, _), (_, .host):
      if let host = a.host, let result = try host.isEqual(to: b, self) { return Value(result) }
      if let host = b.host, let result = try host.isEqual(to: a, self) { return Value(result) }
      return Value(a.isIdentical(to: b))
    default:
      if a.isArray || a.tag == .range, b.isArray || b.tag == .range {
        guard try shape(a) == shape(b) else { return Value(false) }
        if let x = a.array, let y = b.array {
          if let p = x.denseFloats, let q = y.denseFloats { return Value(p == q) }
          if let p = x.denseIntegers, let q = y.denseIntegers { return Value(p == q) }
        }
        guard let x = try elements(a), let y = try elements(b) else { return Value(false) }
        return try all(x, y, depth)
      }
      return Value(a.isIdentical(to: b))
    }
  }

  private func all(_ a: [Value], _ b: [Value], _ depth: Int, identical: Bool = false) throws -> Value {
    if a.count != b.count { return Value(false) }
    var result = Value(true)
    for (x, y) in zip(a, b) {
      if x.isIdentical(to: y), x.tag != .float, !x.isMissing { continue }
      if identical, x.tag.isObject, x.tag != .string, x.structure == nil, !x.isNumber { return Value(false) }
      let same = try equal(x, y, depth: depth + 1)
      if same.boolean == false { return same }
      if same.isMissing { result = same }
    }
    return result
  }
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
    if let object = value.rational { return BigRational(object.numerator, over: object.denominator) }
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

  /// Julia's `isequal`: like `==`, but NaN equals itself, -0.0 differs from 0.0, and `missing` equals itself.
  public static func isEqualAsKeys(_ a: Value, _ b: Value, depth: Int = 0) -> Bool {
    if depth > Machine.depthLimit { return false }
    if a.isIdentical(to: b) { return true }
    if a.tag == .float, b.tag == .float {
      return a.unsafeFloat.isNaN && b.unsafeFloat.isNaN
    }
    if a.numericKind != nil, b.numericKind != nil {
      if let x = a.asDouble, let y = b.asDouble, x == 0, y == 0, x.sign != y.sign { return false }
      if let x = a.asDouble, let y = b.asDouble, x.isNaN, y.isNaN { return true }
      return areEqualNumbers(a, b)
    }
    func all(_ x: [Value], _ y: [Value]) -> Bool {
      x.count == y.count && zip(x, y).allSatisfy { isEqualAsKeys($0, $1, depth: depth + 1) }
    }
    switch (a.tag, b.tag) {
    case (.string, .string): return areEqualTexts(a, b)
    case (.tuple, .tuple), (.namedTuple, .namedTuple), (.pair, .pair):
      guard let x = a.tuple, let y = b.tuple else { return false }
      return x.names == y.names && all(x.elements, y.elements)
    case (.structure, .structure):
      guard let x = a.structure, let y = b.structure else { return false }
      return x === y || x.type === y.type && !x.type.isMutable && all(Array(x.fields), Array(y.fields))
    case (.set, .set):
      guard let x = a.set, let y = b.set else { return false }
      return x.count == y.count && x.elements.allSatisfy { y.contains($0) }
    case (.dictionary, .dictionary):
      guard let x = a.dictionary, let y = b.dictionary, x.count == y.count else { return false }
      return x.pairs.allSatisfy { pair in y[pair.key].map { isEqualAsKeys(pair.value, $0, depth: depth + 1) } ?? false }
    default:
      guard let x = sequence(a), let y = sequence(b), x.shape == y.shape else { return false }
      return (0..<x.count).allSatisfy { isEqualAsKeys(x.element($0), y.element($0), depth: depth + 1) }
    }
  }

  /// The elements of an array or range without a heap; complex ones as pairs of bits.
  private static func sequence(_ value: Value) -> (shape: [Int], count: Int, element: (Int) -> Value)? {
    if let range = value.range { return ([range.count], range.count, { range.element($0) }) }
    guard let array = value.array else { return nil }
    switch array.tag {
    case .floatArray: return (array.shape, array.count, { Value(array.floats[$0]) })
    case .integerArray: return (array.shape, array.count, { Value(array.integers[$0]) })
    case .booleanArray: return (array.shape, array.count, { Value(array.booleans[$0]) })
    case .complexArray:
      let parts = UnsafeMutableRawPointer(array.data).assumingMemoryBound(to: Double.self)
      return (array.shape + [2], 2 * array.count, { Value(parts[$0]) })
    default: return (array.shape, array.count, { array.slots[$0] })
    }
  }

  /// A hash that agrees with `isEqualAsKeys`.
  public static func hash(_ value: Value, into hasher: inout Hasher, depth: Int = 0) {
    if depth > 20 { return }
    if let number = value.asDouble {
      // Numbers of all kinds that are equal have the same nearest float.
      hasher.combine(number.isNaN ? Double.nan.bitPattern : number.bitPattern)
      return
    }
    switch value.tag {
    case .string: if let bytes = value.utf8 { hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }
    case .complex:
      guard let object = value.complex else { return }
      if areEqualNumbers(object.imaginary, Value(0)) {
        hash(object.real, into: &hasher)
      } else {
        hasher.combine(object.real.asDouble)
        hasher.combine(object.imaginary.asDouble)
      }
    case .tuple, .namedTuple, .pair:
      for element in value.tuple?.elements ?? [] { hash(element, into: &hasher, depth: depth + 1) }
    case .structure:
      guard let object = value.structure else { return }
      if object.type.isMutable { hasher.combine(value.bits) }
      else { for field in object.fields { hash(field, into: &hasher, depth: depth + 1) } }
    case .set: hasher.combine(value.set?.count)
    case .dictionary: hasher.combine(value.dictionary?.count)
    case .dual: if let dual = value.dual { hash(dual.value, into: &hasher, depth: depth + 1) }
    default:
      if let elements = sequence(value) {
        hasher.combine(elements.shape)
        for position in 0..<min(elements.count, 100) { hash(elements.element(position), into: &hasher, depth: depth + 1) }
      } else {
        hasher.combine(value.tag)
        hasher.combine(value.bits)
      }
    }
  }
}
