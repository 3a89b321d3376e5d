// Cells in rendered Markdown: code and results, figures in files, captions.

import Engine
import Notebooks
import Syntax
import Typesetting

extension MarkdownWriter {
  mutating func cell(_ cell: Cell, _ span: Span) {
    let result = run.cells[cell.index]
    let options = cell.options
    var lines: [String] = []
    func add(_ block: [String]) {
      if block.isEmpty { return }
      if !lines.isEmpty { lines.append("") }
      lines += block
    }
    if cell.isHiddenCheck { return remove(cell, span) }
    let fold = options.include ? notebook.foldTitle(of: cell) : nil
    if let fold { add(["<details>", "<summary>\(fold)</summary>"]) }
    let code = cell.displayedSource
    if options.include, options.echo, !code.isEmpty { add(Fence.around(code, "julia")) }
    if options.include, options.output {
      let figures = result.figureCount
      var figure = 0
      for (index, output) in result.outputs.enumerated() {
        if index == result.outputs.count - 1 { add(tableHead(cell, output, span)) }
        add(self.output(output, of: cell, figure: figure, of: figures))
        if output.isFigure { figure += 1 }
      }
    }
    switch result.state {
    case .succeeded: break
    case .failed(let failure): add(Fence.around("ERROR: " + failure.description + (failure.hint.map { "\nhint: \($0)" } ?? ""), "text"))
    case .skipped(let reason): if let reason { add(["*Not run: \(escaped(reason)).*"]) }
    }
    if fold != nil { add(["</details>"]) }
    let prefix = linePrefix(at: span.start)
    var text = ""
    for (index, line) in lines.enumerated() {
      if index > 0 {
        // Blanks at the end of a line mean nothing but noise.
        text += "\n" + (line.isEmpty ? String(prefix.reversed().drop { $0 == " " }.reversed()) : prefix)
      }
      text += line
    }
    if text.isEmpty { return remove(cell, span) }
    replace(span, text)
    dropExpectedOutput(of: cell)
  }

  /// Leaves out a cell, of which nothing is shown.
  private mutating func remove(_ cell: Cell, _ span: Span) {
    replace(blankLineIncluded(span, linePrefix(at: span.start)), "")
    dropExpectedOutput(of: cell)
  }

  /// A block with the blank line behind it, which goes where nothing is shown of the block.
  func blankLineIncluded(_ span: Span, _ prefix: String) -> Span {
    let utf8 = notebook.source.utf8
    guard let end = utf8[span.end...].firstIndex(of: UInt8(ascii: "\n")) else { return span }
    let blank = utf8[(end + 1)...].prefix { $0 != UInt8(ascii: "\n") }
    guard blank.endIndex < utf8.count, blank.allSatisfy({ $0 == UInt8(ascii: ">") || $0 <= 0x20 }) else { return span }
    let next = blank.endIndex + 1
    return utf8[next...].starts(with: prefix.utf8) ? Span(span.start, next + prefix.utf8.count) : span
  }

  /// What a cell is expected to show is not shown beside what it shows.
  mutating func dropExpectedOutput(of cell: Cell) {
    if let output = cell.expectedOutput { replace(Span(cell.span.end, output.span.end), "") }
  }

  /// What stands above a value that the cell calls a table: its anchor, number and caption.
  func tableHead(_ cell: Cell, _ output: CellOutput, _ span: Span) -> [String] {
    guard case .value(let value) = output, value.faces.figure == nil, let number = numbering.tables[span.start] else { return [] }
    return anchorLines(cell.options.label) + ["**Table \(number).**" + (cell.options.tableCaption.map { " " + captionText($0) } ?? "")]
  }

  /// - Parameters:
  ///   - figure: how many of the cell's `count` figures came before.
  mutating func output(_ output: CellOutput, of cell: Cell, figure index: Int, of count: Int) -> [String] {
    switch output {
    case .stream(let text): return Fence.around(text, "text")
    case .value(let value):
      if let figure = value.faces.figure { return self.figure(figure, of: cell, index, count) }
      if let table = value.faces.table { return self.table(table) }
      if let tex = value.faces.tex { return ["$$", tex, "$$"] }
      return Fence.around(value.text, "text")
    }
  }

  mutating func figure(_ figure: FigureFace, of cell: Cell, _ index: Int, _ count: Int) -> [String] {
    figureCount += 1
    let options = cell.options
    let hasPanels = !options.figureSubcaptions.isEmpty
    let isLast = index == count - 1
    let label = hasPanels ? options.label.map { "\($0)-\(index + 1)" } : isLast ? options.label : nil
    let name = (label ?? "figure-\(cell.index + 1)-\(figureCount)").map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" ? $0 : "-" }
    let file = String(name) + ".svg"
    figures.append((file, figure.svg(.standalone)))
    var lines: [String] = []
    if hasPanels, index == 0 { lines += anchorLines(options.label) }
    lines += anchorLines(label)
    let alternative = escaped(options.alternative(of: index, count: count) ?? figure.alternativeText)
    lines.append("![\(alternative)](\(FileAddress.encode(folder + "/" + file)))")
    if hasPanels { lines += ["", panelCaption(cell, index)] }
    if isLast { lines += figureCaption(cell).map { ["", $0] } ?? [] }
    return lines
  }

