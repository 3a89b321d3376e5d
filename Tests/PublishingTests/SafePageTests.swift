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
        // As a browser reads it: without blanks and control characters.
        let read = String(String.UnicodeScalarView(value.lowercased().unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }))
        let scheme = read.prefix { $0 != "/" && $0 != "#" && $0 != "?" }
        let isHarmless = !scheme.contains(":") || ["http:", "https:", "mailto:", "data:image"].contains { scheme.hasPrefix($0) }
        let isEncoded = value.replacing("&#39;", with: "").contains("&#")
        #expect(isHarmless && !isEncoded, "\(attempt): \(tag)")
      }
      let style = tag.attributes.first { $0.name == "style" }?.value.lowercased() ?? ""
      #expect(!style.contains("javascript") && !style.contains("expression") && !style.contains("url"), "\(attempt): \(tag)")
    }
  }

  /// What an attempt does to the page as a whole: nothing is left open, ended twice or out of its place.
  private func checkStructure(_ html: String, _ attempt: String) {
    // What a page says of itself may be wrong: headings out of order and links to names that are not there.
    let problems = PageStructure.problems(of: html).filter { !$0.contains("below level") && !$0.hasPrefix("there is no id") }
    #expect(problems == [], "\(attempt)")
  }

  @Test func noAttemptGetsThrough() throws {
    #expect(ScriptAttempts.all.count >= 350)
    for attempt in ScriptAttempts.all {
      let page = try Rendered(attempt + "\n", isSafe: true)
      check(page.html, attempt)
      checkStructure(page.html, attempt)
      // The rendered Markdown holds no raw HTML but marks of places, so that a page made of it is safe too.
      check(try Rendered(page.markdown).html, "as Markdown: \(attempt)")
    }
  }

  @Test func attemptsTogetherAreSafeToo() throws {
    let page = try Rendered(ScriptAttempts.all.joined(separator: "\n\n"), isSafe: true)
    check(page.html, "all")
    checkStructure(page.html, "all")
  }

  @Test func whatCellsAndCaptionsHoldIsTextWithoutAsking() throws {
    for attempt in ScriptAttempts.withoutMarkup {
      let page = try Rendered(attempt + "\n")
      check(page.html, attempt)
      checkStructure(page.html, attempt)
    }
  }

  @Test func aSiteIsSafeToo() throws {
    let attempts = ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "</title><svg onload=alert(1)>"]
    let links = attempts.indices.map { "- [\(attempts[$0].replacing("<", with: "\\<"))](p\($0).md)\n" }
    var files = ["README.md": "# `\(attempts[0])`\n\n" + links.joined()]
    for (index, attempt) in attempts.enumerated() {
      let reference = "See @sec-\((index + 1) % attempts.count)."
      files["p\(index).md"] =
        "---\ntitle: '`\(attempt)`'\n---\n\n\(reference)\n\n## `\(attempt)` {#sec-\(index)}\n\n## Other\n"
    }
    let site = try RenderedSite(files)
    #expect(site.messages == [])
    for name in ["index", "p0", "p1", "p2", "p3"] {
      let html = try site.text(name + ".html")
      checkStructure(html, name)
      #expect(PageToken.tags(of: html).filter { $0.name == "script" }.map { $0["src"] } == ["assets/nabla.js"])
      #expect(!PageToken.tags(of: html).contains { $0.name == "img" || $0.attributes.contains { $0.name.hasPrefix("on") } })
      check(try Rendered(try site.text(name == "index" ? "README.md" : name + ".md")).html, name)
    }
  }

  @Test func theCheckSeesWhatItShould() {
    let found = PageToken.tags(of: "<a href='x>y' b=c><script>1 < 2 <b></script><img/src=x/onerror=y>")
    #expect(found.map(\.name) == ["a", "script", "img"])
    #expect(found[0].attributes.map(\.value) == ["x>y", "c"])
  }
}
