// Text as an object of the heap: a string of Swift, bytes of UTF-8, or both once both were asked for.

/// A string of the language; the fast tier of the machine goes through its bytes (`CMachine/values.h`).
public final class StringObject: HeapObject {
  /// The text in UTF-8, once something asked for it.
  private(set) var bytes: UnsafePointer<UInt8>?
  /// The number of bytes.
  private(set) var count: Int
  /// The number of characters, -1 until something asks for it.
  private(set) var length: Int
  /// What `bytes` points into.
  private var buffer: TextBuffer?
  private var text: String?
  /// The bytes of a short text, to which `bytes` points then.
  private var short = (UInt64(0), UInt64(0), UInt64(0))
  static let shortCapacity = 24
  /// Whether it was cut out of another text, so that its type is `SubString{String}`.
  public let isPart: Bool

  public init(_ string: String, isPart: Bool = false) {
    text = string
    count = string.utf8.count
    length = -1
    self.isPart = isPart
    super.init(tag: .string)
    if count <= StringObject.shortCapacity {
      var string = string
      string.withUTF8 { fill($0, length: -1) }
    }
  }

  /// A text of at most `shortCapacity` bytes, which must be UTF-8.
  init(short source: UnsafeBufferPointer<UInt8>, length: Int) {
    count = 0
    self.length = -1
    isPart = false
    super.init(tag: .string)
    fill(source, length: length)
  }

  /// Writes a short text into the object, where it stays: an object does not move.
  private func fill(_ source: UnsafeBufferPointer<UInt8>, length: Int) {
    count = source.count
    self.length = length
    withUnsafeMutableBytes(of: &short) { storage in
      storage.copyMemory(from: UnsafeRawBufferPointer(source))
      bytes = storage.baseAddress.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) }
    }
  }

  /// Whether the bytes are in the object itself.
  private var isShort: Bool { buffer == nil && bytes != nil }

  /// Empties a short text that nothing refers to any more, so that its memory can hold another.
  func prepareForReuse() -> Bool {
    guard isShort, !isPart else { return false }
    if text != nil { text = nil }
    return true
  }

  /// Lets the object hold another short text.
  func reuse(_ source: UnsafeBufferPointer<UInt8>, length: Int) { fill(source, length: length) }

  /// The first `count` bytes of a buffer, which must be UTF-8; takes over one reference to the buffer.
  init(_ buffer: TextBuffer, count: Int, length: Int = -1) {
    self.buffer = buffer
    bytes = UnsafePointer(buffer.bytes)
    self.count = count
    self.length = length
    isPart = false
    super.init(tag: .string)
  }

  deinit { buffer?.release() }

  // Of a short text always the same: it may be filled with another.
  public override var byteCount: Int { isShort ? 32 : 32 + count }

  public var string: String {
    if let text { return text }
    let made = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    text = made
    return made
  }

  /// The text in UTF-8, which lives as long as the object.
  public var utf8: UnsafeBufferPointer<UInt8> {
    if let bytes { return UnsafeBufferPointer(start: bytes, count: count) }
    let buffer = TextBuffer(capacity: count)
    copyBytes(to: buffer.bytes)
    self.buffer = buffer
    bytes = UnsafePointer(buffer.bytes)
    return UnsafeBufferPointer(start: bytes, count: count)
  }

  /// Writes the bytes to memory with room for them.
  func copyBytes(to target: UnsafeMutablePointer<UInt8>) {
    if let bytes {
      target.update(from: bytes, count: count)
    } else if var text {
      text.withUTF8 { source in
        if let start = source.baseAddress { target.update(from: start, count: source.count) }
      }
    }
  }

  /// The number of characters.
  public var characterCount: Int {
    if length < 0 {
      if let bytes {
        length = TextBuffer.characterCount(UnsafeBufferPointer(start: bytes, count: count))
      } else if var text {
        length = text.withUTF8 { TextBuffer.characterCount($0) }
      }
    }
    return length
  }

  /// The character that begins at a byte of UTF-8.
  static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Unicode.Scalar {
    let lead = UInt32(bytes[position])
    if lead < 0x80 { return Unicode.Scalar(UInt8(lead)) }
    let count = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var code = lead & (0xFF >> UInt32(count + 1))
    for next in position + 1..<position + count { code = code << 6 | UInt32(bytes[next] & 0x3F) }
    return Unicode.Scalar(code) ?? "\u{FFFD}"
  }

  /// This text with another after it. Text that grows at its end again and again is not copied each time: the bytes of a
  /// string never change, so a longer one may share them.
  func appending(_ other: StringObject) -> StringObject {
    let total = count + other.count
    let sum = length >= 0 && other.length >= 0 ? length + other.length : -1
    if let buffer, buffer.used == count, buffer.capacity >= total {
      other.copyBytes(to: buffer.bytes + count)
      buffer.used = total
      buffer.retain()
      return StringObject(buffer, count: total, length: sum)
    }
    // What was itself put together will grow further.
    let result = TextBuffer(capacity: buffer == nil ? total : 2 * total)
    copyBytes(to: result.bytes)
    other.copyBytes(to: result.bytes + count)
    result.used = total
    return StringObject(result, count: total, length: sum)
  }
}

