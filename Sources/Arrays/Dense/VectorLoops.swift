// Loops over packed numbers in the vector instructions of the machine.
import CKernels

/// Loops for those who work on memory of their own.
public enum VectorLoops {
  /// Writes the square roots of `count` numbers; false if one of the numbers is negative.
  public static func squareRoots(
    _ x: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>, count: Int
  ) -> Bool {
    ckernels_square_root(x, result, count)
  }

  /// The exponential, within 0.52 units in the last place and the same on every machine.
  public static func exponential(_ x: Double) -> Double { ckernels_exponential_of(x) }

  /// Writes the exponentials of `count` numbers: what `exponential` gives for each.
  public static func exponentials(_ x: UnsafePointer<Double>, into result: UnsafeMutablePointer<Double>, count: Int) {
    ckernels_exponential(x, result, count)
  }

  /// Copies those of `count` elements of 8 bytes whose byte in `mask` is not 0.
  ///
  /// - Parameter wanted: their number, for which `result` has room.
  public static func select(
    _ elements: UnsafeRawPointer, where mask: UnsafeRawPointer, into result: UnsafeMutableRawPointer,
    taking wanted: Int, of count: Int
  ) {
    ckernels_select(
      elements.assumingMemoryBound(to: Int64.self), mask.assumingMemoryBound(to: UInt8.self),
      result.assumingMemoryBound(to: Int64.self), wanted, count)
  }

  /// Whether no number is NaN or infinite.
  static func areFinite(_ x: UnsafePointer<Double>, count: Int) -> Bool {
    typealias Lanes = SIMD4<Double>
    let memory = UnsafeRawPointer(x)
    let whole = count / 8 * 8
    // Zero times a number is zero, unless it is not finite: then it is NaN, which stays.
    var (first, second) = (Lanes.zero, Lanes.zero)
    var i = 0
    while i < whole {
      // Looking now and then, to end early.
      let end = min(whole, i + 1024)
      while i < end {
        let offset = i * MemoryLayout<Double>.stride
        first += memory.loadUnaligned(fromByteOffset: offset, as: Lanes.self) * Lanes.zero
        second += memory.loadUnaligned(fromByteOffset: offset + MemoryLayout<Lanes>.size, as: Lanes.self) * Lanes.zero
        i += 8
      }
      if (first + second).sum() != 0 { return false }
    }
    for k in whole..<count where !x[k].isFinite { return false }
    return true
  }

  /// Σ |xᵢ|, in four sums that do not wait for each other; NaN if a number is.
  static func absoluteSum(_ x: UnsafePointer<Double>, count: Int) -> Double {
    typealias Lanes = SIMD4<Double>
    let memory = UnsafeRawPointer(x)
    let whole = count / 4 * 4
    let magnitude = SIMD4<UInt64>(repeating: .max >> 1)
    var sums = Lanes.zero
    for i in stride(from: 0, to: whole, by: 4) {
      let lanes = memory.loadUnaligned(fromByteOffset: i * MemoryLayout<Double>.stride, as: Lanes.self)
      sums += unsafeBitCast(unsafeBitCast(lanes, to: SIMD4<UInt64>.self) & magnitude, to: Lanes.self)
    }
    var sum = sums.sum()
    for i in whole..<count { sum += x[i].magnitude }
    return sum
  }

  /// The smallest of at least one number: NaN if there is one, and -0.0 is below 0.0.
  public static func minimum(_ x: UnsafePointer<Double>, count: Int) -> Double { ckernels_minimum(x, count) }

  /// The largest of at least one number: NaN if there is one, and -0.0 is below 0.0.
  public static func maximum(_ x: UnsafePointer<Double>, count: Int) -> Double { ckernels_maximum(x, count) }
}
