// What a native function sees of its call, and how it takes its arguments apart.

import Arrays
import Exact

/// The arguments of a native call. They live at least until the function returns.
public struct Call: ~Copyable {
  public let machine: Machine
  public let function: NativeFunction
  let arguments: UnsafeMutablePointer<Value>
  public let count: Int
  let keywordNames: [Symbol]
  let keywordValues: [Value]

  public var heap: Heap { machine.heap }

  public subscript(position: Int) -> Value { arguments[position] }

  /// The positional arguments.
  public var values: [Value] { Array(UnsafeBufferPointer(start: arguments, count: count)) }

  /// The positional arguments where they are.
  public var buffer: UnsafeBufferPointer<Value> { UnsafeBufferPointer(start: arguments, count: count) }

  /// The value of a keyword argument, if it was given.
  public func keyword(_ name: String) -> Value? {
    keywordNames.isEmpty ? nil : keywordNames.lastIndex(of: Symbol(name)).map { keywordValues[$0] }
  }

  /// All keyword arguments in order.
  public var keywords: [(name: String, value: Value)] { zip(keywordNames.map(\.name), keywordValues).map { ($0, $1) } }

  /// The error of a call whose argument types fit no method: what Julia says, with the types that were given.
  public func noMethod(hint: String? = nil) -> RuntimeError {
    // What makes values of a type is given the type first.
    if function.name.hasPrefix("#new:"), let type = values.first?.type {
      return machine.noMethod("\(type)", Array(values.dropFirst()), hint: hint)
    }
    return machine.noMethod(function.name, values, hint: hint)
  }
}

extension Call {
  /// The parts of a call as they lie in memory, without counts of references.
  private struct Parts {
    let machine: Unmanaged<Machine>
    let function: Unmanaged<NativeFunction>
    let arguments: UnsafeMutablePointer<Value>
    let count: Int
    let keywordNames: UnsafeRawPointer
    let keywordValues: UnsafeRawPointer
  }

  /// Runs `body` on a call that holds no references of its own: what it is made of outlives it.
  @inline(__always)
  static func lend(
    _ machine: Machine, _ function: NativeFunction, _ arguments: UnsafeMutablePointer<Value>, _ count: Int,
    _ keywordNames: [Symbol], _ keywordValues: [Value], _ body: (borrowing Call) throws -> Value
  ) throws -> Value {
    try withExtendedLifetime((keywordNames, keywordValues)) {
      let parts = Parts(
        machine: .passUnretained(machine), function: .passUnretained(function), arguments: arguments, count: count,
        keywordNames: unsafeBitCast(keywordNames, to: UnsafeRawPointer.self),
        keywordValues: unsafeBitCast(keywordValues, to: UnsafeRawPointer.self))
      return try withUnsafePointer(to: parts) { parts in
        try body(UnsafeRawPointer(parts).assumingMemoryBound(to: Call.self).pointee)
      }
    }
  }
}

// MARK: - Arguments by type

extension Call {
  /// An integer that fits `Int`; a whole float is refused, as in Julia.
  public func int(_ position: Int) throws -> Int {
    guard let value = machine.exactInt(self[position]) else { throw noMethod() }
    return value
  }

  /// A position counted from 1 as one counted from 0; below all positions it stays there.
  public func offset(_ position: Int) throws -> Int { max(try int(position), Int.min + 1) - 1 }

  /// A real number as a float.
  public func double(_ position: Int) throws -> Double {
    guard let value = machine.realDouble(self[position]) else { throw noMethod() }
    return value
  }

  public func string(_ position: Int) throws -> String {
    guard let value = self[position].string else { throw noMethod() }
    return value
  }

  /// A Boolean keyword.
  public func flag(_ name: String, default value: Bool = false) throws -> Bool {
    guard let given = keyword(name) else { return value }
    guard let flag = given.boolean else {
      throw RuntimeError.type(expected: "Bool", got: "\(given.dataType)", in: "keyword argument `\(name)`")
    }
    return flag
  }

  /// An integer keyword, `nil` if it was not given or is `nothing`.
  public func int(keyword name: String) throws -> Int? {
    guard let given = keyword(name), !given.isNothing else { return nil }
    guard let value = machine.exactInt(given) else {
      throw RuntimeError.type(expected: "Int64", got: "\(given.dataType)", in: "keyword argument `\(name)`")
    }
    return value
  }

  /// A real keyword as a float, `nil` if it was not given.
  public func double(keyword name: String) throws -> Double? {
    guard let given = keyword(name), !given.isNothing else { return nil }
    guard let value = machine.realDouble(given) else {
      throw RuntimeError.type(expected: "Real", got: "\(given.dataType)", in: "keyword argument `\(name)`")
    }
    return value
  }

  /// A vector or range of real numbers as floats; a packed vector of floats is not copied.
  public func floatArray(_ position: Int) throws -> DenseArray<Double> {
    guard let array = try machine.floatArray(self[position]) else { throw noMethod() }
    return array
  }
}
