// Keys of the front matter.

import Syntax

extension LintRule {
  static func foreignKeys(_ page: LintedPage) -> [Finding] {
    // What looks like a slip has been reported as one.
    let reported = page.notebook.diagnostics.filter { $0.identifier == "unknown-key" }.map(\.message)
    return page.notebook.frontMatter.other.compactMap { key in
      reported.contains { $0.hasPrefix("`\(key.name)` ") }
        ? nil : Finding("the key `\(key.name)` belongs to another tool; nabla does not read it", at: key.span)
    }
  }

  static func unknownRules(_ page: LintedPage) -> [Finding] {
    page.notebook.frontMatter.ignoredRules.filter { named($0.code) == nil }.map {
      Finding("there is no rule `\($0.code)`", at: $0.span, hint: hint(forUnknown: $0.code))
    }
  }
}
