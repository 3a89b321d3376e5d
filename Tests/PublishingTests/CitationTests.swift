// Citations and the list of works, in both forms of page.

import Testing

@Suite struct CitationTests {
  private static let works = """
    @book{golub2013, author = {Golub, Gene H. and Van Loan, Charles F.}, title = {Matrix Computations}, edition = 4,
      publisher = {Johns Hopkins University Press}, year = 2013}
    @article{turing1936, author = {Turing, Alan M.}, title = {On Computable Numbers}, journal = {Proc. London Math. Soc.},
      volume = 42, number = 1, pages = {230--265}, year = 1936}
    @inproceedings{many2020, author = {A, B. and C, D. and E, F. and G, H.}, title = {Why $x^2$?}, booktitle = {Proceedings},
      pages = {1-2}, year = 2020, doi = {10.1000/182}}
    @misc{one, author = {Knuth, Donald}, title = {First}, year = 1984}
    @misc{two, author = {Knuth, Donald}, title = {Second}, year = 1984}
    """

  private func rendered(_ text: String) throws -> Rendered {
    try Rendered("---\nbibliography: works.bib\n---\n\n" + text, files: ["works.bib": Self.works])
  }

  @Test func authorsAndYearsStandInTheText() throws {
    let page = try rendered("As [see @golub2013, p. 33; @turing1936] say, and Turing [-@turing1936] again; [@many2020].")
    #expect(page.messages.isEmpty)
    #expect(
      page.html.contains(
        "(see <a href=\"#ref-golub2013\">Golub and Van Loan 2013</a>, p. 33; <a href=\"#ref-turing1936\">Turing 1936</a>)"))
    #expect(page.html.contains("(<a href=\"#ref-turing1936\">1936</a>)"))
    #expect(page.html.contains("A et al. 2020"))
    #expect(page.markdown.contains("(see [Golub and Van Loan 2013](#ref-golub2013), p. 33; [Turing 1936](#ref-turing1936))"))
  }

  @Test func whatIsCitedIsListedInOrder() throws {
    let page = try rendered("[@turing1936; @golub2013; @many2020]")
    let list = try #require(page.markdown.split(separator: "## References").last)
    #expect(
      list.contains(
        "Golub, Gene H., and Charles F. Van Loan. 2013. *Matrix Computations*. 4th ed. Johns Hopkins University Press."))
    #expect(list.contains("Turing, Alan M. 1936. “On Computable Numbers.” *Proc. London Math. Soc.* 42 (1): 230–265."))
    #expect(
      list.contains(
        "A, B., D. C, F. E, and H. G. 2020. “Why $x^2$?” In *Proceedings*, 1–2. [https://doi.org/10.1000/182](https://doi.org/10.1000/182)."))
    let places = ["A, B.", "Golub, Gene", "Turing, Alan"].compactMap { list.range(of: $0)?.lowerBound }
    #expect(places.count == 3 && places == places.sorted())
    #expect(page.html.contains("<li id=\"ref-golub2013\">"))
    #expect(!page.html.contains("Knuth"))
  }

  @Test func worksOfOneYearAreToldApart() throws {
    let page = try rendered("[@two] and [@one]")
    #expect(page.markdown.contains("([Knuth 1984b](#ref-two)) and ([Knuth 1984a](#ref-one))"))
  }

  @Test func captionsMayCite() throws {
    let page = try rendered("```nabla\n#| label: fig-a\n#| fig-cap: After [@golub2013].\nplot([1, 2])\n```\n")
    #expect(page.messages.isEmpty)
    #expect(page.html.contains("<figcaption><span class=\"figure-number\">Figure 1.</span> After <span class=\"citation\">(<a"))
  }

  @Test func unknownKeysAreReported() throws {
    #expect(try rendered("[@golub2014]").report.problems.map(\.hint) == ["did you mean `@golub2013`?"])
    let without = try Rendered("[@golub2013]")
    #expect(without.messages == ["the bibliography has no work `golub2013`"])
    #expect(without.html.contains("?golub2013"))
    #expect(try Rendered("---\nbibliography: none.bib\n---\nText").messages == ["there is no bibliography `none.bib`"])
    #expect(
      try Rendered("---\nbibliography: ../../etc/passwd\n---\nText").messages
        == ["the bibliography `../../etc/passwd` lies outside of the notebook's folder"])
  }

  @Test func hostileTextIsEscaped() throws {
    let page = try Rendered(
      "---\nbibliography: w.bib\n---\n[@k<b>, @x] [@k]",
      files: ["w.bib": "@misc{k, author = {<script>alert(1)</script>}, title = {[a](javascript:x)}, url = {javascript:alert(1)}, year = 1}"])
    #expect(page.html.ranges(of: "<script").count == 1)
    #expect(!page.html.contains("href=\"javascript"))
    #expect(!page.markdown.contains("<script>"))
  }
}
