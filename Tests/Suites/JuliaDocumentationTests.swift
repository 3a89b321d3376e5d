// The examples of Julia's documentation, run as sessions and scored, where the suite lies beside the repository.

import Engine
import Foundation
import StandardLibrary
import Testing

@Suite struct JuliaDocumentationTests {
  /// The shares of steps that were reached, below which the language must not fall again; raise them as it grows.
  static let floors: [(scope: String, agreement: Agreement, share: Double)] = [
    ("core", .strict, 0.965),
    ("core", .lenient, 0.985),
    ("extended", .strict, 0.93),
    ("extended", .lenient, 0.95),
  ]

  /// What belongs to libraries, whose own tests measure it.
  static let otherTopics: Set<String> = ["dataframes", "distributions", "linear-algebra", "statistics"]

  enum Agreement: String, CaseIterable { case strict, lenient }

  @Test(.enabled(if: OutsideSuite.juliaDocumentation.isPresent, "\(OutsideSuite.juliaDocumentation.absence)"))
  func `the examples of Julia's documentation give what it shows`() throws {
    let blocks = try OutsideSuite.juliaDocumentation.rows(of: DocumentationBlock.self)
      .filter { ["core", "extended"].contains($0.scope) && !Self.otherTopics.contains($0.topic) }
    let results = EngineThread.run { blocks.map(\.result) }

    var scores: [String: [String: Score]] = [:]
    for (block, result) in zip(blocks, results) {
      scores[block.scope, default: [:]]["all", default: Score()] += result
      scores[block.scope, default: [:]][block.topic, default: Score()] += result
    }
    for floor in Self.floors {
      let topics = try #require(scores[floor.scope])
      let reached = try #require(topics["all"]).share(floor.agreement)
      #expect(reached >= floor.share, "\(floor.scope), \(floor.agreement.rawValue):\n\(Self.report(topics))")
    }
  }

  /// A line for each topic, then what did not agree.
  private static func report(_ topics: [String: Score]) -> String {
    let lines = topics.sorted { $0.key < $1.key }.map { topic, score in
      let shares = Agreement.allCases.map { String(format: "%@ %.3f", $0.rawValue, score.share($0)) }
      return "\(topic): \(score.steps) steps, \(shares.joined(separator: ", "))"
    }
    return (lines + (topics["all"]?.failures ?? [])).joined(separator: "\n")
  }
}

/// How many steps agree.
struct Score {
  var steps = 0
  var strict = 0
  var lenient = 0
  /// The inputs whose results do not even agree leniently, after the name of their block.
  var failures: [String] = []

  func share(_ agreement: JuliaDocumentationTests.Agreement) -> Double {
    Double(agreement == .strict ? strict : lenient) / Double(max(steps, 1))
  }

  static func += (sum: inout Score, other: Score) {
    sum.steps += other.steps
    sum.strict += other.strict
    sum.lenient += other.lenient
    sum.failures += other.failures
  }
}
