// Texts of pages compared: digits beyond the precision do not count, and everything else does.

import Testing

@testable import Publishing

@Suite struct PageComparisonTests {
  private func hunks(_ old: String, _ new: String) -> [PageComparison.Hunk] { PageComparison(recorded: old[...], fresh: new[...]).hunks }

  private func agree(_ old: String, _ new: String) -> Bool { hunks(old, new).isEmpty }

  @Test func `decimals may differ in their last digits, integers not at all`() {
    #expect(agree("x = 1.00000000001", "x = 1.0"))
    #expect(agree("2.23606797749979", "2.2360679774997896"))
    #expect(!agree("x = 1.0001", "x = 1.0"))
    #expect(!agree("123456789", "123456790"))
    #expect(!agree("-1", "1"))
    #expect(!agree("1 2", "1"))
    #expect(!agree("1.0", "NaN"))
    #expect(!agree("x₁ = 2", "x₂ = 2"))
    #expect(!agree("fig-1.svg", "fig-2.svg"))
  }

  @Test func `zeros are as small as the largest entry around them says`() {
    let old = "2×2 Matrix{Float64}:\n 3.0  1.0e-16\n -2.0e-17  1.0"
    #expect(agree(old, "2×2 Matrix{Float64}:\n 3.0  -4.0e-16\n 0.0  1.0"))
    #expect(!agree(old, "2×2 Matrix{Float64}:\n 3.0  1.0e-9\n -2.0e-17  1.0"))
    #expect(!agree("3.0\n\n1.0e-16", "3.0\n\n4.0e-16"))
  }

  @Test func `lines that come and go are told where they are`() {
    let old = "a\nb\nc\nd"
    let gone = hunks(old, "a\nc\nd")
    #expect(gone.count == 1 && gone[0].recorded == [2] && gone[0].fresh.isEmpty && gone[0].freshPlace == 2)
    let came = hunks(old, "a\nb\nx\ny\nc\nd")
    #expect(came.count == 1 && came[0].recorded.isEmpty && came[0].fresh == [3, 4])
    let other = hunks(old, "a\nB\nc\nD")
    #expect(other.map(\.recorded) == [[2], [4]])
  }

  @Test func `blanks alone are layout`() {
    let comparison = PageComparison(recorded: "a  b\n\nc", fresh: "a b\nc")
    #expect(comparison.hunks.isEmpty)
    #expect(comparison.differsInLayout)
    #expect(!PageComparison(recorded: "1.0000000000000002", fresh: "1.0").differsInLayout)
  }

  @Test func `every digit of code counts, and blanks do not`() {
    func page(_ code: String, _ result: String) -> String { "> ```julia\n> \(code)\n> ```\n> ```text\n> \(result)\n> ```\n" }
    #expect(hunks(page("x < 1e-12", "0.1"), page("x < 5e-12", "0.10000000000000001")).map(\.fresh) == [[2]])
    #expect(hunks(page("x <  1", "0.1"), page("x < 1", "0.1")).isEmpty)
    #expect(hunks("```python\n1e-12\n```", "```python\n1.0e-12\n```").isEmpty)
  }

  @Test func `long texts that have nothing in common take no long time`() {
    let old = (0..<20_000).map { "old line \($0) x" }.joined(separator: "\n")
    let new = (0..<20_000).map { "new text \($0 * 7) y z" }.joined(separator: "\n")
    let found = hunks(old, new)
    #expect(found.map(\.recorded.count).reduce(0, +) == 20_000)
  }

  @Test func `new numbers are as precise as the old ones`() {
    #expect(WrittenPrecision.text("[4.123105625617661, 2.0]", like: "[4.00, 2.00]") == "[4.12, 2.0]")
    #expect(WrittenPrecision.text("7", like: "8") == "7")
    #expect(WrittenPrecision.text("0.000123456", like: "0.25") == "0.000123")
    #expect(WrittenPrecision.text("1.23456e-12", like: "1.2e-3") == "1.2e-12")
    #expect(WrittenPrecision.text("3.14159", like: "3") == "3.14159")
    #expect(WrittenPrecision.text("-2.71828", like: "2.7") == "-2.7")
    #expect(WrittenPrecision.text("\"a 1.2345\"", like: "missing") == "\"a 1.2345\"")
  }
}
