// Editing of an entry: keys in, an entry out.

import Syntax

/// Reads entries from a terminal.
final class LineEditor {
  enum Outcome: Equatable {
    case entry(String)
    /// A name or words behind `?`.
    case help(String)
    /// Control-C: the entry is given up.
    case abandoned
    case endOfInput
  }

  private let mode: RawMode
  private let completer: Completer
  private(set) var history = History()
  private var keys = KeyReader()
  private var screen = Screen()

  private var buffer = EditBuffer()
  private var isHelp = false
  private var below: [String] = []
  private var killed = ""
  /// The entry of the history that is shown, and what was typed before going there.
  private var place = 0
  private var draft = ""
  private var prefix: String?
  /// A search in the history: the words, and the entry before which it goes on.
  private var search: (text: String, place: Int?, origin: EditBuffer)?

  init(mode: RawMode, completer: Completer) {
    self.mode = mode
    self.completer = completer
  }

  /// Lets somebody edit an entry.
  func read() -> Outcome {
    mode.begin()
    defer { mode.end() }
    buffer = EditBuffer()
    isHelp = false
    place = history.entries.count
    prefix = nil
    screen.reset()
    screen.draw(picture)
    while true {
      let key = keys.next()
      below = []
      if let outcome = handle(key) {
        screen.leave(picture)
        if case .entry(let text) = outcome { history.add(text) }
        if case .help(let text) = outcome { history.add("?" + text) }
        return outcome
      }
      if !keys.hasMore { screen.draw(picture) }
    }
  }

  private var picture: Screen.Picture {
    if let search {
      let prompt = "(search) \(search.text): "
      return Screen.Picture(prompt: prompt, promptColor: "1;36", buffer: buffer, below: below)
    }
    return isHelp
      ? Screen.Picture(prompt: "help?> ", promptColor: "1;33", buffer: buffer, isSource: false, below: below)
      : Screen.Picture(prompt: "nabla> ", promptColor: "1;32", buffer: buffer, below: below)
  }

  // MARK: - Keys

  private func handle(_ key: Key) -> Outcome? {
    if search != nil, let outcome = handleSearch(key) { return outcome.value }
    if key != .up, key != .down { prefix = nil }
    switch key {
    case .text(let text): type(text)
    case .paste(let text): buffer.insert(text)
    case .enter: return enter()
    case .altEnter: breakLine()
    case .tab: complete()
    case .backspace, .control("h"): eraseBackward()
    case .delete: eraseForward()
    case .control("d"):
      if buffer.isEmpty { return .endOfInput }
      eraseForward()
    case .control("c"): return .abandoned
    case .endOfInput: return .endOfInput
    case .up: goUp()
    case .down: goDown()
    case .control("p"): recall(-1)
    case .control("n"): recall(1)
    case .control("r"): search = ("", nil, buffer)
    case .control("l"):
      Terminal.write("\u{1B}[H\u{1B}[2J")
      screen.reset()
    default: edit(key)
    }
    return nil
  }

  /// Motions and deletions.
  private func edit(_ key: Key) {
    switch key {
    case .left, .control("b"): buffer.cursor = max(0, buffer.cursor - 1)
    case .right, .control("f"): buffer.cursor = min(buffer.characters.count, buffer.cursor + 1)
    case .home, .control("a"): buffer.cursor = buffer.lineStart
    case .end, .control("e"): buffer.cursor = buffer.lineEnd
    case .wordLeft, .alt("b"): buffer.cursor = buffer.wordStart
    case .wordRight, .alt("f"): buffer.cursor = buffer.wordEnd
    case .alt("<"): buffer.cursor = 0
    case .alt(">"): buffer.cursor = buffer.characters.count
    case .control("k"):
      // At the end of a line, the line break goes.
      let end = buffer.lineEnd
      kill(buffer.cursor..<(end == buffer.cursor ? min(end + 1, buffer.characters.count) : end))
    case .control("u"): kill(buffer.lineStart..<buffer.cursor)
    case .control("w"): kill(buffer.blankWordStart..<buffer.cursor)
    case .altBackspace: kill(buffer.wordStart..<buffer.cursor)
    case .alt("d"): kill(buffer.cursor..<buffer.wordEnd)
    case .control("y"): buffer.insert(killed)
    case .control("t"): transpose()
    default: break
    }
  }

  private func kill(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    killed = buffer.remove(range)
  }

  /// Swaps the two characters around the cursor.
  private func transpose() {
    let right = min(buffer.cursor, buffer.lineEnd - 1)
    guard right > buffer.lineStart else { return }
    let pair = [buffer.characters[right], buffer.characters[right - 1]]
    buffer.replace(right - 1..<right + 1, with: String(pair))
  }

  private func type(_ text: String) {
    if text.hasPrefix("?"), buffer.isEmpty, !isHelp {
      isHelp = true
      buffer.insert(String(text.dropFirst()))
    } else {
      buffer.insert(text)
    }
  }

