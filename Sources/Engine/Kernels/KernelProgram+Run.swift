// Running a vector program over one block.

import Arrays

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension KernelProgram {
  /// Runs instructions over `count` elements.
  ///
  /// - Parameter addresses: where each value's block begins.
  /// - Returns: False if an element has no value of the type that the program computes with.
  static func run(
    _ instructions: UnsafeBufferPointer<KernelInstruction>, _ functions: [NativeFunction.Elementary],
    _ addresses: UnsafeMutablePointer<UnsafeMutableRawPointer>, count: Int
  ) -> Bool {
    for instruction in instructions {
      let a = addresses[Int(instruction.a)]
      let b = addresses[Int(instruction.b)]
      let out = addresses[Int(instruction.target)]
      // A computation with scalars alone is of one element.
      let n = count
      let isFine: Bool
      switch instruction.operation.rawValue {
      case ...KernelOperation.floatToInteger.rawValue: isFine = conversion(instruction.operation, a, out, n)
      case ...KernelOperation.copysignF.rawValue:
        isFine = floats(instruction.operation, a, b, out, n, instruction.scalars)
      case ...KernelOperation.functionInDomainF.rawValue:
        isFine = call(functions[Int(instruction.function)], instruction.operation, a, out, n)
      case ...KernelOperation.selectF.rawValue:
        isFine = comparisons(instruction.operation, a, b, addresses[Int(instruction.c)], out, n, instruction.scalars)
      case ...KernelOperation.selectI.rawValue:
        isFine = integers(instruction.operation, a, b, addresses[Int(instruction.c)], out, n, instruction.scalars)
      default:
        isFine = booleans(instruction.operation, a, b, addresses[Int(instruction.c)], out, n, instruction.scalars)
      }
      if !isFine { return false }
    }
    return true
  }

  private static func conversion(
    _ operation: KernelOperation, _ a: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer, _ n: Int
  ) -> Bool {
    switch operation {
    case .copy8: out.copyMemory(from: a, byteCount: n * 8)
    case .copy1: out.copyMemory(from: a, byteCount: n)
    case .fill8: out.assumingMemoryBound(to: UInt64.self).update(repeating: a.load(as: UInt64.self), count: n)
    case .fill1: out.assumingMemoryBound(to: UInt8.self).update(repeating: a.load(as: UInt8.self), count: n)
    case .integerToFloat: KernelLoops.map(a, out, n) { (x: Int) in Double(x) }
    case .booleanToFloat: KernelLoops.map(a, out, n) { (x: UInt8) in Double(x) }
    case .booleanToInteger: KernelLoops.map(a, out, n) { (x: UInt8) in Int(x) }
    case .exactIntegerToFloat:
      // Integers beyond 2^53 compare with floats exactly only as integers.
      return KernelLoops.check(a, out, n) { (x: Int) in (Double(x), x.magnitude > 1 << 53 ? -1 : 0) }
    default:
      return KernelLoops.check(a, out, n) { (x: Double) in
        // False for NaN and what lies outside of the range of integers.
        guard x >= -0x1p63 && x < 0x1p63 else { return (0, -1) }
        let integer = Int(x)
        return (integer, Double(integer) == x ? 0 : -1)
      }
    }
    return true
  }

  // MARK: - Floats

  private static func floats(
    _ operation: KernelOperation, _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer,
    _ out: UnsafeMutableRawPointer, _ n: Int, _ scalars: UInt8
  ) -> Bool {
    switch operation {
    case .addF: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in x + y }
    case .subtractF: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in x - y }
    case .multiplyF: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in x * y }
    case .divideF: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in x / y }
    case .negateF: KernelLoops.map(a, out, n) { (x: Double) in -x }
    case .absF: KernelLoops.map(a, out, n) { (x: Double) in abs(x) }
    case .squareF: KernelLoops.map(a, out, n) { (x: Double) in x * x }
    case .cubeF: KernelLoops.map(a, out, n) { (x: Double) in x * x * x }
    case .sqrtF:
      return VectorLoops.squareRoots(
        a.assumingMemoryBound(to: Double.self), into: out.assumingMemoryBound(to: Double.self), count: n)
    case .exponentialF:
      VectorLoops.exponentials(
        a.assumingMemoryBound(to: Double.self), into: out.assumingMemoryBound(to: Double.self), count: n)
    case .minF: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in FloatOrder.smaller(x, y) }
    case .maxF: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in FloatOrder.larger(x, y) }
    case .multiplyBF:
      // `false` is a zero that not even NaN and Inf change.
      KernelLoops.map(a, b, out, n, scalars) { (x: UInt8, y: Double) in
        x != 0 ? y : Double(bitPattern: y.bitPattern & 1 << 63)
      }
    case .powerFI: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Int) in Machine.power(x, y) }
    case .powerFF:
      return KernelLoops.check(a, b, out, n, scalars) { (x: Double, y: Double) in
        (pow(x, y), x < 0 && y != y.rounded() && y.isFinite && x.isFinite ? -1 : 0)
      }
    case .remainderF: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in fmod(x, y) }
    case .moduloF:
      KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in
        let r = fmod(x, y)
        if r == 0 { return copysign(r, y) }
        return (r > 0) != (y > 0) ? r + y : r
      }
    case .floorF: KernelLoops.map(a, out, n) { (x: Double) in x.rounded(.down) }
    case .ceilF: KernelLoops.map(a, out, n) { (x: Double) in x.rounded(.up) }
    case .truncF: KernelLoops.map(a, out, n) { (x: Double) in x.rounded(.towardZero) }
    case .roundF: KernelLoops.map(a, out, n) { (x: Double) in x.rounded(.toNearestOrEven) }
    case .signF: KernelLoops.map(a, out, n) { (x: Double) in x == 0 || x.isNaN ? x : (x < 0 ? -1.0 : 1.0) }
    case .hypotF: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in hypot(x, y) }
    case .atan2F: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in atan2(x, y) }
    default: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in copysign(x, y) }
    }
    return true
  }

  private static func call(
    _ function: NativeFunction.Elementary, _ operation: KernelOperation, _ a: UnsafeMutableRawPointer,
    _ out: UnsafeMutableRawPointer, _ n: Int
  ) -> Bool {
    let body = function.body
    guard operation == .functionInDomainF, let domain = function.domain else {
      KernelLoops.map(a, out, n) { (x: Double) in body(x) }
      return true
    }
    let x = a.assumingMemoryBound(to: Double.self)
    for i in 0..<n where !domain(x[i]) && !x[i].isNaN { return false }
    KernelLoops.map(a, out, n) { (x: Double) in body(x) }
    return true
  }

  private static func comparisons(
    _ operation: KernelOperation, _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer,
    _ c: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer, _ n: Int, _ scalars: UInt8
  ) -> Bool {
    switch operation {
    case .equalF: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in x == y }
    case .notEqualF: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in x != y }
    case .lessF: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in x < y }
    case .lessEqualF: KernelLoops.map(a, b, out, n, scalars) { (x: Double, y: Double) in x <= y }
    case .isNaN: KernelLoops.map(a, out, n) { (x: Double) in x != x }
    case .isFinite: KernelLoops.map(a, out, n) { (x: Double) in abs(x) < .infinity }
    case .isInfinite: KernelLoops.map(a, out, n) { (x: Double) in abs(x) == .infinity }
    default: KernelLoops.select(a, b, c, out, n, scalars, Double.self)
    }
    return true
  }

  // MARK: - Integers

  private static func integers(
    _ operation: KernelOperation, _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer,
    _ c: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer, _ n: Int, _ scalars: UInt8
  ) -> Bool {
    switch operation {
    case .addI:
      // A sum overflowed if its sign is that of neither operand.
      return KernelLoops.check(a, b, out, n, scalars) { (x: Int, y: Int) in
        let sum = x &+ y
        return (sum, (x ^ sum) & (y ^ sum))
      }
    case .subtractI:
      return KernelLoops.check(a, b, out, n, scalars) { (x: Int, y: Int) in
        let difference = x &- y
        return (difference, (x ^ y) & (x ^ difference))
      }
    case .multiplyI:
      return KernelLoops.check(a, b, out, n, scalars) { (x: Int, y: Int) in
        let (product, overflow) = x.multipliedReportingOverflow(by: y)
        return (product, overflow ? -1 : 0)
      }
    case .negateI: return KernelLoops.check(a, out, n) { (x: Int) in (0 &- x, x & (0 &- x)) }
    case .absI:
      return KernelLoops.check(a, out, n) { (x: Int) in
        let result = x < 0 ? 0 &- x : x
        return (result, result)
      }
    case .squareI:
      return KernelLoops.check(a, out, n) { (x: Int) in
        let (product, overflow) = x.multipliedReportingOverflow(by: x)
        return (product, overflow ? -1 : 0)
      }
    case .powerI: return KernelLoops.check(a, b, out, n, scalars) { (x: Int, y: Int) in power(x, y) }
    case .minI: KernelLoops.map(a, b, out, n, scalars) { (x: Int, y: Int) in y < x ? y : x }
    case .maxI: KernelLoops.map(a, b, out, n, scalars) { (x: Int, y: Int) in y > x ? y : x }
    case .signI: KernelLoops.map(a, out, n) { (x: Int) in x.signum() }
    case .quotientI, .floorQuotientI, .remainderI, .moduloI: return divisions(operation, a, b, out, n, scalars)
    case .andI: KernelLoops.map(a, b, out, n, scalars) { (x: Int, y: Int) in x & y }
    case .orI: KernelLoops.map(a, b, out, n, scalars) { (x: Int, y: Int) in x | y }
    case .exclusiveOrI: KernelLoops.map(a, b, out, n, scalars) { (x: Int, y: Int) in x ^ y }
    case .isEven: KernelLoops.map(a, out, n) { (x: Int) in x & 1 == 0 }
    case .equalI: KernelLoops.map(a, b, out, n, scalars) { (x: Int, y: Int) in x == y }
    case .notEqualI: KernelLoops.map(a, b, out, n, scalars) { (x: Int, y: Int) in x != y }
    case .lessI: KernelLoops.map(a, b, out, n, scalars) { (x: Int, y: Int) in x < y }
    case .lessEqualI: KernelLoops.map(a, b, out, n, scalars) { (x: Int, y: Int) in x <= y }
    default: KernelLoops.select(a, b, c, out, n, scalars, Int.self)
    }
    return true
  }

  private static func divisions(
    _ operation: KernelOperation, _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer,
    _ out: UnsafeMutableRawPointer, _ n: Int, _ scalars: UInt8
  ) -> Bool {
    switch operation {
    case .quotientI:
      return KernelLoops.check(a, b, out, n, scalars) { (x: Int, y: Int) in
        y == 0 || y == -1 ? (0 &- x, y == 0 || x == .min ? -1 : 0) : (x / y, 0)
      }
    case .floorQuotientI:
      return KernelLoops.check(a, b, out, n, scalars) { (x: Int, y: Int) in
        if y == 0 || y == -1 { return (0 &- x, y == 0 || x == .min ? -1 : 0) }
        let quotient = x / y
        return (quotient &* y != x && (x < 0) != (y < 0) ? quotient - 1 : quotient, 0)
      }
    case .remainderI:
      return KernelLoops.check(a, b, out, n, scalars) { (x: Int, y: Int) in
        y == 0 || y == -1 ? (0, y == 0 ? -1 : 0) : (x % y, 0)
      }
    default:
      return KernelLoops.check(a, b, out, n, scalars) { (x: Int, y: Int) in
        if y == 0 || y == -1 { return (0, y == 0 ? -1 : 0) }
        let remainder = x % y
        return (remainder != 0 && (remainder < 0) != (y < 0) ? remainder + y : remainder, 0)
      }
    }
  }

  /// x to a power that is not negative, and whether it overflowed.
  @inline(__always) private static func power(_ x: Int, _ exponent: Int) -> (Int, Int) {
    if exponent < 0 { return (0, -1) }
    var result = 1
    var base = x
    var rest = exponent
    var overflowed = false
    while true {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: base)
        result = product
        overflowed = overflowed || overflow
      }
      rest >>= 1
      if rest == 0 { break }
      let (square, overflow) = base.multipliedReportingOverflow(by: base)
      base = square
      overflowed = overflowed || overflow
    }
    return (result, overflowed ? -1 : 0)
  }

  // MARK: - Booleans

  private static func booleans(
    _ operation: KernelOperation, _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer,
    _ c: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer, _ n: Int, _ scalars: UInt8
  ) -> Bool {
    switch operation {
    case .andB: KernelLoops.map(a, b, out, n, scalars) { (x: UInt8, y: UInt8) in x & y }
    case .orB: KernelLoops.map(a, b, out, n, scalars) { (x: UInt8, y: UInt8) in x | y }
    case .exclusiveOrB: KernelLoops.map(a, b, out, n, scalars) { (x: UInt8, y: UInt8) in x ^ y }
    case .notB: KernelLoops.map(a, out, n) { (x: UInt8) in x ^ 1 }
    case .equalB: KernelLoops.map(a, b, out, n, scalars) { (x: UInt8, y: UInt8) in x ^ y ^ 1 }
    default: KernelLoops.select(a, b, c, out, n, scalars, UInt8.self)
    }
    return true
  }
}

/// The smaller and the larger of two floats: NaN wins, and -0.0 is below 0.0.
enum FloatOrder {
  @inline(__always) static func smaller(_ x: Double, _ y: Double) -> Double {
    // Equal numbers differ at most in the sign of zero.
    let ordered = x == y ? Double(bitPattern: x.bitPattern | y.bitPattern) : (x < y ? x : y)
    return x != x ? x : (y != y ? y : ordered)
  }

  @inline(__always) static func larger(_ x: Double, _ y: Double) -> Double {
    let ordered = x == y ? Double(bitPattern: x.bitPattern & y.bitPattern) : (x > y ? x : y)
    return x != x ? x : (y != y ? y : ordered)
  }
}
