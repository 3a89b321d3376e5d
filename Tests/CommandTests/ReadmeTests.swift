// Runs every command that README.md shows in a `console` block and compares what it shows with what came.

import Foundation
import Testing

@Suite struct ReadmeTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var command: String
    var output: String
    var testDescription: String { command }
  }

  /// The commands of the `console` blocks; a line that begins with `$ ` is one, and what follows it is its output.
  static let examples: [Example] = {
    let text = (try? String(contentsOfFile: Program.package + "/README.md", encoding: .utf8)) ?? ""
    var examples: [Example] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```console" {
        isInside = true
      } else if line == "```" {
        isInside = false
      } else if isInside, line.hasPrefix("$ ") {
        examples.append(Example(command: String(line.dropFirst(2)), output: ""))
      } else if isInside, !examples.isEmpty {
        examples[examples.count - 1].output += line + "\n"
      }
    }
    return examples
  }()

  @Test func `The README shows commands`() { #expect(Self.examples.count >= 5) }

  @Test(arguments: examples)
  func `A command of the README prints what the README says`(_ example: Example) throws {
    let folder = try Workplace()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/notebooks", withDestinationPath: Program.package + "/notebooks")
    let outcome = try folder.shell(example.command + " 2>&1")
    // `…` stands for anything.
    var rest = outcome.output[...]
    let pieces = example.output.split(separator: "…", omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() {
      if index == 0 || index == pieces.count - 1 && piece.isEmpty == false {
        let fits = index == 0 ? rest.hasPrefix(piece) : rest.hasSuffix(piece)
        #expect(fits, "\(outcome.output)")
        rest = index == 0 && fits ? rest.dropFirst(piece.count) : rest
      } else if let place = rest.range(of: piece) {
        rest = rest[place.upperBound...]
      } else if !piece.isEmpty {
        Issue.record("no `\(piece)` in \(outcome.output)")
      }
    }
    if pieces.count == 1 { #expect(rest.isEmpty) }
    #expect(!outcome.wasKilled)
  }

  @Test func `The files that the README links to are there`() throws {
    let text = try String(contentsOfFile: Program.package + "/README.md", encoding: .utf8)
    for match in text.matches(of: #/\]\(([^)#:]+)\)/#) {
      #expect(FileManager.default.fileExists(atPath: Program.package + "/" + match.output.1), "\(match.output.1)")
    }
  }
}
