// What a Git host would not show is written out in rendered Markdown.

import Testing

@Suite struct MarkdownTests {
  @Test func `Macros of the front matter are written out`() throws {
    let page = try Rendered(
      """
      ---
      title: 'In $\\R$'
      macros:
        R: '\\mathbb{R}'
        norm: '\\lVert #1 \\rVert'
      ---

      For $x \\in \\R^n$ with $\\norm{x} = \\val{1 + 1}$:

      > $$
      > \\norm{x
      > - \\val{3}} \\in \\R
      > $$
      """)
    #expect(page.messages.isEmpty)
    #expect(page.markdown.contains("# In $\\mathbb{R}$"))
    #expect(page.markdown.contains("For $x \\in \\mathbb{R}^n$ with $\\lVert x \\rVert = {2}$:"))
    #expect(page.markdown.contains("> $$\n> \\lVert x - {3} \\rVert \\in \\mathbb{R}\n> $$"))
  }

  @Test func `Subtitle, authors and date stand under the title`() throws {
    let head = "---\ntitle: One\nsubtitle: And *two*\nauthor: [Ada, Emmy]\ndate: 2026-01-02\n---\n\n"
    #expect(try Rendered(head + "Text.\n").markdown.contains("# One\n\n*And *two**\n\nAda · Emmy · 2026-01-02\n\nText.\n"))
    #expect(try Rendered(head + "# Own {#sec-own}\n\nText.\n").markdown.contains("# Own\n\n*And *two**\n\nAda · Emmy · 2026-01-02\n\nText.\n"))
  }

  @Test func `A cell that is not shown leaves no lines`() throws {
    let cell = "```nabla\n#| include: false\nx = 1\n```"
    let page = try Rendered("Before.\n\n\(cell)\n\nAfter.\n\n> a\n>\n> " + cell.replacing("\n", with: "\n> ") + "\n>\n> b\n")
    #expect(page.markdown.hasSuffix("\n\nBefore.\n\nAfter.\n\n> a\n>\n> b\n"))
  }

  @Test func `Commands that hosts do not know are written out`() throws {
    let page = try Rendered("---\nmacros: {N: '\\mathcal N'}\n---\n\n$\\argmax_{x \\in \\R} \\N$\n")
    #expect(page.markdown.hasSuffix("$\\operatorname*{arg\\,max}_{x \\in \\mathbb{R}} \\mathcal N$\n"))
    #expect(page.html.contains("\\argmax"))
  }

  @Test func `An expected output is not shown beside the output`() throws {
    let page = try Rendered(
      """
      ```nabla
      println("one")
      ```

      ```output
      one
      ```

      After.
      """)
    #expect(page.messages.isEmpty)
    #expect(page.markdown.hasSuffix("```julia\nprintln(\"one\")\n```\n\n```text\none\n```\n\nAfter."))
  }

  @Test func `Captions and titles have their values`() throws {
    let page = try Rendered(
      """
      ---
      title: The first `= n`
      params: {n: 3}
      ---

      ```nabla
      #| label: tbl-a
      #| tbl-cap: "Of $\\\\val{n^2}$."
      display([1 2])
      [3 4]
      ```
      """)
    #expect(page.messages.isEmpty)
    #expect(page.markdown.contains("# The first $3$"))
    #expect(page.markdown.contains("**Table 1.** Of ${9}$."))
    #expect(page.markdown.ranges(of: "**Table 1.**").count == 1)
  }

  @Test func `The title of a notice is a line of its own`() throws {
    let page = try Rendered("> [!TIP] Of `= 1 + 1` ways\n> Words.\n\n> [!NOTE]\n> Plain.\n")
    #expect(page.markdown.contains("> [!TIP]\n> **Of $2$ ways**\n> \n> Words."))
    #expect(page.markdown.contains("> [!NOTE]\n> Plain."))
  }

  @Test func `References in brackets are a list`() throws {
    let page = try Rendered("# A {#sec-a}\n\nSo [see @sec-a, at the end; also @sec-b], [@sec-a].\n\n## B {#sec-b}\n")
    let text = page.html.replacing(#/<a class="reference"[^>]*>(.)<\/a>/#) { $0.output.1 }
    #expect(text.contains("<p>So see A, at the end, also B, A.</p>"))
    #expect(page.markdown.contains("So see [A](#sec-a), at the end, also [B](#sec-b), [A](#sec-a)."))
  }
}
