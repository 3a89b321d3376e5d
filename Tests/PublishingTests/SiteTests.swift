// What a folder's pages share: references from one to another, and images.

import Foundation
import Testing

@Suite struct SiteTests {
  @Test func referencesLeadToOtherPages() throws {
    let site = try RenderedSite([
      "README.md": "# Course\n\n- [One](a/one.md)\n- [Two](b/two.md)\n",
      "a/one.md": "# One\n\nAs in @eq-euler and @sec-start.\n\n## Start {#sec-start}\n",
      "b/two.md": "# Two\n\n$$\ne^{i\\pi} = -1\n$$ {#eq-euler}\n",
    ])
    #expect(site.messages.isEmpty)
    let page = try site.text("a/one.html")
    #expect(page.contains("<a class=\"reference\" href=\"../b/two.html#eq-euler\" title=\"Two\">Equation\u{A0}(1)</a>"))
    #expect(page.contains("<a class=\"reference\" href=\"#sec-start\">Start</a>"))
    #expect(try site.text("a/one.md").contains("[Equation (1)](../b/two.md#eq-euler)"))
  }

  @Test func aNameOnSeveralPagesIsAmbiguous() throws {
    let formula = "$$\nx\n$$ {#eq-x}\n"
    let site = try RenderedSite(["a.md": "# A\n\n" + formula, "b.md": "# B\n\n" + formula, "c.md": "# C\n\n@eq-x, @eq-y"])
    #expect(
      site.messages == ["`eq-x` is on several pages: `a.md`, `b.md`", "there is nothing called `eq-y` on any page"])
  }

  @Test func groupsOfTheIndexAreKept() throws {
    let site = try RenderedSite([
      "README.md": "# Course\n\n- First *part*\n  - [One](one.md)\n  - Deeper\n    - [Two](two.md)\n- [Three](three.md): words\n",
      "one.md": "# One\n", "two.md": "# Two\n", "three.md": "# Three\n",
    ])
    #expect(site.messages.isEmpty)
    let list = try #require(try site.text("one.html").firstMatch(of: #/(?s)<nav class="site".*?<\/nav>/#)).output
    let entries = list.matches(of: #/<li( class="[^"]*")?>(?:<a[^>]*>)?([^<]*)/#).map { "\($0.output.1 ?? "") \($0.output.2)" }
    #expect(
      entries == [
        " Contents", " class=\"group level-0\" First part", " class=\"level-1\" One", " class=\"group level-1\" Deeper",
        " class=\"level-2\" Two", " class=\"level-0\" Three",
      ])
  }

  @Test func linksNameWhatIsOnOtherPages() throws {
    let site = try RenderedSite([
      "a/one.md": "# One\n\n[b](../two.md#the-start), [c](../two.md#the-stat), [d](../two.md#cell), [e](../data.txt#l1)\n",
      "two.md": "# Two\n\n## The start\n\n```nabla\n#| label: cell\n1\n```\n", "data.txt": "1",
    ])
    #expect(site.messages == ["there is nothing called `the-stat` in `two.md`"])
    #expect(site.reports.flatMap(\.problems).map(\.hint) == ["did you mean `#the-start`?"])
  }

  @Test func linksToSourcesAndFoldersLeadToPages() throws {
    let site = try RenderedSite([
      "README.md": "# Course\n\n[a](sub), [b](sub/#there), [c](/sub/one.md?x#y-z), [d](./README.md#course), [e](#course), [f](data/)\n",
      "sub/README.md": "# Part\n\n[a](..), [b](../README.md), [c](one.md#nowhere), [d](../data/a%20b.txt), [e](.)\n\n## There\n",
      "sub/one.md": "# One\n\n## Y z\n", "data/a b.txt": "",
    ])
    #expect(site.messages == ["the folder `data/` has no page for this link", "there is nothing called `nowhere` in `sub/one.md`"])
    func links(_ page: String) throws -> [String] {
      try site.text(page).matches(of: #/<a href="([^"]*)">[a-f]<\/a>/#).map { String($0.output.1) }
    }
    #expect(
      try links("index.html") == ["sub/index.html", "sub/index.html#there", "sub/one.html?x#y-z", "index.html#course", "#course", "data/"])
    #expect(try links("sub/index.html") == ["../index.html", "../index.html", "one.html#nowhere", "../data/a%20b.txt", "index.html"])
    // Without a site there are no pages beside it.
    #expect(try Rendered("[a](data/)\n", files: ["data/a.txt": ""]).messages.isEmpty)
  }

  @Test func imagesGoWithThePages() throws {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"
    let site = try RenderedSite(["a/one.md": "# One\n\n![A drawing](../images/d.svg)\n", "images/d.svg": drawing])
    #expect(site.messages.isEmpty)
    #expect(try site.text("images/d.svg") == drawing)
    #expect(try site.text("a/one.html").contains("<img src=\"../images/d.svg\" alt=\"A drawing\">"))
    let page = try Rendered("# One\n\n![A drawing](d.svg)\n", files: ["d.svg": drawing])
    #expect(page.html.contains("<img src=\"data:image/svg+xml;base64,"))
    #expect(try Rendered("![no](no.png)").messages == ["there is no file `no.png` for this image"])
  }

  @Test func panelsHaveCaptionsOfTheirOwn() throws {
    let page = try Rendered(
      """
      ```nabla
      #| label: fig-two
      #| fig-cap: Two lines.
      #| fig-subcap: [Up, Down]
      #| fig-alt: [a rising line, a falling line]
      display(plot([1, 2]))
      plot([2, 1])
      ```

      See @fig-two and @fig-two-2.
      """)
    #expect(page.messages.isEmpty)
    #expect(page.html.contains("<figure id=\"fig-two\" class=\"panels\">"))
    #expect(page.html.contains("<figure id=\"fig-two-2\">"))
    #expect(page.html.contains("aria-label=\"a falling line\""))
    #expect(page.html.contains("<figcaption><span class=\"figure-number\">(b)</span> Down</figcaption>"))
    #expect(page.html.contains("<a class=\"reference\" href=\"#fig-two-2\">Figure\u{A0}1b</a>"))
    #expect(page.markdown.contains("(b) Down\n\n**Figure 1.** Two lines."))
    let wrong = try Rendered("```nabla\n#| label: fig-a\n#| fig-subcap: [a, b]\nplot([1, 2])\n```\n")
    #expect(wrong.messages == ["`fig-subcap` has 2 captions, and the cell shows 1 figure"])
  }
}

