// The text that a block's inlines were parsed from, and the search for their places in it.

import CMarkdown

/// The contents of one paragraph, heading or table cell.
///
/// cmark gives lines and columns for some inlines only, and wrong ones behind lazy continuation lines, links with
/// line breaks and formulas. A place from cmark is therefore a hint that is checked against the text; where it fails,
/// the text ahead of the last known place is searched.
struct LeafText {
  let content: UnsafeBufferPointer<UInt8>
  /// From offsets in `content` to offsets in the file.
  let map: SourceMap
  /// Offsets of the lines of `content`.
  let lineStarts: [Int]
  /// cmark's line and column of the first byte.
  let firstLine: Int
  let columnOffset: Int
  /// Everything before it has been given to some inline.
  var cursor = 0

  /// How far ahead the search for a place goes.
  private static let reach = 4096

  init(content: UnsafeBufferPointer<UInt8>, map: SourceMap, firstLine: Int, columnOffset: Int) {
    self.content = content
    self.map = map
    self.firstLine = firstLine
    self.columnOffset = columnOffset
    var starts = [0]
    for (offset, byte) in content.enumerated() where byte == 0x0A { starts.append(offset + 1) }
    lineStarts = starts
  }

  /// Where cmark says that a node begins.
  private func hint(for node: MarkdownNode) -> Int? {
    let line = node.startLine - firstLine
    guard node.startLine > 0, lineStarts.indices.contains(line) else { return nil }
    let offset = lineStarts[line] + node.startColumn - 1 - columnOffset
    return offset >= cursor && offset <= content.count ? offset : nil
  }

  /// The place of bytes that are a part of `content` itself, not a copy.
  private func offset(ofSlice bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let start = bytes.baseAddress, let base = content.baseAddress, start >= base else { return nil }
    let offset = start - base
    return offset + bytes.count <= content.count ? offset : nil
  }

  /// The range of a text node, and moves the cursor behind it.
  mutating func takeText(_ node: MarkdownNode) -> Range<Int> {
    let literal = node.literal
    let range = locateText(literal, node)
    cursor = range.upperBound
    return range
  }

  private func locateText(_ literal: UnsafeBufferPointer<UInt8>, _ node: MarkdownNode) -> Range<Int> {
    if let offset = offset(ofSlice: literal) { return offset..<offset + literal.count }
    if let hint = hint(for: node), let end = end(of: literal, at: hint) { return hint..<end }
    var offset = cursor
    let limit = min(content.count, cursor + Self.reach)
    while offset < limit {
      if let end = end(of: literal, at: offset) { return offset..<end }
      offset += 1
    }
    return cursor..<cursor
  }

  /// Where the text that reads `literal` ends if it begins at `start`: backslash escapes and entities are undone.
  private func end(of literal: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    var offset = start
    var index = 0
    while index < literal.count {
      guard let step = step(at: offset, literal, index) else { return nil }
      offset += step.content
      index += step.literal
    }
    return offset
  }

  /// How many bytes of the content and of the literal the next character takes, if they agree.
  private func step(
    at offset: Int, _ literal: UnsafeBufferPointer<UInt8>, _ index: Int
  ) -> (content: Int, literal: Int)? {
    guard offset < content.count else { return nil }
    let byte = content[offset]
    if byte == UInt8(ascii: "\\"), offset + 1 < content.count, content[offset + 1] == literal[index],
      isPunctuation(literal[index])
    {
      return (2, 1)
    }
    if byte == UInt8(ascii: "&"), let entity = entity(at: offset + 1) {
      let size = entity.decoded.count
      if literal.count - index >= size, literal[index..<index + size].elementsEqual(entity.decoded) {
        return (entity.length + 1, size)
      }
    }
    return byte == literal[index] ? (1, 1) : nil
  }

  private func entity(at offset: Int) -> (length: Int, decoded: [UInt8])? {
    guard offset < content.count, let base = content.baseAddress else { return nil }
    var decoded = [UInt8](repeating: 0, count: 8)
    var count = 0
    let length = markdown_decode_entity(base + offset, content.count - offset, &decoded, &count)
    return length > 0 ? (length, Array(decoded[..<count])) : nil
  }

  /// Moves a pair of corresponding offsets, in a literal and in `content`, on to a later offset in the literal.
  func advance(_ place: inout (literal: Int, content: Int), to index: Int, in literal: UnsafeBufferPointer<UInt8>) {
    while place.literal < index {
      guard let step = step(at: place.content, literal, place.literal) else {
        place = (index, min(place.content + index - place.literal, content.count))
        return
      }
      place.content += step.content
      place.literal += step.literal
    }
  }

