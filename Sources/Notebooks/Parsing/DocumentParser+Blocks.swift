// The conversion of cmark's blocks.

import CMarkdown
import Syntax

extension DocumentParser {
  /// Converts a node and its following siblings.
  mutating func convertBlocks(_ first: MarkdownNode?, depth: Int) -> [Block] {
    var blocks: [Block] = []
    var node = first
    while let current = node {
      convertBlock(current, depth: depth, into: &blocks)
      node = current.next
    }
    return blocks
  }

  private mutating func convertBlock(_ node: MarkdownNode, depth: Int, into blocks: inout [Block]) {
    switch node.kind {
    case MARKDOWN_PARAGRAPH: convertParagraph(node, into: &blocks)
    case MARKDOWN_HEADING: blocks.append(convertHeading(node))
    case MARKDOWN_CODE_BLOCK: convertCode(node, into: &blocks)
    case MARKDOWN_FORMULA_BLOCK: blocks.append(convertFormulaBlock(node))
    case MARKDOWN_TABLE: blocks.append(convertTable(node))
    case MARKDOWN_HTML_BLOCK: blocks.append(convertHTML(node))
    case MARKDOWN_THEMATIC_BREAK:
      let start = blockStart(of: node).start
      let line = lines.range(clampedLine(node.startLine), in: bytes)
      blocks.append(Block(.thematicBreak, Span(min(start, line.upperBound), line.upperBound)))
    case MARKDOWN_QUOTE, MARKDOWN_LIST:
      if depth >= Notebook.maximumNesting {
        reportNesting(at: blockStart(of: node))
        convertLeaves(below: node, into: &blocks)
      } else if node.kind == MARKDOWN_LIST {
        blocks.append(convertList(node, depth: depth))
      } else {
        blocks.append(convertQuote(node, depth: depth))
      }
    default: break
    }
  }

  private mutating func reportNesting(at span: Span) {
    guard !reportedNesting else { return }
    reportedNesting = true
    report(
      "nesting-too-deep", "lists and quotes nest more than \(Notebook.maximumNesting) levels deep", at: span,
      hint: "what is deeper is shown at this level")
  }

  /// Converts the blocks below a container that are not containers themselves, without recursion.
  private mutating func convertLeaves(below root: MarkdownNode, into blocks: inout [Block]) {
    var node = root.firstChild
    while let current = node {
      switch current.kind {
      case MARKDOWN_QUOTE, MARKDOWN_LIST, MARKDOWN_ITEM:
        if let child = current.firstChild {
          node = child
          continue
        }
      default: convertBlock(current, depth: Notebook.maximumNesting, into: &blocks)
      }
      var last: MarkdownNode? = current
      while let candidate = last, candidate != root, candidate.next == nil { last = candidate.parent }
      node = last == root ? nil : last?.next
    }
  }

  // MARK: - Places

  func clampedLine(_ line: Int) -> Int { max(1, min(line, lines.count)) }

  /// The place where a block begins, as an empty span.
  func blockStart(of node: MarkdownNode) -> Span {
    let line = lines.range(clampedLine(node.startLine), in: bytes)
    let start = min(line.upperBound, line.lowerBound + max(0, node.startColumn - 1))
    return Span(start, start)
  }

  /// Maps the lines of a block's contents, each of which is the end of a line of the file. `line` is the number of
  /// the first one; reference definitions before them may have been dropped, so that it can be later.
  func leafMap(_ content: UnsafeBufferPointer<UInt8>, line: Int, lastLine: Int) -> SourceMap {
    var parts: [Range<Int>] = []
    var start = 0
    while start < content.count {
      var end = start
      while end < content.count, content[end] != 0x0A { end += 1 }
      let next = end + 1
      if end > start, content[end - 1] == 0x0D { end -= 1 }
      parts.append(start..<end)
      start = next
    }
    var candidate = max(1, line)
    while !parts.isEmpty, candidate <= min(lastLine, lines.count) {
      if let found = leafMap(content, parts, at: candidate) { return found }
      candidate += 1
    }
    let range = lines.range(clampedLine(line), in: bytes)
    return SourceMap(pieces: [.init(text: 0, file: range.lowerBound, fileEnd: range.upperBound)])
  }

