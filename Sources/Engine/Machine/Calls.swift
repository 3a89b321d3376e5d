// Calling values: functions with methods, types, and objects that can be called.

import Syntax

extension Machine {
  /// Calls a value from native code; the result lives until the native function that called returns.
  public func call(_ callee: Value, _ arguments: [Value]) throws -> Value {
    try call(callee, arguments, names: [], values: [])
  }

  /// Calls a value with keyword arguments.
  public func call(_ callee: Value, _ arguments: [Value], keywords: [(name: String, value: Value)]) throws -> Value {
    try call(callee, arguments, names: keywords.map { Symbol($0.name) }, values: keywords.map(\.value))
  }

  func call(_ callee: Value, _ arguments: [Value], names: [Symbol], values: [Value]) throws -> Value {
    let count = arguments.count
    let f = top
    let end = f + 1 + count + values.count
    if end >= stackEnd { throw RuntimeError.stackOverflow }
    prepareSlots(to: end)
    place(callee, in: f)
    for (position, value) in (arguments + values).enumerated() { place(value, in: f + 1 + position) }
    let savedTop = top
    top = end
    defer { top = savedTop }
    // The result goes through a frame-less register: the function's own slot.
    do {
      if try enterCall(f, count: count, names: names, destination: -1) {
        let result = try interpret()
        release(f, 1)
        return heap.pooled(result)
      }
    } catch {
      release(f, 1 + count + values.count)
      throw error
    }
    // A native function left its result in the function's slot.
    let result = f.pointee
    f.pointee = .undefined
    return heap.pooled(result)
  }

  private func release(_ first: UnsafeMutablePointer<Value>, _ count: Int) {
    for position in 0..<count {
      let value = first[position]
      first[position] = .undefined
      heap.release(value)
    }
  }

  /// Begins the call of the function at `f` with the arguments after it and the keyword values after those.
  ///
  /// - Returns: Whether a frame was entered; otherwise the call is done: its result is in the caller's register
  ///   `destination`, or at `f` if that is negative, and the arguments are released.
  func enterCall(
    _ f: UnsafeMutablePointer<Value>, count: Int, names: [Symbol], destination: Int
  ) throws -> Bool {
    try countStep(1)
    let mark = heap.mark
    defer { heap.drain(to: mark) }
    do {
      return try enterCalled(f, count: count, names: names, destination: destination)
    } catch {
      // What the error holds would go with the pool.
      throw runtimeError(error)
    }
  }

  private func enterCalled(
    _ f: UnsafeMutablePointer<Value>, count: Int, names: [Symbol], destination: Int
  ) throws -> Bool {
    var count = count
    while true {
      switch f.pointee.tag {
      case .function:
        let function = f.pointee.unsafe(FunctionObject.self)
        if !function.methods.isEmpty, let (method, variables) = try select(function, f + 1, count) {
          try enter(method, variables: variables, f, count: count, names: names, destination: destination)
          return true
        }
        guard let native = function.native else {
          throw noMethod(of: function, Array(UnsafeBufferPointer(start: f + 1, count: count)))
        }
        let values = Array(UnsafeBufferPointer(start: f + 1 + count, count: names.count))
        let result = try callNative(native, f + 1, count, names: names, values: values)
        finish(f, 1 + count + names.count, result, destination)
        return false
      case .type:
        guard let type = f.pointee.type else { return false }
        if !constructors.isEmpty, let constructor = constructors[type], let (method, variables) = try select(constructor, f + 1, count) {
          try enter(method, variables: variables, f, count: count, names: names, destination: destination)
          return true
        }
        let result: Value
        if type.isStructure, type.supertype !== DataType.enumeration {
          result = try construct(type, UnsafeBufferPointer(start: f + 1, count: count), names: names)
        } else {
          let values = Array(UnsafeBufferPointer(start: f + 1 + count, count: names.count))
          // The type stands before the arguments.
          let maker = try maker(of: type, UnsafeBufferPointer(start: f + 1, count: count))
          result = try maker.takesType
            ? callNative(maker.function, f, 1 + count, names: names, values: values)
            : callNative(maker.function, f + 1, count, names: names, values: values)
        }
        finish(f, 1 + count + names.count, result, destination)
        return false
      case .structure:
        guard let callable = callables[f.pointee.unsafe(StructureObject.self).type] else {
          throw notCallable(f.pointee, Array(UnsafeBufferPointer(start: f + 1, count: count)))
        }
        // The object becomes the first argument.
        let total = count + names.count
        prepareSlots(to: f + total + 2)
        let overwritten = f[total + 1]
        f[total + 1] = .undefined
        heap.release(overwritten)
        for position in stride(from: total, through: 0, by: -1) { f[position + 1] = f[position] }
        let function = Value(callable)
        heap.retain(function)
        f.pointee = function
        count += 1
        if top < f + total + 2 { top = f + total + 2 }
        continue
      case .host:
        let arguments = Array(UnsafeBufferPointer(start: f + 1, count: count))
        guard let result = try nested({ try f.pointee.unsafe(HostObject.self).call(arguments, self) }) else {
          throw notCallable(f.pointee, arguments)
        }
        finish(f, 1 + count + names.count, result, destination)
        return false
      default:
        throw notCallable(f.pointee, Array(UnsafeBufferPointer(start: f + 1, count: count)))
      }
    }
  }

