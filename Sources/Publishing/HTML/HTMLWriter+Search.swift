// The text of a page for the search of its site, section by section.

import Notebooks

/// What stands under one heading of a page.
struct SearchSection: Sendable {
  /// The words of the heading; empty for the beginning of the page, which is found by the page's title.
  var heading = ""
  /// The id of the heading; empty for the beginning of the page.
  var id = ""
  var text = ""
}

extension HTMLWriter {
  /// The page as plain text. What a reader does not see, or not at once, is not found: hidden lines, and the code of
  /// solutions and checks. Formulas are as they are on the page, which must have been written before.
  mutating func searchSections() -> [SearchSection] {
    var sections = [SearchSection()]
    for block in notebook.blocks {
      guard case .heading(let heading) = block.kind else {
        add(block, to: &sections[sections.count - 1].text)
        continue
      }
      if heading.id != titleHeading { sections.append(SearchSection(heading: words(heading.content), id: heading.id)) }
    }
    if !notebook.footnotes.isEmpty {
      var footnotes = SearchSection(heading: "Footnotes", id: ownIDs.free("fn-1"))
      for footnote in notebook.footnotes { add(footnote.content, to: &footnotes.text) }
      sections.append(footnotes)
    }
    if !destinations.citations.works.isEmpty {
      var works = SearchSection(heading: "References", id: ownIDs.free("references"))
      for work in destinations.citations.works { works.text += words(work.content) + " " }
      sections.append(works)
    }
    return sections
  }

  private mutating func add(_ blocks: [Block], to text: inout String) {
    for block in blocks { add(block, to: &text) }
  }

  private mutating func add(_ block: Block, to text: inout String) {
    switch block.kind {
    case .paragraph(let content): add(content, to: &text)
    case .heading(let heading): add(heading.content, to: &text)
    case .quote(let content): add(content, to: &text)
    case .callOut(let callOut):
      text += callOut.kind.label + (numbering.callOuts[callOut.markerSpan.start].map { " \($0)" } ?? "") + " "
      add(callOut.title, to: &text)
      text += " "
      add(callOut.content, to: &text)
    case .list(let list): for item in list.items { add(item.content, to: &text) }
    case .code(let code): text += code.text
    case .cell(let index): add(notebook.cells[index], to: &text)
    case .formula(let formula): text += PlainFormula.text(of: mathematics.typeset(formula, values: run.values))
    case .table(let table):
      for cell in table.header + table.rows.joined() {
        add(cell.content, to: &text)
        text += " "
      }
      add(table.caption ?? [], to: &text)
    case .figure(let image): add(image.description, to: &text)
    case .html, .thematicBreak: break
    }
    text += " "
  }

  private mutating func add(_ cell: Cell, to text: inout String) {
    let options = cell.options
    if !options.include || options.hidden || options.solution != nil || options.check != nil { return }
    if options.echo { text += cell.displayedSource }
    guard options.output else { return }
    for caption in options.captions {
      text += " "
      add(caption.content, to: &text)
    }
  }

  private mutating func words(_ content: [Inline]) -> String {
    var text = ""
    add(content, to: &text)
    return text
  }

  private mutating func add(_ content: [Inline], to text: inout String) {
    for inline in content {
      switch inline.kind {
      case .text(let part), .code(let part): text += part
      case .softBreak, .lineBreak: text += " "
      case .formula(let formula): text += PlainFormula.text(of: mathematics.typeset(formula, values: run.values))
      case .value(let index):
        if case .value(let printed, let faces) = run.values[index] {
          text += faces.tex.map { PlainFormula.text(of: mathematics.typeset($0, display: false)) } ?? printed
        }
      case .emphasis(let content), .strong(let content), .strikethrough(let content): add(content, to: &text)
      case .link(let link): add(link.content, to: &text)
      case .image(let image): add(image.description, to: &text)
      case .reference(let reference):
        text += reference.before + (destinations.place(of: reference.id)?.words ?? "") + reference.after
      case .citation(let citation): add(destinations.citations.text(citation), to: &text)
      case .html, .footnoteReference: break
      }
    }
  }
}
