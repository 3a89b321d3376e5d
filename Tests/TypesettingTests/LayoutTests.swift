// What makes browsers set a formula as TeX does: styles, struts, margins.

import Testing

@testable import Typesetting

@Suite struct LayoutTests {
  @Test func scriptsStopShrinkingAtTheSecondLevel() {
    #expect(body("x^{y^z}").components(between: "scriptlevel").count == 0)
    #expect(body("x^{y^{z^w}}").contains(#"<mstyle scriptlevel="2"><mi>w</mi></mstyle>"#))
    #expect(body(#"x^{y^{\frac ab}}"#).components(between: #"<mstyle scriptlevel="2">"#).count == 2)
  }

  @Test func subscriptsGoBelowTheOverhangOfSlantedLetters() {
    // The italic correction of V is 0.214 em, the subscript's own em is 0.7 of that.
    #expect(body("V_i") == #"<msub><mi>V</mi><mrow style="margin-left:-0.3057em"><mi>i</mi></mrow></msub>"#)
    #expect(body("x_i") == "<msub><mi>x</mi><mi>i</mi></msub>")
    #expect(body(#"\mathrm{V}_i"#).hasSuffix("V</mi><mspace></mspace></mrow><mi>i</mi></msub>"))
    #expect(body(#"\int_D"#, display: true).contains(#"class="tex-integral""#))
    #expect(body(#"\int_D"#).contains(#"class="tex-small-integral""#))
  }

  @Test func superscriptsKeepTheirHeightOverAccents() {
    #expect(body(#"\hat{x}^2"#).hasPrefix(#"<msup><mpadded height="0.45em"><mover accent="true">"#))
    #expect(body(#"\hat{x}_2"#).hasPrefix("<msub><mover"))
    #expect(body(#"\overrightarrow{AB}^2"#).hasPrefix("<msup><mover"))
  }

  @Test func rootsLargerThanTheirContentHaveAStrut() {
    #expect(body(#"\sqrt{x}"#).hasPrefix(#"<msqrt class="tex-root"><mspace height="0.7005em"></mspace><mi>x</mi>"#))
    #expect(body(#"\sqrt[3]{x}"#).hasPrefix(#"<mroot class="tex-root"><mrow><mspace"#))
    #expect(body(#"\sqrt{\frac ab}"#, display: true).hasPrefix("<msqrt><mfrac>"))
    #expect(body(#"x^{\sqrt[n]{y}}"#).contains(#"<mstyle scriptlevel="2"><mi>n</mi></mstyle>"#))
    // After the strut a minus is still a sign.
    #expect(body(#"\sqrt{-x}"#).contains("<mo>−</mo>"))
  }

  @Test func textInScriptsIsWrapped() {
    #expect(body(#"x_\text{max}"#).hasSuffix("<mrow><mtext>max</mtext></mrow></msub>"))
    #expect(body(#"\text{max}"#) == "<mtext>max</mtext>")
  }

  @Test func dotsAreAsWideAsTeXs() {
    #expect(body(#"\ldots"#).contains(#"<mo class="tex-dots""#))
    #expect(body(#"\ldots"#).contains(">...</mo>"))
    #expect(body(#"a+\cdots+b"#).contains(">⋅⋅⋅</mo>"))
    #expect(Formula.typeset(#"\ldots"#, display: false).characters == ["."])
  }

  @Test func bracesAndBoxesHoldDisplayedFormulas() {
    #expect(body(#"\underbrace{\frac ab}_n"#).contains(#"<mstyle displaystyle="true"><mfrac>"#))
    #expect(body(#"\boxed{\frac ab}"#).contains(#"<mstyle displaystyle="true"><mfrac>"#))
    #expect(!body(#"\underbrace{\frac ab}_n"#, display: true).contains("mstyle"))
    #expect(body(#"\fbox{text}"#).contains("<mtext>text</mtext>"))
  }

  @Test func delimitersThatAreNotShownTakeTheirSpace() {
    #expect(body(#"\left. x \right|"#).hasPrefix(#"<mrow class="tex-no-left">"#))
    #expect(body(#"\left\{ x \right."#).hasPrefix(#"<mrow class="tex-no-right">"#))
    // It opens like one that is shown, so that a minus behind it is a sign.
    #expect(body(#"\left. - x \right)"#).contains(#"−</mo><mi>x</mi>"#))
    let sign = #"<mo lspace="0" rspace="0">+</mo><mn>2</mn>"#
    #expect(body(#"\bigl. + 2"#) == #"<mrow><mspace width="0.12em"></mspace>"# + sign + "</mrow>")
  }

  @Test func delimitersOverLargeOperatorsStateTheirHeight() {
    #expect(body(#"\left( \sum_{i=1}^n x_i \right)"#, display: true).contains("minsize="))
    #expect(!body(#"\left( \frac ab \right)"#, display: true).contains("minsize="))
  }

  @Test func moduliHaveRoomInDisplayStyleOnly() {
    #expect(body(#"a \pmod n"#).contains(#"width="0.4444em""#))
    #expect(body(#"a \pmod n"#, display: true).contains(#"width="1em""#))
  }

  @Test func rulesOffTheBaselineAreMoved() {
    let rule = #"<mspace width="1em" height="2em" depth="0em" style="background:currentcolor"></mspace>"#
    #expect(body(#"\rule{1em}{2em}"#) == rule)
    #expect(body(#"\rule[1em]{1em}{2em}"#).hasPrefix(#"<mpadded voffset="1em" height="3em">"#))
    #expect(body(#"\rule[-1em]{1em}{2em}"#).contains(#"height="1em" depth="1em""#))
  }

