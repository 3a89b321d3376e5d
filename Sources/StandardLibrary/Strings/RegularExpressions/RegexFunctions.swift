// Regular expressions in the language: `r"…"`, `match`, `eachmatch` and what they give.

import Engine

extension Library {
  mutating func addRegularExpressions() {
    add(
      "@r_str(pattern, flags)", "A regular expression: `r\"…\"`, with the flags i, m, s, x after it.",
      arity: Arity(1...2), example: "occursin(r\"^\\d+$\", \"123\")  # => true"
    ) { call in
      try call.machine.regex(call.string(0), flags: call.count == 2 ? call.string(1) : "")
    }
    add(
      "@s_str(template)", "A replacement with the groups of a match: `s\"\\1\"`, `s\"\\g<name>\"`.",
      arity: Arity(1...2),
      example: "replace(\"first second\", r\"(\\w+) (\\w+)\" => s\"\\2 \\1\")  # => \"second first\""
    ) { call in
      call.heap.adopt(SubstitutionObject(try call.string(0)))
    }
    add(
      "Regex(pattern, flags)", "A regular expression from text.", arity: Arity(1...2),
      example: "occursin(Regex(\"a+\"), \"baa\")  # => true"
    ) { call in
      if call[0].host is RegexObject, call.count == 1 { return call[0] }
      return try call.machine.regex(call.string(0), flags: call.count == 2 ? call.string(1) : "")
    }
    add(
      "match(r, s, i)",
      "The first match of a regular expression, from byte `i` on; `nothing` if there is none. `m.match`, `m.captures`, "
        + "`m[1]`, `m[\"name\"]` and `m.offset` take it apart.",
      arity: Arity(2...3), example: "match(r\"(\\d+)-(\\d+)\", \"tel 12-34\").captures  # => [\"12\", \"34\"]"
    ) { call in
      guard let regex = call[0].host as? RegexObject else {
        throw call.noMethod(hint: call[0].tag == .string ? "a regular expression is written r\"…\"" : nil)
      }
      let bytes = Array(try call.string(1).utf8)
      let start = call.count == 3 ? max(try call.int(2), 0) - 1 : 0
      guard start >= 0, start <= bytes.count else {
        throw RuntimeError("BoundsError", "attempt to access \(bytes.count)-codeunit String at index [\(start + 1)]")
      }
      guard let match = try regex.regex.firstMatch(in: bytes, from: start, call.machine) else { return .nothing }
      return call.heap.adopt(MatchObject(match, regex.regex, bytes))
    }
    add(
      "eachmatch(r, s; overlap)", "All matches of a regular expression.", arity: 2, keywords: ["overlap"],
      example: "[m.match for m in eachmatch(r\"a.\", \"ab ac\")]  # => [\"ab\", \"ac\"]"
    ) { call in
      guard let regex = call[0].host as? RegexObject else {
        throw call.noMethod(hint: "a regular expression is written r\"…\"")
      }
      let bytes = Array(try call.string(1).utf8)
      let overlap = try call.flag("overlap")
      var matches: [Value] = []
      var start = 0
      while start <= bytes.count, let match = try regex.regex.firstMatch(in: bytes, from: start, call.machine) {
        matches.append(call.heap.adopt(MatchObject(match, regex.regex, bytes)))
        start =
          overlap || match.range.isEmpty ? StringOperations.next(bytes, match.range.lowerBound) : match.range.upperBound
      }
      return call.heap.array(of: .named("RegexMatch"), matches)
    }
  }
}

extension Machine {
  fileprivate func regex(_ pattern: String, flags: String) throws -> Value {
    do {
      return heap.adopt(RegexObject(try RegularExpression(pattern, flags: flags)))
    } catch {
      throw RuntimeError("ErrorException", "PCRE compilation error: \(error.message) at offset \(error.offset)")
    }
  }
}

/// `r"…"` as a value.
final class RegexObject: HostObject {
  let regex: RegularExpression

  init(_ regex: RegularExpression) {
    self.regex = regex
    super.init()
  }

  override var type: DataType { .named("Regex") }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    name == "pattern" ? machine.heap.string(regex.pattern) : nil
  }

  override var propertyNames: [String] { ["pattern"] }

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    guard let other = other.host as? RegexObject else { return false }
    return other.regex.pattern == regex.pattern && other.regex.flags == regex.flags
  }

  override func text(_ machine: Machine) throws -> String { "r\"\(regex.pattern)\"\(regex.flags)" }
}

