// A plain colouring for code of languages that are not run here: strings, numbers and comments.

/// What is coloured in code of another language.
enum PlainToken: Sendable { case string, number, comment }

/// How a language writes its comments and strings.
private struct Lexicon {
  var lineComments: [String] = []
  var blockComments: [(open: String, close: String)] = []
  var quotes: [Character] = ["\"", "'"]
  /// Whether `"""` opens a string over several lines.
  var hasTripleQuotes = false

  /// By the first word of a fence's info string; `nil` where even a comment cannot be told.
  static func of(_ language: String) -> Lexicon? {
    switch language.lowercased() {
    case "python", "py":
      Lexicon(lineComments: ["#"], hasTripleQuotes: true)
    case "r", "ruby", "rb", "sh", "bash", "shell", "zsh", "yaml", "yml", "toml", "make", "makefile", "dockerfile", "perl":
      Lexicon(lineComments: ["#"])
    case "c", "cpp", "c++", "h", "java", "javascript", "js", "typescript", "ts", "go", "kotlin", "scala", "csharp", "cs", "php":
      Lexicon(lineComments: ["//"], blockComments: [("/*", "*/")], quotes: ["\"", "'", "`"])
    case "swift":
      Lexicon(lineComments: ["//"], blockComments: [("/*", "*/")], quotes: ["\""], hasTripleQuotes: true)
    case "rust", "rs":
      // `'` also begins a lifetime.
      Lexicon(lineComments: ["//"], blockComments: [("/*", "*/")], quotes: ["\""])
    case "css": Lexicon(blockComments: [("/*", "*/")])
    case "json": Lexicon(quotes: ["\""])
    case "sql": Lexicon(lineComments: ["--"], blockComments: [("/*", "*/")])
    case "lua": Lexicon(lineComments: ["--"], blockComments: [("--[[", "]]")])
    case "haskell", "hs": Lexicon(lineComments: ["--"], blockComments: [("{-", "-}")], quotes: ["\""])
    case "matlab", "octave": Lexicon(lineComments: ["%", "#"], blockComments: [("%{", "%}")], quotes: ["\""])
    case "tex", "latex": Lexicon(lineComments: ["%"], quotes: [])
    case "bibtex": Lexicon(quotes: ["\""])
    case "html", "xml", "svg": Lexicon(blockComments: [("<!--", "-->")], quotes: ["\""])
    case "lisp", "scheme", "clojure": Lexicon(lineComments: [";"], quotes: ["\""])
    default: nil
    }
  }
}

enum PlainHighlighter {
  /// The coloured stretches of a text, as UTF-8 offsets in order; none for a language that is not known.
  static func spans(of source: String, language: String) -> [(range: Range<Int>, token: PlainToken)] {
    guard let lexicon = Lexicon.of(language) else { return [] }
    let text = Array(source.utf8)
    let lineComments = lexicon.lineComments.map { Array($0.utf8) }
    let blockComments = lexicon.blockComments.map { (Array($0.open.utf8), Array($0.close.utf8)) }
    let quotes = lexicon.quotes.compactMap(\.asciiValue)
    var spans: [(range: Range<Int>, token: PlainToken)] = []
    var position = 0

    func stands(_ word: [UInt8], at place: Int) -> Bool {
      place + word.count <= text.count && text[place..<(place + word.count)].elementsEqual(word)
    }
    func isWord(_ byte: UInt8) -> Bool {
      byte >= 0x80 || byte == UInt8(ascii: "_") || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || isDigit(byte)
    }
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    scan: while position < text.count {
      let start = position
      for (open, close) in blockComments where stands(open, at: position) {
        position += open.count
        while position < text.count, !stands(close, at: position) { position += 1 }
        position = min(text.count, position + close.count)
        spans.append((start..<position, .comment))
        continue scan
      }
      if lineComments.contains(where: { stands($0, at: position) }) {
        while position < text.count, text[position] != 0x0A { position += 1 }
        spans.append((start..<position, .comment))
        continue
      }
      let byte = text[position]
      if quotes.contains(byte) {
        let isTriple = lexicon.hasTripleQuotes && stands([byte, byte, byte], at: position)
        let close = isTriple ? [byte, byte, byte] : [byte]
        position += close.count
        // A string that its line does not end is an apostrophe.
        while position < text.count, !stands(close, at: position), isTriple || text[position] != 0x0A {
          position += text[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position, text.count)
        guard stands(close, at: position) else {
          position = start + 1
          continue
        }
        position += close.count
        spans.append((start..<position, .string))
      } else if isDigit(byte) {
        while position < text.count, isWord(text[position]) || text[position] == UInt8(ascii: ".") { position += 1 }
        spans.append((start..<position, .number))
      } else if isWord(byte) {
        while position < text.count, isWord(text[position]) { position += 1 }
      } else {
        position += 1
      }
    }
    return spans
  }
}
