// A page cut into tags and text, as a browser's tokenizer cuts it.

enum PageToken {
  case start(PageTag)
  case end(String)
  case text(String)

  /// The tokens of a page; comments and the document type are none. What stands in a script, a style or the title is text.
  static func tokens(of html: String) -> [PageToken] {
    var tokens: [PageToken] = []
    var rest = html[...]
    var raw: String?
    while !rest.isEmpty {
      if let name = raw {
        let end = rest.firstRange(of: "</\(name)")?.lowerBound ?? rest.endIndex
        if end > rest.startIndex { tokens.append(.text(String(rest[..<end]))) }
        rest = rest[end...]
        raw = nil
        continue
      }
      let next = rest.dropFirst()
      guard rest.first == "<", let mark = next.first, mark.isLetter || "/!?".contains(mark) else {
        let end = next.firstIndex(of: "<") ?? rest.endIndex
        tokens.append(.text(String(rest[..<end])))
        rest = rest[end...]
        continue
      }
      if next.hasPrefix("!--") {
        rest = next.firstRange(of: "-->").map { next[$0.upperBound...] } ?? ""
      } else if mark == "!" || mark == "?" {
        rest = next.drop { $0 != ">" }.dropFirst()
      } else {
        rest = mark == "/" ? next.dropFirst() : next
        let tag = PageTag(reading: &rest)
        tokens.append(mark == "/" ? .end(tag.name) : .start(tag))
        if mark != "/", ["script", "style", "title"].contains(tag.name) { raw = tag.name }
      }
    }
    return tokens
  }

  /// The opening tags of a page.
  static func tags(of html: String) -> [PageTag] {
    tokens(of: html).compactMap { if case .start(let tag) = $0 { tag } else { nil } }
  }
}

struct PageTag {
  var name: String
  var attributes: [(name: String, value: String)] = []
  /// Whether it closes itself, as elements of SVG may.
  var closesItself = false

  subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// Reads the name and the attributes up to the `>` behind them.
  fileprivate init(reading rest: inout Substring) {
    let name = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
    self.name = name.lowercased()
    rest = rest[name.endIndex...]
    while let first = rest.first, first != ">" {
      if first.isWhitespace || first == "/" {
        rest = rest.dropFirst()
        if first == "/", rest.first == ">" { closesItself = true }
        continue
      }
      let key = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" && $0 != "=" }
      rest = key.isEmpty ? rest.dropFirst() : rest[key.endIndex...]
      var value = Substring()
      let afterBlanks = rest.drop(while: \.isWhitespace)
      if afterBlanks.first == "=" {
        rest = afterBlanks.dropFirst().drop(while: \.isWhitespace)
        if let quote = rest.first, quote == "\"" || quote == "'" {
          rest = rest.dropFirst()
          value = rest.prefix { $0 != quote }
          rest = rest[value.endIndex...].dropFirst()
        } else {
          value = rest.prefix { !$0.isWhitespace && $0 != ">" }
          rest = rest[value.endIndex...]
        }
      }
      attributes.append((key.lowercased(), String(value)))
    }
    rest = rest.dropFirst()
  }
}
