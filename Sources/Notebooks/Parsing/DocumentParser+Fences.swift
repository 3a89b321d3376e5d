// Code blocks: cells, the output that they expect, formulas in `math` fences, and code that is only shown.

import CMarkdown
import Syntax

extension DocumentParser {
  /// The lines of a code block, as text and with their places.
  private func codeText(_ node: MarkdownNode, firstLine: Int) -> (text: String, map: SourceMap, ranges: [Range<Int>]) {
    let literal = node.literal
    var text: [UInt8] = []
    text.reserveCapacity(literal.count)
    var map = SourceMap()
    var ranges: [Range<Int>] = []
    var line = firstLine
    var start = 0
    while start < literal.count {
      var end = start
      while end < literal.count, literal[end] != 0x0A { end += 1 }
      let next = end + 1
      if end > start, literal[end - 1] == 0x0D { end -= 1 }
      let range = lines.range(clampedLine(line), in: bytes)
      appendLine(literal[start..<end], in: range, to: &map, at: text.count)
      ranges.append(text.count..<text.count + end - start)
      text += literal[start..<end]
      text.append(0x0A)
      start = next
      line += 1
    }
    if map.pieces.isEmpty {
      let place = lines.range(clampedLine(firstLine - 1), in: bytes).upperBound
      map.append(text: 0, file: place, fileEnd: place)
    }
    return (String(decoding: text, as: UTF8.self), map, ranges)
  }

  /// Maps a line of code, which is the end of its line in the file. Where a list's indentation ends within a tab,
  /// cmark puts spaces that the file does not have; those stand at the place of the tab.
  private func appendLine(
    _ content: Slice<UnsafeBufferPointer<UInt8>>, in range: Range<Int>, to map: inout SourceMap, at text: Int
  ) {
    var spaces = 0
    var rest = content
    while true {
      let file = range.upperBound - rest.count
      if file >= range.lowerBound, bytes[file..<range.upperBound].elementsEqual(rest) {
        if spaces > 0 { map.append(text: text, file: file, fileEnd: file) }
        map.append(text: text + spaces, file: file, fileEnd: range.upperBound)
        return
      }
      guard rest.first == 0x20 else { break }
      rest = rest.dropFirst()
      spaces += 1
    }
    map.append(text: text, file: range.lowerBound, fileEnd: range.upperBound)
  }

  mutating func convertCode(_ node: MarkdownNode, into blocks: inout [Block]) {
    let fence = Int(markdown_fence_length(node.pointer))
    let isFenced = fence > 0
    let info = markdown_info(node.pointer).string
    let first = isFenced ? node.startLine + 1 : node.startLine
    let (text, map, ranges) = codeText(node, firstLine: first)
    let start = blockStart(of: node)
    let fenceSpan = Span(start.start, lines.range(clampedLine(node.startLine), in: bytes).upperBound)
    var lastLine = first + max(0, ranges.count - 1)
    let isClosed = isFenced && closesFence(first + ranges.count, markdown_fence_character(node.pointer), fence)
    if isClosed { lastLine = first + ranges.count }
    if isFenced, ranges.isEmpty, !isClosed { lastLine = node.startLine }
    let span = Span(start.start, max(fenceSpan.end, lines.range(clampedLine(lastLine), in: bytes).upperBound))

    if let words = cellInfo(info) {
      if isInFootnote {
        reportCellInFootnote(at: fenceSpan)
      } else {
        if !isClosed { reportUnclosedFence(node, fenceSpan, fence) }
        reportFenceWords(words, fenceSpan)
        addCell(text, map, ranges, span, fenceSpan)
        blocks.append(Block(.cell(cells.count - 1), span))
        return
      }
    }
    let code = CodeBlock(info: info, text: text, map: map)
    if isFenced, code.language == "math" {
      let formula = makeFormula(
        text.hasSuffix("\n") ? String(text.dropLast()) : text, map, isDisplay: true,
        attributes: attributes(inInfo: info, fenceSpan))
      addFormulaTarget(formula)
      blocks.append(Block(.formula(formula), span))
      return
    }
    if isFenced, code.language == "output", case .cell(let index)? = blocks.last?.kind,
      cells[index].expectedOutput == nil
    {
      cells[index].expectedOutput = Cell.ExpectedOutput(text: text, span: span, map: map)
      return
    }
    blocks.append(Block(.code(code), span))
  }

