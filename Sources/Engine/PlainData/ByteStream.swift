// Bytes written one after the other, and read again by somebody who does not trust them.

/// Collects numbers and texts as bytes.
public struct ByteWriter {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public mutating func write(byte: UInt8) { bytes.append(byte) }

  public mutating func write(word: UInt64) {
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }

  public mutating func write(count: Int) { write(word: UInt64(count)) }

  /// Bytes with their number before them.
  public mutating func write(_ content: some Collection<UInt8>) {
    write(count: content.count)
    bytes += content
  }

  public mutating func write(_ text: String) { write(text.utf8) }

  mutating func write(raw content: UnsafeRawBufferPointer) { bytes.append(contentsOf: content) }
}

/// Takes apart what a ``ByteWriter`` wrote; gives `nil` where the bytes cannot be that.
public struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  public var isAtEnd: Bool { position == bytes.count }

  public mutating func byte() -> UInt8? { take(1)?.first }

  public mutating func word() -> UInt64? {
    take(8).map { $0.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
  }

  /// A number of things that take at least so many bytes each, which must be there.
  public mutating func count(ofSize size: Int = 1) -> Int? {
    guard let word = word(), word <= UInt64((bytes.count - position) / size) else { return nil }
    return Int(word)
  }

  /// Bytes with their number before them.
  public mutating func content() -> [UInt8]? { count().flatMap { take($0) }.map(Array.init) }

  public mutating func text() -> String? {
    content().flatMap { String(validating: $0, as: UTF8.self) }
  }

  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count <= bytes.count - position else { return nil }
    defer { position += count }
    return bytes[position..<position + count]
  }
}
