// A suite of formulas from outside, which lies beside the repository where it is available.

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import Testing

@testable import Typesetting

@Suite struct FormulaSuiteTests {
  private struct Row: Decodable {
    var id: String
    var source: String
    var display: Bool
    var tex: String
  }

  private static let path: String = {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    let folder = ProcessInfo.processInfo.environment["NABLA_SUITES"] ?? root + "/../shared/suites"
    return folder + "/tex-formulas/formulas.jsonl"
  }()

  private static var isAvailable: Bool { FileManager.default.fileExists(atPath: path) }

  @Test(.enabled(if: isAvailable, "the suite of formulas is not beside the repository"))
  func formulasOfTextbooksAreUnderstood() throws {
    let text = String(decoding: try Data(contentsOf: URL(filePath: Self.path)), as: UTF8.self)
    var counts: [String: (understood: Int, all: Int)] = [:]
    for line in text.split(separator: "\n") {
      let row = try JSONDecoder().decode(Row.self, from: Data(line.utf8))
      let formula = Formula.typeset(row.tex, display: row.display)
      #expect(isWellFormed(formula.mathML), "\(row.id)")
      let isDeliberatelyHard = row.source.hasPrefix("KaTeX")
      if !isDeliberatelyHard { #expect(formula.problems.isEmpty, "\(row.id): \(row.tex)") }
      var count = counts[row.source] ?? (0, 0)
      count.all += 1
      if formula.problems.isEmpty { count.understood += 1 }
      counts[row.source] = count
    }
    #expect(!counts.isEmpty)
    for (source, count) in counts {
      #expect(Double(count.understood) >= 0.95 * Double(count.all), "\(source)")
    }
  }
}
