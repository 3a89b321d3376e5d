// The GitHub Flavored Markdown specification's examples, and parsing from several threads.

import Foundation
import Testing

@testable import Notebooks

/// The examples, where they are at hand.
private let examplesPath: String = {
  let folder =
    ProcessInfo.processInfo.environment["NABLA_SUITES"]
    ?? URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/suites").path
  return folder + "/gfm-spec/examples.jsonl"
}()

@Suite struct CommonMarkTests {
  private struct Example: Decodable {
    var id: String
    var section: String
    var extensions: [String]
    var markdown: String
    var html: String
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: examplesPath)))
  func `every example of the specification renders as cmark's own`() throws {
    let text = try String(contentsOfFile: examplesPath, encoding: .utf8)
    let examples = try text.split(separator: "\n").map { try JSONDecoder().decode(Example.self, from: Data($0.utf8)) }
    #expect(examples.count > 300)
    for example in examples {
      var features: MarkdownFeatures = []
      for name in example.extensions {
        switch name {
        case "table": features.insert(.tables)
        case "strikethrough": features.insert(.strikethrough)
        case "autolink": features.insert(.autolinks)
        case "tagfilter": features.insert(.tagFilter)
        case "disabled", "tasklist": features.insert(.taskLists)
        default: Issue.record("an unknown extension \(name)")
        }
      }
      #expect(
        normalized(commonMarkHTML(example.markdown, features: features)) == normalized(example.html),
        "\(example.id) (\(example.section))")
    }
  }

  /// cmark's normalisation, as far as it is needed: entity forms of quotes, blank lines, the order of a check box's
  /// attributes.
  private func normalized(_ html: String) -> String {
    html.replacing("&quot;", with: "\"").split(separator: "\n").joined(separator: "\n")
      .replacing(#"type="checkbox" checked="" disabled="" /"#, with: #"checked="" disabled="" type="checkbox""#)
      .replacing(#"type="checkbox" disabled="" /"#, with: #"disabled="" type="checkbox""#)
  }

  @Test func `several threads get what one gets`() async {
    let texts = [
      "a $x$ ~b~ | www.x.org\n\n$$\ny\n$$\n\n| $a$ | b |\n|---|---|\n| c | ~~d~~ |\n",
      "plain *a* http://x.org `= 1` $\\val{2}$\n\n- [ ] t[^1]\n\n[^1]: n\n",
    ].map { String(repeating: $0, count: 30) }
    let expected = texts.map { Notebook($0).debugDescription }
    let plain = commonMarkHTML("a $x$ ~b~ www.x.org", features: [])
    await withTaskGroup(of: Bool.self) { group in
      for worker in 0..<4 {
        group.addTask {
          for _ in 0..<50 {
            let which = worker % 2
            guard Notebook(texts[which]).debugDescription == expected[which] else { return false }
            guard commonMarkHTML("a $x$ ~b~ www.x.org", features: []) == plain else { return false }
          }
          return true
        }
      }
      for await same in group { #expect(same) }
    }
  }
}
