// How far in a line of a prompt begins, from the blocks and brackets that are open before it.

import Syntax

enum Indentation {
  private static let openers: Set<String> = [
    "begin", "if", "for", "while", "function", "let", "do", "try", "struct", "quote",
  ]
  private static let parts: Set<String> = ["end", "else", "elseif", "catch", "finally"]

  /// The blanks for a line that follows a text.
  static func after(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    var blocks = 0
    var brackets = 0
    for (span, tokenClass) in Highlighter.spans(of: text) {
      let word = String(decoding: bytes[span.start..<span.end], as: UTF8.self)
      switch tokenClass {
      case .keyword where brackets == 0:
        if openers.contains(word) { blocks += 1 }
        if word == "end" { blocks -= 1 }
      case .punctuation:
        if "([{".contains(word) { brackets += 1 }
        if ")]}".contains(word) { brackets -= 1 }
      default: break
      }
    }
    return 2 * max(0, blocks + max(0, brackets))
  }

  /// Whether a line begins with a word that stands one step further left.
  static func closesBlock(_ line: String) -> Bool {
    parts.contains(String(line.drop { $0 == " " }.prefix { $0.isLetter }))
  }
}
