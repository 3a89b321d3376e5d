// Errors as values: what `catch e` sees, what `throw` throws, and the errors of the machine itself.

import Arrays

/// An exception of the library as a value.
public final class ExceptionObject: HostObject {
  public let error: RuntimeError

  public init(_ error: RuntimeError, heap: Heap) {
    var error = error
    // The object holds the fields itself; what kept them holds the heap.
    error.kept = nil
    self.error = error
    super.init()
    for field in error.fields { heap.retain(field.value) }
  }

  public override func releaseChildren(_ heap: Heap) { for field in error.fields { heap.release(field.value) } }

  public override var type: DataType { TypeNames.exception(error.type) }

  public override func property(_ name: String, _ machine: Machine) throws -> Value? {
    if let field = error.fields.first(where: { $0.name == name }) { return field.value }
    return name == "msg" ? machine.heap.string(explanation) : nil
  }

  /// The message without the value that Julia prints before it.
  private var explanation: String {
    guard error.type == "DomainError", let range = error.message.firstRange(of: ":\n") else { return error.message }
    return String(error.message[range.upperBound...])
  }

  public override var propertyNames: [String] {
    let names = error.fields.map(\.name)
    return ExceptionObject.typesWithoutMessage.contains(error.type) ? names : names + ["msg"]
  }

  /// Exceptions whose fields say everything, as in Julia.
  private static let typesWithoutMessage: Set<String> = [
    "KeyError", "BoundsError", "UndefVarError", "UndefKeywordError", "InexactError", "TypeError", "MethodError",
  ]

  public override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    guard let exception = other.host as? ExceptionObject else { return false }
    return exception.error.type == error.type && exception.error.message == error.message
  }

  public override func text(_ machine: Machine) throws -> String {
    try machine.constructorText(of: error)
  }
}

extension Machine {
  /// Any Swift error as one of the language, which keeps its values alive from now on.
  public func runtimeError(_ error: any Error) -> RuntimeError {
    if var error = error as? RuntimeError {
      if error.kept == nil, error.thrown != nil || !error.fields.isEmpty {
        error.kept = KeptValues(error.fields.map(\.value) + (error.thrown.map { [$0] } ?? []), heap: heap)
      }
      return error
    }
    if let error = error as? LinearAlgebraError { return runtimeError(error) }
    return RuntimeError("ErrorException", "\(error)")
  }

  func runtimeError(_ error: LinearAlgebraError) -> RuntimeError {
    switch error {
    case .singular(let pivot):
      return RuntimeError(
        "SingularException", "matrix is singular: pivot \(pivot) is zero",
        hint: "the columns are linearly dependent; `pinv(A) * b` gives a least-squares solution",
        fields: [("info", Value(pivot))])
    case .notPositiveDefinite(let minor):
      return RuntimeError(
        "PosDefException", "matrix is not positive definite; Factorization failed.",
        hint: minor > 0 ? "the leading minor of order \(minor) is not positive" : nil, fields: [("info", Value(minor))])
    case .dimensionMismatch(let message): return .dimensionMismatch(message)
    case .notSquare(let rows, let columns):
      return .dimensionMismatch("matrix is not square: dimensions are (\(rows), \(columns))")
    case .didNotConverge(let what): return RuntimeError("LAPACKException", "\(what) did not converge")
    case .notHermitian:
      return RuntimeError("PosDefException", "matrix is not Hermitian; Factorization failed.")
    case .tooMuchMemory: return RuntimeError("OutOfMemoryError", "\(error)")
    case .notFinite: return .argument("matrix contains Infs or NaNs")
    default: return RuntimeError("ArgumentError", "\(error)")
    }
  }

  /// The value that a handler receives.
  func exceptionValue(_ error: RuntimeError) -> Value {
    if let thrown = error.thrown { return thrown }
    return heap.adopt(ExceptionObject(error, heap: heap))
  }

  /// The error that throws a value.
  public func thrownError(_ value: Value) -> RuntimeError {
    if let exception = value.host as? ExceptionObject {
      var error = exception.error
      error.trace = []
      return error
    }
    let text = (try? messageByMethod(of: value)) ?? (try? compactText(of: value)) ?? "\(value.dataType)"
    return runtimeError(RuntimeError("\(value.dataType.name)", text, thrown: value))
  }

  /// What the block's own method `showerror(io, e)` prints of an exception, if there is one.
  private func messageByMethod(of value: Value) throws -> String? {
    guard let function = extendedFunction("showerror") else { return nil }
    let buffer = TextStream()
    let io = heap.adopt(buffer)
    guard hasMethod(function, [io, value]) else { return nil }
    _ = try call(Value(function), [io, value])
    return buffer.take(self)
  }

  public func nonBoolean(_ value: Value, context: UInt8) -> RuntimeError {
    var hint: String?
    if value.isMissing { hint = "a comparison with missing is missing: test `ismissing(x)` first" }
    if value.tag == .booleanArray { hint = "a dotted comparison gives one answer for each element: write `all(…)` or `any(…)`" }
    if value.isNumber, value.tag != .boolean { hint = "write a comparison, such as `x != 0`" }
    if value.isNothing { hint = "`isnothing(x)` asks whether there is no value" }
    if value.tag == .string { hint = "`isempty(s)` asks whether a text has no characters" }
    return RuntimeError(
      "TypeError", "non-boolean (\(value.dataType)) used in boolean context", hint: hint,
      fields: RuntimeError.typeFields(in: "if", expected: .bool, got: value))
  }

  func undefinedName(_ name: String) -> RuntimeError { .undefined(name) }

  func undefinedLocal(_ name: String) -> RuntimeError {
    .undefined(name, hint: "the variable is local here and has no value yet; `global \(name)` means the one outside")
  }
}
