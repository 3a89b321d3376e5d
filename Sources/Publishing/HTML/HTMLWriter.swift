// A notebook with its results as HTML: the body of a page, block by block.

import Engine
import Notebooks
import Syntax

/// Writes the content of one page. The frame around it is `HTMLPage`'s.
struct HTMLWriter {
  /// The results; while a state of the sliders is written, those of that state.
  var run: NotebookRun
  let destinations: Destinations
  var mathematics: Mathematics
  let setting: PageSetting
  let ownIDs: PageIDs
  var html = ""
  /// Headings of level 2 and 3, for the table of contents.
  var contents: [(level: Int, id: String, html: String)] = []
  private var hasByline = false
  /// How often each figure is on the page, by the id of its drawing.
  var figureCounts: [String: Int] = [:]
  /// Where the text goes that is being written.
  var place = Place.page
  /// The size of the states that the page does not show first.
  var stateBytes = 0
  var hasTooManyStates = false
  /// What is wrong with the page besides its formulas.
  var problems: [Diagnostic] = []

  enum Place {
    case page
    /// In the state of the sliders that the page shows first, or somewhere where nothing moves.
    case state
    /// In another state.
    case template
  }

  var notebook: Notebook { run.notebook }
  var numbering: Numbering { destinations.numbering }

  init(_ run: NotebookRun, _ destinations: Destinations, _ setting: PageSetting) {
    self.run = run
    self.destinations = destinations.filled(by: run)
    ownIDs = PageIDs(run.notebook, destinations.numbering)
    self.setting = setting
    mathematics = Mathematics(run.notebook.frontMatter, prepared: setting.formulas)
  }

  mutating func write() {
    if titleHeading == nil {
      // A reader by ear looks for the title too where the page shows none.
      let title = notebook.frontMatter.title.map { inlines($0.content) }
      html += title.map { "<h1>\($0)</h1>\n" } ?? "<h1 class=\"unseen\">\(HTMLText.escape(setting.name))</h1>\n"
      byline()
    }
    blocks(notebook.blocks)
    footnotes()
    bibliography()
    failures()
  }

  /// The heading that is the page's title: the only one of level 1, or the first if the front matter has none.
  var titleHeading: String? {
    let candidates = numbering.topHeadings
    return notebook.frontMatter.title == nil || candidates.count == 1 ? candidates.first : nil
  }

  /// A page has one heading of the first level; where a notebook has more, all but the title go down by one.
  private func level(of heading: Heading) -> Int {
    if heading.id == titleHeading { return 1 }
    return numbering.topHeadings.count > 1 ? min(6, heading.level + 1) : heading.level
  }

  /// Subtitle, authors and date, under the title of the page.
  private mutating func byline() {
    if hasByline { return }
    hasByline = true
    let frontMatter = notebook.frontMatter
    if let subtitle = frontMatter.subtitle { html += "<p class=\"subtitle\">\(inlines(subtitle.content))</p>\n" }
    let parts = frontMatter.authors.map(HTMLText.escape)
      + (frontMatter.date.map { ["<span class=\"date\">\(HTMLText.escape($0))</span>"] } ?? [])
    if !parts.isEmpty { html += "<p class=\"byline\">\(parts.joined(separator: " · "))</p>\n" }
  }

  // MARK: - Blocks

  mutating func blocks(_ blocks: [Block], isTight: Bool = false) {
    for block in blocks { self.block(block, isTight: isTight) }
  }

