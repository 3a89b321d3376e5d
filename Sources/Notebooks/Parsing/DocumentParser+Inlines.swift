// The conversion of cmark's inlines.

import CMarkdown
import Syntax

extension DocumentParser {
  /// Converts the children of a block or inline, whose text is `text`.
  mutating func convertInlines(of parent: MarkdownNode, in text: inout LeafText, depth: Int) -> [Inline] {
    var inlines: [Inline] = []
    var node = parent.firstChild
    while let current = node {
      convertInline(current, in: &text, depth: depth, into: &inlines)
      node = current.next
    }
    if inlines.contains(where: { if case .softBreak = $0.kind { true } else { false } }) { joinCitations(&inlines) }
    attachAttributes(&inlines)
    return inlines
  }

  private mutating func convertInline(
    _ node: MarkdownNode, in text: inout LeafText, depth: Int, into inlines: inout [Inline]
  ) {
    switch node.kind {
    case MARKDOWN_TEXT:
      let range = text.takeText(node)
      appendText(node.literal, range, text, to: &inlines)
    case MARKDOWN_SOFT_BREAK:
      inlines.append(Inline(.softBreak, breakSpan(text.takeBreak(), text)))
    case MARKDOWN_LINE_BREAK:
      inlines.append(Inline(.lineBreak, breakSpan(text.takeBreak(), text)))
    case MARKDOWN_CODE: inlines.append(convertCodeSpan(node, in: &text))
    case MARKDOWN_FORMULA: inlines.append(convertFormula(node, in: &text))
    case MARKDOWN_HTML_INLINE:
      inlines.append(Inline(.html(node.literal.string), fileSpan(text.takeHTML(node), text)))
    case MARKDOWN_EMPHASIS: convertSpan(node, 1, in: &text, depth: depth, into: &inlines) { .emphasis($0) }
    case MARKDOWN_STRONG: convertSpan(node, 2, in: &text, depth: depth, into: &inlines) { .strong($0) }
    case MARKDOWN_STRIKETHROUGH_SPAN:
      convertSpan(node, 1, in: &text, depth: depth, into: &inlines) { .strikethrough($0) }
    case MARKDOWN_LINK, MARKDOWN_IMAGE: convertLink(node, in: &text, depth: depth, into: &inlines)
    case MARKDOWN_FOOTNOTE_REFERENCE: convertFootnoteReference(node, in: &text, into: &inlines)
    default: break
    }
  }

  func fileSpan(_ range: Range<Int>, _ text: LeafText) -> Span {
    text.map.fileSpan(of: Span(range.lowerBound, range.upperBound))
  }

  /// The place of a line break, to the beginning of the next line.
  private func breakSpan(_ range: Range<Int>, _ text: LeafText) -> Span {
    let start = text.map.fileOffset(of: range.lowerBound)
    var end = start
    if end < bytes.count, bytes[end] == 0x0D { end += 1 }
    if end < bytes.count, bytes[end] == 0x0A { end += 1 }
    return Span(start, end)
  }

  /// Converts what stands below an inline that nests too deeply, without recursion and without its markup.
  private mutating func convertLeaves(below root: MarkdownNode, in text: inout LeafText, into inlines: inout [Inline]) {
    var node = root.firstChild
    while let current = node {
      if let child = current.firstChild {
        node = child
        continue
      }
      convertInline(current, in: &text, depth: 0, into: &inlines)
      var last: MarkdownNode? = current
      while let candidate = last, candidate != root, candidate.next == nil { last = candidate.parent }
      node = last == root ? nil : last?.next
    }
  }

  private mutating func convertSpan(
    _ node: MarkdownNode, _ marker: Int, in text: inout LeafText, depth: Int, into inlines: inout [Inline],
    make: ([Inline]) -> Inline.Kind
  ) {
    guard depth < Notebook.maximumNesting else {
      convertLeaves(below: node, in: &text, into: &inlines)
      return
    }
    let content = convertInlines(of: node, in: &text, depth: depth + 1)
    guard let first = content.first, let last = content.last else { return }
    inlines.append(
      Inline(make(content), Span(max(0, first.span.start - marker), min(bytes.count, last.span.end + marker))))
    text.advance(to: text.cursor + marker)
  }

  private mutating func convertLink(
    _ node: MarkdownNode, in text: inout LeafText, depth: Int, into inlines: inout [Inline]
  ) {
    guard depth < Notebook.maximumNesting else {
      convertLeaves(below: node, in: &text, into: &inlines)
      return
    }
    let isImage = node.kind == MARKDOWN_IMAGE
    let before = text.cursor
    var start = text.find(UInt8(ascii: isImage ? "!" : "["))
    let isAutolink = !isImage && (before == text.content.count || text.content[before] != UInt8(ascii: "["))
    if isAutolink { start = before }
    text.advance(to: start)
    let content = convertInlines(of: node, in: &text, depth: depth + 1)
    text.takeLinkTail()
    var span = fileSpan(start..<max(start, text.cursor), text)
    if isAutolink, let first = content.first, let last = content.last {
      span = Span(min(span.start, first.span.start), max(span.end, last.span.end))
    }
    let destination = markdown_destination(node.pointer).string
    let title = markdown_title(node.pointer).string
    if isImage {
      inlines.append(
        Inline(.image(Image(source: destination, title: title, description: content, attributes: nil)), span))
    } else {
      inlines.append(Inline(.link(Link(destination: destination, title: title, content: content)), span))
    }
  }

