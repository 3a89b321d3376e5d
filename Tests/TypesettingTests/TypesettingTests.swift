// What formulas become.

import Testing

@testable import Typesetting

@Suite struct FormulaTests {
  /// The MathML between `<semantics>` and the annotation.
  private func body(_ source: String, display: Bool = false, macros: [String: Formula.Macro] = [:]) -> String {
    let formula = Formula.typeset(source, display: display, macros: macros)
    #expect(formula.problems.isEmpty, "\(source)")
    let start = formula.mathML.range(of: "<semantics>")
    let end = formula.mathML.range(of: "<annotation")
    guard let start, let end else { return formula.mathML }
    return String(formula.mathML[start.upperBound..<end.lowerBound])
  }

  @Test func lettersNumbersAndOperators() {
    #expect(body("x") == "<mi>x</mi>")
    #expect(body("3.14") == "<mn>3.14</mn>")
    #expect(body("a+b") == "<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>")
    #expect(body(#"\mathbb{R}"#) == "<mi>ℝ</mi>")
    #expect(body(#"\Gamma"#) == #"<mi mathvariant="normal">Γ</mi>"#)
    #expect(body(#"\mathrm{Var}"#) == "<mi>Var</mi>")
  }
}

extension String {
  /// The first place where `text` occurs.
  func range(of text: String) -> Range<String.Index>? {
    firstRange(of: text)
  }
}
