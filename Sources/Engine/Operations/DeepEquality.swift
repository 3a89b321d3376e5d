// The value of `==` and of `===` for values that hold others.

extension Machine {
  /// The value of `==` where no method of a block decides: a Boolean or `missing`.
  func areEqual(_ a: Value, _ b: Value) throws -> Value {
    var pairs = ComparedPairs(a, b)
    var result = Value(true)
    while let pair = pairs.next() {
      try countStep(1)
      let same = pair.isIdentity ? Value(areSame(pair.a, pair.b, &pairs)) : try areEqual(pair.a, pair.b, &pairs)
      if same.boolean == false { return same }
      if !same.unsafeBoolean { result = same }
    }
    return result
  }

  /// The verdict on two values, as far as their parts, which are added to the pairs, do not decide it.
  private func areEqual(_ a: Value, _ b: Value, _ pairs: inout ComparedPairs) throws -> Value {
    if a.isMissing || b.isMissing { return .missing }
    if a.numericKind != nil, b.numericKind != nil { return Value(Equality.areEqualNumbers(a, b)) }
    switch (a.tag, b.tag) {
    case (.string, .string): return Value(Equality.areEqualTexts(a, b))
    case (.tuple, .tuple), (.pair, .pair), (.namedTuple, .namedTuple):
      guard let x = a.tuple, let y = b.tuple, x.names == y.names else { return Value(false) }
      return try areAllEqual(x.elements, y.elements, &pairs)
    case (.structure, .structure):
      if isExtended("=="), let value = try extendedOperator("==", [a, b]) { return value }
      // As in Julia, two objects of a type are equal if they are the same, unless a block defines `==`.
      return Value(areSame(a, b, &pairs))
    case (.dictionary, .dictionary):
      guard let x = a.dictionary, let y = b.dictionary, x.count == y.count else { return Value(false) }
      var matches = KeyMatches(y)
      var values: [Value] = []
      var others: [Value] = []
      for (key, value) in x.pairs {
        guard let match = matches.entry(of: key), !key.holdsOthers || Equality.isEqualAsKeys(key, match.key) else {
          return Value(false)
        }
        values.append(value)
        others.append(match.value)
      }
      return try areAllEqual(values, others, &pairs)
    case (.set, .set): return Value(Equality.isEqualAsKeys(a, b))
    case (.range, .range):
      guard let x = a.range, let y = b.range else { return Value(false) }
      return Value(Equality.areEqual(x, y, by: Equality.areEqualNumbers))
    case (.host, .host) where Equality.parts(a, b) != nil:
      guard let (x, y) = Equality.parts(a, b) else { return Value(false) }
      return try areAllEqual(x, y, &pairs)
    case (.host, _), (_, .host):
      if let host = a.host, let result = try nested({ try host.isEqual(to: b, self) }) { return Value(result) }
      if let host = b.host, let result = try nested({ try host.isEqual(to: a, self) }) { return Value(result) }
      return Value(a.isIdentical(to: b))
    default:
      if a.isArray || a.tag == .range, b.isArray || b.tag == .range {
        guard try shape(a) == shape(b) else { return Value(false) }
        if let x = a.array, let y = b.array {
          if let p = x.denseFloats, let q = y.denseFloats { return Value(p == q) }
          if let p = x.denseIntegers, let q = y.denseIntegers { return Value(p == q) }
        }
        guard let x = try elements(a), let y = try elements(b) else { return Value(false) }
        return try areAllEqual(x, y, &pairs)
      }
      return Value(a.isIdentical(to: b))
    }
  }

  /// The verdict on elements; those that hold others are added to the pairs.
  private func areAllEqual(_ a: [Value], _ b: [Value], _ pairs: inout ComparedPairs) throws -> Value {
    if a.count != b.count { return Value(false) }
    var result = Value(true)
    for position in a.indices.reversed() {
      let (x, y) = (a[position], b[position])
      if x.tag.isObject, y.tag.isObject, x.tag != .string, !x.isNumber {
        pairs.add(x, y)
        continue
      }
      let same = try areEqual(x, y, &pairs)
      if same.boolean == false { return same }
      if same.isMissing { result = same }
    }
    return result
  }

  /// Julia's `===`.
  func isSame(_ a: Value, _ b: Value) -> Bool {
    var pairs = ComparedPairs(a, b, isIdentity: true)
    while let pair = pairs.next() {
      if !areSame(pair.a, pair.b, &pairs) { return false }
    }
    return true
  }

  /// Whether two values are the same, as far as their parts, which are added to the pairs, do not decide it.
  private func areSame(_ a: Value, _ b: Value, _ pairs: inout ComparedPairs) -> Bool {
    if a.isIdentical(to: b) { return true }
    guard a.tag == b.tag else { return false }
    func addAll(_ x: some BidirectionalCollection<Value>, _ y: some BidirectionalCollection<Value>) -> Bool {
      if x.count != y.count { return false }
      for (p, q) in zip(x.reversed(), y.reversed()) where !p.isIdentical(to: q) {
        if p.tag != q.tag || !p.tag.isObject { return false }
        pairs.add(p, q, isIdentity: true)
      }
      return true
    }
    switch a.tag {
    case .string: return Equality.areEqualTexts(a, b)
    case .bigInteger, .int128, .uint128, .bigFloat, .rational, .complex, .range:
      return a.dataType === b.dataType && Equality.isEqualAsKeys(a, b)
    case .tuple, .namedTuple, .pair:
      guard let x = a.tuple, let y = b.tuple, x.names == y.names else { return false }
      return addAll(x.elements, y.elements)
    case .structure:
      guard let x = a.structure, let y = b.structure, x.type === y.type, !x.type.isMutable else { return false }
      return addAll(x.fields, y.fields)
    case .function:
      guard let x = a.function, let y = b.function else { return false }
      return x.native != nil && x.native === y.native
    case .host:
      if let (x, y) = Equality.parts(a, b) { return addAll(x, y) }
      guard let x = a.host, x.isImmutable, a.dataType === b.dataType else { return false }
      return (try? nested { try x.isEqual(to: b, self) }) ?? false
    default: return false
    }
  }
}
