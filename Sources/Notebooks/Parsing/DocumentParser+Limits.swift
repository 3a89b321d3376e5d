// Paragraphs for which cmark 0.29 takes time that grows with the square of their length.

import CMarkdown
import Syntax

extension DocumentParser {
  /// Lines that are not parsed, and whether addresses in plain text are left unlinked.
  struct HardParagraphs {
    var omitted: [markdown_range] = []
    var hasTooManyAddresses = false
  }

  /// Looks at stretches between blank lines. Every `<?`, `<!` in them is searched to its end, every `@` splits the
  /// text that follows; below some tens of thousands of them that is fast.
  mutating func hardParagraphs(from start: Int) -> HardParagraphs {
    var result = HardParagraphs()
    var paragraph: Range<Int>?
    var openings = 0
    var addresses = 0
    var previous: UInt8 = 0x0A
    var lineStart = start
    var isBlank = true
    func finish(at end: Int) {
      guard let range = paragraph else { return }
      if Double(openings) * Double(range.count) > 4e9 {
        report(
          "too-complex", "this paragraph is too complex to read", at: Span(range.lowerBound, range.lowerBound),
          hint: "it holds \(openings) times `<!` or `<?`; break it up with blank lines, or write `&lt;`")
        result.omitted.append(markdown_range(start: range.lowerBound, end: end))
      }
      if addresses > 20_000, !result.hasTooManyAddresses {
        result.hasTooManyAddresses = true
        report(
          .note, "too-many-addresses", "addresses in the text are not made links",
          at: Span(range.lowerBound, range.lowerBound), hint: "this paragraph holds more than 20000 times `@`")
      }
      paragraph = nil
      openings = 0
      addresses = 0
    }
    bytes.withUnsafeBufferPointer { bytes in
      for offset in start..<max(start, bytes.count) {
        let byte = bytes[offset]
        switch byte {
        case 0x0A:
          if isBlank {
            finish(at: lineStart)
          } else {
            paragraph = (paragraph?.lowerBound ?? lineStart)..<offset
          }
          lineStart = offset + 1
          isBlank = true
        case 0x20, 0x09, 0x0D: break
        case UInt8(ascii: "@"):
          addresses += 1
          isBlank = false
        case UInt8(ascii: "!"), UInt8(ascii: "?"):
          if previous == UInt8(ascii: "<") { openings += 1 }
          isBlank = false
        default: isBlank = false
        }
        previous = byte
      }
      if !isBlank { paragraph = (paragraph?.lowerBound ?? lineStart)..<bytes.count }
    }
    finish(at: bytes.count)
    return result
  }
}
