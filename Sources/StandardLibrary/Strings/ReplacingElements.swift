// Replacing elements of collections: `replace` and `replace!` for all but text.

import Engine

extension Machine {
  /// `replace(A, old => new, …)` or `replace(f, A)`; the first pair whose `old` is equal counts.
  func replacing(in arguments: [Value], limit: Int, inPlace: Bool) throws -> Value {
    var arguments = arguments[...]
    let name = inPlace ? "replace!" : "replace"
    var function: Value?
    if let first = arguments.first, first.tag == .function || first.host != nil, arguments.count == 2 {
      function = arguments.popFirst()
    }
    guard let source = arguments.popFirst() else { throw noMethod(name, []) }
    var pairs: [(old: Value, new: Value)] = []
    for pair in arguments {
      guard pair.tag == .pair, let parts = pair.tuple?.elements else {
        throw noMethod(name, [source] + arguments, hint: "replacements are given as pairs: \(name)(A, old => new)")
      }
      pairs.append((parts[0], parts[1]))
    }
    var count = 0
    func replaced(_ element: Value) throws -> Value {
      if count >= limit { return element }
      if let function {
        let result = try call(function, [element])
        if !Equality.isEqualAsKeys(result, element) { count += 1 }
        return result
      }
      for (old, new) in pairs where Equality.isEqualAsKeys(element, old) {
        count += 1
        return new
      }
      return element
    }
    if source.isArray || source.range != nil {
      if inPlace {
        guard let array = source.array else { throw noMethod(name, [source]) }
        for position in 0..<array.count {
          try countStep(1)
          _ = try callLibrary("setindex!", [source, replaced(array.element(position, heap)), Value(position + 1)])
        }
        return source
      }
      let original = try elementType(of: source)
      // A `missing` or `nothing` that is replaced leaves the element type.
      let isMissingReplaced =
        limit == .max && pairs.contains { $0.old.isMissing } && !pairs.contains { $0.new.isMissing }
      var type = original
      if isMissingReplaced, case .union(let members) = original.kind {
        type = .union(members.filter { $0 !== DataType.missing })
      }
      let elements = try (try self.elements(source) ?? []).map { element in
        try countStep(1)
        return try replaced(element)
      }
      for pair in pairs {
        type =
          type.isSubtype(of: .number) && pair.new.isNumber
          ? promotedType(type, pair.new.dataType) : DataType.join(type, pair.new.dataType)
      }
      if function != nil { return try makeShaped(elements, like: source, fallback: original) }
      let shape = try shape(source) ?? [elements.count]
      return heap.array(of: type, try elements.map { try convert($0, to: type) }, shape: shape)
    }
    if source.tag == .tuple, !inPlace, let tuple = source.tuple { return heap.tuple(try tuple.elements.map(replaced)) }
    if let set = source.set {
      let elements = try set.elements(heap).map(replaced)
      let result = SetObject(elementType: set.elementType)
      let value = heap.adopt(result)
      for element in elements {
        if !element.isInstance(of: result.elementType) {
          result.elementType = DataType.join(result.elementType, element.dataType)
        }
        result.insert(element, heap)
      }
      if !inPlace { return value }
      for element in set.elements(heap) { set.remove(element, heap) }
      for element in elements { set.insert(element, heap) }
      return source
    }
    if let dictionary = source.dictionary {
      let entries = try dictionary.pairs(heap).map { try replaced(heap.pair($0.key, $0.value)) }
      let target = inPlace ? dictionary : DictionaryObject(keyType: dictionary.keyType, valueType: dictionary.valueType)
      let value = inPlace ? source : heap.adopt(target)
      if inPlace { for (key, _) in dictionary.pairs(heap) { dictionary.remove(key, heap) } }
      for entry in entries {
        guard let parts = entry.tuple?.elements, parts.count == 2 else {
          throw RuntimeError.argument("an entry of a dictionary is replaced by a pair")
        }
        target.set(parts[0], parts[1], heap)
      }
      return value
    }
    throw noMethod(name, [source] + arguments)
  }

  private func makeShaped(_ elements: [Value], like source: Value, fallback: DataType) throws -> Value {
    var builder = ArrayBuilder(heap: heap, capacity: elements.count)
    for element in elements { builder.append(element) }
    return builder.finish(shape: try shape(source), emptyType: fallback)
  }
}
