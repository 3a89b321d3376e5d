// A notebook with its results as a LaTeX document.

import Engine
import Notebooks
import Syntax
import Typesetting

/// Writes a document for LuaLaTeX or XeLaTeX, since text and code hold characters of any script. Numbers of figures,
/// equations and theorems are those of the page, not LaTeX's own.
struct LaTeXWriter {
  private let run: NotebookRun
  private let destinations: Destinations
  private let folder: String
  /// Commands of ours that LaTeX does not know.
  private let macros: [String: Typesetting.Formula.Macro]
  private var tex = ""
  private var figures: [(name: String, svg: String)] = []
  /// Footnotes whose marks stand in the block being written.
  private var pendingFootnotes: [Int] = []

  private var notebook: Notebook { run.notebook }
  private var numbering: Numbering { destinations.numbering }

  /// The document, and the figures that it includes.
  static func write(_ run: NotebookRun, _ destinations: Destinations, name: String) -> (text: String, figures: [(name: String, svg: String)]) {
    var writer = LaTeXWriter(run, destinations, folder: name + "_files")
    writer.document()
    return (writer.tex, writer.figures)
  }

  private init(_ run: NotebookRun, _ destinations: Destinations, folder: String) {
    self.run = run
    self.destinations = destinations.filled(by: run)
    self.folder = folder
    let own = Mathematics.macros(of: run.notebook.frontMatter)
    macros = Typesetting.Formula.portableMacros.filter { own[$0.key] == nil }
  }

  // MARK: - The frame

  private mutating func document() {
    let frontMatter = notebook.frontMatter
    tex += """
      % Made by nabla; for lualatex or xelatex. A figure is taken from a PDF file beside its SVG if there is one (made by
      % rsvg-convert -f pdf, say); otherwise the package svg converts it, which needs Inkscape and -shell-escape.
      \\documentclass[11pt]{article}
      \\usepackage[margin=2.5cm]{geometry}
      \\usepackage{fontspec,amsmath,amssymb,mathtools,cancel,xcolor,graphicx,svg,booktabs,longtable,enumitem,fancyvrb,caption,ulem}
      \\usepackage[unicode,colorlinks,allcolors=blue!50!black]{hyperref}
      \\normalem
      % Code needs a font with Greek letters and the signs of mathematics.
      \\IfFontExistsTF{JuliaMono}{\\setmonofont[Scale=MatchLowercase]{JuliaMono}}{%
        \\IfFontExistsTF{DejaVu Sans Mono}{\\setmonofont[Scale=MatchLowercase]{DejaVu Sans Mono}}{}}
      \\setlistdepth{9}
      \\renewlist{itemize}{itemize}{9}\\setlist[itemize]{label=\\textbullet}
      \\renewlist{enumerate}{enumerate}{9}\\setlist[enumerate]{label=\\arabic*.}
      \\setlength{\\parindent}{0pt}\\setlength{\\parskip}{6pt plus 2pt}
      \\newenvironment{callout}[1]{\\begin{quote}\\textbf{#1}\\par}{\\end{quote}}

      """
    for macro in frontMatter.macros { tex += definition(macro) }
    let headings = notebook.blocks.compactMap { block -> Heading? in
      if case .heading(let heading) = block.kind, heading.level == 1 { return heading }
      return nil
    }
    let title = headings.count == 1 ? inlines(headings[0].content) : frontMatter.title.map { inlines($0.content) } ?? ""
    tex += "\\title{\(title)}\n"
    tex += "\\author{\(frontMatter.authors.map { LaTeXText.escape($0) }.joined(separator: " \\and "))}\n"
    tex += "\\date{\(LaTeXText.escape(frontMatter.date ?? ""))}\n\\begin{document}\n"
    if !title.isEmpty { tex += "\\maketitle\n" }
    flushFootnotes()
    blocks(notebook.blocks, titleIsSet: headings.count == 1)
    bibliography()
    tex += "\\end{document}\n"
  }

  /// A macro of the front matter, with as many arguments as its definition uses.
  private func definition(_ macro: FrontMatter.Macro) -> String {
    let count = (1...9).last { macro.definition.contains("#\($0)") } ?? 0
    let arguments = count == 0 ? "" : "[\(count)]"
    return "\\providecommand{\(macro.name)}{}\\renewcommand{\(macro.name)}\(arguments){\(Typesetting.Formula.expanded(macro.definition, macros: macros))}\n"
  }

  // MARK: - Blocks

  private mutating func blocks(_ blocks: [Block], titleIsSet: Bool = false) {
    for block in blocks {
      self.block(block, titleIsSet: titleIsSet)
      flushFootnotes()
    }
  }

