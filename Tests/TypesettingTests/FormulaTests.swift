// What formulas become.

import Testing

@testable import Typesetting

@Suite struct FormulaTests {
  @Test func lettersNumbersAndOperators() {
    #expect(body("x") == "<mi>x</mi>")
    #expect(body("3.14") == "<mn>3.14</mn>")
    #expect(body("a+b") == "<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>")
    #expect(body(#"\alpha"#) == "<mi>α</mi>")
    #expect(body(#"\Gamma"#) == #"<mrow><mi mathvariant="normal">Γ</mi><mspace></mspace></mrow>"#)
    #expect(body("") == "<mrow></mrow>")
  }

  @Test func alphabetsAreCharactersOfTheirOwn() {
    #expect(body(#"\mathbb{R}"#) == "<mi>ℝ</mi>")
    #expect(body(#"\mathbf{x}"#) == "<mi>𝐱</mi>")
    #expect(body(#"\mathcal L"#) == "<mi>ℒ</mi>")
    #expect(body(#"\boldsymbol{\theta}"#) == "<mi>𝜽</mi>")
    #expect(body(#"\mathrm{d}"#) == #"<mrow><mi mathvariant="normal">d</mi><mspace></mspace></mrow>"#)
    #expect(body(#"\mathrm{Var}"#) == "<mi>Var</mi>")
    #expect(body(#"\mathit{h}"#) == "<mi>ℎ</mi>")
    #expect(body(#"\operatorname{rank}"#) == "<mi>rank</mi>")
  }

  @Test func aMinusIsASignOrAnOperator() {
    // A relation and a binary operator have the space that browsers give them, a sign has none.
    #expect(body("a=-b") == #"<mrow><mi>a</mi><mo>=</mo><mo lspace="0" rspace="0">−</mo><mi>b</mi></mrow>"#)
    #expect(body("-a") == "<mrow><mo>−</mo><mi>a</mi></mrow>")
    #expect(body("x^{a+b}").contains(#"<mo lspace="0" rspace="0">+</mo>"#))
  }

  @Test func scripts() {
    #expect(body("x_1^2") == "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>")
    #expect(body("f'") == #"<msup><mi>f</mi><mo lspace="0" rspace="0">′</mo></msup>"#)
    #expect(body("x''_n").hasPrefix("<msubsup><mi>x</mi><mi>n</mi>"))
    #expect(body("{}_a") == "<msub><mrow></mrow><mi>a</mi></msub>")
    // One token, not one number.
    #expect(body("x^12") == "<mrow><msup><mi>x</mi><mn>1</mn></msup><mn>2</mn></mrow>")
  }

  @Test func limitsStandBelowInDisplayStyleOnly() {
    #expect(body(#"\sum_i"#, display: true).hasPrefix("<munder>"))
    #expect(body(#"\sum_i"#).hasPrefix("<msub>"))
    #expect(body(#"\sum\limits_i"#).hasPrefix("<munder>"))
    #expect(body(#"\int_0^1"#, display: true).hasPrefix("<msubsup>"))
    #expect(body(#"\operatorname*{argmax}_x"#, display: true).hasPrefix("<munder>"))
    #expect(body(#"\overbrace{a+b}^{n}"#).hasPrefix("<mover><mover"))
  }

  @Test func fractionsAndRoots() {
    #expect(body(#"\frac12"#) == "<mfrac><mn>1</mn><mn>2</mn></mfrac>")
    #expect(body(#"a \over b"#) == "<mfrac><mi>a</mi><mi>b</mi></mfrac>")
    #expect(body(#"\dfrac12"#).hasPrefix(#"<mfrac displaystyle="true">"#))
    #expect(body(#"\sqrt[3]{\frac{a}{b}}"#, display: true).hasPrefix("<mroot><mfrac>"))
    #expect(body(#"\binom nk"#).contains(#"<mfrac class="tex-tight" linethickness="0">"#))
  }

  @Test func delimitersKnowTheirWidth() {
    // Browsers reserve the width of the widest variant, so that the page states the one that will be chosen.
    #expect(body(#"\left(x\right)"#).contains(#"<mo style="width:0.389em">(</mo>"#))
    #expect(body(#"\left(\frac{a}{b}\right)"#, display: true).contains("width:0.663em"))
    #expect(body(#"\left. x \right|"#).hasSuffix(#"<mo stretchy="true" lspace="0" rspace="0">|</mo></mrow>"#))
    #expect(body(#"\big("#).contains(#"minsize="1.19em""#))
  }

