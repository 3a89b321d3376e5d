// From the text of a file to a notebook: front matter, cmark's parse, and the conversion of its tree into ours.

import CMarkdown
import Syntax

extension Notebook {
  /// Parses a document. Nothing is thrown: what is wrong stands in ``diagnostics``, and the rest is parsed all the
  /// same.
  public init(_ text: String, path: String? = nil) {
    var parser = DocumentParser(text)
    self = parser.parse(path: path)
  }
}

/// The state of one parse.
struct DocumentParser {
  let source: SourceText
  let lines: LineTable
  var frontMatter = FrontMatter()
  var diagnostics: [Diagnostic] = []
  var cells: [Cell] = []
  var values: [InlineValue] = []
  var targets: [Target] = []
  var footnotes: [Footnote] = []
  /// The places in ``footnotes`` of cmark's definitions.
  var footnoteIndices: [MarkdownNode: Int] = [:]
  /// Ids in use, with the number of times that a heading made them.
  var headingIDs: [String: Int] = [:]
  var targetSpans: [String: Span] = [:]
  var section: String?
  var cellsInSection = 0
  var isInFootnote = false
  var isInCaption = false
  var reportedNesting = false

  var bytes: [UInt8] { source.utf8 }

  init(_ text: String) {
    source = SourceText(Self.cleaned(text))
    lines = LineTable(source.utf8)
  }

