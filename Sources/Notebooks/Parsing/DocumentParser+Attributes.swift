// `{#id .class key=value}` behind what it belongs to.

import Syntax

extension DocumentParser {
  /// Gives `{…}` right behind an image, or behind a displayed formula, to it.
  mutating func attachAttributes(_ inlines: inout [Inline]) {
    var result: [Inline] = []
    var isChanged = false
    for index in inlines.indices.dropFirst() {
      guard case .text(let text) = inlines[index].kind, text.utf8.contains(UInt8(ascii: "{")) else {
        if isChanged { result.append(inlines[index]) }
        continue
      }
      let utf8 = Array(text.utf8)
      let spaces = utf8.prefix { $0 == 0x20 }.count
      let rest = utf8[spaces...]
      // What stands before a text node is never one, so that it is still as it was.
      let isMeant: Bool
      switch inlines[index - 1].kind {
      case .image: isMeant = spaces == 0 && AttributeParser.looksLikeAttributes(rest)
      case .formula(let formula): isMeant = formula.isDisplay && AttributeParser.looksLikeAttributes(rest)
      default: isMeant = false
      }
      let start = inlines[index].span.start + spaces
      guard isMeant, let attributes = readAttributes(upToBrace(rest), at: start) else {
        if isChanged { result.append(inlines[index]) }
        continue
      }
      if !isChanged {
        isChanged = true
        result.reserveCapacity(inlines.count)
        result += inlines[..<index]
      }
      let length = attributes.span.end - attributes.span.start
      give(attributes, to: &result[result.count - 1])
      let remaining = rest.dropFirst(length)
      if remaining.contains(where: { $0 != 0x20 }) {
        let end = max(attributes.span.end, inlines[index].span.end)
        result.append(Inline(.text(String(decoding: remaining, as: UTF8.self)), Span(attributes.span.end, end)))
      }
    }
    if isChanged { inlines = result }
  }

  private mutating func give(_ attributes: Attributes, to inline: inout Inline) {
    var attributes = attributes
    if isInCaption, let id = attributes.id {
      report(
        "name-in-caption", "what stands in a caption cannot have a name of its own: `\(id)`", at: attributes.span,
        hint: "the name of the figure or table is the `label` of its cell")
      attributes.id = nil
    }
    switch inline.kind {
    case .image(var image):
      image.attributes = attributes
      image.width = length("width", attributes)
      image.height = length("height", attributes)
      inline.kind = .image(image)
      if let id = attributes.id { addTarget(id, .figure, at: attributes.span) }
    case .formula(var formula):
      formula.attributes = attributes
      inline.kind = .formula(formula)
      addFormulaTarget(formula)
    default: return
    }
    inline.span.end = attributes.span.end
  }

  mutating func addFormulaTarget(_ formula: Formula) {
    if let attributes = formula.attributes, let id = attributes.id { addTarget(id, .equation, at: attributes.span) }
  }

  /// `width` or `height` of an image. A height in percent would be one of nothing: the text has no height.
  private mutating func length(_ key: String, _ attributes: Attributes) -> ImageLength? {
    guard let text = attributes[key] else { return nil }
    let length = ImageLength(text)
    if let length, case .pixels = length { return length }
    if key == "width", let length { return length }
    report(
      "image-size", "`\(key)` of an image cannot be `\(text)`", at: attributes.span,
      hint: key == "width"
        ? "write pixels, a length or a part of the text's width: `300`, `8cm`, `50%`" : "write pixels or a length: `300`, `8cm`")
    return nil
  }

  /// The text up to the `}` that ends its attributes if it is well formed, else up to the first `}`.
  private func upToBrace(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if let parsed = AttributeParser.parse(text) { return text[..<parsed.end] }
    return text.firstIndex(of: UInt8(ascii: "}")).map { text[...$0] } ?? text
  }

  /// Takes `{…}` from the end of a heading or title.
  mutating func takeTrailingAttributes(_ inlines: inout [Inline]) -> Attributes? {
    guard let last = inlines.last, case .text(let text) = last.kind else { return nil }
    var utf8 = Array(text.utf8)[...]
    var end = last.span.end
    while let byte = utf8.last, byte == 0x20 || byte == 0x09 {
      utf8 = utf8.dropLast()
      end -= 1
    }
    guard utf8.last == UInt8(ascii: "}") else { return nil }
    var malformed: Int?
    for open in utf8.indices where utf8[open] == UInt8(ascii: "{") {
      let candidate = utf8[open...]
      guard AttributeParser.looksLikeAttributes(candidate) else { continue }
      guard let parsed = AttributeParser.parse(candidate), parsed.end == utf8.endIndex else {
        malformed = open
        continue
      }
      let start = max(last.span.start, end - candidate.count)
      var kept = utf8[..<open]
      while kept.last == 0x20 { kept = kept.dropLast() }
      if kept.isEmpty {
        inlines.removeLast()
      } else {
        inlines[inlines.count - 1] = Inline(
          .text(String(decoding: kept, as: UTF8.self)), Span(last.span.start, last.span.start + kept.count))
      }
      return Attributes(id: parsed.id, classes: parsed.classes, pairs: parsed.pairs, span: Span(start, end))
    }
    if let malformed { reportMalformedAttributes(at: Span(max(0, end - (utf8.endIndex - malformed)), end)) }
    return nil
  }

  /// Attributes that must be well formed.
  mutating func readAttributes(_ text: ArraySlice<UInt8>, at offset: Int) -> Attributes? {
    if let parsed = AttributeParser.parse(text) {
      return Attributes(
        id: parsed.id, classes: parsed.classes, pairs: parsed.pairs,
        span: Span(offset, offset + parsed.end - text.startIndex))
    }
    reportMalformedAttributes(at: Span(offset, offset + text.count))
    return nil
  }

  mutating func reportMalformedAttributes(at span: Span) {
    report(
      .warning, "malformed-attributes", "these attributes cannot be read", at: span,
      hint: "write them as `{#id .class key=\"value\"}`")
  }
}
