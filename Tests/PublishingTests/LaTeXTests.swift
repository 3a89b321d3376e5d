// Documents of LaTeX.

import Engine
import Publishing
import Testing

@Suite struct LaTeXTests {
  private func document(_ source: String) throws -> String {
    let folder = try TemporaryFolder(["page.md": source])
    let publisher = Publisher(forms: [.latex], outputFolder: folder.path + "/out")
    let report = EngineThread.run { publisher.render(file: folder.path + "/page.md") }
    #expect(report.trouble == nil)
    return try folder.text("out/page.tex")
  }

  @Test func textIsEscaped() throws {
    let text = try document("50 % of \\#1 & a_b ^ ~ {x} \\\\ \"q\" -- <b\n")
    #expect(text.contains("50 \\% of \\#1 \\& a\\_b \\textasciicircum{} \\textasciitilde{} \\{x\\} \\textbackslash{} \\textquotedbl{}q\\textquotedbl{} -{}- \\textless{}b"))
  }

  @Test func formulasKeepTheirNumbers() throws {
    let text = try document("See @eq-a.\n\n$$\na\n\n= b\n$$ {#eq-a}\n\n$$\n\\begin{align}\nx &= 1\n\\end{align}\n$$\n\n$$c$$\n")
    #expect(text.contains("\\hyperref[eq-a]{Equation (1)}"))
    #expect(text.contains("\\begin{equation}\na\n= b\n\\tag{1}\\label{eq-a}\n\\end{equation}"))
    #expect(text.contains("\n\\begin{align}\nx &= 1\n\\end{align}\n"))
    #expect(text.contains("\\[\nc\n\\]"))
  }

  @Test func sizesBecomeLengths() throws {
    let text = try document(
      "Text $$x$$ {#eq-a}, ![a](a.png){width=50%} and ![b](b.png){#fig-b height=2in}\n\n"
        + "```nabla\n#| label: fig-c\n#| fig-width: 4\nplot([1, 2])\n```\n")
    #expect(text.contains("\\begin{equation}\nx\n\\tag{1}\\label{eq-a}"))
    #expect(text.contains("\\includegraphics[width=0.5\\linewidth]{a.png}"))
    #expect(text.contains("\\label{fig-b}\\includegraphics[height=144.0bp]{b.png}\n \\textbf{(Figure 1)}"))
    #expect(text.contains("\\includesvg[width=\\ifdim288.0bp<\\linewidth 288.0bp\\else\\linewidth\\fi]{page_files/fig-c.svg}"))
  }

  @Test func structureBecomesEnvironments() throws {
    let text = try document(
      """
      # Title

      ## Part {#sec-part}

      - one[^n]
        1. two

      > [!THEOREM] Name {#thm-a}
      > Text.

      | a | b |
      |---|--:|
      | 1 | `x_y` |

      [^n]: A *note*.
      """)
    #expect(text.contains("\\title{Title}"))
    #expect(text.contains("\\section*{Part}\\phantomsection\\label{sec-part}"))
    #expect(text.contains("\\begin{itemize}\n\\item one\\footnotemark[1]"))
    #expect(text.contains("\\footnotetext[1]{A \\emph{note}."))
    #expect(text.contains("\\begin{callout}{Theorem 1 (Name).}\\phantomsection\\label{thm-a}\nText."))
    #expect(text.contains("\\begin{longtable}{lr}\n\\toprule\na & b\\\\\n\\midrule\\endhead\n1 & \\texttt{x\\_y}\\\\\n\\bottomrule"))
    for name in ["itemize", "enumerate", "callout", "longtable", "document"] {
      #expect(text.split(separator: "\\begin{\(name)}").count == text.split(separator: "\\end{\(name)}").count)
    }
  }

  @Test func cellsAndFiguresAreIncluded() throws {
    let text = try document("```nabla\n#| label: fig-a\n#| fig-cap: A $x$.\nplot([1, 2])\n```\n\n```nabla\n\"\\\\end{Verbatim}\"\n```\n")
    #expect(text.contains("{\\includesvg[width=0.8\\linewidth]{page_files/fig-a.svg}}"))
    #expect(text.contains("\\caption*{\\textbf{Figure 1.} A $x$.}\\phantomsection\\label{fig-a}"))
    #expect(text.split(separator: "\\end{Verbatim}\n").count == text.split(separator: "\\begin{Verbatim}").count)
  }

  @Test func macrosAreDefined() throws {
    let text = try document("---\nmacros: {R: '\\mathbb{R}', norm: '\\lVert #1 \\rVert_{#2}'}\n---\n$\\norm{x}{2}$\n")
    #expect(text.contains("\\renewcommand{\\R}{\\mathbb{R}}"))
    #expect(text.contains("\\renewcommand{\\norm}[2]{\\lVert #1 \\rVert_{#2}}"))
  }
}