  func anchorLines(_ id: String?) -> [String] { id.map { ["<a id=\"\(HTMLText.attribute($0))\"></a>", ""] } ?? [] }

  func panelCaption(_ cell: Cell, _ index: Int) -> String {
    let captions = cell.options.figureSubcaptions
    return "(\(Numbering.letter(index)))" + (index < captions.count ? " " + captionText(captions[index]) : "")
  }

  func figureCaption(_ cell: Cell) -> String? {
    numbering.figures[cell.index].map { "**Figure \($0).**" + (cell.options.figureCaption.map { " " + captionText($0) } ?? "") }
  }

  /// Anchors of the figures or of the table that a cell shows, and the caption of the table.
  func linesAbove(_ cell: Cell, _ span: Span) -> [String] {
    guard cell.options.include, cell.options.output, let last = run.cells[cell.index].outputs.last else { return [] }
    let count = run.cells[cell.index].figureCount
    if count == 0 { return tableHead(cell, last, span) }
    let panels = cell.options.figureSubcaptions.isEmpty ? [] : (1...count).map { number in cell.options.label.map { "\($0)-\(number)" } }
    return ([cell.options.label] + panels).flatMap(anchorLines)
  }

  /// Captions of the figures that a cell shows.
  func linesBelow(_ cell: Cell) -> [String] {
    let count = run.cells[cell.index].figureCount
    guard cell.options.include, cell.options.output, count > 0 else { return [] }
    let panels = cell.options.figureSubcaptions.isEmpty ? [] : (0..<count).flatMap { [panelCaption(cell, $0), ""] }
    return panels + (figureCaption(cell).map { [$0] } ?? [])
  }

  func link(_ reference: Reference) -> String {
    let link = destinations.place(of: reference.id).map { "[\(escaped($0.words))](\($0.address))" } ?? escaped("@" + reference.id)
    return escaped(reference.before) + link + escaped(reference.after)
  }

  /// A caption with its values and references filled in.
  func captionText(_ caption: Caption) -> String { captionText(caption.content) }

  func captionText(_ content: [Inline]) -> String {
    var text = ""
    for inline in content {
      switch inline.kind {
      case .value(let index): text += value(index)
      case .reference(let reference): text += link(reference)
      default: text += inlineSource(inline)
      }
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The works that the page cites.
  func bibliography() -> String {
    let works = destinations.citations.works
    if works.isEmpty { return "" }
    let items = works.map { work in
      "- <a id=\"\(HTMLText.attribute(work.id))\"></a>" + work.content.map { inlineSource($0) }.joined() + "\n"
    }
    return "\n## References\n\n" + items.joined()
  }

  /// An inline of a caption as Markdown again; captions have no places of their own inside a YAML string.
  func inlineSource(_ inline: Inline) -> String {
    func all(_ content: [Inline]) -> String { content.map { inlineSource($0) }.joined() }
    return switch inline.kind {
    case .text(let text): escaped(text)
    case .softBreak, .lineBreak: " "
    case .code(let code): Fence.inline(code)
    case .formula(let formula): "$\(tex(formula))$"
    case .emphasis(let content): "*\(all(content))*"
    case .strong(let content): "**\(all(content))**"
    case .strikethrough(let content): "~~\(all(content))~~"
    case .link(let link): "[\(all(link.content))](\(destination(link.destination)))"
    case .image(let image): "![\(all(image.description))](\(destination(image.source)))"
    case .value(let index): value(index)
    case .reference(let reference):
      escaped(reference.before + (destinations.place(of: reference.id)?.words ?? "@" + reference.id) + reference.after)
    case .citation(let citation): all(destinations.citations.text(citation))
    case .html(let html): isSafe ? "" : html
    case .footnoteReference: ""
    }
  }

  /// A formula with its values and macros written out.
  func tex(_ formula: Notebooks.Formula) -> String {
    Typesetting.Formula.expanded(Mathematics.filled(formula, run.values).tex, macros: macros)
  }

  func table(_ table: TableFace) -> [String] {
    func row(_ cells: [String]) -> String {
      "| " + cells.map { escaped($0) }.joined(separator: " | ") + " |"
    }
    var lines = [row(table.header)]
    lines.append("|" + table.alignments.map { $0 == .trailing ? " ---: " : " --- " }.joined(separator: "|") + "|")
    lines += table.rows.map(row)
    if table.totalRows > table.rows.count { lines += ["", "… \(table.totalRows - table.rows.count) more rows"] }
    return lines
  }
}
