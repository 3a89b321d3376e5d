// Running text as HTML.

import Notebooks

extension HTMLWriter {
  mutating func inlines(_ content: [Inline]) -> String {
    var result = ""
    for index in content.indices {
      let isAfterFormula = index > 0 && isFormula(content[index - 1])
      let isBeforeFormula = index + 1 < content.count && isFormula(content[index + 1])
      if isAfterFormula || isBeforeFormula, case .text(let text) = content[index].kind {
        let pieces = Punctuation(text, closes: isAfterFormula, opens: isBeforeFormula)
        result += HTMLText.escape(pieces.text)
      } else if isFormula(content[index]) {
        result += joined(content, at: index)
      } else {
        result += inline(content[index])
      }
    }
    return result
  }

  /// A formula in running text with the punctuation right before and behind it: browsers end lines at either side of a
  /// formula, even before a full stop.
  private mutating func joined(_ content: [Inline], at index: Int) -> String {
    var (opening, closing) = (Substring(), Substring())
    if index > 0, case .text(let text) = content[index - 1].kind {
      opening = Punctuation(text, closes: index > 1 && isFormula(content[index - 2]), opens: true).opening
    }
    if index + 1 < content.count, case .text(let text) = content[index + 1].kind {
      closing = Punctuation(text, closes: true, opens: false).closing
    }
    let formula = inline(content[index])
    if opening.isEmpty, closing.isEmpty { return formula }
    return "<span class=\"joined\">\(HTMLText.escape(opening))\(formula)\(HTMLText.escape(closing))</span>"
  }

  /// Whether the inline is set as a formula within its line.
  private func isFormula(_ inline: Inline) -> Bool {
    switch inline.kind {
    case .formula(let formula): return !formula.isDisplay
    case .value(let index):
      if case .value(_, let faces) = run.values[index] { return faces.tex != nil }
      return false
    default: return false
    }
  }

  /// Text without links, for places that are links themselves; they stay as they are when sliders move.
  mutating func plainInlines(_ content: [Inline]) -> String {
    var result = ""
    let outer = place
    if outer == .page { place = .state }
    defer { place = outer }
    for inline in content {
      switch inline.kind {
      case .link(let link): result += plainInlines(link.content)
      case .reference(let reference):
        result += HTMLText.escape(reference.before + (destinations.place(of: reference.id)?.words ?? "@" + reference.id) + reference.after)
      case .citation(let citation): result += plainInlines(destinations.citations.text(citation))
      case .footnoteReference: break
      default: result += self.inline(inline)
      }
    }
    return result
  }

