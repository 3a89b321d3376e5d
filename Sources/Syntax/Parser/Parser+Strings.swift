// Strings: escapes, interpolation, the margin of triple quotes, raw and prefixed ones.

extension Parser {
  private enum Piece {
    case text(Range<Int>)
    case value(Expression)
  }

  mutating func parseString() -> Expression {
    let opening = token
    let isTriple = opening.length == 3
    advance()
    var pieces: [Piece] = []
    var tallest = 0
    while token.kind != .stringEnd, !isRecovering {
      switch token.kind {
      case .stringText:
        pieces.append(.text(Int(token.start)..<Int(token.end)))
        advance()
      case .interpolation:
        pieces.append(.value(parseInterpolation()))
        tallest = max(tallest, height)
      default:
        failAtUnexpected(token)
      }
    }
    advance()
    grow(tallest, by: 2)
    let span = span(from: Int(opening.start))
    return Expression(.string(isTriple ? dedented(pieces) : parts(pieces)), span)
  }

  private mutating func parseInterpolation() -> Expression {
    advance()
    if token.kind == .name {
      let name = token
      advance()
      height = 1
      return Expression(.name(text(name)), name.span)
    }
    let open = token
    guard enter() else { return Expression(.error, open.span) }
    let outer = context
    context = [.newlinesAreBlank, .forEnds]
    defer { leave(outer) }
    if token.kind == .closeParenthesis {
      return fail("missing-expression", "the interpolation is empty", at: Span(Int(open.start) - 1, Int(token.end)))
    }
    var value = parseAssignment(commas: false)
    if token.kind == .for, !isRecovering { value = parseGenerator(value) }
    close(open, .closeParenthesis)
    return value
  }

  private mutating func parts(_ pieces: [Piece]) -> [StringPart] {
    var result: [StringPart] = []
    for piece in pieces {
      switch piece {
      case .text(let range): result.append(.text(unescaped(bytes[range], at: range.lowerBound)))
      case .value(let expression): result.append(.value(expression))
      }
    }
    return result
  }

  // MARK: - Triple quotes

