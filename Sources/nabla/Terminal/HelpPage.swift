// Help as a terminal shows it, in colours where there are any.

import Engine
import Syntax

enum HelpPage {
  /// The page of one entry.
  static func render(_ entry: HelpEntry) -> String {
    let page = entry.page(width: min(Terminal.width, 100))
    guard Terminal.outputHasColor else { return page }
    var lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for index in lines.indices {
      if index == 0 {
        lines[0] = bold(lines[0])
      } else if index == 1 {
        lines[1] = SourceColors.dimmed(lines[1])
      } else if lines[index].hasPrefix("    ") {
        lines[index] = SourceColors.paint(lines[index])
      }
    }
    return lines.joined(separator: "\n")
  }

  /// An entry as one line: its name and the beginning of its text.
  static func line(_ entry: HelpEntry) -> String {
    let width = 22
    let name = entry.name + String(repeating: " ", count: max(1, width - TextWidth.of(entry.name)))
    let room = max(20, Terminal.width - max(width, TextWidth.of(entry.name) + 1) - 2)
    let sentence = entry.text.prefix { $0 != "\n" }
    return "  \(bold(name))\(shortened(String(sentence), to: room))\n"
  }

  static func bold(_ text: String) -> String {
    Terminal.outputHasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text
  }

  private static func shortened(_ text: String, to width: Int) -> String {
    guard TextWidth.of(text) > width else { return text }
    var result = ""
    var used = 0
    for scalar in text.unicodeScalars {
      used += TextWidth.of(scalar)
      if used > width - 1 { break }
      result.unicodeScalars.append(scalar)
    }
    return result + "…"
  }
}
