// All rules on one page, and the mending of what can be mended safely.

import Syntax

extension Notebook {
  /// What the rules and the parsers have to say of the page, in the order of the text.
  ///
  /// - Parameters:
  ///   - ignored: codes of rules to leave out, beside those that the front matter names.
  public func lint(in surroundings: LintSurroundings, ignoring ignored: Set<String> = []) -> [Diagnostic] {
    let page = LintedPage(self, surroundings)
    let ignored = ignored.union(frontMatter.ignoredRules.map(\.code))
    var findings = page.mistakes
    for rule in LintRule.all where !ignored.contains(rule.code) {
      findings += rule.find(page).map { Diagnostic(rule.severity, rule.code, $0.message, at: $0.span, hint: $0.hint) }
    }
    return findings.sorted { ($0.span.start, $0.span.end, $0.identifier) < ($1.span.start, $1.span.end, $1.identifier) }
  }

  /// The text of the file with tabs, blanks at the ends of lines and the style of cells mended, as far as these rules are
  /// not switched off. The text as it is if its parts would not be the same afterwards.
  public func mended(ignoring ignored: Set<String> = []) -> String {
    let ignored = ignored.union(frontMatter.ignoredRules.map(\.code))
    var notebook = self
    if !ignored.contains("tab") { notebook = notebook.replacing(notebook.tabEdits()) }
    if !ignored.contains("trailing-blanks") { notebook = notebook.replacing(notebook.trailingBlankEdits()) }
    if !ignored.contains("unformatted") { notebook = Notebook(notebook.formatted().text, path: path) }
    return String(decoding: notebook.source.utf8, as: UTF8.self)
  }

  /// The notebook with edits made; itself if they would change more than they should.
  private func replacing(_ edits: [Edit]) -> Notebook {
    if edits.isEmpty { return self }
    let result = Notebook(apply(edits), path: path)
    guard result.outline == outline else { return self }
    return result
  }

  /// What mending must not change.
  private var outline: [String] {
    var outline = cells.map { $0.source.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    outline += values.map(\.expression) + targets.map(\.id)
    forEachBlock { block in
      let name = String(describing: block.kind).prefix { $0 != "(" }
      outline.append(String(name))
    }
    var breaks = 0
    forEachInline { if case .lineBreak = $0.kind { breaks += 1 } }
    return outline + ["\(breaks)"]
  }
}
