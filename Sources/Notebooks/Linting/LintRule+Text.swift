// The text: images without words, links that say nothing, and formulas that Markdown does not see.

import Syntax

extension LintRule {
  static func missingDescriptions(_ page: LintedPage) -> [Finding] {
    var findings: [Finding] = []
    page.notebook.forEachInline { inline in
      guard case .image(let image) = inline.kind, image.description.plainText.allSatisfy(\.isWhitespace) else { return }
      findings.append(
        Finding("the image `\(image.source)` has no description", at: inline.span, hint: "say what it shows: `![words](\(image.source))`"))
    }
    for cell in page.notebook.cells {
      let options = cell.options
      guard let label = options.label, label.hasPrefix("fig-"), options.figureCaption == nil, options.figureAlternatives.isEmpty
      else { continue }
      findings.append(
        Finding(
          "the figure `\(label)` has no caption", at: options.span(of: "label") ?? cell.fenceSpan,
          hint: "say what it shows: `#| fig-cap: \"…\"`"))
    }
    return findings
  }

  static func emptyLinkTexts(_ page: LintedPage) -> [Finding] {
    let words: Set = ["here", "click here", "see here", "this", "this link", "this page", "more", "read more"]
    var findings: [Finding] = []
    page.notebook.forEachInline { inline in
      guard case .link(let link) = inline.kind else { return }
      let text = link.content.plainText.trimmed.lowercased()
      guard words.contains(text) else { return }
      findings.append(
        Finding(
          "the words of this link, `\(text)`, do not say where it leads", at: inline.span,
          hint: "link the words that name it, since some readers hear nothing but the links"))
    }
    return findings
  }

  /// `\(…\)` and `\[…\]` within a paragraph. In Markdown they are escaped brackets, so that what stands between square ones has to
  /// look like a formula.
  static func texDelimiters(_ page: LintedPage) -> [Finding] {
    var findings: [Finding] = []
    page.notebook.forEachBlock { block in
      guard case .paragraph(let content) = block.kind else { return }
      var text = Array(page.notebook.source.utf8[block.span.start..<min(block.span.end, page.notebook.source.utf8.count)])
      for inline in content {
        // Code and formulas have backslashes of their own.
        switch inline.kind {
        case .code, .value, .formula, .html:
          for offset in max(0, inline.span.start - block.span.start)..<min(text.count, max(0, inline.span.end - block.span.start)) {
            text[offset] = UInt8(ascii: "x")
          }
        default: break
        }
      }
      findings += texDelimiters(in: text, at: block.span.start)
    }
    return findings
  }

  private static func texDelimiters(in text: [UInt8], at start: Int) -> [Finding] {
    var findings: [Finding] = []
    // Closing signs that do not occur any more are looked for once.
    var missing: Set<UInt8> = []
    var offset = 0
    while offset + 1 < text.count {
      guard text[offset] == UInt8(ascii: "\\") else {
        offset += 1
        continue
      }
      let opening = text[offset + 1]
      let closing: UInt8? =
        switch opening {
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "["): UInt8(ascii: "]")
        default: nil
        }
      // A pair is read whole, so that the second of two backslashes opens nothing.
      guard let closing, !missing.contains(closing), offset == 0 || text[offset - 1] != UInt8(ascii: "]") else {
        offset += 2
        continue
      }
      guard
        let end = (offset + 2..<text.count).dropLast().first(where: { text[$0] == UInt8(ascii: "\\") && text[$0 + 1] == closing })
      else {
        missing.insert(closing)
        offset += 2
        continue
      }
      let inner = text[offset + 2..<end]
      let looksLikeFormula = inner.contains { "\\^_=+<>|".utf8.contains($0) }
      if opening == UInt8(ascii: "(") || looksLikeFormula {
        let isDisplay = opening == UInt8(ascii: "[")
        findings.append(
          Finding(
            "Markdown takes `\\\(Character(UnicodeScalar(opening)))` for a bracket, and shows no formula",
            at: Span(start + offset, start + end + 2), hint: isDisplay ? "write `$$…$$`" : "write `$…$`"))
      }
      offset = end + 2
    }
    return findings
  }
}