  @Test func arraysTakeSeparatorsAndRepetitions() {
    let table = body(#"\begin{array}{r@{\,=\,}l} a & b \end{array}"#)
    #expect(table.contains(#"tex-no-space-after"#))
    #expect(table.contains("<mo"))
    let tight = body(#"\begin{array}{@{}c@{}} a \end{array}"#)
    #expect(tight.contains(#"class="tex-no-space tex-no-space-after""#))
    #expect(body(#"\begin{array}{*{3}{c}|r} a & b & c & d \end{array}"#).components(between: "<mtd").count == 4)
    #expect(body(#"\def\arraystretch{1.5}\begin{array}{c} a \end{array}"#).contains(#"height="1.16em" depth="0.44em""#))
    #expect(body(#"\renewcommand{\arraystretch}{1}\begin{array}[t]{c} a \end{array}"#).contains("tex-array"))
    #expect(Formula.typeset(#"\begin{array}{*{9999}{c}} a \end{array}"#, display: false).problems.count == 1)
    let unknown = Formula.typeset(#"\begin{array}{cz} a \end{array}"#, display: false).problems
    #expect(unknown.first?.message == "unknown column z")
  }

  @Test func rowsHaveTheHeightOfAStrut() {
    // A sign at the beginning of a cell stays there, so that browsers take it for one.
    let matrix = body(#"\begin{pmatrix} -1 & -1 \\ - & 2 \end{pmatrix}"#)
    let strut = #"<mspace height="0.74em" depth="0.26em"></mspace>"#
    #expect(matrix.contains("<mtd><mo>−</mo><mn>1</mn>\(strut)</mtd><mtd><mo>−</mo><mn>1</mn></mtd>"))
    #expect(matrix.contains(#"<mtd><mrow><mo lspace="0" rspace="0">−</mo></mrow>"# + strut))
    #expect(matrix.components(between: strut).count == 2)
  }

  @Test func operatorsAmongTextHaveTheirSpace() {
    let space = #"<mspace width="0.2778em"></mspace>"#
    let sign = #"<mo lspace="0" rspace="0">=</mo>"#
    #expect(body(#"\text{a} = \text{b}"#).contains("</mtext>\(space)\(sign)\(space)<mtext>"))
    #expect(body(#"\text{a} = b"#).contains("</mtext><mo>=</mo><mi>"))
  }

  @Test func longFormulasBeginLeftAndEndRight() {
    let lines = body(#"\begin{multline} a + b \\ + c \\ - d \end{multline}"#, display: true)
    #expect(lines.contains(#"<mtd class="tex-l"><mspace height="0.84em" depth="0.36em"></mspace><mi>a</mi>"#))
    #expect(lines.contains(#"<mtd class="tex-r"><mo"#))
    // A line goes on from the one before, so that its sign is an operator.
    #expect(lines.contains(#"<mtd class="tex-r"><mo lspace="0.2222em" rspace="0.2222em">−</mo>"#))
  }

  @Test func operatorsTakeScriptsAtTheirCorners() {
    let sum = body(#"\sideset{_a^b}{'}\sum_i x"#, display: true)
    #expect(sum.contains("<munder><mrow><msubsup><mpadded"))
    #expect(sum.contains("∑</mo><mo lspace=\"0\" rspace=\"0\">′</mo></msup>"))
  }

  @Test func charactersOfUnicodeAreScripts() {
    #expect(body("x²") == "<msup><mi>x</mi><mn>2</mn></msup>")
    #expect(body("a₁₂") == "<msub><mi>a</mi><mn>12</mn></msub>")
    #expect(body("x⁻¹") == body("x^{-1}"))
    #expect(body("f′") == body("f'"))
    #expect(body("½") == body(#"\tfrac12"#))
    #expect(body("√{x+1}") == body(#"\sqrt{x+1}"#))
  }

  @Test func barsDivideSetsAndBrackets() {
    #expect(body(#"\set{x|x<5}"#).contains("∣"))
    #expect(body(#"\Set{x|\frac{x}{2}<5}"#, display: true).contains(#"stretchy="true""#))
    #expect(body(#"\Braket{a|b|c}"#).components(between: ">|</mo>").count == 2)
    #expect(body(#"x^\set{a}"#).hasPrefix("<msup><mi>x</mi><mrow>"))
  }

  @Test func labelsNameTags() {
    let source = #"\begin{align} a \tag{1}\label{first} \\ b \eqref{first} \ref{first} \end{align}"#
    let formula = body(source, display: true)
    #expect(formula.components(between: "<mtext>1</mtext>").count == 3)
    let problems = Formula.typeset(#"a \eqref{x}"#, display: true).problems
    #expect(problems.map(\.message) == [#"no \tag before this is labelled x"#])
  }

  @Test func lettersWithAccentsAreComposed() {
    #expect(body(#"\text{\'e\"o\c{c}\v{s}\'\i}"#).contains("éöçší"))
    #expect(body(#"\text{\.\j}"#).contains("ȷ\u{307}"))
    #expect(body(#"\'x"#).hasPrefix(#"<mover accent="true">"#))
  }

  @Test func whatAFormulaMayNotDoIsSaid() {
    let formula = Formula.typeset(#"\htmlStyle{color:red}{x} \includegraphics[width=1em]{a_b.png}"#, display: false)
    #expect(formula.problems.map(\.message) == [
      #"\htmlStyle is not supported in formulas"#, #"\includegraphics is not supported in formulas"#,
    ])
    #expect(formula.mathML.contains("<mi>x</mi>"))
    #expect(!formula.mathML.contains("style="))
  }
}
