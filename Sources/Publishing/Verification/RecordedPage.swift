// The page as it was recorded, held against a fresh one.

import Engine
import Graphics
import Notebooks
import Syntax

/// Markdown that was rendered from a notebook at some time, kept beside the collection.
///
/// Its first line has the fingerprint of the source that it was made of. By that three verdicts are told apart: a result is
/// *wrong* where the source is the same and something else comes out; a page is *stale* where the source changed and shows
/// something else now; it is *reformatted* where nothing but blanks changed.
struct RecordedPage {
  let path: String
  let text: SourceText
  /// The path and the fingerprint of the source.
  private let origin: (page: String, fingerprint: String)?

  /// - Returns: `nil` if there is no such file.
  init?(path: String) throws {
    guard realPath(path) != nil else { return nil }
    self.path = path
    text = SourceText(String(decoding: try readBytes(path), as: UTF8.self))
    let words = text.line(1).split(separator: " ")
    origin = words.count == 5 && words[0] == "<!--" && words[1] == "nabla:" ? (String(words[2]), String(words[3])) : nil
  }

  /// Files with what is wrong in them, other than the notebook.
  typealias Finding = PageReport.Finding

  /// So many differences of a page are told one by one.
  private static let limit = 20

  /// What a fresh page shows otherwise.
  /// - Parameters:
  ///   - saved: what its cells wrote; pictures other than SVG depend on the fonts there are, and need only be there.
  ///   - folder: where the files are that the recorded page shows.
  func findings(
    _ fresh: WrittenMarkdown, _ saved: [SavedFile], of notebook: Notebook, at source: String, page: String, folder: String
  ) -> [Finding] {
    guard let origin, origin.page == FileAddress.encode(page) else {
      return [
        finding(
          .error, "not-recorded", "this page was not rendered from \(page), as its first line says", line: 1,
          hint: "`nabla verify --update` writes it anew")
      ]
    }
    let isSameSource = origin.fingerprint == Fingerprint.of(notebook.source.utf8)
    let freshText = SourceText(fresh.text)
    let comparison = PageComparison(recorded: body(of: text), fresh: body(of: freshText))
    let known = Places(fresh, freshText, notebook, source)
    var findings = comparison.hunks.prefix(Self.limit).map { hunk in
      isSameSource ? wrong(hunk, freshText, known) : stale(hunk, freshText, known)
    }
    let rest = comparison.hunks.count - Self.limit
    if rest > 0 {
      let code = isSameSource ? "recorded-wrong" : "recorded-stale"
      findings.append(finding(.error, code, "\(rest) more places of this page differ", line: comparison.hunks[Self.limit].recordedPlace))
    }
    var isRedrawn = false
    let pictures = saved.filter { $0.name.hasSuffix(".svg") }.map { (name: $0.name, svg: String(decoding: $0.bytes, as: UTF8.self)) }
    for figure in fresh.figures + pictures {
      switch difference(of: figure.svg, from: folder + "/" + figure.name) {
      case .drawing where isSameSource: isRedrawn = true
      case .data(let difference), .drawing(let difference):
        findings.append(known.finding(
          isSameSource ? "recorded-wrong" : "recorded-stale", "the recorded figure \(figure.name) shows something else: \(difference)",
          at: known.offset(of: figure.name), hint: RecordedPage.advice(isSameSource)))
      case nil: break
      }
    }
    for file in saved where realPath(folder + "/" + file.name) == nil && !file.name.hasSuffix(".svg") {
      findings.append(known.finding(
        isSameSource ? "recorded-wrong" : "recorded-stale", "the file \(file.name) that a cell saves is not recorded",
        at: known.offset(of: file.name), hint: RecordedPage.advice(isSameSource)))
    }
    if findings.isEmpty, isRedrawn {
      findings.append(
        finding(
          .note, "recorded-reformatted", "figures of this page are drawn in another way now, and show the same data", line: 1,
          hint: "`nabla verify --update` records it again"))
    } else if findings.isEmpty, !isSameSource || comparison.differsInLayout {
      findings.append(
        finding(
          .note, "recorded-reformatted", "the source changed since this page was recorded, and nothing that it shows did", line: 1,
          hint: "`nabla verify --update` records it again"))
    }
    return findings
  }

  /// The text behind the first line, with line numbers as in the whole.
  private func body(of text: SourceText) -> Substring {
    let whole = String(decoding: text.utf8, as: UTF8.self)
    return whole.firstIndex(of: "\n").map { whole[$0...] } ?? ""
  }

  private static func advice(_ isSameSource: Bool) -> String {
    isSameSource
      ? "the source is the one that was recorded; if the new result is right, `nabla verify --update` records it"
      : "`nabla verify --update` records it again"
  }

  private func finding(_ severity: Diagnostic.Severity, _ code: String, _ message: String, line: Int, hint: String? = nil) -> Finding {
    let range = text.range(ofLine: min(max(line, 1), text.lineCount))
    return Finding(path: path, source: text, diagnostic: Diagnostic(severity, code, message, at: Span(range.lowerBound, range.upperBound), hint: hint))
  }

