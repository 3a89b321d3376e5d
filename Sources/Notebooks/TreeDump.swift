// The tree as indented text with places, for tests and for looking at.

import Syntax

extension Notebook: CustomDebugStringConvertible {
  /// One line for each node, indented by depth: its kind, what it says, and where it begins and ends as `line:column`.
  public var debugDescription: String {
    var dump = TreeDump(notebook: self)
    dump.add(blocks, depth: 0)
    for (index, footnote) in footnotes.enumerated() {
      dump.line("footnote \(index) \(footnote.label.debugDescription)", footnote.span, depth: 0)
      dump.add(footnote.content, depth: 1)
    }
    return dump.text
  }
}

extension Notebook {
  /// The findings, one a line: place, severity, identifier, message and hint.
  public var diagnosticDescriptions: [String] {
    diagnostics.map { diagnostic in
      let place = location(of: diagnostic.span.start)
      let hint = diagnostic.hint.map { "; \($0)" } ?? ""
      return "\(place.line):\(place.column) \(diagnostic.severity.rawValue) \(diagnostic.identifier): "
        + diagnostic.message + hint
    }
  }
}

private struct TreeDump {
  let notebook: Notebook
  var text = ""

  mutating func line(_ words: String, _ span: Span, depth: Int) {
    let start = notebook.location(of: span.start)
    let end = notebook.location(of: span.end)
    text += String(repeating: "  ", count: depth)
    text += "\(words) \(start.line):\(start.column)-\(end.line):\(end.column)\n"
  }

  mutating func add(_ blocks: [Block], depth: Int) {
    for block in blocks { add(block, depth: depth) }
  }

  private mutating func add(_ block: Block, depth: Int) {
    let span = block.span
    switch block.kind {
    case .paragraph(let content):
      line("paragraph", span, depth: depth)
      add(content, depth: depth + 1)
    case .heading(let heading):
      line("heading \(heading.level) #\(heading.id)" + describe(heading.attributes), span, depth: depth)
      add(heading.content, depth: depth + 1)
    case .quote(let content):
      line("quote", span, depth: depth)
      add(content, depth: depth + 1)
    case .callOut(let callOut):
      line("call-out \(callOut.kind.rawValue)" + describe(callOut.attributes), span, depth: depth)
      if !callOut.title.isEmpty {
        line("title", callOut.markerSpan, depth: depth + 1)
        add(callOut.title, depth: depth + 2)
      }
      add(callOut.content, depth: depth + 1)
    case .list(let list):
      let kind = list.start.map { "numbered list from \($0)" } ?? "list"
      line(kind + (list.isTight ? "" : ", loose"), span, depth: depth)
      for item in list.items {
        line(item.isChecked.map { "item, \($0 ? "done" : "to do")" } ?? "item", item.span, depth: depth + 1)
        add(item.content, depth: depth + 2)
      }
    case .code(let code):
      line("code \(code.info.debugDescription) \(code.text.debugDescription)", span, depth: depth)
    case .cell(let index): add(notebook.cells[index], depth: depth)
    case .formula(let formula): add(formula, span, depth: depth)
    case .table(let table): add(table, span, depth: depth)
    case .figure(let image): add(image, "figure", span, depth: depth)
    case .html(let html): line("html \(html.debugDescription)", span, depth: depth)
    case .thematicBreak: line("thematic break", span, depth: depth)
    }
  }

  private mutating func add(_ cell: Cell, depth: Int) {
    line("cell \(cell.index) \(cell.source.debugDescription)", cell.span, depth: depth)
    if let output = cell.expectedOutput {
      line("output \(output.text.debugDescription)", output.span, depth: depth + 1)
    }
  }

  private mutating func add(_ formula: Formula, _ span: Span, depth: Int) {
    let kind = formula.isDisplay ? "displayed formula" : "formula"
    line("\(kind) \(formula.tex.debugDescription)" + describe(formula.attributes), span, depth: depth)
    for value in formula.values { add(notebook.values[value.index], depth: depth + 1) }
  }

  private mutating func add(_ value: InlineValue, depth: Int) {
    let place = notebook.location(of: value.map.fileOffset(of: 0))
    line(
      "value \(value.index) \(value.expression.debugDescription) from \(place.line):\(place.column)", value.span,
      depth: depth)
  }

  private mutating func add(_ table: Table, _ span: Span, depth: Int) {
    let alignments = table.alignments.map { "\($0)" }.joined(separator: " ")
    line("table \(alignments)" + describe(table.attributes), span, depth: depth)
    for row in [table.header] + table.rows {
      for (index, cell) in row.enumerated() {
        line(index == 0 ? "row, cell" : "cell", cell.span, depth: depth + 1)
        add(cell.content, depth: depth + 2)
      }
    }
    if let caption = table.caption {
      text += String(repeating: "  ", count: depth + 1) + "caption\n"
      add(caption, depth: depth + 2)
    }
  }

  private mutating func add(_ image: Image, _ kind: String, _ span: Span, depth: Int) {
    let title = image.title.isEmpty ? "" : " " + image.title.debugDescription
    line("\(kind) \(image.source.debugDescription)\(title)" + describe(image.attributes), span, depth: depth)
    add(image.description, depth: depth + 1)
  }

  mutating func add(_ inlines: [Inline], depth: Int) {
    for inline in inlines { add(inline, depth: depth) }
  }

  private mutating func add(_ inline: Inline, depth: Int) {
    let span = inline.span
    switch inline.kind {
    case .text(let text): line("text \(text.debugDescription)", span, depth: depth)
    case .softBreak: line("soft break", span, depth: depth)
    case .lineBreak: line("line break", span, depth: depth)
    case .code(let code): line("code \(code.debugDescription)", span, depth: depth)
    case .value(let index): add(notebook.values[index], depth: depth)
    case .formula(let formula): add(formula, span, depth: depth)
    case .emphasis(let content):
      line("emphasis", span, depth: depth)
      add(content, depth: depth + 1)
    case .strong(let content):
      line("strong", span, depth: depth)
      add(content, depth: depth + 1)
    case .strikethrough(let content):
      line("strikethrough", span, depth: depth)
      add(content, depth: depth + 1)
    case .link(let link):
      let title = link.title.isEmpty ? "" : " " + link.title.debugDescription
      line("link \(link.destination.debugDescription)\(title)", span, depth: depth)
      add(link.content, depth: depth + 1)
    case .image(let image): add(image, "image", span, depth: depth)
    case .html(let html): line("html \(html.debugDescription)", span, depth: depth)
    case .footnoteReference(let reference):
      line("footnote reference \(reference.footnote) (\(reference.occurrence))", span, depth: depth)
    case .reference(let reference):
      let words = [reference.before, reference.after].map { $0.isEmpty ? "" : " \($0.debugDescription)" }
      line("reference \(reference.id)\(words.joined())", span, depth: depth)
    case .citation(let citation):
      line("citation", span, depth: depth)
      for item in citation.items {
        let words = [item.prefix, (item.suppressesAuthor ? "-@" : "@") + item.key, item.suffix]
        line(words.filter { !$0.isEmpty }.joined(separator: " "), item.span, depth: depth + 1)
      }
    }
  }

  private func describe(_ attributes: Attributes?) -> String {
    guard let attributes else { return "" }
    var words: [String] = []
    if let id = attributes.id { words.append("#\(id)") }
    words += attributes.classes.map { ".\($0)" }
    words += attributes.pairs.map { "\($0.key)=\($0.value)" }
    return " {\(words.joined(separator: " "))}"
  }
}
