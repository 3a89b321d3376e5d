// The loops of the kernels: simple enough for the compiler to make them of vector instructions.

/// Loops over blocks. `scalars` tells which operands are one value: bit 0 the first, bit 1 the second.
enum KernelLoops {
  @inline(__always) static func map<A, R>(
    _ a: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer, _ count: Int, _ body: (A) -> R
  ) {
    let x = UnsafePointer(a.assumingMemoryBound(to: A.self))
    let result = out.assumingMemoryBound(to: R.self)
    for i in 0..<count { result[i] = body(x[i]) }
  }

  @inline(__always) static func map<A, B, R>(
    _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer, _ count: Int,
    _ scalars: UInt8, _ body: (A, B) -> R
  ) {
    let x = UnsafePointer(a.assumingMemoryBound(to: A.self))
    let y = UnsafePointer(b.assumingMemoryBound(to: B.self))
    let result = out.assumingMemoryBound(to: R.self)
    switch scalars & 3 {
    case 0: for i in 0..<count { result[i] = body(x[i], y[i]) }
    case 1:
      let first = x[0]
      for i in 0..<count { result[i] = body(first, y[i]) }
    case 2:
      let second = y[0]
      for i in 0..<count { result[i] = body(x[i], second) }
    default: result[0] = body(x[0], y[0])
    }
  }

  /// A loop whose body also gives bits that must all stay below the sign bit.
  @inline(__always) static func check<A, R>(
    _ a: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer, _ count: Int, _ body: (A) -> (R, Int)
  ) -> Bool {
    let x = UnsafePointer(a.assumingMemoryBound(to: A.self))
    let result = out.assumingMemoryBound(to: R.self)
    var flags = 0
    for i in 0..<count {
      let (value, flag) = body(x[i])
      result[i] = value
      flags |= flag
    }
    return flags >= 0
  }

  @inline(__always) static func check<A, B, R>(
    _ a: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ out: UnsafeMutableRawPointer, _ count: Int,
    _ scalars: UInt8, _ body: (A, B) -> (R, Int)
  ) -> Bool {
    let x = UnsafePointer(a.assumingMemoryBound(to: A.self))
    let y = UnsafePointer(b.assumingMemoryBound(to: B.self))
    let result = out.assumingMemoryBound(to: R.self)
    var flags = 0
    switch scalars & 3 {
    case 0:
      for i in 0..<count {
        let (value, flag) = body(x[i], y[i])
        result[i] = value
        flags |= flag
      }
    case 1:
      let first = x[0]
      for i in 0..<count {
        let (value, flag) = body(first, y[i])
        result[i] = value
        flags |= flag
      }
    case 2:
      let second = y[0]
      for i in 0..<count {
        let (value, flag) = body(x[i], second)
        result[i] = value
        flags |= flag
      }
    default:
      let (value, flag) = body(x[0], y[0])
      result[0] = value
      flags = flag
    }
    return flags >= 0
  }

  /// `condition ? b : c`.
  @inline(__always) static func select<R>(
    _ condition: UnsafeMutableRawPointer, _ b: UnsafeMutableRawPointer, _ c: UnsafeMutableRawPointer,
    _ out: UnsafeMutableRawPointer, _ count: Int, _ scalars: UInt8, _ type: R.Type
  ) {
    let test = UnsafePointer(condition.assumingMemoryBound(to: UInt8.self))
    let x = UnsafePointer(b.assumingMemoryBound(to: R.self))
    let y = UnsafePointer(c.assumingMemoryBound(to: R.self))
    let result = out.assumingMemoryBound(to: R.self)
    switch scalars & 7 {
    case 0: for i in 0..<count { result[i] = test[i] != 0 ? x[i] : y[i] }
    case 2:
      let first = x[0]
      for i in 0..<count { result[i] = test[i] != 0 ? first : y[i] }
    case 4:
      let second = y[0]
      for i in 0..<count { result[i] = test[i] != 0 ? x[i] : second }
    case 6:
      let (first, second) = (x[0], y[0])
      for i in 0..<count { result[i] = test[i] != 0 ? first : second }
    default:
      // The condition is one for all.
      let (source, step) = test[0] != 0 ? (x, scalars & 2 == 0 ? 1 : 0) : (y, scalars & 4 == 0 ? 1 : 0)
      let length = scalars & 7 == 7 ? 1 : count
      for i in 0..<length { result[i] = source[i * step] }
    }
  }
}
