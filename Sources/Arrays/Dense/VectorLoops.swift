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

  /// The smallest of at least one number: NaN if there is one, and -0.0 is below 0.0.
  public static func minimum(_ x: UnsafePointer<Double>, count: Int) -> Double { ckernels_minimum(x, count) }

  /// The largest of at least one number: NaN if there is one, and -0.0 is below 0.0.
  public static func maximum(_ x: UnsafePointer<Double>, count: Int) -> Double { ckernels_maximum(x, count) }
}
