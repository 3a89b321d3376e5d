// Strings with their interpolations, raw strings, characters, and the quote that means adjoint.

extension Lexer {
  mutating func readString() {
    let start = position
    let delimiter: StringDelimiter =
      byte(start + 1) == UInt8(ascii: "\"") && byte(start + 2) == UInt8(ascii: "\"") ? .triple : .single
    position += delimiter == .triple ? 3 : 1
    append(.stringStart, from: start)
    readStringBody(delimiter, from: start)
  }

  /// Reads to the end of a string or to the next `$(`, whose closing parenthesis comes back here.
  mutating func readStringBody(_ delimiter: StringDelimiter, from opening: Int) {
    var textStart = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\\"):
        position = min(position + 2, bytes.count)
      case UInt8(ascii: "\""):
        let isEnd =
          delimiter == .single || byte(position + 1) == UInt8(ascii: "\"") && byte(position + 2) == UInt8(ascii: "\"")
        guard isEnd else {
          position += 1
          continue
        }
        appendText(from: textStart)
        let start = position
        position += delimiter == .triple ? 3 : 1
        return append(.stringEnd, from: start)
      case UInt8(ascii: "$"):
        let next = byte(position + 1)
        if next == UInt8(ascii: "(") {
          appendText(from: textStart)
          appendSign()
          position += 1
          return open(.openParenthesis, interpolation: delimiter)
        }
        let isName = next < 0x80 ? Identifiers.isASCIIStart(next) : Identifiers.isStart(scalar(at: position + 1).0)
        if isName {
          appendText(from: textStart)
          appendSign()
          readInterpolatedName()
          textStart = position
        } else {
          report(
            "bad-interpolation", "`$` in a string has to be followed by a name or `(`",
            at: Span(position, position + 1),
            hint: "write `\\$` for the sign itself")
          position += 1
        }
      case UInt8(ascii: "\n") where delimiter == .single && stringsEndWithLine:
        appendText(from: textStart)
        return closeAtLineEnd(opening: opening)
      default:
        position += 1
      }
    }
    appendText(from: textStart)
    endsInsideToken = true
    reportUnclosedString(at: opening, triple: delimiter == .triple)
    append(.stringEnd, from: position)
  }

  private mutating func closeAtLineEnd(opening: Int) {
    reportUnclosedString(at: opening, triple: false)
    append(.stringEnd, from: position)
  }

  private mutating func reportUnclosedString(at opening: Int, triple: Bool) {
    guard !hasUnclosedString else { return }
    hasUnclosedString = true
    var start = opening
    if byte(opening) != UInt8(ascii: "\""), let token = tokens.last(where: { $0.kind == .stringStart }) {
      // The body goes on after an interpolation; the opening quote lies further back.
      start = Int(token.start)
    }
    report(
      "unclosed-string", "the string that begins here is not closed", at: Span(start, start + (triple ? 3 : 1)),
      hint: triple ? "close it with `\"\"\"`" : "close it with `\"`")
  }

  private mutating func appendText(from start: Int) {
    if position > start { append(.stringText, from: start) }
  }

  private mutating func appendSign() {
    position += 1
    append(.interpolation, from: position - 1)
  }

  private mutating func readInterpolatedName() {
    let start = position
    while position < bytes.count {
      let (scalar, length) = scalar(at: position)
      guard Identifiers.isContinuation(scalar) else { break }
      if length > 1 { flags.insert(.nonASCII) }
      position += length
    }
    append(.name, from: start)
  }

  /// The quoted part of `raw"…"`, in which only `\"` means something else.
  mutating func readRawString() {
    let start = position
    let triple = byte(start + 1) == UInt8(ascii: "\"") && byte(start + 2) == UInt8(ascii: "\"")
    position += triple ? 3 : 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\\"):
        position = min(position + 2, bytes.count)
      case UInt8(ascii: "\"")
      where !triple || byte(position + 1) == UInt8(ascii: "\"") && byte(position + 2) == UInt8(ascii: "\""):
        position += triple ? 3 : 1
        return append(.rawString, from: start)
      case UInt8(ascii: "\n") where !triple && stringsEndWithLine:
        reportUnclosedString(at: start, triple: false)
        return append(.rawString, from: start)
      default:
        position += 1
      }
    }
    endsInsideToken = true
    reportUnclosedString(at: start, triple: triple)
    append(.rawString, from: start)
  }

  // MARK: - Quotes

  /// `'` right behind a value is the adjoint; elsewhere it begins a character.
  mutating func readQuote() {
    let start = position
    if flags.isDisjoint(with: .spaceBefore), previousIsValue {
      position += 1
      return append(.prime, from: start)
    }
    if let end = characterEnd(from: start) {
      position = end
      return append(.character, from: start)
    }
    // 'text': somebody's string. Read it as one to go on.
    var end = start + 1
    while end < bytes.count, bytes[end] != UInt8(ascii: "'"), bytes[end] != UInt8(ascii: "\n") {
      end += bytes[end] == UInt8(ascii: "\\") && byte(end + 1) != UInt8(ascii: "\n") ? 2 : 1
    }
    end = min(end, bytes.count)
    if end < bytes.count, bytes[end] == UInt8(ascii: "'") {
      position = end + 1
      let isEmpty = end == start + 1
      report(
        isEmpty ? "empty-character" : "single-quotes",
        isEmpty ? "a character literal cannot be empty" : "single quotes hold one character",
        at: Span(start, position), hint: "strings are written between double quotes: \"…\"")
      append(.character, from: start, extra: .mismatched)
    } else {
      position = start + 1
      report(
        "stray-quote", "this quote neither follows a value nor closes a character", at: Span(start, position),
        hint: "the adjoint stands right behind its value: `x'`")
      append(.bad, from: start)
    }
  }

  private var previousIsValue: Bool {
    switch tokens.last?.kind {
    case .name, .integer, .float, .float32, .closeParenthesis, .closeBracket, .closeBrace, .prime, .stringEnd,
      .rawString, .character, .end, .true, .false, .wordOperator:
      true
    default: false
    }
  }

  /// The end of a character literal with exactly one character or escape, `nil` if it is not one.
  private func characterEnd(from start: Int) -> Int? {
    var end = start + 1
    switch byte(end) {
    case UInt8(ascii: "'") where byte(end + 1) == UInt8(ascii: "'"):
      return end + 2  // ''' is the quote itself
    case UInt8(ascii: "'"), UInt8(ascii: "\n"), 0: return nil
    case UInt8(ascii: "\\"):
      end += 2
      while byte(end) != UInt8(ascii: "'") {
        guard Identifiers.isASCIIDigit(byte(end)) || (byte(end) | 0x20) &- 0x61 < 6, end - start < 16 else {
          return nil
        }
        end += 1
      }
      return end + 1
    default:
      end += scalar(at: end).length
      // A grapheme of several scalars is no character of the language.
      return byte(end) == UInt8(ascii: "'") ? end + 1 : nil
    }
  }

  mutating func readCommand() {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "`"), bytes[position] != UInt8(ascii: "\n") {
      position += 1
    }
    if byte(position) == UInt8(ascii: "`") { position += 1 }
    report(
      "command", "commands between backquotes are not part of the language", at: Span(start, position),
      hint: "strings are written between double quotes: \"…\"")
    append(.command, from: start)
  }
}
