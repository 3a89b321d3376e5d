// Citations by author and year, and the list of the works cited.

import Engine
import Notebooks
import Syntax

/// What the citations of one page say, and its list of works.
///
/// Author–date style after the Chicago Manual of Style (17th edition, chapter 15): `(Golub and Van Loan 2013, p. 33)`.
struct Citations {
  /// A work of the list: its anchor and its text.
  struct Work {
    var id: String
    var content: [Inline]
  }

  /// The works that the page cites, by author, year and title.
  let works: [Work]
  /// Citations of keys that the bibliography does not have.
  let problems: [Diagnostic]
  /// `Golub and Van Loan`, `2013a` and the id in the list, by key.
  private let labels: [String: (authors: String, year: String, id: String)]

  init(_ notebook: Notebook, _ bibliography: Bibliography) {
    var items: [(item: Citation.Item, place: Span)] = []
    notebook.forEachInline { inline in
      guard case .citation(let citation) = inline.kind else { return }
      for item in citation.items {
        let isPlaced = inline.span.start <= item.span.start && item.span.end <= inline.span.end
        items.append((item, isPlaced ? item.span : inline.span))
      }
    }
    var problems: [Diagnostic] = []
    var cited: [String] = []
    for (item, place) in items {
      if bibliography.entries[item.key] != nil {
        if !cited.contains(item.key) { cited.append(item.key) }
        continue
      }
      let hint =
        if notebook.frontMatter.bibliography.isEmpty {
          "name a BibTeX file in the front matter: `bibliography: references.bib`"
        } else {
          Suggestions.nearest(to: item.key, among: bibliography.keys).map { "did you mean `@\($0)`?" }
        }
      problems.append(
        Diagnostic(.error, "unknown-citation", "the bibliography has no work `\(item.key)`", at: place, hint: hint))
    }
    self.problems = problems

    let formatted = cited.compactMap { bibliography.entries[$0] }.map(CitedWork.init).sorted { $0.order < $1.order }
    var labels: [String: (authors: String, year: String, id: String)] = [:]
    var taken = Set(notebook.targets.map(\.id))
    var works: [Work] = []
    var position = 0
    while position < formatted.count {
      // Works of the same authors and year are told apart by a letter.
      let first = formatted[position]
      var end = position + 1
      while end < formatted.count, formatted[end].authors == first.authors, formatted[end].year == first.year { end += 1 }
      for (offset, work) in formatted[position..<end].enumerated() {
        let letter = end - position > 1 ? Numbering.letter(offset) : ""
        var id = Citations.id(work.key)
        while !taken.insert(id).inserted { id += "-" }
        labels[work.key] = (work.authors, work.year + letter, id)
        works.append(Work(id: id, content: work.text(letter: letter)))
      }
      position = end
    }
    self.labels = labels
    self.works = works
  }

  /// The text of a citation, each work a link to its place in the list.
  func text(_ citation: Citation) -> [Inline] {
    var pieces: [Inline] = [.plain("(")]
    for (index, item) in citation.items.enumerated() {
      if index > 0 { pieces.append(.plain("; ")) }
      if !item.prefix.isEmpty { pieces.append(.plain(item.prefix + " ")) }
      if let label = labels[item.key] {
        let words = item.suppressesAuthor ? label.year : label.authors + " " + label.year
        pieces.append(Inline(.link(Link(destination: "#" + label.id, content: [.plain(words)])), item.span))
      } else {
        pieces.append(.plain("?" + item.key))
      }
      if !item.suffix.isEmpty { pieces.append(.plain(", " + item.suffix)) }
    }
    pieces.append(.plain(")"))
    return pieces
  }

  /// The id of a work in the list, unless it is taken. Keys may hold characters that an address cannot.
  private static func id(_ key: String) -> String {
    "ref-" + String(key.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." ? $0 : "-" })
  }
}
