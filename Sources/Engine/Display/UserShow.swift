// Structures that a notebook shows in its own way, by a method of `show`.

/// A stream of text: what a `show` method is given to write to, `stdout`, and what `IOBuffer()` makes.
public final class TextStream: HostObject {
  /// What was written; `nil` for the stream that is the block's output.
  private var buffer: String?

  public static let bufferType = DataType.named("IOBuffer", supertype: .io)
  public static let outputType = DataType.named("Base.TTY", supertype: .io)

  /// A stream that collects its text, or the block's output.
  public init(isOutput: Bool = false) {
    buffer = isOutput ? nil : ""
    super.init()
  }

  public override var type: DataType { buffer == nil ? TextStream.outputType : TextStream.bufferType }

  public override func text(_ machine: Machine) throws -> String { buffer == nil ? "Base.TTY(stdout)" : "IOBuffer(…)" }

  public override var byteCount: Int { 0 }

  /// Appends text, which counts against the block's memory or output.
  public func write(_ text: String, _ machine: Machine) throws {
    guard let count = buffer?.utf8.count else { return try machine.print(text) }
    if count + text.utf8.count > Printer.byteLimit { throw RuntimeError.outputLimit(Printer.byteLimit) }
    buffer?.append(text)
  }

  /// Takes what was written.
  public func take() -> String {
    let text = buffer ?? ""
    if buffer != nil { buffer = "" }
    return text
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

extension Machine {
  /// What the notebook's own method `show(io, value)` writes; `nil` if there is none.
  /// - Parameter plain: whether the REPL asks, which prefers a method `show(io, mime, value)`.
  func userShow(_ value: Value, plain: Bool) throws -> String? {
    guard extended.contains("show"), let callee = globals["show"], let function = callee.function else { return nil }
    let mark = heap.mark
    defer { heap.drain(to: mark) }
    let stream = TextStream()
    let io = heap.adopt(stream)
    var calls = [[io, value]]
    if plain { calls.insert([io, heap.adopt(MIMEObject("text/plain")), value], at: 0) }
    for arguments in calls where hasMethod(function, arguments) {
      _ = try call(callee, arguments)
      return stream.take()
    }
    return nil
  }
}