  /// Takes away the line break behind the opening quotes and the margin that all lines share.
  private mutating func dedented(_ pieces: [Piece]) -> [StringPart] {
    var texts: [[UInt8]?] = []
    var origins: [Int] = []
    for piece in pieces {
      switch piece {
      case .text(let range):
        texts.append(Array(bytes[range]))
        origins.append(range.lowerBound)
      case .value:
        texts.append(nil)
        origins.append(0)
      }
    }
    Self.dedent(&texts)
    var result: [StringPart] = []
    for (i, piece) in pieces.enumerated() {
      if case .value(let expression) = piece {
        result.append(.value(expression))
      } else if let text = texts[i], !text.isEmpty {
        result.append(.text(unescaped(text[...], at: origins[i])))
      }
    }
    return result
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// Dedents the texts of a triple-quoted string; `nil` stands for an interpolated value.
  static func dedent(_ texts: inout [[UInt8]?]) {
    let newline = UInt8(ascii: "\n")
    for i in texts.indices {
      if let text = texts[i], text.contains(UInt8(ascii: "\r")) { texts[i] = unixLines(text[...]) }
    }
    var firstLineCounts = false
    if let first = texts.first, let text = first, text.first == newline {
      texts[0]?.removeFirst()
      firstLineCounts = true
    }
    var margin: [UInt8]?
    for (i, text) in texts.enumerated() {
      guard let text else { continue }
      var start: Int? = i == 0 && firstLineCounts ? 0 : nil
      var place = 0
      while true {
        if let begin = start {
          var end = begin
          while end < text.count, isBlank(text[end]) { end += 1 }
          // Lines of blanks alone do not count, except before a value or the closing quotes.
          if end == text.count || text[end] != newline {
            let line = Array(text[begin..<end])
            margin = margin.map { Array(zip($0, line).prefix { $0 == $1 }.map(\.0)) } ?? line
          }
          place = end
        }
        guard let next = text[place...].firstIndex(of: newline) else { break }
        start = next + 1
        place = next + 1
      }
    }
    if texts.isEmpty || texts.last.map({ $0 == nil }) == true, texts.count == 1 { return }
    guard let margin, !margin.isEmpty else { return }
    for (i, text) in texts.enumerated() {
      guard let text else { continue }
      var result: [UInt8] = []
      result.reserveCapacity(text.count)
      var atLineStart = i == 0 && firstLineCounts
      var place = 0
      while place < text.count {
        if atLineStart {
          var removed = 0
          while removed < margin.count, place < text.count, isBlank(text[place]) {
            place += 1
            removed += 1
          }
          atLineStart = false
          continue
        }
        result.append(text[place])
        atLineStart = text[place] == newline
        place += 1
      }
      texts[i] = result
    }
  }

  private static func unixLines(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for (i, byte) in zip(text.indices, text) {
      if byte == UInt8(ascii: "\r"), i + 1 < text.endIndex, text[i + 1] == UInt8(ascii: "\n") { continue }
      result.append(byte)
    }
    return result
  }

  // MARK: - Prefixed strings

  /// `raw"…"`, `L"…"`, `r"…"i`: only `\"`, and backslashes before it, mean something else than themselves.
  mutating func parsePrefixedString() -> Expression {
    let prefix = token
    advance()
    let quoted = token
    advance()
    var suffix = ""
    if token.kind == .name, !token.spaceBefore, token.start == quoted.end {
      suffix = text(token)
      advance()
    }
    var content = bytes[Int(quoted.start)..<Int(quoted.end)]
    let isTriple = content.count >= 6 && content.prefix(3).allSatisfy { $0 == UInt8(ascii: "\"") }
    let quotes = isTriple ? 3 : 1
    content = content.dropFirst(quotes)
    if content.last == UInt8(ascii: "\"") { content = content.dropLast(quotes) }
    var texts: [[UInt8]?] = [Array(content)]
    if isTriple { Self.dedent(&texts) }
    let text = String(decoding: Self.rawUnescaped(texts[0] ?? []), as: UTF8.self)
    height = 1
    return Expression(
      .prefixedString(prefix: self.text(prefix), text: text, suffix: suffix), span(from: Int(prefix.start)))
  }

  private static func rawUnescaped(_ text: [UInt8]) -> [UInt8] {
    let backslash = UInt8(ascii: "\\")
    guard text.contains(backslash) else { return text }
    var result: [UInt8] = []
    var place = 0
    while place < text.count {
      guard text[place] == backslash else {
        result.append(text[place])
        place += 1
        continue
      }
      var end = place
      while end < text.count, text[end] == backslash { end += 1 }
      let count = end - place
      let meetsQuote = end == text.count || text[end] == UInt8(ascii: "\"")
      result.append(contentsOf: repeatElement(backslash, count: meetsQuote ? count / 2 : count))
      place = end
    }
    return result
  }

  // MARK: - Escapes

  /// Undoes the escapes of a string or character; `origin` is where its first byte stands in the source.
  mutating func unescaped(_ text: ArraySlice<UInt8>, at origin: Int) -> String {
    guard text.contains(UInt8(ascii: "\\")) || text.contains(UInt8(ascii: "\r")) else {
      return String(decoding: text, as: UTF8.self)
    }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var place = text.startIndex
    while place < text.endIndex {
      let byte = text[place]
      if byte == UInt8(ascii: "\r"), place + 1 < text.endIndex, text[place + 1] == UInt8(ascii: "\n") {
        place += 1
      } else if byte == UInt8(ascii: "\\"), place + 1 < text.endIndex {
        let length = appendEscape(text, place, origin + place - text.startIndex, to: &result)
        place += length
      } else {
        result.append(byte)
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Appends what the escape at `place` stands for and returns its length.
  private mutating func appendEscape(
    _ text: ArraySlice<UInt8>, _ place: Int, _ origin: Int, to result: inout [UInt8]
  ) -> Int {
    let letter = text[place + 1]
    func number(_ radix: UInt32, atMost: Int, from start: Int) -> (value: UInt32, length: Int) {
      var value: UInt32 = 0
      var end = start
      while end < text.endIndex, end - start < atMost {
        guard let digit = Character(Unicode.Scalar(text[end])).hexDigitValue, digit < radix else { break }
        value = value &* radix &+ UInt32(digit)
        end += 1
      }
      return (value, end - start)
    }
    switch letter {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "a"): result.append(0x07)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "v"): result.append(0x0B)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "e"): result.append(0x1B)
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "$"), UInt8(ascii: "`"):
      result.append(letter)
    case UInt8(ascii: "\n"):
      // A line that goes on: its break and the next line's margin vanish.
      var end = place + 2
      while end < text.endIndex, Self.isBlank(text[end]) { end += 1 }
      return end - place
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      let (value, length) = number(8, atMost: 3, from: place + 1)
      result.append(UInt8(truncatingIfNeeded: value))
      return 1 + length
    case UInt8(ascii: "x"):
      let (value, length) = number(16, atMost: 2, from: place + 2)
      guard length > 0 else { break }
      result.append(UInt8(truncatingIfNeeded: value))
      return 2 + length
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let (value, length) = number(16, atMost: letter == UInt8(ascii: "u") ? 4 : 8, from: place + 2)
      guard length > 0 else { break }
      guard let scalar = Unicode.Scalar(value) else {
        report("bad-escape", "there is no character with this number", at: Span(origin, origin + 2 + length))
        return 2 + length
      }
      result.append(contentsOf: Array(String(Character(scalar)).utf8))
      return 2 + length
    default:
      // In a formula every command begins with a backslash.
      report(
        "bad-escape", "`\\\(escapeName(text, place + 1))` is not an escape", at: Span(origin, origin + 2),
        hint: "write `\\\\` for a backslash, or a raw string: `raw\"…\"`, `L\"…\"`")
      result.append(0x5C)
      return 1
    }
    if letter == UInt8(ascii: "x") || letter == UInt8(ascii: "u") || letter == UInt8(ascii: "U") {
      report(
        "bad-escape", "hexadecimal digits are missing behind `\\\(Unicode.Scalar(letter))`",
        at: Span(origin, origin + 2))
    }
    return 2
  }

  private func escapeName(_ text: ArraySlice<UInt8>, _ place: Int) -> String {
    var end = place + 1
    while end < text.endIndex, text[end] & 0xC0 == 0x80 { end += 1 }
    return String(decoding: text[place..<end], as: UTF8.self)
  }
}
