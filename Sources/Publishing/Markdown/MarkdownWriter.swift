// A notebook with its results as Markdown for a Git host: the page as written, with cells, values and references replaced.

import Engine
import Notebooks
import Syntax
import Typesetting

/// Markdown and the files that it shows.
public struct WrittenMarkdown: Sendable {
  public var text: String
  /// SVG files by their names, in order.
  public var figures: [(name: String, svg: String)]
}

/// The prose of a page between its cells.
struct SegmentedMarkdown: Sendable {
  enum Segment: Sendable {
    /// As a Git host shows it, and as it was written.
    case prose(text: String, source: String)
    /// The cell of this index.
    case cell(Int)
  }

  var segments: [Segment]
  /// Figures of cells that are part of the prose.
  var figures: [(name: String, svg: String)]
}

/// Rewrites the source: prose stays byte for byte, and what a Git host cannot show is replaced where it stands.
struct MarkdownWriter {
  private let run: NotebookRun
  private let destinations: Destinations
  /// The folder of figures beside the page, `lesson_files`.
  private let folder: String
  /// Whether raw HTML is left out.
  private let isSafe: Bool
  /// The page's own commands and those of ours, which no host knows.
  private let macros: [String: Typesetting.Formula.Macro]
  private var edits: [(span: Span, text: String)] = []
  private var figures: [(name: String, svg: String)] = []
  private var figureCount = 0

  private var notebook: Notebook { run.notebook }
  private var numbering: Numbering { destinations.numbering }

  /// - Parameter name: the name of the page without its extension.
  static func write(
    _ run: NotebookRun, _ destinations: Destinations, name: String, sourcePath: String, isSafe: Bool
  ) -> WrittenMarkdown {
    var writer = MarkdownWriter(run, destinations, folder: name + "_files", isSafe: isSafe)
    let path = FileAddress.encode(sourcePath)
    writer.frontMatter(comment: "\(Collection.renderedMark)\(path) \(Fingerprint.of(run.notebook.source.utf8)) -->\n\n")
    writer.blocks(run.notebook.blocks)
    for footnote in run.notebook.footnotes { writer.blocks(footnote.content) }
    let whole = Span(0, run.notebook.source.utf8.count)
    return WrittenMarkdown(text: writer.applied(within: whole) + writer.bibliography(), figures: writer.figures)
  }

  /// The page in pieces, its cells left out.
  static func segments(_ run: NotebookRun, _ destinations: Destinations, name: String, isSafe: Bool) -> SegmentedMarkdown {
    var writer = MarkdownWriter(run, destinations, folder: name + "_files", isSafe: isSafe)
    writer.frontMatter(comment: "")
    var cells: [(index: Int, span: Span)] = []
    for block in run.notebook.blocks {
      if case .cell(let index) = block.kind {
        cells.append((index, block.span))
        writer.dropExpectedOutput(of: run.notebook.cells[index])
      } else {
        writer.blocks([block])
      }
    }
    for footnote in run.notebook.footnotes { writer.blocks(footnote.content) }
    var segments: [SegmentedMarkdown.Segment] = []
    var position = 0
    // What names a cell's results stands in the prose above and below it: outputs hold no words of ours.
    var opening: [String] = []
    func addProse(upTo end: Int, _ closing: [String]) {
      let span = Span(position, end)
      var text = writer.applied(within: span)
      if !opening.isEmpty { text = opening.joined(separator: "\n") + "\n\n" + text.drop(while: \.isNewline) }
      if !closing.isEmpty {
        while text.last?.isNewline == true { text.removeLast() }
        text += "\n\n" + closing.joined(separator: "\n")
      }
      segments.append(.prose(text: text, source: writer.source(span)))
    }
    for (index, span) in cells {
      let cell = run.notebook.cells[index]
      addProse(upTo: span.start, writer.linesAbove(cell, span))
      segments.append(.cell(index))
      opening = writer.linesBelow(cell)
      position = span.end
    }
    addProse(upTo: run.notebook.source.utf8.count, [writer.bibliography()].filter { !$0.isEmpty })
    return SegmentedMarkdown(segments: segments, figures: writer.figures)
  }

  private init(_ run: NotebookRun, _ destinations: Destinations, folder: String, isSafe: Bool) {
    self.run = run
    self.isSafe = isSafe
    self.destinations = destinations.filled(by: run)
    self.folder = folder
    macros = Typesetting.Formula.portableMacros.merging(Mathematics.macros(of: run.notebook.frontMatter)) { $1 }
  }

