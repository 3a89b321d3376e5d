// Comparing what a session shows with what it should: to the letter, and in substance.

import Foundation

struct ShownText {
  private let text: String

  init(_ text: String) { self.text = text }

  /// Equal but for blanks at the ends of lines and empty lines around.
  func isIdentical(to other: ShownText) -> Bool { trimmedLines == other.trimmedLines }

  private var trimmedLines: [String] {
    text.trimmingCharacters(in: .newlines).components(separatedBy: "\n").map {
      $0.replacing(#/\s+\z/#, with: "")
    }
  }

  /// The same words, without the line that names the type; numbers to six digits, dictionaries and sets in any order.
  func agrees(with expected: ShownText) -> Bool {
    let start = expected.text.drop { $0.isWhitespace }
    if start.hasPrefix("Dict{") || start.hasPrefix("Set{") { return entries == expected.entries }
    let own = words, wanted = expected.words
    return own.count == wanted.count && zip(own, wanted).allSatisfy(Self.isSame)
  }

  /// Whether the pattern's parts, between each two of which `[...]` stands for anything, make up the text.
  func fills(_ pattern: String) -> Bool {
    var rest = text.trimmingCharacters(in: .whitespacesAndNewlines)[...]
    let parts = pattern.components(separatedBy: "[...]").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    guard let first = parts.first, let last = parts.last else { return rest.isEmpty }
    guard parts.count > 1 else { return rest == first }
    guard rest.hasPrefix(first) else { return false }
    rest = rest.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.range(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(last)
  }

  // MARK: - Words

  private var entries: [String: Int] {
    let lines = text.trimmingCharacters(in: .whitespacesAndNewlines).components(separatedBy: "\n").dropFirst()
    return Dictionary(lines.map { (ShownText($0).words.joined(separator: " "), 1) }, uniquingKeysWith: +)
  }

  private var words: [String] {
    var lines = text.components(separatedBy: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
    if let first = lines.first, Self.namesType(first.trimmingCharacters(in: .whitespaces)) { lines.removeFirst() }
    var spaced = ""
    for character in lines.joined(separator: " ") {
      if ",[]()".contains(character) { spaced += " \(character) " } else { spaced.append(character) }
    }
    return spaced.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private static func namesType(_ line: String) -> Bool {
    line.wholeMatch(of: #/\d+(×\d+)*(-element)? .*:|Dict\{.*|Set\{.*|\d+×\d+ DataFrame|\s*Row │.*/#) != nil
  }

  private static func isSame(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    guard let x = number(a), let y = number(b), a.hasSuffix("im") == b.hasSuffix("im") else { return false }
    return abs(x - y) <= 1e-6 * max(abs(x), abs(y))
  }

  private static func number(_ word: String) -> Double? {
    guard let match = word.wholeMatch(of: #/([+-]?(?:\d+\.?\d*|\.\d+)(?:[eEf][+-]?\d+)?)(im)?/#) else { return nil }
    return Double(match.output.1.replacing("f", with: "e"))
  }
}
