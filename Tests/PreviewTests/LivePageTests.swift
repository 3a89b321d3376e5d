// A page in a browser as its file changes: the new text is there, and the reader is where he was.

import Foundation
import Testing

@testable import Preview

@Suite(.enabled(if: RemoteBrowser.program != nil, "there is no Chromium"), .serialized) struct LivePageTests {
  /// A lesson that is longer than a window, with something to unfold.
  private static func lesson(_ expression: String, before: String = "") -> String {
    let text = (1...60).map { "Paragraph \($0).\n\n" }.joined()
    return "# Long\n\n\(before)## Start\n\n\(text)> [!HINT] Fold\n> Inside.\n\n## End\n\n```python\nprint(1)\n```\n\n"
      + "```nabla\n\(expression)\n```\n\n\(text)"
  }

  @Test(arguments: ["", "one.md"])
  func anEditChangesThePageInItsPlace(path: String) throws {
    let preview = try RunningPreview(["one.md": Self.lesson("6 * 7"), "two.md": "# Two\n"], path)
    let browser = try RemoteBrowser("http://127.0.0.1:\(preview.port)/one.html")
    func waitFor(_ condition: String) throws { try browser.wait(for: condition) }
    try waitFor("document.querySelector('.theme') && document.querySelector('.cell')?.textContent.includes('42')")
    // What only a page that was not loaded again still knows.
    _ = try browser.evaluate(
      """
      window.mine = 1
      document.documentElement.style.scrollBehavior = 'auto'
      document.querySelector('details.hint').open = true
      document.querySelector('.theme').click()
      document.getElementById('end').scrollIntoView()
      """)
    let look = "[window.mine, document.querySelector('details.hint').open, document.querySelectorAll('.theme').length, "
      + "document.documentElement.dataset.theme, Math.round(document.getElementById('end').getBoundingClientRect().top)].join()"
    let before = try browser.evaluate(look)
    #expect(before.hasPrefix("1,true,1,dark,"))

    try preview.save(Self.lesson("6 * 8"), to: "one.md")
    try waitFor("document.querySelector('.cell').textContent.includes('48')")
    #expect(try browser.evaluate(look) == before)

    // Text above moves nothing in the window, and the contents have a new entry.
    try preview.save(Self.lesson("6 * 8", before: "## New\n\nOne.\n\nTwo.\n\nThree.\n\n"), to: "one.md")
    try waitFor("document.getElementById('new')")
    #expect(try browser.evaluate(look) == before)
    #expect(try browser.evaluate("[...document.querySelectorAll('nav.contents a')].map(a => a.textContent).join()") == "New,Start,End")
    // Each listing has its button, also those that came.
    #expect(try browser.evaluate("['pre.code', '.copy'].map(name => document.querySelectorAll(name).length).join()") == "2,2")

    // A failure is shown at its place and at the top.
    try preview.save(Self.lesson("6 * absent"), to: "one.md")
    try waitFor("document.querySelector('.cell .error')")
    try waitFor("document.querySelector('.preview-bar a')?.getAttribute('href') === '#cell-1'")
    try preview.save(Self.lesson("6 * 9"), to: "one.md")
    try waitFor("document.querySelector('.cell').textContent.includes('54') && document.querySelector('.preview-bar').hidden")
    #expect(try browser.evaluate(look) == before)

    // The file goes, and comes back.
    try FileManager.default.removeItem(atPath: preview.folder + "/one.md")
    try waitFor("document.querySelector('.preview-trouble')")
    try preview.save(Self.lesson("6 * 10"), to: "one.md")
    try waitFor("document.querySelector('.cell').textContent.includes('60') && !document.querySelector('.preview-trouble')")
    #expect(try browser.evaluate(look) == before)
    #expect(try browser.messages() == [])
  }

  @Test func newLettersOfFormulasComeWithTheirFont() throws {
    let preview = try RunningPreview(["README.md": "# Course\n\n- [One](one.md)\n", "one.md": "# One\n\n$$ x $$\n"])
    let browser = try RemoteBrowser("http://127.0.0.1:\(preview.port)/one.html")
    try browser.wait(for: "document.querySelector('math') && document.querySelector('.theme')")
    _ = try browser.evaluate("window.mine = 1")
    try preview.save("# One\n\n$$ \\int x $$\n", to: "one.md")
    try browser.wait(for: "document.querySelector('math').textContent.includes('∫')")
    try browser.wait(for: "[...document.querySelectorAll('link[rel=stylesheet]')].map(link => link.href.includes('?')).join() === 'true'")
    #expect(try browser.evaluate("window.mine") == "1")
    #expect(try browser.messages() == [])
  }
}
