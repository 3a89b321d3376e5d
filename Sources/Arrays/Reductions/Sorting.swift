// Sorting numbers and finding their order.
import CKernels

extension DenseArray where Element == Double {
  /// The elements in ascending order: -0.0 before 0.0 and NaN last; descending puts NaN first.
  public func sorted(descending: Bool = false) -> DenseArray {
    let result = DenseArray(uninitializedShape: shape)
    Sorting.sort(buffer.elements, into: result.buffer.elements, Sorting.order(isFloat: true, descending))
    return result
  }

  /// Sorts the elements as `sorted` does.
  public mutating func sort(descending: Bool = false) {
    withUnsafeMutableBufferPointer { Sorting.sort($0, into: $0, Sorting.order(isFloat: true, descending)) }
  }

  /// The positions of the elements in sorted order; equal elements keep their order.
  public func sortedOrder(descending: Bool = false) -> [Int] {
    Sorting.positions(buffer.elements, Sorting.order(isFloat: true, descending))
  }
}

extension DenseArray where Element == Int {
  /// The elements in ascending or descending order.
  public func sorted(descending: Bool = false) -> DenseArray {
    let result = DenseArray(uninitializedShape: shape)
    Sorting.sort(buffer.elements, into: result.buffer.elements, Sorting.order(isFloat: false, descending))
    return result
  }

  /// Sorts the elements in ascending or descending order.
  public mutating func sort(descending: Bool = false) {
    withUnsafeMutableBufferPointer { Sorting.sort($0, into: $0, Sorting.order(isFloat: false, descending)) }
  }

  /// The positions of the elements in sorted order; equal elements keep their order.
  public func sortedOrder(descending: Bool = false) -> [Int] {
    Sorting.positions(buffer.elements, Sorting.order(isFloat: false, descending))
  }
}

/// Sorting of numbers where they are.
public enum Sorting {
  /// Sorts the numbers as `DenseArray.sort` does.
  public static func sort(_ numbers: UnsafeMutableBufferPointer<Double>, descending: Bool = false) {
    sort(numbers, into: numbers, order(isFloat: true, descending))
  }

  /// Sorts the numbers in ascending or descending order.
  public static func sort(_ numbers: UnsafeMutableBufferPointer<Int>, descending: Bool = false) {
    sort(numbers, into: numbers, order(isFloat: false, descending))
  }

  fileprivate static func order(isFloat: Bool, _ descending: Bool) -> UInt32 {
    UInt32(isFloat ? ckernels_floats : 0) | UInt32(descending ? ckernels_descending : 0)
  }

  fileprivate static func sort<Element>(
    _ elements: UnsafeMutableBufferPointer<Element>, into result: UnsafeMutableBufferPointer<Element>, _ order: UInt32
  ) {
    guard let source = elements.baseAddress, let target = result.baseAddress, elements.count > 0 else { return }
    ckernels_sort(words(source), words(target), elements.count, order)
  }

  fileprivate static func positions<Element>(_ elements: UnsafeMutableBufferPointer<Element>, _ order: UInt32) -> [Int] {
    let count = elements.count
    guard let source = elements.baseAddress, count > 0 else { return [] }
    let scratch = LargeMemory.allocate(Int64.self, capacity: count * 4)
    defer { LargeMemory.deallocate(scratch, capacity: count * 4) }
    return [Int](unsafeUninitializedCapacity: count) { result, initializedCount in
      guard let target = result.baseAddress else { return }
      ckernels_sort_positions(words(source), words(target), scratch, count, order)
      initializedCount = count
    }
  }

  private static func words<Element>(_ start: UnsafeMutablePointer<Element>) -> UnsafeMutablePointer<Int64> {
    UnsafeMutableRawPointer(start).assumingMemoryBound(to: Int64.self)
  }
}
