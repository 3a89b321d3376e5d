// What `\alpha` and its like stand for when a prompt or an editor completes them.

/// Characters by the names that Julia's prompt gives them: `\alpha`, `\in`, `\_1`, `\^2`, `\bfx`, `\bbR`, `\hat`.
public enum UnicodeNames {
  /// The character of a name without its backslash; several for `_12` and `^10`.
  public static func character(named name: String) -> String? {
    if let known = characters[name] { return known }
    guard name.count > 1 else { return nil }
    switch name.first {
    case "_": return replaced(name.dropFirst(), by: lowered)
    case "^": return replaced(name.dropFirst(), by: raised)
    default: return nil
    }
  }

  /// The names that begin so, in order.
  public static func names(withPrefix prefix: String) -> [String] {
    characters.keys.filter { $0.hasPrefix(prefix) }.sorted()
  }

  private static func replaced(_ text: Substring, by map: [Character: Character]) -> String? {
    var result = ""
    for character in text {
      guard let other = map[character] else { return nil }
      result.append(other)
    }
    return result
  }

  private static let lowered = pairs(subscripts)
  private static let raised = pairs(superscripts)

  private static func pairs(_ text: String) -> [Character: Character] {
    var map: [Character: Character] = [:]
    for pair in text.split(separator: " ") {
      if let first = pair.first, let last = pair.last { map[first] = last }
    }
    return map
  }

  /// All names, the alphabets of mathematics included.
  private static let characters: [String: String] = {
    var result: [String: String] = [:]
    // By scalars, because a blank and an accent behind it are one character.
    let words = table.unicodeScalars.split { $0 == " " || $0 == "\n" }
    for place in stride(from: 0, to: words.count - 1, by: 2) { result[String(words[place])] = String(words[place + 1]) }
    for (character, other) in lowered { result["_\(character)"] = String(other) }
    for (character, other) in raised { result["^\(character)"] = String(other) }
    for alphabet in alphabets { alphabet.add(to: &result) }
    return result
  }()

  // MARK: - Alphabets

  /// A style of letters in the block of mathematical alphanumeric symbols.
  private struct Alphabet {
    var prefix: String
    /// The code of `A`; the small letters follow after `Z`.
    var capital: UInt32
    var zero: UInt32?
    /// The code of Α among the Greek letters.
    var alpha: UInt32?
    /// Letters that Unicode has elsewhere.
    var exceptions: [Character: String] = [:]

    func add(to names: inout [String: String]) {
      for offset in 0..<UInt32(52) {
        let letter = Character(Unicode.Scalar(UInt8(offset < 26 ? 65 + offset : 97 + offset - 26)))
        guard let scalar = Unicode.Scalar(capital + offset) else { continue }
        names[prefix + String(letter)] = exceptions[letter] ?? String(Character(scalar))
      }
      if let zero {
        for digit in 0..<UInt32(10) {
          if let scalar = Unicode.Scalar(zero + digit) { names[prefix + "\(digit)"] = String(Character(scalar)) }
        }
      }
      if let alpha {
        for (position, name) in UnicodeNames.greek.enumerated() where !name.isEmpty {
          let place = UInt32(position)
          if let scalar = Unicode.Scalar(alpha + place) { names[prefix + name.capitalized] = String(Character(scalar)) }
          if let scalar = Unicode.Scalar(alpha + 26 + place) { names[prefix + name] = String(Character(scalar)) }
        }
      }
    }
  }

  /// The Greek letters in the order of Unicode, where the second sigma has a place of its own.
  private static let greek = [
    "alpha", "beta", "gamma", "delta", "varepsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
    "xi",
    "omicron", "pi", "rho", "", "sigma", "tau", "upsilon", "varphi", "chi", "psi", "omega",
  ]

  private static let alphabets: [Alphabet] = [
    Alphabet(prefix: "bf", capital: 0x1D400, zero: 0x1D7CE, alpha: 0x1D6A8),
    Alphabet(prefix: "it", capital: 0x1D434, alpha: 0x1D6E2, exceptions: ["h": "ℎ"]),
    Alphabet(prefix: "bi", capital: 0x1D468, alpha: 0x1D71C),
    Alphabet(
      prefix: "scr", capital: 0x1D49C,
      exceptions: [
        "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ", "g": "ℊ", "o": "ℴ",
      ]),
    Alphabet(prefix: "bscr", capital: 0x1D4D0),
    Alphabet(
      prefix: "frak", capital: 0x1D504, exceptions: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"]),
    Alphabet(
      prefix: "bb", capital: 0x1D538, zero: 0x1D7D8,
      exceptions: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"]),
    Alphabet(prefix: "bfrak", capital: 0x1D56C),
    Alphabet(prefix: "sans", capital: 0x1D5A0, zero: 0x1D7E2),
    Alphabet(prefix: "bsans", capital: 0x1D5D4, zero: 0x1D7EC),
    Alphabet(prefix: "tt", capital: 0x1D670, zero: 0x1D7F6),
  ]
}

extension String {
  /// The word with a capital first letter, by ASCII.
  fileprivate var capitalized: String {
    guard let first else { return self }
    return first.uppercased() + dropFirst()
  }
}
