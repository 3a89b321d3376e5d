// replace and replace!: patterns in text, elements in collections.

import Engine

extension Library {
  mutating func addReplacing() {
    add(
      "replace(A, pairs...; count)",
      "Text with patterns replaced, or a collection with elements replaced: `replace(s, \"a\" => \"b\", …)`, "
        + "`replace(f, A)`.",
      arity: Arity(1...), keywords: ["count"],
      example:
        "replace(\"banana\", \"a\" => \"o\", count = 2)  # => \"bonona\"\nreplace([1, 2, 1], 1 => 0)  # => [0, 2, 0]"
    ) { call in
      let machine = call.machine
      let limit = try call.int(keyword: "count") ?? .max
      if limit < 0 { throw RuntimeError("DomainError", "with \(limit):\n`count` must not be negative.") }
      guard let bytes = call[0].utf8 else {
        return try machine.replacing(in: call.values, limit: limit, inPlace: false)
      }
      var rules: [(TextPattern, Value)] = []
      for pair in call.values.dropFirst() {
        guard pair.tag == .pair, let parts = pair.tuple?.elements, let pattern = try machine.textPattern(parts[0])
        else {
          throw call.noMethod(hint: "patterns are given as pairs: replace(s, \"a\" => \"b\")")
        }
        rules.append((pattern, parts[1]))
      }
      if rules.count == 1, case .text(let needle) = rules[0].0, !needle.isEmpty,
        let replacement = rules[0].1.utf8
      {
        return try machine.replacing(needle, by: replacement, in: bytes, limit: limit)
      }
      return machine.heap.string(try machine.replacing(rules, in: Array(bytes), limit: limit))
    }
    add(
      "replace!(A, pairs...; count)", "Replaces elements of a collection in place.", arity: Arity(1...),
      keywords: ["count"], example: "replace!([1, 2, 1], 1 => 0, count = 1)  # => [0, 2, 1]"
    ) { call in
      let limit = try call.int(keyword: "count") ?? .max
      if limit < 0 { throw RuntimeError("DomainError", "with \(limit):\n`count` must not be negative.") }
      return try call.machine.replacing(in: call.values, limit: limit, inPlace: true)
    }
  }
}

extension Machine {
  /// The text with occurrences of another replaced, from left to right.
  fileprivate func replacing(
    _ needle: [UInt8], by replacement: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>, limit: Int
  ) throws -> Value {
    let mark = scratch.count
    return try text { scratch in
      var start = 0
      var count = 0
      while count < limit, let place = StringOperations.find(needle, in: bytes, from: start) {
        scratch.append(UnsafeBufferPointer(rebasing: bytes[start..<place]))
        scratch.append(replacement)
        try heap.reserve(bytes: scratch.count - mark)
        try countStep(1)
        count += 1
        start = place + needle.count
      }
      scratch.append(UnsafeBufferPointer(rebasing: bytes[start...]))
    }
  }

  /// The text with the earliest match of any pattern replaced, again and again from left to right.
  func replacing(_ rules: [(pattern: TextPattern, replacement: Value)], in bytes: [UInt8], limit: Int) throws -> String
  {
    var result: [UInt8] = []
    var start = 0
    var searchFrom = 0
    var count = 0
    var next = try rules.map { try match($0.pattern, in: bytes, from: 0) }
    while count < limit {
      var best: Int?
      for (index, range) in next.enumerated() {
        guard let range else { continue }
        if let current = best, let other = next[current], other.lowerBound <= range.lowerBound { continue }
        best = index
      }
      guard let best, let range = next[best] else { break }
      result += bytes[start..<range.lowerBound]
      result += try replacement(rules[best], range, in: bytes).utf8
      try heap.reserve(bytes: result.count)
      try countStep(1)
      count += 1
      start = range.upperBound
      searchFrom = range.upperBound
      if range.isEmpty {
        if range.lowerBound >= bytes.count { break }
        let after = StringOperations.next(bytes, range.lowerBound)
        result += bytes[start..<after]
        start = after
        searchFrom = after
      }
      for (index, rule) in rules.enumerated() {
        if let range = next[index], range.lowerBound < searchFrom {
          next[index] = try match(rule.pattern, in: bytes, from: searchFrom)
        }
      }
    }
    if start < bytes.count { result += bytes[start...] }
    return String(decoding: result, as: UTF8.self)
  }

  private func replacement(_ rule: (pattern: TextPattern, replacement: Value), _ range: Range<Int>, in bytes: [UInt8])
    throws -> String
  {
    let found = StringOperations.text(bytes[range])
    if let text = rule.replacement.string { return text }
    if let template = rule.replacement.host as? SubstitutionObject {
      if case .regex(let regex) = rule.pattern, let match = try regex.match(in: bytes, at: range.lowerBound, self) {
        return try template.expanded(match, regex, bytes)
      }
      return template.source
    }
    if rule.replacement.function != nil || rule.replacement.host != nil {
      let argument: Value
      if rule.pattern.isCharacter, let scalar = found.unicodeScalars.first {
        argument = Value(scalar)
      } else {
        argument = heap.string(found)
      }
      return try printedText(of: call(rule.replacement, [argument]))
    }
    return try printedText(of: rule.replacement)
  }
}
