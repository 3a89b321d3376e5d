// Source text in the colours of a terminal.

import Syntax

enum SourceColors {
  /// The text with an escape sequence at each change of colour.
  static func paint(_ source: String) -> String {
    let bytes = Array(source.utf8)
    var result = ""
    for (span, tokenClass) in Highlighter.spans(of: source) {
      let text = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
      if let code = code(of: tokenClass) {
        // A line break ends the colour, so that what stands before the next line is not painted.
        result += text.split(separator: "\n", omittingEmptySubsequences: false)
          .map { $0.isEmpty ? "" : "\u{1B}[\(code)m\($0)\u{1B}[0m" }.joined(separator: "\n")
      } else {
        result += text
      }
    }
    return result
  }

  static func dimmed(_ text: String) -> String { "\u{1B}[2m\(text)\u{1B}[0m" }

  /// The attributes of a class, in the sixteen colours that every terminal has.
  static func code(of tokenClass: TokenClass) -> String? {
    switch tokenClass {
    case .keyword: "35"
    case .number, .constant: "36"
    case .string: "32"
    case .comment: "90"
    case .macro: "33"
    case .symbol: "33"
    case .type: "34"
    case .function: "34"
    case .operator, .name, .punctuation, .text: nil
    }
  }
}
