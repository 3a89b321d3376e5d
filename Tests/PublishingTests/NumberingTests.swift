// Numbers of what stands in running text, and names of headings that hold values.

import Testing

@Suite struct NumberingTests {
  private static let drawing = ["d.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"]

  @Test func `Formulas in running text are numbered`() throws {
    let page = try Rendered(
      """
      By @eq-a, @eq-b, @eq-c and @eq-d.

      text $$x$$ {#eq-a} more, **and $$y$$ {#eq-b}**

      | a |
      |---|
      | $$z$$ {#eq-c} |

      A note[^1].

      [^1]: Text $$q$$ {#eq-d}
      """)
    #expect(page.messages.isEmpty)
    for (number, id) in ["a", "b", "c", "d"].enumerated() {
      #expect(page.html.contains("href=\"#eq-\(id)\">Equation\u{A0}(\(number + 1))</a>"))
      #expect(page.html.contains("<span class=\"formula numbered\" id=\"eq-\(id)\">"))
      #expect(page.html.contains("<span class=\"equation-number\">(\(number + 1))</span>"))
    }
    #expect(page.markdown.contains("text <a id=\"eq-a\"></a>$$x \\tag{1}$$ more, **and <a id=\"eq-b\"></a>$$y \\tag{2}$$**"))
    #expect(page.markdown.contains("| <a id=\"eq-c\"></a>$$z \\tag{3}$$ |"))
    #expect(!page.markdown.contains("{#"))
  }

  @Test func `Images in running text are numbered`() throws {
    let page = try Rendered("As @fig-b after @fig-a.\n\nA ![first](d.svg){#fig-a} and\n![second](d.svg){#fig-b}.\n", files: Self.drawing)
    #expect(page.messages.isEmpty)
    #expect(page.html.contains("As <a class=\"reference\" href=\"#fig-b\">Figure\u{A0}2</a>"))
    #expect(page.html.contains("<img id=\"fig-a\" "))
    #expect(page.html.contains("<span class=\"figure-number\">(Figure 2)</span>"))
    #expect(page.markdown.contains("A <a id=\"fig-a\"></a>![first](d.svg) **(Figure 1)** and\n<a id=\"fig-b\"></a>\n![second](d.svg) **(Figure 2)**."))
  }

  @Test func `A name in a caption is a finding`() throws {
    let page = try Rendered("```nabla\n#| label: fig-a\n#| fig-cap: 'Of $$x$$ {#eq-x}'\nplot([1, 2])\n```\n")
    #expect(page.messages == ["what stands in a caption cannot have a name of its own: `eq-x`"])
  }

  @Test func `Headings show their values wherever they are named`() throws {
    let page = try Rendered(
      """
      ---
      title: 'The first `= n` primes'
      description: 'All `= n` of them'
      params: {n: 3}
      number-sections: false
      ---

      ## With `= n^2` things {#sec-things}

      See @sec-things.

      ## And `= n` more
      """)
    #expect(page.messages.isEmpty)
    #expect(page.html.contains("<title>The first 3 primes</title>"))
    #expect(page.html.contains("content=\"All 3 of them\""))
    #expect(page.html.contains("href=\"#sec-things\">With 9 things</a>"))
    #expect(page.html.contains("<li class=\"level-2\"><a href=\"#sec-things\">With <span class=\"value\""))
    #expect(page.markdown.contains("See [With 9 things](#sec-things)."))
    #expect(page.markdown.contains("<a id=\"and--more\"></a>\n\n## And $3$ more"))
  }

  @Test func `Values of other pages are left open`() throws {
    let site = try RenderedSite([
      "a.md": "# Of `= 1 + 1` things\n\n## Some `= 3` {#sec-some}\n", "b.md": "# Other\n\nSee @sec-some.\n",
    ])
    #expect(site.messages.isEmpty)
    let (own, other) = (try site.text("a.html"), try site.text("b.html"))
    #expect(own.contains("aria-current=\"page\">Of 2 things</a>"))
    #expect(other.contains(">Of … things</a>") && other.contains(">Some …</a>"))
  }

  @Test func `Ids of what a page adds keep clear of those of the text`() throws {
    let page = try Rendered(
      """
      ---
      bibliography: w.bib
      ---

      # A

      ## References

      ## Content

      ## fn 1

      ## Ref knuth

      ## Cell 1

      By [@knuth] and [@kn/uth; @kn-uth], a note[^1].

      ```nabla
      1
      ```

      [^1]: Words.
      """,
      files: [
        "w.bib": "@book{knuth, author={K}, title={T}, year=1984}\n@book{kn/uth, author={L}, title={T}, year=1985}\n"
          + "@book{kn-uth, author={M}, title={T}, year=1986}"
      ])
    #expect(page.messages.isEmpty)
    let ids = page.html.matches(of: #/\sid="([^"]*)"/#).map { String($0.output.1) }
    #expect(Set(ids).count == ids.count, "\(ids)")
    for link in page.html.matches(of: #/href="#([^"]*)"/#) { #expect(ids.contains(String(link.output.1))) }
  }
}
