// The name of an author or editor, read as BibTeX reads names.

/// The four parts of a name (Patashnik, "BibTeXing", 1988, section 4).
public struct PersonName: Sendable, Hashable {
  public var first: String
  /// `von`, `de la`.
  public var particle: String
  public var last: String
  /// `Jr.`
  public var suffix: String

  /// The names of an `author` or `editor` field; `others` behind the last `and` makes the second part true.
  public static func list(_ field: String) -> (names: [PersonName], andOthers: Bool) {
    var names: [PersonName] = []
    var others = false
    for part in split(field, at: { $0.lowercased() == "and" }) {
      if part.count == 1, part[0].lowercased() == "others" {
        others = true
      } else if !part.isEmpty {
        names.append(PersonName(part))
      }
    }
    return (names, others)
  }

  /// The last name with its particle, as a citation gives it.
  public var short: String { particle.isEmpty ? last : particle + " " + last }

  /// `Golub, Gene H.`, as the first author of an entry stands.
  public var inverted: String {
    [short, first, suffix].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// `Gene H. Golub`.
  public var natural: String {
    [first, particle, last].filter { !$0.isEmpty }.joined(separator: " ") + (suffix.isEmpty ? "" : ", " + suffix)
  }

  /// - Parameter words: words of one name; braces keep words together, a comma stays at its word's end.
  private init(_ words: [String]) {
    var parts: [[String]] = [[]]
    for word in words {
      if word.hasSuffix(",") {
        let bare = String(word.dropLast())
        if !bare.isEmpty { parts[parts.count - 1].append(bare) }
        parts.append([])
      } else {
        parts[parts.count - 1].append(word)
      }
    }
    func text(_ words: some Swift.Collection<String>) -> String { words.map { FieldText.plain($0) }.joined(separator: " ") }
    if parts.count == 1 {
      // First von Last: the particle is what begins in lower case, the last word is always the last name.
      let words = parts[0]
      let start = words.dropLast().firstIndex(where: PersonName.isLower)
      let end = words.dropLast().lastIndex(where: PersonName.isLower)
      if let start, let end {
        first = text(words[..<start])
        particle = text(words[start...end])
        last = text(words[(end + 1)...])
      } else {
        first = text(words.dropLast())
        particle = ""
        last = text(words.suffix(1))
      }
      suffix = ""
    } else {
      // von Last, First, or von Last, Jr, First.
      let family = parts[0]
      let start = family.dropLast().lastIndex(where: PersonName.isLower).map { $0 + 1 } ?? 0
      particle = text(family[..<start])
      last = text(family[start...])
      first = text(parts[parts.count - 1])
      suffix = parts.count > 2 ? text(parts[1]) : ""
    }
  }

  private static func isLower(_ word: String) -> Bool {
    word.unicodeScalars.first { $0.properties.isAlphabetic }?.properties.isLowercase ?? false && !word.hasPrefix("{")
  }

  /// Words outside of braces, in groups between the words that `isSeparator` names.
  private static func split(_ field: String, at isSeparator: (String) -> Bool) -> [[String]] {
    var groups: [[String]] = [[]]
    var word = ""
    var depth = 0
    func close() {
      if word.isEmpty { return }
      if isSeparator(word) { groups.append([]) } else { groups[groups.count - 1].append(word) }
      word = ""
    }
    for character in field {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if depth <= 0, character.isWhitespace || character == "~" {
        close()
      } else if depth <= 0, character == "," {
        word.append(character)
        close()
      } else {
        word.append(character)
      }
    }
    close()
    return groups
  }
}
