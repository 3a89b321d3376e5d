// Dictionaries: making, reading, merging.

import Arrays
import Engine

extension Library {
  mutating func addDictionaries() {
    add("#new:Dict(T, xs...)", "", arity: Arity(1...)) { call in
      guard let type = call[0].type else { throw call.noMethod() }
      return try call.machine.makeDictionary(type, Array(call.values.dropFirst()))
    }
    alias("#new:IdDict", of: "#new:Dict")
    add("haskey(d, key)", "Whether there is an entry for the key.", arity: 2, example: "haskey(Dict(\"a\" => 1), \"a\")  # => true",
      quick: {
        quick($0, $1, $2, $3, $4) { _, call in
          guard call.count == 2, !call.hasKeywords, let dictionary = call[0].dictionary else { return nil }
          return Value(dictionary[call[1]] != nil)
        }
      }
    ) { call in
      if let dictionary = call[0].dictionary { return Value(dictionary[call[1]] != nil) }
      if let tuple = call[0].tuple {
        if let names = tuple.names, let name = call[1].symbol { return Value(names.contains(name)) }
        return Value((call[1].integer.map { $0 >= 1 && $0 <= tuple.elements.count }) ?? false)
      }
      guard let array = call[0].array else { throw call.noMethod() }
      return Value((call[1].integer.map { $0 >= 1 && $0 <= array.count }) ?? false)
    }
    add("get(d, key, default)", "The value for the key, or the default; `get(f, d, key)` calls `f` for it.", arity: 3, example: "get(Dict(\"a\" => 1), \"b\", 0)  # => 0",
      quick: {
        quick($0, $1, $2, $3, $4) { machine, call in
          guard call.count == 3, !call.hasKeywords, let dictionary = call[0].dictionary else { return nil }
          let value = dictionary[call[1]] ?? call[2]
          machine.heap.retain(value)
          return value
        }
      }
    ) { call in
      let isLazy = call.machine.isLookup(call[1]) && !call.machine.isLookup(call[0])
      let (container, key) = isLazy ? (call[1], call[2]) : (call[0], call[1])
      if let found = try call.machine.lookup(container, key, call.noMethod()) { return found }
      return isLazy ? try call.machine.call(call[0], []) : call[2]
    }
    add("get!(d, key, default)", "The value for the key; if there is none, the default is stored first.", arity: 3, example: "d = Dict(\"a\" => 1); get!(d, \"b\", 5)  # => 5") { call in
      let isLazy = call[0].dictionary == nil
      guard let dictionary = call[isLazy ? 1 : 0].dictionary else { throw call.noMethod() }
      let key = call[isLazy ? 2 : 1]
      if let found = dictionary[key] { return found }
      let value = isLazy ? try call.machine.call(call[0], []) : call[2]
      try call.machine.store(in: dictionary, key, value)
      return dictionary[key] ?? value
    }
    add("getkey(d, key, default)", "The key as it is stored, or the default.", arity: 3, example: "getkey(Dict(1 => 2), 1.0, 0)  # => 1") { call in
      guard let dictionary = call[0].dictionary else { throw call.noMethod() }
      return dictionary.pairs.first { Equality.isEqualAsKeys($0.key, call[1]) }?.key ?? call[2]
    }
    add("delete!(d, key)", "Removes the entry of a dictionary, or the element of a set, if it is there.", arity: 2, example: "delete!(Dict(1 => 2), 1)  # => Dict{Int64, Int64}()") { call in
      if let dictionary = call[0].dictionary {
        dictionary.remove(call[1], call.heap)
      } else if let set = call[0].set {
        set.remove(call[1], call.heap)
      } else {
        throw call.noMethod()
      }
      return call[0]
    }
    add("keys(x)", "The keys of a dictionary, the names of a named tuple, the indices of an array.", arity: 1, example: "collect(keys(Dict(\"a\" => 1)))  # => [\"a\"]") { call in
      let machine = call.machine
      let source = call[0]
      if let result = try source.host?.apply("keys", call.values, machine) { return result }
      if let dictionary = source.dictionary {
        if dictionary.isKeywords { return call.heap.tuple(dictionary.pairs.map(\.key)) }
        let type = dictionary.keyType
        return call.heap.adopt(DictionaryPart(source, "KeySet for a \(source.dataType)", "Keys", type, heap: call.heap) { $0.key })
      }
      if source.tag == .namedTuple { return call.heap.tuple((source.tuple?.names ?? []).map { Value($0) }) }
      if let shape = try machine.sizes(of: source), shape.count > 1 { return try machine.callLibrary("CartesianIndices", [source]) }
      if source.isArray || source.range != nil || source.host?.writableShape != nil {
        return machine.linearIndices(try machine.sizes(of: source) ?? [])
      }
      if let text = source.string { return try machine.callLibrary("eachindex", [call.heap.string(text)]) }
      guard let count = try machine.length(source) else { throw call.noMethod() }
      return call.heap.adopt(RangeObject(.unit(start: 1, isOneTo: source.tag == .tuple), count: count))
    }
    add("values(x)", "The values of a dictionary, or the elements of a named tuple or another collection.", arity: 1, example: "collect(values(Dict(\"a\" => 1)))  # => [1]") { call in
      let source = call[0]
      if let dictionary = source.dictionary {
        if dictionary.isKeywords {
          let pairs = dictionary.pairs
          return call.heap.namedTuple(pairs.compactMap(\.key.symbol), pairs.map(\.value))
        }
        let type = dictionary.valueType
        return call.heap.adopt(DictionaryPart(source, "ValueIterator for a \(source.dataType)", "Values", type, heap: call.heap) { $0.value })
      }
      if source.tag == .namedTuple { return call.heap.tuple(source.tuple?.elements ?? []) }
      return source
    }
    add("pairs(x)", "The pairs of key or index and element.", arity: 1, example: "collect(pairs([5, 6]))  # => [1 => 5, 2 => 6]") { call in
      let source = call[0]
      if source.tag == .dictionary { return source }
      let machine = call.machine
      if let shape = source.host?.writableShape { try call.heap.reserve(shape: shape, stride: 96) }
      let keys = try machine.list(try machine.callLibrary("keys", [source]))
      return call.heap.adopt(LazySequence("Base.Pairs", [source] + keys, heap: call.heap, shape: { _ in [keys.count] }, text: { machine in
        var lines = "pairs(::\(source.dataType)) with \(keys.count) entr\(keys.count == 1 ? "y" : "ies"):"
        for (key, value) in zip(keys, try machine.list(source)) {
          lines += "\n  \(try machine.compactText(of: key)) => \(try machine.compactText(of: value))"
        }
        return lines
      }) { machine in
        var position = 0
        let elements = try machine.list(source)
        return {
          guard position < elements.count else { return nil }
          defer { position += 1 }
          return machine.heap.pair(keys[position], elements[position])
        }
      })
    }
    for name in ["merge", "merge!"] {
      add("\(name)(d, ds...)", "The entries of all; of equal keys the last counts. Named tuples likewise.", arity: Arity(1...),
        example: "\(name)(Dict(1 => 2), Dict(1 => 3))  # => Dict(1 => 3)"
      ) { call in
        let machine = call.machine
        if call[0].tag == .namedTuple { return try machine.mergedNames(call.values) }
        if machine.isFunctionLike(call[0]) {
          return try machine.merged(Array(call.values.dropFirst()), inPlace: name == "merge!", combine: call[0], call.noMethod())
        }
        return try machine.merged(call.values, inPlace: name == "merge!", combine: nil, call.noMethod())
      }
    }
    for name in ["mergewith", "mergewith!"] {
      add("\(name)(combine, d, ds...)", "The entries of all; values of equal keys are combined.", arity: Arity(2...),
        example: "\(name)(+, Dict(1 => 2), Dict(1 => 3))  # => Dict(1 => 5)"
      ) { call in
        try call.machine.merged(Array(call.values.dropFirst()), inPlace: name == "mergewith!", combine: call[0], call.noMethod())
      }
    }
    for (name, isKey) in [("keytype", true), ("valtype", false)] {
      add("\(name)(d)", "The type of the \(isKey ? "keys" : "values").", arity: 1, example: "\(name)(Dict(1 => 2.0))  # => \(isKey ? "Int64" : "Float64")") { call in
        if let dictionary = call[0].dictionary { return Value(isKey ? dictionary.keyType : dictionary.valueType) }
        if let type = call[0].type, type.name == "Dict", case .type(let parameter)? = isKey ? type.parameters.first : type.parameters.last {
          return Value(parameter)
        }
        if call[0].isArray || call[0].range != nil || call[0].tag == .tuple || call[0].host?.writableShape != nil {
          return Value(isKey ? .int64 : call.machine.elementType(call[0]))
        }
        throw call.noMethod()
      }
    }
  }
}

