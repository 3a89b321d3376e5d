// Taking values apart for `a, b = value` and `a, b... = value`.

extension Machine {
  /// The parts of a value for `count` targets, of which the one at `slurp` (-1: none) takes what the others leave.
  ///
  /// The rest of a tuple is a tuple, of a string a string, of an array a vector; of a lazy collection it is lazy where it comes
  /// last.
  func destructure(_ value: Value, count: Int, slurp: Int) throws -> [Value] {
    if slurp >= 0, slurp == count - 1, value.tag == .iterator || value.tag == .set || value.tag == .dictionary {
      return try destructureLazily(value, count: count)
    }
    let elements: [Value]
    if value.tag == .tuple, let tuple = value.tuple {
      elements = tuple.elements
    } else if slurp < 0 {
      // Only as many elements as there are targets.
      let next = try makeIterator(value)
      var taken: [Value] = []
      while taken.count < count, let element = try next() { taken.append(element) }
      elements = taken
    } else {
      elements = try self.elements(value) ?? []
    }
    let needed = slurp < 0 ? count : count - 1
    if elements.count < needed { throw try tooFew(elements.count, of: value, for: count) }
    if slurp < 0 { return Array(elements.prefix(count)) }
    let after = count - slurp - 1
    let middle = Array(elements[slurp..<(elements.count - after)])
    let rest: Value
    if value.tag == .tuple {
      rest = heap.tuple(middle)
    } else if value.tag == .string {
      var text = String.UnicodeScalarView()
      for character in middle { if let scalar = character.character { text.append(scalar) } }
      rest = heap.string(String(text))
    } else {
      rest = try makeVector(middle)
    }
    return Array(elements.prefix(slurp)) + [rest] + Array(elements.suffix(after))
  }

  private func destructureLazily(_ value: Value, count: Int) throws -> [Value] {
    let next = try makeIterator(value)
    var taken: [Value] = []
    while taken.count < count - 1 {
      guard let element = try next() else { throw try tooFew(taken.count, of: value, for: count) }
      taken.append(element)
    }
    return taken + [heap.adopt(RestObject(value, skipping: count - 1, heap: heap))]
  }

  private func tooFew(_ available: Int, of value: Value, for count: Int) throws -> RuntimeError {
    RuntimeError(
      "BoundsError", "attempt to access \(try summary(value)) at index [\(available + 1)]",
      hint: "there are \(available) values for \(count) names")
  }
}
