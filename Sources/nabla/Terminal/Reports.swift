// What rendering and verifying found, on standard error; and the line that shows progress.

import ArgumentParser
import Notebooks
import Publishing
import Syntax

/// How findings are printed: for people, as JSON, or as annotations of GitHub's workflows.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument { case human, json, github }

enum Reports {
  /// So many problems of a file are shown; whoever has mended them sees the rest.
  private static let limit = 200

  /// Shows what was found; whether any of it is an error.
  static func show(_ reports: [PageReport]) -> Bool {
    for report in reports { show(VerificationReport.Page(report)) }
    return reports.contains(where: \.hasErrors)
  }

  static func show(_ page: VerificationReport.Page) {
    for problem in page.problems.prefix(limit) { Terminal.writeError(text(problem)) }
    let rest = page.problems.count - limit
    if rest > 0 { Terminal.writeError("note: \(page.path): \(rest) more problem\(rest == 1 ? "" : "s")\n") }
  }

  /// A finding about a file.
  static func text(_ diagnostic: Diagnostic, in source: SourceText, _ path: String) -> String {
    text(VerificationReport.Problem(diagnostic, in: source, file: path))
  }

  static func text(_ problem: VerificationReport.Problem) -> String {
    if problem.line == 0 { return "error: \(problem.message)\n" }
    let length =
      problem.endLine == problem.line
      ? problem.endColumn - problem.column : problem.excerpt.unicodeScalars.count - problem.column + 1
    return ErrorText.render(
      Problem(
        severity: problem.severity, message: problem.message, file: problem.file, line: problem.line, column: problem.column,
        excerpt: problem.excerpt, length: length, hint: problem.hint))
  }
}

/// One line that is rewritten, on a terminal only.
enum ProgressLine {
  static func show(_ word: String, _ number: Int, _ count: Int, _ path: String) {
    guard Terminal.errorsAreShown else { return }
    Terminal.writeError("\r\u{1B}[K\(word) \(number)/\(count)  \(path)")
  }

  static func clear() {
    if Terminal.errorsAreShown { Terminal.writeError("\r\u{1B}[K") }
  }
}