  /// Without a byte order mark, and with U+FFFD for NUL, which cmark would put there itself; columns stay what they
  /// are.
  private static func cleaned(_ text: String) -> String {
    var text = text
    if text.utf8.starts(with: [0xEF, 0xBB, 0xBF]) { text.unicodeScalars.removeFirst() }
    guard text.utf8.contains(0) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(scalar.value == 0 ? "\u{FFFD}" : scalar) }
    return String(result)
  }

  mutating func report(_ identifier: String, _ message: String, at span: Span, hint: String? = nil) {
    report(.error, identifier, message, at: span, hint: hint)
  }

  mutating func report(
    _ severity: Diagnostic.Severity, _ identifier: String, _ message: String, at span: Span, hint: String? = nil
  ) {
    diagnostics.append(Diagnostic(severity, identifier, message, at: span, hint: hint))
  }

  mutating func parse(path: String?) -> Notebook {
    var omitted: [markdown_range] = []
    if let end = readFrontMatter() { omitted.append(markdown_range(start: 0, end: end)) }
    let start = omitted.first?.end ?? 0
    let hard = hardParagraphs(from: start)
    omitted += omittedTables(from: start)
    omitted += hard.omitted
    omitted.sort { $0.start < $1.start }
    let features = MarkdownFeatures.notebook.subtracting(hard.hasTooManyAddresses ? .autolinks : [])

    var blocks: [Block] = []
    var stoppedAt = bytes.count
    let root = bytes.withUnsafeBytes { raw in
      omitted.withUnsafeBufferPointer { omitted in
        var request = markdown_request(
          text: raw.assumingMemoryBound(to: CChar.self).baseAddress, length: raw.count,
          omitted: omitted.baseAddress, omitted_count: omitted.count, features: features.rawValue)
        return markdown_parse(&request, &stoppedAt)
      }
    }
    defer { markdown_free(root) }
    if stoppedAt < bytes.count {
      report(
        "nesting-too-deep", "lists or quotes nest too deeply; the document is not read beyond this line",
        at: Span(stoppedAt, stoppedAt))
    }
    if let root = MarkdownNode(root) {
      indexFootnotes(root)
      blocks = convertBlocks(root.firstChild, depth: 0)
      convertFootnotes(root)
      findLostCells(root, until: stoppedAt)
    }
    let exercises = ExerciseReader(blocks, cells)
    diagnostics += exercises.diagnostics
    diagnostics.sort { ($0.span.start, $0.span.end, $0.identifier) < ($1.span.start, $1.span.end, $1.identifier) }
    return Notebook(
      path: path, source: source, frontMatter: frontMatter, blocks: blocks, footnotes: footnotes, cells: cells,
      values: values, targets: targets, exercises: exercises.exercises, diagnostics: diagnostics)
  }

  // MARK: - Names

  /// Notes something that can be referred to; a name that is taken already is an error.
  mutating func addTarget(_ id: String, _ place: Target.Place, at span: Span) {
    if let first = targetSpans[id] {
      report(
        "duplicate-label", "the name `\(id)` is taken", at: span,
        hint: "it is first given on line \(lines.line(of: first.start))")
      return
    }
    targetSpans[id] = span
    targets.append(Target(id: id, place: place, span: span))
  }

  /// The id that GitHub gives a heading: lower case, without punctuation, `-` for spaces, numbered when it repeats.
  mutating func madeID(for text: String) -> String {
    var slug = ""
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      if scalar == " " {
        slug += "-"
      } else if scalar == "-" || scalar == "_" || properties.isAlphabetic || properties.numericType != nil {
        slug += properties.lowercaseMapping
      } else if properties.generalCategory == .nonspacingMark || properties.generalCategory == .spacingMark {
        slug.unicodeScalars.append(scalar)
      }
    }
    if slug.isEmpty { slug = "section" }
    var id = slug
    while let count = headingIDs[id] {
      headingIDs[slug] = (headingIDs[slug] ?? count) + 1
      id = "\(slug)-\(headingIDs[slug] ?? count)"
    }
    headingIDs[id] = 0
    return id
  }

  // MARK: - Footnotes

  private mutating func indexFootnotes(_ root: MarkdownNode) {
    var node = root.firstChild
    while let current = node {
      if current.kind == MARKDOWN_FOOTNOTE_DEFINITION {
        footnoteIndices[current] = footnotes.count
        footnotes.append(
          Footnote(label: current.literal.string, content: [], span: blockStart(of: current), referenceCount: 0))
      }
      node = current.next
    }
  }

  private mutating func convertFootnotes(_ root: MarkdownNode) {
    isInFootnote = true
    var node = root.firstChild
    while let current = node {
      if let index = footnoteIndices[current] {
        footnotes[index].content = convertBlocks(current.firstChild, depth: 1)
        if let last = footnotes[index].content.last {
          footnotes[index].span = footnotes[index].span.union(last.span)
        }
      }
      node = current.next
    }
    isInFootnote = false
  }

  /// cmark drops footnotes that nothing refers to; a cell in one would vanish without a word.
  private mutating func findLostCells(_ root: MarkdownNode, until stoppedAt: Int) {
    guard bytes.contains(UInt8(ascii: "^")) else { return }
    // Outside a definition, whatever is indented below a marker such as `[^n]:` belongs to it.
    var definition: Span?
    for line in 1...max(1, lines.count) {
      let range = lines.range(line, in: bytes)
      if range.lowerBound >= stoppedAt { break }
      let text = bytes[range]
      let indentation = text.prefix { $0 == 0x20 || $0 == 0x09 }
      let rest = text[indentation.endIndex...]
      if rest.isEmpty { continue }
      let columns = indentation.reduce(0) { $0 + ($1 == 0x09 ? 4 : 1) }
      if columns < 4 {
        let label = rest.prefix { $0 != UInt8(ascii: "]") }
        let isDefinition =
          label.count > 2 && rest.starts(with: [UInt8(ascii: "["), UInt8(ascii: "^")])
          && rest[label.endIndex...].starts(with: [UInt8(ascii: "]"), UInt8(ascii: ":")])
        definition = isDefinition ? Span(rest.startIndex, label.endIndex + 1) : nil
        continue
      }
      guard definition != nil, isCellFence(rest) else { continue }
      let span = Span(rest.startIndex, range.upperBound)
      let isKnown = cells.contains { $0.span.start <= span.start && span.start < $0.span.end }
        || diagnostics.contains { $0.identifier == "cell-in-footnote" && $0.span.start == span.start }
      if !isKnown { reportCellInFootnote(at: span) }
    }
  }

  mutating func reportCellInFootnote(at span: Span) {
    report(
      "cell-in-footnote", "a cell in a footnote does not run", at: span,
      hint: "footnotes are set at the end of the page; move the cell into the text")
  }

  /// Whether a line without its indentation opens a fence of nabla code.
  private func isCellFence(_ text: ArraySlice<UInt8>) -> Bool {
    guard let mark = text.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else { return false }
    let info = text.drop { $0 == mark }
    guard info.startIndex - text.startIndex >= 3 else { return false }
    return cellInfo(String(decoding: info, as: UTF8.self)) != nil
  }
}