  /// A part of the source with the edits made, insertions before what begins there; an edit inside another is dropped.
  private func applied(within span: Span) -> String {
    let source = notebook.source.utf8
    var result: [UInt8] = []
    var position = span.start
    func order(_ span: Span) -> (Int, Int, Int) { (span.start, span.start == span.end ? 0 : 1, -span.end) }
    for edit in edits.sorted(by: { order($0.span) < order($1.span) }) {
      if edit.span.start < position { continue }
      if edit.span.end > span.end { break }
      result += source[position..<edit.span.start]
      result += edit.text.utf8
      position = edit.span.end
    }
    result += source[position..<span.end]
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func replace(_ span: Span, _ text: String) { edits.append((span, text)) }

  private func source(_ span: Span) -> String { notebook.source[span] }

  // MARK: - The head

  private mutating func frontMatter(comment: String) {
    var head = comment
    let heading = notebook.blocks.first { block in
      if case .heading(let heading) = block.kind { return heading.level == 1 }
      return false
    }
    if let title = notebook.frontMatter.title, heading == nil { head += "# \(captionText(title))\n\n" }
    let byline = byline()
    if let heading {
      let end = notebook.source.range(ofLine: notebook.source.location(of: heading.span.end).line).upperBound
      if !byline.isEmpty { replace(Span(end, end), "\n\n" + byline.joined(separator: "\n\n")) }
    } else {
      head += byline.map { $0 + "\n\n" }.joined()
    }
    var end = notebook.frontMatter.span?.end ?? 0
    let utf8 = notebook.source.utf8
    while end < utf8.count, utf8[end] == UInt8(ascii: "\n") || utf8[end] == UInt8(ascii: "\r") { end += 1 }
    replace(Span(0, end), head)
  }

  /// Subtitle, authors and date, which stand under the title.
  private func byline() -> [String] {
    let frontMatter = notebook.frontMatter
    let parts = (frontMatter.authors + (frontMatter.date.map { [$0] } ?? [])).map(escaped)
    return [frontMatter.subtitle.map { "*\(captionText($0))*" }, parts.isEmpty ? nil : parts.joined(separator: " · ")].compactMap { $0 }
  }

  // MARK: - Blocks

  private mutating func blocks(_ blocks: [Block]) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let content): inlines(content)
      case .heading(let heading):
        inlines(heading.content)
        if let attributes = heading.attributes { remove(attributes.span) }
        // A host makes the id of a heading from its text, which a value makes another than that of the source.
        let hasValue = heading.content.plainText { _ in "\u{0}" }.contains("\u{0}")
        if heading.attributes?.id != nil || hasValue { anchor(heading.id, before: block.span) }
        if let number = numbering.headings[heading.id], let first = heading.content.first {
          replace(Span(first.span.start, first.span.start), number + " ")
        }
      case .quote(let content): self.blocks(content)
      case .callOut(let callOut): self.callOut(callOut)
      case .list(let list): for item in list.items { self.blocks(item.content) }
      case .cell(let index): cell(notebook.cells[index], block.span)
      case .formula(let formula): self.formula(formula, block.span)
      case .table(let table):
        for cell in table.header + table.rows.flatMap({ $0 }) { inlines(cell.content) }
        tableCaption(table, block.span)
      case .figure(let image):
        picture(image, block.span)
        if let id = image.attributes?.id { anchor(id, before: block.span) }
        if let number = numbering.images[block.span.start] {
          let prefix = linePrefix(at: block.span.start)
          let caption = captionText(image.description)
          let end = block.span.end
          replace(Span(end, end), "\n\(prefix)\n\(prefix)**Figure \(number).**" + (caption.isEmpty ? "" : " " + caption))
        }
      case .html: if isSafe { replace(block.span, "") }
      case .code, .thematicBreak: break
      }
    }
  }

  /// The line `: Caption {#tbl-id}` behind a table.
  private mutating func tableCaption(_ table: Table, _ span: Span) {
    guard let caption = table.caption else { return }
    inlines(caption)
    if let first = caption.first, let number = numbering.tables[span.start] {
      var colon = first.span.start
      while colon > span.start, notebook.source.utf8[colon] != UInt8(ascii: ":") { colon -= 1 }
      replace(Span(colon, first.span.start), "**Table \(number).** ")
    }
    if let attributes = table.attributes {
      remove(attributes.span)
      // The block begins behind the bar that opens its first line.
      let line = notebook.source.range(ofLine: notebook.source.location(of: span.start).line)
      let bar = notebook.source.utf8[line.lowerBound..<span.start].firstIndex(of: UInt8(ascii: "|"))
      if let id = attributes.id { anchor(id, before: Span(bar ?? span.start, span.end)) }
    }
  }

  /// Removes attributes with the blank before them.
  private mutating func remove(_ span: Span) {
    var start = span.start
    while start > 0, notebook.source.utf8[start - 1] == UInt8(ascii: " ") { start -= 1 }
    replace(Span(start, span.end), "")
  }

  private mutating func anchor(_ id: String, before span: Span) {
    let start = span.start
    let prefix = linePrefix(at: start)
    replace(Span(start, start), "<a id=\"\(HTMLText.attribute(id))\"></a>\n\(prefix)\n\(prefix)")
  }

  /// What stands before a place in its line: the indentation of a list, the `> ` of a quote.
  private func linePrefix(at offset: Int) -> String {
    let line = notebook.source.location(of: offset).line
    let range = notebook.source.range(ofLine: line)
    let text = String(decoding: notebook.source.utf8[range.lowerBound..<min(max(offset, range.lowerBound), range.upperBound)], as: UTF8.self)
    // The marker of a list item indents what follows.
    return String(text.map { $0 == ">" || $0.isWhitespace ? $0 : " " })
  }

  private mutating func callOut(_ callOut: CallOut) {
    inlines(callOut.title)
    blocks(callOut.content)
    guard callOut.kind.isMathematical else { return notice(callOut) }
    let number = numbering.callOuts[callOut.markerSpan.start].map { " \($0)" } ?? ""
    let line = notebook.source.range(ofLine: notebook.source.location(of: callOut.markerSpan.start).line)
    let anchor = callOut.attributes?.id.map { "<a id=\"\(HTMLText.attribute($0))\"></a>" } ?? ""
    if let first = callOut.title.first, let last = callOut.title.last {
      replace(Span(callOut.markerSpan.start, first.span.start), "\(anchor)**\(callOut.kind.label)\(number)** (")
      replace(Span(last.span.end, callOut.attributes?.span.end ?? last.span.end), ").")
    } else {
      replace(Span(callOut.markerSpan.start, callOut.attributes?.span.end ?? callOut.markerSpan.end), "\(anchor)**\(callOut.kind.label)\(number).**")
    }
    // A line of its own, or a Git host would join it to the text.
    let prefix = linePrefix(at: callOut.markerSpan.start)
    replace(Span(line.upperBound, line.upperBound), "\n\(prefix)")
  }

  /// A Git host knows no title behind `[!NOTE]`: it becomes a line of its own.
  private mutating func notice(_ callOut: CallOut) {
    let prefix = linePrefix(at: callOut.markerSpan.start)
    let anchor = callOut.attributes?.id.map { "<a id=\"\(HTMLText.attribute($0))\"></a>" } ?? ""
    if let first = callOut.title.first, let last = callOut.title.last {
      replace(Span(callOut.markerSpan.end, first.span.start), "\n\(prefix)\(anchor)**")
      replace(Span(last.span.end, callOut.attributes?.span.end ?? last.span.end), "**\n\(prefix)")
    } else if let attributes = callOut.attributes {
      replace(Span(callOut.markerSpan.end, attributes.span.end), anchor.isEmpty ? "" : "\n\(prefix)\(anchor)")
    }
  }

  private mutating func formula(_ formula: Notebooks.Formula, _ span: Span, isInText: Bool = false) {
    let (filled, offset) = Mathematics.filled(formula, run.values)
    for call in Typesetting.Formula.expansions(in: filled, macros: macros) {
      let place = formula.map.fileSpan(of: Span(offset(call.range.lowerBound), offset(call.range.upperBound)))
      replace(place, call.text.replacing("\n", with: " "))
    }
    for value in formula.values {
      replace(formula.map.fileSpan(of: Span(value.range.lowerBound, value.range.upperBound)), Mathematics.tex(of: run.values[value.index]))
    }
    guard let attributes = formula.attributes else { return }
    remove(attributes.span)
    if let number = numbering.equations[attributes.span.start] {
      let end = formula.map.fileSpan(of: Span(0, formula.tex.utf8.count)).end
      let trimmed = formula.tex.hasSuffix("\n") ? end - 1 : end
      replace(Span(trimmed, trimmed), " \\tag{\(number)}")
    }
    guard let id = attributes.id else { return }
    if isInText { anchorInText(id, before: span) } else { anchor(id, before: span) }
  }

  // MARK: - Running text

  /// An anchor within a paragraph. What begins a line there still does, since hosts know a displayed formula by that.
  private mutating func anchorInText(_ id: String, before span: Span) {
    let line = notebook.source.range(ofLine: notebook.source.location(of: span.start).line)
    let isFirst = notebook.source.utf8[line.lowerBound..<span.start].allSatisfy { $0 == UInt8(ascii: ">") || $0 <= 0x20 }
    let end = isFirst ? "\n" + linePrefix(at: span.start) : ""
    replace(Span(span.start, span.start), "<a id=\"\(HTMLText.attribute(id))\"></a>" + end)
  }

  /// An image; Markdown has no way to say how large it is.
  private mutating func picture(_ image: Image, _ span: Span) {
    if image.width != nil || image.height != nil {
      let sizes = [("width", image.width), ("height", image.height)].map { name, length in
        length.map { " \(name)=\"\(MarkdownWriter.attribute($0))\"" } ?? ""
      }
      let alternative = HTMLText.attribute(run.plainText(image.description))
      return replace(span, "<img src=\"\(HTMLText.attribute(image.source))\" alt=\"\(alternative)\"\(sizes.joined())>")
    }
    inlines(image.description)
    if let attributes = image.attributes { remove(attributes.span) }
  }

  /// A length as an attribute of HTML, which takes whole pixels and parts of the width; hosts remove styles.
  private static func attribute(_ length: ImageLength) -> String {
    if case .pixels(let pixels) = length { "\(Int(max(1, pixels.rounded())))" } else { HTMLText.length(length) }
  }

  private mutating func inlines(_ content: [Inline]) {
    for inline in content {
      switch inline.kind {
      case .value(let index): replace(inline.span, value(index))
      case .formula(let formula): self.formula(formula, inline.span, isInText: true)
      case .emphasis(let content), .strong(let content), .strikethrough(let content): inlines(content)
      case .link(let link): inlines(link.content)
      case .image(let image):
        if let id = image.attributes?.id { anchorInText(id, before: inline.span) }
        picture(image, inline.span)
        if let number = numbering.images[inline.span.start] {
          replace(Span(inline.span.end, inline.span.end), " **(Figure \(number))**")
        }
      case .reference(let reference):
        if destinations.place(of: reference.id) != nil { replace(inline.span, link(reference)) }
      case .citation: replace(inline.span, inlineSource(inline))
      case .html: if isSafe { replace(inline.span, "") }
      case .text: if isSafe { disarm(inline.span) }
      case .softBreak, .lineBreak, .code, .footnoteReference: break
      }
    }
  }

  /// A `<` that is text must not become a tag when something behind it is left out or filled in.
  private mutating func disarm(_ span: Span) {
    let text = source(span)
    guard text.contains("<") else { return }
    replace(span, text.replacing(#/\\?./#) { ["<", "\\<"].contains($0.output) ? "&lt;" : $0.output })
  }

  /// An address in the parentheses of a link; one with blanks or parentheses needs brackets of its own.
  private func destination(_ address: String) -> String {
    let isPlain = !address.isEmpty && !address.contains { $0.isWhitespace || "()<>\\".contains($0) }
    return isPlain ? address : "<" + address.filter { !$0.isNewline }.replacing(#/[<>\\]/#) { "\\" + $0.output } + ">"
  }

  private func value(_ index: Int) -> String {
    switch run.values[index] {
    case .value(let printed, let faces): faces.tex.map { "$\($0)$" } ?? escaped(printed)
    case .failed, .skipped: source(notebook.values[index].span)
    }
  }

  /// Text whose characters Markdown would read as markup are escaped.
  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_[]<>|$#".contains(character) { result.append("\\") }
      result.append(character == "\n" ? " " : character)
    }
    return result
  }

  // MARK: - Cells

  private mutating func cell(_ cell: Cell, _ span: Span) {
    let result = run.cells[cell.index]
    let options = cell.options
    var lines: [String] = []
    func add(_ block: [String]) {
      if block.isEmpty { return }
      if !lines.isEmpty { lines.append("") }
      lines += block
    }
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
    let prefix = linePrefix(at: span.start)
    var text = ""
    for (index, line) in lines.enumerated() {
      if index > 0 {
        // Blanks at the end of a line mean nothing but noise.
        text += "\n" + (line.isEmpty ? String(prefix.reversed().drop { $0 == " " }.reversed()) : prefix)
      }
      text += line
    }
    replace(text.isEmpty ? blankLineIncluded(span, prefix) : span, text)
    dropExpectedOutput(of: cell)
  }

  /// A block with the blank line behind it, which goes where nothing is shown of the block.
  private func blankLineIncluded(_ span: Span, _ prefix: String) -> Span {
    let utf8 = notebook.source.utf8
    guard let end = utf8[span.end...].firstIndex(of: UInt8(ascii: "\n")) else { return span }
    let blank = utf8[(end + 1)...].prefix { $0 != UInt8(ascii: "\n") }
    guard blank.endIndex < utf8.count, blank.allSatisfy({ $0 == UInt8(ascii: ">") || $0 <= 0x20 }) else { return span }
    let next = blank.endIndex + 1
    return utf8[next...].starts(with: prefix.utf8) ? Span(span.start, next + prefix.utf8.count) : span
  }

  /// What a cell is expected to show is not shown beside what it shows.
  private mutating func dropExpectedOutput(of cell: Cell) {
    if let output = cell.expectedOutput { replace(Span(cell.span.end, output.span.end), "") }
  }

  /// What stands above a value that the cell calls a table: its anchor, number and caption.
  private func tableHead(_ cell: Cell, _ output: CellOutput, _ span: Span) -> [String] {
    guard case .value(let value) = output, value.faces.figure == nil, let number = numbering.tables[span.start] else { return [] }
    return anchorLines(cell.options.label) + ["**Table \(number).**" + (cell.options.tableCaption.map { " " + captionText($0) } ?? "")]
  }

  /// - Parameters:
  ///   - figure: how many of the cell's `count` figures came before.
  private mutating func output(_ output: CellOutput, of cell: Cell, figure index: Int, of count: Int) -> [String] {
    switch output {
    case .stream(let text): return Fence.around(text, "text")
    case .value(let value):
      if let figure = value.faces.figure { return self.figure(figure, of: cell, index, count) }
      if let table = value.faces.table { return self.table(table) }
      if let tex = value.faces.tex { return ["$$", tex, "$$"] }
      return Fence.around(value.text, "text")
    }
  }

  private mutating func figure(_ figure: FigureFace, of cell: Cell, _ index: Int, _ count: Int) -> [String] {
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

  private func anchorLines(_ id: String?) -> [String] { id.map { ["<a id=\"\(HTMLText.attribute($0))\"></a>", ""] } ?? [] }

  private func panelCaption(_ cell: Cell, _ index: Int) -> String {
    let captions = cell.options.figureSubcaptions
    return "(\(Numbering.letter(index)))" + (index < captions.count ? " " + captionText(captions[index]) : "")
  }

  private func figureCaption(_ cell: Cell) -> String? {
    numbering.figures[cell.index].map { "**Figure \($0).**" + (cell.options.figureCaption.map { " " + captionText($0) } ?? "") }
  }

  /// Anchors of the figures or of the table that a cell shows, and the caption of the table.
  private func linesAbove(_ cell: Cell, _ span: Span) -> [String] {
    guard cell.options.include, cell.options.output, let last = run.cells[cell.index].outputs.last else { return [] }
    let count = run.cells[cell.index].figureCount
    if count == 0 { return tableHead(cell, last, span) }
    let panels = cell.options.figureSubcaptions.isEmpty ? [] : (1...count).map { number in cell.options.label.map { "\($0)-\(number)" } }
    return ([cell.options.label] + panels).flatMap(anchorLines)
  }

  /// Captions of the figures that a cell shows.
  private func linesBelow(_ cell: Cell) -> [String] {
    let count = run.cells[cell.index].figureCount
    guard cell.options.include, cell.options.output, count > 0 else { return [] }
    let panels = cell.options.figureSubcaptions.isEmpty ? [] : (0..<count).flatMap { [panelCaption(cell, $0), ""] }
    return panels + (figureCaption(cell).map { [$0] } ?? [])
  }

  private func link(_ reference: Reference) -> String {
    let link = destinations.place(of: reference.id).map { "[\(escaped($0.words))](\($0.address))" } ?? escaped("@" + reference.id)
    return escaped(reference.before) + link + escaped(reference.after)
  }

  /// A caption with its values and references filled in.
  private func captionText(_ caption: Caption) -> String { captionText(caption.content) }

  private func captionText(_ content: [Inline]) -> String {
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
  private func bibliography() -> String {
    let works = destinations.citations.works
    if works.isEmpty { return "" }
    let items = works.map { work in
      "- <a id=\"\(HTMLText.attribute(work.id))\"></a>" + work.content.map { inlineSource($0) }.joined() + "\n"
    }
    return "\n## References\n\n" + items.joined()
  }

  /// An inline of a caption as Markdown again; captions have no places of their own inside a YAML string.
  private func inlineSource(_ inline: Inline) -> String {
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
  private func tex(_ formula: Notebooks.Formula) -> String {
    Typesetting.Formula.expanded(Mathematics.filled(formula, run.values).tex, macros: macros)
  }

  private func table(_ table: TableFace) -> [String] {
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
