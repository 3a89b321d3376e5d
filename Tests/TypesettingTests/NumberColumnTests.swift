// Columns of numbers in matrices that are computed.

import Testing

@testable import Typesetting

@Suite struct NumberColumnTests {
  private func cells(_ rows: String, aligned: Bool = true) -> [String] {
    let html = Formula.typeset("\\begin{bmatrix} \(rows) \\end{bmatrix}", display: true, alignsNumbers: aligned).mathML
    return html.matches(of: #/<mtd(.*?)<\/mtd>/#).map { String($0.output.1) }
  }

  /// The space behind each number, in em.
  private func room(_ rows: String) -> [String] {
    cells(rows).map { $0.firstMatch(of: #/<mspace width="([^"]*)"/#).map { String($0.output.1) } ?? "" }
  }

  @Test func pointsStandBelowEachOther() {
    let rows = #"1.0 \\ -2.25 \\ 100.125 \\ 7"#
    #expect(cells(rows).allSatisfy { $0.hasPrefix(" class=\"tex-r\">") })
    #expect(room(rows) == ["1em", "0.5em", "", "1.778em"])
  }

  @Test func wholeNumbersStandAtTheRight() {
    #expect(room(#"1 \\ -20 \\ \frac{1}{2}"#) == ["", "", ""])
    #expect(cells(#"1 \\ -20 \\ \vdots"#).allSatisfy { $0.hasPrefix(" class=\"tex-r\">") })
  }

  @Test func columnsOfOtherThingsStayAsTeXHasThem() {
    for rows in [#"1 + 2i \\ -3"#, #"1.5 \times 10^{3} \\ 2"#, #"a \\ -b"#, #"\frac{1}{2} \\ \infty"#] {
      #expect(!cells(rows).contains { $0.contains("tex-r") }, "\(rows)")
    }
    #expect(!cells(#"1 \\ -20"#, aligned: false).contains { $0.contains("tex-r") })
    // One column does not decide for its neighbour.
    #expect(cells(#"1 & x \\ -20 & y"#).map { $0.contains("tex-r") } == [true, false, true, false])
  }

  @Test func aBracketByItselfHasItsHeightInScriptsToo() {
    #expect(Formula.typeset(#"a_{\Big\uparrow}"#, display: true).mathML.contains("<mrow><mo stretchy=\"true\" symmetric=\"true\" minsize=\"2.5571em\""))
  }
}
