// Calling values: choosing methods, native functions, objects that can be called.

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

  /// The most specific method that accepts the arguments, with the types that its variables stand for.
  private func select(
    _ function: FunctionObject, _ arguments: UnsafeMutablePointer<Value>, _ count: Int
  ) throws -> (Method, [DataType])? {
    if function.methods.count == 1 {
      let method = function.methods[0]
      guard method.accepts(count: count), let variables = match(method, arguments, count) else { return nil }
      return (method, variables)
    }
    var best: (method: Method, variables: [DataType])?
    var rivals: [Method] = []
    for method in function.methods where method.accepts(count: count) {
      guard let variables = match(method, arguments, count) else { continue }
      if let current = best {
        if isMoreSpecific(method, than: current.method, count) {
          best = (method, variables)
        } else {
          rivals.append(method)
        }
      } else {
        best = (method, variables)
      }
    }
    guard let best else { return nil }
    if let rival = rivals.first(where: { areAmbiguous(best.method, $0, count) }) {
      throw ambiguous(function.name, best.method, rival, Array(UnsafeBufferPointer(start: arguments, count: count)))
    }
    return (best.method, best.variables)
  }

  /// Whether each of two methods is the narrower one in some argument.
  private func areAmbiguous(_ a: Method, _ b: Method, _ count: Int) -> Bool {
    var isNarrower = false
    var isWider = false
    for position in 0..<count {
      let (mine, other) = (a.parameterType(position), b.parameterType(position))
      if mine === other { continue }
      if !mine.isSubtype(of: other) { isWider = true }
      if !other.isSubtype(of: mine) { isNarrower = true }
    }
    // Two types of which neither holds the other, as in `f(::A)` and `f(::B)` for a value of both, decide nothing.
    return isNarrower && isWider && (0..<count).allSatisfy { position in
      let (mine, other) = (a.parameterType(position), b.parameterType(position))
      return mine.isSubtype(of: other) || other.isSubtype(of: mine)
    }
  }

  private func ambiguous(_ name: String, _ a: Method, _ b: Method, _ arguments: [Value]) -> RuntimeError {
    func signature(_ types: [DataType]) -> String {
      "\(name)(\(types.map { "::\($0)" }.joined(separator: ", ")))"
    }
    func narrower(_ position: Int) -> DataType {
      let (mine, other) = (a.parameterType(position), b.parameterType(position))
      return mine.isSubtype(of: other) ? mine : other
    }
    let positions = arguments.indices
    return RuntimeError(
      "MethodError",
      "\(signature(arguments.map(\.dataType))) is ambiguous.\n\nCandidates:\n"
        + "  \(signature(positions.map(a.parameterType)))\n  \(signature(positions.map(b.parameterType)))",
      hint: "define \(signature(positions.map(narrower)))")
  }

  /// The types of the method's variables if it accepts the arguments.
  private func match(_ method: Method, _ arguments: UnsafeMutablePointer<Value>, _ count: Int) -> [DataType]? {
    if method.variableNames.isEmpty {
      for position in 0..<count where !arguments[position].isInstance(of: method.parameterType(position)) { return nil }
      return []
    }
    var bindings: [String: DataType] = [:]
    for position in 0..<count {
      let type = method.parameterType(position)
      if type === DataType.any { continue }
      let argument = arguments[position]
      if !argument.isInstance(of: type) { return nil }
      if !bind(type, argument.tag == .type ? nil : argument.dataType, argument.type, &bindings) { return nil }
    }
    return method.variableNames.map { bindings[$0] ?? .any }
  }

  /// Notes what the variables in a parameter type stand for; a variable must stand for one type throughout.
  private func bind(
    _ pattern: DataType, _ actual: DataType?, _ named: DataType?, _ bindings: inout [String: DataType]
  ) -> Bool {
    switch pattern.kind {
    case .variable:
      guard let actual else { return true }
      if let known = bindings[pattern.name] { return known === actual }
      bindings[pattern.name] = actual
      return true
    case .singleton(let inner): return bind(inner, named, nil, &bindings)
    default:
      guard let actual else { return true }
      var candidate: DataType? = actual
      while let type = candidate, type.name != pattern.name { candidate = type.supertype }
      guard let type = candidate else { return true }
      for (wanted, given) in zip(pattern.parameters, type.parameters) {
        if case .type(let inner) = wanted, case .type(let type) = given, !bind(inner, type, nil, &bindings) { return false }
      }
      return true
    }
  }

  private func isMoreSpecific(_ a: Method, than b: Method, _ count: Int) -> Bool {
    var isStrict = false
    for position in 0..<count {
      let mine = a.parameterType(position)
      let other = b.parameterType(position)
      if mine === other { continue }
      if !mine.isSubtype(of: other) { return false }
      if !other.isSubtype(of: mine) { isStrict = true }
    }
    if isStrict { return true }
    // Of equals, the one without defaults or a rest; a later definition of the same wins too.
    return !a.code.isVariadic && b.code.isVariadic || a.code.positionalCount < b.code.positionalCount
  }

  // MARK: - Native functions

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

  /// The arguments with lazy arrays as arrays, for a function that does not take them as they are.
  private func collectedArguments(
    of native: NativeFunction, _ arguments: UnsafeMutablePointer<Value>, _ count: Int, _ failure: RuntimeError
  ) throws -> [Value]? {
    guard native.name.last != "!", failure.message.hasPrefix("no method matching \(native.name)(") else { return nil }
    let given = Array(UnsafeBufferPointer(start: arguments, count: count))
    guard given.contains(where: { $0.iterator is LazyArray }) else { return nil }
    return try given.map { $0.iterator is LazyArray ? try collect($0) : $0 }
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

  // MARK: - Collecting arguments

  /// A tuple of the values from `first`, where those that the mask marks are taken apart.
  func collectArguments(_ first: UnsafeMutablePointer<Value>, _ mask: [Value]) throws -> Value {
    var result: [Value] = []
    for (position, isSplat) in mask.enumerated() {
      if isSplat.unsafeBoolean {
        try forEach(first[position]) { result.append($0) }
      } else {
        result.append(first[position])
      }
    }
    return heap.tuple(result)
  }

  /// A named tuple of the values from `first`; where the name is `nothing`, of the entries of that value. Later ones win.
  func collectKeywords(_ first: UnsafeMutablePointer<Value>, _ names: [Value]) throws -> Value {
    var keys: [Symbol] = []
    var values: [Value] = []
    func add(_ name: Symbol, _ value: Value) {
      if let position = keys.firstIndex(of: name) {
        values[position] = value
      } else {
        keys.append(name)
        values.append(value)
      }
    }
    for (position, name) in names.enumerated() {
      let value = first[position]
      if let symbol = name.symbol {
        add(symbol, value)
      } else if value.tag == .namedTuple, let tuple = value.tuple, let names = tuple.names {
        for (name, element) in zip(names, tuple.elements) { add(name, element) }
      } else if value.tag == .pair, let pair = value.tuple, let symbol = pair.elements[0].symbol {
        add(symbol, pair.elements[1])
      } else if let dictionary = value.dictionary {
        for (key, element) in dictionary.pairs {
          guard let symbol = key.symbol else {
            throw RuntimeError.type(expected: "Symbol", got: "\(key.dataType)", in: "keyword argument")
          }
          add(symbol, element)
        }
      } else {
        try forEach(value) { element in
          guard let pair = element.tuple, pair.elements.count == 2, let symbol = pair.elements[0].symbol else {
            throw RuntimeError.argument("only named tuples and pairs of symbols can be given as keyword arguments")
          }
          add(symbol, pair.elements[1])
        }
      }
    }
    return heap.namedTuple(keys, values)
  }
}

extension Code {
  /// Whether the positional arguments are in their registers as they stand.
  fileprivate func isPlainCall(count: Int) -> Bool {
    !isVariadic && count <= positionalCount && !hasKeywordRest
  }
}
