// Dictionaries and sets, which keep the order of insertion.

/// A value as a key: equal by `isequal` (so NaN finds itself and 1 finds 1.0).
public struct Key: Hashable {
  public let value: Value

  public init(_ value: Value) { self.value = value }

  public static func == (a: Key, b: Key) -> Bool { Equality.isEqualAsKeys(a.value, b.value) }
  public func hash(into hasher: inout Hasher) { Equality.hash(value, into: &hasher) }
}

public final class DictionaryObject: HeapObject {
  /// Keys and values in order of insertion; a removed entry leaves an undefined key until the next compaction.
  private var entries: [(key: Value, value: Value)] = []
  private var positions: [Key: Int] = [:]
  public var keyType: DataType
  public var valueType: DataType

  public init(keyType: DataType = .any, valueType: DataType = .any) {
    self.keyType = keyType
    self.valueType = valueType
    super.init(tag: .dictionary)
  }

  public var count: Int { positions.count }

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

  public subscript(key: Value) -> Value? { positions[Key(key)].map { entries[$0].value } }

  public override var byteCount: Int { entries.capacity * 32 + positions.capacity * 40 }

  /// The entry whose key is equal.
  func entry(of key: Value) -> (key: Value, value: Value)? { positions[Key(key)].map { entries[$0] } }

  /// Stores a value; the key and the value are retained.
  public func set(_ key: Value, _ value: Value, _ heap: Heap) {
    heap.retain(value)
    if let position = positions[Key(key)] {
      let old = entries[position].value
      entries[position].value = value
      heap.release(old)
    } else {
      heap.retain(key)
      let before = byteCount
      positions[Key(key)] = entries.count
      entries.append((key, value))
      heap.adjust(bytes: byteCount - before)
    }
  }

  /// Removes an entry and gives its value, which stays valid until the running instruction ends.
  @discardableResult public func remove(_ key: Value, _ heap: Heap) -> Value? {
    guard let position = positions.removeValue(forKey: Key(key)) else { return nil }
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
    for (position, entry) in entries.enumerated() { positions[Key(entry.key)] = position }
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

  public init(elementType: DataType = .any) {
    members = DictionaryObject(keyType: elementType)
    super.init(tag: .set)
  }

  public var elementType: DataType {
    get { members.keyType }
    set { members.keyType = newValue }
  }
  public var count: Int { members.count }
  /// The members in order of insertion.
  public var elements: [Value] { members.pairs.map(\.key) }

  /// The members in order of insertion, which live until the running instruction or native function ends.
  public func elements(_ heap: Heap) -> [Value] {
    let elements = self.elements
    for element in elements { _ = heap.shared(element) }
    return elements
  }

  public func contains(_ value: Value) -> Bool { members[value] != nil }
  public func insert(_ value: Value, _ heap: Heap) { if !contains(value) { members.set(value, .nothing, heap) } }
  @discardableResult public func remove(_ value: Value, _ heap: Heap) -> Bool { members.remove(value, heap) != nil }
  public override var byteCount: Int { members.byteCount }
  public override func releaseChildren(_ heap: Heap) { members.releaseChildren(heap) }
}
