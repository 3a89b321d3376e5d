// One work of a list of references, as text.

import Notebooks
import Syntax

/// A BibTeX entry in the words of a list of references.
struct CitedWork {
  let key: String
  /// As a citation names them: `Golub and Van Loan`, `Abadi et al.`
  let authors: String
  let year: String
  private let entry: BibTeXEntry

  init(_ entry: BibTeXEntry) {
    self.entry = entry
    key = entry.key
    let (names, others) = CitedWork.people(entry)
    authors =
      switch (names.count, others) {
      case (0, _): FieldText.plain(entry.fields["key"] ?? entry.fields["organization"] ?? entry.fields["title"] ?? entry.key)
      case (1, false): names[0].short
      case (2, false): names[0].short + " and " + names[1].short
      case (3, false): names[0].short + ", " + names[1].short + ", and " + names[2].short
      default: names[0].short + " et al."
      }
    year = CitedWork.year(entry)
  }

  /// By author, year and title; what differs in case only stands together.
  var order: String {
    let (names, _) = CitedWork.people(entry)
    let people = names.isEmpty ? authors : names.map(\.inverted).joined(separator: " ")
    return [people, year, FieldText.plain(entry.fields["title"] ?? ""), key].joined(separator: "\u{1}").lowercased()
  }

  private static func people(_ entry: BibTeXEntry) -> (names: [PersonName], andOthers: Bool) {
    PersonName.list(entry.fields["author"] ?? entry.fields["editor"] ?? "")
  }

  /// `year`, or the year of biblatex's `date`.
  private static func year(_ entry: BibTeXEntry) -> String {
    if let year = entry.fields["year"] { return FieldText.plain(year) }
    if let date = entry.fields["date"] { return String(date.prefix { $0.isNumber }) }
    return "n.d."
  }

  // MARK: - Text

  /// The entry of the list, with the letter that tells works of one year apart.
  func text(letter: String) -> [Inline] {
    var text = WorkText()
    text.sentence(people)
    text.sentence(year + letter)
    switch entry.type {
    case "book", "proceedings", "manual", "booklet", "collection", "mvbook": book(&text)
    case "article", "periodical": article(&text)
    case "inproceedings", "conference", "incollection", "inbook": part(&text)
    case "phdthesis", "mastersthesis", "thesis": thesis(&text)
    default: other(&text)
    }
    if let note = entry.fields["note"] { text.sentence(field: note) }
    if let doi = entry.fields["doi"] {
      let bare = doi.split(separator: "doi.org/").last.map(String.init) ?? doi
      text.link("https://doi.org/" + bare)
    } else if let address = entry.fields["url"] {
      text.link(address)
    } else if let number = entry.fields["eprint"], entry.fields["archiveprefix"]?.lowercased() ?? "arxiv" == "arxiv" {
      text.link("https://arxiv.org/abs/" + number)
    }
    return text.inlines
  }

  /// `Golub, Gene H., and Charles F. Van Loan`; of more than ten, the first seven.
  private var people: String {
    let (names, others) = CitedWork.people(entry)
    guard !names.isEmpty else { return authors }
    let shown = names.count > 10 ? Array(names.prefix(7)) : names
    var words = shown.enumerated().map { $0.offset == 0 ? $0.element.inverted : $0.element.natural }
    let isCut = others || shown.count < names.count
    if isCut {
      words.append("et al.")
    } else if words.count > 1 {
      words[words.count - 1] = "and " + words[words.count - 1]
    }
    let editors = entry.fields["author"] == nil ? (names.count > 1 ? ", eds." : ", ed.") : ""
    return words.joined(separator: ", ") + editors
  }

  private func book(_ text: inout WorkText) {
    text.sentence(emphasised: entry.fields["title"] ?? "")
    if let edition = entry.fields["edition"] { text.sentence(CitedWork.edition(edition)) }
    if let series = entry.fields["series"] {
      text.sentence(field: series + (entry.fields["volume"].map { " " + $0 } ?? ""))
    }
    publisher(&text)
  }

  private func article(_ text: inout WorkText) {
    text.sentence(quoted: entry.fields["title"] ?? "")
    if let journal = entry.fields["journal"] ?? entry.fields["journaltitle"] {
      var rest = entry.fields["volume"].map { " " + $0 } ?? ""
      if let number = entry.fields["number"] { rest += " (\(number))" }
      if let pages = entry.fields["pages"] { rest += ": " + CitedWork.pages(pages) }
      text.sentence(emphasised: journal, followedBy: rest)
    } else if let pages = entry.fields["pages"] {
      text.sentence(CitedWork.pages(pages))
    }
  }

