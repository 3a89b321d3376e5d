// Searching in text.

import Arrays
import Engine

extension Library {
  mutating func addTextSearch() {
    add(
      "occursin(pattern, s)", "Whether text holds a string, a character or a match of a regular expression.",
      arity: Arity(1...2), example: "occursin(\"world\", \"Hello, world\")  # => true"
    ) { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      if call[0].isMissing || call[1].isMissing { return .missing }
      guard let pattern = try call.machine.textPattern(call[0]), let text = call[1].string else {
        throw call.noMethod()
      }
      return Value(try call.machine.match(pattern, in: Array(text.utf8), from: 0) != nil)
    }
    add(
      "contains(s, pattern)", "Whether text holds a string, a character or a match of a regular expression.",
      arity: Arity(1...2), example: "contains(\"JuliaLang\", \"Lang\")  # => true"
    ) { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      if call[0].isMissing || call[1].isMissing { return .missing }
      guard let pattern = try call.machine.textPattern(call[1]), let text = call[0].string else {
        throw call.noMethod()
      }
      return Value(try call.machine.match(pattern, in: Array(text.utf8), from: 0) != nil)
    }
    for (name, isStart) in [("startswith", true), ("endswith", false)] {
      add(
        "\(name)(s, pattern)",
        "Whether text \(isStart ? "begins" : "ends") with a string, or with one of some characters.",
        arity: Arity(1...2), example: "\(name)(\"JuliaLang\", \"\(isStart ? "Julia" : "Lang")\")  # => true"
      ) { call in
        if call.count == 1 { return call.machine.partial(call.function, call[0]) }
        guard let text = call[0].string, let pattern = try call.machine.textPattern(call[1]) else {
          throw call.noMethod()
        }
        let bytes = Array(text.utf8)
        switch pattern {
        case .text(let part):
          return Value(isStart ? bytes.starts(with: part) : bytes.reversed().starts(with: part.reversed()))
        case .characters(let scalars):
          return Value((isStart ? text.unicodeScalars.first : text.unicodeScalars.last).map(scalars.contains) ?? false)
        case .regex(let regex):
          if isStart { return Value(try regex.match(in: bytes, at: 0, call.machine) != nil) }
          return Value(
            try call.machine.allMatches(pattern, in: bytes, overlap: true).contains { $0.upperBound == bytes.count })
        case .predicate: throw call.noMethod()
        }
      }
    }
  }
}

extension Machine {
  /// What `findfirst`, `findlast`, `findnext` and `findprev` give for text; the last two take a byte index.
  func textPosition(_ pattern: Value, in text: String, from start: Int?, isForward: Bool) throws -> Value {
    guard let pattern = try textPattern(pattern) else {
      throw noMethod(isForward ? "findfirst" : "findlast", [pattern, heap.string(text)])
    }
    let bytes = Array(text.utf8)
    if let start, start < 1 || start > bytes.count + 1 {
      if start == (isForward ? bytes.count + 2 : 0) { return .nothing }
      throw RuntimeError("BoundsError", "attempt to access \(bytes.count)-codeunit String at index [\(start)]")
    }
    let range: Range<Int>?
    if isForward {
      range = try match(pattern, in: bytes, from: (start ?? 1) - 1)
    } else {
      let end = start.map { $0 > bytes.count ? bytes.count : StringOperations.next(bytes, $0 - 1) } ?? bytes.count
      range = try lastMatch(pattern, in: bytes, upTo: end)
    }
    return range.map { place($0, of: pattern, in: bytes) } ?? .nothing
  }

  /// What `findall` gives for text.
  func textPositions(_ pattern: Value, in text: String, overlap: Bool) throws -> Value {
    guard let pattern = try textPattern(pattern) else { throw noMethod("findall", [pattern, heap.string(text)]) }
    let bytes = Array(text.utf8)
    let ranges = try allMatches(pattern, in: bytes, overlap: overlap)
    if pattern.isCharacter { return heap.vector(ranges.map { $0.lowerBound + 1 }) }
    let element = DataType.range("UnitRange", [.type(.int64)], element: .type(.int64))
    return heap.array(of: element, ranges.map { place($0, of: pattern, in: bytes) })
  }

  /// How often a pattern occurs in text.
  func occurrences(of pattern: Value, in text: String, overlap: Bool) throws -> Int {
    guard let pattern = try textPattern(pattern) else { throw noMethod("count", [pattern, heap.string(text)]) }
    return try allMatches(pattern, in: Array(text.utf8), overlap: overlap).count
  }
}
