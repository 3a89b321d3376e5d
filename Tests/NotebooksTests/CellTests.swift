// Cells, their options, and values in the text.

import Syntax
import Testing

@testable import Notebooks

@Suite struct CellTests {
  @Test func `cells stand anywhere, and their code maps to the file`() {
    let notebook = Notebook(
      """
      ```nabla
      a = 1
      ```
      - b

        ```{nabla}
        b = é
          c
        ```
      > > ~~~~ nabla
      > > d
      > > ~~~~
      """)
    #expect(notebook.cells.map(\.source) == ["a = 1\n", "b = é\n  c\n", "d\n"])
    #expect(notebook.diagnostics == [])
    let cell = notebook.cells[1]
    // `é` takes two bytes, one column.
    let places = [0, 4, 7, 9].map { notebook.location(of: cell.map.fileOffset(of: $0)) }
    #expect(places.map { [$0.line, $0.column] } == [[7, 3], [7, 7], [8, 3], [8, 5]])
    let last = notebook.location(of: notebook.cells[2].map.fileOffset(of: 0))
    #expect([last.line, last.column] == [11, 5])
  }

  @Test func `a tab that is half indentation keeps the places of the code behind it`() {
    let notebook = Notebook("- a\n\n  ```nabla\n\tx = 1\n  ```\n")
    let cell = notebook.cells[0]
    let offset = Array(cell.source.utf8).firstIndex(of: UInt8(ascii: "x")) ?? 0
    let place = notebook.location(of: cell.map.fileOffset(of: offset))
    #expect([place.line, place.column] == [4, 2])
  }

  @Test func `findings about code become findings about the file`() {
    let notebook = Notebook("1. x\n\n   ```nabla\n   a = 1\n   b = (\n   ```\n")
    let placed = notebook.cells[0].placed(Diagnostic(.error, "x", "y", at: Span(10, 11)))
    #expect(notebook.source[placed.span] == "(")
  }

  @Test func `other fences are code`() {
    let notebook = Notebook("```julia\nx\n```\n\n```nablax\nx\n```\n\n    ```nabla\n    x\n    ```\n")
    #expect(notebook.cells.isEmpty)
    #expect(!notebook.isNotebook)
  }

  @Test func `options are one YAML mapping`() throws {
    let notebook = Notebook(
      """
      ```nabla
      #| label: fig-circle
      #| fig-cap: "The circle: its $A$, of `= n`."
      #| fig-subcap: [one, two]
      #| fig-width: 6
      #| fig-height: 300px
      #| fig-alt: >
      #|   A long
      #|   text
      #| echo: false
      #| code-fold: show
      #| rel-tol: 1e-6
      #| up-to: [sign, order]
      #| memory: 2 GiB
      #| throws: DimensionMismatch
      plot(x) # hide
      y
      #| echo: true
      ```
      """)
    #expect(notebook.diagnosticDescriptions == [])
    let cell = try #require(notebook.cells.first)
    let options = cell.options
    #expect(options.label == "fig-circle")
    #expect(options.figureCaption?.content.plainText == "The circle: its A, of ….")
    #expect(options.figureSubcaptions.map(\.text) == ["one", "two"])
    #expect(options.figureWidth == 576)
    #expect(options.figureHeight == 300)
    #expect(options.figureAlternatives == ["A long text\n"])
    #expect(!options.echo && options.eval)
    #expect(options.codeFold == .unfolded)
    #expect(options.relativeTolerance == 1e-6)
    #expect(options.upTo == [.sign, .order])
    #expect(options.memory == 2_147_483_648)
    #expect(options.throwsError == "DimensionMismatch")
    #expect(cell.displayedSource == "y\n#| echo: true")
    #expect(notebook.targets.map(\.id) == ["fig-circle"])
    #expect(notebook.values.map(\.expression) == ["n"])
    let place = notebook.location(of: notebook.values[0].map.fileOffset(of: 0))
    #expect([place.line, place.column] == [3, 41])
  }

