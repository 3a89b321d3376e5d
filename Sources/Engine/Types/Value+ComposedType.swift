// The types of values whose type is made of the types of others, however deep these are nested and however often shared.

extension Value {
  /// The type, if it was found already: of tuples, lazy collections, library objects, views.
  var knownType: DataType? {
    switch tag {
    case .tuple, .namedTuple, .pair: peek(TupleObject.self) { $0.knownType }
    case .iterator: peek(IteratorObject.self) { $0.knownType }
    case .host: peek(HostObject.self) { $0.knownType }
    case .floatArray, .integerArray, .booleanArray, .complexArray, .array: peek(ArrayObject.self) { $0.origin?.knownType }
    default: nil
    }
  }

  /// The values whose types make up the type.
  private var parts: [Value] {
    switch tag {
    case .tuple, .namedTuple, .pair: unsafe(TupleObject.self).elements
    case .iterator: unsafe(IteratorObject.self).parts
    case .host: unsafe(HostObject.self).parts
    case .floatArray, .integerArray, .booleanArray, .complexArray, .array:
      unsafe(ArrayObject.self).origin.map { [$0.parent] + $0.indices } ?? []
    default: []
    }
  }

  /// Remembers the type of an object whose type cannot change.
  private func note(_ type: DataType) {
    switch tag {
    case .tuple, .namedTuple, .pair: unsafe(TupleObject.self).knownType = type
    case .iterator: unsafe(IteratorObject.self).knownType = type
    case .host: unsafe(HostObject.self).knownType = type
    default: unsafe(ArrayObject.self).note(type)
    }
  }

  /// The type, from types that are known.
  private var assembledType: DataType {
    switch tag {
    case .tuple: return .tuple(unsafe(TupleObject.self).elements.map(\.dataType))
    case .namedTuple:
      let object = unsafe(TupleObject.self)
      return .namedTuple((object.names ?? []).map(\.name), object.elements.map(\.dataType))
    case .pair:
      let object = unsafe(TupleObject.self)
      return .pair(object.elements[0].dataType, object.elements[1].dataType)
    case .iterator: return unsafe(IteratorObject.self).type
    case .host: return unsafe(HostObject.self).type
    default: return unsafe(ArrayObject.self).type
    }
  }

  private var isComposed: Bool {
    switch tag {
    case .tuple, .namedTuple, .pair, .iterator, .host: true
    default: tag.isArray && peek(ArrayObject.self) { $0.origin != nil }
    }
  }

  /// Finds the type, those of the innermost values first.
  var composedType: DataType {
    let sources = parts
    if sources.isEmpty, tag == .iterator || tag == .host { return assembledType }
    if !sources.contains(where: { $0.isComposed && $0.knownType == nil }) {
      let type = assembledType
      note(type)
      return type
    }
    var open: [(value: Value, isReady: Bool)] = [(self, false)]
    while let (value, isReady) = open.popLast() {
      if isReady {
        value.note(value.assembledType)
        continue
      }
      if value.knownType != nil { continue }
      let sources = value.parts
      if sources.isEmpty, value.tag == .iterator || value.tag == .host { continue }
      // A reference may hold itself: the innermost type is then not known.
      value.note(.any)
      open.append((value, true))
      for source in sources where source.isComposed && source.knownType == nil { open.append((source, false)) }
    }
    return knownType ?? .any
  }
}