  /// Whether a line ends a fence: nothing but the markers of containers, and enough of the fence's characters.
  private func closesFence(_ line: Int, _ character: UInt8, _ length: Int) -> Bool {
    guard line <= lines.count else { return false }
    var text = bytes[lines.range(line, in: bytes)]
    while let last = text.last, last == 0x20 || last == 0x09 { text = text.dropLast() }
    var count = 0
    while text.last == character {
      text = text.dropLast()
      count += 1
    }
    return count >= length && text.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ">") }
  }

  private mutating func reportUnclosedFence(_ node: MarkdownNode, _ span: Span, _ length: Int) {
    let fence = String(repeating: Character(Unicode.Scalar(markdown_fence_character(node.pointer))), count: length)
    report(
      "unclosed-fence", "this fence is never closed", at: span,
      hint: "end the cell with \(fence) on a line of its own")
  }

  /// For the info string of a cell's fence, what stands in it besides `nabla`; `nil` for other fences.
  func cellInfo(_ info: String) -> Substring? {
    let info = info.drop { $0 == " " || $0 == "\t" }
    var rest: Substring
    if info.hasPrefix("{nabla") {
      guard let close = info.firstIndex(of: "}") else { return nil }
      rest = info[info.index(info.startIndex, offsetBy: 6)..<close]
      guard rest.isEmpty || rest.first == " " || rest.first == "," else { return nil }
      rest = rest.isEmpty ? info[info.index(after: close)...] : rest
    } else if info.hasPrefix("nabla") {
      rest = info.dropFirst(5)
      guard rest.isEmpty || rest.first == " " || rest.first == "\t" || rest.first == "\r" else { return nil }
    } else {
      return nil
    }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    while let first = rest.first, first.isWhitespace || first == "," { rest = rest.dropFirst() }
    return rest
  }

  private mutating func reportFenceWords(_ words: Substring, _ span: Span) {
    guard !words.isEmpty else { return }
    report(
      .warning, "fence-words", "`\(words)` behind `nabla` has no effect", at: span,
      hint: "options are written on lines that begin with `#|`, such as `#| echo: false`")
  }

  private mutating func addCell(
    _ text: String, _ map: SourceMap, _ ranges: [Range<Int>], _ span: Span, _ fenceSpan: Span
  ) {
    let utf8 = Array(text.utf8)
    var cellLines: [Cell.Line] = []
    var isHead = true
    for range in ranges {
      let line = utf8[range]
      isHead = isHead && line.starts(with: [UInt8(ascii: "#"), UInt8(ascii: "|")])
      cellLines.append(Cell.Line(role: isHead ? .option : isHidden(line) ? .hidden : .code, range: range))
    }
    let index = cells.count
    let options = readCellOptions(utf8, cellLines, map)
    let isPart = options.starter != nil || options.solution != nil || options.check != nil
    if let label = options.label, !isPart || !label.isEmpty {
      addTarget(label, .cell(index), at: options.span(of: "label") ?? fenceSpan)
    }
    cells.append(
      Cell(
        index: index, source: text, lines: cellLines, options: options, map: map, span: span, fenceSpan: fenceSpan,
        expectedOutput: nil, section: section, placeInSection: cellsInSection))
    cellsInSection += 1
  }

  /// Whether a line ends with `# hide`.
  private func isHidden(_ line: ArraySlice<UInt8>) -> Bool {
    var line = line
    while let last = line.last, last == 0x20 || last == 0x09 { line = line.dropLast() }
    guard line.count >= 6, line.suffix(4).elementsEqual("hide".utf8) else { return false }
    line = line.dropLast(4)
    guard line.last == 0x20 else { return line.last == UInt8(ascii: "#") && isCommentStart(line.dropLast()) }
    while line.last == 0x20 { line = line.dropLast() }
    return line.last == UInt8(ascii: "#") && isCommentStart(line.dropLast())
  }

  /// Whether a `#` behind this text stands alone.
  private func isCommentStart(_ before: ArraySlice<UInt8>) -> Bool {
    guard let last = before.last else { return true }
    return last == 0x20 || last == 0x09 || last == UInt8(ascii: ";")
  }

  // MARK: - Formulas

  mutating func convertFormulaBlock(_ node: MarkdownNode) -> Block {
    let start = blockStart(of: node)
    let firstLine = lines.range(clampedLine(node.startLine), in: bytes)
    var (text, map, ranges) = codeText(node, firstLine: node.startLine + 1)
    let lastLine = clampedLine(node.startLine + ranges.count)
    let span = Span(start.start, max(firstLine.upperBound, lines.range(lastLine, in: bytes).upperBound))

    var attributes: Attributes?
    if markdown_formula_is_closed(node.pointer) {
      var tex = Array(text.utf8)
      // Behind the last `$$` stand at most attributes.
      if let close = tex.indices.dropLast().last(where: { tex[$0] == UInt8(ascii: "$") && tex[$0 + 1] == tex[$0] }) {
        let tail = tex[(close + 2)...].drop { $0 <= 0x20 }
        if !tail.isEmpty { attributes = readAttributes(tail, at: map.fileOffset(of: tail.startIndex)) }
        tex.removeSubrange(close...)
      }
      text = String(decoding: tex, as: UTF8.self)
    } else {
      report(
        "unclosed-formula", "this formula is never closed", at: Span(start.start, min(start.start + 2, span.end)),
        hint: "end it with `$$` on a line of its own")
    }
    // `$$ x` on the opening line: cmark reads that as a fence's info string, and unescapes it.
    let head = bytes[min(start.start + 2, firstLine.upperBound)..<firstLine.upperBound]
    if head.contains(where: { $0 > 0x20 }) {
      var joined = SourceMap(pieces: [.init(text: 0, file: head.startIndex, fileEnd: head.endIndex)])
      for piece in map.pieces {
        joined.append(text: piece.text + head.count + 1, file: piece.file, fileEnd: piece.fileEnd)
      }
      text = String(decoding: head, as: UTF8.self) + "\n" + text
      map = joined
    }
    while let last = text.utf8.last, last <= 0x20 { text.unicodeScalars.removeLast() }
    let formula = makeFormula(text, map, isDisplay: true, attributes: attributes)
    addFormulaTarget(formula)
    return Block(.formula(formula), span)
  }

  /// Attributes of a `math` fence, as in ```` ```math {#eq-x} ````.
  private mutating func attributes(inInfo info: String, _ span: Span) -> Attributes? {
    guard let brace = info.utf8.firstIndex(of: UInt8(ascii: "{")) else { return nil }
    let text = Array(info.utf8[brace...])
    return readAttributes(text[...], at: max(span.start, span.end - text.count))
  }

  /// A formula, with the values in it.
  mutating func makeFormula(
    _ tex: String, _ map: SourceMap, isDisplay: Bool, attributes: Attributes? = nil
  ) -> Formula {
    Formula(tex: tex, isDisplay: isDisplay, values: findValues(in: tex, map), attributes: attributes, map: map)
  }

  /// The `\val{expression}` in a formula.
  private mutating func findValues(in tex: String, _ map: SourceMap) -> [Formula.Value] {
    guard frontMatter.evaluatesInlineValues, tex.utf8.contains(UInt8(ascii: "\\")) else { return [] }
    let text = Array(tex.utf8)
    let command = Array("\\val".utf8)
    var found: [Formula.Value] = []
    var at = 0
    while at < text.count {
      guard text[at] == command[0] else {
        at += 1
        continue
      }
      guard text[at...].starts(with: command) else {
        at += 2
        continue
      }
      var open = at + command.count
      while open < text.count, text[open] == 0x20 { open += 1 }
      guard open < text.count, text[open] == UInt8(ascii: "{") else {
        at += command.count
        continue
      }
      guard let close = closingBrace(text, from: open) else {
        report(
          "unclosed-value", "`\\val{` is never closed", at: map.fileSpan(of: Span(at, open + 1)),
          hint: "braces inside the expression must balance")
        break
      }
      found.append(Formula.Value(range: at..<close + 1, index: values.count))
      addValue(
        String(decoding: text[open + 1..<close], as: UTF8.self), .formula, map.fileSpan(of: Span(at, close + 1)),
        map.dropping(first: open + 1))
      at = close + 1
    }
    return found
  }

  private func closingBrace(_ text: [UInt8], from open: Int) -> Int? {
    var depth = 0
    for offset in open..<text.count {
      if text[offset] == UInt8(ascii: "{") { depth += 1 }
      if text[offset] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return offset }
      }
    }
    return nil
  }

  mutating func addValue(_ expression: String, _ form: InlineValue.Form, _ span: Span, _ map: SourceMap) {
    if expression.allSatisfy(\.isWhitespace) {
      report("empty-value", "there is no expression to evaluate", at: span)
    }
    values.append(InlineValue(index: values.count, expression: expression, form: form, span: span, map: map))
  }
}
