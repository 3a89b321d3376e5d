// The findings of `nabla lint`, for a reader, for a program, or as annotations of a workflow.

import ArgumentParser
import Notebooks
import Syntax

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

struct LintReport {
  enum Format: String, CaseIterable, ExpressibleByArgument { case human, json, github }

  /// A finding as JSON has it.
  private struct Record: Encodable {
    var file: String
    var line: Int
    var column: Int
    var endLine: Int
    var endColumn: Int
    var severity: String
    var code: String
    var message: String
    var hint: String?
    var fixable: Bool
  }

  let format: Format
  /// Whether a warning or an error was found.
  private(set) var hasFailed = false
  private var counts: [Diagnostic.Severity: Int] = [:]
  private var fileCount = 0
  private var records: [Record] = []

  init(format: Format) { self.format = format }

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
      switch format {
      case .human:
        var named = finding
        named.message += " [\(finding.identifier)]"
        Terminal.write(Reports.text(named, in: source, path))
      case .github: Terminal.write(annotation(finding, in: source, path))
      case .json: records.append(record(finding, in: source, path))
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

  private func record(_ finding: Diagnostic, in source: SourceText, _ path: String) -> Record {
    let (start, end) = (source.location(of: finding.span.start), source.location(of: max(finding.span.start, finding.span.end)))
    return Record(
      file: path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column,
      severity: finding.severity.rawValue, code: finding.identifier, message: finding.message, hint: finding.hint,
      fixable: LintRule.named(finding.identifier)?.isFixable ?? false)
  }

  /// A command of GitHub's workflows, which shows the finding beside its line.
  private func annotation(_ finding: Diagnostic, in source: SourceText, _ path: String) -> String {
    let level =
      switch finding.severity {
      case .error: "error"
      case .warning: "warning"
      case .note: "notice"
      }
    let place = source.location(of: finding.span.start)
    let message = finding.message + (finding.hint.map { "\n\($0)" } ?? "")
    let properties = "file=\(property(path)),line=\(place.line),col=\(place.column),title=\(property(finding.identifier))"
    return "::\(level) \(properties)::\(escaped(message))\n"
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private func property(_ text: String) -> String {
    escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