/// `keys(d)` and `values(d)`, which follow the dictionary.
final class DictionaryPart: IteratorObject {
  let source: Value
  private let heading: String
  private let title: String
  let elementType: DataType
  private let part: ((key: Value, value: Value)) -> Value

  init(_ source: Value, _ heading: String, _ title: String, _ elementType: DataType, heap: Heap, _ part: @escaping ((key: Value, value: Value)) -> Value) {
    self.source = source
    self.heading = heading
    self.title = title
    self.elementType = elementType
    self.part = part
    super.init()
    heap.retain(source)
  }

  override func releaseChildren(_ heap: Heap) { heap.release(source) }
  override var type: DataType { .named(title == "Keys" ? "Base.KeySet" : "Base.ValueIterator") }
  override func count(_ machine: Machine) throws -> Int? { source.dictionary?.count }
  var isKeys: Bool { title == "Keys" }

  override func makeIterator(_ machine: Machine) throws -> () throws -> Value? {
    // Through the pairs, which stay while they are gone through.
    let next = try machine.makeIterator(source)
    let part = part
    return {
      guard let pair = try next()?.tuple else { return nil }
      return part((pair.elements[0], pair.elements[1]))
    }
  }

  override func text(_ machine: Machine) throws -> String {
    let count = source.dictionary?.count ?? 0
    var lines = "\(heading) with \(count) entr\(count == 1 ? "y" : "ies"). \(title):"
    for pair in source.dictionary?.pairs ?? [] { lines += "\n  " + (try machine.compactText(of: part(pair))) }
    return lines
  }
}

