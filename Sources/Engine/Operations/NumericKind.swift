// The kinds of numbers and how one kind is turned into another.

import Arrays
import Exact

/// The kinds of numbers, in the order in which a mixed operation promotes them.
public enum NumericKind: Int, Comparable, Sendable {
  case boolean, sized, integer, bigInteger, rational, irrational, float16, float32, float, bigFloat, complex, dual

  public static func < (a: NumericKind, b: NumericKind) -> Bool { a.rawValue < b.rawValue }
}

extension Value {
  /// The kind of number, `nil` for anything else.
  @inline(__always) public var numericKind: NumericKind? {
    switch tag {
    case .boolean: .boolean
    case .integer: .integer
    case .int8, .int16, .int32, .uint8, .uint16, .uint32, .uint64, .int128, .uint128: .sized
    case .float: .float
    case .float32: .float32
    case .float16: .float16
    case .irrational: .irrational
    case .bigFloat: .bigFloat
    case .bigInteger: .bigInteger
    case .rational: .rational
    case .complex: .complex
    case .dual: .dual
    default: nil
    }
  }

  /// Whether a float is negative, or -0.0.
  var hasMinusSign: Bool { tag == .float && unsafeFloat.sign == .minus }

  public var isNumber: Bool { numericKind != nil }

  public var isInteger: Bool { numericKind.map { $0 <= .bigInteger } ?? false }

  /// An integer of any kind as an exact one.
  public var exactInteger: BigInteger? {
    switch tag {
    case .boolean: BigInteger(unsafeBoolean ? 1 : 0)
    case .integer: BigInteger(unsafeInteger)
    case .bigInteger: unsafe(BigIntegerObject.self).value
    case .int8: BigInteger(Int(Int8(truncatingIfNeeded: bits)))
    case .int16: BigInteger(Int(Int16(truncatingIfNeeded: bits)))
    case .int32: BigInteger(Int(Int32(truncatingIfNeeded: bits)))
    case .uint8, .uint16, .uint32, .uint64: BigInteger(bits)
    case .int128, .uint128: unsafe(WideIntegerObject.self).value
    default: nil
    }
  }

  /// A real number as a float, rounded to nearest.
  public var asDouble: Double? {
    switch tag {
    case .float: return unsafeFloat
    case .integer: return Double(unsafeInteger)
    case .boolean: return unsafeBoolean ? 1 : 0
    case .float32: return Double(unsafeFloat32)
    case .float16: return Double(unsafeFloat16)
    case .irrational: return irrational?.double
    case .bigFloat: return unsafe(BigFloatObject.self).value.double()
    case .bigInteger: return Double(unsafe(BigIntegerObject.self).value)
    case .rational:
      let object = unsafe(RationalObject.self)
      if let fraction = object.fraction { return Double(fraction) }
      return object.numerator.isNegative ? -.infinity : .infinity
    case .int8, .int16, .int32, .uint8, .uint16, .uint32, .uint64, .int128, .uint128: return exactInteger.map { Double($0) }
    default: return nil
    }
  }
}

extension Machine {
  /// An integer value as `Int` if it is one and fits.
  public func exactInt(_ value: Value) -> Int? {
    if value.tag == .integer { return value.unsafeInteger }
    return value.exactInteger.flatMap { Int(exactly: $0) }
  }

  /// A real number as a float, `nil` for anything else.
  public func realDouble(_ value: Value) -> Double? { value.asDouble }

  /// A real or complex number in floating point.
  public func complexDouble(_ value: Value) -> Complex<Double>? {
    if let object = value.complex {
      guard let real = object.real.asDouble, let imaginary = object.imaginary.asDouble else { return nil }
      return Complex(real, imaginary)
    }
    return value.asDouble.map { Complex($0, 0) }
  }

  /// The value (without derivatives) of a real number, as a float.
  public func primalDouble(_ value: Value) -> Double? {
    var value = value
    while let dual = value.dual { value = dual.value }
    return value.asDouble
  }

