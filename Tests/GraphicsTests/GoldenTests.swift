// The SVG of each kind of chart against the files in `Goldens`; NABLA_RECORD=1 writes them anew.

import Foundation
import Testing

@testable import Graphics

@Suite struct GoldenTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Goldens")

  private static let examples = Result { try Examples.all() }

  @Test(arguments: try examples.get().map(\.name))
  func matchesTheGoldenFile(_ name: String) throws {
    let example = try #require(try GoldenTests.examples.get().first { $0.name == name })
    // One element a line: readable differences.
    let svg = try example.figure.svg(.standalone).replacingOccurrences(of: "><", with: ">\n<")
    #expect(svg.utf8.count < 30_000)
    let file = GoldenTests.folder.appendingPathComponent(name + ".svg")
    if ProcessInfo.processInfo.environment["NABLA_RECORD"] == "1" {
      try svg.write(to: file, atomically: true, encoding: .utf8)
    }
    let golden = try String(contentsOf: file, encoding: .utf8)
    #expect(svg == golden, "\(name).svg has changed; look at it, then record it with NABLA_RECORD=1")
  }
}
