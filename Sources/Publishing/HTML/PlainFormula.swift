// A formula as a line of text: the characters that it shows, without their places.

enum PlainFormula {
  /// The text of MathML that was typeset from TeX: `A = U Σ V⊤`. Words and relations stand apart, so that `rank` and
  /// `det` are found; letters that are written together stay together.
  static func text(of mathML: String) -> String {
    var result: [UInt8] = []
    var part: [UInt8] = []
    var (isOperator, isText) = (false, false)
    func flush() {
      if part.isEmpty { return }
      let isWord = isText || part.count > 1 && part.allSatisfy { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
      let isApart = isWord || isOperator && !"()[]{}|,.!".utf8.contains(part[0])
      result += isApart ? [UInt8(ascii: " ")] + part + [UInt8(ascii: " ")] : part
      part.removeAll(keepingCapacity: true)
    }
    let bytes = Array(mathML.utf8)
    var position = 0
    while position < bytes.count {
      let end = bytes[position...].firstIndex { $0 == UInt8(ascii: "<") } ?? bytes.count
      part += decoded(bytes[position..<end])
      flush()
      guard end < bytes.count else { break }
      let tag = bytes[(end + 1)...].prefix { $0 != UInt8(ascii: ">") }
      // The source of the formula is not what it shows.
      if tag.starts(with: "annotation".utf8) { break }
      isOperator = tag.starts(with: "mo".utf8)
      isText = tag.starts(with: "mtext".utf8)
      position = tag.endIndex + 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text between tags, references to characters replaced; marks that nobody sees, such as the applying of a function,
  /// are left out.
  private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.first {
      // What is replaced begins with `&` or, as the invisible marks do, with the byte E2.
      if byte == UInt8(ascii: "&") || byte == 0xE2, let (entity, character) = entities.first(where: { rest.starts(with: $0.0) }) {
        result += character
        rest = rest.dropFirst(entity.count)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private static let entities: [([UInt8], [UInt8])] =
    [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'")].map { (Array($0.utf8), Array($1.utf8)) }
    + ["\u{200B}", "\u{2061}", "\u{2062}", "\u{2063}", "\u{2064}"].map { (Array($0.utf8), []) }
}
