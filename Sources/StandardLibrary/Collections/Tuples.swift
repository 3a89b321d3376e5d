// Pairs and tuples made by the names of their types: `Pair(1, 2)`, `Tuple([1, 2])`.

import Engine

extension Library {
  mutating func addTuples() {
    add("#new:Pair(T, a, b)", "", arity: 3) { call in
      guard let parameters = call[0].type?.parameters, parameters.count == 2 else {
        return call.heap.pair(call[1], call[2])
      }
      let parts = try zip(parameters, [call[1], call[2]]).map { parameter, value -> Value in
        guard case .type(let type) = parameter else { return value }
        return try call.machine.convert(value, to: type)
      }
      return call.heap.pair(parts[0], parts[1])
    }
    add("tuple(xs...)", "The tuple of the arguments.", arity: Arity(0...), example: "tuple(1, \"a\")  # => (1, \"a\")") { $0.heap.tuple($0.values) }
    add(
      "setindex(t, x, i)", "The tuple or named tuple with another value at a position or name.", arity: 3,
      example: "Base.setindex((1, 2, 3), 9, 2)  # => (1, 9, 3)"
    ) { call in
      guard let tuple = call[0].tuple, call[0].tag != .pair else { throw call.noMethod() }
      var elements = tuple.elements
      if let names = tuple.names, let name = call[2].symbol {
        guard let position = names.firstIndex(of: name) else {
          return call.heap.namedTuple(names + [name], elements + [call[1]])
        }
        elements[position] = call[1]
        return call.heap.namedTuple(names, elements)
      }
      let position = try call.int(2)
      guard position >= 1, position <= elements.count, tuple.names == nil else {
        throw RuntimeError("BoundsError", "attempt to access \(call[0].dataType) at index [\(position)]")
      }
      elements[position - 1] = call[1]
      return call.heap.tuple(elements)
    }
    add(
      "structdiff(a, b)", "The named tuple `a` without the names of `b`.", arity: 2,
      example: "Base.structdiff((a = 1, b = 2), (b = 3,))  # => (a = 1,)"
    ) { call in
      guard call[0].tag == .namedTuple, let tuple = call[0].tuple else { throw call.noMethod() }
      let others = call[1].tuple?.names?.map(\.name) ?? call[1].type?.memberNames ?? []
      let kept = zip(tuple.names ?? [], tuple.elements).filter { !others.contains($0.0.name) }
      return call.heap.namedTuple(kept.map(\.0), kept.map(\.1))
    }
    add("#new:NamedTuple(T, xs)", "", arity: Arity(1...2), keywords: ["..."]) { call in
      let names = call[0].type?.memberNames.map { Symbol($0) } ?? []
      if names.isEmpty {
        guard call.count == 2 else {
          return call.heap.namedTuple(call.keywords.map { Symbol($0.name) }, call.keywords.map(\.value))
        }
        if call[1].tag == .namedTuple { return call[1] }
        let pairs = try call.machine.list(try call.machine.callLibrary("pairs", [call[1]]))
        let keys = pairs.compactMap { $0.tuple?.elements.first?.symbol }
        guard keys.count == pairs.count else { throw call.noMethod() }
        return call.heap.namedTuple(keys, pairs.compactMap { $0.tuple?.elements.last })
      }
      var values: [Value]
      if call.count == 1 {
        values = try names.map { name in
          guard let value = call.keyword(name.name) else { throw call.noMethod() }
          return value
        }
      } else if call[1].tag == .namedTuple, let given = call[1].tuple {
        values = try names.map { name in
          guard let value = given[name] else {
            throw RuntimeError("FieldError", "type \(call[1].dataType) has no field `\(name.name)`")
          }
          return value
        }
      } else {
        values = try call.machine.list(call[1])
      }
      guard values.count == names.count else {
        throw RuntimeError.argument("Wrong number of arguments to named tuple constructor.")
      }
      let types = call[0].type?.memberTypes ?? []
      if types.count == values.count {
        values = try zip(values, types).map { try call.machine.convert($0, to: $1) }
      }
      return call.heap.namedTuple(names, values)
    }
    add("#new:Tuple(T, xs)", "", arity: Arity(1...2)) { call in
      if call.count == 1 { return call.heap.tuple([]) }
      let tuple = call.heap.tuple(try call.machine.list(call[1]))
      guard case .tuple(let types, _)? = call[0].type?.kind, !types.isEmpty else { return tuple }
      guard types.count == tuple.tuple?.elements.count else { return tuple }
      return call.heap.tuple(try zip(tuple.tuple?.elements ?? [], types).map { try call.machine.convert($0, to: $1) })
    }
  }
}
