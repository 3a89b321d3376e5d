// The text of a BibTeX field: TeX's accents and dashes as characters, braces dropped, formulas kept.

/// A piece of a field.
public enum FieldText: Sendable, Hashable {
  case text(String)
  /// TeX between dollar signs.
  case formula(String)

  /// Reads a field. Commands that are not known keep their argument's text.
  public static func read(_ field: String) -> [FieldText] {
    var reader = FieldReader(field)
    return reader.read()
  }

  /// A field as plain characters, formulas as their TeX.
  public static func plain(_ field: String) -> String {
    read(field).map { piece in
      switch piece {
      case .text(let text): text
      case .formula(let tex): tex
      }
    }.joined()
  }
}

private struct FieldReader {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var pieces: [FieldText] = []
  private var text = String.UnicodeScalarView()

  init(_ field: String) { scalars = Array(field.unicodeScalars) }

  mutating func read() -> [FieldText] {
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      switch scalar {
      case "{", "}": break
      case "$": formula()
      case "~": text.append("\u{A0}")
      case "\\": command()
      case "-": dash()
      case "`" where follows("`"): quote("“")
      case "'" where follows("'"): quote("”")
      case "`": text.append("‘")
      case "'": text.append("’")
      case " ", "\n", "\t", "\r": if text.last != " " { text.append(" ") }
      default: text.append(scalar)
      }
    }
    flush()
    return pieces
  }

  private func follows(_ scalar: Unicode.Scalar) -> Bool { position < scalars.count && scalars[position] == scalar }

  private mutating func quote(_ mark: Unicode.Scalar) {
    position += 1
    text.append(mark)
  }

  private mutating func flush() {
    if !text.isEmpty { pieces.append(.text(String(text))) }
    text = String.UnicodeScalarView()
  }

  private mutating func formula() {
    guard let end = scalars[position...].firstIndex(of: "$") else { return text.append("$") }
    flush()
    pieces.append(.formula(String(String.UnicodeScalarView(scalars[position..<end]))))
    position = end + 1
  }

  private mutating func dash() {
    var count = 1
    while follows("-"), count < 3 {
      count += 1
      position += 1
    }
    text.append(count == 1 ? "-" : count == 2 ? "–" : "—")
  }

  private mutating func command() {
    guard position < scalars.count else { return }
    let first = scalars[position]
    guard first.properties.isAlphabetic else {
      position += 1
      if let accent = FieldReader.accents[first] { append(accent) } else { text.append(first) }
      return
    }
    let start = position
    while position < scalars.count, scalars[position].properties.isAlphabetic { position += 1 }
    let name = String(String.UnicodeScalarView(scalars[start..<position]))
    while position < scalars.count, scalars[position] == " " { position += 1 }
    if let letter = FieldReader.letters[name] {
      text.append(contentsOf: letter.unicodeScalars)
      // `\ss{}`: the braces only end the name.
      if follows("{"), position + 1 < scalars.count, scalars[position + 1] == "}" { position += 2 }
    } else if name.unicodeScalars.count == 1, let letter = name.unicodeScalars.first,
      let accent = FieldReader.letterAccents[letter]
    {
      append(accent)
    }
  }

  /// The next letter, in braces or not, with an accent on it.
  private mutating func append(_ accent: Unicode.Scalar) {
    while follows(" ") || follows("{") { position += 1 }
    guard position < scalars.count, scalars[position] != "}" else { return }
    var letter = scalars[position]
    position += 1
    if letter == "\\", position < scalars.count {
      // `\'{\i}`: an i whose dot makes room for the accent.
      letter = scalars[position] == "j" ? "j" : scalars[position] == "i" ? "i" : scalars[position]
      position += 1
    }
    text.append(letter)
    text.append(accent)
    if follows("}") { position += 1 }
  }

  private static let accents: [Unicode.Scalar: Unicode.Scalar] = [
    "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", ".": "\u{307}", "\"": "\u{308}",
  ]
  private static let letterAccents: [Unicode.Scalar: Unicode.Scalar] = [
    "u": "\u{306}", "v": "\u{30C}", "H": "\u{30B}", "c": "\u{327}", "k": "\u{328}", "r": "\u{30A}", "d": "\u{323}",
    "b": "\u{331}", "t": "\u{361}",
  ]
  private static let letters: [String: String] = [
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł",
    "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "S": "§", "P": "¶", "dots": "…",
    "ldots": "…", "textendash": "–", "textemdash": "—", "LaTeX": "LaTeX", "TeX": "TeX", "copyright": "©",
  ]
}
