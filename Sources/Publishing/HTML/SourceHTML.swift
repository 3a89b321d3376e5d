// Source code as HTML, with its tokens marked for colour.

import Syntax

enum SourceHTML {
  /// Code of the language, by its own lexer.
  static func nabla(_ source: String) -> String {
    let utf8 = Array(source.utf8)
    var html = ""
    for (span, token) in Highlighter.spans(of: source) {
      let text = HTMLText.escape(String(decoding: utf8[span.start..<span.end], as: UTF8.self))
      if let name = cssClass(token) {
        html += "<span class=\"\(name)\">\(text)</span>"
      } else {
        html += text
      }
    }
    return html
  }

  /// Code of another language: strings, numbers and comments marked. Julia is near enough to be read as our own.
  static func other(_ source: String, language: String) -> String {
    var source = source
    if source.hasSuffix("\n") { source.removeLast() }
    if ["julia", "nabla", "jl"].contains(language) { return nabla(source) }
    if ["markdown", "md"].contains(language) { return MarkdownHTML.html(source) }
    let utf8 = Array(source.utf8)
    var html = ""
    var position = 0
    func text(_ range: Range<Int>) -> String { HTMLText.escape(String(decoding: utf8[range], as: UTF8.self)) }
    for (range, token) in PlainHighlighter.spans(of: source, language: language) {
      let name = switch token {
        case .string: "s"
        case .number: "n"
        case .comment: "c"
      }
      html += text(position..<range.lowerBound) + "<span class=\"\(name)\">\(text(range))</span>"
      position = range.upperBound
    }
    return html + text(position..<utf8.count)
  }

  private static func cssClass(_ token: TokenClass) -> String? {
    switch token {
    case .keyword, .macro: "k"
    case .number, .constant: "n"
    case .string, .symbol: "s"
    case .comment: "c"
    case .function: "f"
    case .type: "t"
    case .operator, .name, .punctuation, .text: nil
    }
  }
}