  private func leafMap(
    _ content: UnsafeBufferPointer<UInt8>, _ parts: [Range<Int>], at firstLine: Int
  ) -> SourceMap? {
    var map = SourceMap()
    for (index, part) in parts.enumerated() {
      guard firstLine + index <= lines.count else { return nil }
      let range = lines.range(firstLine + index, in: bytes)
      let file = range.upperBound - part.count
      guard file >= range.lowerBound, bytes[file..<range.upperBound].elementsEqual(content[part]) else { return nil }
      map.append(text: part.lowerBound, file: file, fileEnd: range.upperBound)
    }
    return map
  }

  // MARK: - Paragraphs and headings

  /// The text of a paragraph. One that stands before a table on the same lines has no place of its own.
  private func paragraphText(_ node: MarkdownNode) -> LeafText {
    var line = node.startLine
    if line == 0, let next = node.next { line = next.startLine }
    let content = node.content
    let map = leafMap(content, line: line, lastLine: max(node.endLine, line))
    return LeafText(
      content: content, map: map, firstLine: node.startLine,
      columnOffset: node.startColumn - 1 + node.internalOffset)
  }

  private func span(of text: LeafText) -> Span {
    var end = text.content.count
    while end > 0, text.content[end - 1] <= 0x20 { end -= 1 }
    return text.map.fileSpan(of: Span(0, end))
  }

  private mutating func convertParagraph(_ node: MarkdownNode, into blocks: inout [Block]) {
    var text = paragraphText(node)
    let span = span(of: text)
    var inlines = convertInlines(of: node, in: &text, depth: 0)
    guard !inlines.isEmpty else { return }
    if let caption = takeTableCaption(&inlines, after: blocks.last) {
      blocks[blocks.count - 1] = caption
      return
    }
    if inlines.count == 1 {
      switch inlines[0].kind {
      case .formula(let formula) where formula.isDisplay:
        blocks.append(Block(.formula(formula), span))
        return
      case .image(let image):
        blocks.append(Block(.figure(image), span))
        return
      default: break
      }
    }
    blocks.append(Block(.paragraph(inlines), span))
  }

  private mutating func convertHeading(_ node: MarkdownNode) -> Block {
    let content = node.content
    let map: SourceMap
    let line = clampedLine(node.startLine)
    let range = lines.range(line, in: bytes)
    if markdown_heading_is_setext(node.pointer) {
      map = leafMap(content, line: line, lastLine: max(line, node.endLine))
    } else {
      var start = range.lowerBound + max(0, node.startColumn - 1) + node.internalOffset
      start = min(start, range.upperBound)
      map = SourceMap(pieces: [.init(text: 0, file: start, fileEnd: range.upperBound)])
    }
    var text = LeafText(
      content: content, map: map, firstLine: node.startLine,
      columnOffset: node.startColumn - 1 + node.internalOffset)
    let span = blockStart(of: node).union(self.span(of: text))
    var inlines = convertInlines(of: node, in: &text, depth: 0)
    let attributes = takeTrailingAttributes(&inlines)
    let id: String
    if let written = attributes?.id {
      id = written
      headingIDs[id] = headingIDs[id] ?? 0
    } else {
      id = madeID(for: inlines.plainText)
    }
    addTarget(id, .heading, at: attributes?.span ?? span)
    if !isInFootnote {
      section = id
      cellsInSection = 0
    }
    let level = Int(markdown_heading_level(node.pointer))
    return Block(.heading(Heading(level: level, content: inlines, id: id, attributes: attributes)), span)
  }

  private func convertHTML(_ node: MarkdownNode) -> Block {
    let literal = node.literal
    let map = leafMap(literal, line: node.startLine, lastLine: node.startLine)
    let span = map.fileSpan(of: Span(0, literal.last == 0x0A ? literal.count - 1 : literal.count))
    return Block(.html(withoutCarriageReturns(literal)), span)
  }

  // MARK: - Containers