  private mutating func convertFootnoteReference(
    _ node: MarkdownNode, in text: inout LeafText, into inlines: inout [Inline]
  ) {
    guard let definition = MarkdownNode(markdown_footnote_definition(node.pointer)),
      let index = footnoteIndices[definition]
    else { return }
    let start = text.find(UInt8(ascii: "["))
    var end = start
    while end < text.content.count, text.content[end] != UInt8(ascii: "]") { end += 1 }
    end = min(text.content.count, end + 1)
    text.advance(to: end)
    footnotes[index].referenceCount += 1
    inlines.append(
      Inline(
        .footnoteReference(FootnoteReference(footnote: index, occurrence: footnotes[index].referenceCount)),
        fileSpan(start..<end, text)))
  }

  // MARK: - Code and formulas

  private mutating func convertCodeSpan(_ node: MarkdownNode, in text: inout LeafText) -> Inline {
    let literal = node.literal
    let place = text.takeCode(node)
    let span = fileSpan(place.span, text)
    guard frontMatter.evaluatesInlineValues, let prefix = valuePrefix(literal),
      !place.inner.isEmpty, text.content[place.inner.lowerBound] == literal[0]
    else { return Inline(.code(literal.string), span) }
    let index = values.count
    let expression = UnsafeBufferPointer(rebasing: literal[prefix...]).string
    addValue(expression, .codeSpan, span, text.map.dropping(first: place.inner.lowerBound + prefix))
    return Inline(.value(index), span)
  }

  /// The length of `= ` or `{nabla} ` at the start of a code span.
  private func valuePrefix(_ literal: UnsafeBufferPointer<UInt8>) -> Int? {
    for prefix: StaticString in ["= ", "{nabla} "] {
      let size = prefix.utf8CodeUnitCount
      if literal.count >= size,
        literal[..<size].elementsEqual(UnsafeBufferPointer(start: prefix.utf8Start, count: size))
      {
        return size
      }
    }
    return nil
  }

  private mutating func convertFormula(_ node: MarkdownNode, in text: inout LeafText) -> Inline {
    let place = markdown_formula_place(node.pointer)
    let start = min(place.start, text.content.count)
    let end = min(place.end, text.content.count)
    let delimiter = Int(place.delimiter)
    text.advance(to: end)
    var tex: [UInt8] = []
    var map = SourceMap()
    var line = start + delimiter
    let inner = min(line, end)..<max(min(line, end), end - delimiter)
    while line < inner.upperBound {
      var stop = line
      while stop < inner.upperBound, text.content[stop] != 0x0A { stop += 1 }
      let next = stop + 1
      let hasBreak = stop < inner.upperBound
      if stop > line, text.content[stop - 1] == 0x0D { stop -= 1 }
      for piece in text.map.dropping(first: line).pieces where piece.text <= stop - line {
        map.append(text: tex.count + piece.text, file: piece.file, fileEnd: piece.fileEnd)
      }
      tex += text.content[line..<stop]
      if hasBreak { tex.append(0x0A) }
      line = next
    }
    let formula = makeFormula(String(decoding: tex, as: UTF8.self), map, isDisplay: place.display)
    return Inline(.formula(formula), fileSpan(start..<end, text))
  }

  func withoutCarriageReturns(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.contains(0x0D) else { return bytes.string }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for (offset, byte) in bytes.enumerated() {
      if byte == 0x0D, offset + 1 < bytes.count, bytes[offset + 1] == 0x0A { continue }
      text.append(byte == 0x0D ? 0x0A : byte)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension DocumentParser {
  /// Parses text from elsewhere, such as a caption, as the contents of a paragraph.
  mutating func parseInlines(_ text: String, _ map: SourceMap) -> [Inline] {
    // Most captions are plain words.
    let special = "\\`*_[]<>&!$~@:.{".utf8
    guard text.utf8.contains(where: { special.contains($0) || $0 < 0x20 }) else {
      return text.isEmpty ? [] : [Inline(.text(text), map.fileSpan(of: Span(0, text.utf8.count)))]
    }
    var text = text
    let features = MarkdownFeatures.notebook.subtracting(.footnotes)
    let root = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        markdown_parse_inlines($0.baseAddress, $0.count, features.rawValue)
      }
    }
    defer { markdown_free(root) }
    guard let paragraph = MarkdownNode(root)?.firstChild else { return [] }
    var leaf = LeafText(
      content: paragraph.content, map: map, firstLine: paragraph.startLine,
      columnOffset: paragraph.startColumn - 1 + paragraph.internalOffset)
    isInCaption = true
    defer { isInCaption = false }
    return convertInlines(of: paragraph, in: &leaf, depth: 0)
  }
}
