// Streams of text: the block's output, buffers, and views of either with a context.

/// A stream of text: what a `show` method is given to write to, `stdout`, and what `IOBuffer()` makes.
public final class TextStream: HostObject {
  private enum Target {
    /// The block's output.
    case output
    /// Bytes that are read and written at ``position``.
    case buffer([UInt8])
    /// Another stream, written to under a context.
    case stream(TextStream)
  }

  private var target: Target
  /// Where the next byte is read or written, in a buffer.
  private var place = 0
  public let isReadOnly: Bool
  /// Whether numbers are cut to six digits; `nil` where nothing is said.
  public private(set) var isCompact: Bool?
  /// Whether long containers are cut to the screen.
  public private(set) var isLimited = false

  public static let bufferType = DataType.named("IOBuffer", supertype: .io)
  public static let contextType = DataType.named("IOContext", supertype: .io)
  public static let outputType = DataType.named("Base.TTY", supertype: .io)

  /// A stream that collects its text, or the block's output.
  public init(isOutput: Bool = false) {
    target = isOutput ? .output : .buffer([])
    isReadOnly = false
    super.init()
  }

  /// A stream that reads text or bytes.
  public init(reading bytes: [UInt8], isWritable: Bool = false) {
    target = .buffer(bytes)
    isReadOnly = !isWritable
    super.init()
  }

  /// A view of another stream with a context: `IOContext(io, :compact => true)`.
  public init(_ stream: TextStream, isCompact: Bool?, isLimited: Bool?, heap: Heap) {
    target = .stream(stream)
    isReadOnly = stream.isReadOnly
    self.isCompact = isCompact ?? stream.isCompact
    self.isLimited = isLimited ?? stream.isLimited
    super.init()
    maker = stream.maker
    heap.retain(Value(stream))
  }

  public override func releaseChildren(_ heap: Heap) {
    if case .stream(let stream) = target { heap.release(Value(stream)) }
  }

  public override var byteCount: Int {
    if case .buffer(let bytes) = target { return bytes.count }
    return 0
  }

  public override var type: DataType {
    switch target {
    case .output: TextStream.outputType
    case .buffer: TextStream.bufferType
    case .stream: TextStream.contextType
    }
  }

  public override func text(_ machine: Machine) throws -> String {
    guard case .buffer(let bytes) = target else { return "\(type)(…)" }
    return "IOBuffer(data=UInt8[...], readable=true, writable=\(!isReadOnly), seekable=true, append=false, "
      + "size=\(bytes.count), maxsize=Inf, ptr=\(place + 1), mark=-1)"
  }

  /// Writes text, which counts against the block's memory or output. The stream must be in the machine's heap.
  public func write(_ text: String, _ machine: Machine) throws {
    switch target {
    case .output: try machine.print(text)
    case .stream(let stream): try stream.write(text, machine)
    case .buffer: try write(bytes: Array(text.utf8), machine)
    }
  }

  /// Writes bytes at the place of a buffer.
  public func write(bytes: [UInt8], _ machine: Machine) throws {
    switch target {
    case .output: try machine.print(String(decoding: bytes, as: UTF8.self))
    case .stream(let stream): try stream.write(bytes: bytes, machine)
    case .buffer(var buffer):
      if isReadOnly { throw RuntimeError.argument("ensureroom failed, IOBuffer is not writeable") }
      if place + bytes.count > Printer.byteLimit { throw RuntimeError.outputLimit(Printer.byteLimit) }
      // The enum gives its bytes up first, so that appending copies nothing.
      target = .buffer([])
      let overwritten = min(bytes.count, buffer.count - place)
      if overwritten > 0 { buffer.replaceSubrange(place..<place + overwritten, with: bytes[..<overwritten]) }
      buffer += bytes[max(0, overwritten)...]
      target = .buffer(buffer)
      place += bytes.count
      machine.heap.adjust(bytes: bytes.count - max(0, overwritten))
    }
  }

  /// Takes what was written to a buffer.
  public func take(_ machine: Machine) -> String { String(decoding: takeBytes(machine), as: UTF8.self) }

  public func takeBytes(_ machine: Machine) -> [UInt8] {
    switch target {
    case .output: return []
    case .stream(let stream): return stream.takeBytes(machine)
    case .buffer(let bytes):
      target = .buffer([])
      place = 0
      machine.heap.adjust(bytes: -bytes.count)
      return bytes
    }
  }

  // MARK: - Reading

  /// Where the next byte is read, counted from zero; `nil` for the block's output.
  public var position: Int? {
    switch target {
    case .output: nil
    case .stream(let stream): stream.position
    case .buffer: place
    }
  }

  /// The number of bytes of a buffer.
  public var byteCountOfBuffer: Int {
    switch target {
    case .output: 0
    case .stream(let stream): stream.byteCountOfBuffer
    case .buffer(let bytes): bytes.count
    }
  }

  /// Reads on at another place, between the beginning and the end.
  public func seek(to position: Int) {
    if case .stream(let stream) = target { return stream.seek(to: position) }
    place = min(max(0, position), byteCountOfBuffer)
  }

  /// Gives up what lies behind so many bytes.
  public func truncate(to count: Int, _ machine: Machine) {
    switch target {
    case .output: break
    case .stream(let stream): stream.truncate(to: count, machine)
    case .buffer(let bytes):
      target = .buffer(Array(bytes.prefix(count)))
      machine.heap.adjust(bytes: min(0, count - bytes.count))
    }
    place = min(place, count)
  }

  /// The bytes that are left to read.
  public var rest: ArraySlice<UInt8> {
    switch target {
    case .output: []
    case .stream(let stream): stream.rest
    case .buffer(let bytes): bytes[min(place, bytes.count)...]
    }
  }

  /// Reads at most so many bytes.
  public func read(_ count: Int) -> ArraySlice<UInt8> {
    if case .stream(let stream) = target { return stream.read(count) }
    let bytes = rest.prefix(max(0, count))
    place += bytes.count
    return bytes
  }

  /// Reads up to and with a sequence of bytes, or to the end where it does not come.
  public func read(through delimiter: [UInt8]) -> (bytes: ArraySlice<UInt8>, isFound: Bool) {
    let rest = rest
    guard let first = delimiter.first else { return ([], true) }
    var place = rest.startIndex
    while let start = rest[place...].firstIndex(of: first) {
      if rest[start...].starts(with: delimiter) { return (read(start - rest.startIndex + delimiter.count), true) }
      place = start + 1
    }
    return (read(rest.count), false)
  }
}

/// `MIME("text/plain")`: the format that a `show` method is asked for.
public final class MIMEObject: HostObject {
  public let name: String

  public init(_ name: String) {
    self.name = name
    super.init()
  }

  public override var type: DataType { MIMEObject.type(named: name) }
  public override var isImmutable: Bool { true }

  /// `MIME{Symbol("text/plain")}`, which is also written `MIME"text/plain"`.
  public static func type(named name: String) -> DataType { .parametric("MIME", [.symbol(name)], supertype: .any) }

  public override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    (other.host as? MIMEObject)?.name == name
  }

  public override func text(_ machine: Machine) throws -> String { "MIME type \(name)" }
}