  private mutating func convertList(_ node: MarkdownNode, depth: Int) -> Block {
    var items: [List.Item] = []
    var span = blockStart(of: node)
    var child = node.firstChild
    while let item = child {
      let content = convertBlocks(item.firstChild, depth: depth + 1)
      var itemSpan = blockStart(of: item)
      if let last = content.last { itemSpan = Span(itemSpan.start, max(itemSpan.end, last.span.end)) }
      span = Span(span.start, max(span.end, itemSpan.end))
      let checked = markdown_item_checked(item.pointer)
      items.append(List.Item(content: content, isChecked: checked < 0 ? nil : checked != 0, span: itemSpan))
      child = item.next
    }
    let start = Int(markdown_list_start(node.pointer))
    let list = List(start: start < 0 ? nil : start, isTight: markdown_list_is_tight(node.pointer), items: items)
    return Block(.list(list), span)
  }

  private mutating func convertQuote(_ node: MarkdownNode, depth: Int) -> Block {
    let start = blockStart(of: node)
    guard let first = node.firstChild, first.kind == MARKDOWN_PARAGRAPH, let kind = callOutKind(first) else {
      let content = convertBlocks(node.firstChild, depth: depth + 1)
      return Block(.quote(content), Span(start.start, max(start.end, content.last?.span.end ?? 0)))
    }
    var text = paragraphText(first)
    let markerSpan = text.map.fileSpan(of: Span(0, kind.length))
    let firstSpan = span(of: text)
    var inlines = convertInlines(of: first, in: &text, depth: 0)
    let breakIndex = inlines.firstIndex {
      switch $0.kind {
      case .softBreak, .lineBreak: true
      default: false
      }
    }
    var body: [Inline] = []
    if let breakIndex {
      body = Array(inlines[(breakIndex + 1)...])
      inlines.removeSubrange(breakIndex...)
    }
    dropText(kind.length, from: &inlines)
    let attributes = takeTrailingAttributes(&inlines)
    if let id = attributes?.id { addTarget(id, .callOut(kind.kind), at: attributes?.span ?? markerSpan) }
    var content: [Block] = []
    if let opening = body.first {
      content.append(Block(.paragraph(body), Span(opening.span.start, firstSpan.end)))
    }
    var child = first.next
    while let current = child {
      convertBlock(current, depth: depth + 1, into: &content)
      child = current.next
    }
    let callOut = CallOut(
      kind: kind.kind, title: inlines, attributes: attributes, content: content, markerSpan: markerSpan)
    return Block(.callOut(callOut), Span(start.start, max(firstSpan.end, content.last?.span.end ?? 0)))
  }

  /// The kind of call-out that a quote's first paragraph opens, with the length of `[!KIND]`.
  private mutating func callOutKind(_ paragraph: MarkdownNode) -> (kind: CallOut.Kind, length: Int)? {
    let content = paragraph.content
    guard content.count > 3, content[0] == UInt8(ascii: "["), content[1] == UInt8(ascii: "!") else { return nil }
    guard let close = content.prefix(40).firstIndex(of: UInt8(ascii: "]")) else { return nil }
    let name = String(decoding: content[2..<close], as: UTF8.self).lowercased()
    if let kind = CallOut.Kind(rawValue: name) { return (kind, close + 1) }
    if !name.isEmpty, name.utf8.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }) {
      let text = paragraphText(paragraph)
      let similar = suggestion(for: name, among: CallOut.Kind.allCases.map(\.rawValue))
      report(
        .warning, "unknown-call-out", "`[!\(name.uppercased())]` is not a kind of call-out",
        at: text.map.fileSpan(of: Span(0, close + 1)),
        hint: similar.map { "did you mean `[!\($0.uppercased())]`?" } ?? "it is shown as a quote")
    }
    return nil
  }

  /// Removes the first bytes of the text that inlines begin with, and the space behind them.
  private func dropText(_ count: Int, from inlines: inout [Inline]) {
    guard let first = inlines.first, case .text(let text) = first.kind, text.utf8.count >= count else { return }
    let rest = String(decoding: text.utf8.dropFirst(count).drop { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
    if rest.isEmpty {
      inlines.removeFirst()
    } else {
      let start = first.span.start + text.utf8.count - rest.utf8.count
      inlines[0] = Inline(.text(rest), Span(min(start, first.span.end), first.span.end))
    }
  }
}