/// Memory for bytes with a count of references that is not atomic, as that of objects of the heap.
struct TextBuffer {
  private struct Header {
    var references: Int
    var used: Int
    var capacity: Int
  }

  private let header: UnsafeMutablePointer<Header>

  /// A buffer with one reference, all of it in use.
  init(capacity: Int) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: MemoryLayout<Header>.size + max(capacity, 8), alignment: 8)
    header = memory.initializeMemory(as: Header.self, to: Header(references: 1, used: capacity, capacity: capacity))
  }

  var bytes: UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer(header + 1).assumingMemoryBound(to: UInt8.self)
  }
  var capacity: Int { header.pointee.capacity }
  /// How many bytes some string holds.
  var used: Int {
    get { header.pointee.used }
    nonmutating set { header.pointee.used = newValue }
  }

  func retain() { header.pointee.references += 1 }

  func release() {
    header.pointee.references -= 1
    if header.pointee.references == 0 { UnsafeMutableRawPointer(header).deallocate() }
  }

  /// The number of characters of UTF-8: the bytes that begin one.
  static func characterCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in bytes where Int8(bitPattern: byte) >= -0x40 { count &+= 1 }
    return count
  }
}

extension Value {
  /// The number of characters of a string.
  public var characterCount: Int? { tag == .string ? peek(StringObject.self) { $0.characterCount } : nil }

  /// Looks at the bytes of a string, which live as long as it.
  @inline(__always) public var utf8: UnsafeBufferPointer<UInt8>? {
    tag == .string ? peek(StringObject.self) { $0.utf8 } : nil
  }
}

extension Heap {
  /// A string of UTF-8, counted for the caller; a short one in memory that held another where there is some.
  func own(text: UnsafeBufferPointer<UInt8>, length: Int) -> Value {
    if text.count <= StringObject.shortCapacity {
      if let spare = spareText() {
        spare._withUnsafeGuaranteedRef { $0.reuse(text, length: length) }
        return Value(tag: .string, bits: UInt64(UInt(bitPattern: spare.toOpaque())))
      }
      return own(StringObject(short: text, length: length))
    }
    let buffer = TextBuffer(capacity: text.count)
    if let source = text.baseAddress { buffer.bytes.update(from: source, count: text.count) }
    return own(StringObject(buffer, count: text.count, length: length))
  }

  /// What was written since a mark, which is given up, as a string that is counted for the caller.
  func own(textOf scratch: TextScratch, from mark: Int, length: Int = -1) -> Value {
    let value = own(text: scratch.bytes(from: mark), length: length)
    scratch.drop(to: mark)
    return value
  }
}
