// Renders text to a page in a temporary folder.

import Engine
import Foundation
import Publishing
import Testing

/// The page of a text, with what was found wrong.
struct Rendered {
  var html: String
  var markdown: String
  var report: PageReport

  init(_ source: String) throws {
    let folder = NSTemporaryDirectory() + "nabla-page-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try source.write(toFile: folder + "/page.md", atomically: false, encoding: .utf8)
    let publisher = Publisher(forms: [.html, .markdown], outputFolder: folder + "/out")
    report = EngineThread.run { publisher.render(file: folder + "/page.md") }
    #expect(report.trouble == nil)
    html = try String(contentsOfFile: folder + "/out/page.html", encoding: .utf8)
    markdown = try String(contentsOfFile: folder + "/out/page.md", encoding: .utf8)
  }
}

/// A text as words and numbers, which are compared apart.
struct NumericText {
  var words: [Substring] = []
  var numbers: [Double] = []

  init(_ text: String) {
    var rest = text[...]
    let pattern = #/[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/#
    while let match = rest.firstMatch(of: pattern) {
      words.append(rest[..<match.range.lowerBound])
      numbers.append(Double(match.output) ?? .nan)
      rest = rest[match.range.upperBound...]
    }
    words.append(rest)
  }

  /// The first difference from another text, numbers compared to a relative and an absolute tolerance.
  func difference(from other: NumericText, relative: Double, absolute: Double = 0) -> String? {
    for index in 0..<min(words.count, other.words.count) {
      if words[index] != other.words[index] { return "`\(words[index].suffix(60))` and `\(other.words[index].suffix(60))`" }
      guard index < numbers.count, index < other.numbers.count else { continue }
      let (a, b) = (numbers[index], other.numbers[index])
      if a != b, !(abs(a - b) <= max(relative * max(abs(a), abs(b)), absolute)) {
        return "\(a) and \(b) behind `\(words[index].suffix(60))`"
      }
    }
    return words.count == other.words.count ? nil : "\(words.count) and \(other.words.count) pieces"
  }
}
