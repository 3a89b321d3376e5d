// Julia's own documentation examples, where they lie beside the repository: all of them have to parse.

import Foundation
import Syntax
import Testing

@Suite struct DoctestTests {
  private struct Block: Decodable {
    struct Step: Decodable {
      var input: String
    }
    var id: String
    var setup: [String]
    var steps: [Step]
  }

  private static let folder =
    ProcessInfo.processInfo.environment["NABLA_SUITES"]
    ?? URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("../shared/suites").path
  private static let file = URL(fileURLWithPath: folder + "/julia-doctests/in_scope.jsonl")

  @Test(.enabled(if: FileManager.default.fileExists(atPath: file.path)))
  func allInputsParse() throws {
    var count = 0
    for line in try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n") {
      let block = try JSONDecoder().decode(Block.self, from: Data(line.utf8))
      for input in block.setup + block.steps.map(\.input) {
        let program = Parser.parse(input)
        #expect(program.diagnostics.isEmpty, "\(block.id): \(input)\n\(program.diagnostics)")
        count += 1
      }
    }
    #expect(count > 1000)
  }
}