  @Test(arguments: [
    ("fig-wdth: 3", "2:4 error unknown-option: there is no cell option `fig-wdth`; did you mean `fig-width`?"),
    ("fig_cap: a", "2:4 error unknown-option: there is no cell option `fig_cap`; did you mean `fig-cap`?"),
    ("zzz: a", "2:4 error unknown-option: there is no cell option `zzz`"),
    ("echo: 3", "2:10 error option-value: `echo` must be `true` or `false`"),
    ("label: a b/c",
     "2:11 error invalid-label: `label` must be a name; use letters, digits, `-` and `_`, such as `fig-circle`"),
    ("steps: -1", "2:11 error option-value: `steps` must be a whole number that is not negative"),
    ("fig-cap: A circle: round",
     "2:21 error yaml: cell options: mapping values are not allowed in this context; "
       + "text with special characters needs quotes: `fig-cap: \"…\"`"),
    ("fig-cap: *emphasis* here",
     "2:22 error yaml: cell options: did not find expected alphabetic or numeric character; "
       + "text with special characters needs quotes: `fig-cap: \"…\"`"),
    ("echo", "2:4 error yaml: cell options must be `key: value` lines; put a space behind the colon"),
    ("echo: true\n#| echo: false", "3:4 error yaml: cell options: the key `echo` is given twice"),
  ])
  func `wrong options are reported with their place`(option: String, finding: String) {
    #expect(findings("```nabla\n#| \(option)\n1\n```\n") == [finding])
  }

  @Test func `a cell has an expected output`() throws {
    let notebook = Notebook("```nabla\n1 + 1\n```\n\n```output\n2\n```\n\n```output\n3\n```\n")
    #expect(notebook.cells[0].expectedOutput?.text == "2\n")
    #expect(notebook.blocks.count == 2)
  }

  @Test func `what a cell lacks is reported`() {
    #expect(
      findings("a\n\n```nabla\nx\n") == [
        "3:1 error unclosed-fence: this fence is never closed; end the cell with ``` on a line of its own"
      ])
    #expect(findings("- ```nabla\n  x\n\nb\n").count == 1)
    #expect(
      findings("```{nabla, echo=false}\nx\n```\n") == [
        "1:1 warning fence-words: `echo=false` behind `nabla` has no effect; "
          + "options are written on lines that begin with `#|`, such as `#| echo: false`"
      ])
    // In a footnote, referred to or not.
    let text = "a[^1]\n\n[^1]: b\n\n    ```nabla\n    x\n    ```\n\n[^2]: c\n\n    ```nabla\n    y\n    ```\n"
    #expect(findings(text).map { $0.prefix(26) } == ["5:5 error cell-in-footnote", "11:5 error cell-in-footnot"])
    #expect(Notebook(text).cells.isEmpty)
  }

  @Test func `sections count their cells`() {
    let cell = "```nabla\nx\n```\n"
    let notebook = Notebook(cell + "# A\n\n\(cell)\n\(cell)\n## B {#b}\n\n\(cell)")
    #expect(notebook.cells.map(\.section) == [nil, "a", "a", "b"])
    #expect(notebook.cells.map(\.placeInSection) == [0, 0, 1, 0])
  }

  @Test func `code spans that begin with an equals sign are values`() {
    let notebook = Notebook(
      """
      # A `= 1`
      ` = 2` `=3` `{nabla} 4` ``= `a` `` [`= 5`](u) **`= 6
      +7`** ``
      = 8``

      | `= 9` |
      |-------|
      | `= a \\| b` |
      """)
    #expect(notebook.values.map(\.expression) == ["1", "4", "`a` ", "5", "6 +7", "9", "a | b"])
    let places = notebook.values.map { notebook.location(of: $0.map.fileOffset(of: 0)) }
    #expect(places.map { [$0.line, $0.column] } == [[1, 8], [2, 22], [2, 29], [2, 40], [2, 52], [6, 6], [8, 6]])
    #expect(notebook.isNotebook)
    #expect(findings("`=  `\n") == ["1:1 error empty-value: there is no expression to evaluate"])
  }

  @Test func `inline values can be turned off`() {
    let notebook = Notebook("---\nexecute:\n  inline: false\n  echo: false\n---\n`= 1` $\\val{2}$\n\n```nabla\n```\n")
    #expect(notebook.values.isEmpty)
    #expect(notebook.cells[0].options.echo == false)
  }
}
