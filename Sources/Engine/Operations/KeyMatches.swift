// The keys of one collection that correspond to those of another.

/// Finds equal keys. Of keys that hold others a digest of all that is in them decides, and only where several have the same is
/// one compared with each; so sets of sets may be nested to any depth.
struct KeyMatches {
  private let dictionary: DictionaryObject
  private let ambiguities: Int
  /// The entries with keys that hold others, by digest.
  private var candidates: [Int: [(key: Value, value: Value)]]?
  private var digests = KeyDigests()

  init(_ dictionary: DictionaryObject, _ ambiguities: Int = 0) {
    self.dictionary = dictionary
    self.ambiguities = ambiguities
  }

  init(_ set: SetObject, _ ambiguities: Int) { self.init(set.members, ambiguities) }

  mutating func key(of key: Value) -> Value? { entry(of: key)?.key }

  /// The entry whose key is equal, if the keys can be told apart by their digests; those of the only candidate may differ still.
  mutating func entry(of key: Value) -> (key: Value, value: Value)? {
    if !key.holdsOthers { return dictionary.entry(of: key) }
    if dictionary.count == 1 { return dictionary.pairs.first }
    if candidates == nil {
      var table: [Int: [(key: Value, value: Value)]] = [:]
      for pair in dictionary.pairs where pair.key.holdsOthers { table[digests.digest(pair.key), default: []].append(pair) }
      candidates = table
    }
    guard let found = candidates?[digests.digest(key)] else { return nil }
    if found.count == 1 { return found[0] }
    if ambiguities >= Equality.ambiguityLimit { return nil }
    return found.first { Equality.isEqualAsKeys($0.key, key, ambiguities: ambiguities + 1) }
  }
}

/// Digests of values and all that is in them, each object's computed once.
struct KeyDigests {
  private var known: [UInt64: Int] = [:]

  /// A number that is the same for keys that are equal.
  mutating func digest(_ value: Value) -> Int {
    if let known = settled(value) { return known }
    var open: [(value: Value, isReady: Bool)] = [(value, false)]
    while let (value, isReady) = open.popLast() {
      if isReady {
        known[value.bits] = assembled(value)
      } else if known[value.bits] == nil {
        // Where a value holds itself.
        known[value.bits] = 0
        open.append((value, true))
        for part in KeyDigests.parts(value) where settled(part) == nil { open.append((part, false)) }
      }
    }
    return known[value.bits] ?? 0
  }

  /// The digest of a value without parts, or whose digest is known.
  private func settled(_ value: Value) -> Int? {
    var hasher = Hasher()
    if Equality.hashLeaf(value, into: &hasher) { return hasher.finalize() }
    return known[value.bits]
  }

  private static func parts(_ value: Value) -> [Value] {
    switch value.tag {
    case .tuple, .namedTuple, .pair: value.tuple?.elements ?? []
    case .structure: value.structure.map { Array($0.fields) } ?? []
    case .host: value.host?.parts ?? []
    case .set: value.set?.elements ?? []
    case .dictionary: value.dictionary?.pairs.flatMap { [$0.key, $0.value] } ?? []
    case .array: value.array.map { Array($0.slots) } ?? []
    default: []
    }
  }

  /// The digest from those of the parts.
  private func assembled(_ value: Value) -> Int {
    var hasher = Hasher()
    let digests = KeyDigests.parts(value).map { settled($0) ?? 0 }
    switch value.tag {
    case .set: hasher.combine(digests.reduce(0, &+))
    case .dictionary:
      var sum = 0
      for position in stride(from: 0, to: digests.count, by: 2) {
        var one = Hasher()
        one.combine(digests[position])
        one.combine(digests[position + 1])
        sum &+= one.finalize()
      }
      hasher.combine(sum)
    case .array where value.array?.tag == .array: hasher.combine(digests)
    default:
      if value.tag.isArray || value.tag == .range {
        // Equal elements may be packed in one array and not in the other.
        guard let elements = Equality.sequence(value) else { break }
        hasher.combine((0..<elements.count).map { settled(elements.element($0)) ?? 0 })
      } else {
        hasher.combine(digests)
      }
    }
    return hasher.finalize()
  }
}