  /// The range of a code span with its backticks, the range of what is between them, and moves the cursor behind it.
  mutating func takeCode(_ node: MarkdownNode) -> (span: Range<Int>, inner: Range<Int>) {
    let literal = node.literal
    var offset = cursor
    if let hint = hint(for: node) {
      var start = hint
      while start > cursor, content[start - 1] == UInt8(ascii: "`") { start -= 1 }
      if start < hint, let found = codeSpan(at: start, reading: literal) {
        cursor = found.span.upperBound
        return found
      }
    }
    while offset < content.count {
      guard content[offset] == UInt8(ascii: "`") else {
        offset += 1
        continue
      }
      if let found = codeSpan(at: offset, reading: literal) {
        cursor = found.span.upperBound
        return found
      }
      while offset < content.count, content[offset] == UInt8(ascii: "`") { offset += 1 }
    }
    return (cursor..<cursor, cursor..<cursor)
  }

  /// The code span whose opening backticks begin at `start`, if its text is `literal`.
  private func codeSpan(
    at start: Int, reading literal: UnsafeBufferPointer<UInt8>
  ) -> (span: Range<Int>, inner: Range<Int>)? {
    let tick = UInt8(ascii: "`")
    var inner = start
    while inner < content.count, content[inner] == tick { inner += 1 }
    let ticks = inner - start
    // The literal lost at most one space on either side and the carriage returns of its line breaks.
    var end = inner + literal.count
    let limit = min(content.count, inner + 2 * literal.count + 3)
    while end < limit {
      guard content[end] == tick, content[end - 1] != tick else {
        end += 1
        continue
      }
      var close = end
      while close < content.count, content[close] == tick { close += 1 }
      if close - end == ticks { return reads(inner..<end, literal) ? (start..<close, inner..<end) : nil }
      end = close
    }
    return nil
  }

  private func reads(_ range: Range<Int>, _ literal: UnsafeBufferPointer<UInt8>) -> Bool {
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    for offset in range {
      switch content[offset] {
      case 0x0D where offset + 1 < range.upperBound && content[offset + 1] == 0x0A: break
      case 0x0A, 0x0D: text.append(0x20)
      case let byte: text.append(byte)
      }
    }
    if text.count > 1, text.first == 0x20, text.last == 0x20, text.contains(where: { $0 != 0x20 }) {
      return text.dropFirst().dropLast().elementsEqual(literal)
    }
    return text.elementsEqual(literal)
  }

  /// The range of raw HTML, and moves the cursor behind it.
  mutating func takeHTML(_ node: MarkdownNode) -> Range<Int> {
    let literal = node.literal
    let start = offset(ofSlice: literal) ?? find(UInt8(ascii: "<"))
    cursor = min(content.count, start + literal.count)
    return start..<cursor
  }

  /// The place of a line break, and moves the cursor behind it.
  mutating func takeBreak() -> Range<Int> {
    var offset = cursor
    while offset < content.count, content[offset] != 0x0A, content[offset] != 0x0D { offset += 1 }
    let start = offset
    if offset < content.count, content[offset] == 0x0D { offset += 1 }
    if offset < content.count, content[offset] == 0x0A { offset += 1 }
    cursor = offset
    return start..<offset
  }

  /// The place of the next byte of this kind at or behind the cursor, or the cursor.
  func find(_ byte: UInt8) -> Int {
    var offset = cursor
    let limit = min(content.count, cursor + Self.reach)
    while offset < limit {
      if content[offset] == byte { return offset }
      offset += 1
    }
    return cursor
  }

  /// Moves the cursor, which never goes back.
  mutating func advance(to offset: Int) { cursor = min(content.count, max(cursor, offset)) }

  /// Moves the cursor behind the `](destination)`, `][label]` or `]` that ends a link's or an image's text.
  mutating func takeLinkTail() {
    guard cursor < content.count else { return }
    var offset = cursor
    // Closing markers of emphasis inside the link.
    while offset < content.count, [UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~")].contains(content[offset]) {
      offset += 1
    }
    guard offset < content.count else { return }
    if content[offset] == UInt8(ascii: ">") {
      cursor = offset + 1
      return
    }
    guard content[offset] == UInt8(ascii: "]") else { return }
    offset += 1
    cursor = offset
    guard offset < content.count else { return }
    switch content[offset] {
    case UInt8(ascii: "("): cursor = closing(UInt8(ascii: "("), UInt8(ascii: ")"), from: offset)
    case UInt8(ascii: "["): cursor = closing(UInt8(ascii: "["), UInt8(ascii: "]"), from: offset)
    default: break
    }
  }

  /// The offset behind the bracket that matches the one at `start`, escapes and quoted titles skipped.
  private func closing(_ open: UInt8, _ close: UInt8, from start: Int) -> Int {
    var depth = 0
    var quote: UInt8?
    var offset = start
    while offset < content.count {
      let byte = content[offset]
      if byte == UInt8(ascii: "\\") {
        offset += 1
      } else if let mark = quote {
        if byte == mark { quote = nil }
      } else if byte == UInt8(ascii: "\""), offset > start, content[offset - 1] <= 0x20 {
        quote = byte
      } else if byte == open {
        depth += 1
      } else if byte == close {
        depth -= 1
        if depth == 0 { return offset + 1 }
      }
      offset += 1
    }
    return start
  }
}

/// ASCII punctuation, which a backslash escapes.
func isPunctuation(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
  default: false
  }
}