@Suite struct TableCaptionTests {
  private static let source = """
    | a | b |
    |---|---|
    | 1 | 2 |

    : Two *numbers* {#tbl-two}

    ```nabla
    #| label: tbl-matrix
    #| tbl-cap: A matrix.
    [1 2; 3 4]
    ```

    See @tbl-two and @tbl-matrix.
    """

  @Test func tablesHaveNumbersAndCaptions() throws {
    let page = try Rendered(Self.source)
    #expect(page.messages.isEmpty)
    #expect(page.html.contains("<figure id=\"tbl-two\" class=\"table\">\n<figcaption><span class=\"figure-number\">Table 1.</span> Two <em>numbers</em></figcaption>"))
    #expect(page.html.contains("<figure id=\"tbl-matrix\" class=\"table\">\n<figcaption><span class=\"figure-number\">Table 2.</span> A matrix.</figcaption>"))
    #expect(page.html.contains("<a class=\"reference\" href=\"#tbl-matrix\">Table\u{A0}2</a>"))
    #expect(page.markdown.contains("<a id=\"tbl-two\"></a>\n\n| a | b |"))
    #expect(page.markdown.contains("**Table 1.** Two *numbers*\n"))
    #expect(page.markdown.contains("<a id=\"tbl-matrix\"></a>\n\n**Table 2.** A matrix.\n\n$$"))
    #expect(!page.markdown.contains("{#"))
  }
}

@Suite struct SharedAssetTests {
  private static let formula = "# One\n\n$\\alpha$\n"

  @Test func pagesShareOneStyleOneScriptAndOneFont() throws {
    let site = try RenderedSite([
      "README.md": "# Course\n\n- [One](a/b/one.md)\n- [Two](two.md)\n", "a/b/one.md": Self.formula,
      "two.md": "# Two\n\n$\\beta$\n",
    ])
    #expect(site.messages.isEmpty)
    let written = site.reports.flatMap(\.written).map { String($0.split(separator: "/").last ?? "") }.filter { !$0.hasSuffix(".md") }
    #expect(
      written.sorted() == [
        "404.html", "index.html", "nabla-math.woff2", "nabla-search.js", "nabla.css", "nabla.js", "one.html", "two.html",
      ])
    for (page, root) in [("index", ""), ("a/b/one", "../../"), ("two", "")] {
      let html = try site.text(page + ".html")
      #expect(html.contains("<link rel=\"stylesheet\" href=\"\(root)assets/nabla.css\">\n<script src=\"\(root)assets/nabla.js\"></script>"))
      #expect(!html.contains("<style") && !html.contains("font-face"))
    }
    #expect(try site.text("assets/nabla.css").contains("src:url(\"nabla-math.woff2\")"))
  }

  @Test func theFontHoldsWhatAllPagesNeed() throws {
    func font(_ files: [String: String]) throws -> Data {
      let site = try RenderedSite(files)
      return try Data(contentsOf: URL(fileURLWithPath: site.folder.path + "/out/assets/nabla-math.woff2"))
    }
    let both = try font(["a.md": Self.formula, "b.md": "# Two\n\n$\\beta$\n"])
    #expect(both == (try font(["a.md": "# One\n\n$\\alpha\\beta$\n"])))
    #expect(both.count > (try font(["a.md": Self.formula])).count)
  }

  @Test func theSamePagesHaveTheSameAssets() throws {
    let (first, second) = (try RenderedSite(["a.md": Self.formula]), try RenderedSite(["a.md": Self.formula]))
    for name in ["nabla.css", "nabla.js", "nabla-math.woff2"] {
      func bytes(_ site: RenderedSite) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: site.folder.path + "/out/assets/" + name))
      }
      #expect(try bytes(first) == bytes(second))
    }
  }

  @Test func pagesWithoutFormulasHaveNoFont() throws {
    let site = try RenderedSite(["a.md": "# One\n\nText.\n"])
    #expect(!site.folder.exists("out/assets/nabla-math.woff2"))
    #expect(!(try site.text("assets/nabla.css").contains("font-face")))
  }

  @Test func aPageByItselfNeedsNothingBesideIt() throws {
    let page = try Rendered(Self.formula)
    #expect(!page.html.contains("<link") && !page.html.contains("<script src") && page.html.contains("url(\"data:font/woff2;base64,"))
  }

  @Test func aSiteWithoutIndexHasNoLinkToOne() throws {
    let site = try RenderedSite(["a.md": "# A\n", "b.md": "# B\n"])
    #expect(!(try site.text("a.html").contains("index.html")))
    #expect(try site.text("a.html").contains("<a rel=\"next\" href=\"b.html\">B →</a>"))
  }
}
