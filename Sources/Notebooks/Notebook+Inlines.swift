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
      for caption in cell.options.captions { caption.content.forEachInline { body(Inline($0.kind, caption.span)) } }
    }
  }

  private func visit(_ blocks: [Block], _ body: (Inline) -> Void) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let content): content.forEachInline(body)
      case .heading(let heading): heading.content.forEachInline(body)
      case .quote(let content): visit(content, body)
      case .callOut(let callOut):
        callOut.title.forEachInline(body)
        visit(callOut.content, body)
      case .list(let list): for item in list.items { visit(item.content, body) }
      case .table(let table):
        for cell in table.header { cell.content.forEachInline(body) }
        for row in table.rows { for cell in row { cell.content.forEachInline(body) } }
        if let caption = table.caption { caption.forEachInline(body) }
      case .figure(let image): [Inline(.image(image), block.span)].forEachInline(body)
      case .formula(let formula): body(Inline(.formula(formula), block.span))
      case .code, .cell, .html, .thematicBreak: break
      }
    }
  }
}

extension [Inline] {
  /// Visits each inline, what contains others before them.
  public func forEachInline(_ body: (Inline) -> Void) {
    for inline in self {
      body(inline)
      switch inline.kind {
      case .emphasis(let content), .strong(let content), .strikethrough(let content): content.forEachInline(body)
      case .link(let link): link.content.forEachInline(body)
      case .image(let image): image.description.forEachInline(body)
      default: break
      }
    }
  }
}