  private mutating func block(_ block: Block, isTight: Bool) {
    switch block.kind {
    case .paragraph(let content):
      html += isTight ? inlines(content) + "\n" : "<p>\(inlines(content))</p>\n"
    case .heading(let heading): self.heading(heading)
    case .quote(let content):
      html += "<blockquote>\n"
      blocks(content)
      html += "</blockquote>\n"
    case .callOut(let callOut): self.callOut(callOut)
    case .list(let list): self.list(list)
    case .code(let code):
      html += "<pre class=\"code\"\(scrolling("Code"))><code>\(SourceHTML.other(code.text, language: code.language))</code></pre>\n"
    case .cell(let index): cell(notebook.cells[index], at: block.span.start)
    case .formula(let formula): html += display(formula) + "\n"
    case .table(let table): self.table(table, at: block.span.start)
    case .figure(let image):
      let number = numbering.images[block.span.start].map { "Figure \($0)." }
      html += "<figure\(idAttribute(image.attributes?.id))>\n\(self.image(image))\n"
      caption(number, inlines(image.description))
      html += "</figure>\n"
    case .html(let text): if !setting.isSafe { html += text + (text.hasSuffix("\n") ? "" : "\n") }
    case .thematicBreak: html += "<hr>\n"
    }
  }

  private mutating func heading(_ heading: Heading) {
    let level = level(of: heading)
    let number = numbering.headings[heading.id].map { "<span class=\"number\">\($0)</span> " } ?? ""
    let content = number + inlines(heading.content)
    let entry = number + plainInlines(heading.content)
    if level == 2 || level == 3, !entry.allSatisfy(\.isWhitespace) { contents.append((level, heading.id, entry)) }
    let id = HTMLText.attribute(heading.id)
    html += "<h\(level) id=\"\(id)\">\(content)"
    if level > 1 { html += "<a class=\"anchor\" href=\"#\(id)\" aria-label=\"Link to this section\">#</a>" }
    html += "</h\(level)>\n"
    if level == 1 { byline() }
  }

  private mutating func callOut(_ callOut: CallOut) {
    let number = numbering.callOuts[callOut.markerSpan.start].map { " \($0)" } ?? ""
    let label = callOut.kind.label + number
    let title = inlines(callOut.title)
    let heading = label + (title.isEmpty ? "" : " <span class=\"title\">(\(title))</span>")
    let id = idAttribute(callOut.attributes?.id)
    if callOut.kind == .hint {
      html += "<details class=\"callout hint\"\(id)><summary class=\"label\">\(heading)</summary>\n"
      blocks(callOut.content)
      html += "</details>\n"
      return
    }
    html += "<div class=\"callout \(callOut.kind.rawValue)\"\(id)>\n"
    html += "<p class=\"label\">\(heading)</p>\n"
    blocks(callOut.content)
    html += "</div>\n"
  }

  private mutating func list(_ list: List) {
    let tag = list.start == nil ? "ul" : "ol"
    let start = list.start.flatMap { $0 == 1 ? nil : " start=\"\($0)\"" } ?? ""
    html += "<\(tag)\(start)>\n"
    for item in list.items {
      if let isChecked = item.isChecked {
        html += "<li class=\"task\"><input type=\"checkbox\" disabled\(isChecked ? " checked" : "") aria-label=\"\(isChecked ? "done" : "to do")\"> "
      } else {
        html += "<li>"
      }
      blocks(item.content, isTight: list.isTight)
      html += "</li>\n"
    }
    html += "</\(tag)>\n"
  }

  /// A formula on a line of its own, with its number.
  ///
  /// - Parameter tag: `span` where it stands in running text.
  mutating func display(_ formula: Notebooks.Formula, tag: String = "div") -> String {
    let mathML = inEachState(values: formula.values.map(\.index), tag: tag) { $0.mathematics.typeset(formula, values: $0.run.values) }
    let content = "<\(tag) class=\"scroll\"\(scrolling("Formula"))>\(mathML)</\(tag)>"
    guard let attributes = formula.attributes, let number = numbering.equations[attributes.span.start] else {
      return "<\(tag) class=\"formula\">\(content)</\(tag)>"
    }
    return "<\(tag) class=\"formula numbered\"\(idAttribute(attributes.id))>\(content)<span class=\"equation-number\">(\(number))</span></\(tag)>"
  }

