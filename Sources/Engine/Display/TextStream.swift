// Streams of text: the block's output, buffers, and views of either with a context.

/// A stream of text: what a `show` method is given to write to, `stdout`, and what `IOBuffer()` makes.
public final class TextStream: HostObject {
  private enum Target {
    /// The block's output.
    case output
    case buffer(String)
    /// Another stream, written to under a context.
    case stream(TextStream)
  }

  private var target: Target
  /// Whether numbers are cut to six digits; `nil` where nothing is said.
  public private(set) var isCompact: Bool?
  /// Whether long containers are cut to the screen.
  public private(set) var isLimited = false

  public static let bufferType = DataType.named("IOBuffer", supertype: .io)
  public static let contextType = DataType.named("IOContext", supertype: .io)
  public static let outputType = DataType.named("Base.TTY", supertype: .io)

  /// A stream that collects its text, or the block's output.
  public init(isOutput: Bool = false) {
    target = isOutput ? .output : .buffer("")
    super.init()
  }

  /// A view of another stream with a context: `IOContext(io, :compact => true)`.
  public init(_ stream: TextStream, isCompact: Bool?, isLimited: Bool?, heap: Heap) {
    target = .stream(stream)
    self.isCompact = isCompact ?? stream.isCompact
    self.isLimited = isLimited ?? stream.isLimited
    super.init()
    heap.retain(Value(stream))
  }

  public override func releaseChildren(_ heap: Heap) {
    if case .stream(let stream) = target { heap.release(Value(stream)) }
  }

  public override var type: DataType {
    switch target {
    case .output: TextStream.outputType
    case .buffer: TextStream.bufferType
    case .stream: TextStream.contextType
    }
  }

  public override func text(_ machine: Machine) throws -> String { "\(type)(…)" }

  /// Appends text, which counts against the block's memory or output.
  public func write(_ text: String, _ machine: Machine) throws {
    switch target {
    case .output: try machine.print(text)
    case .stream(let stream): try stream.write(text, machine)
    case .buffer(var buffer):
      let count = buffer.utf8.count + text.utf8.count
      if count > Printer.byteLimit { throw RuntimeError.outputLimit(Printer.byteLimit) }
      // The enum gives its string up first, so that appending copies nothing.
      target = .buffer("")
      buffer.append(text)
      target = .buffer(buffer)
    }
  }

  /// Takes what was written to a buffer.
  public func take() -> String {
    switch target {
    case .output: return ""
    case .stream(let stream): return stream.take()
    case .buffer(let text):
      target = .buffer("")
      return text
    }
  }
}

/// `MIME("text/plain")`: the format that a `show` method is asked for.
public final class MIMEObject: HostObject {
  public let name: String

  public init(_ name: String) {
    self.name = name
    super.init()
  }

  public override var type: DataType { .parametric("MIME", [.symbol(name)], supertype: .any) }
  public override func text(_ machine: Machine) throws -> String { "MIME type \(name)" }
}
