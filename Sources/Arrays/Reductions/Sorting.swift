// Sorting numbers and finding their order: insertion sort for a few, radix sort on 64-bit keys for many, both stable.

extension DenseArray where Element == Double {
  /// The elements in ascending order: -0.0 before 0.0 and NaN last; descending puts NaN first.
  public func sorted(descending: Bool = false) -> DenseArray {
    var result = self
    result.sort(descending: descending)
    return result
  }

  /// Sorts the elements as `sorted` does.
  public mutating func sort(descending: Bool = false) {
    withUnsafeMutableBufferPointer { values in
      let keys = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: values.count)
      defer { keys.deallocate() }
      for i in 0..<values.count { keys[i] = RadixSort.key(values[i], descending) }
      RadixSort.sort(keys)
      for i in 0..<values.count { values[i] = RadixSort.double(keys[i], descending) }
    }
  }

  /// The positions of the elements in sorted order; equal elements keep their order.
  public func sortedOrder(descending: Bool = false) -> [Int] {
    withUnsafeBufferPointer { values in
      RadixSort.order(count: values.count) { RadixSort.key(values[$0], descending) }
    }
  }
}

extension DenseArray where Element == Int {
  /// The elements in ascending or descending order.
  public func sorted(descending: Bool = false) -> DenseArray {
    var result = self
    result.sort(descending: descending)
    return result
  }

  /// Sorts the elements in ascending or descending order.
  public mutating func sort(descending: Bool = false) {
    withUnsafeMutableBufferPointer { values in
      let keys = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: values.count)
      defer { keys.deallocate() }
      for i in 0..<values.count { keys[i] = RadixSort.key(values[i], descending) }
      RadixSort.sort(keys)
      for i in 0..<values.count { values[i] = RadixSort.integer(keys[i], descending) }
    }
  }

  /// The positions of the elements in sorted order; equal elements keep their order.
  public func sortedOrder(descending: Bool = false) -> [Int] {
    withUnsafeBufferPointer { values in
      RadixSort.order(count: values.count) { RadixSort.key(values[$0], descending) }
    }
  }
}

/// Sorting of unsigned keys that order as the numbers they stand for.
enum RadixSort {
  private static let signBit: UInt64 = 1 << 63

  /// A key that orders as the total order of numbers. All NaN become one, above infinity.
  @inline(__always) static func key(_ value: Double, _ descending: Bool) -> UInt64 {
    let bits = value.isNaN ? Double.nan.bitPattern : value.bitPattern
    let key = bits & signBit == 0 ? bits | signBit : ~bits
    return descending ? ~key : key
  }

  @inline(__always) static func double(_ key: UInt64, _ descending: Bool) -> Double {
    let key = descending ? ~key : key
    return Double(bitPattern: key & signBit == 0 ? ~key : key & ~signBit)
  }

  @inline(__always) static func key(_ value: Int, _ descending: Bool) -> UInt64 {
    let key = UInt64(bitPattern: Int64(value)) ^ signBit
    return descending ? ~key : key
  }

  @inline(__always) static func integer(_ key: UInt64, _ descending: Bool) -> Int {
    Int(Int64(bitPattern: (descending ? ~key : key) ^ signBit))
  }

  /// Sorts keys in ascending order.
  static func sort(_ keys: UnsafeMutableBufferPointer<UInt64>) {
    let count = keys.count
    if count < 128 {
      for i in 1..<max(1, count) {
        let key = keys[i]
        var j = i
        while j > 0 && keys[j - 1] > key {
          keys[j] = keys[j - 1]
          j -= 1
        }
        keys[j] = key
      }
      return
    }
    let scratch = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: count)
    defer { scratch.deallocate() }
    var (source, target) = (keys, scratch)
    for shift in digitShifts(count, { keys[$0] }) {
      var offsets = digitOffsets(count, shift) { source[$0] }
      for i in 0..<count {
        let digit = digit(source[i], shift)
        target[offsets[digit]] = source[i]
        offsets[digit] += 1
      }
      swap(&source, &target)
    }
    if source.baseAddress != keys.baseAddress { _ = keys.update(fromContentsOf: source) }
  }

  /// The positions 0..<count in ascending order of their keys, equal ones in their original order.
  static func order(count: Int, _ key: (Int) -> UInt64) -> [Int] {
    var source = Array(0..<count)
    let keys = (0..<count).map(key)
    if count < 128 {
      for i in 1..<max(1, count) {
        let index = source[i]
        var j = i
        while j > 0 && keys[source[j - 1]] > keys[index] {
          source[j] = source[j - 1]
          j -= 1
        }
        source[j] = index
      }
      return source
    }
    var target = source
    for shift in digitShifts(count, { keys[$0] }) {
      var offsets = digitOffsets(count, shift) { keys[source[$0]] }
      for index in source {
        let digit = digit(keys[index], shift)
        target[offsets[digit]] = index
        offsets[digit] += 1
      }
      swap(&source, &target)
    }
    return source
  }

  private static let digitBits: UInt64 = 11

  @inline(__always) private static func digit(_ key: UInt64, _ shift: UInt64) -> Int {
    Int((key >> shift) & ((1 << digitBits) - 1))
  }

  /// The positions of the digits in which the keys differ at all, from the lowest.
  private static func digitShifts(_ count: Int, _ key: (Int) -> UInt64) -> [UInt64] {
    var varying: UInt64 = 0
    let first = key(0)
    for i in 1..<count { varying |= key(i) ^ first }
    return stride(from: UInt64(0), to: 64, by: Int(digitBits)).filter { digit(varying, $0) != 0 }
  }

  /// Where the keys with each digit start in the sorted sequence.
  @inline(__always) private static func digitOffsets(
    _ count: Int, _ shift: UInt64, _ key: (Int) -> UInt64
  ) -> [Int] {
    var offsets = [Int](repeating: 0, count: 1 << Int(digitBits))
    for i in 0..<count { offsets[digit(key(i), shift)] += 1 }
    var next = 0
    for digit in offsets.indices {
      let count = offsets[digit]
      offsets[digit] = next
      next += count
    }
    return offsets
  }
}