  /// A result that changed although its source did not: told where it is recorded.
  private func wrong(_ hunk: PageComparison.Hunk, _ fresh: SourceText, _ known: Places) -> Finding {
    let (was, now) = (quoted(hunk.recorded, text), quoted(hunk.fresh, fresh))
    let place = known.location(line: hunk.fresh.first ?? hunk.freshPlace)
    let message =
      if let detail = hunk.detail {
        "the recorded result differs: \(detail), from \(place)"
      } else if hunk.fresh.isEmpty {
        "the recorded page has \(was), and nothing comes there, from \(place)"
      } else if hunk.recorded.isEmpty {
        "the recorded page lacks \(now), which comes from \(place)"
      } else {
        "the recorded page has \(was), and \(now) comes from \(place)"
      }
    return finding(.error, "recorded-wrong", message, line: hunk.recorded.first ?? hunk.recordedPlace, hint: RecordedPage.advice(true))
  }

  /// What the source shows now and did not when it was recorded: told where the source is.
  private func stale(_ hunk: PageComparison.Hunk, _ fresh: SourceText, _ known: Places) -> Finding {
    let (was, now) = (quoted(hunk.recorded, text), quoted(hunk.fresh, fresh))
    let message =
      if let detail = hunk.detail {
        "this changed since the page was recorded: \(detail)"
      } else if hunk.fresh.isEmpty {
        "something is gone since the page was recorded: \(was)"
      } else if hunk.recorded.isEmpty {
        "this is new since the page was recorded: \(now)"
      } else {
        "this changed since the page was recorded: \(was) then, \(now) now"
      }
    let line = hunk.fresh.first ?? hunk.freshPlace
    return known.finding("recorded-stale", message, atLine: line, hint: RecordedPage.advice(false))
  }

  private func quoted(_ lines: [Int], _ text: SourceText) -> String {
    guard let first = lines.first else { return "" }
    let line = text.line(first)
    let shown = line.count > 80 ? line.prefix(79) + "…" : line[...]
    return Fence.inline(String(shown)) + (lines.count > 1 ? " and \(lines.count - 1) more line\(lines.count == 2 ? "" : "s")" : "")
  }

  /// How a figure differs from the recorded one.
  private enum FigureDifference {
    /// In what it shows.
    case data(String)
    /// In how it is drawn.
    case drawing(String)
  }

  /// The data that the pictures carry are compared first; the numbers of the drawings are rounded to a hundredth of a unit.
  private func difference(of svg: String, from path: String) -> FigureDifference? {
    guard let bytes = try? readBytes(path) else { return .data("there is no such file") }
    let recorded = String(decoding: bytes, as: UTF8.self)
    if recorded == svg { return nil }
    let isSameData: Bool
    if let own = FigureData(svg: svg), let other = FigureData(svg: recorded) {
      if let difference = own.differences(from: other, tolerance: FigureData.summaryTolerance).first { return .data(difference) }
      isSameData = true
    } else {
      isSameData = false
    }
    let difference = NumericText(svg[...]).difference(
      from: NumericText(recorded[...]), NumericText.Tolerance(relative: 1e-8, absolute: 0.02))
    return difference.map { isSameData ? .drawing($0) : .data($0) }
  }
}

/// Where in the source the lines of a fresh page come from.
private struct Places {
  let page: WrittenMarkdown
  let text: SourceText
  let notebook: Notebook
  let path: String

  init(_ page: WrittenMarkdown, _ text: SourceText, _ notebook: Notebook, _ path: String) {
    self.page = page
    self.text = text
    self.notebook = notebook
    self.path = path
  }

  /// The place in the source that a line of the page comes from.
  func offset(line: Int) -> Int {
    let range = text.range(ofLine: min(max(line, 1), text.lineCount))
    let offset = page.sourceOffset(of: range.lowerBound)
    // A line of code stands in its cell as it is.
    guard let cell = notebook.cells.first(where: { $0.span.start <= offset && offset < $0.span.end }) else { return offset }
    let line = text.line(line).trimmed
    let source = Array(cell.source.utf8)
    let same = cell.lines.first { String(decoding: source[$0.range], as: UTF8.self).trimmed == line && !line.isEmpty }
    if let same { return cell.map.fileSpan(of: Span(same.range.lowerBound, same.range.upperBound)).start }
    return caption(of: cell, in: line)?.span.start ?? cell.span.start
  }

  /// The caption of a cell that a line of the page begins: `**Figure 2.** …`, `(b) …`.
  private func caption(of cell: Cell, in line: Substring) -> Caption? {
    if line.hasPrefix("**Figure ") { return cell.options.figureCaption }
    if line.hasPrefix("**Table ") { return cell.options.tableCaption }
    let panels = cell.options.figureSubcaptions
    return panels.indices.first { line.hasPrefix("(\(Numbering.letter($0))) ") }.map { panels[$0] }
  }

  /// The place in the source that shows a figure.
  func offset(of figure: String) -> Int {
    guard let range = page.text.firstRange(of: FileAddress.encode(figure)) else { return 0 }
    return page.sourceOffset(of: page.text.utf8.distance(from: page.text.startIndex, to: range.lowerBound))
  }

  func location(line: Int) -> String { "\(path):\(notebook.location(of: offset(line: line)).line)" }

  func finding(_ code: String, _ message: String, atLine line: Int, hint: String) -> PageReport.Finding {
    finding(code, message, at: offset(line: line), hint: hint)
  }

  func finding(_ code: String, _ message: String, at offset: Int, hint: String) -> PageReport.Finding {
    let line = notebook.source.range(ofLine: notebook.location(of: offset).line)
    return PageReport.Finding(
      path: path, source: notebook.source, diagnostic: Diagnostic(.error, code, message, at: Span(line.lowerBound, line.upperBound), hint: hint))
  }
}

extension String {
  fileprivate var trimmed: Substring {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest
  }
}
