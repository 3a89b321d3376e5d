// Values as keys: Julia's `isequal`, and a hash that agrees with it.

extension Equality {
  /// Julia's `isequal`: like `==`, but NaN equals itself, -0.0 differs from 0.0, and `missing` equals itself.
  public static func isEqualAsKeys(_ a: Value, _ b: Value) -> Bool { isEqualAsKeys(a, b, ambiguities: 0) }

  /// How many sets of sets, with members that only a comparison tells apart, may stand in each other.
  static let ambiguityLimit = 20

  static func isEqualAsKeys(_ a: Value, _ b: Value, ambiguities: Int) -> Bool {
    if let verdict = leafVerdict(a, b) { return verdict }
    var pairs = ComparedPairs()
    guard addParts(a, b, &pairs, ambiguities) else { return false }
    while let pair = pairs.next() {
      if let verdict = leafVerdict(pair.a, pair.b) {
        if !verdict { return false }
      } else if !addParts(pair.a, pair.b, &pairs, ambiguities) {
        return false
      }
    }
    return true
  }

  /// Whether two values are equal as keys, `nil` where their parts decide.
  private static func leafVerdict(_ a: Value, _ b: Value) -> Bool? {
    if a.isIdentical(to: b) { return true }
    if a.tag == .float, b.tag == .float { return a.unsafeFloat.isNaN && b.unsafeFloat.isNaN }
    if a.numericKind != nil, b.numericKind != nil {
      if let x = a.asDouble, let y = b.asDouble {
        if x == 0, y == 0, x.sign != y.sign { return false }
        if x.isNaN, y.isNaN { return true }
      }
      return areEqualNumbers(a, b)
    }
    if a.tag == .string, b.tag == .string { return areEqualTexts(a, b) }
    if let x = a.range, let y = b.range { return areEqual(x, y) { isEqualAsKeys($0, $1) } }
    return a.holdsOthers && b.holdsOthers ? nil : false
  }

  /// Ranges are equal when their ends are, since both go in equal steps between them.
  static func areEqual(_ a: RangeObject, _ b: RangeObject, by areEqual: (Value, Value) -> Bool) -> Bool {
    a.count == b.count && (a.count == 0 || areEqual(a.first, b.first) && (a.count == 1 || areEqual(a.last, b.last)))
  }

  /// Adds the parts that must be equal to the pairs; false where the values differ whatever these are.
  private static func addParts(_ a: Value, _ b: Value, _ pairs: inout ComparedPairs, _ ambiguities: Int) -> Bool {
    func addAll(_ x: some RandomAccessCollection<Value>, _ y: some RandomAccessCollection<Value>) -> Bool {
      if x.count != y.count { return false }
      for (p, q) in zip(x.reversed(), y.reversed()) {
        if let verdict = leafVerdict(p, q) {
          if !verdict { return false }
        } else {
          pairs.add(p, q)
        }
      }
      return true
    }
    func addElements() -> Bool {
      guard let x = sequence(a), let y = sequence(b), x.shape == y.shape else { return false }
      for position in (0..<x.count).reversed() {
        let (p, q) = (x.element(position), y.element(position))
        if let verdict = leafVerdict(p, q) {
          if !verdict { return false }
        } else {
          pairs.add(p, q)
        }
      }
      return true
    }
    switch (a.tag, b.tag) {
    case (.tuple, .tuple), (.namedTuple, .namedTuple), (.pair, .pair):
      guard let x = a.tuple, let y = b.tuple, x.names == y.names else { return false }
      return addAll(x.elements, y.elements)
    case (.structure, .structure):
      guard let x = a.structure, let y = b.structure, x.type === y.type, !x.type.isMutable else { return false }
      return addAll(x.fields, y.fields)
    case (.host, .host):
      if let verdict = sameKey(a, b) { return verdict }
      if let (x, y) = parts(a, b) { return addAll(x, y) }
      return addElements()
    case (.set, .set):
      guard let x = a.set, let y = b.set, x.count == y.count else { return false }
      var matches = KeyMatches(y, ambiguities)
      for element in x.elements {
        guard let match = matches.key(of: element) else { return false }
        pairs.add(element, match)
      }
      return true
    case (.dictionary, .dictionary):
      guard let x = a.dictionary, let y = b.dictionary, x.count == y.count else { return false }
      var matches = KeyMatches(y, ambiguities)
      for (key, value) in x.pairs {
        guard let match = matches.entry(of: key) else { return false }
        pairs.add(key, match.key)
        pairs.add(value, match.value)
      }
      return true
    default: return addElements()
    }
  }

  /// What one of two objects that stand for arrays says of the other.
  private static func sameKey(_ a: Value, _ b: Value) -> Bool? {
    guard let x = a.host, let y = b.host, x.writableShape != nil else { return nil }
    return x.isSameKey(as: y) ?? y.isSameKey(as: x)
  }

  /// The parts that decide whether two objects of the library are equal; `nil` where the objects themselves do.
  static func parts(_ a: Value, _ b: Value) -> (a: [Value], b: [Value])? {
    guard let x = a.host, let y = b.host, x.isImmutable, type(of: x) == type(of: y) else { return nil }
    let parts = x.parts
    return parts.isEmpty ? nil : (parts, y.parts)
  }

  /// The elements of an array or range without a heap; complex ones as pairs of bits.
  public static func sequence(_ value: Value) -> (shape: [Int], count: Int, element: (Int) -> Value)? {
    if let host = value.host { return host.keySequence }
    if let range = value.range { return ([range.count], range.count, { range.element($0) }) }
    guard let array = value.array else { return nil }
    switch array.tag {
    case .floatArray: return (array.shape, array.count, { Value(array.floats[$0]) })
    case .integerArray: return (array.shape, array.count, { Value(array.integers[$0]) })
    case .booleanArray: return (array.shape, array.count, { Value(array.booleans[$0]) })
    case .complexArray:
      let parts = UnsafeMutableRawPointer(array.data).assumingMemoryBound(to: Double.self)
      return (array.shape + [2], 2 * array.count, { Value(parts[$0]) })
    default: return (array.shape, array.count, { array.slots[$0] })
    }
  }
}

extension Value {
  /// Whether equality asks for the parts of the value.
  var holdsOthers: Bool {
    switch tag {
    case .tuple, .namedTuple, .pair, .structure, .set, .dictionary, .host, .range: true
    default: tag.isArray
    }
  }
}
