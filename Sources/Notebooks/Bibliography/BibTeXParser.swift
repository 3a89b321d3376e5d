// Reads BibTeX: entries with their fields, macros of `@string`, and what is wrong, with its place.

import Syntax

/// One entry of a BibTeX file, as written: field values still hold TeX.
public struct BibTeXEntry: Sendable {
  /// In lower case: `book`, `article`.
  public var type: String
  public var key: String
  /// By name in lower case; `@string` names and `#` are replaced.
  public var fields: [String: String]
  public var span: Span
}

/// A BibTeX file is a series of `@type{key, field = value, …}`; text between entries is a comment. After a mistake
/// reading goes on at the next `@` that opens a line.
struct BibTeXParser {
  private(set) var entries: [BibTeXEntry] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let bytes: [UInt8]
  private var position = 0
  /// What `@string` defines; the months are there from the beginning.
  private var strings: [String: String] = [
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June", "jul": "July",
    "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
  ]

  /// After so many the file is not read further.
  private static let maximumMistakes = 100

  private struct Mistake: Error {
    var message: String
    var position: Int
    var hint: String?
  }

  init(_ text: String) {
    bytes = Array(text.utf8)
    while findEntry() {
      let start = position
      do {
        try readEntry()
      } catch {
        let end = min(bytes.count, error.position + 1)
        diagnostics.append(
          Diagnostic(.error, "bibtex", error.message, at: Span(min(error.position, end), end), hint: error.hint))
        // A mistake may have cost a walk to the end of the file.
        if diagnostics.count == BibTeXParser.maximumMistakes { return }
        position = max(error.position, start + 1)
        skipToLine()
      }
    }
  }

  // MARK: - Between entries

  /// Moves behind the next `@`; whether there is one.
  private mutating func findEntry() -> Bool {
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "@") { return true }
      position += 1
    }
    return false
  }

  /// After a mistake: to the next line that begins with `@`.
  private mutating func skipToLine() {
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "@"), position == 0 || bytes[position - 1] == UInt8(ascii: "\n") { return }
      position += 1
    }
  }

  // MARK: - One entry

  private mutating func readEntry() throws(Mistake) {
    let start = position
    position += 1
    let type = name().lowercased()
    skipBlanks()
    if type == "comment" {
      if current == UInt8(ascii: "{") { _ = try braced() }
      return
    }
    let close: UInt8
    switch current {
    case UInt8(ascii: "{"): close = UInt8(ascii: "}")
    case UInt8(ascii: "("): close = UInt8(ascii: ")")
    default:
      // `@` in running text, such as an address.
      return
    }
    position += 1
    skipBlanks()
    switch type {
    case "preamble": _ = try value()
    case "string":
      let macro = name().lowercased()
      try expect(UInt8(ascii: "="), "`=` between a name and its text")
      strings[macro] = try value()
    default:
      let key = keyText(close)
      guard !key.isEmpty else {
        throw Mistake(message: "this entry has no key", position: start, hint: "write `@\(type){key, …}`")
      }
      skipBlanks()
      guard current == UInt8(ascii: ",") || current == close else {
        throw Mistake(message: "expected a comma behind the key `\(key)`", position: position, hint: nil)
      }
      let fields = try self.fields(close)
      entries.append(BibTeXEntry(type: type, key: key, fields: fields, span: Span(start, position)))
      return
    }
    skipBlanks()
    try expect(close, "`\(Character(Unicode.Scalar(close)))` at the end of `@\(type)`")
  }

  private mutating func fields(_ close: UInt8) throws(Mistake) -> [String: String] {
    var fields: [String: String] = [:]
    while true {
      skipBlanks()
      if current == UInt8(ascii: ",") {
        position += 1
        continue
      }
      if current == close {
        position += 1
        return fields
      }
      let place = position
      let field = name().lowercased()
      guard !field.isEmpty else {
        let found = current.map { "found `\(Character(Unicode.Scalar($0)))`" } ?? "the file ends"
        throw Mistake(
          message: "expected a field or the end of the entry, \(found)", position: place,
          hint: "fields are written `name = {value},`")
      }
      try expect(UInt8(ascii: "="), "`=` behind the field `\(field)`")
      let text = try value()
      // BibTeX keeps the first of two fields of the same name.
      if fields[field] == nil { fields[field] = text }
    }
  }

  /// One or more pieces joined by `#`.
  private mutating func value() throws(Mistake) -> String {
    var text = ""
    while true {
      skipBlanks()
      switch current {
      case UInt8(ascii: "{"): text += try braced()
      case UInt8(ascii: "\""): text += try quoted()
      default:
        let place = position
        let word = name()
        guard !word.isEmpty else { throw Mistake(message: "expected a value", position: place, hint: nil) }
        if word.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
          text += word
        } else if let known = strings[word.lowercased()] {
          text += known
        } else {
          throw Mistake(
            message: "there is no `@string` called `\(word)`", position: place,
            hint: "put text into braces: `{\(word)}`")
        }
      }
      skipBlanks()
      guard current == UInt8(ascii: "#") else { return text }
      position += 1
    }
  }

  /// The text between braces, which may nest.
  private mutating func braced() throws(Mistake) -> String {
    let open = position
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 {
          position += 1
          return String(decoding: bytes[open + 1..<position - 1], as: UTF8.self)
        }
      default: break
      }
      position += 1
    }
    throw Mistake(message: "this brace is never closed", position: open, hint: nil)
  }

  /// The text between quotation marks; those inside braces do not end it.
  private mutating func quoted() throws(Mistake) -> String {
    let open = position
    var depth = 0
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\\"): position += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "\"") where depth <= 0:
        position += 1
        return String(decoding: bytes[open + 1..<position - 1], as: UTF8.self)
      default: break
      }
      position += 1
    }
    throw Mistake(message: "this quotation mark is never closed", position: open, hint: nil)
  }

  // MARK: - Characters

  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = current, byte <= 0x20 { position += 1 }
  }

  private mutating func expect(_ byte: UInt8, _ words: String) throws(Mistake) {
    skipBlanks()
    guard current == byte else { throw Mistake(message: "expected \(words)", position: position, hint: nil) }
    position += 1
  }

  private mutating func name() -> String {
    let start = position
    while let byte = current, byte > 0x20, !"{}(),=#\"%@".utf8.contains(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func keyText(_ close: UInt8) -> String {
    let start = position
    while let byte = current, byte > 0x20, byte != UInt8(ascii: ","), byte != close { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }
}