  private mutating func table(_ table: Table, at position: Int) {
    func cell(_ cell: Table.Cell, _ column: Int, _ tag: String) -> String {
      let alignment =
        switch column < table.alignments.count ? table.alignments[column] : .none {
        case .none: ""
        case .left: " class=\"left\""
        case .center: " class=\"center\""
        case .right: " class=\"right\""
        }
      return "<\(tag)\(alignment)\(tag == "th" ? " scope=\"col\"" : "")>\(inlines(cell.content))</\(tag)>"
    }
    openTable(table.attributes?.id, numbering.tables[position], table.caption.map { inlines($0) }, class: "scroll")
    html += "<table>\n"
    html += "<thead><tr>"
    for (column, header) in table.header.enumerated() { html += cell(header, column, "th") }
    html += "</tr></thead>\n<tbody>\n"
    for row in table.rows {
      html += "<tr>"
      for (column, value) in row.enumerated() { html += cell(value, column, "td") }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table>"
    closeTable()
  }

  /// Opens the figure that a table stands in, with its number and caption above it.
  mutating func openTable(_ id: String?, _ number: Int?, _ caption: String?, class name: String) {
    html += "<figure\(idAttribute(id)) class=\"table\">\n"
    self.caption(number.map { "Table \($0)." }, caption ?? "")
    html += "<div class=\"\(name)\"\(scrolling(number.map { "Table \($0)" } ?? "Table"))>"
  }

  mutating func closeTable() { html += "</div>\n</figure>\n" }

  mutating func caption(_ number: String?, _ text: String) {
    if number == nil, text.isEmpty { return }
    html += "<figcaption>"
    if let number { html += "<span class=\"figure-number\">\(number)</span> " }
    html += text + "</figcaption>\n"
  }

  /// The attributes of a box that scrolls: it can be reached by keyboard, and says what it is.
  func scrolling(_ label: String) -> String { " tabindex=\"0\" role=\"group\" aria-label=\"\(label)\"" }

  /// The name of an element; in a template, which is no part of the page yet, the script gives it.
  func idAttribute(_ id: String?) -> String {
    id.map { " \(place == .template ? "data-id" : "id")=\"\(HTMLText.attribute($0))\"" } ?? ""
  }

  // MARK: - The end of the page

  private mutating func footnotes() {
    if notebook.footnotes.isEmpty { return }
    html += "<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n"
    for (index, footnote) in notebook.footnotes.enumerated() {
      html += "<li id=\"\(ownIDs.free("fn-\(index + 1)"))\">"
      blocks(footnote.content)
      for occurrence in 1...max(1, footnote.referenceCount) {
        let suffix = occurrence > 1 ? "-\(occurrence)" : ""
        html += "<a href=\"#\(ownIDs.free("fnref-\(index + 1)\(suffix)"))\" aria-label=\"Back to the text\">↩</a> "
      }
      html += "</li>\n"
    }
    html += "</ol>\n</section>\n"
  }

  /// The works that the page cites.
  private mutating func bibliography() {
    let works = destinations.citations.works
    if works.isEmpty { return }
    let id = ownIDs.free("references")
    html += "<section class=\"bibliography\" aria-labelledby=\"\(id)\">\n<h2 id=\"\(id)\">References</h2>\n<ul>\n"
    for work in works { html += "<li\(idAttribute(work.id))>\(inlines(work.content))</li>\n" }
    html += "</ul>\n</section>\n"
    contents.append((2, id, "References"))
  }

  /// A list of what failed, so that a reader of a long page sees that something did.
  private mutating func failures() {
    let failed = run.cells.indices.filter { index in run.cells[index].failure.map { !$0.isExpected } ?? false }
    if failed.isEmpty { return }
    html += "<section class=\"failures\" aria-label=\"Failures\">\n<p class=\"label\">\(failed.count == 1 ? "One cell failed" : "\(failed.count) cells failed")</p>\n<ul>\n"
    for index in failed {
      guard let failure = run.cells[index].failure else { continue }
      let line = notebook.location(of: failure.span.start).line
      html += "<li><a href=\"#\(HTMLText.attribute(cellID(index)))\">line \(line)</a>: \(HTMLText.escape(failure.description))</li>\n"
    }
    html += "</ul>\n</section>\n"
  }
}
