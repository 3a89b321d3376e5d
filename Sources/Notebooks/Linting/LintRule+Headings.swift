// Headings: their levels and their names.

import Syntax

extension LintRule {
  private static func headings(_ page: LintedPage) -> [(heading: Heading, span: Span)] {
    page.notebook.blocks.compactMap { block in
      if case .heading(let heading) = block.kind { (heading, block.span) } else { nil }
    }
  }

  static func skippedHeadings(_ page: LintedPage) -> [Finding] {
    var findings: [Finding] = []
    // The title of the page stands above all headings.
    var level = 1
    for (heading, span) in headings(page) {
      if heading.level > level + 1 {
        findings.append(
          Finding(
            "a heading of level \(heading.level) follows one of level \(level)", at: span,
            hint: "begin it with `\(String(repeating: "#", count: level + 1))`"))
      }
      level = heading.level
    }
    return findings
  }

  static func duplicateHeadings(_ page: LintedPage) -> [Finding] {
    var lines: [String: Int] = [:]
    return headings(page).compactMap { heading, span in
      let words = heading.content.plainText.lowercased()
      defer { if lines[words] == nil { lines[words] = page.notebook.location(of: span.start).line } }
      guard let first = lines[words], heading.attributes?.id == nil else { return nil }
      return Finding(
        "the heading of line \(first) has the same words, so links to this one depend on their order", at: span,
        hint: "give it a name: `{#sec-…}`")
    }
  }

  static func secondTitles(_ page: LintedPage) -> [Finding] {
    headings(page).filter { $0.heading.level == 1 }.dropFirst().map {
      Finding("a second heading of level 1", at: $0.span, hint: "begin it with `##`; a page has one title")
    }
  }
}
