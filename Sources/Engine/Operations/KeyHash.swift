// Hashes of values as keys.

extension Equality {
  /// How many values a hash looks at, and how deep: what differs only beyond is told apart by comparison.
  private static let hashedCount = 1_000
  private static let hashedDepth = 200

  /// A hash that agrees with `isEqualAsKeys`.
  public static func hash(_ value: Value, into hasher: inout Hasher) {
    if hashLeaf(value, into: &hasher) { return }
    var budget = hashedCount
    hash(value, into: &hasher, depth: 0, &budget)
  }

  private static func hash(_ value: Value, into hasher: inout Hasher, depth: Int, _ budget: inout Int) {
    if hashLeaf(value, into: &hasher) { return }
    budget -= 1
    if budget < 0 || depth > hashedDepth { return }
    switch value.tag {
    case .tuple, .namedTuple, .pair:
      for element in value.tuple?.elements ?? [] { hash(element, into: &hasher, depth: depth + 1, &budget) }
    case .structure:
      for field in value.structure.map({ Array($0.fields) }) ?? [] { hash(field, into: &hasher, depth: depth + 1, &budget) }
    case .host where value.host?.keySequence == nil: for part in value.host?.parts ?? [] { hash(part, into: &hasher, depth: depth + 1, &budget) }
    case .set: hashKeys(value.set?.elements ?? [], into: &hasher)
    case .dictionary: hashKeys(value.dictionary?.pairs.map(\.key) ?? [], into: &hasher)
    default:
      guard let elements = sequence(value) else { return }
      hasher.combine(elements.shape)
      for position in 0..<min(elements.count, 100) {
        hash(elements.element(position), into: &hasher, depth: depth + 1, &budget)
      }
    }
  }

  /// Keys in whatever order: those that hold no others, of collections that are not large.
  private static func hashKeys(_ keys: [Value], into hasher: inout Hasher) {
    hasher.combine(keys.count)
    if keys.count > hashedCount { return }
    var sum = 0
    for key in keys {
      var one = Hasher()
      if hashLeaf(key, into: &one) { sum &+= one.finalize() }
    }
    hasher.combine(sum)
  }

  /// Hashes a value that holds no others; false for one that does.
  static func hashLeaf(_ value: Value, into hasher: inout Hasher) -> Bool {
    if let number = value.asDouble {
      // Numbers of all kinds that are equal have the same nearest float.
      hasher.combine(number.isNaN ? Double.nan.bitPattern : number.bitPattern)
      return true
    }
    switch value.tag {
    case .string: if let bytes = value.utf8 { hasher.combine(bytes: UnsafeRawBufferPointer(bytes)) }
    case .complex:
      guard let object = value.complex else { return true }
      if areEqualNumbers(object.imaginary, Value(0)) { return hashLeaf(object.real, into: &hasher) }
      hasher.combine(object.real.asDouble)
      hasher.combine(object.imaginary.asDouble)
    case .dual: return value.dual.map { hashLeaf($0.value, into: &hasher) } ?? true
    case .structure where value.structure?.type.isMutable == true: hasher.combine(value.bits)
    case .host where value.host?.keySequence != nil: return false
    case .host where value.host?.isImmutable != true || value.host?.parts.isEmpty == true:
      hasher.combine(value.bits)
    default:
      if value.holdsOthers { return false }
      hasher.combine(value.tag)
      hasher.combine(value.bits)
    }
    return true
  }
}