  private mutating func block(_ block: Block, titleIsSet: Bool) {
    switch block.kind {
    case .paragraph(let content): tex += inlines(content) + "\n\n"
    case .heading(let heading): if !titleIsSet || heading.level > 1 { self.heading(heading, isUnderTitle: titleIsSet) }
    case .quote(let content): environment("quote") { $0.blocks(content) }
    case .callOut(let callOut): self.callOut(callOut)
    case .list(let list):
      let name = list.start == nil ? "itemize" : "enumerate"
      let start = list.start.flatMap { $0 == 1 ? nil : "[start=\($0)]" } ?? ""
      environment(name, start) { writer in
        for item in list.items {
          writer.tex += "\\item\(item.isChecked.map { $0 ? "[$\\boxtimes$]" : "[$\\square$]" } ?? "") "
          writer.blocks(item.content)
        }
      }
    case .code(let code): tex += LaTeXText.verbatim(code.text, options: "[fontsize=\\small]")
    case .cell(let index): cell(notebook.cells[index], at: block.span.start)
    case .formula(let formula): tex += display(formula)
    case .table(let table): self.table(table, at: block.span.start)
    case .figure(let image):
      environment("figure", "[htbp]\\centering") { writer in
        writer.tex += writer.picture(image)
        writer.caption(writer.numbering.images[block.span.start].map { "Figure \($0)." }, writer.inlines(image.description), image.attributes?.id)
      }
    case .html: break
    case .thematicBreak: tex += "\\par\\noindent\\hrulefill\\par\n"
    }
  }

  private mutating func environment(_ name: String, _ options: String = "", _ body: (inout LaTeXWriter) -> Void) {
    tex += "\\begin{\(name)}\(options)\n"
    body(&self)
    flushFootnotes()
    tex += "\\end{\(name)}\n\n"
  }

  private mutating func heading(_ heading: Heading, isUnderTitle: Bool) {
    let commands = ["section", "subsection", "subsubsection", "paragraph", "subparagraph"]
    let level = min(max(heading.level - (isUnderTitle ? 2 : 1), 0), commands.count - 1)
    let number = numbering.headings[heading.id].map { LaTeXText.escape($0) + "\\quad " } ?? ""
    tex += "\\\(commands[level])*{\(number)\(inlines(heading.content))}\(label(heading.id))\n\n"
  }

  private mutating func callOut(_ callOut: CallOut) {
    let number = numbering.callOuts[callOut.markerSpan.start].map { " \($0)" } ?? ""
    let title = callOut.title.isEmpty ? "" : " (\(inlines(callOut.title)))"
    environment("callout", "{\(callOut.kind.label)\(number)\(title).}\(label(callOut.attributes?.id))") { writer in
      writer.blocks(callOut.content)
      if callOut.kind == .proof { writer.tex += "\\hfill$\\blacksquare$\n" }
    }
  }

  /// A formula with its values, in commands that LaTeX knows.
  private func tex(_ formula: Notebooks.Formula) -> String {
    Typesetting.Formula.expanded(Mathematics.filled(formula, run.values).tex, macros: macros)
  }

