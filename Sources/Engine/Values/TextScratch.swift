// Writing text: bytes in the making, and how values are written into them.

/// Bytes in the making, used like a stack: whoever writes takes what is above the mark where it began.
public final class TextScratch {
  public private(set) var count = 0
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int

  init() {
    capacity = 256
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  /// Room for so many more bytes.
  @inline(__always) func room(_ size: Int) -> UnsafeMutablePointer<UInt8> {
    if count + size > capacity { grow(size) }
    return start + count
  }

  @inline(never) private func grow(_ size: Int) {
    capacity = max(2 * capacity, count + size)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }

  public func append(_ byte: UInt8) {
    room(1).pointee = byte
    count += 1
  }

  public func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    room(bytes.count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Writes what `transform` makes of each byte.
  @inline(__always)
  public func append(_ bytes: UnsafeBufferPointer<UInt8>, _ transform: (UInt8) -> UInt8) {
    let target = room(bytes.count)
    for position in 0..<bytes.count { target[position] = transform(bytes[position]) }
    count += bytes.count
  }

  func append(_ text: StringObject) {
    text.copyBytes(to: room(text.count))
    count += text.count
  }

  public func append(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  public func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII { return append(UInt8(truncatingIfNeeded: scalar.value)) }
    for byte in UTF8.encode(scalar).unsafelyUnwrapped { append(byte) }
  }

  /// An integer in a base from 2 to 36, with zeros in front up to a number of digits.
  public func append(_ value: Int, radix: Int = 10, digits: Int = 1) {
    var magnitude = UInt64(value.magnitude)
    if value < 0 { append(UInt8(ascii: "-")) }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
      var first = 64
      repeat {
        first -= 1
        var digit: UInt64
        if radix == 10 {
          (magnitude, digit) = magnitude.quotientAndRemainder(dividingBy: 10)
        } else if radix == 16 {
          digit = magnitude & 15
          magnitude >>= 4
        } else {
          (magnitude, digit) = magnitude.quotientAndRemainder(dividingBy: UInt64(radix))
        }
        digit += digit < 10 ? 48 : 87
        buffer[first] = UInt8(truncatingIfNeeded: digit)
      } while magnitude > 0
      for _ in 0..<max(0, digits - (64 - first)) { append(48) }
      append(UnsafeBufferPointer(rebasing: buffer[first...]))
    }
  }

  /// What was written since a mark.
  public func bytes(from mark: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start + mark, count: count - mark)
  }

  /// Gives up what was written since a mark.
  public func drop(to mark: Int) { count = mark }
}

extension Machine {
  /// Writes what `print` writes of a value.
  public func write(_ value: Value, to scratch: TextScratch) throws {
    if !writePlain(value, to: scratch) { scratch.append(try printedText(of: value)) }
  }

  /// Writes an integer, a string or a character; gives false for any other value.
  @inline(__always) public func writePlain(_ value: Value, to scratch: TextScratch) -> Bool {
    switch value.tag {
    case .string: value.peek(StringObject.self) { scratch.append($0) }
    case .integer: scratch.append(value.unsafeInteger)
    case .character: scratch.append(Unicode.Scalar(UInt32(truncatingIfNeeded: value.bits)) ?? "\u{FFFD}")
    default: return false
    }
    return true
  }

  /// The text that `body` writes.
  public func text(_ body: (TextScratch) throws -> Void) throws -> Value {
    let mark = scratch.count
    do {
      try body(scratch)
    } catch {
      scratch.drop(to: mark)
      throw error
    }
    try heap.reserve(bytes: scratch.count - mark)
    return heap.pooled(heap.own(textOf: scratch, from: mark))
  }
}
