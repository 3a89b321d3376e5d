// Classes of tokens, which cover the text whatever it is.

import Syntax
import Testing

@Suite struct HighlighterTests {
  private func classes(_ source: String) -> [String] {
    let text = SourceText(source)
    return Highlighter.spans(of: source).filter { $0.1 != .text }.map { "\($0.1.rawValue) \(text[$0.0])" }
  }

  @Test func classesOfTokens() {
    #expect(
      classes("function f(x::T) return 2π end # note")
        == [
          "keyword function", "function f", "punctuation (", "name x", "operator ::", "type T", "punctuation )",
          "keyword return", "number 2", "constant π",
          "keyword end", "comment # note",
        ])
    #expect(
      classes("@test :a == \"b $c\"") == [
        "macro @test", "symbol :", "symbol a", "operator ==", "string \"b ", "operator $", "name c", "string \"",
      ])
    #expect(classes("A[end]'") == ["name A", "punctuation [", "number end", "punctuation ]", "operator '"])
    #expect(
      classes("f.(x) |> Vector{Int}") == [
        "function f", "punctuation .", "punctuation (", "name x", "punctuation )", "operator |>", "type Vector",
        "punctuation {", "name Int", "punctuation }",
      ])
    #expect(classes("[x for x in 1:n]").contains("keyword for"))
    #expect(classes("L\"\\alpha\"") == ["string L\"\\alpha\""])
    #expect(classes("for i in v i end") == ["keyword for", "name i", "operator in", "name v", "name i", "keyword end"])
    #expect(classes("x ? a : b").filter { $0 == "operator :" }.count == 1)
  }

  @Test(arguments: [
    "", "x", "\"abc", "'", "\"$(", ")", "#= a", "“x”\n\n", "f(\"a$(b(\"c\"))\") # d\n", "raw\"a", "\u{0}\u{1F600}",
    "\"\"\"\n $x \"\"\" y",
  ])
  func spansCoverTheText(_ source: String) {
    var end = 0
    for (span, _) in Highlighter.spans(of: source) {
      #expect(span.start == end && span.end > span.start)
      end = span.end
    }
    #expect(end == source.utf8.count)
  }
}
