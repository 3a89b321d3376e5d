// The YAML at the head of a file.

import Testing

@testable import Notebooks

@Suite struct FrontMatterTests {
  @Test func `all keys are read`() {
    let notebook = Notebook(
      """
      ---
      title: The *singular* value
      subtitle: "of: all"
      author: [Ada, {name: Emmy Noether}]
      date: 2026-01-31
      keywords: [a, b]
      bibliography: references.bib
      lang: de-AT
      toc: true
      number-sections: true
      seed: 7
      params:
        n: 10
        ρ: 0.5
        tags: [x, 1.5, null, true]
      macros:
        \\R: \\mathbb{R}
        norm: "\\\\lVert #1 \\\\rVert"
      limits: {steps: 1e9, memory: 1 GiB, timeout: 2.5}
      ---
      # A
      """)
    let matter = notebook.frontMatter
    #expect(notebook.diagnosticDescriptions == [])
    #expect(notebook.title == "The singular value")
    #expect(matter.subtitle?.text == "of: all")
    #expect(matter.authors == ["Ada", "Emmy Noether"])
    #expect(matter.date == "2026-01-31")
    #expect(matter.keywords == ["a", "b"])
    #expect(matter.bibliography == ["references.bib"])
    #expect(matter.language == "de-AT")
    #expect(matter.tableOfContents == true && matter.numberSections)
    #expect(matter.seed == 7)
    #expect(matter.parameters.map(\.name) == ["n", "ρ", "tags"])
    #expect(
      matter.parameters.map(\.value)
        == [.integer(10), .number(0.5), .list([.text("x"), .number(1.5), .null, .boolean(true)])])
    #expect(matter.macros.map(\.name) == ["\\R", "\\norm"])
    #expect(matter.macros.map(\.definition) == ["\\mathbb{R}", "\\lVert #1 \\rVert"])
    #expect(matter.limits == FrontMatter.Limits(steps: 1_000_000_000, memory: 1_073_741_824, timeout: 2.5))
    #expect(notebook.location(of: notebook.blocks[0].span.start).line == 21)
  }

  @Test func `a macro that YAML cuts at a parameter is told to be quoted`() {
    let notebook = Notebook(
      "---\nmacros:\n  norm: \\left\\lVert #1 \\right\\rVert\n  R: \\mathbb{R} # the reals\n  abs: '|#1|' # 1\n---\n")
    #expect(notebook.diagnostics.map(\.message) == ["the macro `norm` ends before ` #1`, which begins a comment in YAML"])
    #expect(notebook.diagnostics.map(\.hint) == ["put it in single quotes: `norm: '\\left\\lVert #1 \\right\\rVert'`"])
    #expect(notebook.frontMatter.macros.map(\.definition) == ["\\left\\lVert #1 \\right\\rVert", "\\mathbb{R}", "|#1|"])
  }

  @Test func `without a title, the first heading is it`() {
    #expect(Notebook("## A\n\n# B `x`\n").title == "B x")
    #expect(Notebook("a\n").title == nil)
  }

  @Test(arguments: [
    ("a: b: c",
     "2:5 error yaml: front matter: mapping values are not allowed in this context; "
       + "text with special characters needs quotes: `a: \"…\"`"),
    ("title: [a",
     "3:1 error yaml: front matter: did not find expected ',' or ']'; "
       + "text with special characters needs quotes: `title: \"…\"`"),
    ("date: today",
     "2:7 error date-of-today: `date: today` would make each rendering another page; "
       + "write the date, such as `2026-01-31`"),
    ("a: &x 1\nb: *x", "2:4 error yaml: front matter: anchors are not supported; quote text that begins with `&`"),
    ("a: *x",
     "2:4 error yaml: front matter: aliases are not supported; "
       + "write the value out, or quote text that begins with `*`"),
    ("a: !x 1", "2:4 error yaml: front matter: tags are not supported; quote text that begins with `!`"),
    ("titel: a", "2:1 note unknown-key: `titel` is not a key that is read here; did you mean `title`?"),
    ("seed: x", "2:7 error option-value: `seed` must be a whole number"),
    ("toc: yes", "2:6 error option-value: `toc` must be `true` or `false`"),
    ("limits: {step: 1}", "2:10 error unknown-option: there is no limit `step`; did you mean `steps`?"),
    ("params: {1x: 1}", "2:10 error parameter-name: `1x` cannot be the name of a parameter"),
    ("execute: {ech: false}",
     "2:11 warning unknown-option: `ech` cannot be a default for all cells; did you mean `echo`?"),
    ("- a", "2:1 error yaml: front matter must be `key: value` lines; put a space behind the colon"),
  ])
  func `what is wrong is reported with its place`(line: String, finding: String) {
    let notebook = Notebook("---\n\(line)\n---\nText\n")
    #expect(notebook.diagnosticDescriptions == [finding])
    #expect(notebook.blocks.count == 1)
  }

  @Test func `other tools' keys are kept`() {
    let notebook = Notebook("---\nformat:\n  html: default\n---\n")
    #expect(notebook.diagnostics == [])
    #expect(notebook.frontMatter.other.map(\.name) == ["format"])
  }

  @Test func `a rule at the head is no front matter`() {
    #expect(tree("---\n\na\n").hasPrefix("thematic break 1:1-1:4\n"))
    #expect(
      findings("---\ntitle: a\n\nText\n") == [
        "1:1 error unclosed-front-matter: the front matter is never closed; end it with `---` on a line of its own"
      ])
    #expect(Notebook("---\n---\na\n").blocks.count == 1)
  }
}