  private func eraseBackward() {
    if buffer.isEmpty {
      isHelp = false
    } else if buffer.cursor > 0 {
      // Of blanks that indent a line, as many as one step.
      let line = buffer.lineBeforeCursor
      let isIndent = line.count >= 2 && line.count % 2 == 0 && line.allSatisfy { $0 == " " }
      buffer.remove(buffer.cursor - (isIndent ? 2 : 1)..<buffer.cursor)
    }
  }

  private func eraseForward() {
    guard buffer.cursor < buffer.characters.count else { return }
    buffer.remove(buffer.cursor..<buffer.cursor + 1)
  }

  // MARK: - Lines

  private func enter() -> Outcome? {
    let text = buffer.text
    if isHelp {
      let name = text.trimmingBlanks
      if name.isEmpty { return .abandoned }
      return .help(name)
    }
    if text.trimmingBlanks.hasPrefix("?") { return .help(String(text.trimmingBlanks.dropFirst()).trimmingBlanks) }
    if Parser.parse(text).isIncomplete {
      breakLine()
      return nil
    }
    alignWord()
    return .entry(buffer.text)
  }

  /// Begins a new line with the blanks that its place in blocks asks for.
  private func breakLine() {
    alignWord()
    buffer.insert("\n")
    buffer.insert(String(repeating: " ", count: Indentation.after(buffer.textBeforeCursor)))
  }

  /// Sets a line that begins with `end`, `else` and the like one step further left than its block.
  private func alignWord() {
    let line = String(buffer.characters[buffer.lineStart..<buffer.lineEnd])
    guard buffer.lineStart > 0, Indentation.closesBlock(line) else { return }
    buffer.indentLine(to: max(0, Indentation.after(String(buffer.characters[..<buffer.lineStart])) - 2))
  }

  // MARK: - History

  private func goUp() {
    if buffer.isOnFirstLine { recall(-1) } else { buffer.moveLine(by: -1) }
  }

  private func goDown() {
    if buffer.isOnLastLine { recall(1) } else { buffer.moveLine(by: 1) }
  }

  /// The entry before or after the one that is shown, among those that begin with what was typed.
  private func recall(_ step: Int) {
    if place == history.entries.count { draft = (isHelp ? "?" : "") + buffer.text }
    let beginning = prefix ?? (place == history.entries.count ? draft : "")
    prefix = beginning
    if let index = history.index(from: place, step: step, prefix: beginning) {
      place = index
      show(history.entries[index])
    } else if step > 0, place < history.entries.count {
      place = history.entries.count
      show(draft)
    }
  }

  private func show(_ entry: String) {
    isHelp = entry.hasPrefix("?")
    buffer = EditBuffer(isHelp ? String(entry.dropFirst()) : entry)
  }

  // MARK: - Search

  /// What a key of a search leads to; its value is `nil` while editing goes on.
  private struct Handled { var value: Outcome? }

  private func handleSearch(_ key: Key) -> Handled? {
    guard var current = search else { return nil }
    switch key {
    case .text(let text), .paste(let text):
      current.text += text
      current.place = history.search(current.text, before: (current.place ?? history.entries.count - 1) + 1)
    case .backspace:
      if !current.text.isEmpty { current.text.removeLast() }
      current.place = history.search(current.text, before: history.entries.count)
    case .control("r"):
      if let older = history.search(current.text, before: current.place ?? history.entries.count) {
        current.place = older
      }
    case .control("g"), .control("c"), .escape:
      buffer = current.origin
      search = nil
      return Handled(value: nil)
    default:
      // Any other key takes the entry that was found, and does what it does.
      search = nil
      return nil
    }
    if let place = current.place {
      show(history.entries[place])
      self.place = place
    }
    search = current
    return Handled(value: nil)
  }

  // MARK: - Completion

  private func complete() {
    if buffer.lineBeforeCursor.allSatisfy({ $0 == " " }) { return buffer.insert("  ") }
    guard let result = completer.complete(buffer.textBeforeCursor) else { return }
    let range = buffer.cursor - result.length..<buffer.cursor
    if result.isReplacement { return buffer.replace(range, with: result.candidates[0]) }
    let common = Self.commonPrefix(result.candidates)
    if common.count > result.length {
      buffer.replace(range, with: common)
    } else if result.candidates.count > 1 {
      below = Self.columns(result.candidates)
    }
  }

  private static func commonPrefix(_ words: [String]) -> String {
    guard var common = words.first else { return "" }
    for word in words.dropFirst() {
      while !word.hasPrefix(common) { common.removeLast() }
    }
    return common
  }

  /// Words in columns, at most a few lines of them.
  private static func columns(_ words: [String]) -> [String] {
    let size = RawMode.size
    let width = (words.map(\.count).max() ?? 0) + 2
    let count = max(1, (size.columns - 1) / width)
    let limit = max(3, size.rows / 2)
    var lines: [String] = []
    for start in stride(from: 0, to: words.count, by: count) {
      if lines.count == limit {
        lines.append("… \(words.count - start) more")
        break
      }
      let row = words[start..<min(words.count, start + count)]
      lines.append(row.map { $0 + String(repeating: " ", count: max(0, width - $0.count)) }.joined())
    }
    return lines
  }
}

extension String {
  /// The text without blanks and line breaks at its ends.
  var trimmingBlanks: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
