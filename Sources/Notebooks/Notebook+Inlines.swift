// Every piece of running text of a document, wherever it stands.

import Syntax

extension Notebook {
  /// Visits each inline in prose, tables, footnotes and captions, what contains others before them.
  ///
  /// An image or a formula that is a block of its own comes as an inline with the block's span. What stands in a caption comes with the
  /// caption's span, since a text inside YAML has no places of its own.
  public func forEachInline(_ body: (Inline) -> Void) {
    visit(blocks, body)
    for footnote in footnotes { visit(footnote.content, body) }
    for cell in cells {
      for caption in [cell.options.figureCaption, cell.options.tableCaption].compactMap({ $0 }) + cell.options.figureSubcaptions {
        visit(caption.content) { body(Inline($0.kind, caption.span)) }
      }
    }
  }

  private func visit(_ blocks: [Block], _ body: (Inline) -> Void) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let content): visit(content, body)
      case .heading(let heading): visit(heading.content, body)
      case .quote(let content): visit(content, body)
      case .callOut(let callOut):
        visit(callOut.title, body)
        visit(callOut.content, body)
      case .list(let list): for item in list.items { visit(item.content, body) }
      case .table(let table):
        for cell in table.header { visit(cell.content, body) }
        for row in table.rows { for cell in row { visit(cell.content, body) } }
        if let caption = table.caption { visit(caption, body) }
      case .figure(let image): visit([Inline(.image(image), block.span)], body)
      case .formula(let formula): body(Inline(.formula(formula), block.span))
      case .code, .cell, .html, .thematicBreak: break
      }
    }
  }

  private func visit(_ inlines: [Inline], _ body: (Inline) -> Void) {
    for inline in inlines {
      body(inline)
      switch inline.kind {
      case .emphasis(let content), .strong(let content), .strikethrough(let content): visit(content, body)
      case .link(let link): visit(link.content, body)
      case .image(let image): visit(image.description, body)
      default: break
      }
    }
  }
}
