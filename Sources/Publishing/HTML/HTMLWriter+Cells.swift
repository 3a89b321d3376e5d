// A cell as HTML: its code and, joined to it, its results.

import Engine
import Notebooks
import Syntax

extension HTMLWriter {
  mutating func cell(_ cell: Cell, at position: Int) {
    let result = run.cells[cell.index]
    let options = cell.options
    let showsFailure = result.failure != nil
    if !options.include && !showsFailure || cell.isHiddenCheck { return }
    let source = cell.displayedSource
    let showsCode = options.echo && options.include && !source.isEmpty
    let fold = notebook.foldTitle(of: cell)
    if let fold { html += "<details class=\"part\"><summary>\(fold)</summary>\n" }
    html += "<div class=\"cell\" id=\"\(HTMLText.attribute(cellID(cell.index)))\">\n"
    if showsCode {
      let code = "<pre class=\"code\"\(scrolling("Code"))><code>\(SourceHTML.nabla(source))</code></pre>\n"
      if options.codeFold == .open {
        html += code
      } else {
        let isOpen = options.codeFold == .unfolded ? " open" : ""
        html += "<details class=\"code-fold\"\(isOpen)><summary>\(HTMLText.escape(options.codeSummary ?? "Code"))</summary>\n\(code)</details>\n"
      }
    }
    if options.output, options.include { sliders(of: cell.index) }
    html += inEachState(cell: cell.index, values: options.valuesInCaptions, tag: "div") { $0.results(of: cell, at: position) }
    html += "</div>\n"
    if fold != nil { html += "</details>\n" }
  }

  /// What a cell shows, and why it shows no more.
  private mutating func results(of cell: Cell, at position: Int) -> String {
    let before = html
    html = ""
    defer { html = before }
    let (result, options) = (run.cells[cell.index], cell.options)
    if options.output, options.include {
      let figures = result.figureCount
      var figure = 0
      for (index, output) in result.outputs.enumerated() {
        let isLast = index == result.outputs.count - 1
        self.output(output, of: cell, at: position, isLast: isLast, figure: figure, of: figures)
        if output.isFigure { figure += 1 }
      }
    }
    switch result.state {
    case .succeeded: break
    case .failed(let failure): self.failure(failure)
    case .skipped(let reason):
      if let reason { html += "<p class=\"result skipped\">Not run: \(withCode(reason)).</p>\n" }
    }
    return html
  }

  /// The label of a cell names the cell, unless it is the name of its figure or table.
  func cellID(_ index: Int) -> String {
    guard let label = notebook.cells[index].options.label, numbering.entries[label] == nil else {
      return ownIDs.free("cell-\(index + 1)")
    }
    return label
  }

  /// - Parameters:
  ///   - figure: how many of the cell's `count` figures came before.
  private mutating func output(
    _ output: CellOutput, of cell: Cell, at position: Int, isLast: Bool, figure index: Int, of count: Int
  ) {
    switch output {
    case .stream(let text): html += "<pre class=\"result\"\(scrolling("Output"))>\(HTMLText.escape(trimmed(text)))</pre>\n"
    case .value(let value):
      if let figure = value.faces.figure {
        self.figure(figure, of: cell, index, count)
      } else if let table = value.faces.table {
        self.table(table, of: cell, at: position)
      } else {
        // A matrix may be called a table, and so may text.
        let isTable = numbering.tables[position] != nil && isLast
        if isTable { openTable(cell.options.label, numbering.tables[position], tableCaption(cell), class: "scroll") }
        let scroll = isTable ? "" : scrolling("Result")
        if let tex = value.faces.tex {
          html += "<div class=\"result math\(isTable ? "" : " scroll")\"\(scroll)>\(mathematics.typeset(tex, display: true))</div>\n"
        } else {
          html += "<pre class=\"result\"\(scroll)>\(HTMLText.escape(value.text))</pre>\n"
        }
        if isTable { closeTable() }
      }
    }
  }

  private mutating func tableCaption(_ cell: Cell) -> String? { cell.options.tableCaption.map { inlines($0.content) } }

  private func trimmed(_ text: String) -> Substring {
    var text = text[...]
    while text.last == "\n" { text.removeLast() }
    return text
  }

