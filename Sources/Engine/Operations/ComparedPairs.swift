// Pairs of values that are still to be compared, in place of recursion: values may be nested to any depth.

/// Two values are equal where all pairs of their parts are. Each pair of objects is compared once, so values that share parts
/// take no longer than their parts are many, and values that hold themselves come to an end.
struct ComparedPairs {
  struct Pair {
    let a: Value
    let b: Value
    /// Whether the two must be the same, as the fields of structures must.
    var isIdentity = false
  }

  private struct Places: Hashable {
    let a: UInt64
    let b: UInt64
    let isIdentity: Bool
  }

  private var open: [Pair] = []
  private var count = 0
  private var seen: Set<Places> = []
  /// Pairs of which nothing is remembered yet: most values are small.
  private static let firstRemembered = 100

  init() {}

  init(_ a: Value, _ b: Value, isIdentity: Bool = false) { open = [Pair(a: a, b: b, isIdentity: isIdentity)] }

  mutating func add(_ a: Value, _ b: Value, isIdentity: Bool = false) {
    open.append(Pair(a: a, b: b, isIdentity: isIdentity))
  }

  /// The next pair of those that were added last.
  mutating func next() -> Pair? {
    while let pair = open.popLast() {
      count += 1
      if count > ComparedPairs.firstRemembered, pair.a.tag.isObject, pair.b.tag.isObject,
        !seen.insert(Places(a: pair.a.bits, b: pair.b.bits, isIdentity: pair.isIdentity)).inserted
      {
        continue
      }
      return pair
    }
    return nil
  }
}
