// The text that is being edited, and where in it one is.

import Syntax

/// Text of one or more lines with a cursor between two of its characters.
struct EditBuffer {
  private(set) var characters: [Character] = []
  var cursor = 0

  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }
  var textBeforeCursor: String { String(characters[..<cursor]) }

  // MARK: - Changes

  /// Inserts text at the cursor; an accent joins the character before it.
  mutating func insert(_ text: String) {
    let before = cursor > 0 ? 1 : 0
    let joined = Array(String(characters[cursor - before..<cursor]) + text)
    characters.replaceSubrange(cursor - before..<cursor, with: joined)
    cursor += joined.count - before
  }

  /// Takes out a range of characters; the cursor comes to stand in its place.
  @discardableResult
  mutating func remove(_ range: Range<Int>) -> String {
    let removed = String(characters[range])
    characters.removeSubrange(range)
    cursor = range.lowerBound
    return removed
  }

  mutating func replace(_ range: Range<Int>, with text: String) {
    remove(range)
    insert(text)
  }

  // MARK: - Places

  /// Where the line of the cursor begins and ends.
  var lineStart: Int { (characters[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
  var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }
  var isOnFirstLine: Bool { !characters[..<cursor].contains("\n") }
  var isOnLastLine: Bool { !characters[cursor...].contains("\n") }

  /// The text of the cursor's line before the cursor.
  var lineBeforeCursor: String { String(characters[lineStart..<cursor]) }

  var wordStart: Int {
    var place = cursor
    while place > 0, !Self.isWord(characters[place - 1]) { place -= 1 }
    while place > 0, Self.isWord(characters[place - 1]) { place -= 1 }
    return place
  }

  var wordEnd: Int {
    var place = cursor
    while place < characters.count, !Self.isWord(characters[place]) { place += 1 }
    while place < characters.count, Self.isWord(characters[place]) { place += 1 }
    return place
  }

  /// Where the word that blanks delimit begins: what Control-W takes.
  var blankWordStart: Int {
    var place = cursor
    while place > 0, characters[place - 1].isWhitespace { place -= 1 }
    while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
    return place
  }

  static func isWord(_ character: Character) -> Bool {
    character == "_" || character.isLetter || character.isNumber || character == "!" || character == "∇"
      || character == "∂"
  }

  // MARK: - Lines

  /// Moves up or down by a line, to the same column if the line has it.
  mutating func moveLine(by step: Int) {
    let column = cursor - lineStart
    if step < 0 {
      guard lineStart > 0 else { return }
      cursor = lineStart - 1
      cursor = min(lineStart + column, lineEnd)
    } else {
      guard lineEnd < characters.count else { return }
      cursor = lineEnd + 1
      cursor = min(lineStart + column, lineEnd)
    }
  }

  /// Sets the blanks at the beginning of the cursor's line.
  mutating func indentLine(to count: Int) {
    let start = lineStart
    var end = start
    while end < characters.count, characters[end] == " " { end += 1 }
    let place = cursor
    characters.replaceSubrange(start..<end, with: Array(repeating: " ", count: count))
    cursor = max(start, place + count - (end - start))
  }
}