  /// A displayed formula, with its number.
  private func display(_ formula: Notebooks.Formula) -> String {
    let filled = tex(formula)
    // A blank line would end the formula.
    let content = filled.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }.joined(separator: "\n")
    let own = ["align", "alignat", "gather", "multline", "flalign", "equation"]
    let opening = content.drop(while: \.isWhitespace)
    let standsAlone = own.contains { opening.hasPrefix("\\begin{\($0)}") || opening.hasPrefix("\\begin{\($0)*}") }
    if standsAlone {
      return content + "\n"
    }
    if let attributes = formula.attributes, let number = numbering.equations[attributes.span.start] {
      return "\\begin{equation}\n\(content)\n\\tag{\(number)}\(attributes.id.map { "\\label{\(LaTeXText.label($0))}" } ?? "")\n\\end{equation}\n"
    }
    return "\\[\n\(content)\n\\]\n"
  }

  private mutating func table(_ table: Table, at position: Int) {
    let columns = table.alignments.map { $0 == .right ? "r" : $0 == .center ? "c" : "l" }.joined()
    let number = numbering.tables[position].map { "Table \($0)." }
    let header = table.header.map { inlines($0.content) }
    let rows = table.rows.map { row in row.map { inlines($0.content) } }
    self.table(columns, header, rows, number, table.caption.map { inlines($0) }, table.attributes?.id)
  }

  private mutating func table(
    _ columns: String, _ header: [String], _ rows: [[String]], _ number: String?, _ caption: String?, _ id: String?
  ) {
    environment("longtable", "{\(columns)}") { writer in
      if number != nil || caption != nil {
        writer.tex += "\\caption*{\(number.map { "\\textbf{\($0)} " } ?? "")\(caption ?? "")}\(writer.label(id))\\\\\n"
      }
      writer.tex += "\\toprule\n\(header.joined(separator: " & "))\\\\\n\\midrule\\endhead\n"
      for row in rows { writer.tex += row.joined(separator: " & ") + "\\\\\n" }
      writer.tex += "\\bottomrule\n"
    }
  }

  private mutating func caption(_ number: String?, _ text: String, _ id: String?) {
    if number != nil || !text.isEmpty { tex += "\\caption*{\(number.map { "\\textbf{\($0)} " } ?? "")\(text)}" }
    tex += label(id) + "\n"
  }

  /// A place that `\hyperref` can lead to.
  private func label(_ id: String?) -> String { id.map { "\\phantomsection\\label{\(LaTeXText.label($0))}" } ?? "" }

  // MARK: - Running text

  private mutating func inlines(_ content: [Inline]) -> String {
    var result = ""
    for inline in content { result += self.inline(inline) }
    return result
  }

  private mutating func inline(_ inline: Inline) -> String {
    switch inline.kind {
    case .text(let text): return LaTeXText.escape(text)
    case .softBreak: return "\n"
    case .lineBreak: return "\\\\\n"
    case .code(let code): return "\\texttt{\(LaTeXText.escape(code))}"
    case .value(let index):
      switch run.values[index] {
      case .value(let printed, let faces): return faces.tex.map { "$\($0)$" } ?? LaTeXText.escape(printed)
      case .failed, .skipped: return "\\texttt{\(LaTeXText.escape(notebook.values[index].expression))}"
      }
    case .formula(let formula):
      return formula.isDisplay ? display(formula) : "$\(tex(formula))$"
    case .emphasis(let content): return "\\emph{\(inlines(content))}"
    case .strong(let content): return "\\textbf{\(inlines(content))}"
    case .strikethrough(let content): return "\\sout{\(inlines(content))}"
    case .link(let link):
      let words = inlines(link.content)
      if link.destination.hasPrefix("#") { return "\\hyperref[\(LaTeXText.label(String(link.destination.dropFirst())))]{\(words)}" }
      guard let address = HTMLText.safeAddress(link.destination), address.contains(":") else { return words }
      return "\\href{\(LaTeXText.address(address))}{\(words)}"
    case .image(let image):
      let number = numbering.images[inline.span.start].map { " \\textbf{(Figure \($0))}" } ?? ""
      return label(image.attributes?.id) + picture(image) + number
    case .html: return ""
    case .footnoteReference(let reference):
      if reference.occurrence == 1 { pendingFootnotes.append(reference.footnote) }
      return "\\footnotemark[\(reference.footnote + 1)]"
    case .reference(let reference):
      let place = destinations.place(of: reference.id)
      let words = LaTeXText.escape(place?.words ?? "@" + reference.id)
      let isHere = place != nil && place?.pageTitle == nil
      return LaTeXText.escape(reference.before) + (isHere ? "\\hyperref[\(LaTeXText.label(reference.id))]{\(words)}" : words)
        + LaTeXText.escape(reference.after)
    case .citation(let citation): return inlines(destinations.citations.text(citation))
    }
  }

  private func picture(_ image: Image) -> String {
    let words = LaTeXText.escape(run.plainText(image.description))
    return HTMLText.leavesSite(image.source) ? words : LaTeXWriter.inclusion(of: image.source, image.width, image.height) ?? words
  }

  /// `nil` for a name that holds what TeX would read as commands.
  private static func inclusion(of file: String, _ width: ImageLength? = nil, _ height: ImageLength? = nil) -> String? {
    if file.contains(where: { "\\{}%#^~$&".contains($0) || $0.isNewline }) { return nil }
    var size: [String] = []
    if let width {
      let length = length(width)
      // Pictures that are wider than the paper shrink, and keep their shape then.
      let isAbsolute = if case .pixels = width { true } else { false }
      size.append("width=" + (isAbsolute ? "\\ifdim\(length)<\\linewidth \(length)\\else\\linewidth\\fi" : length))
    }
    if let height { size.append("height=" + length(height)) }
    if size.isEmpty { size = ["width=0.8\\linewidth"] }
    let sizes = size.joined(separator: ",")
    let options = "[\(size.count > 1 ? sizes + ",keepaspectratio" : sizes)]"
    guard file.lowercased().hasSuffix(".svg") else { return "\\includegraphics\(options){\(file)}\n" }
    let converted = file.dropLast(4) + ".pdf"
    return "\\IfFileExists{\(converted)}{\\includegraphics\(options){\(converted)}}{\\includesvg[\(sizes)]{\(file)}}\n"
  }

  /// A length of TeX; a big point is 1/72 inch.
  private static func length(_ length: ImageLength) -> String {
    func decimal(_ number: Double) -> String { "\((number * 1000).rounded() / 1000)" }
    return switch length {
    case .pixels(let pixels): decimal(pixels * 0.75) + "bp"
    case .percent(let percent): decimal(percent / 100) + "\\linewidth"
    }
  }

  /// The texts of footnotes whose marks stand in what was just written.
  private mutating func flushFootnotes() {
    while !pendingFootnotes.isEmpty {
      let index = pendingFootnotes.removeFirst()
      guard index < notebook.footnotes.count else { continue }
      let before = tex
      tex = ""
      let waiting = pendingFootnotes
      pendingFootnotes = []
      for block in notebook.footnotes[index].content { self.block(block, titleIsSet: false) }
      let text = tex
      tex = before + "\\footnotetext[\(index + 1)]{\(text)}\n"
      pendingFootnotes = waiting + pendingFootnotes
    }
  }

  // MARK: - Cells

  private mutating func cell(_ cell: Cell, at position: Int) {
    let result = run.cells[cell.index]
    let options = cell.options
    let source = cell.displayedSource
    if cell.isHiddenCheck { return }
    if options.include, let fold = notebook.foldTitle(of: cell) { tex += "\\paragraph*{\(fold).}\\mbox{}\n\n" }
    if options.include, options.echo, !source.isEmpty {
      tex += LaTeXText.verbatim(source, options: "[fontsize=\\small,frame=leftline,framerule=0pt,xleftmargin=1em]")
    }
    if options.include, options.output {
      let count = result.figureCount
      var figure = 0
      for output in result.outputs {
        self.output(output, of: cell, at: position, figure: figure, of: count)
        if output.isFigure { figure += 1 }
      }
    }
    switch result.state {
    case .succeeded: break
    case .failed(let failure): tex += LaTeXText.verbatim("ERROR: " + failure.description, options: "[fontsize=\\small]")
    case .skipped(let reason): if let reason { tex += "\\emph{Not run: \(LaTeXText.escape(reason)).}\n\n" }
    }
  }

  private mutating func output(_ output: CellOutput, of cell: Cell, at position: Int, figure index: Int, of count: Int) {
    switch output {
    case .stream(let text): tex += LaTeXText.verbatim(text, options: "[fontsize=\\small,frame=leftline,xleftmargin=1em]")
    case .value(let value):
      if let figure = value.faces.figure {
        self.figure(figure, of: cell, index, count)
      } else if let table = value.faces.table {
        let columns = table.alignments.map { $0 == .trailing ? "r" : "l" }.joined()
        let rows = table.rows.map { row in row.map { LaTeXText.escape($0) } }
        let number = numbering.tables[position].map { "Table \($0)." }
        self.table(
          columns, table.header.map { LaTeXText.escape($0) }, rows, number, cell.options.tableCaption.map { inlines($0.content) },
          cell.options.label)
        if table.totalRows > table.rows.count { tex += "\\ldots{} \(table.totalRows - table.rows.count) more rows\n\n" }
      } else if let formula = value.faces.tex {
        tex += "\\[\n\(formula)\n\\]\n"
      } else {
        tex += LaTeXText.verbatim(value.text, options: "[fontsize=\\small,frame=leftline,xleftmargin=1em]")
      }
    }
  }

  private mutating func figure(_ figure: FigureFace, of cell: Cell, _ index: Int, _ count: Int) {
    let options = cell.options
    let isLast = index == count - 1
    let hasPanels = !options.figureSubcaptions.isEmpty
    let name = "\(options.label.map { LaTeXText.label($0) } ?? "figure-\(cell.index + 1)")\(count > 1 ? "-\(index + 1)" : "").svg"
    figures.append((name, figure.svg(.standalone)))
    if !hasPanels || index == 0 { tex += "\\begin{figure}[htbp]\\centering\n" }
    let size = [options.figureWidth, options.figureHeight].map { $0.map(ImageLength.pixels) }
    tex += LaTeXWriter.inclusion(of: folder + "/" + name, size[0], size[1]) ?? "\\texttt{\(LaTeXText.escape(folder + "/" + name))}\n"
    if hasPanels {
      let words = index < options.figureSubcaptions.count ? inlines(options.figureSubcaptions[index].content) : ""
      tex += "\\par(\(Numbering.letter(index))) \(words)\(label(options.label.map { "\($0)-\(index + 1)" }))\\par\n"
    }
    if isLast {
      caption(numbering.figures[cell.index].map { "Figure \($0)." }, options.figureCaption.map { inlines($0.content) } ?? "", options.label)
    }
    if !hasPanels || isLast { tex += "\\end{figure}\n\n" }
  }

  private mutating func bibliography() {
    let works = destinations.citations.works
    if works.isEmpty { return }
    tex += "\\section*{References}\n"
    for work in works { tex += "\(label(work.id))\\hangindent=1.5em \(inlines(work.content))\\par\n" }
  }
}
