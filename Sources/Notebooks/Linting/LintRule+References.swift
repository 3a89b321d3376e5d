// References, citations, links and labels: what leads nowhere, and what nothing leads to.

import Syntax

extension LintRule {
  static func unresolvedReferences(_ page: LintedPage) -> [Finding] {
    let surroundings = page.surroundings
    var findings: [Finding] = []
    page.notebook.forEachInline { inline in
      guard case .reference(let reference) = inline.kind, !surroundings.own.contains(reference.id) else { return }
      let others = surroundings.pages(with: reference.id)
      if others.count == 1 { return }
      if others.isEmpty {
        let known = surroundings.pages.values.flatMap(\.anchors).filter { ReferenceKind(id: $0) != nil }.sorted()
        findings.append(
          Finding(
            "there is nothing called `\(reference.id)` on \(surroundings.pages.count == 1 ? "this page" : "any page")", at: inline.span,
            hint: suggestion(for: reference.id, among: known).map { "did you mean `@\($0)`?" }))
      } else {
        let list = others.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
        findings.append(
          Finding("`\(reference.id)` is on several pages: \(list)", at: inline.span, hint: "rename all but one of them"))
      }
    }
    return findings
  }

  static func unknownCitations(_ page: LintedPage) -> [Finding] {
    let surroundings = page.surroundings
    let (bibliography, problems) = Bibliography.read(for: page.notebook, page: surroundings.current, root: surroundings.root)
    var findings = problems.filter { $0.severity == .error }.map { Finding($0.message, at: $0.span, hint: $0.hint) }
    page.notebook.forEachInline { inline in
      guard case .citation(let citation) = inline.kind else { return }
      for item in citation.items where bibliography.entries[item.key] == nil {
        let isPlaced = inline.span.start <= item.span.start && item.span.end <= inline.span.end
        let hint =
          page.notebook.frontMatter.bibliography.isEmpty
          ? "name a BibTeX file in the front matter: `bibliography: references.bib`"
          : suggestion(for: item.key, among: bibliography.keys).map { "did you mean `@\($0)`?" }
        findings.append(
          Finding("the bibliography has no work `\(item.key)`", at: isPlaced ? item.span : inline.span, hint: hint))
      }
    }
    return findings
  }

  static func missingFiles(_ page: LintedPage) -> [Finding] {
    page.addresses.compactMap { address, span, what in
      switch resolve(address, from: page.surroundings.current, root: page.surroundings.root) {
      case .missing: Finding("there is no file `\(address)` for this \(what)", at: span)
      case .outside: Finding("`\(address)` lies outside of the collection", at: span)
      case .external, .file: nil
      }
    }
  }

  static func missingAnchors(_ page: LintedPage) -> [Finding] {
    page.addresses.compactMap { address, span, _ in
      guard case .file(let path, let fragment?) = resolve(address, from: page.surroundings.current, root: page.surroundings.root),
        !fragment.isEmpty, let anchors = page.surroundings.pages[path]?.anchors, !anchors.contains(fragment)
      else { return nil }
      let place = path == page.surroundings.current ? "on this page" : "in `\(path)`"
      return Finding(
        "there is nothing called `\(fragment)` \(place)", at: span,
        hint: suggestion(for: fragment, among: anchors.sorted()).map { "did you mean `#\($0)`?" })
    }
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

extension LintedPage {
  /// The links and images of the text.
  fileprivate var addresses: [(address: String, span: Span, what: String)] {
    var addresses: [(String, Span, String)] = []
    notebook.forEachInline { inline in
      switch inline.kind {
      case .link(let link): addresses.append((link.destination, inline.span, "link"))
      case .image(let image): addresses.append((image.source, inline.span, "image"))
      default: break
      }
    }
    return addresses
  }
}
