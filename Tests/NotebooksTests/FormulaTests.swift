// Formulas in lines and on lines of their own.

import Testing

@testable import Notebooks

@Suite struct FormulaTests {
  /// The TeX of all formulas in the paragraphs of a text.
  private func formulas(_ text: String) -> [String] {
    Notebook(text).blocks.flatMap { block -> [String] in
      switch block.kind {
      case .paragraph(let inlines):
        inlines.compactMap { if case .formula(let formula) = $0.kind { formula.tex } else { nil } }
      case .formula(let formula): [formula.tex]
      default: []
      }
    }
  }

  @Test(arguments: [
    ("a $x$ b", ["x"]),
    ("$6 then $7", []),
    ("costs $5, or $x$", ["x"]),
    ("$ x$ and $x $", []),
    ("$x$5", []),
    ("\\$x$ y$", []),
    ("$a\\$b$", ["a\\$b"]),
    ("$`a$b`$", ["a$b"]),
    ("$*a*$ *$b$*", ["*a*"]),
    ("$a_1$, $b_2$", ["a_1", "b_2"]),
    ("$5-$10 and $x$", ["x"]),
    ("$a \\text{ if $b$} c$", ["a \\text{ if $b$} c"]),
    ("$a{ $b$", ["b"]),
    ("$$x$$ y", ["x"]),
    ("$a$$b$", ["a"]),
    ("$$", []),
    ("$", []),
    ("$$$", []),
    ("$\\$", []),
    ("`$x$`", []),
    ("$a `b$ c`", ["a `b"]),
  ])
  func `a dollar opens before and closes behind what is not a space`(text: String, expected: [String]) {
    #expect(formulas(text) == expected)
  }

  @Test func `displayed formulas are blocks with attributes`() {
    #expect(
      tree(
        "Text\n$$\na = b\n- C\n= d\n$$ {#eq-x}\nmore\n$$ a \\{\n+ b $$\n\n$$ z $$ {#eq-y}\n\n```math\nq\n```\n"
      ) == """
        paragraph 1:1-1:5
          text "Text" 1:1-1:5
        displayed formula "a = b\\n- C\\n= d" {#eq-x} 2:1-6:11
        paragraph 7:1-7:5
          text "more" 7:1-7:5
        displayed formula " a \\\\{\\n+ b" 8:1-9:7
        displayed formula " z " {#eq-y} 11:1-11:16
        displayed formula "q" 13:1-15:4

        """)
  }

  @Test func `a formula that is never closed is text, or ends with its container`() {
    #expect(tree("$$\na\n") == "paragraph 1:1-2:2\n  text \"$$\" 1:1-1:3\n  soft break 1:3-2:1\n  text \"a\" 2:1-2:2\n")
    #expect(
      findings("> $$\n> a\n\n$$ x $$\n") == [
        "1:3 error unclosed-formula: this formula is never closed; end it with `$$` on a line of its own"
      ])
  }

  @Test func `values in formulas have balanced braces`() {
    let notebook = Notebook("> $$\n> a + \\val{f({1})} + \\value{x}\n> $$\n")
    #expect(notebook.values.map(\.expression) == ["f({1})"])
    let place = notebook.location(of: notebook.values[0].map.fileOffset(of: 0))
    #expect(place.line == 2 && place.column == 12)
    #expect(
      findings("$$\n\\val{a\n$$\n") == [
        "2:1 error unclosed-value: `\\val{` is never closed; braces inside the expression must balance"
      ])
  }

  @Test func `a bar in a table ends a formula, which is reported`() {
    let table = "| a | b |\n|---|---|\n"
    #expect(
      findings(table + "| $|a|$ | b |\n") == [
        "3:3 warning split-formula: the bar within this formula ends the table cell; "
          + "in tables, write `\\vert` or `\\mid` for a bar"
      ])
    #expect(findings(table + "| $5 | $6 |\n") == [])
    #expect(
      findings(table + "| a | b | c |\n") == [
        "3:11 warning surplus-cell: this row has more cells than the table has columns; "
          + "what is surplus is not shown; a bar within a cell is written `\\|`"
      ])
  }
}
