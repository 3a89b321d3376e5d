// The course as rendered Markdown is what `output` records, number by number.

import Engine
import Foundation
import Publishing
import Testing

@Suite struct GoldenPageTests {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  @Test func `The course is what the output folder records`() {
    let report = EngineThread.run { Publisher().verify([Self.root + "/notebooks"]) }
    #expect(report.pages.count >= 5)
    for problem in report.problems { Issue.record("\(problem.file):\(problem.line): \(problem.message)") }
    for page in report.pages {
      let recorded = "/output" + page.path.dropFirst((Self.root + "/notebooks").count)
      #expect(FileManager.default.fileExists(atPath: Self.root + recorded), "\(recorded) is not there: run `make notebooks`")
    }
  }

  @Test func `Nothing that only nabla understands is left in a rendered page`() throws {
    for file in (FileManager.default.enumerator(atPath: Self.root + "/output")?.allObjects as? [String] ?? [])
    where file.hasSuffix(".md") {
      let page = try String(contentsOfFile: Self.root + "/output/" + file, encoding: .utf8)
      #expect(page.hasPrefix("<!-- nabla: "))
      // What the guide shows as source is meant to be there.
      let text = page.replacing(#/(?m)^````markdown\n(?s:.*?)^````$/#, with: "").replacing(#/``.+?``|`[^`=\n][^`\n]*`/#, with: "")
      for mark in ["{#", "[!THEOREM", "[!DEFINITION", "[!PROOF", "[!EXERCISE", "\\val{", "```nabla", "`= ", "#| "] {
        #expect(!text.contains(mark), "\(file) holds \(mark)")
      }
    }
  }
}