  /// The last figure of a cell carries its label and caption; with `fig-subcap` all are panels of one figure.
  private mutating func figure(_ figure: FigureFace, of cell: Cell, _ index: Int, _ count: Int) {
    let options = cell.options
    let hasPanels = !options.figureSubcaptions.isEmpty
    let isLast = index == count - 1
    // The author's words stand for the picture where there are any.
    let label = options.alternative(of: index, count: count).map { " role=\"img\" aria-label=\"\(HTMLText.attribute($0))\"" } ?? ""
    if hasPanels, index == 0 { html += "<figure\(idAttribute(options.label)) class=\"panels\">\n<div class=\"panel-row\">\n" }
    let id = hasPanels ? options.label.map { "\($0)-\(index + 1)" } : isLast ? options.label : nil
    let drawing = drawing(figure)
    html += "<figure\(idAttribute(id))>\n<div class=\"plot\"\(label)\(leastWidth(of: drawing))>\(drawing)</div>\n"
    if hasPanels {
      let words = index < options.figureSubcaptions.count ? inlines(options.figureSubcaptions[index].content) : ""
      caption("(\(Numbering.letter(index)))", words)
      html += "</figure>\n"
      if isLast { html += "</div>\n" }
    }
    if isLast {
      let number = numbering.figures[cell.index].map { "Figure \($0)." }
      caption(number, options.figureCaption.map { inlines($0.content) } ?? "")
    }
    if !hasPanels || isLast { html += "</figure>\n" }
  }

  /// How narrow a drawing may become where there is little room: so that its smallest letters, of 11 px, still have 9.
  private func leastWidth(of svg: String) -> String {
    guard let match = svg.firstMatch(of: #/ width="([0-9.]+)"/#), let width = Double(match.output.1) else { return "" }
    return " style=\"--least:\(Int((width * 9 / 11).rounded(.up)))px\""
  }

  /// The figure's SVG. Its ids come from what it shows, so that those of a figure that is shown again are made to differ.
  private mutating func drawing(_ figure: FigureFace) -> String {
    let svg = figure.svg(.inline)
    guard let id = svg.firstMatch(of: #/id="([^"]+)"/#).map({ String($0.output.1) }) else { return svg }
    figureCounts[id, default: 0] += 1
    let count = figureCounts[id, default: 1]
    return count == 1 ? svg : svg.replacing(id, with: "\(id)-\(count)")
  }

  private mutating func table(_ table: TableFace, of cell: Cell, at position: Int) {
    openTable(cell.options.label, numbering.tables[position], tableCaption(cell), class: "result scroll")
    html += "<table>\n"
    html += TableHTML.rows(table) + "</table>\n"
    if table.totalRows > table.rows.count { html += "<p class=\"more\">… \(table.totalRows - table.rows.count) more rows</p>\n" }
    closeTable()
  }

  /// The message in words, the line with its underline, the hint.
  private mutating func failure(_ failure: RunFailure) {
    let place = notebook.location(of: failure.span.start)
    let line = notebook.source.line(place.line)
    let scalars = Array(line.unicodeScalars)
    let start = min(place.column - 1, scalars.count)
    let end = notebook.location(of: failure.span.end)
    let stop = end.line == place.line ? min(max(end.column - 1, start + 1), scalars.count) : scalars.count
    func text(_ slice: ArraySlice<Unicode.Scalar>) -> String {
      HTMLText.escape(String(String.UnicodeScalarView(slice)))
    }
    html += "<div class=\"result error\" role=\"note\">\n"
    html += "<p><strong>\(HTMLText.escape(failure.type))</strong>"
    if !failure.message.isEmpty { html += ": \(withCode(failure.message))" }
    html += "</p>\n<pre\(scrolling("The line that failed"))><span class=\"line-number\">\(place.line)</span> "
    html += text(scalars[..<start]) + "<u>" + text(scalars[start..<max(start, stop)]) + "</u>" + text(scalars[max(start, stop)...])
    html += "</pre>\n"
    if !failure.calls.isEmpty {
      let calls = failure.calls.prefix(8).map { call in
        "<code>\(HTMLText.escape(call.function))</code> (line \(notebook.location(of: call.span.start).line))"
      }
      html += "<p class=\"calls\">in \(calls.joined(separator: ", called from "))</p>\n"
    }
    if let hint = failure.hint { html += "<p class=\"hint\">\(withCode(hint))</p>\n" }
    html += "</div>\n"
  }

  /// A message, what stands between backticks as code.
  private func withCode(_ message: String) -> String {
    let pieces = message.split(separator: "`", omittingEmptySubsequences: false)
    guard pieces.count % 2 == 1 else { return HTMLText.escape(message) }
    return pieces.enumerated().map { position, piece in
      position % 2 == 1 && !piece.isEmpty ? "<code>\(HTMLText.escape(piece))</code>" : HTMLText.escape(piece)
    }.joined()
  }
}
