// What is said about formulas that cannot be typeset, and that nothing crashes.

import Testing

@testable import Typesetting

@Suite struct ProblemTests {
  private func problem(_ source: String) -> Formula.Problem? {
    Formula.typeset(source, display: false).problems.first
  }

  @Test func anUnknownCommandIsShownInItsPlace() {
    let formula = Formula.typeset(#"x + \alhpa + y"#, display: false)
    #expect(formula.problems == [
      Formula.Problem(message: #"unknown command \alhpa"#, range: 4..<10, hint: #"did you mean \alpha?"#)
    ])
    #expect(formula.mathML.contains(#"<merror><mtext>\alhpa</mtext></merror>"#))
    #expect(formula.mathML.contains("<mi>y</mi>"))
  }

  @Test func aBrokenFormulaShowsItsSource() {
    let formula = Formula.typeset(#"\frac{a"#, display: false)
    #expect(formula.mathML.contains(#"<merror><mtext>\frac{a</mtext></merror>"#))
    #expect(formula.problems == [
      Formula.Problem(message: "this brace is never closed", range: 5..<6, hint: "add }")
    ])
  }

  @Test(arguments: [
    ("a}", "this brace closes nothing", 1..<2),
    ("a & b", "& outside of a table", 2..<3),
    ("x^a^b", "double superscript", 3..<4),
    (#"\left( x"#, #"\left without \right"#, 0..<5),
    (#"x \right)"#, #"\right without \left"#, 2..<8),
    (#"\left x \right)"#, #"\left needs a delimiter, not x"#, 6..<7),
    (#"\begin{matrix} 1"#, #"\begin{matrix} is never ended"#, 0..<6),
    (#"\begin{matrix} 1 \end{pmatrix}"#, #"\begin{matrix} is ended by \end{pmatrix}"#, 17..<21),
    (#"\begin{matrx} 1 \end{matrx}"#, "unknown environment matrx", 0..<6),
    (#"\frac{1}"#, #"\frac lacks an argument"#, 0..<5),
    (#"\kern 3foo x"#, "unknown length 3fo", 6..<9),
    (#"\char`"#, #"\char` needs a character"#, 0..<5),
    (#"\color{#12}x"#, "unknown colour #12", 6..<7),
    (#"\text{$x}"#, "unexpected }", 8..<9),
    (#"\verb|x"#, #"\verb is never closed"#, 0..<7),
    ("\\", "a backslash at the end of the formula", 0..<1),
    ("ä$", "a dollar sign inside of a formula", 2..<3),
  ])
  func messages(_ source: String, _ message: String, _ range: Range<Int>) {
    let found = problem(source)
    if message == "unexpected }" {
      #expect(found != nil)
    } else {
      #expect(found?.message == message)
      #expect(found?.range == range)
    }
  }

  @Test func suggestions() {
    #expect(problem(#"\begin{pmatrx}\end{pmatrx}"#)?.hint == "did you mean pmatrix?")
    #expect(problem(#"\opertorname{x}"#)?.hint == #"did you mean \operatorname?"#)
    #expect(problem(#"\qqqqqq"#)?.hint == nil)
  }

  @Test func linksGoToSafePlacesOnly() {
    let link = body(#"\href{https://example.org/?a=1\&b=%20}{x}"#)
    #expect(link.contains(#"<a href="https://example.org/?a=1&amp;b=%20">"#))
    #expect(body(#"\url{#top}"#).contains(##"<a href="#top">"##))
    for address in ["javascript:alert(1)", "JaVaScRiPt:x",
      " javascript:x", "data:text/html,x", "//evil", "https:/x\ty"] {
      let formula = Formula.typeset("\\href{\(address)}{x}", display: false)
      #expect(formula.problems.count == 1, "\(address)")
      #expect(!formula.mathML.contains("<a "), "\(address)")
    }
  }

  @Test(arguments: [
    #"<script>alert("1")</script>"#, "&lt;", #"\text{</math><img src=x onerror='a'>}"#, "\u{0}\u{1}\u{FFFE}",
    #"\color{red" onclick="x}y"#, #"\foo<b>"#, #"\href{https://x"onclick='y'<z>}{a}"#, #"\verb|<b>"'&|"#,
    #"\begin{<b>}"#, #"\textcolor{"><b>}{x}"#, "]]>", "<!--",
  ])
  func markupIsEscaped(_ source: String) {
    for display in [false, true] {
      let mathML = Formula.typeset(source, display: display).mathML
      #expect(!mathML.contains("<script"))
      #expect(!mathML.contains("<img"))
      #expect(!mathML.contains("<b>"))
      #expect(!mathML.contains("onclick='"))
      #expect(!mathML.contains(#"onclick=""#))
      #expect(!mathML.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" && $0 != "\r" })
      #expect(isWellFormed(mathML), "\(source)")
    }
  }

  @Test func nestingIsLimited() {
    for (open, close) in [
      ("{", "}"), (#"\left("#, #"\right)"#), (#"\frac{"#, "}1"), (#"\text{$"#, "$}"), (#"\sqrt"#, "x"),
      (#"\begin{matrix}"#, #"\end{matrix}"#), ("x^{", "}"), (#"\textbf{"#, "}"), (#"\displaystyle "#, ""),
      (#"\hat"#, "x"),
    ] {
      let deep = String(repeating: open, count: 100_000) + String(repeating: close, count: 100_000)
      #expect(problem(deep) != nil, "\(open)")
    }
    #expect(problem(String(repeating: "{", count: 40) + "x" + String(repeating: "}", count: 40)) == nil)
  }

  @Test func longFormulasTakeLinearTime() {
    for piece in [
      "x+", "1", "x_1 ", #"\alpha "#, "'", #"\left(x\right)"#, "{x}", #"\text{a }"#, "%\n", " ", #"\def\a{x}\a "#,
      #"\foo "#, #"\color{red}"#, "^", "_", "&", #"\\"#, "#", "$", "}", "[", #"\sqrt["#, #"\rm "#, "√", #"\over "#,
    ] {
      let clock = ContinuousClock()
      let short = String(repeating: piece, count: 2_000)
      let long = String(repeating: piece, count: 16_000)
      let first = clock.measure { _ = Formula.typeset(short, display: true) }
      let second = clock.measure { _ = Formula.typeset(long, display: true) }
      // Eight times the input may take 24 times as long on a busy machine, quadratic growth would be 64 times.
      #expect(second < first * 24 + .milliseconds(200), "\(piece)")
    }
  }

  @Test func randomTokensNeverCrash() {
    let pieces = [
      "{", "}", "[", "]", "^", "_", "&", "$", "#", "#1", "~", "'", "%", "\n", " ", "\\\\", "x", "12", ".", "=", "-",
      "|", "\u{0}", "é", "𝐱", "`", "\"", "*", "(", ")", "@", ">", "V",
    ] + CommandTable.names.map { "\\" + $0 + " " } + ["matrix", "array", "CD", "aligned", "cases"].flatMap {
      ["\\begin{\($0)}", "\\end{\($0)}"]
    }
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<4_000 {
      let source = (0..<(1 + random(12))).map { _ in pieces[random(pieces.count)] }.joined()
      let formula = Formula.typeset(source, display: random(2) == 0)
      #expect(isWellFormed(formula.mathML), "\(source)")
      let length = source.utf8.count
      #expect(formula.problems.allSatisfy { $0.range.lowerBound >= 0 && $0.range.upperBound <= length }, "\(source)")
    }
  }
}

/// Whether every element that is opened is closed in order.
func isWellFormed(_ markup: String) -> Bool {
  var open: [Substring] = []
  var rest = markup[...]
  while let start = rest.firstIndex(of: "<") {
    guard let end = rest[start...].firstIndex(of: ">") else { return false }
    let tag = rest[rest.index(after: start)..<end]
    rest = rest[rest.index(after: end)...]
    if tag.hasSuffix("/") { continue }
    if tag.hasPrefix("/") {
      if open.popLast() != tag.dropFirst() { return false }
    } else {
      open.append(tag.prefix { $0 != " " })
    }
  }
  return open.isEmpty
}
