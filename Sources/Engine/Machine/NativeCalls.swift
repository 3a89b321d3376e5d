// Calls of the library's functions, and the errors of calls that no method accepts.

import Syntax

extension Machine {
  func callNative(
    _ native: NativeFunction, _ arguments: UnsafeMutablePointer<Value>, _ count: Int, names: [Symbol], values: [Value]
  ) throws -> Value {
    if !native.arity.contains(count) { throw wrongCount(native, arguments, count) }
    if hasOwnArrays, !Machine.objectFunctions.contains(native.name), !native.name.hasPrefix("#new"),
      (0..<count).contains(where: { arguments[$0].tag == .structure && arguments[$0].dataType.arrayType != nil })
    {
      let arrays = try asArrays(Array(UnsafeBufferPointer(start: arguments, count: count)))
      if !zip(arrays, UnsafeBufferPointer(start: arguments, count: count)).allSatisfy({ $0.isIdentical(to: $1) }) {
        if native.name.last == "!" { return try callWritingBack(native, arrays, names: names, values: values) }
        return try arrays.withUnsafeBufferPointer { buffer in
          try callNative(native, UnsafeMutablePointer(mutating: buffer.baseAddress.unsafelyUnwrapped), count, names: names, values: values)
        }
      }
    }
    if !names.isEmpty, native.keywords.first != "..." {
      for name in names where !native.keywords.contains(name.name) {
        throw unknownKeyword(name.name, of: native.name, known: native.keywords)
      }
    }
    nesting += 1
    defer { nesting -= 1 }
    if nesting > Machine.nestingLimit { throw RuntimeError.stackOverflow }
    noteChanges(by: native, arguments, count)
    do {
      return try Call.lend(self, native, arguments, count, names, values, native.body)
    } catch {
      let failure = runtimeError(error)
      guard failure.type == "MethodError", let arrays = try collectedArguments(of: native, arguments, count, failure) else {
        throw failure
      }
      return try arrays.withUnsafeBufferPointer { buffer in
        try callNative(native, UnsafeMutablePointer(mutating: buffer.baseAddress.unsafelyUnwrapped), count, names: names, values: values)
      }
    }
  }

  /// Calls a function that changes an array of a block's type, its first argument or the one behind a function: it changes
  /// a copy, whose elements are written back through the block's `setindex!`.
  private func callWritingBack(
    _ native: NativeFunction, _ arguments: [Value], names: [Symbol], values: [Value]
  ) throws -> Value {
    var arguments = arguments
    let place = arguments.count > 1 && arguments[0].function != nil ? 1 : 0
    let own = arguments[place].iterator as? OwnArray
    let copy = own == nil ? arguments[place] : try collect(arguments[place])
    arguments[place] = copy
    let result = try arguments.withUnsafeBufferPointer { buffer in
      try callNative(native, UnsafeMutablePointer(mutating: buffer.baseAddress.unsafelyUnwrapped), buffer.count, names: names, values: values)
    }
    guard let own else { return result }
    guard let elements = try elements(copy), elements.count == (try own.shape.elementCount()) else {
      arguments[place] = own.object
      throw noMethod(native.name, arguments)
    }
    for (position, element) in elements.enumerated() { try own.store(element, at: position) }
    return result.isIdentical(to: copy) ? own.object : result
  }

  /// The arguments with lazy arrays as arrays, and the library's own numbers in floating point and arrays as dense ones, for a
  /// function that does not take them as they are.
  private func collectedArguments(
    of native: NativeFunction, _ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ failure: RuntimeError
  ) throws -> [Value]? {
    guard failure.message.hasPrefix("no method matching \(native.name)(") else { return nil }
    var given = Array(UnsafeBufferPointer(start: arguments, count: count))
    // What a function changes must be the object itself.
    guard native.name.last != "!" else {
      var isChanged = false
      for position in given.indices.dropFirst() {
        guard let host = given[position].host, host.yieldsToArray, let array = try host.denseArray(self) else { continue }
        given[position] = array
        isChanged = true
      }
      return isChanged ? given : nil
    }
    if given.contains(where: { $0.iterator is LazyArray }) {
      return try given.map { $0.iterator is LazyArray ? try collect($0) : $0 }
    }
    var isChanged = false
    let numbers = try given.map { value in
      guard let number = try inFloatingPoint(value) else { return value }
      isChanged = true
      return number
    }
    return isChanged ? numbers : nil
  }

  /// A number of the library's own, or an array of such, in floating point, and an object that yields to its array as that;
  /// `nil` for anything else.
  private func inFloatingPoint(_ value: Value) throws -> Value? {
    if let host = value.host {
      return host.yieldsToArray ? try host.denseArray(self) : try host.floatingNumber(self)
    }
    guard let array = value.array, array.tag == .array, array.elementType.isSubtype(of: .number),
      array.slots.contains(where: { $0.tag == .host })
    else { return nil }
    return try mapElements(value) { try $0.host?.floatingNumber(self) ?? $0 }
  }

  private func wrongCount(_ native: NativeFunction, _ arguments: UnsafeMutablePointer<Value>, _ count: Int) -> RuntimeError {
    noMethod(
      native.name, Array(UnsafeBufferPointer(start: arguments, count: count)),
      hint: native.signature.hasPrefix("#") ? nil : "it is called as `\(native.signature)`")
  }

  /// The error of a call that no method accepts.
  public func noMethod(_ name: String, _ arguments: [Value], hint: String? = nil) -> RuntimeError {
    let types = arguments.map { $0.type.map { "Type{\($0)}" } ?? "\($0.dataType)" }
    return RuntimeError(
      "MethodError",
      "no method matching \(name)(\(types.map { "::\($0)" }.joined(separator: ", ")))", hint: hint,
      fields: callFields(name, arguments))
  }

  /// The fields of a `MethodError`: what was called, and with what.
  func callFields(_ name: String, _ arguments: [Value]) -> [(name: String, value: Value)] {
    [("f", globals.value(ofKnown: name) ?? libraryValue(name) ?? Value(Symbol(name))), ("args", heap.tuple(arguments))]
  }
}
