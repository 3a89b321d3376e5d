// Running text in rendered Markdown: references made links, values filled in, what a host does not know in HTML.

import Notebooks
import Syntax
import Typesetting

extension MarkdownWriter {
  /// An anchor within a paragraph. What begins a line there still does, since hosts know a displayed formula by that.
  mutating func anchorInText(_ id: String, before span: Span) {
    let line = notebook.source.range(ofLine: notebook.source.location(of: span.start).line)
    let isFirst = notebook.source.utf8[line.lowerBound..<span.start].allSatisfy { $0 == UInt8(ascii: ">") || $0 <= 0x20 }
    let end = isFirst ? "\n" + linePrefix(at: span.start) : ""
    replace(Span(span.start, span.start), "<a id=\"\(HTMLText.attribute(id))\"></a>" + end)
  }

  /// An image; Markdown has no way to say how large it is.
  mutating func picture(_ image: Image, _ span: Span) {
    if image.width != nil || image.height != nil {
      let sizes = [("width", image.width), ("height", image.height)].map { name, length in
        length.map { " \(name)=\"\(MarkdownWriter.attribute($0))\"" } ?? ""
      }
      let alternative = HTMLText.attribute(run.plainText(image.description))
      return replace(span, "<img src=\"\(HTMLText.attribute(image.source))\" alt=\"\(alternative)\"\(sizes.joined())>")
    }
    inlines(image.description)
    if let attributes = image.attributes { remove(attributes.span) }
  }

  /// A length as an attribute of HTML, which takes whole pixels and parts of the width; hosts remove styles.
  static func attribute(_ length: ImageLength) -> String {
    if case .pixels(let pixels) = length { "\(Int(max(1, pixels.rounded())))" } else { HTMLText.length(length) }
  }

  mutating func inlines(_ content: [Inline]) {
    for inline in content {
      switch inline.kind {
      case .value(let index): replace(inline.span, value(index))
      case .formula(let formula): self.formula(formula, inline.span, isInText: true)
      case .emphasis(let content), .strong(let content), .strikethrough(let content): inlines(content)
      case .link(let link): inlines(link.content)
      case .image(let image):
        if let id = image.attributes?.id { anchorInText(id, before: inline.span) }
        picture(image, inline.span)
        if let number = numbering.images[inline.span.start] {
          replace(Span(inline.span.end, inline.span.end), " **(Figure \(number))**")
        }
      case .reference(let reference):
        if destinations.place(of: reference.id) != nil { replace(inline.span, link(reference)) }
      case .citation: replace(inline.span, inlineSource(inline))
      case .html: if isSafe { replace(inline.span, "") }
      case .text: if isSafe { disarm(inline.span) }
      case .softBreak, .lineBreak, .code, .footnoteReference: break
      }
    }
  }

  /// A `<` that is text must not become a tag when something behind it is left out or filled in.
  mutating func disarm(_ span: Span) {
    let text = source(span)
    guard text.contains("<") else { return }
    replace(span, text.replacing(#/\\?./#) { ["<", "\\<"].contains($0.output) ? "&lt;" : $0.output })
  }

  /// An address in the parentheses of a link; one with blanks or parentheses needs brackets of its own.
  func destination(_ address: String) -> String {
    let isPlain = !address.isEmpty && !address.contains { $0.isWhitespace || "()<>\\".contains($0) }
    return isPlain ? address : "<" + address.filter { !$0.isNewline }.replacing(#/[<>\\]/#) { "\\" + $0.output } + ">"
  }

  func value(_ index: Int) -> String {
    switch run.values[index] {
    case .value(let printed, let faces): faces.tex.map { "$\($0)$" } ?? escaped(printed)
    case .failed, .skipped: source(notebook.values[index].span)
    }
  }

  /// Text whose characters Markdown would read as markup are escaped.
  func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_[]<>|$#".contains(character) { result.append("\\") }
      result.append(character == "\n" ? " " : character)
    }
    return result
  }
}
