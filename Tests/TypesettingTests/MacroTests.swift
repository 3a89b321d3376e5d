// Macros of the document and of the formula, and their limits.

import Testing

@testable import Typesetting

@Suite struct MacroTests {
  @Test func macrosOfTheDocument() {
    #expect(body(#"\R"#, macros: ["R": #"\mathbf{R}"#]) == "<mi>𝐑</mi>")
    #expect(body(#"\norm{x}"#, macros: [#"\norm"#: #"\lVert #1 \rVert"#]).contains("<mi>x</mi>"))
    #expect(Formula.Macro(#"\frac{#1}{#2}"#).parameterCount == 2)
  }

  @Test func definitionsInTheFormula() {
    #expect(body(#"\newcommand{\half}{\frac12}\half"#) == body(#"\frac12"#))
    #expect(body(#"\newcommand{\pair}[2][a]{#1#2}\pair{b}\pair[c]{d}"#) == body("abcd"))
    #expect(body(#"\def\v#1,#2;{#2#1}\v a,b;"#) == body("ba"))
    #expect(body(#"\let\g=\gamma \g"#) == body(#"\gamma"#))
    #expect(body(#"\DeclareMathOperator*{\amax}{amax}\amax_x"#, display: true).hasPrefix("<munder>"))
  }

  @Test func definitionsEndWithTheirGroup() {
    #expect(Formula.typeset(#"{\def\x{a}\x}\x"#, display: false).problems.map(\.message) == [#"unknown command \x"#])
    #expect(body(#"{\gdef\x{a}}\x"#).contains("<mi>a</mi>"))
  }

  @Test func aMacroThatCallsItselfEnds() {
    let formula = Formula.typeset(#"\def\a{\a\a}\a"#, display: false)
    #expect(formula.problems.map(\.message) == ["more than 1,000 macro expansions"])
    #expect(formula.mathML.contains("<merror>"))
  }

  @Test func argumentsThatMultiplyEnd() {
    let definition = #"\newcommand\d[1]{"# + String(repeating: "#1", count: 500) + "}"
    let source = definition + String(repeating: #"\d{x}"#, count: 300)
    let messages = Formula.typeset(source, display: false).problems.map(\.message)
    #expect(messages == ["macros expand to more than 100,000 tokens"])
  }

  @Test func redefinitionIsNoticed() {
    let problems = Formula.typeset(#"\newcommand{\frac}{x}"#, display: false).problems
    #expect(problems.map(\.message) == [#"\frac is already defined"#])
    #expect(body(#"\renewcommand{\frac}{x}\frac"#) == "<mi>x</mi>")
  }

  @Test func commandsOnTokens() {
    #expect(body(#"\bgroup x\egroup^2"#) == body("{x}^2"))
    #expect(body(#"\def\a{x}\expandafter\hat\a"#) == body(#"\hat x"#))
    #expect(body(#"\def\f{\@ifnextchar[\g\h}\def\g[#1]{#1}\def\h{y}\f[x]\f"#) == body("xy"))
    #expect(body(#"\def\f{\@ifstar{a}{b}}\f*\f"#) == body("ab"))
    #expect(body(#"\futurelet\next\relax x\next"#) == body("xx"))
    #expect(body(#"\TextOrMath{a}{b}\text{\TextOrMath{a}{b}}"#).contains("<mtext>a</mtext>"))
    let outside = body(#"{\global\def\x{a}\global\let\y\x}\x\y"#)
    #expect(outside == "<mrow><mrow></mrow><mi>a</mi><mi>a</mi></mrow>")
  }

  @Test(arguments: [
    (#"x \in \R^n"#, #"x \in \mathbb{R}^n"#), (#"\norm{x}_2 + \norm y"#, #"\lVert x \rVert_2 + \lVert y \rVert"#),
    (#"\ball{x}{\norm{y}}"#, #"B_{\lVert y \rVert}(x)"#), (#"\a b"#, #"\alpha b"#), (#"\a{}b\R"#, #"\alpha{}b\mathbb{R}"#),
    (#"\twice x"#, #"\alpha x\alpha x"#), (#"\text{a \R}"#, #"\text{a \mathbb{R}}"#), (#"\Rho + \norm"#, #"\Rho + \norm"#),
  ])
  func macrosAreWrittenOut(_ source: String, _ expected: String) {
    let macros: [String: Formula.Macro] = [
      #"\R"#: #"\mathbb{R}"#, "norm": #"\lVert #1 \rVert"#, "ball": "B_{#2}(#1)", "a": #"\alpha"#, "twice": #"\a#1\a#1"#,
    ]
    var text = source
    for call in Formula.expansions(in: source, macros: macros).reversed() {
      let utf8 = Array(text.utf8)
      text = String(decoding: utf8[..<call.range.lowerBound] + call.text.utf8 + utf8[call.range.upperBound...], as: UTF8.self)
    }
    #expect(text == expected)
  }

  @Test(arguments: [
    (#"\argmin_x f"#, #"\operatorname*{arg\,min}_x f"#), (#"x \in \R, \dotsx"#, #"x \in \mathbb{R}, \ldots"#),
    (#"a \coloneqq \bm x"#, #"a \mathrel{:=} \boldsymbol{x}"#), (#"\left\lang x \right\rang"#, #"\left\langle x \right\rangle"#),
    (#"\newcommand{\R}{\mathrm R}\R + \Z"#, #"\newcommand{\R}{\mathrm R}\R + \mathbb{Z}"#), (#"\frac{\alpha}{2}"#, #"\frac{\alpha}{2}"#),
  ])
  func commandsOfOursAreWrittenInThoseOfOthers(_ source: String, _ expected: String) {
    #expect(Formula.expanded(source, macros: Formula.portableMacros) == expected)
  }

  @Test func whatOthersKnowStandsForWhatIsKnownHere() {
    #expect(Formula.portableMacros.count > 150)
    for (name, macro) in Formula.portableMacros.sorted(by: { $0.key < $1.key }) {
      // Each is a command here too, and its replacement needs no replacement itself.
      let call = "\\" + name + String(repeating: "{x}", count: macro.parameterCount)
      #expect(Formula.typeset(call, display: true).problems.isEmpty, "\(call)")
      let expanded = Formula.expanded(call, macros: Formula.portableMacros)
      #expect(Formula.typeset(expanded, display: true).problems.isEmpty, "\(expanded)")
      #expect(Formula.expanded(expanded, macros: Formula.portableMacros) == expanded)
    }
  }

  @Test func writingMacrosOutEnds() {
    #expect(Formula.expansions(in: #"\a"#, macros: ["a": #"\a\a"#]).isEmpty)
    let doubling = String(repeating: #"\d{"#, count: 60) + "x" + String(repeating: "}", count: 60)
    #expect(Formula.expansions(in: doubling, macros: ["d": "#1#1"]).isEmpty)
  }
}
