// What a terminal shows of each error, against `Goldens/errors.md`; NABLA_RECORD=1 writes that file anew.

import Engine
import Foundation
import StandardLibrary
import Testing

@testable import nabla

@Suite struct ErrorGoldenTests {
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Goldens/errors.md")

  /// A cell of the file and the text recorded for it.
  private struct Case {
    var source: String
    var expected: String
    /// The lines of the file that hold the text.
    var lines: Range<Int>
  }

  private static func cases(in lines: [String]) -> [Case] {
    var cases: [Case] = []
    var source = ""
    var start = 0
    var fence: String?
    for (number, line) in lines.enumerated() {
      if let open = fence, line == "```" {
        let text = lines[start..<number].joined(separator: "\n")
        if open == "```nabla" { source = text } else { cases.append(Case(source: source, expected: text, lines: start..<number)) }
        fence = nil
      } else if fence == nil, line.hasPrefix("```") {
        fence = line
        start = number + 1
      }
    }
    return cases
  }

  private static func shown(_ source: String) -> String {
    let evaluation = EngineThread.run { Session(library: .standard).evaluate(source) }
    guard let failure = evaluation.failure else { return "no error: \(evaluation.text ?? "")" }
    var text = ErrorText.render(failure, file: "cell", hasColor: false)
    if text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  @Test func everyErrorIsShownAsRecorded() throws {
    var lines = try String(contentsOf: Self.file, encoding: .utf8).components(separatedBy: "\n")
    let cases = Self.cases(in: lines)
    #expect(cases.count > 200)
    let isRecording = ProcessInfo.processInfo.environment["NABLA_RECORD"] == "1"
    for entry in cases.reversed() {
      let shown = Self.shown(entry.source)
      if isRecording {
        lines.replaceSubrange(entry.lines, with: shown.components(separatedBy: "\n"))
      } else {
        #expect(shown == entry.expected, "\(entry.source)")
      }
      #expect(!shown.hasPrefix("no error"), "\(entry.source)")
    }
    if isRecording { try lines.joined(separator: "\n").write(to: Self.file, atomically: true, encoding: .utf8) }
  }
}
