// Complex arithmetic, in floating point and over exact parts.

import Arrays
import Exact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Machine {
  func complexNumbers(_ operation: ArithmeticOperation, _ a: Value, _ b: Value) throws -> Value {
    if operation == .power { return try complexPower(a, b) }
    if let x = a.complex, let y = b.complex, x.isFloat, y.isFloat {
      switch operation {
      case .add: return heap.complex(x.double + y.double)
      case .subtract: return heap.complex(x.double - y.double)
      case .multiply: return heap.complex(x.double * y.double)
      case .divide: return heap.complex(Machine.quotient(x.double, y.double))
      default: break
      }
    }
    let zero = Value(0)
    let (ar, ai) = a.complex.map { ($0.real, $0.imaginary) } ?? (a, zero)
    let (br, bi) = b.complex.map { ($0.real, $0.imaginary) } ?? (b, zero)
    switch operation {
    case .add:
      if b.complex == nil { return try complex(add(ar, br), ai) }
      if a.complex == nil { return try complex(add(ar, br), bi) }
      return try complex(add(ar, br), add(ai, bi))
    case .subtract:
      if b.complex == nil { return try complex(subtract(ar, br), ai) }
      if a.complex == nil { return try complex(subtract(ar, br), negate(bi)) }
      return try complex(subtract(ar, br), subtract(ai, bi))
    case .multiply:
      // A real factor multiplies the parts, so that Inf * im is NaN-free where Julia's is.
      if a.complex == nil { return try complex(multiply(ar, br), multiply(ar, bi)) }
      if b.complex == nil { return try complex(multiply(ar, br), multiply(ai, br)) }
      return try complex(
        subtract(multiply(ar, br), multiply(ai, bi)), add(multiply(ar, bi), multiply(ai, br)))
    case .divide:
      if b.complex == nil { return try complex(divide(ar, br), divide(ai, br)) }
      let parts = [ar, ai, br, bi]
      let isLong = parts.contains { $0.tag == .bigFloat || $0.isExplicitBig }
      // Integers, divided as Julia divides them: each part by one division.
      if !isLong, parts.allSatisfy(\.isInteger) { return try smithQuotient(ar, ai, br, bi) }
      let isExact = !isLong && parts.contains { $0.tag == .rational }
      if !isExact, !isLong, let x = complexDouble(a), let y = complexDouble(b) { return heap.complex(Machine.quotient(x, y)) }
      if !isExact { return try smithQuotient(ar, ai, br, bi) }
      let norm = try add(multiply(br, br), multiply(bi, bi))
      let real = try add(multiply(ar, br), multiply(ai, bi))
      let imaginary = try subtract(multiply(ai, br), multiply(ar, bi))
      return try complex(divide(real, norm), divide(imaginary, norm))
    case .integerDivide, .remainder, .power: throw noMethod(operation.name, [a, b])
    }
  }

  /// A complex number of two real parts, promoted to one type.
  public func complex(_ real: Value, _ imaginary: Value) throws -> Value {
    if real.tag == imaginary.tag { return heap.complex(real, imaginary) }
    if real.tag == .float || imaginary.tag == .float, !real.isOfManyBits, !imaginary.isOfManyBits {
      guard let x = real.asDouble, let y = imaginary.asDouble else { throw noMethod("complex", [real, imaginary]) }
      return heap.complex(Value(x), Value(y))
    }
    guard real.numericKind != nil, imaginary.numericKind != nil, real.tag != .complex, imaginary.tag != .complex else {
      throw noMethod("complex", [real, imaginary])
    }
    let type = promotedType(real.dataType, imaginary.dataType)
    return heap.complex(try convert(real, to: type), try convert(imaginary, to: type))
  }

  /// x / y without overflow or underflow on the way (Smith 1962).
  static func quotient(_ x: Complex<Double>, _ y: Complex<Double>) -> Complex<Double> {
    let (a, b, c, d) = (x.real, x.imaginary, y.real, y.imaginary)
    if c.isInfinite || d.isInfinite, a.isFinite, b.isFinite {
      let u = c.isInfinite ? (c.sign == .minus ? -1.0 : 1.0) : (c.sign == .minus ? -0.0 : 0.0)
      let v = d.isInfinite ? (d.sign == .minus ? -1.0 : 1.0) : (d.sign == .minus ? -0.0 : 0.0)
      return Complex(0 * (a * u + b * v), 0 * (b * u - a * v))
    }
    if abs(c) >= abs(d) {
      if c == 0 && d == 0 { return Complex(a / c, b / c) }
      let r = d / c
      let t = 1 / (c + d * r)
      return Complex((a + b * r) * t, (b - a * r) * t)
    }
    let r = c / d
    let t = 1 / (c * r + d)
    return Complex((a * r + b) * t, (b * r - a) * t)
  }

  /// x / y of long floats or integers, by the smaller part of y over the larger one (Smith 1962).
  private func smithQuotient(_ a: Value, _ b: Value, _ c: Value, _ d: Value) throws -> Value {
    let isWide = try compare(.greater, absoluteBig(c), absoluteBig(d)).unsafeBoolean
    let (large, small) = isWide ? (c, d) : (d, c)
    let ratio = try divide(small, large)
    let denominator = try add(large, multiply(ratio, small))
    if isWide {
      return try complex(
        divide(add(a, multiply(b, ratio)), denominator), divide(subtract(b, multiply(a, ratio)), denominator))
    }
    return try complex(
      divide(add(multiply(a, ratio), b), denominator), divide(subtract(multiply(b, ratio), a), denominator))
  }

  private func absoluteBig(_ x: Value) throws -> Value {
    try compare(.less, x, Value(0)).boolean == true ? negate(x) : x
  }

  private func complexPower(_ a: Value, _ b: Value) throws -> Value {
    if let exponent = b.exactInteger, let n = Int(exactly: exponent), n.magnitude <= 1 << 20 {
      var result: Value = heap.complex(Value(1), Value(0))
      if let object = a.complex, object.isFloat { result = heap.complex(Complex(1, 0)) }
      var square = a
      var bits = n.magnitude
      while bits > 0 {
        if bits & 1 == 1 { result = try multiply(result, square) }
        bits >>= 1
        if bits > 0 { square = try multiply(square, square) }
      }
      if n < 0 {
        let one: Value = a.complex?.isFloat == true ? heap.complex(Complex(1, 0)) : heap.complex(Value(1), Value(0))
        return try divide(one, result)
      }
      return result
    }
    if a.isOfManyBits || b.isOfManyBits || a.hasBigParts || b.hasBigParts {
      guard !Equality.areEqualNumbers(a, Value(0)) else {
        return try heap.complex(convert(Value(Equality.areEqualNumbers(b, Value(0)) ? 1 : 0), to: .bigFloat), convert(Value(0), to: .bigFloat))
      }
      return try callLibrary("exp", [multiply(b, callLibrary("log", [a]))])
    }
    guard let x = complexDouble(a), let y = complexDouble(b) else { throw noMethod("^", [a, b]) }
    if x == .zero { return heap.complex(y == .zero ? Complex(1, 0) : .zero) }
    // |x|^y and y·arg x apart, which loses less than exp(y log x) does.
    let (u, v) = (x.rawStorage.x, x.rawStorage.y)
    let (p, q) = (y.rawStorage.x, y.rawStorage.y)
    let magnitude = hypot(u, v)
    let angle = atan2(v, u)
    var radius = pow(magnitude, p)
    var turn = p * angle
    if q != 0 {
      radius *= exp(-q * angle)
      turn += q * log(magnitude)
    }
    return heap.complex(Value(radius * cos(turn)), Value(radius * sin(turn)))
  }
}