  private func part(_ text: inout WorkText) {
    text.sentence(quoted: entry.fields["title"] ?? entry.fields["chapter"] ?? "")
    if let container = entry.fields["booktitle"] {
      var rest = ""
      if entry.fields["author"] != nil, let editors = entry.fields["editor"] {
        let names = PersonName.list(editors).names.map(\.natural)
        rest += ", edited by " + names.joined(separator: " and ")
      }
      if let volume = entry.fields["volume"] { rest += ", vol. " + volume }
      if let pages = entry.fields["pages"] { rest += ", " + CitedWork.pages(pages) }
      text.sentence(emphasised: container, before: "In ", followedBy: rest)
    }
    publisher(&text)
  }

  private func thesis(_ text: inout WorkText) {
    text.sentence(quoted: entry.fields["title"] ?? "")
    let kind = entry.fields["type"] ?? (entry.type == "mastersthesis" ? "Master’s thesis" : "PhD thesis")
    text.sentence(field: [kind, entry.fields["school"] ?? entry.fields["institution"] ?? ""].filter { !$0.isEmpty }.joined(separator: ", "))
  }

  private func other(_ text: inout WorkText) {
    text.sentence(quoted: entry.fields["title"] ?? "")
    if let number = entry.fields["number"] {
      text.sentence(field: [entry.fields["type"] ?? "Technical report", number].joined(separator: " "))
    }
    if let words = entry.fields["howpublished"] { text.sentence(field: words) }
    publisher(&text)
  }

  private func publisher(_ text: inout WorkText) {
    let place = entry.fields["address"] ?? entry.fields["location"]
    let house = entry.fields["publisher"] ?? entry.fields["institution"] ?? entry.fields["organization"]
    let words = [place, house].compactMap { $0 }.joined(separator: ": ")
    if !words.isEmpty { text.sentence(field: words) }
  }

  /// `4` and `fourth` as `4th ed.`
  private static func edition(_ field: String) -> String {
    let text = FieldText.plain(field)
    let names = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    let number = Int(text.prefix { $0.isNumber }) ?? names.firstIndex(of: text.lowercased()).map { $0 + 1 }
    guard let number else { return text.hasSuffix("ed.") ? text : text + " ed." }
    let isTeen = (11...13).contains(number % 100)
    let ending = isTeen ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
    return "\(number)\(ending) ed."
  }

  /// A range of pages with an en dash, however it was written.
  private static func pages(_ field: String) -> String {
    let text = FieldText.plain(field)
    guard !text.contains("–") else { return text }
    return text.split(separator: "-", omittingEmptySubsequences: true).joined(separator: "–")
  }
}

/// Sentences of a list of references as running text.
private struct WorkText {
  private(set) var inlines: [Inline] = []

  private mutating func begin() { if !inlines.isEmpty { inlines.append(.plain(" ")) } }

  mutating func sentence(_ words: String) {
    if words.isEmpty { return }
    begin()
    inlines.append(.plain(WorkText.ended(words)))
  }

  mutating func sentence(field: String) {
    begin()
    inlines += WorkText.pieces(field)
    if !".?!".contains(FieldText.plain(field).last ?? " ") { inlines.append(.plain(".")) }
  }

  mutating func sentence(quoted field: String) {
    if field.isEmpty { return }
    begin()
    let plain = FieldText.plain(field)
    inlines.append(.plain("“"))
    inlines += WorkText.pieces(field)
    inlines.append(.plain(".?!".contains(plain.last ?? " ") ? "”" : ".”"))
  }

  mutating func sentence(emphasised field: String, before: String = "", followedBy rest: String = "") {
    if field.isEmpty { return }
    begin()
    if !before.isEmpty { inlines.append(.plain(before)) }
    inlines.append(Inline(.emphasis(WorkText.pieces(field)), Span(0, 0)))
    let isEnded = rest.isEmpty && ".?!".contains(FieldText.plain(field).last ?? " ")
    if !isEnded { inlines.append(.plain(WorkText.ended(FieldText.plain(rest)))) }
  }

  mutating func link(_ address: String) {
    begin()
    inlines.append(Inline(.link(Link(destination: address, content: [.plain(address)])), Span(0, 0)))
    inlines.append(.plain("."))
  }

  private static func ended(_ words: String) -> String { ".?!".contains(words.last ?? " ") ? words : words + "." }

  private static func pieces(_ field: String) -> [Inline] {
    FieldText.read(field).map { piece in
      switch piece {
      case .text(let text): .plain(text)
      case .formula(let tex):
        Inline(.formula(Formula(tex: tex)), Span(0, 0))
      }
    }
  }
}

extension Inline {
  /// Words that stand nowhere in the source.
  static func plain(_ text: String) -> Inline { Inline(.text(text), Span(0, 0)) }
}
