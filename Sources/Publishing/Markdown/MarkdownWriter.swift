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
  /// Where pieces of the text begin and where in the source they come from, ascending.
  var pieces: [Piece]

  struct Piece: Sendable {
    var start: Int
    var sourceStart: Int
    /// Whether the source stands there as it is.
    var isCopied: Bool
  }

  /// The place in the source that a place of the text comes from; for what was put in, the place of what it stands for.
  func sourceOffset(of offset: Int) -> Int {
    var (low, high) = (0, pieces.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].start <= offset { low = middle } else { high = middle }
    }
    guard low < pieces.count else { return 0 }
    return pieces[low].sourceStart + (pieces[low].isCopied ? max(0, offset - pieces[low].start) : 0)
  }
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
  let run: NotebookRun
  let destinations: Destinations
  /// The folder of figures beside the page, `lesson_files`.
  let folder: String
  /// Whether raw HTML is left out.
  let isSafe: Bool
  /// The page's own commands and those of ours, which no host knows.
  let macros: [String: Typesetting.Formula.Macro]
  var edits: [(span: Span, text: String)] = []
  var figures: [(name: String, svg: String)] = []
  var figureCount = 0

  var notebook: Notebook { run.notebook }
  var numbering: Numbering { destinations.numbering }

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
    var (text, pieces) = writer.edited(within: whole)
    pieces.append(WrittenMarkdown.Piece(start: text.utf8.count, sourceStart: whole.end, isCopied: false))
    text += writer.bibliography()
    return WrittenMarkdown(text: text, figures: writer.figures, pieces: pieces)
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
      var text = writer.edited(within: span).text
      if !opening.isEmpty { text = opening.joined(separator: "\n") + "\n\n" + text.drop(while: \.isNewline) }
      if !closing.isEmpty {
        while text.last?.isNewline == true { text.removeLast() }
        text += "\n\n" + closing.joined(separator: "\n")
      }
      // A source that holds a hidden check stays here.
      let isPublic = !run.notebook.cells.contains { $0.isHiddenCheck && span.start <= $0.span.start && $0.span.start < span.end }
      segments.append(.prose(text: text, source: isPublic ? writer.source(span) : text))
    }
    for (index, span) in cells {
      let cell = run.notebook.cells[index]
      if cell.isHiddenCheck {
        addProse(upTo: span.start, [])
        opening = []
        position = cell.expectedOutput?.span.end ?? span.end
        continue
      }
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
  func edited(within span: Span) -> (text: String, pieces: [WrittenMarkdown.Piece]) {
    let source = notebook.source.utf8
    var result: [UInt8] = []
    var pieces: [WrittenMarkdown.Piece] = []
    var position = span.start
    func order(_ span: Span) -> (Int, Int, Int) { (span.start, span.start == span.end ? 0 : 1, -span.end) }
    for edit in edits.sorted(by: { order($0.span) < order($1.span) }) {
      if edit.span.start < position { continue }
      if edit.span.end > span.end { break }
      pieces.append(WrittenMarkdown.Piece(start: result.count, sourceStart: position, isCopied: true))
      result += source[position..<edit.span.start]
      pieces.append(WrittenMarkdown.Piece(start: result.count, sourceStart: edit.span.start, isCopied: false))
      result += edit.text.utf8
      position = edit.span.end
    }
    pieces.append(WrittenMarkdown.Piece(start: result.count, sourceStart: position, isCopied: true))
    result += source[position..<span.end]
    return (String(decoding: result, as: UTF8.self), pieces)
  }

  mutating func replace(_ span: Span, _ text: String) { edits.append((span, text)) }

  func source(_ span: Span) -> String { notebook.source[span] }

  // MARK: - The head

  mutating func frontMatter(comment: String) {
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
  func byline() -> [String] {
    let frontMatter = notebook.frontMatter
    let parts = (frontMatter.authors + (frontMatter.date.map { [$0] } ?? [])).map(escaped)
    return [frontMatter.subtitle.map { "*\(captionText($0))*" }, parts.isEmpty ? nil : parts.joined(separator: " · ")].compactMap { $0 }
  }

  // MARK: - Blocks

  mutating func blocks(_ blocks: [Block]) {
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
      case .callOut(let callOut) where callOut.kind == .hint: hint(callOut, block.span)
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
  mutating func tableCaption(_ table: Table, _ span: Span) {
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
  mutating func remove(_ span: Span) {
    var start = span.start
    while start > 0, notebook.source.utf8[start - 1] == UInt8(ascii: " ") { start -= 1 }
    replace(Span(start, span.end), "")
  }

  mutating func anchor(_ id: String, before span: Span) {
    let start = span.start
    let prefix = linePrefix(at: start)
    replace(Span(start, start), "<a id=\"\(HTMLText.attribute(id))\"></a>\n\(prefix)\n\(prefix)")
  }

  /// What stands before a place in its line: the indentation of a list, the `> ` of a quote.
  func linePrefix(at offset: Int) -> String {
    let line = notebook.source.location(of: offset).line
    let range = notebook.source.range(ofLine: line)
    let text = String(decoding: notebook.source.utf8[range.lowerBound..<min(max(offset, range.lowerBound), range.upperBound)], as: UTF8.self)
    // The marker of a list item indents what follows.
    return String(text.map { $0 == ">" || $0.isWhitespace ? $0 : " " })
  }

  mutating func callOut(_ callOut: CallOut) {
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

  /// A hint, which a reader opens.
  mutating func hint(_ callOut: CallOut, _ span: Span) {
    inlines(callOut.title)
    blocks(callOut.content)
    let prefix = linePrefix(at: callOut.markerSpan.start)
    let anchor = callOut.attributes?.id.map { "<a id=\"\(HTMLText.attribute($0))\"></a>\n\(prefix)\n\(prefix)" } ?? ""
    let opening = "\(anchor)<details>\n\(prefix)<summary>\(callOut.kind.label)</summary>\n\(prefix)"
    if let first = callOut.title.first, let last = callOut.title.last {
      replace(Span(callOut.markerSpan.start, first.span.start), "\(opening)\n\(prefix)**")
      replace(Span(last.span.end, callOut.attributes?.span.end ?? last.span.end), ".**\n\(prefix)")
    } else {
      replace(Span(callOut.markerSpan.start, callOut.attributes?.span.end ?? callOut.markerSpan.end), opening)
    }
    replace(Span(span.end, span.end), "\n\(prefix)\n\(prefix)</details>")
  }

  /// A Git host knows no title behind `[!NOTE]`: it becomes a line of its own.
  mutating func notice(_ callOut: CallOut) {
    let prefix = linePrefix(at: callOut.markerSpan.start)
    let anchor = callOut.attributes?.id.map { "<a id=\"\(HTMLText.attribute($0))\"></a>" } ?? ""
    if let first = callOut.title.first, let last = callOut.title.last {
      replace(Span(callOut.markerSpan.end, first.span.start), "\n\(prefix)\(anchor)**")
      replace(Span(last.span.end, callOut.attributes?.span.end ?? last.span.end), "**\n\(prefix)")
    } else if let attributes = callOut.attributes {
      replace(Span(callOut.markerSpan.end, attributes.span.end), anchor.isEmpty ? "" : "\n\(prefix)\(anchor)")
    }
  }

  mutating func formula(_ formula: Notebooks.Formula, _ span: Span, isInText: Bool = false) {
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
}
