// What a page refers to and what is not there.

import Engine
import Notebooks
import Syntax

enum References {
  /// References, local links, anchors and images that lead nowhere.
  static func unresolved(_ run: NotebookRun, root: String, page: String) -> [Diagnostic] {
    var checker = Checker(run, root: root, page: page)
    checker.blocks(run.notebook.blocks)
    for footnote in run.notebook.footnotes { checker.blocks(footnote.content) }
    for cell in run.notebook.cells {
      if let caption = cell.options.figureCaption { checker.inlines(caption.content, at: caption.span) }
      if let caption = cell.options.tableCaption { checker.inlines(caption.content, at: caption.span) }
    }
    return checker.problems
  }

  private struct Checker {
    let numbering: Numbering
    let root: String
    let page: String
    let anchors: Set<String>
    var problems: [Diagnostic] = []

    init(_ run: NotebookRun, root: String, page: String) {
      numbering = Numbering(run)
      self.root = root
      self.page = page
      anchors = Set(numbering.entries.keys).union(run.notebook.targets.map(\.id))
    }

    mutating func blocks(_ blocks: [Block]) {
      for block in blocks {
        switch block.kind {
        case .paragraph(let content): inlines(content)
        case .heading(let heading): inlines(heading.content)
        case .quote(let content): self.blocks(content)
        case .callOut(let callOut):
          inlines(callOut.title)
          self.blocks(callOut.content)
        case .list(let list): for item in list.items { self.blocks(item.content) }
        case .table(let table):
          for cell in table.header + table.rows.flatMap({ $0 }) { inlines(cell.content) }
          if let caption = table.caption { inlines(caption) }
        case .figure(let image):
          file(image.source, block.span, "image")
          inlines(image.description)
        case .code, .cell, .formula, .html, .thematicBreak: break
        }
      }
    }

    /// - Parameter place: where to report what has no place of its own, as in captions.
    mutating func inlines(_ content: [Inline], at place: Span? = nil) {
      for inline in content {
        switch inline.kind {
        case .reference(let reference):
          if numbering.entries[reference.id] == nil {
            let hint = Suggestions.nearest(to: reference.id, among: numbering.entries.keys.sorted())
            problems.append(
              Diagnostic(
                .error, "unresolved-reference", "there is nothing called `\(reference.id)` on this page",
                at: place ?? inline.span, hint: hint.map { "did you mean `@\($0)`?" }))
          }
        case .link(let link):
          file(link.destination, place ?? inline.span, "link")
          inlines(link.content, at: place)
        case .image(let image): file(image.source, place ?? inline.span, "image")
        case .emphasis(let content), .strong(let content), .strikethrough(let content): inlines(content, at: place)
        default: break
        }
      }
    }

    private mutating func file(_ address: String, _ span: Span, _ what: String) {
      switch resolve(address, from: page, root: root) {
      case .external: break
      case .missing: problems.append(Diagnostic(.error, "missing-file", "there is no file `\(address)` for this \(what)", at: span))
      case .outside: problems.append(Diagnostic(.error, "outside-root", "`\(address)` lies outside of the collection", at: span))
      case .file(let path, let fragment):
        if path == page, let fragment, !fragment.isEmpty, !anchors.contains(fragment) {
          problems.append(Diagnostic(.error, "missing-anchor", "there is nothing called `\(fragment)` on this page", at: span))
        }
      }
    }
  }
}
