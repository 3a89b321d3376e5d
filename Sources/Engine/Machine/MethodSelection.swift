// Which method of a function a call means: the most specific one that accepts the arguments.

import Syntax

extension Machine {
  /// The most specific method that accepts the arguments, with the types that its variables stand for.
  func select(
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
}
