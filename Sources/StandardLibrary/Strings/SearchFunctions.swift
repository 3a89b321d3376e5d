// Searching in text.

import Arrays
import Engine

extension Library {
  mutating func addTextSearch() {
    add("occursin(pattern, s)", "Whether text holds a string, a character or a match of a regular expression.", arity: Arity(1...2), example: "occursin(\"world\", \"Hello, world\")  # => true") { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      if call[0].isMissing || call[1].isMissing { return .missing }
      guard let pattern = try call.machine.textPattern(call[0]), let text = call[1].string else { throw call.noMethod() }
      return Value(try call.machine.match(pattern, in: Array(text.utf8), from: 0) != nil)
    }
    add("contains(s, pattern)", "Whether text holds a string, a character or a match of a regular expression.", arity: Arity(1...2), example: "contains(\"JuliaLang\", \"Lang\")  # => true") { call in
      if call.count == 1 { return call.machine.partial(call.function, call[0]) }
      if call[0].isMissing || call[1].isMissing { return .missing }
      guard let pattern = try call.machine.textPattern(call[1]), let text = call[0].string else { throw call.noMethod() }
      return Value(try call.machine.match(pattern, in: Array(text.utf8), from: 0) != nil)
    }
    for (name, isStart) in [("startswith", true), ("endswith", false)] {
      add("\(name)(s, pattern)", "Whether text \(isStart ? "begins" : "ends") with a string, or with one of some characters.", arity: Arity(1...2), example: "\(name)(\"JuliaLang\", \"\(isStart ? "Julia" : "Lang")\")  # => true") { call in
        if call.count == 1 { return call.machine.partial(call.function, call[0]) }
        guard let text = call[0].string, let pattern = try call.machine.textPattern(call[1]) else { throw call.noMethod() }
        let bytes = Array(text.utf8)
        switch pattern {
        case .text(let part): return Value(isStart ? bytes.starts(with: part) : bytes.reversed().starts(with: part.reversed()))
        case .characters(let scalars):
          return Value((isStart ? text.unicodeScalars.first : text.unicodeScalars.last).map(scalars.contains) ?? false)
        case .regex(let regex):
          if isStart { return Value(try regex.match(in: bytes, at: 0, call.machine) != nil) }
          return Value(try call.machine.allMatches(pattern, in: bytes, overlap: true).contains { $0.upperBound == bytes.count })
        case .predicate: throw call.noMethod()
        }
      }
    }

    func search(_ name: String, _ help: String, _ example: String, arity: Arity, _ body: @escaping @Sendable (Machine, TextPattern, [UInt8], Int?) throws -> Value) {
      add("#text:\(name)(pattern, s, i)", help, arity: arity, keywords: name == "findall" ? ["overlap"] : [], example: example) { call in
        guard let text = call[1].string, let pattern = try call.machine.textPattern(call[0]) else { throw call.noMethod() }
        let bytes = Array(text.utf8)
        var start: Int?
        if call.count == 3 {
          start = try call.int(2)
          if let start, start < 1 || start > bytes.count + 1 {
            throw RuntimeError("BoundsError", "attempt to access \(bytes.count)-codeunit String at index [\(start)]")
          }
        }
        return try body(call.machine, pattern, bytes, start)
      }
    }
    search("findfirst", "Where a pattern first occurs: a range of bytes, or an index for a character; `nothing` if nowhere.", "findfirst(\"na\", \"banana\")  # => 3:4", arity: 2) { machine, pattern, bytes, _ in
      try machine.match(pattern, in: bytes, from: 0).map { machine.place($0, of: pattern, in: bytes) } ?? .nothing
    }
    search("findnext", "Where a pattern next occurs, from byte `i` on.", "findnext(\"na\", \"banana\", 4)  # => 5:6", arity: 3) { machine, pattern, bytes, start in
      try machine.match(pattern, in: bytes, from: (start ?? 1) - 1).map { machine.place($0, of: pattern, in: bytes) } ?? .nothing
    }
    search("findlast", "Where a pattern last occurs.", "findlast(\"na\", \"banana\")  # => 5:6", arity: 2) { machine, pattern, bytes, _ in
      try machine.lastMatch(pattern, in: bytes, upTo: bytes.count).map { machine.place($0, of: pattern, in: bytes) } ?? .nothing
    }
    search("findprev", "Where a pattern last occurs, ending at or before byte `i`.", "findprev(\"na\", \"banana\", 5)  # => 3:4", arity: 3) { machine, pattern, bytes, start in
      let end = start.map { $0 > bytes.count ? bytes.count : StringOperations.next(bytes, $0 - 1) } ?? bytes.count
      return try machine.lastMatch(pattern, in: bytes, upTo: end).map { machine.place($0, of: pattern, in: bytes) } ?? .nothing
    }
    add("#text:findall(pattern, s; overlap)", "All places where a pattern occurs.", arity: 2, keywords: ["overlap"]) { call in
      guard let text = call[1].string, let pattern = try call.machine.textPattern(call[0]) else { throw call.noMethod() }
      let bytes = Array(text.utf8)
      let machine = call.machine
      let ranges = try machine.allMatches(pattern, in: bytes, overlap: try call.flag("overlap"))
      if pattern.isCharacter { return machine.heap.vector(ranges.map { $0.lowerBound + 1 }) }
      let element = DataType.range("UnitRange", [.type(.int64)], element: .type(.int64))
      return machine.heap.array(of: element, ranges.map { machine.place($0, of: pattern, in: bytes) })
    }
    add("#text:count(pattern, s; overlap)", "How often a pattern occurs.", arity: 2, keywords: ["overlap"]) { call in
      guard let text = call[1].string, let pattern = try call.machine.textPattern(call[0]) else { throw call.noMethod() }
      return Value(try call.machine.allMatches(pattern, in: Array(text.utf8), overlap: try call.flag("overlap")).count)
    }
  }

  /// Binds the functions of text that share their name with functions of collections, where no other binding has it.
  mutating func addSharedTextNames() {
    for name in ["findfirst", "findnext", "findlast", "findprev", "findall", "count", "replace", "length", "first", "last", "reverse", "repeat"]
    where functions[name] == nil { alias(name, of: "#text:" + name) }
  }
}
