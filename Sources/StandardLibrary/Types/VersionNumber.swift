// Version numbers: `v"1.2.3"`, ordered as semantic versions are.

import Engine

/// A version: three numbers, then the parts of a pre-release and of a build.
final class VersionObject: HostObject {
  /// One part behind a `-` or `+`: a number, or a word.
  enum Part: Equatable {
    case number(Int)
    case word(String)

    init(_ text: Substring) { self = text.allSatisfy(\.isNumber) ? Int(text).map(Part.number) ?? .word(String(text)) : .word(String(text)) }

    var text: String {
      switch self {
      case .number(let number): "\(number)"
      case .word(let word): word
      }
    }
  }

  let numbers: [Int]
  let prerelease: [Part]
  let build: [Part]

  init(_ numbers: [Int], prerelease: [Part] = [], build: [Part] = []) {
    self.numbers = numbers + Array(repeating: 0, count: max(0, 3 - numbers.count))
    self.prerelease = prerelease
    self.build = build
  }

  /// Reads `1`, `1.2`, `1.2.3`, `1.2.3-rc1+build.5`; `nil` if the text is no version.
  convenience init?(_ text: String) {
    var rest = text[...]
    if rest.first == "v" { rest.removeFirst() }
    let core = rest.prefix { $0.isNumber || $0 == "." }
    rest = rest[core.endIndex...]
    let numbers = core.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...3).contains(numbers.count), !numbers.contains(nil) else { return nil }
    var prerelease: [Part] = []
    var build: [Part] = []
    func parts(_ text: Substring) -> [Part]? {
      let words = text.split(separator: ".", omittingEmptySubsequences: false)
      let isPlain = words.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } }
      guard isPlain, words.count == 1 || !words.contains("") else { return nil }
      return words.map(Part.init)
    }
    if rest.first == "-" || rest.first?.isLetter == true {
      if rest.first == "-" { rest.removeFirst() }
      let written = rest.prefix { $0 != "+" }
      guard let found = parts(written) else { return nil }
      prerelease = found
      rest = rest[written.endIndex...]
    }
    if rest.first == "+" {
      guard let found = parts(rest.dropFirst()) else { return nil }
      build = found
      rest = ""
    }
    guard rest.isEmpty else { return nil }
    self.init(numbers.compactMap { $0 }, prerelease: prerelease, build: build)
  }

  override var type: DataType { .named("VersionNumber") }
  override var isImmutable: Bool { true }
  override var propertyNames: [String] { ["major", "minor", "patch", "prerelease", "build"] }

  override func property(_ name: String, _ machine: Machine) throws -> Value? {
    func tuple(_ parts: [Part]) -> Value {
      machine.heap.tuple(parts.map { part in
        switch part {
        case .number(let number): Value(number)
        case .word(let word): machine.heap.string(word)
        }
      })
    }
    switch name {
    case "major": return Value(numbers[0])
    case "minor": return Value(numbers[1])
    case "patch": return Value(numbers[2])
    case "prerelease": return tuple(prerelease)
    case "build": return tuple(build)
    default: return nil
    }
  }

  override func isEqual(to other: Value, _ machine: Machine) throws -> Bool? {
    guard let other = other.host as? VersionObject else { return false }
    return numbers == other.numbers && prerelease == other.prerelease && build == other.build
  }

  override func apply(_ operation: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
    guard arguments.count == 2, let a = arguments[0].host as? VersionObject, let b = arguments[1].host as? VersionObject
    else { return nil }
    switch operation {
    case "<", "isless": return Value(VersionObject.compare(a, b) < 0)
    case "<=": return Value(VersionObject.compare(a, b) <= 0)
    case ">": return Value(VersionObject.compare(a, b) > 0)
    case ">=": return Value(VersionObject.compare(a, b) >= 0)
    default: return nil
    }
  }

  /// The order of semantic versions; a pre-release `""`, as in `v"1.2-"`, comes before all others.
  static func compare(_ a: VersionObject, _ b: VersionObject) -> Int {
    for (x, y) in zip(a.numbers, b.numbers) where x != y { return x < y ? -1 : 1 }
    if a.prerelease.isEmpty != b.prerelease.isEmpty { return a.prerelease.isEmpty ? 1 : -1 }
    let order = compare(a.prerelease, b.prerelease)
    return order != 0 ? order : compare(a.build, b.build)
  }

  private static func compare(_ a: [Part], _ b: [Part]) -> Int {
    for (x, y) in zip(a, b) where x != y {
      switch (x, y) {
      case (.number(let p), .number(let q)): return p < q ? -1 : 1
      case (.word(""), _): return -1
      case (_, .word("")): return 1
      case (.number, .word): return -1
      case (.word, .number): return 1
      case (.word(let p), .word(let q)): return p < q ? -1 : 1
      }
    }
    return a.count < b.count ? -1 : a.count > b.count ? 1 : 0
  }

  /// The version without quotes, as `print` writes it.
  var plainText: String {
    var text = numbers.map(String.init).joined(separator: ".")
    if !prerelease.isEmpty { text += "-" + prerelease.map(\.text).joined(separator: ".") }
    if !build.isEmpty { text += "+" + build.map(\.text).joined(separator: ".") }
    return text
  }

  override func text(_ machine: Machine) throws -> String { "v\"\(plainText)\"" }
  override func printedText(_ machine: Machine) throws -> String? { plainText }
}

extension Library {
  mutating func addVersions() {
    add("@v_str(s)", "A version number: `v\"1.2.3\"`.", arity: Arity(1...2), example: "v\"1.2\" < v\"1.10\"  # => true") { call in
      try call.version(call.string(0))
    }
    add("#new:VersionNumber(T, xs...)", "", arity: Arity(2...4)) { call in
      if call.count == 2, let text = call[1].string { return try call.version(text) }
      if call[1].host is VersionObject { return call[1] }
      let numbers = try (1..<call.count).map { try call.int($0) }
      if numbers.contains(where: { $0 < 0 }) { throw RuntimeError.argument("the numbers of a version are not negative") }
      return call.heap.adopt(VersionObject(numbers))
    }
    add(constant: "VERSION", "The version of Julia that the language follows.") { $0.adopt(VersionObject([1, 10, 0])) }
  }
}

extension Call {
  fileprivate func version(_ text: String) throws -> Value {
    guard let version = VersionObject(text) else { throw RuntimeError.argument("invalid version string: \(text)") }
    return heap.adopt(version)
  }
}
