// References and labels: what leads nowhere, and what nothing leads to.

import Syntax

extension LintRule {
  /// What verifying finds too, under the same code.
  static func linkProblems(_ code: String) -> @Sendable (LintedPage) -> [Finding] {
    { page in page.surroundings.linkProblems.filter { $0.identifier == code && $0.severity == .error }.map(Finding.init) }
  }

  static func unusedLabels(_ page: LintedPage) -> [Finding] {
    page.notebook.targets.compactMap { target in
      let what: String? =
        switch target.kind {
        case .figure: "figure"
        case .table: "table"
        case .equation: "equation"
        default: nil
        }
      guard let what, !page.surroundings.isMentioned(target.id) else { return nil }
      return Finding("nothing refers to the \(what) `\(target.id)`", at: target.span)
    }
  }

  /// cmark drops footnotes that nothing refers to, so they are looked for in the lines.
  static func unusedFootnotes(_ page: LintedPage) -> [Finding] {
    let source = page.notebook.source
    guard source.utf8.contains(UInt8(ascii: "^")) else { return [] }
    let used = Set(page.notebook.footnotes.filter { $0.referenceCount > 0 }.map { $0.label.lowercased() })
    let zones = page.zones()
    var findings: [Finding] = []
    for line in 1...source.lineCount where zones[line] == .prose {
      let text = source.line(line)
      let indentation = text.prefix { $0 == " " }.count
      guard indentation < 4, let match = text.dropFirst(indentation).prefixMatch(of: #/\[\^([^\]\s]+)\]:/#) else { continue }
      let label = String(match.output.1)
      guard !used.contains(label.lowercased()) else { continue }
      let start = source.range(ofLine: line).lowerBound + indentation
      findings.append(
        Finding("nothing refers to the footnote `\(label)`, so the page leaves it out", at: Span(start, start + match.output.0.utf8.count)))
    }
    return findings
  }
}