  private func finish(_ f: UnsafeMutablePointer<Value>, _ count: Int, _ result: Value, _ destination: Int) {
    heap.retain(result)
    release(f, count)
    if destination < 0 {
      f.pointee = result
    } else {
      let register = frame.pointee.registers + destination
      let old = register.pointee
      register.pointee = result
      heap.release(old)
    }
  }

  private func notCallable(_ value: Value, _ arguments: [Value]) -> RuntimeError {
    var hint: String?
    if value.tag == .integer || value.tag == .float { hint = "for a product write `*` between the number and the parenthesis" }
    if value.isArray { hint = "index with square brackets: `A[i]`" }
    return RuntimeError(
      "MethodError", "objects of type \(value.dataType) are not callable", hint: hint,
      fields: [("f", value), ("args", heap.tuple(arguments))])
  }

  // MARK: - Compiled methods

  /// Arranges the arguments in the registers as the method's code expects them, and pushes its frame.
  private func enter(
    _ method: Method, variables: [DataType], _ f: UnsafeMutablePointer<Value>, count: Int, names: [Symbol],
    destination: Int
  ) throws {
    let code = method.code
    let base = f + 1
    let end = base + code.registerCount
    if end >= stackEnd { throw RuntimeError.stackOverflow }
    prepareSlots(to: end + names.count)
    if code.isPlainCall(count: count), names.isEmpty {
      clear(base + count, to: base + code.localCount)
    } else {
      let given = Array(UnsafeBufferPointer(start: base, count: count + names.count))
      let positional = given.prefix(count)
      let values = given.suffix(names.count)
      // The slots give up what they hold only after the values found their place.
      for value in given { heap.retain(value) }
      defer { for value in given { heap.release(value) } }
      clear(base, to: base + max(code.localCount, given.count))
      for (position, value) in positional.prefix(code.positionalCount).enumerated() {
        heap.retain(value)
        base[position] = value
      }
      var next = code.positionalCount
      if code.isVariadic {
        let rest = heap.tuple(Array(positional.dropFirst(code.positionalCount)))
        heap.retain(rest)
        base[next] = rest
        next += 1
      }
      var restNames: [Symbol] = []
      var restValues: [Value] = []
      for (name, value) in zip(names, values) {
        if let position = code.keywords.firstIndex(of: name) {
          heap.retain(value)
          heap.release(base[next + position])
          base[next + position] = value
        } else if code.hasKeywordRest {
          restNames.append(name)
          restValues.append(value)
        } else {
          throw unknownKeyword(name.name, of: code.name, known: code.keywords.map(\.name))
        }
      }
      next += code.keywords.count
      if code.hasKeywordRest {
        let rest = DictionaryObject.keywords(restNames, restValues, heap: heap)
        heap.retain(rest)
        base[next] = rest
      }
    }
    for (register, type) in zip(code.typeVariableRegisters, variables) { base[register] = Value(type) }
    try enter(code, captured: UnsafePointer(method.captured), base: base, destination: destination)
  }

  private func clear(_ first: UnsafeMutablePointer<Value>, to end: UnsafeMutablePointer<Value>) {
    var slot = first
    while slot < end {
      let value = slot.pointee
      slot.pointee = .undefined
      heap.release(value)
      slot += 1
    }
  }

  func unknownKeyword(_ name: String, of function: String, known: [String]) -> RuntimeError {
    let nearest = Suggestions.nearest(to: name, among: known)
    return RuntimeError(
      "MethodError", "`\(function)` has no keyword argument `\(name)`",
      hint: nearest.map { "did you mean `\($0)`?" }
        ?? (known.isEmpty ? "it takes no keyword arguments" : "it takes: " + known.joined(separator: ", ")))
  }
}

extension Code {
  /// Whether the positional arguments are in their registers as they stand.
  fileprivate func isPlainCall(count: Int) -> Bool {
    !isVariadic && count <= positionalCount && !hasKeywordRest
  }
}
