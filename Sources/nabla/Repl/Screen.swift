// The entry being edited on the terminal: prompt, coloured text, cursor, and what stands below it.

import Engine
import Syntax

/// Draws an entry of any number of lines, in place of what it drew before.
struct Screen {
  /// What is to be seen.
  struct Picture {
    var prompt: String
    var promptColor: String
    var buffer: EditBuffer
    /// Whether the text is source of the language, which has colours.
    var isSource = true
    /// Lines below the entry: what Tab found.
    var below: [String] = []
  }

  /// The row of the cursor within what was drawn, from the top.
  private var cursorRow = 0

  /// Forgets what was drawn: the next picture begins where the cursor is.
  mutating func reset() { cursorRow = 0 }

  mutating func draw(_ picture: Picture) {
    let size = RawMode.size
    var layout = Layout(width: size.columns)
    layout.add(picture.prompt, color: picture.promptColor)
    let indent = String(repeating: " ", count: TextWidth.of(picture.prompt))
    let colors = picture.isSource ? Self.colors(of: picture.buffer) : []
    for (index, character) in picture.buffer.characters.enumerated() {
      if index == picture.buffer.cursor { layout.markCursor() }
      if character == "\n" {
        layout.breakLine()
        layout.add(indent, color: nil)
      } else {
        layout.add(character, color: index < colors.count ? colors[index] : nil)
      }
    }
    if picture.buffer.cursor == picture.buffer.characters.count { layout.markCursor() }
    layout.finish()
    var rows = layout.rows
    let (row, column) = layout.cursor
    for line in picture.below { rows.append(line) }

    // Of what is higher than the terminal, the part around the cursor.
    let first = max(0, min(row - size.rows / 2, rows.count - size.rows))
    let shown = rows[first..<min(rows.count, first + size.rows)]
    var text = cursorRow > 0 ? "\u{1B}[\(cursorRow)A" : ""
    text += "\r\u{1B}[J" + shown.joined(separator: "\r\n")
    let up = shown.count - 1 - (row - first)
    if up > 0 { text += "\u{1B}[\(up)A" }
    text += "\r"
    if column > 0 { text += "\u{1B}[\(column)C" }
    Terminal.write(text)
    cursorRow = row - first
  }

  /// Moves below the entry, where output begins.
  mutating func leave(_ picture: Picture) {
    var last = picture
    last.below = []
    last.buffer.cursor = last.buffer.characters.count
    draw(last)
    Terminal.write("\r\n")
    cursorRow = 0
  }

  /// The colour of each character.
  private static func colors(of buffer: EditBuffer) -> [String?] {
    let spans = Highlighter.spans(of: buffer.text)
    var result: [String?] = []
    var offset = 0
    var place = 0
    for character in buffer.characters {
      while place < spans.count, spans[place].0.end <= offset { place += 1 }
      result.append(place < spans.count ? SourceColors.code(of: spans[place].1) : nil)
      offset += character.utf8.count
    }
    return result
  }

  /// Breaks text into the rows of a terminal.
  private struct Layout {
    let width: Int
    private(set) var rows: [String] = []
    private(set) var cursor = (row: 0, column: 0)
    private var row = ""
    private var column = 0
    private var color: String?

    init(width: Int) { self.width = width }

    mutating func add(_ text: String, color: String?) {
      for character in text { add(character, color: color) }
    }

    mutating func add(_ character: Character, color: String?) {
      let isTab = character == "\t"
      let columns = isTab ? 2 : character.unicodeScalars.reduce(0) { $0 + TextWidth.of($1) }
      if column + columns > width { breakLine() }
      if color != self.color, Terminal.outputHasColor {
        if self.color != nil { row += "\u{1B}[0m" }
        if let color { row += "\u{1B}[\(color)m" }
        self.color = color
      }
      row += isTab ? "  " : String(character)
      column += columns
    }

    mutating func breakLine() {
      if color != nil { row += "\u{1B}[0m" }
      color = nil
      rows.append(row)
      row = ""
      column = 0
    }

    mutating func markCursor() {
      // Behind the last column, the cursor stands at the beginning of the next row.
      if column >= width { breakLine() }
      cursor = (rows.count, column)
    }

    mutating func finish() { breakLine() }
  }
}
