// BibTeX: entries, fields with TeX in them, names, and files with mistakes.

import Notebooks
import Testing

@Suite struct BibliographyTests {
  @Test func entriesKeepTheirFields() throws {
    var bibliography = Bibliography()
    let problems = bibliography.read(
      """
      This is a comment, mail me@example.org.
      @string{jhu = "Johns Hopkins" # { University Press}}
      @Book(golub2013,
        author = {Golub, Gene H. and Van Loan, Charles F.},
        title = "Matrix {C}omputations", publisher = jhu, year = 2013, edition = 4,
      )
      @comment{@book{not, title = {x}}}
      @article{a/b:c, title = {On $O(n^2)$ things}, month = jan}
      """)
    #expect(problems.isEmpty)
    #expect(bibliography.keys == ["golub2013", "a/b:c"])
    let book = try #require(bibliography.entries["golub2013"])
    #expect(book.type == "book")
    #expect(book.fields["publisher"] == "Johns Hopkins University Press")
    #expect(book.fields["year"] == "2013")
    #expect(FieldText.plain(book.fields["title"] ?? "") == "Matrix Computations")
    #expect(bibliography.entries["a/b:c"]?.fields["month"] == "January")
    #expect(
      FieldText.read(bibliography.entries["a/b:c"]?.fields["title"] ?? "")
        == [.text("On "), .formula("O(n^2)"), .text(" things")])
  }

  @Test(arguments: [
    (#"G{\"o}del"#, "Go\u{308}del"), (#"Erd{\H{o}}s"#, "Erdo\u{30B}s"), (#"\'{\i}"#, "i\u{301}"),
    (#"Stra\ss{}e"#, "Straße"), (#"\O rsted"#, "Ørsted"), ("1--10", "1–10"), ("a~b", "a\u{A0}b"),
    ("``x''", "“x”"), (#"R\&D"#, "R&D"), (#"\emph{so}"#, "so"), (#"{\L}ukasiewicz"#, "Łukasiewicz"),
    (#"tail\"#, "tail"), ("$open", "$open"),
  ])
  func texInFieldsBecomesCharacters(_ field: String, _ expected: String) {
    #expect(FieldText.plain(field) == expected)
  }

  @Test(arguments: [
    ("Golub, Gene H.", "Gene H.", "", "Golub", ""),
    ("Gene H. Golub", "Gene H.", "", "Golub", ""),
    ("Ludwig van Beethoven", "Ludwig", "van", "Beethoven", ""),
    ("van der Waerden, Bartel", "Bartel", "van der", "Waerden", ""),
    ("King, Jr., Martin Luther", "Martin Luther", "", "King", "Jr."),
    ("{Google Brain}", "", "", "Google Brain", ""),
    ("Plato", "", "", "Plato", ""),
    ("Charles Louis de la Vall{\\'e}e Poussin", "Charles Louis", "de la", "Valle\u{301}e Poussin", ""),
  ])
  func namesHaveFourParts(_ text: String, _ first: String, _ particle: String, _ last: String, _ suffix: String) throws {
    let name = try #require(PersonName.list(text).names.first)
    #expect([name.first, name.particle, name.last, name.suffix] == [first, particle, last, suffix])
  }

  @Test func namesAreListed() {
    let (names, others) = PersonName.list("Abadi, M. and Agarwal, A. and others")
    #expect(names.map(\.short) == ["Abadi", "Agarwal"])
    #expect(others)
    #expect(PersonName.list("{Barnes and Noble}").names.map(\.last) == ["Barnes and Noble"])
    #expect(PersonName.list("").names.isEmpty)
    #expect(PersonName.list(" and and , ").names.count <= 1)
  }

  @Test(arguments: [
    ("@book{x, title = {a", "never closed"), ("@book{x title = {a}}", "expected"),
    ("@book{, title = {a}}", "no key"), ("@book{x, title = name}", "no `@string`"),
    ("@book{x, title {a}}", "`=`"), ("@book{x, year = 1, = 2}", "expected a field"),
  ])
  func mistakesHaveAPlaceAndTheRestIsRead(_ text: String, _ words: String) {
    var bibliography = Bibliography()
    let problems = bibliography.read(text + "\n@book{good, title = {b}}\n")
    #expect(problems.count == 1)
    #expect(problems.first?.message.contains(words) == true, "\(problems)")
    if !text.hasSuffix("{a") { #expect(bibliography.entries["good"] != nil) }
  }

  @Test func theFirstOfTwoEntriesCounts() {
    var bibliography = Bibliography()
    let problems = bibliography.read("@book{x, year = 1}\n@book{x, year = 2}")
    #expect(problems.map(\.severity) == [.warning])
    #expect(bibliography.entries["x"]?.fields["year"] == "1")
  }

  @Test func anythingCanBeRead() {
    for text in ["@", "@@@", "@book", "@book{", "@book(}", "@string{", "@comment", "{\\", "@a{b,c=\"\\", "@a{b,c=\"}\"}"] {
      var bibliography = Bibliography()
      bibliography.read(text)
    }
    var deep = Bibliography()
    deep.read("@book{x, title = " + String(repeating: "{", count: 100_000) + String(repeating: "}", count: 100_000) + "}")
    #expect(deep.entries["x"] != nil)
    var many = Bibliography()
    #expect(many.read(String(repeating: "@book{x, title = {a\n", count: 20_000)).count == 100)
    #expect(many.read(String(repeating: "@book{x, title = \"{\n", count: 20_000)).count == 100)
  }
}