extension Machine {
  /// `Dict(pairs…)`, `Dict{K, V}(…)`.
  func makeDictionary(_ type: DataType, _ arguments: [Value]) throws -> Value {
    func parameter(_ position: Int) -> DataType? {
      if type.parameters.count > position, case .type(let type) = type.parameters[position] { return type }
      return nil
    }
    var entries: [(key: Value, value: Value)] = []
    func add(_ element: Value) throws {
      guard let pair = element.tuple, pair.elements.count == 2, element.tag != .namedTuple else {
        throw RuntimeError.argument(
          "Dict(kv): kv needs to be an iterator of 2-tuples or pairs", hint: "write Dict(key => value, …)")
      }
      entries.append((pair.elements[0], pair.elements[1]))
    }
    if arguments.count == 1, arguments[0].tag != .pair {
      if let dictionary = arguments[0].dictionary { entries = dictionary.pairs(heap) } else { try forEach(arguments[0], add) }
    } else {
      for argument in arguments {
        guard argument.tag == .pair else { throw noMethod("Dict", arguments, hint: "write Dict(key => value, …)") }
        try add(argument)
      }
    }
    func joined(_ types: [DataType]) -> DataType {
      guard let first = types.first else { return .any }
      return types.dropFirst().reduce(first) { $0 === $1 ? $0 : DataType.join($0, $1) }
    }
    let copied = arguments.count == 1 ? arguments[0].dictionary : nil
    let key = parameter(0) ?? copied?.keyType ?? joined(entries.map(\.key.dataType))
    let value = parameter(1) ?? copied?.valueType ?? joined(entries.map(\.value.dataType))
    let dictionary = DictionaryObject(keyType: key, valueType: value, isIdentity: type.name == "IdDict")
    let result = heap.adopt(dictionary)
    for entry in entries { try store(in: dictionary, entry.key, entry.value) }
    return result
  }

  func isLookup(_ value: Value) -> Bool {
    value.tag == .dictionary || value.isArray || value.tag == .tuple || value.tag == .namedTuple || value.tag == .range || value.tag == .string
  }

  /// The element for a key or index, `nil` if there is none.
  func lookup(_ container: Value, _ key: Value, _ failure: @autoclosure () -> RuntimeError) throws -> Value? {
    if let dictionary = container.dictionary { return dictionary[key] }
    if let tuple = container.tuple {
      if let names = tuple.names, let name = key.symbol { return names.firstIndex(of: name).map { tuple.elements[$0] } }
      guard let position = key.integer else { return nil }
      return position >= 1 && position <= tuple.elements.count ? tuple.elements[position - 1] : nil
    }
    guard container.isArray || container.tag == .range || container.tag == .string else { throw failure() }
    do {
      return try index(container, key.tag == .tuple ? key.tuple?.elements ?? [] : [key])
    } catch let error as RuntimeError where error.type == "BoundsError" {
      return nil
    }
  }

  /// The entries of several dictionaries in one.
  func merged(_ values: [Value], inPlace: Bool, combine: Value?, _ failure: @autoclosure () -> RuntimeError) throws -> Value {
    guard let first = values.first?.dictionary else { throw failure() }
    let others = try values.dropFirst().map { value -> DictionaryObject in
      guard let dictionary = value.dictionary else { throw failure() }
      return dictionary
    }
    let target: Value
    if inPlace {
      target = values[0]
    } else {
      let key = others.reduce(first.keyType) { promotedElementType($0, $1.keyType) }
      let value = others.reduce(first.valueType) { promotedElementType($0, $1.valueType) }
      let dictionary = DictionaryObject(keyType: key, valueType: value)
      target = heap.adopt(dictionary)
      for pair in first.pairs(heap) { try store(in: dictionary, pair.key, pair.value) }
    }
    guard let result = target.dictionary else { throw failure() }
    for other in others {
      for pair in other.pairs(heap) {
        if let combine, let old = result[pair.key] {
          try store(in: result, pair.key, try call(combine, [old, pair.value]))
        } else {
          try store(in: result, pair.key, pair.value)
        }
      }
    }
    return target
  }

  func mergedNames(_ values: [Value]) throws -> Value {
    var names: [Symbol] = []
    var elements: [Value] = []
    func add(_ name: Symbol, _ value: Value) {
      if let position = names.firstIndex(of: name) {
        elements[position] = value
      } else {
        names.append(name)
        elements.append(value)
      }
    }
    for value in values {
      if value.tag == .namedTuple, let tuple = value.tuple {
        for (name, element) in zip(tuple.names ?? [], tuple.elements) { add(name, element) }
      } else {
        for element in try list(value) {
          guard let pair = element.tuple, pair.elements.count == 2, let name = pair.elements[0].symbol else { throw noMethod("merge", values) }
          add(name, pair.elements[1])
        }
      }
    }
    return heap.namedTuple(names, elements)
  }
}
