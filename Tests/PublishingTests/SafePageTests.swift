// Pages of strangers' texts hold no script, whatever the text tries.

import Testing

@Suite struct SafePageTests {
  private static let forbidden: Set = [
    "iframe", "frame", "frameset", "embed", "object", "applet", "base", "form", "button", "link", "noscript", "template", "video",
    "audio", "source", "marquee", "isindex", "layer", "bgsound", "textarea", "select", "keygen", "body onload", "foreignobject", "animate",
  ]

  private func check(_ html: String, _ attempt: String) {
    let tags = PageToken.tags(of: html)
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
    let found = PageToken.tags(of: "<a href='x>y' b=c><script>1 < 2 <b></script><img/src=x/onerror=y>")
    #expect(found.map(\.name) == ["a", "script", "img"])
    #expect(found[0].attributes.map(\.value) == ["x>y", "c"])
  }
}
