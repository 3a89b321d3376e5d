// Pages of strangers' texts hold no script, whatever the text tries.

import Testing

@Suite struct SafePageTests {
  /// A tag of a page with its attributes, read as a browser's tokenizer reads it.
  private struct Tag {
    var name: String
    var attributes: [(name: String, value: String)]
  }

  /// The tags of a page outside of its own style and script.
  private func tags(_ html: String) -> [Tag] {
    var tags: [Tag] = []
    var rest = html[...]
    while let open = rest.firstIndex(of: "<") {
      rest = rest[open...].dropFirst()
      if rest.hasPrefix("!--") {
        rest = rest.firstRange(of: "-->").map { rest[$0.upperBound...] } ?? ""
        continue
      }
      let isEnd = rest.first == "/"
      if isEnd { rest = rest.dropFirst() }
      guard rest.first?.isLetter == true else { continue }
      let name = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
      rest = rest[name.endIndex...]
      var tag = Tag(name: name.lowercased(), attributes: [])
      while let first = rest.first, first != ">" {
        if first.isWhitespace || first == "/" {
          rest = rest.dropFirst()
          continue
        }
        let key = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" && $0 != "=" }
        rest = key.isEmpty ? rest.dropFirst() : rest[key.endIndex...]
        var value = ""
        let afterBlanks = rest.drop(while: \.isWhitespace)
        if afterBlanks.first == "=" {
          rest = afterBlanks.dropFirst().drop(while: \.isWhitespace)
          if let quote = rest.first, quote == "\"" || quote == "'" {
            rest = rest.dropFirst()
            value = String(rest.prefix { $0 != quote })
            rest = rest.dropFirst(value.count + 1)
          } else {
            value = String(rest.prefix { !$0.isWhitespace && $0 != ">" })
            rest = rest.dropFirst(value.count)
          }
        }
        tag.attributes.append((key.lowercased(), value))
      }
      if !isEnd { tags.append(tag) }
      // What stands in these is no markup.
      if !isEnd, tag.name == "script" || tag.name == "style" || tag.name == "title" {
        rest = rest.firstRange(of: "</\(tag.name)>").map { rest[$0.lowerBound...] } ?? ""
      }
    }
    return tags
  }

  private static let forbidden: Set = [
    "iframe", "frame", "frameset", "embed", "object", "applet", "base", "form", "button", "link", "noscript", "template", "video",
    "audio", "source", "marquee", "isindex", "layer", "bgsound", "textarea", "select", "keygen", "body onload", "foreignobject", "animate",
  ]

  private func check(_ html: String, _ attempt: String) {
    let tags = tags(html)
    #expect(tags.count { $0.name == "script" } == 1, "\(attempt)")
    #expect(html.contains("<script>\n(() => {"), "\(attempt)")
    for tag in tags {
      #expect(!Self.forbidden.contains(tag.name), "\(attempt)")
      for (name, value) in tag.attributes {
        #expect(!name.hasPrefix("on"), "\(attempt): \(tag)")
        #expect(!["srcdoc", "formaction", "background", "dynsrc", "lowsrc", "http-equiv"].contains(name), "\(attempt): \(tag)")
        guard ["href", "src", "xlink:href", "action", "data", "poster"].contains(name) else { continue }
        let scheme = value.lowercased().filter { !$0.isWhitespace }.prefix { $0 != "/" && $0 != "#" && $0 != "?" }
        let isHarmless = !scheme.contains(":") || ["http:", "https:", "mailto:", "data:image"].contains { scheme.hasPrefix($0) }
        #expect(isHarmless && !value.contains("&#"), "\(attempt): \(tag)")
      }
      let style = tag.attributes.first { $0.name == "style" }?.value.lowercased() ?? ""
      #expect(!style.contains("javascript") && !style.contains("expression"), "\(attempt): \(tag)")
    }
  }

  @Test func noAttemptGetsThrough() throws {
    #expect(ScriptAttempts.all.count >= 150)
    for attempt in ScriptAttempts.all { check(try Rendered(attempt + "\n", isSafe: true).html, attempt) }
  }

  @Test func attemptsTogetherAreSafeToo() throws {
    check(try Rendered(ScriptAttempts.all.joined(separator: "\n\n"), isSafe: true).html, "all")
  }

  @Test func theCheckSeesWhatItShould() {
    let found = tags("<a href='x>y' b=c><script>1 < 2 <b></script><img/src=x/onerror=y>")
    #expect(found.map(\.name) == ["a", "script", "img"])
    #expect(found[0].attributes.map(\.value) == ["x>y", "c"])
  }
}
