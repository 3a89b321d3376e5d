// The findings of `nabla lint`, for a reader, for a program, or as annotations of a workflow.

import Notebooks
import Publishing
import Syntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct LintReport {
  /// A finding as JSON has it: that of a report, and whether `--fix` mends it.
  private struct Record: Encodable {
    enum CodingKeys: CodingKey { case fixable }

    var problem: VerificationReport.Problem

    func encode(to encoder: any Encoder) throws {
      try problem.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(LintRule.named(problem.code)?.isFixable ?? false, forKey: .fixable)
    }
  }

  let format: ReportFormat
  /// Whether a warning or an error was found.
  private(set) var hasFailed = false
  private var counts: [Diagnostic.Severity: Int] = [:]
  private var fileCount = 0
  private var records: [Record] = []

  init(format: ReportFormat) { self.format = format }

  /// A file that cannot be read or written.
  mutating func add(trouble: String) {
    hasFailed = true
    counts[.error, default: 0] += 1
    Terminal.writeError("error: \(trouble)\n")
  }

  mutating func note(mended path: String) {
    if format == .human { Terminal.write("mended \(path)\n") }
  }

  mutating func add(_ findings: [Diagnostic], in source: SourceText, _ path: String) {
    fileCount += 1
    for finding in findings {
      counts[finding.severity, default: 0] += 1
      if finding.severity != .note { hasFailed = true }
      var problem = VerificationReport.Problem(finding, in: source, file: path)
      switch format {
      case .human:
        problem.message += " [\(problem.code)]"
        Terminal.write(Reports.text(problem))
      case .github: Terminal.write(GitHubAnnotations.text(of: [problem]))
      case .json: records.append(Record(problem: problem))
      }
    }
  }

  func finish() {
    switch format {
    case .human:
      let words = [(Diagnostic.Severity.error, "error"), (.warning, "warning"), (.note, "note")].compactMap { severity, word in
        counts[severity].map { "\($0) \(word)\($0 == 1 ? "" : "s")" }
      }
      Terminal.write("\(fileCount) page\(fileCount == 1 ? "" : "s"): \(words.isEmpty ? "nothing to say" : words.joined(separator: ", "))\n")
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes, .sortedKeys]
      if let data = try? encoder.encode(records) { Terminal.write(String(decoding: data, as: UTF8.self) + "\n") }
    case .github: break
    }
  }
}
