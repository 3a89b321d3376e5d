// Numbers of figures, tables, equations, theorems and sections, and what references to them say.

import Notebooks

/// What can be referred to on a page, with the words for it.
struct Numbering {
  struct Entry {
    /// `Figure 2`, `Theorem 3`, `Equation 1`, or a section's title.
    var words: String
    /// The number alone.
    var number: String
  }

  private(set) var entries: [String: Entry] = [:]
  /// Numbers of the call-outs of mathematics, by the place of their marker.
  private(set) var callOuts: [Int: Int] = [:]
  /// Numbers of figures that cells make, by the cell.
  private(set) var figures: [Int: Int] = [:]
  /// Numbers of images, by the place of the image.
  private(set) var images: [Int: Int] = [:]
  /// Numbers of formulas, by the place of their attributes.
  private(set) var equations: [Int: Int] = [:]
  private(set) var tables: [Int: Int] = [:]
  private(set) var headings: [String: String] = [:]
  /// The ids of the headings of level 1.
  private(set) var topHeadings: [String] = []

  private var counts: [String: Int] = [:]
  private var sections: [Int] = []

  /// - Parameter plainText: the words of a heading, for references to it.
  init(_ notebook: Notebook, plainText: ([Inline]) -> String = { $0.plainText }) {
    walk(notebook.blocks, notebook, plainText)
    for footnote in notebook.footnotes { walk(footnote.content, notebook, plainText) }
  }

  private mutating func next(_ kind: String) -> Int {
    counts[kind, default: 0] += 1
    return counts[kind, default: 0]
  }

  private mutating func walk(_ blocks: [Block], _ notebook: Notebook, _ plainText: ([Inline]) -> String) {
    for block in blocks {
      switch block.kind {
      case .paragraph(let content): walk(content)
      case .heading(let heading):
        walk(heading.content)
        var words = plainText(heading.content)
        if heading.level == 1 { topHeadings.append(heading.id) }
        if notebook.frontMatter.numberSections, heading.level > 1 {
          let depth = heading.level - 1
          sections = Array(sections.prefix(depth))
          while sections.count < depth { sections.append(0) }
          sections[depth - 1] += 1
          let number = sections.map(String.init).joined(separator: ".")
          headings[heading.id] = number
          words = "Section \(number)"
        }
        entries[heading.id] = Entry(words: words, number: words)
      case .quote(let content): walk(content, notebook, plainText)
      case .list(let list): for item in list.items { walk(item.content, notebook, plainText) }
      case .callOut(let callOut):
        if callOut.kind.isNumbered {
          let number = next(callOut.kind.rawValue)
          callOuts[callOut.markerSpan.start] = number
          if let id = callOut.attributes?.id { add(id, callOut.kind.label, number) }
        }
        walk(callOut.title)
        walk(callOut.content, notebook, plainText)
      case .formula(let formula): add(formula)
      case .table(let table):
        if table.caption != nil || table.attributes?.id != nil {
          let number = next("table")
          tables[block.span.start] = number
          if let id = table.attributes?.id { add(id, "Table", number) }
        }
        if let caption = table.caption { walk(caption) }
        for cell in table.header + table.rows.joined() { walk(cell.content) }
      case .figure(let image):
        let number = next("figure")
        images[block.span.start] = number
        if let id = image.attributes?.id { add(id, "Figure", number) }
        walk(image.description)
      case .cell(let index):
        let options = notebook.cells[index].options
        let isTable = options.label?.hasPrefix("tbl-") ?? false || options.tableCaption != nil
        if options.figureCaption != nil || options.label?.hasPrefix("fig-") ?? false {
          let number = next("figure")
          figures[index] = number
          if let label = options.label {
            add(label, "Figure", number)
            // Panels are referred to by their place: `@fig-circle-1` is Figure 2a.
            for panel in options.figureSubcaptions.indices {
              let words = "\(number)\(Numbering.letter(panel))"
              entries["\(label)-\(panel + 1)"] = Entry(words: "Figure " + words, number: words)
            }
          }
        } else if isTable {
          let number = next("table")
          tables[block.span.start] = number
          if let label = options.label { add(label, "Table", number) }
        }
      case .code, .html, .thematicBreak: break
      }
    }
  }

  /// Displayed formulas and images in running text count if they have a name.
  private mutating func walk(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline.kind {
      case .formula(let formula): add(formula)
      case .image(let image):
        if let id = image.attributes?.id {
          let number = next("figure")
          images[inline.span.start] = number
          add(id, "Figure", number)
        }
        walk(image.description)
      case .emphasis(let content), .strong(let content), .strikethrough(let content): walk(content)
      case .link(let link): walk(link.content)
      default: break
      }
    }
  }

  private mutating func add(_ formula: Formula) {
    guard let attributes = formula.attributes, let id = attributes.id else { return }
    let number = next("equation")
    equations[attributes.span.start] = number
    entries[id] = Entry(words: "Equation (\(number))", number: "(\(number))")
  }

  /// The letter of a panel: a, b, …, z, aa, …
  static func letter(_ index: Int) -> String {
    (index < 26 ? "" : letter(index / 26 - 1)) + String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index % 26)))
  }

  private mutating func add(_ id: String, _ word: String, _ number: Int) {
    entries[id] = Entry(words: "\(word) \(number)", number: "\(number)")
  }
}

extension CallOut.Kind {
  /// The word that opens the call-out.
  var label: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  var isNumbered: Bool { isMathematical && self != .proof && self != .hint }
}

extension CellOptions {
  /// `fig-alt`: the author's words for a figure. A single text is for the cell's last figure.
  ///
  /// - Parameters:
  ///   - index: the figure's place among the `count` figures of the cell.
  func alternative(of index: Int, count: Int) -> String? {
    if figureAlternatives.count > 1 { return index < figureAlternatives.count ? figureAlternatives[index] : nil }
    return index == count - 1 ? figureAlternatives.first : nil
  }
}
