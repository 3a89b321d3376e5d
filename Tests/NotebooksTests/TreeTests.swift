// The tree that Markdown becomes, and where its nodes stand.

import Testing

@testable import Notebooks

/// The tree of a text, as `debugDescription` shows it.
func tree(_ text: String) -> String { Notebook(text).debugDescription }

/// What is wrong with a text.
func findings(_ text: String) -> [String] { Notebook(text).diagnosticDescriptions }

@Suite struct TreeTests {
  @Test func `headings have ids, given or made`() {
    #expect(
      tree("# Stretch *the* circle {#sec-circle .big k=\"v w\"}\n\nÜber $x$ — so!\n===\n## A\n## A\n") == """
        heading 1 #sec-circle {#sec-circle .big k=v w} 1:1-1:50
          text "Stretch " 1:3-1:11
          emphasis 1:11-1:16
            text "the" 1:12-1:15
          text " circle" 1:16-1:23
        heading 1 #über-x--so 3:1-3:15
          text "Über " 3:1-3:6
          formula "x" 3:6-3:9
          text " — so!" 3:9-3:15
        heading 2 #a 5:1-5:5
          text "A" 5:4-5:5
        heading 2 #a-1 6:1-6:5
          text "A" 6:4-6:5

        """)
  }

  @Test func `places are those of the file, also in lazy lines and behind line breaks in code, links and formulas`() {
    #expect(
      tree("> é $a\nb$ **bo\nld** `co\nde`\t[l](u \"ti\ntle\") more \\$5 a\\*b &amp; `x`\n") == """
        quote 1:1-5:30
          paragraph 1:3-5:30
            text "é " 1:3-1:5
            formula "a\\nb" 1:5-2:3
            text " " 2:3-2:4
            strong 2:4-3:5
              text "bo" 2:6-2:8
              soft break 2:8-3:1
              text "ld" 3:1-3:3
            text " " 3:5-3:6
            code "co de" 3:6-4:4
            text "\\t" 4:4-4:5
            link "u" "ti\\ntle" 4:5-5:6
              text "l" 4:6-4:7
            text " more $5 a*b & " 5:6-5:27
            code "x" 5:27-5:30

        """)
  }

  @Test func `tables have places, also behind escaped bars and a paragraph's first line`() {
    #expect(
      tree("Words\n| a | b |\n|---|:-:|\n| $x$ | c\\|d `= f(x\\|y)` |\n\n: Data {#tbl-x}\n") == """
        paragraph 1:1-1:6
          text "Words" 1:1-1:6
        table none center {#tbl-x} 2:3-6:16
          row, cell 2:3-2:4
            text "a" 2:3-2:4
          cell 2:7-2:8
            text "b" 2:7-2:8
          row, cell 4:3-4:6
            formula "x" 4:3-4:6
          cell 4:9-4:25
            text "c|d " 4:9-4:14
            value 0 "f(x|y)" from 4:17 4:14-4:25
          caption
            text "Data" 6:3-6:7

        """)
  }

  @Test func `lists, tasks, quotes and code`() {
    #expect(
      tree("- [ ] a\n- [x] b\n\n3. > ~~~ c\n   >  d\n\n***\n\n\te\n\n<hr>\n") == """
        list 1:1-2:8
          item, to do 1:1-1:8
            paragraph 1:7-1:8
              text "a" 1:7-1:8
          item, done 2:1-2:8
            paragraph 2:7-2:8
              text "b" 2:7-2:8
        numbered list from 3 4:1-5:8
          item 4:1-5:8
            quote 4:4-5:8
              code "c" " d\\n" 4:6-5:8
        thematic break 7:1-7:4
        code "" "e\\n" 9:2-9:3
        html "<hr>\\n" 11:1-11:5

        """)
  }

  @Test func `call-outs have a kind, a title and an id`() {
    #expect(
      tree("> [!THEOREM] Spectral *thm* {#thm-s points=2}\n> Body\n\n> [!note]\n> x\n\n> \\[!NOTE] no\n") == """
        call-out theorem {#thm-s points=2} 1:1-2:7
          title 1:3-1:13
            text "Spectral " 1:14-1:23
            emphasis 1:23-1:28
              text "thm" 1:24-1:27
          paragraph 2:3-2:7
            text "Body" 2:3-2:7
        call-out note 4:1-5:4
          paragraph 5:3-5:4
            text "x" 5:3-5:4
        quote 7:1-7:14
          paragraph 7:3-7:14
            text "[!NOTE] no" 7:3-7:14

        """)
    #expect(
      findings("> [!THEOREN] x\n") == [
        "1:3 warning unknown-call-out: `[!THEOREN]` is not a kind of call-out; did you mean `[!THEOREM]`?"
      ])
  }

  @Test func `a citation may go over several lines`() {
    #expect(
      tree("As [see @a, p. 1;\n@b;\n  -@c] and [not\n@d] \\[@e;\n@f]\n") == """
        paragraph 1:1-5:4
          text "As " 1:1-1:4
          citation 1:4-3:7
            see @a p. 1 1:9-1:11
            @b 2:1-2:3
            -@c 3:4-3:6
          text " and " 3:7-3:12
          citation 3:12-4:4
            not @d 4:1-4:3
          text " [@e;" 4:4-4:10
          soft break 4:10-5:1
          text "@f]" 5:1-5:4

        """)
  }

  @Test func `references and citations stand in plain text`() {
    #expect(
      tree("By @eq-svd, [@fig-x; @tbl-y] and [see @key2020, p. 3; -@o] \\@fig-no a@fig-x.org `@fig-x` @me.\n") == """
        paragraph 1:1-1:94
          text "By " 1:1-1:4
          reference eq-svd 1:4-1:11
          text ", " 1:11-1:13
          reference fig-x 1:13-1:20
          reference tbl-y ", " 1:20-1:29
          text " and " 1:29-1:34
          citation 1:34-1:59
            see @key2020 p. 3 1:39-1:47
            -@o 1:56-1:58
          text " @fig-no " 1:59-1:69
          link "mailto:a@fig-x.org" 1:69-1:80
            text "a@fig-x.org" 1:69-1:80
          text " " 1:80-1:81
          code "@fig-x" 1:81-1:89
          text " @me." 1:89-1:94

        """)
  }

  @Test func `a paragraph of one image is a figure`() {
    #expect(
      tree("![a *b*](i.png \"T\"){#fig-z width=50%}\n\nan ![x](y) inside\n") == """
        figure "i.png" "T" {#fig-z width=50%} 1:1-1:38
          text "a " 1:3-1:5
          emphasis 1:5-1:8
            text "b" 1:6-1:7
        paragraph 3:1-3:18
          text "an " 3:1-3:4
          image "y" 3:4-3:11
            text "x" 3:6-3:7
          text " inside" 3:11-3:18

        """)
  }

  @Test func `footnotes come in the order of their references`() {
    #expect(
      tree("a[^two] b[^one] c[^two]\n\n[^one]: first\n[^two]: second\n[^three]: never\n") == """
        paragraph 1:1-1:24
          text "a" 1:1-1:2
          footnote reference 0 (1) 1:2-1:8
          text " b" 1:8-1:10
          footnote reference 1 (1) 1:10-1:16
          text " c" 1:16-1:18
          footnote reference 0 (2) 1:18-1:24
        footnote 0 "two" 4:9-4:15
          paragraph 4:9-4:15
            text "second" 4:9-4:15
        footnote 1 "one" 3:9-3:14
          paragraph 3:9-3:14
            text "first" 3:9-3:14

        """)
  }

  @Test func `names are unique in a document`() {
    #expect(
      findings("# A {#sec-a}\n\n$$ x $$ {#sec-a}\n") == [
        "3:9 error duplicate-label: the name `sec-a` is taken; it is first given on line 1"
      ])
    let targets = Notebook("# A\n\n$$\nx\n$$ {#eq-a}\n\n> [!LEMMA] {#lem-b}\n> c\n").targets
    #expect(targets.map(\.id) == ["a", "eq-a", "lem-b"])
    #expect(targets.map(\.kind) == [nil, .equation, .lemma])
  }

  @Test func `malformed attributes are reported and stay text`() {
    #expect(
      findings("# A {#sec a=}\n") == [
        "1:5 warning malformed-attributes: these attributes cannot be read; write them as `{#id .class key=\"value\"}`"
      ])
    #expect(findings("# The set {x}\n") == [])
  }
}