  @Test func tables() {
    let matrix = body(#"\begin{bmatrix} 1 & 2 \\ 3 & 4 \\ \end{bmatrix}"#)
    #expect(matrix.components(between: "<mtr>").count == 2)
    #expect(matrix.components(between: "<mtd>").count == 4)
    let aligned = body(#"\begin{aligned} a &= b \\ &= -c \end{aligned}"#)
    // After & a relation has its space and a minus behind it is a sign.
    #expect(aligned.contains(#"<mtd class="tex-l"><mo>=</mo><mo lspace="0" rspace="0">−</mo><mi>c</mi></mtd>"#))
    #expect(body(#"\begin{cases} 1 & x > 0 \\ 0 \end{cases}"#).contains("tex-cases"))
    #expect(body(#"\sum_{\substack{i<n \\ j<m}}"#).contains("tex-substack"))
    #expect(body(#"\begin{array}{c|c} a & b \\ \hline c & d \end{array}"#).contains("tex-above tex-before"))
    let empty = body(#"\begin{matrix}\end{matrix}"#)
    #expect(empty.contains(#"<mtd><mspace height="0.74em" depth="0.26em"></mspace></mtd>"#))
  }

  @Test func textIsSetInThePagesFace() {
    #expect(body(#"\text{if } x"#).hasPrefix("<mrow><mtext>if\u{A0}</mtext>"))
    #expect(body(#"\text{a $x_1$ b}"#).contains("<msub>"))
    #expect(body(#"\text{``a'' -- b}"#).contains("“a” – b"))
    #expect(body(#"\text{\'e}"#).contains("e\u{301}"))
    #expect(body(#"\textbf{if}"#).contains("font-weight:bold"))
    #expect(body(#"\verb*|a b|"#).contains("a␣b"))
    // A lone letter is a symbol.
    #expect(body(#"\textbf{y}"#) == "<mi>𝐲</mi>")
    #expect(body(#"\verb|a\b|"#).contains(#"a\b"#))
  }

  @Test func charactersAreThoseOfTheMathematicalFont() {
    // A lone letter is drawn in italics, words of \text belong to the page's face.
    #expect(Formula.typeset(#"x + \text{word} + 1"#, display: false).characters == ["+", "1", "𝑥"])
    #expect(Formula.typeset(#"\mathrm{x}"#, display: false).characters == ["x"])
    #expect(Formula.typeset(#"\sqrt2"#, display: false).characters == ["2", "√"])
  }

  @Test func theSourceIsTheAnnotation() {
    let formula = Formula.typeset("a<b", display: true)
    #expect(formula.mathML.hasPrefix(#"<math display="block"><semantics>"#))
    #expect(formula.mathML.hasSuffix(
      #"<annotation encoding="application/x-tex">a&lt;b</annotation></semantics></math>"#))
  }

  @Test func tagsStandAtTheMargin() {
    let tagged = body(#"x \tag{1}"#, display: true)
    #expect(tagged.contains(
      #"<mtd class="tex-tag"><mrow><mtext>(</mtext><mtext>1</mtext><mtext>)</mtext></mrow></mtd>"#))
    #expect(body(#"\begin{align} a \tag*{A} \\ b \end{align}"#).contains("<mtext>A</mtext>"))
  }

  @Test(arguments: FormulaCollection.formulas) func theCollectionIsUnderstood(_ source: String) {
    for display in [false, true] {
      let mathML = body(source, display: display)
      #expect(isWellFormed(mathML))
      #expect(!mathML.contains("<merror"))
    }
  }

  @Test(arguments: [
    #"\color{red}x + y"#, #"\textcolor{#0f0}{b}"#, #"\cancel{x}"#, #"\boxed{E=mc^2}"#, #"\phantom{x}"#, #"\not\in"#,
    #"\xrightarrow[a]{b}"#, #"\underset{x}{\max}"#, #"a \pmod n"#, #"\left\{ x \middle| y \right\}"#, #"\widehat{ABC}"#,
    #"\begin{CD} A @>a>> B \\ @VVV @AAA \\ C @= D \end{CD}"#, #"\mathchoice{a}{b}{c}{d}"#, #"\stackrel{?}{=}"#,
    #"\genfrac{[}{)}{0pt}{1}{a}{b}"#, #"\rule[1em]{2em}{3pt}"#, #"\char"3B1"#, #"\char`a \char`\%"#,
    #"\textcolor{#ff000080}{x}"#, #"\dots, \dots +"#, "a~b % comment\n c",
  ])
  func isUnderstood(_ source: String) {
    _ = body(source)
    _ = body(source, display: true)
  }
}

/// The MathML between `<semantics>` and the annotation of a formula that must be understood.
func body(
  _ source: String, display: Bool = false, macros: [String: Formula.Macro] = [:],
  sourceLocation: SourceLocation = #_sourceLocation
) -> String {
  let formula = Formula.typeset(source, display: display, macros: macros)
  #expect(formula.problems.isEmpty, "\(source)", sourceLocation: sourceLocation)
  guard let open = formula.mathML.firstRange(of: "<semantics"),
    let start = formula.mathML[open.upperBound...].firstIndex(of: ">"),
    let end = formula.mathML.firstRange(of: "<annotation")
  else { return formula.mathML }
  return String(formula.mathML[formula.mathML.index(after: start)..<end.lowerBound])
}

extension String {
  /// What follows each occurrence of `mark`.
  func components(between mark: String) -> [Substring] {
    ranges(of: mark).map { self[$0.upperBound...] }
  }
}
