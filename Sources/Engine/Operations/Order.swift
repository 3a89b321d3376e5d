// The order of values: numbers, texts, and element by element tuples and arrays of any depth.

extension Machine {
  /// Tuples or arrays that are being compared, up to which element.
  private struct Sequences {
    let a: [Value]
    let b: [Value]
    var position = 0
  }

  /// The sign of a - b for `<`; `nil` where a NaN takes part.
  func order(_ a: Value, _ b: Value) throws -> Int? {
    if let (x, y) = try orderedElements(a, b) { return try order(Sequences(a: x, b: y)) }
    return try orderOfLeaves(a, b)
  }

  /// The sign for two sequences: that of the first elements that differ, else the shorter one comes first.
  private func order(_ sequences: Sequences) throws -> Int? {
    var open = [sequences]
    // Pairs that were compared before are equal, or stand in themselves.
    var seen: Set<[UInt64]> = []
    var count = 0
    while var last = open.popLast() {
      guard last.position < min(last.a.count, last.b.count) else {
        if last.a.count != last.b.count { return last.a.count < last.b.count ? -1 : 1 }
        continue
      }
      try countStep(1)
      let (x, y) = (last.a[last.position], last.b[last.position])
      last.position += 1
      open.append(last)
      if let (p, q) = try orderedElements(x, y) {
        count += 1
        if count < 100 || seen.insert([x.bits, y.bits]).inserted { open.append(Sequences(a: p, b: q)) }
      } else {
        guard let result = try orderOfLeaves(x, y) else { return nil }
        if result != 0 { return result }
      }
    }
    return 0
  }

  /// The elements of two values that are compared element by element.
  private func orderedElements(_ a: Value, _ b: Value) throws -> ([Value], [Value])? {
    if a.tag == b.tag, a.tag == .tuple || a.tag == .pair || a.tag == .namedTuple, let x = a.tuple, let y = b.tuple,
      x.names == y.names
    {
      return (x.elements, y.elements)
    }
    if a.isArray || a.tag == .range, b.isArray || b.tag == .range, let x = try elements(a), let y = try elements(b) {
      return (x, y)
    }
    return nil
  }

  private func orderOfLeaves(_ a: Value, _ b: Value) throws -> Int? {
    func sign<Number: Comparable>(_ x: Number, _ y: Number) -> Int { x < y ? -1 : x > y ? 1 : 0 }
    if a.dual != nil || b.dual != nil {
      guard let u = primalDouble(a), let v = primalDouble(b) else { throw noMethod("isless", [a, b]) }
      return u.isNaN || v.isNaN ? nil : sign(u, v)
    }
    if let ka = a.numericKind, let kb = b.numericKind, max(ka, kb) < .complex {
      if max(ka, kb) <= .bigInteger, let x = a.exactInteger, let y = b.exactInteger { return sign(x, y) }
      return Equality.compareReals(a, b)
    }
    if let x = a.utf8, let y = b.utf8 {
      return x.lexicographicallyPrecedes(y) ? -1 : Equality.areEqualTexts(a, b) ? 0 : 1
    }
    if let x = a.character, let y = b.character { return sign(x, y) }
    if let x = a.symbol, let y = b.symbol { return Equality.compareTexts(x.name, y.name) }
    if let x = a.boolean, let y = b.boolean { return sign(x ? 1 : 0, y ? 1 : 0) }
    if let x = a.host as? EnumerationValue, let y = b.host as? EnumerationValue, x.own === y.own {
      return sign(x.number, y.number)
    }
    if let function = extendedFunction("isless") {
      if hasMethod(function, [a, b]), try call(Value(function), [a, b]).boolean == true { return -1 }
      if hasMethod(function, [b, a]) { return try call(Value(function), [b, a]).boolean == true ? 1 : 0 }
    }
    if let less = try extendedOperator("<", [a, b])?.boolean {
      return try less ? -1 : extendedOperator("<", [b, a])?.boolean == true ? 1 : 0
    }
    throw noMethod(
      "isless", [a, b],
      hint: a.isNumber && b.isNumber ? "complex numbers have no order; compare abs(z)" : nil)
  }
}
