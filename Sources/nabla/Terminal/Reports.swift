// What rendering and verifying found, on standard error; and the line that shows progress.

import Notebooks
import Publishing
import Syntax

enum Reports {
  /// So many problems of a file are shown; whoever has mended them sees the rest.
  private static let limit = 200

  /// Shows the problems; whether any is an error.
  static func show(_ reports: [PageReport]) -> Bool {
    for report in reports {
      if let trouble = report.trouble { Terminal.writeError("error: \(trouble)\n") }
      guard let notebook = report.notebook else { continue }
      for problem in report.problems.prefix(limit) { Terminal.writeError(text(problem, in: notebook.source, report.path)) }
      let rest = report.problems.count - limit
      if rest > 0 { Terminal.writeError("note: \(report.path): \(rest) more problem\(rest == 1 ? "" : "s")\n") }
    }
    return reports.contains(where: \.hasErrors)
  }

  /// A finding about a file.
  static func text(_ diagnostic: Diagnostic, in source: SourceText, _ path: String) -> String {
    let place = source.location(of: diagnostic.span.start)
    let end = source.location(of: max(diagnostic.span.start, diagnostic.span.end))
    let line = source.line(place.line)
    let length = end.line == place.line ? end.column - place.column : line.unicodeScalars.count - place.column + 1
    let severity: Problem.Severity =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    return ErrorText.render(
      Problem(
        severity: severity, message: diagnostic.message, file: path, line: place.line, column: place.column, excerpt: line,
        length: length, hint: diagnostic.hint))
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
