// Dictionaries and sets, which keep the order of insertion.

/// A value as a key: equal by `isequal` (so NaN finds itself and 1 finds 1.0).
public struct Key: Hashable {
  public let value: Value
  /// Whether only what cannot be told apart is the same key, as in an `IdDict`.
  let isIdentity: Bool

  public init(_ value: Value) { self.init(value, isIdentity: false) }

  init(_ value: Value, isIdentity: Bool) {
    self.value = value
    self.isIdentity = isIdentity
  }

  public static func == (a: Key, b: Key) -> Bool {
    if a.isIdentity, !a.value.isIdentical(to: b.value) {
      // Mutable objects are themselves only; plain data is what it holds.
      guard a.value.tag == b.value.tag, !a.value.isArray, a.value.tag != .dictionary, a.value.tag != .set else { return false }
    }
    return Equality.isEqualAsKeys(a.value, b.value)
  }
  public func hash(into hasher: inout Hasher) { Equality.hash(value, into: &hasher) }
}

public final class DictionaryObject: HeapObject {
  /// Keys and values in order of insertion; a removed entry leaves an undefined key until the next compaction.
  private var entries: [(key: Value, value: Value)] = []
  private var positions: [Key: Int] = [:]
  public var keyType: DataType
  public var valueType: DataType
  /// Whether this is an `IdDict`, whose keys are compared by `===`.
  public let isIdentity: Bool

  /// Whether these are the keyword arguments that a function collects.
  public private(set) var isKeywords = false

  /// The keyword arguments that a function collects.
  static func keywords(_ names: [Symbol], _ values: [Value], heap: Heap) -> Value {
    let types = values.map(\.dataType)
    let type = types.dropFirst().reduce(types.first ?? .bottom) { $0 === $1 ? $0 : .join($0, $1) }
    let object = DictionaryObject(keyType: .symbol, valueType: type)
    object.isKeywords = true
    let result = heap.adopt(object)
    for (name, value) in zip(names, values) { object.set(Value(name), value, heap) }
    return result
  }

  public init(keyType: DataType = .any, valueType: DataType = .any, isIdentity: Bool = false) {
    self.keyType = keyType
    self.valueType = valueType
    self.isIdentity = isIdentity
    super.init(tag: .dictionary)
  }

  public var count: Int { positions.count }

  private func key(_ value: Value) -> Key { Key(value, isIdentity: isIdentity) }

  /// The type: `Dict{String, Int64}`.
  public var type: DataType {
    if isKeywords { return keywordsType }
    guard isIdentity else { return .dictionary(keyType, valueType) }
    let parameters = [DataType.Parameter.type(keyType), .type(valueType)]
    return .parametric(
      "IdDict", parameters, supertype: .parametric("AbstractDict", parameters, supertype: .any, isAbstract: true))
  }

  /// The entries in order of insertion.
  public var pairs: [(key: Value, value: Value)] { entries.filter { !$0.key.isUndefined } }

  /// The entries in order of insertion, which live until the running instruction or native function ends, whatever happens
  /// to the dictionary.
  public func pairs(_ heap: Heap) -> [(key: Value, value: Value)] {
    let pairs = self.pairs
    for pair in pairs {
      _ = heap.shared(pair.key)
      _ = heap.shared(pair.value)
    }
    return pairs
  }

  /// The keyword arguments as a named tuple.
  public var namedTupleType: DataType {
    .namedTuple(pairs.compactMap(\.key.symbol?.name), pairs.map(\.value.dataType))
  }

  /// `Base.Pairs{Symbol, Int64, …}`.
  private var keywordsType: DataType {
    let parameters = [DataType.Parameter.type(keyType), .type(valueType)]
    return .parametric(
      "Base.Pairs",
      parameters + [.type(.tuple(pairs.map { _ in .symbol })), .type(namedTupleType)],
      supertype: .parametric("AbstractDict", parameters, supertype: .any, isAbstract: true))
  }

  public subscript(key: Value) -> Value? { positions[self.key(key)].map { entries[$0].value } }

  public override var byteCount: Int { entries.capacity * 32 + positions.capacity * 40 }

  /// The entry whose key is equal.
  func entry(of key: Value) -> (key: Value, value: Value)? { positions[Key(key)].map { entries[$0] } }

  /// Stores a value; the key and the value are retained.
  public func set(_ key: Value, _ value: Value, _ heap: Heap) {
    heap.noteChange(of: self)
    heap.retain(value)
    if let position = positions[self.key(key)] {
      let old = entries[position].value
      entries[position].value = value
      heap.release(old)
    } else {
      heap.retain(key)
      let before = byteCount
      positions[self.key(key)] = entries.count
      entries.append((key, value))
      heap.adjust(bytes: byteCount - before)
    }
  }

  /// Removes an entry and gives its value, which stays valid until the running instruction ends.
  @discardableResult public func remove(_ key: Value, _ heap: Heap) -> Value? {
    heap.noteChange(of: self)
    guard let position = positions.removeValue(forKey: self.key(key)) else { return nil }
    let entry = entries[position]
    entries[position] = (.undefined, .undefined)
    if entries.count > 32, entries.count > 2 * positions.count { compact(heap) }
    _ = heap.pooled(entry.key)
    return heap.pooled(entry.value)
  }

  private func compact(_ heap: Heap) {
    let before = byteCount
    entries = pairs
    positions = Dictionary(minimumCapacity: entries.count)
    for (position, entry) in entries.enumerated() { positions[key(entry.key)] = position }
    heap.adjust(bytes: byteCount - before)
  }

  public override func releaseChildren(_ heap: Heap) {
    for entry in entries {
      heap.release(entry.key)
      heap.release(entry.value)
    }
  }
}

public final class SetObject: HeapObject {
  let members: DictionaryObject

  /// Whether this is a `BitSet`: integers in increasing order.
  public let isSorted: Bool

  public init(elementType: DataType = .any, isSorted: Bool = false) {
    self.isSorted = isSorted
    members = DictionaryObject(keyType: elementType)
    super.init(tag: .set)
  }

  public var elementType: DataType {
    get { members.keyType }
    set { members.keyType = newValue }
  }
  public var count: Int { members.count }
  /// The members in order of insertion, which live until the running instruction or native function ends.
  public func elements(_ heap: Heap) -> [Value] {
    let elements = self.elements
    for element in elements { _ = heap.shared(element) }
    return elements
  }

  /// The members in order of insertion, in increasing order those of a `BitSet`.
  public var elements: [Value] {
    let elements = members.pairs.map(\.key)
    return isSorted ? elements.sorted { $0.unsafeInteger < $1.unsafeInteger } : elements
  }

  /// The type: `Set{Int64}`.
  public var type: DataType { isSorted ? .bitSet : .set(elementType) }
  public func contains(_ value: Value) -> Bool { members[value] != nil }
  public func insert(_ value: Value, _ heap: Heap) {
    heap.noteChange(of: self)
    if !contains(value) { members.set(value, .nothing, heap) }
  }
  @discardableResult public func remove(_ value: Value, _ heap: Heap) -> Bool {
    heap.noteChange(of: self)
    return members.remove(value, heap) != nil
  }
  public override var byteCount: Int { members.byteCount }
  public override func releaseChildren(_ heap: Heap) { members.releaseChildren(heap) }
}
