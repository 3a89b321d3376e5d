// Raw HTML is kept, or left out when asked.

import Testing

@Suite struct RawHTMLTests {
  private static let source = "<div class=\"x\">\n\n**bold** and <kbd>Ctrl</kbd>\n\n</div>\n\n<script>alert(1)</script>\n"

  @Test func rawHTMLIsKept() throws {
    let page = try Rendered(Self.source)
    #expect(page.html.contains("<div class=\"x\">\n<p><strong>bold</strong> and <kbd>Ctrl</kbd></p>\n</div>"))
    #expect(page.html.contains("<script>alert(1)</script>"))
  }

  @Test func safePagesHaveNone() throws {
    let page = try Rendered(Self.source, isSafe: true)
    #expect(page.html.contains("<p><strong>bold</strong> and Ctrl</p>"))
    #expect(!page.html.contains("alert(1)"))
    #expect(!page.markdown.contains("<kbd>") && !page.markdown.contains("<script"))
  }
}
