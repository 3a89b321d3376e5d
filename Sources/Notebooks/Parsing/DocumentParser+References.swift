// References and citations, which are recognised in plain text.

import CMarkdown
import Syntax

extension DocumentParser {
  /// Appends a text node, split at references and citations.
  mutating func appendText(
    _ literal: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ text: LeafText, to inlines: inout [Inline]
  ) {
    guard literal.contains(UInt8(ascii: "@")) else {
      if !literal.isEmpty { inlines.append(Inline(.text(literal.string), fileSpan(range, text))) }
      return
    }
    var plainStart = 0
    var at = 0
    // Places are asked for from left to right, except that a piece of text begins before the mark that ends it.
    var reached = (literal: 0, content: range.lowerBound)
    var flushed = reached
    func place(_ index: Int) -> Int {
      if index < reached.literal { reached = flushed }
      text.advance(&reached, to: index, in: literal)
      return reached.content
    }
    func flush(upTo end: Int) {
      guard end > plainStart else { return }
      let content = UnsafeBufferPointer(rebasing: literal[plainStart..<end]).string
      let start = place(plainStart)
      flushed = reached
      inlines.append(Inline(.text(content), fileSpan(start..<place(end), text)))
    }
    /// Whether the character was written with a backslash, which makes it plain text.
    func isEscaped(_ index: Int) -> Bool {
      let offset = place(index)
      return offset < text.content.count && text.content[offset] == UInt8(ascii: "\\")
    }
    while at < literal.count {
      switch literal[at] {
      case UInt8(ascii: "["):
        guard let close = closingBracket(literal, at), let items = citationItems(literal, at + 1, close),
          !isEscaped(at)
        else {
          at += 1
          continue
        }
        flush(upTo: at)
        let placed = items.map { item in
          var item = item
          item.span = fileSpan(place(item.span.start)..<place(item.span.end), text)
          return item
        }
        appendCitation(placed, fileSpan(place(at)..<place(close + 1), text), to: &inlines)
        at = close + 1
        plainStart = at
      case UInt8(ascii: "@"):
        guard at == 0 || !isWordByte(literal[at - 1]), let end = nameEnd(literal, at + 1) else {
          at += 1
          continue
        }
        let id = UnsafeBufferPointer(rebasing: literal[at + 1..<end]).string
        guard let kind = ReferenceKind(id: id), !isEscaped(at) else {
          at = end
          continue
        }
        flush(upTo: at)
        inlines.append(Inline(.reference(Reference(kind: kind, id: id)), fileSpan(place(at)..<place(end), text)))
        at = end
        plainStart = end
      default: at += 1
      }
    }
    flush(upTo: literal.count)
  }

  /// References in brackets stay references; everything else is a citation.
  private func appendCitation(_ items: [Citation.Item], _ span: Span, to inlines: inout [Inline]) {
    let kinds = items.map { ReferenceKind(id: $0.key) }
    guard !kinds.contains(where: { $0 == nil }) else {
      inlines.append(Inline(.citation(Citation(items: items)), span))
      return
    }
    // Together they take the place of the brackets.
    var start = span.start
    for (index, item) in items.enumerated() {
      guard let kind = kinds[index] else { continue }
      let end = index == items.count - 1 ? span.end : item.span.end
      let reference = Reference(
        kind: kind, id: item.key, before: (index > 0 ? ", " : "") + (item.prefix.isEmpty ? "" : item.prefix + " "),
        after: item.suffix.isEmpty ? "" : ", " + item.suffix)
      inlines.append(Inline(.reference(reference), Span(start, end)))
      start = end
    }
  }

  /// Makes citations of brackets that hold line breaks, which cmark gives in pieces.
  func joinCitations(_ inlines: inout [Inline]) {
    var index = 0
    while index < inlines.count {
      if let (first, last, parts) = citation(beginningIn: index, of: inlines) {
        inlines.replaceSubrange(first...last, with: parts)
        // The text behind it may begin another one.
        if case .text? = parts.last?.kind, parts.count > 1 { index += parts.count - 1 } else { index += parts.count }
      } else {
        index += 1
      }
    }
  }