/// `s"…"` as a value.
final class SubstitutionObject: HostObject {
  let source: String

  init(_ source: String) {
    self.source = source
    super.init()
  }

  override var type: DataType { .named("SubstitutionString{String}") }

  override func text(_ machine: Machine) throws -> String { "s\"\(source)\"" }

  /// The template with the groups of a match in it.
  func expanded(_ match: RegularExpression.Match, _ regex: RegularExpression, _ bytes: [UInt8]) throws -> String {
    var result = ""
    var scalars = source.unicodeScalars[...]
    func group(_ name: String) throws -> String {
      let number = Int(name) ?? regex.names.first { $0.name == name }?.group
      guard let number, match.groups.indices.contains(number) else {
        throw RuntimeError(
          "ErrorException", "PCRE error: unknown substring", hint: "the pattern has \(regex.groupCount - 1) groups")
      }
      return match.groups[number].map { StringOperations.text(bytes[$0]) } ?? ""
    }
    while let scalar = scalars.popFirst() {
      guard scalar == "\\", let code = scalars.popFirst() else {
        result.unicodeScalars.append(scalar)
        continue
      }
      if code.isDecimalDigit {
        var digits = String(code)
        while let next = scalars.first, next.isDecimalDigit, digits.count < 4 {
          digits.unicodeScalars.append(next)
          scalars.removeFirst()
        }
        result += try group(digits)
      } else if code == "g", scalars.first == "<" {
        scalars.removeFirst()
        var name = ""
        while let next = scalars.popFirst(), next != ">" { name.unicodeScalars.append(next) }
        result += try group(name)
      } else if code == "\\" {
        result += "\\"
      } else {
        throw RuntimeError("ErrorException", "Bad replacement string: \(source)")
      }
    }
    return result
  }
}

/// What `match` gives.
final class MatchObject: HostObject {
  private let match: RegularExpression.Match
  private let regex: RegularExpression
  private let bytes: [UInt8]

  init(_ match: RegularExpression.Match, _ regex: RegularExpression, _ bytes: [UInt8]) {
    self.match = match
    self.regex = regex
    self.bytes = bytes
    super.init()
  }

  override var type: DataType { .named("RegexMatch") }

  private func group(_ number: Int, _ machine: Machine) -> Value {
    match.groups[number].map { machine.heap.subString(StringOperations.text(bytes[$0])) } ?? .nothing
  }

  private func captures(_ machine: Machine) -> [Value] { (1..<max(1, match.groups.count)).map { group($0, machine) } }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    switch name {
    case "match": return group(0, machine)
    case "captures":
      let values = captures(machine)
      return machine.heap.array(of: .union([.nothing, .subString]), values)
    case "offset": return Value(match.range.lowerBound + 1)
    case "offsets": return machine.heap.vector(match.groups.dropFirst().map { $0.map { $0.lowerBound + 1 } ?? 0 })
    case "regex": return machine.heap.adopt(RegexObject(regex))
    default: return nil
    }
  }

  override var propertyNames: [String] { ["match", "captures", "offset", "offsets", "regex"] }

  override func element(_ indices: [Value], _ machine: Machine) throws -> Value? {
    guard indices.count == 1, let index = indices.first else { return nil }
    if let number = index.integer {
      guard number >= 1, number < match.groups.count else {
        throw RuntimeError(
          "BoundsError", "attempt to access \(match.groups.count - 1)-element group list at index [\(number)]")
      }
      return group(number, machine)
    }
    guard let name = index.string ?? index.symbol?.name else { return nil }
    guard let number = regex.names.first(where: { $0.name == name })?.group else {
      throw RuntimeError.argument(
        "no capture group named \(name) found in regex",
        hint: regex.names.isEmpty
          ? "groups are named (?<name>…)" : "there is " + regex.names.map(\.name).joined(separator: ", "))
    }
    return group(number, machine)
  }

  override func elements(_ machine: Machine) throws -> [Value]? { captures(machine) }

  override func text(_ machine: Machine) throws -> String {
    var text = "RegexMatch(" + (try machine.compactText(of: group(0, machine)))
    for number in 1..<max(1, match.groups.count) {
      let name = regex.names.first { $0.group == number }?.name ?? "\(number)"
      text += ", \(name)=" + (try machine.compactText(of: group(number, machine)))
    }
    return text + ")"
  }
}
