// Products of sizes that users give, which may pass every integer, and room for what they count.

import Arrays

extension Heap {
  /// Checks that `count` items of `stride` bytes each may be made.
  /// - Throws: `MemoryLimit`, which a block cannot catch.
  public func reserve(count: Int, stride: Int) throws {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: stride)
    try reserve(bytes: overflow ? Int.max / 2 : bytes)
  }

  /// Checks that an array of the shape may be made, and gives its number of elements.
  /// - Throws: `ArgumentError` where no integer counts the elements, `MemoryLimit` where there is no room for them.
  @discardableResult public func reserve(shape: [Int], stride: Int = 8) throws -> Int {
    guard let count = DenseArray<Value>.elementCount(of: shape) else {
      throw RuntimeError.argument("invalid Array dimensions")
    }
    try reserve(count: count, stride: stride)
    return count
  }
}

extension Array where Element == Int {
  /// The number of elements of an array, or of a lazy collection, of this shape.
  /// - Throws: `OverflowError` where no integer counts them.
  public func elementCount() throws -> Int {
    guard let count = DenseArray<Value>.elementCount(of: self) else {
      throw RuntimeError("OverflowError", "no integer counts the elements of an array of size \(self)")
    }
    return count
  }

  /// The number of elements, at most the largest integer.
  public var clampedElementCount: Int { DenseArray<Value>.elementCount(of: self) ?? Int.max }
}