  /// The inlines from the one at `index` to the one that closes a citation begun in it, and what they stand for.
  private func citation(beginningIn index: Int, of inlines: [Inline]) -> (first: Int, last: Int, parts: [Inline])? {
    guard case .text(let opening) = inlines[index].kind, index + 2 < inlines.count, case .softBreak = inlines[index + 1].kind,
      let open = opening.utf8.lastIndex(of: UInt8(ascii: "[")), !opening[open...].utf8.contains(UInt8(ascii: "]"))
    else { return nil }
    var joined = String(opening[open...])
    // Where in the file the pieces of `joined` begin.
    let start = inlines[index].span.end - joined.utf8.count
    guard start >= 0, start < bytes.count, bytes[start] == UInt8(ascii: "["), start == 0 || bytes[start - 1] != UInt8(ascii: "\\")
    else { return nil }
    var pieces = [(text: 0, file: start)]
    var next = index + 1
    while next + 1 < inlines.count, joined.utf8.count < 1000, case .softBreak = inlines[next].kind,
      case .text(let text) = inlines[next + 1].kind
    {
      joined += " "
      pieces.append((joined.utf8.count, inlines[next + 1].span.start))
      let close = text.utf8.firstIndex(of: UInt8(ascii: "]"))
      let part = close.map { text[...$0] } ?? text[...]
      if part.utf8.contains(UInt8(ascii: "[")) { return nil }
      joined += part
      guard close != nil else {
        next += 2
        continue
      }
      func place(_ offset: Int) -> Int {
        let piece = pieces.last { $0.text <= offset } ?? pieces[0]
        return piece.file + offset - piece.text
      }
      let length = joined.utf8.count
      let items = Array(joined.utf8).withUnsafeBufferPointer { citationItems($0, 1, length - 1) }
      guard var items, items.allSatisfy({ ReferenceKind(id: $0.key) == nil }) else { return nil }
      for item in items.indices { items[item].span = Span(place(items[item].span.start), place(items[item].span.end)) }
      let (before, after) = (String(opening[..<open]), String(text[part.endIndex...]))
      var parts: [Inline] = []
      if !before.isEmpty { parts.append(Inline(.text(before), Span(inlines[index].span.start, start))) }
      parts.append(Inline(.citation(Citation(items: items)), Span(start, place(length))))
      if !after.isEmpty { parts.append(Inline(.text(after), Span(place(length), inlines[next + 1].span.end))) }
      return (index, next + 1, parts)
    }
    return nil
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
      return true
    default: return false
    }
  }

  /// Where a name that begins at `start` ends; punctuation within it counts, at its end it does not.
  private func nameEnd(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
    guard start < text.count, isWordByte(text[start]) else { return nil }
    var end = start + 1
    var offset = end
    while offset < text.count {
      if isWordByte(text[offset]) {
        end = offset + 1
      } else if ![UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "/")].contains(text[offset]) {
        break
      }
      offset += 1
    }
    return end
  }

  private func closingBracket(_ text: UnsafeBufferPointer<UInt8>, _ open: Int) -> Int? {
    var offset = open + 1
    while offset < text.count, offset - open < 1000 {
      if text[offset] == UInt8(ascii: "]") { return offset }
      if text[offset] == UInt8(ascii: "[") { return nil }
      offset += 1
    }
    return nil
  }

  /// The parts of `see @key, p. 3; @other`, whose spans count in the literal; `nil` if a part has no key.
  private func citationItems(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> [Citation.Item]? {
    var items: [Citation.Item] = []
    for part in text[start..<end].split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      guard let sign = part.indices.first(where: { index in
        part[index] == UInt8(ascii: "@") && (index == part.startIndex || !isWordByte(part[index - 1]))
      }), let keyEnd = nameEnd(text, sign + 1) else { return nil }
      let suppresses = sign > part.startIndex && part[sign - 1] == UInt8(ascii: "-")
      let prefix = String(decoding: part[part.startIndex..<(suppresses ? sign - 1 : sign)], as: UTF8.self)
      var suffix = String(decoding: part[keyEnd..<part.endIndex], as: UTF8.self)
      if suffix.hasPrefix(",") { suffix.removeFirst() }
      items.append(
        Citation.Item(
          key: String(decoding: text[sign + 1..<keyEnd], as: UTF8.self), prefix: prefix.trimmed,
          suffix: suffix.trimmed, suppressesAuthor: suppresses, span: Span(sign, keyEnd)))
    }
    return items
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
