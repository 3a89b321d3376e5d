// What a search in text looks for: a string, a character, one of several, a predicate, a regular expression.

import Engine

enum TextPattern {
  case text([UInt8])
  case characters([Unicode.Scalar])
  case predicate(Value)
  case regex(RegularExpression)

  /// Whether the pattern stands for single characters: then a place is one index, not a range.
  var isCharacter: Bool {
    switch self {
    case .characters, .predicate: true
    default: false
    }
  }
}

extension Machine {
  /// The pattern that a value stands for; `nil` if it is none.
  func textPattern(_ value: Value) throws -> TextPattern? {
    if let text = value.string { return .text(Array(text.utf8)) }
    if let scalar = value.character { return .characters([scalar]) }
    if let regex = value.host as? RegexObject { return .regex(regex.regex) }
    if value.tag == .function { return .predicate(value) }
    if value.tag == .tuple || value.tag == .array || value.tag == .set || value.tag == .range,
      let elements = try elements(value)
    {
      let scalars = elements.compactMap(\.character)
      return scalars.count == elements.count ? .characters(scalars) : nil
    }
    // A partial or composed function: anything else that may be called.
    return value.host != nil || value.structure != nil ? .predicate(value) : nil
  }

  private func matches(_ pattern: TextPattern, _ scalar: Unicode.Scalar) throws -> Bool {
    switch pattern {
    case .characters(let scalars): return scalars.contains(scalar)
    case .predicate(let function):
      let mark = heap.mark
      defer { heap.drain(to: mark) }
      let result = try call(function, [Value(scalar)])
      guard let flag = result.boolean else {
        throw RuntimeError.type(expected: "Bool", got: "\(result.dataType)", in: "the predicate of a search")
      }
      return flag
    default: return false
    }
  }

  /// The first match that begins at or after an offset, as byte offsets.
  func match(_ pattern: TextPattern, in bytes: [UInt8], from start: Int) throws -> Range<Int>? {
    switch pattern {
    case .text(let needle):
      var start = start
      while let offset = StringOperations.find(needle, in: bytes, from: start) {
        try countStep(1)
        if offset == bytes.count || StringOperations.isStart(bytes, offset) { return offset..<(offset + needle.count) }
        start = offset + 1
      }
      return nil
    case .regex(let regex): return try regex.firstMatch(in: bytes, from: start, self)?.range
    default:
      var offset = start
      while offset < bytes.count {
        try countStep(1)
        let next = StringOperations.next(bytes, offset)
        if try matches(pattern, StringOperations.scalar(bytes, offset)) { return offset..<next }
        offset = next
      }
      return nil
    }
  }

  /// The last match that ends at or before an offset.
  func lastMatch(_ pattern: TextPattern, in bytes: [UInt8], upTo end: Int) throws -> Range<Int>? {
    if case .regex = pattern { throw RuntimeError.argument("a regular expression cannot be searched backwards") }
    var start: Int
    if case .text(let needle) = pattern {
      start = end - needle.count
    } else {
      start = StringOperations.previous(bytes, end)
    }
    while start >= 0 {
      try countStep(1)
      if StringOperations.isStart(bytes, start) || start == bytes.count {
        switch pattern {
        case .text(let needle):
          if bytes[start..<(start + needle.count)].elementsEqual(needle) { return start..<(start + needle.count) }
        default:
          if try matches(pattern, StringOperations.scalar(bytes, start)) {
            return start..<StringOperations.next(bytes, start)
          }
        }
      }
      start -= 1
    }
    return nil
  }

  /// All matches from left to right.
  func allMatches(_ pattern: TextPattern, in bytes: [UInt8], overlap: Bool = false) throws -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    while start <= bytes.count, let range = try match(pattern, in: bytes, from: start) {
      result.append(range)
      start = overlap || range.isEmpty ? StringOperations.next(bytes, range.lowerBound) : range.upperBound
    }
    return result
  }

  /// A match as the language has it: an index for a character, a range of the first bytes of characters for text.
  func place(_ range: Range<Int>, of pattern: TextPattern, in bytes: [UInt8]) -> Value {
    if pattern.isCharacter { return Value(range.lowerBound + 1) }
    let last = range.isEmpty ? range.lowerBound - 1 : StringOperations.previous(bytes, range.upperBound)
    return heap.adopt(RangeObject(from: range.lowerBound + 1, to: last + 1))
  }
}
