// A notebook with its cells in the style of the language; all else in the file stays, byte for byte.

import Syntax

extension Notebook {
  /// What formatting gives.
  public struct Formatted: Sendable {
    /// The text of the file.
    public var text: String
    /// Cells that were left as they are, and why.
    public var diagnostics: [Diagnostic]
  }

  /// The text of the file with its cells formatted. Option lines, the fences and the prose stay as they are; so do
  /// cells that cannot be parsed.
  public func formatted() -> Formatted {
    var edits: [Edit] = []
    var sources: [String] = []
    var diagnostics: [Diagnostic] = []
    for cell in cells {
      let result = formatted(cell)
      edits += result.edits
      sources.append(result.source)
      // A cell that is there to show a mistake may have one.
      if !cell.options.error, cell.options.throwsError == nil { diagnostics += result.diagnostics.map(cell.placed) }
    }
    let original = String(decoding: source.utf8, as: UTF8.self)
    if edits.isEmpty { return Formatted(text: original, diagnostics: diagnostics) }
    let text = apply(edits)
    // The file is only changed if it is read again as meant.
    guard Notebook(text, path: path).cells.map(\.source) == sources else {
      let place = cells.first?.fenceSpan ?? Span(0, 0)
      diagnostics.append(
        Diagnostic(
          .error, "cannot-format", "the cells of this file cannot be formatted without changing their extent", at: place
        ))
      return Formatted(text: original, diagnostics: diagnostics)
    }
    return Formatted(text: text, diagnostics: diagnostics)
  }

  /// A line of the file that gets other text, or goes.
  struct Edit {
    var range: Range<Int>
    var text: String
  }

  /// What formatting changes in one cell.
  func formatted(_ cell: Cell) -> (edits: [Edit], source: String, diagnostics: [Diagnostic]) {
    let bytes = Array(cell.source.utf8)
    let firstCode = cell.lines.firstIndex { $0.role != .option } ?? cell.lines.count
    guard firstCode < cell.lines.count else { return ([], cell.source, []) }
    let start = cell.lines[firstCode].range.lowerBound
    let code = String(decoding: bytes[start...], as: UTF8.self)
    let result = Formatter.format(code)
    let diagnostics = result.diagnostics.map { diagnostic in
      var moved = diagnostic
      moved.span = Span(diagnostic.span.start + start, diagnostic.span.end + start)
      return moved
    }
    guard diagnostics.isEmpty, result.text != code else { return ([], cell.source, diagnostics) }

    var texts: [Int: String] = [:]
    let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (line, number) in zip(lines, result.sourceLines) { texts[firstCode + number - 1] = String(line) }
    // An empty line keeps its place between the options and the code, and before a comment that would else be an
    // option.
    let firstKept = (firstCode..<cell.lines.count).first { texts[$0] != nil } ?? cell.lines.count
    if firstKept > firstCode, firstCode > 0 || texts[firstKept]?.hasPrefix("#|") == true { texts[firstCode] = "" }

    var edits: [Edit] = []
    var source = String(decoding: bytes[..<start], as: UTF8.self)
    for index in firstCode..<cell.lines.count {
      let range = cell.lines[index].range
      let place = cell.map.fileOffset(of: range.lowerBound)
      let written = bytes[range]
      guard place + written.count <= self.source.utf8.count,
        self.source.utf8[place..<place + written.count].elementsEqual(written)
      else { return ([], cell.source, [unplaceable]) }
      guard let text = texts[index] else {
        edits.append(Edit(range: wholeLine(at: place), text: ""))
        continue
      }
      source += text + "\n"
      if !text.utf8.elementsEqual(written) {
        edits.append(Edit(range: place..<place + written.count, text: text))
      }
    }
    return (edits, source, [])
  }

  private var unplaceable: Diagnostic {
    Diagnostic(
      .error, "cannot-format", "this cell cannot be formatted where tabs are shared by a list and its code",
      at: Span(0, 0),
      hint: "indent it with spaces")
  }

  /// The line of an offset, its line break included.
  private func wholeLine(at offset: Int) -> Range<Int> {
    let line = source.location(of: offset).line
    let start = source.range(ofLine: line).lowerBound
    return start..<(line < source.lineCount ? source.range(ofLine: line + 1).lowerBound : source.utf8.count)
  }

  /// The text of the file with edits that do not overlap.
  func apply(_ edits: [Edit]) -> String {
    var result: [UInt8] = []
    var end = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += source.utf8[end..<edit.range.lowerBound]
      result += Array(edit.text.utf8)
      end = edit.range.upperBound
    }
    result += source.utf8[end...]
    return String(decoding: result, as: UTF8.self)
  }
}
