// Text widths and the TeX of labels.

import Foundation
import Testing

@testable import Graphics

@Suite struct TextTests {
  @Test func widthsAreHelveticas() {
    // Sums of the advances in Helvetica's font metrics file.
    #expect(FontMetrics.width("0123456789", size: 1000) == 5560)
    #expect(FontMetrics.width("Wilkinson", size: 1000) == 944 + 222 + 222 + 500 + 222 + 556 + 500 + 556 + 556)
    #expect(FontMetrics.width("−1.5", size: 10) == 0.584 * 10 + 5.56 + 2.78 + 5.56)
    #expect(FontMetrics.width("aM", size: 1000, bold: true) == 556 + 833)
    #expect(FontMetrics.width("", size: 11) == 0)
    #expect(FontMetrics.width("漢字", size: 10) == 20)
    #expect(FontMetrics.width("e\u{301}", size: 1000) == 556)
  }

  /// The file holds what `Reference/make_advances.py` read in Liberation Sans.
  @Test func widthsAreThoseOfTheFont() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Reference/advances.csv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    #expect(rows.count > 550)
    for row in rows {
      let numbers = row.split(separator: ",").compactMap { UInt32($0) }
      let scalar = try #require(Unicode.Scalar(numbers[0]))
      #expect(FontMetrics.width(String(scalar), size: 1000) == Double(numbers[1]), "\(scalar)")
      #expect(FontMetrics.width(String(scalar), size: 1000, bold: true) == Double(numbers[2]), "\(scalar)")
    }
  }

  @Test func longLabelsAreWrappedAndCut() {
    func width(_ label: String) -> Double { LabelLayout.width(label, size: 10) }
    #expect(LabelLayout.fitted("short", width: 100, size: 10) == "short")
    #expect(LabelLayout.fitted("one two three", width: width("one two"), size: 10, lines: 3) == "one two\nthree")
    #expect(LabelLayout.fitted("one two three", width: width("one two …"), size: 10) == "one two …")
    #expect(LabelLayout.fitted("abcdefgh", width: width("abcd…"), size: 10) == "abcd…")
    #expect(LabelLayout.fitted("first\nsecond", width: 100, size: 10) == "first …")
    #expect(LabelLayout.fitted("$a b c d e f g$ more", width: width("$a b c d e f g$ …"), size: 10) == "$a b c d e f g$ …")
    #expect(LabelLayout.fitted("anything", width: 0, size: 10) == "…")
    #expect(LabelLayout.fitted("", width: 0, size: 10) == "")
    let text = "The quick brown fox jumps over the lazy dog and $\\frac{a}{b}$"
    for room in stride(from: 20.0, through: 400, by: 10) {
      for lines in 1...3 {
        let fitted = LabelLayout.fitted(text, width: room, size: 10, lines: lines)
        #expect(width(fitted) <= room && fitted.split(separator: "\n").count <= lines)
      }
    }
  }

  @Test func plainLabelsStayPlain() {
    #expect(LabelLayout("feature").plainText == "feature")
    #expect(LabelLayout("costs $5").plainText == "costs $5")
    #expect(LabelLayout("costs \\$5 and \\$6").plainText == "costs $5 and $6")
  }

  @Test func greekAndScripts() {
    let layout = LabelLayout("$\\alpha_1^2$")
    #expect(layout.pieces.map(\.text) == ["α", "2", "1"])
    #expect(layout.pieces[0].italic)
    #expect(layout.pieces[1].rise > 0)
    #expect(layout.pieces[2].rise < 0)
    #expect(layout.pieces[1].x == layout.pieces[2].x)
  }

  @Test func functionsAreUprightAndSetApart() {
    let layout = LabelLayout("$n\\log_2 n$")
    #expect(layout.pieces.map(\.text) == ["n", "log", "2", "n"])
    #expect(layout.pieces[0].italic && !layout.pieces[1].italic)
    #expect(layout.pieces[1].x > layout.pieces[0].width)
  }

  @Test func fractionsHaveABar() {
    let layout = LabelLayout("$\\frac{a+b}{c}$")
    #expect(layout.bars.count == 1)
    #expect(layout.ascent > 1)
    #expect(layout.descent > 0.2)
  }

  @Test func unicodeSuperscriptsAreSetAsScripts() {
    #expect(LabelLayout("10⁻⁵").pieces.map(\.text) == ["10", "−5"])
  }

  @Test func labelsCanBeRead() {
    #expect(LabelLayout.plain("$\\sin x$ and $\\mathbf{w}$") == "sin x and w")
    #expect(LabelLayout.plain("two\nlines") == "two lines")
  }

  @Test(arguments: ["$", "$$", "$\\$", "$\\frac$", "$^$", "$_{$", "$}{$", "$\\sqrt$", "$x^$", "\\", "$\\unknown{x}$"])
  func brokenTeXIsShownSomehow(_ label: String) {
    #expect(LabelLayout(label).width.isFinite)
  }

  @Test func deepNestingEnds() {
    let deep = "$" + String(repeating: "x^{", count: 5000) + "y" + String(repeating: "}", count: 5000) + "$"
    #expect(LabelLayout(deep).width.isFinite)
  }
}
