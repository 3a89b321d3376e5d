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
  private(set) var images: [Int: Int] = [:]
  private(set) var equations: [Int: Int] = [:]
  private(set) var tables: [Int: Int] = [:]
  private(set) var headings: [String: String] = [:]
  /// The ids of the headings of level 1.
  private(set) var topHeadings: [String] = []

  private var counts: [String: Int] = [:]
  private var sections: [Int] = []

  init(_ notebook: Notebook) {
    walk(notebook.blocks, notebook)
  }

  private mutating func next(_ kind: String) -> Int {
    counts[kind, default: 0] += 1
    return counts[kind, default: 0]
  }

  private mutating func walk(_ blocks: [Block], _ notebook: Notebook) {
    for block in blocks {
      switch block.kind {
      case .heading(let heading):
        var words = heading.content.plainText
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
      case .quote(let content): walk(content, notebook)
      case .list(let list): for item in list.items { walk(item.content, notebook) }
      case .callOut(let callOut):
        if callOut.kind.isNumbered {
          let number = next(callOut.kind.rawValue)
          callOuts[callOut.markerSpan.start] = number
          if let id = callOut.attributes?.id { add(id, callOut.kind.label, number) }
        }
        walk(callOut.content, notebook)
      case .formula(let formula):
        if let id = formula.attributes?.id {
          let number = next("equation")
          equations[formula.attributes?.span.start ?? 0] = number
          entries[id] = Entry(words: "Equation (\(number))", number: "(\(number))")
        }
      case .table(let table):
        if table.caption != nil || table.attributes?.id != nil {
          let number = next("table")
          tables[block.span.start] = number
          if let id = table.attributes?.id { add(id, "Table", number) }
        }
      case .figure(let image):
        let number = next("figure")
        images[block.span.start] = number
        if let id = image.attributes?.id { add(id, "Figure", number) }
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
      case .paragraph, .code, .html, .thematicBreak: break
      }
    }
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
