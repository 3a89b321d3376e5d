// Every block and every piece of running text of a document, wherever it stands.

import Syntax

extension Notebook {
  /// Visits each inline in prose, tables, footnotes and captions, what contains others before them.
  ///
  /// An image or a formula that is a block of its own comes as an inline with the block's span. What stands in a caption comes with the
  /// caption's span, since a text inside YAML has no places of its own.
  public func forEachInline(_ body: (Inline) -> Void) {
    forEachBlock { block in
      switch block.kind {
      case .paragraph(let content): content.forEachInline(body)
      case .heading(let heading): heading.content.forEachInline(body)
      case .callOut(let callOut): callOut.title.forEachInline(body)
      case .table(let table):
        for cell in table.header { cell.content.forEachInline(body) }
        for row in table.rows { for cell in row { cell.content.forEachInline(body) } }
        if let caption = table.caption { caption.forEachInline(body) }
      case .figure(let image): [Inline(.image(image), block.span)].forEachInline(body)
      case .formula(let formula): body(Inline(.formula(formula), block.span))
      case .quote, .list, .code, .cell, .html, .thematicBreak: break
      }
    }
    for cell in cells {
      for caption in cell.options.captions { caption.content.forEachInline { body(Inline($0.kind, caption.span)) } }
    }
  }

  /// Visits each block of the text and of footnotes, what contains others before them.
  func forEachBlock(_ body: (Block) -> Void) {
    blocks.forEachBlock(body)
    for footnote in footnotes { footnote.content.forEachBlock(body) }
  }
}

extension [Block] {
  /// Visits each block, what contains others before them.
  func forEachBlock(_ body: (Block) -> Void) {
    for block in self {
      body(block)
      switch block.kind {
      case .quote(let content): content.forEachBlock(body)
      case .callOut(let callOut): callOut.content.forEachBlock(body)
      case .list(let list): for item in list.items { item.content.forEachBlock(body) }
      default: break
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
