// The arguments of calls with `...`: tuples and named tuples made of what is taken apart.

import Syntax

extension Machine {
  /// A tuple of the values from `first`, where those that the mask marks are taken apart.
  func collectArguments(_ first: UnsafeMutablePointer<Value>, _ mask: [Value]) throws -> Value {
    var result: [Value] = []
    for (position, isSplat) in mask.enumerated() {
      if isSplat.unsafeBoolean {
        guard let elements = try elements(first[position]) else { throw noMethod("iterate", [first[position]]) }
        result += elements
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
