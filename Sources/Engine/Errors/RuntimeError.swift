// What goes wrong while a block runs, under Julia's exception names.

import Syntax

/// An exception of the language: its type, its message, a hint for the reader, and where it happened.
public struct RuntimeError: Error, CustomStringConvertible {
  /// The name of the exception type: `DomainError`, `MethodError`, ….
  public var type: String
  /// The message, as Julia's `showerror` prints it after the type.
  public var message: String
  /// What the reader may have meant.
  public var hint: String?
  /// The fields that `e.name` reads in a `catch`, besides `msg`.
  public var fields: [(name: String, value: Value)]
  /// A value that a block threw which is not one of the library's exceptions; kept alive by the machine.
  public var thrown: Value?
  /// The place in the running cell, and the calls that led there, innermost first.
  public var trace: [TraceEntry] = []
  /// What keeps `thrown` and the fields alive on the way to a handler.
  var kept: KeptValues?
  /// Whether it is a limit (steps, memory, output, time), which no `catch` sees.
  public var isLimit = false

  /// One call of the chain: the function, the cell it is written in, and the place in that cell's source.
  public struct TraceEntry: Sendable {
    public var function: String
    public var unit: Int
    public var span: Span
  }

  public init(
    _ type: String, _ message: String, hint: String? = nil, fields: [(name: String, value: Value)] = [],
    thrown: Value? = nil
  ) {
    self.type = type
    // A message may quote one that quotes another: each would be twice as long.
    self.message = message.utf8.count > Self.messageLimit ? message.prefix(Self.messageLimit / 4) + "…" : message
    self.hint = hint
    self.fields = fields
    self.thrown = thrown
  }

  private static let messageLimit = 1 << 16

  public var description: String { message.isEmpty ? type : "\(type): \(message)" }

  /// What `showerror` prints.
  public var shownText: String {
    switch type {
    case "ErrorException", "TestSetException": message
    case "DomainError": "DomainError \(message)"
    default: thrown == nil ? "\(type): \(message)" : message
    }
  }
}

/// Values that an error holds on its way from where it was thrown to where it is caught.
final class KeptValues: @unchecked Sendable {
  // An error stays on the thread of its machine while it has values; the compiler cannot see that.
  private let values: [Value]
  private let heap: Heap

  init(_ values: [Value], heap: Heap) {
    self.values = values
    self.heap = heap
    for value in values { heap.retain(value) }
  }

  deinit { for value in values { heap.release(value) } }
}

// MARK: - The common ones

extension RuntimeError {
  public static func argument(_ message: String, hint: String? = nil) -> RuntimeError {
    RuntimeError("ArgumentError", message, hint: hint)
  }

  public static func dimensionMismatch(_ message: String, hint: String? = nil) -> RuntimeError {
    RuntimeError("DimensionMismatch", message, hint: hint)
  }

  /// - Parameter value: the argument outside the domain, which Julia prints first.
  public static func domain(_ value: Value, text: String, _ message: String, hint: String? = nil) -> RuntimeError {
    RuntimeError("DomainError", "with \(text):\n\(message)", hint: hint, fields: [("val", value)])
  }

  public static func type(expected: String, got: String, in place: String) -> RuntimeError {
    RuntimeError("TypeError", "in \(place), expected \(expected), got a value of type \(got)")
  }

  /// The fields of a `TypeError`.
  static func typeFields(in function: String, expected: DataType, got: Value) -> [(name: String, value: Value)] {
    [("func", Value(Symbol(function))), ("context", Value(Symbol(""))), ("expected", Value(expected)), ("got", got)]
  }

  public static func undefined(_ name: String, hint: String? = nil) -> RuntimeError {
    RuntimeError("UndefVarError", "`\(name)` not defined", hint: hint, fields: [("var", Value(Symbol(name)))])
  }

  static func memoryLimit(requested: Int, limit: Int, isOfCell: Bool) -> RuntimeError {
    var error = RuntimeError(
      "MemoryLimit", "this needs \(Self.bytes(requested)), and \(isOfCell ? "the cell" : "a notebook") may use \(Self.bytes(limit))",
      hint: "work in smaller pieces, or raise `memory` \(isOfCell ? "of the cell" : "under `limits:` in the front matter")")
    error.isLimit = true
    return error
  }

  /// - Parameter isOfCell: whether a cell set the limit for itself.
  public static func stepLimit(_ limit: Int, isOfCell: Bool = false) -> RuntimeError {
    let remedy = isOfCell ? "the cell's option `steps`" : "`steps` under `limits:`"
    var error = RuntimeError(
      "StepLimit", "the cell did not end within \(limit) steps",
      hint: "is there a loop that never ends? \(remedy) raises the limit")
    error.isLimit = true
    return error
  }

  public static func outputLimit(_ limit: Int) -> RuntimeError {
    var error = RuntimeError(
      "OutputLimit", "the cell printed more than \(Self.bytes(limit))", hint: "print less, or only every so often")
    error.isLimit = true
    return error
  }

  public static func timeLimit(seconds: Int) -> RuntimeError {
    var error = RuntimeError("TimeLimit", "the notebook did not end within \(seconds) s")
    error.isLimit = true
    return error
  }

  /// Somebody stopped it.
  public static var interrupted: RuntimeError {
    var error = RuntimeError("InterruptException", "")
    error.isLimit = true
    return error
  }

  public static let stackOverflow = RuntimeError(
    "StackOverflowError", "", hint: "a function calls itself without end: is the base case reached?")

  /// A value cannot be gone through.
  public static let nestedTooDeeply = RuntimeError(
    "StackOverflowError", "the value is nested too deeply", hint: "keep the parts in an array instead")

  private static func bytes(_ count: Int) -> String {
    let units = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var value = Double(count)
    var unit = 0
    while value >= 1024, unit < units.count - 1 {
      value /= 1024
      unit += 1
    }
    let rounded = (value * 10).rounded() / 10
    return (rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)") + " " + units[unit]
  }
}
