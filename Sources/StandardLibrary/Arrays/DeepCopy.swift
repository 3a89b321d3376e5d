// Copies that share nothing, of values nested to any depth; what was shared or held itself does so in the copy.

import Engine

extension Machine {
  /// A copy of the value and of all that can change in it.
  /// - Throws: `MemoryLimit` or `StepLimit`, which a block cannot catch.
  func deepCopy(_ value: Value) throws -> Value {
    var copies = DeepCopies(machine: self)
    return try copies.copy(value)
  }
}

/// The copies that were made so far, by the object that each is of.
private struct DeepCopies {
  let machine: Machine
  private var known: [UInt64: Value] = [:]
  /// Objects to be copied; of those that are ready the parts are.
  private var open: [(value: Value, isReady: Bool)] = []

  init(machine: Machine) { self.machine = machine }

  mutating func copy(_ value: Value) throws -> Value {
    add(value)
    while let (value, isReady) = open.popLast() {
      if isReady {
        try finish(value)
      } else if known[value.bits] == nil {
        try machine.countStep(1)
        try begin(value)
      }
    }
    return copy(of: value)
  }

  /// What stands for a value in the copy: itself, if it cannot change.
  private func copy(of value: Value) -> Value { value.tag.isObject ? known[value.bits] ?? value : value }

  private mutating func add(_ value: Value) { if value.tag.isObject { open.append((value, false)) } }

  /// Makes the copy of what can change, whose parts follow; of other objects the parts come first.
  private mutating func begin(_ value: Value) throws {
    let heap = machine.heap
    switch value.tag {
    case .floatArray, .integerArray, .booleanArray, .complexArray, .array:
      let copy = try machine.copied(value)
      known[value.bits] = copy
      guard value.tag == .array, let array = copy.array else { return }
      open.append((value, true))
      for position in 0..<array.count { add(array.element(position, heap)) }
    case .structure:
      guard let object = value.structure else { return }
      if object.type.isMutable {
        known[value.bits] = heap.adopt(StructureObject(type: object.type, fields: Array(object.fields), heap: heap))
      }
      open.append((value, true))
      object.fields.forEach { add($0) }
    case .tuple, .namedTuple, .pair:
      open.append((value, true))
      value.tuple?.elements.forEach { add($0) }
    case .dictionary:
      guard let dictionary = value.dictionary else { return }
      known[value.bits] = heap.adopt(DictionaryObject(keyType: dictionary.keyType, valueType: dictionary.valueType))
      open.append((value, true))
      for pair in dictionary.pairs {
        add(pair.key)
        add(pair.value)
      }
    case .set:
      guard let set = value.set else { return }
      known[value.bits] = heap.adopt(SetObject(elementType: set.elementType))
      open.append((value, true))
      set.elements.forEach { add($0) }
    case .host:
      guard let reference = value.host as? ReferenceObject else {
        known[value.bits] = try value.host?.apply("deepcopy", [value], machine)
        return
      }
      known[value.bits] = heap.adopt(ReferenceObject(reference.value, heap: heap))
      open.append((value, true))
      add(reference.value)
    default: return
    }
    try heap.reserve(bytes: 0)
  }

  /// Puts the copies of the parts into a copy, or makes it of them.
  private mutating func finish(_ value: Value) throws {
    let heap = machine.heap
    switch value.tag {
    case .array:
      guard let copy = known[value.bits]?.array else { return }
      for position in 0..<copy.count {
        let element = copy.element(position, heap)
        if element.tag.isObject { copy.store(self.copy(of: element), at: position, heap) }
      }
    case .structure:
      guard let object = value.structure else { return }
      let fields = object.fields.map { copy(of: $0) }
      if let copy = known[value.bits]?.structure {
        for (position, field) in fields.enumerated() {
          let old = copy.fields[position]
          heap.retain(field)
          copy.fields[position] = field
          heap.release(old)
        }
      } else {
        let isSame = zip(fields, object.fields).allSatisfy { $0.isIdentical(to: $1) }
        known[value.bits] = isSame ? value : heap.adopt(StructureObject(type: object.type, fields: fields, heap: heap))
      }
    case .tuple, .namedTuple, .pair:
      guard known[value.bits] == nil, let tuple = value.tuple else { return }
      let elements = tuple.elements.map { copy(of: $0) }
      let isSame = zip(elements, tuple.elements).allSatisfy { $0.isIdentical(to: $1) }
      known[value.bits] = isSame
        ? value : heap.adopt(TupleObject(elements, names: tuple.names, tag: value.tag, heap: heap))
    case .dictionary:
      guard let copy = known[value.bits]?.dictionary, copy.count == 0 else { return }
      for pair in value.dictionary?.pairs ?? [] { copy.set(self.copy(of: pair.key), self.copy(of: pair.value), heap) }
    case .set:
      guard let copy = known[value.bits]?.set, copy.count == 0 else { return }
      for element in value.set?.elements ?? [] { copy.insert(self.copy(of: element), heap) }
    case .host:
      guard let copy = known[value.bits]?.host as? ReferenceObject else { return }
      copy.set(self.copy(of: copy.value), heap)
    default: return
    }
  }
}