  private mutating func inline(_ inline: Inline) -> String {
    switch inline.kind {
    case .text(let text): return HTMLText.escape(text)
    case .softBreak: return "\n"
    case .lineBreak: return "<br>\n"
    case .code(let code): return "<code\(code.count > 28 ? " class=\"long\"" : "")>\(HTMLText.escape(code))</code>"
    case .value(let index): return inEachState(values: [index], tag: "span") { $0.value(index) }
    case .formula(let formula):
      if formula.isDisplay { return display(formula, tag: "span") }
      return inEachState(values: formula.values.map(\.index), tag: "span") { $0.mathematics.typeset(formula, values: $0.run.values) }
    case .emphasis(let content): return "<em>\(inlines(content))</em>"
    case .strong(let content): return "<strong>\(inlines(content))</strong>"
    case .strikethrough(let content): return "<del>\(inlines(content))</del>"
    case .link(let link):
      let content = inlines(link.content)
      guard let address = HTMLText.safeAddress(setting.link(link.destination)) else { return content }
      let title = link.title.isEmpty ? "" : " title=\"\(HTMLText.attribute(link.title))\""
      return "<a href=\"\(HTMLText.attribute(address))\"\(title)>\(content)</a>"
    case .image(let image):
      let number = numbering.images[inline.span.start].map { " <span class=\"figure-number\">(Figure \($0))</span>" } ?? ""
      return self.image(image, id: image.attributes?.id) + number
    case .html(let text): return setting.isSafe ? "" : text
    case .footnoteReference(let reference):
      let number = reference.footnote + 1
      let suffix = reference.occurrence > 1 ? "-\(reference.occurrence)" : ""
      let (id, text) = (ownIDs.free("fnref-\(number)\(suffix)"), ownIDs.free("fn-\(number)"))
      return "<sup class=\"footnote-reference\" id=\"\(id)\"><a href=\"#\(text)\">\(number)</a></sup>"
    case .reference(let reference):
      return HTMLText.escape(reference.before) + self.reference(reference.id) + HTMLText.escape(reference.after)
    case .citation(let citation):
      return "<span class=\"citation\">\(inlines(destinations.citations.text(citation)))</span>"
    }
  }

  private func reference(_ id: String) -> String {
    guard let place = destinations.place(of: id) else { return "<span class=\"unresolved\">@\(HTMLText.escape(id))</span>" }
    let title = place.pageTitle.map { " title=\"\(HTMLText.attribute($0))\"" } ?? ""
    return "<a class=\"reference\" href=\"\(HTMLText.attribute(setting.link(place.address)))\"\(title)>\(HTMLText.escape(HTMLWriter.tied(place.words)))</a>"
  }

  /// The words of a reference with the number tied to what it numbers: no line begins with it.
  private static func tied(_ words: String) -> String {
    guard let space = words.lastIndex(of: " ") else { return words }
    let number = words[words.index(after: space)...]
    guard number.count <= 6, number.contains(where: \.isNumber) else { return words }
    return words[..<space] + "\u{A0}" + number
  }

  func image(_ image: Image, id: String? = nil) -> String {
    let alternative = HTMLText.attribute(run.plainText(image.description))
    guard let address = HTMLText.safeAddress(image.source) else { return alternative }
    // A page loads nothing from any other place: a picture that lies elsewhere is a link to it.
    if HTMLText.leavesSite(address) {
      return "<a\(idAttribute(id)) href=\"\(HTMLText.attribute(address))\">\(alternative.isEmpty ? HTMLText.escape(address) : alternative)</a>"
    }
    let size = HTMLText.size(image.width, image.height)
    return "<img\(idAttribute(id)) src=\"\(HTMLText.attribute(setting.image(address)))\" alt=\"\(alternative)\"\(size)>"
  }

  /// An inline value, as the surrounding text; hovering shows the expression.
  private mutating func value(_ index: Int) -> String {
    let expression = HTMLText.attribute(notebook.values[index].expression)
    switch run.values[index] {
    case .value(let printed, let faces):
      let content = faces.tex.map { mathematics.typeset($0, display: false) } ?? HTMLText.escape(printed)
      return "<span class=\"value\" title=\"\(expression)\">\(content)</span>"
    case .failed(let failure):
      return "<span class=\"value failed\" title=\"\(HTMLText.attribute(failure.description))\"><code>\(HTMLText.escape(notebook.values[index].expression))</code></span>"
    case .skipped: return "<code>\(HTMLText.escape(notebook.values[index].expression))</code>"
    }
  }
}

/// A text between formulas: the punctuation that belongs to the formula before it, and to the one behind it.
private struct Punctuation {
  let closing: Substring
  let text: Substring
  let opening: Substring

  init(_ whole: String, closes: Bool, opens: Bool) {
    let scalars = whole.unicodeScalars
    var start = scalars.startIndex
    while closes, start < scalars.endIndex, Punctuation.closes(scalars[start]) { start = scalars.index(after: start) }
    var end = scalars.endIndex
    while opens, end > start {
      let last = scalars.index(before: end)
      guard Punctuation.opens(scalars[last]) else { break }
      end = last
    }
    closing = whole[..<start]
    text = whole[start..<end]
    opening = whole[end...]
  }

  private static func closes(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", ",", ";", ":", "!", "?", ")", "]", "}", "’", "”", "'", "\"", "…", "%": true
    default: false
    }
  }

  private static func opens(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "(", "[", "{", "‘", "“", "„", "'", "\"": true
    default: false
    }
  }
}
