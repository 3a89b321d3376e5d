// Splitting text into parts, and joining parts to text.

import Arrays
import Engine

extension Library {
  mutating func addSplitting() {
    for (name, isFromRight) in [("split", false), ("rsplit", true)] {
      add(
        "\(name)(s, delimiter; limit, keepempty)",
        "The parts of text between white space, or between a string, character, predicate or regular expression"
          + (isFromRight ? ", counted from the right." : "."),
        arity: Arity(1...2), keywords: ["limit", "keepempty"],
        example: "\(name)(\"a,b,c\", \",\")  # => [\"a\", \"b\", \"c\"]"
      ) { call in
        let text = try call.string(0)
        let bytes = Array(text.utf8)
        let machine = call.machine
        let limit = try call.int(keyword: "limit") ?? 0
        if limit < 0 { throw RuntimeError.argument("limit must not be negative") }
        let ranges: [Range<Int>]
        if call.count == 2 {
          guard let pattern = try machine.textPattern(call[1]) else { throw call.noMethod() }
          let isEmpty = if case .text(let needle) = pattern { needle.isEmpty } else { false }
          ranges = try machine.allMatches(pattern, in: bytes).filter {
            !isEmpty || ($0.lowerBound > 0 && $0.lowerBound < bytes.count)
          }
        } else {
          var found: [Range<Int>] = []
          var offset = 0
          while offset < bytes.count {
            let next = StringOperations.next(bytes, offset)
            if StringOperations.scalar(bytes, offset).isSpaceCharacter { found.append(offset..<next) }
            offset = next
          }
          ranges = found
        }
        let keepsEmpty = try call.flag("keepempty", default: call.count == 2)
        let parts =
          isFromRight
          ? TextSplitting.fromRight(bytes, ranges, limit: limit, keepsEmpty: keepsEmpty)
          : TextSplitting.fromLeft(bytes, ranges, limit: limit, keepsEmpty: keepsEmpty)
        return call.heap.array(of: .subString, parts.map { call.heap.subString(StringOperations.text(bytes[$0])) })
      }
    }
    alias("eachsplit", of: "split")
    add(
      "join(xs, delimiter, last)", "The printed elements with a delimiter between them, and another before the last.",
      arity: Arity(1...3), example: "join([\"a\", \"b\", \"c\"], \", \", \" and \")  # => \"a, b and c\""
    ) { call in
      let machine = call.machine
      guard let elements = try machine.elements(call[0]) else { throw call.noMethod() }
      let delimiter = call.count > 1 ? try machine.printedText(of: call[1]) : ""
      let last = call.count > 2 ? try machine.printedText(of: call[2]) : delimiter
      let start = machine.scratch.count
      return try machine.text { scratch in
        for (position, element) in elements.enumerated() {
          if position > 0 { scratch.append(position == elements.count - 1 ? last : delimiter) }
          try machine.write(element, to: scratch)
          try machine.countStep(1)
          try machine.heap.reserve(bytes: scratch.count - start)
        }
      }
    }
  }
}

/// Where text is cut.
enum TextSplitting {
  /// The parts between the ranges; at most `limit` if that is positive, the last with the rest.
  static func fromLeft(_ bytes: [UInt8], _ ranges: [Range<Int>], limit: Int, keepsEmpty: Bool) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    for range in ranges {
      if limit > 0, parts.count == limit - 1 { break }
      if range.isEmpty, range.lowerBound == start { continue }
      if keepsEmpty || range.lowerBound > start { parts.append(start..<range.lowerBound) }
      start = range.upperBound
    }
    if keepsEmpty || start < bytes.count { parts.append(start..<bytes.count) }
    return parts
  }

  static func fromRight(_ bytes: [UInt8], _ ranges: [Range<Int>], limit: Int, keepsEmpty: Bool) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var end = bytes.count
    for range in ranges.reversed() {
      if limit > 0, parts.count == limit - 1 { break }
      if keepsEmpty || range.upperBound < end { parts.append(range.upperBound..<end) }
      end = range.lowerBound
    }
    if keepsEmpty || end > 0 { parts.append(0..<end) }
    return parts.reversed()
  }
}
