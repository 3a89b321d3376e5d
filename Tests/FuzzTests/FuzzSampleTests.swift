// A small sample of the fuzzer's cells, always the same: what `make fuzz` does a million times.

import Engine
import Foundation
import Testing

@testable import Fuzz

@Suite struct FuzzSampleTests {
  private static let lessons = Lessons.cells(
    in: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("notebooks").path)

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func generatedCellsNeitherCrashNorLeak(_ seed: UInt64) {
    let source = InputSource(seed: seed, lessons: Self.lessons)
    for number in 0..<15 {
      let cells = source.cells(number)
      let problems = EngineThread.run { Check.problems(cells) }
      #expect(problems == [], "session \(number) of seed \(seed): \(cells.joined(separator: "\n#---\n"))")
    }
  }

  @Test func cellsAreTheSameEachTime() {
    let source = InputSource(seed: 5, lessons: Self.lessons)
    #expect(source.cells(17) == source.cells(17))
    #expect(source.cells(17) != source.cells(18))
    #expect(Self.lessons.count > 3)
  }
}