  /// A fraction in lowest terms; `n//0` is allowed unless both are zero.
  public func rational(_ numerator: BigInteger, _ denominator: BigInteger, isBig: Bool = false) throws -> Value {
    if denominator.isZero {
      if numerator.isZero { throw RuntimeError.argument("invalid rational: zero(Int64)//zero(Int64)") }
      return heap.adopt(
        RationalObject(numerator: BigInteger(numerator.signum), denominator: BigInteger(0), isBig: isBig))
    }
    try countLong(bits: numerator.bitWidth + denominator.bitWidth, stepsPerBit: 16)
    let divisor = numerator.greatestCommonDivisor(denominator)
    var n = numerator / divisor
    var d = denominator / divisor
    if d.isNegative {
      n = -n
      d = -d
    }
    let fits = Int(exactly: n) != nil && Int(exactly: d) != nil
    return heap.adopt(RationalObject(numerator: n, denominator: d, isBig: isBig || !fits))
  }

  /// The parts of an exact number: an integer or a fraction.
  public func fraction(_ value: Value) -> (numerator: BigInteger, denominator: BigInteger, isBig: Bool)? {
    if let object = value.rational { return (object.numerator, object.denominator, object.isBig) }
    return value.exactInteger.map { ($0, BigInteger(1), value.tag == .bigInteger) }
  }

  // MARK: - Sized integers

  /// An exact integer wrapped to the width of a sized type, as machine integers do.
  public func sized(_ value: BigInteger, as tag: Tag) -> Value {
    if tag == .int128 || tag == .uint128 { return wide(value, tag) }
    let low = value & BigInteger(0xFFFF_FFFF)
    let high = (value >> 32) & BigInteger(0xFFFF_FFFF)
    let bits = UInt64(high.asInt ?? 0) << 32 | UInt64(low.asInt ?? 0)
    switch tag {
    case .int8: return Value(tag: tag, bits: UInt64(bitPattern: Int64(Int8(truncatingIfNeeded: bits))))
    case .int16: return Value(tag: tag, bits: UInt64(bitPattern: Int64(Int16(truncatingIfNeeded: bits))))
    case .int32: return Value(tag: tag, bits: UInt64(bitPattern: Int64(Int32(truncatingIfNeeded: bits))))
    case .uint8: return Value(tag: tag, bits: bits & 0xFF)
    case .uint16: return Value(tag: tag, bits: bits & 0xFFFF)
    case .uint32: return Value(tag: tag, bits: bits & 0xFFFF_FFFF)
    case .uint64: return Value(tag: tag, bits: bits)
    default: return heap.integer(value)
    }
  }

  /// An integer wrapped to 128 bits.
  private func wide(_ value: BigInteger, _ tag: Tag) -> Value {
    let one = BigInteger(1)
    var wrapped = value & ((one << 128) - one)
    if tag == .int128, !(wrapped >> 127).isZero { wrapped = wrapped - (one << 128) }
    return heap.adopt(WideIntegerObject(wrapped, tag: tag))
  }

  /// The type of the result of two sized integers: the wider; of equal widths the unsigned.
  public func sizedResult(_ a: Tag, _ b: Tag) -> Tag {
    func width(_ tag: Tag) -> Int {
      switch tag {
      case .int8, .uint8: 8
      case .int16, .uint16: 16
      case .int32, .uint32: 32
      case .int128, .uint128: 128
      default: 64
      }
    }
    func isUnsigned(_ tag: Tag) -> Bool {
      tag.rawValue >= Tag.uint8.rawValue && tag.rawValue <= Tag.uint64.rawValue || tag == .uint128
    }
    if !a.isSizedInteger { return b.isWide ? b : (a == .boolean ? b : .integer) }
    if !b.isSizedInteger { return sizedResult(b, a) }
    if width(a) != width(b) { return width(a) > width(b) ? a : b }
    return isUnsigned(a) ? a : b
  }
}
